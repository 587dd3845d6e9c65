//! Bodies read by a schema: which arguments and blocks belong here, and what is to be said of the others.

use std::borrow::Cow;
use std::sync::Arc;

use dryrun_diag::{Diagnostic, Span, did_you_mean};

use crate::ast::{Attribute, Block, Body};
use crate::json;

/// What a body may hold.
#[derive(Debug, Clone, Default)]
pub struct BodySchema {
    /// Arguments, in the order in which missing ones are told.
    pub attributes: Vec<AttributeSchema>,
    /// Block types.
    pub blocks: Vec<BlockSchema>,
}

/// An argument that a body may hold.
#[derive(Debug, Clone)]
pub struct AttributeSchema {
    /// Name.
    pub name: Arc<str>,
    /// Whether it must be there.
    pub required: bool,
}

/// A type of blocks that a body may hold.
#[derive(Debug, Clone)]
pub struct BlockSchema {
    /// Type.
    pub kind: Arc<str>,
    /// What its labels are called: a block has exactly as many.
    pub labels: Vec<Arc<str>>,
}

impl BodySchema {
    /// Nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// And arguments that may be left out.
    #[must_use]
    pub fn optional<N: Into<Arc<str>>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        self.attributes.extend(names.into_iter().map(|name| AttributeSchema { name: name.into(), required: false }));
        self
    }

    /// And arguments that must be there.
    #[must_use]
    pub fn required<N: Into<Arc<str>>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        self.attributes.extend(names.into_iter().map(|name| AttributeSchema { name: name.into(), required: true }));
        self
    }

    /// And a type of blocks with labels of these names.
    #[must_use]
    pub fn block(mut self, kind: impl Into<Arc<str>>, labels: &[&str]) -> Self {
        let labels = labels.iter().map(|&label| Arc::from(label)).collect();
        self.blocks.push(BlockSchema { kind: kind.into(), labels });
        self
    }

    fn has_attribute(&self, name: &str) -> bool {
        self.attributes.iter().any(|attribute| &*attribute.name == name)
    }

    fn block_schema(&self, kind: &str) -> Option<&BlockSchema> {
        self.blocks.iter().find(|block| &*block.kind == kind)
    }

    /// Whether an argument or a block of this name belongs here.
    pub(crate) fn knows(&self, name: &str) -> bool {
        self.has_attribute(name) || self.block_schema(name).is_some()
    }
}

/// What a schema found in a body.
#[derive(Debug, Clone, Default)]
pub struct Content<'a> {
    /// Arguments that belong here, in source order.
    pub attributes: Vec<Cow<'a, Attribute>>,
    /// Blocks that belong here and have the right labels, in source order.
    pub blocks: Vec<Cow<'a, Block>>,
    /// Where something missing is reported.
    pub missing_item: Span,
}

impl Content<'_> {
    /// The argument of this name.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| &*attribute.name == name).map(AsRef::as_ref)
    }

    /// The blocks of this type.
    pub fn blocks_of(&self, kind: &str) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(move |block| &*block.kind == kind).map(AsRef::as_ref)
    }
}

impl Body {
    /// Everything in the body; what the schema does not know is told.
    #[must_use]
    pub fn content(&self, schema: &BodySchema) -> (Content<'_>, Vec<Diagnostic>) {
        let (content, mut diagnostics) = self.partial_content(schema);
        match &self.json {
            Some(object) => diagnostics.extend(json::extraneous(object, schema, &content)),
            None => {
                diagnostics.extend(self.unsupported_arguments(schema, &content));
                diagnostics.extend(self.unsupported_blocks(schema));
            }
        }
        (content, diagnostics)
    }

    /// What the schema knows; anything else is left for another schema.
    #[must_use]
    pub fn partial_content(&self, schema: &BodySchema) -> (Content<'_>, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let mut content = match &self.json {
            Some(object) => json::content(object, schema, &mut diagnostics),
            None => self.native_content(schema, &mut diagnostics),
        };
        content.missing_item = self.missing_item;
        let missing: Vec<Diagnostic> = schema
            .attributes
            .iter()
            .filter(|attribute| attribute.required && content.attribute(&attribute.name).is_none())
            .map(|attribute| missing_argument(&attribute.name).at(self.missing_item))
            .collect();
        // Missing arguments come first, as they did before labels were looked at.
        diagnostics.splice(0..0, missing);
        (content, diagnostics)
    }

    /// The body without what the schema knows: what is left after [`Body::partial_content`].
    #[must_use]
    pub fn remaining(&self, schema: &BodySchema) -> Self {
        let attributes = self.attributes.iter().filter(|attribute| !schema.has_attribute(&attribute.name));
        let blocks = self.blocks.iter().filter(|block| schema.block_schema(&block.kind).is_none());
        Self {
            attributes: attributes.cloned().collect(),
            blocks: blocks.cloned().collect(),
            span: self.span,
            missing_item: self.missing_item,
            json: self.json.as_ref().map(|object| Arc::new(json::without(object, schema))),
        }
    }

    /// All arguments, where any name is allowed and blocks are not.
    #[must_use]
    pub fn just_attributes(&self) -> (Vec<Cow<'_, Attribute>>, Vec<Diagnostic>) {
        if let Some(object) = &self.json {
            return json::just_attributes(object);
        }
        let blocks = self.blocks.first().map(|block| {
            let summary = format!("Unexpected \"{}\" block", block.kind);
            Diagnostic::error(summary, "Blocks are not allowed here.").at(block.kind_span)
        });
        (self.attributes.iter().map(Cow::Borrowed).collect(), blocks.into_iter().collect())
    }

    fn native_content(&self, schema: &BodySchema, diagnostics: &mut Vec<Diagnostic>) -> Content<'_> {
        let attributes = self.attributes.iter().filter(|attribute| schema.has_attribute(&attribute.name));
        let blocks = self.blocks.iter().filter(|block| {
            let Some(wanted) = schema.block_schema(&block.kind) else { return false };
            let wrong = wrong_labels(block, wanted);
            let fits = wrong.is_none();
            diagnostics.extend(wrong);
            fits
        });
        Content {
            attributes: attributes.map(Cow::Borrowed).collect(),
            blocks: blocks.map(Cow::Borrowed).collect(),
            missing_item: self.missing_item,
        }
    }

    fn unsupported_arguments(&self, schema: &BodySchema, content: &Content<'_>) -> Vec<Diagnostic> {
        let unused = || schema.attributes.iter().map(|known| &*known.name).filter(|name| content.attribute(name).is_none());
        let unknown = self.attributes.iter().filter(|attribute| !schema.has_attribute(&attribute.name));
        unknown
            .map(|attribute| {
                let name = &*attribute.name;
                let hint = match did_you_mean(name, unused()) {
                    Some(known) => format!(" Did you mean \"{known}\"?"),
                    None if schema.block_schema(name).is_some() => {
                        format!(" Did you mean to define a block of type \"{name}\"?")
                    }
                    None => String::new(),
                };
                let detail = format!("An argument named \"{name}\" is not expected here.{hint}");
                Diagnostic::error("Unsupported argument", detail).at(attribute.name_span)
            })
            .collect()
    }

    fn unsupported_blocks(&self, schema: &BodySchema) -> Vec<Diagnostic> {
        let unknown = self.blocks.iter().filter(|block| schema.block_schema(&block.kind).is_none());
        unknown
            .map(|block| {
                let kind = &*block.kind;
                let hint = match did_you_mean(kind, schema.blocks.iter().map(|known| &*known.kind)) {
                    Some(known) => format!(" Did you mean \"{known}\"?"),
                    None if schema.has_attribute(kind) => format!(
                        " Did you mean to define argument \"{kind}\"? If so, use the equals sign to assign it a value."
                    ),
                    None => String::new(),
                };
                let detail = format!("Blocks of type \"{kind}\" are not expected here.{hint}");
                Diagnostic::error("Unsupported block type", detail).at(block.kind_span)
            })
            .collect()
    }
}

/// That a required argument is not there.
#[must_use]
pub fn missing_argument(name: &str) -> Diagnostic {
    let detail = format!("The argument \"{name}\" is required, but no definition was found.");
    Diagnostic::error("Missing required argument", detail)
}

/// What is wrong with the number of labels.
fn wrong_labels(block: &Block, schema: &BlockSchema) -> Option<Diagnostic> {
    let kind = &block.kind;
    let names = schema.labels.join(", ");
    let wanted = schema.labels.len();
    let header = block.kind_span.to(block.open_span);
    if let Some((_, extra)) = block.labels.get(wanted) {
        let detail = if wanted == 0 {
            format!("No labels are expected for {kind} blocks.")
        } else {
            format!("Only {wanted} labels ({names}) are expected for {kind} blocks.")
        };
        return Some(Diagnostic::error(format!("Extraneous label for {kind}"), detail).at(*extra).within(header));
    }
    let missing = schema.labels.get(block.labels.len())?;
    let detail = format!("All {kind} blocks must have {wanted} labels ({names}).");
    Some(Diagnostic::error(format!("Missing {missing} for {kind}"), detail).at(block.open_span).within(header))
}
