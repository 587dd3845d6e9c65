//! `dryrun review`: one difference at a time.

use std::io::{BufRead, Write as _};

use anyhow::Result;
use dryrun_diag::{Sources, Span};
use dryrun_weave::{Edit, Pinned};
use similar::TextDiff;

use super::accept::{counted, write_edits};
use super::check::only;
use super::print;
use crate::Exit;
use crate::args::{Common, ReviewArgs};
use crate::check::check;
use crate::project::Project;
use crate::show::harmless;
use crate::snapshots;

/// What the reviewer says of one difference; the keys are cargo-insta's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Accept,
    Reject,
    Skip,
}

/// What an answer holds for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    One,
    /// This difference and all that follow.
    Rest,
}

/// Something that is not as recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Difference<'c> {
    /// In a chapter.
    Text(&'c Edit),
    /// In a snapshot.
    Snapshot(&'c Pinned),
}

impl Difference<'_> {
    fn span(&self) -> Span {
        match self {
            Self::Text(edit) => edit.span,
            Self::Snapshot(pinned) => pinned.span,
        }
    }
}

pub(super) fn run(common: &Common, args: &ReviewArgs) -> Result<Exit> {
    let project = common.project()?;
    let mut checked = check(&project, &dryrun_bundle::registry(), &common.allowed())?;
    only(&mut checked, &args.names)?;
    let sources = &checked.book.sources;
    let pinned = checked.checked.pinned.iter();
    let pinned = pinned.filter(|pinned| snapshots::differs(&project, pinned).is_some());
    let edits = checked.checked.edits.iter().map(Difference::Text);
    let mut differences: Vec<Difference<'_>> =
        edits.chain(pinned.map(Difference::Snapshot)).collect();
    differences.sort_by_key(Difference::span);
    let shown: Vec<String> =
        differences.iter().map(|difference| show(difference, sources, &project)).collect();
    let verdicts = ask_all(&shown, &mut std::io::stdin().lock());
    let mut edits = Vec::new();
    let mut files = 0;
    for (difference, verdict) in differences.iter().zip(&verdicts) {
        match (difference, verdict) {
            (Difference::Text(edit), Verdict::Accept) => edits.push((*edit).clone()),
            (Difference::Snapshot(pinned), Verdict::Accept) => {
                snapshots::record(&project, pinned)?;
                files += 1;
            }
            (Difference::Snapshot(pinned), Verdict::Reject) => {
                snapshots::withdraw(&project, pinned)?;
            }
            (Difference::Text(_), Verdict::Reject | Verdict::Skip)
            | (Difference::Snapshot(_), Verdict::Skip) => {}
        }
    }
    let written = files + edits.len();
    files += write_edits(&project, sources, &edits)?;
    let left = differences.len() - written;
    print(&format!(
        "{} written to {}, {left} left as recorded\n",
        counted(written, "result"),
        counted(files, "file")
    ));
    Ok(Exit::when(left == 0 && checked.errors() == differences.len()))
}

/// What was said of each difference, up to the one where the reviewer stopped.
fn ask_all(shown: &[String], answers: &mut dyn BufRead) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for (at, text) in shown.iter().enumerate() {
        eprintln!("{} of {}: {text}", at + 1, shown.len());
        match ask(answers) {
            Some((verdict, Reach::One)) => verdicts.push(verdict),
            Some((verdict, Reach::Rest)) => {
                verdicts.resize(shown.len(), verdict);
                break;
            }
            None => break,
        }
    }
    verdicts
}

fn show(difference: &Difference<'_>, sources: &Sources, project: &Project) -> String {
    let (name, before, now) = match difference {
        Difference::Text(edit) => (None, sources.text(edit.span).to_owned(), &edit.text),
        Difference::Snapshot(pinned) => {
            let name = snapshots::shown(project, &snapshots::path(project, pinned));
            (Some(name), snapshots::recorded(project, pinned).unwrap_or_default(), &pinned.text)
        }
    };
    let place = sources
        .locate(difference.span())
        .map_or_else(String::new, |(chapter, start, _)| format!("{chapter}:{}", start.line));
    let name = name.map_or_else(String::new, |name| format!(", {name}"));
    let (before, now) = (lined(&before), lined(now));
    let diff = TextDiff::from_lines(&before, &now);
    let body = diff.unified_diff().context_radius(3).to_string();
    format!("{place}{name}\n{}", harmless(&body))
}

/// A text that ends its last line, so that its end is no difference.
fn lined(text: &str) -> String {
    let text = text.trim_end_matches('\n');
    if text.is_empty() { String::new() } else { format!("{text}\n") }
}

/// What the reviewer answers; nothing where they stop.
fn ask(answers: &mut dyn BufRead) -> Option<(Verdict, Reach)> {
    loop {
        eprint!("a accept, r reject, s skip (A, R, S all that are left), q quit: ");
        let _ = std::io::stderr().flush();
        let mut line = String::new();
        if answers.read_line(&mut line).unwrap_or_default() == 0 {
            return None;
        }
        match line.trim() {
            "a" => return Some((Verdict::Accept, Reach::One)),
            "r" => return Some((Verdict::Reject, Reach::One)),
            "s" => return Some((Verdict::Skip, Reach::One)),
            "A" => return Some((Verdict::Accept, Reach::Rest)),
            "R" => return Some((Verdict::Reject, Reach::Rest)),
            "S" => return Some((Verdict::Skip, Reach::Rest)),
            "q" => return None,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_difference_has_its_own_answer() {
        let shown = ["one", "two", "three"].map(str::to_owned);
        let verdicts = ask_all(&shown, &mut &b"a\nwhat\ns\nq\n"[..]);
        assert_eq!(verdicts, [Verdict::Accept, Verdict::Skip]);
        let verdicts = ask_all(&shown, &mut &b"s\nA\n"[..]);
        assert_eq!(verdicts, [Verdict::Skip, Verdict::Accept, Verdict::Accept]);
        assert_eq!(ask_all(&shown, &mut &b""[..]), []);
    }
}
