//! A finished run.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::data::Stages;
use crate::failure::Failure;
use crate::history::Event;
use crate::machine::Data;
use crate::time::{self, Millis};

/// How an execution ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Ended {
    /// `SUCCEEDED`, with the output.
    Succeeded(Data),
    /// `FAILED`
    Failed(Failure),
    /// `TIMED_OUT`
    TimedOut,
    /// `ABORTED`
    Aborted(Failure),
    /// The interpreter cannot go on: an answer is missing, or a limit is reached. Not something that AWS would say.
    Stuck(Stuck),
}

/// Why the interpreter cannot go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stuck {
    /// What is missing or too much.
    pub message: String,
    /// What would let it go on: a ready mock.
    pub help: Option<String>,
    /// The state that is to blame, if it is one.
    pub state: Option<Arc<str>>,
}

impl Stuck {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None, state: None }
    }
}

impl Ended {
    /// The status that AWS would show; `STUCK` where there is none.
    #[must_use]
    pub fn status(&self) -> &'static str {
        match self {
            Self::Succeeded(_) => "SUCCEEDED",
            Self::Failed(_) => "FAILED",
            Self::TimedOut => "TIMED_OUT",
            Self::Aborted(_) => "ABORTED",
            Self::Stuck(_) => "STUCK",
        }
    }
}

/// A finished run: everything that views show.
#[derive(Debug, Clone, PartialEq)]
pub struct RunResult {
    /// How it ended.
    pub ended: Ended,
    /// All events.
    pub history: Vec<Event>,
    /// What states did, in order.
    pub notes: Vec<Note>,
    /// Values between the stages, for each visit of a state.
    pub stages: Vec<(Arc<str>, Stages)>,
    /// Start of the virtual clock.
    pub start: Millis,
    /// End of the virtual clock.
    pub end: Millis,
    /// States entered, in all.
    pub transitions: u64,
    /// For each state: how often it was entered, and how often tried.
    pub states: BTreeMap<String, Counts>,
}

/// How often a state ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Times entered.
    pub entered: u64,
    /// Attempts, retries included.
    pub attempts: u64,
}

/// Something that a state did.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// When.
    pub at: Millis,
    /// When the state was entered.
    pub since: Millis,
    /// Which state.
    pub state: Arc<str>,
    /// Whether it is a Task state.
    pub is_task: bool,
    /// Indices of the branches and iterations in which it is.
    pub within: Vec<usize>,
    /// What.
    pub what: What,
    /// Index of the rule, retrier or catcher by which it did so.
    pub by: Option<usize>,
}

/// What a state did.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A task, branch or map was tried for the n-th time.
    Attempt(u64, Tried),
    /// It was passed.
    Passed,
    /// It chose the next state.
    Chose(Arc<str>),
    /// It began to wait.
    Waits(Millis),
    /// It ended the machine well.
    Succeeded,
    /// It failed.
    Failed(Option<Arc<str>>),
}

/// How an attempt went.
#[derive(Debug, Clone, PartialEq)]
pub enum Tried {
    /// Well.
    Ok,
    /// It failed and is tried again after a while.
    Retry(Option<Arc<str>>, Millis),
    /// It failed and was caught; the next state.
    Caught(Option<Arc<str>>, Arc<str>),
    /// It failed.
    Failed(Option<Arc<str>>),
}

impl RunResult {
    /// The run JSON: what `dryrun run --format json` prints, and what prose may quote.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut run = Map::new();
        run.insert("status".to_owned(), Value::from(self.ended.status()));
        run.extend(self.outcome());
        run.insert("history".to_owned(), self.history.iter().map(Event::to_json).collect());
        run.insert("elapsed".to_owned(), time::seconds(self.end - self.start));
        run.insert("events".to_owned(), Value::from(self.history.len()));
        run.insert("transitions".to_owned(), Value::from(self.transitions));
        let states = self.states.iter().map(|(name, counts)| {
            (name.clone(), json!({"attempts": counts.attempts, "entered": counts.entered}))
        });
        run.insert("states".to_owned(), Value::Object(states.collect()));
        Value::Object(run)
    }

    /// Attempts of all tasks.
    #[must_use]
    pub fn attempts(&self) -> usize {
        self.notes
            .iter()
            .filter(|note| note.is_task && matches!(note.what, What::Attempt(..)))
            .count()
    }

    /// `output`, or `error` and `cause`.
    fn outcome(&self) -> Vec<(String, Value)> {
        let text =
            |name: &str, text: Option<&str>| text.map(|text| (name.to_owned(), Value::from(text)));
        match &self.ended {
            Ended::Succeeded(output) => vec![("output".to_owned(), output.as_ref().clone())],
            Ended::Failed(failure) | Ended::Aborted(failure) => {
                text("error", failure.error.as_deref())
                    .into_iter()
                    .chain(text("cause", failure.cause.as_deref()))
                    .collect()
            }
            Ended::TimedOut => Vec::new(),
            Ended::Stuck(stuck) => {
                let cause = [("cause".to_owned(), Value::from(stuck.message.as_str()))];
                cause.into_iter().chain(text("help", stuck.help.as_deref())).collect()
            }
        }
    }
}
