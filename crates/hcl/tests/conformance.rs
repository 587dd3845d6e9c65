//! The recorded diagnostics of Terraform, as far as they are the parser's.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may fail where it stands"
)]

use std::fs;
use std::path::{Path, PathBuf};

use dryrun_diag::{Diagnostic, LineIndex, Sources};
use dryrun_hcl::{Input, parse};
use dryrun_testkit as testkit;
use serde_json::Value as Json;

/// What is compared of a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Told {
    summary: String,
    detail: String,
    start: (u64, u64),
    end: (u64, u64),
}

fn recorded(case: &Path) -> Vec<Told> {
    let text =
        fs::read_to_string(case.join("expected/diagnostics.json")).unwrap_or_else(|_| "[]".into());
    let list: Vec<Json> = serde_json::from_str(&text).unwrap();
    let place = |diagnostic: &Json, end: &str| {
        let at = &diagnostic["range"][end];
        (at["line"].as_u64().unwrap_or_default(), at["column"].as_u64().unwrap_or_default())
    };
    list.iter()
        .map(|diagnostic| Told {
            summary: diagnostic["summary"].as_str().unwrap_or_default().into(),
            detail: diagnostic["detail"].as_str().unwrap_or_default().into(),
            start: place(diagnostic, "start"),
            end: place(diagnostic, "end"),
        })
        .collect()
}

fn told(diagnostic: &Diagnostic, text: &str) -> Told {
    let lines = LineIndex::new(text);
    let span = diagnostic.span.unwrap_or_default();
    let at = |byte| {
        let position = lines.position(text, byte);
        (u64::from(position.line), u64::from(position.column))
    };
    // Terraform widens an empty range by one.
    let (start, mut end) = (at(span.start), at(span.end));
    if span.is_empty() {
        end.1 += 1;
    }
    Told {
        summary: diagnostic.summary.clone().into_owned(),
        detail: diagnostic.detail.clone(),
        start,
        end,
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "tf"))
        .collect();
    files.sort();
    files
}

#[test]
fn syntax_errors_are_terraforms() {
    let Some(suite) = testkit::shared("conformance/terraform") else { return };
    let (mut passed, mut total) = (0, 0);
    let mut cases: Vec<PathBuf> =
        fs::read_dir(suite).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    for case in cases.iter().filter(|path| path.is_dir()) {
        let expected = recorded(case);
        let mut ours = Vec::new();
        for file in files(case) {
            let text = String::from_utf8_lossy(&fs::read(&file).unwrap()).into_owned();
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            let mut sources = Sources::new();
            let id = sources.add(name.clone(), text.clone());
            let (_, diagnostics) = parse(Input { file: id, name: &name, text: &text });
            ours.extend(diagnostics.iter().map(|diagnostic| told(diagnostic, &text)));
        }
        if ours.is_empty() {
            continue;
        }
        for want in &expected {
            total += 1;
            if ours.contains(want) {
                passed += 1;
            } else {
                println!("{}: not told: {want:?}", case.display());
            }
        }
        for have in ours.iter().filter(|have| !expected.contains(have)) {
            println!("{}: told besides: {have:?}", case.display());
        }
    }
    testkit::score("syntax errors of configurations", passed, total);
}
