//! The page's scripts and engines, and how a built book gets them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

use super::policy;

/// Built files by name; none where the page was not built before the command was.
static BUILT: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// All files that a page loads: the built ones, and the tables that the engine asks for when an example needs them.
fn files() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    let has_engine = BUILT.iter().any(|(name, _)| *name == "dryrun.wasm");
    let tables = dryrun_bundle::tables().into_iter().filter(move |_| has_engine);
    let tables = tables.filter_map(|table| Some((table.name(), table.bytes()?)));
    BUILT.iter().copied().chain(tables)
}

/// The folder beside the book's pages that holds them.
const FOLDER: &str = "dryrun";

/// What a page is given besides the scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Protection {
    /// Nothing.
    #[default]
    None,
    /// A Content-Security-Policy.
    Strict,
}

/// Completes a built book: files beside it, and in each of its pages the elements that load them.
///
/// # Errors
/// When a file cannot be read or written.
pub fn complete(folder: &Path, protection: Protection) -> Result<()> {
    for (name, bytes) in files() {
        let file = folder.join(FOLDER).join(name);
        fs::create_dir_all(folder.join(FOLDER))
            .and_then(|()| fs::write(&file, bytes))
            .with_context(|| format!("cannot write {}", file.display()))?;
    }
    let version = version();
    for page in pages(folder) {
        let text =
            fs::read_to_string(&page).with_context(|| format!("cannot read {}", page.display()))?;
        let depth = page.strip_prefix(folder).map_or(0, |inside| inside.components().count() - 1);
        let mut new =
            loading(&text, &"../".repeat(depth), &version).unwrap_or_else(|| text.clone());
        if protection == Protection::Strict {
            new = policy::protect(&new);
        }
        if new != text {
            fs::write(&page, new).with_context(|| format!("cannot write {}", page.display()))?;
        }
    }
    Ok(())
}

/// A short name of these files' contents, so that a browser's cache never mixes two versions.
fn version() -> String {
    let mut hash = Sha256::new();
    for (name, bytes) in files() {
        hash.update(name);
        hash.update(bytes);
    }
    hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// The page with the elements that load the script, where it has something for it.
fn loading(page: &str, root: &str, version: &str) -> Option<String> {
    let has = |name: &str| BUILT.iter().any(|(known, _)| *known == name);
    if !has("dryrun.js") || !page.contains("class=\"dryrun-data\"") || is_print(page) {
        return None;
    }
    let at = page.find("</head>")?;
    let (head, rest) = page.split_at(at);
    let style = format!("<link rel=\"stylesheet\" href=\"{root}{FOLDER}/dryrun.css?v={version}\">");
    let script = format!("<script defer src=\"{root}{FOLDER}/dryrun.js?v={version}\"></script>");
    Some(format!("{head}{style}\n{script}\n    {rest}"))
}

/// mdBook's page of all chapters: its links would lead astray, and nobody edits there.
fn is_print(page: &str) -> bool {
    page.contains("window.print()") || page.contains("<meta name=\"robots\" content=\"noindex\">")
}

/// All pages below a folder.
fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).into_iter().flatten().flatten() {
            let path = entry.path();
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if is_folder {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "html") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_examples_stays_as_it_is() {
        assert_eq!(loading("<html><head></head><body></body></html>", "", "v"), None);
    }

    #[test]
    fn a_policy_reaches_every_page() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("sub")).unwrap();
        let page = folder.path().join("sub/a.html");
        fs::write(&page, "<html><head><title>A</title></head><body></body></html>").unwrap();
        complete(folder.path(), Protection::Strict).unwrap();
        let text = fs::read_to_string(&page).unwrap();
        assert!(text.contains("<head><meta http-equiv=\"Content-Security-Policy\""), "{text}");
    }
}
