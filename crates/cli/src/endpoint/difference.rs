//! Two runs laid side by side. Pure.
//!
//! Events are aligned by type and state, so that one event too many does not make all later ones differ. What cannot be
//! equal is left out: times, the role, the marks of truncation. Data in events is JSON text and compared as JSON.

use std::collections::BTreeMap;

use dryrun_json::print;
use serde_json::Value;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// One thing that differs between our run (here) and the API's (there).
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// `status`, `output`, `error`, `cause`, or `event 5 TaskStateExited: stateExitedEventDetails.output`.
    pub at: String,
    /// The value here, if there is one.
    pub here: Option<Value>,
    /// The value there, if there is one.
    pub there: Option<Value>,
}

impl Difference {
    /// As text: two lines.
    #[must_use]
    pub fn render(&self) -> String {
        let show = |value: &Option<Value>| {
            value.as_ref().map_or_else(|| "(nothing)".to_owned(), print::compact)
        };
        format!("{}\n    here:  {}\n    there: {}", self.at, show(&self.here), show(&self.there))
    }
}

/// Compares two runs in the form of `dryrun run --format json`. Histories are compared when both have one.
#[must_use]
pub fn compare(here: &Value, there: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    for name in ["status", "output", "error", "cause"] {
        differ(name, here.get(name), there.get(name), &mut found);
    }
    let history = |run: &Value| run.get("history").and_then(Value::as_array).cloned();
    if let (Some(here), Some(there)) = (history(here), history(there)) {
        events(&here, &there, &mut found);
    }
    found
}

/// What an event is, for laying two histories side by side.
fn label(event: &Value) -> String {
    let name = event
        .as_object()
        .into_iter()
        .flatten()
        .find_map(|(_, details)| details.get("name")?.as_str());
    format!("{} {}", type_of(event), name.unwrap_or_default())
}

fn type_of(event: &Value) -> &str {
    event.get("type").and_then(Value::as_str).unwrap_or_default()
}

fn number(event: &Value, name: &str) -> u64 {
    event.get(name).and_then(Value::as_u64).unwrap_or_default()
}

fn events(here: &[Value], there: &[Value], found: &mut Vec<Difference>) {
    let labels = |events: &[Value]| events.iter().map(label).collect::<Vec<_>>();
    let ops = capture_diff_slices(Algorithm::Myers, &labels(here), &labels(there));
    // Our numbers in terms of theirs: an event too many shifts all later ones, which is no difference of its own.
    let mut numbers = BTreeMap::from([(0, 0)]);
    for (ours, theirs) in pairs(&ops, here, there) {
        numbers.insert(number(ours, "id"), number(theirs, "id"));
    }
    for op in &ops {
        match op {
            DiffOp::Equal { .. } => {}
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => {
                only("here", here.get(op.old_range()).unwrap_or_default(), found);
                only("there", there.get(op.new_range()).unwrap_or_default(), found);
            }
        }
    }
    for (ours, theirs) in pairs(&ops, here, there) {
        event(ours, theirs, &numbers, found);
    }
}

fn pairs<'a>(ops: &[DiffOp], here: &'a [Value], there: &'a [Value]) -> Vec<(&'a Value, &'a Value)> {
    let equal = ops.iter().filter(|op| matches!(op, DiffOp::Equal { .. }));
    let sides = equal.map(|op| {
        (
            here.get(op.old_range()).unwrap_or_default(),
            there.get(op.new_range()).unwrap_or_default(),
        )
    });
    sides.flat_map(|(here, there)| here.iter().zip(there)).collect()
}

fn only(side: &str, events: &[Value], found: &mut Vec<Difference>) {
    for event in events {
        let at = format!("event {} {}, only {side}", number(event, "id"), label(event).trim_end());
        let value = Some(trimmed(event));
        let (here, there) = if side == "here" { (value, None) } else { (None, value) };
        found.push(Difference { at, here, there });
    }
}

fn event(here: &Value, there: &Value, numbers: &BTreeMap<u64, u64>, found: &mut Vec<Difference>) {
    let at = format!("event {} {}: ", number(there, "id"), type_of(there));
    let previous = numbers.get(&number(here, "previousEventId"));
    if previous != Some(&number(there, "previousEventId")) {
        let previous = |event: &Value| event.get("previousEventId").cloned();
        found.push(Difference {
            at: at.clone() + "previousEventId",
            here: previous(here),
            there: previous(there),
        });
    }
    let (here, there) = (trimmed(here), trimmed(there));
    let (Some(here), Some(there)) = (here.as_object(), there.as_object()) else { return };
    for key in union(here, there) {
        let (ours, theirs) = (here.get(key), there.get(key));
        match (ours.and_then(Value::as_object), theirs.and_then(Value::as_object)) {
            (Some(ours), Some(theirs)) => {
                for field in union(ours, theirs) {
                    differ(
                        &format!("{at}{key}.{field}"),
                        ours.get(field),
                        theirs.get(field),
                        found,
                    );
                }
            }
            // Some APIs leave empty details out.
            (None, Some(empty)) | (Some(empty), None) if empty.is_empty() => {}
            (None | Some(_), None | Some(_)) => differ(&format!("{at}{key}"), ours, theirs, found),
        }
    }
}

fn union<'a>(
    one: &'a serde_json::Map<String, Value>,
    other: &'a serde_json::Map<String, Value>,
) -> Vec<&'a String> {
    one.keys().chain(other.keys().filter(|key| !one.contains_key(*key))).collect()
}

/// An event without what cannot be equal, or says nothing.
fn trimmed(event: &Value) -> Value {
    const ALWAYS: [&str; 9] = [
        "timestamp",
        "id",
        "previousEventId",
        "roleArn",
        "inputDetails",
        "outputDetails",
        "assignedVariablesDetails",
        "stateMachineVersionArn",
        // Ends in a random number.
        "mapRunArn",
    ];
    let Some(fields) = event.as_object() else { return event.clone() };
    let kept =
        fields.iter().filter(|(name, value)| !ALWAYS.contains(&name.as_str()) && !value.is_null());
    Value::Object(
        kept.map(|(name, value)| {
            (name.clone(), if value.is_object() { trimmed(value) } else { value.clone() })
        })
        .collect(),
    )
}

fn differ(at: &str, here: Option<&Value>, there: Option<&Value>, found: &mut Vec<Difference>) {
    if here.map(data) != there.map(data) {
        found.push(Difference { at: at.to_owned(), here: here.cloned(), there: there.cloned() });
    }
}

/// JSON text as the value it stands for, numbers by their value.
fn data(value: &Value) -> Value {
    match value {
        Value::String(text) => serde_json::from_str(text).map_or_else(
            |_| value.clone(),
            |inner: Value| if inner.is_string() { inner } else { data(&inner) },
        ),
        Value::Number(number) => number.as_f64().map_or_else(|| value.clone(), Value::from),
        Value::Array(items) => items.iter().map(data).collect(),
        Value::Object(fields) => {
            Value::Object(fields.iter().map(|(name, field)| (name.clone(), data(field))).collect())
        }
        Value::Null | Value::Bool(_) => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn run(events: Value) -> Value {
        json!({"status": "SUCCEEDED", "output": {"n": 1}, "history": events})
    }

    #[test]
    fn equal_but_for_times_and_spacing() {
        let here = run(
            json!([{"timestamp": "a", "id": 1, "previousEventId": 0, "type": "PassStateEntered", "stateEnteredEventDetails": {"name": "A", "input": "{\"a\":1}", "inputDetails": {"truncated": false}}}]),
        );
        let there = run(
            json!([{"timestamp": 2.5, "id": 1, "previousEventId": 0, "type": "PassStateEntered", "stateEnteredEventDetails": {"name": "A", "input": "{\"a\": 1.0}"}}]),
        );
        assert_eq!(compare(&here, &there), []);
    }

    #[test]
    fn an_event_too_many_is_one_difference() {
        let here = run(
            json!([{"id": 1, "previousEventId": 0, "type": "A"}, {"id": 2, "previousEventId": 1, "type": "B"}, {"id": 3, "previousEventId": 2, "type": "C"}, {"id": 4, "previousEventId": 3, "type": "D"}]),
        );
        let there = run(
            json!([{"id": 1, "previousEventId": 0, "type": "A"}, {"id": 2, "previousEventId": 1, "type": "C"}, {"id": 3, "previousEventId": 2, "type": "D"}]),
        );
        let found: Vec<String> =
            compare(&here, &there).into_iter().map(|difference| difference.at).collect();
        assert_eq!(found, ["event 2 B, only here", "event 2 C: previousEventId"]);
    }

    #[test]
    fn fields_are_named() {
        let entered = |input: &str| {
            run(
                json!([{"id": 1, "previousEventId": 0, "type": "E", "stateEnteredEventDetails": {"name": "A", "input": input}}]),
            )
        };
        let found = compare(&entered("1"), &entered("2"));
        assert_eq!(
            found.first().expect("one").render(),
            "event 1 E: stateEnteredEventDetails.input\n    here:  \"1\"\n    there: \"2\""
        );
    }
}
