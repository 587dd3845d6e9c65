//! The graph of everything that is evaluated: one node for each declaration of each module, before `count` and `for_each`.

mod build;
mod order;
pub(crate) mod resources;

use std::collections::BTreeMap;

use dryrun_plan::addr::Resource;

use crate::config::ModuleId;
use crate::config::model::{Name, ProviderKey};

pub(crate) use build::build;
pub(crate) use order::strongly_connected;
pub use resources::ResourceGraph;

/// A position in [`Graph`]'s nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeId(pub(crate) usize);

/// What a node evaluates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NodeKind {
    /// Decides which instances of a module there are.
    Expand,
    /// An input variable.
    Variable(Name),
    /// A local value.
    Local(Name),
    /// A provider configuration.
    Provider(ProviderKey),
    /// A resource, data source or ephemeral resource.
    Resource(Resource),
    /// An output value.
    Output(Name),
    /// A check block.
    Check(Name),
    /// Everything in a module is done.
    Close,
}

/// One node.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) module: ModuleId,
    pub(crate) kind: NodeKind,
}

/// Where a module's nodes are.
#[derive(Debug, Default)]
pub(crate) struct ModuleIndex {
    pub(crate) expand: usize,
    pub(crate) close: usize,
    pub(crate) variables: BTreeMap<Name, usize>,
    pub(crate) locals: BTreeMap<Name, usize>,
    pub(crate) providers: BTreeMap<ProviderKey, usize>,
    pub(crate) resources: BTreeMap<Resource, usize>,
    pub(crate) outputs: BTreeMap<Name, usize>,
    pub(crate) checks: BTreeMap<Name, usize>,
}

/// Nodes, what each needs, and an order that fits.
#[derive(Debug)]
pub(crate) struct Graph {
    pub(crate) nodes: Vec<Node>,
    /// What each node needs, directly.
    pub(crate) dependencies: Vec<Vec<usize>>,
    /// Dependencies first.
    pub(crate) order: Vec<NodeId>,
    pub(crate) modules: Vec<ModuleIndex>,
}

/// A node's name as cycle errors list it.
pub(crate) fn display(node: &Node, module: &str) -> String {
    let dot = if module.is_empty() { "" } else { "." };
    match &node.kind {
        NodeKind::Expand => format!("{module} (expand)"),
        NodeKind::Close => format!("{module} (close)"),
        // The value of a root variable needs nothing; only its validation rules may.
        NodeKind::Variable(name) if module.is_empty() => format!("var.{name} (validation)"),
        NodeKind::Variable(name) => format!("{module}{dot}var.{name} (expand)"),
        NodeKind::Local(name) => format!("{module}{dot}local.{name} (expand)"),
        NodeKind::Output(name) if module.is_empty() => format!("output.{name}"),
        NodeKind::Output(name) => format!("{module}{dot}output.{name} (expand)"),
        NodeKind::Check(name) => format!("{module}{dot}check.{name} (expand)"),
        NodeKind::Resource(resource) => format!("{module}{dot}{resource}"),
        NodeKind::Provider(key) => match &key.alias {
            Some(alias) => format!(
                "{module}{dot}provider[\"registry.terraform.io/hashicorp/{}\"].{alias}",
                key.name
            ),
            None => {
                format!("{module}{dot}provider[\"registry.terraform.io/hashicorp/{}\"]", key.name)
            }
        },
    }
}
