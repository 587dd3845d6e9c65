//! What the page may ask for.

mod run;
mod texts;

use dryrun_engine::{Engine, Example, Format, Registry, RoleKind};
use serde_json::{Value, json};

pub(crate) use run::{graph, run};
pub(crate) use texts::{case, explain, format, jsonata};

use crate::request::{Complete, Console, World};
use crate::{PROTOCOL, answer, offsets};

fn engine<'r>(registry: &'r Registry, name: &str) -> Result<&'r dyn Engine, String> {
    registry.find(name).ok_or_else(|| {
        let known: Vec<&str> = registry.iter().map(Engine::name).collect();
        format!("there is no engine `{name}`; there are {}", known.join(", "))
    })
}

pub(crate) fn version(registry: &Registry) -> Value {
    let engine = |engine: &dyn Engine| {
        let roles = engine.roles().iter().map(|role| {
            let kind = match role.kind {
                RoleKind::Definition => "definition",
                RoleKind::Part => "part",
                RoleKind::View => "view",
                RoleKind::Whole => "whole",
            };
            let format = match role.format {
                Format::Json => "json",
                Format::Text => "text",
            };
            json!({
                "word": role.word,
                "kind": kind,
                "languages": role.languages,
                "format": format,
                "about": role.about,
            })
        });
        let nothing = dryrun_engine::Nothing;
        let console = engine.answers(None, "default", &[], &nothing).is_some();
        json!({"name": engine.name(), "console": console, "roles": roles.collect::<Vec<_>>()})
    };
    json!({
        "protocol": PROTOCOL,
        "version": env!("CARGO_PKG_VERSION"),
        "engines": registry.iter().map(engine).collect::<Vec<_>>(),
    })
}

pub(crate) fn console(request: &Console, registry: &Registry) -> Result<Value, String> {
    let engine = engine(registry, &request.engine)?;
    let world = World { files: &request.files, now: request.now };
    let example = request.example.as_ref().map(Example::from);
    let inputs: Vec<&str> = request.expressions.iter().map(String::as_str).collect();
    let case = request.case.as_deref().unwrap_or("default");
    let answers = engine
        .answers(example.as_ref(), case, &inputs, &world)
        .ok_or_else(|| format!("`{}` has no console", request.engine))?;
    let sources = example.unwrap_or_default().sources();
    let said = answers
        .answers
        .iter()
        .map(|answer| json!({"text": answer.text, "failed": answer.failed}))
        .collect::<Vec<_>>();
    let diagnostics = answer::diagnostics(&answers.diagnostics, &sources);
    Ok(json!({"answers": said, "diagnostics": diagnostics}))
}

pub(crate) fn complete(request: &Complete, registry: &Registry) -> Result<Value, String> {
    let engine = engine(registry, &request.engine)?;
    let world = World { files: &request.files, now: request.now };
    let example = Example::from(&request.example);
    let text = match example.parts.get(request.part) {
        Some(part) => &part.text,
        None => return Err(format!("the example has no part {}", request.part)),
    };
    let byte = offsets::byte(text, request.utf16);
    let found = engine.complete(&example, request.part, byte, &world);
    let completions = found.iter().map(|found| {
        json!({
            "label": found.label,
            "kind": found.kind.word(),
            "insert": found.insert,
            "from": offsets::utf16(text, found.replace.start as usize),
            "to": offsets::utf16(text, found.replace.end as usize),
            "detail": found.detail,
        })
    });
    Ok(json!({"completions": completions.collect::<Vec<_>>()}))
}
