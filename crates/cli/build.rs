//! Embeds the page's built files, as far as there are any: without them pages are static.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// What pages load; the record of the sources beside it is for the repository.
fn is_shipped(file: &Path) -> bool {
    ["js", "css", "wasm"]
        .iter()
        .any(|kind| file.extension().is_some_and(|extension| extension == *kind))
}

/// The page's files, in order of their names.
fn built(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.is_file() && is_shipped(path))
        .collect();
    files.sort();
    files
}

fn main() -> std::io::Result<()> {
    let here = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    // The folder above always exists: a missing path would make every build a new one.
    println!("cargo::rerun-if-changed=page");
    let mut table = String::from("&[\n");
    for file in built(&here.join("page/dist")) {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let _ =
            writeln!(table, "    ({name:?}, include_bytes!({:?})),", file.display().to_string());
    }
    table.push(']');
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("assets.rs"), table)
}
