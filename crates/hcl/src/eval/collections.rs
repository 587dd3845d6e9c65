//! Object constructors.

use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_cty::{Marks, Type, Value, convert};
use dryrun_diag::Diagnostic;

use super::{Scope, evaluate, evidence};
use crate::ast::{Expression, ExpressionKind, ObjectItem};

/// `{ key = value }`. While a key is unknown, so is the type of the whole.
pub(super) fn object(items: &[ObjectItem], scope: &Scope<'_>, out: &mut Vec<Diagnostic>) -> Value {
    let mut entries: BTreeMap<Arc<str>, Value> = BTreeMap::new();
    let mut marks = Marks::NONE;
    let mut known = true;
    for item in items {
        let key = key(item, scope, out);
        let value = evaluate(&item.value, scope, out);
        let Some(key) = key.and_then(|key| checked(&key, item, scope, out)) else {
            known = false;
            continue;
        };
        marks |= key.marks();
        match key.as_str() {
            Some(name) if is_json(item) && entries.contains_key(name) => {
                let detail = format!("An attribute named \"{name}\" was already defined.");
                out.push(Diagnostic::error("Duplicate object attribute", detail).at(item.key.span));
            }
            Some(name) => {
                entries.insert(Arc::from(name), value);
            }
            None => known = false,
        }
    }
    if known { Value::object(entries).mark(marks) } else { Value::dynamic() }
}

fn is_json(item: &ObjectItem) -> bool {
    matches!(&*item.key.kind, ExpressionKind::JsonString(_))
}

/// The value of a key; none if it is wrong, and told.
fn key(item: &ObjectItem, scope: &Scope<'_>, out: &mut Vec<Diagnostic>) -> Option<Value> {
    if item.bare_key {
        return Some(Value::string(bare_name(&item.key)));
    }
    if matches!(&*item.key.kind, ExpressionKind::ScopeTraversal(_)) {
        let detail = "If this expression is intended to be a reference, wrap it in parentheses. If it's instead intended as a literal name containing periods, wrap it in quotes to create a string literal.";
        out.push(Diagnostic::error("Ambiguous attribute key", detail).at(item.key.span));
        return None;
    }
    let mark = out.len();
    let key = evaluate(&item.key, scope, out);
    (out.len() == mark).then_some(key)
}

/// The name that a bare key stands for.
fn bare_name(key: &Expression) -> Arc<str> {
    match &*key.kind {
        ExpressionKind::ScopeTraversal(traversal) => traversal.root.clone(),
        ExpressionKind::Literal(value) => match value.as_bool() {
            Some(true) => "true".into(),
            Some(false) => "false".into(),
            None => "null".into(),
        },
        _ => "".into(),
    }
}

/// The key as a string, or none with the reason told.
fn checked(
    key: &Value,
    item: &ObjectItem,
    scope: &Scope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Option<Value> {
    let json = is_json(item);
    let (summary, detail, at) = match convert(key, &Type::String) {
        _ if key.is_null() && json => (
            "Invalid object key expression",
            "Cannot use null value as an object key.".to_owned(),
            item.key.span,
        ),
        // HCL does blame the value here.
        _ if key.is_null() => {
            ("Null value as key", "Can't use a null value as a key.".to_owned(), item.value.span)
        }
        Ok(key) => return Some(key),
        Err(error) if json => (
            "Invalid object key expression",
            format!("Cannot use this expression as an object key: {error}."),
            item.key.span,
        ),
        Err(error) => (
            "Incorrect key type",
            format!("Can't use this value as a key: {error}."),
            item.key.span,
        ),
    };
    out.push(Diagnostic::error(summary, detail).at(at).evidence(evidence(&item.key, scope)));
    None
}
