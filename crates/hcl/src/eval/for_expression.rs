//! `for` expressions.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use dryrun_cty::{Kind, Marks, Type, Value, convert};
use dryrun_diag::{Diagnostic, Span};

use super::size::{MOST_PARTS, parts, too_large};
use super::{Scope, evaluate, evidence};
use crate::ast::{Expression, For};

const INVALID_CONDITION: &str = "Invalid 'for' condition";
const INVALID_KEY: &str = "Invalid object key";

/// `[for …]` or `{for …}`.
pub(super) fn for_expression(
    each: &For,
    whole: Span,
    scope: &Scope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Value {
    let collection = evaluate(&each.collection, scope, out);
    let Some(pairs) = iterated(&collection, &each.collection, whole, scope, out) else {
        return Value::dynamic().mark(collection.marks());
    };
    let mut run = Run { each, whole, scope, known: true, marks: collection.marks(), parts: 0 };
    if !run.condition_makes_sense(out) {
        return Value::dynamic();
    }
    match &each.key {
        None => run.tuple(&pairs, out),
        Some(key) => run.object(key, &pairs, out),
    }
}

/// Keys and elements in order. None where there is nothing to iterate, yet or at all.
pub(super) fn iterated(
    collection: &Value,
    expression: &Expression,
    whole: Span,
    scope: &Scope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Option<Vec<(Value, Value)>> {
    let blame = |summary: &'static str, detail: String| {
        let diagnostic = Diagnostic::error(summary, detail).at(expression.span).within(whole);
        diagnostic.evidence(evidence(expression, scope))
    };
    if collection.is_null() {
        let detail = "A null value cannot be used as the collection in a 'for' expression.";
        out.push(blame("Iteration over null value", detail.to_owned()));
        return None;
    }
    match (collection.kind(), collection.ty()) {
        (Kind::Elements(elements), Type::Set(_)) => {
            Some(elements.iter().map(|element| (element.clone(), element.clone())).collect())
        }
        (Kind::Elements(elements), _) => Some(
            elements
                .iter()
                .enumerate()
                .map(|(at, element)| (Value::count(at), element.clone()))
                .collect(),
        ),
        (Kind::Entries(entries), _) => Some(
            entries
                .iter()
                .map(|(key, value)| (Value::string(key.clone()), value.clone()))
                .collect(),
        ),
        (_, Type::Bool | Type::Number | Type::String) => {
            let name = collection.ty().friendly_name();
            let detail = format!(
                "A value of type {name} cannot be used as the collection in a 'for' expression."
            );
            out.push(blame("Iteration over non-iterable value", detail));
            None
        }
        _ => None,
    }
}

/// One evaluation of a `for` expression.
struct Run<'a> {
    each: &'a For,
    whole: Span,
    scope: &'a Scope<'a>,
    /// Whether all conditions and keys so far are known.
    known: bool,
    marks: Marks,
    /// Parts of the result so far.
    parts: usize,
}

impl Run<'_> {
    /// Whether the condition can be one at all: told once rather than for each element.
    fn condition_makes_sense(&mut self, out: &mut Vec<Diagnostic>) -> bool {
        let Some(condition) = &self.each.condition else { return true };
        let any = Value::dynamic();
        let child = self.child(&any, &any);
        let mark = out.len();
        let value = evaluate(condition, &child, out);
        if value.is_null() {
            let detail = "The value of the 'if' clause must not be null.";
            out.push(self.blame("Condition is null", detail, condition, self.scope));
            return false;
        }
        if let Err(error) = convert(&value, &Type::Bool) {
            let detail = format!("The 'if' clause value is invalid: {error}.");
            out.push(self.blame(INVALID_CONDITION, &detail, condition, self.scope));
            return false;
        }
        out.len() == mark
    }

    /// Whether the result has grown too large: then that is told, and the result is given up.
    fn is_too_large(&mut self, out: &mut Vec<Diagnostic>) -> bool {
        if self.parts <= MOST_PARTS {
            return false;
        }
        out.push(too_large(self.whole));
        self.known = false;
        true
    }

    fn child<'b>(&'b self, key: &'b Value, value: &'b Value) -> Scope<'b> {
        let key = self.each.key_name.as_deref().map(|name| (name, key));
        self.scope.iteration(key, (&self.each.value_name, value))
    }

    fn blame(
        &self,
        summary: &'static str,
        detail: &str,
        at: &Expression,
        scope: &Scope<'_>,
    ) -> Diagnostic {
        let diagnostic = Diagnostic::error(summary, detail).at(at.span).within(self.whole);
        diagnostic.evidence(evidence(at, scope))
    }

    fn tuple(&mut self, pairs: &[(Value, Value)], out: &mut Vec<Diagnostic>) -> Value {
        let mut values = Vec::with_capacity(pairs.len());
        for (key, value) in pairs {
            if self.includes(key, value, out) {
                let value = evaluate(&self.each.value, &self.child(key, value), out);
                self.parts += parts(&value);
                values.push(value);
            }
            if self.is_too_large(out) {
                break;
            }
        }
        if self.known {
            Value::tuple(values).mark(self.marks)
        } else {
            Value::dynamic().mark(self.marks)
        }
    }

    fn object(
        &mut self,
        key: &Expression,
        pairs: &[(Value, Value)],
        out: &mut Vec<Diagnostic>,
    ) -> Value {
        let mut single: BTreeMap<Arc<str>, Value> = BTreeMap::new();
        let mut groups: BTreeMap<Arc<str>, Vec<Value>> = BTreeMap::new();
        for (position, element) in pairs {
            if !self.includes(position, element, out) {
                continue;
            }
            let Some(name) = self.result_key(key, position, element, out) else { continue };
            let value = evaluate(&self.each.value, &self.child(position, element), out);
            self.parts += parts(&value);
            if self.is_too_large(out) {
                break;
            }
            if self.each.group {
                groups.entry(name).or_default().push(value);
                continue;
            }
            match single.entry(name) {
                Entry::Vacant(free) => {
                    free.insert(value);
                }
                Entry::Occupied(taken) => {
                    let detail = format!(
                        "Two different items produced the key \"{}\" in this 'for' expression. If duplicates are expected, use the ellipsis (...) after the value expression to enable grouping by key.",
                        taken.key()
                    );
                    let child = self.child(position, element);
                    out.push(self.blame("Duplicate object key", &detail, key, &child));
                }
            }
        }
        if !self.known {
            return Value::dynamic().mark(self.marks);
        }
        if self.each.group {
            single =
                groups.into_iter().map(|(name, values)| (name, Value::tuple(values))).collect();
        }
        Value::object(single).mark(self.marks)
    }

    /// Whether the condition lets an element in.
    fn includes(&mut self, key: &Value, value: &Value, out: &mut Vec<Diagnostic>) -> bool {
        let Some(condition) = &self.each.condition else { return true };
        let child = self.child(key, value);
        let result = evaluate(condition, &child, out);
        let problem = match convert(&result, &Type::Bool) {
            _ if result.is_null() => "The value of the 'if' clause must not be null.".to_owned(),
            Err(error) => format!("The 'if' clause value is invalid: {error}."),
            Ok(result) => {
                let (marks, flag) = (result.marks(), result.as_bool());
                if flag.is_some() {
                    self.marks |= marks;
                } else {
                    self.known = false;
                }
                return flag == Some(true);
            }
        };
        if self.known {
            out.push(self.blame(INVALID_CONDITION, &problem, condition, &child));
        }
        self.known = false;
        false
    }

    /// The key of a result. None if it is unknown or wrong; only the first wrong one is told.
    fn result_key(
        &mut self,
        key: &Expression,
        position: &Value,
        element: &Value,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Arc<str>> {
        let child = self.child(position, element);
        let value = evaluate(key, &child, out);
        let problem = match convert(&value, &Type::String) {
            _ if value.is_null() => {
                Some("Key expression in 'for' expression must not produce a null value.".to_owned())
            }
            _ if !value.is_known() => None,
            Err(error) => Some(format!("The key expression produced an invalid result: {error}.")),
            Ok(name) => {
                let (marks, name) = (name.marks(), name.as_str().map(Arc::from));
                self.marks |= marks;
                return name;
            }
        };
        if let Some(problem) = problem.filter(|_| self.known) {
            out.push(self.blame(INVALID_KEY, &problem, key, &child));
        }
        self.known = false;
        None
    }
}
