//! Every transcript of the reference chapter is true. `UPDATE=1` rewrites the answers.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;

use dryrun_jsonata::{Expression, Options, dialect::evaluate_field};
use serde_json::json;

#[test]
fn transcripts_are_true() {
    let file = dryrun_testkit::root().join("book/src/reference/jsonata.md");
    let Ok(text) = fs::read_to_string(&file) else {
        eprintln!("skipped: no book beside this crate");
        return;
    };
    let mut fresh = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        if line.starts_with("```") {
            inside = line.starts_with("```console jsonata");
        } else if inside && !line.starts_with("> ") {
            continue;
        }
        fresh.push(line.to_owned());
        if let (true, Some(expression)) = (inside, line.strip_prefix("> ")) {
            fresh.push(answer(expression));
        }
    }
    let fresh = fresh.join("\n") + "\n";
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, fresh).unwrap();
        return;
    }
    for (recorded, now) in text.lines().zip(fresh.lines()) {
        assert_eq!(recorded, now);
    }
    assert_eq!(text, fresh);
}

/// The value as compact JSON, or `error CODE: message`.
fn answer(text: &str) -> String {
    let bindings = json!({ "states": { "input": {} } });
    let options = Options { bindings: bindings.as_object(), ..Options::default() };
    let expression = match Expression::parse(text) {
        Ok(expression) => expression,
        Err(error) => return format!("error {error}"),
    };
    match evaluate_field(&expression, "Output", &options) {
        Ok(value) => value.to_string(),
        Err(error) => error.error.map_or(error.cause, |error| format!("error {error}")),
    }
}
