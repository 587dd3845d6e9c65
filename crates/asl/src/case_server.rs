//! Answers to recorded cases: the format of the conformance scorer, one request and one answer at a time.

use serde_json::{Value, json};

use crate::options::{Objects, Options, Workflow};
use crate::{RunResult, run_definition, time};

/// Answers one request.
#[must_use]
pub fn answer(request: &Value) -> Value {
    match request.get("kind").and_then(Value::as_str) {
        Some("execution") => execution(request),
        Some("test_state") => crate::test_state::answer_case(request),
        Some("validation") => dryrun_asl_check::answer_case(request),
        Some(other) => json!({"unsupported": format!("kind {other}")}),
        None => json!({"unsupported": "no kind"}),
    }
}

fn execution(request: &Value) -> Value {
    let definition = request.get("definition").and_then(Value::as_str).unwrap_or_default();
    let mut options = Options::default();
    if request.get("type").and_then(Value::as_str) == Some("EXPRESS") {
        options.workflow = Workflow::Express;
    }
    if let Some(now) = request.get("now").and_then(Value::as_str).and_then(time::parse) {
        options.start = now.millis();
    }
    let input = request.get("input").cloned().unwrap_or_else(|| json!({}));
    let mocks = request.get("mocks").cloned().unwrap_or_default();
    let objects = Fixtures(
        request.pointer("/fixtures/s3").and_then(Value::as_array).cloned().unwrap_or_default(),
    );
    match run_definition(definition, input, &mocks, None, &options, &objects) {
        Ok(result) => answer_of(&result),
        Err(problem) => json!({"unsupported": problem.to_string()}),
    }
}

fn answer_of(result: &RunResult) -> Value {
    let mut answer = result.to_json();
    if let Some(answer) = answer.as_object_mut() {
        for extra in ["elapsed", "transitions", "states"] {
            answer.remove(extra);
        }
    }
    answer
}

/// Objects of a case's fixtures.
struct Fixtures(Vec<Value>);

impl Fixtures {
    fn of(&self, bucket: &str) -> impl Iterator<Item = (&str, &str)> {
        let text = |object: &'_ Value, name: &str| {
            object.get(name).and_then(Value::as_str).map(str::to_owned)
        };
        self.0
            .iter()
            .filter(move |object| text(object, "Bucket").as_deref() == Some(bucket))
            .filter_map(|object| {
                Some((object.get("Key")?.as_str()?, object.get("Body")?.as_str()?))
            })
    }
}

impl Objects for Fixtures {
    fn get(&self, bucket: &str, key: &str) -> Result<Vec<u8>, String> {
        let found = self.of(bucket).find(|(known, _)| *known == key);
        found
            .map(|(_, body)| body.as_bytes().to_vec())
            .ok_or_else(|| format!("The object '{key}' does not exist in the bucket '{bucket}'"))
    }

    fn list(&self, bucket: &str, prefix: &str) -> Result<Vec<String>, String> {
        let mut keys: Vec<String> = self
            .of(bucket)
            .map(|(key, _)| key.to_owned())
            .filter(|key| key.starts_with(prefix))
            .collect();
        keys.sort();
        Ok(keys)
    }
}
