//! Data sources and ephemeral resources.

use dryrun_cty::{Marks, Value};
use dryrun_diag::{Diagnostic, Severity};
use dryrun_plan::addr::{Mode, ResourceInstance};
use dryrun_plan::{Action, ActionReason, ResourceChange, StateResource};
use dryrun_provider::{DataResult, Host, ReadRequest};

use super::{Target, managed};
use crate::config::ModuleId;
use crate::graph::NodeKind;
use crate::propose::planned_data;
use crate::schema::{blame, body, marks};
use crate::scope::Scope;
use crate::testing::mocking;
use crate::walk::Walk;
use crate::walk::conditions::{RuleKind, check_all};
use crate::world::{Repeat, World};

/// Files and templates for data sources.
struct PlanHost<'w, 'a> {
    world: &'w World<'a>,
}

impl Host for PlanHost<'_, '_> {
    fn file(&self, path: &str) -> Option<Result<Vec<u8>, String>> {
        let read = self.world.effects.read(&self.world.config.outside(path));
        Some(read.map_err(|error| match error {
            dryrun_engine::ReadError::NotFound => format!("open {path}: no such file or directory"),
            dryrun_engine::ReadError::Refused(why) | dryrun_engine::ReadError::Other(why) => why,
        }))
    }

    fn template(&self, text: &str, variables: &Value) -> Option<Result<String, String>> {
        Some(crate::lang::render_template(text, variables, self.world))
    }
}

/// Reads a data source now, or plans to read it during apply.
pub(super) fn plan(
    walk: &mut Walk<'_>,
    target: &Target<'_>,
    address: ResourceInstance,
    repeat: &Repeat,
) -> Option<Value> {
    let resource = target.resource;
    let scope =
        Scope { check: resource.check.as_deref(), ..Scope::of(&walk.world, target.instance) }
            .repeating(repeat);
    let mut found = Vec::new();
    let mut results = check_all(
        RuleKind::ResourcePrecondition,
        &resource.lifecycle.preconditions,
        &scope,
        &mut found,
    );
    let violated = found.iter().any(Diagnostic::is_error);
    let evaluated =
        body::evaluate(target.shaped, &target.schema.schema.block, &target.schema.ty, &scope);
    walk.diagnostics.extend(found);
    if violated {
        managed::record(walk, target, &address, &results);
        return None;
    }
    let config = walk.accept(evaluated)?;
    let (value, found) = read(walk, target, &address, &config);
    let value = walk.accept((value, found))?;
    let shown = marks::with_schema_marks(&value, &target.schema.schema.block);
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
    managed::record(walk, target, &address, &results);
    (!failed).then_some(value)
}

fn read(
    walk: &mut Walk<'_>,
    target: &Target<'_>,
    address: &ResourceInstance,
    config: &Value,
) -> (Value, Vec<Diagnostic>) {
    let marked = config.marked_paths();
    let plain = config.unmark_deep();
    let mark = |value: Value| {
        marked.iter().fold(value, |value, (path, marks)| value.mark_at(path, *marks))
    };
    if let Some(values) = walk.world.mocks.and_then(|mocks| mocks.of_resource(address)) {
        let schema = &target.schema.schema.block;
        let seed = address.to_string();
        let value = mark(mocking::read(schema, &target.schema.ty, &plain, Some(values), &seed));
        remember(walk, target, address, value.clone());
        return (value, Vec::new());
    }
    let complaints = target.provider.validate_data(&target.resource.address.kind, &plain);
    let mut found = blame::all(complaints, target.shaped, &address.to_string());
    let reason = if !plain.is_wholly_known() {
        Some(ActionReason::ReadBecauseConfigUnknown)
    } else if has_pending_dependency(walk, target) {
        Some(ActionReason::ReadBecauseDependencyPending)
    } else {
        None
    };
    if let Some(reason) = reason {
        let value = mark(planned_data(&target.schema.schema.block, &target.schema.ty, &plain));
        defer(walk, target, address, value.clone(), Some(reason));
        return (value, found);
    }
    let host = PlanHost { world: &walk.world };
    let (result, complaints) = target.provider.read_data(ReadRequest {
        type_name: &target.resource.address.kind,
        config: &plain,
        provider_config: target.provider_value,
        host: &host,
    });
    let mut complaints = blame::all(complaints, target.shaped, &address.to_string());
    let failed = complaints.iter().any(Diagnostic::is_error);
    if let Some(check) = target.resource.check.as_ref().filter(|_| failed) {
        // A check never stops a plan.
        for complaint in &mut complaints {
            complaint.severity = Severity::Warning;
        }
        walk.planning.unread_checks.insert((target.module, check.clone()));
    }
    found.extend(complaints);
    let value = match result {
        DataResult::Read(value) => {
            let value = mark(value);
            if target.resource.check.is_some() {
                defer(
                    walk,
                    target,
                    address,
                    value.clone(),
                    Some(ActionReason::ReadBecauseCheckNested),
                );
            } else {
                remember(walk, target, address, value.clone());
            }
            value
        }
        DataResult::Offline => {
            let value = mark(planned_data(&target.schema.schema.block, &target.schema.ty, &plain));
            let reason =
                target.resource.check.is_some().then_some(ActionReason::ReadBecauseCheckNested);
            defer(walk, target, address, value.clone(), reason);
            if failed {
                return (value, found);
            }
            let detail = format!(
                "{address} is read from the outside world, so its values stay unknown here; Terraform would know them now."
            );
            found.push(
                Diagnostic::new(Severity::Note, "Data source not read", detail)
                    .at(target.resource.span)
                    .address(address.to_string()),
            );
            value
        }
    };
    (value, found)
}

/// Plans to read during apply.
fn defer(
    walk: &mut Walk<'_>,
    target: &Target<'_>,
    address: &ResourceInstance,
    after: Value,
    reason: Option<ActionReason>,
) {
    walk.planning.changing.insert(target.at);
    walk.planning.add(ResourceChange {
        address: address.clone(),
        previous_address: None,
        deposed: None,
        provider: target.located.source.clone(),
        schema: target.schema.schema.clone(),
        action: Action::Read,
        reason,
        before: Value::null(target.schema.ty.clone()),
        after,
        replace_paths: Vec::new(),
        importing: None,
    });
}

fn remember(walk: &mut Walk<'_>, target: &Target<'_>, address: &ResourceInstance, value: Value) {
    walk.planning.plan.prior_state.push(StateResource {
        address: address.clone(),
        provider: target.located.source.clone(),
        schema: target.schema.schema.clone(),
        deposed: None,
        value,
        tainted: false,
        depends_on: Vec::new(),
    });
}

/// Whether a managed resource that this data source must wait for will change.
fn has_pending_dependency(walk: &Walk<'_>, target: &Target<'_>) -> bool {
    let mut work = Vec::new();
    let index = |module: ModuleId| walk.graph.modules.get(module.0);
    let mut add = |traversals: &[dryrun_hcl::ast::Traversal], module: ModuleId| {
        for traversal in traversals {
            let Ok(found) = crate::reference::parse(traversal) else { continue };
            match &found.subject {
                crate::reference::Subject::Resource { resource, .. } => {
                    work.extend(
                        index(module).and_then(|index| index.resources.get(resource)).copied(),
                    );
                }
                crate::reference::Subject::Module { call, .. } => {
                    let child =
                        walk.world.config.node(module).and_then(|node| node.children.get(call));
                    work.extend(child.and_then(|child| index(*child)).map(|index| index.close));
                }
                _ => {}
            }
        }
    };
    add(&target.resource.depends_on, target.module);
    let mut module = target.module;
    while let (Some(call), Some(parent)) = (
        walk.world.config.call(module),
        walk.world.config.node(module).and_then(|node| node.parent),
    ) {
        add(&call.depends_on, parent);
        module = parent;
    }
    // What the configuration itself names must not change either, even where the value is known already.
    let is_managed = |at: &usize| {
        let node = walk.graph.nodes.get(*at);
        node.is_some_and(|node| matches!(&node.kind, NodeKind::Resource(resource) if resource.mode == Mode::Managed))
    };
    work.extend(
        walk.graph.dependencies.get(target.at).into_iter().flatten().copied().filter(is_managed),
    );
    let mut seen = std::collections::BTreeSet::new();
    while let Some(at) = work.pop() {
        if !seen.insert(at) {
            continue;
        }
        let Some(node) = walk.graph.nodes.get(at) else { continue };
        match &node.kind {
            NodeKind::Resource(resource) if resource.mode == Mode::Managed => {
                if walk.planning.changing.contains(&at) {
                    return true;
                }
            }
            NodeKind::Resource(_) | NodeKind::Close => {
                work.extend(walk.graph.dependencies.get(at).into_iter().flatten());
            }
            NodeKind::Expand
            | NodeKind::Variable(_)
            | NodeKind::Local(_)
            | NodeKind::Provider(_)
            | NodeKind::Output(_)
            | NodeKind::Check(_) => {}
        }
    }
    false
}

/// Opens an ephemeral resource: what its configuration leaves open is unknown here.
pub(super) fn open(walk: &mut Walk<'_>, target: &Target<'_>, repeat: &Repeat) -> Option<Value> {
    let scope = Scope::of(&walk.world, target.instance).repeating(repeat);
    let evaluated =
        body::evaluate(target.shaped, &target.schema.schema.block, &target.schema.ty, &scope);
    let config = walk.accept(evaluated)?;
    let value = planned_data(&target.schema.schema.block, &target.schema.ty, &config.unmark_deep());
    Some(value.mark(Marks::EPHEMERAL))
}
