//! Functions that call functions.

use super::{Args, missing};
use crate::error::{Fault, Outcome};
use crate::eval::{Focus, Run, merge_sort};
use crate::function::Callable;
use crate::value::{Fields, Text, Value, order_of_texts};

/// As many of value, key and whole as the function wants.
fn offered<'a>(
    function: &Callable<'a>,
    value: Value<'a>,
    key: impl FnOnce() -> Value<'a>,
    whole: &Value<'a>,
) -> Vec<Value<'a>> {
    match function.arity() {
        0 | 1 => vec![value],
        2 => vec![value, key()],
        _ => vec![value, key(), whole.clone()],
    }
}

fn position<'a>(at: usize) -> Value<'a> {
    Value::Number(at as f64)
}

pub(super) fn map<'a>(
    run: &mut Run<'a>,
    args: &Args<'a>,
    focus: &Focus<'_, 'a>,
) -> Outcome<Value<'a>> {
    let Some(array) = args.array(0) else { return Ok(Value::Undefined) };
    let function = args.function(1).ok_or_else(|| missing(2))?;
    let mut results = Vec::with_capacity(array.len());
    for (at, item) in array.iter().enumerate() {
        let given = offered(&function, item, || position(at), args.get(0));
        let result = run.call_back(&function, given, focus)?;
        if !result.is_undefined() {
            results.push(result);
        }
    }
    Ok(Value::sequence(results))
}

pub(super) fn filter<'a>(
    run: &mut Run<'a>,
    args: &Args<'a>,
    focus: &Focus<'_, 'a>,
) -> Outcome<Value<'a>> {
    let Some(array) = args.array(0) else { return Ok(Value::Undefined) };
    let function = args.function(1).ok_or_else(|| missing(2))?;
    let mut kept = Vec::new();
    for (at, item) in array.iter().enumerate() {
        let given = offered(&function, item.clone(), || position(at), args.get(0));
        let result = run.call_back(&function, given, focus)?;
        if run.is_true(&result)? {
            kept.push(item);
        }
    }
    Ok(Value::sequence(kept))
}

pub(super) fn single<'a>(
    run: &mut Run<'a>,
    args: &Args<'a>,
    focus: &Focus<'_, 'a>,
) -> Outcome<Value<'a>> {
    let Some(array) = args.array(0) else { return Ok(Value::Undefined) };
    let function = args.function(1);
    let mut found = None;
    for (at, item) in array.iter().enumerate() {
        let fits = match &function {
            None => true,
            Some(function) => {
                let given = offered(function, item.clone(), || position(at), args.get(0));
                let result = run.call_back(function, given, focus)?;
                run.is_true(&result)?
            }
        };
        if fits && found.replace(item).is_some() {
            return Err(Fault::new("D3138").with("index", at.to_string()));
        }
    }
    found.ok_or_else(|| Fault::new("D3139"))
}

pub(super) fn reduce<'a>(
    run: &mut Run<'a>,
    args: &mut Args<'a>,
    focus: &Focus<'_, 'a>,
) -> Outcome<Value<'a>> {
    let Some(array) = args.array(0) else { return Ok(Value::Undefined) };
    let function = args.function(1).ok_or_else(|| missing(2))?;
    let arity = function.arity();
    if arity < 2 {
        return Err(Fault::new("D3050").with("index", "1"));
    }
    let mut result = args.take(2);
    let mut start = 0;
    if let (Value::Undefined, Some(first)) = (&result, array.get(0)) {
        result = first;
        start = 1;
    }
    for (at, item) in array.iter().enumerate().skip(start) {
        let mut given = vec![result, item];
        if arity >= 3 {
            given.push(position(at));
        }
        if arity >= 4 {
            given.push(args.get(0).clone());
        }
        result = run.call_back(&function, given, focus)?;
    }
    Ok(result)
}

pub(super) fn each<'a>(
    run: &mut Run<'a>,
    args: &Args<'a>,
    focus: &Focus<'_, 'a>,
) -> Outcome<Value<'a>> {
    let mut results = Vec::new();
    if let Value::Object(object) = args.get(0) {
        let function = args.function(1).ok_or_else(|| missing(2))?;
        for (key, value) in object.entries() {
            let given = offered(&function, value, || Value::Text(key), args.get(0));
            let result = run.call_back(&function, given, focus)?;
            if !result.is_undefined() {
                results.push(result);
            }
        }
    }
    Ok(Value::sequence(results))
}

pub(super) fn sift<'a>(
    run: &mut Run<'a>,
    args: &Args<'a>,
    focus: &Focus<'_, 'a>,
) -> Outcome<Value<'a>> {
    let Value::Object(object) = args.get(0) else { return Ok(Value::Undefined) };
    let mut kept = Fields::default();
    for (key, value) in object.entries() {
        let function = args.function(1).ok_or_else(|| missing(2))?;
        let shown: Text<'a> = key.clone();
        let given = offered(&function, value.clone(), || Value::Text(shown), args.get(0));
        let result = run.call_back(&function, given, focus)?;
        if run.is_true(&result)? {
            kept.insert(key, value);
        }
    }
    Ok(if kept.len() == 0 { Value::Undefined } else { Value::record(kept) })
}

pub(super) fn sort<'a>(
    run: &mut Run<'a>,
    args: &mut Args<'a>,
    focus: &Focus<'_, 'a>,
) -> Outcome<Value<'a>> {
    let Some(array) = args.array(0) else { return Ok(Value::Undefined) };
    if array.len() <= 1 {
        return Ok(args.take(0));
    }
    run.charge(array.len())?;
    let items = array.into_vec();
    let sorted = match args.function(1) {
        Some(function) => merge_sort(items, &mut |a, b| {
            let result = run.call_back(&function, vec![a.clone(), b.clone()], focus)?;
            Ok(is_truthy(&result))
        })?,
        None => sort_plain(items)?,
    };
    Ok(Value::list(sorted))
}

/// Sorts numbers, or strings.
fn sort_plain(items: Vec<Value<'_>>) -> Outcome<Vec<Value<'_>>> {
    if items.iter().any(|item| matches!(item, Value::Number(number) if number.is_infinite())) {
        return Err(Fault::new("D1001").value("null"));
    }
    let all_numbers =
        items.iter().all(|item| matches!(item, Value::Number(number) if !number.is_nan()));
    let all_texts = items.iter().all(|item| matches!(item, Value::Text(_)));
    if !all_numbers && !all_texts {
        return Err(Fault::new("D3070").with("index", "1"));
    }
    let mut items = items;
    items.sort_by(|a, b| match (a, b) {
        (Value::Number(a), Value::Number(b)) => {
            a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal)
        }
        (Value::Text(a), Value::Text(b)) => order_of_texts(a, b),
        _ => std::cmp::Ordering::Equal,
    });
    Ok(items)
}

/// Truth as JavaScript sees it, which is how the reference reads a comparator's answer.
fn is_truthy(value: &Value<'_>) -> bool {
    match value {
        Value::Undefined | Value::Null => false,
        Value::Bool(truth) => *truth,
        Value::Number(number) => *number != 0.0 && !number.is_nan(),
        Value::Text(text) => !text.is_empty(),
        Value::Array(_) | Value::Object(_) | Value::Function(_) | Value::Tuples(_) => true,
    }
}
