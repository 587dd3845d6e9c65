//! `condition` and `error_message` pairs.

use dryrun_diag::Diagnostic;
use dryrun_hcl::ast::Block;

use super::model::CheckRule;
use crate::lang::{self, BodySchema};
use crate::syntax::note;

const SCHEMA: BodySchema = BodySchema { attributes: &[("condition", true), ("error_message", true)], blocks: &[] };

/// Whether a condition that mentions nothing is refused here; variable validation has its own words for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Constants {
    /// Refused.
    Refused,
    /// Left to the caller.
    Accepted,
}

/// Reads a rule; `None` where either half is missing.
pub(crate) fn decode(block: Block, constants: Constants, diagnostics: &mut Vec<Diagnostic>) -> Option<CheckRule> {
    let kind = block.kind.clone();
    let span = block.kind_span;
    let mut content = note(diagnostics, lang::content(block.body, &SCHEMA));
    let condition = content.attributes.remove("condition").map(|attribute| attribute.expression);
    if let Some(condition) = &condition
        && constants == Constants::Refused
        && lang::references(condition).is_empty()
    {
        let detail = "The condition expression must refer to at least one object from elsewhere in the configuration, or else its result would not be checking anything.";
        diagnostics.push(Diagnostic::error(format!("Invalid {kind} expression"), detail).at(condition.span));
    }
    let error_message = content.attributes.remove("error_message")?.expression;
    Some(CheckRule { condition: condition?, error_message, span })
}
