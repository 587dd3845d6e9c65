//! Answers of the outside world: what tasks get instead of a call.
//!
//! Three forms are read: `{STATE: [ANSWER, …]}`, `{STATE: {"0": ANSWER, "1-2": ANSWER}}`, and a whole MockConfigFile with
//! `StateMachines` and `MockedResponses`. An answer is `{"Return": …}` or `{"Throw": {"Error": …, "Cause": …}}`; recorded
//! cases add `Event`, `Submitted`, `Pending` and `Input`.

use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_json::diff;
use serde_json::{Map, Value};

use crate::failure::{Failure, Origin};
use crate::machine::Data;

/// Answers by state.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mocks {
    states: BTreeMap<String, Vec<(Span, Answer)>>,
}

/// The calls that an answer is for, counted from 0.
type Span = std::ops::RangeInclusive<u64>;

/// One answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// How the call ends.
    pub outcome: Outcome,
    /// What the service said when it took the job on (`.sync`, `.waitForTaskToken`).
    pub submitted: Option<Data>,
    /// The parameters that this answer belongs to, where several calls are under way at once.
    pub input: Option<Value>,
}

/// How a call ends.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Well, with a result.
    Return(Data),
    /// In failure; with the history event that says so, if it is not the usual one.
    Throw(Failure, Option<Arc<str>>),
    /// Not at all.
    Pending,
}

/// Why no answer can be had from mocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MockError {
    /// What is wrong.
    pub message: String,
}

impl std::fmt::Display for MockError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for MockError {}

fn error<T>(message: impl Into<String>) -> Result<T, MockError> {
    Err(MockError { message: message.into() })
}

impl Mocks {
    /// Reads mocks. `machine` and `case` select the state machine and test case of a MockConfigFile; where there is only
    /// one, they need not be given.
    ///
    /// # Errors
    /// When the value has none of the forms, or names what is not there.
    pub fn parse(
        value: &Value,
        machine: Option<&str>,
        case: Option<&str>,
    ) -> Result<Self, MockError> {
        let Some(map) = value.as_object() else {
            return if value.is_null() {
                Ok(Self::default())
            } else {
                error("Mocks must be an object")
            };
        };
        if let (Some(machines), Some(responses)) =
            (map.get("StateMachines"), map.get("MockedResponses"))
        {
            return config(machines, responses, machine, case);
        }
        let mut states = BTreeMap::new();
        for (state, answers) in map {
            states.insert(state.clone(), parse_answers(state, answers)?);
        }
        Ok(Self { states })
    }

    /// The answer to a state's call number `index` (from 0) with these parameters.
    ///
    /// # Errors
    /// When there is none: names the state and the index.
    pub fn answer(
        &self,
        state: &str,
        index: u64,
        used: &mut Vec<usize>,
        parameters: &Value,
    ) -> Result<&Answer, MockError> {
        let Some(answers) = self.states.get(state) else {
            return error(format!("The Task state '{state}' has no mock for its call {index}"));
        };
        // Answers that name their parameters go to the call that has them, each once.
        if answers.iter().any(|(_, answer)| answer.input.is_some()) {
            let fits = |(at, (_, answer)): &(usize, &(Span, Answer))| {
                !used.contains(at)
                    && answer.input.as_ref().is_some_and(|input| diff::equal(input, parameters))
            };
            if let Some((at, (_, answer))) = answers.iter().enumerate().find(fits) {
                used.push(at);
                return Ok(answer);
            }
        }
        match answers.iter().find(|(span, _)| span.contains(&index)) {
            Some((_, answer)) => Ok(answer),
            None => error(format!(
                "The mocks of the Task state '{state}' have no answer for its call {index} (calls are counted from 0)"
            )),
        }
    }

    /// Whether a state has mocks.
    #[must_use]
    pub fn knows(&self, state: &str) -> bool {
        self.states.contains_key(state)
    }

    /// Names of the states that have mocks.
    pub fn states(&self) -> impl Iterator<Item = &str> {
        self.states.keys().map(String::as_str)
    }
}

fn config(
    machines: &Value,
    responses: &Value,
    machine: Option<&str>,
    case: Option<&str>,
) -> Result<Mocks, MockError> {
    let machine = chosen(machines, machine, "StateMachines")?;
    let cases = machine.get("TestCases").unwrap_or(&Value::Null);
    let Some(case) = chosen(cases, case, "TestCases")?.as_object() else {
        return error("A test case must be an object");
    };
    let mut states = BTreeMap::new();
    for (state, name) in case {
        let name = name.as_str().unwrap_or_default();
        let Some(answers) = responses.get(name) else {
            return error(format!(
                "'MockedResponses' has no '{name}', which is named for the state '{state}'"
            ));
        };
        states.insert(state.clone(), parse_answers(state, answers)?);
    }
    Ok(Mocks { states })
}

/// A member by name, or the only one.
fn chosen<'a>(value: &'a Value, name: Option<&str>, what: &str) -> Result<&'a Value, MockError> {
    let Some(map) = value.as_object() else { return error(format!("'{what}' must be an object")) };
    let known = || map.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
    match name.and_then(|name| map.get(name)) {
        Some(found) => Ok(found),
        None if map.len() == 1 => map.values().next().map_or_else(|| error("unreachable"), Ok),
        None => match name {
            Some(name) => error(format!("'{what}' has no '{name}': {}", known())),
            None => error(format!("'{what}' has several entries, say which one: {}", known())),
        },
    }
}

fn parse_answers(state: &str, value: &Value) -> Result<Vec<(Span, Answer)>, MockError> {
    match value {
        Value::Array(items) => items
            .iter()
            .zip(0..)
            .map(|(item, index)| Ok((index..=index, parse_answer(state, item)?)))
            .collect(),
        Value::Object(map) => map
            .iter()
            .map(|(span, item)| Ok((parse_span(state, span)?, parse_answer(state, item)?)))
            .collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            error(format!("The mocks of '{state}' must be an array or an object"))
        }
    }
}

fn parse_span(state: &str, text: &str) -> Result<Span, MockError> {
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    match (from.trim().parse(), to.trim().parse()) {
        (Ok(from), Ok(to)) if from <= to => Ok(from..=to),
        _ => error(format!(
            "'{text}' in the mocks of '{state}' is no call number and no range such as \"1-2\""
        )),
    }
}

fn parse_answer(state: &str, value: &Value) -> Result<Answer, MockError> {
    let Some(map) = value.as_object() else {
        return error(format!("An answer of '{state}' must be an object"));
    };
    let outcome = match (map.get("Return"), map.get("Throw"), map.get("Pending")) {
        (Some(result), None, _) => Outcome::Return(Data::new(result.clone())),
        (None, Some(thrown), _) => {
            Outcome::Throw(parse_failure(state, thrown)?, text(map, "Event"))
        }
        (None, None, Some(_)) => Outcome::Pending,
        _ => return error(format!("An answer of '{state}' needs either 'Return' or 'Throw'")),
    };
    Ok(Answer {
        outcome,
        submitted: map.get("Submitted").map(|value| Data::new(value.clone())),
        input: map.get("Input").cloned(),
    })
}

fn parse_failure(state: &str, value: &Value) -> Result<Failure, MockError> {
    let Some(map) = value.as_object() else {
        return error(format!("'Throw' of '{state}' must be an object"));
    };
    let cause = match map.get("Cause") {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) => Some(Arc::from(text.as_str())),
        Some(other) => Some(Arc::from(dryrun_json::print::compact(other))),
    };
    Ok(Failure { error: text(map, "Error"), cause, origin: Origin::Task })
}

fn text(map: &Map<String, Value>, name: &str) -> Option<Arc<str>> {
    map.get(name).and_then(Value::as_str).map(Arc::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn call(mocks: &Mocks, index: u64) -> Result<Outcome, String> {
        mocks
            .answer("A", index, &mut Vec::new(), &Value::Null)
            .map(|answer| answer.outcome.clone())
            .map_err(|error| error.message)
    }

    #[test]
    fn ranges_and_lists_mean_the_same() {
        let list =
            Mocks::parse(&json!({"A": [{"Return": 1}, {"Return": 2}, {"Return": 2}]}), None, None)
                .unwrap();
        let ranges =
            Mocks::parse(&json!({"A": {"0": {"Return": 1}, "1-2": {"Return": 2}}}), None, None)
                .unwrap();
        for index in 0..4 {
            assert_eq!(call(&list, index), call(&ranges, index));
        }
        assert!(call(&list, 3).unwrap_err().contains("call 3"));
    }

    #[test]
    fn a_config_file_is_read_by_case() {
        let file = json!({
            "StateMachines": {"M": {"TestCases": {"Happy": {"A": "Good"}, "Sad": {"A": "Bad"}}}},
            "MockedResponses": {"Good": {"0": {"Return": 1}}, "Bad": {"0": {"Throw": {"Error": "E"}}}}
        });
        assert_eq!(
            call(&Mocks::parse(&file, None, Some("Happy")).unwrap(), 0),
            Ok(Outcome::Return(Data::new(json!(1))))
        );
        assert!(Mocks::parse(&file, None, None).is_err());
    }
}
