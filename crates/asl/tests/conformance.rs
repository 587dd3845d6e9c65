//! Recorded executions of AWS: each case must end as recorded, with the same cause, and with the same history.
//!
//! The comparison is that of the suite's own scorer: L1 status, output and error; L1c also the cause; L2 also the history.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

mod compare;

use std::path::Path;

use compare::{Level, judge};
use dryrun_asl::case_server;
use serde_json::Value;

#[test]
fn recorded_executions() {
    let Some(folder) = dryrun_testkit::shared("conformance/asl") else { return };
    let cases: Vec<Value> =
        cases(&folder).into_iter().filter(|case| case["kind"] == "execution").collect();
    let mut passed = [0; 3];
    for case in &cases {
        let got = case_server::answer(&request(case));
        let levels = judge(&case["expect"], &got);
        for (at, level) in [Level::Outcome, Level::Cause, Level::History].into_iter().enumerate() {
            passed[at] += usize::from(levels >= Some(level));
        }
        if levels < Some(Level::Cause) {
            println!("{}: {levels:?}", case["id"]);
        }
    }
    for (name, passed) in
        ["asl execution L1", "asl execution L1c", "asl execution L2"].into_iter().zip(passed)
    {
        dryrun_testkit::score(name, passed, cases.len());
    }
}

/// What a runner may see of a case.
fn request(case: &Value) -> Value {
    let mut request = case.clone();
    for hidden in ["expect", "wildcards", "source", "validated", "features", "notes", "marker"] {
        request.as_object_mut().unwrap().remove(hidden);
    }
    request
}

fn cases(folder: &Path) -> Vec<Value> {
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut out = Vec::new();
    for path in files {
        if path.is_dir() {
            out.extend(cases(&path));
        } else if path.extension().is_some_and(|extension| extension == "json") {
            match serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap() {
                Value::Array(items) => out.extend(items),
                case => out.push(case),
            }
        }
    }
    out
}
