//! Reading files for examples: never outside the root, not even through symbolic links.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use dryrun_engine::{Effects, Example, Invocation, Invoked, ReadError};
use dryrun_weave::Files;

use crate::handlers::{self, Programs};
use crate::project::Project;

/// Files are read whole up to this many bytes.
const LARGEST: u64 = 64 << 20;

/// What the user allows examples.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Allowed {
    /// Further folders that they may read.
    pub read: Vec<PathBuf>,
    /// Whether their code may run.
    pub run: Programs,
}

impl Allowed {
    /// What either of two allows.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        let run = if self.run == Programs::Allowed { self.run } else { other.run };
        Self { read: self.read.iter().chain(&other.read).cloned().collect(), run }
    }
}

/// A folder that examples may read, where their relative paths start, and what else they may do.
#[derive(Debug, Clone)]
pub struct Confined {
    roots: Vec<PathBuf>,
    base: PathBuf,
    programs: Programs,
    examples: Arc<Vec<Example>>,
    texts: Arc<BTreeMap<PathBuf, String>>,
}

impl Confined {
    /// Relative paths start at `base`; only files below `root` or an allowed folder may be read.
    #[must_use]
    pub fn new(root: &Path, base: &Path, allowed: &Allowed) -> Self {
        let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let more = allowed.read.iter().map(|path| real(&root.join(path)));
        Self {
            roots: std::iter::once(real(root)).chain(more).collect(),
            base: real(base),
            programs: allowed.run,
            examples: Arc::default(),
            texts: Arc::default(),
        }
    }

    /// What the examples of a book may do.
    #[must_use]
    pub fn of(project: &Project, allowed: &Allowed) -> Self {
        Self::new(&project.root, &project.root, &project.settings.allowed.or(allowed))
    }

    /// The same with texts that stand for files, by their real paths: what an editor has not saved yet.
    #[must_use]
    pub fn with_texts(mut self, texts: Arc<BTreeMap<PathBuf, String>>) -> Self {
        self.texts = texts;
        self
    }

    /// The same with examples that others may start.
    #[must_use]
    pub fn with_examples(mut self, examples: Vec<Example>) -> Self {
        self.examples = Arc::new(examples);
        self
    }

    /// The root of a folder that is named on the command line: the nearest `book.toml`, else `.git`, else the folder.
    #[must_use]
    pub fn around(folder: &Path, allowed: &Allowed) -> Self {
        let real = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let holding = |name: &str| {
            real.ancestors().find(|above| above.join(name).exists()).map(Path::to_owned)
        };
        let root = holding("book.toml").or_else(|| holding(".git")).unwrap_or_else(|| real.clone());
        Self::new(&root, &real, allowed)
    }

    /// The text of a file that may travel with a page.
    pub(crate) fn travelling(&self, path: &str, bytes: &[u8]) -> Option<String> {
        let may = bytes.len() <= TRAVELS && self.is_below_root(path);
        std::str::from_utf8(bytes).ok().filter(|_| may).map(str::to_owned)
    }

    /// Whether a path leads to a file below the root itself, not below a folder that was allowed besides.
    fn is_below_root(&self, path: &str) -> bool {
        let real = fs::canonicalize(self.base.join(path));
        real.is_ok_and(|real| self.roots.first().is_some_and(|root| real.starts_with(root)))
    }

    fn resolve(&self, path: &str) -> Result<PathBuf, ReadError> {
        let wanted = self.base.join(path);
        let real = fs::canonicalize(&wanted).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => ReadError::NotFound,
            _ => ReadError::Other(error.to_string()),
        })?;
        if self.roots.iter().any(|root| real.starts_with(root)) {
            return Ok(real);
        }
        let root = self.roots.first().map(|root| root.display().to_string()).unwrap_or_default();
        Err(ReadError::Refused(format!(
            "it lies outside of {root}; `--allow-read FOLDER` or `allow-read` in book.toml allows a further folder"
        )))
    }
}

/// Texts by the path under which an example read them.
pub type Reads = BTreeMap<String, String>;

/// Larger files do not travel with a page.
const TRAVELS: usize = 256 << 10;

impl Effects for Confined {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let file = self.resolve(path)?;
        if let Some(text) = self.texts.get(&file) {
            return Ok(text.clone().into_bytes());
        }
        let other = |error: std::io::Error| ReadError::Other(error.to_string());
        let found = fs::metadata(&file).map_err(other)?;
        if found.is_dir() {
            return Err(ReadError::Other(format!("read {path}: is a directory")));
        }
        let size = found.len();
        if size > LARGEST {
            return Err(ReadError::Other(format!(
                "it has {size} bytes, more than the limit of {LARGEST}"
            )));
        }
        fs::read(&file).map_err(other)
    }

    fn list(&self, path: &str) -> Result<Vec<String>, ReadError> {
        let folder = self.resolve(path)?;
        let mut names = Vec::new();
        below(&folder, &folder, &mut names, 0)
            .map_err(|error| ReadError::Other(error.to_string()))?;
        names.sort();
        Ok(names)
    }

    fn now(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    }

    fn invoke(&self, invocation: &Invocation<'_>) -> Invoked {
        handlers::invoke(self.programs, invocation)
    }

    /// An example of the book; where there is no book, a definition beside the one that runs.
    fn example(&self, id: &str) -> Option<Example> {
        let known = self.examples.iter().find(|example| example.id == id).cloned();
        known.or_else(|| crate::folder::sibling(&self.base, id))
    }
}

/// Folders within folders, and files in all, that are listed at most.
const DEEPEST: usize = 32;
const MOST: usize = 100_000;

fn below(root: &Path, folder: &Path, names: &mut Vec<String>, depth: usize) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if kind.is_dir() && depth < DEEPEST && !hidden {
            below(root, &path, names, depth + 1)?;
        } else if !kind.is_dir() && names.len() < MOST {
            let name = path.strip_prefix(root).unwrap_or(&path);
            names.push(
                name.components()
                    .map(|part| part.as_os_str().to_string_lossy())
                    .collect::<Vec<_>>()
                    .join("/"),
            );
        }
    }
    Ok(())
}

impl Files for Confined {
    fn read(&self, path: &str) -> Result<String, ReadError> {
        let bytes = Effects::read(self, path)?;
        String::from_utf8(bytes).map_err(|_| ReadError::Other("it is not UTF-8".to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_below_the_root_travel() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("other.txt"), "other").unwrap();
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("in.txt"), "in").unwrap();
        fs::write(root.path().join("binary"), [0xff]).unwrap();
        let allowed = Allowed { read: vec![outside.path().to_owned()], ..Allowed::default() };
        let files = Confined::new(root.path(), root.path(), &allowed);
        let other = outside.path().join("other.txt").display().to_string();
        for path in ["in.txt", "binary", other.as_str()] {
            let bytes = Effects::read(&files, path).unwrap();
            let travels = files.travelling(path, &bytes).is_some();
            assert_eq!(travels, path == "in.txt", "{path}");
        }
        assert_eq!(files.travelling("nope", b""), None);
    }

    #[test]
    fn nothing_outside_the_root_is_read() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret"), "s").unwrap();
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("in.txt"), "in").unwrap();
        fs::create_dir(root.path().join("sub")).unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(outside.path().join("secret"), root.path().join("link"))
            .unwrap();
        let files = Confined::new(root.path(), &root.path().join("sub"), &Allowed::default());
        assert_eq!(Effects::read(&files, "../in.txt"), Ok(b"in".to_vec()));
        let secret = outside.path().join("secret").display().to_string();
        let up = format!("../../{}/secret", outside.path().file_name().unwrap().to_string_lossy());
        for path in ["../link", secret.as_str(), up.as_str()] {
            assert!(matches!(Effects::read(&files, path), Err(ReadError::Refused(_))), "{path}");
        }
        assert_eq!(Effects::read(&files, "nope"), Err(ReadError::NotFound));
        let allowed = Allowed { read: vec![outside.path().to_owned()], ..Allowed::default() };
        let wider = Confined::new(root.path(), root.path(), &allowed);
        assert!(Effects::read(&wider, &secret).is_ok());
    }
}
