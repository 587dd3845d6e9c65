//! What a simulated apply leaves: after it, a plan of the same configuration has nothing to do, and what it made up has
//! the shape of the real thing.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a recorded case that cannot be read must fail the test"
)]

mod disk;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use disk::CaseFiles;
use dryrun_engine::{Effects, Ended, Engine, Example, Outcome, Part};
use dryrun_terraform::TerraformEngine;
use serde_json::Value as Json;

/// Recorded configurations that are planned from nothing.
fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["tests/recorded", "tests/conformance"];
    let mut cases: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).unwrap().flatten())
        .map(|entry| entry.path())
        .filter(|path| path.join("expected/plan.json").is_file())
        .filter(|path| !path.join("terraform.tfstate").exists())
        .filter(|path| meta(path)["args"].as_array().is_none_or(Vec::is_empty))
        .collect();
    cases.sort();
    cases
}

fn meta(path: &Path) -> Json {
    serde_json::from_str(&fs::read_to_string(path.join("case.json")).unwrap()).unwrap()
}

fn run(files: &CaseFiles, prior: Option<String>) -> Outcome {
    let part = |name: String| {
        let role = if name.ends_with(".tfvars") { "tfvars" } else { "tf" };
        let text = String::from_utf8(files.read(&name).ok()?).ok()?;
        Some(Part { role: role.to_owned(), language: "hcl".to_owned(), name, case: None, text })
    };
    let parts = files.list("").unwrap().into_iter().filter_map(part).collect();
    let example = Example {
        id: "case".to_owned(),
        parts,
        cases: vec!["default".to_owned()],
        prior,
        ..Example::default()
    };
    TerraformEngine.run(&example, files)
}

/// Resources that a plan would change, with what it would do.
fn changed(outcome: &Outcome) -> Vec<String> {
    let changes = outcome.cases[0].facts["resource_changes"].as_array().cloned();
    changes
        .unwrap_or_default()
        .iter()
        .filter(|change| change["mode"] == "managed")
        .filter(|change| change["change"]["actions"] != serde_json::json!(["no-op"]))
        .map(|change| format!("{} {}", change["address"], change["change"]["actions"]))
        .collect()
}

#[test]
fn after_a_simulated_apply_there_is_nothing_to_do() {
    let mut types: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    let mut told = BTreeSet::new();
    for case in cases() {
        let files = CaseFiles::new(&case);
        let first = run(&files, None);
        let Some(state) = first.state_after else { continue };
        if first.cases[0].ended != Ended::Well {
            continue;
        }
        let state_json: Json = serde_json::from_str(&state).unwrap();
        let second = run(&files, Some(state));
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        if second.cases[0].ended != Ended::Well {
            told.insert(format!(
                "{name}: {:?}",
                second.cases[0].diagnostics.first().map(|d| &d.summary)
            ));
        }
        let changed = changed(&second);
        for resource in state_json["resources"].as_array().unwrap() {
            let kind = resource["type"].as_str().unwrap().to_owned();
            let address = format!("{kind}.{}", resource["name"].as_str().unwrap());
            let still = changed.iter().any(|line| line.contains(&address));
            let count = types.entry(kind).or_default();
            count[usize::from(still)] += 1;
        }
        told.extend(changed.into_iter().map(|line| format!("{name}: {line}")));
    }
    for line in &told {
        println!("{line}");
    }
    let quiet = types.values().filter(|[_, still]| *still == 0).count();
    testkit::score("types with nothing to do after a simulated apply", quiet, types.len());
}
