//! What the page's built files were made from: they are committed, so they must say when they are old.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

/// Where the page's built files lie.
pub const DIST: &str = "crates/cli/page/dist";
/// The hash of what they were made from, beside them.
const RECORD: &str = "crates/cli/page/dist/SOURCES.sha256";
/// The front end's sources.
const FRONT: &str = "crates/cli/page";
/// Single files that matter as well.
const FILES: &[&str] = &[
    ".ci/wasm-rustc",
    ".ci/wasm.sh",
    "Cargo.lock",
    "Cargo.toml",
    "package-lock.json",
    "package.json",
];
/// Folders of a crate that end in nothing the page loads.
const ASIDE: &[&str] = &["tests", "benches", "examples"];

/// Writes the record.
///
/// # Errors
/// Where a file cannot be read or written.
pub fn record(root: &Path) -> Result<String, String> {
    let hash = hash(root)?;
    let path = root.join(RECORD);
    fs::write(&path, format!("{hash}\n")).map_err(|error| format!("{RECORD}: {error}"))?;
    Ok(format!("built into {DIST} from sources {hash}"))
}

/// Whether the built files are those of the sources as they are now. Where there are none the page is static, which is no
/// error.
///
/// # Errors
/// Where they are old, or incomplete.
pub fn check(root: &Path) -> Result<String, String> {
    let Ok(recorded) = fs::read_to_string(root.join(RECORD)) else {
        return Ok(format!(
            "{DIST} is not built, so pages are static; `cargo run -p dryrun-xtask -- page` builds it"
        ));
    };
    for built in ["dryrun.wasm", "dryrun.js"] {
        if !root.join(DIST).join(built).is_file() {
            return Err(format!("{DIST}/{built} is missing"));
        }
    }
    if recorded.trim() == hash(root)? {
        Ok(format!("{DIST} is current"))
    } else {
        Err(format!(
            "{DIST} is older than its sources; `cargo run -p dryrun-xtask -- page` builds it anew"
        ))
    }
}

/// One hash over names and contents of all sources.
fn hash(root: &Path) -> Result<String, String> {
    let mut files: BTreeSet<PathBuf> = FILES.iter().map(|file| root.join(file)).collect();
    for name in engine_crates(root)? {
        collect(&root.join("crates").join(name), &mut files);
    }
    collect(&root.join(FRONT), &mut files);
    let mut hasher = Sha256::new();
    for path in files {
        let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let content = fs::read(&path).map_err(|error| format!("{name}: {error}"))?;
        hasher.update(format!("{name} {}\n", content.len()));
        hasher.update(content);
    }
    Ok(hasher.finalize().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
}

/// The crates that the page's engine is made of.
fn engine_crates(root: &Path) -> Result<BTreeSet<String>, String> {
    let mut found = BTreeSet::new();
    let mut open = vec!["wasm".to_owned()];
    while let Some(name) = open.pop() {
        if !found.insert(name.clone()) {
            continue;
        }
        let path = root.join("crates").join(&name).join("Cargo.toml");
        let manifest =
            fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let manifest: toml::Table = manifest.parse().map_err(|error| format!("{name}: {error}"))?;
        let dependencies = manifest.get("dependencies").and_then(toml::Value::as_table);
        let names = dependencies.into_iter().flatten().map(|(name, _)| name);
        open.extend(names.filter_map(|name| Some(name.strip_prefix("dryrun-")?.to_owned())));
    }
    Ok(found)
}

/// All files of a folder that end in the built ones.
fn collect(folder: &Path, files: &mut BTreeSet<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let is_aside = ASIDE.contains(&name.as_str()) || path.ends_with(DIST);
        if path.is_dir() && !is_aside && name != "node_modules" {
            collect(&path, files);
        } else if path.is_file() && !name.ends_with(".md") {
            files.insert(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_engine_is_made_of_the_engines() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let crates = engine_crates(&root).unwrap();
        assert!(crates.contains("asl") && crates.contains("aws-facts"), "{crates:?}");
        assert!(!crates.contains("cli") && !crates.contains("testkit"), "{crates:?}");
        assert_eq!(hash(&root).unwrap(), hash(&root).unwrap());
    }
}
