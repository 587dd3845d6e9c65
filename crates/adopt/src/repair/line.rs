//! Lines as the search sees them: which brackets they close and open, and what they begin and end with.

/// A container that a bracket opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// A JSON text: one value.
    Root,
    /// `{ "key": value }`, `{ key = value }`.
    Object,
    /// `[ … ]`.
    Array,
    /// The body of a block, or a whole configuration file.
    Body,
    /// `( … )`.
    Call,
}

/// A bracket's shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bracket {
    Brace,
    Square,
    Round,
}

impl Kind {
    pub(crate) fn bracket(self) -> Option<Bracket> {
        match self {
            Self::Root => None,
            Self::Object | Self::Body => Some(Bracket::Brace),
            Self::Array => Some(Bracket::Square),
            Self::Call => Some(Bracket::Round),
        }
    }

    pub(crate) fn opening(self) -> &'static str {
        match self {
            Self::Root => "",
            Self::Object | Self::Body => "{",
            Self::Array => "[",
            Self::Call => "(",
        }
    }

    pub(crate) fn closing(self) -> &'static str {
        match self {
            Self::Root => "",
            Self::Object | Self::Body => "}",
            Self::Array => "]",
            Self::Call => ")",
        }
    }
}

/// What stands at a member's name, as far as its line shows.
pub use dryrun_engine::Shape;

/// `"key": …`, `key = …`, `kind "label" {`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Member {
    /// Key, attribute name, or kind and labels separated by blanks.
    pub(crate) name: String,
    pub(crate) shape: Shape,
    /// May stand in an object.
    pub(crate) in_object: bool,
    /// May stand in a body.
    pub(crate) in_body: bool,
    /// May be there once only.
    pub(crate) once: bool,
}

/// What a line begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Start {
    Member(Member),
    /// A value.
    Item,
    /// `for` of a comprehension.
    For,
    /// A closing bracket.
    Close,
    /// An operator: it goes on with the line before.
    Continuation,
}

/// What a line ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Comma,
    /// A whole value.
    Complete,
    /// `:`, `=` or an operator: a value must follow.
    Pending,
    /// An opening bracket.
    Open,
}

/// A bracket that a line leaves open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Opened {
    pub(crate) kind: Kind,
    /// The name it stands under.
    pub(crate) name: String,
}

/// A line with code. A heredoc belongs to the line that starts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// Index of its first line in the text.
    pub(crate) first: usize,
    /// Index of its last line.
    pub(crate) last: usize,
    /// Columns of its indentation.
    pub(crate) indent: i32,
    pub(crate) start: Start,
    /// Brackets closed that were opened before the line.
    pub(crate) closes: Vec<Bracket>,
    /// A member that follows those.
    pub(crate) after: Option<Member>,
    pub(crate) opens: Vec<Opened>,
    pub(crate) end: End,
}

/// Columns of a line's leading blanks, a tab counting as so many.
pub(crate) fn indent(line: &str, tab: i32) -> i32 {
    let blanks = line.chars().take_while(|c| c.is_whitespace());
    blanks.fold(0, |sum, c| sum.saturating_add(if c == '\t' { tab } else { 1 }))
}
