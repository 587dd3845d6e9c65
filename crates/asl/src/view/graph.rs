//! The machine as a graph, and the way that a run took.

use std::collections::BTreeSet;

use dryrun_engine::{Edge, Graph, Node};
use serde_json::Value;

use crate::machine::{Kind, Machine, State, StateType};

/// The graph of a machine. `run` is the run JSON of a case, whose way is marked.
#[must_use]
pub fn graph(machine: &Machine, run: Option<&Value>) -> Graph {
    let mut draft = Draft { graph: Graph::default(), way: run.map(way).unwrap_or_default() };
    draft.machine(machine, None);
    draft.graph
}

/// The graph as lines: `Charge -> Declined (catch States.ALL)`; what lies inside is indented.
#[must_use]
pub fn graph_text(graph: &Graph) -> String {
    let depth = |mut node: usize| {
        let mut depth = 0;
        while let Some(outer) = graph.nodes.get(node).and_then(|node| node.inside) {
            depth += 1;
            node = outer;
        }
        depth
    };
    let label = |node: usize| graph.nodes.get(node).map_or("", |node| node.label.as_str());
    let lines = graph.edges.iter().map(|edge| {
        let indent = "  ".repeat(depth(edge.to));
        let note = if edge.label.is_empty() { String::new() } else { format!(" ({})", edge.label) };
        format!("{indent}{} -> {}{note}", label(edge.from), label(edge.to))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// States that were entered, and pairs of states that followed each other.
#[derive(Default)]
struct Way {
    states: BTreeSet<String>,
    steps: BTreeSet<(String, String)>,
}

fn way(run: &Value) -> Way {
    let mut way = Way::default();
    let mut exits = std::collections::BTreeMap::new();
    for event in run.get("history").and_then(Value::as_array).into_iter().flatten() {
        let name = |details: &str| {
            event.get(details).and_then(|details| details.get("name")).and_then(Value::as_str)
        };
        if let (Some(name), Some(id)) =
            (name("stateExitedEventDetails"), event.get("id").and_then(Value::as_u64))
        {
            exits.insert(id, name.to_owned());
        }
        if let Some(name) = name("stateEnteredEventDetails") {
            way.states.insert(name.to_owned());
            let before =
                event.get("previousEventId").and_then(Value::as_u64).and_then(|id| exits.get(&id));
            way.steps.extend(before.map(|before| (before.clone(), name.to_owned())));
        }
    }
    way
}

struct Draft {
    graph: Graph,
    way: Way,
}

impl Draft {
    fn node(
        &mut self,
        label: &str,
        kind: &'static str,
        inside: Option<usize>,
        taken: bool,
    ) -> usize {
        self.graph.nodes.push(Node { label: label.to_owned(), kind, inside, taken });
        self.graph.nodes.len() - 1
    }

    fn machine(&mut self, machine: &Machine, inside: Option<usize>) {
        let entered = |draft: &Self, state: &State| draft.way.states.contains(state.name.as_ref());
        let started = machine.state(machine.start).is_some_and(|state| entered(self, state));
        let start = self.node("Start", "start", inside, started);
        let mut places = Vec::with_capacity(machine.states.len());
        for state in &machine.states {
            let taken = entered(self, state);
            let place = self.node(&state.name, kind_word(state.kind.state_type()), inside, taken);
            places.push(place);
            for inner in state.kind.machines() {
                self.machine(inner, Some(place));
            }
        }
        let end = self.node("End", "end", inside, started);
        let place = |id: crate::machine::StateId| places.get(id.0).copied().unwrap_or(start);
        self.graph.edges.push(Edge {
            from: start,
            to: place(machine.start),
            label: String::new(),
            kind: "next",
            taken: started,
        });
        for (state, from) in machine.states.iter().zip(&places) {
            for (to, label, kind) in transitions(state) {
                let target = to.and_then(|to| machine.state(to));
                let taken = match target {
                    Some(target) => self.way.steps.contains(&(
                        state.name.as_ref().to_owned(),
                        target.name.as_ref().to_owned(),
                    )),
                    None => self.way.states.contains(state.name.as_ref()),
                };
                self.graph.edges.push(Edge {
                    from: *from,
                    to: to.map_or(end, place),
                    label,
                    kind,
                    taken,
                });
            }
        }
    }
}

type Transition = (Option<crate::machine::StateId>, String, &'static str);

/// Where a state may lead; `None`: to the end.
fn transitions(state: &State) -> Vec<Transition> {
    let mut out: Vec<Transition> = match &state.kind {
        Kind::Choice(choice) => {
            let rules = choice
                .rules
                .iter()
                .enumerate()
                .map(|(at, rule)| (Some(rule.next), format!("choice {at}"), "choice"));
            rules
                .chain(choice.default.map(|next| (Some(next), "default".to_owned(), "default")))
                .collect()
        }
        Kind::Pass { .. }
        | Kind::Task(_)
        | Kind::Wait(_)
        | Kind::Succeed
        | Kind::Fail(_)
        | Kind::Parallel(_)
        | Kind::Map(_) => {
            vec![(state.next, String::new(), "next")]
        }
    };
    out.extend(state.catch.iter().map(|catcher| {
        let names: Vec<&str> = catcher.errors.iter().map(AsRef::as_ref).collect();
        (Some(catcher.next), format!("catch {}", names.join(", ")), "catch")
    }));
    out
}

fn kind_word(kind: StateType) -> &'static str {
    match kind {
        StateType::Pass => "pass",
        StateType::Task => "task",
        StateType::Choice => "choice",
        StateType::Wait => "wait",
        StateType::Succeed => "succeed",
        StateType::Fail => "fail",
        StateType::Parallel => "parallel",
        StateType::Map => "map",
    }
}
