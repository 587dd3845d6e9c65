//! What the provider refuses, in its words, as recorded from the real one.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may panic")]

mod common;

use common::value;
use dryrun_provider::Provider;
use dryrun_providers::Aws;
use serde_json::{Value as Json, json};

fn complaints(name: &str, given: &Json) -> Vec<String> {
    let schema = Aws.resource_schema(name).unwrap();
    let mut config = given.clone();
    for (block, nested) in &schema.block.blocks {
        let repeats = !matches!(nested.nesting, dryrun_provider::Nesting::Single);
        if repeats && config.get(&**block).is_none() {
            config[&**block] = json!([]);
        }
    }
    let found = Aws.validate_resource(name, &value(schema.block.implied_type(), &config));
    found
        .into_iter()
        .map(|one| {
            format!("{} | {}", one.diagnostic.summary, one.diagnostic.detail)
                .trim_end_matches(" | ")
                .to_owned()
        })
        .collect()
}

#[test]
fn as_the_provider_says() {
    for (name, given, wanted) in [
        (
            "aws_vpc",
            json!({"cidr_block": "10.0.0.0/33"}),
            vec![
                "expected cidr_block to contain a valid Value, got: 10.0.0.0/33 with err: invalid CIDR address: 10.0.0.0/33",
            ],
        ),
        ("aws_vpc", json!({"cidr_block": "10.0.0.0/16", "instance_tenancy": "default"}), vec![]),
        (
            "aws_sqs_queue",
            json!({"name": "a", "name_prefix": "b", "delay_seconds": 901}),
            vec![
                "Conflicting configuration arguments | \"name\": conflicts with name_prefix",
                "Conflicting configuration arguments | \"name_prefix\": conflicts with name",
                "expected delay_seconds to be in the range (0 - 900), got 901",
            ],
        ),
        (
            "aws_autoscaling_group",
            json!({"max_size": 1, "min_size": 1}),
            vec![
                "Invalid combination of arguments | \"launch_configuration\": one of `launch_configuration,launch_template,mixed_instances_policy` must be specified",
                "Invalid combination of arguments | \"launch_template\": one of `launch_configuration,launch_template,mixed_instances_policy` must be specified",
                "Invalid combination of arguments | \"mixed_instances_policy\": one of `launch_configuration,launch_template,mixed_instances_policy` must be specified",
            ],
        ),
        (
            "aws_lambda_function",
            json!({"function_name": "f", "role": "r", "filename": "x.zip", "architectures": ["arm"], "memory_size": 1}),
            vec![
                "expected architectures to be one of [\"x86_64\" \"arm64\"], got arm",
                "expected memory_size to be in the range (128 - 10240), got 1",
                "\"role\" (r) is an invalid ARN: arn: invalid prefix",
            ],
        ),
        (
            "aws_instance",
            json!({"instance_type": "t3.micro", "id": "i-1"}),
            vec![
                "Missing required argument | \"ami\": one of `ami,launch_template` must be specified",
                "Invalid or unknown key",
            ],
        ),
        (
            "aws_security_group_rule",
            json!({"type": "ingress", "from_port": 1, "to_port": 1, "protocol": "tcp", "security_group_id": "sg-1",
                "self": true, "cidr_blocks": ["10.0.0.0/8"], "source_security_group_id": "sg-2"}),
            vec![
                "Conflicting configuration arguments | \"cidr_blocks\": conflicts with source_security_group_id",
                "Conflicting configuration arguments | \"self\": conflicts with cidr_blocks",
                "Conflicting configuration arguments | \"source_security_group_id\": conflicts with cidr_blocks",
            ],
        ),
        (
            "aws_lambda_function",
            json!({"function_name": "f", "role": "arn:aws:iam::123456789012:role/r", "filename": "x.zip",
                "architectures": ["arm", {"$unknown": true}],
                "file_system_config": [{"arn": "x", "local_mount_path": {"$unknown": true}}],
                "dead_letter_config": [{"target_arn": "x"}]}),
            vec!["\"dead_letter_config.0.target_arn\" (x) is an invalid ARN: arn: invalid prefix"],
        ),
        (
            "aws_db_subnet_group",
            json!({"name": "Main!", "subnet_ids": ["subnet-1"]}),
            vec![
                "only lowercase alphanumeric characters, hyphens, underscores, periods, and spaces allowed in \"name\"",
            ],
        ),
        (
            "aws_budgets_budget",
            json!({"budget_type": "COST", "time_unit": "MONTHLY", "time_period_start": "2024-01-01"}),
            vec![
                "\"time_period_start\" cannot be parsed as \"2006-01-02_15:04\": parsing time \"2024-01-01\" as \"2006-01-02_15:04\": cannot parse \"\" as \"_\"",
            ],
        ),
        ("aws_cloudwatch_metric_alarm", json!({"period": 120}), vec![]),
        (
            "aws_cloudwatch_metric_alarm",
            json!({"period": 45}),
            vec![
                "expected period to be divisible by 60, got: 45",
                "expected period to be one of [10 20 30], got 45",
            ],
        ),
    ] {
        assert_eq!(complaints(name, &given), wanted, "{name} {given}");
    }
}
