//! How large values may grow: a few lines can ask for more than any memory holds.

use dryrun_cty::Value;
use dryrun_diag::{Diagnostic, Span};

/// Most parts of one value, those of its parts included.
pub(super) const MOST_PARTS: usize = 5_000_000;
/// Longest text.
const LONGEST_TEXT: usize = 64 << 20;
/// Deepest nesting.
const DEEPEST: usize = 500;

/// The value, unless it is too large to go on with: then that is told.
pub(super) fn bounded(value: Value, at: Span, out: &mut Vec<Diagnostic>) -> Value {
    if parts(&value) <= MOST_PARTS {
        return value;
    }
    out.push(too_large(at));
    Value::dynamic()
}

/// That a value is too large.
pub(super) fn too_large(at: Span) -> Diagnostic {
    let detail = format!(
        "This value has more than {MOST_PARTS} parts, a text of more than {} MiB, or more than {DEEPEST} levels.",
        LONGEST_TEXT >> 20
    );
    Diagnostic::error("Value too large", detail).at(at)
}

/// How many parts a value has; counted no further than what is too many.
pub(super) fn parts(value: &Value) -> usize {
    let mut left = MOST_PARTS + 1;
    take(value, &mut left, DEEPEST);
    MOST_PARTS + 1 - left
}

fn take(value: &Value, left: &mut usize, depth: usize) {
    let too_long = value.as_str().is_some_and(|text| text.len() > LONGEST_TEXT);
    if depth == 0 || too_long {
        *left = 0;
    }
    *left = left.saturating_sub(1);
    if let Some(elements) = value.elements() {
        take_all(elements.iter(), left, depth);
    }
    if let Some(entries) = value.entries() {
        take_all(entries.values(), left, depth);
    }
}

fn take_all<'v>(parts: impl Iterator<Item = &'v Value>, left: &mut usize, depth: usize) {
    for part in parts {
        if *left == 0 {
            return;
        }
        take(part, left, depth - 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counting_stops_where_it_is_too_much() {
        let mut value = Value::tuple([Value::bool(true)]);
        for _ in 0..60 {
            value = Value::tuple([value.clone(), value]);
        }
        assert_eq!(parts(&value), MOST_PARTS + 1);
    }

    #[test]
    fn depth_counts() {
        let mut value = Value::tuple([]);
        for _ in 0..DEEPEST {
            value = Value::tuple([value]);
        }
        assert_eq!(parts(&value), MOST_PARTS + 1);
        assert_eq!(parts(&Value::tuple([Value::tuple([])])), 2);
    }
}
