//! Threads that belong together: the branches of a Parallel state, the iterations of a Map state.

use std::sync::Arc;

use serde_json::Value;

use super::frame::{Frame, FrameId, Item, Journal, Work};
use super::{After, Runner};
use crate::failure::{Failure, Fault};
use crate::history::EventKind;
use crate::iterate::{self, Plan, Source, Tolerance};
use crate::machine::{Data, Kind, Map, MapMode, State, StateType};

/// Place of a group in the runner's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct GroupId(pub(super) usize);

/// A group of threads.
#[derive(Debug)]
pub(super) struct Group<'m> {
    pub(super) parent: FrameId,
    /// The group and place of the parent thread itself.
    pub(super) outer: Option<(GroupId, usize)>,
    pub(super) kind: GroupKind<'m>,
    /// Outputs by place; a tolerated failure leaves none.
    results: Vec<Option<Data>>,
    running: Vec<Option<FrameId>>,
    next: usize,
    done: usize,
    failures: usize,
    /// The latest event that the group's end follows.
    last: u64,
}

/// What a group runs.
#[derive(Debug)]
pub(super) enum GroupKind<'m> {
    Branches,
    Iterations(Box<Iterations<'m>>),
}

/// The iterations of a Map state.
#[derive(Debug)]
pub(super) struct Iterations<'m> {
    pub(super) state: &'m State,
    pub(super) map: &'m Map,
    pub(super) inputs: Inputs,
    pub(super) effective: Data,
    pub(super) tolerance: Tolerance,
    pub(super) run: Arc<str>,
    variables: Arc<crate::env::Variables>,
    journal: Journal,
}

/// What iterations are given.
#[derive(Debug)]
pub(super) enum Inputs {
    /// Items to which `ItemSelector` is still to be applied.
    Items(Arc<Vec<Value>>),
    /// Finished inputs.
    Ready(Vec<Data>),
}

impl Inputs {
    fn len(&self) -> usize {
        match self {
            Self::Items(items) => items.len(),
            Self::Ready(inputs) => inputs.len(),
        }
    }
}

impl<'m> Runner<'m> {
    pub(super) fn branch(
        &mut self,
        id: FrameId,
        frame: &mut Frame<'m>,
        state: &'m State,
        input: &Data,
    ) -> After {
        let branches = state.kind.machines();
        self.emit(frame, || EventKind::ParallelStarted);
        let group = self.open(Group {
            parent: id,
            outer: frame.parent,
            kind: GroupKind::Branches,
            results: vec![None; branches.len()],
            running: vec![None; branches.len()],
            next: branches.len(),
            done: 0,
            failures: 0,
            last: frame.last,
        });
        for (slot, machine) in branches.iter().enumerate() {
            let mut child = self.thread(machine, Data::clone(input), frame.last);
            child.variables = Arc::clone(&frame.variables);
            child.variable_bytes = frame.variable_bytes;
            child.parent = Some((group, slot));
            child.item = frame.item.clone();
            child.journal = frame.journal;
            let child = self.park(child);
            self.set_running(group, slot, Some(child));
            self.queue.ready(child);
        }
        if branches.is_empty() {
            return self.join(group, frame, state);
        }
        frame.work = Work::Group(group);
        After::Parked
    }

    pub(super) fn iterate(
        &mut self,
        id: FrameId,
        frame: &mut Frame<'m>,
        state: &'m State,
        plan: Plan,
    ) -> After {
        let Kind::Map(map) = &state.kind else { return After::Gone };
        let length = match &plan.source {
            Source::Items(items) => items.len(),
            // Recorded: the length is not known before the items are read.
            Source::Read(_) => 0,
        };
        self.emit(frame, || EventKind::MapStarted(length));
        let tolerance =
            match self.with_env(frame, state, |env| iterate::tolerance(map, &plan.input, env)) {
                Ok(tolerance) => tolerance,
                Err(fault) => return self.fault(frame, state, &fault),
            };
        match map.mode {
            MapMode::Inline => match plan.source {
                Source::Items(items) => self.begin_iterations(
                    id,
                    frame,
                    state,
                    map,
                    &plan.input,
                    tolerance,
                    plan.concurrency,
                    Inputs::Items(items),
                    Arc::from(""),
                ),
                Source::Read(_) => self.fault(
                    frame,
                    state,
                    &Fault::runtime("ItemReader is not supported in INLINE mode."),
                ),
            },
            MapMode::Distributed => self.distribute(id, frame, state, map, plan, tolerance),
        }
    }

    #[expect(clippy::too_many_arguments, reason = "all of it is the group")]
    pub(super) fn begin_iterations(
        &mut self,
        id: FrameId,
        frame: &mut Frame<'m>,
        state: &'m State,
        map: &'m Map,
        effective: &Data,
        tolerance: Tolerance,
        concurrency: usize,
        inputs: Inputs,
        run: Arc<str>,
    ) -> After {
        let total = inputs.len();
        let journal = match map.mode {
            MapMode::Inline => frame.journal,
            MapMode::Distributed => Journal::Child(0),
        };
        let iterations = Iterations {
            state,
            map,
            inputs,
            effective: Data::clone(effective),
            tolerance,
            run,
            variables: Arc::clone(&frame.variables),
            journal,
        };
        let group = self.open(Group {
            parent: id,
            outer: frame.parent,
            kind: GroupKind::Iterations(Box::new(iterations)),
            results: vec![None; total],
            running: vec![None; total],
            next: 0,
            done: 0,
            failures: 0,
            last: frame.last,
        });
        if total == 0 {
            return self.join(group, frame, state);
        }
        for _ in 0..concurrency.min(total) {
            if let Err(fault) = self.next_iteration(group, frame, frame.last) {
                self.close(group);
                return self.fault(frame, state, &fault);
            }
        }
        frame.work = Work::Group(group);
        After::Parked
    }

    /// Starts the next iteration, after an event; `context` is a thread whose surroundings the selector sees.
    fn next_iteration(
        &mut self,
        id: GroupId,
        context: &Frame<'m>,
        previous: u64,
    ) -> Result<(), Fault> {
        let Some((slot, state, map, item)) = self.next_item(id) else { return Ok(()) };
        let (input, item) = match item {
            NextItem::Ready(input) => (input, None),
            NextItem::Item(items) => {
                let Some(value) = items.get(slot) else { return Ok(()) };
                let effective = self.effective(id);
                let input = self.with_env(context, state, |env| {
                    iterate::item_input(map, state.language, value, slot, &effective, env)
                })?;
                (input, Some(Arc::new(Item { index: slot, value: value.clone() })))
            }
        };
        let Some((variables, journal)) = self.surroundings(id) else { return Ok(()) };
        let mut child = self.thread(&map.processor, input, previous);
        child.variables = variables;
        child.variable_bytes = context.variable_bytes;
        child.parent = Some((id, slot));
        child.item = item;
        child.journal = journal;
        if map.mode == MapMode::Inline {
            self.emit(&mut child, || EventKind::IterationStarted(Arc::clone(&state.name), slot));
        }
        let child = self.park(child);
        self.set_running(id, slot, Some(child));
        self.queue.ready(child);
        Ok(())
    }

    fn next_item(&mut self, id: GroupId) -> Option<(usize, &'m State, &'m Map, NextItem)> {
        let group = self.groups.get_mut(id.0)?.as_mut()?;
        let GroupKind::Iterations(iterations) = &group.kind else { return None };
        let slot = group.next;
        let item = match &iterations.inputs {
            Inputs::Items(items) => items.get(slot).map(|_| NextItem::Item(Arc::clone(items)))?,
            Inputs::Ready(inputs) => NextItem::Ready(Data::clone(inputs.get(slot)?)),
        };
        group.next += 1;
        Some((slot, iterations.state, iterations.map, item))
    }

    fn effective(&self, id: GroupId) -> Data {
        match self.groups.get(id.0).and_then(Option::as_ref).map(|group| &group.kind) {
            Some(GroupKind::Iterations(iterations)) => Data::clone(&iterations.effective),
            Some(GroupKind::Branches) | None => Data::default(),
        }
    }

    fn surroundings(&self, id: GroupId) -> Option<(Arc<crate::env::Variables>, Journal)> {
        match &self.groups.get(id.0)?.as_ref()?.kind {
            GroupKind::Iterations(iterations) => {
                Some((Arc::clone(&iterations.variables), iterations.journal))
            }
            GroupKind::Branches => None,
        }
    }

    pub(super) fn open(&mut self, group: Group<'m>) -> GroupId {
        self.groups.push(Some(group));
        GroupId(self.groups.len() - 1)
    }

    pub(super) fn close(&mut self, id: GroupId) -> Option<Group<'m>> {
        let group = self.groups.get_mut(id.0)?.take();
        while matches!(self.groups.last(), Some(None)) {
            self.groups.pop();
        }
        group
    }

    fn set_running(&mut self, id: GroupId, slot: usize, frame: Option<FrameId>) {
        if let Some(place) = self
            .groups
            .get_mut(id.0)
            .and_then(Option::as_mut)
            .and_then(|group| group.running.get_mut(slot))
        {
            *place = frame;
        }
    }

    /// A branch or iteration ended well.
    pub(super) fn child_done(&mut self, id: GroupId, slot: usize, child: &Frame<'m>, output: Data) {
        let ended = match self.iteration_of(id) {
            Some((state, MapMode::Inline)) => match child.journal {
                Journal::Execution => self.emit_after(child.last, || {
                    EventKind::IterationSucceeded(Arc::clone(&state.name), slot)
                }),
                Journal::Child(_) => child.last,
            },
            Some((_, MapMode::Distributed)) => 0,
            None => child.last,
        };
        if let Some(group) = self.groups.get_mut(id.0).and_then(Option::as_mut) {
            if let Some(place) = group.results.get_mut(slot) {
                *place = Some(output);
            }
            group.last = ended;
        }
        self.settle(id, slot, child);
    }

    /// One thread less: the next iteration begins, or the group has ended.
    fn settle(&mut self, id: GroupId, slot: usize, child: &Frame<'m>) {
        self.set_running(id, slot, None);
        let Some(group) = self.groups.get_mut(id.0).and_then(Option::as_mut) else { return };
        group.done += 1;
        let (parent, finished) = (group.parent, group.done == group.results.len());
        if finished {
            let Some(mut frame) = self.take(parent) else { return };
            if let Some(state) = frame.machine.state(frame.at) {
                match self.join(id, &mut frame, state) {
                    After::Gone => return self.release(parent),
                    After::GoOn | After::Ready | After::At(_) | After::Parked => {}
                }
            }
            self.put_back(parent, frame);
            return self.queue.ready_first(parent);
        }
        let previous = match child.journal {
            Journal::Execution => child.last,
            Journal::Child(_) => 0,
        };
        let Some(frame) = self.take(parent) else { return };
        let started = self.next_iteration(id, &frame, previous);
        self.put_back(parent, frame);
        if let Err(fault) = started {
            self.break_off(id, child.last, |state, entered| fault.in_state(state, entered));
        }
    }

    fn iteration_of(&self, id: GroupId) -> Option<(&'m State, MapMode)> {
        match &self.groups.get(id.0)?.as_ref()?.kind {
            GroupKind::Iterations(iterations) => Some((iterations.state, iterations.map.mode)),
            GroupKind::Branches => None,
        }
    }

    /// All threads ended well: the state gets the array of their outputs.
    fn join(&mut self, id: GroupId, frame: &mut Frame<'m>, state: &'m State) -> After {
        let Some(group) = self.close(id) else { return After::Gone };
        if let GroupKind::Iterations(iterations) = &group.kind
            && iterations.map.mode == MapMode::Distributed
        {
            return self.gather(frame, state, iterations, &group.results);
        }
        if frame.journal == Journal::Execution {
            frame.last = group.last;
            // Recorded: what comes after follows the same event as this one.
            self.emit_after(frame.last, || match state.kind.state_type() {
                StateType::Map => EventKind::MapSucceeded,
                _ => EventKind::ParallelSucceeded,
            });
        }
        frame.work = Work::Joined(Data::new(outputs(&group.results)));
        After::GoOn
    }

    /// A branch or iteration failed.
    pub(super) fn child_failed(
        &mut self,
        id: GroupId,
        slot: usize,
        child: &Frame<'m>,
        state: &'m State,
        failure: Failure,
    ) {
        self.set_running(id, slot, None);
        let blamed = child.last;
        match self.iteration_of(id) {
            Some((map, MapMode::Inline)) => {
                if child.journal == Journal::Execution {
                    self.emit_after(blamed, || {
                        EventKind::IterationFailed(Arc::clone(&map.name), slot)
                    });
                }
                self.break_off(id, blamed, |_, _| failure);
            }
            Some((_, MapMode::Distributed)) => {
                self.child_execution_failed(id, slot, child, &failure);
            }
            None => {
                if child.journal == Journal::Execution {
                    self.abort_state(state, blamed);
                }
                self.break_off(id, blamed, |_, _| failure);
            }
        }
    }

    /// A child execution failed: that may be tolerated.
    fn child_execution_failed(
        &mut self,
        id: GroupId,
        slot: usize,
        child: &Frame<'m>,
        failure: &Failure,
    ) {
        let Some(group) = self.groups.get_mut(id.0).and_then(Option::as_mut) else { return };
        group.failures += 1;
        let GroupKind::Iterations(iterations) = &group.kind else { return };
        if !iterations.tolerance.is_exceeded(group.failures, group.results.len()) {
            return self.settle(id, slot, child);
        }
        let _ = failure;
        let failure = Failure::service(
            "States.ExceedToleratedFailureThreshold",
            "The specified tolerated failure threshold was exceeded",
        );
        self.break_off(id, 0, |_, _| failure);
    }

    /// Ends a group in failure: its other threads are aborted, all following one event.
    fn break_off(&mut self, id: GroupId, blamed: u64, failure: impl FnOnce(&str, u64) -> Failure) {
        let Some(group) = self.close(id) else { return };
        self.abort_group(&group, blamed);
        let Some(mut frame) = self.take(group.parent) else { return };
        let name =
            frame.machine.state(frame.at).map(|state| Arc::clone(&state.name)).unwrap_or_default();
        let failure = failure(&name, frame.entered);
        let distributed = matches!(&group.kind, GroupKind::Iterations(iterations) if iterations.map.mode == MapMode::Distributed);
        if distributed {
            let reported = Box::new(failure.clone());
            self.emit(&mut frame, || EventKind::MapRunFailed(reported));
        } else if frame.journal == Journal::Execution {
            frame.last = blamed;
        }
        frame.work = Work::Broken(failure);
        self.put_back(group.parent, frame);
        self.queue.ready_first(group.parent);
    }

    fn abort_group(&mut self, group: &Group<'m>, blamed: u64) {
        for (slot, running) in group.running.iter().enumerate() {
            let Some(id) = *running else { continue };
            self.abort(id, blamed);
            if let GroupKind::Iterations(iterations) = &group.kind
                && iterations.journal == Journal::Execution
                && iterations.map.mode == MapMode::Inline
            {
                let name = &iterations.state.name;
                self.emit_after(blamed, || EventKind::IterationAborted(Arc::clone(name), slot));
            }
        }
    }

    /// Ends a thread that others made superfluous.
    fn abort(&mut self, id: FrameId, blamed: u64) {
        let Some(frame) = self.take(id) else { return };
        if let Work::Group(group) = &frame.work
            && let Some(group) = self.close(*group)
        {
            self.abort_group(&group, blamed);
        }
        let is_inside = !matches!(frame.work, Work::Enter);
        if let (true, Journal::Execution, Some(state)) =
            (is_inside, frame.journal, frame.machine.state(frame.at))
        {
            self.abort_state(state, blamed);
        }
        self.release(id);
    }

    /// `…StateAborted`, for types of states that can be under way.
    fn abort_state(&mut self, state: &State, blamed: u64) {
        match state.kind.state_type() {
            kind @ (StateType::Task | StateType::Wait | StateType::Parallel | StateType::Map) => {
                self.emit_after(blamed, || EventKind::Aborted(kind));
            }
            StateType::Pass | StateType::Choice | StateType::Succeed | StateType::Fail => {}
        }
    }

    /// Ends all threads.
    pub(super) fn abort_all(&mut self, blamed: u64) {
        let places = self
            .frames
            .iter()
            .enumerate()
            .map(|(place, (generation, _))| FrameId { place, generation: *generation });
        // The main thread came first; aborting it aborts all others.
        for id in places.collect::<Vec<_>>() {
            self.abort(id, blamed);
        }
    }
}

/// An item that the next iteration is for.
enum NextItem {
    Ready(Data),
    Item(Arc<Vec<Value>>),
}

/// The outputs of all threads that have one.
pub(super) fn outputs(results: &[Option<Data>]) -> Value {
    results.iter().flatten().map(|output| output.as_ref().clone()).collect()
}
