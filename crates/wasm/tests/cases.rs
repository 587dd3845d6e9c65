//! Requests and their answers.

use std::process::ExitCode;

use dryrun_testkit::{Case, Failed, load, run};

fn main() -> ExitCode {
    run(load("tests/cases"), check)
}

fn check(case: &Case) -> Result<(), Failed> {
    let answer = dryrun_wasm::handle(case.part("request"));
    let value: serde_json::Value = serde_json::from_str(&answer)?;
    case.expect("answer", &serde_json::to_string_pretty(&value)?)
}
