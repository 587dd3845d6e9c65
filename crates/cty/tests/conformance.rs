//! The recorded answers of Terraform's console about functions.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail where it stands")]

mod evaluator;

use std::fs;
use std::path::{Path, PathBuf};

use dryrun_testkit as testkit;
use evaluator::{answer, squeezed};
use serde_json::Value as Json;

fn wanted(recorded: &Json) -> String {
    if let Some(text) = recorded["text"].as_str() {
        return text.to_owned();
    }
    let told = |error: &Json| {
        squeezed(&format!(
            "Error: {}: {}",
            error["summary"].as_str().unwrap(),
            error["detail"].as_str().unwrap_or("")
        ))
    };
    recorded["error"].as_array().into_iter().flatten().map(told).collect::<Vec<_>>().join("\n")
}

/// Where the real program panics, any error about the same call will do.
fn same(want: &str, have: &str) -> bool {
    match want.split_once("panic in function implementation") {
        Some((before, _)) => have.starts_with(before),
        None => want == have,
    }
}

fn check(case: &Path) -> (usize, usize) {
    let Ok(text) = fs::read_to_string(case.join("expected/values.json")) else { return (0, 0) };
    let recorded: Vec<Json> = serde_json::from_str(&text).unwrap();
    let passed = recorded.iter().filter(|recorded| {
        let expression = recorded["expr"].as_str().unwrap();
        let (want, have) = (wanted(recorded), answer(case, expression));
        let passes = same(&want, &have);
        if !passes {
            eprintln!("{}: {expression}\n   want {want:?}\n   have {have:?}", case.display());
        }
        passes
    });
    (passed.count(), recorded.len())
}

#[test]
fn functions_answer_as_recorded() {
    let Some(suite) = testkit::shared("conformance/terraform") else { return };
    let mut cases: Vec<PathBuf> =
        fs::read_dir(suite).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|case| {
        case.file_name().is_some_and(|name| name.to_string_lossy().starts_with("fn-"))
    });
    cases.sort();
    let (passed, total) = cases
        .iter()
        .map(|case| check(case))
        .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    testkit::score("console answers of functions", passed, total);
}
