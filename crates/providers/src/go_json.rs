//! JSON text as Go prints it: keys sorted, no blanks, `<`, `>` and `&` escaped, numbers as 64-bit floats.

use serde_json::Value;

/// A JSON text in that form; `None` where it is no JSON.
pub(crate) fn compact(text: &str) -> Option<String> {
    Some(print(&serde_json::from_str(text).ok()?))
}

/// A value in that form.
pub(crate) fn print(value: &Value) -> String {
    let mut out = String::new();
    write(&mut out, value);
    out
}

fn write(out: &mut String, value: &Value) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(value) => out.push_str(&number(value.as_f64().unwrap_or_default())),
        Value::String(text) => string(out, text),
        Value::Array(all) => {
            out.push('[');
            for (index, value) in all.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write(out, value);
            }
            out.push(']');
        }
        Value::Object(object) => {
            let mut members: Vec<_> = object.iter().collect();
            members.sort_by_key(|(name, _)| *name);
            out.push('{');
            for (index, (name, value)) in members.into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                string(out, name);
                out.push(':');
                write(out, value);
            }
            out.push('}');
        }
    }
}

/// A string with its quotes.
pub(crate) fn string(out: &mut String, text: &str) {
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
                out.push_str(&format!("\\u{:04x}", letter as u32))
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
}
