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

/// Members of `$states` that an expression could read; the others need not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Mentions(u16);

/// Members of `$states`, and behind `context` those of the context object; each has a bit.
const MEMBERS: [&str; 8] =
    ["input", "result", "errorOutput", "Execution", "StateMachine", "State", "Task", "Map"];
/// Bits of the members of the context object.
const CONTEXT: u16 = 0b1111_1000;

impl Mentions {
    pub(crate) const ALL: Self = Self(0b1111_1111);

    /// What an expression could read: everything, unless each `$states` is followed by the name of a member.
    fn of(text: &str) -> Self {
        if text.contains('`') {
            return if text.contains("states") { Self::ALL } else { Self::default() };
        }
        let uses = text.split("$states").skip(1);
        uses.fold(Self::default(), |found, rest| found.and(Self::after_states(rest)))
    }

    fn after_states(rest: &str) -> Self {
        let Some((word, rest)) = member(rest) else { return Self::ALL };
        if word != "context" {
            return bit(word).map_or(Self::ALL, Self);
        }
        let inner = member(rest).and_then(|(word, _)| bit(word)).map(|bit| bit & CONTEXT);
        Self(inner.filter(|bit| *bit != 0).unwrap_or(CONTEXT))
    }

    pub(crate) fn is_none(self) -> bool {
        self.0 == 0
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether everything that `other` mentions is mentioned.
    pub(crate) fn covers(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    pub(crate) fn has(self, name: &str) -> bool {
        bit(name).is_some_and(|bit| self.0 & bit != 0)
    }

    /// Members of the context object that are mentioned.
    pub(crate) fn context(self) -> impl Iterator<Item = &'static str> {
        MEMBERS
            .into_iter()
            .filter(move |name| bit(name).is_some_and(|bit| self.0 & bit & CONTEXT != 0))
    }
}

fn bit(name: &str) -> Option<u16> {
    MEMBERS.iter().position(|known| *known == name).map(|at| 1 << at)
}

/// The name after a dot, and what follows it.
fn member(rest: &str) -> Option<(&str, &str)> {
    let rest = rest.strip_prefix('.')?;
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    Some(rest.split_at(end))
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
        Ok(Self { text: text.to_owned(), parsed, mentions: Mentions::of(text) })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_mentioned_is_made() {
        for (text, expected) in [
            ("1 + $x", vec![]),
            ("$states.input.a & $states.result", vec!["input", "result"]),
            ("$states.context.Map.Item.Value", vec!["Map"]),
            ("$states.context", vec!["Execution", "StateMachine", "State", "Task", "Map"]),
            ("$s := $states", MEMBERS.to_vec()),
            ("$states.`input`", MEMBERS.to_vec()),
            ("$states . input", MEMBERS.to_vec()),
        ] {
            let found: Vec<&str> =
                MEMBERS.into_iter().filter(|name| Mentions::of(text).has(name)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
