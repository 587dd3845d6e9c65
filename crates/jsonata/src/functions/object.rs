//! Functions on objects and on values of any type.

use super::{Args, missing};
use crate::error::{Fault, Outcome};
use crate::eval::{Focus, Run, wrap_input};
use crate::value::{Fields, Text, Value};

pub(super) fn keys<'a>(run: &mut Run<'a>, args: &Args<'a>) -> Outcome<Value<'a>> {
    let mut found = Fields::default();
    gather_keys(run, args.get(0), &mut found)?;
    Ok(Value::sequence(found.ordered().into_iter().map(|(key, _)| Value::Text(key)).collect()))
}

fn gather_keys<'a>(run: &mut Run<'a>, value: &Value<'a>, found: &mut Fields<'a>) -> Outcome<()> {
    match value {
        Value::Array(array) => array.iter().try_for_each(|item| gather_keys(run, &item, found)),
        Value::Object(object) => {
            run.charge(object.len())?;
            for (key, _) in object.entries() {
                found.insert(key, Value::Null);
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

pub(super) fn lookup<'a>(run: &mut Run<'a>, args: &Args<'a>) -> Outcome<Value<'a>> {
    let key = args.text(1).unwrap_or(Text::Borrowed("undefined"));
    run.lookup(args.get(0), &key)
}

/// Each field as an object of its own.
pub(super) fn spread<'a>(run: &mut Run<'a>, args: &mut Args<'a>) -> Outcome<Value<'a>> {
    let value = args.take(0);
    let mut found = Vec::new();
    match &value {
        Value::Array(array) => {
            let mut plain = false;
            for item in array.iter() {
                plain |= spread_into(run, item, &mut found)?;
            }
            Ok(if plain { Value::list(found) } else { Value::sequence(found) })
        }
        Value::Object(_) => {
            spread_into(run, value, &mut found)?;
            Ok(Value::sequence(found))
        }
        _ => Ok(value),
    }
}

/// Whether anything at all was there to append, which makes the result a plain array.
fn spread_into<'a>(
    run: &mut Run<'a>,
    value: Value<'a>,
    found: &mut Vec<Value<'a>>,
) -> Outcome<bool> {
    run.charge(1)?;
    match value {
        Value::Undefined => return Ok(false),
        Value::Array(array) => {
            for item in array.iter() {
                spread_into(run, item, found)?;
            }
        }
        Value::Object(object) => {
            for (key, value) in object.entries() {
                let mut fields = Fields::default();
                fields.insert(key, value);
                found.push(Value::record(fields));
            }
        }
        other => found.push(other),
    }
    Ok(true)
}

pub(super) fn merge<'a>(run: &mut Run<'a>, args: &Args<'a>) -> Outcome<Value<'a>> {
    let Some(objects) = args.array(0) else { return Ok(Value::Undefined) };
    let mut fields = Fields::default();
    for object in objects.iter() {
        if let Value::Object(object) = object {
            run.charge(object.len())?;
            for (key, value) in object.entries() {
                fields.insert(key, value);
            }
        }
    }
    Ok(Value::record(fields))
}

pub(super) fn clone<'a>(run: &mut Run<'a>, args: &Args<'a>) -> Outcome<Value<'a>> {
    if args.is_missing(0) {
        return Ok(Value::Undefined);
    }
    run.deep_clone(args.get(0))
}

pub(super) fn type_of<'a>(args: &Args<'a>) -> Outcome<Value<'a>> {
    let name = match args.get(0) {
        Value::Undefined => return Ok(Value::Undefined),
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_infinite() => {
            return Err(Fault::new("D1001").value("null"));
        }
        Value::Number(number) if number.is_nan() => "object",
        Value::Number(_) => "number",
        Value::Text(_) => "string",
        Value::Array(_) | Value::Tuples(_) => "array",
        Value::Object(_) => "object",
        Value::Function(_) => "function",
    };
    Ok(Value::Text(Text::Borrowed(name)))
}

/// An error of the author's own.
pub(super) fn raise(code: &'static str, message: Option<Text<'_>>, default: &str) -> Fault {
    match message {
        Some(message) if !message.is_empty() => Fault::saying(code, &*message),
        _ => Fault::saying(code, default),
    }
}

pub(super) fn assert<'a>(args: &Args<'a>) -> Outcome<Value<'a>> {
    match args.get(0) {
        Value::Bool(true) => Ok(Value::Undefined),
        _ => Err(raise("D3141", args.text(1), "$assert() statement failed")),
    }
}

/// Evaluates a text as an expression.
pub(super) fn eval<'a>(
    run: &mut Run<'a>,
    args: &mut Args<'a>,
    focus: &Focus<'_, 'a>,
) -> Outcome<Value<'a>> {
    let text = match args.get(0) {
        Value::Undefined => return Ok(Value::Undefined),
        Value::Text(text) => text.clone(),
        _ => return Err(missing(1)),
    };
    let input = if args.is_missing(1) { focus.input.clone() } else { wrap_input(args.take(1)) };
    let wrapped = |code: &'static str, fault: Fault| {
        let mut message = String::new();
        crate::value::quote_into(&mut message, &fault.message());
        // Exceeding a limit is no error of the text.
        if fault.code().starts_with('U') { fault } else { Fault::new(code).value(message) }
    };
    let node = run.parsed(&text).map_err(|fault| wrapped("D3120", fault))?;
    run.evaluate(node, &input, focus.frame).map_err(|fault| wrapped("D3121", fault))
}
