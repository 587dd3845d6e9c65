//! The recorded cases of `tests/conformance`, compared as their scorer does.
//!
//! Level 1: accepted or rejected alike, with the same actions or the same error titles. Level 2: the same plan as JSON,
//! or the same places. Level 3: the same plan text, or the same details.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a recorded case that cannot be read must fail the test"
)]

mod compare;
mod disk;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use compare::{Level, diagnostics_level, plan_view};
use disk::CaseFiles;
use dryrun_diag::Diagnostic;
use dryrun_terraform::{
    Config, GivenVariable, PlanMode, PlanOptions, Providers, VariableSource, console, load, plan,
    render, validate, validate_json,
};
use serde_json::Value as Json;

#[test]
fn recorded_cases_score_as_before() {
    score("tests/conformance", "terraform");
}

/// Further recordings: typical AWS configurations, created and then changed.
#[test]
fn recorded_changes_score_as_before() {
    score("tests/recorded", "terraform recorded");
}

/// Recordings of the language: expressions, errors, states, in configurations that need no provider.
#[test]
fn recorded_language_scores_as_before() {
    score("tests/language", "terraform language");
}

/// `relevant_attributes` of all plans that were recorded.
#[test]
fn relevant_attributes_are_those_recorded() {
    let (mut passed, mut total) = (0, 0);
    for case in
        ["tests/conformance", "tests/recorded", "tests/language"].into_iter().flat_map(cases)
    {
        let meta = json(&case.join("case.json"));
        if meta["kind"] != "plan" {
            continue;
        }
        let want = json(&case.join("expected/plan.json"));
        // Some recordings of the provider were shortened to what a plan changes.
        let of_provider = case.parent().is_some_and(|folder| folder.ends_with("recorded"));
        if of_provider && want.get("applyable").is_none() {
            continue;
        }
        let files = CaseFiles::new(&case);
        let (mut config, _) = load("", &files);
        let (planned, _) = plan(&mut config, &Providers::bundled(), &options(&meta, &case), &files);
        let got = planned.map(|planned| dryrun_plan::json(&planned).to_string());
        let got: Json = serde_json::from_str(&got.unwrap_or_default()).unwrap_or_default();
        total += 1;
        if attributes(&got) == attributes(&want) {
            passed += 1;
        } else {
            eprintln!("{}: other attributes", case.display());
        }
    }
    testkit::score("terraform relevant attributes", passed, total);
}

/// The entries, in one order.
fn attributes(plan: &Json) -> BTreeSet<String> {
    let list = plan["relevant_attributes"].as_array();
    let entry = |one: &Json| format!("{} {}", one["resource"], one["attribute"]);
    list.into_iter().flatten().map(entry).collect()
}

fn cases(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut cases: Vec<PathBuf> = fs::read_dir(root)
        .unwrap()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    cases
}

fn score(folder: &str, name: &str) {
    let cases = cases(folder);
    let mut passed = [0, 0, 0];
    for case in &cases {
        let level = level_of(case);
        if level < Level::Third {
            eprintln!("{}: {level:?}", case.file_name().unwrap_or_default().display());
        }
        for (at, count) in passed.iter_mut().enumerate() {
            *count += usize::from(level as usize > at);
        }
    }
    for (at, count) in passed.into_iter().enumerate() {
        testkit::score(&format!("{name} L{}", at + 1), count, cases.len());
    }
}

fn json(path: &Path) -> Json {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn level_of(case: &Path) -> Level {
    let meta = json(&case.join("case.json"));
    let options = options(&meta, case);
    match meta["kind"].as_str().unwrap() {
        "plan" => plan_level(case, &options),
        "plan-error" => errors_level(case, &options),
        "validate" => validate_level(case),
        "console" => console_level(case, &options),
        other => panic!("unknown kind {other}"),
    }
}

fn options(meta: &Json, case: &Path) -> PlanOptions {
    let set = meta["env"].as_object().into_iter().flatten();
    let environment = set.filter_map(|(name, text)| {
        let (name, text) = (name.strip_prefix("TF_VAR_")?, text.as_str()?);
        Some(GivenVariable { name: name.to_owned(), text: text.to_owned() })
    });
    let mut options = PlanOptions {
        environment: environment.collect(),
        state: fs::read_to_string(case.join("terraform.tfstate")).ok(),
        ..PlanOptions::default()
    };
    for argument in meta["args"].as_array().into_iter().flatten().filter_map(Json::as_str) {
        let argument = argument.trim_start_matches('-');
        let (name, value) = argument.split_once('=').unwrap_or((argument, ""));
        match name {
            "var" => {
                options.variables.push(VariableSource::of_option(value));
            }
            "var-file" => options.variables.push(VariableSource::File(value.to_owned())),
            "target" => options.targets.push(value.to_owned()),
            "replace" => options.replace.push(value.to_owned()),
            "destroy" => options.mode = PlanMode::Destroy,
            "refresh-only" => options.mode = PlanMode::RefreshOnly,
            "refresh" => options.skip_refresh = value == "false",
            other => panic!("unknown option {other}"),
        }
    }
    options
}

fn has_errors(found: &[Diagnostic]) -> bool {
    found.iter().any(Diagnostic::is_error)
}

fn plan_level(case: &Path, options: &PlanOptions) -> Level {
    let files = CaseFiles::new(case);
    let (mut config, mut found) = load("", &files);
    if has_errors(&found) {
        return Level::None;
    }
    let (planned, more) = plan(&mut config, &Providers::bundled(), options, &files);
    found.extend(more);
    let Some(planned) = planned.filter(|_| !has_errors(&found)) else { return Level::None };
    let got = plan_view(&serde_json::from_str(&dryrun_plan::json(&planned).to_string()).unwrap());
    let want = plan_view(&json(&case.join("expected/plan.json")));
    if got.actions() != want.actions() {
        return Level::None;
    }
    if got != want {
        return Level::First;
    }
    let text = format!(
        "{}{}",
        dryrun_plan::text(&planned).plain(),
        render::plain(&found, config.sources())
    );
    let recorded = fs::read_to_string(case.join("expected/plan.txt")).unwrap();
    // The recorder reads its programs' output as text, which has no carriage returns.
    let text = text.replace('\r', "");
    if text.trim_end() == recorded.trim_end() { Level::Third } else { Level::Second }
}

fn compared(case: &Path, config: &Config, found: &[Diagnostic], errors_only: bool) -> Level {
    let got = validate_json(found, config.sources());
    let want = json(&case.join("expected/diagnostics.json"));
    let keep = |list: &Json| -> Vec<Json> {
        let all = list.as_array().cloned().unwrap_or_default();
        all.into_iter().filter(|one| !errors_only || one["severity"] == "error").collect()
    };
    diagnostics_level(&keep(&want), &keep(&got["diagnostics"]))
}

fn errors_level(case: &Path, options: &PlanOptions) -> Level {
    let files = CaseFiles::new(case);
    let (mut config, mut found) = load("", &files);
    if !has_errors(&found) {
        found.extend(plan(&mut config, &Providers::bundled(), options, &files).1);
    }
    if has_errors(&found) { compared(case, &config, &found, true) } else { Level::None }
}

fn validate_level(case: &Path) -> Level {
    let files = CaseFiles::new(case);
    let (config, mut found) = load("", &files);
    if !has_errors(&found) {
        found.extend(validate(&config, &Providers::bundled(), &files));
    }
    let refused = fs::read_to_string(case.join("expected/exit_code")).unwrap().trim() != "0";
    if has_errors(&found) == refused { compared(case, &config, &found, false) } else { Level::None }
}

fn console_level(case: &Path, options: &PlanOptions) -> Level {
    let files = CaseFiles::new(case);
    let (mut config, _) = load("", &files);
    let values = json(&case.join("expected/values.json"));
    let values = values.as_array().unwrap();
    let expressions: Vec<&str> = values.iter().filter_map(|value| value["expr"].as_str()).collect();
    let (answers, _) = console(&mut config, &Providers::bundled(), options, &files, &expressions);
    let levels =
        values.iter().zip(&answers).map(|(want, answer)| match (want.get("text"), &answer.text) {
            (Some(want), Some(text)) if want.as_str() == Some(text) => Level::Third,
            (Some(_), Some(_)) => Level::First,
            (None, None) => {
                let got = validate_json(&answer.diagnostics, config.sources());
                let want = want["error"].as_array().cloned().unwrap_or_default();
                match compare::texts_level(
                    &want,
                    got["diagnostics"].as_array().map(Vec::as_slice).unwrap_or_default(),
                ) {
                    Level::None => Level::First,
                    level => level,
                }
            }
            (Some(_), None) | (None, Some(_)) => Level::None,
        });
    let worst = levels.min().unwrap_or(Level::None);
    if answers.len() == values.len() { worst } else { Level::None }
}
