//! Recorded texts: where they differ, and the edits that mend them.

use std::collections::BTreeMap;

use dryrun_diag::{Diagnostic, Severity, Span};
use dryrun_engine::{Effects, Registry};

use crate::book::{Book, ChapterDoc};
use crate::compare::compare_text;
use crate::edit::Edit;
use crate::example::TranscriptDoc;
use crate::mapped::Mapped;
use crate::reconcile::{Checked, located};
use crate::run::Run;
use crate::scan::{Shape, Snippet, prefix};

pub(crate) fn info_length(snippet: &Snippet) -> usize {
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
pub(crate) fn line_span(body: &Mapped, offset: usize) -> Span {
    let text = body.text.as_str();
    let offset = offset.min(text.trim_end().len().saturating_sub(1));
    let start = text.get(..offset).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    body.span(start..start + line.len().max(1).min(text.len() - start))
}

/// What follows an offset of a body on its line.
pub(crate) fn rest_span(body: &Mapped, offset: usize) -> Span {
    let rest = body.text.get(offset..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let length = rest.trim_end().len();
    if length == 0 { line_span(body, offset) } else { body.span(offset..offset + length) }
}

pub(crate) fn first_difference(recorded: &str, actual: &str, line: usize) -> String {
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
pub(crate) fn rewrite(
    chapter: &Mapped,
    snippet: &Snippet,
    body: &str,
) -> Result<Edit, Box<Diagnostic>> {
    let at_info = || chapter.span(snippet.info_at..snippet.info_at + info_length(snippet));
    let open = snippet.shape != Shape::Comment && snippet.content.end >= snippet.range.end;
    let Some(span) = chapter.unbroken(snippet.content.clone()).filter(|_| !open) else {
        let detail = if open {
            "Its fence is never closed, so nobody can say where it ends."
        } else {
            "This recorded text stands partly in an included file, so it cannot be rewritten."
        };
        return Err(Box::new(
            Diagnostic::error("Recorded text cannot be rewritten", detail)
                .code("weave/split-record")
                .at(at_info()),
        ));
    };
    let body = body.trim_end_matches('\n');
    let text = match &snippet.shape {
        Shape::Fence { prefix, marks, newline } => {
            if body.lines().any(|line| line.trim_start().starts_with(marks.as_str())) {
                let detail = format!(
                    "The new text holds a line that begins with `{marks}`, which would close the fence."
                );
                return Err(Box::new(
                    Diagnostic::error("Fence too short", detail)
                        .code("weave/short-fence")
                        .at(at_info())
                        .help("give the fence more marks"),
                ));
            }
            body.lines()
                .map(|line| format!("{}{newline}", format!("{prefix}{line}").trim_end()))
                .collect()
        }
        Shape::Comment if body.contains("-->") => {
            let detail = "The new text holds `-->`, which would end the comment.";
            return Err(Box::new(
                Diagnostic::error("Comment cannot hold it", detail)
                    .code("weave/comment-end")
                    .at(at_info())
                    .help("use a fence with `hidden`"),
            ));
        }
        Shape::Comment => match comment_lines(chapter, snippet, body) {
            Some(lines) => lines,
            None => {
                let detail = "The comment stands in the middle of a line, so it can hold no lines.";
                return Err(Box::new(
                    Diagnostic::error("Comment cannot hold it", detail)
                        .code("weave/comment-in-line")
                        .at(at_info())
                        .help("put the comment on a line of its own"),
                ));
            }
        },
    };
    Ok(Edit { span, text })
}

/// The lines of a comment's body, as its place wants them; `None` where the comment is part of a paragraph.
fn comment_lines(chapter: &Mapped, snippet: &Snippet, body: &str) -> Option<String> {
    let before = chapter.text.get(..snippet.range.start)?;
    let on_line = before.rsplit('\n').next()?.trim_start_matches('\u{feff}');
    if !is_container(on_line) {
        return None;
    }
    let head = chapter.text.get(..snippet.content.start)?;
    let newline = if chapter.text.contains("\r\n") { "\r\n" } else { "\n" };
    let prefix = prefix(on_line);
    let lines =
        body.lines().map(|line| format!("{}{newline}", format!("{prefix}{line}").trim_end()));
    let lines: String = lines.collect();
    let start = if head.ends_with('\n') { "" } else { newline };
    Some(format!("{start}{lines}{prefix}"))
}

/// Whether what stands before a block is only the marks of the lists and quotes that hold it.
fn is_container(before: &str) -> bool {
    before.split([' ', '\t', '>']).all(|word| {
        let number = word.strip_suffix(['.', ')']);
        matches!(word, "" | "-" | "*" | "+")
            || number.is_some_and(|number| {
                !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
            })
    })
}

/// Fences with `src=` and a body: the body must be the file's text.
pub(crate) fn sources(book: &Book, chapter: &ChapterDoc, out: &mut Checked) {
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
        out.rewrite(&chapter.text, snippet, &difference.updated);
    }
}

/// Compares a console transcript with what the console says now.
pub(crate) fn transcript(
    book: &Book,
    doc: &TranscriptDoc,
    runs: &BTreeMap<usize, Run>,
    registry: &Registry,
    effects: &dyn Effects,
    out: &mut Checked,
) {
    let (Some((text, snippet)), Some(engine)) =
        (located(book, doc.at), registry.find(&doc.engine).filter(|_| !doc.skip))
    else {
        return;
    };
    let owner = doc.of.as_ref().and_then(|(id, _)| book.find(id)).and_then(|at| runs.get(&at));
    let info = text.span(snippet.info_at..snippet.info_at + info_length(snippet));
    let Some(transcript) =
        engine.transcript(owner.map(|run| &run.example), &snippet.body.text, effects)
    else {
        let detail = format!("`{}` has no console.", doc.engine);
        out.diagnostics
            .push(Diagnostic::error("No console", detail).code("weave/no-console").at(info));
        return;
    };
    out.compared += 1;
    out.diagnostics.extend(transcript.diagnostics.into_iter().map(|mut diagnostic| {
        diagnostic.span =
            Some(diagnostic.span.map_or(info, |span| snippet.body.span(span.range())));
        diagnostic.labels.clear();
        diagnostic.context = None;
        diagnostic
    }));
    let Some(difference) = compare_text(&snippet.body.text, &transcript.text) else { return };
    let offset = snippet.body.text.split_inclusive('\n').take(difference.line).map(str::len).sum();
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
    out.rewrite(text, snippet, &difference.updated);
}
