//! Transitions: do their targets exist, is every state reached, does the machine end.

use std::collections::{BTreeMap, BTreeSet};

use dryrun_json::Located;
use serde_json::Value;

use crate::finding::{Finding, ServiceFinding};
use crate::location::Location;
use crate::{rules, schema};

/// AWS's code for targets that do not exist, and for states that are no target.
const TARGET: &str = "MISSING_TRANSITION_TARGET";

/// Whether a machine is the whole definition or within another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Top,
    Nested,
}

/// Checks the machine and all machines within it.
pub(crate) fn check(root: Located<'_>, findings: &mut Vec<Finding>) {
    machine(root, &Location::ROOT, Level::Top, findings);
}

/// One way from a state to another.
struct Edge<'d> {
    target: &'d str,
    place: Located<'d>,
}

fn machine(here: Located<'_>, at: &Location<'_>, level: Level, findings: &mut Vec<Finding>) {
    let Some(states) = here.get("States").filter(|states| states.value.is_object()) else { return };
    let names: BTreeSet<&str> = states.members().map(|(name, _)| name).collect();
    let start =
        here.get("StartAt").and_then(|place| Some(Edge { target: place.value.as_str()?, place }));
    if let Some(start) = &start {
        known(start, &at.key("StartAt"), &names, findings);
    }
    let states_at = at.key("States");
    let mut ways = BTreeMap::new();
    for (name, state) in states.members() {
        let at = states_at.key(name);
        ways.insert(name, edges(state, &at, &mut |edge, at| known(edge, at, &names, findings)));
    }
    let ends: BTreeSet<&str> =
        states.members().filter(|(_, state)| is_terminal(*state)).map(|(name, _)| name).collect();
    if ends.is_empty() && level == Level::Top && !names.is_empty() {
        findings.push(no_end(states));
    } else if let Some(start) = start {
        let reached = reachable(start.target, &ways);
        for (name, state) in states.members().filter(|(name, _)| !reached.contains(name)) {
            findings.push(unreachable(name, state, &states_at.key(name)));
        }
        endless(states, &reached, &ways, &ends, &states_at, findings);
    }
    for (name, state) in states.members() {
        nested(state, &states_at.key(name), findings);
    }
}

/// The machines within a state.
fn nested(state: Located<'_>, at: &Location<'_>, findings: &mut Vec<Finding>) {
    for field in ["ItemProcessor", "Iterator"] {
        if let Some(processor) = state.get(field) {
            machine(processor, &at.key(field), Level::Nested, findings);
        }
    }
    let branches = at.key("Branches");
    for (index, branch) in state.get("Branches").into_iter().flat_map(Located::items).enumerate() {
        machine(branch, &branches.index(index), Level::Nested, findings);
    }
}

/// The targets of a state, each shown to `look` with its location.
fn edges<'d>(
    state: Located<'d>,
    at: &Location<'_>,
    look: &mut impl FnMut(&Edge<'d>, &Location<'_>),
) -> Vec<&'d str> {
    let mut targets = Vec::new();
    let mut add = |place: Option<Located<'d>>, at: &Location<'_>| {
        if let Some((target, place)) = place.and_then(|place| Some((place.value.as_str()?, place)))
        {
            look(&Edge { target, place }, at);
            targets.push(target);
        }
    };
    add(state.get("Next"), &at.key("Next"));
    for field in ["Choices", "Catch"] {
        let list = at.key(field);
        for (index, entry) in state.get(field).into_iter().flat_map(Located::items).enumerate() {
            add(entry.get("Next"), &list.index(index).key("Next"));
        }
    }
    add(state.get("Default"), &at.key("Default"));
    targets
}

fn known(edge: &Edge<'_>, at: &Location<'_>, names: &BTreeSet<&str>, findings: &mut Vec<Finding>) {
    if names.contains(edge.target) {
        return;
    }
    let finding = Finding::error(
        &rules::UNKNOWN_STATE,
        edge.place.span(),
        format!("there is no state `{}` in this `States`", edge.target),
    )
    .said(TARGET, format!("Missing 'Next' target: {}", edge.target), at)
    .suggest(edge.target, names.iter().copied());
    findings.push(finding);
}

/// Whether a state ends its machine; one whose type or `End` is wrong may be meant to.
fn is_terminal(state: Located<'_>) -> bool {
    let kind = state.get("Type").and_then(|kind| kind.value.as_str());
    let unclear = kind.is_none_or(|kind| schema::state(kind).is_none());
    let ends = state.get("End").is_some_and(|end| *end.value != Value::Bool(false));
    unclear || ends || matches!(kind, Some("Succeed" | "Fail"))
}

fn no_end(states: Located<'_>) -> Finding {
    let mut finding = Finding::error(
        &rules::NO_END,
        states.key_span(),
        "no state ends this machine: an execution would run until its limits",
    )
    .help("give the last state `\"End\": true`, or go to a state of type Succeed or Fail");
    let message = "Workflow has no terminal state".to_owned();
    finding.service = Some(ServiceFinding { code: "MISSING_END_STATE", message, location: None });
    finding
}

fn unreachable(name: &str, state: Located<'_>, at: &Location<'_>) -> Finding {
    Finding::error(
        &rules::UNREACHABLE_STATE,
        state.key_span(),
        format!("no transition leads from `StartAt` to `{name}`"),
    )
    .said(TARGET, format!("State \"{name}\" is not reachable."), at)
}

fn reachable<'d>(start: &'d str, ways: &BTreeMap<&'d str, Vec<&'d str>>) -> BTreeSet<&'d str> {
    let mut reached = BTreeSet::new();
    let mut open = vec![start];
    while let Some(name) = open.pop() {
        if reached.insert(name) {
            open.extend(ways.get(name).into_iter().flatten().copied());
        }
    }
    reached
}

/// Reached states from which no end can be reached: AWS does not notice.
fn endless(
    states: Located<'_>,
    reached: &BTreeSet<&str>,
    ways: &BTreeMap<&str, Vec<&str>>,
    ends: &BTreeSet<&str>,
    at: &Location<'_>,
    findings: &mut Vec<Finding>,
) {
    let mut back: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (from, targets) in ways {
        for target in targets {
            back.entry(target).or_default().push(from);
        }
    }
    let mut ending = BTreeSet::new();
    let mut open: Vec<&str> = ends.iter().copied().collect();
    while let Some(name) = open.pop() {
        if ending.insert(name) {
            open.extend(back.get(name).into_iter().flatten().copied());
        }
    }
    // One state of the loop is enough to say it. A state without a good way out is an error already, and the reason.
    let stuck = |name: &str| reached.contains(name) && !ending.contains(name);
    let broken = |name: &str| {
        let targets = ways.get(name).map_or(&[][..], Vec::as_slice);
        targets.is_empty() || targets.iter().any(|target| !ways.contains_key(target))
    };
    if states.members().any(|(name, _)| stuck(name) && broken(name)) {
        return;
    }
    if let Some((name, state)) = states.members().find(|(name, _)| stuck(name)) {
        let detail = format!("no path leads from `{name}` to an end");
        findings.push(
            Finding::warning(&rules::ENDLESS, state.key_span(), detail).address(at.key(name)),
        );
    }
}
