//! Pieces of configuration: blocks by their addresses.

use dryrun_diag::{FileId, Span};
use dryrun_hcl::ast::Block;
use dryrun_hcl::{Input, parse};

/// A top-level block, or a value of `locals`, with its address and place.
#[derive(Debug, Clone)]
pub(super) struct Fragment {
    /// `aws_instance.web`, `data.aws_ami.x`, `variable.name`, `provider.aws.west`, `moved.aws_instance.web`, `locals`,
    /// `local.name`.
    pub(super) address: String,
    /// From the type to the closing brace; of a local value from its name to its end.
    pub(super) span: Span,
}

/// The blocks of a file in native syntax, as far as they parse, each followed by the values in it if it is `locals`.
pub(super) fn fragments(text: &str) -> Vec<Fragment> {
    let (body, _) = parse(Input { file: FileId(0), name: "", text });
    let of = |block: &Block| {
        let whole =
            Fragment { address: address(block, text), span: block.kind_span.to(block.close_span) };
        let locals = block.body.attributes.iter().filter(|_| block.kind.as_ref() == LOCALS).map(
            |attribute| Fragment {
                address: format!("local.{}", attribute.name),
                span: attribute.span,
            },
        );
        std::iter::once(whole).chain(locals).collect::<Vec<_>>()
    };
    body.blocks.iter().flat_map(of).collect()
}

/// The type and address of the block that holds local values.
pub(super) const LOCALS: &str = "locals";

/// Type and labels; blocks that have none are told apart by the argument that identifies them.
fn address(block: &Block, text: &str) -> String {
    let labels = block.labels.iter().map(|(label, _)| label.as_ref());
    let argument = |name: &str| {
        let found =
            block.body.attributes.iter().find(|attribute| attribute.name.as_ref() == name)?;
        Some(text.get(found.expression.span.range())?.trim_matches('"'))
    };
    let kind = block.kind.as_ref();
    let (first, last) = match kind {
        "resource" => (None, None),
        "provider" => (Some(kind), argument("alias")),
        "moved" | "import" => (Some(kind), argument("to")),
        "removed" => (Some(kind), argument("from")),
        _ => (Some(kind), None),
    };
    first.into_iter().chain(labels).chain(last).collect::<Vec<_>>().join(".")
}
