//! Recorded answers of TestState: the whole response must agree.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use std::path::Path;

use dryrun_asl::test_state;
use serde_json::{Map, Value};

/// Stands in recorded texts for what differs from call to call.
const ANY: &str = "{{ANY}}";

#[test]
fn recorded_answers() {
    let Some(folder) = dryrun_testkit::shared("conformance/asl") else { return };
    let mut recorded = Vec::new();
    collect(&folder, &mut recorded);
    let mut passed = 0;
    for case in &recorded {
        let got = test_state::answer_case(case);
        let agrees = same(&case["expect"], &without_nulls(&got));
        passed += usize::from(agrees);
        if !agrees {
            println!("{}: {got}", case["id"]);
        }
    }
    dryrun_testkit::score("asl test_state", passed, recorded.len());
}

fn collect(folder: &Path, cases: &mut Vec<Value>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, cases);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            let content: Value =
                serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            let all = content.as_array().cloned().unwrap_or_else(|| vec![content]);
            cases.extend(all.into_iter().filter(|case| case["kind"] == "test_state"));
        }
    }
}

/// A response says `null` for what it leaves out.
fn without_nulls(answer: &Value) -> Value {
    let members = answer.as_object().into_iter().flatten();
    Value::Object(
        members
            .filter(|(_, value)| !value.is_null())
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect(),
    )
}

/// Equal, where the recorded side may have wildcards and embedded JSON may be a text or a value.
fn same(want: &Value, got: &Value) -> bool {
    match (want, got) {
        (Value::String(want), Value::String(got)) if want.contains(ANY) => fits(want, got),
        (Value::String(want), _) if want == ANY => true,
        (Value::Object(want), Value::Object(got)) => same_members(want, got),
        (Value::Array(want), Value::Array(got)) => {
            want.len() == got.len() && want.iter().zip(got).all(|(want, got)| same(want, got))
        }
        (Value::Number(want), Value::Number(got)) => want.as_f64() == got.as_f64(),
        (Value::String(want), Value::String(got)) if want == got => true,
        (_, Value::String(got)) => {
            serde_json::from_str::<Value>(got).is_ok_and(|got| same(want, &got))
        }
        (Value::String(want), _) => serde_json::from_str::<Value>(want)
            .is_ok_and(|want| !want.is_string() && same(&want, got)),
        _ => want == got,
    }
}

fn same_members(want: &Map<String, Value>, got: &Map<String, Value>) -> bool {
    want.len() == got.len()
        && want.iter().all(|(key, want)| got.get(key).is_some_and(|got| same(want, got)))
}

fn fits(want: &str, got: &str) -> bool {
    let mut rest = got;
    for (at, part) in want.split(ANY).enumerate() {
        match rest.find(part) {
            Some(found) if at > 0 || found == 0 => rest = &rest[found + part.len()..],
            _ => return false,
        }
    }
    rest.is_empty() || want.ends_with(ANY)
}
