//! Tasks that somebody at hand can carry out: the code of a function, another machine.

use serde_json::Value;

use crate::machine::{Data, Resource};
use crate::mock::Outcome;
use crate::time::Millis;

/// A call of a task.
#[derive(Debug, Clone, Copy)]
pub struct TaskCall<'a> {
    /// What is called.
    pub resource: &'a Resource,
    /// What it is given.
    pub parameters: &'a Value,
    /// Number of this call among all calls of the execution, from 1.
    pub number: u64,
    /// Region of the execution.
    pub region: &'a str,
    /// Account of the execution.
    pub account: &'a str,
    /// The virtual time.
    pub at: Millis,
}

/// What came of asking somebody at hand.
#[derive(Debug, Clone, PartialEq)]
pub enum Called {
    /// Nobody carries such calls out.
    Unknown,
    /// Somebody could, but must not or cannot; the text says why and what to do.
    Refused(String),
    /// The answer.
    Answered(Reply),
}

/// The answer to a call.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// How the call ended.
    pub outcome: Outcome,
    /// What the service said when it took the job on.
    pub submitted: Option<Data>,
    /// Virtual time that it took.
    pub after: Millis,
}

impl Reply {
    /// A reply in the same moment.
    pub(crate) fn at_once(outcome: Outcome) -> Self {
        Self { outcome, submitted: None, after: 0 }
    }
}
