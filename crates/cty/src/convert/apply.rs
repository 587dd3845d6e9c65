//! Rebuilding a value for a type that its conversion was found to give.

use std::sync::Arc;

use super::ConversionError;
use crate::{Entries, Kind, Number, ObjectType, Path, Refinements, Step, Type, Value};

/// Rebuilds the value; `want` says which attributes were optional, `target` is the type of the result.
pub(super) fn apply(
    value: &Value,
    target: &Type,
    want: &Type,
    path: &mut Path,
) -> Result<Value, ConversionError> {
    if value.ty() == target {
        return Ok(value.clone());
    }
    let marks = value.marks();
    let converted = match value.kind() {
        Kind::Null => Value::null(target.clone()),
        Kind::Unknown(refinements) => unknown(value.ty(), refinements.as_deref(), target),
        Kind::Bool(flag) => Value::string(if *flag { "true" } else { "false" }),
        Kind::Number(number) => Value::string(number.to_string()),
        Kind::String(text) => from_text(text, target, path)?,
        Kind::Elements(elements) => from_elements(elements, target, want, path)?,
        Kind::Entries(entries) => from_entries(entries, target, want, path)?,
    };
    Ok(converted.mark(marks))
}

/// Of an unknown value's refinements those stay that the conversion cannot change.
fn unknown(from: &Type, refinements: Option<&Refinements>, target: &Type) -> Value {
    let Some(refinements) = refinements else { return Value::unknown(target.clone()) };
    let mut kept = Refinements { not_null: refinements.not_null, ..Refinements::default() };
    if from.is_collection() && target.is_collection() {
        kept.max_length = refinements.max_length;
        // Elements of a list may turn out equal in a set.
        let shrinks = matches!(target, Type::Set(_)) && refinements.min_length > 1;
        kept.min_length = if shrinks { 1 } else { refinements.min_length };
    }
    if let (Type::Tuple(elements), Type::List(_)) = (from, target) {
        kept.min_length = elements.len();
        kept.max_length = Some(elements.len());
    }
    Value::refined(target.clone(), kept)
}

fn from_text(text: &str, target: &Type, path: &Path) -> Result<Value, ConversionError> {
    let fail =
        |message: &str| Err(ConversionError { path: path.clone(), message: message.to_owned() });
    if *target == Type::Number {
        return Number::parse(text)
            .map_or_else(|| fail("a number is required"), |number| Ok(Value::number(number)));
    }
    match text {
        "true" | "1" => Ok(Value::bool(true)),
        "false" | "0" => Ok(Value::bool(false)),
        _ if text.eq_ignore_ascii_case("true") => {
            fail("a bool is required; to convert from string, use lowercase \"true\"")
        }
        _ if text.eq_ignore_ascii_case("false") => {
            fail("a bool is required; to convert from string, use lowercase \"false\"")
        }
        _ => fail("a bool is required"),
    }
}

fn from_elements(
    elements: &[Value],
    target: &Type,
    want: &Type,
    path: &mut Path,
) -> Result<Value, ConversionError> {
    let mut converted = Vec::with_capacity(elements.len());
    for (index, element) in elements.iter().enumerate() {
        let (part, wanted) = match (target, want) {
            (Type::Tuple(parts), Type::Tuple(wanted)) => (parts.get(index), wanted.get(index)),
            _ => (target.element(), want.element()),
        };
        let part = part.unwrap_or(&Type::Dynamic);
        path.0.push(Step::Index(Value::count(index)));
        converted.push(apply(element, part, wanted.unwrap_or(part), path)?);
        path.0.pop();
    }
    Ok(match target {
        Type::Set(element) => Value::set((**element).clone(), converted),
        Type::List(element) => Value::list((**element).clone(), converted),
        _ => Value::new(target.clone(), Kind::Elements(Arc::from(converted))),
    })
}

fn from_entries(
    entries: &Entries<Value>,
    target: &Type,
    want: &Type,
    path: &mut Path,
) -> Result<Value, ConversionError> {
    let Type::Object(object) = target else {
        let part = target.element().unwrap_or(&Type::Dynamic);
        let mut converted = Entries::with_capacity(entries.len());
        for (key, entry) in entries {
            path.0.push(Step::Index(Value::string(key.clone())));
            converted
                .insert(key.clone(), apply(entry, part, want.element().unwrap_or(part), path)?);
            path.0.pop();
        }
        return Ok(Value::new(target.clone(), Kind::Entries(Arc::new(converted))));
    };
    let mut converted = Entries::with_capacity(object.attributes.len());
    for (name, part) in &object.attributes {
        let wanted = if let Type::Object(wanted) = want { Some(&**wanted) } else { None };
        let Some(entry) = entries.get(name) else {
            converted.insert(name.clone(), missing(name, part, wanted, path)?);
            continue;
        };
        path.0.push(Step::Attribute(name.clone()));
        let want = wanted.and_then(|wanted| wanted.attributes.get(name)).unwrap_or(part);
        converted.insert(name.clone(), apply(entry, part, want, path)?);
        path.0.pop();
    }
    Ok(Value::new(target.clone(), Kind::Entries(Arc::new(converted))))
}

/// The null of an optional attribute; a map must have an element for any other.
fn missing(
    name: &str,
    ty: &Type,
    wanted: Option<&ObjectType>,
    path: &Path,
) -> Result<Value, ConversionError> {
    if wanted.is_some_and(|wanted| wanted.optional.contains(name)) {
        return Ok(Value::null(ty.clone()));
    }
    let message =
        format!("map has no element for required attribute {}", crate::text::quoted(name));
    Err(ConversionError { path: path.clone(), message })
}
