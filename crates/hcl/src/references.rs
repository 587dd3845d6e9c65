//! What an expression mentions, and what it is when it is not evaluated.

use std::sync::Arc;

use dryrun_diag::Span;

use crate::ast::{Call, Expression, ExpressionKind, ObjectItem, TemplatePart, Traversal};

/// All references of an expression in source order, without the names that a `for` within it brings along.
#[must_use]
pub fn references(expression: &Expression) -> Vec<Traversal> {
    let mut search = Search { own: Vec::new(), found: Vec::new() };
    search.expression(expression);
    search.found
}

/// All function calls of an expression in source order.
#[must_use]
pub fn calls(expression: &Expression) -> Vec<Call> {
    let mut found = Vec::new();
    walk(expression, &mut |expression| {
        if let ExpressionKind::Call(call) = &*expression.kind {
            found.push(call.clone());
        }
    });
    found
}

struct Search<'a> {
    /// Names that are bound within the expression.
    own: Vec<&'a str>,
    found: Vec<Traversal>,
}

impl<'a> Search<'a> {
    fn expression(&mut self, expression: &'a Expression) {
        match &*expression.kind {
            ExpressionKind::ScopeTraversal(traversal) => {
                if !self.own.contains(&&*traversal.root) {
                    self.found.push(traversal.clone());
                }
            }
            ExpressionKind::For(each) => {
                self.expression(&each.collection);
                let own = self.own.len();
                self.own.extend(each.key_name.as_deref());
                self.own.push(&each.value_name);
                for inner in each.key.iter().chain([&each.value]).chain(&each.condition) {
                    self.expression(inner);
                }
                self.own.truncate(own);
            }
            ExpressionKind::Template { parts, .. } => self.parts(parts),
            _ => children(expression, &mut |child| self.expression(child)),
        }
    }

    fn parts(&mut self, parts: &'a [TemplatePart]) {
        for part in parts {
            match part {
                TemplatePart::Text(..) => {}
                TemplatePart::Interpolation(expression, _) => self.expression(expression),
                TemplatePart::If { condition, yes, no, .. } => {
                    self.expression(condition);
                    self.parts(yes);
                    self.parts(no);
                }
                TemplatePart::For { key, value, collection, body, .. } => {
                    self.expression(collection);
                    let own = self.own.len();
                    self.own.extend(key.as_deref());
                    self.own.push(value);
                    self.parts(body);
                    self.own.truncate(own);
                }
            }
        }
    }
}

/// Visits an expression and everything in it.
pub fn walk<'a>(expression: &'a Expression, visit: &mut impl FnMut(&'a Expression)) {
    visit(expression);
    children(expression, &mut |child| walk_dyn(child, visit));
}

fn walk_dyn<'a>(expression: &'a Expression, visit: &mut dyn FnMut(&'a Expression)) {
    visit(expression);
    children(expression, &mut |child| walk_dyn(child, visit));
}

/// The expressions directly within one; a bare key is a name, no expression.
fn children<'a>(expression: &'a Expression, visit: &mut dyn FnMut(&'a Expression)) {
    match &*expression.kind {
        ExpressionKind::Literal(_)
        | ExpressionKind::ScopeTraversal(_)
        | ExpressionKind::SplatItem
        | ExpressionKind::Invalid => {}
        ExpressionKind::Template { parts, .. } => part_children(parts, visit),
        ExpressionKind::TemplateWrap(inner) | ExpressionKind::Parenthesised(inner) => visit(inner),
        ExpressionKind::RelativeTraversal { source, .. } => visit(source),
        ExpressionKind::Index { collection, key, .. } => {
            visit(collection);
            visit(key);
        }
        ExpressionKind::Splat { source, each, .. } => {
            visit(source);
            visit(each);
        }
        ExpressionKind::Call(call) => call.arguments.iter().for_each(visit),
        ExpressionKind::Binary { left, right, .. } => {
            visit(left);
            visit(right);
        }
        ExpressionKind::Unary { operand, .. } => visit(operand),
        ExpressionKind::Conditional { condition, yes, no } => {
            visit(condition);
            visit(yes);
            visit(no);
        }
        ExpressionKind::Tuple(items) => items.iter().for_each(visit),
        ExpressionKind::Object(items) => {
            for item in items {
                if !item.bare_key {
                    visit(&item.key);
                }
                visit(&item.value);
            }
        }
        ExpressionKind::For(each) => {
            visit(&each.collection);
            each.key.iter().chain([&each.value]).chain(&each.condition).for_each(visit);
        }
        ExpressionKind::JsonString(string) if string.diagnostics.is_empty() => {
            visit(&string.template);
        }
        ExpressionKind::JsonString(_) => {}
    }
}

fn part_children<'a>(parts: &'a [TemplatePart], visit: &mut dyn FnMut(&'a Expression)) {
    for part in parts {
        match part {
            TemplatePart::Text(..) => {}
            TemplatePart::Interpolation(expression, _) => visit(expression),
            TemplatePart::If { condition, yes, no, .. } => {
                visit(condition);
                part_children(yes, visit);
                part_children(no, visit);
            }
            TemplatePart::For { collection, body, .. } => {
                visit(collection);
                part_children(body, visit);
            }
        }
    }
}

impl Expression {
    /// Where the expression starts, as messages about it point: the name of a call, the opening bracket of a collection.
    #[must_use]
    pub fn start_span(&self) -> Span {
        match &*self.kind {
            ExpressionKind::Parenthesised(inner) => inner.start_span(),
            ExpressionKind::Binary { left, .. } => left.start_span(),
            ExpressionKind::Unary { operator_span, .. } => *operator_span,
            ExpressionKind::Conditional { condition, .. } => condition.start_span(),
            ExpressionKind::Call(call) => call.name_span.to(call.open_span),
            ExpressionKind::Index { brackets, .. } => opening(*brackets),
            ExpressionKind::Splat { marker, .. } => *marker,
            ExpressionKind::Tuple(_) | ExpressionKind::Object(_) => opening(self.span),
            ExpressionKind::For(each) => each.open_span,
            ExpressionKind::Template { parts, .. } => match parts.first() {
                Some(
                    TemplatePart::Text(_, span)
                    | TemplatePart::If { span, .. }
                    | TemplatePart::For { span, .. },
                ) => *span,
                Some(TemplatePart::Interpolation(inner, _)) => inner.start_span(),
                None => self.span,
            },
            ExpressionKind::Literal(_)
            | ExpressionKind::TemplateWrap(_)
            | ExpressionKind::ScopeTraversal(_)
            | ExpressionKind::RelativeTraversal { .. }
            | ExpressionKind::SplatItem
            | ExpressionKind::JsonString(_)
            | ExpressionKind::Invalid => self.span,
        }
    }

    /// The name, if the expression is a single bare name (also `true`, `false` and `null`).
    #[must_use]
    pub fn as_keyword(&self) -> Option<Arc<str>> {
        self.as_traversal()
            .filter(|traversal| traversal.steps.is_empty())
            .map(|traversal| traversal.root)
    }

    /// The expression read as a reference, without evaluation.
    #[must_use]
    pub fn as_traversal(&self) -> Option<Traversal> {
        match &*self.kind {
            ExpressionKind::ScopeTraversal(traversal) => Some(traversal.clone()),
            ExpressionKind::RelativeTraversal { source, steps } => {
                let mut traversal = source.as_traversal()?;
                traversal.steps.extend(steps.iter().cloned());
                Some(traversal)
            }
            ExpressionKind::Literal(value) => {
                let root = match value.as_bool() {
                    Some(true) => "true",
                    Some(false) => "false",
                    None if value.is_null() => "null",
                    None => return None,
                };
                Some(Traversal { root: root.into(), root_span: self.span, steps: Vec::new() })
            }
            ExpressionKind::Parenthesised(inner) => inner.as_traversal(),
            ExpressionKind::JsonString(string) => {
                crate::parse::json_traversal(&string.text, self.span)
            }
            _ => None,
        }
    }

    /// The items of a list constructor, without evaluation.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Expression]> {
        match &*self.kind {
            ExpressionKind::Tuple(items) => Some(items),
            ExpressionKind::Parenthesised(inner) => inner.as_list(),
            _ => None,
        }
    }

    /// The items of an object constructor, without evaluation.
    #[must_use]
    pub fn as_map(&self) -> Option<&[ObjectItem]> {
        match &*self.kind {
            ExpressionKind::Object(items) => Some(items),
            ExpressionKind::Parenthesised(inner) => inner.as_map(),
            _ => None,
        }
    }

    /// The function call, without evaluation.
    #[must_use]
    pub fn as_call(&self) -> Option<Call> {
        match &*self.kind {
            ExpressionKind::Call(call) => Some(call.clone()),
            ExpressionKind::Parenthesised(inner) => inner.as_call(),
            ExpressionKind::JsonString(string) => {
                crate::parse::json_inner_expression(&string.text, self.span)?.as_call()
            }
            _ => None,
        }
    }
}

fn opening(span: Span) -> Span {
    Span { end: span.end.min(span.start + 1), ..span }
}
