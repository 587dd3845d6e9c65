//! When each state was under way, as bars.

use crate::run::{Note, RunResult, Tried, What};
use crate::time::{Millis, seconds_text};

use super::{table, trace};

/// Columns of the bars.
const WIDTH: usize = 40;

/// One line for each visit of a state: a bar on the time line, from and to.
#[must_use]
pub fn timeline(run: &RunResult) -> String {
    let total = (run.end - run.start).max(1);
    let rows: Vec<Vec<String>> = run
        .notes
        .iter()
        .filter_map(|note| span(run, note).map(|span| (note, span)))
        .map(|(note, (from, to))| {
            let times = format!("{} to {}", seconds_text(from), seconds_text(to));
            vec![trace::place(note), bar(from, to, total), times]
        })
        .collect();
    table::aligned(&rows, 0)
}

/// From when to when a visit lasted, counted from the start; `None` for notes that do not end one.
fn span(run: &RunResult, note: &Note) -> Option<(Millis, Millis)> {
    let end = match &note.what {
        What::Attempt(_, Tried::Retry(..)) => return None,
        What::Waits(span) => note.at.saturating_add(*span).min(run.end),
        What::Attempt(..) | What::Passed | What::Chose(_) | What::Succeeded | What::Failed(_) => {
            note.at
        }
    };
    Some((note.since - run.start, end - run.start))
}

fn bar(from: Millis, to: Millis, total: Millis) -> String {
    let column = |at: Millis| {
        usize::try_from(i128::from(at) * 40 / i128::from(total)).unwrap_or_default().min(WIDTH)
    };
    let (start, end) = (column(from).min(WIDTH - 1), column(to));
    let length = end.saturating_sub(start).max(1);
    let mark = if from == to { "·" } else { "█" };
    format!(
        "|{}{}{}|",
        " ".repeat(start),
        mark.repeat(length),
        " ".repeat(WIDTH - (start + length).min(WIDTH))
    )
}
