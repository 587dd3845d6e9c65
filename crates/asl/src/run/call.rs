//! Tasks: scheduling a call, and taking its answer.

use std::sync::Arc;

use dryrun_json::print;
use serde_json::{Value, json};

use super::frame::{Ending, Frame, Work};
use super::{After, Blame, Ended, Runner, Stuck, size};
use crate::failure::{Failure, Fault, Origin};
use crate::history::{EventKind, Scheduled, Target};
use crate::machine::{Data, Kind, Pattern, Resource, ResourceKind, State, Task};
use crate::mock::{self, Outcome};
use crate::options::Quotas;
use crate::outside::{Called, Reply, TaskCall};
use crate::step::Call;
use crate::test_state::shapes;
use crate::time::Millis;

/// The answer to a call, as a task takes it.
struct Answer {
    ending: Ending,
    /// Whether the service takes a job on, and what it says then.
    submitted: Option<Option<Data>>,
    after: Millis,
}

impl Answer {
    fn of_mock(answer: &mock::Answer, resource: &Resource) -> Self {
        let submitted = answer.submitted.as_ref();
        Self::new(answer.outcome.clone(), submitted.map(Data::clone), resource, 0)
    }

    fn of_reply(reply: Reply, resource: &Resource) -> Self {
        Self::new(reply.outcome, reply.submitted, resource, reply.after)
    }

    fn new(outcome: Outcome, submitted: Option<Data>, resource: &Resource, after: Millis) -> Self {
        let is_job = matches!(outcome, Outcome::Return(_) | Outcome::Pending) && is_job(resource);
        let submitted = match submitted {
            Some(output) => Some(Some(output)),
            None => is_job.then_some(None),
        };
        let ending = match outcome {
            Outcome::Return(result) => Ending::Return(result),
            Outcome::Throw(failure, event) => Ending::Throw(failure, event),
            Outcome::Pending => Ending::Never,
        };
        Self { ending, submitted, after }
    }
}

/// What to add to the mocks, so that the run goes on.
fn ready_mock(state: &str, resource: &Resource, known: bool) -> String {
    let answer = print::compact(&json!({"Return": sample(resource)}));
    if known {
        format!("append to the answers of '{state}': {answer}")
    } else {
        format!("add to the mocks: {{{}: [{answer}]}}", print::compact(&Value::from(state)))
    }
}

/// A result of the right shape, as far as shapes are known.
fn sample(resource: &Resource) -> Value {
    match &resource.kind {
        ResourceKind::Service { pattern: Pattern::Callback, .. }
        | ResourceKind::Lambda
        | ResourceKind::Activity => json!({}),
        ResourceKind::Service { service, .. } if &**service == "lambda" => {
            json!({"ExecutedVersion": "$LATEST", "Payload": {}, "StatusCode": 200})
        }
        ResourceKind::Service { service, action, .. } => {
            shapes::sample(service, action).unwrap_or_else(|| json!({}))
        }
    }
}

impl<'m> Runner<'m> {
    /// Whether the task gets a token that somebody must return.
    pub(super) fn needs_token(&self, state: &State) -> bool {
        match &state.kind {
            Kind::Task(task) => match &task.resource.kind {
                // Recorded: `.sync` has one, too.
                ResourceKind::Service { pattern, .. } => *pattern != Pattern::RequestResponse,
                ResourceKind::Lambda | ResourceKind::Activity => false,
            },
            Kind::Pass { .. }
            | Kind::Choice(_)
            | Kind::Wait(_)
            | Kind::Succeed
            | Kind::Fail(_)
            | Kind::Parallel(_)
            | Kind::Map(_) => false,
        }
    }

    /// A task token: made up, and easily seen to be so.
    pub(super) fn token(&mut self) -> String {
        self.tokens += 1;
        format!("<task_token:{}>", self.tokens)
    }

    pub(super) fn call(&mut self, frame: &mut Frame<'m>, state: &'m State, call: Call) -> After {
        let Kind::Task(task) = &state.kind else { return After::Gone };
        if let Some(fault) = refused(&task.resource, &call.parameters) {
            return self.fault(frame, state, &fault);
        }
        let scheduled = Arc::new(Scheduled {
            target: target(&task.resource),
            parameters: call.parameters,
            region: Arc::from(self.options.region.as_str()),
            timeout: call.timeout,
            heartbeat: call.heartbeat,
            role: call.role,
        });
        self.emit(frame, || EventKind::Scheduled(Arc::clone(&scheduled)));
        let Some(answer) = self.ask(state, task, &scheduled) else { return After::Gone };
        if !never_started(&answer.ending) {
            self.emit(frame, || EventKind::Started(Arc::clone(&scheduled)));
        }
        if let Some(submitted) = answer.submitted {
            self.emit(frame, || EventKind::Submitted(Arc::clone(&scheduled), submitted));
        }
        let patience = patience(&scheduled);
        let (ending, time) = match answer.ending {
            Ending::Never => match patience {
                Some(patience) => (Ending::TimedOut, Some(patience)),
                None => (Ending::Never, None),
            },
            Ending::Throw(failure, event) if failure.error.as_deref() == Some("States.Timeout") => {
                let failure = Failure { origin: timed_out_by(&scheduled), ..failure };
                (Ending::Throw(failure, event), patience)
            }
            Ending::Return(_) | Ending::Throw(..) | Ending::TimedOut => match patience {
                Some(patience) if patience < answer.after => (Ending::TimedOut, Some(patience)),
                _ => (answer.ending, Some(answer.after).filter(|after| *after > 0)),
            },
        };
        let never = matches!(ending, Ending::Never);
        frame.work = Work::Answer(scheduled, ending);
        match time {
            Some(time) => After::At(self.clock.saturating_add(time)),
            // The thread stays where it is until the execution ends.
            None if never => After::Parked,
            None => After::Ready,
        }
    }

    /// The answer to a call: of code at hand, of the mocks, of another machine. `None`: there is none, the run is stuck.
    fn ask(&mut self, state: &State, task: &Task, scheduled: &Scheduled) -> Option<Answer> {
        self.called += 1;
        let call = TaskCall {
            resource: &task.resource,
            parameters: &scheduled.parameters,
            number: self.called,
            region: &self.options.region,
            account: &self.options.account,
            at: self.clock,
        };
        let mut called = self.objects.function(&call);
        if called == Called::Unknown && !self.mocks.knows(&state.name) {
            called = self.objects.machine(&call);
        }
        let refused = match called {
            Called::Answered(reply) => return Some(Answer::of_reply(reply, &task.resource)),
            Called::Refused(why) => Some(why),
            Called::Unknown => None,
        };
        let (index, used) = self.calls.get_mut(state.index).map(|(calls, used)| {
            *calls += 1;
            (*calls - 1, used)
        })?;
        match self.mocks.answer(&state.name, index, used, &scheduled.parameters) {
            Ok(answer) => Some(Answer::of_mock(answer, &task.resource)),
            Err(error) => {
                let message = match refused {
                    Some(why) => format!("{}. {why}", error.message),
                    None => error.message,
                };
                let help = ready_mock(&state.name, &task.resource, self.mocks.knows(&state.name));
                let state = Some(Arc::clone(&state.name));
                self.ended = Some(Ended::Stuck(Stuck { message, help: Some(help), state }));
                None
            }
        }
    }

    pub(super) fn answered(
        &mut self,
        frame: &mut Frame<'m>,
        state: &'m State,
        scheduled: &Arc<Scheduled>,
        ending: Ending,
    ) -> After {
        let prefix = scheduled.target.prefix();
        let (failure, event) = match ending {
            Ending::Return(result) => match too_large(self.options.quotas, scheduled, &result) {
                None => {
                    let output = Data::clone(&result);
                    self.emit(frame, || EventKind::Succeeded(Arc::clone(scheduled), output));
                    return self.finish(frame, state, &result);
                }
                Some(failure) => (failure, Arc::from(format!("{prefix}Failed"))),
            },
            Ending::Throw(failure, event) => {
                let event = event.unwrap_or_else(|| failure_event(prefix, &failure));
                (failure, event)
            }
            Ending::TimedOut => {
                let failure = Failure {
                    error: Some(Arc::from("States.Timeout")),
                    cause: None,
                    origin: timed_out_by(scheduled),
                };
                let event = failure_event(prefix, &failure);
                (failure, event)
            }
            Ending::Never => {
                frame.work = Work::Answer(Arc::clone(scheduled), Ending::Never);
                return After::Parked;
            }
        };
        let reported = Box::new(failure.clone());
        self.emit(frame, || EventKind::Failed(Arc::clone(scheduled), event, reported));
        self.fail(frame, state, failure, Blame::Work)
    }
}

/// A result that exceeds the quota fails the task; its name is the service's or the function's.
fn too_large(quotas: Quotas, scheduled: &Scheduled, result: &Value) -> Option<Failure> {
    let name = match &scheduled.target {
        Target::Lambda(name) | Target::Activity(name) | Target::Service(name, _) => name,
    };
    let failure = size::check_output(quotas, name, result).err()?;
    Some(Failure { origin: Origin::Task, ..failure })
}

/// Whose patience ended: a timeout of the heartbeat has a name of its own in `Retry` and `Catch`.
fn timed_out_by(scheduled: &Scheduled) -> Origin {
    match (scheduled.heartbeat, scheduled.timeout) {
        (Some(_), None) => Origin::Heartbeat,
        (Some(heartbeat), Some(timeout)) if heartbeat < timeout => Origin::Heartbeat,
        _ => Origin::Task,
    }
}

/// Whether the failure says that the call could not even begin: `LambdaFunctionScheduleFailed`, `TaskStartFailed`.
fn never_started(ending: &Ending) -> bool {
    match ending {
        Ending::Throw(_, Some(event)) => {
            event.ends_with("ScheduleFailed") || event.ends_with("StartFailed")
        }
        Ending::Return(_) | Ending::Throw(_, None) | Ending::TimedOut | Ending::Never => false,
    }
}

fn failure_event(prefix: &str, failure: &Failure) -> Arc<str> {
    let what =
        if failure.error.as_deref() == Some("States.Timeout") { "TimedOut" } else { "Failed" };
    Arc::from(format!("{prefix}{what}"))
}

/// How long a call may take.
fn patience(scheduled: &Scheduled) -> Option<Millis> {
    let seconds = [scheduled.timeout, scheduled.heartbeat].into_iter().flatten().min()?;
    Some(Millis::try_from(seconds).unwrap_or(Millis::MAX).saturating_mul(1_000))
}

fn target(resource: &Resource) -> Target {
    match &resource.kind {
        ResourceKind::Lambda => Target::Lambda(Arc::clone(&resource.arn)),
        ResourceKind::Activity => Target::Activity(Arc::clone(&resource.arn)),
        ResourceKind::Service { service, action, .. } => {
            Target::Service(Arc::clone(service), Arc::clone(action))
        }
    }
}

fn is_job(resource: &Resource) -> bool {
    match &resource.kind {
        ResourceKind::Service { pattern, .. } => *pattern != Pattern::RequestResponse,
        ResourceKind::Lambda | ResourceKind::Activity => false,
    }
}

/// What the service refuses before it calls: parameters whose shape it checks itself.
fn refused(resource: &Resource, parameters: &Value) -> Option<Fault> {
    let ResourceKind::Service { service, action, .. } = &resource.kind else { return None };
    if &**service != "apigateway" || !action.starts_with("invoke") {
        return None;
    }
    // API Gateway's headers and query parameters are lists of values.
    let wrong = ["Headers", "QueryParameters"].into_iter().find(|field| {
        parameters
            .get(field)
            .and_then(Value::as_object)
            .is_some_and(|map| map.values().any(|value| !value.is_array()))
    })?;
    let shown = dryrun_json::print::compact(parameters);
    Some(Fault::runtime(format!(
        "The Parameters '{shown}' could not be used to start the Task: [The value of the field '{wrong}' has an invalid format]"
    )))
}
