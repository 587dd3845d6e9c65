//! The value of a body whose shape was checked.

use std::sync::Arc;

use dryrun_cty::{Kind, Marks, Type, Value};
use dryrun_diag::Diagnostic;
use dryrun_provider::{Block, NestedBlock, Nesting};

use super::shape::{Argument, Dynamic, Item, NestedBlocks, Shaped, wrong_number};
use crate::config::model::Name;
use crate::lang;
use crate::propose::{empty, object};
use crate::scope::Scope;

/// How many blocks one `dynamic` block may make.
const MAX_BLOCKS: usize = 1_000_000;

/// What is wrong with the references of a body, the content of `dynamic` blocks included.
pub(crate) fn check_references(shaped: &Shaped, scope: &Scope<'_, '_>) -> Vec<Diagnostic> {
    scope.check_all(&shaped.expressions())
}

/// Computes the value of a body.
pub(crate) fn evaluate(
    shaped: &Shaped,
    schema: &Block,
    ty: &Type,
    scope: &Scope<'_, '_>,
) -> (Value, Vec<Diagnostic>) {
    let mut diagnostics = check_references(shaped, scope);
    if diagnostics.iter().any(Diagnostic::is_error) {
        return (Value::unknown(ty.clone()), diagnostics);
    }
    let (value, found) = checked(shaped, schema, ty, scope);
    diagnostics.extend(found);
    (value, diagnostics)
}

/// The same where the references were checked already.
pub(crate) fn checked(
    shaped: &Shaped,
    schema: &Block,
    ty: &Type,
    scope: &Scope<'_, '_>,
) -> (Value, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let value = block_value(shaped, schema, ty, scope, &mut diagnostics);
    (value, diagnostics)
}

fn block_value(
    shaped: &Shaped,
    schema: &Block,
    ty: &Type,
    scope: &Scope<'_, '_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Value {
    let mut entries = Vec::with_capacity(schema.attributes.len() + schema.blocks.len());
    for (name, attribute) in &schema.attributes {
        let value = match (shaped.argument(name), shaped.nested(name)) {
            (Some(argument), _) => argument_value(argument, scope, diagnostics),
            (None, Some(blocks)) => block_like_value(blocks, &attribute.ty, scope, diagnostics),
            (None, None) => Value::null(attribute.ty.clone()),
        };
        entries.push((name.clone(), value));
    }
    for (name, block) in &schema.blocks {
        let value = match shaped.nested(name) {
            Some(blocks) => nested_value(blocks, scope, diagnostics),
            None => absent(block),
        };
        entries.push((name.clone(), value));
    }
    object(schema, ty, entries.into())
}

/// The value of an argument that is written as blocks; where `dynamic` blocks make none, it is not there at all.
fn block_like_value(
    blocks: &NestedBlocks,
    ty: &Type,
    scope: &Scope<'_, '_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Value {
    let value = nested_value(blocks, scope, diagnostics);
    let is_written = blocks.items.iter().any(|item| matches!(item, Item::Written { .. }));
    match value.elements() {
        Some([]) if !is_written => Value::null(ty.clone()).mark(value.marks()),
        Some(_) | None => value,
    }
}

fn argument_value(
    argument: &Argument,
    scope: &Scope<'_, '_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Value {
    let (value, found) = lang::evaluate(&argument.expression, scope);
    diagnostics.extend(found);
    match lang::convert(&value, &argument.ty) {
        Ok(converted) => converted,
        Err(error) => {
            let detail =
                format!("Inappropriate value for attribute \"{}\": {error}.", argument.name);
            let wrong = Diagnostic::error("Incorrect attribute value type", detail)
                .at(argument.expression.span);
            diagnostics.push(wrong.within(argument.name_span.to(argument.expression.span)));
            Value::unknown(argument.ty.clone())
        }
    }
}

/// The value of a type of blocks of which there is none.
pub(crate) fn absent(block: &NestedBlock) -> Value {
    let has_dynamic = block.block.has_dynamic();
    let ty = block.block.implied_type();
    match block.nesting {
        Nesting::Single => Value::null(ty.clone()),
        Nesting::Group => empty(&block.block, ty),
        Nesting::List if has_dynamic => Value::tuple([]),
        Nesting::List => Value::list(ty.clone(), []),
        Nesting::Set => Value::set(ty.clone(), []),
        Nesting::Map if has_dynamic => Value::object::<Arc<str>>([]),
        Nesting::Map => Value::map(ty.clone(), []),
    }
}

/// The objects of all blocks of one type, in order, with their labels; `None` where their number is unknown.
type Objects = Option<Vec<(Option<Name>, Value)>>;

fn nested_value(
    blocks: &NestedBlocks,
    scope: &Scope<'_, '_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Value {
    let has_dynamic = blocks.schema.block.has_dynamic();
    let ty = blocks.schema.block.implied_type().clone();
    let mut marks = Marks::NONE;
    let objects = objects(blocks, &ty, scope, &mut marks, diagnostics);
    let Some(objects) = objects else {
        let whole = match blocks.schema.nesting {
            Nesting::Single | Nesting::Group => ty,
            Nesting::List => Type::list(ty),
            Nesting::Set => Type::set(ty),
            Nesting::Map => Type::map(ty),
        };
        return Value::unknown(whole).mark(marks);
    };
    check_generated(blocks, objects.len(), diagnostics);
    let value = match blocks.schema.nesting {
        Nesting::Single | Nesting::Group => {
            objects.into_iter().next().map_or_else(|| absent(&blocks.schema), |(_, object)| object)
        }
        Nesting::List if has_dynamic => Value::tuple(objects.into_iter().map(|(_, object)| object)),
        Nesting::List => Value::list(ty, objects.into_iter().map(|(_, object)| object)),
        Nesting::Set => Value::set(ty, objects.into_iter().map(|(_, object)| object)),
        Nesting::Map => {
            Value::map(ty, objects.into_iter().filter_map(|(label, object)| Some((label?, object))))
        }
    };
    value.mark(marks)
}

fn check_generated(blocks: &NestedBlocks, number: usize, diagnostics: &mut Vec<Diagnostic>) {
    let dynamic = blocks.items.iter().find_map(|item| {
        if let Item::Dynamic(dynamic) = item { Some(dynamic.content.missing_item) } else { None }
    });
    if let Some(span) = dynamic {
        let spans = vec![span; number];
        diagnostics.extend(wrong_number(&blocks.name, &blocks.schema, &spans, span));
    }
}

fn objects(
    blocks: &NestedBlocks,
    ty: &Type,
    scope: &Scope<'_, '_>,
    marks: &mut Marks,
    diagnostics: &mut Vec<Diagnostic>,
) -> Objects {
    let mut objects = Vec::new();
    let mut known = true;
    for item in &blocks.items {
        match item {
            Item::Written { label, shaped, .. } => {
                objects.push((
                    label.clone(),
                    block_value(shaped, &blocks.schema.block, ty, scope, diagnostics),
                ));
            }
            Item::Dynamic(dynamic) => {
                match generated(dynamic, &blocks.schema.block, ty, scope, marks, diagnostics) {
                    Some(more) => objects.extend(more),
                    None => known = false,
                }
            }
        }
    }
    known.then_some(objects)
}

fn generated(
    dynamic: &Dynamic,
    schema: &Block,
    ty: &Type,
    scope: &Scope<'_, '_>,
    marks: &mut Marks,
    diagnostics: &mut Vec<Diagnostic>,
) -> Objects {
    let (each, found) = lang::evaluate(&dynamic.for_each, scope);
    let failed = found.iter().any(Diagnostic::is_error);
    diagnostics.extend(found);
    if failed {
        return None;
    }
    *marks |= each.marks();
    let span = dynamic.for_each.span;
    let entries = match iterable(&each) {
        Iterable::Unknown => {
            // Even so, the content is looked at, with an iterator of which nothing is known.
            let iterator =
                iterator_object(Value::unknown(Type::Dynamic), Value::unknown(Type::Dynamic));
            one(dynamic, iterator, schema, ty, scope, diagnostics);
            return None;
        }
        Iterable::Null => {
            let detail = "Cannot use a null value in for_each.";
            diagnostics.push(Diagnostic::error("Invalid dynamic for_each value", detail).at(span));
            return None;
        }
        Iterable::Wrong => {
            let detail = format!(
                "Cannot use a {} value in for_each. An iterable collection is required.",
                each.ty().friendly_name()
            );
            diagnostics.push(Diagnostic::error("Invalid dynamic for_each value", detail).at(span));
            return None;
        }
        Iterable::Entries(entries) => entries,
    };
    if entries.len() > MAX_BLOCKS {
        diagnostics.push(
            Diagnostic::error(
                "Too many blocks",
                format!("A dynamic block may make {MAX_BLOCKS} blocks at most."),
            )
            .at(span),
        );
        return None;
    }
    let mut made = Vec::new();
    for (key, value) in entries {
        let iterator = iterator_object(key, value);
        made.push(one(dynamic, iterator, schema, ty, scope, diagnostics));
    }
    Some(made)
}

fn one(
    dynamic: &Dynamic,
    iterator: Value,
    schema: &Block,
    ty: &Type,
    scope: &Scope<'_, '_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Option<Name>, Value) {
    let mut iterators = scope.iterators.cloned().unwrap_or_default();
    iterators.insert(dynamic.iterator.clone(), iterator);
    let inner = Scope { iterators: Some(&iterators), ..*scope };
    // What is wrong with the content is wrong with every block that it makes.
    diagnostics.extend(dynamic.content_errors.iter().cloned());
    let label = dynamic.labels.first().and_then(|label| {
        let (value, found) = lang::evaluate(label, &inner);
        diagnostics.extend(found);
        lang::convert(&value, &Type::String).ok()?.as_str().map(Into::into)
    });
    (label, block_value(&dynamic.content, schema, ty, &inner, diagnostics))
}

fn iterator_object(key: Value, value: Value) -> Value {
    Value::object([("key", key), ("value", value)])
}

enum Iterable {
    Unknown,
    Null,
    Wrong,
    Entries(Vec<(Value, Value)>),
}

/// Keys and values of what can be iterated.
fn iterable(value: &Value) -> Iterable {
    match (value.kind(), value.ty()) {
        (Kind::Null, _) => Iterable::Null,
        (Kind::Unknown(_), Type::Bool | Type::Number | Type::String) => Iterable::Wrong,
        (Kind::Unknown(_), _) => Iterable::Unknown,
        (Kind::Elements(elements), Type::Set(_)) => Iterable::Entries(
            elements.iter().map(|element| (element.clone(), element.clone())).collect(),
        ),
        (Kind::Elements(elements), _) => Iterable::Entries(
            elements
                .iter()
                .enumerate()
                .map(|(at, element)| (Value::count(at), element.clone()))
                .collect(),
        ),
        (Kind::Entries(entries), _) => Iterable::Entries(
            entries
                .iter()
                .map(|(key, entry)| (Value::string(key.clone()), entry.clone()))
                .collect(),
        ),
        (Kind::Bool(_) | Kind::Number(_) | Kind::String(_), _) => Iterable::Wrong,
    }
}
