//! What states did, on the virtual time line.

use crate::run::{Ended, Note, RunResult, Tried, What};
use crate::time::seconds_text;

use super::table;

/// Least width of the first column.
const TIME: usize = 5;

/// One line for each attempt and each state: `6 s  Charge  attempt 3  ok`.
#[must_use]
pub fn trace(run: &RunResult) -> String {
    let mut rows: Vec<Vec<String>> = run.notes.iter().map(|note| row(run, note)).collect();
    let end = |what: &str| vec![seconds_text(run.end - run.start), format!("(execution {what})")];
    match &run.ended {
        Ended::TimedOut => rows.push(end("timed out")),
        Ended::Aborted(_) => rows.push(end("aborted")),
        Ended::Stuck(stuck) => rows.push(end(&format!("stuck: {}", stuck.message))),
        Ended::Succeeded(_) | Ended::Failed(_) => {}
    }
    table::aligned(&rows, TIME)
}

fn row(run: &RunResult, note: &Note) -> Vec<String> {
    let mut row = vec![seconds_text(note.at - run.start), place(note)];
    let name = |error: &Option<std::sync::Arc<str>>| {
        error.as_deref().unwrap_or("(no error name)").to_owned()
    };
    match &note.what {
        What::Attempt(attempt, tried) => {
            row.push(format!("attempt {attempt}"));
            match tried {
                Tried::Ok => row.push("ok".to_owned()),
                Tried::Retry(error, delay) => {
                    row.extend([name(error), format!("retry in {}", seconds_text(*delay))]);
                }
                Tried::Caught(error, next) => {
                    row.extend([name(error), format!("caught, to {next}")]);
                }
                Tried::Failed(error) => row.extend([name(error), "failed".to_owned()]),
            }
        }
        What::Passed => row.push("passed".to_owned()),
        What::Chose(next) => row.push(format!("chose {next}")),
        What::Waits(span) => row.push(format!("waits {}", seconds_text(*span))),
        What::Succeeded => row.push("succeeded".to_owned()),
        What::Failed(error) => row.extend(["failed".to_owned(), name(error)]),
    }
    row
}

/// The state, with the indices of the branches and iterations it is in.
pub(super) fn place(note: &Note) -> String {
    let mut out = note.state.as_ref().to_owned();
    for index in &note.within {
        out.push_str(&format!("[{index}]"));
    }
    out
}
