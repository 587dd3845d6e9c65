//! HCL's own specification suite.
//!
//! Each test is an input, a decoding specification and the wanted result or diagnostics, all three written in HCL. The
//! small specification language is what HCL's `hcldec` command reads; only what the suite uses is here.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may fail where it stands"
)]

mod spec;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dryrun_cty::{Type, Value, convert};
use dryrun_diag::{Diagnostic, FileId, LineIndex, Position};
use dryrun_hcl::ast::Body;
use dryrun_hcl::{BodySchema, Input, Scope, eval, parse};
use dryrun_testkit as testkit;

use spec::{Spec, type_of};

fn read(path: &Path) -> (String, Body, Vec<Diagnostic>) {
    let text = fs::read_to_string(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let (body, diagnostics) = parse(Input { file: FileId(0), name: &name, text: &text });
    (text, body, diagnostics)
}

/// What a test wants.
struct Wanted {
    result: Option<Value>,
    ty: Option<Type>,
    places: Option<Vec<(Position, Position)>>,
}

fn wanted(path: &Path) -> Wanted {
    let (_, body, diagnostics) = read(path);
    assert!(diagnostics.is_empty(), "{}: {diagnostics:?}", path.display());
    let schema = BodySchema::new()
        .optional(["result", "result_type"])
        .block("diagnostics", &[])
        .block("traversals", &[]);
    let (content, diagnostics) = body.content(&schema);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let result = content
        .attribute("result")
        .map(|attribute| eval(&attribute.expression, &Scope::nothing()).0);
    let ty = content.attribute("result_type").map(|attribute| type_of(&attribute.expression));
    let places = content.blocks_of("diagnostics").next().map(|block| {
        block
            .body
            .blocks
            .iter()
            .map(|error| (position(&error.body, "from"), position(&error.body, "to")))
            .collect()
    });
    Wanted { result, ty, places }
}

fn position(error: &Body, end: &str) -> Position {
    let block = error.blocks.iter().find(|block| &*block.kind == end).unwrap();
    let number = |name: &str| {
        let attribute =
            block.body.attributes.iter().find(|attribute| &*attribute.name == name).unwrap();
        let (value, _) = eval(&attribute.expression, &Scope::nothing());
        u32::try_from(value.as_number().unwrap().to_i64().unwrap()).unwrap()
    };
    Position { line: number("line"), column: number("column"), byte: number("byte") }
}

fn run(test: &Path) -> Result<(), String> {
    let wanted = wanted(test);
    let (_, specification, _) = read(&test.with_extension("hcldec"));
    let (text, body, mut diagnostics) = read(&test.with_extension("hcl"));
    let (spec, variables) = Spec::read(&specification);
    let names: BTreeMap<Arc<str>, Value> = variables;
    // As the command does: nothing is decoded from what does not parse.
    let value = match diagnostics.as_slice() {
        [] => spec.decode(body, &Scope::of_variables(&names), &mut diagnostics),
        _ => Value::dynamic(),
    };
    if let Some(places) = wanted.places {
        let lines = LineIndex::new(&text);
        let have: Vec<(Position, Position)> = diagnostics
            .iter()
            .map(|told| {
                let span = told.span.unwrap();
                (lines.position(&text, span.start), lines.position(&text, span.end))
            })
            .collect();
        return if have == places {
            Ok(())
        } else {
            Err(format!("want {places:?}\nhave {have:?}"))
        };
    }
    if !diagnostics.is_empty() {
        return Err(format!("{diagnostics:?}"));
    }
    let ty = wanted.ty.unwrap_or_else(|| {
        wanted.result.as_ref().map_or(Type::Dynamic, |value| value.ty().clone())
    });
    if *value.ty() != ty {
        return Err(format!("want type {ty}\nhave type {}", value.ty()));
    }
    match wanted.result.map(|result| convert(&result, &ty).unwrap()) {
        Some(result) if result != value => Err(format!("want {result:?}\nhave {value:?}")),
        Some(_) | None => Ok(()),
    }
}

fn tests(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            tests(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "t") {
            found.push(path);
        }
    }
}

#[test]
fn specification_suite() {
    let Some(suite) = testkit::shared("conformance/hcl") else { return };
    let mut all = Vec::new();
    tests(&suite, &mut all);
    all.sort();
    let failed: Vec<String> = all
        .iter()
        .filter_map(|test| run(test).err().map(|why| format!("{}: {why}", test.display())))
        .collect();
    println!("{}", failed.join("\n"));
    testkit::score("hcl specification", all.len() - failed.len(), all.len());
}
