//! The port of the planning algorithm against its reference, on random configurations of every type.
//!
//! Needs python3 and the harvested facts; without them the test says so and passes.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may panic")]

mod common;

use std::process::Command;

use common::{json, proposed, same, value};
use dryrun_cty::{Path, Step, Type, Value};
use dryrun_provider::{PlanRequest, Provider};
use dryrun_providers::Aws;
use serde_json::Value as Json;

#[test]
fn plans_as_the_reference_does() {
    let Some(folder) = dryrun_testkit::shared("data/aws-5.100.0") else { return };
    if !dryrun_testkit::wanted("python3") {
        return;
    }
    let rounds = std::env::var("PREDICT_ROUNDS").unwrap_or_else(|_| "1".to_owned());
    let seed = std::env::var("PREDICT_SEED").unwrap_or_else(|_| "dryrun".to_owned());
    let generator = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/predict/generate.py");
    let run =
        Command::new("python3").arg(generator).arg(folder).args([&seed, &rounds]).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let text = String::from_utf8(run.stdout).unwrap();
    let misses: Vec<String> =
        text.lines().filter_map(|line| check(&serde_json::from_str(line).unwrap()).err()).collect();
    assert!(text.lines().count() >= 3000);
    assert!(
        misses.is_empty(),
        "{} misses, such as\n{}",
        misses.len(),
        misses.iter().take(5).cloned().collect::<Vec<_>>().join("\n")
    );
}

/// Where recorded plans of the real provider have shown more than the reference knows.
fn departs(case: &Json) -> bool {
    const TYPES: [&str; 17] = [
        "aws_alb",
        "aws_batch_job_definition",
        "aws_default_security_group",
        "aws_ecr_lifecycle_policy",
        "aws_ecr_repository",
        "aws_ecs_service",
        "aws_elasticsearch_domain",
        "aws_fsx_lustre_file_system",
        "aws_instance",
        "aws_lb",
        "aws_mq_broker",
        "aws_network_interface",
        "aws_opensearch_domain",
        "aws_security_group",
        "aws_spot_instance_request",
        "aws_ssm_parameter",
        "aws_ssmincidents_replication_set",
    ];
    let corrections: Json =
        serde_json::from_str(include_str!("../../aws-facts/data/corrections.json")).unwrap();
    let type_name = case["type"].as_str().unwrap();
    let has_default_tags = case["tags"].as_object().is_some_and(|tags| !tags.is_empty());
    let tags = [&case["config"]["tags"], &case["tags"]];
    let has_empty_tag =
        |tags: &&Json| tags.as_object().is_some_and(|tags| tags.values().any(|tag| tag == ""));
    TYPES.contains(&type_name)
        || corrections["facts"].get(type_name).is_some()
        || tags.iter().any(has_empty_tag)
        || case["action"] == "no-op" && has_default_tags
}

fn check(case: &Json) -> Result<(), String> {
    let name = case["type"].as_str().unwrap();
    if departs(case) {
        return Ok(());
    }
    let schema = Aws.resource_schema(name).unwrap();
    let ty = schema.block.implied_type().clone();
    let (prior, config) = (value(&ty, &case["prior"]), value(&ty, &case["config"]));
    let provider = provider(&case["tags"]);
    let plan = |prior: &Value| {
        let proposed =
            proposed(&schema.block, Some(prior).filter(|prior| !prior.is_null()), &config);
        Aws.plan(PlanRequest {
            type_name: name,
            prior,
            proposed: &proposed,
            config: &config,
            provider_config: &provider,
        })
    };
    let mut change = plan(&prior);
    let paths: Vec<String> = change.requires_replace.iter().map(path).collect();
    let wanted: Vec<String> = case["paths"].as_array().unwrap().iter().map(wanted_path).collect();
    if paths != wanted {
        return Err(format!("{name}: replaces for {paths:?}, not {wanted:?}\n{case}"));
    }
    if !paths.is_empty() {
        change = plan(&Value::null(ty.clone()));
    }
    let planned = value(&ty, &case["planned"]);
    if same(&change.planned, &planned) {
        Ok(())
    } else {
        Err(format!("{name}: {}\n{}", difference(&change.planned, &planned), case))
    }
}

fn provider(tags: &Json) -> Value {
    let schema = Aws.provider_schema();
    let block = serde_json::json!([{ "tags": tags }]);
    value(
        schema.block.implied_type(),
        &serde_json::json!({"region": "us-east-1", "default_tags": block}),
    )
}

fn path(path: &Path) -> String {
    let step = |step: &Step| match step {
        Step::Attribute(name) => name.to_string(),
        Step::Index(index) => json(index).to_string(),
    };
    path.0.iter().map(step).collect::<Vec<_>>().join(".")
}

fn wanted_path(path: &Json) -> String {
    let step = |step: &Json| {
        step.as_str().map_or_else(|| json(&value(&Type::Number, step)).to_string(), str::to_owned)
    };
    path.as_array().unwrap().iter().map(step).collect::<Vec<_>>().join(".")
}

fn difference(got: &Value, wanted: &Value) -> String {
    match (got.entries(), wanted.entries()) {
        (Some(got), Some(wanted)) => {
            let differs = |name: &&std::sync::Arc<str>| {
                !same(got.get(name).unwrap(), wanted.get(name).unwrap())
            };
            let show = |name: &std::sync::Arc<str>| {
                format!(
                    "{name} is {}, not {}",
                    json(got.get(name).unwrap()),
                    json(wanted.get(name).unwrap())
                )
            };
            got.keys().filter(differs).map(show).collect::<Vec<_>>().join("; ")
        }
        _ => format!("{} is not {}", json(got), json(wanted)),
    }
}
