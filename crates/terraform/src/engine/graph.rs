//! The resources of a planned module and what mentions what, from the plan's JSON.

use std::collections::BTreeSet;

use dryrun_engine::{Edge, Graph, Node};
use serde_json::Value as Json;

/// The graph of a plan; what something needs stands above it. Modules hold their resources.
pub(super) fn graph(facts: &Json) -> Option<Graph> {
    let root = facts.pointer("/configuration/root_module")?;
    let changing = changing(facts);
    let mut found = Found::default();
    module(root, None, "", &changing, &mut found);
    let edges = found
        .mentions
        .iter()
        .flat_map(|(to, mentioned)| {
            let positions = found.addresses.iter().enumerate();
            let named =
                positions.filter(move |(at, address)| at != to && mentioned.contains(*address));
            named.map(|(from, _)| Edge {
                from,
                to: *to,
                label: String::new(),
                kind: "needs",
                taken: false,
            })
        })
        .collect();
    (!found.nodes.is_empty()).then_some(Graph { nodes: found.nodes, edges })
}

#[derive(Default)]
struct Found {
    nodes: Vec<Node>,
    /// Full addresses, one for each node.
    addresses: Vec<String>,
    mentions: Vec<(usize, BTreeSet<String>)>,
}

/// Addresses, without instance keys, of what the plan changes.
fn changing(facts: &Json) -> BTreeSet<String> {
    let all = facts.get("resource_changes").and_then(Json::as_array).into_iter().flatten();
    let changes = all.filter(|change| {
        let actions = change.pointer("/change/actions").and_then(Json::as_array);
        actions.is_some_and(|actions| actions.iter().any(|action| action != "no-op"))
    });
    changes.filter_map(|change| Some(without_keys(change.get("address")?.as_str()?))).collect()
}

fn without_keys(address: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::new();
    for c in address.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

fn module(
    module: &Json,
    inside: Option<usize>,
    prefix: &str,
    changing: &BTreeSet<String>,
    found: &mut Found,
) {
    for resource in module.get("resources").and_then(Json::as_array).into_iter().flatten() {
        let Some(address) = resource.get("address").and_then(Json::as_str) else { continue };
        let full = format!("{prefix}{address}");
        let kind = if address.starts_with("data.") { "data" } else { "resource" };
        let taken = changing.contains(&full);
        found.mentions.push((found.nodes.len(), mentioned(resource, prefix)));
        found.nodes.push(Node { label: address.to_owned(), kind, inside, taken });
        found.addresses.push(full);
    }
    for (name, call) in module.get("module_calls").and_then(Json::as_object).into_iter().flatten() {
        let at = found.nodes.len();
        let full = format!("{prefix}module.{name}");
        found
            .mentions
            .push((at, mentioned(call.get("expressions").unwrap_or(&Json::Null), prefix)));
        found.nodes.push(Node {
            label: format!("module.{name}"),
            kind: "module",
            inside,
            taken: false,
        });
        found.addresses.push(full.clone());
        if let Some(inner) = call.get("module") {
            self::module(inner, Some(at), &format!("{full}."), changing, found);
        }
    }
}

/// Everything that expressions mention, and what stands in `depends_on`; `module.x.y` mentions the module.
fn mentioned(value: &Json, prefix: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    collect(value, &mut names);
    let whole = |name: &str| {
        let mut steps = name.split('.');
        match (steps.next(), steps.next()) {
            (Some("module"), Some(module)) => format!("{prefix}module.{module}"),
            _ => format!("{prefix}{}", without_keys(name)),
        }
    };
    names.iter().map(|name| whole(name)).collect()
}

fn collect(value: &Json, names: &mut BTreeSet<String>) {
    match value {
        Json::Array(items) => items.iter().for_each(|item| collect(item, names)),
        Json::Object(members) => {
            for (name, inner) in members {
                match inner {
                    Json::Array(list) if name == "references" || name == "depends_on" => {
                        names.extend(list.iter().filter_map(Json::as_str).map(str::to_owned));
                    }
                    // A call's own module is another scope.
                    _ if name == "module" => {}
                    _ => collect(inner, names),
                }
            }
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_mentioned_leads_to_what_mentions_it() {
        let facts = json!({
            "configuration": {"root_module": {
                "resources": [
                    {"address": "a.x"},
                    {"address": "a.y", "expressions": {"n": {"references": ["a.x[0].id", "a.x[0]", "a.x"]}}},
                ],
                "module_calls": {"m": {
                    "expressions": {"v": {"references": ["a.y.id", "a.y"]}},
                    "module": {"resources": [{"address": "b.z"}]},
                }},
            }},
            "resource_changes": [
                {"address": "a.x[\"k.l\"]", "change": {"actions": ["create"]}},
                {"address": "module.m.b.z", "change": {"actions": ["no-op"]}},
            ],
        });
        let graph = graph(&facts).unwrap();
        let labels: Vec<_> = graph.nodes.iter().map(|node| node.label.as_str()).collect();
        assert_eq!(labels, ["a.x", "a.y", "module.m", "b.z"]);
        assert_eq!(
            graph.nodes.iter().map(|node| node.taken).collect::<Vec<_>>(),
            [true, false, false, false]
        );
        assert_eq!(graph.nodes.last().and_then(|node| node.inside), Some(2));
        let edges: Vec<_> = graph.edges.iter().map(|edge| (edge.from, edge.to)).collect();
        assert_eq!(edges, [(0, 1), (1, 2)]);
    }
}
