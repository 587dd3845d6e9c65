//! Conditionals, operators and terms.

use std::sync::Arc;

use dryrun_cty::{Number, Type, Value};

use super::{MAX_DEPTH, MAX_HEIGHT, Parser, between, invalid, node};
use crate::ast::{BinaryOperator, Expression, ExpressionKind, Traversal, UnaryOperator};
use crate::lex::{Token, TokenKind};

impl Parser<'_> {
    /// An expression of any form.
    pub(super) fn expression(&mut self) -> Expression {
        if self.depth >= MAX_DEPTH {
            return self.too_deep();
        }
        self.depth += 1;
        let expression = self.conditional();
        self.depth -= 1;
        expression
    }

    fn conditional(&mut self) -> Expression {
        let start = self.next_span();
        let mark = self.diagnostics.len();
        let condition = self.binary(0);
        if self.lost_since(mark) || self.peek_kind() != TokenKind::Question {
            return condition;
        }
        let mut tallest = self.height;
        self.read();
        let mark = self.diagnostics.len();
        let yes = self.expression();
        tallest = tallest.max(self.height);
        if self.lost_since(mark) {
            return condition;
        }
        let colon = self.next_span();
        if self.peek_kind() != TokenKind::Colon {
            let detail = "The conditional operator (...?...:...) requires a false expression, delimited by a colon.";
            self.error(
                "Missing false expression in conditional",
                detail,
                colon,
                Some(between(start, colon)),
            );
            return condition;
        }
        self.read();
        let mark = self.diagnostics.len();
        let no = self.expression();
        self.height = tallest.max(self.height) + 1;
        if self.lost_since(mark) {
            return condition;
        }
        let span = between(start, no.span);
        node(ExpressionKind::Conditional { condition, yes, no }, span)
    }

    /// Operators that bind at least as strongly as `level`; those of one level group to the left.
    fn binary(&mut self, level: u8) -> Expression {
        let mark = self.diagnostics.len();
        let mut left = self.with_postfix();
        if self.lost_since(mark) {
            return left;
        }
        while let Some((operator, strength)) =
            binary_operator(self.peek_kind()).filter(|(_, own)| *own >= level)
        {
            let tallest = self.height;
            let token = self.read();
            let mark = self.diagnostics.len();
            let right = self.binary(strength + 1);
            if self.lost_since(mark) {
                return left;
            }
            self.height = tallest.max(self.height) + 1;
            if self.height > MAX_HEIGHT {
                return self.too_deep();
            }
            let span = between(left.span, right.span);
            let operator_span = self.span(token);
            left = node(ExpressionKind::Binary { operator, left, right, operator_span }, span);
        }
        left
    }

    /// A term with the traversal steps behind it.
    pub(super) fn with_postfix(&mut self) -> Expression {
        let term = self.term();
        self.postfix(term)
    }

    fn term(&mut self) -> Expression {
        self.height = 0;
        let start = self.peek();
        match start.kind {
            TokenKind::OpenParenthesis => self.parenthesised(),
            TokenKind::Number => {
                self.read();
                self.number(start)
            }
            TokenKind::Identifier => self.name(),
            TokenKind::OpenQuote | TokenKind::OpenHeredoc => self.quoted_template(),
            TokenKind::Minus => self.unary(UnaryOperator::Negate),
            TokenKind::Bang => self.unary(UnaryOperator::Not),
            TokenKind::OpenBracket => self.tuple(),
            TokenKind::OpenBrace => self.object(),
            _ => self.no_term(start),
        }
    }

    fn no_term(&mut self, start: Token) -> Expression {
        let at = self.span(start);
        let (summary, detail) = if start.kind == TokenKind::EndOfFile {
            (
                "Missing expression",
                "Expected the start of an expression, but found the end of the file.",
            )
        } else {
            (
                "Invalid expression",
                "Expected the start of an expression, but found an invalid expression token.",
            )
        };
        self.error_unless_recovering(summary, detail, at, None);
        self.recovery = true;
        invalid(at)
    }

    fn parenthesised(&mut self) -> Expression {
        let open = self.read();
        let open = self.span(open);
        self.newlines.push(false);
        let mark = self.diagnostics.len();
        let inner = self.expression();
        self.height += 1;
        if self.failed_since(mark) {
            self.recover(TokenKind::CloseParenthesis);
            self.newlines.pop();
            return inner;
        }
        let close = self.next_span();
        if self.peek_kind() != TokenKind::CloseParenthesis {
            let detail = "Expected a closing parenthesis to terminate the expression.";
            self.error("Unbalanced parentheses", detail, close, Some(between(open, close)));
            self.recovery = true;
        }
        self.read();
        self.newlines.pop();
        node(ExpressionKind::Parenthesised(inner), between(open, close))
    }

    pub(super) fn number(&mut self, token: Token) -> Expression {
        let value = self.number_value(token);
        node(ExpressionKind::Literal(value), self.span(token))
    }

    pub(super) fn number_value(&mut self, token: Token) -> Value {
        Number::parse(self.text(token)).map_or_else(
            || {
                let detail = "Failed to recognize the value of this number literal.";
                self.error("Invalid number literal", detail, self.span(token), None);
                Value::unknown(Type::Number)
            },
            Value::number,
        )
    }

    fn name(&mut self) -> Expression {
        let token = self.read();
        if matches!(self.peek_kind(), TokenKind::OpenParenthesis | TokenKind::DoubleColon) {
            return self.call(token);
        }
        let span = self.span(token);
        let kind = match self.text(token) {
            "true" => ExpressionKind::Literal(Value::bool(true)),
            "false" => ExpressionKind::Literal(Value::bool(false)),
            "null" => ExpressionKind::Literal(Value::null(Type::Dynamic)),
            name => ExpressionKind::ScopeTraversal(Traversal {
                root: Arc::from(name),
                root_span: span,
                steps: Vec::new(),
            }),
        };
        node(kind, span)
    }

    fn unary(&mut self, operator: UnaryOperator) -> Expression {
        if self.depth >= MAX_DEPTH {
            return self.too_deep();
        }
        let token = self.read();
        self.depth += 1;
        let operand = self.with_postfix();
        self.depth -= 1;
        self.height += 1;
        let operator_span = self.span(token);
        let span = between(operator_span, operand.span);
        node(ExpressionKind::Unary { operator, operand, operator_span }, span)
    }
}

/// The operator a token stands for and how strongly it binds.
fn binary_operator(kind: TokenKind) -> Option<(BinaryOperator, u8)> {
    Some(match kind {
        TokenKind::Or => (BinaryOperator::Or, 0),
        TokenKind::And => (BinaryOperator::And, 1),
        TokenKind::EqualEqual => (BinaryOperator::Equal, 2),
        TokenKind::NotEqual => (BinaryOperator::NotEqual, 2),
        TokenKind::Greater => (BinaryOperator::GreaterThan, 3),
        TokenKind::GreaterOrEqual => (BinaryOperator::GreaterOrEqual, 3),
        TokenKind::Less => (BinaryOperator::LessThan, 3),
        TokenKind::LessOrEqual => (BinaryOperator::LessOrEqual, 3),
        TokenKind::Plus => (BinaryOperator::Add, 4),
        TokenKind::Minus => (BinaryOperator::Subtract, 4),
        TokenKind::Star => (BinaryOperator::Multiply, 5),
        TokenKind::Slash => (BinaryOperator::Divide, 5),
        TokenKind::Percent => (BinaryOperator::Modulo, 5),
        _ => return None,
    })
}
