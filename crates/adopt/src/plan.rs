//! Which snippet becomes which example: ids, files, modules, parts, excerpts.

use std::collections::{BTreeMap, BTreeSet};

use dryrun_diag::FileId;
use dryrun_hcl::ast::Body;
use dryrun_hcl::{Input, parse};
use serde_json::Value;

use crate::name;
use crate::snippet::{Snippet, What};

/// A snippet with its place in the post.
pub(crate) struct Placed {
    /// Index of its piece.
    pub(crate) piece: usize,
    pub(crate) snippet: Snippet,
    /// Prose since the code before.
    pub(crate) before: String,
    /// The last heading before it.
    pub(crate) heading: Option<String>,
}

/// What a snippet becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// A state machine.
    Machine { id: String },
    /// A file of a configuration.
    File { id: String, name: String },
    /// Input, mocks, values of variables.
    Of { id: String, role: &'static str },
    /// A true part of an example.
    Excerpt { id: String, at: String, text: String },
    /// A console transcript.
    Console { of: Option<String> },
    /// A result that the post shows; it is compared with ours.
    Shown { id: String },
    /// Nothing that runs.
    Text,
}

/// The body of a snippet in HCL.
pub(crate) fn body(text: &str) -> Body {
    parse(Input { file: FileId(0), name: "", text }).0
}

/// Says for each snippet what it becomes.
pub(crate) fn plan(placed: &[Placed], stem: &str) -> Vec<Part> {
    let mut planner =
        Planner { placed, stem, taken: BTreeSet::new(), parts: vec![Part::Text; placed.len()] };
    planner.machines();
    planner.modules();
    planner.members();
    planner.parts
}

struct Planner<'a> {
    placed: &'a [Placed],
    stem: &'a str,
    taken: BTreeSet<String>,
    parts: Vec<Part>,
}

/// A module under construction.
#[derive(Default)]
struct Module {
    id: String,
    defines: BTreeSet<String>,
    texts: Vec<String>,
    files: BTreeSet<String>,
}

impl Planner<'_> {
    fn set(&mut self, at: usize, part: Part) {
        self.parts.get_mut(at).into_iter().for_each(|slot| *slot = part.clone());
    }

    fn id(&mut self, placed: &Placed, more: &[Option<String>]) -> String {
        let heading = placed.heading.as_deref().and_then(name::slug);
        let own = more.iter().flatten().find(|name| !name.is_empty()).cloned();
        let wanted = heading.or(own).or_else(|| name::slug(self.stem));
        name::unique(&wanted.unwrap_or_else(|| "example".to_owned()), &mut self.taken)
    }

    fn machines(&mut self) {
        let placed = self.placed;
        for (at, one) in placed.iter().enumerate() {
            if one.snippet.what != What::Machine {
                continue;
            }
            let value = one.snippet.json().unwrap_or_default();
            let comment = value.get("Comment").and_then(Value::as_str).and_then(name::slug);
            let start = value.get("StartAt").and_then(Value::as_str).map(name::kebab);
            let id = self.id(one, &[comment, start]);
            self.set(at, Part::Machine { id });
        }
    }

    fn modules(&mut self) {
        let placed = self.placed;
        let mut modules: Vec<Module> = Vec::new();
        for (at, one) in placed.iter().enumerate() {
            if one.snippet.what != What::Configuration {
                continue;
            }
            let text = &one.snippet.text;
            let content = body(text);
            let defines = defines(&content);
            let joins = modules.last().is_some_and(|module| {
                module.defines.is_disjoint(&defines) && linked(module, &defines, text)
            });
            if !joins {
                let first = content.blocks.iter().find(|block| block.kind.as_ref() == "resource");
                let resource = first.and_then(|block| block.labels.last());
                let id = self.id(one, &[resource.map(|(label, _)| name::kebab(label))]);
                modules.push(Module { id, ..Module::default() });
            }
            let Some(module) = modules.last_mut() else { continue };
            module.defines.extend(defines);
            module.texts.push(text.clone());
            let file = if one.snippet.language == "json" {
                "main.tf.json".to_owned()
            } else {
                name::file(&one.before, text, &[".tf"])
                    .unwrap_or_else(|| name::by_content(&content).to_owned())
            };
            let (stem, extension) = file.split_once('.').unwrap_or((&file, "tf"));
            let stems: BTreeSet<String> = module
                .files
                .iter()
                .filter_map(|file| Some(file.split_once('.')?.0.to_owned()))
                .collect();
            let stem = name::unique(stem, &mut stems.clone());
            let file = format!("{stem}.{extension}");
            module.files.insert(file.clone());
            let id = module.id.clone();
            self.set(at, Part::File { id, name: file });
        }
    }

    /// What belongs to a machine or a module.
    fn members(&mut self) {
        let placed = self.placed;
        let mut given: BTreeMap<String, BTreeSet<&'static str>> = BTreeMap::new();
        for (at, one) in placed.iter().enumerate() {
            let part = match one.snippet.what {
                What::Mocks => self.machine_near(at).map(|id| Part::Of { id, role: "mocks" }),
                What::Console => Some(Part::Console { of: self.module_near(at) }),
                What::Json => self.json(at, one),
                What::Settings => self.settings(at, one),
                What::Machine | What::Configuration | What::Shell | What::Other => None,
            };
            let Some(part) = part else { continue };
            if let Part::Of { id, role } = &part {
                // One of a kind: a second one would be another case, and which is not known.
                if !given.entry(id.clone()).or_default().insert(role) {
                    continue;
                }
            }
            self.set(at, part);
        }
    }

    /// The machine before a snippet, else the first one.
    fn machine_near(&self, at: usize) -> Option<String> {
        let id =
            |part: &Part| if let Part::Machine { id } = part { Some(id.clone()) } else { None };
        let before = self.parts.iter().take(at).rev().find_map(id);
        before.or_else(|| self.parts.iter().find_map(id))
    }

    fn module_near(&self, at: usize) -> Option<String> {
        let id =
            |part: &Part| if let Part::File { id, .. } = part { Some(id.clone()) } else { None };
        let before = self.parts.iter().take(at).rev().find_map(id);
        before.or_else(|| self.parts.iter().find_map(id))
    }

    fn json(&self, at: usize, one: &Placed) -> Option<Part> {
        let value = one.snippet.json()?;
        if let Some(excerpt) = self.json_excerpt(&value) {
            return Some(excerpt);
        }
        let id = self.machine_near(at)?;
        let clue = clue(&one.before)?;
        Some(match clue {
            Clue::Input => Part::Of { id, role: "input" },
            Clue::Output => Part::Shown { id },
        })
    }

    fn json_excerpt(&self, value: &Value) -> Option<Part> {
        if value.as_object().is_none_or(serde_json::Map::is_empty) {
            return None;
        }
        self.parts.iter().zip(self.placed).find_map(|(part, placed)| {
            let Part::Machine { id } = part else { return None };
            let whole = placed.snippet.json()?;
            let (at, text) = excerpt(value, &whole, &mut String::new(), 0)?;
            Some(Part::Excerpt { id: id.clone(), at, text })
        })
    }

    fn settings(&self, at: usize, one: &Placed) -> Option<Part> {
        let content = body(&one.snippet.text);
        let names: Vec<String> = content
            .attributes
            .iter()
            .map(|attribute| format!("variable.{}", attribute.name))
            .collect();
        if content.blocks.is_empty() && !names.is_empty() && one.snippet.whole {
            let declared = |id: &str| {
                let files = self.parts.iter().zip(self.placed).filter(
                    |(part, _)| matches!(part, Part::File { id: other, .. } if other == id),
                );
                let all: BTreeSet<String> =
                    files.flat_map(|(_, placed)| defines(&body(&placed.snippet.text))).collect();
                names.iter().all(|name| all.contains(name))
            };
            if let Some(id) = self.module_near(at).filter(|id| declared(id)) {
                return Some(Part::Of { id, role: "tfvars" });
            }
        }
        self.hcl_excerpt(&one.snippet.text)
    }

    /// The block of a configuration that has all lines of a text, one after the other.
    fn hcl_excerpt(&self, text: &str) -> Option<Part> {
        let wanted = squeezed(text);
        if wanted.iter().all(|line| line.len() < 2) {
            return None;
        }
        self.parts.iter().zip(self.placed).find_map(|(part, placed)| {
            let Part::File { id, .. } = part else { return None };
            let own = &placed.snippet.text;
            let block = body(own).blocks.into_iter().find(|block| {
                let span = block.kind_span.to(block.close_span);
                let lines = squeezed(own.get(span.range()).unwrap_or_default());
                lines.windows(wanted.len()).any(|window| window == wanted.as_slice())
            })?;
            let at = address(&block);
            Some(Part::Excerpt { id: id.clone(), at, text: text.to_owned() })
        })
    }
}

fn squeezed(text: &str) -> Vec<String> {
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#') && !line.starts_with("//"))
        .collect()
}

fn address(block: &dryrun_hcl::ast::Block) -> String {
    let labels = block.labels.iter().map(|(label, _)| label.as_ref());
    match block.kind.as_ref() {
        "resource" => labels.collect::<Vec<_>>().join("."),
        kind => std::iter::once(kind).chain(labels).collect::<Vec<_>>().join("."),
    }
}

/// Addresses of what a file defines; settings that may be there once count as well.
fn defines(body: &Body) -> BTreeSet<String> {
    let locals = body.blocks.iter().filter(|block| block.kind.as_ref() == "locals");
    let locals = locals.flat_map(|block| &block.body.attributes);
    let locals = locals.map(|attribute| format!("local.{}", attribute.name));
    let blocks = body.blocks.iter().filter(|block| block.kind.as_ref() != "locals").map(address);
    locals.chain(blocks).collect()
}

/// Whether a text mentions what a module defines, or the other way round.
fn linked(module: &Module, defines: &BTreeSet<String>, text: &str) -> bool {
    let mentions = |text: &str, address: &str| {
        let wanted = match address.split_once('.') {
            Some(("variable", name)) => format!("var.{name}"),
            Some(("provider", name)) => format!("\"{name}_"),
            Some(("output", _)) | None => return false,
            Some(_) => address.to_owned(),
        };
        text.match_indices(&wanted).any(|(at, _)| {
            let after = text.get(at + wanted.len()..).and_then(|rest| rest.chars().next());
            wanted.ends_with('_')
                || after.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != '-')
        })
    };
    module.defines.iter().any(|address| mentions(text, address))
        || module.texts.iter().any(|other| defines.iter().any(|address| mentions(other, address)))
}

enum Clue {
    Input,
    Output,
}

/// What the prose before says of a JSON text.
fn clue(before: &str) -> Option<Clue> {
    let near = before.trim_end().rsplit("\n\n").next()?.to_ascii_lowercase();
    let last = |words: &[&str]| words.iter().filter_map(|word| near.rfind(word)).max();
    let input =
        last(&["input", "start it with", "execute it with", "run it with", "start the execution"]);
    let output = last(&["output", "result", "returns", "gives"]);
    match (input, output) {
        (None, None) => None,
        (input, output) if input > output => Some(Clue::Input),
        _ => Some(Clue::Output),
    }
}

/// Where an object stands in a definition, members left out on either side of it, and its text with `...` for those.
fn excerpt(
    wanted: &Value,
    whole: &Value,
    at: &mut String,
    depth: usize,
) -> Option<(String, String)> {
    if depth > 64 {
        return None;
    }
    if fits(wanted, whole, 0) {
        return Some((at.clone(), shown(wanted, whole, 0)));
    }
    let mut inside = |step: &str, value: &Value| {
        let length = at.len();
        at.push('/');
        at.push_str(&step.replace('~', "~0").replace('/', "~1"));
        let found = excerpt(wanted, value, at, depth + 1);
        at.truncate(length);
        found
    };
    match whole {
        Value::Object(members) => members.iter().find_map(|(key, value)| inside(key, value)),
        Value::Array(items) => {
            items.iter().enumerate().find_map(|(at, value)| inside(&at.to_string(), value))
        }
        _ => None,
    }
}

/// Whether all of `wanted` is in `whole`.
fn fits(wanted: &Value, whole: &Value, depth: usize) -> bool {
    match (wanted, whole) {
        _ if depth > 64 => false,
        (Value::Object(wanted), Value::Object(whole)) => wanted
            .iter()
            .all(|(key, value)| whole.get(key).is_some_and(|other| fits(value, other, depth + 1))),
        (Value::Array(wanted), Value::Array(whole)) => {
            wanted.len() <= whole.len()
                && wanted.iter().zip(whole).all(|(value, other)| fits(value, other, depth + 1))
        }
        _ => wanted == whole,
    }
}

fn shown(wanted: &Value, whole: &Value, level: usize) -> String {
    let pad = "  ".repeat(level + 1);
    let end = "  ".repeat(level);
    let list = |mut lines: Vec<String>, more: bool, open: &str, close: &str| {
        if lines.is_empty() && !more {
            return format!("{open}{close}");
        }
        let mut text = std::mem::take(&mut lines)
            .iter()
            .map(|line| format!("{pad}{line}"))
            .collect::<Vec<_>>()
            .join(",\n");
        if more {
            let comma = if text.is_empty() { "" } else { ",\n" };
            text = format!("{text}{comma}{pad}...");
        }
        format!("{open}\n{text}\n{end}{close}")
    };
    match (wanted, whole) {
        (Value::Object(wanted), Value::Object(whole)) => {
            let lines = wanted.iter().map(|(key, value)| {
                let other = whole.get(key).unwrap_or(value);
                format!("{}: {}", Value::String(key.clone()), shown(value, other, level + 1))
            });
            list(lines.collect(), wanted.len() < whole.len(), "{", "}")
        }
        (Value::Array(wanted), Value::Array(whole)) => {
            let lines =
                wanted.iter().zip(whole).map(|(value, other)| shown(value, other, level + 1));
            list(lines.collect(), wanted.len() < whole.len(), "[", "]")
        }
        (value, _) => value.to_string(),
    }
}
