//! Arguments that must be constant while configuration loads: literals, keywords, lists of references.

use dryrun_cty::{Type, Value};
use dryrun_diag::Diagnostic;
use dryrun_hcl::ast::{Attribute, Expression, Traversal};

use super::model::{ProviderKey, ProviderReference, VersionConstraint};
use super::version::Constraints;
use crate::lang;
use crate::syntax::{bare, list, plain_string, start_span, traversal};

/// Evaluates without any names and converts; `None` (and a diagnostic) where that fails.
fn decode(expression: &Expression, ty: &Type, diagnostics: &mut Vec<Diagnostic>) -> Option<Value> {
    let (value, found) = lang::constant(expression);
    let failed = found.iter().any(Diagnostic::is_error);
    diagnostics.extend(found);
    let unsuitable = |why: &str| {
        Diagnostic::error("Unsuitable value type", format!("Unsuitable value: {why}"))
            .at(start_span(expression))
            .within(expression.span)
    };
    let converted = match lang::convert(&value, ty) {
        Ok(converted) => converted,
        Err(error) => {
            diagnostics.push(unsuitable(&error));
            return None;
        }
    };
    if !converted.is_known() {
        diagnostics.push(unsuitable("value must be known"));
        return None;
    }
    if converted.is_null() && !failed {
        diagnostics.push(unsuitable("null value is not allowed"));
    }
    (!failed).then_some(converted)
}

/// A constant truth value.
pub(crate) fn boolean(attribute: &Attribute, diagnostics: &mut Vec<Diagnostic>) -> Option<bool> {
    decode(&attribute.expression, &Type::Bool, diagnostics)?.as_bool()
}

/// A constant string.
pub(crate) fn string(attribute: &Attribute, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    decode(&attribute.expression, &Type::String, diagnostics)?.as_str().map(str::to_owned)
}

/// `depends_on`: a list of references; quoted ones are read with a warning.
pub(crate) fn depends_on(
    attribute: &Attribute,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Traversal> {
    let Some(elements) = list(&attribute.expression) else {
        diagnostics.push(static_list(&attribute.expression));
        return Vec::new();
    };
    elements.iter().filter_map(|element| reference(element, diagnostics)).collect()
}

/// "A static list expression is required."
pub(crate) fn static_list(expression: &Expression) -> Diagnostic {
    Diagnostic::error("Invalid expression", "A static list expression is required.")
        .at(start_span(expression))
}

/// One reference without variable parts; a quoted one is read with a warning.
pub(crate) fn reference(
    expression: &Expression,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Traversal> {
    if let Some(found) = traversal(bare(expression)) {
        return Some(found.clone());
    }
    if let Some(text) = lang::json_text(expression) {
        return json_reference(text, expression, diagnostics);
    }
    if let Some(text) = plain_string(expression) {
        let old = "In this context, references are expected literally rather than in quotes. Terraform 0.11 and earlier required quotes, but quoted references are now deprecated and will be removed in a future version of Terraform. Remove the quotes surrounding this reference to silence this warning.";
        let warning =
            Diagnostic::warning("Quoted references are deprecated", old).at(expression.span);
        diagnostics.push(warning);
        return lang::parse_traversal(&text, expression.span, diagnostics);
    }
    diagnostics.push(not_static(expression));
    None
}

/// One reference without variable parts, not in quotes.
pub(crate) fn strict_reference(
    expression: &Expression,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Traversal> {
    if let Some(found) = traversal(expression) {
        return Some(found.clone());
    }
    if let Some(text) = lang::json_text(expression) {
        return json_reference(text, expression, diagnostics);
    }
    diagnostics.push(not_static(expression));
    None
}

/// A reference that is text in JSON syntax; HCL does not tell why a text is none.
fn json_reference(
    text: &str,
    expression: &Expression,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Traversal> {
    let mut found = Vec::new();
    let traversal = lang::parse_traversal(text, expression.span, &mut found);
    let traversal = traversal.filter(|_| found.is_empty());
    if traversal.is_none() {
        diagnostics.push(not_static(expression));
    }
    traversal
}

/// "A single static variable reference is required: …"
pub(crate) fn not_static(expression: &Expression) -> Diagnostic {
    let detail = "A single static variable reference is required: only attribute access and indexing with constant keys. No calculations, function calls, template expressions, etc are allowed here.";
    Diagnostic::error("Invalid expression", detail).at(expression.span)
}

/// `provider = aws.west`, also quoted as in Terraform 0.11.
pub(crate) fn provider_reference(
    expression: &Expression,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<ProviderReference> {
    use dryrun_hcl::ast::TraversalStep;
    let mut found = Vec::new();
    let named = reference(expression, &mut found);
    let span = expression.span;
    let invalid = |detail: &'static str| {
        Diagnostic::error("Invalid provider configuration reference", detail)
    };
    let Some(named) = named.filter(|named| named.steps.len() < 2) else {
        // What HCL has to say of it is dropped.
        found.retain(|one| !one.is_error());
        let detail = "The provider argument requires a provider type name, optionally followed by a period and then a configuration alias.";
        found.push(invalid(detail).at(span));
        diagnostics.extend(found);
        return None;
    };
    diagnostics.extend(found);
    let alias = match named.steps.first() {
        Some(TraversalStep::Attribute(alias, _)) => Some(alias.clone()),
        Some(TraversalStep::Index(_, at)) => {
            let detail = "Provider name must either stand alone or be followed by a configuration alias name.";
            diagnostics.push(invalid(detail).at(*at));
            return None;
        }
        None => None,
    };
    let name_span = named.root_span;
    Some(ProviderReference { key: ProviderKey { name: named.root, alias }, name_span })
}

/// A version constraint string.
pub(crate) fn version_constraint(
    attribute: &Attribute,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<VersionConstraint> {
    let span = attribute.span;
    let (value, found) = lang::constant(&attribute.expression);
    let failed = found.iter().any(Diagnostic::is_error);
    diagnostics.extend(found);
    if failed {
        return None;
    }
    let invalid = |detail: &str| {
        Diagnostic::error("Invalid version constraint", detail).at(attribute.expression.span)
    };
    let Ok(text) = lang::convert(&value, &Type::String) else {
        diagnostics.push(invalid("A string value is required for version."));
        return None;
    };
    // A null constraint is as good as none.
    let text = text.as_str()?.to_owned();
    let parsed = Constraints::parse(&text);
    if parsed.is_none() {
        let detail = "This string does not use correct version constraint syntax.";
        diagnostics.push(invalid(detail));
    }
    Some(VersionConstraint { text, parsed, span })
}
