//! Evaluation of expressions, as HCL does it: total, with every error told and an unknown value in its place.

mod builtins;
mod call;
mod collections;
mod conditional;
mod evidence;
mod for_expression;
mod lazy;
mod operators;
mod scope;
mod size;
mod splat;
mod step;
mod template;
mod templates;

pub use builtins::{Builtins, Place};
pub use evidence::{Cause, describe_value, evidence, values};
pub use scope::{CallError, Functions, Parameter, Scope, Signature, Variables};
pub use step::{attribute, index};

use dryrun_cty::{Type, Value};
use dryrun_diag::{Diagnostic, did_you_mean};

use crate::ast::{Expression, ExpressionKind, JsonString, Traversal, TraversalStep};

/// The value of an expression, and what is wrong with it.
///
/// Where something is wrong the value, or a part of it, is unknown.
#[must_use]
pub fn eval(expression: &Expression, scope: &Scope<'_>) -> (Value, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let value = evaluate(expression, scope, &mut diagnostics);
    (value, diagnostics)
}

/// The value of a reference in a scope.
#[must_use]
pub fn eval_traversal(traversal: &Traversal, scope: &Scope<'_>) -> (Value, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let value = traverse(traversal, scope, &mut diagnostics);
    (value, diagnostics)
}

fn evaluate(expression: &Expression, scope: &Scope<'_>, out: &mut Vec<Diagnostic>) -> Value {
    match &*expression.kind {
        ExpressionKind::Literal(value) => value.clone(),
        ExpressionKind::Template { parts, .. } => {
            let text = template::template(parts, expression.span, scope, out);
            size::bounded(text, expression.span, out)
        }
        ExpressionKind::TemplateWrap(inner) | ExpressionKind::Parenthesised(inner) => {
            evaluate(inner, scope, out)
        }
        ExpressionKind::ScopeTraversal(traversal) => {
            with_evidence(expression, scope, out, |out| traverse(traversal, scope, out))
        }
        ExpressionKind::RelativeTraversal { source, steps } => {
            let value = evaluate(source, scope, out);
            with_evidence(expression, scope, out, |out| follow(value, steps, out))
        }
        ExpressionKind::Index { collection, key, brackets } => {
            let collection = evaluate(collection, scope, out);
            let key = evaluate(key, scope, out);
            with_evidence(expression, scope, out, |out| {
                index(&collection, &key).unwrap_or_else(|error| {
                    out.push((*error).at(*brackets));
                    Value::dynamic()
                })
            })
        }
        ExpressionKind::Splat { source, each, marker } => {
            splat::splat(source, each, *marker, scope, out)
        }
        ExpressionKind::SplatItem => scope.item().unwrap_or_else(Value::dynamic),
        ExpressionKind::Call(call) => {
            let value = call::call(call, expression, scope, out);
            size::bounded(value, expression.span, out)
        }
        ExpressionKind::Binary { operator, left, right, .. } => {
            operators::binary(*operator, left, right, expression, scope, out)
        }
        ExpressionKind::Unary { operator, operand, .. } => {
            operators::unary(*operator, operand, expression, scope, out)
        }
        ExpressionKind::Conditional { condition, yes, no } => {
            let arm = |arm: &Expression| {
                let mut diagnostics = Vec::new();
                let value = evaluate(arm, scope, &mut diagnostics);
                conditional::Arm {
                    value,
                    diagnostics,
                    span: arm.span,
                    expression: Some(arm.clone()),
                }
            };
            conditional::choose(condition, arm(yes), arm(no), expression.span, scope, out)
        }
        ExpressionKind::Tuple(items) => {
            let values: Vec<Value> = items.iter().map(|item| evaluate(item, scope, out)).collect();
            size::bounded(Value::tuple(values), expression.span, out)
        }
        ExpressionKind::Object(items) => {
            size::bounded(collections::object(items, scope, out), expression.span, out)
        }
        ExpressionKind::For(each) => {
            for_expression::for_expression(each, expression.span, scope, out)
        }
        ExpressionKind::JsonString(string) => json_string(string, scope, out),
        ExpressionKind::Invalid => Value::dynamic(),
    }
}

fn json_string(string: &JsonString, scope: &Scope<'_>, out: &mut Vec<Diagnostic>) -> Value {
    if scope.is_nothing() {
        return Value::string(string.text.clone());
    }
    if string.diagnostics.is_empty() {
        return evaluate(&string.template, scope, out);
    }
    out.extend(string.diagnostics.iter().cloned());
    Value::dynamic()
}

/// Adds what the mentioned values were to the errors that `compute` finds.
fn with_evidence(
    expression: &Expression,
    scope: &Scope<'_>,
    out: &mut Vec<Diagnostic>,
    compute: impl FnOnce(&mut Vec<Diagnostic>) -> Value,
) -> Value {
    let mark = out.len();
    let value = compute(out);
    for diagnostic in out.iter_mut().skip(mark) {
        if diagnostic.evidence.is_none() {
            diagnostic.evidence = Some(Box::new(evidence(expression, scope)));
        }
    }
    value
}

fn traverse(traversal: &Traversal, scope: &Scope<'_>, out: &mut Vec<Diagnostic>) -> Value {
    let name = &*traversal.root;
    match scope.resolve(traversal) {
        Some(Ok((value, used))) => {
            return follow(value, traversal.steps.get(used..).unwrap_or_default(), out);
        }
        Some(Err(error)) => {
            out.push(*error);
            return Value::dynamic();
        }
        None => {}
    }
    let error = if scope.allows_variables() {
        let names = scope.names();
        let hint = did_you_mean(name, names.iter().map(String::as_str))
            .map_or_else(String::new, |known| format!(" Did you mean \"{known}\"?"));
        Diagnostic::error(
            "Unknown variable",
            format!("There is no variable named \"{name}\".{hint}"),
        )
    } else {
        Diagnostic::error("Variables not allowed", "Variables may not be used here.")
    };
    out.push(error.at(traversal.root_span));
    Value::dynamic()
}

fn follow(mut value: Value, steps: &[TraversalStep], out: &mut Vec<Diagnostic>) -> Value {
    for step in steps {
        let next = match step {
            TraversalStep::Attribute(name, _) => attribute(&value, name),
            TraversalStep::Index(key, _) => index(&value, key),
        };
        match next {
            Ok(next) => value = next,
            Err(error) => {
                out.push((*error).at(step.span()));
                return Value::dynamic();
            }
        }
    }
    value
}

/// An unknown value of a type, with the marks of others.
fn unknown(ty: &Type) -> Value {
    Value::unknown(ty.clone())
}
