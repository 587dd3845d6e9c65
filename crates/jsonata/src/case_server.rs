//! Answers to the line protocol of the suite's scorer: one request in, one answer out, both JSON.
//!
//! A request is `{"id", "expr", "data"?, "bindings", "timelimit"?, "depth"?}`; without `data` the input is undefined.
//! An answer is `{"result"}`, `{"undefined": true}`, or `{"code", "message", "position"?, "token"?}`.

use serde_json::{Map, Value as Json, json};

use crate::{Clock, Error, Expression, Limits, Options};

/// Evaluations of nodes that one millisecond of a case's time limit stands for: cases must not depend on the machine.
const STEPS_PER_MILLISECOND: u64 = 5_000;

/// Evaluates one case.
#[must_use]
pub fn answer(request: &Json) -> Json {
    answer_at(request, None)
}

/// Evaluates one case with a clock for `$now` and `$millis`.
#[must_use]
pub fn answer_at(request: &Json, clock: Option<Clock<'_>>) -> Json {
    match evaluate(request, clock) {
        Ok(Some(result)) => json!({ "result": result }),
        Ok(None) => json!({ "undefined": true }),
        Err(error) => describe(&error),
    }
}

fn evaluate(request: &Json, clock: Option<Clock<'_>>) -> Result<Option<Json>, Error> {
    let text = request.get("expr").and_then(Json::as_str).unwrap_or_default();
    let expression = Expression::parse(text)?;
    let none = Map::new();
    let bindings = request.get("bindings").and_then(Json::as_object).unwrap_or(&none);
    let options =
        Options { bindings: Some(bindings), limits: limits(request), clock, ..Options::default() };
    expression.evaluate(request.get("data"), &options)
}

fn limits(request: &Json) -> Limits {
    let number = |name| request.get(name).and_then(Json::as_u64);
    let mut limits = Limits::default();
    if let Some(depth) = number("depth") {
        limits.depth = u32::try_from(depth).unwrap_or(u32::MAX);
    }
    if let Some(milliseconds) = number("timelimit") {
        limits.steps = limits.steps.min(milliseconds.saturating_mul(STEPS_PER_MILLISECOND));
    }
    limits
}

fn describe(error: &Error) -> Json {
    let mut answer = json!({ "code": error.code, "message": error.message });
    if let Some(fields) = answer.as_object_mut() {
        if let Some(position) = error.position {
            fields.insert("position".to_owned(), Json::from(position));
        }
        if let Some(token) = &error.token {
            fields.insert("token".to_owned(), Json::clone(token));
        }
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers() {
        for (request, want) in [
            (
                json!({"expr": "a + $b", "data": {"a": 1}, "bindings": {"b": 2}}),
                json!({"result": 3}),
            ),
            (json!({"expr": "a", "bindings": {}}), json!({"undefined": true})),
            (
                json!({"expr": "1 + 'x'", "bindings": {}}),
                json!({"code": "T2002", "message": "The right side of the \"+\" operator must evaluate to a number", "position": 3, "token": "+"}),
            ),
        ] {
            assert_eq!(answer(&request), want);
        }
    }
}
