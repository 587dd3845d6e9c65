//! What the chapters record against what the engines say: diagnostics and edits.

use std::collections::{BTreeMap, BTreeSet};

use dryrun_diag::{Diagnostic, Label, Severity, Span, did_you_mean};
use dryrun_engine::{CaseOutcome, Effects, Ended, Format, Registry, View};

use crate::book::{Book, ChapterDoc};
use crate::compare::compare_text;
use crate::compare_json::compare_json;
use crate::edit::Edit;
use crate::extract::{At, DEFAULT_CASE, ExampleDoc, Expect, ViewDoc};
use crate::mapped::Mapped;
use crate::prose;
use crate::run::Run;
use crate::scan::{Shape, Snippet};

/// A result that is pinned outside the chapter, in a snapshot file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pinned {
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
    let mut out = Checked { diagnostics: book.diagnostics.clone(), ..Checked::default() };
    for (at, doc) in book.examples.iter().enumerate() {
        let before = out.errors();
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
    }
    for (chapter, doc) in book.chapters.iter().enumerate() {
        sources(book, doc, &mut out);
        for value in &doc.values {
            prose_value(book, chapter, value, runs, &mut out);
        }
    }
    transcripts(book, runs, registry, effects, &mut out);
    out.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    out
}

fn within(book: &Book, doc: &ExampleDoc, diagnostic: &Diagnostic) -> bool {
    let snippets = doc.parts_at.iter().chain(doc.views.iter().map(|view| &view.at));
    let spans = snippets
        .filter_map(|at| located(book, *at))
        .map(|(text, snippet)| text.span(snippet.range.clone()));
    diagnostic.span.is_some_and(|span| {
        spans.into_iter().any(|whole| {
            whole.file == span.file && whole.start <= span.start && span.end <= whole.end
        })
    })
}

fn located(book: &Book, at: At) -> Option<(&Mapped, &Snippet)> {
    let chapter: &ChapterDoc = book.chapters.get(at.chapter)?;
    Some((&chapter.text, chapter.snippets.get(at.snippet)?))
}

impl Checked {
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
    fn reconcile(&self, at: usize, out: &mut Checked) {
        let outcome = &self.run.outcome;
        let shown = self.doc.views.iter().any(|view| view.spec.word == "diagnostics");
        let failures: Vec<&str> = self.failures();
        match &self.doc.expect {
            Some(expect) if !failures.iter().any(|name| expect.holds(name)) => {
                out.diagnostics.push(self.unexpected(expect, &failures))
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

    /// The engine's text for a view: the case's own, or the definition's.
    fn actual<'v>(&'v self, view: &ViewDoc) -> Option<&'v str> {
        let outcome = &self.run.outcome;
        let own = outcome
            .cases
            .iter()
            .find(|case| case.case == view.case)
            .map_or(&[][..], |case| &case.views);
        let mut all = own.iter().chain(&outcome.views);
        all.find(|candidate: &&View| candidate.role == view.spec.word)
            .map(|view| view.text.as_str())
    }

    fn view(&self, at: usize, view: &ViewDoc, out: &mut Checked) {
        let Some((text, snippet)) = located(self.book, view.at) else { return };
        let Some(actual) = self.actual(view) else {
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
            let name = format!("{}__{}__{}", self.doc.example.id, view.case, view.spec.word);
            let chapter = self.book.chapter_path(view.at.chapter).to_owned();
            out.pinned.push(Pinned {
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
        let span = if recorded.text.trim().is_empty() {
            self.info_span(view.at)
        } else {
            line_span(recorded, offset)
        };
        out.diagnostics.push(
            self.difference(view, &what).at(span).help("`dryrun accept` records the new text"),
        );
        match rewrite(text, snippet, &updated) {
            Ok(edit) => out.edits.push(edit),
            Err(diagnostic) => out.diagnostics.push(diagnostic),
        }
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
        let which = if view.case == DEFAULT_CASE {
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

    fn excerpt(&self, at: usize, excerpt: &crate::extract::ExcerptDoc, out: &mut Checked) {
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

fn info_length(snippet: &Snippet) -> usize {
    let info = &snippet.info;
    let end = info
        .keys
        .iter()
        .map(|key| key.range.end)
        .chain(info.role.iter().map(|(_, range)| range.end))
        .max();
    end.unwrap_or(info.language.len()).max(1)
}

/// The line of a body that holds an offset.
fn line_span(body: &Mapped, offset: usize) -> Span {
    let text = body.text.as_str();
    let offset = offset.min(text.trim_end().len().saturating_sub(1));
    let start = text.get(..offset).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    body.span(start..start + line.len().max(1).min(text.len() - start))
}

fn first_difference(recorded: &str, actual: &str, line: usize) -> String {
    if recorded.trim().is_empty() {
        return "nothing is recorded yet".to_owned();
    }
    let recorded_line = recorded.lines().nth(line).unwrap_or_default();
    let head: Vec<&str> = recorded.lines().take(line).collect();
    if head.iter().any(|line| line.trim() == "...") {
        return format!("`{}` does not hold", recorded_line.trim());
    }
    let actual_line = actual.lines().nth(line).unwrap_or_default();
    format!("recorded `{}`, now `{}`", recorded_line.trim(), actual_line.trim())
}

/// The edit that puts a new body into a fence or comment.
fn rewrite(chapter: &Mapped, snippet: &Snippet, body: &str) -> Result<Edit, Diagnostic> {
    let at_info = || chapter.span(snippet.info_at..snippet.info_at + info_length(snippet));
    let Some(span) = chapter.unbroken(snippet.content.clone()) else {
        let detail =
            "This recorded text stands partly in an included file, so it cannot be rewritten.";
        return Err(Diagnostic::error("Recorded text cannot be rewritten", detail)
            .code("weave/split-record")
            .at(at_info()));
    };
    let body = body.trim_end_matches('\n');
    let text = match &snippet.shape {
        Shape::Fence { prefix, marks, newline } => {
            if body.lines().any(|line| line.trim_start().starts_with(marks.as_str())) {
                let detail = format!(
                    "The new text holds a line that begins with `{marks}`, which would close the fence."
                );
                return Err(Diagnostic::error("Fence too short", detail)
                    .code("weave/short-fence")
                    .at(at_info())
                    .help("give the fence more marks"));
            }
            body.lines()
                .map(|line| format!("{}{newline}", format!("{prefix}{line}").trim_end()))
                .collect()
        }
        Shape::Comment if body.contains("-->") => {
            let detail = "The new text holds `-->`, which would end the comment.";
            return Err(Diagnostic::error("Comment cannot hold it", detail)
                .code("weave/comment-end")
                .at(at_info())
                .help("use a fence with `hidden`"));
        }
        Shape::Comment => format!("{body}\n"),
    };
    Ok(Edit { span, text })
}

/// Fences with `src=` and a body: the body must be the file's text.
fn sources(book: &Book, chapter: &ChapterDoc, out: &mut Checked) {
    for snippet in chapter
        .snippets
        .iter()
        .filter(|snippet| snippet.info.key("src").is_some() && !snippet.body.text.trim().is_empty())
    {
        let text = book
            .examples
            .iter()
            .flat_map(|doc| doc.parts_at.iter().zip(&doc.example.parts))
            .find_map(|(at, part)| {
                let (_, candidate) = located(book, *at)?;
                std::ptr::eq(candidate, snippet).then_some(part.text.as_str())
            });
        let Some(text) = text else { continue };
        out.compared += 1;
        let Some(difference) = compare_text(&snippet.body.text, text) else { continue };
        let offset =
            snippet.body.text.split_inclusive('\n').take(difference.line).map(str::len).sum();
        let path = snippet.info.value("src").unwrap_or_default();
        let detail = format!("This copy of `{path}` differs from the file.");
        let diagnostic =
            Diagnostic::error("Recorded source differs", detail).code("weave/stale-source");
        out.diagnostics.push(
            diagnostic.at(line_span(&snippet.body, offset)).help("`dryrun accept` copies the file"),
        );
        match rewrite(&chapter.text, snippet, &difference.updated) {
            Ok(edit) => out.edits.push(edit),
            Err(diagnostic) => out.diagnostics.push(diagnostic),
        }
    }
}

fn prose_value(
    book: &Book,
    chapter: usize,
    value: &crate::prose::ProseValue,
    runs: &BTreeMap<usize, Run>,
    out: &mut Checked,
) {
    let Some(doc) = book.chapters.get(chapter) else { return };
    let span = doc.text.span(value.path_at..value.path_at + value.path.len());
    let facts = match facts(book, &value.path, runs) {
        Ok(Some(facts)) => facts,
        Ok(None) => return,
        Err(diagnostic) => {
            out.diagnostics.push(diagnostic.at(span));
            return;
        }
    };
    let shown = doc.text.text.get(value.shown.clone()).unwrap_or_default();
    out.compared += 1;
    let Some(corrected) = prose::corrected(shown, &facts) else { return };
    let diagnostic = Diagnostic::error(
        "Value in prose differs",
        format!("The text says `{shown}`, but `{}` is now `{corrected}`.", value.path),
    );
    out.diagnostics.push(
        diagnostic
            .code("weave/stale-value")
            .at(doc.text.span(value.shown.clone()))
            .help("`dryrun accept` corrects it"),
    );
    if let Some(span) = doc.text.unbroken(value.shown.clone()) {
        out.edits.push(Edit { span, text: corrected });
    }
}

/// The value that `NAME.CASE.path` names; `Ok(None)` when its example was not run.
fn facts(
    book: &Book,
    path: &str,
    runs: &BTreeMap<usize, Run>,
) -> Result<Option<serde_json::Value>, Diagnostic> {
    let id_end = path.find(['.', '/']).unwrap_or(path.len());
    let (id, rest) = path.split_at(id_end);
    let Some(at) = book.find(id) else {
        let known: Vec<&str> = book.examples.iter().map(|doc| doc.example.id.as_str()).collect();
        return Err(crate::extract::unknown_example(id, Span::default(), known.into_iter()));
    };
    let Some(run) = runs.get(&at) else { return Ok(None) };
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let named = |case: &&CaseOutcome| {
        rest.strip_prefix(case.case.as_str())
            .is_some_and(|after| after.is_empty() || after.starts_with(['.', '/']))
    };
    let cases = &run.outcome.cases;
    let case = cases.iter().find(named);
    let inner = case.map_or(rest, |case| rest.get(case.case.len()..).unwrap_or_default());
    let Some(case) = case.or_else(|| cases.iter().find(|case| case.case == DEFAULT_CASE)) else {
        let names: Vec<&str> = cases.iter().map(|case| case.case.as_str()).collect();
        let detail = format!("`{path}` names no case of `{id}`; it has {}.", names.join(", "));
        return Err(Diagnostic::error("Unknown case", detail).code("weave/unknown-case"));
    };
    let inner = inner.strip_prefix('.').unwrap_or(inner);
    match prose::look_up(&case.facts, inner) {
        Some(value) => Ok(Some(value.clone())),
        None => Err(no_value(path, inner, &case.facts)),
    }
}

fn no_value(path: &str, inner: &str, facts: &serde_json::Value) -> Diagnostic {
    let known: Vec<&str> = facts
        .as_object()
        .map(|members| members.keys().map(String::as_str).collect())
        .unwrap_or_default();
    let first = inner.split(['.', '/']).find(|name| !name.is_empty()).unwrap_or_default();
    let help = did_you_mean(first, known.iter().copied()).map_or_else(
        || format!("there are {}", known.join(", ")),
        |near| format!("did you mean `{near}`?"),
    );
    Diagnostic::error("No such value", format!("`{path}` leads to nothing."))
        .code("weave/no-value")
        .help(help)
}

fn transcripts(
    book: &Book,
    runs: &BTreeMap<usize, Run>,
    registry: &Registry,
    effects: &dyn Effects,
    out: &mut Checked,
) {
    for doc in book.transcripts.iter().filter(|doc| !doc.skip) {
        let (Some((text, snippet)), Some(engine)) =
            (located(book, doc.at), registry.find(&doc.engine))
        else {
            continue;
        };
        let owner = doc.of.as_ref().and_then(|(id, _)| book.find(id)).and_then(|at| runs.get(&at));
        let info = text.span(snippet.info_at..snippet.info_at + info_length(snippet));
        let Some(transcript) =
            engine.transcript(owner.map(|run| &run.example), &snippet.body.text, effects)
        else {
            let detail = format!("`{}` has no console.", doc.engine);
            out.diagnostics
                .push(Diagnostic::error("No console", detail).code("weave/no-console").at(info));
            continue;
        };
        out.compared += 1;
        out.diagnostics.extend(transcript.diagnostics.into_iter().map(|mut diagnostic| {
            diagnostic.span =
                Some(diagnostic.span.map_or(info, |span| snippet.body.span(span.range())));
            diagnostic.labels.clear();
            diagnostic.context = None;
            diagnostic
        }));
        let Some(difference) = compare_text(&snippet.body.text, &transcript.text) else { continue };
        let offset =
            snippet.body.text.split_inclusive('\n').take(difference.line).map(str::len).sum();
        let what = first_difference(&snippet.body.text, &transcript.text, difference.line);
        let diagnostic = Diagnostic::new(
            Severity::Error,
            "Recorded result differs",
            format!("The transcript differs: {what}"),
        )
        .code("weave/stale-result");
        out.diagnostics.push(
            diagnostic
                .at(line_span(&snippet.body, offset))
                .help("`dryrun accept` records the new text"),
        );
        match rewrite(text, snippet, &difference.updated) {
            Ok(edit) => out.edits.push(edit),
            Err(diagnostic) => out.diagnostics.push(diagnostic),
        }
    }
}
