//! What an editor may offer at a place of a text.

use dryrun_diag::Span;

/// What a [`Completion`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CompletionKind {
    /// A member of an object, an argument of a block.
    Field,
    /// A nested block, or one at the top of a file.
    Block,
    /// One of the values that fit here.
    Value,
    /// A state, a resource, another thing that the example itself names.
    Reference,
    /// A variable.
    Variable,
    /// A function.
    Function,
    /// A type: of a resource, a data source, a value.
    Type,
}

impl CompletionKind {
    /// `field`, `block`, `value`, `reference`, `variable`, `function`, `type`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Block => "block",
            Self::Value => "value",
            Self::Reference => "reference",
            Self::Variable => "variable",
            Self::Function => "function",
            Self::Type => "type",
        }
    }
}

/// Something that fits at a place of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What stands in the list.
    pub label: String,
    /// What it is.
    pub kind: CompletionKind,
    /// The text that takes the place of [`Completion::replace`].
    pub insert: String,
    /// What has been typed of it already; empty at the place itself where nothing has. In the part that was asked about.
    pub replace: Span,
    /// A few words beside the label: a type, whether it is required. May be empty.
    pub detail: String,
}
