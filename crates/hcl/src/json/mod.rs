//! JSON syntax: the same tree from `.tf.json` files.
//!
//! A string is a template where something is evaluated, a traversal or an expression where the language wants one
//! literally ([`ExpressionKind::JsonString`](crate::ast::ExpressionKind::JsonString) keeps both readings). Whether a
//! property is an argument or holds blocks is for the schema to decide, so a body keeps its properties as they are.

mod body;
mod scan;
mod string;
mod value;

pub(crate) use body::{content, extraneous, just_attributes, without};

use dryrun_diag::{Diagnostic, Span};

use crate::ast::{Body, Expression, ExpressionKind};
use crate::parse::Input;

/// Parses a file in JSON syntax.
#[must_use]
pub fn parse_json(input: Input<'_>) -> (Body, Vec<Diagnostic>) {
    let (root, mut diagnostics) = value::parse(input);
    match &*root.kind {
        ExpressionKind::Object(_) | ExpressionKind::Tuple(_) => {
            (body::from_value(&root), diagnostics)
        }
        _ => {
            let detail = "The root value in a JSON-based configuration must be either a JSON object or a JSON array of objects.";
            diagnostics
                .push(Diagnostic::error("Root value must be object", detail).at(start_of(&root)));
            (body::empty(Span::point(input.file, 0)), diagnostics)
        }
    }
}

/// Parses a text that is one JSON value as an expression.
#[must_use]
pub fn parse_json_expression(input: Input<'_>) -> (Expression, Vec<Diagnostic>) {
    value::parse(input)
}

/// What HCL blames for a value as a whole: the opening bracket of objects and arrays.
fn start_of(value: &Expression) -> Span {
    match &*value.kind {
        ExpressionKind::Object(_) | ExpressionKind::Tuple(_) => opening(value.span),
        _ => value.span,
    }
}

fn opening(span: Span) -> Span {
    Span { end: span.end.min(span.start + 1), ..span }
}

fn closing(span: Span) -> Span {
    Span { start: span.start.max(span.end.saturating_sub(1)), ..span }
}
