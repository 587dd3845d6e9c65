//! Evaluation of the graph, node by node: what `validate` and `plan` have in common.

pub(crate) mod conditions;
pub(crate) mod expand;
mod module;
mod named;
mod provider;

use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_cty::Value;
use dryrun_diag::{Diagnostic, Span};

use crate::config::ModuleId;
use crate::config::model::ProviderKey;
use crate::graph::{Graph, Node, NodeId, NodeKind};
use crate::plan::Planning;
use crate::schema::shape::Shaped;
use crate::variables::GivenValues;
use crate::world::{Pass, World};
use crate::{plan, validate};

/// The shapes of resources' bodies by node, found while validating and used again while planning.
pub(crate) type Shapes = BTreeMap<usize, Arc<Shaped>>;

/// A walk over the graph.
pub(crate) struct Walk<'a> {
    pub(crate) world: World<'a>,
    pub(crate) graph: &'a Graph,
    pub(crate) given: &'a GivenValues,
    pub(crate) shapes: Shapes,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Values of provider configurations.
    pub(crate) provider_values: BTreeMap<(ModuleId, ProviderKey), Value>,
    /// Values of providers that are not configured, by source, once they were asked for.
    empty_providers: BTreeMap<Arc<str>, Value>,
    /// What planning gathers; nothing while validating.
    pub(crate) planning: Planning,
    failed: Vec<bool>,
}

impl<'a> Walk<'a> {
    /// A walk that has not begun.
    pub(crate) fn new(
        world: World<'a>,
        graph: &'a Graph,
        given: &'a GivenValues,
        shapes: Shapes,
    ) -> Self {
        let failed = vec![false; graph.nodes.len()];
        Self {
            world,
            graph,
            given,
            shapes,
            diagnostics: Vec::new(),
            provider_values: BTreeMap::new(),
            empty_providers: BTreeMap::new(),
            planning: Planning::default(),
            failed,
        }
    }

    /// Visits all nodes, dependencies first; what needs something that failed is left out.
    pub(crate) fn run(&mut self, included: &dyn Fn(usize) -> bool) {
        let graph = self.graph;
        for NodeId(at) in &graph.order {
            let at = *at;
            let Some(node) = graph.nodes.get(at) else { continue };
            let needs = graph.dependencies.get(at).map(Vec::as_slice).unwrap_or_default();
            let is_blocked =
                needs.iter().any(|need| self.failed.get(*need).copied().unwrap_or(false));
            if is_blocked {
                self.fail(at);
                continue;
            }
            if !included(at) && node.kind != NodeKind::Expand && node.kind != NodeKind::Close {
                continue;
            }
            let before = self.diagnostics.len();
            self.visit(at, node);
            if self.diagnostics.iter().skip(before).any(Diagnostic::is_error) {
                self.fail(at);
            }
        }
    }

    fn fail(&mut self, at: usize) {
        if let Some(failed) = self.failed.get_mut(at) {
            *failed = true;
        }
    }

    fn visit(&mut self, at: usize, node: &Node) {
        let config = self.world.config;
        let Some(tree) = config.node(node.module) else { return };
        if self.is_overridden(node) {
            return self.overridden_output(node);
        }
        match &node.kind {
            NodeKind::Expand => self.expand_module(node.module),
            NodeKind::Variable(name) => {
                if let Some(variable) = tree.module.variables.get(name) {
                    self.variable(node.module, variable);
                }
            }
            NodeKind::Local(name) => {
                if let Some(local) = tree.module.locals.get(name) {
                    self.local(node.module, name, local);
                }
            }
            NodeKind::Output(name) => {
                if let Some(output) = tree.module.outputs.get(name) {
                    self.output(node.module, output);
                }
            }
            NodeKind::Provider(key) => {
                if let Some(provider) = tree.module.providers.get(key) {
                    self.provider(node.module, provider);
                }
            }
            NodeKind::Resource(address) => {
                if let Some(resource) = tree.module.resources.get(address) {
                    match self.world.pass {
                        Pass::Validate => validate::resource(self, at, node.module, resource),
                        Pass::Plan => plan::resource(self, at, node.module, resource),
                    }
                }
            }
            NodeKind::Check(name) => {
                if let Some(check) = tree.module.checks.get(name) {
                    self.check(node.module, check);
                }
            }
            NodeKind::Close => {}
        }
    }

    /// Adds what was found and passes the value on; `None` where there were errors.
    pub(crate) fn accept<T>(&mut self, (value, found): (T, Vec<Diagnostic>)) -> Option<T> {
        let failed = found.iter().any(Diagnostic::is_error);
        self.diagnostics.extend(found);
        (!failed).then_some(value)
    }

    /// Adds an error.
    pub(crate) fn error(&mut self, summary: &'static str, detail: impl Into<String>, span: Span) {
        self.diagnostics.push(Diagnostic::error(summary, detail).at(span));
    }
}
