//! Values in state files: JSON by a type.

use std::collections::BTreeMap;
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
            let made: BTreeMap<Arc<str>, Value> = object
                .attributes
                .iter()
                .map(|(name, ty)| {
                    (name.clone(), inner(members.get(name.as_ref()).unwrap_or(&Json::Null), ty))
                })
                .collect();
            if ty.has_dynamic() {
                Value::object(made)
            } else {
                Value::new(ty.clone(), Kind::Entries(Arc::new(made)))
            }
        }
        _ => Value::null(ty.clone()),
    }
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
