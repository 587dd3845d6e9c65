//! Equality, identity and order of values.

use std::cmp::Ordering;

use super::{Array, Object, Text, Value};
use crate::error::Outcome;
use crate::eval::Run;

/// JavaScript's `===`.
pub(crate) fn identical<'a>(a: &Value<'a>, b: &Value<'a>) -> bool {
    match (a, b) {
        (Value::Undefined, Value::Undefined) | (Value::Null, Value::Null) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Number(a), Value::Number(b)) => a == b,
        (Value::Text(a), Value::Text(b)) => a == b,
        (Value::Array(a), Value::Array(b)) => a.is_same(b),
        (Value::Object(a), Value::Object(b)) => a.is_same(b),
        (Value::Function(a), Value::Function(b)) => a.is_same(b),
        _ => false,
    }
}

/// Equality by value, as `=` and `$distinct` see it.
pub(crate) fn deep_equal<'a>(run: &mut Run<'a>, a: &Value<'a>, b: &Value<'a>) -> Outcome<bool> {
    run.charge(1)?;
    if identical(a, b) {
        return Ok(true);
    }
    match (a, b) {
        (Value::Array(a), Value::Array(b)) => same_items(run, a, b),
        (Value::Object(a), Value::Object(b)) => same_fields(run, a, b),
        _ => Ok(false),
    }
}

fn same_items<'a>(run: &mut Run<'a>, a: &Array<'a>, b: &Array<'a>) -> Outcome<bool> {
    if a.len() != b.len() {
        return Ok(false);
    }
    for (a, b) in a.iter().zip(b.iter()) {
        if !deep_equal(run, &a, &b)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn same_fields<'a>(run: &mut Run<'a>, a: &Object<'a>, b: &Object<'a>) -> Outcome<bool> {
    if a.len() != b.len() {
        return Ok(false);
    }
    for (key, value) in a.entries() {
        let Some(other) = b.get(&key) else { return Ok(false) };
        if !deep_equal(run, &value, &other)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Order of strings by UTF-16 units, which is JavaScript's.
pub(crate) fn order_of_texts(a: &Text<'_>, b: &Text<'_>) -> Ordering {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let Some((x, y)) = a.iter().zip(b).find(|(x, y)| x != y) else { return a.len().cmp(&b.len()) };
    // UTF-8 sorts by code point; surrogates (lead byte F0 and up) come before U+E000 (lead bytes EE and EF) in UTF-16.
    match (*x >= 0xF0, *y >= 0xF0) {
        (true, false) if *y >= 0xEE => Ordering::Less,
        (false, true) if *x >= 0xEE => Ordering::Greater,
        _ => x.cmp(y),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_sort_by_utf16_units() {
        let order =
            |a: &str, b: &str| order_of_texts(&Text::from(a.to_owned()), &Text::from(b.to_owned()));
        assert_eq!(order("a", "b"), Ordering::Less);
        assert_eq!(order("ab", "a"), Ordering::Greater);
        assert_eq!(order("\u{1F600}", "\u{FF01}"), Ordering::Less);
        assert_eq!(order("\u{1F600}", "\u{4E00}"), Ordering::Greater);
    }
}
