//! Paths that can never exist: where the input of a state is known, because a state before it writes it down.
//!
//! A small abstract interpretation: an input is unknown until every way into the state brings the same written value.

use std::borrow::Cow;
use std::collections::BTreeMap;

use dryrun_json::Located;
use serde_json::{Map, Value};

use crate::checker;
use crate::finding::Finding;
use crate::location::Location;
use crate::paths::{self, Root, Step};
use crate::rules;
use crate::schema::Language;

/// What is known of a state's data.
#[derive(Debug, Clone, PartialEq)]
enum Known<'d> {
    Exactly(Cow<'d, Value>),
    Nothing,
}

/// Checks the machine and all machines within it.
pub(crate) fn check(root: Located<'_>, language: Language, findings: &mut Vec<Finding>) {
    machine(root, &Location::ROOT, language, findings);
}

fn machine(here: Located<'_>, at: &Location<'_>, language: Language, findings: &mut Vec<Finding>) {
    let Some(states) = here.get("States") else { return };
    let at = at.key("States");
    let inputs = inputs(here, states, language);
    for (name, state) in states.members() {
        let at = at.key(name);
        let paths = state_language(state, language) == Language::JsonPath;
        if let Some(Known::Exactly(input)) = inputs.get(name).filter(|_| paths) {
            state_paths(state, input, &at, findings);
        }
        for field in ["ItemProcessor", "Iterator"] {
            if let Some(processor) = state.get(field) {
                machine(processor, &at.key(field), language, findings);
            }
        }
        let branches = at.key("Branches");
        for (index, branch) in
            state.get("Branches").into_iter().flat_map(Located::items).enumerate()
        {
            machine(branch, &branches.index(index), language, findings);
        }
    }
}

fn state_language(state: Located<'_>, machine: Language) -> Language {
    checker::language(state.get("QueryLanguage").map(|at| at.value), machine)
}

/// The inputs of all reached states.
fn inputs<'d>(
    machine: Located<'d>,
    states: Located<'d>,
    language: Language,
) -> BTreeMap<&'d str, Known<'d>> {
    let mut inputs = BTreeMap::new();
    let Some(start) = text(machine, "StartAt") else { return inputs };
    inputs.insert(start, Known::Nothing);
    let mut open = vec![start];
    while let Some(name) = open.pop() {
        let (Some(state), Some(input)) = (states.get(name), inputs.get(name).cloned()) else {
            continue;
        };
        for (target, data) in ways(state, input, state_language(state, language)) {
            let joined = match inputs.get(target) {
                None => data,
                Some(before) if *before == data || *before == Known::Nothing => continue,
                Some(_) => Known::Nothing,
            };
            inputs.insert(target, joined);
            open.push(target);
        }
    }
    inputs
}

/// Where a state goes, and with what.
fn ways<'d>(state: Located<'d>, input: Known<'d>, language: Language) -> Vec<(&'d str, Known<'d>)> {
    let output = output(state, input, language);
    let mut ways = Vec::new();
    ways.extend(text(state, "Default").map(|target| (target, output.clone())));
    for rule in state.get("Choices").into_iter().flat_map(Located::items) {
        let data = if rule.get("Output").is_some() { Known::Nothing } else { output.clone() };
        ways.extend(text(rule, "Next").map(|target| (target, data)));
    }
    for catcher in state.get("Catch").into_iter().flat_map(Located::items) {
        ways.extend(text(catcher, "Next").map(|target| (target, Known::Nothing)));
    }
    ways.extend(text(state, "Next").map(|target| (target, output)));
    ways
}

fn output<'d>(state: Located<'d>, input: Known<'d>, language: Language) -> Known<'d> {
    if language == Language::Jsonata {
        return match (text(state, "Type"), state.get("Output")) {
            (Some("Pass" | "Choice" | "Wait"), None) => input,
            (_, Some(output))
                if is_written(output, |_, value| {
                    value.as_str().is_some_and(|text| text.starts_with("{%"))
                }) =>
            {
                written(output)
            }
            _ => Known::Nothing,
        };
    }
    let result = match text(state, "Type") {
        Some("Pass") => pass_result(state, &input),
        Some("Choice" | "Wait") => selected(state.get("InputPath"), &input),
        _ => Known::Nothing,
    };
    let merged = match state.get("ResultPath").map(|path| path.value) {
        None => result,
        Some(Value::String(path)) if path == "$" => result,
        Some(Value::Null) => input,
        Some(Value::String(path)) => merged(input, path, result),
        Some(_) => Known::Nothing,
    };
    selected(state.get("OutputPath"), &merged)
}

fn pass_result<'d>(state: Located<'d>, input: &Known<'d>) -> Known<'d> {
    match (state.get("Result"), state.get("Parameters")) {
        (Some(result), _) => written(result),
        (None, Some(parameters)) if is_written(parameters, |key, _| key.ends_with(".$")) => {
            written(parameters)
        }
        (None, Some(_)) => Known::Nothing,
        (None, None) => selected(state.get("InputPath"), input),
    }
}

fn written(here: Located<'_>) -> Known<'_> {
    Known::Exactly(Cow::Borrowed(here.value))
}

/// Whether nothing in a template is evaluated.
fn is_written(here: Located<'_>, evaluated: impl Fn(&str, &Value) -> bool + Copy) -> bool {
    !evaluated("", here.value)
        && here.items().all(|item| is_written(item, evaluated))
        && here
            .members()
            .all(|(key, value)| !evaluated(key, value.value) && is_written(value, evaluated))
}

/// `InputPath` or `OutputPath` of a value.
fn selected<'d>(path: Option<Located<'d>>, data: &Known<'d>) -> Known<'d> {
    let Some(path) = path else { return data.clone() };
    match (path.value, data) {
        (Value::Null, _) => Known::Exactly(Cow::Owned(Value::Object(Map::new()))),
        (Value::String(path), Known::Exactly(value)) => {
            let found = keys(path).and_then(|keys| find(value, &keys).cloned());
            found.map_or(Known::Nothing, |found| Known::Exactly(Cow::Owned(found)))
        }
        _ => Known::Nothing,
    }
}

fn merged<'d>(input: Known<'d>, path: &str, result: Known<'d>) -> Known<'d> {
    let (Known::Exactly(input), Some(keys), Known::Exactly(result)) = (input, keys(path), result)
    else {
        return Known::Nothing;
    };
    let mut value = input.into_owned();
    let mut place = &mut value;
    for key in keys {
        let (Step::Key(key), Value::Object(map)) = (key, place) else { return Known::Nothing };
        place = map.entry(key).or_insert_with(|| Value::Object(Map::new()));
    }
    *place = result.into_owned();
    Known::Exactly(Cow::Owned(value))
}

/// The steps of a reference path into the state's data.
fn keys(path: &str) -> Option<Vec<Step>> {
    let path = paths::parse(path).ok()?;
    (path.root == Root::Data && path.is_reference()).then_some(path.steps)
}

fn find<'v>(value: &'v Value, steps: &[Step]) -> Option<&'v Value> {
    steps.iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.as_object()?.get(key),
        Step::Index(index) => {
            let items = value.as_array()?;
            let index = if *index < 0 {
                items.len().checked_sub(usize::try_from(index.unsigned_abs()).ok()?)?
            } else {
                usize::try_from(*index).ok()?
            };
            items.get(index)
        }
        Step::Many | Step::Function => None,
    })
}

/// The paths of a state that need a value in its input.
fn state_paths(state: Located<'_>, input: &Value, at: &Location<'_>, findings: &mut Vec<Finding>) {
    if let Some(path) = state.get("InputPath") {
        missing(path, input, &at.key("InputPath"), findings);
    }
    let Known::Exactly(input) =
        selected(state.get("InputPath"), &Known::Exactly(Cow::Borrowed(input)))
    else {
        return;
    };
    for field in [
        "ItemsPath",
        "SecondsPath",
        "TimestampPath",
        "TimeoutSecondsPath",
        "HeartbeatSecondsPath",
        "MaxConcurrencyPath",
    ] {
        if let Some(path) = state.get(field).filter(|_| state.get("ItemReader").is_none()) {
            missing(path, &input, &at.key(field), findings);
        }
    }
    if let Some(parameters) = state.get("Parameters") {
        template(parameters, &input, &at.key("Parameters"), findings);
    }
    let choices = at.key("Choices");
    for (index, rule) in state.get("Choices").into_iter().flat_map(Located::items).enumerate() {
        if let Some(path) = rule.get("Variable").filter(|_| rule.get("IsPresent").is_none()) {
            missing(path, &input, &choices.index(index).key("Variable"), findings);
        }
    }
}

fn template(here: Located<'_>, input: &Value, at: &Location<'_>, findings: &mut Vec<Finding>) {
    for (key, value) in here.members() {
        if key.ends_with(".$") {
            missing(value, input, at, findings);
        } else {
            template(value, input, &at.key(key), findings);
        }
    }
}

fn missing(path: Located<'_>, input: &Value, at: &Location<'_>, findings: &mut Vec<Finding>) {
    let Some(keys) = path.value.as_str().and_then(keys) else { return };
    if find(input, &keys).is_none() {
        let detail =
            format!("the state's input is always {}, which has no such value", short(input));
        findings.push(Finding::warning(&rules::MISSING_PATH, path.span(), detail).address(at));
    }
}

fn short(value: &Value) -> String {
    let text = dryrun_json::print::spaced(value);
    match text.char_indices().nth(60) {
        Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or_default()),
        None => text,
    }
}

fn text<'d>(here: Located<'d>, name: &str) -> Option<&'d str> {
    here.get(name)?.value.as_str()
}
