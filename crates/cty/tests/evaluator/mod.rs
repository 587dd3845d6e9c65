//! Expressions evaluated as in Terraform's console.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dryrun_cty::functions::{Entry, FileError, World};
use dryrun_cty::{Value, console};
use dryrun_hcl::{Builtins, Input, Place, Scope, eval, parse_expression};

/// A folder of files, a fixed clock, and no chance.
pub(crate) struct Folder(pub(crate) PathBuf);

fn kind(path: &Path) -> Option<Entry> {
    let metadata = fs::metadata(path).ok()?;
    Some(if metadata.is_dir() { Entry::Directory } else { Entry::File })
}

impl World for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        let path = self.0.join(path);
        if path.is_dir() {
            return Err(FileError::Directory);
        }
        fs::read(path).map_err(|_| FileError::Missing)
    }

    fn entry(&self, path: &str) -> Option<Entry> {
        kind(&self.0.join(path))
    }

    fn list(&self, path: &str) -> Vec<(String, Entry)> {
        let entries = fs::read_dir(self.0.join(path)).into_iter().flatten().flatten();
        entries
            .filter_map(|entry| {
                Some((entry.file_name().to_string_lossy().into_owned(), kind(&entry.path())?))
            })
            .collect()
    }

    fn now(&self) -> Option<String> {
        Some("2024-01-01T00:00:00Z".into())
    }

    fn plan_time(&self) -> Option<String> {
        None
    }

    fn random(&self) -> Option<[u8; 16]> {
        Some([7; 16])
    }

    fn directory(&self) -> String {
        "/folder".into()
    }

    fn home(&self) -> Option<String> {
        None
    }
}

/// One blank between words: the real program wraps its errors.
pub(crate) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The printed value, or `Error: summary: detail` lines.
pub(crate) fn answer(folder: &Path, expression: &str) -> String {
    let world = Folder(folder.to_owned());
    let functions = Builtins::new(&world, Place::Console);
    let path = Value::object(["module", "root", "cwd"].map(|name| (name, Value::string("."))));
    let names: BTreeMap<Arc<str>, Value> = BTreeMap::from([(Arc::from("path"), path)]);
    let mut sources = dryrun_diag::Sources::new();
    let file = sources.add("<console-input>", expression);
    let input = Input { file, name: "<console-input>", text: expression };
    let (parsed, mut diagnostics) = parse_expression(input);
    let mut value = Value::dynamic();
    if diagnostics.is_empty() {
        (value, diagnostics) =
            eval(&parsed, &Scope::new(&names, &functions).with_sources(&sources));
    }
    if diagnostics.is_empty() {
        return console(&value);
    }
    let lines = diagnostics
        .iter()
        .map(|told| squeezed(&format!("Error: {}: {}", told.summary, told.detail)));
    lines.collect::<Vec<_>>().join("\n")
}
