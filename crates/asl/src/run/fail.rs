//! What happens when a state fails: it is tried again, or caught, or its machine fails.

use std::sync::Arc;

use super::frame::{Frame, Work};
use super::{After, Blame, Ended, Runner, Tried, What};
use crate::failure::{Failure, Fault};
use crate::history::EventKind;
use crate::machine::{Kind, State, StateType};
use crate::options::Record;
use crate::{retry, step};

impl<'m> Runner<'m> {
    /// Something went wrong within the state itself.
    pub(super) fn fault(
        &mut self,
        frame: &mut Frame<'m>,
        state: &'m State,
        fault: &Fault,
    ) -> After {
        let failure = fault.in_state(&state.name, frame.entered);
        if let Some(evaluation) = &fault.evaluation {
            // Recorded: what fails in the same moment in which the state is entered follows the event before that; a Wait
            // state evaluates later.
            let at_once = frame.last == frame.entered && state.kind.state_type() != StateType::Wait;
            if at_once {
                frame.last = frame.before;
            }
            let location = evaluation.location.as_deref().map(Arc::from);
            let reported = Box::new(failure.clone());
            self.emit(frame, || {
                EventKind::EvaluationFailed(Arc::clone(&state.name), reported, location)
            });
        }
        let blame = if fault.evaluation.is_some() { Blame::Work } else { Blame::State };
        self.fail(frame, state, failure, blame)
    }

    /// A state failed: it is tried again, or caught, or its machine fails.
    pub(super) fn fail(
        &mut self,
        frame: &mut Frame<'m>,
        state: &'m State,
        failure: Failure,
        blame: Blame,
    ) -> After {
        let again =
            retry::decide(&state.retry, &mut frame.counts, &failure, &mut self.random.borrow_mut());
        if let Some(again) = again {
            self.note(
                frame,
                state,
                What::Attempt(frame.retries + 1, Tried::Retry(failure.error, again.delay)),
                Some(again.retrier),
            );
            frame.retries += 1;
            frame.work = Work::Attempt;
            return if again.delay == 0 {
                After::Ready
            } else {
                After::At(self.clock.saturating_add(again.delay))
            };
        }
        self.composite_failed(frame, state, blame);
        let recovered =
            self.with_env(frame, state, |env| step::recover(state, &frame.input, &failure, env));
        match recovered {
            Some(Ok((_, leave))) => {
                let next = leave
                    .next
                    .and_then(|next| frame.machine.state(next))
                    .map(|next| Arc::clone(&next.name));
                self.note(
                    frame,
                    state,
                    What::Attempt(
                        frame.retries + 1,
                        Tried::Caught(failure.error, next.unwrap_or_default()),
                    ),
                    leave.by,
                );
                self.exit(frame, state, leave)
            }
            Some(Err(fault)) => {
                let failure = fault.in_state(&state.name, frame.entered);
                if let Some(evaluation) = &fault.evaluation {
                    let location = evaluation.location.as_deref().map(Arc::from);
                    let reported = Box::new(failure.clone());
                    self.emit(frame, || {
                        EventKind::EvaluationFailed(Arc::clone(&state.name), reported, location)
                    });
                }
                self.ended_badly(frame, state, failure)
            }
            None => self.ended_badly(frame, state, failure),
        }
    }

    /// `MapStateFailed`, `ParallelStateFailed`: not where the state itself could not be carried out.
    pub(super) fn composite_failed(&mut self, frame: &mut Frame<'m>, state: &State, blame: Blame) {
        if blame == Blame::State {
            return;
        }
        match &state.kind {
            Kind::Map(_) => self.emit(frame, || EventKind::MapFailed),
            Kind::Parallel(_) => self.emit(frame, || EventKind::ParallelFailed),
            Kind::Pass { .. }
            | Kind::Task(_)
            | Kind::Choice(_)
            | Kind::Wait(_)
            | Kind::Succeed
            | Kind::Fail(_) => 0,
        };
    }

    pub(super) fn ended_badly(
        &mut self,
        frame: &mut Frame<'m>,
        state: &'m State,
        failure: Failure,
    ) -> After {
        let what = match state.kind.state_type() {
            StateType::Task | StateType::Parallel | StateType::Map => {
                What::Attempt(frame.retries + 1, Tried::Failed(failure.error.clone()))
            }
            StateType::Pass
            | StateType::Choice
            | StateType::Wait
            | StateType::Succeed
            | StateType::Fail => What::Failed(failure.error.clone()),
        };
        self.note(frame, state, what, None);
        if self.options.record >= Record::Stages {
            self.stages.push((Arc::clone(&state.name), std::mem::take(&mut frame.stages)));
        }
        match frame.parent {
            None => {
                let reported = Box::new(failure.clone());
                self.emit(frame, || EventKind::ExecutionFailed(reported));
                self.ended.get_or_insert(Ended::Failed(failure));
            }
            Some((group, slot)) => self.child_failed(group, slot, frame, state, failure),
        }
        After::Gone
    }
}
