//! Pieces of configuration: blocks by their addresses.

use dryrun_diag::{FileId, Span};
use dryrun_hcl::ast::Block;
use dryrun_hcl::{Input, parse};

/// A top-level block with its address and place.
#[derive(Debug, Clone)]
pub(super) struct Fragment {
    /// `aws_instance.web`, `data.aws_ami.x`, `variable.name`, `locals`.
    pub(super) address: String,
    /// From the type to the closing brace.
    pub(super) span: Span,
}

/// The blocks of a file in native syntax, as far as they parse.
pub(super) fn fragments(text: &str) -> Vec<Fragment> {
    let (body, _) = parse(Input { file: FileId(0), name: "", text });
    body.blocks
        .iter()
        .map(|block| Fragment {
            address: address(block),
            span: block.kind_span.to(block.close_span),
        })
        .collect()
}

fn address(block: &Block) -> String {
    let labels = block.labels.iter().map(|(label, _)| label.as_ref());
    match block.kind.as_ref() {
        "resource" => labels.collect::<Vec<_>>().join("."),
        kind => std::iter::once(kind).chain(labels).collect::<Vec<_>>().join("."),
    }
}
