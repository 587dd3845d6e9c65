//! `dryrun tangle`: the book's examples as files.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use dryrun_weave::Book;

use super::print;
use crate::Exit;
use crate::args::{Common, TangleArgs};
use crate::check::check;

/// The files of all examples that stand, by path below the folder: `ID/NAME`.
///
/// Examples that are shown failing, or are not run, are left out; the folders hold what can be used.
#[must_use]
pub fn files(book: &Book) -> BTreeMap<PathBuf, String> {
    let standing = book
        .examples
        .iter()
        .filter(|doc| doc.expect.is_none() && doc.skip.is_none() && doc.base.is_none())
        .filter(|doc| doc.from.is_none());
    let parts = standing.flat_map(|doc| {
        doc.example
            .parts
            .iter()
            .map(|part| (PathBuf::from(&doc.example.id).join(&part.name), part.text.clone()))
    });
    parts.collect()
}

pub(super) fn run(common: &Common, args: &TangleArgs) -> Result<Exit> {
    let project = common.project()?;
    let checked = check(&project, &dryrun_bundle::registry(), &common.allowed())?;
    let folder = project.root.join(&args.to);
    let mut different = 0;
    for (path, text) in files(&checked.book) {
        let file = folder.join(&path);
        if fs::read_to_string(&file).is_ok_and(|old| old == text) {
            continue;
        }
        different += 1;
        if args.check {
            eprintln!(
                "{} differs from its chapter; `dryrun tangle` writes it",
                args.to.join(&path).display()
            );
            continue;
        }
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent)
                .with_context(|| format!("cannot make {}", parent.display()))?;
        }
        fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
    }
    if args.check {
        return Ok(Exit::when(different == 0));
    }
    print(&format!("{different} files written to {}\n", args.to.display()));
    Ok(Exit::Right)
}
