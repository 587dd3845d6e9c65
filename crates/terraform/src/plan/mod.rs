//! Planning: every resource's change, then what is left over in the state, then the outputs.

mod action;
mod data;
mod ignore;
pub(crate) mod imports;
mod managed;
mod moves;
mod orphans;
mod outputs;
mod relevant;
mod self_reference;
mod targets;
mod triggers;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use dryrun_cty::Value;
use dryrun_diag::Diagnostic;
use dryrun_engine::Effects;
use dryrun_plan::addr::{InstanceKey, Mode, ResourceInstance};
use dryrun_plan::{Plan, ResourceChange, StateResource};
use dryrun_provider::Provider;

pub(crate) use orphans::still_declared;

use crate::config::model::ResourceConfig;
use crate::config::{Config, ModuleId};
use crate::graph::Graph;
use crate::options::{Extent, PlanMode, PlanOptions};
use crate::providers::{self, Located, Providers};
use crate::schema::shape::Shaped;
use crate::scope::Scope;
use crate::state::{self, PriorOutputs, PriorState};
use crate::testing::{self, Mocks};
use crate::variables::GivenValues;
use crate::walk::expand::expand;
use crate::walk::{Shapes, Walk};
use crate::world::{Expanded, InstanceId, Pass, RepetitionKind, TypedSchema, World};

/// What planning gathers on its way.
#[derive(Debug, Default)]
pub(crate) struct Planning {
    pub(crate) plan: Plan,
    /// Checks whose data source could not be read: nothing is asserted.
    pub(crate) unread_checks: BTreeSet<(ModuleId, Arc<str>)>,
    pub(crate) check_index: BTreeMap<String, usize>,
    pub(crate) prior: PriorState,
    /// Where objects that moved were before.
    pub(crate) moved: BTreeMap<ResourceInstance, ResourceInstance>,
    /// Positions of changes in the plan, where a trigger will ask for them.
    pub(crate) changes: Option<BTreeMap<ResourceInstance, usize>>,
    /// Nodes of resources that will change.
    pub(crate) changing: BTreeSet<usize>,
    /// Prior objects that the configuration accounts for.
    pub(crate) accounted: BTreeSet<ResourceInstance>,
    /// `create_before_destroy` by node, forced ones included.
    pub(crate) create_first: Vec<bool>,
    /// `-replace`.
    pub(crate) replace: BTreeSet<String>,
    pub(crate) targets: targets::Targets,
}

impl Planning {
    /// Adds a change.
    pub(crate) fn add(&mut self, change: ResourceChange) {
        if let Some(changes) = &mut self.changes {
            changes.insert(change.address.clone(), self.plan.resource_changes.len());
        }
        self.plan.resource_changes.push(change);
    }

    /// The change of an instance.
    pub(crate) fn change(&self, address: &ResourceInstance) -> Option<&ResourceChange> {
        self.plan.resource_changes.get(*self.changes.as_ref()?.get(address)?)
    }
}

/// Everything a plan is made from.
pub(crate) struct Inputs<'a> {
    pub(crate) config: &'a Config,
    pub(crate) providers: &'a Providers,
    pub(crate) options: &'a PlanOptions,
    pub(crate) effects: &'a dyn Effects,
    pub(crate) given: &'a GivenValues,
    pub(crate) graph: &'a Graph,
    pub(crate) shapes: Shapes,
    pub(crate) mocks: Option<&'a Mocks>,
}

/// Makes the plan. With errors it holds what could be planned.
pub(crate) fn make(inputs: Inputs<'_>) -> (Option<Plan>, Vec<Diagnostic>) {
    let options = inputs.options;
    let refreshed = match refreshed_outputs(&inputs) {
        Ok(outputs) => outputs,
        Err(found) => return (None, found),
    };
    let (plan, found) = finish(walked_after(inputs, refreshed), options);
    (Some(plan), found)
}

/// Outputs as an ordinary plan leaves them, which Terraform makes first to refresh what it will destroy: values that
/// are known take the place of those in the state. `None` where there is no such plan.
///
/// # Errors
/// Those of the ordinary plan.
fn refreshed_outputs(inputs: &Inputs<'_>) -> Result<Option<PriorOutputs>, Vec<Diagnostic>> {
    if inputs.options.mode != PlanMode::Destroy || inputs.options.skip_refresh {
        return Ok(None);
    }
    let options = PlanOptions { mode: PlanMode::Normal, ..inputs.options.clone() };
    let walk = walked(Inputs { options: &options, shapes: inputs.shapes.clone(), ..*inputs });
    if walk.diagnostics.iter().any(Diagnostic::is_error) {
        return Err(walk.diagnostics);
    }
    let mut outputs = walk.planning.prior.outputs.clone();
    for (name, value) in walk.world.instance(0).map(|root| root.outputs.clone()).unwrap_or_default()
    {
        let declared = walk.world.config.root().and_then(|root| root.module.outputs.get(&name));
        if value.is_null() {
            outputs.remove(&name);
        } else if value.is_wholly_known() {
            let sensitive = declared.is_some_and(|output| output.sensitive);
            outputs.insert(name, (value.unmark_deep(), sensitive));
        }
    }
    Ok(Some(outputs))
}

/// Plans everything and stays where the values are, so that more can be asked of them before [`finish`].
pub(crate) fn walked(inputs: Inputs<'_>) -> Walk<'_> {
    walked_after(inputs, None)
}

/// The same, with outputs that are newer than those of the state.
fn walked_after(inputs: Inputs<'_>, refreshed: Option<PriorOutputs>) -> Walk<'_> {
    let Inputs { config, providers, options, effects, given, graph, shapes, mocks } = inputs;
    let mut world = World::new(config, providers, options, effects, Pass::Plan);
    world.mocks = mocks;
    let mut walk = Walk::new(world, graph, given, shapes);
    if let Some(text) = &options.state {
        let (prior, found) = state::read(text, &walk.world);
        walk.planning.prior = prior;
        walk.diagnostics.extend(found);
    }
    if let Some(outputs) = refreshed {
        walk.planning.prior.outputs = outputs;
    }
    walk.planning.plan.prior_state = prior_resources(&walk.planning.prior);
    walk.planning.plan.prior_outputs = walk.planning.prior.outputs.clone();
    let found = moves::apply(config, &mut walk.planning);
    walk.diagnostics.extend(found);
    walk.diagnostics.extend(orphans::still_declared(config));
    walk.diagnostics.extend(imports::undeclared(config));
    let (replace, found) = targets::replaced(options);
    walk.planning.replace = replace;
    walk.diagnostics.extend(found);
    let (targets, found) = targets::Targets::new(options, config, graph);
    walk.planning.targets = targets;
    walk.diagnostics.extend(found);
    if walk.diagnostics.iter().any(Diagnostic::is_error) {
        return walk;
    }
    walk.planning.create_first = create_first(config, graph);
    walk.planning.changes = has_triggers(config).then(BTreeMap::new);
    let included = walk.planning.targets.included.clone();
    let destroying = options.mode == PlanMode::Destroy;
    walk.run(&|at| {
        let wanted = included.as_ref().is_none_or(|included| included.contains(&at));
        wanted && !(destroying && is_planned(graph, at))
    });
    if !destroying {
        walk.diagnostics.extend(moves::from_instances(&walk.world));
    }
    orphans::plan(&mut walk, options.mode);
    outputs::plan(&mut walk, options.mode);
    walk
}

/// Whether a node is one that `-destroy` has no use for.
fn is_planned(graph: &Graph, at: usize) -> bool {
    use crate::graph::NodeKind;
    graph.nodes.get(at).is_some_and(|node| match &node.kind {
        NodeKind::Resource(_) | NodeKind::Check(_) => true,
        NodeKind::Output(_) => true,
        NodeKind::Expand
        | NodeKind::Variable(_)
        | NodeKind::Local(_)
        | NodeKind::Provider(_)
        | NodeKind::Close => false,
    })
}

/// Takes the plan out of a walk that is done.
pub(crate) fn finish(mut walk: Walk<'_>, options: &PlanOptions) -> (Plan, Vec<Diagnostic>) {
    let root = walk.world.instance(0);
    let variables = root.map(|root| root.variables.clone()).unwrap_or_default();
    let config = walk.world.config;
    let is_ephemeral = |name: &Arc<str>| {
        config
            .root()
            .and_then(|root| root.module.variables.get(name))
            .is_some_and(|variable| variable.ephemeral)
    };
    let (relevant, configuration) = match options.extent {
        Extent::Whole => {
            (relevant::attributes(&walk), crate::configuration::json(config, walk.world.providers))
        }
        Extent::Text => (Vec::new(), serde_json::Value::Null),
    };
    let mut plan = std::mem::take(&mut walk.planning.plan);
    plan.relevant_attributes = relevant;
    plan.configuration = configuration;
    plan.variables = variables.into_iter().filter(|(name, _)| !is_ephemeral(name)).collect();
    plan.destroy = options.mode == PlanMode::Destroy;
    plan.targeted = !options.targets.is_empty();
    plan.errored = walk.diagnostics.iter().any(Diagnostic::is_error);
    plan.resource_changes.sort_by(|one, other| {
        one.address.cmp(&other.address).then_with(|| one.deposed.cmp(&other.deposed))
    });
    (plan, walk.diagnostics)
}

fn has_triggers(config: &Config) -> bool {
    let mut resources = config.ids().flat_map(|(_, node)| node.module.resources.values());
    resources.any(|resource| !resource.lifecycle.replace_triggered_by.is_empty())
}

fn prior_resources(prior: &PriorState) -> Vec<StateResource> {
    prior
        .objects
        .iter()
        .map(|(address, object)| StateResource {
            address: address.clone(),
            provider: object.provider.clone(),
            schema: object.schema.schema.clone(),
            deposed: None,
            value: object.value.clone(),
            tainted: object.tainted,
            depends_on: object.dependencies.clone(),
        })
        .collect()
}

/// What a `create_before_destroy` resource needs must be created first as well.
fn create_first(config: &Config, graph: &Graph) -> Vec<bool> {
    let mut first = vec![false; graph.nodes.len()];
    let mut work = Vec::new();
    for (at, node) in graph.nodes.iter().enumerate() {
        let crate::graph::NodeKind::Resource(address) = &node.kind else { continue };
        let declared = config.node(node.module).and_then(|tree| tree.module.resources.get(address));
        if declared.is_some_and(|declared| declared.lifecycle.create_before_destroy) {
            work.push(at);
        }
    }
    while let Some(at) = work.pop() {
        let Some(seen) = first.get_mut(at).filter(|seen| !**seen) else { continue };
        *seen = true;
        work.extend(graph.dependencies.get(at).into_iter().flatten());
    }
    first
}

/// One resource in one instance of its module, ready to be planned.
pub(crate) struct Target<'t> {
    pub(crate) at: usize,
    pub(crate) module: ModuleId,
    pub(crate) instance: InstanceId,
    pub(crate) resource: &'t ResourceConfig,
    pub(crate) shaped: &'t Shaped,
    pub(crate) schema: &'t TypedSchema,
    pub(crate) provider: &'t dyn Provider,
    pub(crate) located: &'t Located,
    pub(crate) provider_value: &'t Value,
    pub(crate) imports: imports::Imports,
}

/// Plans all instances of a resource.
pub(crate) fn resource(
    walk: &mut Walk<'_>,
    at: usize,
    module: ModuleId,
    resource: &ResourceConfig,
) {
    let located = walk.world.located(module, resource);
    let Some(provider) = walk.world.providers.find(&located.source).cloned() else {
        walk.diagnostics.push(providers::unknown(&located.source).at(resource.span));
        return;
    };
    let provider = walk.world.mocked(&located).unwrap_or(provider);
    let Some(schema) = walk.world.schema_of(module, resource) else { return };
    let shaped = match walk.shapes.get(&at) {
        Some(shaped) => shaped.clone(),
        None => Arc::new(crate::schema::shape::shape(&resource.body, &schema.schema.block).0),
    };
    let provider_value = walk.provider_value(&located);
    for instance in walk.world.instances_of(module) {
        let mut target = Target {
            at,
            module,
            instance,
            resource,
            shaped: &shaped,
            schema: &schema,
            provider: provider.as_ref(),
            located: &located,
            provider_value: &provider_value,
            imports: imports::Imports::new(),
        };
        plan_instances(walk, &mut target);
    }
}

fn plan_instances(walk: &mut Walk<'_>, target: &mut Target<'_>) {
    let resource = target.resource;
    let mut found = Vec::new();
    if let Some(each) = resource.repetition.expression() {
        found.extend(self_reference::in_repetition(each, &resource.address));
    }
    if !found.is_empty() {
        walk.diagnostics.extend(found);
        return;
    }
    let keys = expand(&resource.repetition, &Scope::of(&walk.world, target.instance), &mut found);
    walk.diagnostics.extend(found);
    let Some(keys) = keys else { return };
    let Some(module) = walk.world.instance(target.instance).map(|here| here.address.clone()) else {
        return;
    };
    let mut expanded = Expanded::new(RepetitionKind::from(&resource.repetition));
    let address = |key: &Option<InstanceKey>| ResourceInstance {
        module: module.clone(),
        resource: resource.address.clone(),
        key: key.clone(),
    };
    if resource.address.mode == Mode::Managed {
        let Some(imports) = imports::into_resource(walk, target, &module, &keys) else { return };
        target.imports = imports;
    }
    let mentions = self_reference::in_body(target.shaped, &resource.address);
    if let Some(cycle) = self_reference::cycle(&mentions, keys.keys(), address) {
        walk.diagnostics.push(cycle);
        return;
    }
    for (key, repeat) in keys {
        let address = address(&key);
        if !walk.planning.targets.includes_instance(target.at, &address) {
            if let Some(object) = walk.planning.prior.objects.get(&address) {
                expanded.instances.insert(key, object.value.clone());
                walk.planning.accounted.insert(address);
            }
            continue;
        }
        if let Some(refused) =
            testing::refused(&walk.world, &address, target.located, resource.span)
        {
            walk.diagnostics.push(refused);
            return;
        }
        let itself = self_reference::of_instance(&mentions, &address);
        if !itself.is_empty() {
            walk.diagnostics.extend(itself);
            continue;
        }
        let planned = match resource.address.mode {
            Mode::Managed => managed::plan(walk, target, address, &repeat),
            Mode::Data => data::plan(walk, target, address, &repeat),
            Mode::Ephemeral => data::open(walk, target, &repeat),
        };
        if let Some(value) = planned {
            expanded.instances.insert(key, value);
        }
    }
    if let Some(here) = walk.world.instances.get_mut(target.instance) {
        here.resources.insert(resource.address.clone(), expanded);
    }
}

/// A key as part of an address.
pub(crate) fn key_of(value: &Value) -> Option<InstanceKey> {
    if let Some(text) = value.as_str() {
        return Some(InstanceKey::Text(text.into()));
    }
    crate::lang::whole(value.as_number()?).map(InstanceKey::Number)
}
