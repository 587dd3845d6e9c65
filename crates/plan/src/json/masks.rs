//! Which parts of a value are unknown or sensitive: `true` for a part, or the same for its parts.

use dryrun_cty::{Kind, Marks, Type, Value};
use dryrun_provider::{Block, NestedBlock, Nesting};

use super::Json;
use crate::sensitivity;
use crate::tree::hides_something;

/// `after_unknown`: what will be known after apply.
pub(super) fn unknown(value: &Value) -> Json {
    match value.kind() {
        Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => Json::Bool(false),
        Kind::Unknown(_) => Json::Bool(true),
        Kind::Elements(elements) => Json::Array(elements.iter().map(unknown).collect()),
        Kind::Entries(entries) => {
            object(entries.iter().map(|(key, entry)| (key.as_ref(), unknown(entry))))
        }
    }
}

/// The entries whose mask says something.
fn object<'a>(entries: impl Iterator<Item = (&'a str, Json)>) -> Json {
    let telling = entries.filter(|(_, mask)| *mask != Json::Bool(false));
    Json::object(telling.map(|(key, mask)| (key.to_owned(), mask)))
}

/// `before_sensitive` and `after_sensitive` of a resource: marks and the schema's word.
pub(super) fn sensitive_block(value: &Value, schema: &Block) -> Json {
    if value.marks().contains(Marks::SENSITIVE) {
        return Json::Bool(true);
    }
    let entries = match value.kind() {
        Kind::Entries(entries) => entries,
        Kind::Unknown(_) => return Json::Object(Vec::new()),
        Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) | Kind::Elements(_) => {
            return Json::Bool(false);
        }
    };
    object(entries.iter().map(|(key, entry)| {
        let attribute = schema.attributes.get(key);
        let mask = match (attribute, schema.blocks.get(key)) {
            (Some(attribute), _) if attribute.sensitive => Json::Bool(true),
            (None, Some(nested)) => sensitive_blocks(entry, nested),
            _ => sensitive(entry),
        };
        (key.as_ref(), mask)
    }))
}

fn sensitive_blocks(value: &Value, nested: &NestedBlock) -> Json {
    if value.marks().contains(Marks::SENSITIVE) {
        return Json::Bool(true);
    }
    match (nested.nesting, value.kind()) {
        (Nesting::Single | Nesting::Group, _) => sensitive_block(value, &nested.block),
        (Nesting::Set, Kind::Elements(_)) if sensitivity::marks_set(value, &nested.block) => {
            Json::Bool(true)
        }
        (_, Kind::Elements(elements)) => Json::Array(
            elements.iter().map(|element| sensitive_block(element, &nested.block)).collect(),
        ),
        (_, Kind::Entries(entries)) => object(
            entries
                .iter()
                .map(|(key, entry)| (key.as_ref(), sensitive_block(entry, &nested.block))),
        ),
        (_, Kind::Null | Kind::Unknown(_) | Kind::Bool(_) | Kind::Number(_) | Kind::String(_)) => {
            sensitive(value)
        }
    }
}

/// The mask of a value by its marks alone.
pub(super) fn sensitive(value: &Value) -> Json {
    if value.marks().contains(Marks::SENSITIVE)
        || (matches!(value.ty(), Type::Set(_)) && hides_something(value))
    {
        return Json::Bool(true);
    }
    match (value.kind(), value.ty()) {
        (Kind::Elements(elements), _) => Json::Array(elements.iter().map(sensitive).collect()),
        (Kind::Entries(entries), _) => {
            object(entries.iter().map(|(key, entry)| (key.as_ref(), sensitive(entry))))
        }
        (Kind::Unknown(_), Type::List(_) | Type::Set(_) | Type::Tuple(_)) => {
            Json::Array(Vec::new())
        }
        (Kind::Unknown(_), Type::Map(_) | Type::Object(_)) => Json::Object(Vec::new()),
        (Kind::Null | Kind::Unknown(_) | Kind::Bool(_) | Kind::Number(_) | Kind::String(_), _) => {
            Json::Bool(false)
        }
    }
}
