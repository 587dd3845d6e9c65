//! Each `--- name ---` section of `tests/cases/*.case` is one test.
//!
//! Parts: `input`, the data, and `ask`, one path or intrinsic function a line; expected: `answers`, the same lines each with
//! its value. A line `$.a <- 1` puts a value at a reference path. `UPDATE=1` records the answers.

use std::process::ExitCode;

use dryrun_json::print;
use dryrun_jsonpath::{Intrinsic, Path, Random, ReferencePath, Root, Roots, Value};
use dryrun_testkit::{Case, Failed};

fn main() -> ExitCode {
    dryrun_testkit::run(dryrun_testkit::load("tests/cases"), check)
}

fn check(case: &Case) -> Result<(), Failed> {
    let input = serde_json::from_str(case.part("input"))
        .map_err(|error| Failed::from(error.to_string()))?;
    let answers: Vec<String> = case
        .part("ask")
        .lines()
        .map(|line| format!("{line}  =>  {}", answer(line, &input)))
        .collect();
    case.expect("answers", &answers.join("\n"))
}

struct Data<'a>(&'a Value);

impl Roots for Data<'_> {
    fn root(&self, root: &Root) -> Option<&Value> {
        match root {
            Root::Input => Some(self.0),
            Root::Context | Root::Variable(_) => None,
        }
    }
}

fn answer(line: &str, input: &Value) -> String {
    evaluate(line, input)
        .map_or_else(|error| format!("error: {error}"), |value| print::compact(&value))
}

fn evaluate(line: &str, input: &Value) -> Result<Value, String> {
    if let Some((place, value)) = line.split_once(" <- ") {
        let mut data = input.clone();
        let value = serde_json::from_str(value).map_err(|error| error.to_string())?;
        let place = ReferencePath::parse(place).map_err(|error| error.to_string())?;
        place.put(&mut data, value).map_err(|error| error.to_string())?;
        return Ok(data);
    }
    if Intrinsic::is_call(line) {
        let call = Intrinsic::parse(line).map_err(|error| error.to_string())?;
        return call.evaluate(&Data(input), &mut Random::new(0)).map_err(|error| error.to_string());
    }
    let path = Path::parse(line).map_err(|error| error.to_string())?;
    path.read(&Data(input))
        .map(dryrun_jsonpath::Selection::into_value)
        .map_err(|missing| missing.to_string())
}
