//! Reading tokens and finding a place to go on after an error.

use dryrun_diag::Span;

use super::Parser;
use crate::lex::{Token, TokenKind};

impl Parser<'_> {
    /// The next token that means something, and the index after it.
    fn next_token(&self) -> (Token, usize) {
        match self.tokens.get(self.next) {
            Some(token) if !matches!(token.kind, TokenKind::Comment | TokenKind::Newline) => {
                (*token, self.next + 1)
            }
            Some(_) | None => self.next_meaning(),
        }
    }

    /// The next token that is no comment, nor a newline where newlines mean nothing.
    fn next_meaning(&self) -> (Token, usize) {
        let newlines = self.newlines.last().copied().unwrap_or(true);
        for (ahead, token) in self.tokens.iter().skip(self.next).enumerate() {
            match token.kind {
                TokenKind::Comment if newlines && self.ends_line(*token) => {
                    // A comment takes the newline along that ends an attribute.
                    return (Token { kind: TokenKind::Newline, ..*token }, self.next + ahead + 1);
                }
                TokenKind::Comment => {}
                TokenKind::Newline if !newlines => {}
                _ => return (*token, self.next + ahead + 1),
            }
        }
        (self.end_of_file(), self.tokens.len())
    }

    fn ends_line(&self, comment: Token) -> bool {
        self.text(comment).ends_with('\n')
    }

    fn end_of_file(&self) -> Token {
        let length = u32::try_from(self.input.text.len()).unwrap_or(u32::MAX);
        self.tokens.last().copied().unwrap_or(Token {
            kind: TokenKind::EndOfFile,
            start: length,
            end: length,
        })
    }

    pub(super) fn peek(&self) -> Token {
        self.next_token().0
    }

    pub(super) fn peek_kind(&self) -> TokenKind {
        self.peek().kind
    }

    pub(super) fn read(&mut self) -> Token {
        let (token, next) = self.next_token();
        self.next = next;
        token
    }

    /// Whether the next token is this keyword.
    pub(super) fn at_keyword(&self, keyword: &str) -> bool {
        let token = self.peek();
        token.kind == TokenKind::Identifier && self.text(token) == keyword
    }

    pub(super) fn next_span(&self) -> Span {
        self.span(self.peek())
    }

    /// The token read last; at the start the one to be read first.
    pub(super) fn previous_span(&self) -> Span {
        match self.next.checked_sub(1).and_then(|at| self.tokens.get(at)) {
            Some(token) => self.span(*token),
            None => self.next_span(),
        }
    }

    /// Reads on behind the bracket `end` of the present level, or to the end of the file.
    pub(super) fn recover(&mut self, end: TokenKind) -> Token {
        let start = end.opposite();
        self.recovery = true;
        let mut nested = 0_usize;
        loop {
            let token = self.read();
            let kind = match token.kind {
                TokenKind::Directive if end == TokenKind::SequenceEnd => TokenKind::Interpolation,
                kind => kind,
            };
            if Some(kind) == start {
                nested += 1;
            } else if kind == end {
                if nested == 0 {
                    return token;
                }
                nested -= 1;
            } else if kind == TokenKind::EndOfFile {
                return token;
            }
        }
    }

    /// Reads on behind the next pair of brackets that opens with `start`.
    pub(super) fn recover_over(&mut self, start: TokenKind) {
        loop {
            let kind = self.read().kind;
            if kind == start || kind == TokenKind::EndOfFile {
                break;
            }
        }
        if let Some(end) = start.opposite() {
            self.recover(end);
        }
    }

    /// Reads on to the line after the present attribute or block.
    pub(super) fn recover_after_item(&mut self) {
        self.recovery = true;
        let mut open: Vec<TokenKind> = Vec::new();
        loop {
            match self.read().kind {
                TokenKind::Newline if open.is_empty() => return,
                TokenKind::EndOfFile => return,
                kind @ (TokenKind::OpenBrace
                | TokenKind::OpenBracket
                | TokenKind::OpenParenthesis
                | TokenKind::OpenQuote
                | TokenKind::OpenHeredoc
                | TokenKind::Interpolation
                | TokenKind::Directive) => open.push(kind),
                TokenKind::SequenceEnd => {
                    close(&mut open, &[TokenKind::Interpolation, TokenKind::Directive]);
                }
                kind @ (TokenKind::CloseBrace
                | TokenKind::CloseBracket
                | TokenKind::CloseParenthesis
                | TokenKind::CloseQuote
                | TokenKind::CloseHeredoc) => close(&mut open, kind.opposite().as_slice()),
                _ => {}
            }
        }
    }
}

/// Closes the innermost of `openers` and what is open within.
fn close(open: &mut Vec<TokenKind>, openers: &[TokenKind]) {
    while let Some(innermost) = open.pop() {
        if openers.contains(&innermost) {
            return;
        }
    }
}
