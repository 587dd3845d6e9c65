//! A thread's turn: entering states, carrying them out, leaving them.

use std::sync::Arc;

use super::frame::{Frame, FrameId, Work};
use super::{After, Blame, Ended, Runner, Stuck, Tried, What, size};
use crate::data::Stages;
use crate::env::{Context, Env, Facts};
use crate::history::EventKind;
use crate::machine::{Data, Kind, State, StateType};
use crate::options::Record;
use crate::step::{self, Leave, Step};

impl<'m> Runner<'m> {
    /// Lets a thread go on until it has to wait, or others are ready as well.
    pub(super) fn turn(&mut self, id: FrameId, mut frame: Box<Frame<'m>>) {
        loop {
            let after = self.advance(id, &mut frame);
            match after {
                After::GoOn if self.ended.is_some() => return,
                After::GoOn if self.queue.is_idle() => {}
                After::GoOn => {
                    self.put_back(id, frame);
                    return self.queue.ready(id);
                }
                After::Ready => {
                    self.put_back(id, frame);
                    return self.queue.ready(id);
                }
                After::At(time) => {
                    self.put_back(id, frame);
                    return self.queue.at(time, id);
                }
                After::Parked => return self.put_back(id, frame),
                After::Gone => return self.release(id),
            }
        }
    }

    pub(super) fn advance(&mut self, id: FrameId, frame: &mut Frame<'m>) -> After {
        let machine = frame.machine;
        let Some(state) = machine.state(frame.at) else {
            self.ended = Some(Ended::Stuck(Stuck::new("A state is missing")));
            return After::Gone;
        };
        match std::mem::replace(&mut frame.work, Work::Attempt) {
            Work::Enter => {
                self.enter(frame, state);
                if self.ended.is_some() { After::Gone } else { self.attempt(id, frame, state) }
            }
            Work::Attempt => self.attempt(id, frame, state),
            Work::Wake(result) | Work::Joined(result) => self.finish(frame, state, &result),
            Work::Answer(scheduled, ending) => self.answered(frame, state, &scheduled, ending),
            Work::Broken(failure) => self.fail(frame, state, failure, Blame::Work),
            Work::Group(group) => {
                frame.work = Work::Group(group);
                After::Parked
            }
        }
    }

    pub(super) fn enter(&mut self, frame: &mut Frame<'m>, state: &'m State) {
        self.transitions += 1;
        if self.transitions > self.options.transitions {
            let limit = self.options.transitions;
            self.ended = Some(Ended::Stuck(Stuck::new(format!(
                "The run was given up after {limit} transitions: does the machine loop forever?"
            ))));
            return;
        }
        if let Some(counts) = self.counts.get_mut(state.index) {
            counts.entered += 1;
        }
        frame.before = frame.last;
        frame.entered_at = self.clock;
        frame.counts.clear();
        frame.retries = 0;
        frame.stages = if self.options.record >= Record::Stages {
            Stages::kept_with(&frame.variables)
        } else {
            Stages::off()
        };
        let (kind, input) = (state.kind.state_type(), Data::clone(&frame.input));
        frame.entered =
            self.emit(frame, || EventKind::Entered(kind, Arc::clone(&state.name), input));
    }

    pub(super) fn attempt(
        &mut self,
        id: FrameId,
        frame: &mut Frame<'m>,
        state: &'m State,
    ) -> After {
        if let Some(counts) = self.counts.get_mut(state.index) {
            counts.attempts += 1;
        }
        if self.needs_token(state) {
            frame.token = Some(Arc::from(self.token()));
        }
        let mut stages = std::mem::take(&mut frame.stages);
        let step =
            self.with_env(frame, state, |env| step::begin(state, &frame.input, env, &mut stages));
        frame.stages = stages;
        match step {
            Ok(Step::Leave(leave)) => self.leave(frame, state, leave),
            Ok(Step::Sleep(sleep)) => self.sleep(frame, state, sleep),
            Ok(Step::Call(call)) => self.call(frame, state, call),
            Ok(Step::Branch(input)) => self.branch(id, frame, state, &input),
            Ok(Step::Iterate(plan)) => self.iterate(id, frame, state, *plan),
            Ok(Step::Fail(failure)) => self.fail(frame, state, failure, Blame::Work),
            Err(fault) => self.fault(frame, state, &fault),
        }
    }

    pub(super) fn sleep(
        &mut self,
        frame: &mut Frame<'m>,
        state: &'m State,
        sleep: step::Sleep,
    ) -> After {
        self.note(frame, state, What::Waits(sleep.until - self.clock), None);
        frame.work = Work::Wake(sleep.data);
        if sleep.until <= self.clock { After::Ready } else { After::At(sleep.until) }
    }

    /// Ends a state with a result.
    pub(super) fn finish(
        &mut self,
        frame: &mut Frame<'m>,
        state: &'m State,
        result: &Data,
    ) -> After {
        let mut stages = std::mem::take(&mut frame.stages);
        stages.note("result", result);
        let left = self.with_env(frame, state, |env| {
            step::finish(state, &frame.input, result, env, &mut stages)
        });
        frame.stages = stages;
        match left {
            Ok(leave) => self.leave(frame, state, leave),
            Err(fault) => self.fault(frame, state, &fault),
        }
    }

    pub(super) fn leave(&mut self, frame: &mut Frame<'m>, state: &'m State, leave: Leave) -> After {
        match size::check(self.options.quotas, frame, state, &leave) {
            Ok(variable_bytes) => frame.variable_bytes = variable_bytes,
            Err(failure) => return self.fail(frame, state, failure, Blame::Work),
        }
        let what = match state.kind.state_type() {
            StateType::Pass => Some(What::Passed),
            StateType::Choice => leave
                .next
                .and_then(|next| frame.machine.state(next))
                .map(|next| What::Chose(Arc::clone(&next.name))),
            StateType::Succeed => Some(What::Succeeded),
            StateType::Task | StateType::Parallel | StateType::Map => {
                Some(What::Attempt(frame.retries + 1, Tried::Ok))
            }
            StateType::Wait | StateType::Fail => None,
        };
        if let Some(what) = what {
            self.note(frame, state, what, leave.by);
        }
        self.exit(frame, state, leave)
    }

    /// Writes the exit of a state down and goes to the next.
    pub(super) fn exit(&mut self, frame: &mut Frame<'m>, state: &'m State, leave: Leave) -> After {
        let Leave { output, assigned, next, by: _ } = leave;
        frame.stages.note("output", &output);
        if self.options.record >= Record::Stages {
            self.stages.push((Arc::clone(&state.name), std::mem::take(&mut frame.stages)));
        }
        let assigned = assigned.filter(|assigned| !assigned.is_empty()).map(Arc::new);
        if let Some(assigned) = &assigned {
            let variables = Arc::make_mut(&mut frame.variables);
            variables.extend(assigned.iter().map(|(name, value)| (name.clone(), value.clone())));
        }
        let kind = state.kind.state_type();
        let data = Data::clone(&output);
        self.emit(frame, || EventKind::Exited(kind, Arc::clone(&state.name), data, assigned));
        match next {
            Some(next) => {
                frame.at = next;
                frame.input = output;
                frame.token = None;
                frame.work = Work::Enter;
                After::GoOn
            }
            None => self.ended_well(frame, output),
        }
    }

    pub(super) fn ended_well(&mut self, frame: &mut Frame<'m>, output: Data) -> After {
        match frame.parent {
            None => {
                let data = Data::clone(&output);
                self.emit(frame, || EventKind::ExecutionSucceeded(data));
                self.ended.get_or_insert(Ended::Succeeded(output));
            }
            Some((group, slot)) => self.child_done(group, slot, frame, output),
        }
        After::Gone
    }

    pub(super) fn with_env<T>(
        &self,
        frame: &Frame<'m>,
        state: &State,
        look: impl FnOnce(&Env<'_>) -> T,
    ) -> T {
        let retries = matches!(state.kind, Kind::Task(_)).then_some(frame.retries);
        let context = Context::made(Facts {
            execution: &self.execution,
            machine: &self.state_machine,
            state: &state.name,
            entered: frame.entered_at,
            retries,
            token: frame.token.as_deref(),
            item: frame.item.as_ref().map(|item| (item.index, &item.value)),
        });
        look(&Env {
            variables: &frame.variables,
            context: &context,
            random: &self.random,
            now: self.clock,
        })
    }
}
