//! The planner's view of the language crate: parsing, content of bodies, evaluation, conversion.

mod content;

use dryrun_cty::{Kind, Number, Type, Value};
use dryrun_diag::{Diagnostic, FileId, Span};
use dryrun_hcl::ast::{Body, Expression, Traversal};

pub(crate) use content::{BodySchema, Content, content, just_attributes, partial_content, peek};

/// Parses native syntax.
pub(crate) fn parse(_text: &str, _file: FileId) -> (Body, Vec<Diagnostic>) {
    (Body::default(), Vec::new())
}

/// Parses JSON syntax.
pub(crate) fn parse_json(_text: &str, _file: FileId) -> (Body, Vec<Diagnostic>) {
    (Body::default(), Vec::new())
}

/// Parses a reference given as text.
pub(crate) fn parse_traversal(_text: &str, _span: Span, _diagnostics: &mut Vec<Diagnostic>) -> Option<Traversal> {
    None
}

/// Evaluates an expression that may mention nothing.
pub(crate) fn constant(_expression: &Expression) -> (Value, Vec<Diagnostic>) {
    (Value::unknown(Type::Dynamic), Vec::new())
}

/// Converts a value to a type.
pub(crate) fn convert(value: &Value, _ty: &Type) -> Result<Value, String> {
    Ok(value.clone())
}

/// All references of an expression.
pub(crate) fn references(_expression: &Expression) -> Vec<Traversal> {
    Vec::new()
}

/// A whole number that is not below zero.
pub(crate) fn whole(_number: &Number) -> Option<u64> {
    let _ = Kind::Null;
    None
}
