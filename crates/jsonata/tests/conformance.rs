//! The recorded part of the language's own suite.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use std::fs;
use std::path::Path;

use dryrun_jsonata::case_server::answer;
use serde_json::{Value, json};

/// Cases that hold half a surrogate pair, which no Rust string can.
const LONE_SURROGATES: [&str; 2] =
    ["function-encodeUrl/case002", "function-encodeUrlComponent/case002"];

#[test]
fn the_suite_passes() {
    let Some(folder) = dryrun_testkit::shared("conformance/jsonata") else { return };
    let mut groups: Vec<_> =
        fs::read_dir(folder.join("groups")).unwrap().map(|entry| entry.unwrap().path()).collect();
    groups.sort();
    let (mut passed, mut total) = (0, 0);
    for group in groups {
        let text = fs::read_to_string(&group).unwrap();
        let Ok(group) = serde_json::from_str::<Value>(&text.replace("\\ud800", "?")) else {
            panic!("{}", group.display())
        };
        for case in group["cases"].as_array().unwrap() {
            if LONE_SURROGATES.contains(&case["id"].as_str().unwrap()) {
                continue;
            }
            total += 1;
            let got = answer(&request(&folder, case));
            if is_right(case, &got) {
                passed += 1;
            } else {
                eprintln!("{}: {} gave {got}", case["id"], case["expr"]);
            }
        }
    }
    dryrun_testkit::score("jsonata suite", passed, total);
}

fn request(folder: &Path, case: &Value) -> Value {
    let mut request =
        json!({ "expr": case["expr"], "bindings": case.get("bindings").unwrap_or(&json!({})) });
    for field in ["timelimit", "depth", "data"] {
        if let Some(value) = case.get(field) {
            request[field] = value.clone();
        }
    }
    if let (None, Some(dataset)) = (case.get("data"), case["dataset"].as_str()) {
        let text =
            fs::read_to_string(folder.join("datasets").join(format!("{dataset}.json"))).unwrap();
        request["data"] = serde_json::from_str(&text).unwrap();
    }
    request
}

fn is_right(case: &Value, got: &Value) -> bool {
    let code = case.get("code").or_else(|| case.get("error").map(|error| &error["code"]));
    if let Some(code) = code {
        return got["code"] == *code
            && case.get("token").is_none_or(|token| got.get("token") == Some(token));
    }
    if case.get("undefinedResult").is_some() {
        return got["undefined"] == true;
    }
    let unordered = case.get("unordered") == Some(&Value::Bool(true));
    got.get("result").is_some_and(|result| same(&case["result"], result, unordered))
}

fn same(want: &Value, got: &Value, unordered: bool) -> bool {
    match (want, got) {
        (Value::Number(want), Value::Number(got)) => {
            let (want, got) = (want.as_f64().unwrap(), got.as_f64().unwrap());
            want == got || (want - got).abs() <= 1e-12 * want.abs().max(got.abs())
        }
        (Value::Array(want), Value::Array(got)) if unordered => {
            let mut left: Vec<&Value> = got.iter().collect();
            want.len() == got.len()
                && want.iter().all(|want| {
                    left.iter()
                        .position(|got| same(want, got, false))
                        .map(|at| left.remove(at))
                        .is_some()
                })
        }
        (Value::Array(want), Value::Array(got)) => {
            want.len() == got.len()
                && want.iter().zip(got).all(|(want, got)| same(want, got, false))
        }
        (Value::Object(want), Value::Object(got)) => {
            want.len() == got.len()
                && want
                    .iter()
                    .all(|(key, want)| got.get(key).is_some_and(|got| same(want, got, false)))
        }
        (want, got) => want == got,
    }
}
