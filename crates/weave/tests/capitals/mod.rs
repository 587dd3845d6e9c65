//! An engine that only writes in capitals, so that the weaver is tested without any language.

use std::collections::BTreeMap;

use dryrun_diag::{Diagnostic, FileId, Span};
use dryrun_engine::{
    CaseOutcome, Effects, Ended, Engine, Example, Format, Nothing, Outcome, Registry, RoleKind,
    RoleSpec, Transcript, View,
};
use dryrun_weave::{Book, Chapter, Checked, Files, Run, order, read, reconcile, run};

/// Reads, runs and compares chapters.
pub(crate) fn checked(chapters: &[Chapter], files: &dyn Files) -> (Checked, Book) {
    let registry = Registry::new(vec![Box::new(Capitals)]);
    let mut book = read(chapters, &registry, files);
    let (rounds, problems) = order(&book);
    book.diagnostics.extend(problems);
    let mut runs: BTreeMap<usize, Run> = BTreeMap::new();
    for at in rounds.into_iter().flatten() {
        if let Some(ran) = run(&book, at, &registry, &Nothing, &|at| runs.get(&at)) {
            runs.insert(at, ran);
        }
    }
    (reconcile(&book, &runs, &registry, &Nothing), book)
}

/// Writes its definition and input in capitals; a definition with `bad` does not stand, an input with `boom` fails.
struct Capitals;

const ROLES: &[RoleSpec] = &[
    RoleSpec {
        word: "up",
        kind: RoleKind::Definition,
        languages: &["text"],
        format: Format::Text,
        about: "a text",
    },
    RoleSpec {
        word: "input",
        kind: RoleKind::Part,
        languages: &["text"],
        format: Format::Text,
        about: "more text",
    },
    RoleSpec {
        word: "output",
        kind: RoleKind::View,
        languages: &[],
        format: Format::Text,
        about: "in capitals",
    },
    RoleSpec {
        word: "value",
        kind: RoleKind::View,
        languages: &["json"],
        format: Format::Json,
        about: "as a value",
    },
    RoleSpec {
        word: "error",
        kind: RoleKind::View,
        languages: &[],
        format: Format::Text,
        about: "why it failed",
    },
];

impl Engine for Capitals {
    fn name(&self) -> &'static str {
        "up"
    }

    fn roles(&self) -> &'static [RoleSpec] {
        ROLES
    }

    fn default_name(&self, id: &str, _role: &str, _language: &str) -> String {
        format!("{id}.txt")
    }

    fn run(&self, example: &Example, _effects: &dyn Effects) -> Outcome {
        let mut outcome = Outcome { state_after: Some("state".to_owned()), ..Outcome::default() };
        for (at, part) in example.parts.iter().enumerate().filter(|(_, part)| part.role == "up") {
            if let Some(bad) = part.text.find("bad") {
                let span = Span::new(FileId(u32::try_from(at).expect("few parts")), bad, bad + 3);
                outcome
                    .diagnostics
                    .push(Diagnostic::error("Bad text", "bad is bad").code("up/bad").at(span));
            }
        }
        if outcome.diagnostics.is_empty() {
            outcome.cases = example.cases.iter().map(|case| capitals(example, case)).collect();
        }
        outcome
    }

    fn excerpt(&self, example: &Example, at: &str, text: &str) -> Result<(), Box<Diagnostic>> {
        let whole =
            example.parts.iter().any(|part| part.name == at && part.text.contains(text.trim()));
        if whole {
            Ok(())
        } else {
            Err(Box::new(Diagnostic::error("Not an excerpt", "no such words").at(Span::new(
                FileId(0),
                0,
                1,
            ))))
        }
    }

    fn overlay(
        &self,
        base: &Example,
        step: &Example,
        _remove: &[String],
    ) -> Result<Example, Box<Diagnostic>> {
        let mut overlaid = step.clone();
        overlaid.parts.splice(0..0, base.parts.iter().cloned());
        Ok(overlaid)
    }

    fn transcript(
        &self,
        _example: Option<&Example>,
        text: &str,
        _effects: &dyn Effects,
    ) -> Option<Transcript> {
        let inputs =
            text.lines().filter(|line| line.trim_end().len() > 2 && line.starts_with("> "));
        let text = inputs
            .map(|line| format!("{line}\n{}", line.trim_start_matches("> ").to_uppercase()))
            .collect::<Vec<_>>()
            .join("\n");
        Some(Transcript { text, diagnostics: Vec::new() })
    }
}

fn capitals(example: &Example, case: &str) -> CaseOutcome {
    let input: String = example
        .parts_for("input", case)
        .map(|(_, part)| part.text.as_str())
        .next()
        .unwrap_or_default()
        .to_owned();
    let text: String = example
        .parts
        .iter()
        .filter(|part| part.role == "up")
        .map(|part| part.text.as_str())
        .collect();
    let all = format!("{text}{input}").trim_end().to_uppercase();
    let failed = input.contains("boom");
    let facts = serde_json::json!({"length": all.len(), "words": {"count": all.split_whitespace().count()}, "text": all});
    let views = if failed {
        vec![View { role: "error", text: "boom!".to_owned() }]
    } else {
        vec![
            View { role: "output", text: all.clone() },
            View { role: "value", text: facts.to_string() },
        ]
    };
    let ended = if failed { Ended::Failed("Boom".to_owned()) } else { Ended::Well };
    CaseOutcome {
        case: case.to_owned(),
        ended,
        views,
        facts,
        diagnostics: Vec::new(),
        summary: "done".to_owned(),
    }
}
