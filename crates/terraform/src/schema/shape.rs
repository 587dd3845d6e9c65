//! A block's body against a provider's schema: its shape, checked once for all instances.

use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_cty::Type;
use dryrun_diag::{Diagnostic, Span};
use dryrun_hcl::ast::{Attribute, Block as HclBlock, Body, Expression};
use dryrun_provider::{Block, NestedBlock, Nesting};

use crate::config::model::Name;
use crate::lang;
use crate::syntax::{keyword, list};

/// How deep blocks may nest.
const DEPTH: usize = 64;

/// A body whose shape fits a schema (as far as its diagnostics say so).
#[derive(Debug, Clone, Default)]
pub(crate) struct Shaped {
    /// In lexical order, as the blocks are.
    pub(crate) attributes: Vec<Argument>,
    pub(crate) blocks: Vec<NestedBlocks>,
    pub(crate) missing_item: Span,
}

impl Shaped {
    /// The argument of a name.
    pub(crate) fn argument(&self, name: &str) -> Option<&Argument> {
        let found = self.attributes.binary_search_by(|known| (*known.name).cmp(name));
        self.attributes.get(found.ok()?)
    }

    /// The nested blocks of a name.
    pub(crate) fn nested(&self, name: &str) -> Option<&NestedBlocks> {
        let found = self.blocks.binary_search_by(|known| (*known.name).cmp(name));
        self.blocks.get(found.ok()?)
    }
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
    Written { label: Option<Name>, shaped: Shaped },
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
    /// What is wrong with the content's shape: told for every block that is made of it.
    pub(crate) content_errors: Vec<Diagnostic>,
    pub(crate) span: Span,
}

/// Checks a body's shape.
pub(crate) fn shape(body: &Body, schema: &Block) -> (Shaped, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let shaped = shape_block(body, schema, &mut diagnostics, DEPTH);
    (shaped, diagnostics)
}

fn shape_block(
    body: &Body,
    schema: &Block,
    diagnostics: &mut Vec<Diagnostic>,
    depth: usize,
) -> Shaped {
    if depth == 0 {
        diagnostics.push(
            Diagnostic::error(
                "Blocks nested too deeply",
                format!("Blocks may nest {DEPTH} levels deep."),
            )
            .at(body.span),
        );
        return Shaped::default();
    }
    let as_blocks = attributes_as_blocks(body, schema);
    let (content, found) = lang::schema_content(body, schema, &as_blocks);
    diagnostics.extend(found);
    let mut shaped =
        Shaped { attributes: Vec::new(), blocks: Vec::new(), missing_item: content.missing_item };
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
        if schema.blocks.contains_key(&label)
            || as_blocks.contains_key(&label)
            || is_block_like(schema, &label)
        {
            by_type.entry(label).or_default().push(block);
        } else {
            let detail = format!("Blocks of type \"{label}\" are not expected here.");
            diagnostics.push(Diagnostic::error("Unsupported block type", detail).at(label_span));
        }
    }
    for (name, blocks) in by_type {
        let nested = schema
            .blocks
            .get(&name)
            .cloned()
            .or_else(|| as_blocks.get(&name).cloned())
            .or_else(|| block_like(schema, &name));
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
        Type::Dynamic
        | Type::Bool
        | Type::Number
        | Type::String
        | Type::Map(_)
        | Type::Tuple(_)
        | Type::Object(_) => return None,
    };
    let Type::Object(object) = element.as_ref() else { return None };
    let mut block = Block::default();
    for (name, ty) in &object.attributes {
        let inner = dryrun_provider::Attribute {
            ty: ty.clone(),
            optional: true,
            ..dryrun_provider::Attribute::default()
        };
        block.attributes.insert(name.clone(), inner);
    }
    Some(NestedBlock { nesting, min: 0, max: 0, block: Arc::new(block) })
}

fn shape_nested(
    name: Name,
    schema: NestedBlock,
    blocks: Vec<HclBlock>,
    diagnostics: &mut Vec<Diagnostic>,
    depth: usize,
) -> NestedBlocks {
    let mut items = Vec::new();
    for block in blocks {
        if block.kind.as_ref() == "dynamic" {
            items.extend(
                shape_dynamic(&name, &block, &schema, diagnostics, depth)
                    .map(|dynamic| Item::Dynamic(Box::new(dynamic))),
            );
        } else {
            let label = block.labels.first().map(|(label, _)| label.clone());
            let shaped = shape_block(&block.body, &schema.block, diagnostics, depth - 1);
            items.push(Item::Written { label, shaped });
        }
    }
    NestedBlocks { name, schema, items }
}

const DYNAMIC: lang::BodySchema = lang::BodySchema {
    attributes: &[("for_each", true), ("iterator", false)],
    blocks: &[("content", &[])],
};

/// For types of blocks that have a label.
const LABELLED: lang::BodySchema = lang::BodySchema {
    attributes: &[("for_each", true), ("iterator", false), ("labels", false)],
    blocks: &[("content", &[])],
};

fn shape_dynamic(
    name: &Name,
    block: &HclBlock,
    schema: &NestedBlock,
    diagnostics: &mut Vec<Diagnostic>,
    depth: usize,
) -> Option<Dynamic> {
    let parts = if schema.nesting == Nesting::Map { &LABELLED } else { &DYNAMIC };
    let (mut content, found) = lang::content(block.body.clone(), parts);
    let failed = found.iter().any(Diagnostic::is_error);
    diagnostics.extend(found);
    if failed {
        return None;
    }
    let for_each = content.attributes.remove("for_each").map(|attribute| attribute.expression);
    let mut iterator = name.clone();
    if let Some(attribute) = content.attributes.remove("iterator") {
        match keyword(&attribute.expression) {
            Some(word) => iterator = word.clone(),
            None => {
                diagnostics.push(wrong_iterator(&attribute.expression));
                return None;
            }
        }
    }
    let labels = content.attributes.remove("labels").map(|attribute| attribute.expression);
    let labels =
        labels.and_then(|expression| list(&expression).map(<[_]>::to_vec)).unwrap_or_default();
    let mut bodies = content.blocks.into_iter();
    let Some(body) = bodies.next() else {
        if for_each.is_some() {
            let detail = "A dynamic block must have a nested block of type \"content\" to describe the body of each generated block.";
            diagnostics.push(
                Diagnostic::error("Missing dynamic content block", detail).at(content.missing_item),
            );
        }
        return None;
    };
    if let Some(extra) = bodies.next() {
        let detail = "Only one nested content block is allowed for each dynamic block.";
        diagnostics.push(
            Diagnostic::error("Extraneous dynamic content block", detail).at(extra.kind_span),
        );
    }
    let mut content_errors = Vec::new();
    let content = shape_block(&body.body, &schema.block, &mut content_errors, depth - 1);
    let span = block.header_span();
    Some(Dynamic { for_each: for_each?, iterator, labels, content, content_errors, span })
}

fn wrong_iterator(expression: &Expression) -> Diagnostic {
    let error = if crate::syntax::traversal(expression).is_some() {
        Diagnostic::error(
            "Invalid dynamic iterator name",
            "Dynamic iterator must be a single variable name.",
        )
    } else {
        let detail = "A single static variable reference is required: only attribute access and indexing with constant keys. No calculations, function calls, template expressions, etc are allowed here.";
        Diagnostic::error("Invalid expression", detail)
    };
    error.at(expression.span)
}

/// Least and greatest numbers, where no `dynamic` block leaves the number open.
fn check_number(
    name: &str,
    nested: &NestedBlock,
    written: Option<&NestedBlocks>,
    missing: Span,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let items = written.map(|written| written.items.as_slice()).unwrap_or_default();
    if items.iter().any(|item| matches!(item, Item::Dynamic(_))) {
        return;
    }
    let spans: Vec<Span> = items
        .iter()
        .map(|item| match item {
            Item::Written { shaped, .. } => shaped.missing_item,
            Item::Dynamic(dynamic) => dynamic.span,
        })
        .collect();
    diagnostics.extend(wrong_number(name, nested, &spans, missing));
}

/// The complaint about too few or too many blocks of a type.
pub(super) fn wrong_number(
    name: &str,
    nested: &NestedBlock,
    blocks: &[Span],
    missing: Span,
) -> Option<Diagnostic> {
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
    /// All expressions, each with the names that `dynamic` blocks around it bring along.
    pub(crate) fn expressions(&self) -> Vec<(&Expression, Vec<&str>)> {
        let mut found = Vec::new();
        self.collect(&mut Vec::new(), &mut found);
        found
    }

    fn collect<'s>(
        &'s self,
        own: &mut Vec<&'s str>,
        found: &mut Vec<(&'s Expression, Vec<&'s str>)>,
    ) {
        found.extend(self.attributes.iter().map(|argument| (&argument.expression, own.clone())));
        for item in self.blocks.iter().flat_map(|blocks| &blocks.items) {
            match item {
                Item::Written { shaped, .. } => shaped.collect(own, found),
                Item::Dynamic(dynamic) => {
                    found.push((&dynamic.for_each, own.clone()));
                    own.push(&dynamic.iterator);
                    found.extend(dynamic.labels.iter().map(|label| (label, own.clone())));
                    dynamic.content.collect(own, found);
                    own.pop();
                }
            }
        }
    }
}
