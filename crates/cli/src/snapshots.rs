//! Results pinned in files of insta's format, so that `cargo insta review` works on them as well.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use dryrun_diag::Diagnostic;
use dryrun_weave::{Book, Checked, Pinned, compare_text};

use crate::check::CheckedBook;
use crate::project::Project;
use crate::write::replace;

/// Compares all pinned results with their files.
pub fn compare(project: &Project, checked: &mut Checked) {
    for pinned in &checked.pinned {
        if let Some(found) = differs(project, pinned) {
            checked.failed.insert(pinned.example);
            checked.diagnostics.push(found);
        }
    }
    checked.compared += checked.pinned.len();
    checked.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
}

/// Warns of snapshots that nothing pins, where the whole book was compared.
pub fn tell_left_over(project: &Project, book: &Book, checked: &mut Checked) {
    let told = stale(project, book).into_iter().map(|file| {
        let name = shown(project, &file);
        let diagnostic =
            Diagnostic::warning("Stale snapshot", format!("No chapter pins {name} any more."));
        diagnostic.code("weave/stale-snapshot").help("`dryrun accept --prune` removes it")
    });
    checked.diagnostics.extend(told);
    checked.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
}

/// The difference of one pinned result.
#[must_use]
pub fn differs(project: &Project, pinned: &Pinned) -> Option<Diagnostic> {
    let file = path(project, pinned);
    let what = match fs::read_to_string(&file) {
        Ok(text) => {
            let difference = compare_text(contents(&text), &pinned.text)?;
            let now = pinned.text.lines().nth(difference.line).unwrap_or_default();
            format!("from its line {} on; now `{}`", difference.line + 1, now.trim())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => "it is not there yet".to_owned(),
        Err(error) => error.to_string(),
    };
    let name = shown(project, &file);
    let diagnostic = Diagnostic::error("Snapshot differs", format!("{name}: {what}"))
        .code("weave/stale-snapshot")
        .at(pinned.span);
    Some(diagnostic.help("`dryrun accept` records the new text, `dryrun review` shows it first"))
}

/// Snapshots that no chapter pins: left over from results that were renamed or removed.
#[must_use]
pub fn stale(project: &Project, book: &Book) -> Vec<PathBuf> {
    let known: Vec<PathBuf> =
        book.pins().map(|(chapter, name)| file(project, chapter, &name)).collect();
    let entries =
        fs::read_dir(project.snapshots()).into_iter().flatten().flatten().map(|entry| entry.path());
    let snapshots =
        entries.filter(|path| path.extension().is_some_and(|extension| extension == "snap"));
    let mut stale: Vec<PathBuf> = snapshots.filter(|path| !known.contains(path)).collect();
    stale.sort();
    stale
}

/// Writes what differs beside its snapshot as insta does, with `.new` after its name, for `cargo insta review`, and removes
/// what was written there before of what does not differ any more.
///
/// # Errors
/// Where a file cannot be written or removed.
pub fn offer(project: &Project, checked: &CheckedBook) -> Result<()> {
    for pinned in &checked.checked.pinned {
        if differs(project, pinned).is_none() {
            withdraw(project, pinned)?;
        } else {
            let file = path(project, pinned);
            make_folder(&file)?;
            replace(&pending(&file), &render(pinned))?;
        }
    }
    Ok(())
}

/// Records a result in its snapshot.
///
/// # Errors
/// Where the file cannot be written.
pub fn record(project: &Project, pinned: &Pinned) -> Result<()> {
    let file = path(project, pinned);
    make_folder(&file)?;
    replace(&file, &render(pinned))?;
    withdraw(project, pinned)
}

/// Removes what waits for a reviewer beside a snapshot.
///
/// # Errors
/// Where it cannot be removed.
pub fn withdraw(project: &Project, pinned: &Pinned) -> Result<()> {
    let file = pending(&path(project, pinned));
    match fs::remove_file(&file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", file.display()))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// What a snapshot holds; `None` where there is none.
#[must_use]
pub fn recorded(project: &Project, pinned: &Pinned) -> Option<String> {
    Some(contents(&fs::read_to_string(path(project, pinned)).ok()?).to_owned())
}

fn pending(file: &Path) -> PathBuf {
    file.with_extension("snap.new")
}

fn make_folder(file: &Path) -> Result<()> {
    let folder = file.parent().unwrap_or(file);
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))
}

/// The file of a pinned result.
#[must_use]
pub fn path(project: &Project, pinned: &Pinned) -> PathBuf {
    file(project, &pinned.chapter, &pinned.name)
}

/// A snapshot's file as people are told of it: below the root.
#[must_use]
pub fn shown(project: &Project, file: &Path) -> String {
    file.strip_prefix(&project.root).unwrap_or(file).display().to_string()
}

fn file(project: &Project, chapter: &str, name: &str) -> PathBuf {
    let chapter = Path::new(chapter).file_stem().unwrap_or_default().to_string_lossy();
    project.snapshots().join(format!("{chapter}__{name}.snap"))
}

/// What stands below the header.
fn contents(text: &str) -> &str {
    let after = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    after.map_or(text, |(_, contents)| contents)
}

/// The file's text for a result.
fn render(pinned: &Pinned) -> String {
    format!(
        "---\nsource: {}\nexpression: {}\n---\n{}\n",
        pinned.chapter,
        pinned.name,
        pinned.text.trim_end()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use dryrun_diag::Span;

    #[test]
    fn insta_reads_what_we_write() {
        let folder = tempfile::tempdir().unwrap();
        let text = "{\n  \"a\": 1\n}\n---\nlast: \"é\"";
        let pinned = Pinned {
            example: 0,
            name: "loop__default__history".to_owned(),
            chapter: "src/loop.md".to_owned(),
            span: Span::default(),
            text: text.to_owned(),
        };
        let file = folder.path().join("loop__loop__default__history.snap");
        fs::write(&file, render(&pinned)).unwrap();
        assert_eq!(contents(&fs::read_to_string(&file).unwrap()).trim_end(), text);
        let mut settings = insta::Settings::new();
        settings.set_snapshot_path(folder.path());
        settings.set_prepend_module_to_snapshot(false);
        settings.bind(|| insta::assert_snapshot!("loop__loop__default__history", text));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is pending");
    }
}
