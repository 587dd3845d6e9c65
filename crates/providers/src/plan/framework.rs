//! Types written with the Plugin Framework.

use dryrun_aws_facts::{Attribute, Block, Known, Nested};
use dryrun_cty::{Kind, Value};
use dryrun_provider::Nesting;

use super::{Action, rewrite::rewritten};
use crate::values::{collection, elements, entries, literal, member, same};

/// The proposed value with the schema's defaults where the configuration is silent.
pub(super) fn with_defaults(block: &Block, proposed: &Value, config: &Value) -> Value {
    defaults(block, proposed, Some(config))
}

fn defaults(block: &Block, proposed: &Value, config: Option<&Value>) -> Value {
    let attributes = block.attributes.iter().map(|(name, attribute)| {
        let value = proposed.entries().and_then(|entries| entries.get(name));
        (name.clone(), default(attribute, value, member(config, name)))
    });
    let blocks = block.blocks.iter().map(|nested| {
        let value = proposed.entries().and_then(|entries| entries.get(&nested.name));
        let planned = each(nested, value, |index, element| {
            defaults(&nested.block, element, source(nested, config, index, element))
        });
        (nested.name.clone(), planned)
    });
    entries(&block.ty, attributes.chain(blocks).collect())
}

fn default(attribute: &Attribute, proposed: Option<&Value>, config: Option<&Value>) -> Value {
    let ty = &attribute.schema.ty;
    if attribute.schema.write_only {
        return Value::null(ty.clone());
    }
    let value = match &attribute.facts.default {
        Some(default) if config.is_none() => literal(default, ty),
        Some(_) | None => proposed.cloned().unwrap_or_else(|| Value::null(ty.clone())),
    };
    match attribute.facts.rewrite {
        Some(kind) => rewritten(kind, value),
        None => value,
    }
}

/// Computed values that the configuration leaves open become unknown, at any depth.
pub(super) fn mark_unknowns(
    block: &Block,
    planned: &Value,
    config: Option<&Value>,
    prior: Option<&Value>,
    action: Action,
) -> Value {
    let attributes = block.attributes.iter().map(|(name, attribute)| {
        let value = planned.entries().and_then(|entries| entries.get(name)).cloned();
        let value = value.unwrap_or_else(|| Value::null(attribute.schema.ty.clone()));
        let value = if is_open(attribute) && member(config, name).is_none() {
            computed(attribute, member(prior, name), action)
        } else {
            value
        };
        (name.clone(), value)
    });
    let blocks = block.blocks.iter().map(|nested| {
        let value = planned.entries().and_then(|entries| entries.get(&nested.name));
        let marked = each(nested, value, |index, element| {
            let (config, prior) =
                (source(nested, config, index, element), counterpart(nested, prior, index));
            mark_unknowns(&nested.block, element, config, prior, action)
        });
        (nested.name.clone(), marked)
    });
    entries(&block.ty, attributes.chain(blocks).collect())
}

fn is_open(attribute: &Attribute) -> bool {
    attribute.schema.computed && attribute.facts.default.is_none() && !attribute.schema.write_only
}

fn computed(attribute: &Attribute, prior: Option<&Value>, action: Action) -> Value {
    let ty = &attribute.schema.ty;
    let stays_null = attribute.facts.known == Some(Known::Null);
    match (action, prior) {
        (Action::Update, Some(prior)) if attribute.facts.keep => prior.clone(),
        (Action::Create, _) | (Action::Update, None) if stays_null => Value::null(ty.clone()),
        (Action::Create | Action::Update, _) => Value::unknown(ty.clone()),
    }
}

/// The block's elements, each planned; a single block is its own only element.
fn each(
    nested: &Nested,
    value: Option<&Value>,
    mut plan: impl FnMut(usize, &Value) -> Value,
) -> Value {
    let ty = || nested_type(nested);
    match value.map(|value| (value, value.kind())) {
        Some((value, Kind::Elements(all))) => collection(
            value.ty(),
            all.iter().enumerate().map(|(index, element)| plan(index, element)).collect(),
        ),
        Some((value, Kind::Entries(_))) => plan(0, value),
        Some((value, _)) => value.clone(),
        None => Value::null(ty()),
    }
}

fn nested_type(nested: &Nested) -> dryrun_cty::Type {
    super::sdk::nested_type(nested)
}

/// What another value holds at the same place.
fn counterpart<'a>(nested: &Nested, other: Option<&'a Value>, index: usize) -> Option<&'a Value> {
    let value = member(other, &nested.name)?;
    if value.elements().is_some() { elements(Some(value)).get(index) } else { Some(value) }
}

/// The configured block that an element stems from. The elements of a set may have changed places with their values.
fn source<'a>(
    nested: &Nested,
    config: Option<&'a Value>,
    index: usize,
    element: &Value,
) -> Option<&'a Value> {
    let nearest = counterpart(nested, config, index);
    if nested.nesting != Nesting::Set || nearest.is_some_and(|nearest| stems_from(element, nearest))
    {
        return nearest;
    }
    let all = elements(member(config, &nested.name));
    all.iter().find(|configured| stems_from(element, configured)).or(nearest)
}

/// Whether all that is configured is in the element.
fn stems_from(element: &Value, configured: &Value) -> bool {
    let (Some(element), Some(configured)) = (element.entries(), configured.entries()) else {
        return false;
    };
    configured.iter().all(|(name, value)| {
        value.is_null() || element.get(name).is_some_and(|planned| same(planned, value))
    })
}
