//! Values in prose against the facts of runs.

use std::collections::BTreeMap;

use dryrun_diag::{Diagnostic, Span, nearest};
use dryrun_engine::{CaseOutcome, Outcome};
use dryrun_jsonata::{Error, Expression, Options};
use serde_json::Value;

use crate::book::Book;
use crate::edit::Edit;
use crate::example::DEFAULT_CASE;
use crate::prose::{self, Place};
use crate::reconcile::Checked;
use crate::run::Run;

pub(crate) fn prose_value(
    book: &Book,
    chapter: usize,
    value: &crate::prose::ProseValue,
    runs: &BTreeMap<usize, Run>,
    out: &mut Checked,
) {
    let Some(doc) = book.chapters.get(chapter) else { return };
    let span = doc.text.span(value.path_at..value.path_at + value.path.len());
    let facts = match facts(book, &value.path, runs) {
        Ok(Some(facts)) => facts,
        Ok(None) => return,
        Err(diagnostic) => {
            out.diagnostics.push(diagnostic.at(span));
            return;
        }
    };
    let written = doc.text.text.get(value.shown.clone()).unwrap_or_default();
    let before = doc.text.text.get(..value.shown.start).unwrap_or_default();
    let place = Place::after(before);
    let shown = prose::read_as(written, place);
    out.compared += 1;
    let Some(corrected) = prose::corrected(&shown, &facts) else { return };
    let diagnostic = Diagnostic::error(
        "Value in prose differs",
        format!("The text says `{shown}`, but `{}` is now `{corrected}`.", value.path),
    );
    let text = prose::written_as(&corrected, place);
    let help = match &text {
        Some(_) => "`dryrun accept` corrects it",
        None => "write it by hand, between `**` and `**`: where it begins could not be told else",
    };
    let shown_at = doc.text.span(value.shown.clone());
    out.diagnostics.push(diagnostic.code("weave/stale-value").at(shown_at).help(help));
    if let (Some(span), Some(text)) = (doc.text.unbroken(value.shown.clone()), text) {
        out.edits.push(Edit { span, text });
    }
}

/// The value that `NAME.CASE.path` names; `Ok(None)` when its example was not run.
fn facts(
    book: &Book,
    path: &str,
    runs: &BTreeMap<usize, Run>,
) -> Result<Option<Value>, Box<Diagnostic>> {
    let id = id_of(path);
    let Some(at) = book.find(id) else {
        let known: Vec<&str> = book.examples.iter().map(|doc| doc.example.id.as_str()).collect();
        return Err(Box::new(crate::example::unknown_example(
            id,
            Span::default(),
            known.into_iter(),
        )));
    };
    let Some(run) = runs.get(&at) else { return Ok(None) };
    quoted(&run.outcome, path).map(Some)
}

/// The NAME of `NAME.CASE.path`.
pub(crate) fn id_of(path: &str) -> &str {
    path.get(..path.find(['.', '/']).unwrap_or(path.len())).unwrap_or_default()
}

/// The value that `NAME.CASE.path` quotes of what the example NAME gave: a dotted path or a JSON Pointer into the facts
/// of the case, else JSONata over them. CASE may be left out for the default case.
///
/// # Errors
/// Where there is no such case or value, or the expression fails.
pub fn quoted(outcome: &Outcome, path: &str) -> Result<Value, Box<Diagnostic>> {
    let id = id_of(path);
    let rest = path.get(id.len()..).unwrap_or_default();
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let named = |case: &&CaseOutcome| {
        rest.strip_prefix(case.case.as_str())
            .is_some_and(|after| after.is_empty() || after.starts_with(['.', '/']))
    };
    let cases = &outcome.cases;
    let case = cases.iter().find(named);
    let inner = case.map_or(rest, |case| rest.get(case.case.len()..).unwrap_or_default());
    let Some(case) = case.or_else(|| cases.iter().find(|case| case.case == DEFAULT_CASE)) else {
        let names: Vec<&str> = cases.iter().map(|case| case.case.as_str()).collect();
        let detail = format!("`{path}` names no case of `{id}`; it has {}.", names.join(", "));
        return Err(Box::new(Diagnostic::error("Unknown case", detail).code("weave/unknown-case")));
    };
    let inner = inner.strip_prefix('.').unwrap_or(inner);
    match prose::look_up(&case.facts, inner) {
        Some(value) => Ok(value.clone()),
        None => computed(path, inner, &case.facts),
    }
}

/// Whether an exercise is solved: its check, JSONata over a case's facts, gives what JSONata takes for true.
///
/// # Errors
/// Where the check does not parse or evaluate.
pub fn holds(check: &str, facts: &Value) -> Result<bool, Error> {
    let options = Options::default();
    let Some(value) = Expression::parse(check)?.evaluate(facts, &options)? else {
        return Ok(false);
    };
    let truth = Expression::parse("$boolean($)")?.evaluate(&value, &options)?;
    Ok(truth == Some(Value::Bool(true)))
}

/// What is no plain path is JSONata over the same facts.
fn computed(path: &str, inner: &str, facts: &Value) -> Result<Value, Box<Diagnostic>> {
    let outcome = Expression::parse(inner)
        .and_then(|expression| expression.evaluate(facts, &Options::default()));
    match outcome {
        Ok(Some(value)) => Ok(value),
        Ok(None) => Err(Box::new(no_value(path, inner, facts))),
        Err(error) => {
            let detail = format!("`{inner}`: {} ({})", error.message, error.code);
            Err(Box::new(
                Diagnostic::error("Value cannot be computed", detail).code("weave/no-value"),
            ))
        }
    }
}

fn no_value(path: &str, inner: &str, facts: &Value) -> Diagnostic {
    let known: Vec<&str> = facts
        .as_object()
        .map(|members| members.keys().map(String::as_str).collect())
        .unwrap_or_default();
    let first = inner.split(['.', '/']).find(|name| !name.is_empty()).unwrap_or_default();
    let help = nearest(first, known.iter().copied()).map_or_else(
        || format!("there are {}", known.join(", ")),
        |near| format!("did you mean `{near}`?"),
    );
    Diagnostic::error("No such value", format!("`{path}` leads to nothing."))
        .code("weave/no-value")
        .help(help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_check_holds_as_jsonata_counts_truth() {
        let facts = json!({"status": "SUCCEEDED", "states": {"A": {"attempts": 2}}, "none": []});
        for (check, want) in [
            ("status = 'SUCCEEDED'", true),
            ("states.A.attempts > 2", false),
            ("states.A", true),
            ("none", false),
            ("no.such", false),
        ] {
            assert_eq!(holds(check, &facts).unwrap(), want, "{check}");
        }
        assert_eq!(holds("status = ", &facts).unwrap_err().code, "S0207");
    }
}
