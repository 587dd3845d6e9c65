//! Types written with the old SDK, which cannot tell null from the zero value of a type.

use dryrun_aws_facts::{Attribute, Block, Literal, Nested, Rewrite};
use dryrun_cty::{Kind, Type, Value};
use dryrun_provider::Nesting;

use super::{Action, documents, rewrite::rewritten};
use crate::values::{
    Entries, collection, elements, empty, entries, is_empty, is_zero, literal, member, present,
    same, zero,
};

/// Where in the resource a value is planned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    action: Action,
    in_set: bool,
    at_root: bool,
}

impl Place {
    /// At the root of the resource.
    pub(super) fn root(action: Action) -> Self {
        Self { action, in_set: false, at_root: true }
    }

    fn inside(self) -> Self {
        Self { at_root: false, ..self }
    }

    fn in_set(self) -> Self {
        Self { at_root: false, in_set: true, ..self }
    }

    fn creates(self) -> bool {
        self.action == Action::Create
    }
}

/// The planned value of a block before computed values become unknown.
pub(super) fn plan_block(
    block: &Block,
    prior: Option<&Value>,
    proposed: &Value,
    place: Place,
) -> Value {
    let proposed = |name: &str| proposed.entries().and_then(|entries| entries.get(name));
    let attributes = block.attributes.iter().map(|(name, attribute)| {
        let old = member(prior, name);
        let planned = plan_attribute(attribute, old, present(proposed(name)), place);
        (name.clone(), document(name, attribute, old, planned, place))
    });
    let blocks = block.blocks.iter().map(|nested| {
        let (old, new) = (member(prior, &nested.name), proposed(&nested.name));
        (nested.name.clone(), plan_nested(nested, old, new, place))
    });
    entries(&block.ty, attributes.chain(blocks).collect())
}

/// A document that says the same as before stays as it was.
fn document(
    name: &str,
    attribute: &Attribute,
    prior: Option<&Value>,
    planned: Value,
    place: Place,
) -> Value {
    let Some(new) = planned.as_str().filter(|_| is_json(attribute)) else { return planned };
    let kept = prior.filter(|_| !place.creates() && !place.in_set);
    match kept.and_then(|prior| Some((prior, prior.as_str()?))) {
        Some((prior, old)) if documents::same(name, old, new) => prior.clone(),
        Some(_) | None if name == documents::CONTAINERS => {
            documents::containers(new).map_or(planned, Value::string)
        }
        Some(_) | None => planned,
    }
}

fn plan_nested(
    nested: &Nested,
    prior: Option<&Value>,
    proposed: Option<&Value>,
    place: Place,
) -> Value {
    let ty = nested_type(nested);
    let Some(proposed) = present(proposed) else { return Value::null(ty) };
    if !proposed.is_known() || place.at_root && &*nested.name == "timeouts" {
        return proposed.clone();
    }
    let left_out = proposed.elements().is_some_and(<[Value]>::is_empty);
    if left_out && nested.facts.computed_block {
        return match prior {
            Some(prior) if !place.creates() && !place.in_set => prior.clone(),
            Some(_) | None => Value::unknown(ty),
        };
    }
    match prior {
        Some(prior)
            if left_out
                && nested.facts.suppressed.removal
                && !place.creates()
                && !is_empty(prior) =>
        {
            prior.clone()
        }
        Some(_) | None => plan_content(nested, &ty, prior, proposed, place),
    }
}

fn plan_content(
    nested: &Nested,
    ty: &Type,
    prior: Option<&Value>,
    proposed: &Value,
    place: Place,
) -> Value {
    let block = &nested.block;
    match nested.nesting {
        Nesting::Single | Nesting::Group => plan_block(block, prior, proposed, place.inside()),
        Nesting::List => {
            let old = elements(prior);
            let all = elements(Some(proposed)).iter().enumerate();
            collection(
                ty,
                all.map(|(index, element)| {
                    plan_block(block, old.get(index), element, place.inside())
                })
                .collect(),
            )
        }
        Nesting::Set => plan_set(nested, ty, prior, proposed, place),
        Nesting::Map => {
            let all = proposed.entries().into_iter().flatten();
            entries(
                ty,
                all.map(|(key, element)| {
                    (key.clone(), plan_block(block, member(prior, key), element, place.inside()))
                })
                .collect(),
            )
        }
    }
}

fn plan_set(
    nested: &Nested,
    ty: &Type,
    prior: Option<&Value>,
    proposed: &Value,
    place: Place,
) -> Value {
    let all = elements(Some(proposed)).iter();
    let planned: Vec<Value> =
        all.map(|element| plan_block(&nested.block, None, element, place.in_set())).collect();
    if !place.creates()
        && let Some(prior) = prior
        && prior.elements().is_some_and(|old| old.len() == planned.len())
        && proposed.is_wholly_known()
    {
        let in_sight = |all: &[Value]| {
            collection(ty, all.iter().map(|element| hashed(&nested.block, element)).collect())
        };
        if same(&in_sight(&planned), &in_sight(elements(Some(prior)))) {
            return prior.clone();
        }
    }
    collection(ty, planned)
}

/// What of an element tells it from others in the SDK's eyes (`SerializeResourceForHash`): the arguments that can be
/// configured, where nothing and what only the provider will choose are zero.
fn hashed(block: &Block, element: &Value) -> Value {
    let Some(given) = element.entries() else { return element.clone() };
    let mut out = given.clone();
    for (name, attribute) in &block.attributes {
        let schema = &attribute.schema;
        let told = present(given.get(name))
            .filter(|value| value.is_known() && (schema.required || schema.optional));
        out.insert(name.clone(), told.map_or_else(|| zero(&schema.ty), zero_filled_members));
    }
    for nested in &block.blocks {
        let Some(content) = given.get(&nested.name) else { continue };
        let all = elements(Some(content)).iter();
        let content = match content.kind() {
            Kind::Elements(_) | Kind::Unknown(_) => collection(
                content.ty(),
                all.map(|element| hashed(&nested.block, element)).collect(),
            ),
            Kind::Entries(_) => hashed(&nested.block, content),
            Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => content.clone(),
        };
        out.insert(nested.name.clone(), content);
    }
    entries(element.ty(), out)
}

fn plan_attribute(
    attribute: &Attribute,
    prior: Option<&Value>,
    proposed: Option<&Value>,
    place: Place,
) -> Value {
    let (schema, facts) = (&attribute.schema, &attribute.facts);
    let ty = &schema.ty;
    if schema.write_only {
        return Value::null(ty.clone());
    }
    if !(schema.required || schema.optional) {
        return plan_computed(ty, prior, proposed, place);
    }
    let default = facts.default.as_ref().filter(|_| !(schema.computed && prior.is_some()));
    let value = match (proposed, default) {
        (Some(value), _) => value.clone(),
        (None, Some(default)) => literal(default, ty),
        (None, None) => match prior {
            Some(prior) if keeps(attribute, prior, place) => return prior.clone(),
            Some(_) | None => return plan_absent(attribute, prior, place),
        },
    };
    if value.is_null() {
        return plan_absent(attribute, prior, place);
    }
    match prior {
        Some(prior)
            if !place.creates() && !place.in_set && value.is_known() && same(&value, prior) =>
        {
            prior.clone()
        }
        Some(_) | None => plan_present(attribute, prior, value, place),
    }
}

/// A value that cannot be configured.
fn plan_computed(
    ty: &Type,
    prior: Option<&Value>,
    proposed: Option<&Value>,
    place: Place,
) -> Value {
    let unknown = || Value::unknown(ty.clone());
    if place.creates() {
        return Value::null(ty.clone());
    }
    if place.in_set {
        return proposed.cloned().unwrap_or_else(unknown);
    }
    match prior {
        Some(prior) => prior.clone(),
        None if ty.is_collection() => unknown(),
        None => Value::null(ty.clone()),
    }
}

/// An update keeps the prior value where the argument was removed but the SDK sees no difference.
fn keeps(attribute: &Attribute, prior: &Value, place: Place) -> bool {
    if place.creates() {
        return false;
    }
    let unset = !place.in_set && attribute.facts.default.is_none() && is_zero(prior);
    unset || attribute.facts.suppressed.removal && !is_empty(prior)
}

fn plan_absent(attribute: &Attribute, prior: Option<&Value>, place: Place) -> Value {
    let (ty, computed) = (&attribute.schema.ty, attribute.schema.computed);
    let null = || Value::null(ty.clone());
    let unknown = || Value::unknown(ty.clone());
    if place.in_set {
        return match ty {
            _ if computed => unknown(),
            Type::List(_) | Type::Set(_) => empty(ty),
            Type::String => Value::string(""),
            Type::Dynamic
            | Type::Bool
            | Type::Number
            | Type::Map(_)
            | Type::Tuple(_)
            | Type::Object(_) => null(),
        };
    }
    if place.creates() {
        return null();
    }
    match prior {
        Some(prior) if computed => prior.clone(),
        None if computed && ty.is_collection() => unknown(),
        // The old SDK removes the elements, not the collection.
        Some(_) if ty.is_collection() => empty(ty),
        Some(_) | None => null(),
    }
}

fn plan_present(attribute: &Attribute, prior: Option<&Value>, value: Value, place: Place) -> Value {
    let ty = &attribute.schema.ty;
    let had_elements = prior.is_some_and(|prior| !is_empty(prior));
    let unknown_inside = match value.kind() {
        Kind::Unknown(_) => true,
        Kind::Elements(all) => all.iter().any(|element| !element.is_known()),
        Kind::Entries(all) if matches!(ty, Type::Map(_)) => {
            all.values().any(|element| !element.is_known())
        }
        Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) | Kind::Entries(_) => false,
    };
    if unknown_inside {
        return Value::unknown(ty.clone());
    }
    match ty {
        Type::Set(element) if is_empty(&value) => {
            if place.in_set || !element.is_primitive() || had_elements {
                value
            } else {
                Value::null(ty.clone())
            }
        }
        Type::Set(element) => plan_elements(attribute, element, prior, &value, place),
        Type::Map(_) if is_empty(&value) => {
            if had_elements {
                value
            } else {
                Value::null(ty.clone())
            }
        }
        Type::Map(_) => without_nulls(ty, &value),
        // An empty policy is the same as none for the provider, so it stays as configured.
        Type::String if value.as_str() == Some("") && is_json(attribute) && place.creates() => {
            value
        }
        Type::String if attribute.schema.computed && value.as_str() == Some("") => match prior {
            Some(prior) if !place.creates() && prior.as_str() != Some("") => prior.clone(),
            Some(_) | None => Value::unknown(ty.clone()),
        },
        Type::Dynamic
        | Type::Bool
        | Type::Number
        | Type::String
        | Type::List(_)
        | Type::Tuple(_)
        | Type::Object(_) => match attribute.facts.rewrite {
            Some(kind) => rewritten(kind, value),
            None => value,
        },
    }
}

fn is_json(attribute: &Attribute) -> bool {
    matches!(attribute.facts.rewrite, Some(Rewrite::Json | Rewrite::Policy))
}

fn without_nulls(ty: &Type, map: &Value) -> Value {
    let all = map.entries().into_iter().flatten().filter(|(_, value)| !value.is_null());
    entries(ty, all.map(|(key, value)| (key.clone(), value.clone())).collect())
}

fn plan_elements(
    attribute: &Attribute,
    element: &Type,
    prior: Option<&Value>,
    value: &Value,
    place: Place,
) -> Value {
    let ty = &attribute.schema.ty;
    let all = elements(Some(value)).iter();
    let planned = collection(
        ty,
        all.map(|one| plan_member(element, one, &attribute.facts.member_defaults)).collect(),
    );
    match prior {
        Some(prior)
            if !place.creates()
                && !is_empty(prior)
                && same(&zero_filled_members(&planned), prior) =>
        {
            prior.clone()
        }
        Some(prior) if !place.creates() && planned.is_wholly_known() => {
            with_nulls_of_kept(&planned, prior, value)
        }
        Some(_) | None => planned,
    }
}

/// Where an element was there before, the SDK gives back the nulls of the configuration in place of empty strings.
fn with_nulls_of_kept(planned: &Value, prior: &Value, configured: &Value) -> Value {
    let kept = |element: &Value| {
        let one = collection(planned.ty(), vec![element.clone()]);
        elements(Some(&zero_filled_members(&one)))
            .first()
            .is_some_and(|filled| elements(Some(prior)).iter().any(|old| same(old, filled)))
    };
    let with_nulls = |element: &Value| {
        let Some(given) = element.entries().filter(|_| kept(element)) else {
            return element.clone();
        };
        let is_null = |name: &str| {
            elements(Some(configured))
                .iter()
                .any(|one| same_where_configured(one, element) && member(Some(one), name).is_none())
        };
        let members = given.iter().map(|(name, value)| {
            let emptied = value.as_str() == Some("") && is_null(name);
            let value = if emptied { Value::null(value.ty().clone()) } else { value.clone() };
            (name.clone(), value)
        });
        entries(element.ty(), members.collect())
    };
    let all = elements(Some(planned)).iter().map(with_nulls).collect();
    collection(planned.ty(), all)
}

/// Whether what is configured of an element is in the planned one.
fn same_where_configured(configured: &Value, planned: &Value) -> bool {
    let given = configured.entries().into_iter().flatten();
    given.filter(|(_, value)| !value.is_null()).all(|(name, value)| {
        member(Some(planned), name).is_some_and(|planned| same(planned, value))
    })
}

/// An element of a `set(object)` attribute, as the SDK's flat form gives it back.
fn plan_member(ty: &Type, value: &Value, defaults: &[(std::sync::Arc<str>, Literal)]) -> Value {
    let (Type::Object(object), Some(given)) = (ty, value.entries()) else { return value.clone() };
    let mut out = Entries::new();
    for (name, ty) in &object.attributes {
        let default = defaults
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, default)| literal(default, ty));
        let planned = match (present(given.get(name)).cloned().or(default), ty) {
            (Some(value), Type::List(element) | Type::Set(element)) => {
                plan_member_list(ty, element, value)
            }
            (Some(value), _) => value,
            (None, Type::String) => Value::string(""),
            (None, Type::List(_) | Type::Set(_)) => empty(ty),
            (None, _) => Value::null(ty.clone()),
        };
        out.insert(name.clone(), planned);
    }
    entries(ty, out)
}

fn plan_member_list(ty: &Type, element: &Type, value: Value) -> Value {
    match value.elements() {
        Some(all) if all.iter().any(|one| !one.is_known()) => Value::unknown(ty.clone()),
        Some(all) => collection(ty, all.iter().map(|one| plan_member(element, one, &[])).collect()),
        None => value,
    }
}

/// The prior state as the SDK's field readers see it: unset members of nested blocks are zero values.
pub(super) fn zero_filled(block: &Block, prior: &Value) -> Value {
    fill(block, prior, true)
}

fn fill(block: &Block, value: &Value, at_root: bool) -> Value {
    let Some(given) = value.entries() else { return value.clone() };
    let mut out = given.clone();
    let fills =
        !at_root && (!block.blocks.is_empty() || given.values().any(|value| !value.is_null()));
    for (name, attribute) in &block.attributes {
        let schema = &attribute.schema;
        if fills && !schema.write_only && present(out.get(name)).is_none() {
            out.insert(name.clone(), zero(&schema.ty));
        }
        if schema.ty.is_collection()
            && let Some(filled) = out.get(name).map(zero_filled_members)
        {
            out.insert(name.clone(), filled);
        }
    }
    for nested in &block.blocks {
        let Some(old) =
            given.get(&nested.name).filter(|_| !(at_root && &*nested.name == "timeouts"))
        else {
            continue;
        };
        if let Some(all) = old.elements() {
            let filled = all.iter().map(|element| fill(&nested.block, element, false)).collect();
            out.insert(nested.name.clone(), collection(old.ty(), filled));
        }
    }
    entries(value.ty(), out)
}

/// The same within attributes of type `list(object)` and `set(object)`.
fn zero_filled_members(value: &Value) -> Value {
    let (Some(all), Some(Type::Object(object))) = (value.elements(), value.ty().element()) else {
        return value.clone();
    };
    let fill = |element: &Value| {
        let Some(given) = element.entries() else { return element.clone() };
        let filled = object.attributes.iter().map(|(name, ty)| {
            let member = present(given.get(name)).map_or_else(|| zero(ty), zero_filled_members);
            (name.clone(), member)
        });
        entries(element.ty(), filled.collect())
    };
    collection(value.ty(), all.iter().map(fill).collect())
}

/// A new object has no id yet, whatever was configured.
pub(super) fn without_id(block: &Block, planned: Value) -> Value {
    let Some(id) = block.attribute("id") else { return planned };
    let mut out = planned.entries().cloned().unwrap_or_default();
    out.insert("id".into(), Value::null(id.schema.ty.clone()));
    entries(&block.ty, out)
}

/// Computed values that are null become unknown, at any depth.
pub(super) fn mark_unknowns(block: &Block, value: &Value) -> Value {
    let Some(given) = value.entries() else { return value.clone() };
    let mut out = given.clone();
    for (name, attribute) in &block.attributes {
        if attribute.schema.computed && present(given.get(name)).is_none() {
            out.insert(name.clone(), Value::unknown(attribute.schema.ty.clone()));
        }
    }
    for nested in &block.blocks {
        let Some(content) = given.get(&nested.name) else { continue };
        let marked = match content.kind() {
            Kind::Elements(all) => collection(
                content.ty(),
                all.iter().map(|element| mark_unknowns(&nested.block, element)).collect(),
            ),
            Kind::Entries(_) => mark_unknowns(&nested.block, content),
            Kind::Null | Kind::Unknown(_) | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => {
                continue;
            }
        };
        out.insert(nested.name.clone(), marked);
    }
    entries(&block.ty, out)
}

/// The type of a nested block's value.
pub(super) fn nested_type(nested: &Nested) -> Type {
    let content = nested.block.ty.clone();
    match nested.nesting {
        Nesting::Single | Nesting::Group => content,
        Nesting::List => Type::list(content),
        Nesting::Set => Type::set(content),
        Nesting::Map => Type::map(content),
    }
}
