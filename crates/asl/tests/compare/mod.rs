//! Comparison with recorded answers: `{{ANY}}` is a wildcard, `1` equals `1.0`, and a JSON text equals its value.

use serde_json::{Map, Value};

const ANY: &str = "{{ANY}}";

/// How far an answer agrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// Status, output and error.
    Outcome,
    /// The cause as well.
    Cause,
    /// The history as well.
    History,
}

/// How far an answer agrees with what was recorded; `None`: not at all.
pub(crate) fn judge(want: &Value, got: &Value) -> Option<Level> {
    let same = |field: &str| match (want.get(field), got.get(field)) {
        (Some(want), Some(got)) => {
            equal(want, got) || (field == "output" && equal(want, &parsed(got)))
        }
        (None, None | Some(Value::Null)) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    if !["status", "error", "output"].into_iter().all(same) {
        return None;
    }
    if !same("cause") {
        return Some(Level::Outcome);
    }
    let Some(history) = want.get("history").and_then(Value::as_array) else {
        return Some(Level::History);
    };
    let got = got.get("history").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let ordered = want.get("history_order").and_then(Value::as_str) != Some("multiset");
    if equal_history(history, got, ordered) { Some(Level::History) } else { Some(Level::Cause) }
}

fn parsed(value: &Value) -> Value {
    value.as_str().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_else(|| value.clone())
}

fn equal(want: &Value, got: &Value) -> bool {
    match (want, got) {
        (Value::String(want), _) if want == ANY => true,
        (Value::String(want), Value::String(got)) if want.contains(ANY) => fits(want, got),
        (Value::Number(want), Value::Number(got)) => want.as_f64() == got.as_f64(),
        (Value::Object(_) | Value::Array(_), Value::String(text))
            if text.starts_with(['{', '[']) =>
        {
            let value = parsed(got);
            !value.is_string() && equal(want, &value)
        }
        (Value::Object(want), Value::Object(got)) => {
            want.len() == got.len()
                && want.iter().all(|(key, want)| got.get(key).is_some_and(|got| equal(want, got)))
        }
        (Value::Array(want), Value::Array(got)) => {
            want.len() == got.len() && want.iter().zip(got).all(|(want, got)| equal(want, got))
        }
        (Value::String(text), Value::Object(_) | Value::Array(_))
            if text.starts_with(['{', '[']) =>
        {
            let value = parsed(want);
            !value.is_string() && equal(&value, got)
        }
        _ => want == got,
    }
}

/// Whether a text fits a pattern with wildcards.
fn fits(pattern: &str, text: &str) -> bool {
    let parts: Vec<&str> = pattern.split(ANY).collect();
    let Some(mut rest) = text.strip_prefix(parts[0]) else { return false };
    for part in &parts[1..parts.len() - 1] {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(parts[parts.len() - 1])
}

fn equal_history(want: &[Value], got: &[Value], ordered: bool) -> bool {
    if want.len() != got.len() {
        return false;
    }
    let normal = |event: &Value| normal_event(event, ordered);
    let want: Vec<Value> = want.iter().map(normal).collect();
    let mut got: Vec<Value> = got.iter().map(normal).collect();
    if ordered {
        return want.iter().zip(&got).all(|(want, got)| equal(want, got));
    }
    want.iter().all(|want| match got.iter().position(|got| equal(want, got)) {
        Some(at) => {
            got.remove(at);
            true
        }
        None => false,
    })
}

/// An event as the cases hold it: without time, with embedded JSON parsed.
fn normal_event(event: &Value, ids: bool) -> Value {
    let mut out = Map::new();
    for (key, value) in event.as_object().into_iter().flatten() {
        match key.as_str() {
            "type" => {
                out.insert(key.clone(), value.clone());
            }
            "id" | "previousEventId" if ids => {
                out.insert(key.clone(), value.clone());
            }
            _ if key.ends_with("EventDetails") => {
                out.insert(key.clone(), normal_details(value));
            }
            _ => {}
        }
    }
    Value::Object(out)
}

fn normal_details(details: &Value) -> Value {
    let mut out = Map::new();
    for (key, value) in details.as_object().into_iter().flatten() {
        let value = match key.as_str() {
            "roleArn" => continue,
            "input" | "output" | "parameters" | "arguments" => parsed(value),
            "cause" if value.as_str().is_some_and(|text| text.starts_with(['{', '['])) => {
                parsed(value)
            }
            "assignedVariables" => value
                .as_object()
                .into_iter()
                .flatten()
                .map(|(name, value)| (name.clone(), parsed(value)))
                .collect(),
            _ => value.clone(),
        };
        out.insert(key.clone(), value);
    }
    Value::Object(out)
}
