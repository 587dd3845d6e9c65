//! Providers' complaints: from a path in the configuration value to a place in the text.

use dryrun_cty::{Kind, Step};
use dryrun_diag::{Diagnostic, Span};
use dryrun_provider::ConfigDiagnostic;

use super::shape::{Item, Shaped};
use crate::syntax;

/// All complaints with their places.
pub(crate) fn all(found: Vec<ConfigDiagnostic>, shaped: &Shaped, address: &str) -> Vec<Diagnostic> {
    found.into_iter().map(|found| one(found, shaped, address)).collect()
}

fn one(found: ConfigDiagnostic, shaped: &Shaped, address: &str) -> Diagnostic {
    let span = place(shaped, &found.path.0);
    let mut diagnostic = found.diagnostic.or_at(span);
    if !address.is_empty() {
        diagnostic.address = Some(address.to_owned());
    }
    diagnostic
}

/// The place of a path: the argument's value, or where it is missing.
pub(crate) fn place(shaped: &Shaped, path: &[Step]) -> Span {
    place_in(shaped, path, Depth::Root)
}

/// Whether a body is the resource's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Depth {
    Root,
    Nested,
}

fn place_in(shaped: &Shaped, path: &[Step], depth: Depth) -> Span {
    let Some((Step::Attribute(name), rest)) = path.split_first() else {
        return shaped.missing_item;
    };
    if let Some(argument) = shaped.attributes.iter().find(|argument| argument.name == *name) {
        return within(&argument.expression, rest);
    }
    let Some(blocks) = shaped.blocks.iter().find(|blocks| blocks.name == *name) else {
        return shaped.missing_item;
    };
    // A block type without an index is blamed on the body that holds its blocks; deeper, on the only block.
    if rest.is_empty() {
        return match blocks.items.as_slice() {
            [Item::Written { shaped, .. }] if depth == Depth::Nested => shaped.missing_item,
            _ => shaped.missing_item,
        };
    }
    let (index, rest) = match rest.split_first() {
        Some((Step::Index(key), rest)) => {
            (key.as_number().and_then(dryrun_cty::Number::to_usize).unwrap_or_default(), rest)
        }
        Some((Step::Attribute(_), _)) | None => (0, rest),
    };
    match blocks.items.get(index).or_else(|| blocks.items.first()) {
        Some(Item::Written { shaped, .. }) if rest.is_empty() => shaped.missing_item,
        Some(Item::Written { shaped, .. }) => place_in(shaped, rest, Depth::Nested),
        Some(Item::Dynamic(dynamic)) => place_in(&dynamic.content, rest, Depth::Nested),
        None => shaped.missing_item,
    }
}

/// The part of an object or list constructor that a path leads to.
fn within(expression: &dryrun_hcl::ast::Expression, path: &[Step]) -> Span {
    let Some((Step::Index(key), rest)) = path.split_first() else { return expression.span };
    match key.kind() {
        Kind::Number(number) => {
            let element =
                syntax::list(expression).and_then(|elements| elements.get(number.to_usize()?));
            element.map_or(expression.span, |element| within(element, rest))
        }
        Kind::String(name) => {
            let items = syntax::object(expression).unwrap_or_default();
            let named = |item: &&dryrun_hcl::ast::ObjectItem| {
                syntax::keyword(&item.key)
                    .or(syntax::plain_string(&item.key).as_ref())
                    .is_some_and(|key| key == name)
            };
            items.iter().find(named).map_or(expression.span, |item| within(&item.value, rest))
        }
        Kind::Null | Kind::Unknown(_) | Kind::Bool(_) | Kind::Elements(_) | Kind::Entries(_) => {
            expression.span
        }
    }
}
