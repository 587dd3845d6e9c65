//! The change of one instance of a managed resource.

use dryrun_cty::{Marks, Value};
use dryrun_diag::Diagnostic;
use dryrun_plan::addr::ResourceInstance;
use dryrun_plan::{Action, ActionReason, Importing, ResourceChange};
use dryrun_provider::{PlanRequest, PlannedChange};

use super::action::{Decision, decide, really_differ, replacement};
use super::{Target, ignore, imports, triggers};
use crate::options::PlanMode;
use crate::propose::{normalize_legacy, proposed_new};
use crate::schema::{blame, body, marks};
use crate::scope::Scope;
use crate::state::StateObject;
use crate::testing::mocking;
use crate::walk::Walk;
use crate::walk::conditions::{RuleKind, check_all};
use crate::world::Repeat;

/// What was there before, and how it is to be treated.
struct Before {
    /// The value as the state has it; null for a new object.
    value: Value,
    tainted: bool,
    importing: Option<Importing>,
}

/// Plans an instance; its planned value, unless there were errors.
pub(super) fn plan(
    walk: &mut Walk<'_>,
    target: &Target<'_>,
    address: ResourceInstance,
    repeat: &Repeat,
) -> Option<Value> {
    let resource = target.resource;
    let before = before(walk, target, &address)?;
    if !walk.planning.prior.objects.is_empty() {
        walk.planning.accounted.insert(address.clone());
    }
    if walk.world.options.mode == PlanMode::RefreshOnly {
        // Of repeated resources there is only what has been created.
        let created = !before.value.is_null();
        let absent = || Value::unknown(target.schema.ty.clone());
        return if created { Some(before.value) } else { address.key.is_none().then(absent) };
    }
    let forced = forced(walk, target, &address, repeat);
    let forced = walk.accept(forced)?;
    let scope = Scope::of(&walk.world, target.instance).repeating(repeat);
    let mut found = Vec::new();
    let mut results = check_all(
        RuleKind::ResourcePrecondition,
        &resource.lifecycle.preconditions,
        &scope,
        &mut found,
    );
    if found.iter().any(Diagnostic::is_error) {
        walk.diagnostics.extend(found);
        record(walk, target, &address, &results);
        return None;
    }
    let evaluated =
        body::evaluate(target.shaped, &target.schema.schema.block, &target.schema.ty, &scope);
    walk.diagnostics.extend(found);
    let config = walk.accept(evaluated)?;
    let (change, found) = changed(walk, target, &address, &before, &config, forced);
    let failed = found.iter().any(Diagnostic::is_error);
    walk.diagnostics.extend(found);
    if failed {
        return None;
    }
    let planned = change.after.clone();
    if change.action != Action::NoOp {
        walk.planning.changing.insert(target.at);
    }
    let protected = destroys(change.action) && resource.lifecycle.prevent_destroy;
    walk.planning.add(change);
    if protected {
        walk.diagnostics.push(protected_from_destruction(&address, resource.span));
    }
    let shown = marks::with_schema_marks(&planned, &target.schema.schema.block);
    let scope = Scope::of(&walk.world, target.instance).repeating(repeat).with_self(&shown);
    let mut found = Vec::new();
    results.extend(check_all(
        RuleKind::ResourcePostcondition,
        &resource.lifecycle.postconditions,
        &scope,
        &mut found,
    ));
    let failed = found.iter().any(Diagnostic::is_error);
    walk.diagnostics.extend(found);
    record(walk, target, &address, &results);
    (!failed && !protected).then_some(planned)
}

/// "Instance cannot be destroyed".
pub(super) fn protected_from_destruction(
    address: &ResourceInstance,
    span: dryrun_diag::Span,
) -> Diagnostic {
    let detail = format!(
        "Resource {address} has lifecycle.prevent_destroy set, but the plan calls for this resource to be destroyed. To avoid this error and continue with the plan, either disable lifecycle.prevent_destroy or reduce the scope of the plan using the -target option."
    );
    Diagnostic::error("Instance cannot be destroyed", detail).at(span)
}

fn destroys(action: Action) -> bool {
    matches!(action, Action::Delete | Action::DeleteThenCreate | Action::CreateThenDelete)
}

/// Remembers how a resource's conditions stand, if it has any.
pub(super) fn record(
    walk: &mut Walk<'_>,
    target: &Target<'_>,
    address: &ResourceInstance,
    results: &[crate::walk::conditions::RuleResult],
) {
    let lifecycle = &target.resource.lifecycle;
    if lifecycle.preconditions.is_empty() && lifecycle.postconditions.is_empty() {
        return;
    }
    let module =
        walk.world.config.node(target.module).map(|node| node.address()).unwrap_or_default();
    let dot = if module.is_empty() { "" } else { "." };
    let address_without_keys = format!("{module}{dot}{}", target.resource.address);
    walk.record("resource", address_without_keys, address.to_string(), results);
}

fn before(walk: &mut Walk<'_>, target: &Target<'_>, address: &ResourceInstance) -> Option<Before> {
    if let Some(StateObject { value, tainted, .. }) = walk.planning.prior.objects.get(address) {
        return Some(Before { value: value.clone(), tainted: *tainted, importing: None });
    }
    let imported = imports::imported(walk, target, address)?;
    Some(match imported {
        Some((id, value)) => Before { value, tainted: false, importing: Some(Importing { id }) },
        None => {
            Before { value: Value::null(target.schema.ty.clone()), tainted: false, importing: None }
        }
    })
}

/// `-replace` and `replace_triggered_by`.
fn forced(
    walk: &Walk<'_>,
    target: &Target<'_>,
    address: &ResourceInstance,
    repeat: &Repeat,
) -> (Option<ActionReason>, Vec<Diagnostic>) {
    let (triggered, found) = triggers::triggered(walk, target, repeat);
    let reason = if !walk.planning.replace.is_empty()
        && walk.planning.replace.contains(&address.to_string())
    {
        Some(ActionReason::ReplaceByRequest)
    } else {
        triggered.then_some(ActionReason::ReplaceByTriggers)
    };
    (reason, found)
}

fn changed(
    walk: &Walk<'_>,
    target: &Target<'_>,
    address: &ResourceInstance,
    before: &Before,
    config: &Value,
    forced: Option<ActionReason>,
) -> (ResourceChange, Vec<Diagnostic>) {
    let ty = &target.schema.ty;
    let marked = config.marked_paths();
    let config = config.unmark_deep();
    let create_first = walk.planning.create_first.get(target.at).copied().unwrap_or(false);
    let old = before.value.unmark_deep();
    // A tainted object is replaced as if it were not there.
    let prior = if before.tainted { Value::null(ty.clone()) } else { old.clone() };
    let mut diagnostics = complaints(target, address, &config);
    let settled = ignore::apply(&target.resource.lifecycle.ignore_changes, &prior, &config);
    let mut step = ask(walk, target, address, &prior, &settled);
    diagnostics.extend(blame::all(
        std::mem::take(&mut step.diagnostics),
        target.shaped,
        &address.to_string(),
    ));
    let mut planned = ignore_again(target, &prior, step.planned);
    let mut replace_paths = really_differ(step.requires_replace, &prior, &planned);
    if prior.is_null() {
        replace_paths.clear();
    }
    let decision = Decision {
        prior: &prior,
        planned: &planned,
        replace_paths: &replace_paths,
        forced,
        create_first,
    };
    let (mut action, mut reason) = decide(&decision);
    if matches!(action, Action::DeleteThenCreate | Action::CreateThenDelete) {
        // A new object knows nothing of the old one: neither computed values nor changes to ignore.
        let fresh = ask(walk, target, address, &Value::null(ty.clone()), &config);
        diagnostics.extend(blame::all(fresh.diagnostics, target.shaped, &address.to_string()));
        planned = fresh.planned;
    }
    if before.tainted {
        action = replacement(create_first);
        reason = Some(ActionReason::ReplaceBecauseTainted);
        replace_paths.clear();
    }
    let after = marked
        .iter()
        .fold(planned, |value, (path, marks)| value.mark_at(path, marks.without(Marks::EPHEMERAL)));
    if action == Action::NoOp
        && sensitivity_differs(&known_sensitive(walk, target, before), &after, target)
    {
        action = Action::Update;
    }
    let change = ResourceChange {
        address: address.clone(),
        previous_address: walk.planning.moved.get(address).cloned(),
        deposed: None,
        provider: target.located.source.clone(),
        schema: target.schema.schema.clone(),
        action,
        reason,
        before: before.value.clone(),
        after,
        replace_paths,
        importing: before.importing.clone(),
    };
    (change, diagnostics)
}

fn complaints(target: &Target<'_>, address: &ResourceInstance, config: &Value) -> Vec<Diagnostic> {
    let found = target.provider.validate_resource(&target.resource.address.kind, config);
    blame::all(found, target.shaped, &address.to_string())
}

/// Asks the provider for its plan.
fn ask(
    walk: &Walk<'_>,
    target: &Target<'_>,
    address: &ResourceInstance,
    prior: &Value,
    config: &Value,
) -> PlannedChange {
    let schema = &target.schema.schema.block;
    let proposed = proposed_new(schema, &target.schema.ty, prior, config);
    let request = PlanRequest {
        type_name: &target.resource.address.kind,
        prior,
        proposed: &proposed,
        config,
        provider_config: target.provider_value,
    };
    let overridden = walk.world.mocks.and_then(|mocks| Some((mocks, mocks.of_resource(address)?)));
    if let Some((mocks, values)) = overridden {
        let ty = &target.schema.ty;
        return mocking::planned(
            schema,
            ty,
            &request,
            Some(values),
            mocks.phase,
            &address.to_string(),
        );
    }
    let mut change = target.provider.plan(request);
    if change.legacy_type_system {
        change.planned = normalize_legacy(schema, &target.schema.ty, &change.planned);
    }
    change
}

/// What is ignored stays as it was, whatever the provider thinks of it.
fn ignore_again(target: &Target<'_>, prior: &Value, planned: Value) -> Value {
    ignore::apply(&target.resource.lifecycle.ignore_changes, prior, &planned)
}

/// The old value with what was known to be sensitive: what the state says, and once the object was read again, what
/// the schema says.
fn known_sensitive(walk: &Walk<'_>, target: &Target<'_>, before: &Before) -> Value {
    if walk.world.options.skip_refresh && before.importing.is_none() {
        before.value.clone()
    } else {
        marks::with_schema_marks(&before.value, &target.schema.schema.block)
    }
}

/// An object that is otherwise the same changes where its values become sensitive, or cease to be.
fn sensitivity_differs(before: &Value, after: &Value, target: &Target<'_>) -> bool {
    let after = marks::with_schema_marks(after, &target.schema.schema.block);
    let (before, after) = (marks::sensitive_paths(before), marks::sensitive_paths(&after));
    before.len() != after.len() || before.iter().any(|path| !after.contains(path))
}
