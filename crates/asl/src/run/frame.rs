//! Threads of an execution: the main one, and one for each branch and iteration.

use std::sync::Arc;

use super::group::GroupId;
use crate::data::Stages;
use crate::env::Variables;
use crate::failure::Failure;
use crate::history::Scheduled;
use crate::machine::{Data, Machine, StateId};
use crate::time::Millis;

/// A thread; the generation tells apart threads that had the same place one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FrameId {
    pub(super) place: usize,
    pub(super) generation: u32,
}

/// A thread.
#[derive(Debug)]
pub(super) struct Frame<'m> {
    pub(super) machine: &'m Machine,
    pub(super) at: StateId,
    pub(super) input: Data,
    pub(super) variables: Arc<Variables>,
    /// Bytes of all variables.
    pub(super) variable_bytes: usize,
    /// Number of its latest event.
    pub(super) last: u64,
    /// Number of the event of entering the state, and of the one before that.
    pub(super) entered: u64,
    pub(super) before: u64,
    pub(super) entered_at: Millis,
    /// Attempts that each retrier of the state has allowed.
    pub(super) counts: Vec<u64>,
    pub(super) retries: u64,
    pub(super) parent: Option<(GroupId, usize)>,
    pub(super) item: Option<Arc<Item>>,
    pub(super) token: Option<Arc<str>>,
    pub(super) work: Work,
    pub(super) journal: Journal,
    pub(super) stages: Stages,
}

/// The item of an iteration.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) index: usize,
    pub(super) value: serde_json::Value,
}

/// What a thread does next, or waits for.
#[derive(Debug)]
pub(super) enum Work {
    /// Enter the state.
    Enter,
    /// Begin the state, again.
    Attempt,
    /// Leave the Wait state, with its effective input.
    Wake(Data),
    /// Take a task's answer.
    Answer(Arc<Scheduled>, Ending),
    /// Branches or iterations run.
    Group(GroupId),
    /// They ended well, with this result.
    Joined(Data),
    /// They ended in failure.
    Broken(Failure),
}

/// How a call ends.
#[derive(Debug)]
pub(super) enum Ending {
    Return(Data),
    Throw(Failure, Option<Arc<str>>),
    TimedOut,
    Never,
}

/// Where a thread's events go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Journal {
    /// Into the execution's history.
    Execution,
    /// Into the history of a child execution, of which only the number of events is kept.
    Child(u64),
}
