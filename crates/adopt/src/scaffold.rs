//! What an example needs to run and no post shows: answers of tasks, an input, values of variables.
//!
//! All of it is made up, so that something runs; the report says so.

use dryrun_hcl::ast::{Body, ExpressionKind};
use serde_json::{Map, Value, json};

/// Calls that one made-up answer is for.
const ALWAYS: &str = "0-999";
/// Machines within machines.
const DEEPEST: usize = 16;

/// What a path should hold for the first rule of a Choice state to be true.
struct Wish {
    path: Vec<String>,
    value: Value,
}

/// Made-up answers and input of a machine.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct World {
    /// Answers by state; nothing where no task is called.
    pub(crate) mocks: Map<String, Value>,
    /// Members that the machine reads and no task gives.
    pub(crate) input: Map<String, Value>,
}

/// Answers for all tasks of a machine, such that the first rule of each choice holds where its paths tell what to give.
pub(crate) fn world(definition: &Value) -> World {
    let mut states = Vec::new();
    collect(definition, 0, &mut states);
    let mut wishes = Vec::new();
    for (_, state) in &states {
        rules(state, &mut wishes);
    }
    let mut world = World::default();
    let tasks: Vec<(&str, &Value)> = states
        .iter()
        .filter(|(_, state)| state.get("Type").and_then(Value::as_str) == Some("Task"))
        .map(|(name, state)| (*name, *state))
        .collect();
    let mut results: Vec<Map<String, Value>> = vec![Map::new(); tasks.len()];
    for wish in wishes {
        let giver = tasks.iter().rposition(|(_, task)| within(task, &wish.path).is_some());
        match giver.and_then(|at| Some((at, within(tasks.get(at)?.1, &wish.path)?))) {
            Some((at, rest)) => results
                .get_mut(at)
                .into_iter()
                .for_each(|result| put(result, &rest, wish.value.clone())),
            None => put(&mut world.input, &wish.path, wish.value),
        }
    }
    for ((name, task), result) in tasks.iter().zip(results) {
        let answer = json!({ ALWAYS: { "Return": wrapped(task, result) } });
        world.mocks.insert((*name).to_owned(), answer);
    }
    world
}

fn collect<'v>(machine: &'v Value, depth: usize, out: &mut Vec<(&'v str, &'v Value)>) {
    if depth > DEEPEST {
        return;
    }
    for (name, state) in machine.get("States").and_then(Value::as_object).into_iter().flatten() {
        out.push((name, state));
        let branches = state.get("Branches").and_then(Value::as_array).into_iter().flatten();
        let inner = ["ItemProcessor", "Iterator"].into_iter().filter_map(|key| state.get(key));
        branches.chain(inner).for_each(|machine| collect(machine, depth + 1, out));
    }
}

/// What the first rule of a Choice state wants; all parts of an `And`, the first of an `Or`.
fn rules(state: &Value, out: &mut Vec<Wish>) {
    let first = state.get("Choices").and_then(Value::as_array).and_then(|rules| rules.first());
    first.into_iter().for_each(|rule| wish(rule, 0, out));
    // A later rule is read only where the first does not hold, but its path must be there then.
    let later = state.get("Choices").and_then(Value::as_array).into_iter().flatten().skip(1);
    later.for_each(|rule| wish(rule, 0, out));
}

fn wish(rule: &Value, depth: usize, out: &mut Vec<Wish>) {
    if depth > DEEPEST {
        return;
    }
    for part in rule.get("And").and_then(Value::as_array).into_iter().flatten() {
        wish(part, depth + 1, out);
    }
    let either = rule.get("Or").and_then(Value::as_array).and_then(|rules| rules.first());
    either.into_iter().for_each(|rule| wish(rule, depth + 1, out));
    let Some(path) = rule.get("Variable").and_then(Value::as_str).and_then(steps) else { return };
    if out.iter().any(|other| other.path == path) {
        return;
    }
    let members = rule.as_object().into_iter().flatten();
    if let Some(value) = members.filter_map(|(key, operand)| wanted(key, operand)).next() {
        out.push(Wish { path, value });
    }
}

/// A value for which a comparison holds.
fn wanted(comparison: &str, operand: &Value) -> Option<Value> {
    let number = || operand.as_f64();
    let integral = |value: f64| {
        if value.fract() == 0.0 && value.abs() < 1e15 { json!(value as i64) } else { json!(value) }
    };
    match comparison {
        "StringEquals"
        | "BooleanEquals"
        | "NumericEquals"
        | "TimestampEquals"
        | "StringGreaterThanEquals"
        | "StringLessThanEquals"
        | "NumericGreaterThanEquals"
        | "NumericLessThanEquals"
        | "TimestampLessThanEquals"
        | "TimestampGreaterThanEquals" => Some(operand.clone()),
        "NumericLessThan" => Some(integral(number()? - 1.0)),
        "NumericGreaterThan" => Some(integral(number()? + 1.0)),
        "StringMatches" => Some(json!(operand.as_str()?.replace('*', "x"))),
        "StringGreaterThan" => Some(json!(format!("{}z", operand.as_str()?))),
        "StringLessThan" => Some(json!("")),
        "IsPresent" | "IsBoolean" if operand == &json!(true) => Some(json!(true)),
        "IsString" if operand == &json!(true) => Some(json!("text")),
        "IsNumeric" if operand == &json!(true) => Some(json!(1)),
        "IsNull" if operand == &json!(true) => Some(Value::Null),
        _ => None,
    }
}

/// The names of a path of plain names.
fn steps(path: &str) -> Option<Vec<String>> {
    let rest = path.strip_prefix("$.")?;
    let plain = |step: &str| {
        !step.is_empty() && step.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
    };
    let steps: Vec<String> = rest.split('.').map(str::to_owned).collect();
    steps.iter().all(|step| plain(step)).then_some(steps)
}

/// What is left of a path below what a task's result goes to.
fn within(task: &Value, path: &[String]) -> Option<Vec<String>> {
    if task.get("ResultSelector").is_some() || task.get("ResultPath") == Some(&Value::Null) {
        return None;
    }
    let place = task.get("ResultPath").and_then(Value::as_str).unwrap_or("$");
    let place = if place == "$" { Vec::new() } else { steps(place)? };
    let rest = path.strip_prefix(place.as_slice())?;
    (!rest.is_empty()).then(|| rest.to_vec())
}

fn put(into: &mut Map<String, Value>, path: &[String], value: Value) {
    match path {
        [] => {}
        [last] => {
            into.entry(last.clone()).or_insert(value);
        }
        [first, rest @ ..] => {
            let inner = into.entry(first.clone()).or_insert_with(|| json!({}));
            if let Value::Object(inner) = inner {
                put(inner, rest, value);
            }
        }
    }
}

/// The result as the service answers it: Lambda's invocation API has a payload.
fn wrapped(task: &Value, result: Map<String, Value>) -> Value {
    let resource = task.get("Resource").and_then(Value::as_str).unwrap_or_default();
    if !resource.contains(":::lambda:invoke") {
        return Value::Object(result);
    }
    let payload = match result.get("Payload") {
        Some(payload) => payload.clone(),
        None => Value::Object(result),
    };
    json!({ "StatusCode": 200, "Payload": payload })
}

/// Lines of a `.tfvars` file for all variables without a default.
pub(crate) fn variables(bodies: &[Body]) -> Vec<String> {
    let blocks = bodies.iter().flat_map(|body| &body.blocks);
    let unset = blocks.filter(|block| {
        block.kind.as_ref() == "variable"
            && !block.body.attributes.iter().any(|attribute| attribute.name.as_ref() == "default")
    });
    let line = |block: &dryrun_hcl::ast::Block| {
        let (name, _) = block.labels.first()?;
        let kind = block.body.attributes.iter().find(|attribute| attribute.name.as_ref() == "type");
        let value = kind.map_or("\"example\"", |kind| example(&kind.expression.kind));
        Some(format!("{name} = {value}"))
    };
    unset.filter_map(line).collect()
}

/// A value of a type.
fn example(kind: &ExpressionKind) -> &'static str {
    let name = match kind {
        ExpressionKind::ScopeTraversal(traversal) => traversal.root.as_ref(),
        ExpressionKind::Call(call) => call.name.as_ref(),
        _ => "string",
    };
    match name {
        "number" => "1",
        "bool" => "true",
        "list" | "set" | "tuple" => "[]",
        "map" | "object" => "{}",
        _ => "\"example\"",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_satisfy_the_first_rule() {
        let machine = json!({ "States": {
            "Call": { "Type": "Task", "Resource": "x", "ResultPath": "$.result" },
            "Choose": { "Type": "Choice", "Choices": [
                { "Variable": "$.result.a", "StringEquals": "done", "Next": "X" },
                { "Variable": "$.count", "NumericLessThan": 5, "Next": "Call" }
            ] }
        } });
        let world = world(&machine);
        assert_eq!(
            Value::Object(world.mocks),
            json!({ "Call": { "0-999": { "Return": { "a": "done" } } } })
        );
        assert_eq!(Value::Object(world.input), json!({ "count": 4 }));
    }
}
