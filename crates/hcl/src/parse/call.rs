//! Function calls.

use dryrun_diag::Span;

use super::{Parser, between, invalid, node};
use crate::ast::{Call, Expression, ExpressionKind};
use crate::lex::{Token, TokenKind};

impl Parser<'_> {
    /// A call; its first name is read, and a parenthesis or `::` follows.
    pub(super) fn call(&mut self, first: Token) -> Expression {
        let start = self.span(first);
        let mut name = self.text(first).to_owned();
        let mut name_span = start;
        let mut open = self.read();
        while open.kind == TokenKind::DoubleColon {
            let part = self.read();
            let at = self.span(part);
            if part.kind != TokenKind::Identifier {
                let detail = "Function scope resolution symbol :: must be followed by a function name in this scope.";
                return self.no_call("Missing function name", detail, start, at);
            }
            name.push_str("::");
            name.push_str(self.text(part));
            name_span = between(start, at);
            open = self.read();
        }
        let open_span = self.span(open);
        if open.kind != TokenKind::OpenParenthesis {
            let detail = "Function selector must be followed by an open parenthesis to begin the function call.";
            return self.no_call("Missing open parenthesis", detail, start, open_span);
        }
        self.newlines.push(false);
        let (arguments, expand_final, close_span) = self.arguments(name_span, open_span);
        self.newlines.pop();
        let call =
            Call { name: name.into(), name_span, arguments, expand_final, open_span, close_span };
        node(ExpressionKind::Call(call), between(start, close_span))
    }

    fn no_call(
        &mut self,
        summary: &'static str,
        detail: &str,
        start: Span,
        at: Span,
    ) -> Expression {
        self.error(summary, detail, at, Some(between(start, at)));
        self.recover_over(TokenKind::OpenParenthesis);
        invalid(between(start, at))
    }

    /// Arguments and the closing parenthesis; whether the last is expanded; where it closes.
    fn arguments(&mut self, name: Span, open: Span) -> (Vec<Expression>, bool, Span) {
        let mut arguments = Vec::new();
        let mut tallest = 0;
        let mut expand_final = false;
        while self.peek_kind() != TokenKind::CloseParenthesis {
            let mark = self.diagnostics.len();
            arguments.push(self.expression());
            tallest = tallest.max(self.height);
            if self.lost_since(mark) {
                let close = self.recover(TokenKind::CloseParenthesis);
                return (arguments, false, self.span(close));
            }
            let separator = self.read();
            match separator.kind {
                TokenKind::Comma => {}
                TokenKind::CloseParenthesis => {
                    self.height = tallest + 1;
                    return (arguments, false, self.span(separator));
                }
                TokenKind::Ellipsis => {
                    expand_final = true;
                    if self.peek_kind() == TokenKind::CloseParenthesis {
                        break;
                    }
                    let detail = "An expanded function argument (with ...) must be immediately followed by closing parentheses.";
                    let at = self.span(separator);
                    let context = Some(between(name, at));
                    self.error_unless_recovering(
                        "Missing closing parenthesis",
                        detail,
                        at,
                        context,
                    );
                    let close = self.recover(TokenKind::CloseParenthesis);
                    return (arguments, true, self.span(close));
                }
                _ => {
                    self.bad_separator(separator, name, open);
                    let close = self.recover(TokenKind::CloseParenthesis);
                    return (arguments, false, self.span(close));
                }
            }
        }
        self.height = tallest + 1;
        let close = self.read();
        (arguments, expand_final, self.span(close))
    }

    fn bad_separator(&mut self, separator: Token, name: Span, open: Span) {
        let at = self.span(separator);
        if separator.kind == TokenKind::EndOfFile {
            let detail = "There is no closing parenthesis for this function call before the end of the file. This may be caused by incorrect parenthesis nesting elsewhere in this file.";
            self.error("Unterminated function call", detail, between(name, open), None);
        } else {
            let detail = "A comma is required to separate each function argument from the next.";
            self.error("Missing argument separator", detail, at, Some(between(name, at)));
        }
    }
}
