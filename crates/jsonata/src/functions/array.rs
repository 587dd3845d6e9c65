//! Functions on arrays.

use std::collections::HashSet;

use super::Args;
use crate::error::Outcome;
use crate::eval::Run;
use crate::value::{Value, deep_equal};

fn numbers(args: &Args<'_>) -> Option<Vec<f64>> {
    let number = |value| if let Value::Number(number) = value { number } else { f64::NAN };
    args.array(0).map(|array| array.iter().map(number).collect())
}

pub(super) fn sum<'a>(args: &Args<'a>) -> Outcome<Value<'a>> {
    Ok(numbers(args)
        .map(|numbers| Value::Number(numbers.iter().fold(0.0, |sum, number| sum + number)))
        .unwrap_or_default())
}

pub(super) fn average<'a>(args: &Args<'a>) -> Outcome<Value<'a>> {
    let numbers = numbers(args).filter(|numbers| !numbers.is_empty());
    let mean = |numbers: Vec<f64>| {
        numbers.iter().fold(0.0, |sum, number| sum + number) / numbers.len() as f64
    };
    Ok(numbers.map(|numbers| Value::Number(mean(numbers))).unwrap_or_default())
}

/// `$max` or `$min`.
pub(super) fn extreme<'a>(args: &Args<'a>, choose: fn(f64, f64) -> f64) -> Outcome<Value<'a>> {
    Ok(numbers(args)
        .and_then(|numbers| numbers.into_iter().reduce(choose))
        .map(Value::Number)
        .unwrap_or_default())
}

/// `$boolean`, or `$not`.
pub(super) fn boolean<'a>(run: &mut Run<'a>, args: &Args<'a>, wanted: bool) -> Outcome<Value<'a>> {
    if args.is_missing(0) {
        return Ok(Value::Undefined);
    }
    Ok(Value::Bool(run.is_true(args.get(0))? == wanted))
}

pub(super) fn append<'a>(run: &mut Run<'a>, args: &mut Args<'a>) -> Outcome<Value<'a>> {
    let (first, second) = (args.take(0), args.take(1));
    if first.is_undefined() {
        return Ok(second);
    }
    if second.is_undefined() {
        return Ok(first);
    }
    let (first, second) = (first.into_items(), second.into_items());
    run.allow_items(first.len() + second.len())?;
    run.charge(first.len() / 4)?;
    let mut all = first.into_vec();
    all.extend(second.iter());
    Ok(Value::list(all))
}

pub(super) fn join<'a>(run: &mut Run<'a>, args: &Args<'a>) -> Outcome<Value<'a>> {
    let Some(parts) = args.array(0) else { return Ok(Value::Undefined) };
    let separator = args.text(1);
    let separator = separator.as_deref().unwrap_or_default();
    let mut joined = String::new();
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            joined.push_str(separator);
        }
        if let Value::Text(part) = part {
            joined.push_str(&part);
        }
        if joined.len() > run.options.limits.output {
            break;
        }
    }
    run.allow_text(joined.len())?;
    Ok(Value::text(joined))
}

pub(super) fn reverse<'a>(run: &mut Run<'a>, args: &mut Args<'a>) -> Outcome<Value<'a>> {
    match args.array(0) {
        None => Ok(Value::Undefined),
        Some(array) if array.len() <= 1 => Ok(args.take(0)),
        Some(array) => {
            run.charge(array.len() / 4)?;
            let mut items = array.into_vec();
            items.reverse();
            Ok(Value::list(items))
        }
    }
}

pub(super) fn shuffle<'a>(run: &mut Run<'a>, args: &mut Args<'a>) -> Outcome<Value<'a>> {
    match args.array(0) {
        None => Ok(Value::Undefined),
        Some(array) if array.len() <= 1 => Ok(args.take(0)),
        Some(array) => {
            run.charge(array.len())?;
            let mut items = array.into_vec();
            for at in (1..items.len()).rev() {
                let other = (run.random.number() * (at + 1) as f64) as usize;
                items.swap(at, other.min(at));
            }
            Ok(Value::list(items))
        }
    }
}

pub(super) fn zip<'a>(run: &mut Run<'a>, args: &Args<'a>) -> Outcome<Value<'a>> {
    let arrays: Vec<_> = (0..args.0.len()).map(|at| args.array(at)).collect();
    let length = arrays
        .iter()
        .map(|array| array.as_ref().map_or(0, |array| array.len()))
        .min()
        .unwrap_or_default();
    run.charge(length * arrays.len())?;
    let row = |at: usize| {
        Value::list(
            arrays.iter().flatten().map(|array| array.get(at).unwrap_or_default()).collect(),
        )
    };
    Ok(Value::list((0..length).map(row).collect()))
}

/// What tells a string or a number from others without comparing it to each.
#[derive(PartialEq, Eq, Hash)]
enum Scalar {
    Text(String),
    Number(u64),
}

fn scalar(value: &Value<'_>) -> Option<Scalar> {
    match value {
        Value::Text(text) => Some(Scalar::Text((**text).to_owned())),
        Value::Number(number) if *number == 0.0 => Some(Scalar::Number(0)),
        Value::Number(number) if !number.is_nan() => Some(Scalar::Number(number.to_bits())),
        _ => None,
    }
}

pub(super) fn distinct<'a>(run: &mut Run<'a>, args: &mut Args<'a>) -> Outcome<Value<'a>> {
    let Some(array) = args.array(0).filter(|array| array.len() > 1) else {
        return Ok(args.take(0));
    };
    let mut scalars = HashSet::new();
    let mut others: Vec<Value<'a>> = Vec::new();
    let mut kept = Vec::new();
    for value in array.iter() {
        run.charge(1)?;
        if let Some(scalar) = scalar(&value) {
            if scalars.insert(scalar) {
                kept.push(value);
            }
            continue;
        }
        let mut known = false;
        for other in &others {
            known = known || deep_equal(run, &value, other)?;
        }
        if !known {
            others.push(value.clone());
            kept.push(value);
        }
    }
    Ok(if array.form().sequence { Value::sequence(kept) } else { Value::list(kept) })
}
