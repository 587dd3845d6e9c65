//! Console transcripts: `> expression` lines, each followed by its value.

use dryrun_diag::Diagnostic;
use dryrun_engine::{Effects, Example, PartFiles, Transcript};

use crate::{PlanOptions, Providers, entry, render};

/// What begins a line of input, and a further line of the same expression.
const PROMPT: &str = "> ";
const MORE: &str = ". ";

/// The transcript as the console would give it.
pub(super) fn transcript(
    example: Option<&Example>,
    text: &str,
    effects: &dyn Effects,
) -> Transcript {
    let nothing = Example::default();
    let example = example.unwrap_or(&nothing);
    let files = PartFiles::new(example, effects);
    let (shown, inputs) = inputs(text);
    let (mut config, found) = entry::load("", &files);
    if found.iter().any(Diagnostic::is_error) {
        return failed(found);
    }
    let expressions: Vec<&str> = inputs.iter().map(String::as_str).collect();
    let options = PlanOptions { state: example.prior.clone(), ..PlanOptions::default() };
    let (answers, found) =
        entry::console(&mut config, &Providers::bundled(), &options, &files, &expressions);
    if found.iter().any(Diagnostic::is_error) {
        return failed(found);
    }
    let mut out = String::new();
    for (input, answer) in shown.iter().zip(answers) {
        let text = answer.text.unwrap_or_else(|| {
            render::plain(&answer.diagnostics, config.sources()).trim().to_owned()
        });
        out.push_str(&format!("{input}\n{text}\n"));
    }
    out.truncate(out.trim_end().len());
    Transcript { text: out, diagnostics: Vec::new() }
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
