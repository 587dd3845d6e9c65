//! `condition` and `error_message` pairs.

use dryrun_diag::Diagnostic;
use dryrun_hcl::ast::{Block, Expression};
use dryrun_plan::addr::Resource;

use super::model::CheckRule;
use crate::lang::{self, BodySchema};
use crate::reference::{self, Subject};

const SCHEMA: BodySchema =
    BodySchema { attributes: &[("condition", true), ("error_message", true)], blocks: &[] };

/// Reads a rule; `None` where anything is wrong with it. What belongs to a resource may not name it.
pub(crate) fn decode(
    block: Block,
    owner: Option<&Resource>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<CheckRule> {
    let kind = block.kind.clone();
    let span = block.kind_span;
    let (mut content, found) = lang::content(block.body, &SCHEMA);
    let mut failed = found.iter().any(Diagnostic::is_error);
    diagnostics.extend(found);
    let mut expression =
        |name: &str| content.attributes.remove(name).map(|attribute| attribute.expression);
    let (condition, error_message) = (expression("condition"), expression("error_message"));
    if let Some(condition) =
        condition.as_ref().filter(|condition| lang::references(condition).is_empty())
    {
        failed = true;
        let detail = "The condition expression must refer to at least one object from elsewhere in the configuration, or else its result would not be checking anything.";
        diagnostics.push(
            Diagnostic::error(format!("Invalid {kind} expression"), detail).at(condition.span),
        );
    }
    for expression in [&condition, &error_message].into_iter().flatten() {
        diagnostics.extend(owner.and_then(|owner| names_itself(expression, &kind, owner)));
    }
    Some(CheckRule { condition: condition?, error_message: error_message?, span })
        .filter(|_| !failed)
}

/// A resource's own conditions may not name it: that is what `self` is for.
fn names_itself(expression: &Expression, kind: &str, resource: &Resource) -> Option<Diagnostic> {
    let names = lang::references(expression).iter().any(|traversal| {
        matches!(reference::parse(traversal), Ok(found)
            if matches!(&found.subject, Subject::Resource { resource: named, .. } if named == resource))
    });
    let detail = format!("Configuration for {resource} may not refer to itself.");
    let error = Diagnostic::error(format!("Invalid reference in {kind}"), detail);
    names.then(|| error.at(expression.span))
}
