//! The JSON of a plan, as `terraform show -json` prints it.

mod changes;
mod checks;
mod masks;
mod modules;
mod tree;
mod values;

use dryrun_cty::{Path, Step};

use crate::model::{Action, Plan, ResourceChange};

pub use tree::Json;

/// The version of Terraform whose plans these are.
const TERRAFORM_VERSION: &str = "1.11.4";

/// Members of an object, as they are gathered.
type Members = Vec<(&'static str, Json)>;

/// The plan in Terraform's JSON format 1.2; members in Terraform's order, those it omits omitted.
#[must_use]
pub fn json(plan: &Plan) -> Json {
    let mut out: Members =
        vec![("format_version", "1.2".into()), ("terraform_version", TERRAFORM_VERSION.into())];
    if !plan.variables.is_empty() {
        out.push(("variables", variables(plan)));
    }
    out.push(("planned_values", modules::planned(plan)));
    let lists =
        [("resource_drift", &plan.resource_drift), ("resource_changes", &plan.resource_changes)];
    for (key, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
        out.push((key, changes::resources(list)));
    }
    if !plan.output_changes.is_empty() {
        out.push(("output_changes", changes::outputs(&plan.output_changes)));
    }
    if !plan.prior_state.is_empty() || !plan.prior_outputs.is_empty() {
        out.push(("prior_state", modules::prior(plan, TERRAFORM_VERSION)));
    }
    if !plan.configuration.is_null() {
        out.push(("configuration", Json::from(&plan.configuration)));
    }
    if !plan.relevant_attributes.is_empty() {
        out.push(("relevant_attributes", relevant(&plan.relevant_attributes)));
    }
    if !plan.checks.is_empty() {
        out.push(("checks", Json::Array(plan.checks.iter().map(checks::check).collect())));
    }
    out.push(("applyable", is_applyable(plan).into()));
    out.push(("complete", (!plan.targeted && !plan.errored).into()));
    out.push(("errored", plan.errored.into()));
    Json::object(out)
}

fn variables(plan: &Plan) -> Json {
    let variables = plan.variables.iter();
    Json::object(
        variables.map(|(name, value)| {
            (name.to_string(), Json::object([("value", values::known(value))]))
        }),
    )
}

fn relevant(attributes: &[(String, Path)]) -> Json {
    let mut sorted: Vec<&(String, Path)> = attributes.iter().collect();
    sorted.sort_by(|left, right| left.0.cmp(&right.0));
    let attribute = |(resource, path): &(String, Path)| {
        Json::object([("resource", Json::from(resource.as_str())), ("attribute", steps(path))])
    };
    Json::Array(sorted.into_iter().map(attribute).collect())
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
    let resource = |change: &ResourceChange| {
        let previous = change.previous_address.as_ref();
        let moved = previous.is_some_and(|previous| *previous != change.address);
        change.action != Action::NoOp || change.importing.is_some() || moved
    };
    let outputs_change = plan.output_changes.values().any(|output| output.action != Action::NoOp);
    !plan.errored && (plan.resource_changes.iter().any(resource) || outputs_change)
}
