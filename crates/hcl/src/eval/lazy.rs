//! Functions that take expressions rather than values: `can` and `try`.

use std::borrow::Cow;
use std::fmt::Write as _;

use dryrun_cty::{Type, Value};
use dryrun_diag::Diagnostic;

use super::call::Context;
use super::scope::CallError;
use super::{Scope, eval};
use crate::ast::Expression;

/// The result, if the function is one of these.
pub(super) fn call(
    context: &Context<'_>,
    arguments: &[Cow<'_, Expression>],
) -> Option<Result<Value, CallError>> {
    match context.name {
        "can" => arguments.first().map(|argument| Ok(can(argument, context.scope))),
        "try" => Some(first_that_works(arguments, context.scope)),
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
