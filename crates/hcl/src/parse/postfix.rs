//! What follows a term: attributes, indexes, splats.

use std::sync::Arc;

use dryrun_cty::{Type, Value};
use dryrun_diag::Span;

use super::{MAX_DEPTH, MAX_HEIGHT, Parser, between, invalid, node};
use crate::ast::{Expression, ExpressionKind, TemplatePart, TraversalStep};
use crate::lex::{Token, TokenKind};

impl Parser<'_> {
    /// Steps behind `from`, as many as there are.
    pub(super) fn postfix(&mut self, from: Expression) -> Expression {
        let mut result = from;
        loop {
            result = match self.peek_kind() {
                TokenKind::Dot => self.dot(result),
                TokenKind::OpenBracket => self.bracket(result),
                _ => return result,
            };
            if self.height > MAX_HEIGHT {
                return self.too_deep();
            }
        }
    }

    fn dot(&mut self, source: Expression) -> Expression {
        let dot = self.read();
        let dot = self.span(dot);
        let next = self.peek();
        match next.kind {
            TokenKind::Identifier => {
                self.read();
                let step =
                    TraversalStep::Attribute(self.shared_name(next), between(dot, self.span(next)));
                extend(source, step)
            }
            TokenKind::Number => {
                self.read();
                let step = self.legacy_index(dot, next, "Use the proper index syntax instead");
                extend(source, step)
            }
            TokenKind::Star => self.attribute_splat(source, dot),
            _ => {
                let at = self.span(next);
                self.error(
                    "Invalid attribute name",
                    "An attribute name is required after a dot.",
                    at,
                    None,
                );
                self.recovery = true;
                invalid(between(source.span, dot))
            }
        }
    }

    /// `.0`, a form from before the language had indexes.
    fn legacy_index(&mut self, dot: Span, number: Token, advice: &str) -> TraversalStep {
        let span = between(dot, self.span(number));
        let key = match self.text(number).split_once('.') {
            Some((first, second)) => {
                let detail = format!(
                    "When using the legacy index syntax, chaining two indexes together is not permitted. {advice}, like [{first}][{second}]."
                );
                self.error("Invalid legacy index syntax", detail, self.span(number), None);
                Value::unknown(Type::Dynamic)
            }
            None => self.number_value(number),
        };
        TraversalStep::Index(key, span)
    }

    /// `.*` takes only the attributes behind it along.
    fn attribute_splat(&mut self, source: Expression, dot: Span) -> Expression {
        let star = self.read();
        let marker = between(dot, self.span(star));
        let mut each = node(ExpressionKind::SplatItem, marker);
        while self.peek_kind() == TokenKind::Dot {
            let dot = self.read();
            let dot = self.span(dot);
            let next = self.peek();
            let at = self.span(next);
            match next.kind {
                TokenKind::Number => {
                    self.read();
                    let advice =
                        "Use the proper index syntax with a full splat expression [*] instead";
                    let step = self.legacy_index(dot, next, advice);
                    each = extend(each, step);
                }
                TokenKind::Identifier => {
                    self.read();
                    each = extend(
                        each,
                        TraversalStep::Attribute(self.shared_name(next), between(dot, at)),
                    );
                }
                kind => {
                    self.bad_splat_attribute(kind, at, self.span(star));
                    return source;
                }
            }
        }
        self.height += 1;
        let span = between(source.span, each.span);
        node(ExpressionKind::Splat { source, each, marker }, span)
    }

    fn bad_splat_attribute(&mut self, kind: TokenKind, at: Span, star: Span) {
        if kind == TokenKind::Star {
            let detail = "A splat expression (*) cannot be used inside another attribute-only splat expression.";
            self.error_unless_recovering("Nested splat expression not allowed", detail, at, None);
        } else {
            let detail = "An attribute name is required after a dot.";
            self.error_unless_recovering("Invalid attribute name", detail, star, None);
        }
        self.recovery = true;
    }

    fn bracket(&mut self, source: Expression) -> Expression {
        let open = self.read();
        let open = self.span(open);
        if self.peek_kind() == TokenKind::Star {
            self.full_splat(source, open)
        } else {
            self.index(source, open)
        }
    }

    /// `[*]` takes all steps behind it along.
    fn full_splat(&mut self, source: Expression, open: Span) -> Expression {
        self.read();
        let mut close = self.read();
        if close.kind != TokenKind::CloseBracket && !self.recovery {
            let detail = "The star for a full splat operator must be immediately followed by a closing bracket (\"]\").";
            // HCL blames the bracket it recovers to.
            close = self.recover(TokenKind::CloseBracket);
            self.error("Missing close bracket on splat index", detail, self.span(close), None);
        }
        if self.depth >= MAX_DEPTH {
            return self.too_deep();
        }
        let marker = between(open, self.span(close));
        let tallest = self.height;
        self.depth += 1;
        let each = self.postfix(node(ExpressionKind::SplatItem, marker));
        self.depth -= 1;
        self.height = tallest.max(self.height) + 1;
        let span = between(source.span, each.span);
        node(ExpressionKind::Splat { source, each, marker }, span)
    }

    fn index(&mut self, source: Expression, open: Span) -> Expression {
        let tallest = self.height;
        self.newlines.push(false);
        let mark = self.diagnostics.len();
        let key = self.expression();
        let close = if self.lost_since(mark) {
            self.recover(TokenKind::CloseBracket)
        } else {
            let close = self.read();
            if close.kind != TokenKind::CloseBracket && !self.recovery {
                let detail = "The index operator must end with a closing bracket (\"]\").";
                // HCL blames the bracket it recovers to.
                let close = self.recover(TokenKind::CloseBracket);
                self.error("Missing close bracket on index", detail, self.span(close), None);
                close
            } else {
                close
            }
        };
        self.newlines.pop();
        let brackets = between(open, self.span(close));
        if let Some(key) = constant_key(&key) {
            self.height = tallest;
            return extend(source, TraversalStep::Index(key, brackets));
        }
        self.height = tallest.max(self.height) + 1;
        let span = between(source.span, brackets);
        node(ExpressionKind::Index { collection: source, key, brackets }, span)
    }
}

/// The value of a key that is a literal or a plain string.
fn constant_key(key: &Expression) -> Option<Value> {
    match &*key.kind {
        ExpressionKind::Literal(value) => Some(value.clone()),
        ExpressionKind::Template { parts, .. } => match parts.as_slice() {
            [TemplatePart::Text(text, _)] => Some(Value::string(text.clone())),
            _ => None,
        },
        _ => None,
    }
}

/// Adds a constant step to an expression.
fn extend(mut source: Expression, step: TraversalStep) -> Expression {
    let span = between(source.span, step.span());
    match Arc::get_mut(&mut source.kind) {
        Some(ExpressionKind::ScopeTraversal(traversal)) => traversal.steps.push(step),
        Some(ExpressionKind::RelativeTraversal { steps, .. }) => steps.push(step),
        _ => return node(ExpressionKind::RelativeTraversal { source, steps: vec![step] }, span),
    }
    source.span = span;
    source
}
