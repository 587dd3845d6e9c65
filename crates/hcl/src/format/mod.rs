//! Canonical layout of configurations, as `terraform fmt` gives it.
//!
//! Only blanks change, except for a few old spellings: `"${x}"` alone, types in quotes, labels without quotes. Works on
//! tokens: each line gets its indentation, blanks between tokens follow from their kinds, equals signs and comments of
//! neighbouring lines are aligned.

mod align;
mod layout;
mod spacing;
mod spelling;

use std::borrow::Cow;

use dryrun_diag::FileId;

use crate::lex::{Mode, Token, TokenKind, tokenize};
use crate::parse::{Input, parse};

/// A token on its way to the result.
#[derive(Debug, Clone)]
struct Piece<'a> {
    kind: TokenKind,
    text: Cow<'a, str>,
    spaces: usize,
}

impl<'a> Piece<'a> {
    fn new(kind: TokenKind, text: impl Into<Cow<'a, str>>) -> Self {
        Self { kind, text: text.into(), spaces: 0 }
    }

    /// How many brackets the piece opens, or closes if below zero.
    fn bracket_change(&self) -> isize {
        match self.kind {
            TokenKind::OpenBrace
            | TokenKind::OpenBracket
            | TokenKind::OpenParenthesis
            | TokenKind::Directive
            | TokenKind::Interpolation => 1,
            TokenKind::CloseBrace
            | TokenKind::CloseBracket
            | TokenKind::CloseParenthesis
            | TokenKind::SequenceEnd => -1,
            _ => 0,
        }
    }

    fn ends_line(&self) -> bool {
        self.kind == TokenKind::Newline
            || (self.kind == TokenKind::Comment && self.text.ends_with('\n'))
    }
}

/// The text in canonical layout; `None` if it does not parse.
#[must_use]
pub fn format(text: &str) -> Option<String> {
    let (body, diagnostics) = parse(Input { file: FileId(0), name: "", text });
    if !diagnostics.is_empty() {
        return None;
    }
    let tokens = tokenize(text, 0, Mode::Code);
    let mut pieces = pieces(text, &tokens);
    let spelling = spelling::Spelling::of(&body, &tokens);
    pieces = spelling.apply(pieces);
    let mut lines = layout::lines(pieces);
    layout::indent(&mut lines);
    spacing::space(&mut lines);
    align::align(&mut lines);
    Some(layout::write(&lines))
}

fn pieces<'a>(text: &'a str, tokens: &[Token]) -> Vec<Piece<'a>> {
    let mut end = 0;
    let mut pieces = Vec::with_capacity(tokens.len());
    for token in tokens.iter().filter(|token| token.kind != TokenKind::EndOfFile) {
        let own = text.get(token.start as usize..token.end as usize).unwrap_or_default();
        let spaces = token.start.saturating_sub(end) as usize;
        pieces.push(Piece { kind: token.kind, text: Cow::Borrowed(own), spaces });
        end = token.end;
    }
    pieces
}
