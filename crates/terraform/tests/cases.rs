//! Each `--- name ---` section of `tests/cases/*.case` is one test: files in, plan text or diagnostics out.
//!
//! Parts: `main.tf`, any other file by name (`m/main.tf`, `terraform.tfvars`), `state`, `options` (one a line), and what
//! is expected: `plan` or `diagnostics`. To add one: add a section, run `UPDATE=1 cargo test -p dryrun-terraform`, read
//! the difference.

use std::collections::BTreeMap;
use std::process::ExitCode;

use dryrun_diag::Diagnostic;
use dryrun_engine::{Effects, ReadError};
use dryrun_terraform::{
    GivenVariable, PlanMode, PlanOptions, Providers, VariableSource, load, plan, render,
};
use testkit::{Case, Failed};

fn main() -> ExitCode {
    testkit::run(testkit::load("tests/cases"), check)
}

/// Files in memory.
struct Files(BTreeMap<String, String>);

impl Effects for Files {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.0.get(path).map(|text| text.clone().into_bytes()).ok_or(ReadError::NotFound)
    }

    fn list(&self, path: &str) -> Result<Vec<String>, ReadError> {
        let prefix = if path == "." { String::new() } else { format!("{path}/") };
        let names: Vec<String> = self
            .0
            .keys()
            .filter_map(|name| name.strip_prefix(&prefix))
            .map(str::to_owned)
            .collect();
        if names.is_empty() { Err(ReadError::NotFound) } else { Ok(names) }
    }

    fn now(&self) -> i64 {
        1_767_225_600_000
    }
}

fn options(case: &Case) -> PlanOptions {
    let mut options =
        PlanOptions { state: case.optional("state").map(str::to_owned), ..PlanOptions::default() };
    for line in case.part("options").lines() {
        let (name, value) = line
            .trim_start_matches('-')
            .split_once('=')
            .unwrap_or((line.trim_start_matches('-'), ""));
        match name {
            "var" => {
                let (name, text) = value.split_once('=').unwrap_or((value, ""));
                let given = GivenVariable { name: name.to_owned(), text: text.to_owned() };
                options.variables.push(VariableSource::Value(given));
            }
            "target" => options.targets.push(value.to_owned()),
            "replace" => options.replace.push(value.to_owned()),
            "destroy" => options.mode = PlanMode::Destroy,
            other => panic!("unknown option {other}"),
        }
    }
    options
}

/// The one place that calls the planner.
fn check(case: &Case) -> Result<(), Failed> {
    const NO_FILES: [&str; 4] = ["state", "options", "plan", "diagnostics"];
    let files = case.parts().filter(|(name, _)| !NO_FILES.contains(name));
    let files = Files(files.map(|(name, text)| (name.to_owned(), text.to_owned())).collect());
    let (mut config, mut found) = load("", &files);
    let mut text = String::new();
    if !found.iter().any(Diagnostic::is_error) {
        let (planned, more) = plan(&mut config, &Providers::bundled(), &options(case), &files);
        found.extend(more);
        if let Some(planned) = planned.filter(|planned| !planned.errored) {
            text = dryrun_plan::text(&planned).into_plain();
        }
    }
    if case.optional("plan").is_some() {
        case.expect("plan", &text)?;
    }
    case.expect("diagnostics", &render::plain(&found, config.sources()))
}
