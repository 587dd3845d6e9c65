//! What was found to be as recorded before, so that a second `dryrun check` of a large book runs only what changed.
//!
//! Only good news is kept: groups of chapters about which there was nothing to tell. A group is known again only if this
//! very program finds the same texts, settings and parts in it, and the same answers to all that its examples asked for.
//! Everything else is run. The cache is one file a book in the user's cache folder; nothing is lost with it.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use dryrun_engine::{Effects, ReadError};
use dryrun_weave::Book;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::files::Allowed;
use crate::project::Project;
use crate::watch::Seen;
use crate::write::replace;

/// Books whose caches are kept.
const BOOKS: usize = 64;

/// What is known of one book.
#[derive(Debug, Default)]
pub struct Cache {
    file: Option<PathBuf>,
    world: String,
    known: BTreeMap<String, Good>,
}

/// A group of chapters about which there was nothing to tell.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Good {
    /// Number of results that were compared.
    pub compared: usize,
    /// Ids of the examples that were verified.
    pub verified: Vec<String>,
    asked: BTreeSet<Asked>,
}

/// A question to the world, and a digest of its answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Asked {
    Read(String, String),
    List(String, String),
    Example(String, String),
}

impl Asked {
    fn holds(&self, effects: &dyn Effects) -> bool {
        match self {
            Self::Read(path, answer) => contents(&effects.read(path)) == *answer,
            Self::List(path, answer) => digest(&effects.list(path)) == *answer,
            Self::Example(id, answer) => digest(&effects.example(id)) == *answer,
        }
    }
}

impl Good {
    /// A group that may be known again; `None` where an answer was fleeting.
    #[must_use]
    pub fn new(compared: usize, verified: Vec<String>, seen: &[&Seen]) -> Option<Self> {
        let asked = seen.iter().map(|seen| match seen {
            Seen::Read(path, answer) => Some(Asked::Read(path.clone(), contents(answer))),
            Seen::List(path, answer) => Some(Asked::List(path.clone(), digest(answer))),
            Seen::Example(id, answer) => {
                Some(Asked::Example(id.clone(), digest(&answer.as_deref())))
            }
            Seen::Fleeting => None,
        });
        Some(Self { compared, verified, asked: asked.collect::<Option<_>>()? })
    }
}

impl Cache {
    /// The cache of a book. Where there is no folder for it, it is empty and stays so.
    #[must_use]
    pub fn open(project: &Project, allowed: &Allowed) -> Self {
        let root = fs::canonicalize(&project.root).unwrap_or_else(|_| project.root.clone());
        let file = folder().map(|folder| folder.join(format!("{}.json", digest(&root))));
        let text = file.as_ref().and_then(|file| fs::read_to_string(file).ok());
        let known = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        let world = format!("{}\n{root:?}\n{:?}\n{allowed:?}", program(), project.settings);
        Self { file, world, known }
    }

    /// The key of a group of chapters: everything that decides what is found in it, but what its examples ask for.
    #[must_use]
    pub fn key(&self, book: &Book, group: &[usize]) -> String {
        let mut hash = Sha256::new();
        let mut add = |text: &str| {
            hash.update(text.len().to_le_bytes());
            hash.update(text);
        };
        add(&self.world);
        for chapter in group {
            add(book.chapter_path(*chapter));
            add(book.chapter_text(*chapter));
        }
        for doc in book.examples.iter().filter(|doc| group.contains(&doc.chapter)) {
            for part in &doc.example.parts {
                add(&part.name);
                add(&part.text);
            }
        }
        hex(&hash.finalize())
    }

    /// What is known of a group, if all its answers still hold.
    #[must_use]
    pub fn find(&self, key: &str, effects: &dyn Effects) -> Option<&Good> {
        self.known.get(key).filter(|good| good.asked.iter().all(|asked| asked.holds(effects)))
    }

    /// Keeps what holds now, and only that. A cache that cannot be written is no trouble: the next run takes longer.
    pub fn keep(&self, good: &BTreeMap<String, Good>) {
        let Some(file) = self.file.as_ref().filter(|_| *good != self.known) else { return };
        let Ok(text) = serde_json::to_string(good) else { return };
        let folder = file.parent().unwrap_or(file);
        let _ = fs::create_dir_all(folder);
        let _ = replace(file, &text);
        thin(folder);
    }
}

/// Removes the oldest caches.
fn thin(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<(SystemTime, PathBuf)> = entries
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
        .collect();
    files.sort();
    for (_, file) in files.iter().take(files.len().saturating_sub(BOOKS)) {
        let _ = fs::remove_file(file);
    }
}

/// The folder of caches: below that which the system has for such things.
fn folder() -> Option<PathBuf> {
    let named = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = || named("HOME");
    let base = if cfg!(windows) {
        named("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Caches"))
    } else {
        named("XDG_CACHE_HOME")
            .filter(|path| path.is_absolute())
            .or_else(|| home().map(|home| home.join(".cache")))
    };
    base.map(|base| base.join("dryrun"))
}

/// What tells this program from any other build of it.
fn program() -> String {
    let found = env::current_exe().and_then(|exe| Ok((fs::metadata(&exe)?, exe)));
    let built = found.map(|(data, exe)| {
        format!("{exe:?} {} {:?} {}", data.len(), data.modified().ok(), written(&data))
    });
    format!("{} {}", env!("CARGO_PKG_VERSION"), built.unwrap_or_default())
}

/// When a file was written or put in its place: nobody can set this time, unlike that of its contents.
#[cfg(unix)]
fn written(data: &fs::Metadata) -> String {
    use std::os::unix::fs::MetadataExt as _;
    format!("{} {} {}", data.ino(), data.ctime(), data.ctime_nsec())
}

/// When a file was written or put in its place, as far as the system tells.
#[cfg(not(unix))]
fn written(data: &fs::Metadata) -> String {
    format!("{:?}", data.created().ok())
}

/// Digest of a file's contents, or why there are none.
fn contents(answer: &Result<Vec<u8>, ReadError>) -> String {
    answer.as_ref().map_or_else(digest, |bytes| hex(&Sha256::digest(bytes)))
}

fn digest(value: &impl std::fmt::Debug) -> String {
    hex(&Sha256::digest(format!("{value:?}")))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().take(16).fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
