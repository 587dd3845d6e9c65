//! The recorded answers of AWS: every validation case, and no error on a definition that AWS has run.

use std::fs;
use std::path::{Path, PathBuf};

use dryrun_asl_check::{Kind, answer_case, check};
use dryrun_diag::FileId;
use serde_json::Value;

/// All recorded cases of a kind.
fn recorded(kind: &str) -> Vec<Value> {
    let Some(folder) = dryrun_testkit::shared("conformance/asl") else { return Vec::new() };
    let mut files = Vec::new();
    collect(&folder, &mut files);
    files.sort();
    let read = |file: &PathBuf| {
        serde_json::from_str(&fs::read_to_string(file).expect("a readable case"))
            .expect("a case in JSON")
    };
    let cases = files.iter().map(read).flat_map(|content: Value| match content {
        Value::Array(cases) => cases,
        case => vec![case],
    });
    cases.filter(|case| case["kind"] == kind).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a readable folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
}

#[test]
fn validation_answers_are_as_recorded() {
    let cases = recorded("validation");
    let agrees = |case: &&Value| {
        let answer = answer_case(case);
        let expect = case["expect"].as_object().unwrap();
        expect.iter().all(|(key, want)| answer.get(key) == Some(want))
    };
    let passed = cases.iter().filter(agrees).count();
    if !cases.is_empty() {
        dryrun_testkit::score("asl validation", passed, cases.len());
    }
}

#[test]
fn nothing_that_aws_has_run_is_an_error() {
    for case in recorded("execution") {
        let kind = if case["type"] == "EXPRESS" { Kind::Express } else { Kind::Standard };
        let report = check(FileId(0), case["definition"].as_str().unwrap(), kind);
        let errors: Vec<_> =
            report.findings.iter().filter(|finding| finding.diagnostic.is_error()).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", case["id"]);
    }
}
