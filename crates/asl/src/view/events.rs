//! The history.

use dryrun_json::print;

use crate::history::{Event, EventKind, Target};
use crate::run::RunResult;
use crate::time::seconds_text;

use super::table;

/// The events as GetExecutionHistory gives them, pretty.
#[must_use]
pub fn history(run: &RunResult) -> String {
    print::pretty_items(run.history.iter().map(Event::to_json))
}

/// The events as a table: number, number of the event before, time, type, and what it is about.
#[must_use]
pub fn events(run: &RunResult) -> String {
    let row = |event: &Event| {
        let mut row = vec![
            event.id.to_string(),
            format!("<- {}", event.previous),
            seconds_text(event.at - run.start),
            event.type_name(),
        ];
        row.extend(subject(&event.kind));
        row
    };
    table::aligned(&run.history.iter().map(row).collect::<Vec<_>>(), 0)
}

/// The state, resource or error that an event is about.
fn subject(kind: &EventKind) -> Option<String> {
    match kind {
        EventKind::Entered(_, name, _)
        | EventKind::Exited(_, name, ..)
        | EventKind::EvaluationFailed(name, ..) => Some(name.as_ref().to_owned()),
        EventKind::IterationStarted(name, index)
        | EventKind::IterationSucceeded(name, index)
        | EventKind::IterationFailed(name, index)
        | EventKind::IterationAborted(name, index) => Some(format!("{name}[{index}]")),
        EventKind::Failed(_, _, failure)
        | EventKind::ExecutionFailed(failure)
        | EventKind::ExecutionAborted(failure)
        | EventKind::MapRunFailed(failure) => failure.error.as_deref().map(str::to_owned),
        EventKind::Scheduled(scheduled) => Some(match &scheduled.target {
            Target::Lambda(arn) | Target::Activity(arn) => arn.as_ref().to_owned(),
            Target::Service(service, action) => format!("{service}:{action}"),
        }),
        EventKind::MapStarted(length) => Some(format!("{length} items")),
        EventKind::ExecutionStarted(_)
        | EventKind::ExecutionSucceeded(_)
        | EventKind::ExecutionTimedOut
        | EventKind::Aborted(_)
        | EventKind::Started(_)
        | EventKind::Submitted(..)
        | EventKind::Succeeded(..)
        | EventKind::ParallelStarted
        | EventKind::ParallelSucceeded
        | EventKind::ParallelFailed
        | EventKind::MapSucceeded
        | EventKind::MapFailed
        | EventKind::MapRunStarted(_)
        | EventKind::MapRunSucceeded => None,
    }
}
