//! `condition ? yes : no`, also as `%{if}` in templates.

use dryrun_cty::{Number, Type, Value, convert, operation, unify_unsafe};
use dryrun_diag::{Diagnostic, Span};

use super::{Scope, evaluate, evidence, unknown};
use crate::ast::Expression;

/// One outcome, evaluated: only the errors of the chosen one count.
pub(super) struct Arm {
    pub(super) value: Value,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) span: Span,
    /// The expression, unless it is a part of a template.
    pub(super) expression: Option<Expression>,
}

const INCONSISTENT: &str = "Inconsistent conditional result types";

/// The arm that the condition chooses, converted to the type that both have in common.
pub(super) fn choose(
    condition: &Expression,
    yes: Arm,
    no: Arm,
    whole: Span,
    scope: &Scope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Value {
    let Some(ty) = common_type(&yes.value, &no.value) else {
        out.push(mismatch(condition, &yes, &no, whole, scope));
        return Value::dynamic();
    };
    let chosen = evaluate(condition, scope, out);
    let blame = |summary: &'static str, detail: &str| {
        let diagnostic = Diagnostic::error(summary, detail).at(condition.span).within(whole);
        diagnostic.evidence(evidence(condition, scope))
    };
    if chosen.is_null() {
        out.push(blame(
            "Null condition",
            "The condition value is null. Conditions must either be true or false.",
        ));
        return unknown(&ty);
    }
    let marks = chosen.marks();
    if !chosen.is_known() {
        return undecided(&yes.value, &no.value, ty)
            .mark(marks | yes.value.marks() | no.value.marks());
    }
    let Some(flag) =
        convert(&chosen.unmarked(), &Type::Bool).ok().and_then(|value| value.as_bool())
    else {
        out.push(blame(
            "Incorrect condition type",
            "The condition expression must be of type bool.",
        ));
        return unknown(&ty);
    };
    let (arm, name) = if flag { (yes, "true") } else { (no, "false") };
    finish(arm, name, &ty, whole, scope, out).mark(marks)
}

fn finish(
    arm: Arm,
    name: &str,
    ty: &Type,
    whole: Span,
    scope: &Scope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Value {
    out.extend(arm.diagnostics);
    // Nothing to convert to while the other type is open.
    if *ty == Type::Dynamic {
        return arm.value;
    }
    match convert(&arm.value, ty) {
        Ok(value) => value,
        Err(error) => {
            let detail = format!("The {name} result value has the wrong type: {error}.");
            let mut diagnostic = Diagnostic::error(INCONSISTENT, detail).at(arm.span).within(whole);
            if let Some(expression) = &arm.expression {
                diagnostic = diagnostic.evidence(evidence(expression, scope));
            }
            out.push(diagnostic);
            unknown(ty)
        }
    }
}

/// The type of the result: a bare `null` takes the type of the other arm, and an open type leaves the result open.
fn common_type(yes: &Value, no: &Value) -> Option<Type> {
    let is_bare_null =
        |value: &Value| *value.ty() == Type::Dynamic && value.is_null() && value.marks().is_empty();
    if is_bare_null(yes) {
        return Some(no.ty().clone());
    }
    if is_bare_null(no) {
        return Some(yes.ty().clone());
    }
    if *yes.ty() == Type::Dynamic || *no.ty() == Type::Dynamic {
        return Some(Type::Dynamic);
    }
    if yes.ty() == no.ty() {
        return Some(yes.ty().clone());
    }
    unify_unsafe(&[yes.ty().clone(), no.ty().clone()])
}

/// What is known of the result while the condition is not.
fn undecided(yes: &Value, no: &Value, ty: Type) -> Value {
    let result = Value::unknown(ty);
    if yes.is_null() || no.is_null() || !yes.is_surely_not_null() || !no.is_surely_not_null() {
        return result;
    }
    let result = result.refine_not_null();
    if let (Some(one), Some(other)) = (yes.as_number(), no.as_number()) {
        let (low, high) = if one < other { (one, other) } else { (other, one) };
        return between(result, low.clone(), high.clone());
    }
    if yes.ty().is_collection()
        && yes.ty() == no.ty()
        && let (Some(one), Some(other)) = (known_length(yes), known_length(no))
    {
        return result.with_length(one.min(other), Some(one.max(other)));
    }
    result
}

fn between(value: Value, low: Number, high: Number) -> Value {
    value.refine(|refinements| {
        refinements.min = Some((low, true));
        refinements.max = Some((high, true));
    })
}

fn known_length(value: &Value) -> Option<usize> {
    operation::length(&value.clone().unmarked()).as_number().and_then(Number::to_usize)
}

fn mismatch(
    condition: &Expression,
    yes: &Arm,
    no: &Arm,
    whole: Span,
    scope: &Scope<'_>,
) -> Diagnostic {
    let difference = describe_difference(yes.value.ty(), no.value.ty());
    let detail =
        format!("The true and false result expressions must have consistent types. {difference}.");
    let arms = Span { end: no.span.end, ..yes.span };
    let mut found = evidence(condition, scope);
    for expression in [&yes.expression, &no.expression].into_iter().flatten() {
        found.values.extend(evidence(expression, scope).values);
    }
    found.values.sort();
    found.values.dedup();
    Diagnostic::error(INCONSISTENT, detail).at(arms).within(whole).evidence(found)
}

/// How two types differ, as far down as the difference goes.
fn describe_difference(yes: &Type, no: &Type) -> String {
    if let (Type::Object(yes), Type::Object(no)) = (yes, no) {
        for (name, ty) in &yes.attributes {
            match no.attributes.get(name) {
                None => {
                    return format!(
                        "The 'true' value includes object attribute \"{name}\", which is absent in the 'false' value"
                    );
                }
                Some(other) if other != ty => {
                    let inner = describe_difference(ty, other);
                    return format!("Type mismatch for object attribute \"{name}\": {inner}");
                }
                Some(_) => {}
            }
        }
        if let Some(name) = no.attributes.keys().find(|name| !yes.attributes.contains_key(name)) {
            return format!(
                "The 'false' value includes object attribute \"{name}\", which is absent in the 'true' value"
            );
        }
    }
    if let (Type::Tuple(yes), Type::Tuple(no)) = (yes, no) {
        if yes.len() != no.len() {
            let (yes, no) = (yes.len(), no.len());
            return format!(
                "The 'true' tuple has length {yes}, but the 'false' tuple has length {no}"
            );
        }
        if let Some((at, (yes, no))) =
            yes.iter().zip(no.iter()).enumerate().find(|(_, (yes, no))| yes != no)
        {
            return format!(
                "Type mismatch for tuple element {at}: {}",
                describe_difference(yes, no)
            );
        }
    }
    if let Some((noun, yes, no)) = structural_elements(yes, no) {
        return format!("Mismatched {noun} element types: {}", describe_difference(yes, no));
    }
    let (yes, no) = (yes.friendly_name(), no.friendly_name());
    if yes == no {
        return "At least one deeply-nested attribute or element is not compatible across both the 'true' and the 'false' value".to_owned();
    }
    format!("The 'true' value is {yes}, but the 'false' value is {no}")
}

/// The element types of two collections of one kind, if both are objects or both tuples.
fn structural_elements<'a>(
    yes: &'a Type,
    no: &'a Type,
) -> Option<(&'static str, &'a Type, &'a Type)> {
    let (noun, yes, no) = match (yes, no) {
        (Type::List(yes), Type::List(no)) => ("list", yes, no),
        (Type::Map(yes), Type::Map(no)) => ("map", yes, no),
        (Type::Set(yes), Type::Set(no)) => ("set", yes, no),
        _ => return None,
    };
    let both = matches!(
        (&**yes, &**no),
        (Type::Object(_), Type::Object(_)) | (Type::Tuple(_), Type::Tuple(_))
    );
    both.then_some((noun, yes, no))
}
