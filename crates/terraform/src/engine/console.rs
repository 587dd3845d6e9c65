//! Console transcripts: `> expression` lines, each followed by its value.

use dryrun_diag::Diagnostic;
use dryrun_engine::{Answer, Answers, Effects, Example, PartFiles, Transcript};

use super::in_parts;
use crate::{Config, ConsoleAnswer, PlanOptions, Providers, entry, render};

/// What begins a line of input, and a further line of the same expression.
const PROMPT: &str = "> ";
const MORE: &str = ". ";

/// The transcript as the console would give it.
pub(super) fn transcript(
    example: Option<&Example>,
    text: &str,
    effects: &dyn Effects,
) -> Transcript {
    let (shown, inputs) = inputs(text);
    let expressions: Vec<&str> = inputs.iter().map(String::as_str).collect();
    let options = PlanOptions {
        state: example.and_then(|example| example.prior.clone()),
        ..PlanOptions::default()
    };
    let Answers { answers, diagnostics } = answers(example, &options, &expressions, effects);
    if answers.is_empty() && !diagnostics.is_empty() {
        return failed(diagnostics);
    }
    let mut out = String::new();
    for (input, answer) in shown.iter().zip(answers) {
        out.push_str(&format!("{input}\n{}\n", answer.text));
    }
    out.truncate(out.trim_end().len());
    Transcript { text: out, diagnostics: Vec::new() }
}

/// What the console says to each of some expressions.
pub(super) fn answers(
    example: Option<&Example>,
    options: &PlanOptions,
    expressions: &[&str],
    effects: &dyn Effects,
) -> Answers {
    let nothing = Example::default();
    let example = example.unwrap_or(&nothing);
    let files = PartFiles::new(example, effects);
    let (mut config, found) = entry::load("", &files);
    let mut out = Answers::default();
    let broken = |found: Vec<Diagnostic>, config: &Config| {
        found
            .into_iter()
            .map(|diagnostic| in_parts(diagnostic, config.sources(), example))
            .collect()
    };
    if found.iter().any(Diagnostic::is_error) {
        out.diagnostics = broken(found, &config);
        return out;
    }
    let (answers, found) =
        entry::console(&mut config, &Providers::bundled(), options, &files, expressions);
    if found.iter().any(Diagnostic::is_error) {
        out.diagnostics = broken(found, &config);
        return out;
    }
    out.answers = answers.into_iter().map(|answer| said(answer, &config)).collect();
    out
}

fn said(answer: ConsoleAnswer, config: &Config) -> Answer {
    match answer.text {
        Some(text) => Answer { text, failed: false },
        None => {
            let text = render::plain(&answer.diagnostics, config.sources()).trim().to_owned();
            Answer { text, failed: true }
        }
    }
}

fn failed(found: Vec<Diagnostic>) -> Transcript {
    let diagnostics = found.into_iter().map(|diagnostic| Diagnostic {
        span: None,
        context: None,
        labels: Vec::new(),
        ..diagnostic
    });
    Transcript { text: String::new(), diagnostics: diagnostics.collect() }
}

/// The input lines as shown, and the expressions in them.
fn inputs(text: &str) -> (Vec<String>, Vec<String>) {
    let (mut shown, mut expressions): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let mut open = false;
    for line in text.lines() {
        if let Some(expression) = line.strip_prefix(PROMPT) {
            shown.push(line.to_owned());
            expressions.push(expression.to_owned());
            open = true;
        } else if let (true, Some(more), Some(first), Some(expression)) =
            (open, line.strip_prefix(MORE), shown.last_mut(), expressions.last_mut())
        {
            first.push_str(&format!("\n{line}"));
            expression.push_str(&format!("\n{more}"));
        } else {
            open = false;
        }
    }
    (shown, expressions)
}
