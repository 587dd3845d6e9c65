//! Diagnostics for machines: JSON, GitHub annotations, JUnit.

use std::fmt::Write as _;

use dryrun_diag::{Diagnostic, Position, Severity, Sources};
use serde_json::{Value, json};

use crate::check::CheckedBook;

/// A diagnostic in the shape that `terraform validate -json` established.
#[must_use]
pub fn diagnostic(diagnostic: &Diagnostic, sources: &Sources) -> Value {
    let place = |position: Position| json!({"line": position.line, "column": position.column, "byte": position.byte});
    let range = diagnostic.span.and_then(|span| sources.locate(span)).map(
        |(name, start, end)| json!({"filename": name, "start": place(start), "end": place(end)}),
    );
    let mut value = json!({
        "severity": diagnostic.severity.word(),
        "code": diagnostic.code,
        "summary": diagnostic.summary,
        "detail": diagnostic.detail,
    });
    if let Some(members) = value.as_object_mut() {
        members.extend(range.map(|range| ("range".to_owned(), range)));
        members.extend(diagnostic.help.as_ref().map(|help| ("help".to_owned(), json!(help))));
        members.extend(
            diagnostic.address.as_ref().map(|address| ("address".to_owned(), json!(address))),
        );
    }
    value
}

/// The whole result of a check.
#[must_use]
pub fn json(checked: &CheckedBook) -> Value {
    let found =
        checked.checked.diagnostics.iter().map(|found| diagnostic(found, &checked.book.sources));
    json!({
        "ok": checked.is_right(),
        "examples": checked.book.examples.len(),
        "verified": checked.checked.verified.len(),
        "compared": checked.checked.compared,
        "diagnostics": found.collect::<Vec<_>>(),
    })
}

/// GitHub shows ten annotations of a kind per step.
const ANNOTATIONS: usize = 9;

/// Workflow commands of GitHub Actions: nine at most, then a count.
#[must_use]
pub fn github(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut out = String::new();
    for found in diagnostics.iter().take(ANNOTATIONS) {
        let level = match found.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let place = found.span.and_then(|span| sources.locate(span)).map(|(name, start, end)| {
            let column = if start.line == end.line {
                format!(",col={}", start.column)
            } else {
                String::new()
            };
            format!("file={},line={},endLine={}{column},", property(name), start.line, end.line)
        });
        let _ = writeln!(
            out,
            "::{level} {}title={}::{}",
            place.unwrap_or_default(),
            property(&found.summary),
            message(&found.detail)
        );
    }
    let more = diagnostics.len().saturating_sub(ANNOTATIONS);
    if more > 0 {
        let _ = writeln!(out, "::error title=dryrun::and {more} more; the log has them all");
    }
    out
}

/// Diagnostics in a step summary at most, well below GitHub's limit of 1 MiB.
const SUMMARY: usize = 500;

/// All diagnostics as a Markdown table, for the summary page of a job.
#[must_use]
pub fn markdown(checked: &CheckedBook) -> String {
    let found = &checked.checked.diagnostics;
    if found.is_empty() {
        return String::new();
    }
    let mut out = "| where | what |\n| --- | --- |\n".to_owned();
    for one in found.iter().take(SUMMARY) {
        let place = one
            .span
            .and_then(|span| checked.book.sources.locate(span))
            .map_or_else(String::new, |(name, start, _)| {
                format!("{name}:{}:{}", start.line, start.column)
            });
        let (place, what) = (cell(&place), cell(&format!("{}: {}", one.summary, one.detail)));
        let _ = writeln!(out, "| {place} | {what} |");
    }
    let more = found.len().saturating_sub(SUMMARY);
    if more > 0 {
        let _ = writeln!(out, "\nand {more} more");
    }
    out
}

/// Text in a cell of a table: nothing in it is Markdown or HTML.
fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '\\' | '|' | '`' | '*' | '_' | '[' | ']' | '>' | '~' | '#' => out.extend(['\\', c]),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

/// A JUnit report: one test case per example, and one per chapter for what is no example.
#[must_use]
pub fn junit(checked: &CheckedBook) -> String {
    let book = &checked.book;
    let told = checked.checked.diagnostics.iter().filter(|found| found.is_error());
    let mut rest: Vec<&Diagnostic> = told.collect();
    let mut tests = Vec::new();
    for (at, doc) in book.examples.iter().enumerate() {
        let (file, line) =
            book.sources.locate(doc.span).map_or(("", 0), |(name, start, _)| (name, start.line));
        let spans = book.example_spans(at);
        let own = take(&mut rest, |found| {
            found.span.is_some_and(|span| spans.iter().any(|whole| whole.holds(span)))
        });
        let place = format!(" file=\"{}\" line=\"{line}\"", xml(file));
        let class = book.chapter_path(doc.chapter);
        let verdict = match &doc.skip {
            Some(reason) => Verdict::Skipped(reason.clone()),
            None => Verdict::of(&own, &book.sources),
        };
        tests.push(testcase(&doc.example.id, class, &place, &verdict));
    }
    for chapter in 0..book.chapters() {
        let files = book.files(chapter);
        let own =
            take(&mut rest, |found| found.span.is_some_and(|span| files.contains(&span.file)));
        let verdict = Verdict::of(&own, &book.sources);
        tests.push(testcase(TEXT, book.chapter_path(chapter), "", &verdict));
    }
    if !rest.is_empty() {
        tests.push(testcase(TEXT, "book", "", &Verdict::of(&rest, &book.sources)));
    }
    let failures = tests.iter().filter(|(_, failed)| *failed).count();
    let lines: String = tests.iter().map(|(line, _)| line.as_str()).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n<testsuite name=\"dryrun\" tests=\"{}\" failures=\"{failures}\">\n{lines}</testsuite>\n</testsuites>\n",
        tests.len()
    )
}

/// The test of a chapter that is no example: its values, consoles, includes and links.
const TEXT: &str = "the chapter's text";

/// How a test ended.
enum Verdict {
    Passed,
    Skipped(String),
    Failed(String),
}

impl Verdict {
    fn of(found: &[&Diagnostic], sources: &Sources) -> Self {
        let line = |found: &&Diagnostic| {
            let place = found.span.and_then(|span| sources.locate(span));
            let place = place.map_or_else(String::new, |(name, start, _)| {
                format!("{name}:{}:{}: ", start.line, start.column)
            });
            format!("{place}{}: {}", found.summary, found.detail)
        };
        if found.is_empty() {
            return Self::Passed;
        }
        Self::Failed(found.iter().map(line).collect::<Vec<_>>().join("\n"))
    }
}

/// Takes out what fits.
fn take<'d>(
    rest: &mut Vec<&'d Diagnostic>,
    fits: impl Fn(&Diagnostic) -> bool,
) -> Vec<&'d Diagnostic> {
    rest.extract_if(.., |found| fits(found)).collect()
}

/// One test, and whether it failed.
fn testcase(name: &str, class: &str, place: &str, verdict: &Verdict) -> (String, bool) {
    let (body, failed) = match verdict {
        Verdict::Passed => (String::new(), false),
        Verdict::Skipped(reason) => (format!("<skipped message=\"{}\"/>", xml(reason)), false),
        Verdict::Failed(text) => (format!("<failure>{}</failure>", xml(text)), true),
    };
    let (name, class) = (xml(name), xml(class));
    (format!("<testcase name=\"{name}\" classname=\"{class}\"{place}>{body}</testcase>\n"), failed)
}

fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() && !matches!(c, '\n' | '\t') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use dryrun_diag::Span;

    #[test]
    fn a_cell_holds_plain_text() {
        assert_eq!(cell("a|b\n<script>`*"), "a\\|b &lt;script\\>\\`\\*");
    }

    #[test]
    fn github_gets_nine_and_a_count() {
        let mut sources = Sources::new();
        let file = sources.add("a,b.md", "x\n");
        let all: Vec<Diagnostic> = (0..12)
            .map(|_| Diagnostic::error("T: x", "50%\nnext").at(Span::new(file, 0, 1)))
            .collect();
        let text = github(&all, &sources);
        assert_eq!(text.lines().count(), 10);
        assert_eq!(
            text.lines().next(),
            Some("::error file=a%2Cb.md,line=1,endLine=1,col=1,title=T%3A x::50%25%0Anext")
        );
        assert!(text.contains("and 3 more"));
    }
}
