//! `condition` and `error_message` pairs.

use dryrun_diag::Diagnostic;
use dryrun_hcl::ast::{Block, Expression};
use dryrun_plan::addr::Resource;

use super::model::CheckRule;
use crate::lang::{self, BodySchema};
use crate::reference::{self, Subject};

const SCHEMA: BodySchema =
    BodySchema { attributes: &[("condition", true), ("error_message", true)], blocks: &[] };

/// Reads a rule; `None` where anything is wrong with it.
pub(crate) fn decode(block: Block, diagnostics: &mut Vec<Diagnostic>) -> Option<CheckRule> {
    let kind = block.kind.clone();
    let span = block.kind_span;
    let (mut content, found) = lang::content(block.body, &SCHEMA);
    let mut failed = found.iter().any(Diagnostic::is_error);
    diagnostics.extend(found);
    let condition = content.attributes.remove("condition").map(|attribute| attribute.expression);
    if let Some(condition) =
        condition.as_ref().filter(|condition| lang::references(condition).is_empty())
    {
        failed = true;
        let detail = "The condition expression must refer to at least one object from elsewhere in the configuration, or else its result would not be checking anything.";
        diagnostics.push(
            Diagnostic::error(format!("Invalid {kind} expression"), detail).at(condition.span),
        );
    }
    let error_message = content.attributes.remove("error_message")?.expression;
    Some(CheckRule { condition: condition?, error_message, span }).filter(|_| !failed)
}

/// A resource's own conditions may not name it: that is what `self` is for.
pub(crate) fn names_itself(rule: &CheckRule, kind: &str, resource: &Resource) -> Vec<Diagnostic> {
    let names = |expression: &&Expression| {
        lang::references(expression).iter().any(|traversal| {
            matches!(reference::parse(traversal), Ok(found)
                if matches!(&found.subject, Subject::Resource { resource: named, .. } if named == resource))
        })
    };
    let detail = format!("Configuration for {resource} may not refer to itself.");
    let error = |expression: &Expression| {
        Diagnostic::error(format!("Invalid reference in {kind}"), detail.clone())
            .at(expression.span)
    };
    [&rule.condition, &rule.error_message].into_iter().filter(names).map(error).collect()
}
