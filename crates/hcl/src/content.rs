//! Bodies read by a schema: which arguments and blocks belong here, and what is to be said of the others.

use std::sync::Arc;

use dryrun_diag::{Diagnostic, Span, did_you_mean};

use crate::ast::{Attribute, Block, Body};
use crate::json;

/// What a body may hold.
#[derive(Debug, Clone, Default)]
pub struct BodySchema<'a> {
    /// Arguments, in the order in which missing ones are told.
    pub attributes: Vec<AttributeSchema<'a>>,
    /// Block types.
    pub blocks: Vec<BlockSchema<'a>>,
}

/// An argument that a body may hold.
#[derive(Debug, Clone, Copy)]
pub struct AttributeSchema<'a> {
    /// Name.
    pub name: &'a str,
    /// Whether it must be there.
    pub required: bool,
}

/// A type of blocks that a body may hold.
#[derive(Debug, Clone, Copy)]
pub struct BlockSchema<'a> {
    /// Type.
    pub kind: &'a str,
    /// What its labels are called: a block has exactly as many.
    pub labels: &'a [&'a str],
}

impl<'a> BodySchema<'a> {
    /// Nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// And arguments that may be left out.
    #[must_use]
    pub fn optional(mut self, names: impl IntoIterator<Item = &'a str>) -> Self {
        self.attributes
            .extend(names.into_iter().map(|name| AttributeSchema { name, required: false }));
        self
    }

    /// And arguments that must be there.
    #[must_use]
    pub fn required(mut self, names: impl IntoIterator<Item = &'a str>) -> Self {
        self.attributes
            .extend(names.into_iter().map(|name| AttributeSchema { name, required: true }));
        self
    }

    /// And a type of blocks with labels of these names.
    #[must_use]
    pub fn block(mut self, kind: &'a str, labels: &'a [&'a str]) -> Self {
        self.blocks.push(BlockSchema { kind, labels });
        self
    }

    pub(crate) fn has_attribute(&self, name: &str) -> bool {
        self.attributes.iter().any(|attribute| attribute.name == name)
    }

    pub(crate) fn block_schema(&self, kind: &str) -> Option<&BlockSchema<'a>> {
        self.blocks.iter().find(|block| block.kind == kind)
    }

    /// Whether an argument or a block of this name belongs here.
    pub(crate) fn knows(&self, name: &str) -> bool {
        self.has_attribute(name) || self.block_schema(name).is_some()
    }
}

/// What a schema found in a body.
#[derive(Debug, Clone, Default)]
pub struct Content {
    /// Arguments that belong here, in source order.
    pub attributes: Vec<Attribute>,
    /// Blocks that belong here and have the right labels, in source order.
    pub blocks: Vec<Block>,
    /// Where something missing is reported.
    pub missing_item: Span,
}

impl Content {
    /// The argument of this name.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| &*attribute.name == name)
    }

    /// The blocks of this type.
    pub fn blocks_of(&self, kind: &str) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(move |block| &*block.kind == kind)
    }
}

impl Body {
    /// Everything in the body; what the schema does not know is told.
    #[must_use]
    pub fn content(self, schema: &BodySchema<'_>) -> (Content, Vec<Diagnostic>) {
        let object = self.json.clone();
        let (content, rest, mut diagnostics) = self.partial_content(schema);
        if let Some(object) = object {
            // HCL looks through the objects once more.
            diagnostics.extend(object.problems.iter().cloned());
            diagnostics.extend(json::extraneous(&object, schema, &content));
        }
        let argument = |unknown| unsupported_argument(unknown, schema, &content);
        diagnostics.extend(rest.attributes.iter().map(argument));
        diagnostics.extend(rest.blocks.iter().map(|block| unsupported_block(block, schema)));
        (content, diagnostics)
    }

    /// What the schema knows, and the rest of the body for another schema.
    #[must_use]
    pub fn partial_content(self, schema: &BodySchema<'_>) -> (Content, Self, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let missing_item = self.missing_item;
        let object = self.json.clone();
        let native = Self { json: None, ..self };
        let (mut content, mut rest) = native.native_content(schema, &mut diagnostics);
        if let Some(object) = object {
            let more = json::content(&object, schema, &mut diagnostics);
            content.attributes.extend(more.attributes);
            content.blocks.extend(more.blocks);
            rest.json = Some(Arc::new(json::without(&object, schema)));
        }
        content.missing_item = missing_item;
        let missing = schema
            .attributes
            .iter()
            .filter(|known| known.required && content.attribute(known.name).is_none());
        let missing: Vec<Diagnostic> =
            missing.map(|known| missing_argument(known.name).at(missing_item)).collect();
        diagnostics.splice(0..0, missing);
        (content, rest, diagnostics)
    }

    /// All arguments, where any name is allowed and blocks are not.
    #[must_use]
    pub fn just_attributes(self) -> (Vec<Attribute>, Vec<Diagnostic>) {
        if let Some(object) = &self.json {
            let (more, diagnostics) = json::just_attributes(object);
            let mut attributes = self.attributes;
            attributes.extend(more);
            return (attributes, diagnostics);
        }
        let blocks = self.blocks.first().map(|block| {
            let summary = format!("Unexpected \"{}\" block", block.kind);
            Diagnostic::error(summary, "Blocks are not allowed here.").at(block.kind_span)
        });
        (self.attributes, blocks.into_iter().collect())
    }

    fn native_content(
        self,
        schema: &BodySchema<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (Content, Self) {
        let (attributes, others) = self
            .attributes
            .into_iter()
            .partition(|attribute| schema.has_attribute(&attribute.name));
        let mut rest = Self { attributes: others, blocks: Vec::new(), ..self };
        let mut blocks = Vec::new();
        for block in self.blocks {
            match schema.block_schema(&block.kind) {
                None => rest.blocks.push(block),
                Some(wanted) => match wrong_labels(&block, wanted) {
                    None => blocks.push(block),
                    Some(wrong) => diagnostics.push(wrong),
                },
            }
        }
        (Content { attributes, blocks, missing_item: self.missing_item }, rest)
    }
}

fn unsupported_argument(
    attribute: &Attribute,
    schema: &BodySchema<'_>,
    content: &Content,
) -> Diagnostic {
    let name = &*attribute.name;
    let unused = schema
        .attributes
        .iter()
        .map(|known| known.name)
        .filter(|known| content.attribute(known).is_none());
    let hint = match did_you_mean(name, unused) {
        Some(known) => format!(" Did you mean \"{known}\"?"),
        None if schema.block_schema(name).is_some() => {
            format!(" Did you mean to define a block of type \"{name}\"?")
        }
        None => String::new(),
    };
    let detail = format!("An argument named \"{name}\" is not expected here.{hint}");
    Diagnostic::error("Unsupported argument", detail).at(attribute.name_span)
}

fn unsupported_block(block: &Block, schema: &BodySchema<'_>) -> Diagnostic {
    let kind = &*block.kind;
    let hint = match did_you_mean(kind, schema.blocks.iter().map(|known| known.kind)) {
        Some(known) => format!(" Did you mean \"{known}\"?"),
        None if schema.has_attribute(kind) => {
            format!(
                " Did you mean to define argument \"{kind}\"? If so, use the equals sign to assign it a value."
            )
        }
        None => String::new(),
    };
    let detail = format!("Blocks of type \"{kind}\" are not expected here.{hint}");
    Diagnostic::error("Unsupported block type", detail).at(block.kind_span)
}

/// That a required argument is not there.
#[must_use]
pub fn missing_argument(name: &str) -> Diagnostic {
    let detail = format!("The argument \"{name}\" is required, but no definition was found.");
    Diagnostic::error("Missing required argument", detail)
}

/// What is wrong with the number of labels.
fn wrong_labels(block: &Block, schema: &BlockSchema<'_>) -> Option<Diagnostic> {
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
        return Some(
            Diagnostic::error(format!("Extraneous label for {kind}"), detail)
                .at(*extra)
                .within(header),
        );
    }
    let missing = schema.labels.get(block.labels.len())?;
    let detail = format!("All {kind} blocks must have {wanted} labels ({names}).");
    Some(
        Diagnostic::error(format!("Missing {missing} for {kind}"), detail)
            .at(block.open_span)
            .within(header),
    )
}
