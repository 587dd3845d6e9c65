//! The content of bodies against a schema, in HCL's words.

use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_diag::{Diagnostic, Span};
use dryrun_hcl::ast::{Attribute, Block, Body};
use dryrun_hcl::{AttributeSchema, BlockSchema};
use dryrun_provider::{NestedBlock, Nesting};

/// What a body of Terraform's own language may hold.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BodySchema {
    /// Name, and whether it must be there.
    pub(crate) attributes: &'static [(&'static str, bool)],
    /// Type, and the names of its labels.
    pub(crate) blocks: &'static [(&'static str, &'static [&'static str])],
}

impl BodySchema {
    fn built(&self) -> dryrun_hcl::BodySchema<'static> {
        let attribute =
            |(name, required): &(&'static str, bool)| AttributeSchema { name, required: *required };
        let block =
            |(kind, labels): &(&'static str, &'static [&'static str])| BlockSchema { kind, labels };
        dryrun_hcl::BodySchema {
            attributes: self.attributes.iter().map(attribute).collect(),
            blocks: self.blocks.iter().map(block).collect(),
        }
    }
}

/// What a body holds of a schema.
#[derive(Debug, Clone, Default)]
pub(crate) struct Content {
    pub(crate) attributes: BTreeMap<Arc<str>, Attribute>,
    pub(crate) blocks: Vec<Block>,
    pub(crate) missing_item: Span,
}

fn keyed(content: dryrun_hcl::Content) -> Content {
    let attributes = content
        .attributes
        .into_iter()
        .map(|attribute| (attribute.name.clone(), attribute))
        .collect();
    Content { attributes, blocks: content.blocks, missing_item: content.missing_item }
}

/// The content, everything else being an error.
pub(crate) fn content(body: Body, schema: &BodySchema) -> (Content, Vec<Diagnostic>) {
    let (content, found) = body.content(&schema.built());
    (keyed(content), found)
}

/// The content, and what the schema does not know.
pub(crate) fn partial_content(
    body: Body,
    schema: &BodySchema,
) -> ((Content, Body), Vec<Diagnostic>) {
    let (content, rest, found) = body.partial_content(&schema.built());
    ((keyed(content), rest), found)
}

/// The part of a body that a schema knows, copied.
pub(crate) fn peek(body: &Body, schema: &BodySchema) -> (Content, Vec<Diagnostic>) {
    let known = |name: &str| schema.blocks.iter().any(|(known, _)| *known == name);
    let wanted = |name: &str| schema.attributes.iter().any(|(known, _)| *known == name);
    let part = Body {
        attributes: body
            .attributes
            .iter()
            .filter(|attribute| wanted(&attribute.name))
            .cloned()
            .collect(),
        blocks: body.blocks.iter().filter(|block| known(&block.kind)).cloned().collect(),
        json: body.json.clone(),
        ..Body { span: body.span, missing_item: body.missing_item, ..Body::default() }
    };
    let (content, _, found) = part.partial_content(&schema.built());
    (keyed(content), found)
}

/// All attributes; blocks are errors.
pub(crate) fn just_attributes(body: Body) -> (Vec<Attribute>, Vec<Diagnostic>) {
    body.just_attributes()
}

/// The content against a provider's schema, `dynamic` blocks included.
pub(crate) fn schema_content(
    body: &Body,
    schema: &dryrun_provider::Block,
    as_blocks: &BTreeMap<Arc<str>, NestedBlock>,
) -> (Content, Vec<Diagnostic>) {
    let mut built = dryrun_hcl::BodySchema::new();
    // What only the provider sets may not be configured, but that is for the provider to say.
    built.attributes.reserve(schema.attributes.len());
    let attributes = schema.attributes.iter().filter(|(name, _)| !as_blocks.contains_key(*name));
    built
        .attributes
        .extend(attributes.map(|(name, known)| AttributeSchema { name, required: known.required }));
    let blocks = schema.blocks.iter().chain(as_blocks).map(|(name, nested)| BlockSchema {
        kind: name.as_ref(),
        labels: if nested.nesting == Nesting::Map { &["key"] } else { &[] },
    });
    let dynamic = BlockSchema { kind: "dynamic", labels: &["type"] };
    built.blocks.reserve(schema.blocks.len() + 1);
    built.blocks.extend(blocks.chain(body.json.is_none().then_some(dynamic)));
    let (content, found) = body.clone().content(&built);
    (keyed(content), found)
}
