//! What functions take.

use std::ops::BitOr;

use crate::Type;

/// The types that parameters and results are declared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Anything; the function looks for itself.
    Any,
    /// `bool`.
    Bool,
    /// `number`.
    Number,
    /// `string`.
    String,
    /// `list(any)`.
    AnyList,
    /// `list(bool)`.
    BoolList,
    /// `list(number)`.
    NumberList,
    /// `list(string)`.
    StringList,
    /// `set(any)`.
    AnySet,
    /// `set(string)`.
    StringSet,
    /// `map(list(string))`.
    StringListMap,
}

impl Shape {
    /// As a type (constraint).
    #[must_use]
    pub fn ty(self) -> Type {
        match self {
            Self::Any => Type::Dynamic,
            Self::Bool => Type::Bool,
            Self::Number => Type::Number,
            Self::String => Type::String,
            Self::AnyList => Type::list(Type::Dynamic),
            Self::BoolList => Type::list(Type::Bool),
            Self::NumberList => Type::list(Type::Number),
            Self::StringList => Type::list(Type::String),
            Self::AnySet => Type::set(Type::Dynamic),
            Self::StringSet => Type::set(Type::String),
            Self::StringListMap => Type::map(Type::list(Type::String)),
        }
    }
}

/// What a function handles itself for an argument; all else is handled by the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Allows(u8);

impl Allows {
    /// Nothing.
    pub const NOTHING: Self = Self(0);
    /// Null; else an error.
    pub const NULL: Self = Self(1);
    /// Unknown; else the result is unknown.
    pub const UNKNOWN: Self = Self(2);
    /// A type not known yet; else the result is of unknown type.
    pub const DYNAMIC: Self = Self(4);
    /// Marks; else they are taken off and put on the result.
    pub const MARKED: Self = Self(8);

    /// Both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of `other` is allowed.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

impl BitOr for Allows {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        self.and(other)
    }
}

/// One parameter.
#[derive(Debug, Clone, Copy)]
pub struct Parameter {
    /// Name, as errors give it.
    pub name: &'static str,
    /// Type that arguments are converted to.
    pub shape: Shape,
    /// What the function handles itself.
    pub allows: Allows,
}

impl Parameter {
    /// A parameter that takes known, unmarked values only.
    #[must_use]
    pub const fn new(name: &'static str, shape: Shape) -> Self {
        Self { name, shape, allows: Allows::NOTHING }
    }

    /// The same, handling more itself.
    #[must_use]
    pub const fn allowing(mut self, allows: Allows) -> Self {
        self.allows = self.allows.and(allows);
        self
    }
}
