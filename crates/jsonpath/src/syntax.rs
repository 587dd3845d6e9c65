//! The syntax tree of a path.

use serde_json::Value;

/// What a path starts at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Root {
    /// `$`: the data at hand.
    Input,
    /// `$$`: the context object.
    Context,
    /// `$name`: a variable.
    Variable(String),
}

/// A parsed path.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    pub(crate) text: String,
    pub(crate) root: Root,
    pub(crate) steps: Vec<Step>,
    pub(crate) definite: bool,
}

impl Path {
    /// The path as it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it starts at.
    #[must_use]
    pub fn root(&self) -> &Root {
        &self.root
    }

    /// Whether it selects at most one value; other paths select a list.
    #[must_use]
    pub fn is_definite(&self) -> bool {
        self.definite
    }

    /// Whether it has no steps: `$`, `$$` or a bare variable.
    #[must_use]
    pub fn is_root(&self) -> bool {
        self.steps.is_empty()
    }
}

/// One step from values to values.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Step {
    /// `.name` or `['name']`
    Name(String),
    /// `['a','b']`: an object of those members
    Names(Vec<String>),
    /// `[3]`, `[-1]`
    Index(i64),
    /// `[0,2]`
    Indices(Vec<i64>),
    /// `[from:to]`
    Slice(Option<i64>, Option<i64>),
    /// `*`
    Wildcard,
    /// `..`: what follows is applied to the value and to everything in it
    Descend,
    /// `[?(…)]`
    Filter(Test),
    /// `.length()` and the like, always last
    Call(Function),
}

/// A function at the end of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Function {
    Length,
    Min,
    Max,
    Average,
    Deviation,
    Sum,
    Keys,
    First,
    Last,
}

/// A condition of a filter.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Test {
    Any(Vec<Test>),
    All(Vec<Test>),
    Not(Box<Test>),
    Exists(Operand),
    Compare(Operand, Comparison, Operand),
}

/// One side of a comparison.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Operand {
    /// `@…`: from the item that is tested
    Item(Vec<Step>),
    /// `$…`: from the root of the whole path
    Document(Vec<Step>),
    /// A literal
    Literal(Value),
}

/// Operators of filters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    NotIn,
    SubsetOf,
    AnyOf,
    NoneOf,
    Size,
    Empty,
    Contains,
}
