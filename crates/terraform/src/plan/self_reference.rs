//! Resources that mention themselves: told for each instance, once it is known which there are.

use dryrun_diag::{Diagnostic, Span};
use dryrun_hcl::ast::Expression;
use dryrun_plan::addr::{InstanceKey, Resource, ResourceInstance};

use crate::lang;
use crate::reference::{self, Subject};
use crate::schema::shape::Shaped;

/// A mention of a resource in its own block: the key, if it has one, and the place.
#[derive(Debug)]
pub(super) struct Mention {
    key: Option<InstanceKey>,
    span: Span,
}

/// All mentions in a body.
pub(super) fn in_body(shaped: &Shaped, resource: &Resource) -> Vec<Mention> {
    let expressions = shaped.expressions();
    expressions.into_iter().flat_map(|(expression, _)| mentions(expression, resource)).collect()
}

/// A `count` or `for_each` that asks for what it steers.
pub(super) fn in_repetition(expression: &Expression, resource: &Resource) -> Vec<Diagnostic> {
    let whole = mentions(expression, resource).into_iter().filter(|mention| mention.key.is_none());
    whole.map(|mention| refers_to_itself(resource, mention.span)).collect()
}

fn mentions(expression: &Expression, resource: &Resource) -> Vec<Mention> {
    let references = lang::references(expression);
    let mention = |traversal| {
        let found = reference::parse(traversal).ok()?;
        match found.subject {
            Subject::Resource { resource: named, key } if named == *resource => {
                Some(Mention { key, span: found.span })
            }
            _ => None,
        }
    };
    references.iter().filter_map(mention).collect()
}

/// Instances that need each other.
pub(super) fn cycle<'k>(
    mentions: &[Mention],
    keys: impl Iterator<Item = &'k Option<InstanceKey>>,
    address: impl Fn(&Option<InstanceKey>) -> ResourceInstance,
) -> Option<Diagnostic> {
    let needs = |key: &Option<InstanceKey>| {
        mentions.iter().any(|mention| mention.key.is_none() || mention.key == *key)
    };
    let members: Vec<String> = keys
        .filter(|key| key.is_some() && needs(key))
        .map(|key| address(key).to_string())
        .collect();
    (members.len() > 1).then(|| Diagnostic::error(format!("Cycle: {}", members.join(", ")), ""))
}

/// What an instance says of itself. One without a key is both the resource and its instance.
pub(super) fn of_instance(mentions: &[Mention], address: &ResourceInstance) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for mention in mentions {
        if mention.key == address.key {
            found.push(refers_to_itself(address, mention.span));
        }
        if mention.key.is_none() {
            found.push(refers_to_itself(&address.resource, mention.span));
        }
    }
    found
}

fn refers_to_itself(address: &impl std::fmt::Display, span: Span) -> Diagnostic {
    let detail = format!("Configuration for {address} may not refer to itself.");
    Diagnostic::error("Self-referential block", detail).at(span)
}
