//! `dryrun review`: one difference at a time.

use std::io::{BufRead, Write as _};

use anyhow::Result;
use dryrun_diag::Sources;
use dryrun_weave::Edit;
use similar::TextDiff;

use super::accept::{counted, write_edits};
use super::check::only;
use super::print;
use crate::Exit;
use crate::args::{Common, ReviewArgs};
use crate::check::check;
use crate::show::harmless;

/// What the reviewer says of one difference; the keys are cargo-insta's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Accept,
    Skip,
    Quit,
}

pub(super) fn run(common: &Common, args: &ReviewArgs) -> Result<Exit> {
    let project = common.project()?;
    let mut checked = check(&project, &dryrun_bundle::registry(), &common.allowed())?;
    only(&mut checked, &args.names)?;
    let sources = &checked.book.sources;
    let edits = &checked.checked.edits;
    let accepted = reviewed(edits, sources, &mut std::io::stdin().lock());
    let files = write_edits(&project, sources, &accepted)?;
    let left = edits.len() - accepted.len();
    print(&format!(
        "{} written to {}, {left} left as recorded\n",
        counted(accepted.len(), "result"),
        counted(files, "file")
    ));
    Ok(Exit::when(left == 0 && checked.errors() == edits.len()))
}

/// The edits that were accepted.
fn reviewed(edits: &[Edit], sources: &Sources, answers: &mut dyn BufRead) -> Vec<Edit> {
    let mut accepted = Vec::new();
    for (at, edit) in edits.iter().enumerate() {
        eprintln!("{} of {}: {}", at + 1, edits.len(), difference(edit, sources));
        match ask(answers) {
            Verdict::Accept => accepted.push(edit.clone()),
            Verdict::Skip => {}
            Verdict::Quit => break,
        }
    }
    accepted
}

fn difference(edit: &Edit, sources: &Sources) -> String {
    let place = sources
        .locate(edit.span)
        .map_or_else(String::new, |(name, start, _)| format!("{name}:{}", start.line));
    let diff = TextDiff::from_lines(sources.text(edit.span), &edit.text);
    let body = diff.unified_diff().context_radius(3).to_string();
    format!("{place}\n{}", harmless(&body))
}

fn ask(answers: &mut dyn BufRead) -> Verdict {
    loop {
        eprint!("a accept, r or s leave as recorded, q quit: ");
        let _ = std::io::stderr().flush();
        let mut line = String::new();
        if answers.read_line(&mut line).unwrap_or_default() == 0 {
            return Verdict::Quit;
        }
        match line.trim() {
            "a" => return Verdict::Accept,
            "r" | "s" => return Verdict::Skip,
            "q" => return Verdict::Quit,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dryrun_diag::Span;

    #[test]
    fn each_difference_has_its_own_answer() {
        let mut sources = Sources::new();
        let file = sources.add("a.md", "one\ntwo\nthree\n");
        let edit = |start, end, text: &str| Edit {
            span: Span::new(file, start, end),
            text: text.to_owned(),
        };
        let edits = [edit(0, 3, "1"), edit(4, 7, "2"), edit(8, 13, "3")];
        let accepted = reviewed(&edits, &sources, &mut &b"a\nwhat\ns\nq\n"[..]);
        assert_eq!(accepted, [edits[0].clone()]);
        assert_eq!(reviewed(&edits, &sources, &mut &b""[..]), []);
    }
}
