//! The proposed new state: the configuration, with what it leaves open taken from the prior state.
//!
//! Pure: values in, value out. The name and the rules are those of Terraform's `objchange.ProposedNew`.

use std::sync::Arc;

use dryrun_cty::{Entries, Kind, Type, Value};
use dryrun_provider::{Attribute, Block, NestedBlock, Nesting};

use crate::schema::body::absent;

/// The value with which planning starts.
pub(crate) fn proposed_new(schema: &Block, ty: &Type, prior: &Value, config: &Value) -> Value {
    if config.is_null() && prior.is_null() {
        return prior.clone();
    }
    if prior.is_null() {
        // A new object is what is configured: there is nothing that could stand in for what is left open.
        return if config.is_known() { config.clone() } else { empty(schema, ty) };
    }
    block(schema, ty, prior, config)
}

/// The value of a data source that is read later: what the configuration leaves open is unknown.
pub(crate) fn planned_data(schema: &Block, ty: &Type, config: &Value) -> Value {
    block(schema, ty, &Value::unknown(ty.clone()), config)
}

/// A block in which nothing is set.
pub(crate) fn empty(schema: &Block, ty: &Type) -> Value {
    let attributes = schema
        .attributes
        .iter()
        .map(|(name, attribute)| (name.clone(), Value::null(attribute.ty.clone())));
    let blocks = schema.blocks.iter().map(|(name, nested)| (name.clone(), absent(nested)));
    object(schema, ty, attributes.chain(blocks).collect())
}

/// An object of a schema's type; where that leaves types open, they are those of the values.
pub(crate) fn object(schema: &Block, ty: &Type, entries: Entries<Value>) -> Value {
    if schema.has_dynamic() {
        Value::object_of(entries)
    } else {
        Value::new(ty.clone(), Kind::Entries(Arc::new(entries)))
    }
}

fn block(schema: &Block, ty: &Type, prior: &Value, config: &Value) -> Value {
    let Some(given) = config.entries() else { return prior.clone() };
    let attributes = schema.attributes.iter().map(|(name, known)| {
        let config = member(given, name, &known.ty);
        (name.clone(), attribute(known, name, prior, config))
    });
    let blocks = schema.blocks.iter().map(|(name, known)| {
        let config = given.get(name).cloned().unwrap_or_else(|| absent(known));
        (name.clone(), nested(known, &member_of(prior, name, known), &config))
    });
    object(schema, ty, attributes.chain(blocks).collect())
}

fn member(entries: &Entries<Value>, name: &str, ty: &Type) -> Value {
    entries.get(name).cloned().unwrap_or_else(|| Value::null(ty.clone()))
}

/// What only the provider may choose, or what the author left to it, stays as it was.
fn attribute(known: &Attribute, name: &str, prior: &Value, config: Value) -> Value {
    if !known.computed || !config.is_null() {
        return config;
    }
    match prior.kind() {
        Kind::Unknown(_) => Value::unknown(known.ty.clone()),
        Kind::Entries(entries) => member(entries, name, &known.ty),
        Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) | Kind::Elements(_) => {
            config
        }
    }
}

fn member_of(prior: &Value, name: &str, known: &NestedBlock) -> Value {
    match prior.kind() {
        Kind::Unknown(_) => Value::unknown(Type::Dynamic),
        Kind::Entries(entries) => entries.get(name).cloned().unwrap_or_else(|| absent(known)),
        Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) | Kind::Elements(_) => {
            absent(known)
        }
    }
}

fn nested(known: &NestedBlock, prior: &Value, config: &Value) -> Value {
    let ty = known.block.implied_type();
    match known.nesting {
        Nesting::Single | Nesting::Group => {
            if config.is_null() || !config.is_known() {
                return config.clone();
            }
            inner(known, ty, Some(prior), config)
        }
        Nesting::List => {
            let Some(elements) = config.elements() else { return config.clone() };
            let made = elements
                .iter()
                .enumerate()
                .map(|(at, element)| inner(known, ty, at_index(prior, at).as_ref(), element));
            let made: Vec<Value> = made.collect();
            if known.block.has_dynamic() {
                Value::tuple(made)
            } else {
                Value::list(ty.clone(), made)
            }
        }
        Nesting::Set => set(known, ty, prior, config),
        Nesting::Map => {
            let Some(entries) = config.entries() else { return config.clone() };
            let old = |key: &str| match prior.kind() {
                Kind::Unknown(_) => Some(prior.clone()),
                Kind::Entries(entries) => entries.get(key).cloned(),
                Kind::Null
                | Kind::Bool(_)
                | Kind::Number(_)
                | Kind::String(_)
                | Kind::Elements(_) => None,
            };
            let made = entries
                .iter()
                .map(|(key, entry)| (key.clone(), inner(known, ty, old(key).as_ref(), entry)));
            if known.block.has_dynamic() {
                Value::object(made)
            } else {
                Value::map(ty.clone(), made)
            }
        }
    }
    .mark(config.marks())
}

fn at_index(prior: &Value, at: usize) -> Option<Value> {
    match prior.kind() {
        Kind::Unknown(_) => Some(prior.clone()),
        Kind::Elements(elements) => elements.get(at).cloned(),
        Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) | Kind::Entries(_) => None,
    }
}

fn inner(known: &NestedBlock, ty: &Type, prior: Option<&Value>, config: &Value) -> Value {
    match prior {
        Some(prior) if !prior.is_null() => block(&known.block, ty, prior, config),
        Some(_) | None => proposed_new(&known.block, ty, &Value::null(ty.clone()), config),
    }
}

/// Elements of a set have no names: a prior element fits where it is what the configuration would give.
fn set(known: &NestedBlock, ty: &Type, prior: &Value, config: &Value) -> Value {
    let Some(elements) = config.elements() else { return config.clone() };
    let all_unknown = !prior.is_known();
    let old = prior.elements().unwrap_or_default();
    let mut used = vec![false; old.len()];
    let mut made = Vec::with_capacity(elements.len());
    for element in elements {
        if all_unknown {
            made.push(inner(known, ty, Some(prior), element));
            continue;
        }
        let fitting =
            old.iter().zip(&used).position(|(old, used)| !used && fits(&known.block, old, element));
        if let Some(used) = fitting.and_then(|at| used.get_mut(at)) {
            *used = true;
        }
        made.push(inner(known, ty, fitting.and_then(|at| old.get(at)), element));
    }
    Value::set(ty.clone(), made)
}

/// Whether a prior element may have come from this configuration: they differ only where the provider had a choice.
fn fits(schema: &Block, prior: &Value, config: &Value) -> bool {
    let (Some(old), Some(new)) = (prior.entries(), config.entries()) else {
        return prior.raw_equals(config);
    };
    let attributes =
        schema.attributes.iter().all(|(name, attribute)| match (old.get(name), new.get(name)) {
            (Some(old), Some(new)) => old.raw_equals(new) || (attribute.computed && new.is_null()),
            (_, None) => true,
            (None, Some(new)) => new.is_null(),
        });
    attributes
        && schema.blocks.iter().all(|(name, nested)| match (old.get(name), new.get(name)) {
            (Some(old), Some(new)) => nested_fits(nested, old, new),
            _ => true,
        })
}

fn nested_fits(nested: &NestedBlock, old: &Value, new: &Value) -> bool {
    match (old.elements(), new.elements()) {
        (Some(old), Some(new)) => {
            old.len() == new.len()
                && old.iter().zip(new).all(|(old, new)| fits(&nested.block, old, new))
        }
        _ => match (old.entries(), new.entries(), nested.nesting) {
            (Some(_), Some(_), Nesting::Single | Nesting::Group) => fits(&nested.block, old, new),
            _ => old.raw_equals(new),
        },
    }
}

/// What an old SDK's null blocks mean: none of them.
pub(crate) fn normalize_legacy(schema: &Block, ty: &Type, value: &Value) -> Value {
    let Some(entries) = value.entries() else { return value.clone() };
    if schema.blocks.is_empty() {
        return value.clone();
    }
    let mut normal = entries.clone();
    for (name, nested) in &schema.blocks {
        let Some(inner) = entries.get(name) else { continue };
        if inner.is_null() && !matches!(nested.nesting, Nesting::Single) {
            normal.insert(name.clone(), absent(nested));
        } else if let (Some(elements), false) = (inner.elements(), nested.block.blocks.is_empty()) {
            let inner_ty = nested.block.implied_type();
            let made = elements
                .iter()
                .map(|element| normalize_legacy(&nested.block, inner_ty, element))
                .collect::<Vec<_>>();
            normal.insert(
                name.clone(),
                Value::new(inner.ty().clone(), Kind::Elements(made.into())).mark(inner.marks()),
            );
        }
    }
    object(schema, ty, normal)
}
