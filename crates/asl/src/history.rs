//! The events of an execution, and their form in GetExecutionHistory.

use std::sync::Arc;

use dryrun_json::print;
use serde_json::{Map, Value, json};

use crate::env::Variables;
use crate::failure::Failure;
use crate::machine::{Data, StateType};
use crate::time::{self, Millis};

/// One event.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its number, from 1.
    pub id: u64,
    /// The event that led to it.
    pub previous: u64,
    /// When it happened.
    pub at: Millis,
    /// What happened.
    pub kind: EventKind,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum EventKind {
    /// `ExecutionStarted`
    ExecutionStarted(Data),
    /// `ExecutionSucceeded`
    ExecutionSucceeded(Data),
    /// `ExecutionFailed`
    ExecutionFailed(Box<Failure>),
    /// `ExecutionTimedOut`
    ExecutionTimedOut,
    /// `ExecutionAborted`
    ExecutionAborted(Box<Failure>),
    /// `…StateEntered`
    Entered(StateType, Arc<str>, Data),
    /// `…StateExited`
    Exited(StateType, Arc<str>, Data, Option<Arc<Variables>>),
    /// `…StateAborted`
    Aborted(StateType),
    /// `EvaluationFailed`
    EvaluationFailed(Arc<str>, Box<Failure>, Option<Arc<str>>),
    /// `LambdaFunctionScheduled`, `ActivityScheduled`, `TaskScheduled`
    Scheduled(Arc<Scheduled>),
    /// `LambdaFunctionStarted`, `ActivityStarted`, `TaskStarted`
    Started(Arc<Scheduled>),
    /// `TaskSubmitted`
    Submitted(Arc<Scheduled>, Option<Data>),
    /// `LambdaFunctionSucceeded`, `ActivitySucceeded`, `TaskSucceeded`
    Succeeded(Arc<Scheduled>, Data),
    /// `…Failed`, `…TimedOut` and the like
    Failed(Arc<Scheduled>, Arc<str>, Box<Failure>),
    /// `ParallelStateStarted`
    ParallelStarted,
    /// `ParallelStateSucceeded`
    ParallelSucceeded,
    /// `ParallelStateFailed`
    ParallelFailed,
    /// `MapStateStarted` with the number of items
    MapStarted(usize),
    /// `MapStateSucceeded`
    MapSucceeded,
    /// `MapStateFailed`
    MapFailed,
    /// `MapIterationStarted`
    IterationStarted(Arc<str>, usize),
    /// `MapIterationSucceeded`
    IterationSucceeded(Arc<str>, usize),
    /// `MapIterationFailed`
    IterationFailed(Arc<str>, usize),
    /// `MapIterationAborted`
    IterationAborted(Arc<str>, usize),
    /// `MapRunStarted`
    MapRunStarted(Arc<str>),
    /// `MapRunSucceeded`
    MapRunSucceeded,
    /// `MapRunFailed`
    MapRunFailed(Box<Failure>),
}

/// A task that was scheduled.
#[derive(Debug, Clone, PartialEq)]
pub struct Scheduled {
    /// What is called.
    pub target: Target,
    /// What it is given.
    pub parameters: Data,
    /// Where.
    pub region: Arc<str>,
    /// `TimeoutSeconds`
    pub timeout: Option<u64>,
    /// `HeartbeatSeconds`
    pub heartbeat: Option<u64>,
    /// The role it is called with.
    pub role: Option<Arc<str>>,
}

/// What a task calls, as events name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A Lambda function's ARN.
    Lambda(Arc<str>),
    /// An activity's ARN.
    Activity(Arc<str>),
    /// A service and its action.
    Service(Arc<str>, Arc<str>),
}

impl Target {
    /// First word of its events.
    #[must_use]
    pub fn prefix(&self) -> &'static str {
        match self {
            Self::Lambda(_) => "LambdaFunction",
            Self::Activity(_) => "Activity",
            Self::Service(..) => "Task",
        }
    }
}

impl Event {
    /// Its type, such as `TaskStateEntered`.
    #[must_use]
    pub fn type_name(&self) -> String {
        let of = |scheduled: &Scheduled, what: &str| format!("{}{what}", scheduled.target.prefix());
        match &self.kind {
            EventKind::ExecutionStarted(_) => "ExecutionStarted".to_owned(),
            EventKind::ExecutionSucceeded(_) => "ExecutionSucceeded".to_owned(),
            EventKind::ExecutionFailed(_) => "ExecutionFailed".to_owned(),
            EventKind::ExecutionTimedOut => "ExecutionTimedOut".to_owned(),
            EventKind::ExecutionAborted(_) => "ExecutionAborted".to_owned(),
            EventKind::Entered(state, ..) => format!("{}StateEntered", state.word()),
            EventKind::Exited(state, ..) => format!("{}StateExited", state.word()),
            EventKind::Aborted(state) => format!("{}StateAborted", state.word()),
            EventKind::EvaluationFailed(..) => "EvaluationFailed".to_owned(),
            EventKind::Scheduled(scheduled) => of(scheduled, "Scheduled"),
            EventKind::Started(scheduled) => of(scheduled, "Started"),
            EventKind::Submitted(..) => "TaskSubmitted".to_owned(),
            EventKind::Succeeded(scheduled, _) => of(scheduled, "Succeeded"),
            EventKind::Failed(_, name, _) => name.as_ref().to_owned(),
            EventKind::ParallelStarted => "ParallelStateStarted".to_owned(),
            EventKind::ParallelSucceeded => "ParallelStateSucceeded".to_owned(),
            EventKind::ParallelFailed => "ParallelStateFailed".to_owned(),
            EventKind::MapStarted(_) => "MapStateStarted".to_owned(),
            EventKind::MapSucceeded => "MapStateSucceeded".to_owned(),
            EventKind::MapFailed => "MapStateFailed".to_owned(),
            EventKind::IterationStarted(..) => "MapIterationStarted".to_owned(),
            EventKind::IterationSucceeded(..) => "MapIterationSucceeded".to_owned(),
            EventKind::IterationFailed(..) => "MapIterationFailed".to_owned(),
            EventKind::IterationAborted(..) => "MapIterationAborted".to_owned(),
            EventKind::MapRunStarted(_) => "MapRunStarted".to_owned(),
            EventKind::MapRunSucceeded => "MapRunSucceeded".to_owned(),
            EventKind::MapRunFailed(_) => "MapRunFailed".to_owned(),
        }
    }

    /// The event as GetExecutionHistory gives it.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let name = self.type_name();
        let mut event = Map::new();
        event.insert("timestamp".to_owned(), Value::from(time::format(self.at)));
        event.insert("type".to_owned(), Value::from(name.as_str()));
        event.insert("id".to_owned(), Value::from(self.id));
        event.insert("previousEventId".to_owned(), Value::from(self.previous));
        if let Some((key, details)) = self.details(&name) {
            event.insert(key, details);
        }
        Value::Object(event)
    }

    fn details(&self, name: &str) -> Option<(String, Value)> {
        let own = || lower_first(name) + "EventDetails";
        Some(match &self.kind {
            EventKind::ExecutionStarted(input) => {
                (own(), json!({"input": text(input), "inputDetails": truncated()}))
            }
            EventKind::ExecutionSucceeded(output) => {
                (own(), json!({"output": text(output), "outputDetails": truncated()}))
            }
            EventKind::ExecutionFailed(failure)
            | EventKind::ExecutionAborted(failure)
            | EventKind::MapRunFailed(failure) => (own(), Value::Object(failure_fields(failure))),
            EventKind::Entered(_, state, input) => (
                "stateEnteredEventDetails".to_owned(),
                json!({"name": &**state, "input": text(input), "inputDetails": truncated()}),
            ),
            EventKind::Exited(_, state, output, assigned) => {
                ("stateExitedEventDetails".to_owned(), exited(state, output, assigned.as_deref()))
            }
            EventKind::EvaluationFailed(state, failure, location) => {
                let mut details = failure_fields(failure);
                details.insert("state".to_owned(), Value::from(&**state));
                details.extend(
                    location
                        .as_deref()
                        .map(|location| ("location".to_owned(), Value::from(location))),
                );
                (own(), Value::Object(details))
            }
            EventKind::Scheduled(scheduled) => (own(), scheduled_fields(scheduled)),
            EventKind::Started(scheduled) => match &scheduled.target {
                Target::Lambda(_) => return None,
                Target::Activity(_) => (own(), json!({})),
                Target::Service(..) => (own(), Value::Object(service_fields(scheduled))),
            },
            EventKind::Submitted(scheduled, output) => {
                let mut details = service_fields(scheduled);
                if let Some(output) = output {
                    details.insert("output".to_owned(), text(output));
                    details.insert("outputDetails".to_owned(), truncated());
                }
                (own(), Value::Object(details))
            }
            EventKind::Succeeded(scheduled, output) => {
                let mut details = service_fields(scheduled);
                details.insert("output".to_owned(), text(output));
                details.insert("outputDetails".to_owned(), truncated());
                (own(), Value::Object(details))
            }
            EventKind::Failed(scheduled, _, failure) => {
                let mut details = service_fields(scheduled);
                details.extend(failure_fields(failure));
                (own(), Value::Object(details))
            }
            EventKind::MapStarted(length) => (own(), json!({"length": length})),
            EventKind::IterationStarted(state, index)
            | EventKind::IterationSucceeded(state, index)
            | EventKind::IterationFailed(state, index)
            | EventKind::IterationAborted(state, index) => {
                (own(), json!({"name": &**state, "index": index}))
            }
            EventKind::MapRunStarted(arn) => (own(), json!({"mapRunArn": &**arn})),
            EventKind::ExecutionTimedOut
            | EventKind::Aborted(_)
            | EventKind::ParallelStarted
            | EventKind::ParallelSucceeded
            | EventKind::ParallelFailed
            | EventKind::MapSucceeded
            | EventKind::MapFailed
            | EventKind::MapRunSucceeded => return None,
        })
    }
}

fn lower_first(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(chars).collect()
}

/// Data in an event is JSON text.
fn text(value: &Value) -> Value {
    Value::String(print::compact(value))
}

fn truncated() -> Value {
    json!({"truncated": false})
}

fn failure_fields(failure: &Failure) -> Map<String, Value> {
    let mut map = Map::new();
    map.extend(failure.error.as_deref().map(|error| ("error".to_owned(), Value::from(error))));
    map.extend(failure.cause.as_deref().map(|cause| ("cause".to_owned(), Value::from(cause))));
    map
}

fn exited(state: &str, output: &Value, assigned: Option<&Variables>) -> Value {
    let mut details = Map::new();
    details.insert("name".to_owned(), Value::from(state));
    details.insert("output".to_owned(), text(output));
    details.insert("outputDetails".to_owned(), truncated());
    if let Some(assigned) = assigned {
        // The service lists variables by name.
        let sorted: std::collections::BTreeMap<&String, &Value> = assigned.iter().collect();
        let variables =
            sorted.into_iter().map(|(name, value)| (name.clone(), text(value))).collect();
        details.insert("assignedVariables".to_owned(), Value::Object(variables));
        details.insert("assignedVariablesDetails".to_owned(), truncated());
    }
    Value::Object(details)
}

/// What every event of a service's task says.
fn service_fields(scheduled: &Scheduled) -> Map<String, Value> {
    let mut map = Map::new();
    if let Target::Service(service, action) = &scheduled.target {
        map.insert("resourceType".to_owned(), Value::from(&**service));
        map.insert("resource".to_owned(), Value::from(&**action));
    }
    map
}

fn scheduled_fields(scheduled: &Scheduled) -> Value {
    let mut map = service_fields(scheduled);
    match &scheduled.target {
        Target::Service(..) => {
            map.insert("region".to_owned(), Value::from(&*scheduled.region));
            map.insert("parameters".to_owned(), text(&scheduled.parameters));
        }
        Target::Lambda(arn) | Target::Activity(arn) => {
            map.insert("resource".to_owned(), Value::from(&**arn));
            map.insert("input".to_owned(), text(&scheduled.parameters));
            map.insert("inputDetails".to_owned(), truncated());
        }
    }
    map.extend(
        scheduled.timeout.map(|seconds| ("timeoutInSeconds".to_owned(), Value::from(seconds))),
    );
    map.extend(
        scheduled.heartbeat.map(|seconds| ("heartbeatInSeconds".to_owned(), Value::from(seconds))),
    );
    map.extend(
        scheduled
            .role
            .as_deref()
            .map(|role| ("taskCredentials".to_owned(), json!({"roleArn": role}))),
    );
    Value::Object(map)
}
