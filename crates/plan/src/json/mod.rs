//! The JSON of a plan, as `terraform show -json` prints it.

mod changes;
mod checks;
mod masks;
mod modules;
mod values;

use dryrun_cty::{Path, Step};
use serde_json::{Map, Value as Json, json};

use crate::model::{Action, Plan};

/// The version of Terraform whose plans these are.
const TERRAFORM_VERSION: &str = "1.11.4";

/// The plan in Terraform's JSON format 1.2; members in Terraform's order, those it omits omitted.
#[must_use]
pub fn json(plan: &Plan) -> Json {
    let mut out = Map::new();
    let mut set = |key: &str, value: Json| drop(out.insert(key.into(), value));
    set("format_version", "1.2".into());
    set("terraform_version", TERRAFORM_VERSION.into());
    if !plan.variables.is_empty() {
        let variables = plan
            .variables
            .iter()
            .map(|(name, value)| (name.to_string(), json!({ "value": values::known(value) })));
        set("variables", Json::Object(variables.collect()));
    }
    set("planned_values", modules::planned(plan));
    for (key, list) in
        [("resource_drift", &plan.resource_drift), ("resource_changes", &plan.resource_changes)]
    {
        if !list.is_empty() {
            set(key, changes::resources(list));
        }
    }
    if !plan.output_changes.is_empty() {
        set("output_changes", changes::outputs(&plan.output_changes));
    }
    if !plan.prior_state.is_empty() || !plan.prior_outputs.is_empty() {
        set("prior_state", modules::prior(plan, TERRAFORM_VERSION));
    }
    if !plan.configuration.is_null() {
        set("configuration", plan.configuration.clone());
    }
    if !plan.relevant_attributes.is_empty() {
        set("relevant_attributes", relevant(&plan.relevant_attributes));
    }
    if !plan.checks.is_empty() {
        set("checks", Json::Array(plan.checks.iter().map(checks::check).collect()));
    }
    set("applyable", is_applyable(plan).into());
    set("complete", (!plan.targeted && !plan.errored).into());
    set("errored", plan.errored.into());
    Json::Object(out)
}

fn relevant(attributes: &[(String, Path)]) -> Json {
    let mut sorted: Vec<&(String, Path)> = attributes.iter().collect();
    sorted.sort_by(|left, right| left.0.cmp(&right.0));
    Json::Array(
        sorted
            .iter()
            .map(|(resource, path)| json!({ "resource": resource, "attribute": steps(path) }))
            .collect(),
    )
}

/// A path as an array of names and indexes.
fn steps(path: &Path) -> Json {
    let step = |step: &Step| match step {
        Step::Attribute(name) => Json::from(name.as_ref()),
        Step::Index(index) => values::known(index),
    };
    Json::Array(path.0.iter().map(step).collect())
}

/// Whether applying would do anything.
fn is_applyable(plan: &Plan) -> bool {
    let resource = |change: &crate::ResourceChange| {
        let moved =
            change.previous_address.as_ref().is_some_and(|previous| *previous != change.address);
        change.action != Action::NoOp || change.importing.is_some() || moved
    };
    !plan.errored
        && (plan.resource_changes.iter().any(resource)
            || plan.output_changes.values().any(|output| output.action != Action::NoOp))
}
