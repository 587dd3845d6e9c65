//! `moved`, `removed` and `import` blocks.

use dryrun_diag::{Diagnostic, Span};
use dryrun_hcl::ast::{Attribute, Block, Expression, ExpressionKind, Traversal, TraversalStep};
use dryrun_plan::addr::{Mode, Resource};

use super::constant;
use super::endpoint::{self, RelativeAddress};
use super::model::{Endpoint, Import, Moved, Removed};
use crate::lang::{self, BodySchema};
use crate::syntax::{keyword, note};

const MOVED: BodySchema = BodySchema { attributes: &[("from", true), ("to", true)], blocks: &[] };

const REMOVED: BodySchema = BodySchema {
    attributes: &[("from", true)],
    blocks: &[("lifecycle", &[]), ("connection", &[]), ("provisioner", &["type"])],
};

const REMOVED_LIFECYCLE: BodySchema = BodySchema { attributes: &[("destroy", false)], blocks: &[] };

const IMPORT: BodySchema = BodySchema {
    attributes: &[("provider", false), ("for_each", false), ("id", true), ("to", true)],
    blocks: &[],
};

fn endpoint(attribute: &Attribute, diagnostics: &mut Vec<Diagnostic>) -> Option<Endpoint> {
    let traversal = constant::strict_reference(&attribute.expression, diagnostics)?;
    match endpoint::parse(&traversal) {
        Ok(address) => Some(Endpoint { address, span: attribute.expression.span }),
        Err(error) => {
            diagnostics.push(*error);
            None
        }
    }
}

/// Reads a `moved` block.
pub(crate) fn moved(block: Block, diagnostics: &mut Vec<Diagnostic>) -> Option<Moved> {
    let span = block.header_span();
    let mut content = note(diagnostics, lang::content(block.body, &MOVED));
    let from =
        content.attributes.remove("from").and_then(|attribute| endpoint(&attribute, diagnostics));
    let to =
        content.attributes.remove("to").and_then(|attribute| endpoint(&attribute, diagnostics));
    let (from, to) = (from?, to?);
    if from.address.resource.is_some() != to.address.resource.is_some() {
        let detail = "The \"from\" and \"to\" addresses must either both refer to resources or both refer to modules.";
        diagnostics.push(Diagnostic::error("Invalid \"moved\" addresses", detail).at(span));
        return None;
    }
    Some(Moved { from, to, span })
}

/// Reads a `removed` block.
pub(crate) fn removed(block: Block, diagnostics: &mut Vec<Diagnostic>) -> Option<Removed> {
    let mut content = note(diagnostics, lang::content(block.body, &REMOVED));
    let from = content.attributes.remove("from");
    let key_span = from.as_ref().and_then(|attribute| key_span(&attribute.expression));
    let from = from.and_then(|attribute| endpoint(&attribute, diagnostics));
    let mut destroy = true;
    for nested in content.blocks {
        if nested.kind.as_ref() == "provisioner" {
            diagnostics.extend(not_on_destroy(&nested));
        }
        if nested.kind.as_ref() == "lifecycle" {
            let mut inner = note(diagnostics, lang::content(nested.body, &REMOVED_LIFECYCLE));
            if let Some(attribute) = inner.attributes.remove("destroy") {
                destroy = constant::boolean(&attribute, diagnostics).unwrap_or(true);
            }
        }
    }
    let from = from?;
    let keyed =
        from.address.key.is_some() || from.address.module.0.iter().any(|(_, key)| key.is_some());
    if keyed {
        let (summary, detail) = if from.address.key.is_some() {
            (
                "Resource instance keys not allowed",
                "Resource address must be a resource (e.g. \"test_instance.foo\"), not a resource instance (e.g. \"test_instance.foo[1]\").",
            )
        } else {
            (
                "Module instance keys not allowed",
                "Module address must be a module (e.g. \"module.foo\"), not a module instance (e.g. \"module.foo[1]\").",
            )
        };
        diagnostics.push(Diagnostic::error(summary, detail).at(key_span.unwrap_or(from.span)));
        return None;
    }
    if from.address.resource.as_ref().is_some_and(|resource| resource.mode == Mode::Data) {
        let detail = "Data sources are never destroyed, so they are not valid targets of removed blocks. To remove the data source from state, remove the data source block from configuration.";
        diagnostics
            .push(Diagnostic::error("Data source address not allowed", detail).at(from.span));
        return None;
    }
    Some(Removed { from, destroy })
}

/// What runs once an object is gone can only run while it is destroyed.
fn not_on_destroy(provisioner: &Block) -> Option<Diagnostic> {
    let when = lang::attribute(&provisioner.body, "when");
    let word = when.as_ref().and_then(|when| keyword(&when.expression));
    let detail = "Only destroy-time provisioners are valid in \"removed\" blocks. To declare a destroy-time provisioner, use:\n    when = destroy";
    word.is_none_or(|word| word.as_ref() != "destroy").then(|| {
        Diagnostic::error("Invalid provisioner block", detail).at(provisioner.header_span())
    })
}

/// The address an import is for, without a computed key.
fn imported_address(to: &Attribute, diagnostics: &mut Vec<Diagnostic>) -> Option<RelativeAddress> {
    let found = static_part(&to.expression)
        .map_or_else(
            || constant::strict_reference(&to.expression, diagnostics),
            |found| Some(found.clone()),
        )
        .and_then(|traversal| {
            endpoint::parse(&traversal).map_err(|error| diagnostics.push(*error)).ok()
        });
    let what = match &found {
        Some(RelativeAddress { resource: Some(Resource { mode: Mode::Managed, .. }), .. }) => {
            return found;
        }
        Some(RelativeAddress { resource: None, .. }) => {
            let detail = "A resource instance address is required here. The module path must be followed by a resource instance specification.";
            diagnostics.push(Diagnostic::error("Invalid address", detail).at(to.expression.span));
            to.span
        }
        Some(_) | None => to.span,
    };
    let detail = "Only managed resources can be imported.";
    diagnostics.push(Diagnostic::error("Invalid import address", detail).at(what));
    None
}

/// The reference at the start of an address whose keys may be computed.
fn static_part(to: &Expression) -> Option<&Traversal> {
    match to.kind.as_ref() {
        ExpressionKind::ScopeTraversal(traversal) => Some(traversal),
        ExpressionKind::Index { collection, .. } => static_part(collection),
        ExpressionKind::RelativeTraversal { source, .. } => static_part(source),
        _ => None,
    }
}

/// An import for the same object as an earlier one.
pub(crate) fn duplicate(
    import: &Import,
    earlier: &[Import],
    names: &dyn Fn(Span) -> String,
) -> Option<Diagnostic> {
    let is_static = |import: &Import| {
        import.for_each.is_none()
            && matches!(import.to.kind.as_ref(), ExpressionKind::ScopeTraversal(_))
    };
    let first = earlier
        .iter()
        .find(|other| other.address == import.address && is_static(other) && is_static(import))?;
    let resource = RelativeAddress { key: None, ..import.address.clone() };
    let detail = format!(
        "An import block for the resource \"{resource}\" was already declared at {}. A resource can have only one import block.",
        names(first.span)
    );
    let summary = format!("Duplicate import configuration for \"{resource}\"");
    Some(Diagnostic::error(summary, detail).at(import.to.span))
}

/// Where an address has an instance key.
fn key_span(expression: &Expression) -> Option<Span> {
    let steps = &crate::syntax::traversal(expression)?.steps;
    steps
        .iter()
        .find_map(|step| if let TraversalStep::Index(_, span) = step { Some(*span) } else { None })
}

/// Reads an `import` block.
pub(crate) fn import(block: Block, diagnostics: &mut Vec<Diagnostic>) -> Option<Import> {
    let span = block.header_span();
    let mut content = note(diagnostics, lang::content(block.body, &IMPORT));
    // Offline it does not matter which configuration would do the import, but it must be a reference.
    if let Some(attribute) = content.attributes.remove("provider") {
        constant::provider_reference(&attribute.expression, diagnostics);
    }
    let for_each = content.attributes.remove("for_each").map(|attribute| attribute.expression);
    let id = content.attributes.remove("id").map(|attribute| attribute.expression);
    let to = content.attributes.remove("to")?;
    let address = imported_address(&to, diagnostics)?;
    Some(Import { to: to.expression, address, id: id?, for_each, span })
}
