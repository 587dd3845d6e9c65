//! JSONata expressions of a definition.

use std::fmt;

use dryrun_jsonata::Options;
use dryrun_jsonata::dialect::evaluate_field;
use serde_json::{Map, Value};

use crate::env::Env;

/// An expression in `{% %}`, parsed once.
pub struct Expression {
    text: String,
    parsed: dryrun_jsonata::Expression,
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
    pub fn parse(text: &str) -> Result<Self, Box<dryrun_jsonata::Error>> {
        let parsed = dryrun_jsonata::Expression::parse(text).map_err(Box::new)?;
        let states = text.contains("$states") || text.contains('`');
        let context = states && (text.contains("context") || !text.contains("$states."));
        Ok(Self { text: text.to_owned(), parsed, mentions: Mentions { states, context } })
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

/// Evaluates the expression of a field; the error is the service's sentence about it.
pub(crate) fn evaluate(
    expression: &Expression,
    field: &str,
    states: &Map<String, Value>,
    env: &Env<'_>,
) -> Result<Value, String> {
    let now = env.now;
    let clock = || now;
    let options = Options {
        bindings: Some(env.variables),
        more_bindings: Some(states),
        clock: Some(&clock),
        seed: env.random.borrow_mut().bits(),
        ..Options::default()
    };
    evaluate_field(&expression.parsed, field, &options).map_err(|error| error.cause)
}
