//! `planned_values` and `prior_state`: objects in a tree of modules.

use std::collections::BTreeMap;

use dryrun_cty::Value;
use dryrun_provider::Schema;
use serde_json::{Map, Value as Json, json};

use super::changes::identity;
use super::{masks, values};
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
        let mut out = Map::new();
        if !self.resources.is_empty() {
            out.insert("resources".into(), Json::Array(self.resources.into_values().collect()));
        }
        if let Some(address) = address {
            out.insert("address".into(), address.into());
        }
        if !self.children.is_empty() {
            let children =
                self.children.into_iter().map(|(address, child)| child.into_json(Some(address)));
            out.insert("child_modules".into(), Json::Array(children.collect()));
        }
        Json::Object(out)
    }
}

/// `planned_values`: what will be there after apply, as far as it is known.
pub(super) fn planned(plan: &Plan) -> Json {
    let mut root = Module::default();
    for change in plan.resource_changes.iter().filter(|change| will_be(change)) {
        root.add(&change.address, planned_resource(change));
    }
    let staying = plan.output_changes.iter().filter(|(_, output)| output.action != Action::Delete);
    let outputs: Map<String, Json> =
        staying.map(|(name, output)| (name.to_string(), planned_output(output))).collect();
    with_outputs(outputs, root)
}

fn with_outputs(outputs: Map<String, Json>, root: Module) -> Json {
    let mut out = Map::new();
    if !outputs.is_empty() {
        out.insert("outputs".into(), Json::Object(outputs));
    }
    out.insert("root_module".into(), root.into_json(None));
    Json::Object(out)
}

fn will_be(change: &ResourceChange) -> bool {
    change.deposed.is_none()
        && change.action != Action::Delete
        && change.address.resource.mode != Mode::Ephemeral
}

fn planned_output(output: &OutputChange) -> Json {
    if output.after.is_wholly_known() {
        json!({ "sensitive": output.sensitive, "type": values::ty(output.after.ty()), "value": values::known(&output.after) })
    } else {
        json!({ "sensitive": output.sensitive })
    }
}

fn planned_resource(change: &ResourceChange) -> Json {
    Json::Object(resource(&change.address, &change.provider, &change.schema, &change.after))
}

fn resource(
    address: &ResourceInstance,
    provider: &str,
    schema: &Schema,
    value: &Value,
) -> Map<String, Json> {
    let mut out = Map::new();
    out.insert("address".into(), address.to_string().into());
    out.extend(identity(address).into_iter().map(|(key, value)| (key.to_owned(), value)));
    out.insert("provider_name".into(), provider.into());
    out.insert("schema_version".into(), schema.version.into());
    if !value.is_null() {
        out.insert("values".into(), Json::Object(values::entries(value)));
    }
    out.insert("sensitive_values".into(), masks::sensitive_block(value, &schema.block));
    out
}

/// `prior_state`: what was there before, in the format of `terraform show -json` of a state.
pub(super) fn prior(plan: &Plan, version: &str) -> Json {
    let mut root = Module::default();
    for state in &plan.prior_state {
        root.add(&state.address, state_resource(state));
    }
    let outputs = plan.prior_outputs.iter().map(|(name, (value, sensitive))| {
        let output = json!({ "sensitive": sensitive, "value": values::known(value), "type": values::ty(value.ty()) });
        (name.to_string(), output)
    });
    json!({ "format_version": "1.0", "terraform_version": version, "values": with_outputs(outputs.collect(), root) })
}

fn state_resource(state: &StateResource) -> Json {
    let mut out = resource(&state.address, &state.provider, &state.schema, &state.value);
    if !state.depends_on.is_empty() {
        out.insert("depends_on".into(), state.depends_on.clone().into());
    }
    if state.tainted {
        out.insert("tainted".into(), true.into());
    }
    Json::Object(out)
}
