//! Planning a thousand mixed resources, and the first plan of a process.

#![allow(clippy::unwrap_used, reason = "a bench may panic")]

use dryrun_cty::{Kind, Type, Value};
use dryrun_provider::{PlanRequest, Provider};
use dryrun_providers::Aws;

fn main() {
    divan::main();
}

const TYPES: [&str; 8] = [
    "aws_instance",
    "aws_sqs_queue",
    "aws_security_group",
    "aws_iam_role",
    "aws_lambda_function",
    "aws_lb",
    "aws_vpc_security_group_ingress_rule",
    "aws_dynamodb_table",
];

/// A configuration that sets nothing but a few strings.
fn config(type_name: &str) -> Value {
    let schema = Aws.resource_schema(type_name).unwrap();
    let ty = schema.block.implied_type().clone();
    let Type::Object(object) = &ty else { return Value::null(ty) };
    let entries = object.attributes.iter().map(|(name, ty)| {
        let value = match (ty, schema.block.attributes.get(name)) {
            (Type::String, Some(attribute)) if attribute.required => Value::string("x"),
            (Type::List(_) | Type::Set(_), None) => {
                Value::new(ty.clone(), Kind::Elements([].into()))
            }
            _ => Value::null(ty.clone()),
        };
        (name.clone(), value)
    });
    Value::new(ty.clone(), Kind::Entries(std::sync::Arc::new(entries.collect())))
}

#[divan::bench]
fn a_thousand_resources(bencher: divan::Bencher<'_, '_>) {
    let configs: Vec<(&str, Value)> =
        TYPES.iter().cycle().take(1000).map(|name| (*name, config(name))).collect();
    let provider = Value::object::<&str>([]);
    bencher.bench_local(|| {
        for (type_name, config) in &configs {
            let prior = Value::null(config.ty().clone());
            let request = PlanRequest {
                type_name,
                prior: &prior,
                proposed: config,
                config,
                provider_config: &provider,
            };
            divan::black_box(Aws.plan(request));
        }
    });
}

#[divan::bench]
fn a_thousand_checks(bencher: divan::Bencher<'_, '_>) {
    let configs: Vec<(&str, Value)> =
        TYPES.iter().cycle().take(1000).map(|name| (*name, config(name))).collect();
    bencher.bench_local(|| {
        for (type_name, config) in &configs {
            divan::black_box(Aws.validate_resource(type_name, config));
        }
    });
}
