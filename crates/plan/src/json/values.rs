//! Values and types as JSON.

use dryrun_cty::{Kind, Number, Type, Value};
use serde_json::{Map, Value as Json, json};

/// A value; unknown elements become null, unknown entries are left out.
pub(super) fn known(value: &Value) -> Json {
    match value.kind() {
        Kind::Null | Kind::Unknown(_) => Json::Null,
        Kind::Bool(value) => Json::Bool(*value),
        Kind::Number(value) => number(value),
        Kind::String(text) => Json::from(text.as_ref()),
        Kind::Elements(elements) => Json::Array(elements.iter().map(known).collect()),
        Kind::Entries(_) => Json::Object(entries(value)),
    }
}

/// The known entries of an object.
pub(super) fn entries(value: &Value) -> Map<String, Json> {
    let entries = value.entries().into_iter().flatten();
    entries
        .filter(|(_, entry)| entry.is_known())
        .map(|(key, entry)| (key.to_string(), known(entry)))
        .collect()
}

/// A number: integers exactly, others as near as `serde_json` can hold them.
fn number(number: &Number) -> Json {
    let text = number.to_string();
    serde_json::from_str(&text).unwrap_or_else(|_| Json::from(text))
}

/// A type in cty's notation: a word, or an array of a word and what it is of.
pub(super) fn ty(ty: &Type) -> Json {
    match ty {
        Type::Dynamic => "dynamic".into(),
        Type::Bool => "bool".into(),
        Type::Number => "number".into(),
        Type::String => "string".into(),
        Type::List(element) => json!(["list", self::ty(element)]),
        Type::Set(element) => json!(["set", self::ty(element)]),
        Type::Map(element) => json!(["map", self::ty(element)]),
        Type::Tuple(elements) => {
            json!(["tuple", elements.iter().map(self::ty).collect::<Vec<_>>()])
        }
        Type::Object(object) => {
            let attributes: Map<String, Json> = object
                .attributes
                .iter()
                .map(|(name, ty)| (name.to_string(), self::ty(ty)))
                .collect();
            json!(["object", attributes])
        }
    }
}
