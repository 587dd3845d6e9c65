//! The recorded outcomes are those of the reference implementation: compared again where `node` is there and where the
//! folder that `JSONATA_DIR` names has the npm module `jsonata` 2.0.6.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

mod common;

use std::path::Path;

use serde_json::{Value, json};

#[test]
fn recorded_outcomes_are_the_reference() {
    let Some(folder) = std::env::var_os("JSONATA_DIR") else {
        eprintln!("skipped: JSONATA_DIR names no folder with the npm module jsonata");
        return;
    };
    if !dryrun_testkit::wanted("node") {
        return;
    }
    let cases = dryrun_testkit::load("tests/cases");
    let requests: Vec<Value> = cases
        .iter()
        .map(|case| {
            let mut request = json!({ "expr": case.part("expr"), "bindings": {} });
            if let Some(text) = case.optional("input") {
                request["data"] = serde_json::from_str(text).unwrap();
            }
            request
        })
        .collect();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reference.mjs");
    let answer =
        dryrun_testkit::node(script, Path::new(&folder), &Value::from(requests).to_string());
    let answers: Vec<Value> = serde_json::from_slice(&answer.unwrap()).unwrap();
    let differing: Vec<String> = cases
        .iter()
        .zip(&answers)
        .filter(|(case, answer)| case.part("outcome") != common::outcome(answer))
        .map(|(case, answer)| format!("{}: {}", case.name, common::outcome(answer)))
        .collect();
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}
