//! States and what stands in them.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::{Context, Fields};
use crate::choice::Operator;
use crate::machine::{
    Catcher, Choice, Delay, Fail, Jitter, Kind, Language, Pattern, Resource, ResourceKind, Retrier,
    Rule, State, StateId, Task, Test,
};
use crate::query::Expression;

/// Conditions within conditions; deeper ones are refused.
const DEPTH_LIMIT: usize = 64;

/// The places of states by name.
#[derive(Debug)]
pub(crate) struct Names<'a>(BTreeMap<&'a str, StateId>);

impl<'a> Names<'a> {
    pub(crate) fn new(states: &'a Map<String, Value>) -> Self {
        Self(states.keys().enumerate().map(|(at, name)| (name.as_str(), StateId(at))).collect())
    }

    pub(crate) fn find(&self, name: &str) -> Option<StateId> {
        self.0.get(name).copied()
    }
}

impl Context {
    pub(crate) fn states(
        &mut self,
        states: &Map<String, Value>,
        names: &Names<'_>,
        pointer: &str,
        outer: Language,
        depth: usize,
    ) -> Vec<State> {
        let mut out = Vec::with_capacity(states.len());
        for (name, value) in states {
            let pointer = dryrun_json::pointer::join(pointer, name);
            let Some(map) = value.as_object() else {
                self.flaw(&pointer, "A state must be an object");
                continue;
            };
            out.extend(state(name, Fields::new(map, pointer, self), names, outer, depth));
        }
        out
    }
}

fn state(
    name: &str,
    mut fields: Fields<'_, '_>,
    states: &Names<'_>,
    outer: Language,
    depth: usize,
) -> Option<State> {
    let index = fields.context.next_index();
    let language = fields.language(outer);
    let parameters = if language == Language::Jsonata { "Arguments" } else { "Parameters" };
    let kind = kind(&mut fields, states, language, depth)?;
    let is_map = matches!(kind, Kind::Map(_));
    let next = fields.target("Next", states);
    let ends = matches!(kind, Kind::Succeed | Kind::Fail(_) | Kind::Choice(_));
    if next.is_none()
        && !ends
        && fields.get("End") != Some(&Value::Bool(true))
        && fields.get("Next").is_none()
    {
        let pointer = fields.pointer.clone();
        fields.context.flaw(&pointer, "A state needs 'Next' or 'End'");
    }
    Some(State {
        name: Arc::from(name),
        index,
        language,
        kind,
        next,
        input_path: fields.selector("InputPath"),
        // A Map state's `Parameters` is the older name of its `ItemSelector`.
        parameters: if is_map { None } else { fields.template(parameters, language) },
        result_selector: fields.template("ResultSelector", language),
        result_path: fields.result_path(),
        output_path: fields.selector("OutputPath"),
        output: if language == Language::Jsonata {
            fields.template("Output", language)
        } else {
            None
        },
        assign: fields.template("Assign", language),
        retry: retriers(&mut fields),
        catch: catchers(&mut fields, states, language),
    })
}

fn kind(
    fields: &mut Fields<'_, '_>,
    states: &Names<'_>,
    language: Language,
    depth: usize,
) -> Option<Kind> {
    let word = fields.required_text("Type")?;
    Some(match word.as_str() {
        "Pass" => Kind::Pass { result: fields.data("Result") },
        "Task" => Kind::Task(Box::new(task(fields, language)?)),
        "Choice" => Kind::Choice(choice(fields, states, language)),
        "Wait" => Kind::Wait(delay(fields, language)?),
        "Succeed" => Kind::Succeed,
        "Fail" => Kind::Fail(Fail {
            error: fields.wording("Error", language),
            cause: fields.wording("Cause", language),
        }),
        "Parallel" => {
            let branches =
                fields.get("Branches").and_then(Value::as_array).cloned().unwrap_or_default();
            let pointer = fields.at("Branches");
            let machine = |(at, branch): (usize, &Value)| {
                fields.context.machine(branch, &format!("{pointer}/{at}"), language, depth + 1)
            };
            Kind::Parallel(branches.iter().enumerate().filter_map(machine).collect())
        }
        "Map" => Kind::Map(Box::new(super::map::map(fields, language, depth)?)),
        other => {
            let message = format!(
                "'{other}' is no type of state: Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map"
            );
            fields.flaw("Type", message);
            return None;
        }
    })
}

fn task(fields: &mut Fields<'_, '_>, language: Language) -> Option<Task> {
    let arn = fields.required_text("Resource")?;
    let Some(resource) = resource(&arn) else {
        fields.flaw("Resource", format!("'{arn}' is no resource that a Task can call"));
        return None;
    };
    Some(Task {
        resource,
        timeout: fields.amount("TimeoutSeconds"),
        heartbeat: fields.amount("HeartbeatSeconds"),
        credentials: fields.template("Credentials", language),
    })
}

/// What an ARN in `Resource` calls.
pub(crate) fn resource(arn: &str) -> Option<Resource> {
    let mut parts = arn.splitn(6, ':');
    let (Some("arn"), Some(_partition), Some(service)) = (parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    let (Some(_region), Some(_account), Some(rest)) = (parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    let kind = match service {
        "lambda" => ResourceKind::Lambda,
        "states" if rest.starts_with("activity:") => ResourceKind::Activity,
        "states" => integration(rest)?,
        _ => return None,
    };
    Some(Resource { arn: Arc::from(arn), kind })
}

fn integration(rest: &str) -> Option<ResourceKind> {
    let (service, action) = match rest.strip_prefix("aws-sdk:") {
        Some(sdk) => {
            let (name, action) = sdk.split_once(':')?;
            (format!("aws-sdk:{name}"), action)
        }
        None => {
            let (name, action) = rest.split_once(':')?;
            (name.to_owned(), action)
        }
    };
    let pattern = match action.split_once('.').map(|(_, pattern)| pattern) {
        None => Pattern::RequestResponse,
        Some("sync" | "sync:2") => Pattern::Sync,
        Some("waitForTaskToken") => Pattern::Callback,
        Some(_) => return None,
    };
    Some(ResourceKind::Service { service: Arc::from(service), action: Arc::from(action), pattern })
}

fn delay(fields: &mut Fields<'_, '_>, language: Language) -> Option<Delay> {
    if let Some(amount) = fields.amount("Seconds") {
        return Some(Delay::Seconds(amount));
    }
    let until = fields.wording("Timestamp", language);
    if until.is_none() {
        let pointer = fields.pointer.clone();
        fields
            .context
            .flaw(&pointer, "A Wait state needs Seconds, SecondsPath, Timestamp or TimestampPath");
    }
    until.map(Delay::Until)
}

fn choice(fields: &mut Fields<'_, '_>, states: &Names<'_>, language: Language) -> Choice {
    let mut rules = Vec::new();
    for (map, pointer) in fields.objects("Choices") {
        let mut fields = Fields::new(map, pointer, fields.context);
        let test = test(&mut fields, 0);
        let next = fields.target("Next", states);
        let assign = fields.template("Assign", language);
        let output =
            if language == Language::Jsonata { fields.template("Output", language) } else { None };
        match (test, next) {
            (Some(test), Some(next)) => rules.push(Rule { test, next, assign, output }),
            (_, None) if fields.get("Next").is_none() => {
                let pointer = fields.pointer.clone();
                fields.context.flaw(&pointer, "A choice needs 'Next'");
            }
            _ => {}
        }
    }
    Choice { rules, default: fields.target("Default", states) }
}

fn test(fields: &mut Fields<'_, '_>, depth: usize) -> Option<Test> {
    if depth > DEPTH_LIMIT {
        let pointer = fields.pointer.clone();
        fields.context.flaw(&pointer, "Conditions are nested too deeply");
        return None;
    }
    match fields.get("Condition") {
        Some(Value::Bool(value)) => return Some(Test::Fixed(*value)),
        Some(Value::String(text)) if Expression::inside(text).is_some() => {
            return fields.expression("Condition").map(Test::Condition);
        }
        Some(_) => {
            fields.flaw("Condition", "The field 'Condition' must be a boolean or an expression");
            return None;
        }
        None => {}
    }
    for (name, many) in [("And", Test::And as fn(Vec<Test>) -> Test), ("Or", Test::Or)] {
        if fields.get(name).is_some() {
            let tests = fields.objects(name).into_iter().filter_map(|(map, pointer)| {
                test(&mut Fields::new(map, pointer, fields.context), depth + 1)
            });
            return Some(many(tests.collect()));
        }
    }
    if let Some(map) = fields.get("Not").and_then(Value::as_object) {
        let pointer = fields.at("Not");
        return test(&mut Fields::new(map, pointer, fields.context), depth + 1)
            .map(|test| Test::Not(Box::new(test)));
    }
    comparison(fields)
}

fn comparison(fields: &mut Fields<'_, '_>) -> Option<Test> {
    let variable = fields.path("Variable");
    let found =
        fields.map.iter().find_map(|(name, value)| Some((name, Operator::parse(name, value)?)));
    let pointer = fields.pointer.clone();
    match (variable, found) {
        (Some(variable), Some((_, Ok(operator)))) => Some(Test::Compare(variable, operator)),
        (_, Some((name, Err(message)))) => {
            fields.flaw(name, message);
            None
        }
        (None, _) if fields.get("Variable").is_some() => None,
        _ => {
            fields.context.flaw(&pointer, "A choice needs a condition: 'Variable' with an operator, And, Or, Not or Condition");
            None
        }
    }
}

fn retriers(fields: &mut Fields<'_, '_>) -> Vec<Retrier> {
    let mut out = Vec::new();
    for (map, pointer) in fields.objects("Retry") {
        let mut fields = Fields::new(map, pointer, fields.context);
        out.push(Retrier {
            errors: fields.texts("ErrorEquals"),
            interval: fields.number("IntervalSeconds").unwrap_or(1.0),
            max_attempts: fields.number("MaxAttempts").and_then(super::whole).unwrap_or(3),
            backoff_rate: fields.number("BackoffRate").unwrap_or(2.0),
            max_delay: fields.number("MaxDelaySeconds"),
            jitter: if fields.text("JitterStrategy").as_deref() == Some("FULL") {
                Jitter::Full
            } else {
                Jitter::None
            },
        });
    }
    out
}

fn catchers(fields: &mut Fields<'_, '_>, states: &Names<'_>, language: Language) -> Vec<Catcher> {
    let mut out = Vec::new();
    for (map, pointer) in fields.objects("Catch") {
        let mut fields = Fields::new(map, pointer, fields.context);
        let errors = fields.texts("ErrorEquals");
        let Some(next) = fields.target("Next", states) else {
            if fields.get("Next").is_none() {
                let pointer = fields.pointer.clone();
                fields.context.flaw(&pointer, "A catcher needs 'Next'");
            }
            continue;
        };
        out.push(Catcher {
            errors,
            next,
            result_path: fields.result_path(),
            output: if language == Language::Jsonata {
                fields.template("Output", language)
            } else {
                None
            },
            assign: fields.template("Assign", language),
        });
    }
    out
}
