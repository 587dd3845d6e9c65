//! `dryrun accept`.

use std::fs;

use anyhow::{Context as _, Result, bail};
use dryrun_diag::{Diagnostic, Sources};
use dryrun_weave::{Edit, apply, by_file};

use super::check::only;
use super::print;
use crate::Exit;
use crate::args::{AcceptArgs, Common};
use crate::check::{CheckedBook, check};
use crate::project::Project;
use crate::show;
use crate::snapshots;
use crate::write::replace;

pub(super) fn run(common: &Common, args: &AcceptArgs) -> Result<Exit> {
    let project = common.project()?;
    let registry = dryrun_bundle::registry();
    let mut checked = check(&project, &registry, &common.allowed())?;
    if args.prune {
        prune(&project, &checked)?;
    }
    only(&mut checked, &args.names)?;
    let files = write_edits(&project, &checked.book.sources, &checked.checked.edits)?;
    let pinned = write_snapshots(&project, &checked)?;
    let mut after = check(&project, &registry, &common.allowed())?;
    only(&mut after, &args.names)?;
    for diagnostic in after.checked.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()) {
        eprintln!(
            "{}\n",
            show::diagnostic(diagnostic, &after.book.sources, common.stderr_colour())
        );
    }
    if !common.quiet {
        let left = after.errors();
        let rest = if left == 0 {
            String::new()
        } else {
            format!("; {left} cannot be accepted, see above")
        };
        let results = counted(checked.checked.edits.len() + pinned, "result");
        print(&format!("{results} written to {}{rest}\n", counted(files + pinned, "file")));
    }
    Ok(Exit::when(after.is_right()))
}

/// `1 file`, `2 files`.
pub(super) fn counted(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

/// Removes the snapshots that no chapter pins any more.
fn prune(project: &Project, checked: &CheckedBook) -> Result<()> {
    if checked.book.diagnostics.iter().any(Diagnostic::is_error) {
        bail!(
            "chapters with errors may pin what looks stale: nothing is removed before `dryrun check` finds none"
        );
    }
    for file in snapshots::stale(project, &checked.book) {
        fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
    }
    Ok(())
}

/// Writes edits into their files; gives the number of files.
pub(super) fn write_edits(project: &Project, sources: &Sources, edits: &[Edit]) -> Result<usize> {
    let files = by_file(edits);
    for (file, edits) in &files {
        let Some(source) = sources.source(*file) else { continue };
        replace(&project.root.join(&source.name), &apply(&source.text, edits))?;
    }
    Ok(files.len())
}

fn write_snapshots(project: &Project, checked: &CheckedBook) -> Result<usize> {
    let mut written = 0;
    for pinned in &checked.checked.pinned {
        if snapshots::differs(project, pinned).is_some() {
            snapshots::record(project, pinned)?;
            written += 1;
        }
    }
    Ok(written)
}
