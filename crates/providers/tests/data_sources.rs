//! Data sources against recorded plans: what is configured goes in, what the real provider read must come out.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may panic")]

mod common;

use std::path::PathBuf;

use common::{json, value};
use dryrun_cty::Value;
use dryrun_provider::{DataResult, NoHost, Provider, ReadRequest};
use dryrun_providers::Aws;
use serde_json::{Value as Json, json};

#[test]
fn read_as_recorded() {
    let recorded = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/recorded"));
    let shared = dryrun_testkit::shared("conformance/terraform");
    let (mut read, mut misses) = (0, Vec::new());
    for folder in [Some(recorded), shared].into_iter().flatten() {
        for case in std::fs::read_dir(folder).unwrap() {
            let Ok(text) = std::fs::read_to_string(case.unwrap().path().join("expected/plan.json"))
            else {
                continue;
            };
            let plan: Json = serde_json::from_str(&text).unwrap();
            let region = plan
                .pointer("/configuration/provider_config/aws/expressions/region/constant_value");
            let provider = provider(region.and_then(Json::as_str).unwrap_or("us-east-1"));
            for resource in resources(&plan) {
                read += 1;
                misses.extend(check(resource, &provider).err());
            }
        }
    }
    assert!(read > 20, "only {read} data sources");
    assert!(misses.is_empty(), "{} of {read} differ\n{}", misses.len(), misses.join("\n"));
}

fn resources(plan: &Json) -> impl Iterator<Item = &Json> {
    let all = plan.pointer("/prior_state/values/root_module/resources").and_then(Json::as_array);
    all.into_iter().flatten().filter(|resource| {
        resource["mode"] == "data"
            && resource["provider_name"] == "registry.terraform.io/hashicorp/aws"
    })
}

fn provider(region: &str) -> Value {
    let json = json!({ "region": region, "default_tags": [] });
    value(Aws.provider_schema().block.implied_type(), &json)
}

fn check(resource: &Json, provider: &Value) -> Result<(), String> {
    let name = resource["type"].as_str().unwrap();
    let schema = Aws.data_schema(name).unwrap();
    let ty = schema.block.implied_type().clone();
    let mut config = resource["values"].clone();
    for (attribute, description) in &schema.block.attributes {
        // What is optional and computed was left out, except where the recorded case sets it.
        let set = ["endpoint", "name", "region"].contains(&&**attribute) && description.optional;
        if description.computed && !set {
            config[&**attribute] = Json::Null;
        }
    }
    let (config, wanted) = (value(&ty, &config), value(&ty, &resource["values"]));
    let request =
        ReadRequest { type_name: name, config: &config, provider_config: provider, host: &NoHost };
    match Aws.read_data(request) {
        (DataResult::Read(got), diagnostics) if diagnostics.is_empty() && got == wanted => Ok(()),
        (DataResult::Read(got), _) => {
            Err(format!("{}: {}\nnot {}", resource["address"], json(&got), json(&wanted)))
        }
        (DataResult::Offline, diagnostics) => {
            Err(format!("{}: not read, {diagnostics:?}", resource["address"]))
        }
    }
}
