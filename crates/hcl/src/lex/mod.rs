//! Text to tokens. Total: what is not of the language becomes a token of its own kind.
//!
//! The scanner is a stack of modes: code, quoted strings, heredocs and bare templates nest in each other without
//! recursion, so any depth is linear.

mod check;
mod code;
mod scanner;
mod text;
mod token;

pub(crate) use check::check_tokens;
pub(crate) use code::identifier_length;
pub(crate) use token::{Token, TokenKind};

use scanner::Scanner;

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Attributes and blocks, or an expression.
    Code,
    /// A template without quotes, such as a template file.
    Template,
}

/// All tokens of `text` from byte `from` on; the last is always the end of the file.
pub(crate) fn tokenize(text: &str, from: usize, mode: Mode) -> Vec<Token> {
    Scanner::new(text, from).run(mode)
}
