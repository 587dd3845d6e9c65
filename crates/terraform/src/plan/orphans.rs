//! Objects of the state that the configuration no longer has.

use std::collections::{BTreeMap, BTreeSet};

use dryrun_cty::Value;
use dryrun_diag::Diagnostic;
use dryrun_plan::addr::{InstanceKey, ModuleInstance, ResourceInstance};
use dryrun_plan::{Action, ActionReason, ResourceChange};

use super::managed::protected_from_destruction;
use crate::config::endpoint::RelativeAddress;
use crate::config::model::{Repetition, ResourceConfig};
use crate::config::{Config, ModuleId};
use crate::options::PlanMode;
use crate::state::StateObject;
use crate::walk::Walk;

/// Plans what happens to everything that is left.
pub(super) fn plan(walk: &mut Walk<'_>, mode: PlanMode) {
    if mode == PlanMode::RefreshOnly {
        return;
    }
    let wanted = wanted(walk, mode);
    let left: Vec<(ResourceInstance, StateObject)> = walk
        .planning
        .prior
        .objects
        .iter()
        .filter(|(address, _)| !walk.planning.accounted.contains(*address))
        .filter(|(address, _)| wanted.contains(*address))
        .map(|(address, object)| (address.clone(), object.clone()))
        .collect();
    let mut forgotten = Vec::new();
    for (address, object) in left {
        let declared = declared(walk, &address);
        if is_unplanned(walk, &address, declared, mode) {
            continue;
        }
        let forget = declared.is_none() && is_forgotten(walk, &address);
        if forget {
            forgotten.push(address.to_string());
        }
        let action = if forget { Action::Forget } else { Action::Delete };
        let reason =
            if mode == PlanMode::Destroy { None } else { reason(walk, &address, declared) };
        if !forget
            && let Some(declared) = declared.filter(|declared| declared.lifecycle.prevent_destroy)
        {
            walk.diagnostics.push(protected_from_destruction(&address, declared.span));
            continue;
        }
        let change = gone(walk, address, None, &object, action, reason);
        walk.planning.add(change);
    }
    for (address, key, object) in walk.planning.prior.deposed.clone() {
        let change = gone(walk, address, Some(key), &object, Action::Delete, None);
        walk.planning.plan.resource_changes.push(change);
    }
    if !forgotten.is_empty() {
        walk.diagnostics.push(no_longer_managed(&forgotten));
    }
}

/// The objects that `-target` leaves in. What is destroyed takes with it what depends on it.
fn wanted(walk: &Walk<'_>, mode: PlanMode) -> BTreeSet<ResourceInstance> {
    let objects = &walk.planning.prior.objects;
    let targeted = objects.keys().filter(|address| walk.planning.targets.includes_orphan(address));
    let mut wanted: BTreeSet<ResourceInstance> = targeted.cloned().collect();
    if mode != PlanMode::Destroy || wanted.len() == objects.len() {
        return wanted;
    }
    let mut dependents: BTreeMap<&str, Vec<&ResourceInstance>> = BTreeMap::new();
    for (address, object) in objects {
        for dependency in &object.dependencies {
            dependents.entry(dependency).or_default().push(address);
        }
    }
    let mut work: Vec<ResourceInstance> = wanted.iter().cloned().collect();
    while let Some(address) = work.pop() {
        let name = without_keys(&address);
        for dependent in dependents.get(name.as_str()).into_iter().flatten() {
            if wanted.insert((*dependent).clone()) {
                work.push((*dependent).clone());
            }
        }
    }
    wanted
}

/// An address as a state's dependencies name it.
fn without_keys(address: &ResourceInstance) -> String {
    let steps = address.module.0.iter().map(|(name, _)| (name.clone(), None)).collect();
    ResourceInstance {
        module: ModuleInstance(steps),
        resource: address.resource.clone(),
        key: None,
    }
    .to_string()
}

/// An instance whose resource is declared but was not planned because of an error is no orphan.
fn is_unplanned(
    walk: &Walk<'_>,
    address: &ResourceInstance,
    declared: Option<&ResourceConfig>,
    mode: PlanMode,
) -> bool {
    if mode == PlanMode::Destroy || declared.is_none() {
        return false;
    }
    let instance = walk.world.instances.iter().find(|instance| instance.address == address.module);
    match instance {
        Some(instance) => !instance.resources.contains_key(&address.resource),
        None => false,
    }
}

fn gone(
    walk: &Walk<'_>,
    address: ResourceInstance,
    deposed: Option<String>,
    object: &StateObject,
    action: Action,
    reason: Option<ActionReason>,
) -> ResourceChange {
    ResourceChange {
        previous_address: walk.planning.moved.get(&address).cloned(),
        address,
        deposed,
        provider: object.provider.clone(),
        schema: object.schema.schema.clone(),
        action,
        reason,
        before: object.value.clone(),
        after: Value::null(object.schema.ty.clone()),
        replace_paths: Vec::new(),
        importing: None,
    }
}

/// The module that an instance's module path names.
fn module_of(walk: &Walk<'_>, address: &ResourceInstance) -> Option<ModuleId> {
    let mut at = ModuleId(0);
    for (name, _) in &address.module.0 {
        at = *walk.world.config.node(at)?.children.get(name)?;
    }
    Some(at)
}

fn declared<'a>(walk: &Walk<'a>, address: &ResourceInstance) -> Option<&'a ResourceConfig> {
    let module = module_of(walk, address)?;
    walk.world.config.node(module)?.module.resources.get(&address.resource)
}

fn reason(
    walk: &Walk<'_>,
    address: &ResourceInstance,
    declared: Option<&ResourceConfig>,
) -> Option<ActionReason> {
    let Some(declared) = declared else {
        let has_moved = walk.planning.moved.contains_key(address);
        return Some(if has_moved {
            ActionReason::DeleteBecauseNoMoveTarget
        } else {
            ActionReason::DeleteBecauseNoResourceConfig
        });
    };
    if !walk.world.instances.iter().any(|instance| instance.address == address.module) {
        return Some(ActionReason::DeleteBecauseNoModule);
    }
    Some(match (&declared.repetition, &address.key) {
        (Repetition::Count(_), Some(InstanceKey::Number(_))) => {
            ActionReason::DeleteBecauseCountIndex
        }
        (Repetition::ForEach(_), Some(InstanceKey::Text(_))) => ActionReason::DeleteBecauseEachKey,
        (Repetition::Single | Repetition::Count(_) | Repetition::ForEach(_), _) => {
            ActionReason::DeleteBecauseWrongRepetition
        }
    })
}

/// Whether a `removed` block with `destroy = false` covers an address.
fn is_forgotten(walk: &Walk<'_>, address: &ResourceInstance) -> bool {
    let steps: Vec<&str> = address.module.0.iter().map(|(name, _)| name.as_ref()).collect();
    walk.world.config.ids().any(|(_, node)| {
        node.module.removed.iter().filter(|removed| !removed.destroy).any(|removed| {
            let from = &removed.from.address;
            let path: Vec<&str> = node
                .path
                .iter()
                .map(AsRef::as_ref)
                .chain(from.module.0.iter().map(|(name, _)| name.as_ref()))
                .collect();
            match &from.resource {
                Some(resource) => *resource == address.resource && path == steps,
                None => steps.starts_with(&path),
            }
        })
    })
}

fn no_longer_managed(addresses: &[String]) -> Diagnostic {
    let list: String = addresses.iter().map(|address| format!(" - {address}\n")).collect();
    let detail = format!(
        "If you apply this plan, Terraform will discard its tracking information for the following objects, but it will not delete them:\n{list}\nAfter applying this plan, Terraform will no longer manage these objects. You will need to import them into Terraform to manage them again."
    );
    Diagnostic::warning("Some objects will no longer be managed by Terraform", detail)
}

/// What a `removed` block names must not be declared any more.
pub(crate) fn still_declared(config: &Config) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (id, node) in config.ids() {
        for removed in &node.module.removed {
            found.extend(contradiction(config, id, &removed.from.address));
        }
    }
    found
}

fn contradiction(config: &Config, module: ModuleId, from: &RelativeAddress) -> Option<Diagnostic> {
    let base = config.node(module)?.address();
    let dot = if base.is_empty() { "" } else { "." };
    let said = format!(
        "This statement declares that {base}{dot}{from} was removed, but it is still declared in configuration."
    );
    let mut at = module;
    let mut call = None;
    for (name, _) in &from.module.0 {
        let node = config.node(at)?;
        call = node.module.calls.get(name);
        at = *node.children.get(name)?;
    }
    match &from.resource {
        Some(resource) => {
            let declared = config.node(at)?.module.resources.get(resource)?;
            Some(Diagnostic::error("Removed resource still exists", said).at(declared.span))
        }
        None => Some(Diagnostic::error("Removed module still exists", said).at(call?.span)),
    }
}
