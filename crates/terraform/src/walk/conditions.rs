//! Conditions: validations, pre- and postconditions, assertions.

use dryrun_cty::{Marks, Type, Value};
use dryrun_diag::{Diagnostic, Severity};
use dryrun_plan::CheckStatus;

use crate::config::model::CheckRule;
use crate::lang;
use crate::scope::Scope;

/// What a rule belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RuleKind {
    /// `precondition` of a resource.
    ResourcePrecondition,
    /// `postcondition` of a resource.
    ResourcePostcondition,
    /// `precondition` of an output.
    OutputPrecondition,
    /// `assert` of a check block.
    CheckAssertion,
}

impl RuleKind {
    fn description(self) -> &'static str {
        match self {
            Self::ResourcePrecondition => "Resource precondition",
            Self::ResourcePostcondition => "Resource postcondition",
            Self::OutputPrecondition => "Module output value precondition",
            Self::CheckAssertion => "Check block assertion",
        }
    }

    /// A failed assertion only warns.
    fn severity(self) -> Severity {
        if self == Self::CheckAssertion { Severity::Warning } else { Severity::Error }
    }
}

/// How a rule stands, and the message of one that failed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RuleResult {
    pub(crate) status: CheckStatus,
    pub(crate) message: Option<String>,
}

/// Evaluates rules one after the other.
pub(crate) fn check_all(
    kind: RuleKind,
    rules: &[CheckRule],
    scope: &Scope<'_, '_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<RuleResult> {
    rules.iter().map(|rule| check(kind, rule, scope, diagnostics)).collect()
}

fn check(
    kind: RuleKind,
    rule: &CheckRule,
    scope: &Scope<'_, '_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> RuleResult {
    let error = RuleResult { status: CheckStatus::Error, message: None };
    let (condition, found) = scope.evaluate(&rule.condition);
    let failed = found.iter().any(Diagnostic::is_error);
    diagnostics.extend(found);
    if failed {
        return error;
    }
    let invalid = |detail: String| {
        Diagnostic::error("Invalid condition result", detail).at(rule.condition.span)
    };
    if !condition.is_known() {
        if kind == RuleKind::CheckAssertion {
            let detail = "The condition could not be evaluated at this time, a result will be known when this plan is applied.";
            let warning =
                Diagnostic::warning(format!("{} known after apply", kind.description()), detail);
            diagnostics.push(lang::explained(
                warning.at(rule.condition.span),
                &rule.condition,
                scope,
            ));
        }
        return RuleResult { status: CheckStatus::Unknown, message: None };
    }
    if condition.is_null() {
        let detail = "Condition expression must return either true or false, not null.";
        let null = invalid(detail.to_owned());
        diagnostics.push(lang::explained(null, &rule.condition, scope));
        return error;
    }
    let holds = match lang::convert(&condition.clone().unmarked(), &Type::Bool) {
        Ok(value) => value.as_bool().unwrap_or(false),
        Err(why) => {
            diagnostics.push(invalid(format!("Invalid condition result value: {why}.")));
            return error;
        }
    };
    let message = error_message(rule, scope, diagnostics);
    if holds {
        return RuleResult { status: CheckStatus::Pass, message: None };
    }
    let summary = format!("{} failed", kind.description());
    let mut failure =
        Diagnostic::new(kind.severity(), summary, message.clone()).at(rule.condition.span);
    failure = lang::explained(failure, &rule.condition, scope);
    diagnostics.push(failure);
    RuleResult { status: CheckStatus::Fail, message: Some(message) }
}

/// The message of a rule; a text in its place where there can be none.
fn error_message(
    rule: &CheckRule,
    scope: &Scope<'_, '_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> String {
    let (value, found) = scope.evaluate(&rule.error_message);
    let failed = found.iter().any(Diagnostic::is_error);
    diagnostics.extend(found);
    if failed {
        return String::new();
    }
    match message_text(&value, rule) {
        Ok(text) => text,
        Err(error) => {
            let text = match error.summary.as_ref() {
                "Error message refers to sensitive values" => {
                    "The error message included a sensitive value, so it will not be displayed."
                }
                "Error message refers to ephemeral values" => {
                    "The error message included an ephemeral value, so it will not be displayed."
                }
                _ => {
                    "This check failed, but has an invalid error message as described in the other accompanying messages."
                }
            };
            diagnostics.push(*error);
            text.to_owned()
        }
    }
}

/// A message as text.
///
/// # Errors
/// Why it cannot be shown.
pub(crate) fn message_text(value: &Value, rule: &CheckRule) -> Result<String, Box<Diagnostic>> {
    let at = rule.error_message.span;
    let marks = value.marks_deep();
    if marks.contains(Marks::SENSITIVE) {
        let detail = "The error expression used to explain this condition refers to sensitive values, so Terraform will not display the resulting message.\n\nYou can correct this by removing references to sensitive values, or by carefully using the nonsensitive() function if the expression will not reveal the sensitive data.";
        return Err(Box::new(
            Diagnostic::warning("Error message refers to sensitive values", detail).at(at),
        ));
    }
    if marks.contains(Marks::EPHEMERAL) {
        let detail = "The error expression used to explain this condition refers to ephemeral values, so Terraform will not display the resulting message.\n\nYou can correct this by removing references to ephemeral values, or by using the ephemeralasnull() function on the references to not reveal ephemeral data.";
        return Err(Box::new(
            Diagnostic::warning("Error message refers to ephemeral values", detail).at(at),
        ));
    }
    if !value.is_known() {
        return Ok(String::new());
    }
    let text = lang::convert(value, &Type::String).map_err(|why| {
        Box::new(
            Diagnostic::error(
                "Invalid error message",
                format!("Unsuitable value for error message: {why}."),
            )
            .at(at),
        )
    })?;
    match text.as_str() {
        Some(text) => Ok(text.trim().to_owned()),
        None => Err(Box::new(
            Diagnostic::error(
                "Invalid error message",
                "Unsuitable value for error message: must not be null.",
            )
            .at(at),
        )),
    }
}

/// All rules together: the worst of them.
pub(crate) fn together(results: &[RuleResult]) -> CheckStatus {
    let any = |status| results.iter().any(|result| result.status == status);
    if any(CheckStatus::Error) {
        CheckStatus::Error
    } else if any(CheckStatus::Fail) {
        CheckStatus::Fail
    } else if any(CheckStatus::Unknown) {
        CheckStatus::Unknown
    } else {
        CheckStatus::Pass
    }
}
