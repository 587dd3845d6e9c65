//! Templates.

use dryrun_cty::{Marks, Type, Value, convert};
use dryrun_diag::{Diagnostic, Span};

use super::conditional::{Arm, choose};
use super::for_expression::iterated;
use super::{Scope, evaluate, evidence};
use crate::ast::{Expression, TemplatePart};

const SUMMARY: &str = "Invalid template interpolation value";

/// Longest prefix that is remembered of an unknown text.
const MAX_PREFIX: usize = 128;

/// The text of a template; unknown if a part is, with the known start remembered.
pub(super) fn template(
    parts: &[TemplatePart],
    whole: Span,
    scope: &Scope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Value {
    if let [TemplatePart::Text(text, _)] = parts {
        return Value::string(text.clone());
    }
    let mark = out.len();
    let mut text = String::new();
    let mut known = true;
    let mut marks = Marks::NONE;
    for part in parts {
        let value = match part {
            TemplatePart::Text(literal, _) => {
                if known {
                    text.push_str(literal);
                }
                continue;
            }
            TemplatePart::Interpolation(..)
            | TemplatePart::If { .. }
            | TemplatePart::For { .. } => part_value(part, scope, out),
        };
        marks |= value.marks();
        if value.is_null() {
            let detail =
                "The expression result is null. Cannot include a null value in a string template.";
            out.push(blame(detail, part, whole, scope));
        } else if !value.is_known() {
            known = false;
        } else {
            match convert(&value, &Type::String) {
                Ok(part) if known && out.len() == mark => {
                    text.push_str(part.as_str().unwrap_or_default());
                }
                Ok(_) => {}
                Err(error) => {
                    let detail =
                        format!("Cannot include the given value in a string template: {error}.");
                    out.push(blame(&detail, part, whole, scope));
                }
            }
        }
    }
    if known {
        return Value::string(text).mark(marks);
    }
    let result = Value::unknown(Type::String).refine_not_null();
    let result = if out.len() == mark { result.with_prefix(sure_prefix(&text)) } else { result };
    result.mark(marks)
}

/// The start of a text that what follows cannot change: without the last character cluster, which may still combine.
fn sure_prefix(text: &str) -> &str {
    use unicode_segmentation::UnicodeSegmentation;
    let mut end = text.len().min(MAX_PREFIX);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let prefix = text.get(..end).unwrap_or_default();
    match prefix.grapheme_indices(true).next_back() {
        Some((_, last)) if is_separate(last) => prefix,
        Some((at, _)) => prefix.get(..at).unwrap_or_default(),
        None => prefix,
    }
}

/// Whether a cluster cannot combine with what follows.
fn is_separate(cluster: &str) -> bool {
    let mut characters = cluster.chars();
    matches!((characters.next(), characters.next()), (Some(only), None) if only.is_ascii_punctuation() || only == ' ')
}

fn blame(detail: &str, part: &TemplatePart, whole: Span, scope: &Scope<'_>) -> Diagnostic {
    let (span, expression) = match part {
        TemplatePart::Text(_, span)
        | TemplatePart::If { span, .. }
        | TemplatePart::For { span, .. } => (*span, None),
        TemplatePart::Interpolation(expression, _) => (expression.span, Some(expression)),
    };
    let diagnostic = Diagnostic::error(SUMMARY, detail).at(span).within(whole);
    match expression {
        Some(expression) => diagnostic.evidence(evidence(expression, scope)),
        None => diagnostic,
    }
}

fn part_value(part: &TemplatePart, scope: &Scope<'_>, out: &mut Vec<Diagnostic>) -> Value {
    match part {
        TemplatePart::Text(text, _) => Value::string(text.clone()),
        TemplatePart::Interpolation(expression, _) => evaluate(expression, scope, out),
        TemplatePart::If { condition, yes, no, span } => {
            let arm = |parts: &[TemplatePart]| {
                let mut diagnostics = Vec::new();
                let value = template(parts, *span, scope, &mut diagnostics);
                Arm { value, diagnostics, span: *span, expression: None }
            };
            choose(condition, arm(yes), arm(no), *span, scope, out)
        }
        TemplatePart::For { key, value, collection, body, span } => {
            repeat((key.as_deref(), value), collection, body, *span, scope, out)
        }
    }
}

/// `%{for}`: the body for each element, joined.
fn repeat(
    names: (Option<&str>, &str),
    collection: &Expression,
    body: &[TemplatePart],
    span: Span,
    scope: &Scope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Value {
    let over = evaluate(collection, scope, out);
    let Some(pairs) = iterated(&over, collection, span, scope, out) else {
        return Value::unknown(Type::String).mark(over.marks());
    };
    let mut text = String::new();
    let mut marks = over.marks();
    let mut known = true;
    for (key, value) in &pairs {
        let key = names.0.map(|name| (name, key));
        let piece = template(body, span, &scope.iteration(key, (names.1, value)), out);
        marks |= piece.marks();
        match piece.as_str() {
            Some(piece) if known => text.push_str(piece),
            Some(_) => {}
            None => known = false,
        }
    }
    if known { Value::string(text) } else { Value::unknown(Type::String) }.mark(marks)
}
