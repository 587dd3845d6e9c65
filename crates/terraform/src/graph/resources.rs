//! The graph as `terraform graph` shows it: resources alone, with the references between them that no longer way implies.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use dryrun_engine as engine;
use dryrun_plan::addr::{Mode, Resource};

use super::{Graph, NodeKind};
use crate::config::Config;

/// Resources and which needs which.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ResourceGraph {
    nodes: Vec<ResourceNode>,
    /// What each node needs, directly, by position.
    needs: Vec<Vec<usize>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct ResourceNode {
    /// `module.a.module.b`; empty for the root module.
    module: String,
    resource: Resource,
}

impl ResourceNode {
    fn address(&self) -> String {
        if self.module.is_empty() {
            self.resource.to_string()
        } else {
            format!("{}.{}", self.module, self.resource)
        }
    }
}

/// Terraform's order of modes: what is read comes before what is managed.
fn rank(mode: Mode) -> u8 {
    match mode {
        Mode::Data => 0,
        Mode::Managed => 1,
        Mode::Ephemeral => 2,
    }
}

/// Takes the resources out of the whole graph, and adds those that only the state holds: by their module's path.
pub(crate) fn of(
    config: &Config,
    graph: &Graph,
    left: Vec<(Vec<Arc<str>>, Resource)>,
) -> ResourceGraph {
    let mut found: Vec<(ResourceNode, Option<usize>)> = Vec::new();
    for (at, node) in graph.nodes.iter().enumerate() {
        let (NodeKind::Resource(resource), Some(tree)) = (&node.kind, config.node(node.module))
        else {
            continue;
        };
        found.push((ResourceNode { module: tree.address(), resource: resource.clone() }, Some(at)));
    }
    let mut known: BTreeSet<String> = found.iter().map(|(node, _)| node.address()).collect();
    for (path, resource) in left {
        let module = path.iter().map(|name| format!("module.{name}")).collect::<Vec<_>>().join(".");
        let node = ResourceNode { module, resource };
        if known.insert(node.address()) {
            found.push((node, None));
        }
    }
    found.sort_by(|(one, _), (other, _)| {
        let key = |node: &ResourceNode| {
            (
                node.module.clone(),
                rank(node.resource.mode),
                node.resource.kind.clone(),
                node.resource.name.clone(),
            )
        };
        key(one).cmp(&key(other))
    });
    let places: BTreeMap<usize, usize> =
        found.iter().enumerate().filter_map(|(place, (_, at))| Some(((*at)?, place))).collect();
    let direct: Vec<Vec<usize>> = found
        .iter()
        .map(|(_, at)| at.map_or_else(Vec::new, |at| nearest(graph, at, &places)))
        .collect();
    ResourceGraph {
        nodes: found.into_iter().map(|(node, _)| node).collect(),
        needs: reduced(&direct),
    }
}

/// The resources that a node needs directly, or by way of what is no resource.
fn nearest(graph: &Graph, at: usize, places: &BTreeMap<usize, usize>) -> Vec<usize> {
    let needs = |at: usize| graph.dependencies.get(at).into_iter().flatten().copied();
    let mut found = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    let mut work: Vec<usize> = needs(at).collect();
    while let Some(next) = work.pop() {
        if !seen.insert(next) {
            continue;
        }
        match places.get(&next) {
            Some(place) => found.push(*place),
            None => work.extend(needs(next)),
        }
    }
    found.sort_unstable();
    found
}

/// Leaves out what a longer way leads to as well.
fn reduced(direct: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let beyond = |needs: &[usize]| {
        let mut seen = vec![false; direct.len()];
        let mut work: Vec<usize> = needs
            .iter()
            .flat_map(|need| direct.get(*need).into_iter().flatten().copied())
            .collect();
        while let Some(next) = work.pop() {
            let Some(slot) = seen.get_mut(next).filter(|slot| !**slot) else { continue };
            *slot = true;
            work.extend(direct.get(next).into_iter().flatten());
        }
        seen
    };
    let kept = |needs: &Vec<usize>| {
        if needs.len() < 2 {
            return needs.clone();
        }
        let implied = beyond(needs);
        let is_implied = |need: &usize| implied.get(*need).copied().unwrap_or(false);
        needs.iter().copied().filter(|need| !is_implied(need)).collect()
    };
    direct.iter().map(kept).collect()
}

impl ResourceGraph {
    fn edges(&self) -> impl Iterator<Item = (usize, usize)> {
        self.needs
            .iter()
            .enumerate()
            .flat_map(|(from, needs)| needs.iter().map(move |to| (from, *to)))
    }

    fn address(&self, at: usize) -> String {
        self.nodes.get(at).map(ResourceNode::address).unwrap_or_default()
    }

    /// In the DOT language, as `terraform graph` prints it.
    #[must_use]
    pub fn dot(&self) -> String {
        let mut out = String::from(
            "digraph G {\n  rankdir = \"RL\";\n  node [shape = rect, fontname = \"sans-serif\"];\n",
        );
        if self.nodes.is_empty() {
            out.push_str("  /* This configuration does not contain any resources.         */\n");
            out.push_str("  /* For a more detailed graph, try: terraform graph -type=plan */\n");
        }
        let modules = self.nodes.chunk_by(|one, other| one.module == other.module);
        for nodes in modules {
            let module = nodes.first().map_or("", |node| node.module.as_str());
            let indent = if module.is_empty() { "  " } else { "    " };
            if !module.is_empty() {
                let _ = writeln!(out, "  subgraph \"cluster_{module}\" {{");
                let _ = writeln!(out, "    label = \"{module}\"\n    fontname = \"sans-serif\"");
            }
            for node in nodes {
                let _ =
                    writeln!(out, "{indent}\"{}\" [label=\"{}\"];", node.address(), node.resource);
            }
            if !module.is_empty() {
                out.push_str("  }\n");
            }
        }
        for (from, to) in self.edges() {
            let _ = writeln!(out, "  \"{}\" -> \"{}\";", self.address(from), self.address(to));
        }
        out.push_str("}\n");
        out
    }

    /// As lines: `aws_instance.web -> aws_subnet.public`; resources that no line would name stand alone.
    #[must_use]
    pub fn text(&self) -> String {
        let mut named = vec![false; self.nodes.len()];
        for at in self.edges().flat_map(|(from, to)| [from, to]) {
            if let Some(slot) = named.get_mut(at) {
                *slot = true;
            }
        }
        let line = |(at, needs): (usize, &Vec<usize>)| {
            let address = self.address(at);
            if needs.is_empty() && !named.get(at).copied().unwrap_or(false) {
                return vec![address];
            }
            needs.iter().map(|to| format!("{address} -> {}", self.address(*to))).collect()
        };
        self.needs.iter().enumerate().flat_map(line).collect::<Vec<String>>().join("\n")
    }

    /// As a picture's nodes and edges, modules around what lies in them. An edge leads to what comes first.
    #[must_use]
    pub fn picture(&self) -> engine::Graph {
        let mut picture = engine::Graph::default();
        let mut modules: BTreeMap<&str, usize> = BTreeMap::new();
        let mut places = Vec::with_capacity(self.nodes.len());
        let node = |label: String, kind: &'static str, inside: Option<usize>| engine::Node {
            label,
            kind,
            inside,
            taken: false,
        };
        for resource in &self.nodes {
            let module = resource.module.as_str();
            let inside = (!module.is_empty()).then(|| {
                *modules.entry(module).or_insert_with(|| {
                    picture.nodes.push(node(module.to_owned(), "module", None));
                    picture.nodes.len() - 1
                })
            });
            let kind = match resource.resource.mode {
                Mode::Managed => "resource",
                Mode::Data => "data",
                Mode::Ephemeral => "ephemeral",
            };
            places.push(picture.nodes.len());
            picture.nodes.push(node(resource.resource.to_string(), kind, inside));
        }
        let place = |at: usize| places.get(at).copied().unwrap_or_default();
        picture.edges = self
            .edges()
            .map(|(from, to)| engine::Edge {
                from: place(from),
                to: place(to),
                label: String::new(),
                kind: "needs",
                taken: false,
            })
            .collect();
        picture
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_longer_way_makes_an_edge_superfluous() {
        let direct = [vec![], vec![0], vec![0, 1], vec![0, 2]];
        assert_eq!(reduced(&direct), [vec![], vec![0], vec![1], vec![2]]);
    }
}
