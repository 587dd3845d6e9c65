//! Creates a machine, runs it, reads what happened, and removes it again, whatever went wrong.

use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result, bail};
use dryrun_asl::time::{self, Millis};
use serde_json::{Map, Value, json};

use super::api::Client;

/// What is to be run.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    /// Name of the example; a part of the machine's name.
    pub name: &'a str,
    /// The definition, JSON.
    pub definition: &'a str,
    /// The input.
    pub input: &'a Value,
    /// The role that the machine takes.
    pub role: &'a str,
    /// `STANDARD` or `EXPRESS`.
    pub kind: &'a str,
    /// How long to wait for the end.
    pub patience: Duration,
}

/// How it went there.
#[derive(Debug, Clone, PartialEq)]
pub struct There {
    /// The execution's ARN.
    pub execution: String,
    /// When it started, in milliseconds.
    pub started: Millis,
    /// `SUCCEEDED`, `FAILED`, `TIMED_OUT` or `ABORTED`
    pub status: String,
    /// The output, when it succeeded.
    pub output: Option<Value>,
    /// The error, if it has one.
    pub error: Option<String>,
    /// Its cause.
    pub cause: Option<String>,
    /// All events; none are kept of Express executions.
    pub history: Option<Vec<Value>>,
}

impl There {
    /// The form of `dryrun run --format json`.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut run = Map::new();
        run.insert("status".to_owned(), json!(self.status));
        let texts = [("error", &self.error), ("cause", &self.cause)];
        run.extend(self.output.iter().map(|output| ("output".to_owned(), output.clone())));
        run.extend(
            texts
                .into_iter()
                .filter_map(|(name, text)| Some((name.to_owned(), json!(text.as_ref()?)))),
        );
        run.extend(self.history.iter().map(|history| ("history".to_owned(), json!(history))));
        Value::Object(run)
    }
}

/// Runs an order. `created` hears the machine's ARN at once, so that an interrupted run can be cleaned up by hand.
///
/// # Errors
/// [`super::api::Refused`] when the API refuses; otherwise why it could not be done. The machine is removed either way.
pub fn execute(client: &Client, order: &Order<'_>, created: &dyn Fn(&str)) -> Result<There> {
    let body = json!({"name": machine_name(order.name), "definition": order.definition, "roleArn": order.role, "type": order.kind});
    let answer = client.call("CreateStateMachine", &body)?;
    let machine =
        text(&answer, "stateMachineArn").context("CreateStateMachine gave no stateMachineArn")?;
    created(machine);
    let result = if order.kind == "EXPRESS" {
        synchronous(client, machine, order)
    } else {
        standard(client, machine, order)
    };
    let removed = client.call("DeleteStateMachine", &json!({"stateMachineArn": machine}));
    match (result, removed) {
        (result, Ok(_)) => result,
        (Ok(_), Err(error)) => Err(error.context(format!("{machine} could not be removed"))),
        (Err(first), Err(_)) => {
            Err(first.context(format!("{machine} could not be removed either")))
        }
    }
}

fn standard(client: &Client, machine: &str, order: &Order<'_>) -> Result<There> {
    let answer = client.call(
        "StartExecution",
        &json!({"stateMachineArn": machine, "input": order.input.to_string()}),
    )?;
    let execution = text(&answer, "executionArn").context("StartExecution gave no executionArn")?;
    let end = wait(client, execution, order.patience)?;
    let history = history(client, execution)?;
    Ok(There { history: Some(history), ..there(execution, &end) })
}

fn synchronous(client: &Client, machine: &str, order: &Order<'_>) -> Result<There> {
    let body = json!({"stateMachineArn": machine, "input": order.input.to_string()});
    let end = client.synchronous()?.call("StartSyncExecution", &body)?;
    Ok(there(text(&end, "executionArn").unwrap_or_default(), &end))
}

fn there(execution: &str, end: &Value) -> There {
    let owned = |name: &str| text(end, name).map(str::to_owned);
    There {
        execution: execution.to_owned(),
        started: time::from_seconds(
            end.get("startDate").and_then(Value::as_f64).unwrap_or_default(),
        ),
        status: owned("status").unwrap_or_default(),
        output: text(end, "output")
            .map(|output| serde_json::from_str(output).unwrap_or_else(|_| json!(output))),
        error: owned("error"),
        cause: owned("cause"),
        history: None,
    }
}

/// Asks until the execution has ended: often at first, then every two seconds.
fn wait(client: &Client, execution: &str, patience: Duration) -> Result<Value> {
    let since = Instant::now();
    let mut pause = Duration::from_millis(50);
    loop {
        let answer = client.call("DescribeExecution", &json!({"executionArn": execution}))?;
        if !matches!(text(&answer, "status"), Some("RUNNING" | "PENDING_REDRIVE")) {
            return Ok(answer);
        }
        if since.elapsed() >= patience {
            let stop = json!({"executionArn": execution, "error": "Dryrun.Patience", "cause": "dryrun waited long enough"});
            client.call("StopExecution", &stop)?;
            bail!(
                "{execution} still ran after {} s and was stopped; `--patience SECONDS` waits longer",
                patience.as_secs()
            );
        }
        sleep(pause);
        pause = (pause * 3 / 2).min(Duration::from_secs(2));
    }
}

/// All pages of the history.
fn history(client: &Client, execution: &str) -> Result<Vec<Value>> {
    let mut events = Vec::new();
    let mut request =
        json!({"executionArn": execution, "maxResults": 1000, "includeExecutionData": true});
    loop {
        let answer = client.call("GetExecutionHistory", &request)?;
        events.extend(answer.get("events").and_then(Value::as_array).cloned().unwrap_or_default());
        match (answer.get("nextToken"), request.as_object_mut()) {
            (Some(token), Some(request)) if token.is_string() => {
                request.insert("nextToken".to_owned(), token.clone())
            }
            _ => return Ok(events),
        };
    }
}

fn text<'a>(answer: &'a Value, name: &str) -> Option<&'a str> {
    answer.get(name).and_then(Value::as_str)
}

/// A name that no other run has; at most 80 letters that AWS allows.
fn machine_name(example: &str) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' };
    let example: String = example.chars().map(plain).take(40).collect();
    format!("dryrun-{example}-{now}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_what_the_service_allows() {
        let name = machine_name("a b/ü".repeat(40).as_str());
        assert!(name.starts_with("dryrun-a-b--a-b"), "{name}");
        assert!(name.len() <= 80);
        assert_ne!(name, machine_name("a b"));
    }
}
