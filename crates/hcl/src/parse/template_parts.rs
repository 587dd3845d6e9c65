//! The flat sequence of a template's parts: texts, interpolations and directives.

use std::sync::Arc;

use dryrun_diag::{Span, did_you_mean};

use super::{Parser, between};
use crate::ast::Expression;
use crate::lex::{Token, TokenKind};

/// A part, before directives are nested.
pub(super) enum Raw {
    Text(String, Span),
    Interpolation(Expression, Span),
    If(Expression, Span),
    For { key: Option<Arc<str>>, value: Arc<str>, collection: Expression, span: Span },
    End(End, Span),
}

/// Directives that end or divide another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Else,
    If,
    For,
}

impl End {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Else => "else",
            Self::If => "endif",
            Self::For => "endfor",
        }
    }
}

const UNCLOSED: &str = "Unclosed template interpolation sequence";
const EXTRA: &str = "Extra characters after interpolation expression";

impl Parser<'_> {
    /// Parts up to and with the token `end`, and where it is.
    pub(super) fn raw_parts(
        &mut self,
        end: TokenKind,
        start: Span,
        tallest: &mut usize,
    ) -> (Vec<Raw>, Span) {
        let mut parts = Vec::new();
        let mut trim_next = false;
        loop {
            let next = self.read();
            let at = self.span(next);
            if next.kind == end {
                return (parts, at);
            }
            let trim = std::mem::take(&mut trim_next);
            match next.kind {
                TokenKind::QuotedText | TokenKind::PlainText => {
                    let text = self.unescape(next);
                    let text = if trim { text.trim_start() } else { &text };
                    parts.push(Raw::Text(text.to_owned(), at));
                }
                TokenKind::Interpolation => {
                    trim_previous(&mut parts, self.text(next));
                    let (part, trims) = self.interpolation(at, start, end);
                    parts.push(part);
                    trim_next = trims;
                }
                TokenKind::Directive => {
                    trim_previous(&mut parts, self.text(next));
                    self.newlines.push(false);
                    let directive = self.directive(at);
                    if let Some((part, keyword)) = directive {
                        parts.push(part);
                        trim_next = self.close_directive(keyword, start);
                    }
                    self.newlines.pop();
                }
                _ => {
                    let detail = "No closing marker was found for the string.";
                    let context = Some(between(start, at));
                    self.error_unless_recovering(
                        "Unterminated template string",
                        detail,
                        at,
                        context,
                    );
                    let last = self.recover(end);
                    return (parts, self.span(last));
                }
            }
            *tallest = (*tallest).max(self.height);
        }
    }

    /// `${expression}`; the opening is read. Whether the closing takes the blanks behind it away.
    fn interpolation(&mut self, open: Span, start: Span, end: TokenKind) -> (Raw, bool) {
        self.newlines.push(false);
        let expression = self.expression();
        let close = self.peek();
        let trims = if close.kind == TokenKind::SequenceEnd {
            self.read();
            self.text(close).starts_with('~')
        } else {
            self.unclosed_interpolation(close, start, end);
            self.recover(TokenKind::SequenceEnd);
            false
        };
        self.newlines.pop();
        (Raw::Interpolation(expression, between(open, self.span(close))), trims)
    }

    fn unclosed_interpolation(&mut self, close: Token, start: Span, end: TokenKind) {
        let at = self.span(close);
        let context = Some(between(start, at));
        match close.kind {
            TokenKind::EndOfFile => {
                let detail = "There is no closing brace for this interpolation sequence before the end of the file. This might be caused by incorrect nesting inside the given expression.";
                self.error_unless_recovering(UNCLOSED, detail, start, None);
            }
            TokenKind::Colon => {
                let detail = "Template interpolation doesn't expect a colon at this location. Did you intend this to be a literal sequence to be processed as part of another language? If so, you can escape it by starting with \"$${\" instead of just \"${\".";
                self.error_unless_recovering(EXTRA, detail, at, context);
            }
            TokenKind::CloseQuote | TokenKind::OpenQuote if end == TokenKind::CloseQuote => {
                let detail = "There is no closing brace for this interpolation sequence before the end of the quoted template. This might be caused by incorrect nesting inside the given expression.";
                self.error_unless_recovering(UNCLOSED, detail, start, None);
            }
            _ => {
                let detail = "Expected a closing brace to end the interpolation expression, but found extra characters.\n\nThis can happen when you include interpolation syntax for another language, such as shell scripting, but forget to escape the interpolation start token. If this is an embedded sequence for another language, escape it by starting with \"$${\" instead of just \"${\".";
                self.error_unless_recovering(EXTRA, detail, at, context);
            }
        }
    }

    /// `%{keyword …`; the opening is read. None where the rest was skipped.
    fn directive(&mut self, open: Span) -> Option<(Raw, Token)> {
        let keyword = self.peek();
        let at = self.span(keyword);
        if keyword.kind != TokenKind::Identifier {
            let detail = "A template directive keyword (\"if\", \"for\", etc) is expected at the beginning of a %{ sequence.";
            let context = Some(between(open, at));
            self.error_unless_recovering("Invalid template directive", detail, at, context);
            self.recover(TokenKind::SequenceEnd);
            return None;
        }
        self.read();
        let part = match self.text(keyword) {
            "if" => {
                let condition = self.expression();
                Raw::If(condition, between(open, self.next_span()))
            }
            "else" => Raw::End(End::Else, between(open, self.next_span())),
            "endif" => Raw::End(End::If, between(open, self.next_span())),
            "endfor" => Raw::End(End::For, between(open, self.next_span())),
            "for" => self.for_directive(open)?,
            given => {
                let given = given.to_owned();
                self.unknown_directive(&given, at, open);
                self.recover(TokenKind::SequenceEnd);
                return None;
            }
        };
        Some((part, keyword))
    }

    fn unknown_directive(&mut self, given: &str, at: Span, open: Span) {
        let suggestion = did_you_mean(given, ["if", "for", "else", "endif", "endfor"])
            .map_or_else(String::new, |name| format!(" Did you mean \"{name}\"?"));
        let detail = format!("\"{given}\" is not a valid template control keyword.{suggestion}");
        self.error_unless_recovering(
            "Invalid template control keyword",
            &detail,
            at,
            Some(between(open, at)),
        );
    }

    fn for_directive(&mut self, open: Span) -> Option<Raw> {
        let mut key = None;
        let mut value = self.directive_name("For directive requires variable name after 'for'.")?;
        if self.peek_kind() == TokenKind::Comma {
            self.read();
            key = Some(value);
            value =
                self.directive_name("For directive requires value variable name after comma.")?;
        }
        if !self.at_keyword("in") {
            self.bad_for_directive("For directive requires 'in' keyword after names.");
            return None;
        }
        self.read();
        let collection = self.expression();
        Some(Raw::For { key, value, collection, span: between(open, self.next_span()) })
    }

    fn directive_name(&mut self, otherwise: &str) -> Option<Arc<str>> {
        let token = self.peek();
        if token.kind != TokenKind::Identifier {
            self.bad_for_directive(otherwise);
            return None;
        }
        self.read();
        Some(Arc::from(self.text(token)))
    }

    fn bad_for_directive(&mut self, detail: &str) {
        self.error_unless_recovering("Invalid 'for' directive", detail, self.next_span(), None);
        self.recover(TokenKind::SequenceEnd);
    }

    /// The closing brace of a directive. Whether it takes the blanks behind it away.
    fn close_directive(&mut self, keyword: Token, start: Span) -> bool {
        let close = self.peek();
        if close.kind == TokenKind::SequenceEnd {
            self.read();
            return self.text(close).starts_with('~');
        }
        if !self.recovery {
            let at = self.span(close);
            let detail =
                "Expected a closing brace to end the sequence, but found extra characters.";
            let mut diagnostic = dryrun_diag::Diagnostic::error(
                format!("Extra characters in {} marker", self.text(keyword)),
                detail,
            );
            diagnostic.span = Some(at);
            diagnostic.context = Some(between(start, at));
            self.diagnostics.push(diagnostic);
        }
        self.recover(TokenKind::SequenceEnd);
        false
    }
}

/// `${~` and `%{~` take the blanks before them away, if what is before is text.
fn trim_previous(parts: &mut [Raw], opening: &str) {
    if opening.ends_with('~')
        && let Some(Raw::Text(text, _)) = parts.last_mut()
    {
        text.truncate(text.trim_end().len());
    }
}
