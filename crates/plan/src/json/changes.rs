//! `resource_changes`, `resource_drift` and `output_changes`.

use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_cty::Value;

use super::{Json, Members, masks, steps, values};
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
    let mut out: Members = vec![("address", change.address.to_string().into())];
    let previous = change.previous_address.as_ref();
    if let Some(previous) = previous.filter(|previous| **previous != change.address) {
        out.push(("previous_address", previous.to_string().into()));
    }
    if !change.address.module.is_root() {
        out.push(("module_address", change.address.module.to_string().into()));
    }
    out.extend(identity(&change.address));
    out.push(("provider_name", change.provider.as_ref().into()));
    if let Some(key) = &change.deposed {
        out.push(("deposed", key.as_str().into()));
    }
    out.push(("change", resource_change(change)));
    if let Some(reason) = change.reason {
        out.push(("action_reason", reason.name().into()));
    }
    Json::object(out)
}

/// The members that say which resource it is.
pub(super) fn identity(address: &ResourceInstance) -> Members {
    let mode = if address.resource.mode == Mode::Data { "data" } else { "managed" };
    let mut members: Members = vec![
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
    let block = &change.schema.block;
    let mut out: Members = vec![("actions", change.action.names())];
    out.push(("before", values::known(&change.before)));
    if change.after.is_known() {
        out.push(("after", values::known(&change.after)));
    }
    let known = change.after.is_wholly_known();
    let unknown = if known { Json::Object(Vec::new()) } else { masks::unknown(&change.after) };
    out.push(("after_unknown", unknown));
    out.push(("before_sensitive", masks::sensitive_block(&change.before, block)));
    out.push(("after_sensitive", masks::sensitive_block(&change.after, block)));
    if !change.replace_paths.is_empty() {
        out.push(("replace_paths", Json::Array(change.replace_paths.iter().map(steps).collect())));
    }
    if let Some(importing) = &change.importing {
        out.push(("importing", Json::object([("id", values::known(&importing.id))])));
    }
    Json::object(out)
}

pub(super) fn outputs(changes: &BTreeMap<Arc<str>, OutputChange>) -> Json {
    Json::object(changes.iter().map(|(name, change)| (name.to_string(), output(change))))
}

fn output(change: &OutputChange) -> Json {
    let mut out: Members =
        vec![("actions", change.action.names()), ("before", values::known(&change.before))];
    if change.after.is_known() {
        out.push(("after", values::known(&change.after)));
    }
    out.push(("after_unknown", unknown_output(&change.after)));
    out.push(("before_sensitive", change.sensitive.into()));
    out.push(("after_sensitive", change.sensitive.into()));
    Json::object(out)
}

fn unknown_output(after: &Value) -> Json {
    if after.is_wholly_known() { Json::Bool(false) } else { masks::unknown(after) }
}

impl Action {
    /// The names plan JSON gives it.
    fn names(self) -> Json {
        let names: &[&str] = match self {
            Self::NoOp => &["no-op"],
            Self::Create => &["create"],
            Self::Read => &["read"],
            Self::Update => &["update"],
            Self::DeleteThenCreate => &["delete", "create"],
            Self::CreateThenDelete => &["create", "delete"],
            Self::Delete => &["delete"],
            Self::Forget => &["forget"],
        };
        Json::texts(names.iter().copied())
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
