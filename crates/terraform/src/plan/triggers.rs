//! `replace_triggered_by`.

use dryrun_cty::Value;
use dryrun_hcl::ast::{Expression, ExpressionKind, TraversalStep};
use dryrun_plan::addr::{InstanceKey, Resource, ResourceInstance};
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

/// Whether anything that should trigger a replacement changes.
pub(super) fn triggered(walk: &Walk<'_>, target: &Target<'_>, repeat: &Repeat) -> bool {
    let scope = Scope::of(&walk.world, target.instance).repeating(repeat);
    target.resource.lifecycle.replace_triggered_by.iter().any(|expression| {
        trigger(expression, &scope).is_some_and(|trigger| fires(walk, target, &trigger))
    })
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

fn fires(walk: &Walk<'_>, target: &Target<'_>, trigger: &Trigger) -> bool {
    let Some(here) = walk.world.instance(target.instance) else { return false };
    let Some(expanded) = here.resources.get(&trigger.resource) else { return false };
    let keys =
        expanded.instances.keys().filter(|key| trigger.key.is_none() || **key == trigger.key);
    keys.into_iter().any(|key| {
        let address = ResourceInstance {
            module: here.address.clone(),
            resource: trigger.resource.clone(),
            key: key.clone(),
        };
        walk.planning.change(&address).is_some_and(|change| changes(change, &trigger.remaining))
    })
}

fn changes(change: &ResourceChange, remaining: &[TraversalStep]) -> bool {
    let updates = matches!(
        change.action,
        Action::Update | Action::DeleteThenCreate | Action::CreateThenDelete
    );
    if remaining.is_empty() {
        return updates;
    }
    let at = |value: &Value| lang::traverse(value.unmark_deep(), remaining).ok();
    match (at(&change.before), at(&change.after)) {
        (Some(before), Some(after)) => !before.raw_equals(&after),
        (None, None) => false,
        (Some(_), None) | (None, Some(_)) => true,
    }
}
