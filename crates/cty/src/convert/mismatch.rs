//! Why one type does not convert to another, in words.

use super::{Safety, resolve};
use crate::text::quoted;
use crate::unify::unify_by;
use crate::{ObjectType, Type};

/// Says what a value of one type lacks to convert to another; meant for after a conversion was refused.
#[must_use]
pub fn mismatch_message(got: &Type, want: &Type) -> String {
    match (got, want) {
        (Type::Object(got), Type::Object(want)) => between_objects(got, want),
        (Type::Tuple(_), Type::List(element)) if **element == Type::Dynamic => {
            "all list elements must have the same type".to_owned()
        }
        (Type::Tuple(_), Type::Set(element)) if **element == Type::Dynamic => {
            "all set elements must have the same type".to_owned()
        }
        (Type::Object(_), Type::Map(element)) if **element == Type::Dynamic => {
            "all map elements must have the same type".to_owned()
        }
        (Type::Tuple(elements), Type::List(want) | Type::Set(want)) => {
            let named = elements.iter().enumerate().map(|(index, ty)| (index.to_string(), ty));
            from_structural(named, want).unwrap_or_else(|| {
                let last = elements.len().saturating_sub(1);
                match common(elements.iter(), want) {
                    Common::Nothing => format!("[{last}]: {NO_COMMON_TYPE}"),
                    Common::Type => {
                        "element types must all match for conversion to list".to_owned()
                    }
                }
            })
        }
        (Type::Object(object), Type::Map(want)) => {
            let named = object.attributes.iter().map(|(name, ty)| (quoted(name), ty));
            from_structural(named, want).unwrap_or_else(|| {
                match common(object.attributes.values(), want) {
                    Common::Nothing => NO_COMMON_TYPE.to_owned(),
                    Common::Type => {
                        "attribute types must all match for conversion to map".to_owned()
                    }
                }
            })
        }
        (Type::List(got) | Type::Set(got), Type::List(want)) => between_elements("list", got, want),
        (Type::List(got) | Type::Set(got), Type::Set(want)) => between_elements("set", got, want),
        (Type::Map(got), Type::Map(want)) => between_elements("map", got, want),
        _ => format!("{} required", want.constraint_name()),
    }
}

fn between_elements(noun: &str, got: &Type, want: &Type) -> String {
    format!("incorrect {noun} element type: {}", mismatch_message(got, want))
}

const NO_COMMON_TYPE: &str = "cannot find a common base type for all elements";

/// What parts have in common that all convert alone.
enum Common {
    /// No type.
    Nothing,
    /// A type that leaves something open, which is not the same in all.
    Type,
}

fn common<'a>(parts: impl Iterator<Item = &'a Type>, want: &Type) -> Common {
    let resolved: Option<Vec<Type>> =
        parts.map(|part| resolve(part, want, Safety::Unsafe)).collect();
    match resolved.and_then(|resolved| unify_by(&resolved, Safety::Unsafe)) {
        Some(_) => Common::Type,
        None => Common::Nothing,
    }
}

/// The first part that does not convert.
fn from_structural<'a>(
    parts: impl Iterator<Item = (String, &'a Type)>,
    want: &Type,
) -> Option<String> {
    for (name, ty) in parts {
        if ty != want && resolve(ty, want, Safety::Unsafe).is_none() {
            return Some(format!("element {name}: {}", mismatch_message(ty, want)));
        }
    }
    None
}

fn between_objects(got: &ObjectType, want: &ObjectType) -> String {
    let missing: Vec<String> = want
        .attributes
        .keys()
        .filter(|name| !got.attributes.contains_key(name) && !want.optional.contains(*name))
        .map(|name| quoted(name))
        .collect();
    match missing.as_slice() {
        [] => {}
        [one] => return format!("attribute {one} is required"),
        [one, two] => return format!("attributes {one} and {two} are required"),
        [all @ .., last] => {
            return format!("attributes {}, and {last} are required", all.join(", "));
        }
    }
    // What no conversion at all can mend is told before what only a safe one cannot.
    [Safety::Unsafe, Safety::Safe]
        .into_iter()
        .find_map(|safety| {
            want.attributes.iter().find_map(|(name, want)| {
                let got = got.attributes.get(name)?;
                let refused = resolve(got, want, safety).is_none();
                refused
                    .then(|| format!("attribute {}: {}", quoted(name), mismatch_message(got, want)))
            })
        })
        .unwrap_or_else(|| "incorrect object attributes".to_owned())
}
