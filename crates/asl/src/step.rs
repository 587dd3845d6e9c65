//! One transition, as a pure function of values.
//!
//! [`begin`] carries a state out as far as it goes alone. What needs time or somebody else comes back as a [`Step`];
//! `run` answers it and calls [`finish`]. So every transition can be tested as a plain value.

use std::sync::Arc;

use serde_json::Value;

use crate::choice;
use crate::data::{self, ChoiceReader, NumberKind, Place, Stages};
use crate::env::{Env, Scope, Variables};
use crate::failure::{Failure, Fault, Origin};
use crate::machine::{
    Amount, Choice, Data, Delay, Fail, Kind, Language, State, StateId, Task, Wording,
};
use crate::template::Template;
use crate::{iterate, time};

/// What must happen next.
#[derive(Debug)]
pub enum Step {
    /// The state is done.
    Leave(Leave),
    /// Nothing happens until a point in time; then [`finish`] with the state's effective input.
    Sleep(Sleep),
    /// A task is to be called; then [`finish`] with its result.
    Call(Call),
    /// All branches are to run on this input; then [`finish`] with the array of their outputs.
    Branch(Data),
    /// The processor is to run for each item; then [`finish`] with the array of the outputs.
    Iterate(Box<iterate::Plan>),
    /// A Fail state was reached.
    Fail(Failure),
}

/// How a state is left.
#[derive(Debug, Clone, PartialEq)]
pub struct Leave {
    /// Its output.
    pub output: Data,
    /// Variables that it assigned.
    pub assigned: Option<Variables>,
    /// The state after it; `None`: the machine ends.
    pub next: Option<StateId>,
    /// The rule or catcher that says so; `None`: the state's own `Next` or `Default`.
    pub by: Option<usize>,
}

/// A Wait state's wait.
#[derive(Debug, Clone, PartialEq)]
pub struct Sleep {
    /// When it is over.
    pub until: time::Millis,
    /// What [`finish`] takes as result.
    pub data: Data,
}

/// A task's call.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// What the task is given.
    pub parameters: Data,
    /// `TimeoutSeconds`
    pub timeout: Option<u64>,
    /// `HeartbeatSeconds`
    pub heartbeat: Option<u64>,
    /// `Credentials.RoleArn`
    pub role: Option<Arc<str>>,
}

/// Begins a state.
///
/// # Errors
/// What the service finds wrong while it carries the state out.
pub fn begin(
    state: &State,
    input: &Data,
    env: &Env<'_>,
    stages: &mut Stages,
) -> Result<Step, Fault> {
    stages.note("input", input);
    let effective = match state.language {
        Language::JsonPath => data::after_input_path(state, input, env)?,
        Language::Jsonata => Data::clone(input),
    };
    if state.language == Language::JsonPath {
        stages.note("afterInputPath", &effective);
    }
    match &state.kind {
        Kind::Pass { result } => {
            let made = parameters(state, &effective, env, stages)?;
            let result = result.as_ref().map_or(made, Data::clone);
            stages.note("result", &result);
            finish(state, input, &result, env, stages).map(Step::Leave)
        }
        Kind::Succeed => finish(state, input, &effective, env, stages).map(Step::Leave),
        Kind::Choice(choice) => chosen(state, choice, input, &effective, env).map(Step::Leave),
        Kind::Wait(delay) => sleep(delay, effective, env).map(Step::Sleep),
        Kind::Fail(fail) => failed(fail, &effective, env).map(Step::Fail),
        Kind::Task(task) => {
            let parameters = parameters(state, &effective, env, stages)?;
            call(task, parameters, &effective, state.language, env).map(Step::Call)
        }
        Kind::Parallel(_) => parameters(state, &effective, env, stages).map(Step::Branch),
        Kind::Map(map) => iterate::plan(map, state.language, &effective, env)
            .map(|plan| Step::Iterate(Box::new(plan))),
    }
}

fn parameters(
    state: &State,
    effective: &Data,
    env: &Env<'_>,
    stages: &mut Stages,
) -> Result<Data, Fault> {
    let made = data::after_parameters(state, effective, env)?;
    if state.parameters.is_some() {
        let stage = match state.language {
            Language::JsonPath => "afterParameters",
            Language::Jsonata => "afterArguments",
        };
        stages.note(stage, &made);
    }
    Ok(made)
}

/// Ends a state with a result.
///
/// # Errors
/// What the service finds wrong with the result.
pub fn finish(
    state: &State,
    input: &Data,
    result: &Data,
    env: &Env<'_>,
    stages: &mut Stages,
) -> Result<Leave, Fault> {
    match state.language {
        Language::JsonPath => {
            let selected = data::after_result_selector(state, result, env)?;
            if state.result_selector.is_some() {
                stages.note("afterResultSelector", &selected);
            }
            let merged = data::after_result_path(&state.result_path, input, &selected)?;
            stages.note("afterResultPath", &merged);
            let output = data::after_output_path(state, &merged, env)?;
            // Variables are assigned last, so that OutputPath still sees the old values.
            let scope = Scope::new(input, env);
            let assigned = data::assigned(
                state.assign.as_ref(),
                Place::State,
                state.language,
                &selected,
                &scope,
            )?;
            Ok(Leave { output, assigned, next: state.next, by: None })
        }
        Language::Jsonata => {
            let scope = Scope::new(input, env);
            let (scope, otherwise) = match &state.kind {
                Kind::Task(_) | Kind::Parallel(_) | Kind::Map(_) => {
                    (scope.with_result(result), result)
                }
                Kind::Pass { .. }
                | Kind::Choice(_)
                | Kind::Wait(_)
                | Kind::Succeed
                | Kind::Fail(_) => (scope, input),
            };
            let output = data::output(state.output.as_ref(), Place::State, otherwise, &scope)?;
            let assigned = data::assigned(
                state.assign.as_ref(),
                Place::State,
                state.language,
                result,
                &scope,
            )?;
            Ok(Leave { output, assigned, next: state.next, by: None })
        }
    }
}

/// Where a caught failure leads; `None`: no catcher means it.
///
/// # Errors
/// What the service finds wrong with the catcher's fields.
pub fn recover(
    state: &State,
    input: &Data,
    failure: &Failure,
    env: &Env<'_>,
) -> Option<Result<(usize, Leave), Fault>> {
    let (index, catcher) =
        state.catch.iter().enumerate().find(|(_, catcher)| failure.matches(&catcher.errors))?;
    let error = Data::new(failure.output());
    let scope = Scope::new(input, env).with_error(&error);
    let place = Place::Catcher(index);
    let output = match state.language {
        Language::JsonPath => data::after_result_path(&catcher.result_path, input, &error),
        Language::Jsonata => data::output(catcher.output.as_ref(), place, &error, &scope),
    };
    let left = output.and_then(|output| {
        let assigned =
            data::assigned(catcher.assign.as_ref(), place, state.language, &error, &scope)?;
        Ok((index, Leave { output, assigned, next: Some(catcher.next), by: Some(index) }))
    });
    Some(left)
}

fn chosen(
    state: &State,
    choice: &Choice,
    input: &Data,
    effective: &Data,
    env: &Env<'_>,
) -> Result<Leave, Fault> {
    let scope = Scope::new(input, env);
    for (index, rule) in choice.rules.iter().enumerate() {
        // The first rule that holds wins, even when a later one is more specific.
        if choice::holds(
            &rule.test,
            &ChoiceReader { data: effective, env, scope: &scope, rule: index },
        )? {
            // The state's own Assign and Output are for the default alone.
            let output = (rule.output.as_ref(), Place::Choice(index));
            let assign = (rule.assign.as_ref(), Place::Choice(index));
            let leave = leave_choice(state, output, assign, rule.next, effective, &scope)?;
            return Ok(Leave { by: Some(index), ..leave });
        }
    }
    match choice.default {
        Some(next) => {
            let (output, assign) = (state.output.as_ref(), state.assign.as_ref());
            leave_choice(
                state,
                (output, Place::State),
                (assign, Place::State),
                next,
                effective,
                &scope,
            )
        }
        None => Err(Fault::named(
            "States.NoChoiceMatched",
            "Failed to transition out of the state. The state does not point to a next state.",
        )),
    }
}

type Placed<'a> = (Option<&'a Template>, Place);

fn leave_choice(
    state: &State,
    output: Placed<'_>,
    assign: Placed<'_>,
    next: StateId,
    effective: &Data,
    scope: &Scope<'_>,
) -> Result<Leave, Fault> {
    let output = match state.language {
        Language::JsonPath => data::after_output_path(state, effective, scope.env)?,
        Language::Jsonata => data::output(output.0, output.1, effective, scope)?,
    };
    let assigned = data::assigned(assign.0, assign.1, state.language, effective, scope)?;
    Ok(Leave { output, assigned, next: Some(next), by: None })
}

/// Longest wait in seconds: what 32 bits hold, 24855 days and a bit.
const LONGEST_WAIT: f64 = 2_147_483_647.0;

fn sleep(delay: &Delay, effective: Data, env: &Env<'_>) -> Result<Sleep, Fault> {
    let until = match delay {
        Delay::Seconds(amount) => {
            let seconds = wait_seconds(amount, &effective, env)?;
            if seconds > LONGEST_WAIT {
                return Err(Fault::runtime("Wait state delay is too long."));
            }
            env.now.saturating_add(time::from_seconds(seconds))
        }
        Delay::Until(wording) => {
            let until = wait_until(wording, &effective, env)?;
            if until.saturating_sub(env.now) > time::from_seconds(LONGEST_WAIT) {
                return Err(Fault::runtime("Wait state delay is too long."));
            }
            until.max(env.now)
        }
    };
    Ok(Sleep { until, data: effective })
}

fn wait_seconds(amount: &Amount, data: &Value, env: &Env<'_>) -> Result<f64, Fault> {
    let Amount::Path(path) = amount else {
        let seconds = data::amount(amount, "Seconds", NumberKind::Integer, data, env)?;
        if seconds < 0.0 {
            return Err(Fault::evaluation(
                Some("Seconds".to_owned()),
                format!("The Seconds field must not be negative: {seconds}"),
            ));
        }
        return Ok(seconds);
    };
    let text = path.text();
    let none = || {
        Fault::runtime(format!(
            "The SecondsPath parameter does not reference an input value: {text}"
        ))
    };
    let value = data::read(path, data, env).map_err(|_| none())?;
    if value.is_null() {
        return Err(none());
    }
    let shown = shown(&value);
    let Some(seconds) = integer(&value) else {
        return Err(Fault::runtime(format!(
            "The SecondsPath parameter cannot be parsed as a long value: {text} == {shown}"
        )));
    };
    if seconds < 0 {
        return Err(Fault::runtime(format!(
            "The SecondsPath parameter references a negative value: {text} == {shown}"
        )));
    }
    #[expect(clippy::cast_precision_loss, reason = "more than 2^53 seconds are refused anyway")]
    let seconds = seconds as f64;
    Ok(seconds)
}

fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.parse().ok(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| dryrun_json::print::compact(value), str::to_owned)
}

fn wait_until(wording: &Wording, data: &Value, env: &Env<'_>) -> Result<time::Millis, Fault> {
    if let Wording::Path(path) = wording {
        let text = path.text();
        let value = data::read(path, data, env).map_err(|_| {
            Fault::runtime(format!(
                "The TimestampPath parameter does not reference an input value: {text}"
            ))
        })?;
        let shown = shown(&value);
        return value.as_str().and_then(time::parse).map(time::Instant::millis).ok_or_else(|| {
            Fault::runtime(format!(
                "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: {text} == {shown}"
            ))
        });
    }
    let found = data::wording(wording, "Timestamp", data, env)?;
    time::parse(&found).map(time::Instant::millis).ok_or_else(|| {
        Fault::evaluation(
            Some("Timestamp".to_owned()),
            format!("The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: {found}"),
        )
    })
}

fn failed(fail: &Fail, effective: &Value, env: &Env<'_>) -> Result<Failure, Fault> {
    let text = |field: &Option<Wording>, name: &str| {
        field
            .as_ref()
            .map(|wording| data::wording(wording, name, effective, env).map(Arc::from))
            .transpose()
    };
    Ok(Failure {
        error: text(&fail.error, "Error")?,
        cause: text(&fail.cause, "Cause")?,
        origin: Origin::FailState,
    })
}

fn call(
    task: &Task,
    parameters: Data,
    effective: &Data,
    language: Language,
    env: &Env<'_>,
) -> Result<Call, Fault> {
    let seconds = |amount: &Option<Amount>, name: &str| -> Result<Option<u64>, Fault> {
        let Some(amount) = amount else { return Ok(None) };
        let seconds = data::amount(amount, name, NumberKind::Integer, effective, env)?;
        if seconds < 1.0 {
            return Err(Fault::runtime(format!(
                "The {name} field must be a positive integer: {seconds}"
            )));
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "positive; saturates"
        )]
        let seconds = seconds as u64;
        Ok(Some(seconds))
    };
    let timeout = seconds(&task.timeout, "TimeoutSeconds")?;
    let heartbeat = seconds(&task.heartbeat, "HeartbeatSeconds")?;
    let credentials = match (&task.credentials, language) {
        (None, _) => None,
        (Some(template), Language::JsonPath) => Some(data::fill(template, effective, env)?),
        (Some(template), Language::Jsonata) => {
            Some(data::evaluate(template, "Credentials", &Scope::new(effective, env))?)
        }
    };
    let role = credentials
        .and_then(|credentials| credentials.get("RoleArn").and_then(Value::as_str).map(Arc::from));
    Ok(Call { parameters, timeout, heartbeat, role })
}
