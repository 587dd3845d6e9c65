//! Converting values to types.
//!
//! Converting goes in two steps: [`resolve`] finds from the types alone whether a conversion exists and what type comes
//! out, then the value is rebuilt; only text that is no number or bool, or a missing map element, fails in the second.

mod apply;
mod mismatch;

use std::fmt;
use std::sync::Arc;

use crate::unify::unify_by;
use crate::{ObjectType, Path, Type, Value};

pub use mismatch::mismatch_message;

/// Whether conversions that may fail, or lose something, are allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Safety {
    /// Only conversions that succeed for every value.
    Safe,
    /// Also text to numbers, maps to objects, lists to sets.
    Unsafe,
}

/// Why a value does not convert.
#[derive(Debug, Clone, PartialEq)]
pub struct ConversionError {
    /// Where in the value.
    pub path: Path,
    /// What is required there, in Terraform's words.
    pub message: String,
}

impl fmt::Display for ConversionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ConversionError {}

/// Converts a value to a type, as assigning it to a variable or argument of that type does.
///
/// # Errors
///
/// When there is no such conversion for the value's type, or it fails for this value.
pub fn convert(value: &Value, want: &Type) -> Result<Value, ConversionError> {
    if value.ty() == want {
        return Ok(value.clone());
    }
    let Some(target) = resolve(value.ty(), want, Safety::Unsafe) else {
        return Err(ConversionError {
            path: Path::default(),
            message: mismatch_message(value.ty(), want),
        });
    };
    apply::apply(value, &target, want, &mut Path::default())
}

/// The type that values of one type have after conversion to another; `None` when they don't convert.
#[must_use]
pub fn resolve(from: &Type, to: &Type, safety: Safety) -> Option<Type> {
    match (from, to) {
        (_, Type::Dynamic) => Some(from.clone()),
        (Type::Dynamic, _) => (safety == Safety::Unsafe).then(|| to.without_optional()),
        (Type::Bool, Type::Bool) | (Type::Number, Type::Number) => Some(to.clone()),
        (Type::Bool | Type::Number | Type::String, Type::String) => Some(Type::String),
        (Type::String, Type::Bool | Type::Number) => (safety == Safety::Unsafe).then(|| to.clone()),
        (Type::List(element) | Type::Set(element), Type::List(want)) => {
            Some(Type::list(resolve(element, want, safety)?))
        }
        (Type::Set(element), Type::Set(want)) => Some(Type::set(resolve(element, want, safety)?)),
        (Type::List(element), Type::Set(want)) if safety == Safety::Unsafe => {
            Some(Type::set(resolve(element, want, safety)?))
        }
        (Type::Map(element), Type::Map(want)) => Some(Type::map(resolve(element, want, safety)?)),
        (Type::Tuple(elements), Type::List(want)) => {
            Some(Type::list(resolve_elements(elements.iter(), want, safety)?))
        }
        (Type::Tuple(elements), Type::Set(want)) => {
            Some(Type::set(resolve_elements(elements.iter(), want, safety)?))
        }
        (Type::Object(object), Type::Map(want)) => {
            Some(Type::map(resolve_elements(object.attributes.values(), want, safety)?))
        }
        (Type::Tuple(elements), Type::Tuple(wanted)) => resolve_tuple(elements, wanted, safety),
        (Type::Object(object), Type::Object(wanted)) => resolve_object(object, wanted, safety),
        (Type::Map(element), Type::Object(wanted)) if safety == Safety::Unsafe => {
            resolve_map_to_object(element, wanted)
        }
        _ => None,
    }
}

/// One element type for all parts of a tuple or object.
fn resolve_elements<'a>(
    parts: impl Iterator<Item = &'a Type>,
    want: &Type,
    safety: Safety,
) -> Option<Type> {
    let resolved: Vec<Type> =
        parts.map(|part| resolve(part, want, safety)).collect::<Option<_>>()?;
    if resolved.is_empty() {
        return Some(want.without_optional());
    }
    let unified = unify_by(&resolved, safety)?;
    if *want == Type::Dynamic {
        return Some(unified);
    }
    // A part of the common type may be anything: then it must be the same thing everywhere.
    let mut settled = resolved.iter().map(|ty| resolve(ty, &unified, safety));
    let first = settled.next()??;
    settled.all(|ty| ty.as_ref() == Some(&first)).then_some(first)
}

fn resolve_tuple(elements: &[Type], wanted: &Arc<[Type]>, safety: Safety) -> Option<Type> {
    if elements.len() != wanted.len() {
        return None;
    }
    let resolved: Option<Vec<Type>> =
        elements.iter().zip(wanted.iter()).map(|(from, to)| resolve(from, to, safety)).collect();
    resolved.map(Type::tuple)
}

fn resolve_object(object: &ObjectType, wanted: &ObjectType, safety: Safety) -> Option<Type> {
    let mut attributes = Vec::with_capacity(wanted.attributes.len());
    for (name, want) in &wanted.attributes {
        let resolved = match object.attributes.get(name) {
            Some(from) => resolve(from, want, safety)?,
            None if wanted.optional.contains(name) => want.without_optional(),
            None => return None,
        };
        attributes.push((name.clone(), resolved));
    }
    Some(Type::object(attributes))
}

fn resolve_map_to_object(element: &Type, wanted: &ObjectType) -> Option<Type> {
    let mut attributes = Vec::with_capacity(wanted.attributes.len());
    for (name, want) in &wanted.attributes {
        attributes.push((name.clone(), resolve(element, want, Safety::Unsafe)?));
    }
    Some(Type::object(attributes))
}
