//! `replace_triggered_by`.

use dryrun_cty::Value;
use dryrun_diag::Diagnostic;
use dryrun_hcl::ast::{Expression, ExpressionKind, TraversalStep};
use dryrun_plan::addr::{InstanceKey, ModuleInstance, Resource, ResourceInstance};
use dryrun_plan::{Action, ResourceChange};

use super::{Target, key_of};
use crate::lang;
use crate::reference::{self, Subject};
use crate::scope::Scope;
use crate::walk::Walk;
use crate::world::Repeat;

/// What a trigger refers to.
struct Trigger {
    resource: Resource,
    key: Option<InstanceKey>,
    remaining: Vec<TraversalStep>,
}

/// Whether anything that should trigger a replacement changes, and what is wrong with the triggers.
pub(super) fn triggered(
    walk: &Walk<'_>,
    target: &Target<'_>,
    repeat: &Repeat,
) -> (bool, Vec<Diagnostic>) {
    let scope = Scope::of(&walk.world, target.instance).repeating(repeat);
    let mut fired = false;
    let mut found = Vec::new();
    for expression in &target.resource.lifecycle.replace_triggered_by {
        let Some(trigger) = trigger(expression, &scope) else { continue };
        match fires(walk, target, &trigger, expression) {
            Ok(fires) => fired |= fires,
            Err(error) => found.push(*error),
        }
    }
    (fired, found)
}

fn trigger(expression: &Expression, scope: &Scope<'_, '_>) -> Option<Trigger> {
    match expression.kind.as_ref() {
        ExpressionKind::ScopeTraversal(traversal) => {
            let found = reference::parse(traversal).ok()?;
            let Subject::Resource { resource, key } = found.subject else { return None };
            Some(Trigger { resource, key, remaining: found.remaining.to_vec() })
        }
        ExpressionKind::Index { collection, key, .. } => {
            let mut inner = trigger(collection, scope)?;
            let value: Value = lang::evaluate(key, scope).0;
            inner.key = key_of(&value);
            Some(inner)
        }
        ExpressionKind::RelativeTraversal { source, steps } => {
            let mut inner = trigger(source, scope)?;
            inner.remaining.extend(steps.iter().cloned());
            Some(inner)
        }
        ExpressionKind::Parenthesised(inner) => trigger(inner, scope),
        _ => None,
    }
}

fn fires(
    walk: &Walk<'_>,
    target: &Target<'_>,
    trigger: &Trigger,
    expression: &Expression,
) -> Result<bool, Box<Diagnostic>> {
    let Some(here) = walk.world.instance(target.instance) else { return Ok(false) };
    let place = match here.address.to_string() {
        root if root.is_empty() => "the root module".to_owned(),
        module => module,
    };
    let address = |key: &Option<InstanceKey>| ResourceInstance {
        module: here.address.clone(),
        resource: trigger.resource.clone(),
        key: key.clone(),
    };
    let named = ResourceInstance {
        module: ModuleInstance::root(),
        resource: trigger.resource.clone(),
        key: trigger.key.clone(),
    };
    let declared = walk.world.config.node(target.module).map(|node| &node.module.resources);
    if !declared.is_some_and(|declared| declared.contains_key(&trigger.resource)) {
        let detail = format!("A resource {named} has not been declared in {place}");
        let error = Diagnostic::error("Reference to undeclared resource", detail);
        return Err(Box::new(error.at(expression.span)));
    }
    // What leads further can only be about one instance.
    let is_whole = trigger.key.is_none() && trigger.remaining.is_empty();
    let instances = here.resources.get(&trigger.resource).map(|expanded| &expanded.instances);
    let keys = instances.into_iter().flat_map(|instances| instances.keys());
    let keys = keys.filter(|key| is_whole || **key == trigger.key);
    let planned: Vec<&ResourceChange> =
        keys.filter_map(|key| walk.planning.change(&address(key))).collect();
    if planned.is_empty() && walk.planning.targets.included.is_none() {
        let summary = format!("no change found for {named} in {place}");
        return Err(Box::new(Diagnostic::error(summary, "")));
    }
    Ok(planned.into_iter().any(|change| changes(change, &trigger.remaining)))
}

fn changes(change: &ResourceChange, remaining: &[TraversalStep]) -> bool {
    let updates = matches!(
        change.action,
        Action::Update | Action::DeleteThenCreate | Action::CreateThenDelete
    );
    if remaining.is_empty() || !updates {
        return updates;
    }
    let at = |value: &Value| lang::traverse(value.unmark_deep(), remaining).ok();
    match (at(&change.before), at(&change.after)) {
        (Some(before), Some(after)) => !before.raw_equals(&after),
        (None, None) => false,
        (Some(_), None) | (None, Some(_)) => true,
    }
}
