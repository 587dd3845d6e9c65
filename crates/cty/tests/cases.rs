//! Each section of `tests/console/*.case` is an expression with Terraform's answer to it.
//!
//! To add one: write the expression, ask `terraform console`, write its answer (`Error: summary: detail` for errors,
//! blanks between words reduced to one).

mod evaluator;

use std::path::Path;
use std::process::ExitCode;

use dryrun_testkit as testkit;

fn main() -> ExitCode {
    testkit::run(testkit::load("tests/console"), |case| {
        case.expect("answer", &evaluator::answer(Path::new("."), case.part("expression")))
    })
}
