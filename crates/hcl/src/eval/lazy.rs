//! Functions that take expressions rather than values: `can`, `try` and `templatestring`.

use std::borrow::Cow;
use std::fmt::Write as _;

use dryrun_cty::{Type, Value};
use dryrun_diag::Diagnostic;

use super::call::Context;
use super::scope::CallError;
use super::templates::{self, first_error};
use super::{Scope, eval};
use crate::ast::{Expression, ExpressionKind, TemplatePart};

/// The result, if the function is one of these.
pub(super) fn call(
    context: &Context<'_>,
    arguments: &[Cow<'_, Expression>],
) -> Option<Result<Value, CallError>> {
    match context.name {
        "can" => arguments.first().map(|argument| Ok(can(argument, context.scope))),
        "try" => Some(first_that_works(arguments, context.scope)),
        "templatestring" => match arguments {
            [template, values] => Some(template_string(context, template, values)),
            _ => None,
        },
        _ => None,
    }
}

fn can(argument: &Expression, scope: &Scope<'_>) -> Value {
    let (value, diagnostics) = eval(argument, scope);
    if !diagnostics.is_empty() {
        Value::bool(false)
    } else if value.is_wholly_known() {
        Value::bool(true)
    } else {
        // Steps into what is unknown could still fail.
        Value::unknown(Type::Bool)
    }
}

fn first_that_works(
    arguments: &[Cow<'_, Expression>],
    scope: &Scope<'_>,
) -> Result<Value, CallError> {
    if arguments.is_empty() {
        return Err(CallError::Failed("at least one argument is required".to_owned()));
    }
    let mut failures = Vec::new();
    for argument in arguments {
        let (value, diagnostics) = eval(argument, scope);
        if diagnostics.is_empty() {
            return Ok(if value.is_wholly_known() { value } else { Value::dynamic() });
        }
        failures.extend(diagnostics);
    }
    Err(CallError::Failed(no_success(&failures, scope)))
}

fn no_success(failures: &[Diagnostic], scope: &Scope<'_>) -> String {
    let mut text = "no expression succeeded:\n".to_owned();
    for failure in failures {
        let place = failure.span.and_then(|span| scope.describe(span));
        let place = place.map_or_else(String::new, |place| format!(" (at {place})"));
        // Writing to a String cannot fail.
        let _ = writeln!(text, "- {}{place}\n  {}", failure.summary, failure.detail);
    }
    text.push_str("\nAt least one expression must produce a successful result");
    text
}

/// `templatestring(reference, values)`: the template must come from elsewhere, lest it be mistaken for an inline one.
fn template_string(
    context: &Context<'_>,
    template: &Expression,
    values: &Expression,
) -> Result<Value, CallError> {
    let wrong = |why: &str| CallError::Argument(0, format!("invalid template expression: {why}"));
    match &*template.kind {
        ExpressionKind::ScopeTraversal(_)
        | ExpressionKind::RelativeTraversal { .. }
        | ExpressionKind::Index { .. } => {}
        ExpressionKind::Template { parts, .. }
            if matches!(parts.as_slice(), [TemplatePart::Text(..)]) =>
        {
            return Err(wrong(
                "templatestring is only for rendering templates retrieved dynamically from elsewhere, and so does not support providing a literal template; consider using a template string expression instead",
            ));
        }
        ExpressionKind::Template { .. } => {
            return Err(wrong(
                "templatestring is only for rendering templates retrieved dynamically from elsewhere; to render an inline template, consider using a plain template string expression",
            ));
        }
        ExpressionKind::TemplateWrap(_) => {
            return Err(wrong(
                "templatestring is only for rendering templates retrieved dynamically from elsewhere; to treat the inner expression as template syntax, write the reference expression directly without any template interpolation syntax",
            ));
        }
        _ => {
            return Err(wrong(
                "must be a direct reference to a single string from elsewhere, containing valid Terraform template syntax",
            ));
        }
    }
    let place = |span| context.scope.describe(span).unwrap_or_default();
    let (text, failures) = eval(template, context.scope);
    if let Some(failed) = first_error(&failures, place) {
        return Err(wrong(&failed));
    }
    let (values, failures) = eval(values, context.scope);
    if let Some(failed) = first_error(&failures, place) {
        return Err(CallError::Argument(1, failed));
    }
    let marks = text.marks() | values.marks();
    if text.is_known() && text.as_str().is_none() {
        return Err(CallError::Argument(
            0,
            "invalid template value: a string is required".to_owned(),
        ));
    }
    let (Some(text), true) = (text.as_str(), values.is_known()) else {
        return Ok(Value::dynamic().mark(marks));
    };
    let functions = context.functions.in_template(context.name)?;
    templates::string(text, &values, &*functions).map(|value| value.mark(marks))
}
