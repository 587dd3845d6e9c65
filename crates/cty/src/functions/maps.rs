//! Functions on maps and objects.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::call::redacted;
use super::table::gives;
use super::{Allows, Call, CallError, Function, Parameter, Shape};
use crate::{Entries, Marks, Type, Value, convert};

type Outcome = Result<Value, CallError>;

pub(super) fn functions() -> Vec<Function> {
    const OPEN: Allows = Allows::NULL.and(Allows::UNKNOWN).and(Allows::DYNAMIC).and(Allows::MARKED);
    vec![
        Function::new(
            "keys",
            "The keys of a map, in order.",
            const {
                &[Parameter::new("inputMap", Shape::Any)
                    .allowing(Allows::UNKNOWN.and(Allows::MARKED))]
            },
            keys_type,
            keys,
        ),
        Function::new(
            "lookup",
            "The element of a key, or a default.",
            const {
                &[
                    Parameter::new("inputMap", Shape::Any).allowing(Allows::MARKED),
                    Parameter::new("key", Shape::String).allowing(Allows::MARKED),
                ]
            },
            lookup_type,
            lookup,
        )
        .variadic(Parameter::new("default", Shape::Any).allowing(OPEN))
        .nullable(),
        Function::new(
            "merge",
            "The entries of all maps, later ones winning.",
            &[],
            merge_type,
            merge,
        )
        .variadic(
            Parameter::new("maps", Shape::Any)
                .allowing(Allows::NULL.and(Allows::DYNAMIC).and(Allows::MARKED)),
        ),
        Function::new(
            "transpose",
            "A map of lists with keys and values swapped.",
            const { &[Parameter::new("values", Shape::StringListMap).allowing(Allows::MARKED)] },
            gives::string_list_map,
            transpose,
        ),
        Function::new(
            "values",
            "The values of a map, in the order of its keys.",
            const { &[Parameter::new("mapping", Shape::Any).allowing(Allows::MARKED)] },
            values_type,
            values,
        ),
        Function::new(
            "zipmap",
            "A map of keys and values at the same places.",
            const {
                &[
                    Parameter::new("keys", Shape::StringList).allowing(Allows::MARKED),
                    Parameter::new("values", Shape::Any).allowing(Allows::MARKED),
                ]
            },
            zipmap_type,
            zipmap,
        ),
    ]
}

fn fail<T>(message: impl Into<String>) -> Result<T, CallError> {
    Err(CallError::new(message))
}

fn keys_type(arguments: &[Value]) -> Result<Type, CallError> {
    match arguments.first().map(Value::ty) {
        Some(Type::Map(_)) => Ok(Type::list(Type::String)),
        Some(Type::Object(object)) => {
            Ok(Type::tuple(object.attributes.keys().map(|_| Type::String)))
        }
        _ => Err(CallError::argument(0, "must have map or object type")),
    }
}

fn keys(call: &Call<'_>) -> Outcome {
    let map = call.argument(0);
    if let Type::Object(object) = map.ty() {
        return Ok(Value::tuple(object.attributes.keys().map(|name| Value::string(name.clone())))
            .mark(map.marks()));
    }
    let Some(entries) = map.entries() else { return Ok(call.unknown().mark(map.marks())) };
    Ok(Value::list(Type::String, entries.keys().map(|key| Value::string(key.clone())))
        .mark(map.marks()))
}

fn lookup_type(arguments: &[Value]) -> Result<Type, CallError> {
    let [map, key, defaults @ ..] = arguments else { return Ok(Type::Dynamic) };
    if defaults.len() > 1 {
        return fail(format!("lookup() takes two or three arguments, got {}", arguments.len()));
    }
    let default = defaults.first();
    match map.ty() {
        Type::Object(object) => {
            let Some(name) = key.as_str() else { return Ok(Type::Dynamic) };
            match (object.attributes.get(name), default) {
                (Some(ty), _) => Ok(ty.clone()),
                (None, Some(default)) => Ok(default.ty().clone()),
                (None, None) => {
                    let message =
                        format!("the given object has no attribute {}", crate::text::quoted(name));
                    Err(CallError::argument(0, message))
                }
            }
        }
        Type::Map(element) => match default {
            Some(default) if convert(default, element).is_err() => Err(CallError::argument(
                2,
                "the default value must have the same type as the map elements",
            )),
            Some(_) | None => Ok((**element).clone()),
        },
        _ => Err(CallError::argument(0, "lookup() requires a map as the first argument")),
    }
}

fn lookup(call: &Call<'_>) -> Outcome {
    let (map, key) = (call.argument(0), call.argument(1));
    let marks = map.marks() | key.marks();
    if let Some(found) = map.entries().and_then(|entries| entries.get(call.text(1))) {
        return Ok(found.clone().mark(marks));
    }
    match call.arguments.get(2) {
        Some(default) => {
            Ok(convert(default, call.ty).or_else(|error| fail(error.message))?.mark(marks))
        }
        None => fail(format!("lookup failed to find key {}", redacted(key))),
    }
}

fn merge_type(arguments: &[Value]) -> Result<Type, CallError> {
    let Some(first) = arguments.first() else { return Ok(Type::object::<Arc<str>>([])) };
    let mut attributes: BTreeMap<Arc<str>, Type> = BTreeMap::new();
    let mut all_known = true;
    for argument in arguments {
        match argument.ty() {
            Type::Dynamic => return Ok(Type::Dynamic),
            Type::Object(object) if !argument.is_null() => {
                attributes
                    .extend(object.attributes.iter().map(|(name, ty)| (name.clone(), ty.clone())));
            }
            Type::Map(element) if argument.is_known() => {
                let keys = argument.entries().into_iter().flat_map(Entries::keys);
                attributes.extend(keys.map(|key| (key.clone(), (**element).clone())));
            }
            Type::Map(_) => all_known = false,
            Type::Object(_) => {}
            other => {
                return fail(format!(
                    "arguments must be maps or objects, got \"{}\"",
                    other.friendly_name()
                ));
            }
        }
    }
    if arguments.iter().all(|argument| argument.ty() == first.ty()) {
        return Ok(first.ty().clone());
    }
    Ok(if all_known { Type::object(attributes) } else { Type::Dynamic })
}

fn merge(call: &Call<'_>) -> Outcome {
    let marks = call.arguments.iter().fold(Marks::NONE, |marks, argument| marks | argument.marks());
    let needs_attributes = matches!(call.ty, Type::Object(object) if !object.attributes.is_empty());
    if needs_attributes && call.arguments.iter().all(Value::is_null) {
        return fail("arguments must not all be null");
    }
    let mut merged: BTreeMap<Arc<str>, Value> = BTreeMap::new();
    for entries in call.arguments.iter().filter_map(Value::entries) {
        merged.extend(entries.iter().map(|(key, value)| (key.clone(), value.clone())));
    }
    Ok(match call.ty {
        Type::Map(element) => Value::map((**element).clone(), merged),
        _ => Value::object(merged),
    }
    .mark(marks))
}

fn transpose(call: &Call<'_>) -> Outcome {
    let map = call.argument(0);
    let marks = map.marks_deep();
    let map = map.unmark_deep();
    if !map.is_wholly_known() {
        return Ok(call.unknown().mark(marks));
    }
    let mut swapped: BTreeMap<Arc<str>, Vec<Value>> = BTreeMap::new();
    for (key, list) in map.entries().into_iter().flatten() {
        for element in list.elements().unwrap_or_default() {
            let Some(text) = element.as_str() else {
                return fail("input list must not contain null string");
            };
            swapped.entry(Arc::from(text)).or_default().push(Value::string(key.clone()));
        }
    }
    let lists = swapped.into_iter().map(|(key, keys)| (key, Value::list(Type::String, keys)));
    Ok(Value::map(Type::list(Type::String), lists).mark(marks))
}

fn values_type(arguments: &[Value]) -> Result<Type, CallError> {
    match arguments.first().map(Value::ty) {
        Some(Type::Map(element)) => Ok(Type::list((**element).clone())),
        Some(Type::Object(object)) => Ok(Type::tuple(object.attributes.values().cloned())),
        _ => fail("values() requires a map as the first argument"),
    }
}

fn values(call: &Call<'_>) -> Outcome {
    let map = call.argument(0);
    let values = map.entries().into_iter().flat_map(Entries::values).cloned();
    Ok(match call.ty {
        Type::List(element) => Value::list((**element).clone(), values),
        _ => Value::tuple(values),
    }
    .mark(map.marks()))
}

fn mismatch(keys: usize, values: usize) -> CallError {
    CallError::new(format!("number of keys ({keys}) does not match number of values ({values})"))
}

fn zipmap_type(arguments: &[Value]) -> Result<Type, CallError> {
    let [keys, values] = arguments else { return Ok(Type::Dynamic) };
    match values.ty() {
        Type::List(element) => Ok(Type::map((**element).clone())),
        Type::Tuple(types) => {
            let keys = keys.unmark_deep();
            if !keys.is_wholly_known() {
                return Ok(Type::Dynamic);
            }
            let names = keys.elements().unwrap_or_default();
            if names.len() != types.len() {
                return Err(mismatch(names.len(), types.len()));
            }
            let mut attributes = Vec::with_capacity(names.len());
            for (place, (name, ty)) in names.iter().zip(types.iter()).enumerate() {
                let Some(name) = name.as_str() else {
                    return fail(format!("keys list has null value at index {place}"));
                };
                attributes.push((name, ty.clone()));
            }
            Ok(Type::object(attributes))
        }
        _ => fail("values argument must be a list or tuple value"),
    }
}

fn zipmap(call: &Call<'_>) -> Outcome {
    let marks = call.argument(0).marks_deep() | call.argument(1).marks();
    let keys = call.argument(0).unmark_deep();
    if !keys.is_wholly_known() {
        return Ok(call.unknown().mark(marks));
    }
    let (names, values) = (keys.elements().unwrap_or_default(), call.elements(1));
    if names.len() != values.len() {
        return Err(mismatch(names.len(), values.len()));
    }
    let mut zipped: BTreeMap<Arc<str>, Value> = BTreeMap::new();
    for (place, (name, value)) in names.iter().zip(values).enumerate() {
        let Some(name) = name.as_str() else {
            return fail(format!("keys list has null value at index {place}"));
        };
        zipped.insert(Arc::from(name), value.clone());
    }
    Ok(match call.ty {
        Type::Map(element) => Value::map((**element).clone(), zipped),
        _ => Value::object(zipped),
    }
    .mark(marks))
}
