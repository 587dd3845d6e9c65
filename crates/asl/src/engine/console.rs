//! Consoles of the expression languages: transcripts of `> expression` lines and their values.
//!
//! The data is the input of the example that the transcript names, or `{}`. In JSONata it is `$states.input`.

use std::cell::RefCell;

use dryrun_diag::Diagnostic;
use dryrun_engine::{Answer, Answers, Effects, Engine, Example, Outcome, RoleSpec, Transcript};
use dryrun_json::print;
use dryrun_jsonpath::{Intrinsic, Path, Random};
use serde_json::{Value, json};

use super::part_json;
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
        let case = example.and_then(|example| example.cases.first());
        let input = input(example, case.map_or("default", String::as_str));
        Some(match input {
            Ok(input) => {
                Transcript { text: transcribe(*self, text, &input), diagnostics: Vec::new() }
            }
            // The span would point into another text than the transcript.
            Err(diagnostic) => Transcript {
                text: text.to_owned(),
                diagnostics: vec![Diagnostic { span: None, ..*diagnostic }],
            },
        })
    }

    fn answers(
        &self,
        example: Option<&Example>,
        case: &str,
        inputs: &[&str],
        _effects: &dyn Effects,
    ) -> Option<Answers> {
        Some(match input(example, case) {
            Ok(input) => {
                let answers = inputs.iter().map(|text| match self.evaluate(text.trim(), &input) {
                    Ok(value) => Answer { text: print::compact(&value), failed: false },
                    Err(message) => Answer { text: message, failed: true },
                });
                Answers { answers: answers.collect(), diagnostics: Vec::new() }
            }
            Err(diagnostic) => Answers { answers: Vec::new(), diagnostics: vec![*diagnostic] },
        })
    }
}

/// The input of an example's case, else `{}`.
fn input(example: Option<&Example>, case: &str) -> Result<Value, Box<Diagnostic>> {
    let part = example.and_then(|example| example.parts_for("input", case).next());
    Ok(part_json(part)?.map_or_else(|| json!({}), |(_, doc)| doc.value))
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
