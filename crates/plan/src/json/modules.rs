//! `planned_values` and `prior_state`: objects in a tree of modules.

use std::collections::BTreeMap;

use dryrun_cty::Value;
use dryrun_provider::Schema;

use super::changes::identity;
use super::{Json, Members, masks, values};
use crate::addr::{Mode, ModuleInstance, ResourceInstance};
use crate::model::{Action, OutputChange, Plan, ResourceChange, StateResource};

/// The objects of one module in order, and the modules in it.
#[derive(Default)]
struct Module {
    resources: Vec<Json>,
    children: BTreeMap<String, Module>,
}

impl Module {
    fn add(&mut self, address: &ResourceInstance, resource: Json) {
        let mut at = self;
        for depth in 1..=address.module.0.len() {
            let module = ModuleInstance(address.module.0.iter().take(depth).cloned().collect());
            at = at.children.entry(module.to_string()).or_default();
        }
        at.resources.push(resource);
    }

    fn into_json(self, address: Option<String>) -> Json {
        let mut out: Members = Vec::new();
        if !self.resources.is_empty() {
            out.push(("resources", Json::Array(self.resources)));
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
    let changes = plan.resource_changes.iter().filter(|change| will_be(change));
    let mut changes: Vec<(String, &ResourceChange)> =
        changes.map(|change| (change.address.to_string(), change)).collect();
    changes.sort_by(|left, right| left.0.cmp(&right.0));
    for (_, change) in changes {
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
    // The value of a replacement is planned anew: Terraform does not mark it by the schema then.
    let sensitive = match change.action {
        Action::DeleteThenCreate | Action::CreateThenDelete => masks::sensitive(&change.after),
        Action::NoOp
        | Action::Create
        | Action::Read
        | Action::Update
        | Action::Delete
        | Action::Forget => masks::sensitive_block(&change.after, &change.schema.block),
    };
    let mut out = resource(&change.address, &change.provider, &change.schema, &change.after);
    out.push(("sensitive_values", sensitive));
    Json::object(out)
}

fn resource(address: &ResourceInstance, provider: &str, schema: &Schema, value: &Value) -> Members {
    let mut out: Members = vec![("address", address.to_string().into())];
    out.extend(identity(address));
    out.push(("provider_name", provider.into()));
    out.push(("schema_version", schema.version.into()));
    // Terraform leaves out what has no member left.
    let known = values::known(value);
    if !value.is_null() && known != Json::Object(Vec::new()) {
        out.push(("values", known));
    }
    out
}

/// `prior_state`: what was there before, in the format of `terraform show -json` of a state.
pub(super) fn prior(plan: &Plan, version: &str) -> Json {
    let mut root = Module::default();
    let mut prior: Vec<&StateResource> = plan.prior_state.iter().collect();
    prior.sort_by(|left, right| {
        let order = left.address.plan_order(&right.address);
        order.then_with(|| left.deposed.cmp(&right.deposed))
    });
    for state in prior {
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
    let sensitive = masks::sensitive_block(&state.value, &state.schema.block);
    out.push(("sensitive_values", sensitive));
    if !state.depends_on.is_empty() {
        out.push(("depends_on", Json::texts(state.depends_on.iter().map(String::as_str))));
    }
    if state.tainted {
        out.push(("tainted", true.into()));
    }
    if let Some(key) = &state.deposed {
        out.push(("deposed_key", key.as_str().into()));
    }
    Json::object(out)
}
