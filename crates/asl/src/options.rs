//! Settings of a run.

use std::sync::Arc;

use crate::limits;
use crate::outside::{Called, TaskCall};
use crate::time::Millis;

/// The type of a workflow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Workflow {
    /// Standard: up to a year.
    #[default]
    Standard,
    /// Express: up to five minutes.
    Express,
}

/// Whether the service's quotas hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Quotas {
    /// Payload, history and duration are bounded as on AWS.
    #[default]
    On,
    /// Only the bounds of the interpreter hold.
    Off,
}

/// What a run keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Record {
    /// Only how it ended.
    Outcome,
    /// History and trace.
    #[default]
    History,
    /// The values between the stages of each state as well.
    Stages,
}

/// An execution that is stopped from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// How long after the start.
    pub after: Millis,
    /// Error that the caller gives.
    pub error: Option<Arc<str>>,
    /// Cause that the caller gives.
    pub cause: Option<Arc<str>>,
}

/// Settings of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Type of the workflow.
    pub workflow: Workflow,
    /// Start of the virtual clock.
    pub start: Millis,
    /// Seed of everything random.
    pub seed: u64,
    /// AWS region.
    pub region: String,
    /// AWS account.
    pub account: String,
    /// Name of the state machine.
    pub machine: String,
    /// Name of the execution; none: made from the seed.
    pub execution: Option<String>,
    /// Whether quotas hold.
    pub quotas: Quotas,
    /// What is kept.
    pub record: Record,
    /// Transitions after which the run is given up.
    pub transitions: u64,
    /// When the execution is stopped from outside.
    pub stop: Option<Stop>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            workflow: Workflow::Standard,
            start: 1_767_225_600_000, // 2026-01-01T00:00:00Z
            seed: 0,
            region: "us-east-1".to_owned(),
            account: "123456789012".to_owned(),
            machine: "StateMachine".to_owned(),
            execution: None,
            quotas: Quotas::On,
            record: Record::History,
            transitions: limits::TRANSITIONS,
            stop: None,
        }
    }
}

/// The world of an execution: objects that an `ItemReader` reads, and what answers calls where no mock does.
pub trait Objects {
    /// The contents of an object.
    ///
    /// # Errors
    /// Says why there is none.
    fn get(&self, bucket: &str, key: &str) -> Result<Vec<u8>, String>;

    /// Keys of all objects of a bucket that begin with a prefix, in order.
    ///
    /// # Errors
    /// Says why there are none.
    fn list(&self, bucket: &str, prefix: &str) -> Result<Vec<String>, String>;

    /// Calls a function whose code is at hand; goes before mocks.
    fn function(&self, _call: &TaskCall<'_>) -> Called {
        Called::Unknown
    }

    /// Starts another machine that is at hand; only where there are no mocks for the state.
    fn machine(&self, _call: &TaskCall<'_>) -> Called {
        Called::Unknown
    }
}

/// No objects at all.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoObjects;

impl Objects for NoObjects {
    fn get(&self, bucket: &str, key: &str) -> Result<Vec<u8>, String> {
        Err(format!("There is no file for the object '{key}' of the bucket '{bucket}'"))
    }

    fn list(&self, bucket: &str, _prefix: &str) -> Result<Vec<String>, String> {
        Err(format!("There are no files for the bucket '{bucket}'"))
    }
}
