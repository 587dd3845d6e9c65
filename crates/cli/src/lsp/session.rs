//! What the editor has open, and what the last check of its books said.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use dryrun_diag::{Diagnostic as Found, Severity, Sources};
use dryrun_engine::Registry;
use dryrun_weave::Chapter;
use lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DidChangeTextDocumentParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, Location, NumberOrString,
    PublishDiagnosticsParams, Uri,
};

use super::place;
use crate::check::{CheckedBook, check_again};
use crate::files::{Allowed, Confined};
use crate::memo::Memo;
use crate::project::{Project, read_text};

/// A book (or a page that belongs to none) as it was checked last.
pub(crate) struct Opened {
    /// Names in its diagnostics are relative to this folder.
    pub(crate) root: PathBuf,
    /// What came out.
    pub(crate) checked: CheckedBook,
    /// What its examples may read.
    pub(crate) files: Confined,
}

/// One editor's session.
pub(crate) struct Session {
    folder: Option<PathBuf>,
    registry: Registry,
    memo: Memo,
    /// Texts of open documents, by their real paths.
    texts: BTreeMap<PathBuf, String>,
    /// How the editor names them.
    uris: BTreeMap<PathBuf, Uri>,
    books: Vec<Opened>,
    /// What the editor was told, by file.
    told: BTreeMap<PathBuf, Vec<Diagnostic>>,
    /// What it must be told next.
    next: BTreeMap<PathBuf, Vec<Diagnostic>>,
    trouble: Vec<String>,
    troubled: BTreeSet<String>,
    dirty: bool,
}

/// Where a document belongs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Home {
    /// The book of a folder.
    Book(PathBuf),
    /// A page outside of any book.
    Page(PathBuf),
}

impl Session {
    pub(crate) fn new(folder: Option<PathBuf>) -> Self {
        let dirty = folder.as_ref().is_some_and(|folder| folder.join("book.toml").is_file());
        Self {
            folder,
            registry: dryrun_bundle::registry(),
            memo: Memo::default(),
            texts: BTreeMap::new(),
            uris: BTreeMap::new(),
            books: Vec::new(),
            told: BTreeMap::new(),
            next: BTreeMap::new(),
            trouble: Vec::new(),
            troubled: BTreeSet::new(),
            dirty,
        }
    }

    pub(crate) fn registry(&self) -> &Registry {
        &self.registry
    }

    pub(crate) fn is_dirty(&self) -> bool {
        self.dirty
    }

    /// A file changed on the disk.
    pub(crate) fn touch(&mut self) {
        self.dirty = true;
    }

    pub(crate) fn open(&mut self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        let Some(path) = real(&document.uri) else { return };
        self.uris.insert(path.clone(), document.uri);
        self.texts.insert(path, document.text);
        self.dirty = true;
    }

    pub(crate) fn change(&mut self, params: DidChangeTextDocumentParams) {
        let Some(text) = real(&params.text_document.uri).and_then(|path| self.texts.get_mut(&path))
        else {
            return;
        };
        for change in params.content_changes {
            match change.range {
                None => *text = change.text,
                Some(range) => {
                    let start = place::byte(text, range.start);
                    let end = place::byte(text, range.end).max(start);
                    text.replace_range(start..end, &change.text);
                }
            }
        }
        self.dirty = true;
    }

    pub(crate) fn close(&mut self, params: DidCloseTextDocumentParams) {
        if let Some(path) = real(&params.text_document.uri) {
            self.texts.remove(&path);
            self.dirty = true;
        }
    }

    /// Checks all books with an open document, and that of the editor's folder.
    pub(crate) fn refresh(&mut self) {
        self.dirty = false;
        self.books.clear();
        self.next.clear();
        for home in self.homes() {
            match self.checked(&home) {
                Ok(opened) => {
                    for (path, found) in diagnostics(&opened) {
                        self.next.entry(path).or_default().extend(found);
                    }
                    self.books.push(opened);
                }
                Err(error) => self.trouble.push(format!("{error:#}")),
            }
        }
    }

    fn homes(&self) -> BTreeSet<Home> {
        let here = self.folder.iter().filter(|folder| folder.join("book.toml").is_file());
        let here = here.map(|folder| {
            Home::Book(std::fs::canonicalize(folder).unwrap_or_else(|_| folder.clone()))
        });
        here.chain(self.texts.keys().map(|path| home(path))).filter(Home::is_shown).collect()
    }

    fn checked(&self, home: &Home) -> Result<Opened> {
        let (project, mut chapters) = match home {
            Home::Book(root) => {
                let project = Project::open(root)?;
                let chapters = project.chapters()?;
                (project, chapters)
            }
            Home::Page(path) => {
                let root = path.parent().unwrap_or(path).to_owned();
                let project = Project::new(root, mdbook_preprocessor::config::Config::default())?;
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let text = self.texts.get(path).cloned().map_or_else(|| read_text(path), Ok)?;
                (project, vec![Chapter { path: name, text }])
            }
        };
        for chapter in &mut chapters {
            if let Some(text) = self.texts.get(&project.root.join(&chapter.path)) {
                chapter.text.clone_from(text);
            }
        }
        if let Home::Book(root) = home {
            chapters.extend(self.drafts(root, &project, &chapters));
        }
        let files =
            Confined::of(&project, &Allowed::default()).with_texts(Arc::new(self.texts.clone()));
        let checked =
            check_again(&project, &chapters, &self.registry, files.clone(), Some(&self.memo));
        Ok(Opened { root: project.root, checked, files })
    }

    /// Open pages among the sources that `SUMMARY.md` does not name yet and no chapter includes.
    fn drafts(&self, root: &Path, project: &Project, chapters: &[Chapter]) -> Vec<Chapter> {
        let source = project.source();
        let named = |name: &str| {
            let file = name.rsplit('/').next().unwrap_or(name);
            chapters.iter().any(|chapter| chapter.path == name || chapter.text.contains(file))
        };
        let drafts = self.texts.iter().filter_map(|(path, text)| {
            let inside =
                path.starts_with(&source) && path.extension().is_some_and(|kind| kind == "md");
            let name = path
                .strip_prefix(root)
                .ok()
                .filter(|_| inside)?
                .to_string_lossy()
                .replace('\\', "/");
            let wanted = !named(&name) && !name.ends_with("SUMMARY.md");
            wanted.then(|| Chapter { path: name, text: text.clone() })
        });
        drafts.collect()
    }

    /// What the editor does not know yet.
    pub(crate) fn news(&mut self) -> Vec<PublishDiagnosticsParams> {
        let gone = self.told.keys().filter(|path| !self.next.contains_key(*path)).cloned();
        let gone: Vec<PathBuf> = gone.collect();
        for path in gone {
            self.next.insert(path, Vec::new());
        }
        let new = self.next.iter().filter(|(path, found)| self.told.get(*path) != Some(found));
        let news = new.filter_map(|(path, found)| {
            let uri = self.uri(path)?;
            Some(PublishDiagnosticsParams { uri, diagnostics: found.clone(), version: None })
        });
        let news = news.collect();
        self.told.clone_from(&self.next);
        self.told.retain(|_, found| !found.is_empty());
        news
    }

    /// A problem with a book as a whole that was not told before.
    pub(crate) fn trouble(&mut self) -> Option<String> {
        let new: Vec<String> =
            self.trouble.drain(..).filter(|text| !self.troubled.contains(text)).collect();
        self.troubled.extend(new.iter().cloned());
        (!new.is_empty()).then(|| new.join("\n"))
    }

    pub(crate) fn uri(&self, path: &Path) -> Option<Uri> {
        self.uris.get(path).cloned().or_else(|| place::uri(path))
    }

    /// The text of an open document.
    pub(crate) fn text(&self, uri: &Uri) -> Option<&str> {
        self.texts.get(&real(uri)?).map(String::as_str)
    }

    /// The book of a document as it is now, and the document's name in it.
    pub(crate) fn book(&mut self, uri: &Uri) -> Option<(&Opened, String)> {
        if self.dirty {
            self.refresh();
            // What was found is still to be told.
            self.dirty = true;
        }
        self.last_book(uri)
    }

    /// The book of a document as it was checked last, which may be a keystroke ago.
    pub(crate) fn last_book(&self, uri: &Uri) -> Option<(&Opened, String)> {
        let path = real(uri)?;
        self.books.iter().find_map(|opened| {
            let name = path.strip_prefix(&opened.root).ok()?.to_string_lossy().replace('\\', "/");
            let known = opened.checked.book.sources.iter().any(|(_, source)| source.name == name);
            known.then_some((opened, name))
        })
    }
}

impl Home {
    /// A page outside of any book is worth a check only if it is Markdown.
    fn is_shown(&self) -> bool {
        match self {
            Self::Book(_) => true,
            Self::Page(path) => {
                path.extension().is_some_and(|kind| kind == "md" || kind == "markdown")
            }
        }
    }
}

fn home(path: &Path) -> Home {
    let root = path.ancestors().skip(1).find(|folder| folder.join("book.toml").is_file());
    root.map_or_else(|| Home::Page(path.to_owned()), |root| Home::Book(root.to_owned()))
}

/// The real path of a document; a file that is not on the disk yet keeps its own.
fn real(uri: &Uri) -> Option<PathBuf> {
    let path = place::path(uri)?;
    Some(std::fs::canonicalize(&path).unwrap_or(path))
}

/// All diagnostics of a book by their files.
fn diagnostics(opened: &Opened) -> BTreeMap<PathBuf, Vec<Diagnostic>> {
    let sources = &opened.checked.book.sources;
    let mut all: BTreeMap<PathBuf, Vec<Diagnostic>> = BTreeMap::new();
    for found in &opened.checked.checked.diagnostics {
        let Some(source) = found.span.and_then(|span| sources.source(span.file)) else { continue };
        let path = opened.root.join(&source.name);
        all.entry(path).or_default().extend(diagnostic(found, sources, &opened.root));
    }
    all
}

fn diagnostic(found: &Found, sources: &Sources, root: &Path) -> Option<Diagnostic> {
    let span = found.span?;
    let source = sources.source(span.file)?;
    let related = found.labels.iter().filter_map(|label| {
        let source = sources.source(label.span.file)?;
        let location = Location {
            uri: place::uri(&root.join(&source.name))?,
            range: place::range(&source.text, label.span.range()),
        };
        Some(DiagnosticRelatedInformation { location, message: label.text.clone() })
    });
    let related: Vec<_> = related.collect();
    let severity = match found.severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Note => DiagnosticSeverity::INFORMATION,
    };
    let help = found.help.as_ref().map_or(String::new(), |help| format!("\n{help}"));
    Some(Diagnostic {
        range: place::range(&source.text, span.range()),
        severity: Some(severity),
        code: (!found.code.is_empty()).then(|| NumberOrString::String(found.code.to_string())),
        source: Some("dryrun".to_owned()),
        message: format!("{}: {}{help}", found.summary, found.detail),
        related_information: (!related.is_empty()).then_some(related),
        ..Diagnostic::default()
    })
}
