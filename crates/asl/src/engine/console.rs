//! Consoles of the expression languages: transcripts of `> expression` lines and their values.
//!
//! The data is the input of the example that the transcript names, or `{}`. In JSONata it is `$states.input`.

use std::cell::RefCell;

use dryrun_diag::{Diagnostic, FileId};
use dryrun_engine::{Effects, Engine, Example, Outcome, RoleSpec, Transcript};
use dryrun_json::{Doc, print};
use dryrun_jsonpath::{Intrinsic, Path, Random};
use serde_json::{Value, json};

use crate::data;
use crate::env::{Bound, Context, Env, Scope, Variables};
use crate::query::Expression;

/// A console; as an engine it has no examples of its own, only transcripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Console {
    /// `console jsonpath`
    JsonPath,
    /// `console intrinsic`
    Intrinsic,
    /// `console jsonata`
    Jsonata,
}

impl Console {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::JsonPath, Self::Intrinsic, Self::Jsonata];

    /// The value of an expression over data, as text; an error as `Error: …`.
    #[must_use]
    pub fn answer(self, expression: &str, input: &Value) -> String {
        match self.evaluate(expression, input) {
            Ok(value) => print::compact(&value),
            Err(message) => format!("Error: {message}"),
        }
    }

    fn evaluate(self, text: &str, input: &Value) -> Result<Value, String> {
        let (variables, given) = (Variables::new(), json!({}));
        let (context, random) = (Context::given(&given), RefCell::new(Random::new(0)));
        let env = Env {
            variables: &variables,
            context: &context,
            random: &random,
            now: 1_767_225_600_000,
        };
        match self {
            Self::JsonPath => {
                let path = Path::parse(text).map_err(|error| error.to_string())?;
                path.read(&Bound { input, env: &env })
                    .map(dryrun_jsonpath::Selection::into_value)
                    .map_err(|missing| missing.to_string())
            }
            Self::Intrinsic => {
                let call = Intrinsic::parse(text).map_err(|error| error.to_string())?;
                let value = call.evaluate(&Bound { input, env: &env }, &mut random.borrow_mut());
                value.map_err(|error| error.to_string())
            }
            Self::Jsonata => {
                let inside = Expression::inside(text).unwrap_or(text);
                let expression = Expression::parse(inside).map_err(|error| error.to_string())?;
                data::expression_value(&expression, "Output", &Scope::new(input, &env))
                    .map_err(|fault| fault.message)
            }
        }
    }
}

impl Engine for Console {
    fn name(&self) -> &'static str {
        match self {
            Self::JsonPath => "jsonpath",
            Self::Intrinsic => "intrinsic",
            Self::Jsonata => "jsonata",
        }
    }

    fn roles(&self) -> &'static [RoleSpec] {
        &[]
    }

    fn default_name(&self, id: &str, role: &str, _language: &str) -> String {
        format!("{id}.{role}")
    }

    fn run(&self, _example: &Example, _effects: &dyn Effects) -> Outcome {
        Outcome::default()
    }

    fn excerpt(&self, _example: &Example, _at: &str, _text: &str) -> Result<(), Box<Diagnostic>> {
        Err(Box::new(Diagnostic::error(
            "No excerpts",
            "A console has no text of which this could be a part.",
        )))
    }

    fn overlay(
        &self,
        base: &Example,
        _step: &Example,
        _remove: &[String],
    ) -> Result<Example, Box<Diagnostic>> {
        Ok(base.clone())
    }

    fn transcript(
        &self,
        example: Option<&Example>,
        text: &str,
        _effects: &dyn Effects,
    ) -> Option<Transcript> {
        let input = match example.map(input).transpose() {
            Ok(input) => input.flatten().unwrap_or_else(|| json!({})),
            Err(diagnostic) => {
                return Some(Transcript { text: text.to_owned(), diagnostics: vec![*diagnostic] });
            }
        };
        Some(Transcript { text: transcribe(*self, text, &input), diagnostics: Vec::new() })
    }
}

/// The input of an example's first case.
fn input(example: &Example) -> Result<Option<Value>, Box<Diagnostic>> {
    let case = example.cases.first().map_or("default", String::as_str);
    let Some((_, part)) = example.parts_for("input", case).next() else { return Ok(None) };
    // The span would point into another text than the transcript.
    let doc = Doc::parse(FileId(0), &part.text)
        .map_err(|diagnostic| Box::new(Diagnostic { span: None, ..*diagnostic }))?;
    Ok(Some(doc.value))
}

/// The same inputs, each followed by its answer; blank lines between them are kept.
fn transcribe(console: Console, text: &str, input: &Value) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(expression) = line.strip_prefix('>') else {
            // Old answers are dropped; what separates the inputs stays.
            if line.trim().is_empty() && lines.peek().is_some() {
                out.push(String::new());
            }
            continue;
        };
        out.push(line.to_owned());
        out.push(console.answer(expression.trim(), input));
    }
    out.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_follow_their_questions() {
        let input = json!({"a": [1, 2]});
        let text = "> $.a[1]\nold\n\n> $.b\n";
        let expected = "> $.a[1]\n2\n\n> $.b\nError: No results for path: $['b']";
        assert_eq!(transcribe(Console::JsonPath, text, &input), expected);
        assert_eq!(Console::Intrinsic.answer("States.MathAdd($.a[0], 41)", &input), "42");
        assert_eq!(Console::Jsonata.answer("$sum($states.input.a)", &input), "3");
    }
}
