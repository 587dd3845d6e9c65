//! Pieces of a text with what they are, so that whoever shows it can colour it.

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// What it is.
    pub kind: TokenKind,
}

/// What a piece of a text is. The names are those of the Language Server Protocol's semantic tokens, where it has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A comment.
    Comment,
    /// A word of the language.
    Keyword,
    /// The type of a block.
    Type,
    /// The name of an argument.
    Property,
    /// The name of a function that is called.
    Function,
    /// Text in quotes, or a here document.
    String,
    /// A number.
    Number,
    /// `true`, `false`, `null`.
    Literal,
    /// The sign of something created.
    Added,
    /// The sign of something destroyed, or what leads to it.
    Removed,
    /// The sign of something changed.
    Changed,
    /// A line that says what follows.
    Heading,
}
