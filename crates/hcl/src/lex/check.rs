//! Tokens that no text may hold, told once for all of the parser.

use dryrun_diag::{Diagnostic, FileId};

use super::{Token, TokenKind};

/// How often each kind was told: repetition says nothing new.
#[derive(Default)]
struct Told {
    bitwise: usize,
    backticks: usize,
    apostrophes: usize,
    semicolons: usize,
    bad_utf8: usize,
}

/// A diagnostic for each token that is not of the language.
pub(crate) fn check_tokens(tokens: &[Token], file: FileId) -> Vec<Diagnostic> {
    let mut told = Told::default();
    tokens
        .iter()
        .filter_map(|token| {
            told.complain(token.kind).map(|diagnostic| diagnostic.at(token.span(file)))
        })
        .collect()
}

impl Told {
    fn complain(&mut self, kind: TokenKind) -> Option<Diagnostic> {
        match kind {
            TokenKind::BitAnd => self.bitwise(" Did you mean boolean AND (\"&&\")?"),
            TokenKind::BitOr => self.bitwise(" Did you mean boolean OR (\"||\")?"),
            TokenKind::BitNot => self.bitwise(" Did you mean boolean NOT (\"!\")?"),
            TokenKind::BitXor => self.bitwise(""),
            TokenKind::Backtick => in_turn(&mut self.backticks).then(|| {
                invalid_character(
                    "The \"`\" character is not valid. To create a multi-line string, use the \"heredoc\" syntax, like \"<<EOT\".",
                )
            }),
            TokenKind::Apostrophe => in_turn(&mut self.apostrophes).then(|| {
                invalid_character("Single quotes are not valid. Use double quotes (\") to enclose strings.")
            }),
            TokenKind::Semicolon => within(&mut self.semicolons, 1).then(|| {
                invalid_character(
                    "The \";\" character is not valid. Use newlines to separate arguments and blocks, and commas to separate items in collection values.",
                )
            }),
            TokenKind::BadUtf8 => within(&mut self.bad_utf8, 1).then(|| {
                Diagnostic::error(
                    "Invalid character encoding",
                    "All input files must be UTF-8 encoded. Ensure that UTF-8 encoding is selected in your editor.",
                )
            }),
            TokenKind::QuotedNewline => Some(Diagnostic::error(
                "Invalid multi-line string",
                "Quoted strings may not be split over multiple lines. To produce a multi-line string, either use the \\n escape to represent a newline character or use the \"heredoc\" multi-line template syntax.",
            )),
            TokenKind::Invalid => Some(invalid_character("This character is not used within the language.")),
            _ => None,
        }
    }

    fn bitwise(&mut self, suggestion: &str) -> Option<Diagnostic> {
        within(&mut self.bitwise, 4).then(|| {
            Diagnostic::error(
                "Unsupported operator",
                format!("Bitwise operators are not supported.{suggestion}"),
            )
        })
    }
}

fn invalid_character(detail: &str) -> Diagnostic {
    Diagnostic::error("Invalid character", detail)
}

/// Whether one more may be told.
fn within(told: &mut usize, most: usize) -> bool {
    *told += 1;
    *told <= most
}

/// Tells the first and third of a kind of quote, and then no closing ones: the count stops at three, an odd number.
fn in_turn(told: &mut usize) -> bool {
    let tell = told.is_multiple_of(2);
    if *told <= 2 {
        *told += 1;
    }
    tell
}
