//! Recorded JSON texts: values in which `...` and `[..]` stand for what the author left out.

use dryrun_diag::{Diagnostic, FileId};
use serde_json::{Map, Value};

use crate::diff::{self, Difference, Wildcards, is_ellipsis, stands_for};
use crate::parse::{self, ELLIPSIS, Ellipses};
use crate::{Doc, print};

/// A recorded JSON text: a value with wildcards.
///
/// `...` on its own (commas around it are optional) stands for any further members or items, the string `"[..]"` for
/// any value, and `[..]` within a string for any text without a line break.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    /// The text with its places; pointers of differences lead into it as long as no `...` of an array stands before them.
    pub doc: Doc,
}

/// Reads a recorded JSON text.
///
/// # Errors
/// A diagnostic `json/syntax` when the text is not JSON, wildcards apart.
pub fn parse_recorded(file: FileId, text: &str) -> Result<Pattern, Box<Diagnostic>> {
    let doc = parse::parse_with(file, text, Ellipses::Allowed)
        .map_err(|error| Box::new(error.diagnostic(file)))?;
    Ok(Pattern { doc })
}

impl Pattern {
    /// Whether the value is as recorded.
    #[must_use]
    pub fn matches(&self, got: &Value) -> bool {
        self.first_difference(got).is_none()
    }

    /// The first place at which the value is not as recorded.
    #[must_use]
    pub fn first_difference(&self, got: &Value) -> Option<Difference> {
        diff::differences(&self.doc.value, got, Wildcards::Open, 1).pop()
    }

    /// All such places.
    #[must_use]
    pub fn differences(&self, got: &Value) -> Vec<Difference> {
        diff::differences(&self.doc.value, got, Wildcards::Open, usize::MAX)
    }

    /// How many wildcards there are.
    #[must_use]
    pub fn wildcards(&self) -> usize {
        count(&self.doc.value)
    }

    /// The text that records `got` instead: pretty, in the order of this text, its wildcards kept where they still fit.
    #[must_use]
    pub fn updated(&self, got: &Value) -> String {
        print::pretty(&merged(&self.doc.value, got))
    }
}

fn count(value: &Value) -> usize {
    match value {
        Value::String(text) if text == ELLIPSIS => 1,
        Value::String(text) => text.matches("[..]").count(),
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(map) => {
            map.iter().map(|(key, value)| usize::from(key == ELLIPSIS) + count(value)).sum()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}

fn merged(old: &Value, new: &Value) -> Value {
    match (old, new) {
        (Value::String(text), _) if text.contains("[..]") && stands_for(text, new) => old.clone(),
        (Value::Object(old), Value::Object(new)) => Value::Object(merged_members(old, new)),
        (Value::Array(old), Value::Array(new)) => Value::Array(merged_items(old, new)),
        _ => new.clone(),
    }
}

fn merged_members(old: &Map<String, Value>, new: &Map<String, Value>) -> Map<String, Value> {
    let mut members = Map::new();
    for (key, was) in old {
        if key == ELLIPSIS {
            members.insert(key.clone(), Value::Null);
        } else if let Some(is) = new.get(key) {
            members.insert(key.clone(), merged(was, is));
        }
    }
    if !old.contains_key(ELLIPSIS) {
        let added = new.iter().filter(|(key, _)| !old.contains_key(*key));
        members.extend(added.map(|(key, value)| (key.clone(), value.clone())));
    }
    members
}

/// One `...` keeps its place when the new items reach over both ends; with several it cannot be known which is which.
fn merged_items(old: &[Value], new: &[Value]) -> Vec<Value> {
    let runs: Vec<&[Value]> = old.split(is_ellipsis).collect();
    match runs.as_slice() {
        [items] => new
            .iter()
            .enumerate()
            .map(|(at, is)| items.get(at).map_or_else(|| is.clone(), |was| merged(was, is)))
            .collect(),
        [head, tail] if head.len() + tail.len() <= new.len() => {
            let (start, rest) = new.split_at(head.len());
            let end = rest.get(rest.len() - tail.len()..).unwrap_or_default();
            let pair = |(was, is): (&Value, &Value)| merged(was, is);
            let ellipsis = std::iter::once(Value::String(ELLIPSIS.to_owned()));
            head.iter()
                .zip(start)
                .map(pair)
                .chain(ellipsis)
                .chain(tail.iter().zip(end).map(pair))
                .collect()
        }
        _ if diff::differences(
            &Value::Array(old.to_vec()),
            &Value::Array(new.to_vec()),
            Wildcards::Open,
            1,
        )
        .is_empty() =>
        {
            old.to_vec()
        }
        _ => new.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn pattern(text: &str) -> Pattern {
        parse_recorded(FileId(0), text).unwrap()
    }

    #[test]
    fn dots_stand_for_members_and_items() {
        let open = pattern("{\n  \"a\": 1,\n  ...\n}");
        assert!(open.matches(&json!({"a": 1, "b": 2})));
        assert!(open.matches(&json!({"a": 1})));
        assert_eq!(
            open.first_difference(&json!({"b": 2})).unwrap().to_string(),
            "/a: missing, expected 1"
        );
        for (text, got, want) in [
            ("[...]", json!([1, 2]), true),
            ("[1\n...\n5]", json!([1, 2, 3, 5]), true),
            ("[1, ..., 5]", json!([1, 5]), true),
            ("[1, ..., 5]", json!([1]), false),
            ("[..., 2, ..., 4, ...]", json!([1, 2, 3, 4]), true),
            ("[..., 4, ..., 2, ...]", json!([1, 2, 3, 4]), false),
            ("[1, 2]", json!([1, 2, 3]), false),
        ] {
            assert_eq!(pattern(text).matches(&got), want, "{text} {got}");
        }
    }

    #[test]
    fn brackets_stand_for_values_and_text() {
        let recorded = pattern(r#"{"id": "[..]", "at": "2026-[..]Z", "n": 1}"#);
        assert!(recorded.matches(&json!({"id": {"x": 1}, "at": "2026-01-01T00:00:00Z", "n": 1})));
        assert!(!recorded.matches(&json!({"id": 1, "at": "2025-01-01T00:00:00Z", "n": 1})));
        assert!(!recorded.matches(&json!({"id": 1, "at": "2026-\nZ", "n": 1})));
        assert_eq!(recorded.wildcards(), 2);
    }

    #[test]
    fn an_update_keeps_the_wildcards_that_fit() {
        let recorded = pattern("{\n \"id\": \"[..]\", \"n\": 1,\n \"items\": [1, ...],\n ...\n}");
        let got = json!({"more": true, "items": [7, 8, 9], "n": 2, "id": "abc"});
        let updated = recorded.updated(&got);
        assert_eq!(
            updated,
            "{\n  \"id\": \"[..]\",\n  \"n\": 2,\n  \"items\": [\n    7,\n    ...\n  ],\n  ...\n}"
        );
        assert!(pattern(&updated).matches(&got));
        assert_eq!(pattern(&updated).updated(&got), updated);
    }

    #[test]
    fn plain_texts_have_no_dots() {
        let error = Doc::parse(FileId(0), "[1, ...]").unwrap_err();
        assert_eq!(error.detail, "expected a value, found `.`");
    }
}
