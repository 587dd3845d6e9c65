//! Executions that a machine starts of another example's machine.

use std::sync::Arc;

use dryrun_engine::{Effects, Example};
use dryrun_json::print;
use serde_json::{Map, Value, json};

use super::definition::Definition;
use super::objects::World;
use super::{case_mocks, options};
use crate::failure::{Failure, Origin};
use crate::machine::{Data, Pattern, ResourceKind};
use crate::mock::Outcome;
use crate::options::Options;
use crate::outside::{Called, Reply, TaskCall};
use crate::run::{self, Ended, RunResult};

/// Executions within executions; a machine may start itself.
const DEEPEST: usize = 8;
const TOO_DEEP: &str = "Executions are nested more than 8 deep";

/// Runs the machine that `states:startExecution` names, where it is an example; its default mocks answer its tasks.
pub(super) fn call(call: &TaskCall<'_>, depth: usize, effects: &dyn Effects) -> Called {
    let Some((pattern, action)) = starts(call) else { return Called::Unknown };
    let field = |name: &str| call.parameters.get(name).and_then(Value::as_str);
    let Some(id) = field("StateMachineArn").map(name) else { return Called::Unknown };
    let Some(example) = effects.example(id) else { return Called::Unknown };
    if depth >= DEEPEST {
        return Called::Refused(TOO_DEEP.to_owned());
    }
    let child = Child::new(call, &example, id, field("Name"));
    if pattern == Pattern::RequestResponse {
        let started = Outcome::Return(Data::new(child.started()));
        return Called::Answered(Reply::at_once(started));
    }
    let definition = match Definition::read(&example) {
        Ok(definition) => definition,
        Err(_) => return Called::Refused(format!("The definition of '{id}' does not stand")),
    };
    let case = example.cases.first().map_or("default", String::as_str);
    let mocks = match case_mocks(&example, case) {
        Ok((mocks, _)) => mocks,
        Err(wrong) => return Called::Refused(format!("The mocks of '{id}': {}", wrong.detail)),
    };
    let world = World::new(&example, case, effects).nested(depth + 1);
    let input = Data::new(child.input.clone());
    let result = run::run(&definition.machine, input, &mocks, &child.options, &world);
    match &result.ended {
        // Said once, not at each depth.
        Ended::Stuck(stuck) if stuck.message.contains(TOO_DEEP) => {
            Called::Refused(TOO_DEEP.to_owned())
        }
        Ended::Stuck(stuck) => {
            Called::Refused(format!("The execution of '{id}' cannot go on: {}", stuck.message))
        }
        Ended::Succeeded(_) | Ended::Failed(_) | Ended::TimedOut | Ended::Aborted(_) => {
            Called::Answered(Reply {
                outcome: child.outcome(&result, action),
                submitted: Some(Data::new(child.started())),
                after: result.end - result.start,
            })
        }
    }
}

fn starts<'a>(call: &TaskCall<'a>) -> Option<(Pattern, &'a str)> {
    match &call.resource.kind {
        ResourceKind::Service { service, action, pattern }
            if &**service == "states"
                && action.starts_with("startExecution")
                && *pattern != Pattern::Callback =>
        {
            Some((*pattern, action))
        }
        ResourceKind::Service { .. } | ResourceKind::Lambda | ResourceKind::Activity => None,
    }
}

/// The name in an ARN, a placeholder or a name.
fn name(text: &str) -> &str {
    let bare = text.split_once(":stateMachine:").map_or(text, |(_, rest)| rest);
    let bare = bare.strip_prefix("${").map_or(bare, |rest| rest.trim_end_matches('}'));
    bare.split([':', '.']).next().unwrap_or(bare)
}

struct Child {
    machine_arn: String,
    arn: String,
    name: String,
    input: Value,
    options: Options,
}

impl Child {
    fn new(call: &TaskCall<'_>, example: &Example, id: &str, named: Option<&str>) -> Self {
        let (region, account) = (call.region, call.account);
        let name = named.map_or_else(|| format!("{id}-{}", call.number), str::to_owned);
        let input = match call.parameters.get("Input") {
            // The API takes JSON in a text, the integration takes the value as well.
            Some(Value::String(text)) => serde_json::from_str(text).unwrap_or_else(|_| json!(text)),
            Some(value) => value.clone(),
            None => json!({}),
        };
        Self {
            machine_arn: format!("arn:aws:states:{region}:{account}:stateMachine:{id}"),
            arn: format!("arn:aws:states:{region}:{account}:execution:{id}:{name}"),
            input,
            options: Options {
                start: call.at,
                region: region.to_owned(),
                account: account.to_owned(),
                machine: id.to_owned(),
                execution: Some(name.clone()),
                ..options(example, example.cases.first().map_or("default", String::as_str))
            },
            name,
        }
    }

    /// The response of StartExecution.
    fn started(&self) -> Value {
        json!({"ExecutionArn": self.arn, "StartDate": self.options.start})
    }

    fn outcome(&self, run: &RunResult, action: &str) -> Outcome {
        let sync2 = action.ends_with(".sync:2");
        match &run.ended {
            Ended::Succeeded(_) => Outcome::Return(Data::new(self.described(run, sync2))),
            Ended::Failed(_) | Ended::TimedOut | Ended::Aborted(_) | Ended::Stuck(_) => {
                // Recorded: the cause is the response of DescribeExecution, data in texts.
                let cause = print::compact(&self.described(run, false));
                let failure = Failure {
                    error: Some(Arc::from("States.TaskFailed")),
                    cause: Some(Arc::from(cause)),
                    origin: Origin::Task,
                };
                Outcome::Throw(failure, Some(Arc::from("TaskFailed")))
            }
        }
    }

    /// The response of DescribeExecution; `.sync:2` gives data as values.
    fn described(&self, run: &RunResult, values: bool) -> Value {
        let data =
            |value: &Value| if values { value.clone() } else { json!(print::compact(value)) };
        let mut fields = Map::new();
        let mut add = |name: &str, value: Value| fields.insert(name.to_owned(), value);
        let (error, cause) = match &run.ended {
            Ended::Failed(failure) | Ended::Aborted(failure) => {
                (failure.error.as_deref(), failure.cause.as_deref())
            }
            Ended::TimedOut => (Some("States.Timeout"), None),
            Ended::Succeeded(_) | Ended::Stuck(_) => (None, None),
        };
        cause.map(|cause| add("Cause", json!(cause)));
        error.map(|error| add("Error", json!(error)));
        add("ExecutionArn", json!(self.arn));
        add("Input", data(&self.input));
        add("InputDetails", json!({"Included": true}));
        add("Name", json!(self.name));
        if let Ended::Succeeded(output) = &run.ended {
            add("Output", data(output));
            add("OutputDetails", json!({"Included": true}));
        }
        add("RedriveCount", json!(0));
        if let Ended::Succeeded(_) = &run.ended {
            add("RedriveStatus", json!("NOT_REDRIVABLE"));
            let why = "Execution is SUCCEEDED and cannot be redriven";
            add("RedriveStatusReason", json!(why));
        } else {
            add("RedriveStatus", json!("REDRIVABLE"));
        }
        add("StartDate", json!(run.start));
        add("StateMachineArn", json!(self.machine_arn));
        add("Status", json!(run.ended.status()));
        add("StopDate", json!(run.end));
        Value::Object(fields)
    }
}
