//! `resource_changes`, `resource_drift` and `output_changes`.

use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_cty::Value;
use serde_json::{Map, Value as Json, json};

use super::{masks, steps, values};
use crate::addr::{InstanceKey, Mode, ResourceInstance};
use crate::model::{Action, ActionReason, OutputChange, ResourceChange};
use crate::order::sorted;

/// Changes by address; data sources that go are nobody's business.
pub(super) fn resources(changes: &[ResourceChange]) -> Json {
    let shown = |change: &&ResourceChange| {
        change.action != Action::Delete || change.address.resource.mode == Mode::Managed
    };
    Json::Array(sorted(changes).into_iter().filter(shown).map(resource).collect())
}

fn resource(change: &ResourceChange) -> Json {
    let mut out = Map::new();
    let mut set = |key: &str, value: Json| drop(out.insert(key.into(), value));
    set("address", change.address.to_string().into());
    if let Some(previous) =
        change.previous_address.as_ref().filter(|previous| **previous != change.address)
    {
        set("previous_address", previous.to_string().into());
    }
    if !change.address.module.is_root() {
        set("module_address", change.address.module.to_string().into());
    }
    for (key, value) in identity(&change.address) {
        set(key, value);
    }
    set("provider_name", change.provider.as_ref().into());
    if let Some(key) = &change.deposed {
        set("deposed", key.as_str().into());
    }
    set("change", resource_change(change));
    if let Some(reason) = change.reason {
        set("action_reason", reason.name().into());
    }
    Json::Object(out)
}

/// The members that say which resource it is.
pub(super) fn identity(address: &ResourceInstance) -> Vec<(&'static str, Json)> {
    let mode = if address.resource.mode == Mode::Data { "data" } else { "managed" };
    let mut members = vec![
        ("mode", mode.into()),
        ("type", address.resource.kind.as_ref().into()),
        ("name", address.resource.name.as_ref().into()),
    ];
    match &address.key {
        Some(InstanceKey::Number(number)) => members.push(("index", (*number).into())),
        Some(InstanceKey::Text(text)) => members.push(("index", text.as_ref().into())),
        None => {}
    }
    members
}

fn resource_change(change: &ResourceChange) -> Json {
    let mut out = Map::new();
    let mut set = |key: &str, value: Json| drop(out.insert(key.into(), value));
    set("actions", change.action.names());
    set("before", values::known(&change.before));
    if change.after.is_known() {
        set("after", values::known(&change.after));
    }
    set(
        "after_unknown",
        if change.after.is_wholly_known() { json!({}) } else { masks::unknown(&change.after) },
    );
    set("before_sensitive", masks::sensitive_block(&change.before, &change.schema.block));
    set("after_sensitive", masks::sensitive_block(&change.after, &change.schema.block));
    if !change.replace_paths.is_empty() {
        set("replace_paths", Json::Array(change.replace_paths.iter().map(steps).collect()));
    }
    if let Some(importing) = &change.importing {
        set("importing", json!({ "id": values::known(&importing.id) }));
    }
    Json::Object(out)
}

pub(super) fn outputs(changes: &BTreeMap<Arc<str>, OutputChange>) -> Json {
    Json::Object(changes.iter().map(|(name, change)| (name.to_string(), output(change))).collect())
}

fn output(change: &OutputChange) -> Json {
    let mut out = Map::new();
    let mut set = |key: &str, value: Json| drop(out.insert(key.into(), value));
    set("actions", change.action.names());
    set("before", values::known(&change.before));
    if change.after.is_known() {
        set("after", values::known(&change.after));
    }
    set("after_unknown", unknown_output(&change.after));
    set("before_sensitive", change.sensitive.into());
    set("after_sensitive", change.sensitive.into());
    Json::Object(out)
}

fn unknown_output(after: &Value) -> Json {
    if after.is_wholly_known() { Json::Bool(false) } else { masks::unknown(after) }
}

impl Action {
    /// The names plan JSON gives it.
    fn names(self) -> Json {
        match self {
            Self::NoOp => json!(["no-op"]),
            Self::Create => json!(["create"]),
            Self::Read => json!(["read"]),
            Self::Update => json!(["update"]),
            Self::DeleteThenCreate => json!(["delete", "create"]),
            Self::CreateThenDelete => json!(["create", "delete"]),
            Self::Delete => json!(["delete"]),
            Self::Forget => json!(["forget"]),
        }
    }
}

impl ActionReason {
    /// The name plan JSON gives it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ReplaceBecauseCannotUpdate => "replace_because_cannot_update",
            Self::ReplaceBecauseTainted => "replace_because_tainted",
            Self::ReplaceByRequest => "replace_by_request",
            Self::ReplaceByTriggers => "replace_by_triggers",
            Self::DeleteBecauseNoResourceConfig => "delete_because_no_resource_config",
            Self::DeleteBecauseWrongRepetition => "delete_because_wrong_repetition",
            Self::DeleteBecauseCountIndex => "delete_because_count_index",
            Self::DeleteBecauseEachKey => "delete_because_each_key",
            Self::DeleteBecauseNoModule => "delete_because_no_module",
            Self::DeleteBecauseNoMoveTarget => "delete_because_no_move_target",
            Self::ReadBecauseConfigUnknown => "read_because_config_unknown",
            Self::ReadBecauseDependencyPending => "read_because_dependency_pending",
            Self::ReadBecauseCheckNested => "read_because_check_nested",
        }
    }
}
