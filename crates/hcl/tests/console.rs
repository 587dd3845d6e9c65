//! The recorded answers of Terraform's console, as far as they are the language's.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may fail where it stands"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dryrun_cty::functions::{Entry, FileError, World};
use dryrun_cty::{Value, console};
use dryrun_diag::Sources;
use dryrun_hcl::ast::Body;
use dryrun_hcl::{BodySchema, Builtins, Input, Place, Scope, eval, parse, parse_expression};
use dryrun_testkit as testkit;
use serde_json::Value as Json;

/// The folder of a case.
struct Folder(PathBuf);

impl World for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        let path = self.0.join(path);
        if path.is_dir() {
            return Err(FileError::Directory);
        }
        fs::read(path).map_err(|_| FileError::Missing)
    }

    fn entry(&self, path: &str) -> Option<Entry> {
        let metadata = fs::metadata(self.0.join(path)).ok()?;
        Some(if metadata.is_dir() { Entry::Directory } else { Entry::File })
    }

    fn list(&self, path: &str) -> Vec<(String, Entry)> {
        let entries = fs::read_dir(self.0.join(path)).into_iter().flatten().flatten();
        entries
            .map(|entry| {
                let kind = if entry.path().is_dir() { Entry::Directory } else { Entry::File };
                (entry.file_name().to_string_lossy().into_owned(), kind)
            })
            .collect()
    }

    fn now(&self) -> Option<String> {
        Some("2024-01-01T00:00:00Z".into())
    }

    fn plan_time(&self) -> Option<String> {
        None
    }

    fn random(&self) -> Option<[u8; 16]> {
        Some([7; 16])
    }

    fn directory(&self) -> String {
        self.0.to_string_lossy().into_owned()
    }

    fn home(&self) -> Option<String> {
        None
    }
}

type Names = BTreeMap<Arc<str>, Value>;

/// The values of `locals` blocks, in order of appearance.
fn locals(body: Body, functions: &Builtins<'_>) -> Names {
    let (content, _, _) = body.partial_content(&BodySchema::new().block("locals", &[]));
    let mut locals = Names::new();
    for block in content.blocks {
        for attribute in block.body.just_attributes().0 {
            let names = Names::from([(Arc::from("local"), Value::object(locals.clone()))]);
            let (value, _) = eval(&attribute.expression, &Scope::new(&names, functions));
            locals.insert(attribute.name, value);
        }
    }
    locals
}

fn names(case: &Path, functions: &Builtins<'_>) -> Names {
    let text = fs::read_to_string(case.join("main.tf")).unwrap_or_default();
    let (body, _) = parse(Input { file: dryrun_diag::FileId(0), name: "main.tf", text: &text });
    let path = Value::object([
        ("module", Value::string(".")),
        ("root", Value::string(".")),
        ("cwd", Value::string(".")),
    ]);
    Names::from([
        (Arc::from("local"), Value::object(locals(body, functions))),
        (Arc::from("path"), path),
    ])
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the console prints: a value or errors as `summary: detail` lines.
fn answer(
    expression: &str,
    names: &Names,
    functions: &Builtins<'_>,
) -> Result<String, Vec<String>> {
    let mut sources = Sources::new();
    let file = sources.add("<console-input>", expression);
    let (parsed, mut diagnostics) =
        parse_expression(Input { file, name: "<console-input>", text: expression });
    let mut value = Value::dynamic();
    if diagnostics.is_empty() {
        (value, diagnostics) = eval(&parsed, &Scope::new(names, functions).with_sources(&sources));
    }
    if diagnostics.is_empty() {
        return Ok(console(&value));
    }
    Err(diagnostics
        .iter()
        .map(|told| squeezed(&format!("{}: {}", told.summary, told.detail)))
        .collect())
}

fn wanted(recorded: &Json) -> Result<String, Vec<String>> {
    match recorded["text"].as_str() {
        Some(text) => Ok(text.to_owned()),
        None => Err(recorded["error"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|told| {
                squeezed(&format!(
                    "{}: {}",
                    told["summary"].as_str().unwrap(),
                    told["detail"].as_str().unwrap_or("")
                ))
            })
            .collect()),
    }
}

#[test]
fn answers_are_terraforms() {
    let Some(suite) = testkit::shared("conformance/terraform") else { return };
    let (mut passed, mut total) = (0, 0);
    let mut cases: Vec<PathBuf> =
        fs::read_dir(suite).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    for case in cases {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        // The functions have their own test.
        if !name.starts_with("lang-") {
            continue;
        }
        let Ok(text) = fs::read_to_string(case.join("expected/values.json")) else { continue };
        let world = Folder(case.clone());
        let functions = Builtins::new(&world, Place::Console);
        let names = names(&case, &functions);
        for recorded in serde_json::from_str::<Vec<Json>>(&text).unwrap() {
            total += 1;
            let expression = recorded["expr"].as_str().unwrap();
            let (have, want) = (answer(expression, &names, &functions), wanted(&recorded));
            if have == want {
                passed += 1;
            } else {
                println!("{name}: {expression}\n   want {want:?}\n   have {have:?}");
            }
        }
    }
    testkit::score("console answers by the language alone", passed, total);
}
