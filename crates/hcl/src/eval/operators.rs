//! Operators.

use dryrun_cty::operation::{self, Outcome};
use dryrun_cty::{Marks, Type, Value, convert};
use dryrun_diag::Diagnostic;

use super::{Scope, evaluate, evidence, unknown};
use crate::ast::{BinaryOperator, Expression, UnaryOperator};

/// `left operator right`.
pub(super) fn binary(
    operator: BinaryOperator,
    left: &Expression,
    right: &Expression,
    whole: &Expression,
    scope: &Scope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Value {
    let (takes, gives) = types(operator);
    let mut left_out = Vec::new();
    let left_value = evaluate(left, scope, &mut left_out);
    let mut right_out = Vec::new();
    let right_value = evaluate(right, scope, &mut right_out);

    let mut unsuitable = Vec::new();
    let left_value = operand("left", left, whole, &left_value, &takes, scope, &mut unsuitable);
    let right_value = operand("right", right, whole, &right_value, &takes, scope, &mut unsuitable);
    let (Some(left_value), Some(right_value)) = (left_value, right_value) else {
        out.extend(unsuitable.into_iter().chain(left_out).chain(right_out));
        return unknown(&gives);
    };

    let marks = left_value.marks() | right_value.marks();
    let (left_value, right_value) = (left_value.unmarked(), right_value.unmarked());
    let failed = !left_out.is_empty() || !right_out.is_empty();
    out.extend(left_out.into_iter().chain(right_out));
    if failed {
        return unknown(&gives).mark(marks);
    }
    finish(compute(operator, &left_value, &right_value), &gives, marks, whole, scope, out)
}

fn finish(
    outcome: Outcome,
    gives: &Type,
    marks: Marks,
    whole: &Expression,
    scope: &Scope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Value {
    match outcome {
        Ok(value) => value.mark(marks),
        Err(error) => {
            let detail = format!("Error during operation: {error}.");
            let diagnostic = Diagnostic::error("Operation failed", detail).at(whole.span);
            out.push(diagnostic.evidence(evidence(whole, scope)));
            unknown(gives)
        }
    }
}

/// What an operator takes and gives.
fn types(operator: BinaryOperator) -> (Type, Type) {
    match operator {
        BinaryOperator::Or | BinaryOperator::And => (Type::Bool, Type::Bool),
        BinaryOperator::Equal | BinaryOperator::NotEqual => (Type::Dynamic, Type::Bool),
        BinaryOperator::GreaterThan
        | BinaryOperator::GreaterOrEqual
        | BinaryOperator::LessThan
        | BinaryOperator::LessOrEqual => (Type::Number, Type::Bool),
        BinaryOperator::Add
        | BinaryOperator::Subtract
        | BinaryOperator::Multiply
        | BinaryOperator::Divide
        | BinaryOperator::Modulo => (Type::Number, Type::Number),
    }
}

fn compute(operator: BinaryOperator, left: &Value, right: &Value) -> Outcome {
    match operator {
        BinaryOperator::Or => operation::or(left, right),
        BinaryOperator::And => operation::and(left, right),
        BinaryOperator::Equal => Ok(operation::equal(left, right)),
        BinaryOperator::NotEqual => Ok(operation::not_equal(left, right)),
        BinaryOperator::GreaterThan => operation::greater_than(left, right),
        BinaryOperator::GreaterOrEqual => operation::greater_or_equal(left, right),
        BinaryOperator::LessThan => operation::less_than(left, right),
        BinaryOperator::LessOrEqual => operation::less_or_equal(left, right),
        BinaryOperator::Add => operation::add(left, right),
        BinaryOperator::Subtract => operation::subtract(left, right),
        BinaryOperator::Multiply => operation::multiply(left, right),
        BinaryOperator::Divide => operation::divide(left, right),
        BinaryOperator::Modulo => operation::modulo(left, right),
    }
}

/// Converts an operand, or says why it is unsuitable.
fn operand(
    side: &str,
    expression: &Expression,
    whole: &Expression,
    value: &Value,
    want: &Type,
    scope: &Scope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Option<Value> {
    match convert(value, want) {
        Ok(value) => Some(value),
        Err(error) => {
            let detail = format!("Unsuitable value for {side} operand: {error}.");
            let diagnostic =
                Diagnostic::error("Invalid operand", detail).at(expression.span).within(whole.span);
            out.push(diagnostic.evidence(evidence(expression, scope)));
            None
        }
    }
}

/// `-operand` or `!operand`.
pub(super) fn unary(
    operator: UnaryOperator,
    operand_expression: &Expression,
    whole: &Expression,
    scope: &Scope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Value {
    let ty = match operator {
        UnaryOperator::Negate => Type::Number,
        UnaryOperator::Not => Type::Bool,
    };
    let mark = out.len();
    let value = evaluate(operand_expression, scope, out);
    let value = operand("unary", operand_expression, whole, &value, &ty, scope, out);
    let Some(value) = value.filter(|_| out.len() == mark) else { return unknown(&ty) };
    let outcome = match operator {
        UnaryOperator::Negate => operation::negate(&value),
        UnaryOperator::Not => operation::not(&value),
    };
    finish(outcome, &ty, Marks::NONE, whole, scope, out)
}
