//! Repair measured: recorded definitions and configurations lose the lines that hold only brackets, and must come back.

use std::fs;
use std::path::{Path, PathBuf};

use dryrun_adopt::repair::{Notation, Shape, brackets, parses};
use dryrun_diag::FileId;
use dryrun_engine::Registry;
use regex::Regex;
use serde_json::Value;

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// What text extraction leaves: no line that holds only brackets.
fn stripped(text: &str) -> String {
    let kept = text.lines().filter(|line| {
        let bare = line.chars().all(|c| c.is_whitespace() || "{}[](),".contains(c));
        line.trim().is_empty() || !bare
    });
    kept.fold(String::new(), |text, line| text + line + "\n")
}

fn flat(text: &str) -> String {
    text.lines().fold(String::new(), |text, line| text + line.trim_start() + "\n")
}

/// JSON with that indentation for a level; empty containers stay on one line.
fn pretty(value: &Value, indent: &str) -> String {
    let mut out = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(indent.as_bytes());
    let mut serializer = serde_json::Serializer::with_formatter(&mut out, formatter);
    serde::Serialize::serialize(value, &mut serializer).expect("a readable suite");
    String::from_utf8(out).expect("a readable suite")
}

fn definitions() -> Option<Vec<(String, Value)>> {
    let folder = dryrun_testkit::shared("conformance/asl")?;
    let mut found: Vec<(String, Value)> = Vec::new();
    for file in files(&folder, "json") {
        let case: Value =
            serde_json::from_str(&fs::read_to_string(&file).expect("a readable suite"))
                .expect("a readable suite");
        let Some(text) = case.get("definition").and_then(Value::as_str) else { continue };
        let Ok(value) = serde_json::from_str::<Value>(text) else { continue };
        if value.is_object() && found.iter().all(|(_, other)| *other != value) {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            found.push((name, value));
        }
    }
    Some(found)
}

fn knows(
    registry: &Registry,
    engine: &str,
    path: &[&str],
    name: &str,
    shape: Shape,
) -> Option<bool> {
    registry.find(engine)?.fits(path, name, shape)
}

fn told(name: &str, text: &str) {
    if std::env::var_os("SHOW").is_some() {
        eprintln!("=== {name}\n{text}");
    }
}

#[test]
fn definitions_come_back() {
    let Some(definitions) = definitions() else { return };
    let registry = dryrun_bundle::registry();
    let fits = |path: &[&str], name: &str, shape| knows(&registry, "asl", path, name, shape);
    for (suite, indent, flattened) in [
        ("adopt definitions", "  ", false),
        ("adopt definitions, four blanks", "    ", false),
        ("adopt definitions, tabs", "\t", false),
        ("adopt definitions without indentation", "  ", true),
    ] {
        let mut passed = 0;
        for (name, value) in &definitions {
            let damaged = stripped(&pretty(value, indent));
            let damaged = if flattened { flat(&damaged) } else { damaged };
            let repaired = brackets(&damaged, Notation::Json, &fits);
            let restored = serde_json::from_str::<Value>(&repaired.text).ok();
            if restored.as_ref() == Some(value) {
                passed += 1;
            } else {
                told(&format!("{suite}: {name}"), &repaired.text);
            }
        }
        dryrun_testkit::score(suite, passed, definitions.len());
    }
}

/// The tree of a configuration without its places.
fn tree(text: &str, spans: &Regex) -> String {
    let input = dryrun_hcl::Input { file: FileId(0), name: "", text };
    let (body, _) = dryrun_hcl::parse(input);
    spans.replace_all(&format!("{body:?}"), "").into_owned()
}

#[test]
fn configurations_come_back() {
    let Some(folder) = dryrun_testkit::shared("conformance/terraform") else { return };
    let registry = dryrun_bundle::registry();
    let fits = |path: &[&str], name: &str, shape| knows(&registry, "tf", path, name, shape);
    let spans = Regex::new(r"Span \{ file: FileId\(\d+\), start: \d+, end: \d+ \}")
        .expect("a readable suite");
    let texts: Vec<(String, String)> = files(&folder, "tf")
        .into_iter()
        .map(|file| {
            (
                file.display().to_string(),
                String::from_utf8_lossy(&fs::read(&file).expect("a readable suite")).into_owned(),
            )
        })
        .filter(|(_, text)| parses(text, Notation::Hcl))
        .collect();
    for (suite, flattened) in
        [("adopt configurations", false), ("adopt configurations without indentation", true)]
    {
        let mut passed = 0;
        for (name, text) in &texts {
            let damaged = stripped(text);
            let damaged = if flattened { flat(&damaged) } else { damaged };
            let repaired = brackets(&damaged, Notation::Hcl, &fits);
            let wanted = if flattened { flat(text) } else { text.clone() };
            if tree(&repaired.text, &spans) == tree(&wanted, &spans) {
                passed += 1;
            } else {
                told(&format!("{suite}: {name}"), &repaired.text);
            }
        }
        dryrun_testkit::score(suite, passed, texts.len());
    }
}
