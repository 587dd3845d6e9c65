//! Values and types as JSON.

use dryrun_cty::{Kind, Type, Value};

use super::Json;

/// A value; unknown elements become null, unknown entries are left out.
pub(super) fn known(value: &Value) -> Json {
    match value.kind() {
        Kind::Null | Kind::Unknown(_) => Json::Null,
        Kind::Bool(value) => Json::Bool(*value),
        Kind::Number(number) => Json::Number(number.to_string()),
        Kind::String(text) => Json::from(text.as_ref()),
        Kind::Elements(elements) => Json::Array(elements.iter().map(known).collect()),
        Kind::Entries(entries) => {
            let entries = entries.iter().filter(|(_, entry)| entry.is_known());
            Json::object(entries.map(|(key, entry)| (key.to_string(), known(entry))))
        }
    }
}

/// A type in cty's notation: a word, or an array of a word and what it is of.
pub(super) fn ty(ty: &Type) -> Json {
    let of = |word: &str, what| Json::Array(vec![word.into(), what]);
    match ty {
        Type::Dynamic => "dynamic".into(),
        Type::Bool => "bool".into(),
        Type::Number => "number".into(),
        Type::String => "string".into(),
        Type::List(element) => of("list", self::ty(element)),
        Type::Set(element) => of("set", self::ty(element)),
        Type::Map(element) => of("map", self::ty(element)),
        Type::Tuple(elements) => of("tuple", Json::Array(elements.iter().map(self::ty).collect())),
        Type::Object(object) => {
            let attributes = object.attributes.iter();
            of(
                "object",
                Json::object(attributes.map(|(name, ty)| (name.to_string(), self::ty(ty)))),
            )
        }
    }
}
