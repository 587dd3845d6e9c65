//! What decoding needs of the syntax tree: keywords, static lists, traversals and their spans.

use std::sync::Arc;

use dryrun_diag::{Diagnostic, FileId, Span};
use dryrun_hcl::ast::{
    Call, Expression, ExpressionKind, ObjectItem, TemplatePart, Traversal, TraversalStep,
};

/// Whether a text is a name in HCL's sense.
pub(crate) fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|first| first == '_' || first.is_alphabetic())
        && chars.all(|c| c == '_' || c == '-' || c.is_alphanumeric())
}

/// The detail of every "Invalid … name" error.
pub(crate) const BAD_NAME: &str = "A name must start with a letter or underscore and may contain only letters, digits, underscores, and dashes.";

/// An expression without its parentheses.
pub(crate) fn bare(expression: &Expression) -> &Expression {
    let mut at = expression;
    while let ExpressionKind::Parenthesised(inner) = at.kind.as_ref() {
        at = inner;
    }
    at
}

/// A single bare name, such as `string` or `all`.
pub(crate) fn keyword(expression: &Expression) -> Option<&Arc<str>> {
    match expression.kind.as_ref() {
        ExpressionKind::JsonString(string) if is_identifier(&string.text) => Some(&string.text),
        ExpressionKind::ScopeTraversal(traversal) if traversal.steps.is_empty() => {
            Some(&traversal.root)
        }
        _ => None,
    }
}

/// A function call.
pub(crate) fn call(expression: &Expression) -> Option<&Call> {
    if let ExpressionKind::Call(call) = expression.kind.as_ref() { Some(call) } else { None }
}

/// A list constructor's elements.
pub(crate) fn list(expression: &Expression) -> Option<&[Expression]> {
    if let ExpressionKind::Tuple(elements) = expression.kind.as_ref() {
        Some(elements)
    } else {
        None
    }
}

/// An object constructor's items.
pub(crate) fn object(expression: &Expression) -> Option<&[ObjectItem]> {
    if let ExpressionKind::Object(items) = expression.kind.as_ref() { Some(items) } else { None }
}

/// The text of a quoted string without any interpolation.
pub(crate) fn plain_string(expression: &Expression) -> Option<Arc<str>> {
    match expression.kind.as_ref() {
        ExpressionKind::Template { parts, .. } => match parts.as_slice() {
            [] => Some("".into()),
            [TemplatePart::Text(text, _)] => Some(text.clone()),
            _ => None,
        },
        ExpressionKind::Literal(value) => value.as_str().map(Arc::from),
        ExpressionKind::JsonString(string) => Some(string.text.clone()),
        _ => None,
    }
}

/// A reference with constant steps only.
pub(crate) fn traversal(expression: &Expression) -> Option<&Traversal> {
    if let ExpressionKind::ScopeTraversal(traversal) = expression.kind.as_ref() {
        Some(traversal)
    } else {
        None
    }
}

/// Span of a traversal's step.
pub(crate) fn step_span(step: &TraversalStep) -> Span {
    match step {
        TraversalStep::Attribute(_, span) | TraversalStep::Index(_, span) => *span,
    }
}

/// Span of a whole traversal.
pub(crate) fn traversal_span(traversal: &Traversal) -> Span {
    traversal
        .steps
        .last()
        .map_or(traversal.root_span, |step| traversal.root_span.to(step_span(step)))
}

/// `null`, `true` and `false`, which are names where a keyword is asked for.
pub(crate) fn literal_keyword(expression: &Expression) -> Option<&'static str> {
    let ExpressionKind::Literal(value) = expression.kind.as_ref() else { return None };
    if value.is_null() {
        return Some("null");
    }
    value.as_bool().map(|flag| if flag { "true" } else { "false" })
}

/// From `(` to `)`, the range Terraform blames for wrong arguments.
pub(crate) fn arguments_span(call: &Call) -> Span {
    call.open_span.to(call.close_span)
}

/// Where an expression starts, as HCL's `StartRange` says it.
pub(crate) fn start_span(expression: &Expression) -> Span {
    match expression.kind.as_ref() {
        ExpressionKind::Binary { left, .. } => start_span(left),
        ExpressionKind::Unary { operator_span, .. } => *operator_span,
        ExpressionKind::Conditional { condition, .. } => start_span(condition),
        ExpressionKind::Call(call) => call.name_span.to(call.open_span),
        ExpressionKind::RelativeTraversal { source, .. } | ExpressionKind::Splat { source, .. } => {
            start_span(source)
        }
        ExpressionKind::Index { collection, .. } => start_span(collection),
        ExpressionKind::For(each) => each.open_span,
        ExpressionKind::Template { parts, .. } => match parts.first() {
            Some(TemplatePart::Text(_, span)) => *span,
            Some(TemplatePart::Interpolation(inner, _)) => start_span(inner),
            Some(TemplatePart::If { .. } | TemplatePart::For { .. }) | None => expression.span,
        },
        ExpressionKind::Tuple(_) | ExpressionKind::Object(_) => {
            Span { end: (expression.span.start + 1).min(expression.span.end), ..expression.span }
        }
        ExpressionKind::Parenthesised(inner) => start_span(inner),
        ExpressionKind::Literal(_)
        | ExpressionKind::TemplateWrap(_)
        | ExpressionKind::ScopeTraversal(_)
        | ExpressionKind::SplatItem
        | ExpressionKind::JsonString(_)
        | ExpressionKind::Invalid => expression.span,
    }
}

/// A place in no text at all, as Terraform gives it for what it made up itself.
pub(crate) fn nowhere() -> Span {
    Span::point(FileId(u32::MAX), 0)
}

/// Adds diagnostics to a list and passes the value on.
pub(crate) fn note<T>(into: &mut Vec<Diagnostic>, (value, diagnostics): (T, Vec<Diagnostic>)) -> T {
    into.extend(diagnostics);
    value
}
