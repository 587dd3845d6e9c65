//! Where two values part.

use std::fmt;

use serde_json::{Number, Value};

use crate::parse::ELLIPSIS;
use crate::pointer;

/// How two values part at one place.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Wanted, but not there.
    Missing(Value),
    /// There, but not wanted.
    Unexpected(Value),
    /// Something else is there.
    Different {
        /// The value that should be there.
        want: Value,
        /// The value that is.
        got: Value,
    },
}

/// One place at which two values part.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// JSON Pointer of the place.
    pub pointer: String,
    /// What is different there.
    pub change: Change,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.pointer.is_empty() { "the whole value" } else { &self.pointer };
        match &self.change {
            Change::Missing(want) => write!(f, "{place}: missing, expected {}", Short(want)),
            Change::Unexpected(got) => write!(f, "{place}: not expected, found {}", Short(got)),
            Change::Different { want, got } => {
                write!(f, "{place}: expected {}, found {}", Short(want), Short(got))
            }
        }
    }
}

/// The first difference in the order of the wanted value. The order of members does not count, `1` equals `1.0`.
#[must_use]
pub fn first(want: &Value, got: &Value) -> Option<Difference> {
    differences(want, got, Wildcards::Literal, 1).pop()
}

/// All differences.
#[must_use]
pub fn all(want: &Value, got: &Value) -> Vec<Difference> {
    differences(want, got, Wildcards::Literal, usize::MAX)
}

/// Whether the values are equal, but for the order of members.
#[must_use]
pub fn equal(want: &Value, got: &Value) -> bool {
    first(want, got).is_none()
}

/// Whether `...` and `[..]` in the wanted value stand for anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wildcards {
    Literal,
    Open,
}

pub(crate) fn differences(
    want: &Value,
    got: &Value,
    wildcards: Wildcards,
    limit: usize,
) -> Vec<Difference> {
    let mut comparison = Comparison { wildcards, limit, found: Vec::new(), place: String::new() };
    comparison.values(want, got);
    comparison.found
}

struct Comparison {
    wildcards: Wildcards,
    limit: usize,
    found: Vec<Difference>,
    /// Pointer of the values being compared.
    place: String,
}

impl Comparison {
    fn values(&mut self, want: &Value, got: &Value) {
        if self.found.len() >= self.limit {
            return;
        }
        match (want, got) {
            (Value::Object(want), Value::Object(got)) => self.objects(want, got),
            (Value::Array(want), Value::Array(got)) => self.arrays(want, got),
            (Value::Number(want), Value::Number(got)) if same_number(want, got) => {}
            (Value::String(want), _)
                if self.wildcards == Wildcards::Open && stands_for(want, got) => {}
            _ if want == got => {}
            _ => self.note(Change::Different { want: want.clone(), got: got.clone() }),
        }
    }

    fn objects(
        &mut self,
        want: &serde_json::Map<String, Value>,
        got: &serde_json::Map<String, Value>,
    ) {
        for (key, want) in want.iter().filter(|(key, _)| *key != ELLIPSIS) {
            self.at(key, |here| match got.get(key) {
                Some(got) => here.values(want, got),
                None => here.note(Change::Missing(want.clone())),
            });
        }
        if want.contains_key(ELLIPSIS) {
            return;
        }
        for (key, got) in got.iter().filter(|(key, _)| !want.contains_key(*key)) {
            self.at(key, |here| here.note(Change::Unexpected(got.clone())));
        }
    }

    /// The items before the first and after the last `...` are compared one by one, those between are searched for.
    fn arrays(&mut self, want: &[Value], got: &[Value]) {
        let mut runs: Vec<&[Value]> = want.split(is_ellipsis).collect();
        let Some(head) = runs.first().copied().filter(|_| runs.len() > 1) else {
            return self.items(want, got, 0);
        };
        let tail = runs.pop().unwrap_or_default();
        let free = got.len().saturating_sub(tail.len()).max(head.len()).min(got.len());
        self.items(head, got.get(..head.len().min(got.len())).unwrap_or_default(), 0);
        let mut at = head.len().min(free);
        for run in runs.iter().skip(1) {
            let rest = got.get(at..free).unwrap_or_default();
            match rest
                .windows(run.len().max(1))
                .position(|window| run.is_empty() || self.same_items(run, window))
            {
                Some(found) => at += found + run.len(),
                None if run.is_empty() => {}
                None => self.note(Change::Missing(Value::Array(run.to_vec()))),
            }
        }
        self.items(tail, got.get(free..).unwrap_or_default(), free);
    }

    fn same_items(&self, want: &[Value], got: &[Value]) -> bool {
        want.iter().zip(got).all(|(want, got)| differences(want, got, self.wildcards, 1).is_empty())
    }

    fn items(&mut self, want: &[Value], got: &[Value], offset: usize) {
        for at in 0..want.len().max(got.len()) {
            self.at(&(offset + at).to_string(), |here| match (want.get(at), got.get(at)) {
                (Some(want), Some(got)) => here.values(want, got),
                (Some(want), None) => here.note(Change::Missing(want.clone())),
                (None, Some(got)) => here.note(Change::Unexpected(got.clone())),
                (None, None) => {}
            });
        }
    }

    fn at(&mut self, token: &str, compare: impl FnOnce(&mut Self)) {
        if self.found.len() >= self.limit {
            return;
        }
        let length = self.place.len();
        pointer::push(&mut self.place, token);
        compare(self);
        self.place.truncate(length);
    }

    fn note(&mut self, change: Change) {
        if self.found.len() < self.limit {
            self.found.push(Difference { pointer: self.place.clone(), change });
        }
    }
}

pub(crate) fn is_ellipsis(value: &Value) -> bool {
    value.as_str() == Some(ELLIPSIS)
}

/// Whether a recorded string with `[..]` stands for a value; alone it stands for a value of any type.
pub(crate) fn stands_for(want: &str, got: &Value) -> bool {
    if want == "[..]" {
        return true;
    }
    let Some(mut rest) = got.as_str() else { return false };
    let mut pieces = want.split("[..]");
    let Some(after_head) = pieces.next().and_then(|head| rest.strip_prefix(head)) else {
        return false;
    };
    rest = after_head;
    let mut pieces: Vec<&str> = pieces.collect();
    let Some(tail) = pieces.pop() else { return rest.is_empty() };
    for piece in pieces {
        let Some(found) = rest
            .find(piece)
            .filter(|&found| !rest.get(..found).is_some_and(|skipped| skipped.contains('\n')))
        else {
            return false;
        };
        rest = rest.get(found + piece.len()..).unwrap_or_default();
    }
    rest.strip_suffix(tail).is_some_and(|skipped| !skipped.contains('\n'))
}

fn same_number(want: &Number, got: &Number) -> bool {
    want == got || ((want.is_f64() || got.is_f64()) && want.as_f64() == got.as_f64())
}

/// A value in a message: cut when it is long.
struct Short<'a>(&'a Value);

impl fmt::Display for Short<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LIMIT: usize = 80;
        let text = crate::print::compact(self.0);
        match text.char_indices().nth(LIMIT) {
            Some((cut, _)) => write!(f, "{}…", text.get(..cut).unwrap_or_default()),
            None => f.write_str(&text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn differences_name_their_pointer() {
        let want = json!({"a": [1, 2, 3], "b": {"c": 1.0, "d/e": "x"}, "f": null});
        let got = json!({"b": {"d/e": "y", "c": 1}, "a": [1, 5], "g": true});
        let shown: Vec<String> = all(&want, &got).iter().map(ToString::to_string).collect();
        assert_eq!(
            shown,
            [
                "/a/1: expected 2, found 5",
                "/a/2: missing, expected 3",
                "/b/d~1e: expected \"x\", found \"y\"",
                "/f: missing, expected null",
                "/g: not expected, found true",
            ]
        );
        assert_eq!(first(&want, &got).unwrap().to_string(), shown[0]);
        assert!(equal(&json!({"a": 1, "b": 2}), &json!({"b": 2.0, "a": 1})));
        assert!(!equal(&json!("[..]"), &json!("x")), "only recorded texts have wildcards");
    }

    #[test]
    fn big_integers_are_not_compared_as_doubles() {
        assert!(!equal(&json!(9_007_199_254_740_993_i64), &json!(9_007_199_254_740_992_i64)));
    }
}
