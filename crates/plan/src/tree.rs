//! One view of values and of parsed JSON: what they look like in plan JSON, which is what Terraform's renderer compares.
//!
//! In that form types are gone: a set is an array, an unknown element is null and an unknown entry is absent.

use std::fmt::{self, Write as _};
use std::sync::Arc;

use dryrun_cty::{Entries, Kind, Marks, Number, Type, Value};

/// A number, as it will be printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Digits<'a> {
    /// Of a value.
    Number(&'a Number),
    /// Of JSON text, kept as written.
    Literal(&'a str),
}

impl fmt::Display for Digits<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // A stored plan does not know a negative zero.
            Self::Number(number) if number.is_zero() => f.write_str("0"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Literal(text) => f.write_str(text),
        }
    }
}

/// The outermost layer of a tree.
pub(crate) enum View<'a, T> {
    Null,
    Unknown,
    Bool(bool),
    Number(Digits<'a>),
    Text(&'a str),
    Array(&'a [T]),
    Object(&'a Entries<T>),
}

/// Something that can be compared and rendered.
pub(crate) trait Tree: Sized {
    /// Its outermost layer.
    fn view(&self) -> View<'_, Self>;

    /// Whether it is to be hidden as a whole.
    fn is_sensitive(&self) -> bool;
}

impl Tree for Value {
    fn view(&self) -> View<'_, Self> {
        match self.kind() {
            Kind::Null => View::Null,
            Kind::Unknown(_) => View::Unknown,
            Kind::Bool(value) => View::Bool(*value),
            Kind::Number(number) => View::Number(Digits::Number(number)),
            Kind::String(text) => View::Text(text),
            Kind::Elements(elements) => View::Array(elements),
            Kind::Entries(entries) => View::Object(entries),
        }
    }

    fn is_sensitive(&self) -> bool {
        // A set cannot hold marked elements: their marks are the set's.
        self.marks().contains(Marks::SENSITIVE)
            || (matches!(self.ty(), Type::Set(_)) && hides_something(self))
    }
}

/// Whether anything in a value is sensitive.
pub(crate) fn hides_something(value: &Value) -> bool {
    value.marks().contains(Marks::SENSITIVE)
        || match value.kind() {
            Kind::Elements(elements) => elements.iter().any(hides_something),
            Kind::Entries(entries) => entries.values().any(hides_something),
            Kind::Null | Kind::Unknown(_) | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => {
                false
            }
        }
}

/// The JSON of a tree, for comparison only: equal trees give equal text.
pub(crate) fn fingerprint<T: Tree>(tree: &T) -> String {
    let mut out = String::new();
    write_fingerprint(tree, &mut out);
    out
}

fn write_fingerprint<T: Tree>(tree: &T, out: &mut String) {
    match tree.view() {
        View::Null | View::Unknown => out.push('n'),
        View::Bool(value) => out.push(if value { 't' } else { 'f' }),
        View::Number(digits) => {
            let _ = write!(out, "{digits};");
        }
        View::Text(text) => {
            let _ = write!(out, "s{}:{text}", text.len());
        }
        View::Array(elements) => {
            out.push('[');
            elements.iter().for_each(|element| write_fingerprint(element, out));
            out.push(']');
        }
        View::Object(entries) => {
            out.push('{');
            for (key, entry) in
                entries.iter().filter(|(_, entry)| !matches!(entry.view(), View::Unknown))
            {
                let _ = write!(out, "{}:{key}", key.len());
                write_fingerprint(entry, out);
            }
            out.push('}');
        }
    }
}

/// Whether two trees have the same JSON.
pub(crate) fn same<T: Tree>(left: &T, right: &T) -> bool {
    match (left.view(), right.view()) {
        (View::Null | View::Unknown, View::Null | View::Unknown) => true,
        (View::Bool(left), View::Bool(right)) => left == right,
        (View::Number(left), View::Number(right)) => left == right,
        (View::Text(left), View::Text(right)) => left == right,
        (View::Array(left), View::Array(right)) => {
            left.len() == right.len()
                && left.iter().zip(right).all(|(left, right)| same(left, right))
        }
        (View::Object(left), View::Object(right)) => same_entries(left, right),
        _ => false,
    }
}

fn same_entries<T: Tree>(left: &Entries<T>, right: &Entries<T>) -> bool {
    let known = |(_, entry): &(&Arc<str>, &T)| !matches!(entry.view(), View::Unknown);
    let mut right = right.iter().filter(known);
    let matched = left.iter().filter(known).all(|(key, entry)| {
        right.next().is_some_and(|(other, value)| key == other && same(entry, value))
    });
    matched && right.next().is_none()
}
