//! Values in state files: JSON by a type.

use std::borrow::Cow;
use std::sync::Arc;

use dryrun_cty::{Kind, Number, ObjectType, Type, Value};
use serde_json::Value as Json;

/// How deep a state's values may nest.
const DEPTH: usize = 200;

/// A value of a type from JSON; what does not fit becomes null.
pub(crate) fn decode(json: &Json, ty: &Type) -> Value {
    decode_at(json, ty, DEPTH)
}

fn decode_at(json: &Json, ty: &Type, depth: usize) -> Value {
    if depth == 0 || json.is_null() {
        return Value::null(ty.clone());
    }
    let inner = |json: &Json, ty: &Type| decode_at(json, ty, depth - 1);
    match (ty, json) {
        (Type::Dynamic, Json::Object(wrapped)) => dynamic(wrapped, depth),
        (Type::Bool, Json::Bool(value)) => Value::bool(*value),
        (Type::Bool, Json::String(text)) => Value::bool(text == "true"),
        (Type::Number, Json::Number(number)) => number_value(&number.to_string()),
        (Type::Number, Json::String(text)) => number_value(text),
        (Type::String, Json::String(text)) => Value::string(text.as_str()),
        (Type::String, Json::Number(number)) => Value::string(number.to_string()),
        (Type::String, Json::Bool(value)) => Value::string(value.to_string()),
        (Type::List(element), Json::Array(items)) => {
            Value::list(element.as_ref().clone(), items.iter().map(|item| inner(item, element)))
        }
        (Type::Set(element), Json::Array(items)) => {
            Value::set(element.as_ref().clone(), items.iter().map(|item| inner(item, element)))
        }
        (Type::Map(element), Json::Object(members)) => Value::map(
            element.as_ref().clone(),
            members.iter().map(|(key, item)| (Arc::from(key.as_str()), inner(item, element))),
        ),
        (Type::Tuple(types), Json::Array(items)) => {
            let made: Vec<Value> = types
                .iter()
                .enumerate()
                .map(|(at, ty)| inner(items.get(at).unwrap_or(&Json::Null), ty))
                .collect();
            Value::tuple(made)
        }
        (Type::Object(object), Json::Object(members)) => {
            let made = object
                .attributes
                .map(|name, ty| inner(members.get(name.as_ref()).unwrap_or(&Json::Null), ty));
            if ty.has_dynamic() {
                Value::object_of(made)
            } else {
                Value::new(ty.clone(), Kind::Entries(Arc::new(made)))
            }
        }
        _ => Value::null(ty.clone()),
    }
}

/// JSON whose numbers that a double cannot hold are strings: [`decode`] reads them exactly, as their types say.
pub(crate) fn with_exact_numbers(text: &str) -> Cow<'_, str> {
    /// A double holds this many digits.
    const DIGITS: usize = 15;
    let mut out = String::new();
    let (mut copied, mut at) = (0, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let length = match rest.as_bytes().first() {
            Some(b'"') => string_length(rest),
            Some(b'-' | b'0'..=b'9') => {
                let is_part =
                    |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E');
                let number = rest.split_once(|c| !is_part(c)).map_or(rest, |(number, _)| number);
                if number.bytes().filter(u8::is_ascii_digit).count() > DIGITS {
                    out.push_str(text.get(copied..at).unwrap_or_default());
                    out.push_str(&format!("\"{number}\""));
                    copied = at + number.len();
                }
                number.len()
            }
            _ => rest.chars().next().map_or(1, char::len_utf8),
        };
        at += length;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

/// The length of the string that a text begins with, its quotes included.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '\\' if !escaped => escaped = true,
            '"' if !escaped => return at + 1,
            _ => escaped = false,
        }
    }
    text.len()
}

fn number_value(text: &str) -> Value {
    Number::parse(text).map_or_else(|| Value::null(Type::Number), Value::number)
}

fn dynamic(wrapped: &serde_json::Map<String, Json>, depth: usize) -> Value {
    let ty = wrapped.get("type").and_then(|ty| decode_type(ty, depth)).unwrap_or(Type::Dynamic);
    if ty == Type::Dynamic {
        return Value::null(ty);
    }
    decode_at(wrapped.get("value").unwrap_or(&Json::Null), &ty, depth - 1)
}

/// A type from its JSON form: `"string"`, `["list", "string"]`.
pub(crate) fn decode_type(json: &Json, depth: usize) -> Option<Type> {
    let depth = depth.checked_sub(1)?;
    match json {
        Json::String(word) => match word.as_str() {
            "string" => Some(Type::String),
            "number" => Some(Type::Number),
            "bool" => Some(Type::Bool),
            "dynamic" => Some(Type::Dynamic),
            _ => None,
        },
        Json::Array(parts) => {
            let [kind, of, ..] = parts.as_slice() else { return None };
            match (kind.as_str()?, of) {
                ("list", of) => Some(Type::list(decode_type(of, depth)?)),
                ("set", of) => Some(Type::set(decode_type(of, depth)?)),
                ("map", of) => Some(Type::map(decode_type(of, depth)?)),
                ("tuple", Json::Array(types)) => {
                    let types = types
                        .iter()
                        .map(|ty| decode_type(ty, depth))
                        .collect::<Option<Vec<_>>>()?;
                    Some(Type::tuple(types))
                }
                ("object", Json::Object(members)) => {
                    let mut object = ObjectType::default();
                    for (name, ty) in members {
                        object.attributes.insert(Arc::from(name.as_str()), decode_type(ty, depth)?);
                    }
                    Some(Type::Object(Arc::new(object)))
                }
                _ => None,
            }
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Object(_) => None,
    }
}

/// A value with its type, as outputs have them.
pub(crate) fn decode_typed(value: &Json, ty: &Json) -> Value {
    match decode_type(ty, DEPTH) {
        Some(ty) => decode(value, &ty),
        None => Value::null(Type::Dynamic),
    }
}

/// JSON of a value; unknown becomes null, marks vanish.
pub(crate) fn encode(value: &Value) -> Json {
    match value.kind() {
        Kind::Null | Kind::Unknown(_) => Json::Null,
        Kind::Bool(value) => Json::Bool(*value),
        Kind::Number(number) => {
            let text = number.to_string();
            serde_json::from_str(&text).unwrap_or(Json::String(text))
        }
        Kind::String(text) => Json::String(text.to_string()),
        Kind::Elements(elements) => Json::Array(elements.iter().map(encode).collect()),
        Kind::Entries(entries) => Json::Object(
            entries.iter().map(|(key, entry)| (key.to_string(), encode(entry))).collect(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_become_strings_and_nothing_else_changes() {
        let text = r#"{"a": [1, -12345678901234567890.5e3], "b\"1234567890123456789": 1.5}"#;
        let exact = r#"{"a": [1, "-12345678901234567890.5e3"], "b\"1234567890123456789": 1.5}"#;
        assert_eq!(with_exact_numbers(text), exact);
        assert!(matches!(with_exact_numbers("[1.25, \"é\"]"), Cow::Borrowed(_)));
    }
}
