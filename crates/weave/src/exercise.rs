//! Exercises: what a reader has to reach must not be reached yet, and the author's solution must reach it.

use std::collections::BTreeMap;

use dryrun_diag::{Diagnostic, Span};
use dryrun_engine::CaseOutcome;
use serde_json::Value;

use crate::book::Book;
use crate::reconcile::Checked;
use crate::run::Run;
use crate::values::holds;

/// An exercise of a chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ExerciseDoc {
    /// The example to change, by its position.
    pub(crate) of: usize,
    /// The case whose facts count.
    pub(crate) case: String,
    /// JSONata over the facts of the case.
    pub(crate) check: String,
    /// Where it is written.
    pub(crate) span: Span,
    /// The example that solves it, by its position, and where it is named.
    pub(crate) solution: Option<(usize, Span)>,
}

/// Tells of an exercise that is solved as published, and of a solution that solves nothing.
pub(crate) fn reconcile(
    book: &Book,
    exercise: &ExerciseDoc,
    runs: &BTreeMap<usize, Run>,
    out: &mut Checked,
) {
    let solved = |at: usize| {
        let run = runs.get(&at)?;
        // What cannot be computed does not hold.
        let held = |facts| holds(&exercise.check, facts).unwrap_or(false);
        Some(facts(&run.outcome.cases, &exercise.case).is_some_and(held))
    };
    let id = |at: usize| book.examples.get(at).map_or("", |doc| doc.example.id.as_str());
    if solved(exercise.of) == Some(true) {
        let detail = format!("`{}` holds for `{}` as it is.", exercise.check, id(exercise.of));
        let found = Diagnostic::error("Exercise solved already", detail);
        out.diagnostics.push(found.code("weave/solved-exercise").at(exercise.span));
    }
    if let Some((at, span)) = exercise.solution {
        out.compared += 1;
        if solved(at) == Some(false) {
            let detail = format!("`{}` does not hold for `{}`.", exercise.check, id(at));
            let found = Diagnostic::error("Solution does not solve the exercise", detail);
            out.diagnostics.push(found.code("weave/wrong-solution").at(span));
        }
    }
}

/// The facts of the case of that name, else of the only one.
fn facts<'c>(cases: &'c [CaseOutcome], name: &str) -> Option<&'c Value> {
    let named = cases.iter().find(|case| case.case == name);
    let only = || cases.first().filter(|_| cases.len() == 1);
    named.or_else(only).map(|case| &case.facts)
}
