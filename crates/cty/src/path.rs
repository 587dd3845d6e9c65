//! Paths into values, as diagnostics and replacement marks name them.

use std::sync::Arc;

use crate::Value;

/// One step into a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// An attribute of an object.
    Attribute(Arc<str>),
    /// An element: by number for lists and tuples, by key for maps, by the element itself for sets.
    Index(Value),
}

/// The way from a value to a part of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Path(pub Vec<Step>);
