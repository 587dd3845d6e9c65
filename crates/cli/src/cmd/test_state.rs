//! `dryrun test-state`: the TestState API as a command.

use anyhow::{Result, bail};
use dryrun_asl::test_state::{InspectionLevel, Request, test_state};
use dryrun_diag::nearest;
use serde_json::{Map, Value};

use super::run::definition;
use super::target::{Target, machine, resolve};
use super::{json_option, pretty, print};
use crate::Exit;
use crate::args::{Common, Level, TestStateArgs};

pub(super) fn run(common: &Common, args: &TestStateArgs) -> Result<Exit> {
    let request = request(common, args)?;
    if args.print_command {
        print(&request.command());
        return Ok(Exit::Right);
    }
    match test_state(&request) {
        Ok(answer) => {
            print(&pretty(&answer));
            Ok(Exit::Right)
        }
        // As the API answers: with a status of the call, not of the state.
        Err(exception) => {
            eprintln!("error: {}: {}", exception.code, exception.message);
            Ok(Exit::Differs)
        }
    }
}

fn request(common: &Common, args: &TestStateArgs) -> Result<Request> {
    let mut fields = Map::new();
    let mock = object("mock", args.mock.as_ref(), &MOCK)?.map(mock_texts).transpose()?;
    fields.extend(mock.map(|mock| ("mock".to_owned(), mock)));
    let configuration =
        object("state-configuration", args.state_configuration.as_ref(), &CONFIGURATION)?;
    fields.extend(
        configuration
            .map(|fields| ("stateConfiguration".to_owned(), as_text(fields, "mapItemReaderData"))),
    );
    let given = [("variables", &args.variables), ("context", &args.context)];
    for (name, option) in given {
        let value = object(name, option.as_ref(), &[])?;
        fields.extend(value.map(|value| (name.to_owned(), Value::String(value.to_string()))));
    }
    Ok(Request {
        definition: text(common, args)?.trim_end().to_owned(),
        state_name: args.state.clone(),
        input: args.input.as_ref().map(|input| json_option("input", input)).transpose()?,
        level: match args.inspection_level {
            Level::Info => InspectionLevel::Info,
            Level::Debug => InspectionLevel::Debug,
            Level::Trace => InspectionLevel::Trace,
        },
        reveal_secrets: args.reveal_secrets,
        ..Request::from_json(&Value::Object(fields))
    })
}

/// The definition that NAME stands for, as JSON.
fn text(common: &Common, args: &TestStateArgs) -> Result<String> {
    let example = match resolve(common, &args.name)? {
        Target::Example { example, engine: "asl", .. } => *example,
        Target::Example { engine, .. } => {
            bail!("`{}` is an example of `{engine}`, not a state machine", args.name)
        }
        Target::File(path) | Target::Folder(path) => machine(&path)?,
    };
    let case = example.cases.first().cloned().unwrap_or_default();
    let text = definition(&example, &case)?.into_owned();
    let states = match serde_json::from_str::<Value>(&text) {
        Ok(Value::Object(mut machine)) => machine.remove("States"),
        Ok(_) | Err(_) => None,
    };
    let Some(Value::Object(states)) = states else { return Ok(text) };
    let names = states.keys().map(String::as_str);
    match &args.state {
        None => bail!(
            "`{}` is a machine: choose one of its states with `--state`; there are {}",
            args.name,
            names.collect::<Vec<_>>().join(", ")
        ),
        Some(state) if !text.contains(&Value::from(state.as_str()).to_string()) => {
            match nearest(state, names) {
                Some(near) => bail!("there is no state `{state}`; did you mean `{near}`?"),
                None => bail!("there is no state `{state}` in `{}`", args.name),
            }
        }
        Some(_) => Ok(text),
    }
}

/// Fields of `--mock`.
const MOCK: [&str; 3] = ["result", "errorOutput", "fieldValidationMode"];

/// Values of `fieldValidationMode`.
const MODES: [&str; 3] = ["STRICT", "PRESENT", "NONE"];

/// Fields of `--state-configuration`.
const CONFIGURATION: [&str; 4] =
    ["retrierRetryCount", "errorCausedByState", "mapIterationFailureCount", "mapItemReaderData"];

/// An option that is a JSON object with known fields; any fields when none are named.
fn object(option: &str, given: Option<&String>, known: &[&str]) -> Result<Option<Value>> {
    let Some(given) = given else { return Ok(None) };
    let value = json_option(option, given)?;
    let Some(fields) = value.as_object() else { bail!("--{option} takes a JSON object") };
    let unknown = fields.keys().find(|name| !known.is_empty() && !known.contains(&name.as_str()));
    match unknown {
        Some(name) => match nearest(name, known.iter().copied()) {
            Some(near) => bail!("--{option} has no field `{name}`; did you mean `{near}`?"),
            None => bail!("--{option} has no field `{name}`; it has {}", known.join(", ")),
        },
        None => Ok(Some(value)),
    }
}

/// The API takes JSON in texts; here the value itself will do.
fn mock_texts(mock: Value) -> Result<Value> {
    let known = |mode: &Value| mode.as_str().is_some_and(|mode| MODES.contains(&mode));
    if mock.get("fieldValidationMode").is_some_and(|mode| !known(mode)) {
        bail!("--mock: fieldValidationMode is one of {}", MODES.join(", "));
    }
    if mock.get("errorOutput").is_some_and(|error| !error.is_object()) {
        bail!("--mock: errorOutput is an object such as {{\"error\": \"E\", \"cause\": \"C\"}}");
    }
    Ok(as_text(mock, "result"))
}

fn as_text(mut fields: Value, name: &str) -> Value {
    if let Some(field) = fields.get_mut(name).filter(|field| !field.is_string()) {
        *field = Value::String(field.to_string());
    }
    fields
}
