//! JSON text as Go prints it: `<`, `>` and `&` escaped, numbers as 64-bit floats, the keys of maps sorted.

use serde_json::Value;

/// A JSON text compact and with sorted keys; `None` where it is no JSON.
pub(crate) fn compact(text: &str) -> Option<String> {
    Some(print(&sorted(&serde_json::from_str(text).ok()?)))
}

/// The same value, the keys of its objects sorted at every depth.
pub(crate) fn sorted(value: &Value) -> Value {
    match value {
        Value::Array(all) => all.iter().map(sorted).collect(),
        Value::Object(object) => {
            let mut members: Vec<_> =
                object.iter().map(|(name, value)| (name.clone(), sorted(value))).collect();
            members.sort_by(|(a, _), (b, _)| a.cmp(b));
            Value::Object(members.into_iter().collect())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}

/// A value without blanks, keys in the order they have.
pub(crate) fn print(value: &Value) -> String {
    let mut out = String::new();
    write(&mut out, value, Layout::Compact);
    out
}

/// A value a member a line, two blanks deeper at every level, keys in the order they have.
pub(crate) fn print_indented(value: &Value) -> String {
    let mut out = String::new();
    write(&mut out, value, Layout::Indented(0));
    out
}

#[derive(Debug, Clone, Copy)]
enum Layout {
    Compact,
    /// The depth of the value.
    Indented(usize),
}

impl Layout {
    fn inside(self) -> Self {
        match self {
            Self::Compact => Self::Compact,
            Self::Indented(depth) => Self::Indented(depth + 1),
        }
    }

    fn line(self, out: &mut String) {
        if let Self::Indented(depth) = self {
            out.push('\n');
            out.extend(std::iter::repeat_n("  ", depth));
        }
    }

    fn colon(self) -> &'static str {
        match self {
            Self::Compact => ":",
            Self::Indented(_) => ": ",
        }
    }
}

fn write(out: &mut String, value: &Value, layout: Layout) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(value) => out.push_str(&number(value.as_f64().unwrap_or_default())),
        Value::String(text) => string(out, text),
        Value::Array(all) => {
            members(out, ['[', ']'], layout, all.iter(), |out, value| {
                write(out, value, layout.inside());
            });
        }
        Value::Object(object) => {
            members(out, ['{', '}'], layout, object.iter(), |out, (name, value)| {
                string(out, name);
                out.push_str(layout.colon());
                write(out, value, layout.inside());
            });
        }
    }
}

fn members<T>(
    out: &mut String,
    [open, close]: [char; 2],
    layout: Layout,
    all: impl ExactSizeIterator<Item = T>,
    mut one: impl FnMut(&mut String, T),
) {
    let empty = all.len() == 0;
    out.push(open);
    for (index, member) in all.enumerate() {
        if index > 0 {
            out.push(',');
        }
        layout.inside().line(out);
        one(out, member);
    }
    if !empty {
        layout.line(out);
    }
    out.push(close);
}

fn string(out: &mut String, text: &str) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\0'..'\u{20}' => {
                out.push_str(&format!("\\u{:04x}", letter as u32));
            }
            _ => out.push(letter),
        }
    }
    out.push('"');
}

/// The shortest decimal form, with an exponent from 1e21 on and below 1e-6.
fn number(value: f64) -> String {
    let size = value.abs();
    if size == 0.0 {
        return if value.is_sign_negative() { "-0" } else { "0" }.to_owned();
    }
    if (1e-6..1e21).contains(&size) {
        return value.to_string();
    }
    let text = format!("{value:e}");
    match text.split_once('e') {
        Some((digits, exponent)) if !exponent.starts_with('-') => format!("{digits}e+{exponent}"),
        Some(_) | None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_go_prints() {
        for (text, want) in [
            (r#"{"b": 1.0, "a": [1e21, 1e-7, 0.5, -0.0]}"#, r#"{"a":[1e+21,1e-7,0.5,-0],"b":1}"#),
            (r#""<a&b>""#, r#""\u003ca\u0026b\u003e""#),
            ("12345678901234567890", "12345678901234567000"),
        ] {
            assert_eq!(compact(text).as_deref(), Some(want), "{text}");
        }
        assert_eq!(compact("{"), None);
    }

    #[test]
    fn indented() {
        let value = serde_json::json!({"b": [1, []], "a": {}});
        assert_eq!(print_indented(&value), "{\n  \"b\": [\n    1,\n    []\n  ],\n  \"a\": {}\n}");
    }
}
