//! `for` expressions.

use std::sync::Arc;

use dryrun_diag::Span;

use super::{Parser, between, invalid, node};
use crate::ast::{Expression, ExpressionKind, For};
use crate::lex::{Token, TokenKind};

const SUMMARY: &str = "Invalid 'for' expression";

/// `for key, value in collection :`.
struct Introduction {
    key_name: Option<Arc<str>>,
    value_name: Arc<str>,
    collection: Expression,
}

/// `key => value... if condition`.
struct Result {
    key: Option<Expression>,
    value: Expression,
    group: Option<Span>,
    condition: Option<Expression>,
}

impl Parser<'_> {
    /// A `for` expression; `open` is its bracket, and the keyword follows.
    pub(super) fn for_expression(&mut self, open: Token) -> Expression {
        self.newlines.push(false);
        self.read();
        let expression = self.finish_for(open);
        self.newlines.pop();
        expression
    }

    fn finish_for(&mut self, open: Token) -> Expression {
        let is_object = open.kind == TokenKind::OpenBrace;
        let closing = if is_object { TokenKind::CloseBrace } else { TokenKind::CloseBracket };
        let open_span = self.span(open);
        let parts = self
            .for_introduction(open_span)
            .and_then(|introduction| Some((introduction, self.for_result()?)));
        let Some((introduction, result)) = parts else {
            let close = self.recover(closing);
            return invalid(between(open_span, self.span(close)));
        };
        self.height += 1;
        let close_span = self.for_close(open_span, closing);
        let span = between(open_span, close_span);
        self.check_for(&result, is_object, span);
        let Introduction { key_name, value_name, collection } = introduction;
        let Result { key, value, group, condition } = result;
        // A key that does not belong, or is missing, was told: the form follows the bracket.
        let key = if is_object { Some(key.unwrap_or_else(|| invalid(value.span))) } else { None };
        let group = group.is_some() && is_object;
        let kind = For {
            key_name,
            value_name,
            collection,
            key,
            value,
            condition,
            group,
            open_span,
            close_span,
        };
        node(ExpressionKind::For(Box::new(kind)), span)
    }

    fn for_introduction(&mut self, open: Span) -> Option<Introduction> {
        let mut key_name = None;
        let mut value_name =
            self.for_name(open, "For expression requires variable name after 'for'.")?;
        if self.peek_kind() == TokenKind::Comma {
            self.read();
            key_name = Some(value_name);
            value_name =
                self.for_name(open, "For expression requires value variable name after comma.")?;
        }
        if !self.at_keyword("in") {
            self.bad_for(
                open,
                "For expression requires the 'in' keyword after its name declarations.",
            );
            return None;
        }
        self.read();
        let mark = self.diagnostics.len();
        let collection = self.expression();
        if self.lost_since(mark) {
            return None;
        }
        if self.peek_kind() != TokenKind::Colon {
            self.bad_for(open, "For expression requires a colon after the collection expression.");
            return None;
        }
        self.read();
        Some(Introduction { key_name, value_name, collection })
    }

    fn for_name(&mut self, open: Span, otherwise: &str) -> Option<Arc<str>> {
        let token = self.peek();
        if token.kind != TokenKind::Identifier {
            self.bad_for(open, otherwise);
            return None;
        }
        self.read();
        Some(Arc::from(self.text(token)))
    }

    fn bad_for(&mut self, open: Span, detail: &str) {
        let at = self.next_span();
        self.error_unless_recovering(SUMMARY, detail, at, Some(between(open, at)));
    }

    fn for_result(&mut self) -> Option<Result> {
        let mut tallest = self.height;
        let mark = self.diagnostics.len();
        let mut key = None;
        let mut value = self.expression();
        tallest = tallest.max(self.height);
        if self.peek_kind() == TokenKind::FatArrow {
            self.read();
            key = Some(value);
            value = self.expression();
            tallest = tallest.max(self.height);
        }
        if self.lost_since(mark) {
            return None;
        }
        let ellipsis = self.peek();
        let group = (ellipsis.kind == TokenKind::Ellipsis).then(|| {
            self.read();
            self.span(ellipsis)
        });
        let mut condition = None;
        if self.at_keyword("if") {
            self.read();
            let mark = self.diagnostics.len();
            condition = Some(self.expression());
            tallest = tallest.max(self.height);
            if self.lost_since(mark) {
                return None;
            }
        }
        self.height = tallest;
        Some(Result { key, value, group, condition })
    }

    fn for_close(&mut self, open: Span, closing: TokenKind) -> Span {
        let close = if self.peek_kind() == closing {
            self.read()
        } else {
            self.bad_for(open, "Extra characters after the end of the 'for' expression.");
            self.recover(closing)
        };
        self.span(close)
    }

    fn check_for(&mut self, result: &Result, is_object: bool, whole: Span) {
        match (&result.key, is_object) {
            (Some(key), false) => {
                self.error(
                    SUMMARY,
                    "Key expression is not valid when building a tuple.",
                    key.span,
                    Some(whole),
                );
            }
            (None, true) => {
                let at = result.value.span;
                self.error(
                    SUMMARY,
                    "Key expression is required when building an object.",
                    at,
                    Some(whole),
                );
            }
            (Some(_), true) | (None, false) => {}
        }
        if let (Some(ellipsis), false) = (result.group, is_object) {
            let detail = "Grouping ellipsis (...) cannot be used when building a tuple.";
            self.error(SUMMARY, detail, ellipsis, Some(whole));
        }
    }
}
