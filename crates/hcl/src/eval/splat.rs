//! `source[*].each` and `source.*.each`.

use dryrun_cty::{Type, Value};
use dryrun_diag::{Diagnostic, Span};

use super::{Scope, evaluate, evidence, unknown};
use crate::ast::Expression;

/// Evaluates `each` for every element. What is no sequence counts as a sequence of one, or of none if it is null.
pub(super) fn splat(
    source: &Expression,
    each: &Expression,
    marker: Span,
    scope: &Scope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Value {
    let mark = out.len();
    let value = evaluate(source, scope, out);
    if out.len() > mark {
        return Value::dynamic();
    }
    let is_sequence = matches!(value.ty(), Type::Tuple(_) | Type::List(_) | Type::Set(_));
    if value.is_null() {
        if !is_sequence {
            return Value::tuple([]).mark(value.marks());
        }
        let detail = "Splat expressions (with the * symbol) cannot be applied to null sequences.";
        let context = Span { end: marker.end, ..source.span };
        let diagnostic =
            Diagnostic::error("Splat of null value", detail).at(source.span).within(context);
        out.push(diagnostic.evidence(evidence(source, scope)));
        return Value::dynamic();
    }
    if *value.ty() == Type::Dynamic {
        return Value::dynamic().mark(value.marks());
    }
    if is_sequence {
        return spread(&value, each, scope, out);
    }
    // An unknown value could still become null, and so give no element.
    let open = !value.is_known() && !value.is_surely_not_null();
    let marks = value.marks();
    let result = spread(&Value::tuple([value]), each, scope, out);
    if open { Value::dynamic().mark(marks) } else { result }
}

fn spread(
    sequence: &Value,
    each: &Expression,
    scope: &Scope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Value {
    let marks = sequence.marks();
    let Some(elements) = sequence.elements() else {
        let ty = result_type(sequence.ty(), each, scope, out);
        let bounds = sequence.refinements();
        let result = Value::unknown(ty.clone()).refine_not_null();
        let sized = matches!(ty, Type::List(_)) && sequence.ty().is_collection();
        return if sized {
            result.with_length(bounds.min_length, bounds.max_length)
        } else {
            result
        }
        .mark(marks);
    };
    let mark = out.len();
    let values: Vec<Value> =
        elements.iter().map(|element| evaluate(each, &scope.with_item(element), out)).collect();
    if out.len() > mark {
        // The errors for the type alone would be the same again.
        return unknown(&result_type(sequence.ty(), each, scope, &mut Vec::new()));
    }
    if matches!(sequence.ty(), Type::Tuple(_)) {
        return Value::tuple(values).mark(marks);
    }
    match values.first() {
        None => {
            let ty = result_type(sequence.ty(), each, scope, out);
            Value::list(ty.element().cloned().unwrap_or(Type::Dynamic), []).mark(marks)
        }
        Some(first) => Value::list(first.ty().clone(), values).mark(marks),
    }
}

/// The type of the result, found with unknown elements.
fn result_type(
    sequence: &Type,
    each: &Expression,
    scope: &Scope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Type {
    let mut of = |element: &Type| {
        let element = unknown(element);
        evaluate(each, &scope.with_item(&element), out).ty().clone()
    };
    match sequence {
        Type::List(element) | Type::Set(element) => Type::list(of(element)),
        Type::Tuple(elements) => Type::tuple(elements.iter().map(of).collect::<Vec<_>>()),
        Type::Dynamic
        | Type::Bool
        | Type::Number
        | Type::String
        | Type::Map(_)
        | Type::Object(_) => Type::Dynamic,
    }
}
