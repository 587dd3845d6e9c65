//! JSON objects as bodies.

use std::sync::Arc;

use dryrun_diag::{Diagnostic, Span, did_you_mean};

use super::{closing, opening, start_of};
use crate::ast::{Attribute, Block, Body, Expression, ExpressionKind, Json, ObjectItem};
use crate::content::{BlockSchema, BodySchema, Content};

const SUMMARY: &str = "Incorrect JSON value type";

/// A property that is a comment.
const COMMENT: &str = "//";

type Property = (Arc<str>, Span, Expression);

/// The value as a body.
pub(super) fn from_value(value: &Expression) -> Body {
    let mut problems = Vec::new();
    let properties = collect(value, None, &mut problems);
    let (missing_item, no_object) = match &*value.kind {
        ExpressionKind::Object(_) => (closing(value.span), None),
        _ => (start_of(value), Some(start_of(value))),
    };
    let json = Json { properties, problems, no_object };
    Body { span: value.span, missing_item, json: Some(Arc::new(json)), ..Body::default() }
}

/// A body without anything.
pub(super) fn empty(at: Span) -> Body {
    Body { span: at, missing_item: at, json: Some(Arc::default()), ..Body::default() }
}

/// The properties of an object, or of all objects of an array. With a `label` they are labels of a block.
fn collect(
    value: &Expression,
    label: Option<&str>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Property> {
    match &*value.kind {
        ExpressionKind::Object(items) => items.iter().filter_map(property).collect(),
        ExpressionKind::Tuple(values) => {
            let mut properties = Vec::new();
            for value in values {
                match &*value.kind {
                    ExpressionKind::Object(items) => {
                        properties.extend(items.iter().filter_map(property));
                    }
                    _ => problems.push(no_object("A JSON object is required here, ", label, value)),
                }
            }
            properties
        }
        ExpressionKind::Literal(literal) if literal.is_null() => Vec::new(),
        _ => {
            let start = "Either a JSON object or JSON array of objects is required here, ";
            problems.push(no_object(start, label, value));
            Vec::new()
        }
    }
}

fn no_object(start: &str, label: Option<&str>, value: &Expression) -> Diagnostic {
    let purpose = label.map_or_else(
        || "to define arguments and child blocks.".to_owned(),
        |label| format!("to specify {label} labels for this block."),
    );
    Diagnostic::error(SUMMARY, format!("{start}{purpose}")).at(start_of(value))
}

fn property(item: &ObjectItem) -> Option<Property> {
    match &*item.key.kind {
        ExpressionKind::JsonString(string) => {
            Some((string.text.clone(), item.key.span, item.value.clone()))
        }
        _ => None,
    }
}

/// What a schema finds in a body.
pub(crate) fn content(
    object: &Json,
    schema: &BodySchema<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Content {
    diagnostics.extend(object.problems.iter().cloned());
    let mut content = Content::default();
    for (name, span, value) in &object.properties {
        if schema.has_attribute(name) {
            if content.attribute(name).is_some() {
                diagnostics.push(duplicate("Duplicate argument", name, *span, value));
            } else {
                content.attributes.push(attribute(name, *span, value));
            }
        } else if let Some(wanted) = schema.block_schema(name) {
            unpack(
                value,
                &mut Header { wanted, kind_span: *span, labels: Vec::new() },
                &mut content.blocks,
                diagnostics,
            );
        }
    }
    content
}

fn attribute(name: &Arc<str>, name_span: Span, value: &Expression) -> Attribute {
    let span = name_span.to(value.span);
    Attribute {
        name: name.clone(),
        name_span,
        equals_span: name_span,
        expression: value.clone(),
        span,
    }
}

fn duplicate(summary: &'static str, name: &str, span: Span, value: &Expression) -> Diagnostic {
    let detail = format!("The argument \"{name}\" was already set.");
    Diagnostic::error(summary, detail).at(span).within(span.to(value.span))
}

/// A block whose labels are being collected.
struct Header<'a> {
    wanted: &'a BlockSchema<'a>,
    kind_span: Span,
    labels: Vec<(Arc<str>, Span)>,
}

/// Takes the labels off, level by level, and adds the blocks below them.
fn unpack(
    value: &Expression,
    header: &mut Header<'_>,
    blocks: &mut Vec<Block>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let kind = header.wanted.kind;
    let Some(label) = header.wanted.labels.get(header.labels.len()) else {
        return unpack_content(value, header, blocks, diagnostics);
    };
    let properties = collect(value, Some(label), diagnostics);
    if properties.is_empty() {
        let detail = format!(
            "At least one object property is required, whose name represents the {kind} block's {label}."
        );
        diagnostics.push(Diagnostic::error("Missing block label", detail).at(start_of(value)));
    }
    for (name, span, value) in properties {
        header.labels.push((name, span));
        unpack(&value, header, blocks, diagnostics);
        header.labels.pop();
    }
}

fn unpack_content(
    value: &Expression,
    header: &Header<'_>,
    blocks: &mut Vec<Block>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let kind = header.wanted.kind;
    let block = |content: &Expression| Block {
        kind: kind.into(),
        kind_span: header.kind_span,
        labels: header.labels.clone(),
        body: from_value(content),
        open_span: opening(value.span),
        close_span: closing(content.span),
        definition: Some(opening(value.span)),
    };
    match &*value.kind {
        ExpressionKind::Literal(literal) if literal.is_null() => {}
        ExpressionKind::Object(_) => blocks.push(block(value)),
        ExpressionKind::Tuple(values) => blocks.extend(values.iter().map(block)),
        _ => {
            let detail = format!(
                "Either a JSON object or a JSON array is required, representing the contents of one or more \"{kind}\" blocks."
            );
            diagnostics.push(Diagnostic::error(SUMMARY, detail).at(start_of(value)));
        }
    }
}

/// Properties that the schema does not know.
pub(crate) fn extraneous(
    object: &Json,
    schema: &BodySchema<'_>,
    content: &Content,
) -> Vec<Diagnostic> {
    let unused = schema
        .attributes
        .iter()
        .map(|attribute| attribute.name)
        .filter(|name| content.attribute(name).is_none());
    let known: Vec<&str> = unused.chain(schema.blocks.iter().map(|block| block.kind)).collect();
    let unknown =
        object.properties.iter().filter(|(name, ..)| &**name != COMMENT && !schema.knows(name));
    unknown
        .map(|(name, span, value)| {
            let hint = did_you_mean(name, known.iter().copied())
                .map_or_else(String::new, |known| format!(" Did you mean \"{known}\"?"));
            let detail = format!("No argument or block type is named \"{name}\".{hint}");
            Diagnostic::error("Extraneous JSON object property", detail)
                .at(*span)
                .within(span.to(value.span))
        })
        .collect()
}

/// The properties that the schema does not know.
pub(crate) fn without(object: &Json, schema: &BodySchema<'_>) -> Json {
    let properties =
        object.properties.iter().filter(|(name, ..)| !schema.knows(name)).cloned().collect();
    Json { properties, problems: object.problems.clone(), no_object: object.no_object }
}

/// All properties as arguments.
pub(crate) fn just_attributes(object: &Json) -> (Vec<Attribute>, Vec<Diagnostic>) {
    if let Some(at) = object.no_object {
        let detail = "A JSON object is required here, setting the arguments for this block.";
        return (Vec::new(), vec![Diagnostic::error(SUMMARY, detail).at(at)]);
    }
    let mut attributes: Vec<Attribute> = Vec::new();
    let mut diagnostics = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for (name, span, value) in object.properties.iter().filter(|(name, ..)| &**name != COMMENT) {
        if seen.insert(name) {
            attributes.push(attribute(name, *span, value));
        } else {
            diagnostics.push(duplicate("Duplicate attribute definition", name, *span, value));
        }
    }
    (attributes, diagnostics)
}
