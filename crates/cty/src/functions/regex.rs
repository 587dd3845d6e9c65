//! Functions on regular expressions.

use super::pattern::{Pattern, SyntaxError};
use super::table::gives;
use super::{Call, CallError, Function, Parameter, Shape};
use crate::{Type, Value};

type Outcome = Result<Value, CallError>;

pub(super) fn functions() -> Vec<Function> {
    const SEARCH: &[Parameter] =
        &[Parameter::new("pattern", Shape::String), Parameter::new("string", Shape::String)];
    vec![
        Function::new(
            "regex",
            "What the first match of a pattern captures.",
            SEARCH,
            result_type,
            regex,
        )
        .nullable(),
        Function::new(
            "regexall",
            "What all matches of a pattern capture.",
            SEARCH,
            |arguments| result_type(arguments).map(Type::list),
            regexall,
        ),
        Function::new(
            "replace",
            "The text with each occurrence of another, or of a pattern between slashes, replaced.",
            const {
                &[
                    Parameter::new("str", Shape::String),
                    Parameter::new("substr", Shape::String),
                    Parameter::new("replace", Shape::String),
                ]
            },
            gives::string,
            replace,
        ),
    ]
}

fn parse(text: &str) -> Result<Pattern, CallError> {
    Pattern::parse(text).map_err(|SyntaxError { code, part }| {
        CallError::argument(0, format!("invalid regexp pattern: {code} in {part}"))
    })
}

/// A string, or a tuple or object of what the groups capture.
fn result_type(arguments: &[Value]) -> Result<Type, CallError> {
    let Some(text) = arguments.first().and_then(Value::as_str) else { return Ok(Type::Dynamic) };
    let pattern = parse(text)?;
    let names = pattern.names();
    let named = names.iter().flatten().count();
    match (named, names.len()) {
        (_, 0) => Ok(Type::String),
        (0, all) => Ok(Type::tuple((0..all).map(|_| Type::String))),
        (named, all) if named == all => {
            Ok(Type::object(names.iter().flatten().map(|name| (name.as_str(), Type::String))))
        }
        _ => Err(CallError::argument(
            0,
            "invalid regexp pattern: cannot mix both named and unnamed capture groups",
        )),
    }
}

fn captured(pattern: &Pattern, captures: &regex::Captures<'_>) -> Value {
    let group = |index: usize| match captures.get(index) {
        Some(found) => Value::string(found.as_str()),
        None => Value::null(Type::String),
    };
    let names = pattern.names();
    if names.is_empty() {
        return group(0);
    }
    if names.iter().all(Option::is_none) {
        return Value::tuple((1..=names.len()).map(group));
    }
    let named = names
        .iter()
        .enumerate()
        .filter_map(|(index, name)| Some((name.as_deref()?, group(index + 1))));
    Value::object(named)
}

fn regex(call: &Call<'_>) -> Outcome {
    let pattern = parse(call.text(0))?;
    let regex = pattern.compile().map_err(CallError::new)?;
    match regex.captures(call.text(1)) {
        Some(captures) => Ok(captured(&pattern, &captures)),
        None => Err(CallError::new("pattern did not match any part of the given string")),
    }
}

fn regexall(call: &Call<'_>) -> Outcome {
    let pattern = parse(call.text(0))?;
    let regex = pattern.compile().map_err(CallError::new)?;
    let found = regex.captures_iter(call.text(1)).map(|captures| captured(&pattern, &captures));
    Ok(Value::list(call.ty.element().cloned().unwrap_or(Type::String), found.collect::<Vec<_>>()))
}

fn replace(call: &Call<'_>) -> Outcome {
    let (text, old, new) = (call.text(0), call.text(1), call.text(2));
    let inner = old.strip_prefix('/').and_then(|rest| rest.strip_suffix('/'));
    let replaced = match inner {
        Some(inner) => replace_pattern(text, inner, new)?,
        None if old.is_empty() => between_all(text, new),
        None => replace_bounded(text, old, new)?,
    };
    Ok(Value::string(replaced))
}

fn too_long() -> CallError {
    CallError::new("the result is too long")
}

fn replace_bounded(text: &str, old: &str, new: &str) -> Result<String, CallError> {
    let growth = text.matches(old).count().saturating_mul(new.len());
    if growth > super::strings::TEXT_LIMIT { Err(too_long()) } else { Ok(text.replace(old, new)) }
}

fn between_all(text: &str, new: &str) -> String {
    let mut out = String::from(new);
    for character in text.chars() {
        out.push(character);
        out.push_str(new);
    }
    out
}

fn replace_pattern(text: &str, pattern: &str, template: &str) -> Result<String, CallError> {
    let pattern = Pattern::parse(pattern).map_err(|SyntaxError { code, part }| {
        CallError::new(format!("error parsing regexp: {code}: `{part}`"))
    })?;
    let regex = pattern.compile().map_err(CallError::new)?;
    let mut out = String::new();
    let mut last = 0;
    for captures in regex.captures_iter(text) {
        let Some(whole) = captures.get(0) else { continue };
        out.push_str(text.get(last..whole.start()).unwrap_or_default());
        expand(&mut out, template, &pattern, &captures);
        last = whole.end();
        if out.len() > super::strings::TEXT_LIMIT {
            return Err(too_long());
        }
    }
    out.push_str(text.get(last..).unwrap_or_default());
    Ok(out)
}

/// Writes the template with `$1`, `$name` and `${name}` replaced by what groups captured.
fn expand(out: &mut String, template: &str, pattern: &Pattern, captures: &regex::Captures<'_>) {
    let mut rest = template;
    while let Some(at) = rest.find('$') {
        out.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at + 1..).unwrap_or_default();
        if let Some(after) = rest.strip_prefix('$') {
            out.push('$');
            rest = after;
        } else if let Some((name, after)) = reference(rest) {
            if let Some(found) = pattern.group(name).and_then(|index| captures.get(index)) {
                out.push_str(found.as_str());
            }
            rest = after;
        } else {
            out.push('$');
        }
    }
    out.push_str(rest);
}

/// The name after a dollar sign, and what follows it.
fn reference(text: &str) -> Option<(&str, &str)> {
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    if let Some(braced) = text.strip_prefix('{') {
        let (name, after) = braced.split_once('}')?;
        return (!name.is_empty() && name.chars().all(is_word)).then_some((name, after));
    }
    let end = text.find(|character| !is_word(character)).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}
