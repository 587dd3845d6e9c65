//! Nodes and edges from the configuration.

use dryrun_diag::Diagnostic;
use dryrun_hcl::ast::{Body, Expression, Traversal};
use dryrun_plan::addr::Mode;

use super::{Graph, ModuleIndex, Node, NodeId, NodeKind, display, order};
use crate::config::model::{CheckRule, Module, ProviderKey, ResourceConfig};
use crate::config::{Config, ModuleId};
use crate::lang;
use crate::providers::Locations;
use crate::reference::{self, Subject};

/// The graph, and cycles as errors.
pub(crate) fn build(config: &Config) -> (Graph, Vec<Diagnostic>) {
    let mut graph = Graph {
        nodes: Vec::new(),
        dependencies: Vec::new(),
        order: Vec::new(),
        modules: Vec::new(),
    };
    for (id, node) in config.ids() {
        let index = declare(id, &node.module, &mut graph.nodes);
        graph.modules.push(index);
    }
    let mut diagnostics = Vec::new();
    let locations = Locations::default();
    let mut dependencies = vec![Vec::new(); graph.nodes.len()];
    for (at, needs) in dependencies.iter_mut().enumerate() {
        let Some(node) = graph.nodes.get(at) else { continue };
        let mut edges = Edges {
            config,
            graph: &graph,
            at,
            module: node.module,
            needs,
            diagnostics: &mut diagnostics,
            locations: &locations,
        };
        edges.of(node);
        needs.sort_unstable();
        needs.dedup();
        needs.retain(|need| *need != at);
    }
    add_closes(config, &graph, &mut dependencies);
    for group in order::strongly_connected(&dependencies) {
        match group.as_slice() {
            [single] => graph.order.push(NodeId(*single)),
            members => diagnostics.push(cycle(config, &graph, members)),
        }
    }
    graph.dependencies = dependencies;
    (graph, diagnostics)
}

fn cycle(config: &Config, graph: &Graph, members: &[usize]) -> Diagnostic {
    let mut names: Vec<String> = members
        .iter()
        .filter_map(|member| {
            let node = graph.nodes.get(*member)?;
            Some(display(node, &config.node(node.module)?.address()))
        })
        .collect();
    names.sort();
    Diagnostic::error(format!("Cycle: {}", names.join(", ")), "")
}

fn declare(id: ModuleId, module: &Module, nodes: &mut Vec<Node>) -> ModuleIndex {
    let mut add = |kind: NodeKind| {
        nodes.push(Node { module: id, kind });
        nodes.len() - 1
    };
    let mut index = ModuleIndex { expand: add(NodeKind::Expand), ..ModuleIndex::default() };
    index.variables = module
        .variables
        .keys()
        .map(|name| (name.clone(), add(NodeKind::Variable(name.clone()))))
        .collect();
    index.locals = module
        .locals
        .keys()
        .map(|name| (name.clone(), add(NodeKind::Local(name.clone()))))
        .collect();
    index.providers = module
        .providers
        .keys()
        .map(|key| (key.clone(), add(NodeKind::Provider(key.clone()))))
        .collect();
    index.resources = module
        .resources
        .keys()
        .map(|key| (key.clone(), add(NodeKind::Resource(key.clone()))))
        .collect();
    index.outputs = module
        .outputs
        .keys()
        .map(|name| (name.clone(), add(NodeKind::Output(name.clone()))))
        .collect();
    index.checks = module
        .checks
        .keys()
        .map(|name| (name.clone(), add(NodeKind::Check(name.clone()))))
        .collect();
    index.close = add(NodeKind::Close);
    index
}

/// A module is done when everything in it is.
fn add_closes(config: &Config, graph: &Graph, dependencies: &mut [Vec<usize>]) {
    for (at, node) in graph.nodes.iter().enumerate() {
        let Some(index) = graph.modules.get(node.module.0) else { continue };
        if node.kind != NodeKind::Close {
            if let Some(close) = dependencies.get_mut(index.close) {
                close.push(at);
            }
            continue;
        }
        let children = config.node(node.module).map(|node| node.children.values());
        for child in children.into_iter().flatten() {
            let inner = graph.modules.get(child.0).map(|index| index.close);
            if let (Some(inner), Some(close)) = (inner, dependencies.get_mut(at)) {
                close.push(inner);
            }
        }
    }
}

struct Edges<'a> {
    config: &'a Config,
    graph: &'a Graph,
    at: usize,
    module: ModuleId,
    needs: &'a mut Vec<usize>,
    diagnostics: &'a mut Vec<Diagnostic>,
    locations: &'a Locations,
}

impl Edges<'_> {
    fn of(&mut self, node: &Node) {
        let config = self.config;
        let Some(tree) = config.node(self.module) else { return };
        if node.kind == NodeKind::Expand {
            self.expand();
            return;
        }
        self.needs.extend(self.graph.modules.get(self.module.0).map(|index| index.expand));
        let module = &tree.module;
        match &node.kind {
            NodeKind::Variable(name) => {
                if let Some(variable) = module.variables.get(name) {
                    self.rules(&variable.validations);
                }
                let argument =
                    config.call(self.module).and_then(|call| lang::attribute(&call.body, name));
                if let (Some(argument), Some(parent)) = (argument, tree.parent) {
                    self.expression(&argument.expression, parent);
                }
            }
            NodeKind::Local(name) => {
                if let Some(local) = module.locals.get(name) {
                    self.expression(&local.expression, self.module);
                    self.self_reference(name, &local.expression);
                }
            }
            NodeKind::Output(name) => {
                if let Some(output) = module.outputs.get(name) {
                    if let Some(expression) = &output.expression {
                        self.expression(expression, self.module);
                    }
                    self.rules(&output.preconditions);
                    self.after(&output.depends_on, self.module);
                }
            }
            NodeKind::Resource(address) => {
                if let Some(resource) = module.resources.get(address) {
                    self.resource(resource);
                }
            }
            NodeKind::Provider(key) => {
                if let Some(provider) = module.providers.get(key) {
                    self.body(&provider.body, self.module);
                }
            }
            NodeKind::Check(name) => {
                if let Some(check) = module.checks.get(name) {
                    self.rules(&check.asserts);
                    let data = check.data.as_ref().and_then(|data| {
                        self.graph.modules.get(self.module.0)?.resources.get(data)
                    });
                    self.needs.extend(data);
                }
            }
            NodeKind::Expand | NodeKind::Close => {}
        }
    }

    /// A module's own repetition; its `depends_on` holds for everything in it.
    fn expand(&mut self) {
        let Some(parent) = self.config.node(self.module).and_then(|node| node.parent) else {
            return;
        };
        self.needs.extend(self.graph.modules.get(parent.0).map(|index| index.expand));
        let Some(call) = self.config.call(self.module) else { return };
        if let Some(expression) = call.repetition.expression() {
            self.expression(expression, parent);
        }
        self.after(&call.depends_on, parent);
    }

    fn resource(&mut self, resource: &ResourceConfig) {
        let module = self.module;
        if let Some(expression) = resource.repetition.expression() {
            self.expression(expression, module);
        }
        self.body(&resource.body, module);
        self.after(&resource.depends_on, module);
        let lifecycle = &resource.lifecycle;
        self.rules(&lifecycle.preconditions);
        self.rules(&lifecycle.postconditions);
        for trigger in &lifecycle.replace_triggered_by {
            self.expression(trigger, module);
        }
        for body in resource
            .connection
            .iter()
            .chain(resource.provisioners.iter().map(|provisioner| &provisioner.body))
        {
            self.body(body, module);
        }
        if resource.address.mode == Mode::Managed {
            self.imports(resource);
        }
        let used = self.locations.of(self.config, module, resource);
        if let Some((holder, key)) = &used.configuration {
            self.provider(*holder, key);
        }
    }

    /// `import` blocks stand in the root module and must be evaluated before what they import into.
    fn imports(&mut self, resource: &ResourceConfig) {
        let Some(root) = self.config.root() else { return };
        for import in &root.module.imports {
            let named = lang::references(&import.to).into_iter().any(|traversal| {
                matches!(reference::parse(&traversal), Ok(found) if matches!(&found.subject,
                    Subject::Resource { resource: named, .. } if *named == resource.address))
            });
            if named && self.module == ModuleId(0) {
                self.expression(&import.id, ModuleId(0));
                if let Some(each) = &import.for_each {
                    self.expression(each, ModuleId(0));
                }
            }
        }
    }

    fn provider(&mut self, holder: ModuleId, key: &ProviderKey) {
        let found = self.graph.modules.get(holder.0).and_then(|index| index.providers.get(key));
        self.needs.extend(found);
    }

    fn rules(&mut self, rules: &[CheckRule]) {
        for rule in rules {
            self.expression(&rule.condition, self.module);
            self.expression(&rule.error_message, self.module);
        }
    }

    fn body(&mut self, body: &Body, scope: ModuleId) {
        for attribute in &body.attributes {
            self.expression(&attribute.expression, scope);
        }
        for block in &body.blocks {
            self.body(&block.body, scope);
        }
        if let Some(json) = &body.json {
            for (_, _, expression) in &json.properties {
                self.expression(expression, scope);
            }
        }
    }

    fn expression(&mut self, expression: &Expression, scope: ModuleId) {
        for traversal in lang::references(expression) {
            self.traversal(&traversal, scope);
        }
    }

    fn after(&mut self, traversals: &[Traversal], scope: ModuleId) {
        for traversal in traversals {
            self.traversal(traversal, scope);
        }
    }

    /// What does not parse or is not declared is told where the expression is evaluated.
    fn traversal(&mut self, traversal: &Traversal, scope: ModuleId) {
        let Ok(found) = reference::parse(traversal) else { return };
        let Some(index) = self.graph.modules.get(scope.0) else { return };
        match &found.subject {
            Subject::Variable(name) => self.needs.extend(index.variables.get(name)),
            Subject::Local(name) => self.needs.extend(index.locals.get(name)),
            Subject::Resource { resource, .. } => self.needs.extend(index.resources.get(resource)),
            Subject::Module { call, output, .. } => {
                let child = self.config.node(scope).and_then(|node| node.children.get(call));
                let Some(inner) = child.and_then(|child| self.graph.modules.get(child.0)) else {
                    return;
                };
                match output.as_ref().and_then(|name| inner.outputs.get(name)) {
                    Some(output) => self.needs.push(*output),
                    None => self.needs.push(inner.close),
                }
            }
            Subject::Count(_)
            | Subject::Each(_)
            | Subject::Path(_)
            | Subject::Terraform(_)
            | Subject::SelfObject => {}
        }
    }

    fn self_reference(&mut self, name: &str, expression: &Expression) {
        for traversal in lang::references(expression) {
            let Ok(found) = reference::parse(&traversal) else { continue };
            if matches!(&found.subject, Subject::Local(other) if other.as_ref() == name) {
                let detail = format!(
                    "Local value local.{name} cannot use its own result as part of its expression."
                );
                self.diagnostics
                    .push(Diagnostic::error("Self-referencing local value", detail).at(found.span));
            }
        }
        let _ = self.at;
    }
}
