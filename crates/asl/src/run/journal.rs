//! Writing down what happens: events, and notes for the views.

use std::sync::Arc;

use super::frame::{Frame, Journal};
use super::{Ended, Note, Runner, Stuck, What};
use crate::failure::Failure;
use crate::history::{Event, EventKind};
use crate::limits;
use crate::machine::{Kind, State};
use crate::options::{Quotas, Record, Workflow};

impl<'m> Runner<'m> {
    /// Writes an event down as the thread's next.
    pub(super) fn emit(&mut self, frame: &mut Frame<'m>, kind: impl FnOnce() -> EventKind) -> u64 {
        if let Journal::Child(count) = &mut frame.journal {
            *count += 1;
            frame.last = *count;
            return *count;
        }
        frame.last = self.emit_after(frame.last, kind);
        frame.last
    }

    /// Writes an event of the execution down.
    pub(super) fn emit_after(&mut self, previous: u64, kind: impl FnOnce() -> EventKind) -> u64 {
        if self.ended.is_some() {
            return self.event;
        }
        self.event += 1;
        let id = self.event;
        // Express executions have no such limit.
        let full = self.options.quotas == Quotas::On
            && self.options.workflow == Workflow::Standard
            && id >= limits::HISTORY_EVENTS;
        if self.options.record == Record::Outcome && !full {
            return id;
        }
        let kind = if full {
            let failure = Failure::service(
                "States.Runtime",
                format!("The execution reached the maximum number of history events ({id})."),
            );
            self.ended = Some(Ended::Failed(failure.clone()));
            EventKind::ExecutionFailed(Box::new(failure))
        } else {
            kind()
        };
        if self.events.len() >= limits::KEPT_EVENTS {
            let message = format!(
                "The run was given up after {} events: does the machine loop forever?",
                limits::KEPT_EVENTS
            );
            self.ended.get_or_insert(Ended::Stuck(Stuck::new(message)));
            return id;
        }
        self.events.push(Event { id, previous, at: self.clock, kind });
        id
    }

    pub(super) fn note(&mut self, frame: &Frame<'m>, state: &State, what: What, by: Option<usize>) {
        if self.options.record == Record::Outcome {
            return;
        }
        let mut within = Vec::new();
        let mut parent = frame.parent;
        while let Some((group, slot)) = parent {
            within.push(slot);
            parent =
                self.groups.get(group.0).and_then(Option::as_ref).and_then(|group| group.outer);
        }
        within.reverse();
        let is_task = matches!(state.kind, Kind::Task(_));
        self.notes.push(Note {
            at: self.clock,
            since: frame.entered_at,
            state: Arc::clone(&state.name),
            is_task,
            within,
            what,
            by,
        });
    }
}
