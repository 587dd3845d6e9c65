//! TestState: one state on its own, with the data between its stages.
//!
//! The stages are the interpreter's ([`crate::step`], [`crate::data`]); what is added here is what the service checks
//! before (`request`), and which of the data it shows at which type of state.

mod command;
mod context;
mod request;
pub(crate) mod shapes;

use std::cell::RefCell;
use std::sync::Arc;

use dryrun_diag::FileId;
use dryrun_json::print;
use dryrun_jsonpath::Random;
use serde_json::{Map, Value, json};

pub use request::{Answer, Configuration, Exception, InspectionLevel, Mock, Request};
pub use shapes::FieldValidation;

use crate::data::{self, Stages};
use crate::env::{Context, Env, Facts, Variables};
use crate::failure::{Failure, Fault, Origin};
use crate::iterate;
use crate::machine::{Data, Kind, Language, Machine, State};
use crate::step::{self, Leave, Step};
use crate::{retry, time};

/// Start of the virtual clock: 2026-01-01T00:00:00Z.
const NOW: time::Millis = 1_767_225_600_000;

/// Tests a state; the answer is TestState's own JSON.
///
/// # Errors
/// When the service would refuse the request.
pub fn test_state(request: &Request) -> Result<Value, Exception> {
    let text = request::machine_text(request)?;
    let machine = crate::read_definition(FileId(0), &text).map_err(|diagnostics| {
        let what = diagnostics.first().map(|first| first.detail.clone()).unwrap_or_default();
        Exception::definition(format!("Invalid State Machine Definition: '{what}'"))
    })?;
    let name = request.state_name.as_deref().unwrap_or(request::STATE_NAME);
    let (home, state) = find(&machine, name)
        .ok_or_else(|| Exception::validation("State not found in definition"))?;
    request::refuse(request, state)?;
    Ok(run(request, state)?.answer(request, home))
}

/// A state anywhere in a machine, with the machine it stands in.
fn find<'m>(machine: &'m Machine, name: &str) -> Option<(&'m Machine, &'m State)> {
    if let Some(state) = machine.states.iter().find(|state| &*state.name == name) {
        return Some((machine, state));
    }
    machine
        .states
        .iter()
        .flat_map(|state| state.kind.machines())
        .find_map(|machine| find(machine, name))
}

/// How a test ended.
struct Test {
    ended: Ended,
    stages: Vec<(&'static str, Value)>,
    error_details: Map<String, Value>,
}

enum Ended {
    Left(Leave),
    Caught(Failure, Leave),
    Retriable(Failure),
    Failed(Failure),
}

fn run(request: &Request, state: &State) -> Result<Test, Exception> {
    let input = Data::new(
        request.input.clone().filter(|input| !input.is_null()).unwrap_or_else(|| json!({})),
    );
    let variables = parsed(request.variables.as_deref())
        .and_then(|value| value.as_object().cloned())
        .unwrap_or_default();
    let random = RefCell::new(Random::new(0));
    let given = parsed(request.context.as_deref());
    let (execution, machine) = surroundings(request, &input, &mut random.borrow_mut());
    let context = match &given {
        Some(given) => Context::given(given),
        None => Context::made(Facts {
            execution: &execution,
            machine: &machine,
            state: request::STATE_NAME,
            entered: NOW,
            retries: matches!(state.kind, Kind::Task(_) | Kind::Map(_) | Kind::Parallel(_))
                .then_some(0),
            token: None,
            item: None,
        }),
    };
    let env = Env { variables: &variables, context: &context, random: &random, now: NOW };
    let mut shown = Shown { stages: Stages::kept(), extra: Vec::new() };
    let worked = work(request, state, &input, &env, &mut shown)?;
    let mut error_details = Map::new();
    let ended = match worked {
        Ok(leave) => Ended::Left(leave),
        Err(failure) => settle(request, state, &input, failure, &env, &mut error_details),
    };
    Ok(Test { ended, stages: shown.select(state, &variables), error_details })
}

fn parsed(text: Option<&str>) -> Option<Value> {
    serde_json::from_str(text?).ok()
}

/// The context's `Execution` and `StateMachine`.
fn surroundings(request: &Request, input: &Value, random: &mut Random) -> (Value, Value) {
    let (machine, execution, role) =
        (random.uuid(), random.uuid(), "arn:aws:iam::123456789012:role/StepFunctionsRole");
    // A state of a whole machine is tested without a role, a single state with one.
    let role = if request.state_name.is_some() { Value::Null } else { Value::from(role) };
    let execution = json!({
        "Id": format!("arn:aws:states:us-east-1:123456789012:express:{machine}:{execution}"),
        "Input": input,
        "Name": execution,
        "RoleArn": role,
        "StartTime": time::format(NOW),
    });
    (
        execution,
        json!({"Id": format!("arn:aws:states:us-east-1:123456789012:stateMachine:{machine}"), "Name": machine}),
    )
}

/// The data that was seen on the way.
struct Shown {
    stages: Stages,
    /// What only Map states have.
    extra: Vec<(&'static str, Value)>,
}

impl Shown {
    fn note(&mut self, stage: &'static str, value: Value) {
        self.extra.push((stage, value));
    }

    fn stage(&self, name: &str) -> Option<&Data> {
        self.stages.values().iter().find(|(stage, _)| *stage == name).map(|(_, value)| value)
    }

    /// What the service shows of it at this type of state.
    fn select(&self, state: &State, variables: &Variables) -> Vec<(&'static str, Value)> {
        let text = |value: &Value| Value::from(print::compact(value));
        let mut selected: Vec<(&'static str, Value)> = Vec::new();
        selected.extend(self.stage("input").map(|input| ("input", text(input))));
        selected.extend(
            stages_of(state).iter().filter_map(|name| Some((*name, text(self.stage(name)?)))),
        );
        selected.extend(self.extra.iter().cloned());
        if !variables.is_empty() {
            selected.push(("variables", text(&Value::Object(variables.clone()))));
        }
        selected
    }
}

/// The stages that TestState shows, as recorded: not all that there are.
fn stages_of(state: &State) -> &'static [&'static str] {
    match (state.language, &state.kind) {
        (Language::Jsonata, Kind::Task(_)) => &["afterArguments", "result"],
        (Language::Jsonata, _) => &[],
        (Language::JsonPath, Kind::Pass { result: Some(_) }) => {
            &["result", "afterResultSelector", "afterResultPath"]
        }
        (Language::JsonPath, Kind::Pass { result: None }) => {
            &["afterInputPath", "afterParameters", "afterResultSelector", "afterResultPath"]
        }
        (Language::JsonPath, Kind::Task(_)) => &[
            "afterInputPath",
            "afterParameters",
            "result",
            "afterResultSelector",
            "afterResultPath",
        ],
        (Language::JsonPath, Kind::Map(_)) => {
            &["afterInputPath", "afterResultSelector", "afterResultPath"]
        }
        (Language::JsonPath, Kind::Parallel(_)) => &["afterResultSelector", "afterResultPath"],
        (Language::JsonPath, Kind::Choice(_) | Kind::Wait(_) | Kind::Succeed | Kind::Fail(_)) => {
            &["afterInputPath"]
        }
    }
}

type Worked = Result<Leave, Failure>;

/// Carries the state out, the mock in the place of its work.
fn work(
    request: &Request,
    state: &State,
    input: &Data,
    env: &Env<'_>,
    shown: &mut Shown,
) -> Result<Worked, Exception> {
    let step = match step::begin(state, input, env, &mut shown.stages) {
        Ok(step) => step,
        Err(fault) => return Ok(Err(failure(&fault))),
    };
    defaults(state, &mut shown.stages);
    Ok(match step {
        Step::Leave(leave) => Ok(leave),
        Step::Fail(failure) => Err(failure),
        Step::Sleep(sleep) => finish(state, input, &sleep.data, env, shown),
        Step::Call(_) | Step::Branch(_) => match answer(request) {
            Answer::Return(result) => finish(state, input, &Data::new(result), env, shown),
            Answer::Throw(error, cause) => Err(thrown(error, cause)),
        },
        Step::Iterate(plan) => return iterated(request, state, input, &plan, env, shown),
    })
}

/// Stages without a field of their own leave the data as it is, and are shown nevertheless.
fn defaults(state: &State, stages: &mut Stages) {
    let value = |name: &str, stages: &Stages| {
        stages
            .values()
            .iter()
            .find(|(stage, _)| *stage == name)
            .map(|(_, value)| Data::clone(value))
    };
    if state.language == Language::JsonPath
        && state.parameters.is_none()
        && let Some(data) = value("afterInputPath", stages)
    {
        stages.note("afterParameters", &data);
    }
    if state.result_selector.is_none()
        && let Some(data) = value("result", stages)
    {
        stages.note("afterResultSelector", &data);
    }
}

fn finish(state: &State, input: &Data, result: &Data, env: &Env<'_>, shown: &mut Shown) -> Worked {
    if matches!(state.kind, Kind::Task(_) | Kind::Map(_) | Kind::Parallel(_)) {
        shown.stages.note("result", result);
        defaults(state, &mut shown.stages);
    }
    step::finish(state, input, result, env, &mut shown.stages).map_err(|fault| failure(&fault))
}

fn failure(fault: &Fault) -> Failure {
    Failure {
        error: Some(Arc::from(fault.error)),
        cause: Some(Arc::from(fault.message.as_str())),
        origin: Origin::Service,
    }
}

fn thrown(error: Option<String>, cause: Option<String>) -> Failure {
    Failure { error: error.map(Arc::from), cause: cause.map(Arc::from), origin: Origin::Task }
}

/// What stands in for the work: the mock, or a recorded answer.
fn answer(request: &Request) -> Answer {
    let Some(mock) = &request.mock else {
        return request.answer.clone().unwrap_or(Answer::Return(Value::Null));
    };
    match (&mock.result, &mock.error_output) {
        (Some(result), _) => Answer::Return(parsed(Some(result)).unwrap_or_default()),
        (None, Some((error, cause))) => Answer::Throw(error.clone(), cause.clone()),
        (None, None) => Answer::Return(Value::Null),
    }
}

/// A Map state: its items and limits, and the mock as the array of its results.
fn iterated(
    request: &Request,
    state: &State,
    input: &Data,
    plan: &iterate::Plan,
    env: &Env<'_>,
    shown: &mut Shown,
) -> Result<Worked, Exception> {
    let Kind::Map(map) = &state.kind else { return Ok(Err(thrown(None, None))) };
    let items = match &plan.source {
        iterate::Source::Items(items) => Arc::clone(items),
        iterate::Source::Read(_) => Arc::new(reader_items(request)?),
    };
    let reads = matches!(plan.source, iterate::Source::Read(_));
    if state.language == Language::JsonPath && !reads {
        shown.note("afterItemsPath", Value::from(print::compact(&Value::Array(items.to_vec()))));
    }
    if map.item_selector.is_some() {
        let inputs: Result<Vec<Value>, Fault> = items
            .iter()
            .enumerate()
            .map(|(index, item)| {
                iterate::item_input(map, state.language, item, index, &plan.input, env)
                    .map(Data::unwrap_or_clone)
            })
            .collect();
        match inputs {
            Ok(inputs) => {
                shown.note("afterItemSelector", Value::from(print::compact(&Value::Array(inputs))));
            }
            Err(fault) => return Ok(Err(failure(&fault))),
        }
    }
    let limits = limits(map, plan, env, shown);
    let tolerance = match limits {
        Ok(tolerance) => tolerance,
        Err(fault) => return Ok(Err(failure(&fault))),
    };
    Ok(match answer(request) {
        Answer::Throw(error, cause) => Err(thrown(error, cause)),
        Answer::Return(result) => {
            let failures = request.configuration.map_iteration_failure_count.unwrap_or_default();
            if tolerance.is_exceeded(failures, items.len()) {
                Err(Failure::service(
                    "States.ExceedToleratedFailureThreshold",
                    "The specified tolerated failure threshold was exceeded",
                ))
            } else {
                finish(state, input, &Data::new(result), env, shown)
            }
        }
    })
}

fn reader_items(request: &Request) -> Result<Vec<Value>, Exception> {
    let Some(text) = &request.configuration.map_item_reader_data else {
        return Err(Exception::validation(
            "ItemReader data must be specified when testing a Map state with ItemReader specified.",
        ));
    };
    match parsed(Some(text)) {
        Some(Value::Array(items)) => Ok(items),
        _ => Ok(Vec::new()),
    }
}

/// `maxConcurrency` and the tolerated failures, as they are shown.
fn limits(
    map: &crate::machine::Map,
    plan: &iterate::Plan,
    env: &Env<'_>,
    shown: &mut Shown,
) -> Result<iterate::Tolerance, Fault> {
    let concurrency = match &map.max_concurrency {
        Some(amount) => {
            data::amount(amount, "MaxConcurrency", data::NumberKind::Integer, &plan.input, env)?
        }
        None => 0.0,
    };
    #[expect(clippy::cast_possible_truncation, reason = "a whole number; saturates")]
    let whole = |number: f64| Value::from(number as i64);
    shown.note("maxConcurrency", whole(concurrency));
    let tolerance = iterate::tolerance(map, &plan.input, env)?;
    if let Some(count) = tolerance.count {
        shown.note("toleratedFailureCount", whole(count));
    }
    if let Some(percentage) = tolerance.percentage {
        shown.note("toleratedFailurePercentage", json!(percentage));
    }
    Ok(tolerance)
}

/// What becomes of a failure: another attempt, a catcher, or the end.
fn settle(
    request: &Request,
    state: &State,
    input: &Data,
    failure: Failure,
    env: &Env<'_>,
    details: &mut Map<String, Value>,
) -> Ended {
    let count = request.configuration.retrier_retry_count.unwrap_or_default();
    if let Some((index, retrier)) =
        state.retry.iter().enumerate().find(|(_, retrier)| failure.matches(&retrier.errors))
    {
        details.insert("retryIndex".to_owned(), json!(index));
        if count < retrier.max_attempts {
            #[expect(clippy::cast_possible_truncation, reason = "at most a year of seconds")]
            let seconds = retry::delay(retrier, count).round() as i64;
            details.insert("retryBackoffIntervalSeconds".to_owned(), json!(seconds));
            return Ended::Retriable(failure);
        }
    }
    match step::recover(state, input, &failure, env) {
        Some(Ok((index, leave))) => {
            details.insert("catchIndex".to_owned(), json!(index));
            Ended::Caught(failure, leave)
        }
        Some(Err(fault)) => Ended::Failed(self::failure(&fault)),
        None => Ended::Failed(failure),
    }
}

impl Test {
    /// The answer in TestState's JSON: data as JSON texts, as the API has them.
    fn answer(self, request: &Request, home: &Machine) -> Value {
        let mut answer = Map::new();
        let (status, failure, leave) = match self.ended {
            Ended::Left(leave) => ("SUCCEEDED", None, Some(leave)),
            Ended::Caught(failure, leave) => ("CAUGHT_ERROR", Some(failure), Some(leave)),
            Ended::Retriable(failure) => ("RETRIABLE", Some(failure), None),
            Ended::Failed(failure) => ("FAILED", Some(failure), None),
        };
        if let Some(leave) = leave {
            answer.insert("output".to_owned(), Value::from(print::compact(&leave.output)));
            let next = leave.next.and_then(|next| home.state(next));
            answer.extend(next.map(|next| ("nextState".to_owned(), Value::from(&*next.name))));
        }
        if let Some(failure) = failure {
            answer.extend(failure.error.map(|error| ("error".to_owned(), Value::from(&*error))));
            answer.extend(failure.cause.map(|cause| ("cause".to_owned(), Value::from(&*cause))));
        }
        answer.insert("status".to_owned(), Value::from(status));
        if request.level != InspectionLevel::Info {
            let mut inspection: Map<String, Value> =
                self.stages.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            if !self.error_details.is_empty() {
                inspection.insert("errorDetails".to_owned(), Value::Object(self.error_details));
            }
            answer.insert("inspectionData".to_owned(), Value::Object(inspection));
        }
        Value::Object(answer)
    }
}

/// Answers a recorded case of the kind `test_state`.
#[must_use]
pub fn answer_case(request: &Value) -> Value {
    let mut asked = request.get("params").cloned().unwrap_or_else(|| json!({}));
    if let Some(asked) = asked.as_object_mut() {
        asked.extend(
            ["definition", "input"]
                .into_iter()
                .filter_map(|name| Some((name.to_owned(), request.get(name)?.clone()))),
        );
    }
    let mut asked = Request::from_json(&asked);
    let recorded = request.pointer("/mocks/*/0");
    asked.answer = recorded.map(|answer| match (answer.get("Return"), answer.get("Throw")) {
        (Some(result), _) => Answer::Return(result.clone()),
        (None, thrown) => {
            let text = |name: &str| {
                thrown
                    .and_then(|thrown| thrown.get(name))
                    .and_then(Value::as_str)
                    .map(str::to_owned)
            };
            Answer::Throw(text("Error"), text("Cause"))
        }
    });
    match test_state(&asked) {
        Ok(answer) => answer,
        Err(exception) => {
            json!({"exception": {"code": exception.code, "message": exception.message}})
        }
    }
}
