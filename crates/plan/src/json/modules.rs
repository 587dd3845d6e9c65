//! `planned_values` and `prior_state`: objects in a tree of modules.

use std::collections::BTreeMap;

use dryrun_cty::Value;
use dryrun_provider::Schema;

use super::changes::identity;
use super::{Json, Members, masks, values};
use crate::addr::{Mode, ModuleInstance, ResourceInstance};
use crate::model::{Action, OutputChange, Plan, ResourceChange, StateResource};

/// The objects of one module, by address, and the modules in it.
#[derive(Default)]
struct Module {
    resources: BTreeMap<String, Json>,
    children: BTreeMap<String, Module>,
}

impl Module {
    fn add(&mut self, address: &ResourceInstance, resource: Json) {
        let mut at = self;
        for depth in 1..=address.module.0.len() {
            let module = ModuleInstance(address.module.0.iter().take(depth).cloned().collect());
            at = at.children.entry(module.to_string()).or_default();
        }
        at.resources.insert(address.to_string(), resource);
    }

    fn into_json(self, address: Option<String>) -> Json {
        let mut out: Members = Vec::new();
        if !self.resources.is_empty() {
            out.push(("resources", Json::Array(self.resources.into_values().collect())));
        }
        if let Some(address) = address {
            out.push(("address", address.into()));
        }
        if !self.children.is_empty() {
            let children = self.children.into_iter();
            let children = children.map(|(address, child)| child.into_json(Some(address)));
            out.push(("child_modules", Json::Array(children.collect())));
        }
        Json::object(out)
    }
}

/// `planned_values`: what will be there after apply, as far as it is known.
pub(super) fn planned(plan: &Plan) -> Json {
    let mut root = Module::default();
    for change in plan.resource_changes.iter().filter(|change| will_be(change)) {
        root.add(&change.address, planned_resource(change));
    }
    let outputs = plan.output_changes.iter();
    let staying = outputs.filter(|(_, output)| output.action != Action::Delete);
    let outputs = staying.map(|(name, output)| (name.to_string(), planned_output(output)));
    with_outputs(outputs.collect(), root)
}

fn with_outputs(outputs: Vec<(String, Json)>, root: Module) -> Json {
    let mut out: Members = Vec::new();
    if !outputs.is_empty() {
        out.push(("outputs", Json::object(outputs)));
    }
    out.push(("root_module", root.into_json(None)));
    Json::object(out)
}

fn will_be(change: &ResourceChange) -> bool {
    change.deposed.is_none()
        && change.action != Action::Delete
        && change.address.resource.mode != Mode::Ephemeral
}

fn planned_output(output: &OutputChange) -> Json {
    let mut out: Members = vec![("sensitive", output.sensitive.into())];
    if output.after.is_wholly_known() {
        out.push(("type", values::ty(output.after.ty())));
        out.push(("value", values::known(&output.after)));
    }
    Json::object(out)
}

fn planned_resource(change: &ResourceChange) -> Json {
    Json::object(resource(&change.address, &change.provider, &change.schema, &change.after))
}

fn resource(address: &ResourceInstance, provider: &str, schema: &Schema, value: &Value) -> Members {
    let mut out: Members = vec![("address", address.to_string().into())];
    out.extend(identity(address));
    out.push(("provider_name", provider.into()));
    out.push(("schema_version", schema.version.into()));
    if !value.is_null() {
        out.push(("values", values::known(value)));
    }
    out.push(("sensitive_values", masks::sensitive_block(value, &schema.block)));
    out
}

/// `prior_state`: what was there before, in the format of `terraform show -json` of a state.
pub(super) fn prior(plan: &Plan, version: &str) -> Json {
    let mut root = Module::default();
    for state in &plan.prior_state {
        root.add(&state.address, state_resource(state));
    }
    let outputs = plan.prior_outputs.iter().map(|(name, (value, sensitive))| {
        let output = [
            ("sensitive", Json::from(*sensitive)),
            ("value", values::known(value)),
            ("type", values::ty(value.ty())),
        ];
        (name.to_string(), Json::object(output))
    });
    Json::object([
        ("format_version", Json::from("1.0")),
        ("terraform_version", version.into()),
        ("values", with_outputs(outputs.collect(), root)),
    ])
}

fn state_resource(state: &StateResource) -> Json {
    let mut out = resource(&state.address, &state.provider, &state.schema, &state.value);
    if !state.depends_on.is_empty() {
        out.push(("depends_on", Json::texts(state.depends_on.iter().map(String::as_str))));
    }
    if state.tainted {
        out.push(("tainted", true.into()));
    }
    Json::object(out)
}
