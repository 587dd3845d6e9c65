//! What goes wrong within the language: values that a machine may catch.

use std::sync::Arc;

use serde_json::{Map, Value};

/// A failure that an execution, a state or a task ended with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Its name, such as `States.Timeout`.
    pub error: Option<Arc<str>>,
    /// Its cause.
    pub cause: Option<Arc<str>>,
    /// Where it came from.
    pub origin: Origin,
}

/// Where a failure came from; this decides who may catch it and how it looks when caught.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A task.
    Task,
    /// A task that did not send its heartbeat in time.
    Heartbeat,
    /// A Fail state.
    FailState,
    /// The service itself, in carrying a state out.
    Service,
}

impl Failure {
    /// A failure of the service itself.
    pub(crate) fn service(error: &str, cause: impl Into<Arc<str>>) -> Self {
        Self { error: Some(Arc::from(error)), cause: Some(cause.into()), origin: Origin::Service }
    }

    /// Whether `Retry` and `Catch` may see it at all.
    ///
    /// "A States.Runtime error isn't retriable, and will always cause the execution to fail."
    #[must_use]
    pub fn is_catchable(&self) -> bool {
        self.error.as_deref() != Some("States.Runtime")
    }

    /// Whether one of the names of `ErrorEquals` means it.
    #[must_use]
    pub fn matches(&self, names: &[Arc<str>]) -> bool {
        self.is_catchable() && names.iter().any(|name| self.is_called(name))
    }

    fn is_called(&self, name: &str) -> bool {
        match name {
            "States.ALL" => true,
            // Any failure of a task except a timeout.
            "States.TaskFailed" => match self.error.as_deref() {
                Some("States.TaskFailed") => true,
                Some("States.Timeout") => false,
                _ => self.origin == Origin::Task,
            },
            "States.HeartbeatTimeout" if self.origin == Origin::Heartbeat => true,
            _ => self.error.as_deref() == Some(name),
        }
    }

    /// The object that a catcher hands on.
    ///
    /// Recorded: a task that failed without fields has both with null, a Fail state without fields has neither.
    #[must_use]
    pub fn output(&self) -> Value {
        let text = |text: &Option<Arc<str>>| text.as_deref().map(Value::from);
        let (error, cause) = match self.origin {
            Origin::FailState => (text(&self.error), text(&self.cause)),
            Origin::Task | Origin::Heartbeat | Origin::Service
                if self.error.as_deref() == Some("States.Timeout") =>
            {
                (text(&self.error), Some(text(&self.cause).unwrap_or_else(|| Value::from(""))))
            }
            Origin::Task | Origin::Heartbeat | Origin::Service => (
                Some(text(&self.error).unwrap_or_default()),
                Some(text(&self.cause).unwrap_or_default()),
            ),
        };
        let mut map = Map::new();
        map.extend(error.map(|error| ("Error".to_owned(), error)));
        map.extend(cause.map(|cause| ("Cause".to_owned(), cause)));
        Value::Object(map)
    }
}

/// Something wrong within a state, before it is known at which event the state was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Name of the error.
    pub error: &'static str,
    /// What is wrong.
    pub message: String,
    /// Whether an evaluation of JSONata went wrong, and where.
    pub evaluation: Option<Evaluation>,
}

/// A failed evaluation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluation {
    /// The field, such as `Output/result`, if it is one field's.
    pub location: Option<String>,
}

impl Fault {
    /// An error that no catcher sees.
    pub(crate) fn runtime(message: impl Into<String>) -> Self {
        Self::named("States.Runtime", message)
    }

    /// An error of a given name.
    pub(crate) fn named(error: &'static str, message: impl Into<String>) -> Self {
        Self { error, message: message.into(), evaluation: None }
    }

    /// A failed evaluation of JSONata.
    pub(crate) fn evaluation(location: Option<String>, message: impl Into<String>) -> Self {
        Self {
            error: "States.QueryEvaluationError",
            message: message.into(),
            evaluation: Some(Evaluation { location }),
        }
    }

    /// The failure of a state that was entered at an event.
    #[must_use]
    pub fn in_state(&self, state: &str, event: u64) -> Failure {
        let message = &self.message;
        let cause = format!(
            "An error occurred while executing the state '{state}' (entered at the event id #{event}). {message}"
        );
        Failure::service(self.error, cause)
    }
}
