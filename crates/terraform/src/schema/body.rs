//! A block's body against a provider's schema: its shape checked once, its values computed for each instance.

use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_cty::{Kind, Marks, Type, Value};
use dryrun_diag::{Diagnostic, Span};
use dryrun_hcl::ast::{Attribute, Block as HclBlock, Body, Expression};
use dryrun_provider::{Block, NestedBlock, Nesting};

use crate::config::model::Name;
use crate::lang;
use crate::scope::Scope;
use crate::syntax::{keyword, list};

/// How deep blocks may nest.
const DEPTH: usize = 64;
/// How many blocks one `dynamic` block may make.
const MAX_BLOCKS: usize = 1_000_000;

/// A body whose shape fits a schema (as far as its diagnostics say so).
#[derive(Debug, Clone, Default)]
pub(crate) struct Shaped {
    pub(crate) attributes: Vec<Argument>,
    pub(crate) blocks: Vec<NestedBlocks>,
    pub(crate) missing_item: Span,
}

/// One argument.
#[derive(Debug, Clone)]
pub(crate) struct Argument {
    pub(crate) name: Name,
    pub(crate) name_span: Span,
    pub(crate) ty: Type,
    pub(crate) expression: Expression,
}

/// All nested blocks of one type.
#[derive(Debug, Clone)]
pub(crate) struct NestedBlocks {
    pub(crate) name: Name,
    pub(crate) schema: NestedBlock,
    pub(crate) items: Vec<Item>,
}

/// A nested block, or what makes any number of them.
#[derive(Debug, Clone)]
pub(crate) enum Item {
    /// Written out.
    Written { label: Option<Name>, shaped: Shaped, span: Span },
    /// A `dynamic` block.
    Dynamic(Box<Dynamic>),
}

/// A `dynamic` block.
#[derive(Debug, Clone)]
pub(crate) struct Dynamic {
    pub(crate) for_each: Expression,
    pub(crate) iterator: Name,
    pub(crate) labels: Vec<Expression>,
    pub(crate) content: Shaped,
    pub(crate) span: Span,
}

/// Checks a body's shape.
pub(crate) fn shape(body: &Body, schema: &Block) -> (Shaped, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let shaped = shape_block(body, schema, &mut diagnostics, DEPTH);
    (shaped, diagnostics)
}

fn shape_block(body: &Body, schema: &Block, diagnostics: &mut Vec<Diagnostic>, depth: usize) -> Shaped {
    if depth == 0 {
        diagnostics.push(Diagnostic::error("Blocks nested too deeply", format!("Blocks may nest {DEPTH} levels deep.")).at(body.span));
        return Shaped::default();
    }
    let as_blocks = attributes_as_blocks(body, schema);
    let (content, found) = lang::schema_content(body, schema, &as_blocks);
    diagnostics.extend(found);
    let mut shaped = Shaped { attributes: Vec::new(), blocks: Vec::new(), missing_item: content.missing_item };
    for attribute in content.attributes.into_values() {
        let Some(known) = schema.attributes.get(&attribute.name) else { continue };
        let Attribute { name, name_span, expression, .. } = attribute;
        shaped.attributes.push(Argument { name, name_span, ty: known.ty.clone(), expression });
    }
    let mut by_type: BTreeMap<Name, Vec<HclBlock>> = BTreeMap::new();
    for block in content.blocks {
        if block.kind.as_ref() != "dynamic" {
            by_type.entry(block.kind.clone()).or_default().push(block);
            continue;
        }
        let Some((label, label_span)) = block.labels.first().cloned() else { continue };
        if schema.blocks.contains_key(&label) || as_blocks.contains_key(&label) || is_block_like(schema, &label) {
            by_type.entry(label).or_default().push(block);
        } else {
            let detail = format!("Blocks of type \"{label}\" are not expected here.");
            diagnostics.push(Diagnostic::error("Unsupported block type", detail).at(label_span));
        }
    }
    for (name, blocks) in by_type {
        let nested = schema.blocks.get(&name).cloned().or_else(|| as_blocks.get(&name).cloned()).or_else(|| block_like(schema, &name));
        let Some(nested) = nested else { continue };
        shaped.blocks.push(shape_nested(name, nested, blocks, diagnostics, depth));
    }
    for (name, nested) in &schema.blocks {
        let written = shaped.blocks.iter().find(|blocks| blocks.name == *name);
        check_number(name, nested, written, shaped.missing_item, diagnostics);
    }
    shaped
}

/// Attributes of the old SDK that may be written as blocks, and are in this body.
fn attributes_as_blocks(body: &Body, schema: &Block) -> BTreeMap<Name, NestedBlock> {
    let mut found = BTreeMap::new();
    for block in &body.blocks {
        let name = match (block.kind.as_ref(), block.labels.first()) {
            ("dynamic", Some((label, _))) => label,
            _ => &block.kind,
        };
        if let Some(nested) = block_like(schema, name) {
            found.insert(name.clone(), nested);
        }
    }
    found
}

fn is_block_like(schema: &Block, name: &str) -> bool {
    block_like(schema, name).is_some()
}

/// A list or set of objects as a nested block.
fn block_like(schema: &Block, name: &str) -> Option<NestedBlock> {
    let attribute = schema.attributes.get(name)?;
    let (nesting, element) = match &attribute.ty {
        Type::List(element) => (Nesting::List, element),
        Type::Set(element) => (Nesting::Set, element),
        Type::Dynamic | Type::Bool | Type::Number | Type::String | Type::Map(_) | Type::Tuple(_) | Type::Object(_) => return None,
    };
    let Type::Object(object) = element.as_ref() else { return None };
    let mut block = Block::default();
    for (name, ty) in &object.attributes {
        let mut inner = dryrun_provider::Attribute::default();
        inner.ty = ty.clone();
        inner.optional = true;
        block.attributes.insert(name.clone(), inner);
    }
    Some(NestedBlock { nesting, min: 0, max: 0, block: Arc::new(block) })
}

fn shape_nested(name: Name, schema: NestedBlock, blocks: Vec<HclBlock>, diagnostics: &mut Vec<Diagnostic>, depth: usize) -> NestedBlocks {
    let mut items = Vec::new();
    for block in blocks {
        let span = block.header_span();
        if block.kind.as_ref() == "dynamic" {
            items.extend(shape_dynamic(&name, &block, &schema, diagnostics, depth).map(|dynamic| Item::Dynamic(Box::new(dynamic))));
        } else {
            let label = block.labels.first().map(|(label, _)| label.clone());
            let shaped = shape_block(&block.body, &schema.block, diagnostics, depth - 1);
            items.push(Item::Written { label, shaped, span });
        }
    }
    NestedBlocks { name, schema, items }
}

const DYNAMIC: lang::BodySchema = lang::BodySchema {
    attributes: &[("for_each", true), ("iterator", false), ("labels", false)],
    blocks: &[("content", &[])],
};

fn shape_dynamic(name: &Name, block: &HclBlock, schema: &NestedBlock, diagnostics: &mut Vec<Diagnostic>, depth: usize) -> Option<Dynamic> {
    let (mut content, found) = lang::content(block.body.clone(), &DYNAMIC);
    diagnostics.extend(found);
    let for_each = content.attributes.remove("for_each").map(|attribute| attribute.expression);
    let mut iterator = name.clone();
    if let Some(attribute) = content.attributes.remove("iterator") {
        match keyword(&attribute.expression) {
            Some(word) => iterator = word.clone(),
            None => {
                let detail = "Dynamic iterator must be a single variable name.";
                diagnostics.push(Diagnostic::error("Invalid dynamic iterator name", detail).at(attribute.expression.span));
            }
        }
    }
    let labels = content.attributes.remove("labels").map(|attribute| attribute.expression);
    let labels = labels.and_then(|expression| list(&expression).map(<[_]>::to_vec)).unwrap_or_default();
    let mut bodies = content.blocks.into_iter();
    let Some(body) = bodies.next() else {
        if for_each.is_some() {
            let detail = "A dynamic block must have a nested block of type \"content\" to describe the body of each generated block.";
            diagnostics.push(Diagnostic::error("Missing dynamic content block", detail).at(content.missing_item));
        }
        return None;
    };
    if let Some(extra) = bodies.next() {
        let detail = "Only one nested content block is allowed for each dynamic block.";
        diagnostics.push(Diagnostic::error("Extraneous dynamic content block", detail).at(extra.kind_span));
    }
    let content = shape_block(&body.body, &schema.block, diagnostics, depth - 1);
    Some(Dynamic { for_each: for_each?, iterator, labels, content, span: block.header_span() })
}

/// Least and greatest numbers, where no `dynamic` block leaves the number open.
fn check_number(name: &str, nested: &NestedBlock, written: Option<&NestedBlocks>, missing: Span, diagnostics: &mut Vec<Diagnostic>) {
    let items = written.map(|written| written.items.as_slice()).unwrap_or_default();
    if items.iter().any(|item| matches!(item, Item::Dynamic(_))) {
        return;
    }
    let spans: Vec<Span> = items.iter().map(|item| match item {
        Item::Written { shaped, .. } => shaped.missing_item,
        Item::Dynamic(dynamic) => dynamic.span,
    }).collect();
    diagnostics.extend(wrong_number(name, nested, &spans, missing));
}

fn wrong_number(name: &str, nested: &NestedBlock, blocks: &[Span], missing: Span) -> Option<Diagnostic> {
    if matches!(nested.nesting, Nesting::Single | Nesting::Group) {
        if nested.min > 0 && blocks.is_empty() {
            let detail = format!("A block of type \"{name}\" is required here.");
            return Some(Diagnostic::error(format!("Missing {name} block"), detail).at(missing));
        }
        let extra = blocks.get(1)?;
        let detail = format!("Only one block of type \"{name}\" is allowed.");
        return Some(Diagnostic::error(format!("Duplicate {name} block"), detail).at(*extra));
    }
    if nested.nesting == Nesting::Map {
        return None;
    }
    if blocks.len() < nested.min {
        let detail = format!("At least {} \"{name}\" blocks are required.", nested.min);
        return Some(Diagnostic::error(format!("Insufficient {name} blocks"), detail).at(missing));
    }
    if nested.max > 0 && blocks.len() > nested.max {
        let detail = format!("No more than {} \"{name}\" blocks are allowed", nested.max);
        let extra = blocks.get(nested.max).copied().unwrap_or(missing);
        return Some(Diagnostic::error(format!("Too many {name} blocks"), detail).at(extra));
    }
    None
}

impl Shaped {
    /// All expressions that are evaluated in the scope around: not the content of `dynamic` blocks.
    pub(crate) fn expressions(&self) -> Vec<&Expression> {
        let mut found = Vec::new();
        self.collect(&mut found);
        found
    }

    fn collect<'s>(&'s self, found: &mut Vec<&'s Expression>) {
        found.extend(self.attributes.iter().map(|argument| &argument.expression));
        for item in self.blocks.iter().flat_map(|blocks| &blocks.items) {
            match item {
                Item::Written { shaped, .. } => shaped.collect(found),
                Item::Dynamic(dynamic) => {
                    found.push(&dynamic.for_each);
                    found.extend(&dynamic.labels);
                }
            }
        }
    }
}

/// Computes the value of a body.
pub(crate) fn evaluate(shaped: &Shaped, schema: &Block, ty: &Type, scope: &Scope<'_, '_>) -> (Value, Vec<Diagnostic>) {
    let wrong: Vec<Diagnostic> = shaped.expressions().into_iter().flat_map(|expression| scope.check_references(expression)).collect();
    if wrong.iter().any(Diagnostic::is_error) {
        return (Value::unknown(ty.clone()), wrong);
    }
    let mut diagnostics = wrong;
    let value = block_value(shaped, schema, ty, scope, &mut diagnostics);
    (value, diagnostics)
}

/// Whether the type of a value of this schema's type depends on the value.
fn typed(ty: &Type, entries: BTreeMap<Arc<str>, Value>) -> Value {
    if ty.has_dynamic() { Value::object(entries) } else { Value::new(ty.clone(), Kind::Entries(Arc::new(entries))) }
}

fn block_value(shaped: &Shaped, schema: &Block, ty: &Type, scope: &Scope<'_, '_>, diagnostics: &mut Vec<Diagnostic>) -> Value {
    let mut entries = BTreeMap::new();
    let given: BTreeMap<&str, &Argument> = shaped.attributes.iter().map(|argument| (argument.name.as_ref(), argument)).collect();
    let nested: BTreeMap<&str, &NestedBlocks> = shaped.blocks.iter().map(|blocks| (blocks.name.as_ref(), blocks)).collect();
    for (name, attribute) in &schema.attributes {
        let value = match (given.get(name.as_ref()), nested.get(name.as_ref())) {
            (Some(argument), _) => argument_value(argument, scope, diagnostics),
            (None, Some(blocks)) => nested_value(blocks, scope, diagnostics),
            (None, None) => Value::null(attribute.ty.clone()),
        };
        entries.insert(name.clone(), value);
    }
    for (name, block) in &schema.blocks {
        let value = match nested.get(name.as_ref()) {
            Some(blocks) => nested_value(blocks, scope, diagnostics),
            None => absent(block),
        };
        entries.insert(name.clone(), value);
    }
    typed(ty, entries)
}

fn argument_value(argument: &Argument, scope: &Scope<'_, '_>, diagnostics: &mut Vec<Diagnostic>) -> Value {
    let (value, found) = lang::evaluate(&argument.expression, scope);
    diagnostics.extend(found);
    match lang::convert(&value, &argument.ty) {
        Ok(converted) => converted,
        Err(error) => {
            let detail = format!("Inappropriate value for attribute \"{}\": {error}.", argument.name);
            let wrong = Diagnostic::error("Incorrect attribute value type", detail).at(argument.expression.span);
            diagnostics.push(wrong.within(argument.name_span.to(argument.expression.span)));
            Value::unknown(argument.ty.clone())
        }
    }
}

/// The value of a type of blocks of which there is none.
pub(crate) fn absent(block: &NestedBlock) -> Value {
    let ty = block.block.implied_type();
    match block.nesting {
        Nesting::Single => Value::null(ty),
        Nesting::Group => null_object(&block.block, &ty),
        Nesting::List if ty.has_dynamic() => Value::tuple([]),
        Nesting::List => Value::list(ty, []),
        Nesting::Set => Value::set(ty, []),
        Nesting::Map if ty.has_dynamic() => Value::object::<Arc<str>>([]),
        Nesting::Map => Value::map(ty, []),
    }
}

fn null_object(block: &Block, ty: &Type) -> Value {
    let attributes = block.attributes.iter().map(|(name, attribute)| (name.clone(), Value::null(attribute.ty.clone())));
    let blocks = block.blocks.iter().map(|(name, nested)| (name.clone(), absent(nested)));
    typed(ty, attributes.chain(blocks).collect())
}

/// The objects of all blocks of one type, in order, with their labels; `None` where their number is unknown.
type Objects = Option<Vec<(Option<Name>, Value)>>;

fn nested_value(blocks: &NestedBlocks, scope: &Scope<'_, '_>, diagnostics: &mut Vec<Diagnostic>) -> Value {
    let ty = blocks.schema.block.implied_type();
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
        Nesting::List if ty.has_dynamic() => Value::tuple(objects.into_iter().map(|(_, object)| object)),
        Nesting::List => Value::list(ty, objects.into_iter().map(|(_, object)| object)),
        Nesting::Set => Value::set(ty, objects.into_iter().map(|(_, object)| object)),
        Nesting::Map => Value::map(ty, objects.into_iter().filter_map(|(label, object)| Some((label?, object)))),
    };
    value.mark(marks)
}

fn check_generated(blocks: &NestedBlocks, number: usize, diagnostics: &mut Vec<Diagnostic>) {
    let dynamic = blocks.items.iter().find_map(|item| if let Item::Dynamic(dynamic) = item { Some(dynamic.span) } else { None });
    if let Some(span) = dynamic {
        let spans = vec![span; number];
        diagnostics.extend(wrong_number(&blocks.name, &blocks.schema, &spans, span));
    }
}

fn objects(blocks: &NestedBlocks, ty: &Type, scope: &Scope<'_, '_>, marks: &mut Marks, diagnostics: &mut Vec<Diagnostic>) -> Objects {
    let mut objects = Vec::new();
    let mut known = true;
    for item in &blocks.items {
        match item {
            Item::Written { label, shaped, .. } => {
                objects.push((label.clone(), block_value(shaped, &blocks.schema.block, ty, scope, diagnostics)));
            }
            Item::Dynamic(dynamic) => match generated(dynamic, &blocks.schema.block, ty, scope, marks, diagnostics) {
                Some(more) => objects.extend(more),
                None => known = false,
            },
        }
    }
    known.then_some(objects)
}

fn generated(dynamic: &Dynamic, schema: &Block, ty: &Type, scope: &Scope<'_, '_>, marks: &mut Marks, diagnostics: &mut Vec<Diagnostic>) -> Objects {
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
            let iterator = iterator_object(Value::unknown(Type::Dynamic), Value::unknown(Type::Dynamic));
            one(dynamic, iterator, schema, ty, scope, diagnostics);
            return None;
        }
        Iterable::Null => {
            let detail = "Cannot use a null value in for_each.";
            diagnostics.push(Diagnostic::error("Invalid dynamic for_each value", detail).at(span));
            return None;
        }
        Iterable::Wrong => {
            let detail = format!("Cannot use a {} value in for_each. An iterable collection is required.", each.ty().friendly_name());
            diagnostics.push(Diagnostic::error("Invalid dynamic for_each value", detail).at(span));
            return None;
        }
        Iterable::Entries(entries) => entries,
    };
    if entries.len() > MAX_BLOCKS {
        diagnostics.push(Diagnostic::error("Too many blocks", format!("A dynamic block may make {MAX_BLOCKS} blocks at most.")).at(span));
        return None;
    }
    let mut made = Vec::new();
    for (key, value) in entries {
        let iterator = iterator_object(key, value);
        made.push(one(dynamic, iterator, schema, ty, scope, diagnostics));
    }
    Some(made)
}

fn one(dynamic: &Dynamic, iterator: Value, schema: &Block, ty: &Type, scope: &Scope<'_, '_>, diagnostics: &mut Vec<Diagnostic>) -> (Option<Name>, Value) {
    let mut iterators = scope.iterators.cloned().unwrap_or_default();
    iterators.insert(dynamic.iterator.clone(), iterator);
    let inner = Scope { iterators: Some(&iterators), ..*scope };
    let wrong: Vec<Diagnostic> = dynamic.content.expressions().into_iter().flat_map(|expression| inner.check_references(expression)).collect();
    if wrong.iter().any(Diagnostic::is_error) {
        diagnostics.extend(wrong);
        return (None, Value::unknown(ty.clone()));
    }
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
        (Kind::Elements(elements), Type::Set(_)) => {
            Iterable::Entries(elements.iter().map(|element| (element.clone(), element.clone())).collect())
        }
        (Kind::Elements(elements), _) => {
            Iterable::Entries(elements.iter().enumerate().map(|(at, element)| (Value::count(at), element.clone())).collect())
        }
        (Kind::Entries(entries), _) => {
            Iterable::Entries(entries.iter().map(|(key, entry)| (Value::string(key.clone()), entry.clone())).collect())
        }
        (Kind::Bool(_) | Kind::Number(_) | Kind::String(_), _) => Iterable::Wrong,
    }
}
