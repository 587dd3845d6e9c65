//! The text form of an outcome, shared by the tests that compare outcomes.

#![allow(clippy::indexing_slicing, reason = "a test may fail")]

use serde_json::Value;

/// `JSON`, `undefined`, or `CODE at POSITION token TOKEN: message`, from an answer of the case server.
pub(crate) fn outcome(answer: &Value) -> String {
    if let Some(result) = answer.get("result") {
        return result.to_string();
    }
    let Some(code) = answer.get("code").and_then(Value::as_str) else {
        return "undefined".to_owned();
    };
    let position =
        answer.get("position").map(|position| format!(" at {position}")).unwrap_or_default();
    let token = answer.get("token").map(|token| format!(" token {token}")).unwrap_or_default();
    format!("{code}{position}{token}: {}", answer["message"].as_str().unwrap_or_default())
}
