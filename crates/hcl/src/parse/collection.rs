//! Tuples and objects.

use dryrun_cty::Value;
use dryrun_diag::Span;

use super::{Parser, between, node};
use crate::ast::{Expression, ExpressionKind, ObjectItem};
use crate::lex::{Token, TokenKind};

impl Parser<'_> {
    /// `[…]`, also `[for …]`.
    pub(super) fn tuple(&mut self) -> Expression {
        let open = self.read();
        self.newlines.push(false);
        let result = if self.at_keyword("for") {
            self.for_expression(open)
        } else {
            let open = self.span(open);
            let (items, close) = self.tuple_items(open);
            node(ExpressionKind::Tuple(items), between(open, close))
        };
        self.newlines.pop();
        result
    }

    fn tuple_items(&mut self, open: Span) -> (Vec<Expression>, Span) {
        let mut items = Vec::new();
        let mut tallest = 0;
        while self.peek_kind() != TokenKind::CloseBracket {
            let mark = self.diagnostics.len();
            items.push(self.expression());
            tallest = tallest.max(self.height);
            if self.lost_since(mark) {
                let close = self.recover(TokenKind::CloseBracket);
                return (items, self.span(close));
            }
            let next = self.peek();
            match next.kind {
                TokenKind::CloseBracket => break,
                TokenKind::Comma => {
                    self.read();
                }
                _ => {
                    self.bad_tuple(next, open);
                    let close = self.recover(TokenKind::CloseBracket);
                    return (items, self.span(close));
                }
            }
        }
        self.height = tallest + 1;
        let close = self.read();
        (items, self.span(close))
    }

    fn bad_tuple(&mut self, next: Token, open: Span) {
        let at = self.span(next);
        if next.kind == TokenKind::EndOfFile {
            let detail = "There is no corresponding closing bracket before the end of the file. This may be caused by incorrect bracket nesting elsewhere in this file.";
            self.error_unless_recovering(
                "Unterminated tuple constructor expression",
                detail,
                open,
                None,
            );
        } else {
            let detail = "Expected a comma to mark the beginning of the next item.";
            self.error_unless_recovering(
                "Missing item separator",
                detail,
                at,
                Some(between(open, at)),
            );
        }
    }

    /// `{…}`, also `{for …}`.
    pub(super) fn object(&mut self) -> Expression {
        let open = self.read();
        // The keyword may stand on a line of its own, as newlines mean nothing in a for expression.
        self.newlines.push(false);
        let is_for = self.at_keyword("for");
        self.newlines.pop();
        if is_for {
            return self.for_expression(open);
        }
        self.newlines.push(true);
        let open = self.span(open);
        let (items, close) = self.object_items(open);
        self.newlines.pop();
        node(ExpressionKind::Object(items), between(open, close))
    }

    fn object_items(&mut self, open: Span) -> (Vec<ObjectItem>, Span) {
        let mut items = Vec::new();
        let mut tallest = 0;
        loop {
            match self.peek_kind() {
                TokenKind::Newline => {
                    self.read();
                    continue;
                }
                TokenKind::CloseBrace => break,
                _ => {}
            }
            let going_on = self.object_item(open, &mut items);
            tallest = tallest.max(self.height);
            if !going_on {
                let close = self.recover(TokenKind::CloseBrace);
                return (items, self.span(close));
            }
            if self.peek_kind() == TokenKind::CloseBrace {
                break;
            }
            self.read();
        }
        self.height = tallest + 1;
        let close = self.read();
        (items, self.span(close))
    }

    /// `key = value`, up to the separator or closing brace. False where the rest of the object is to be skipped.
    fn object_item(&mut self, open: Span, items: &mut Vec<ObjectItem>) -> bool {
        let mark = self.diagnostics.len();
        let key = self.expression();
        let tallest = self.height;
        if self.lost_since(mark) {
            return false;
        }
        let next = self.peek();
        if !matches!(next.kind, TokenKind::Equal | TokenKind::Colon) {
            self.bad_key_separator(next, open);
            return false;
        }
        self.read();
        let mark = self.diagnostics.len();
        let value = self.expression();
        self.height = tallest.max(self.height);
        items.push(ObjectItem { bare_key: is_bare(&key), key, value });
        if self.lost_since(mark) {
            return false;
        }
        let next = self.peek();
        if matches!(next.kind, TokenKind::CloseBrace | TokenKind::Comma | TokenKind::Newline) {
            return true;
        }
        let at = self.span(next);
        if next.kind == TokenKind::EndOfFile {
            self.unterminated_object(open);
        } else {
            let detail = "Expected a newline or comma to mark the beginning of the next attribute.";
            self.error_unless_recovering(
                "Missing attribute separator",
                detail,
                at,
                Some(between(open, at)),
            );
        }
        false
    }

    fn bad_key_separator(&mut self, next: Token, open: Span) {
        let at = self.span(next);
        let (summary, detail) = match next.kind {
            TokenKind::Newline | TokenKind::Comma => (
                "Missing attribute value",
                "Expected an attribute value, introduced by an equals sign (\"=\").",
            ),
            TokenKind::Identifier => (
                "Missing key/value separator",
                "Expected an equals sign (\"=\") to mark the beginning of the attribute value. If you intended to given an attribute name containing periods or spaces, write the name in quotes to create a string literal.",
            ),
            TokenKind::EndOfFile => return self.unterminated_object(open),
            _ => (
                "Missing key/value separator",
                "Expected an equals sign (\"=\") to mark the beginning of the attribute value.",
            ),
        };
        self.error_unless_recovering(summary, detail, at, Some(between(open, at)));
    }

    fn unterminated_object(&mut self, open: Span) {
        let detail = "There is no corresponding closing brace before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file.";
        self.error_unless_recovering(
            "Unterminated object constructor expression",
            detail,
            open,
            None,
        );
    }
}

/// Whether a key is a name that stands for itself; so do the keywords.
fn is_bare(key: &Expression) -> bool {
    match &*key.kind {
        ExpressionKind::ScopeTraversal(traversal) => traversal.steps.is_empty(),
        ExpressionKind::Literal(value) => is_keyword(value),
        _ => false,
    }
}

fn is_keyword(value: &Value) -> bool {
    value.as_bool().is_some() || value.is_null()
}
