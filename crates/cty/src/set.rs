//! Sets: distinct elements in Terraform's order.

use std::cmp::Ordering;
use std::fmt::Write as _;
use std::sync::Arc;

use crate::{Kind, Marks, Type, Value};

pub(crate) fn from_elements(element: Type, elements: Vec<Value>) -> Value {
    let mut marks = Marks::NONE;
    let mut elements: Vec<Value> = elements
        .into_iter()
        .map(|element| {
            let own = element.marks_deep();
            marks |= own;
            if own.is_empty() { element } else { element.unmark_deep() }
        })
        .collect();
    if element.is_primitive() {
        elements.sort_by(compare_primitives);
    } else {
        // Only primitives have an order that means something: the others go by a text of their content.
        let mut keyed: Vec<(Rank, String, Value)> = elements
            .into_iter()
            .map(|element| (rank(&element), sort_key(&element), element))
            .collect();
        keyed
            .sort_by(|left, right| (left.0, left.1.as_bytes()).cmp(&(right.0, right.1.as_bytes())));
        elements = keyed.into_iter().map(|(_, _, element)| element).collect();
    }
    // Two unknown values are never the same element.
    elements.dedup_by(|right, left| right.is_wholly_known() && right == left);
    Value::new(Type::set(element), Kind::Elements(Arc::from(elements))).mark(marks)
}

/// Known values come first, then nulls, then unknown values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Known,
    Unknown,
    Null,
}

fn rank(value: &Value) -> Rank {
    match value.kind() {
        Kind::Null => Rank::Null,
        Kind::Unknown(_) => Rank::Unknown,
        Kind::Bool(_)
        | Kind::Number(_)
        | Kind::String(_)
        | Kind::Elements(_)
        | Kind::Entries(_) => Rank::Known,
    }
}

fn compare_primitives(left: &Value, right: &Value) -> Ordering {
    match (left.kind(), right.kind()) {
        (Kind::Bool(left), Kind::Bool(right)) => left.cmp(right),
        (Kind::Number(left), Kind::Number(right)) => left.cmp(right),
        (Kind::String(left), Kind::String(right)) => left.as_bytes().cmp(right.as_bytes()),
        _ => rank(left).cmp(&rank(right)),
    }
}

fn sort_key(value: &Value) -> String {
    let mut key = String::new();
    write_key(&mut key, value);
    key
}

fn write_key(key: &mut String, value: &Value) {
    match value.kind() {
        Kind::Unknown(_) => key.push('?'),
        Kind::Null => key.push('~'),
        Kind::Bool(value) => key.push(if *value { 'T' } else { 'F' }),
        Kind::Number(number) => key.push_str(&number.general(10)),
        Kind::String(text) => crate::text::write_quoted(key, text),
        Kind::Elements(elements) => {
            let (open, close) =
                if matches!(value.ty(), Type::Tuple(_)) { ('<', '>') } else { ('[', ']') };
            key.push(open);
            for element in elements.iter() {
                write_key(key, element);
                key.push(';');
            }
            key.push(close);
        }
        Kind::Entries(entries) => write_entries(key, value.ty(), entries.iter()),
    }
}

fn write_entries<'a>(
    key: &mut String,
    ty: &Type,
    entries: impl Iterator<Item = (&'a Arc<str>, &'a Value)>,
) {
    let is_map = matches!(ty, Type::Map(_));
    key.push(if is_map { '{' } else { '<' });
    for (name, entry) in entries {
        if is_map {
            crate::text::write_quoted(key, name);
            key.push(':');
        }
        write_key(key, entry);
        key.push(';');
    }
    let _ = write!(key, "{}", if is_map { '}' } else { '>' });
}
