//! A TestState request and the order in which the service checks it.

use dryrun_asl_check as check;
use dryrun_diag::FileId;
use serde_json::{Map, Value, json};

use super::shapes::{self, FieldValidation};
use crate::machine::{Kind, Pattern, ResourceKind, State};

/// How much of the work is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InspectionLevel {
    /// Only how it ended.
    #[default]
    Info,
    /// The data between the stages as well.
    Debug,
    /// And what went over the wire, which no mock has: the same as `DEBUG` here.
    Trace,
}

/// What stands in for the work of a Task, Map or Parallel state.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Mock {
    /// `result`: JSON text.
    pub result: Option<String>,
    /// `errorOutput`: error and cause.
    pub error_output: Option<(Option<String>, Option<String>)>,
    /// `fieldValidationMode`
    pub validation: FieldValidation,
}

/// `stateConfiguration`
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Configuration {
    /// `retrierRetryCount`: attempts that the matching retrier has had.
    pub retrier_retry_count: Option<u64>,
    /// `errorCausedByState`
    pub error_caused_by_state: Option<String>,
    /// `mapIterationFailureCount`
    pub map_iteration_failure_count: Option<usize>,
    /// `mapItemReaderData`: JSON text.
    pub map_item_reader_data: Option<String>,
}

/// What TestState is asked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Request {
    /// A state, or with `state_name` a whole machine.
    pub definition: String,
    /// `stateName`
    pub state_name: Option<String>,
    /// `input`; none is an empty object.
    pub input: Option<Value>,
    /// `inspectionLevel`
    pub level: InspectionLevel,
    /// `mock`
    pub mock: Option<Mock>,
    /// `stateConfiguration`
    pub configuration: Configuration,
    /// `context`: JSON text.
    pub context: Option<String>,
    /// `variables`: JSON text.
    pub variables: Option<String>,
    /// `revealSecrets`
    pub reveal_secrets: bool,
    /// What a Task without a mock gets: recorded answers.
    pub answer: Option<Answer>,
}

/// How the work of a Task ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// With a result.
    Return(Value),
    /// With error and cause.
    Throw(Option<String>, Option<String>),
}

/// A request that the service refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// Such as `ValidationException`.
    pub code: &'static str,
    /// The service's text.
    pub message: String,
}

impl Exception {
    pub(super) fn validation(message: impl Into<String>) -> Self {
        Self { code: "ValidationException", message: message.into() }
    }

    pub(super) fn definition(message: impl Into<String>) -> Self {
        Self { code: "InvalidDefinition", message: message.into() }
    }
}

impl Request {
    /// Reads a request in the API's own JSON; `definition` is text, `input` may be JSON or text.
    #[must_use]
    pub fn from_json(value: &Value) -> Self {
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        let input = value.get("input").map(|input| match input {
            Value::String(text) => serde_json::from_str(text).unwrap_or_else(|_| input.clone()),
            other => other.clone(),
        });
        Self {
            definition: text("definition").unwrap_or_default(),
            state_name: text("stateName"),
            input,
            level: match value.get("inspectionLevel").and_then(Value::as_str) {
                Some("DEBUG") => InspectionLevel::Debug,
                Some("TRACE") => InspectionLevel::Trace,
                _ => InspectionLevel::Info,
            },
            mock: value.get("mock").map(mock),
            configuration: value.get("stateConfiguration").map(configuration).unwrap_or_default(),
            context: text("context"),
            variables: text("variables"),
            reveal_secrets: value.get("revealSecrets") == Some(&Value::Bool(true)),
            answer: None,
        }
    }
}

fn mock(value: &Value) -> Mock {
    let text =
        |value: &Value, name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    Mock {
        result: text(value, "result"),
        error_output: value
            .get("errorOutput")
            .map(|error| (text(error, "error"), text(error, "cause"))),
        validation: match value.get("fieldValidationMode").and_then(Value::as_str) {
            Some("PRESENT") => FieldValidation::Present,
            Some("NONE") => FieldValidation::None,
            _ => FieldValidation::Strict,
        },
    }
}

fn configuration(value: &Value) -> Configuration {
    let count = |name: &str| value.get(name).and_then(Value::as_u64);
    let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    Configuration {
        retrier_retry_count: count("retrierRetryCount"),
        error_caused_by_state: text("errorCausedByState"),
        map_iteration_failure_count: count("mapIterationFailureCount")
            .and_then(|count| usize::try_from(count).ok()),
        map_item_reader_data: text("mapItemReaderData"),
    }
}

/// The name that a single state goes by.
pub(super) const STATE_NAME: &str = "StateName";

/// The machine in which the state stands: the given one, or one made around a single state.
pub(super) fn machine_text(request: &Request) -> Result<String, Exception> {
    if request.state_name.as_deref() == Some("") {
        let message = "Parameter validation failed:\nInvalid length for parameter stateName, value: 0, valid min length: 1";
        return Err(Exception { code: "ParamValidationError", message: message.to_owned() });
    }
    if request.state_name.is_some() {
        valid(&request.definition)?;
        return Ok(request.definition.clone());
    }
    let Ok(state) = serde_json::from_str::<Value>(&request.definition) else {
        valid(&request.definition)?;
        return Ok(request.definition.clone());
    };
    let text = wrapped(&state).to_string();
    valid(&text)?;
    Ok(text)
}

/// A machine around a state; the states it leads to only end.
fn wrapped(state: &Value) -> Value {
    let mut states = Map::new();
    states.insert(STATE_NAME.to_owned(), state.clone());
    let entries =
        ["Choices", "Catch"].into_iter().filter_map(|name| state.get(name)?.as_array()).flatten();
    let targets = entries
        .filter_map(|entry| entry.get("Next"))
        .chain([state.get("Next"), state.get("Default")].into_iter().flatten());
    for target in targets.filter_map(Value::as_str) {
        states.entry(target).or_insert_with(|| json!({"Type": "Succeed"}));
    }
    json!({"StartAt": STATE_NAME, "States": states})
}

fn valid(text: &str) -> Result<(), Exception> {
    let report = check::check(FileId(0), text, check::Kind::Standard);
    match check::create_response(&report)
        .as_ref()
        .and_then(|refusal| refusal.get("message"))
        .and_then(Value::as_str)
    {
        Some(message) => Err(Exception::definition(message)),
        None => Ok(()),
    }
}

/// What is wrong with the request as a whole, once the state is known.
pub(super) fn refuse(request: &Request, state: &State) -> Result<(), Exception> {
    let Some(mock) = &request.mock else { return refuse_without_mock(request, state) };
    let word = state.kind.state_type().word();
    if !matches!(state.kind, Kind::Task(_) | Kind::Map(_) | Kind::Parallel(_)) {
        return Err(Exception::validation(format!(
            "State type '{word}' is not supported when a mock is specified"
        )));
    }
    if request.reveal_secrets {
        return Err(Exception::validation(
            "TestState does not support RevealSecrets when a mock is specified.",
        ));
    }
    if mock.result.is_some() && mock.error_output.is_some() {
        return Err(Exception::validation(
            "A test mock should have only one of the following fields: [result, errorOutput].",
        ));
    }
    refuse_result(mock, state, &request.configuration)?;
    match &request.context {
        Some(context) => super::context::refuse(context, state).map_err(|what| {
            Exception::validation(format!("Invalid Context object provided: {what}"))
        }),
        None => Ok(()),
    }
}

fn refuse_without_mock(request: &Request, state: &State) -> Result<(), Exception> {
    let given = &request.configuration;
    let needs_mock = [
        ("RetrierRetryCount", given.retrier_retry_count.is_some()),
        ("ErrorCausedByState", given.error_caused_by_state.is_some()),
        ("MapIterationFailureCount", given.map_iteration_failure_count.is_some()),
        ("MapItemReaderData", given.map_item_reader_data.is_some()),
    ];
    if let Some((name, _)) = needs_mock.iter().find(|(_, given)| *given) {
        return Err(Exception::validation(format!(
            "TestState does not support {name} when a mock is not specified."
        )));
    }
    if matches!(state.kind, Kind::Map(_) | Kind::Parallel(_)) {
        let message = "TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]";
        return Err(Exception::definition(message));
    }
    if matches!(state.kind, Kind::Task(_)) && request.answer.is_none() {
        return Err(Exception::validation("RoleArn must be specified when testing a Task state"));
    }
    Ok(())
}

/// A mocked result against what the state can give.
fn refuse_result(
    mock: &Mock,
    state: &State,
    configuration: &Configuration,
) -> Result<(), Exception> {
    let Some(text) = &mock.result else { return Ok(()) };
    let Ok(result) = serde_json::from_str::<Value>(text) else {
        return Err(Exception::validation("Mocked result must be valid JSON"));
    };
    match &state.kind {
        Kind::Map(map) if map.writer.as_ref().is_some_and(|writer| writer.resource.is_some()) => {
            if result.is_object() {
                Ok(())
            } else {
                Err(Exception::validation("Mocked result must be a JSON object."))
            }
        }
        Kind::Map(_) | Kind::Parallel(_) => {
            let Some(items) = result.as_array() else {
                return Err(Exception::validation("Mocked result must be an array."));
            };
            if configuration.map_iteration_failure_count.is_some_and(|count| count > items.len()) {
                return Err(Exception::validation(
                    "Map iteration failure count must be less than or equal to the number of Map iterations",
                ));
            }
            Ok(())
        }
        Kind::Task(task) => match &task.resource.kind {
            ResourceKind::Service { service, action, pattern } => {
                let action = if *pattern == Pattern::Sync && &**service == "states" {
                    "describeExecution"
                } else {
                    action.split('.').next().unwrap_or_default()
                };
                match shapes::mismatch(service, action, &result, mock.validation) {
                    Some(what) => Err(Exception::validation(format!(
                        "Mock result schema validation error: {what}"
                    ))),
                    None => Ok(()),
                }
            }
            ResourceKind::Lambda | ResourceKind::Activity => Ok(()),
        },
        Kind::Pass { .. } | Kind::Choice(_) | Kind::Wait(_) | Kind::Succeed | Kind::Fail(_) => {
            Ok(())
        }
    }
}
