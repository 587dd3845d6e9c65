//! What the chapters record against what the engines say: diagnostics and edits.

use std::collections::{BTreeMap, BTreeSet};

use dryrun_diag::{Diagnostic, Label, Span};
use dryrun_engine::{CaseOutcome, Effects, Ended, Format, Registry};

use crate::book::{Book, ChapterDoc};
use crate::compare::compare_text;
use crate::compare_json::compare_json;
use crate::edit::Edit;
use crate::example::{At, DEFAULT_CASE, ExampleDoc, Expect, NO_CASE, ViewDoc};
use crate::exercise;
use crate::mapped::Mapped;
use crate::records::{self, first_difference, info_length, line_span, rest_span};
use crate::run::Run;
use crate::scan::Snippet;
use crate::values;

/// A result that is pinned outside the chapter, in a snapshot file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pinned {
    /// Its example, by index.
    pub example: usize,
    /// Example, case and role.
    pub name: String,
    /// Path of the chapter.
    pub chapter: String,
    /// The snippet in the chapter.
    pub span: Span,
    /// The text now.
    pub text: String,
}

/// What checking a book gave.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// Everything to tell, in order of files and positions.
    pub diagnostics: Vec<Diagnostic>,
    /// What `accept` would write.
    pub edits: Vec<Edit>,
    /// Results pinned in snapshots, still to be compared.
    pub pinned: Vec<Pinned>,
    /// Examples (by index) with at least one recorded literal line that was compared.
    pub verified: BTreeSet<usize>,
    /// Examples (by index) with an error.
    pub failed: BTreeSet<usize>,
    /// Number of recorded results and values that were compared.
    pub compared: usize,
    /// The same by chapter.
    pub compared_in: BTreeMap<usize, usize>,
}

/// Views that show a failure, so that it needs no `expect=`.
const FAILURE_VIEWS: [&str; 2] = ["error", "diagnostics"];

/// Compares a whole book with its runs.
#[must_use]
pub fn reconcile(
    book: &Book,
    runs: &BTreeMap<usize, Run>,
    registry: &Registry,
    effects: &dyn Effects,
) -> Checked {
    let all: BTreeSet<usize> = (0..book.chapters.len()).collect();
    reconcile_chapters(book, runs, registry, effects, &all)
}

/// Compares some chapters: their examples, values, exercises and transcripts.
#[must_use]
pub fn reconcile_chapters(
    book: &Book,
    runs: &BTreeMap<usize, Run>,
    registry: &Registry,
    effects: &dyn Effects,
    chapters: &BTreeSet<usize>,
) -> Checked {
    let mut out = Checked { diagnostics: book.diagnostics.clone(), ..Checked::default() };
    let examples = book.examples.iter().enumerate();
    for (at, doc) in examples.filter(|(_, doc)| chapters.contains(&doc.chapter)) {
        let (before, compared) = (out.errors(), out.compared);
        if let Some(run) = runs.get(&at) {
            Example { book, doc, run, registry }.reconcile(at, &mut out);
        }
        let outside = book
            .diagnostics
            .iter()
            .any(|diagnostic| diagnostic.is_error() && within(book, doc, diagnostic));
        if out.errors() > before || outside {
            out.failed.insert(at);
        }
        out.count(doc.chapter, compared);
    }
    let docs = book.chapters.iter().enumerate().filter(|(at, _)| chapters.contains(at));
    for (chapter, doc) in docs {
        let compared = out.compared;
        records::sources(book, doc, &mut out);
        for value in &doc.values {
            values::prose_value(book, chapter, value, runs, &mut out);
        }
        out.count(chapter, compared);
    }
    for exercise in &book.exercises {
        let home = book.examples.get(exercise.of).map(|doc| doc.chapter);
        if let Some(home) = home.filter(|home| chapters.contains(home)) {
            let compared = out.compared;
            exercise::reconcile(book, exercise, runs, &mut out);
            out.count(home, compared);
        }
    }
    for doc in book.transcripts.iter().filter(|doc| chapters.contains(&doc.at.chapter)) {
        let compared = out.compared;
        records::transcript(book, doc, runs, registry, effects, &mut out);
        out.count(doc.at.chapter, compared);
    }
    out.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    out
}

fn within(book: &Book, doc: &ExampleDoc, diagnostic: &Diagnostic) -> bool {
    let snippets = doc.parts_at.iter().chain(doc.views.iter().map(|view| &view.at));
    let spans = snippets
        .filter_map(|at| located(book, *at))
        .map(|(text, snippet)| text.span(snippet.range.clone()));
    diagnostic.span.is_some_and(|span| spans.into_iter().any(|whole| whole.holds(span)))
}

pub(crate) fn located(book: &Book, at: At) -> Option<(&Mapped, &Snippet)> {
    let chapter: &ChapterDoc = book.chapters.get(at.chapter)?;
    Some((&chapter.text, chapter.snippets.get(at.snippet)?))
}

impl Checked {
    /// Notes the edit that puts a new body into a snippet, or why there can be none.
    pub(crate) fn rewrite(&mut self, chapter: &Mapped, snippet: &Snippet, body: &str) {
        match records::rewrite(chapter, snippet, body) {
            Ok(edit) => self.edits.push(edit),
            Err(diagnostic) => self.diagnostics.push(*diagnostic),
        }
    }

    /// Counts what was compared since for a chapter.
    fn count(&mut self, chapter: usize, since: usize) {
        *self.compared_in.entry(chapter).or_default() += self.compared - since;
    }

    fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count()
    }
}

struct Example<'a> {
    book: &'a Book,
    doc: &'a ExampleDoc,
    run: &'a Run,
    registry: &'a Registry,
}

impl Example<'_> {
    /// What the author expects of the definition; of one that another example plans, what its `diagnostics` say.
    fn expect(&self) -> Option<&Expect> {
        let told = || self.doc.views.iter().find(|view| view.spec.word == "diagnostics");
        let own = self.doc.expect.as_ref();
        own.or_else(|| self.doc.from.as_ref().and_then(|_| told()?.expect.as_ref()))
    }

    fn reconcile(&self, at: usize, out: &mut Checked) {
        let outcome = &self.run.outcome;
        let shown = self.doc.views.iter().any(|view| view.spec.word == "diagnostics");
        let failures: Vec<&str> = self.failures();
        match self.expect() {
            Some(expect) if !failures.iter().any(|name| expect.holds(name)) => {
                out.diagnostics.push(self.unexpected(expect, &failures));
            }
            Some(_) => {}
            None => {
                let told =
                    outcome.diagnostics.iter().filter(|diagnostic| diagnostic.is_error() || !shown);
                out.diagnostics.extend(told.map(|diagnostic| self.relocated(diagnostic)));
            }
        }
        for case in &outcome.cases {
            self.case(case, out);
        }
        for view in self.doc.views.iter().filter(|view| !view.skip) {
            self.view(at, view, out);
        }
        for excerpt in &self.doc.excerpts {
            self.excerpt(at, excerpt, out);
        }
    }

    /// Names of everything that failed: codes and titles of definition errors, error names of cases.
    fn failures(&self) -> Vec<&str> {
        let outcome = &self.run.outcome;
        let errors = outcome.diagnostics.iter().filter(|diagnostic| diagnostic.is_error());
        let titles =
            errors.flat_map(|diagnostic| [diagnostic.code.as_ref(), diagnostic.summary.as_ref()]);
        let cases = outcome.cases.iter().filter_map(|case| {
            if let Ended::Failed(name) = &case.ended { Some(name.as_str()) } else { None }
        });
        titles.chain(cases).collect()
    }

    fn unexpected(&self, expect: &Expect, failures: &[&str]) -> Diagnostic {
        let detail = match (expect, failures) {
            (Expect::Error, _) | (Expect::Named(_), []) => {
                format!("`{}` is expected to fail, but it does not.", self.doc.example.id)
            }
            (Expect::Named(name), failures) => format!(
                "`{}` is expected to fail with `{name}`, but it fails with `{}`.",
                self.doc.example.id,
                failures.join("`, `")
            ),
        };
        Diagnostic::error("Expected failure missing", detail)
            .code("weave/expected-failure")
            .at(self.doc.span)
    }

    /// A diagnostic of the engine, with its spans in the chapters' files.
    fn relocated(&self, diagnostic: &Diagnostic) -> Diagnostic {
        let mut moved = diagnostic.clone();
        moved.span =
            Some(diagnostic.span.and_then(|span| self.relocate(span)).unwrap_or(self.doc.span));
        moved.context = diagnostic.context.and_then(|span| self.relocate(span));
        moved.labels = diagnostic
            .labels
            .iter()
            .filter_map(|label| {
                Some(Label { span: self.relocate(label.span)?, text: label.text.clone() })
            })
            .collect();
        moved
    }

    fn relocate(&self, span: Span) -> Option<Span> {
        if self.doc.base.is_some() {
            // An overlaid text stands in no chapter.
            return None;
        }
        self.doc.origins.get(span.file.0 as usize).map(|origin| origin.span(span.range()))
    }

    fn views_of<'v>(&'v self, case: &'v str) -> impl Iterator<Item = &'v ViewDoc> {
        self.doc.views.iter().filter(move |view| view.case == case)
    }

    fn case(&self, case: &CaseOutcome, out: &mut Checked) {
        let expects: Vec<&ViewDoc> =
            self.views_of(&case.case).filter(|view| view.expect.is_some()).collect();
        for view in &expects {
            let wrong = match (&view.expect, &case.ended) {
                (Some(expect), Ended::Failed(name)) if expect.holds(name) => continue,
                (Some(Expect::Named(want)), Ended::Failed(name)) => {
                    format!("It is expected to fail with `{want}`, but it fails with `{name}`.")
                }
                (_, Ended::Failed(_)) => continue,
                (_, Ended::Well) => {
                    format!("It is expected to fail, but it ends well: {}.", case.summary)
                }
            };
            out.diagnostics.push(
                self.case_error("Expected failure missing", case, &wrong)
                    .code("weave/expected-failure")
                    .at(self.info_span(view.at)),
            );
        }
        if let Ended::Failed(name) = &case.ended {
            let shown =
                self.views_of(&case.case).any(|view| FAILURE_VIEWS.contains(&view.spec.word));
            if expects.is_empty() && !shown && self.doc.expect.is_none() {
                self.unforeseen(case, name, out);
            }
        }
    }

    /// A failure that the chapter neither shows nor expects.
    fn unforeseen(&self, case: &CaseOutcome, name: &str, out: &mut Checked) {
        let errors: Vec<&Diagnostic> =
            case.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).collect();
        out.diagnostics.extend(errors.iter().map(|diagnostic| self.relocated(diagnostic)));
        if errors.is_empty() {
            let view = self.views_of(&case.case).next();
            let span = view.map_or(self.doc.span, |view| self.info_span(view.at));
            let help =
                format!("record it in an `error` fence of this case, or write expect={name}");
            out.diagnostics.push(
                self.case_error("Example failed", case, &case.summary)
                    .code("weave/failed")
                    .at(span)
                    .help(help),
            );
        }
    }

    fn case_error(&self, title: &'static str, case: &CaseOutcome, what: &str) -> Diagnostic {
        let which = if case.case == DEFAULT_CASE {
            String::new()
        } else {
            format!(", case `{}`", case.case)
        };
        Diagnostic::error(title, format!("`{}`{which}: {what}", self.doc.example.id))
    }

    fn info_span(&self, at: At) -> Span {
        let info = located(self.book, at).map(|(text, snippet)| {
            text.span(snippet.info_at..snippet.info_at + info_length(snippet))
        });
        info.unwrap_or(self.doc.span)
    }

    fn view(&self, at: usize, view: &ViewDoc, out: &mut Checked) {
        let Some((text, snippet)) = located(self.book, view.at) else { return };
        let Some(actual) = self.run.outcome.view(&view.case, view.spec.word) else {
            let detail = format!(
                "`{}` gives no `{}`{}.",
                self.doc.example.id,
                view.spec.word,
                self.why_not(view)
            );
            out.diagnostics.push(
                Diagnostic::error("No such result", detail)
                    .code("weave/no-result")
                    .at(self.info_span(view.at)),
            );
            return;
        };
        if view.snapshot {
            let name = view.pin(&self.doc.example.id);
            let chapter = self.book.chapter_path(view.at.chapter).to_owned();
            out.pinned.push(Pinned {
                example: at,
                name,
                chapter,
                span: self.info_span(view.at),
                text: actual.to_owned(),
            });
            out.verified.insert(at);
            return;
        }
        out.compared += 1;
        let recorded = &snippet.body;
        if recorded.text.lines().any(|line| !line.trim().is_empty() && line.trim() != "...") {
            out.verified.insert(at);
        }
        let found = match view.spec.format {
            Format::Text => compare_text(&recorded.text, actual).map(|difference| {
                let line: usize =
                    recorded.text.split_inclusive('\n').take(difference.line).map(str::len).sum();
                (
                    line,
                    first_difference(&recorded.text, actual, difference.line),
                    difference.updated,
                )
            }),
            Format::Json => compare_json(&recorded.text, actual)
                .map(|difference| (difference.at, difference.what, difference.updated)),
        };
        let Some((offset, what, updated)) = found else { return };
        let span = match view.spec.format {
            _ if recorded.text.trim().is_empty() => self.info_span(view.at),
            Format::Text => line_span(recorded, offset),
            Format::Json => rest_span(recorded, offset),
        };
        out.diagnostics.push(
            self.difference(view, &what).at(span).help("`dryrun accept` records the new text"),
        );
        out.rewrite(text, snippet, &updated);
    }

    /// Why a view may be missing: the case failed, or did not.
    fn why_not(&self, view: &ViewDoc) -> String {
        let case = self.run.outcome.cases.iter().find(|case| case.case == view.case);
        case.map_or_else(
            || ", since its definition does not stand".to_owned(),
            |case| format!(" for the case `{}`: {}", case.case, case.summary),
        )
    }

    fn difference(&self, view: &ViewDoc, what: &str) -> Diagnostic {
        let which = if [DEFAULT_CASE, NO_CASE].contains(&view.case.as_str()) {
            String::new()
        } else {
            format!(" of the case `{}`", view.case)
        };
        let detail = format!(
            "The recorded `{}` of `{}`{which} differs: {what}",
            view.spec.word, self.doc.example.id
        );
        Diagnostic::error("Recorded result differs", detail).code("weave/stale-result")
    }

    fn excerpt(&self, at: usize, excerpt: &crate::example::ExcerptDoc, out: &mut Checked) {
        let (Some((_, snippet)), Some(engine)) =
            (located(self.book, excerpt.at), self.registry.find(self.doc.engine))
        else {
            return;
        };
        out.compared += 1;
        match engine.excerpt(&self.run.example, &excerpt.place, &snippet.body.text) {
            Ok(()) => {
                out.verified.insert(at);
            }
            Err(diagnostic) => {
                let span = diagnostic.span.map_or_else(
                    || self.info_span(excerpt.at),
                    |span| snippet.body.span(span.range()),
                );
                let diagnostic = Diagnostic {
                    code: "weave/excerpt".into(),
                    labels: Vec::new(),
                    context: None,
                    ..*diagnostic
                };
                out.diagnostics.push(diagnostic.at(span));
            }
        }
    }
}
