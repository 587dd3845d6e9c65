//! What a JSONata expression refers to.

use std::ops::Range;

/// What an expression mentions, with places in its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// Workflow variables: neither `$states` nor bound by the expression itself nor functions.
    pub(crate) variables: Vec<(String, Range<usize>)>,
    /// Fields of `$states`.
    pub(crate) states: Vec<(String, Range<usize>)>,
    /// Names that have nothing to start from.
    pub(crate) top_level: Vec<(String, Range<usize>)>,
    /// Every `$$`.
    pub(crate) roots: Vec<Range<usize>>,
}

/// Why a text is no expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ExpressionError {
    pub(crate) message: String,
    pub(crate) place: Range<usize>,
}

pub(crate) fn read(_source: &str) -> Result<Facts, ExpressionError> {
    Ok(Facts::default())
}
