//! The loop: virtual time, threads, and what the outside world answers.
//!
//! One thread runs at a time; it goes on until it has to wait. Threads that can go on at the same point in time take turns in
//! a fixed order, so the same input gives the same history.

mod advance;
mod call;
mod distributed;
mod fail;
mod frame;
mod group;
mod journal;
mod queue;
mod result;
mod size;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_jsonpath::Random;
use serde_json::{Value, json};

pub use result::{Counts, Ended, Note, RunResult, Stuck, Tried, What};

use crate::data::Stages;
use crate::env::Variables;
use crate::failure::Failure;
use crate::history::{Event, EventKind};
use crate::limits;
use crate::machine::{Catcher, Data, Language, Machine, State};
use crate::mock::Mocks;
use crate::options::{Objects, Options, Quotas, Workflow};
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
    runner.is_late = states.iter().any(|state| is_late(state));
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
    /// Whether the machine uses what the language has had since November 2024.
    is_late: bool,
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
    /// Calls of all states so far.
    called: u64,
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
            is_late: false,
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
            called: 0,
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
            variable_bytes: 0,
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
                self.emit_after(last, || EventKind::ExecutionAborted(Box::new(failure.clone())));
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
}

/// Whether a state has JSONata or variables.
fn is_late(state: &State) -> bool {
    let assigns = |catcher: &Catcher| catcher.assign.is_some();
    state.language == Language::Jsonata || state.assign.is_some() || state.catch.iter().any(assigns)
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
        // Recordings from before redrives existed (2023) lack it.
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
