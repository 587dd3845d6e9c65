//! What the mentioned values were, for the lines below a diagnostic's snippet.

use dryrun_cty::{Kind, Marks, Type, Value};
use dryrun_diag::Evidence;

use super::{Scope, eval_traversal};
use crate::ast::{Expression, Traversal, TraversalStep};
use crate::references::references;

/// What a diagnostic is about: values that play no part in it are not mentioned, lest the reader blames them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cause {
    /// Neither of the others.
    #[default]
    Other,
    /// Values that are not known yet.
    Unknown,
    /// Sensitive values.
    Sensitive,
    /// Ephemeral values.
    Ephemeral,
}

/// The values that an expression mentions.
#[must_use]
pub fn evidence(expression: &Expression, scope: &Scope<'_>) -> Evidence {
    Evidence { values: values(expression, scope, Cause::Other), calling: None }
}

/// The values that an expression mentions: reference and statement, sorted.
#[must_use]
pub fn values(expression: &Expression, scope: &Scope<'_>, cause: Cause) -> Vec<(String, String)> {
    let mut values: Vec<(String, String)> = references(expression)
        .into_iter()
        .filter_map(|traversal| statement(traversal, scope, cause))
        .collect();
    values.sort();
    values.dedup_by(|one, other| one.0 == other.0);
    values
}

/// The longest part of a traversal that has a value, and what it is.
fn statement(
    mut traversal: Traversal,
    scope: &Scope<'_>,
    cause: Cause,
) -> Option<(String, String)> {
    while !traversal.steps.is_empty() {
        let (value, diagnostics) = eval_traversal(&traversal, scope);
        if diagnostics.is_empty() {
            return Some((text(&traversal), state(&value, cause)?));
        }
        traversal.steps.pop();
    }
    None
}

/// What a value is, as the end of a sentence. None if it should not be mentioned.
fn state(value: &Value, cause: Cause) -> Option<String> {
    let marks = value.marks();
    let hidden = (marks.contains(Marks::SENSITIVE) && cause != Cause::Sensitive)
        || (marks.contains(Marks::EPHEMERAL) && cause != Cause::Ephemeral);
    if hidden {
        return None;
    }
    if marks.contains(Marks::SENSITIVE) {
        return Some("has a sensitive value".to_owned());
    }
    if marks.contains(Marks::EPHEMERAL) {
        return Some("has an ephemeral value".to_owned());
    }
    if value.is_known() {
        return Some(format!("is {}", describe_value(value)));
    }
    let name = value.ty().friendly_name();
    match (value.ty(), cause) {
        (Type::Dynamic, Cause::Unknown) => Some("will be known only after apply".to_owned()),
        (Type::Dynamic, Cause::Other | Cause::Sensitive | Cause::Ephemeral) => None,
        (ty, Cause::Unknown) if ty.is_collection() => {
            Some(format!("is a {name}{}, known only after apply", bounds(value)))
        }
        (_, Cause::Unknown) => Some(format!("is a {name}, known only after apply")),
        (_, Cause::Other | Cause::Sensitive | Cause::Ephemeral) => Some(format!("is a {name}")),
    }
}

/// What is known of the length of a collection.
fn bounds(value: &Value) -> String {
    /// Greater bounds tell nothing.
    const LIMIT: usize = 1024;
    let refinements = value.refinements();
    match (refinements.min_length, refinements.max_length) {
        (least, Some(most)) if least == most => format!(" of length {least}"),
        (0, Some(most)) if most <= LIMIT => format!(" with up to {most} elements"),
        (0, _) => String::new(),
        (least, Some(most)) if most <= LIMIT => {
            format!(" with between {least} and {most} elements")
        }
        (least, _) => format!(" with at least {least} elements"),
    }
}

/// A value in a few words: `"abc"`, `tuple with 2 elements`.
#[must_use]
pub fn describe_value(value: &Value) -> String {
    if value.marks().contains(Marks::SENSITIVE) {
        return "(sensitive value)".to_owned();
    }
    let name = || value.ty().friendly_name();
    match (value.kind(), value.ty()) {
        (Kind::Null, _) => "null".to_owned(),
        (Kind::Unknown(_), _) => "(not yet known)".to_owned(),
        (Kind::Bool(flag), _) => flag.to_string(),
        (Kind::Number(number), _) => number.to_general(10),
        (Kind::String(text), _) => crate::quote::go_quote(text),
        (Kind::Entries(entries), Type::Object(_)) => match entries.keys().next() {
            None => "object with no attributes".to_owned(),
            Some(only) if entries.len() == 1 => {
                format!("object with 1 attribute {}", crate::quote::go_quote(only))
            }
            Some(_) => format!("object with {} attributes", entries.len()),
        },
        (Kind::Elements(elements), _) => counted(&name(), elements.len()),
        (Kind::Entries(entries), _) => counted(&name(), entries.len()),
    }
}

fn counted(name: &str, count: usize) -> String {
    match count {
        0 => format!("empty {name}"),
        1 => format!("{name} with 1 element"),
        _ => format!("{name} with {count} elements"),
    }
}

/// A traversal as it is written.
fn text(traversal: &Traversal) -> String {
    let mut text = traversal.root.as_ref().to_owned();
    for step in &traversal.steps {
        match step {
            TraversalStep::Attribute(name, _) => {
                text.push('.');
                text.push_str(name);
            }
            TraversalStep::Index(key, _) => {
                text.push('[');
                if key.as_number().is_some() || key.as_str().is_some() {
                    text.push_str(&describe_value(key));
                } else {
                    text.push_str("...");
                }
                text.push(']');
            }
        }
    }
    text
}
