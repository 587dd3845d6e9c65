//! Attributes of resources that contribute to what a plan changes: `relevant_attributes` of its JSON.
//!
//! Found by following references backwards from the changes, through locals, variables and outputs, as OpenTofu's
//! package `globalref` describes it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use dryrun_cty::{Path, Step};
use dryrun_hcl::ast::{Expression, TraversalStep};
use dryrun_plan::Action;
use dryrun_plan::addr::{ModuleInstance, Resource, ResourceInstance};
use dryrun_provider::Nesting;

use crate::config::ModuleId;
use crate::config::model::{Module, ResourceConfig};
use crate::lang;
use crate::reference::{self, Subject};
use crate::schema::shape::{self, Item, Shaped};
use crate::walk::Walk;

/// The attributes, each with the address of its resource, in order.
pub(super) fn attributes(walk: &Walk<'_>) -> Vec<(String, Path)> {
    let mut search = Search {
        walk,
        shapes: BTreeMap::new(),
        found: BTreeMap::new(),
        seen: BTreeSet::new(),
        pending: Vec::new(),
    };
    search.start_at_resources();
    search.start_at_outputs();
    while let Some(next) = search.pending.pop() {
        search.follow(&next);
    }
    search.found.into_iter().map(|((address, _), path)| (address, path)).collect()
}

/// A reference and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    module: ModuleInstance,
    /// The resource that `count` and `each` belong to.
    holder: Option<Resource>,
    subject: Subject,
    /// What follows the subject.
    steps: Vec<String>,
}

struct Search<'w, 'a> {
    walk: &'w Walk<'a>,
    /// Shapes that validation did not leave behind.
    shapes: BTreeMap<(ModuleId, Resource), Arc<Shaped>>,
    found: BTreeMap<(String, Vec<String>), Path>,
    seen: BTreeSet<Place>,
    pending: Vec<Place>,
}

impl<'w> Search<'w, '_> {
    fn start_at_resources(&mut self) {
        let changes = self.walk.planning.plan.resource_changes.iter();
        for change in changes.filter(|change| change.action != Action::NoOp) {
            let ResourceInstance { module, resource, .. } = &change.address;
            self.body(module, resource, &[]);
        }
    }

    /// Outputs of modules have nothing before, so that all with a value count as new.
    fn start_at_outputs(&mut self) {
        let walk = self.walk;
        let root = walk.planning.plan.output_changes.iter();
        for (name, _) in root.filter(|(_, change)| change.action != Action::NoOp) {
            self.output(&ModuleInstance::root(), name);
        }
        for instance in walk.world.instances.iter().filter(|one| !one.address.is_root()) {
            for (name, _) in instance.outputs.iter().filter(|(_, value)| !value.is_null()) {
                self.output(&instance.address, name);
            }
        }
    }

    fn follow(&mut self, place: &Place) {
        let Place { module, holder, subject, steps } = place;
        match subject {
            Subject::Variable(name) => self.argument(module, name),
            Subject::Local(name) => {
                let local = self.declared(module).and_then(|module| module.locals.get(name));
                if let Some(local) = local {
                    self.add(module, None, &local.expression, &[]);
                }
            }
            Subject::Module { call, key, output } => {
                let child = module.child(call.clone(), key.clone());
                match output {
                    Some(output) => self.output(&child, output),
                    None => {
                        let outputs = self.declared(&child).map(|module| module.outputs.keys());
                        for name in outputs.into_iter().flatten() {
                            self.output(&child, name);
                        }
                    }
                }
            }
            Subject::Count(_) | Subject::Each(_) => {
                let resource = holder.as_ref().and_then(|holder| self.resource(module, holder));
                if let Some(each) = resource.and_then(|(_, one)| one.repetition.expression()) {
                    self.add(module, None, each, &[]);
                }
            }
            Subject::Resource { resource, .. } => self.body(module, resource, steps),
            Subject::Path(_) | Subject::Terraform(_) | Subject::SelfObject => {}
        }
    }

    /// What a call of a module gives a variable; nothing gives one to the root.
    fn argument(&mut self, module: &ModuleInstance, name: &str) {
        let Some((_, caller)) = module.0.split_last() else { return };
        let call = self.module(module).and_then(|id| self.walk.world.config.call(id));
        if let Some(argument) = call.and_then(|call| lang::attribute(&call.body, name)) {
            self.add(&ModuleInstance(caller.to_vec()), None, &argument.expression, &[]);
        }
    }

    fn output(&mut self, module: &ModuleInstance, name: &str) {
        let output = self.declared(module).and_then(|module| module.outputs.get(name));
        if let Some(expression) = output.and_then(|output| output.expression.as_ref()) {
            self.add(module, None, expression, &[]);
        }
    }

    /// The part of a resource's body that the steps lead to.
    fn body(&mut self, module: &ModuleInstance, resource: &Resource, steps: &[String]) {
        let Some(shaped) = self.shaped(module, resource) else { return };
        for (expression, own) in within(&shaped, steps) {
            self.add(module, Some(resource), expression, &own);
        }
    }

    /// Notes all references of an expression, without the names that stand for something of its own.
    fn add(
        &mut self,
        module: &ModuleInstance,
        holder: Option<&Resource>,
        expression: &Expression,
        own: &[&str],
    ) {
        for traversal in lang::references(expression) {
            if own.contains(&traversal.root.as_ref()) {
                continue;
            }
            let Ok(found) = reference::parse(&traversal) else { continue };
            let steps: Vec<String> = found.remaining.iter().map(step_name).collect();
            if let Subject::Resource { resource, key } = &found.subject {
                let (resource, key) = (resource.clone(), key.clone());
                let address = ResourceInstance { module: module.clone(), resource, key };
                let path = Path(found.remaining.iter().map(step).collect());
                self.found.insert((address.to_string(), steps.clone()), path);
            }
            let repeats = matches!(found.subject, Subject::Count(_) | Subject::Each(_));
            let place = Place {
                module: module.clone(),
                holder: holder.filter(|_| repeats).cloned(),
                subject: found.subject,
                steps,
            };
            if self.seen.insert(place.clone()) {
                self.pending.push(place);
            }
        }
    }

    fn module(&self, address: &ModuleInstance) -> Option<ModuleId> {
        let config = self.walk.world.config;
        address
            .0
            .iter()
            .try_fold(ModuleId(0), |at, (name, _)| config.node(at)?.children.get(name).copied())
    }

    fn declared(&self, address: &ModuleInstance) -> Option<&'w Module> {
        let walk: &'w Walk<'_> = self.walk;
        Some(&walk.world.config.node(self.module(address)?)?.module)
    }

    fn resource(
        &self,
        module: &ModuleInstance,
        resource: &Resource,
    ) -> Option<(ModuleId, &'w ResourceConfig)> {
        Some((self.module(module)?, self.declared(module)?.resources.get(resource)?))
    }

    fn shaped(&mut self, module: &ModuleInstance, resource: &Resource) -> Option<Arc<Shaped>> {
        let (id, declared) = self.resource(module, resource)?;
        let node = self.walk.graph.modules.get(id.0)?.resources.get(resource)?;
        if let Some(shaped) = self.walk.shapes.get(node) {
            return Some(shaped.clone());
        }
        let schema = self.walk.world.schema_of(id, declared)?;
        let shaped = self
            .shapes
            .entry((id, resource.clone()))
            .or_insert_with(|| Arc::new(shape::shape(&declared.body, &schema.schema.block).0));
        Some(shaped.clone())
    }
}

/// The expressions that make up a part of a body. A block that is one of many is not told from the others.
fn within<'s>(shaped: &'s Shaped, steps: &[String]) -> Vec<(&'s Expression, Vec<&'s str>)> {
    let Some((name, rest)) = steps.split_first() else { return shaped.expressions() };
    let attribute = shaped.attributes.iter().find(|argument| *argument.name == **name);
    if let Some(argument) = attribute {
        return vec![(&argument.expression, Vec::new())];
    }
    let Some(blocks) = shaped.blocks.iter().find(|blocks| *blocks.name == **name) else {
        return Vec::new();
    };
    match blocks.schema.nesting {
        Nesting::Single | Nesting::Group => blocks
            .items
            .iter()
            .flat_map(|item| match item {
                Item::Written { shaped, .. } => within(shaped, rest),
                Item::Dynamic(_) => Vec::new(),
            })
            .collect(),
        Nesting::List | Nesting::Set | Nesting::Map if rest.is_empty() => shaped.expressions(),
        Nesting::List | Nesting::Set | Nesting::Map => Vec::new(),
    }
}

fn step(step: &TraversalStep) -> Step {
    match step {
        TraversalStep::Attribute(name, _) => Step::Attribute(name.clone()),
        TraversalStep::Index(key, _) => Step::Index(key.clone()),
    }
}

/// A step as the name it stands for; only names tell arguments apart.
fn step_name(step: &TraversalStep) -> String {
    match step {
        TraversalStep::Attribute(name, _) => name.to_string(),
        TraversalStep::Index(key, _) => match (key.as_str(), key.as_number()) {
            (Some(text), _) => text.to_owned(),
            (None, Some(number)) => number.to_string(),
            (None, None) => String::new(),
        },
    }
}
