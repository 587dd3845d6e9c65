//! What `terraform test` prints, and its JUnit report.

use std::fmt::Write as _;

use dryrun_diag::{Diagnostic, Sources};

use super::{FileReport, RunReport, Status, TestReport};
use crate::render;

/// Where a piece of output goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Out,
    /// Standard error.
    Err,
}

/// How much is shown of each run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verbosity {
    /// How it ended.
    Brief,
    /// Its plan as well.
    Verbose,
}

/// How diagnostics are drawn: [`render::plain`] or [`render::boxed`].
pub type Draw = fn(&[Diagnostic], &Sources) -> String;

/// The output in the order of printing. `status` may colour the words `pass`, `fail` and `skip`.
#[must_use]
pub fn shown(
    report: &TestReport,
    verbosity: Verbosity,
    draw: Draw,
    status: fn(&str) -> String,
) -> Vec<(Stream, String)> {
    let mut out = diagnostics(&report.diagnostics, &report.sources, draw);
    if report.diagnostics.iter().any(Diagnostic::is_error) {
        return out;
    }
    for file in &report.files {
        out.push((Stream::Out, format!("{}... in progress\n", file.name)));
        for run in &file.runs {
            out.push((
                Stream::Out,
                format!("  run \"{}\"... {}\n", run.name, status(word(run.status))),
            ));
            if let (Verbosity::Verbose, Some(shown)) = (verbosity, &run.shown) {
                out.push((Stream::Out, format!("\n{shown}\n\n")));
            }
            out.extend(diagnostics(&run.diagnostics, &run.sources, draw));
            if run.diagnostics.iter().any(|found| !found.is_error()) {
                out.push((Stream::Out, "\n".to_owned()));
            }
        }
        out.push((Stream::Out, format!("{}... tearing down\n", file.name)));
        out.push((Stream::Out, format!("{}... {}\n", file.name, status(word(file.status())))));
    }
    out.push((Stream::Out, summary(report)));
    out
}

fn word(status: Status) -> &'static str {
    match status {
        Status::Skip => "skip",
        Status::Pass => "pass",
        Status::Fail | Status::Error => "fail",
    }
}

/// Warnings go to standard output, errors to standard error.
fn diagnostics(found: &[Diagnostic], sources: &Sources, draw: Draw) -> Vec<(Stream, String)> {
    let (errors, others): (Vec<Diagnostic>, Vec<Diagnostic>) =
        found.iter().cloned().partition(Diagnostic::is_error);
    [(Stream::Out, others), (Stream::Err, errors)]
        .into_iter()
        .filter(|(_, found)| !found.is_empty())
        .map(|(stream, found)| (stream, draw(&found, sources)))
        .collect()
}

fn summary(report: &TestReport) -> String {
    let [passed, failed, skipped] = report.counts();
    let word = if failed == 0 { "Success!" } else { "Failure!" };
    let skipped = if skipped == 0 { String::new() } else { format!(", {skipped} skipped") };
    format!("\n{word} {passed} passed, {failed} failed{skipped}.\n")
}

/// The report as `-junit-xml` writes it, without times: nothing here takes any.
#[must_use]
pub fn junit(report: &TestReport) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?><testsuites>");
    for file in &report.files {
        suite(&mut out, file);
    }
    out.push_str("\n</testsuites>");
    out
}

fn suite(out: &mut String, file: &FileReport) {
    let count = |status: Status| file.runs.iter().filter(|run| run.status == status).count();
    let _ = write!(
        out,
        "\n  <testsuite name=\"{}\" tests=\"{}\" skipped=\"{}\" failures=\"{}\" errors=\"{}\">",
        escaped(&file.name),
        file.runs.len(),
        count(Status::Skip),
        count(Status::Fail),
        count(Status::Error)
    );
    let mut broken = "";
    for run in &file.runs {
        let _ = write!(
            out,
            "\n    <testcase name=\"{}\" classname=\"{}\">",
            escaped(&run.name),
            escaped(&file.name)
        );
        outcome(out, run, broken);
        out.push_str("</testcase>");
        if run.status == Status::Error {
            broken = &run.name;
        }
    }
    out.push_str("\n  </testsuite>");
}

fn outcome(out: &mut String, run: &RunReport, broken: &str) {
    let errors: Vec<Diagnostic> =
        run.diagnostics.iter().filter(|found| found.is_error()).cloned().collect();
    let text = render::plain(&errors, &run.sources).replace("]]>", "]]]]><![CDATA[>");
    match run.status {
        Status::Pass => {}
        Status::Skip => {
            let _ = write!(
                out,
                "\n      <skipped message=\"Testcase skipped due to a previous testcase error\"><![CDATA[Previous testcase \"{broken}\" ended in error, which caused the remaining tests in the file to be skipped]]></skipped>\n    "
            );
        }
        Status::Fail => {
            let first = errors.first().map(|error| error.detail.as_str()).unwrap_or_default();
            let message = match errors.len() {
                1 => first.to_owned(),
                several => format!("{several} of {several} assertions failed, including: {first}"),
            };
            let _ = write!(
                out,
                "\n      <failure message=\"{}\"><![CDATA[{text}]]></failure>\n    ",
                escaped(&message)
            );
        }
        Status::Error => {
            let _ = write!(
                out,
                "\n      <error message=\"Encountered an error\"><![CDATA[{text}]]></error>\n    "
            );
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&#34;")
        .replace('\n', "&#xA;")
}
