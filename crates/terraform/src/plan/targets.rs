//! `-target` and `-replace`.

use std::collections::BTreeSet;

use dryrun_diag::{Diagnostic, FileId};
use dryrun_plan::addr::{Mode, ResourceInstance};

use crate::config::endpoint::{self, RelativeAddress};
use crate::config::{Config, ModuleId};
use crate::graph::{Graph, NodeKind};
use crate::lang;
use crate::options::PlanOptions;

/// What `-target` leaves in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Targets {
    /// Nodes to visit; `None`: all.
    pub(crate) included: Option<BTreeSet<usize>>,
    /// Nodes that are targets themselves, not just needed by one.
    direct: BTreeSet<usize>,
    addresses: Vec<RelativeAddress>,
}

impl Targets {
    /// Reads the option's addresses.
    pub(super) fn new(
        options: &PlanOptions,
        config: &Config,
        graph: &Graph,
    ) -> (Self, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        if options.targets.is_empty() {
            return (Self::default(), diagnostics);
        }
        let mut addresses = Vec::new();
        for text in &options.targets {
            match parse(text) {
                Ok(address) => addresses.push(address),
                Err(error) => diagnostics
                    .push(Diagnostic::error(format!("Invalid target \"{text}\""), error.detail)),
            }
        }
        let detail = "You are creating a plan with the -target option, which means that the result of this plan may not represent all of the changes requested by the current configuration.\n\nThe -target option is not for routine use, and is provided only for exceptional situations such as recovering from errors or mistakes, or when Terraform specifically suggests to use it as part of an error message.";
        diagnostics.push(Diagnostic::warning("Resource targeting is in effect", detail));
        let direct = direct(&addresses, config, graph);
        let mut included = closure(&direct, graph);
        add_outputs(&mut included, graph);
        (Self { included: Some(included), direct, addresses }, diagnostics)
    }

    /// Whether an instance of a node is left in: of what is a target itself only what the addresses name.
    pub(crate) fn includes_instance(&self, at: usize, address: &ResourceInstance) -> bool {
        !self.direct.contains(&at) || self.addresses.iter().any(|target| matches(target, address))
    }

    /// Whether an object that the configuration no longer has is a target, or no targets were given.
    pub(crate) fn includes_orphan(&self, address: &ResourceInstance) -> bool {
        self.included.is_none() || self.addresses.iter().any(|target| matches(target, address))
    }
}

/// Reads an address from the command line.
fn parse(text: &str) -> Result<RelativeAddress, Box<Diagnostic>> {
    let mut found = Vec::new();
    let span = dryrun_diag::Span::point(FileId(u32::MAX), 0);
    let traversal = lang::parse_traversal(text, span, &mut found);
    match traversal {
        Some(traversal) if found.is_empty() => endpoint::parse(&traversal),
        Some(_) | None => Err(Box::new(
            found.into_iter().next().unwrap_or_else(|| Diagnostic::error("Invalid address", "")),
        )),
    }
}

/// Whether an address is, or lies within, a target.
fn matches(target: &RelativeAddress, address: &ResourceInstance) -> bool {
    let prefix =
        target.module.0.iter().zip(&address.module.0).all(|((name, key), (have, have_key))| {
            name == have && (key.is_none() || key == have_key)
        });
    let deep_enough = address.module.0.len() >= target.module.0.len();
    match &target.resource {
        None => prefix && deep_enough,
        Some(resource) => {
            prefix
                && address.module.0.len() == target.module.0.len()
                && *resource == address.resource
                && (target.key.is_none() || target.key == address.key)
        }
    }
}

fn direct(addresses: &[RelativeAddress], config: &Config, graph: &Graph) -> BTreeSet<usize> {
    let is_target = |module: ModuleId, kind: &NodeKind| {
        let Some(node) = config.node(module) else { return false };
        addresses.iter().any(|target| {
            let inside = node.path.len() >= target.module.0.len()
                && target.module.0.iter().zip(&node.path).all(|((name, _), have)| name == have);
            match (&target.resource, kind) {
                (None, NodeKind::Resource(_) | NodeKind::Output(_)) => inside,
                (Some(resource), NodeKind::Resource(address)) => {
                    inside && node.path.len() == target.module.0.len() && resource == address
                }
                (None | Some(_), _) => false,
            }
        })
    };
    graph
        .nodes
        .iter()
        .enumerate()
        .filter(|(_, node)| is_target(node.module, &node.kind))
        .map(|(at, _)| at)
        .collect()
}

/// Nodes with everything they need.
fn closure(direct: &BTreeSet<usize>, graph: &Graph) -> BTreeSet<usize> {
    let mut included = BTreeSet::new();
    let mut work: Vec<usize> = direct.iter().copied().collect();
    while let Some(at) = work.pop() {
        if included.insert(at) {
            work.extend(graph.dependencies.get(at).into_iter().flatten());
        }
    }
    included
}

/// Root outputs stay where everything they need stays.
fn add_outputs(included: &mut BTreeSet<usize>, graph: &Graph) {
    for (at, node) in graph.nodes.iter().enumerate() {
        if node.module != ModuleId(0) || !matches!(node.kind, NodeKind::Output(_)) {
            continue;
        }
        let needs =
            closure(&graph.dependencies.get(at).into_iter().flatten().copied().collect(), graph);
        let resources: Vec<usize> = needs
            .iter()
            .copied()
            .filter(|need| graph.nodes.get(*need).is_some_and(|node| matches!(&node.kind, NodeKind::Resource(resource) if resource.mode == Mode::Managed)))
            .collect();
        if !resources.is_empty() && resources.iter().all(|need| included.contains(need)) {
            included.insert(at);
            included.extend(needs);
        }
    }
}

/// The addresses of `-replace`.
pub(super) fn replaced(options: &PlanOptions) -> (BTreeSet<String>, Vec<Diagnostic>) {
    let mut addresses = BTreeSet::new();
    let mut diagnostics = Vec::new();
    for text in &options.replace {
        match parse(text) {
            Ok(address) => match &address.resource {
                Some(resource) if resource.mode == Mode::Managed => {
                    addresses.insert(address.to_string());
                }
                Some(_) => {
                    let detail = "Only managed resources can be used with the -replace=... option.";
                    diagnostics.push(Diagnostic::error(
                        format!("Invalid force-replace address \"{text}\""),
                        detail,
                    ));
                }
                None => {
                    let detail = "A resource instance address is required here. The module path must be followed by a resource instance specification.";
                    diagnostics.push(Diagnostic::error(
                        format!("Invalid force-replace address \"{text}\""),
                        detail,
                    ));
                }
            },
            Err(error) => diagnostics.push(Diagnostic::error(
                format!("Invalid force-replace address \"{text}\""),
                error.detail,
            )),
        }
    }
    (addresses, diagnostics)
}
