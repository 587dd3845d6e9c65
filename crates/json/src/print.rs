//! Values as text: the spacings and number forms of the services.

use std::fmt::Write as _;

use serde_json::{Number, Value};

use crate::parse::ELLIPSIS;

/// How numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    /// The shortest text that reads back as the same number.
    Json,
    /// As Java prints doubles: `1.0E7`.
    Java,
}

/// What stands between the parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spacing {
    /// `{"a":1,"b":[2,3]}`
    Compact,
    /// `{"a": 1, "b": [2, 3]}`, as Python writes.
    Spaced,
}

/// `{"a":1,"b":2}`
#[must_use]
pub fn compact(value: &Value) -> String {
    write(value, Spacing::Compact, Numbers::Json)
}

/// `{"a": 1, "b": 2}`
#[must_use]
pub fn spaced(value: &Value) -> String {
    write(value, Spacing::Spaced, Numbers::Json)
}

/// Compact, with numbers as Java prints them: what Step Functions shows in its causes.
#[must_use]
pub fn java(value: &Value) -> String {
    write(value, Spacing::Compact, Numbers::Java)
}

/// A value on one line.
#[must_use]
pub fn write(value: &Value, spacing: Spacing, numbers: Numbers) -> String {
    let mut out = String::new();
    let (comma, colon) = match spacing {
        Spacing::Compact => (",", ":"),
        Spacing::Spaced => (", ", ": "),
    };
    Line { comma, colon, numbers }.value(&mut out, value);
    out
}

/// On several lines, two blanks deeper at each level; a `...` of a recorded text stays one. What lies deeper than 64 levels
/// stands on one line, so that the text grows no faster than the value.
#[must_use]
pub fn pretty(value: &Value) -> String {
    let mut out = String::new();
    indented(&mut out, value, 0);
    out
}

/// Items as [`pretty`] prints an array of them, one after the other: they need not be there all at once.
#[must_use]
pub fn pretty_items(items: impl Iterator<Item = Value>) -> String {
    let mut out = String::from("[");
    let mut count = 0;
    for (at, item) in items.enumerate() {
        new_line(&mut out, 1, at);
        indented(&mut out, &item, 1);
        count += 1;
    }
    if count == 0 {
        out.push(']');
    } else {
        end_line(&mut out, 0, ']');
    }
    out
}

/// A number in the form asked for.
#[must_use]
pub fn number(number: &Number, form: Numbers) -> String {
    match number.as_f64().filter(|_| form == Numbers::Java && number.is_f64()) {
        Some(double) => java_double(double),
        None => number.to_string(),
    }
}

/// A double as Java's `Double.toString` writes it.
#[must_use]
pub fn java_double(double: f64) -> String {
    let plain = double == 0.0 || (1e-3..1e7).contains(&double.abs());
    if plain {
        return format!("{double:?}");
    }
    let text = format!("{double:e}");
    match text.split_once('e') {
        Some((digits, exponent)) if digits.contains('.') => format!("{digits}E{exponent}"),
        Some((digits, exponent)) => format!("{digits}.0E{exponent}"),
        None => text,
    }
}

/// A string in quotes, escaped as the Java services do.
#[must_use]
pub fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    quoted(&mut out, text);
    out
}

struct Line {
    comma: &'static str,
    colon: &'static str,
    numbers: Numbers,
}

impl Line {
    fn value(&self, out: &mut String, value: &Value) {
        match value {
            Value::Array(items) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    self.separate(out, at);
                    self.value(out, item);
                }
                out.push(']');
            }
            Value::Object(map) => {
                out.push('{');
                for (at, (key, item)) in map.iter().enumerate() {
                    self.separate(out, at);
                    quoted(out, key);
                    out.push_str(self.colon);
                    self.value(out, item);
                }
                out.push('}');
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                scalar(out, value, self.numbers);
            }
        }
    }

    fn separate(&self, out: &mut String, at: usize) {
        if at > 0 {
            out.push_str(self.comma);
        }
    }
}

/// Levels that get lines of their own.
const LEVELS: usize = 64;

fn indented(out: &mut String, value: &Value, depth: usize) {
    match value {
        Value::Array(_) | Value::Object(_) if depth >= LEVELS => {
            Line { comma: ", ", colon: ": ", numbers: Numbers::Json }.value(out, value);
        }
        Value::Array(items) if !items.is_empty() => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                new_line(out, depth + 1, at);
                indented(out, item, depth + 1);
            }
            end_line(out, depth, ']');
        }
        Value::Object(map) if !map.is_empty() => {
            out.push('{');
            for (at, (key, item)) in map.iter().enumerate() {
                new_line(out, depth + 1, at);
                if key == ELLIPSIS {
                    out.push_str("...");
                    continue;
                }
                quoted(out, key);
                out.push_str(": ");
                indented(out, item, depth + 1);
            }
            end_line(out, depth, '}');
        }
        Value::Array(_) => out.push_str("[]"),
        Value::Object(_) => out.push_str("{}"),
        Value::String(text) if text == ELLIPSIS => out.push_str("..."),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            scalar(out, value, Numbers::Json);
        }
    }
}

/// A comma unless this is the first part or a `...` stands before it, then the next line.
fn new_line(out: &mut String, depth: usize, at: usize) {
    if at > 0 && !out.ends_with("\n...") && !out.ends_with(" ...") {
        out.push(',');
    }
    line(out, depth);
}

fn end_line(out: &mut String, depth: usize, close: char) {
    line(out, depth);
    out.push(close);
}

fn line(out: &mut String, depth: usize) {
    out.push('\n');
    for _ in 0..depth {
        out.push_str("  ");
    }
}

fn scalar(out: &mut String, value: &Value, numbers: Numbers) {
    match value {
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(found) => out.push_str(&number(found, numbers)),
        Value::String(text) => quoted(out, text),
        Value::Null | Value::Array(_) | Value::Object(_) => out.push_str("null"),
    }
}

fn quoted(out: &mut String, text: &str) {
    out.push('"');
    let mut plain = 0;
    for (at, byte) in
        text.bytes().enumerate().filter(|(_, byte)| *byte < 0x20 || *byte == b'"' || *byte == b'\\')
    {
        out.push_str(text.get(plain..at).unwrap_or_default());
        plain = at + 1;
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            8 => out.push_str("\\b"),
            12 => out.push_str("\\f"),
            _ => {
                let _ = write!(out, "\\u{byte:04X}");
            }
        }
    }
    out.push_str(text.get(plain..).unwrap_or_default());
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn one_value_in_all_forms() {
        let value =
            json!({"a": [1, 2.5, 1e7], "b": {}, "c": "x\"\n\u{1f}é", "d": [], "e": {"f": null}});
        assert_eq!(
            compact(&value),
            r#"{"a":[1,2.5,10000000.0],"b":{},"c":"x\"\n\u001Fé","d":[],"e":{"f":null}}"#
        );
        assert_eq!(
            spaced(&value),
            r#"{"a": [1, 2.5, 10000000.0], "b": {}, "c": "x\"\n\u001Fé", "d": [], "e": {"f": null}}"#
        );
        assert_eq!(
            java(&value),
            r#"{"a":[1,2.5,1.0E7],"b":{},"c":"x\"\n\u001Fé","d":[],"e":{"f":null}}"#
        );
        assert_eq!(
            pretty(&value),
            "{\n  \"a\": [\n    1,\n    2.5,\n    10000000.0\n  ],\n  \"b\": {},\n  \"c\": \"x\\\"\\n\\u001Fé\",\n  \"d\": [],\n  \"e\": {\n    \"f\": null\n  }\n}"
        );
    }

    #[test]
    fn deep_values_stay_small() {
        let mut deep = json!(1);
        for _ in 0..190 {
            deep = json!([deep]);
        }
        let text = pretty(&deep);
        assert!(text.len() < 10_000, "{}", text.len());
        assert_eq!(crate::parse(dryrun_diag::FileId(0), &text).unwrap().value, deep);
        let items = json!([{"a": [1]}, {}, 2]);
        assert_eq!(pretty_items(items.as_array().unwrap().iter().cloned()), pretty(&items));
        assert_eq!(pretty_items(std::iter::empty()), "[]");
    }

    #[test]
    fn doubles_as_java_prints_them() {
        for (double, want) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (0.001, "0.001"),
            (9_999_999.0, "9999999.0"),
            (1e7, "1.0E7"),
            (1.5e-4, "1.5E-4"),
            (-1.25e300, "-1.25E300"),
            (123_456_789.0, "1.23456789E8"),
        ] {
            assert_eq!(java_double(double), want);
        }
    }
}
