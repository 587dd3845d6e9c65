//! JSONata expressions of a definition.

use std::fmt;

use serde_json::{Map, Value};

use crate::env::Env;

/// An expression in `{% %}`, parsed once.
pub struct Expression {
    text: String,
    mentions: Mentions,
}

/// Which parts of `$states` an expression could read; the others need not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mentions {
    pub(crate) states: bool,
    pub(crate) context: bool,
}

impl fmt::Debug for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Expression").field(&self.text).finish()
    }
}

impl Expression {
    /// The text between `{%` and `%}`, if `text` is so written.
    #[must_use]
    pub fn inside(text: &str) -> Option<&str> {
        text.strip_prefix("{%").and_then(|rest| rest.strip_suffix("%}")).map(str::trim)
    }

    /// Parses the text of an expression, without its delimiters.
    ///
    /// # Errors
    /// When it is no JSONata.
    pub fn parse(text: &str) -> Result<Self, std::convert::Infallible> {
        let states = text.contains("$states") || text.contains('`');
        let context = states && (text.contains("context") || !text.contains("$states."));
        Ok(Self { text: text.to_owned(), mentions: Mentions { states, context } })
    }

    /// The expression as written, without its delimiters.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn mentions(&self) -> Mentions {
        self.mentions
    }
}

/// Evaluates an expression; the error is the end of the service's sentence about it.
pub(crate) fn evaluate(_expression: &Expression, _states: &Map<String, Value>, _env: &Env<'_>) -> Result<Value, String> {
    Err("cannot be evaluated yet.".to_owned())
}
