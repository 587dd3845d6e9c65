//! Each `--- name ---` section of `tests/cases/*.case` is one test.
//!
//! Parts: `machine`, `input`, `mocks`, `type` (`EXPRESS`); expected: any of `outcome`, `trace`, `events`, `timeline`, `stages`,
//! `graph`, `run`. To add one: add a section, run `UPDATE=1 cargo test -p dryrun-asl`, read the diff, commit.

use std::process::ExitCode;

use dryrun_asl::{NoObjects, Options, Record, RunResult, Workflow, run_definition, view};
use dryrun_json::print;
use dryrun_testkit::{Case, Failed};
use serde_json::{Value, json};

fn main() -> ExitCode {
    dryrun_testkit::run(dryrun_testkit::load("tests/cases"), check)
}

/// The one place that calls the interpreter, so cases survive any refactoring of it.
fn check(case: &Case) -> Result<(), Failed> {
    let read = |part: &str| {
        case.optional(part)
            .map(|text| {
                serde_json::from_str::<Value>(text)
                    .map_err(|error| Failed::from(format!("{part}: {error}")))
            })
            .transpose()
    };
    let input = read("input")?.unwrap_or_else(|| json!({}));
    let mocks = read("mocks")?.unwrap_or_default();
    let mut options =
        Options { execution: Some("run".to_owned()), record: Record::Stages, ..Options::default() };
    if case.part("type").trim() == "EXPRESS" {
        options.workflow = Workflow::Express;
    }
    let result =
        match run_definition(case.part("machine"), input, &mocks, None, &options, &NoObjects) {
            Ok(result) => result,
            Err(problem) => return case.expect("problem", &problem.to_string()),
        };
    for part in ["outcome", "trace", "events", "timeline", "stages", "run"] {
        if case.optional(part).is_some() {
            case.expect(part, &shown(part, &result))?;
        }
    }
    Ok(())
}

fn shown(part: &str, result: &RunResult) -> String {
    match part {
        "trace" => view::trace(result),
        "events" => view::events(result),
        "timeline" => view::timeline(result),
        "stages" => view::stages(result),
        "run" => print::pretty(&result.to_json()),
        _ => {
            let run = result.to_json();
            let fields = ["status", "output", "error", "cause"]
                .into_iter()
                .filter_map(|field| Some((field, run.get(field)?)));
            fields
                .map(|(field, value)| {
                    format!(
                        "{field}: {}",
                        value.as_str().map_or_else(|| print::compact(value), str::to_owned)
                    )
                })
                .collect::<Vec<_>>()
                .join("\n")
        }
    }
}
