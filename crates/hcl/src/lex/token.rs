//! Tokens: the words of the native syntax.

use dryrun_diag::{FileId, Span};

/// A piece of the text with its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Token {
    /// The token's place in `file`.
    pub(crate) fn span(self, file: FileId) -> Span {
        Span { file, start: self.start, end: self.end }
    }
}

/// Kinds of tokens. Some are not of the language, but known so that the diagnostic can say what was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum TokenKind {
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    OpenParenthesis,
    CloseParenthesis,
    OpenQuote,
    CloseQuote,
    OpenHeredoc,
    CloseHeredoc,
    Star,
    Slash,
    Plus,
    Minus,
    Percent,
    Equal,
    EqualEqual,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    And,
    Or,
    Bang,
    Dot,
    Comma,
    Ellipsis,
    FatArrow,
    Question,
    Colon,
    DoubleColon,
    /// `${` or `${~`.
    Interpolation,
    /// `%{` or `%{~`.
    Directive,
    /// `}` or `~}` that ends a template sequence.
    SequenceEnd,
    /// Text of a quoted string, with escapes.
    QuotedText,
    /// Text of a heredoc or bare template, at most a line.
    PlainText,
    Number,
    Identifier,
    Comment,
    Newline,
    EndOfFile,
    BitAnd,
    BitOr,
    BitNot,
    BitXor,
    Apostrophe,
    Backtick,
    Semicolon,
    Invalid,
    BadUtf8,
    QuotedNewline,
}

impl TokenKind {
    /// The other end of a bracket, if this is one end.
    pub(crate) fn opposite(self) -> Option<Self> {
        Some(match self {
            Self::OpenBrace => Self::CloseBrace,
            Self::CloseBrace => Self::OpenBrace,
            Self::OpenBracket => Self::CloseBracket,
            Self::CloseBracket => Self::OpenBracket,
            Self::OpenParenthesis => Self::CloseParenthesis,
            Self::CloseParenthesis => Self::OpenParenthesis,
            Self::OpenQuote => Self::CloseQuote,
            Self::CloseQuote => Self::OpenQuote,
            Self::OpenHeredoc => Self::CloseHeredoc,
            Self::CloseHeredoc => Self::OpenHeredoc,
            Self::Interpolation | Self::Directive => Self::SequenceEnd,
            Self::SequenceEnd => Self::Interpolation,
            _ => return None,
        })
    }
}
