//! Requests and their answers.

use dryrun_testkit::{Case, Failed};

fn main() {
    dryrun_testkit::run(dryrun_testkit::load("tests/cases"), check);
}

fn check(case: &Case) -> Result<(), Failed> {
    let answer = dryrun_wasm::handle(case.part("request"));
    let value: serde_json::Value = serde_json::from_str(&answer)?;
    case.expect("answer", &serde_json::to_string_pretty(&value)?)
}
