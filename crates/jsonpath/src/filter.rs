//! Conditions of filters.

use std::cmp::Ordering;

use dryrun_json::diff;
use serde_json::Value;

use crate::select::many;
use crate::syntax::{Comparison, Operand, Step, Test};

/// Whether the item passes.
pub(crate) fn holds(test: &Test, item: &Value, document: &Value) -> bool {
    match test {
        Test::Any(tests) => tests.iter().any(|test| holds(test, item, document)),
        Test::All(tests) => tests.iter().all(|test| holds(test, item, document)),
        Test::Not(test) => !holds(test, item, document),
        Test::Exists(operand) => value(operand, item, document).is_some(),
        Test::Compare(left, comparison, right) => {
            let left = value(left, item, document);
            let right = value(right, item, document);
            // What is not there equals nothing, not even null; it differs from everything.
            match (left, right) {
                (Some(left), Some(right)) => compare(&left, *comparison, &right),
                (Some(_), None) | (None, Some(_)) => *comparison == Comparison::NotEqual,
                (None, None) => false,
            }
        }
    }
}

fn value(operand: &Operand, item: &Value, document: &Value) -> Option<Value> {
    match operand {
        Operand::Literal(value) => Some(value.clone()),
        Operand::Item(steps) => read(steps, item, document),
        Operand::Document(steps) => read(steps, document, document),
    }
}

fn read(steps: &[Step], from: &Value, document: &Value) -> Option<Value> {
    if let Some((Step::Call(function), before)) = steps.split_last() {
        return crate::functions::apply(*function, before, from).ok();
    }
    many(steps, from, document).first().map(|value| (*value).clone())
}

fn compare(left: &Value, comparison: Comparison, right: &Value) -> bool {
    match comparison {
        Comparison::Equal => diff::equal(left, right),
        Comparison::NotEqual => !diff::equal(left, right),
        Comparison::Less => order(left, right) == Some(Ordering::Less),
        Comparison::LessOrEqual => {
            matches!(order(left, right), Some(Ordering::Less | Ordering::Equal))
        }
        Comparison::Greater => order(left, right) == Some(Ordering::Greater),
        Comparison::GreaterOrEqual => {
            matches!(order(left, right), Some(Ordering::Greater | Ordering::Equal))
        }
        Comparison::In => holds_item(right, left),
        Comparison::NotIn => !holds_item(right, left),
        Comparison::SubsetOf => items(left).iter().all(|item| holds_item(right, item)),
        Comparison::AnyOf => items(left).iter().any(|item| holds_item(right, item)),
        Comparison::NoneOf => !items(left).iter().any(|item| holds_item(right, item)),
        Comparison::Size => {
            size(left).is_some_and(|size| right.as_u64() == u64::try_from(size).ok())
        }
        Comparison::Empty => size(left).is_some_and(|size| Some(size == 0) == right.as_bool()),
        Comparison::Contains => match (left, right) {
            (Value::String(text), Value::String(part)) => text.contains(part.as_str()),
            _ => holds_item(left, right),
        },
    }
}

fn order(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.as_f64()?.partial_cmp(&right.as_f64()?),
        (Value::String(left), Value::String(right)) => Some(left.cmp(right)),
        _ => None,
    }
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn holds_item(list: &Value, wanted: &Value) -> bool {
    items(list).iter().any(|item| diff::equal(item, wanted))
}

fn size(value: &Value) -> Option<usize> {
    match value {
        Value::Array(items) => Some(items.len()),
        Value::Object(map) => Some(map.len()),
        Value::String(text) => Some(text.chars().count()),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}
