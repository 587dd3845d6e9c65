//! A context object that the caller gives.

use serde_json::Value;

use crate::machine::{Kind, Pattern, ResourceKind, State};

/// The fields of the context object, with their types.
const FIELDS: &[(&str, &[(&str, Type)])] = &[
    (
        "Execution",
        &[
            ("Id", Type::Text),
            ("Input", Type::Any),
            ("Name", Type::Text),
            ("RoleArn", Type::Text),
            ("StartTime", Type::Text),
            ("RedriveCount", Type::Number),
            ("RedriveTime", Type::Text),
        ],
    ),
    ("State", &[("EnteredTime", Type::Text), ("Name", Type::Text), ("RetryCount", Type::Number)]),
    ("StateMachine", &[("Id", Type::Text), ("Name", Type::Text)]),
    ("Task", &[("Token", Type::Text)]),
];

#[derive(Debug, Clone, Copy)]
enum Type {
    Any,
    Text,
    Number,
}

/// What is wrong with a given context object, in the service's words.
pub(super) fn refuse(text: &str, state: &State) -> Result<(), String> {
    let Ok(Value::Object(context)) = serde_json::from_str::<Value>(text) else {
        return Err("Context must be a valid JSON object".to_owned());
    };
    for (name, value) in &context {
        if name == "Map" {
            return Err("'Map' field is not supported when mocking a Context object".to_owned());
        }
        let Some((_, fields)) = FIELDS.iter().find(|(known, _)| known == name) else {
            return Err(format!("Field '{name}' is not allowed"));
        };
        let Some(members) = value.as_object() else {
            return Err(format!("{name} must be an object"));
        };
        for (field, value) in members {
            let Some((_, kind)) = fields.iter().find(|(known, _)| known == field) else {
                return Err(format!("Field '{field}' is not allowed"));
            };
            match kind {
                Type::Text if !value.is_string() => {
                    return Err(format!("{name}.{field} must be a string"));
                }
                Type::Number if !value.is_number() => {
                    return Err(format!("{name}.{field} must be a number"));
                }
                Type::Any | Type::Text | Type::Number => {}
            }
        }
    }
    if context.contains_key("Task") && !waits(state) {
        let message = "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern";
        return Err(message.to_owned());
    }
    Ok(())
}

fn waits(state: &State) -> bool {
    let Kind::Task(task) = &state.kind else { return false };
    matches!(
        &task.resource.kind,
        ResourceKind::Service { pattern: Pattern::Sync | Pattern::Callback, .. }
    )
}
