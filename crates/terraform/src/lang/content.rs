//! The content of bodies against a schema, in HCL's words.

use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_diag::{Diagnostic, Span, did_you_mean};
use dryrun_hcl::ast::{Attribute, Block, Body};

/// What a body may hold.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BodySchema {
    /// Name, and whether it must be there.
    pub(crate) attributes: &'static [(&'static str, bool)],
    /// Type, and the names of its labels.
    pub(crate) blocks: &'static [(&'static str, &'static [&'static str])],
}

/// What a body holds of a schema.
#[derive(Debug, Clone, Default)]
pub(crate) struct Content {
    pub(crate) attributes: BTreeMap<Arc<str>, Attribute>,
    pub(crate) blocks: Vec<Block>,
    pub(crate) missing_item: Span,
}

/// The content, everything else being an error.
pub(crate) fn content(body: Body, schema: &BodySchema) -> (Content, Vec<Diagnostic>) {
    let native = body.json.is_none();
    let (content, rest, mut diagnostics) = split(body, schema);
    if native {
        diagnostics.extend(rest.attributes.iter().map(|attribute| unexpected_argument(attribute, &content, schema)));
        diagnostics.extend(rest.blocks.iter().map(|block| unexpected_block(block, schema)));
    }
    (content, diagnostics)
}

/// The content, and what the schema does not know.
pub(crate) fn partial_content(body: Body, schema: &BodySchema) -> ((Content, Body), Vec<Diagnostic>) {
    let (content, rest, diagnostics) = split(body, schema);
    ((content, rest), diagnostics)
}

/// The part of a body that a schema knows, copied.
pub(crate) fn peek(body: &Body, schema: &BodySchema) -> (Content, Vec<Diagnostic>) {
    let known = |name: &str| schema.blocks.iter().any(|(known, _)| *known == name);
    let part = Body {
        attributes: body.attributes.iter().filter(|attribute| schema.attributes.iter().any(|(name, _)| *name == attribute.name.as_ref())).cloned().collect(),
        blocks: body.blocks.iter().filter(|block| known(&block.kind)).cloned().collect(),
        span: body.span,
        missing_item: body.missing_item,
        json: body.json.clone(),
    };
    let (content, _, diagnostics) = split(part, schema);
    (content, diagnostics)
}

/// All attributes; blocks are errors.
pub(crate) fn just_attributes(body: Body) -> (Vec<Attribute>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    if let Some(block) = body.blocks.first() {
        let detail = format!("Blocks are not allowed here.");
        diagnostics.push(Diagnostic::error(format!("Unexpected \"{}\" block", block.kind), detail).at(block.kind_span).within(block.header_span()));
    }
    (body.attributes, diagnostics)
}

fn split(body: Body, schema: &BodySchema) -> (Content, Body, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut content = Content { missing_item: body.missing_item, ..Content::default() };
    let mut rest = Body { attributes: Vec::new(), blocks: Vec::new(), span: body.span, missing_item: body.missing_item, json: body.json };
    for attribute in body.attributes {
        if schema.attributes.iter().any(|(name, _)| *name == attribute.name.as_ref()) {
            content.attributes.insert(attribute.name.clone(), attribute);
        } else {
            rest.attributes.push(attribute);
        }
    }
    for (name, required) in schema.attributes {
        if *required && !content.attributes.contains_key(*name) {
            let detail = format!("The argument \"{name}\" is required, but no definition was found.");
            diagnostics.push(Diagnostic::error("Missing required argument", detail).at(body.missing_item));
        }
    }
    for block in body.blocks {
        match schema.blocks.iter().find(|(name, _)| *name == block.kind.as_ref()) {
            None => rest.blocks.push(block),
            Some((_, labels)) => match wrong_labels(&block, labels) {
                None => content.blocks.push(block),
                Some(error) => diagnostics.push(error),
            },
        }
    }
    (content, rest, diagnostics)
}

fn wrong_labels(block: &Block, labels: &[&str]) -> Option<Diagnostic> {
    let kind = &block.kind;
    let context = block.kind_span.to(block.open_span);
    if let Some((_, extra)) = block.labels.get(labels.len()) {
        let detail = if labels.is_empty() {
            format!("No labels are expected for {kind} blocks.")
        } else {
            format!("Only {} labels ({}) are expected for {kind} blocks.", labels.len(), labels.join(", "))
        };
        return Some(Diagnostic::error(format!("Extraneous label for {kind}"), detail).at(*extra).within(context));
    }
    let missing = labels.get(block.labels.len())?;
    let detail = format!("All {kind} blocks must have {} labels ({}).", labels.len(), labels.join(", "));
    Some(Diagnostic::error(format!("Missing {missing} for {kind}"), detail).at(block.open_span).within(context))
}

fn unexpected_argument(attribute: &Attribute, content: &Content, schema: &BodySchema) -> Diagnostic {
    let free = schema.attributes.iter().map(|(name, _)| *name).filter(|name| !content.attributes.contains_key(*name));
    let hint = match did_you_mean(&attribute.name, free) {
        Some(name) => format!(" Did you mean \"{name}\"?"),
        None if schema.blocks.iter().any(|(name, _)| *name == attribute.name.as_ref()) => {
            format!(" Did you mean to define a block of type \"{}\"?", attribute.name)
        }
        None => String::new(),
    };
    let detail = format!("An argument named \"{}\" is not expected here.{hint}", attribute.name);
    Diagnostic::error("Unsupported argument", detail).at(attribute.name_span)
}

fn unexpected_block(block: &Block, schema: &BodySchema) -> Diagnostic {
    let hint = match did_you_mean(&block.kind, schema.blocks.iter().map(|(name, _)| *name)) {
        Some(name) => format!(" Did you mean \"{name}\"?"),
        None if schema.attributes.iter().any(|(name, _)| *name == block.kind.as_ref()) => format!(
            " Did you mean to define argument \"{}\"? If so, use the equals sign to assign it a value.",
            block.kind
        ),
        None => String::new(),
    };
    let detail = format!("Blocks of type \"{}\" are not expected here.{hint}", block.kind);
    Diagnostic::error("Unsupported block type", detail).at(block.kind_span)
}
