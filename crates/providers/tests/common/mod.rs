//! Values from JSON and core's merge, as tests of providers need them.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "each test uses a part; tests may panic"
)]

use std::sync::Arc;

use dryrun_cty::{Kind, Number, Type, Value};
use dryrun_provider::{Block, NestedBlock, Nesting};
use serde_json::Value as Json;

/// A JSON value as a value of a type; `{"$unknown": true}` is unknown.
pub(crate) fn value(ty: &Type, json: &Json) -> Value {
    match (ty, json) {
        (_, Json::Null) => Value::null(ty.clone()),
        (_, Json::Object(object)) if object.contains_key("$unknown") => Value::unknown(ty.clone()),
        (Type::Bool, Json::Bool(value)) => Value::bool(*value),
        (Type::Number, Json::Number(number)) => {
            Value::number(Number::parse(&number.to_string()).unwrap())
        }
        (Type::Number, Json::String(text)) => Value::number(Number::parse(text).unwrap()),
        (Type::String, Json::String(text)) => Value::string(text.as_str()),
        (Type::List(element) | Type::Set(element), Json::Array(all)) => Value::new(
            ty.clone(),
            Kind::Elements(all.iter().map(|one| value(element, one)).collect()),
        ),
        (Type::Map(element), Json::Object(all)) => {
            let entries = all.iter().map(|(key, one)| (key.as_str().into(), value(element, one)));
            Value::new(ty.clone(), Kind::Entries(Arc::new(entries.collect())))
        }
        (Type::Object(object), Json::Object(all)) => {
            let member = |(name, ty): (&Arc<str>, &Type)| {
                (name.clone(), value(ty, all.get(&**name).unwrap_or(&Json::Null)))
            };
            let entries = object.attributes.iter().map(member).collect();
            Value::new(ty.clone(), Kind::Entries(Arc::new(entries)))
        }
        _ => panic!("{json} is no {ty:?}"),
    }
}

/// Back to JSON, to show differences.
pub(crate) fn json(value: &Value) -> Json {
    match value.kind() {
        Kind::Null => Json::Null,
        Kind::Unknown(_) => serde_json::json!({"$unknown": true}),
        Kind::Bool(value) => Json::Bool(*value),
        Kind::Number(number) => serde_json::json!(number.to_f64()),
        Kind::String(text) => Json::String(text.to_string()),
        Kind::Elements(all) => all.iter().map(json).collect(),
        Kind::Entries(all) => {
            Json::Object(all.iter().map(|(key, one)| (key.to_string(), json(one))).collect())
        }
    }
}

/// Whether two values are the same, sets in any order and without twins (which the reference does not drop).
pub(crate) fn same(a: &Value, b: &Value) -> bool {
    match (a.kind(), b.kind()) {
        (Kind::Elements(x), Kind::Elements(y)) if matches!(a.ty(), Type::Set(_)) => {
            let within = |x: &[Value], y: &[Value]| {
                x.iter().all(|one| y.iter().any(|other| same(one, other)))
            };
            within(x, y) && within(y, x)
        }
        (Kind::Elements(x), Kind::Elements(y)) => {
            x.len() == y.len() && x.iter().zip(y.iter()).all(|(a, b)| same(a, b))
        }
        (Kind::Entries(x), Kind::Entries(y)) => {
            x.len() == y.len()
                && x.iter().zip(y.iter()).all(|((k, a), (l, b))| k == l && same(a, b))
        }
        (x, y) => x == y,
    }
}

/// Core's proposed new state.
pub(crate) fn proposed(block: &Block, prior: Option<&Value>, config: &Value) -> Value {
    let Some(given) = config.entries() else { return config.clone() };
    let mut out = given.clone();
    for (name, attribute) in &block.attributes {
        if let Some(old) = member(prior, name)
            && attribute.computed
            && given.get(name).unwrap().is_null()
        {
            out.insert(name.clone(), old.clone());
        }
    }
    for (name, nested) in &block.blocks {
        out.insert(
            name.clone(),
            proposed_nested(nested, member(prior, name), given.get(name).unwrap()),
        );
    }
    Value::new(config.ty().clone(), Kind::Entries(Arc::new(out)))
}

fn proposed_nested(nested: &NestedBlock, prior: Option<&Value>, config: &Value) -> Value {
    let old = prior.and_then(Value::elements).unwrap_or_default();
    let Some(all) = config.elements() else { return proposed(&nested.block, prior, config) };
    let merged: Vec<Value> = if nested.nesting == Nesting::Set {
        let mut unused: Vec<Option<&Value>> = old.iter().map(Some).collect();
        let pair = |element: &Value| {
            let hit = unused
                .iter_mut()
                .find(|old| old.is_some_and(|old| could_come_from(&nested.block, old, element)));
            proposed(&nested.block, hit.and_then(Option::take), element)
        };
        all.iter().map(pair).collect()
    } else {
        all.iter()
            .enumerate()
            .map(|(index, element)| proposed(&nested.block, old.get(index), element))
            .collect()
    };
    Value::new(config.ty().clone(), Kind::Elements(merged.into()))
}

fn could_come_from(block: &Block, prior: &Value, config: &Value) -> bool {
    let both = |name: &str| {
        (prior.entries().unwrap().get(name).unwrap(), config.entries().unwrap().get(name).unwrap())
    };
    let attributes = block.attributes.iter().all(|(name, attribute)| {
        let (old, new) = both(name);
        same(old, new) || attribute.computed && new.is_null()
    });
    attributes
        && block.blocks.iter().all(|(name, nested)| {
            let (old, new) = both(name);
            if old == new {
                return true;
            }
            match (nested.nesting, old.elements(), new.elements()) {
                (Nesting::List, Some(x), Some(y)) => {
                    x.len() == y.len()
                        && x.iter().zip(y).all(|(a, b)| could_come_from(&nested.block, a, b))
                }
                (Nesting::Single, _, _) if old.entries().is_some() && new.entries().is_some() => {
                    could_come_from(&nested.block, old, new)
                }
                _ => false,
            }
        })
}

fn member<'a>(object: Option<&'a Value>, name: &str) -> Option<&'a Value> {
    object?.entries()?.get(name).filter(|value| !value.is_null())
}
