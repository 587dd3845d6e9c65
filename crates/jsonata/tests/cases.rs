//! Cases of our own: `expr`, `input` and `bindings` in, `outcome` out.

#![allow(clippy::indexing_slicing, reason = "a test may fail")]

mod common;

use dryrun_testkit::{Case, Failed};
use serde_json::{Value, json};

fn main() -> std::process::ExitCode {
    dryrun_testkit::run(
        dryrun_testkit::load(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases")),
        check,
    )
}

fn check(case: &Case) -> Result<(), Failed> {
    let mut request = json!({ "expr": case.part("expr"), "bindings": {} });
    for (part, field) in [("input", "data"), ("bindings", "bindings")] {
        if let Some(text) = case.optional(part) {
            request[field] = serde_json::from_str::<Value>(text)?;
        }
    }
    case.expect("outcome", &common::outcome(&dryrun_jsonata::case_server::answer(&request)))
}
