//! What can be wrong with a JSON text.

use dryrun_diag::{Diagnostic, FileId, Span};

use crate::jackson::Jackson;

/// An array or an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    /// `[…]`
    Array,
    /// `{…}`
    Object,
}

impl Container {
    pub(crate) fn close(self) -> char {
        match self {
            Self::Array => ']',
            Self::Object => '}',
        }
    }

    fn parts(self) -> &'static str {
        match self {
            Self::Array => "items",
            Self::Object => "members",
        }
    }
}

/// What a text must go on with at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A value of any type.
    Value,
    /// A member's name in double quotes.
    Name,
    /// The colon after a member's name.
    Colon,
    /// A comma or the end of the container.
    Comma(Container),
    /// Nothing: the value is complete.
    End,
}

/// Where a text ended too early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfinished {
    /// There is no value at all.
    Empty,
    /// After a comma or a colon within a container.
    Between(Container),
    /// A container that starts at this byte has no end.
    Open(Container, usize),
    /// In a string.
    Text,
    /// In a member's name.
    Name,
    /// In an escape sequence.
    Escape,
}

/// A part of a number that lacks its digits, or has too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberFault {
    /// `01`
    LeadingZero,
    /// `-x`
    Minus,
    /// `1.x`
    Fraction,
    /// `1ex`
    Exponent,
    /// Beyond what a double can hold.
    Range,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// A bare word.
    Token(String),
    /// A character that does not fit.
    Char(char, Expected),
    /// The text ends too early.
    End(Unfinished),
    /// `]` where `}` should be, or the other way round; the byte is where the container starts.
    Mismatch(char, Container, usize),
    /// A bracket that closes nothing.
    Unopened(char),
    /// A raw control character in a string or name.
    Control(char, Expected),
    /// A backslash with a character that JSON does not know.
    Escape(char),
    /// No hexadecimal digit after `\u`.
    Hex(char),
    /// A malformed number; the character is the one that does not fit, NUL at the end of the text.
    Number(NumberFault, char),
    /// More nesting than [`crate::DEPTH_LIMIT`].
    Depth,
    /// Half of a surrogate pair, which no text can hold.
    Surrogate(u16),
}

/// Why a text is not JSON, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// First byte of what does not fit.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// What is wrong.
    pub problem: Problem,
}

impl SyntaxError {
    pub(crate) fn new(start: usize, end: usize, problem: Problem) -> Self {
        Self { start, end, problem }
    }

    /// For the author: code `json/syntax`, what is wrong, and how to mend it where that is clear.
    #[must_use]
    pub fn diagnostic(&self, file: FileId) -> Diagnostic {
        let place = Span::new(file, self.start, self.end);
        let mut diagnostic =
            Diagnostic::error("Invalid JSON", self.to_string()).code("json/syntax").at(place);
        if let Problem::Mismatch(_, _, opened) | Problem::End(Unfinished::Open(_, opened)) =
            self.problem
        {
            diagnostic = diagnostic.label(Span::new(file, opened, opened + 1), "opened here");
        }
        diagnostic.help = self.help().map(str::to_owned);
        diagnostic
    }

    /// The message and location that AWS shows for this text.
    #[must_use]
    pub fn jackson(&self, text: &str) -> Jackson {
        Jackson::of(self, text)
    }

    fn help(&self) -> Option<&'static str> {
        match self.problem {
            Problem::Char('}', Expected::Name) | Problem::Char(']' | '}', Expected::Value) => {
                Some("JSON has no trailing commas: remove the comma, or add what should follow it")
            }
            Problem::Char('\'', _) => Some("JSON strings are in double quotes"),
            Problem::Char('/' | '#', _) => {
                Some("JSON has no comments; a state machine has `Comment` fields for them")
            }
            Problem::Char('.', Expected::Value | Expected::Name | Expected::Comma(_)) => {
                Some("only recorded results may leave parts out with `...`")
            }
            Problem::Control('\n' | '\r', _) => {
                Some("write a line break in a string as \\n, or close the string")
            }
            Problem::Token(ref word)
                if matches!(word.to_ascii_lowercase().as_str(), "true" | "false" | "null") =>
            {
                Some("JSON writes true, false and null in lower case")
            }
            Problem::Token(ref word) if word == "None" => Some("JSON writes null"),
            _ => None,
        }
    }
}

impl std::fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.problem {
            Problem::Token(word) => write!(f, "`{word}` is not a JSON value"),
            Problem::Char(found, expected) => {
                write!(f, "expected {expected}, found {}", Shown(*found))
            }
            Problem::End(unfinished) => unfinished.fmt(f),
            Problem::Mismatch(found, container, _) => {
                write!(f, "expected `{}`, found `{found}`", container.close())
            }
            Problem::Unopened(found) => write!(f, "`{found}` closes nothing"),
            Problem::Control(found, _) => {
                write!(f, "{} must be escaped in a string", Shown(*found))
            }
            Problem::Escape(found) => {
                write!(f, "JSON has no escape sequence `\\{}`", found.escape_debug())
            }
            Problem::Hex(found) => {
                write!(f, "expected four hexadecimal digits after `\\u`, found {}", Shown(*found))
            }
            Problem::Number(fault, _) => fault.fmt(f),
            Problem::Depth => {
                write!(f, "more than {} arrays and objects within each other", crate::DEPTH_LIMIT)
            }
            Problem::Surrogate(unit) => {
                write!(f, "`\\u{unit:04x}` is half of a surrogate pair, the other half is missing")
            }
        }
    }
}

impl std::error::Error for SyntaxError {}

impl std::fmt::Display for Expected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Value => f.write_str("a value"),
            Self::Name => f.write_str("a name in double quotes"),
            Self::Colon => f.write_str("`:` after the name"),
            Self::Comma(container) => {
                write!(f, "`,` between {} or `{}`", container.parts(), container.close())
            }
            Self::End => f.write_str("nothing after the value"),
        }
    }
}

impl std::fmt::Display for Unfinished {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => f.write_str("the text is empty"),
            Self::Between(container) => write!(f, "the text ends between {}", container.parts()),
            Self::Open(container, _) => {
                write!(f, "the text ends without the closing `{}`", container.close())
            }
            Self::Text => f.write_str("the text ends in a string: the closing quote is missing"),
            Self::Name => f.write_str("the text ends in a name: the closing quote is missing"),
            Self::Escape => f.write_str("the text ends in an escape sequence"),
        }
    }
}

impl std::fmt::Display for NumberFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::LeadingZero => "a number cannot start with a needless 0",
            Self::Minus => "expected a digit after `-`",
            Self::Fraction => "expected a digit after the decimal point",
            Self::Exponent => "expected a digit in the exponent",
            Self::Range => "the number is too large",
        })
    }
}

/// A character as a message shows it.
struct Shown(char);

impl std::fmt::Display for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            '\n' => f.write_str("the end of the line"),
            '\t' => f.write_str("a tab"),
            found if found.is_control() => {
                write!(f, "the control character U+{:04X}", u32::from(found))
            }
            found => write!(f, "`{found}`"),
        }
    }
}
