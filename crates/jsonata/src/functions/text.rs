//! Functions on strings, which count code points.

use super::Args;
use crate::error::Outcome;
use crate::eval::Run;
use crate::value::{Printer, Text, Value};

/// Applies `change` to the first argument, if there is one.
pub(super) fn on_text<'a>(args: &Args<'a>, change: impl Fn(&str) -> String) -> Outcome<Value<'a>> {
    Ok(args.text(0).map(|text| Value::text(change(&text))).unwrap_or_default())
}

pub(super) fn string<'a>(run: &mut Run<'a>, args: &Args<'a>) -> Outcome<Value<'a>> {
    let value = args.get(0);
    if value.is_undefined() {
        return Ok(Value::Undefined);
    }
    if !matches!(args.get(1), Value::Bool(true))
        || matches!(value, Value::Text(_) | Value::Function(_))
    {
        return run.stringify(value).map(Value::Text);
    }
    let inner = match value {
        Value::Number(number) if !number.is_finite() => {
            return run.stringify(value).map(Value::Text);
        }
        Value::Array(array) if array.form().wrapper => array.get(0).unwrap_or_default(),
        other => other.clone(),
    };
    let text = Printer::pretty(run.options.limits.output).print(&inner)?;
    run.allow_text(text.len())?;
    Ok(Value::text(text))
}

/// Number of code points.
fn count(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().count() }
}

pub(super) fn length<'a>(args: &Args<'a>) -> Outcome<Value<'a>> {
    Ok(args.text(0).map(|text| Value::Number(count(&text) as f64)).unwrap_or_default())
}

/// Position that JavaScript's `slice` makes of a number: counted from the end where negative.
fn slice_position(at: f64, length: f64) -> usize {
    let at = if at.is_nan() { 0.0 } else { at.trunc() };
    let at = if at < 0.0 { (length + at).max(0.0) } else { at.min(length) };
    at as usize
}

/// The code points from `start` to `end`.
fn slice(text: &str, start: usize, end: usize) -> &str {
    if text.is_ascii() {
        return text.get(start..end.max(start)).unwrap_or_default();
    }
    let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
    let from = byte(start);
    text.get(from..byte(end).max(from)).unwrap_or_default()
}

pub(super) fn substring<'a>(args: &Args<'a>) -> Outcome<Value<'a>> {
    let Some(text) = args.text(0) else { return Ok(Value::Undefined) };
    let length = count(&text) as f64;
    // A missing start reads as 0, since `slice(undefined)` does.
    let given = args.number(1).unwrap_or(f64::NAN);
    let start = if length + given < 0.0 { 0.0 } else { given };
    let end = match args.number(2) {
        Some(wanted) if wanted <= 0.0 => return Ok(Value::Text(Text::Borrowed(""))),
        Some(wanted) if start >= 0.0 => start + wanted,
        Some(wanted) => length + start + wanted,
        None => f64::INFINITY,
    };
    Ok(Value::text(slice(&text, slice_position(start, length), slice_position(end, length))))
}

/// The text to look for; a missing one reads as JavaScript prints it.
fn sought<'a>(args: &Args<'a>) -> Text<'a> {
    args.text(1).unwrap_or(Text::Borrowed("undefined"))
}

pub(super) fn substring_before<'a>(args: &Args<'a>) -> Outcome<Value<'a>> {
    let Some(text) = args.text(0) else { return Ok(Value::Undefined) };
    Ok(match text.split_once(&*sought(args)) {
        Some((before, _)) => Value::text(before),
        None => Value::Text(text),
    })
}

pub(super) fn substring_after<'a>(args: &Args<'a>) -> Outcome<Value<'a>> {
    let Some(text) = args.text(0) else { return Ok(Value::Undefined) };
    Ok(match text.split_once(&*sought(args)) {
        Some((_, after)) => Value::text(after),
        None => Value::Text(text),
    })
}

/// Runs of blanks become one blank, those at the ends vanish.
pub(super) fn trim(text: &str) -> String {
    let is_blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
    text.split(is_blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

pub(super) fn pad<'a>(run: &mut Run<'a>, args: &Args<'a>) -> Outcome<Value<'a>> {
    let Some(text) = args.text(0) else { return Ok(Value::Undefined) };
    let width = args.number(1).unwrap_or(f64::NAN);
    let missing = width.abs() - count(&text) as f64;
    if missing.is_nan() || missing <= 0.0 {
        return Ok(Value::Text(text));
    }
    let filler = args.text(2).filter(|filler| !filler.is_empty()).unwrap_or(Text::Borrowed(" "));
    let missing = missing as usize;
    run.allow_text(missing.saturating_add(text.len()))?;
    let padding: String = filler.chars().cycle().take(missing).collect();
    Ok(Value::text(if width > 0.0 {
        format!("{}{padding}", &*text)
    } else {
        format!("{padding}{}", &*text)
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trims() {
        for (text, want) in [("  a \n b\t", "a b"), ("", ""), (" ", "")] {
            assert_eq!(trim(text), want);
        }
    }

    #[test]
    fn slices_by_code_point() {
        assert_eq!(slice("h\u{e9}\u{1F600}lo", 1, 3), "\u{e9}\u{1F600}");
        assert_eq!(slice("hello", 3, 9), "");
        assert_eq!(slice("hello", 3, slice_position(f64::INFINITY, 5.0)), "lo");
    }
}
