//! Why one type does not convert to another, in words.

use super::{Safety, resolve};
use crate::text::quoted;
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
            from_structural(named, want)
        }
        (Type::Object(object), Type::Map(want)) => {
            from_structural(object.attributes.iter().map(|(name, ty)| (quoted(name), ty)), want)
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

/// The first part that does not convert.
fn from_structural<'a>(parts: impl Iterator<Item = (String, &'a Type)>, want: &Type) -> String {
    for (name, ty) in parts {
        if ty != want && resolve(ty, want, Safety::Unsafe).is_none() {
            return format!("element {name}: {}", mismatch_message(ty, want));
        }
    }
    format!("all elements must be {}", want.constraint_name())
}

fn between_objects(got: &ObjectType, want: &ObjectType) -> String {
    let missing: Vec<String> = want
        .attributes
        .keys()
        .filter(|name| !got.attributes.contains_key(*name) && !want.optional.contains(*name))
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
