//! For each step of a run, the `aws` command that asks AWS the same.

use std::collections::BTreeMap;

use dryrun_json::{Located, print};
use serde_json::{Map, Value};

use super::definition::Definition;
use crate::data::Stages;
use crate::machine::StateType;
use crate::run::{Note, RunResult, Tried, What};
use crate::test_state::{InspectionLevel, Mock, Request};

/// Steps that are shown at most.
const MOST: usize = 100;

/// One `aws stepfunctions test-state` command for each visit of a state, in the order in which the visits ended.
pub(super) fn commands(run: &RunResult, definition: &Definition) -> String {
    let mut visits: BTreeMap<&str, usize> = BTreeMap::new();
    let mut out = Vec::new();
    for (state, stages) in run.stages.iter().take(MOST) {
        let visit = visits.entry(state.as_ref()).or_default();
        *visit += 1;
        let Some(found) = find_state(definition.doc.root(), state, 0) else { continue };
        let request = request(run, definition, &found, state, stages, *visit);
        out.push(format!("# {state}, visit {visit}\n{}", request.command()));
    }
    let left = run.stages.len().saturating_sub(MOST);
    if left > 0 {
        out.push(format!("# and {left} more"));
    }
    out.join("\n\n")
}

fn request(
    run: &RunResult,
    definition: &Definition,
    found: &Value,
    name: &str,
    stages: &Stages,
    visit: usize,
) -> Request {
    let stage = |wanted: &str| {
        stages.values().iter().find(|(stage, _)| *stage == wanted).map(|(_, value)| value)
    };
    let variables = stages.variables().filter(|variables| !variables.is_empty());
    let works = definition.machine.all_states().iter().any(|state| {
        let kind = state.kind.state_type();
        &*state.name == name
            && matches!(kind, StateType::Task | StateType::Map | StateType::Parallel)
    });
    let result = stage("result").map(|result| print::compact(result));
    let mock = match (works, result) {
        (false, _) => None,
        (true, Some(result)) => Some(Mock { result: Some(result), ..Mock::default() }),
        (true, None) => thrown(run, name, visit),
    };
    Request {
        definition: print::compact(&with_language(
            found.clone(),
            definition.doc.value.get("QueryLanguage"),
        )),
        input: stage("input").map(|input| Value::clone(input)),
        level: InspectionLevel::Debug,
        mock,
        variables: variables.map(|variables| print::compact(&Value::Object(variables.clone()))),
        ..Request::default()
    }
}

/// The error with which a visit ended.
fn thrown(run: &RunResult, name: &str, visit: usize) -> Option<Mock> {
    let ends = |note: &&Note| {
        &*note.state == name && !matches!(note.what, What::Attempt(_, Tried::Retry(..)))
    };
    let note = run.notes.iter().filter(ends).nth(visit - 1)?;
    let (What::Attempt(_, Tried::Caught(error, _) | Tried::Failed(error)) | What::Failed(error)) =
        &note.what
    else {
        return None;
    };
    let error = error.as_deref().map(str::to_owned);
    Some(Mock { error_output: Some((error, None)), ..Mock::default() })
}

/// A state's own JSON, with the query language that it inherits.
fn find_state(at: Located<'_>, name: &str, depth: usize) -> Option<Value> {
    if depth > 64 {
        return None;
    }
    if let Some(state) = at.get("States").and_then(|states| states.get(name)) {
        return Some(state.value.clone());
    }
    let inner = at.members().map(|(_, member)| member).chain(at.items());
    inner.into_iter().find_map(|member| find_state(member, name, depth + 1))
}

/// Puts `QueryLanguage` into a state that has none of its own.
fn with_language(state: Value, language: Option<&Value>) -> Value {
    match (state, language) {
        (Value::Object(fields), Some(language)) if !fields.contains_key("QueryLanguage") => {
            let own = std::iter::once(("QueryLanguage".to_owned(), language.clone()));
            Value::Object(own.chain(fields).collect::<Map<_, _>>())
        }
        (state, _) => state,
    }
}
