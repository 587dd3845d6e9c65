//! Code of a post with its notation and role, mended.

use serde_json::Value;

use crate::piece::Code;
use crate::plain::{Look, look};
use crate::repair::{self, Fits, Notation, Note};

/// What a piece of code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// A state machine.
    Machine,
    /// Answers of its tasks.
    Mocks,
    /// Other JSON: an input, an output, an excerpt, or nothing that runs.
    Json,
    /// A file of a configuration.
    Configuration,
    /// A part of a file, or values of variables.
    Settings,
    /// Expressions with their values.
    Console,
    /// Commands and what they print.
    Shell,
    /// Anything else.
    Other,
}

/// A piece of code after mending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Snippet {
    pub(crate) what: What,
    /// First word of its fence.
    pub(crate) language: String,
    pub(crate) text: String,
    /// The post's line of each line of the text, from 0.
    pub(crate) lines: Vec<usize>,
    /// Lines of the text, first and last, that cannot be read.
    pub(crate) unreadable: Vec<(usize, usize)>,
    /// Whether it parses.
    pub(crate) whole: bool,
    pub(crate) mended: Vec<Note>,
    pub(crate) gaps: Vec<Note>,
    pub(crate) prefix: String,
}

impl Snippet {
    /// The post's line of a line of the text.
    pub(crate) fn line(&self, line: usize) -> usize {
        self.lines.get(line).or(self.lines.last()).copied().unwrap_or(0)
    }

    pub(crate) fn json(&self) -> Option<Value> {
        serde_json::from_str(&self.text).ok()
    }
}

/// Languages of engines, by what posts call them.
fn named(language: &str) -> Option<Option<Notation>> {
    match language.to_ascii_lowercase().as_str() {
        "json" | "json5" | "jsonc" | "asl" => Some(Some(Notation::Json)),
        "hcl" | "terraform" | "tf" | "opentofu" | "hcl2" => Some(Some(Notation::Hcl)),
        "bash" | "sh" | "shell" | "zsh" | "powershell" | "ps1" | "dockerfile" | "xml" | "html"
        | "sql" | "toml" | "ini" | "diff" | "mermaid" | "css" => Some(None),
        _ => None,
    }
}

/// Languages whose code may look like JSON or HCL, but is not.
fn is_programming(language: &str) -> bool {
    [
        "python",
        "py",
        "javascript",
        "js",
        "typescript",
        "ts",
        "java",
        "go",
        "golang",
        "ruby",
        "rb",
        "csharp",
        "rust",
        "php",
    ]
    .contains(&language.to_ascii_lowercase().as_str())
}

/// The notation of code, by its name and by its lines.
fn notation(text: &str, language: Option<&str>) -> Option<Notation> {
    if let Some(known) = language.and_then(named) {
        return known;
    }
    let looks: Vec<Look> = text.lines().map(look).collect();
    let count = |wanted: Look| looks.iter().filter(|look| **look == wanted).count();
    let (json, hcl, shell) = (count(Look::Json), count(Look::Hcl), count(Look::Shell));
    let filled = looks.iter().filter(|look| **look != Look::Blank).count();
    let bare = text.trim_start();
    let guess = if hcl > json && hcl > shell {
        Notation::Hcl
    } else if (json > 0 || bare.starts_with(['{', '['])) && json >= hcl && shell == 0 {
        Notation::Json
    } else {
        return None;
    };
    if language.is_some_and(is_programming) {
        return is_definition(text, guess).then_some(guess);
    }
    let prose = count(Look::Prose) + count(Look::Indented);
    (prose * 2 <= filled || is_definition(text, guess)).then_some(guess)
}

/// Whether a text names what only a definition has.
fn is_definition(text: &str, notation: Notation) -> bool {
    match notation {
        Notation::Json => text.contains("StartAt") && text.contains("States"),
        Notation::Hcl => text.lines().any(|line| {
            let line = line.trim_start();
            let block = ["resource ", "data ", "variable ", "provider ", "output ", "module "];
            line.ends_with('{') && (block.iter().any(|kind| line.starts_with(kind)))
                || line.starts_with("terraform {")
                || line.starts_with("locals {")
        }),
    }
}

/// Reads code: finds its notation, mends it, says what it is. `machine` and `configuration` know the fields of each.
pub(crate) fn read(code: &Code, machine: Fits<'_>, configuration: Fits<'_>) -> Snippet {
    let language = code.language.as_deref();
    if is_transcript(&code.text) {
        return plain(code, What::Console, "console");
    }
    match notation(&code.text, language) {
        Some(notation) => {
            let open = |_: &[&str], _: &str, _| None;
            let fits: Fits<'_> = match notation {
                Notation::Hcl => configuration,
                Notation::Json if is_definition(&code.text, notation) => machine,
                Notation::Json => &open,
            };
            mended(code, notation, fits)
        }
        None if language.is_none_or(|language| ["yaml", "yml"].contains(&language))
            && is_yaml_machine(&code.text) =>
        {
            plain(code, What::Machine, "yaml")
        }
        None => {
            let commands = code.text.lines().filter(|line| look(line) == Look::Shell).count();
            let shell = ["bash", "sh", "shell", "console", "zsh"];
            let what = match language {
                Some(language) if shell.contains(&language) => What::Shell,
                None if commands > 0 => What::Shell,
                _ => What::Other,
            };
            let fallback = if what == What::Shell { "sh" } else { "text" };
            plain(code, what, language.unwrap_or(fallback))
        }
    }
}

fn is_yaml_machine(text: &str) -> bool {
    let has = |key: &str| text.lines().any(|line| line.starts_with(key));
    has("StartAt:") && has("States:")
}

/// `> expression` lines, each followed by something.
fn is_transcript(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let prompts = text.lines().filter(|line| line.starts_with("> ")).count();
    prompts > 0
        && lines.next().is_some_and(|line| line.starts_with("> ") && !line.starts_with("> <"))
        && text.lines().any(|line| !line.starts_with('>') && !line.trim().is_empty())
}

fn on_post(notes: Vec<Note>, code: &Code) -> Vec<Note> {
    let moved = notes.into_iter().map(|note| Note { line: code.line(note.line), what: note.what });
    moved.collect()
}

fn plain(code: &Code, what: What, language: &str) -> Snippet {
    let (text, notes) = repair::characters(&code.text);
    let lines = code.lines.clone();
    Snippet {
        what,
        language: language.to_owned(),
        text,
        lines,
        unreadable: Vec::new(),
        whole: true,
        mended: on_post(notes, code),
        gaps: Vec::new(),
        prefix: code.prefix.clone(),
    }
}

fn mended(code: &Code, notation: Notation, fits: Fits<'_>) -> Snippet {
    let repaired = repair::repair(&code.text, notation, fits);
    let (what, language) = match notation {
        Notation::Json => (json_role(&repaired.text, repaired.whole), "json"),
        Notation::Hcl => (hcl_role(&repaired.text), "hcl"),
    };
    let place = |line: &usize| repaired.origin.iter().position(|origin| origin == line);
    let unreadable = repaired
        .unreadable
        .iter()
        .filter_map(|(first, last)| Some((place(first)?, place(last)?)))
        .collect();
    Snippet {
        what,
        language: language.to_owned(),
        lines: repaired.origin.iter().map(|line| code.line(*line)).collect(),
        unreadable,
        whole: repaired.whole,
        mended: on_post(repaired.mended, code),
        gaps: on_post(repaired.gaps, code),
        text: repaired.text,
        prefix: code.prefix.clone(),
    }
}

const TF_KEYS: &[&str] =
    &["resource", "variable", "data", "output", "module", "provider", "terraform", "locals"];

fn json_role(text: &str, whole: bool) -> What {
    let value: Option<Value> = serde_json::from_str(text).ok();
    let Some(Value::Object(members)) = value else {
        let broken = !whole && is_definition(text, Notation::Json);
        return if broken { What::Machine } else { What::Json };
    };
    if members.contains_key("StartAt") && members.contains_key("States") {
        What::Machine
    } else if members.contains_key("StateMachines") {
        What::Mocks
    } else if !members.is_empty()
        && members.iter().all(|(key, value)| TF_KEYS.contains(&key.as_str()) && value.is_object())
    {
        What::Configuration
    } else {
        What::Json
    }
}

fn hcl_role(text: &str) -> What {
    if is_definition(text, Notation::Hcl) { What::Configuration } else { What::Settings }
}
