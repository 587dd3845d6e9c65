//! Each `--- name ---` section of `tests/cases/*.case` is one test: a definition with one mistake.
//!
//! A line of carets below a line marks where a finding must start. `UPDATE=1 cargo test -p dryrun-asl-check` rewrites the
//! parts that hold what came out; carets are never rewritten.

use std::fmt::Write as _;
use std::process::ExitCode;

use dryrun_asl_check::{Finding, Kind, check};
use dryrun_diag::{FileId, LineIndex};
use dryrun_testkit::{Case, Failed};

fn main() -> ExitCode {
    dryrun_testkit::run(dryrun_testkit::load("tests/cases"), examine)
}

/// The one place that calls the API under test.
fn examine(case: &Case) -> Result<(), Failed> {
    let (text, marks) = unmark(case.part("definition"));
    let kind = if case.optional("express").is_some() { Kind::Express } else { Kind::Standard };
    let report = check(FileId(0), &text, kind);
    let index = LineIndex::new(&text);
    let mut shown = String::new();
    let mut places = Vec::new();
    for finding in &report.findings {
        let span = finding.diagnostic.span.ok_or("a finding without a place")?;
        let place = index.position(&text, span.start);
        places.push((place.line, place.column));
        show(finding, (place.line, place.column), &mut shown);
    }
    for mark in &marks {
        if !places.contains(mark) {
            return Err(
                format!("no finding at {}:{}, but at {places:?}\n{shown}", mark.0, mark.1).into()
            );
        }
    }
    case.expect("findings", &shown)
}

/// The definition without its caret lines, and the places they mark.
fn unmark(marked: &str) -> (String, Vec<(u32, u32)>) {
    let (mut text, mut marks, mut line) = (String::new(), Vec::new(), 0);
    for row in marked.lines() {
        if row.trim_start().starts_with('^') {
            marks.push((line, u32::try_from(row.find('^').unwrap_or_default() + 1).unwrap_or(1)));
        } else {
            text.push_str(row);
            text.push('\n');
            line += 1;
        }
    }
    (text, marks)
}

fn show(finding: &Finding, (line, column): (u32, u32), out: &mut String) {
    let diagnostic = &finding.diagnostic;
    let _ = writeln!(
        out,
        "{line}:{column} {} {}: {}: {}",
        diagnostic.severity.word(),
        diagnostic.code,
        diagnostic.summary,
        diagnostic.detail
    );
    if let Some(help) = &diagnostic.help {
        let _ = writeln!(out, "  help: {help}");
    }
    if let Some(service) = &finding.service {
        let location = service.location.as_deref().unwrap_or("null");
        let _ = writeln!(out, "  aws: {}: {} at {location}", service.code, service.message);
    }
}
