//! The files of a case, without what is recorded about it.

use std::fs;
use std::path::{Path, PathBuf};

use dryrun_engine::{Effects, ReadError};

/// A folder as an example sees it.
pub(crate) struct CaseFiles {
    root: PathBuf,
}

impl CaseFiles {
    /// The files of a case.
    pub(crate) fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }
}

impl Effects for CaseFiles {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        fs::read(self.root.join(path)).map_err(|_| ReadError::NotFound)
    }

    fn list(&self, path: &str) -> Result<Vec<String>, ReadError> {
        let folder = self.root.join(path);
        if !folder.is_dir() {
            return Err(ReadError::NotFound);
        }
        let mut names = Vec::new();
        collect(&folder, &folder, &mut names);
        let recorded = |name: &String| {
            name.starts_with("expected/") || name == "case.json" || name == "expressions.txt"
        };
        names.retain(|name| !recorded(name));
        names.sort();
        Ok(names)
    }

    fn now(&self) -> i64 {
        1_767_225_600_000
    }
}

fn collect(root: &Path, folder: &Path, names: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(root, &path, names);
        } else if let Some(name) = path.strip_prefix(root).ok().and_then(Path::to_str) {
            names.push(name.to_owned());
        }
    }
}
