//! The loop: virtual time, threads, and what the outside world answers.
//!
//! One thread runs at a time; it goes on until it has to wait. Threads that can go on at the same point in time take turns in
//! a fixed order, so the same input gives the same history.

mod call;
mod distributed;
mod frame;
mod group;
mod queue;
mod result;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_jsonpath::Random;
use serde_json::{Value, json};

pub use result::{Counts, Ended, Note, RunResult, Stuck, Tried, What};

use crate::data::Stages;
use crate::env::{Context, Env, Facts, Variables};
use crate::failure::{Failure, Fault};
use crate::history::{Event, EventKind};
use crate::limits;
use crate::machine::{Data, Kind, Machine, State, StateType};
use crate::mock::Mocks;
use crate::options::{Objects, Options, Quotas, Record, Workflow};
use crate::retry;
use crate::step::{self, Leave, Step};
use crate::time::{self, Millis};
use frame::{Frame, FrameId, Journal, Work};
use group::Group;
use queue::Queue;

/// Runs a machine from start to end.
#[must_use]
pub fn run(
    machine: &Machine,
    input: Data,
    mocks: &Mocks,
    options: &Options,
    objects: &dyn Objects,
) -> RunResult {
    let states = machine.all_states();
    let mut runner = Runner::new(machine, states.len(), mocks, options, objects, &input);
    runner.start(input);
    runner.go();
    let counts = states.iter().map(|state| {
        (
            state.name.as_ref().to_owned(),
            runner.counts.get(state.index).copied().unwrap_or_default(),
        )
    });
    let states: BTreeMap<String, Counts> =
        counts.filter(|(_, counts)| counts.entered > 0).collect();
    RunResult {
        ended: runner
            .ended
            .unwrap_or_else(|| Ended::Stuck(Stuck::new("The execution did not end"))),
        history: runner.events,
        notes: runner.notes,
        stages: runner.stages,
        start: options.start,
        end: runner.clock,
        transitions: runner.transitions,
        states,
    }
}

struct Runner<'m> {
    machine: &'m Machine,
    mocks: &'m Mocks,
    options: &'m Options,
    objects: &'m dyn Objects,
    clock: Millis,
    deadline: Millis,
    random: RefCell<Random>,
    execution: Value,
    state_machine: Value,
    events: Vec<Event>,
    /// Number of the latest event of the execution.
    event: u64,
    frames: Vec<(u32, Option<Box<Frame<'m>>>)>,
    free: Vec<usize>,
    groups: Vec<Option<Group<'m>>>,
    queue: Queue,
    counts: Vec<Counts>,
    /// Calls of each state so far, and the answers that were used out of order.
    calls: Vec<(u64, Vec<usize>)>,
    transitions: u64,
    /// Task tokens given out so far.
    tokens: u64,
    notes: Vec<Note>,
    stages: Vec<(Arc<str>, Stages)>,
    ended: Option<Ended>,
}

impl<'m> Runner<'m> {
    fn new(
        machine: &'m Machine,
        states: usize,
        mocks: &'m Mocks,
        options: &'m Options,
        objects: &'m dyn Objects,
        input: &Data,
    ) -> Self {
        let mut random = Random::new(options.seed);
        let mut random_id = Random::new(options.seed.wrapping_add(1));
        let name = options.execution.clone().unwrap_or_else(|| random.uuid());
        let Options { region, account, machine: machine_name, .. } = options;
        let quota = match options.workflow {
            Workflow::Standard => limits::STANDARD_SECONDS,
            Workflow::Express => limits::EXPRESS_SECONDS,
        };
        let seconds = match options.quotas {
            Quotas::On => Some(machine.timeout.map_or(quota, |timeout| timeout.min(quota))),
            Quotas::Off => machine.timeout,
        };
        let after = |seconds: u64| {
            options
                .start
                .saturating_add(i64::try_from(seconds).unwrap_or(i64::MAX).saturating_mul(1_000))
        };
        Self {
            machine,
            mocks,
            options,
            objects,
            clock: options.start,
            deadline: seconds.map_or(Millis::MAX, after),
            random: RefCell::new(random),
            execution: execution(options, &name, input, &mut random_id),
            state_machine: json!({
                "Id": format!("arn:aws:states:{region}:{account}:stateMachine:{machine_name}"),
                "Name": machine_name,
            }),
            events: Vec::new(),
            event: 0,
            frames: Vec::new(),
            free: Vec::new(),
            groups: Vec::new(),
            queue: Queue::default(),
            counts: vec![Counts::default(); states],
            calls: vec![(0, Vec::new()); states],
            transitions: 0,
            tokens: 0,
            notes: Vec::new(),
            stages: Vec::new(),
            ended: None,
        }
    }

    fn start(&mut self, input: Data) {
        let mut frame = self.thread(self.machine, Data::clone(&input), 0);
        self.emit(&mut frame, || EventKind::ExecutionStarted(input));
        // Recorded: the first state is entered as after event 0.
        frame.last = 0;
        let id = self.park(frame);
        self.queue.ready(id);
    }

    /// A thread that is about to enter a machine's first state.
    fn thread(&self, machine: &'m Machine, input: Data, last: u64) -> Box<Frame<'m>> {
        Box::new(Frame {
            machine,
            at: machine.start,
            input,
            variables: Arc::default(),
            last,
            entered: 0,
            before: 0,
            entered_at: self.clock,
            counts: Vec::new(),
            retries: 0,
            parent: None,
            item: None,
            token: None,
            work: Work::Enter,
            journal: Journal::Execution,
            stages: Stages::off(),
        })
    }

    fn go(&mut self) {
        while self.ended.is_none() {
            let next = self.queue.pop_ready().or_else(|| self.next_timer());
            match next.map(|id| (id, self.take(id))) {
                Some((id, Some(frame))) => self.turn(id, frame),
                Some((_, None)) => {}
                None if self.ended.is_none() => self.idle(),
                None => {}
            }
        }
    }

    /// Advances the clock to the next timer; stops the execution if its time is up before that.
    fn next_timer(&mut self) -> Option<FrameId> {
        let (time, id) = self.queue.pop_timer()?;
        let stop = self
            .options
            .stop
            .as_ref()
            .map_or(Millis::MAX, |stop| self.options.start.saturating_add(stop.after));
        if time > self.deadline.min(stop) {
            self.time_is_up();
            return None;
        }
        self.clock = self.clock.max(time);
        Some(id)
    }

    /// Nothing can happen any more: everything waits for answers that never come.
    fn idle(&mut self) {
        if self.deadline == Millis::MAX && self.options.stop.is_none() {
            self.ended = Some(Ended::Stuck(Stuck::new(
                "All tasks wait for answers that the mocks never give",
            )));
        } else {
            self.time_is_up();
        }
    }

    fn time_is_up(&mut self) {
        let stop = self
            .options
            .stop
            .as_ref()
            .map(|stop| (self.options.start.saturating_add(stop.after), stop));
        let last = self.event;
        match stop {
            Some((at, stop)) if at <= self.deadline => {
                self.clock = at;
                let failure = Failure {
                    error: stop.error.clone(),
                    cause: stop.cause.clone(),
                    origin: crate::failure::Origin::Service,
                };
                self.abort_all(last);
                self.emit_after(last, || EventKind::ExecutionAborted(failure.clone()));
                self.ended = Some(Ended::Aborted(failure));
            }
            _ => {
                self.clock = self.deadline;
                self.abort_all(last);
                self.emit_after(last, || EventKind::ExecutionTimedOut);
                self.ended = Some(Ended::TimedOut);
            }
        }
    }

    fn take(&mut self, id: FrameId) -> Option<Box<Frame<'m>>> {
        let (generation, frame) = self.frames.get_mut(id.place)?;
        if *generation == id.generation { frame.take() } else { None }
    }

    /// Gives a new thread its place.
    fn park(&mut self, frame: Box<Frame<'m>>) -> FrameId {
        let place = self.free.pop().unwrap_or_else(|| {
            self.frames.push((0, None));
            self.frames.len() - 1
        });
        let generation = match self.frames.get_mut(place) {
            Some((generation, slot)) => {
                *generation += 1;
                *slot = Some(frame);
                *generation
            }
            None => 0,
        };
        FrameId { place, generation }
    }

    fn put_back(&mut self, id: FrameId, frame: Box<Frame<'m>>) {
        if let Some((_, slot)) = self.frames.get_mut(id.place) {
            *slot = Some(frame);
        }
    }

    /// Gives a thread's place to others.
    fn release(&mut self, id: FrameId) {
        if let Some((generation, slot)) = self.frames.get_mut(id.place) {
            *generation += 1;
            *slot = None;
            self.free.push(id.place);
        }
    }

    /// Lets a thread go on until it has to wait, or others are ready as well.
    fn turn(&mut self, id: FrameId, mut frame: Box<Frame<'m>>) {
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

    fn advance(&mut self, id: FrameId, frame: &mut Frame<'m>) -> After {
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

    fn enter(&mut self, frame: &mut Frame<'m>, state: &'m State) {
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
        frame.stages =
            if self.options.record >= Record::Stages { Stages::kept() } else { Stages::off() };
        let (kind, input) = (state.kind.state_type(), Data::clone(&frame.input));
        frame.entered =
            self.emit(frame, || EventKind::Entered(kind, Arc::clone(&state.name), input));
    }

    fn attempt(&mut self, id: FrameId, frame: &mut Frame<'m>, state: &'m State) -> After {
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

    fn sleep(&mut self, frame: &mut Frame<'m>, state: &'m State, sleep: step::Sleep) -> After {
        self.note(frame, state, What::Waits(sleep.until - self.clock));
        frame.work = Work::Wake(sleep.data);
        if sleep.until <= self.clock { After::Ready } else { After::At(sleep.until) }
    }

    /// Ends a state with a result.
    fn finish(&mut self, frame: &mut Frame<'m>, state: &'m State, result: &Data) -> After {
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

    fn leave(&mut self, frame: &mut Frame<'m>, state: &'m State, leave: Leave) -> After {
        if let Err(failure) = self.check_size(frame, state, &leave) {
            return self.fail(frame, state, failure, Blame::Work);
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
            self.note(frame, state, what);
        }
        self.exit(frame, state, leave)
    }

    /// Writes the exit of a state down and goes to the next.
    fn exit(&mut self, frame: &mut Frame<'m>, state: &'m State, leave: Leave) -> After {
        let Leave { output, assigned, next } = leave;
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

    fn ended_well(&mut self, frame: &mut Frame<'m>, output: Data) -> After {
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

    /// Size of data that a state hands on; what is handed on unchanged was measured before.
    fn check_size(
        &mut self,
        frame: &Frame<'m>,
        state: &State,
        leave: &Leave,
    ) -> Result<(), Failure> {
        if Arc::ptr_eq(&leave.output, &frame.input) && leave.assigned.is_none() {
            return Ok(());
        }
        let exceeded = |name: &str| {
            Failure::service(
                "States.DataLimitExceeded",
                format!(
                    "The state/task '{name}' returned a result with a size exceeding the maximum number of bytes service limit."
                ),
            )
        };
        let size = limits::measure(&leave.output);
        if size.depth > limits::PAYLOAD_DEPTH {
            return Err(Failure::service(
                "States.DataLimitExceeded",
                format!("The output of the state '{}' is nested too deeply.", state.name),
            ));
        }
        if self.options.quotas == Quotas::On && size.bytes > limits::PAYLOAD_BYTES {
            return Err(exceeded(&state.name));
        }
        for (name, value) in leave.assigned.iter().flatten() {
            let size = limits::measure(value);
            if size.depth > limits::PAYLOAD_DEPTH
                || (self.options.quotas == Quotas::On && size.bytes > limits::PAYLOAD_BYTES)
            {
                return Err(Failure::service(
                    "States.DataLimitExceeded",
                    format!("The variable '{name}' exceeds the maximum size of a variable."),
                ));
            }
        }
        Ok(())
    }

    /// Something went wrong within the state itself.
    fn fault(&mut self, frame: &mut Frame<'m>, state: &'m State, fault: &Fault) -> After {
        let failure = fault.in_state(&state.name, frame.entered);
        if let Some(evaluation) = &fault.evaluation {
            // Recorded: what fails in the same moment in which the state is entered follows the event before that; a Wait
            // state evaluates later.
            let at_once = frame.last == frame.entered && state.kind.state_type() != StateType::Wait;
            if at_once {
                frame.last = frame.before;
            }
            let location = evaluation.location.as_deref().map(Arc::from);
            let reported = failure.clone();
            self.emit(frame, || {
                EventKind::EvaluationFailed(Arc::clone(&state.name), reported, location)
            });
        }
        let blame = if fault.evaluation.is_some() { Blame::Work } else { Blame::State };
        self.fail(frame, state, failure, blame)
    }

    /// A state failed: it is tried again, or caught, or its machine fails.
    fn fail(
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
                );
                self.exit(frame, state, leave)
            }
            Some(Err(fault)) => {
                let failure = fault.in_state(&state.name, frame.entered);
                if let Some(evaluation) = &fault.evaluation {
                    let location = evaluation.location.as_deref().map(Arc::from);
                    let reported = failure.clone();
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
    fn composite_failed(&mut self, frame: &mut Frame<'m>, state: &State, blame: Blame) {
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

    fn ended_badly(&mut self, frame: &mut Frame<'m>, state: &'m State, failure: Failure) -> After {
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
        self.note(frame, state, what);
        if self.options.record >= Record::Stages {
            self.stages.push((Arc::clone(&state.name), std::mem::take(&mut frame.stages)));
        }
        match frame.parent {
            None => {
                let reported = failure.clone();
                self.emit(frame, || EventKind::ExecutionFailed(reported));
                self.ended.get_or_insert(Ended::Failed(failure));
            }
            Some((group, slot)) => self.child_failed(group, slot, frame, state, failure),
        }
        After::Gone
    }

    fn with_env<T>(&self, frame: &Frame<'m>, state: &State, look: impl FnOnce(&Env<'_>) -> T) -> T {
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

    /// Writes an event down as the thread's next.
    fn emit(&mut self, frame: &mut Frame<'m>, kind: impl FnOnce() -> EventKind) -> u64 {
        if let Journal::Child(count) = &mut frame.journal {
            *count += 1;
            frame.last = *count;
            return *count;
        }
        frame.last = self.emit_after(frame.last, kind);
        frame.last
    }

    /// Writes an event of the execution down.
    fn emit_after(&mut self, previous: u64, kind: impl FnOnce() -> EventKind) -> u64 {
        if self.ended.is_some() {
            return self.event;
        }
        self.event += 1;
        let id = self.event;
        let full = self.options.quotas == Quotas::On
            && self.options.record > Record::Outcome
            && id >= limits::HISTORY_EVENTS;
        let kind = if full {
            let failure = Failure::service(
                "States.Runtime",
                format!("The execution reached the maximum number of history events ({id})."),
            );
            self.ended = Some(Ended::Failed(failure.clone()));
            EventKind::ExecutionFailed(failure)
        } else if self.options.record > Record::Outcome {
            kind()
        } else {
            return id;
        };
        self.events.push(Event { id, previous, at: self.clock, kind });
        id
    }

    fn note(&mut self, frame: &Frame<'m>, state: &State, what: What) {
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
        });
    }
}

/// The context object's `Execution`. An Express execution cannot be redriven, and its ARN has a part more.
fn execution(options: &Options, name: &str, input: &Data, random: &mut Random) -> Value {
    let Options { region, account, machine, .. } = options;
    let id = match options.workflow {
        Workflow::Standard => {
            format!("arn:aws:states:{region}:{account}:execution:{machine}:{name}")
        }
        Workflow::Express => {
            format!("arn:aws:states:{region}:{account}:express:{machine}:{name}:{}", random.uuid())
        }
    };
    let mut execution = Variables::new();
    execution.insert("Id".to_owned(), Value::from(id));
    execution.insert("Input".to_owned(), input.as_ref().clone());
    execution.insert("StartTime".to_owned(), Value::from(time::format(options.start)));
    execution.insert("Name".to_owned(), Value::from(name));
    execution.insert(
        "RoleArn".to_owned(),
        Value::from(format!("arn:aws:iam::{account}:role/StepFunctionsRole")),
    );
    if options.workflow == Workflow::Standard {
        execution.insert("RedriveCount".to_owned(), Value::from(0));
    }
    Value::Object(execution)
}

/// What is to blame for a state's failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Blame {
    /// The service could not carry the state out.
    State,
    /// What the state does: its task, its branches, its expressions.
    Work,
}

/// What becomes of a thread after a piece of work.
enum After {
    /// It can go on.
    GoOn,
    /// It can go on after the others that are ready.
    Ready,
    /// It goes on at a point in time.
    At(Millis),
    /// It waits for its branches or iterations.
    Parked,
    /// It has ended.
    Gone,
}

/// The variables of a new thread.
fn inherited(frame: &Frame<'_>) -> Arc<Variables> {
    Arc::clone(&frame.variables)
}
