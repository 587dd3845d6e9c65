//! A book on disk: its root, its settings, its chapters.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};
use dryrun_diag::nearest;
use dryrun_weave::Chapter;
use mdbook_preprocessor::config::Config;
use mdbook_summary::{Summary, SummaryItem, parse_summary};

use crate::files::Allowed;
use crate::handlers::Programs;
use crate::page::Protection;

/// What a build does when a recorded result differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnDifference {
    /// It fails.
    #[default]
    Fail,
    /// It says so and shows the new result.
    Warn,
}

/// `[preprocessor.dryrun]` of `book.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// `on-difference`.
    pub on_difference: OnDifference,
    /// `snapshots`: folder of pinned results, relative to the root.
    pub snapshots: Option<PathBuf>,
    /// `allow-read`: further folders that examples may read; `allow-run`: whether their code may run.
    pub allowed: Allowed,
    /// `content-security-policy`: what pages may load and run.
    pub protection: Protection,
}

/// A book on disk.
#[derive(Debug, Clone)]
pub struct Project {
    /// The folder with `book.toml`.
    pub root: PathBuf,
    /// `book.toml`.
    pub config: Config,
    /// Our part of it.
    pub settings: Settings,
}

/// Keys of `[preprocessor.dryrun]`: ours, then those that mdBook reads.
const KEYS: &[&str] = &[
    "on-difference",
    "snapshots",
    "allow-read",
    "allow-run",
    "content-security-policy",
    "command",
    "before",
    "after",
    "renderers",
    "optional",
];

/// Name of the folder of pinned results.
const SNAPSHOTS: &str = "snapshots";

impl Project {
    /// The project around a folder: the nearest `book.toml` in it or above.
    ///
    /// # Errors
    /// When there is none, or it is not usable.
    pub fn find(from: &Path) -> Result<Self> {
        let from = fs::canonicalize(from)
            .with_context(|| format!("there is no folder {}", from.display()))?;
        let root = from.ancestors().find(|folder| folder.join("book.toml").is_file());
        let root = root.ok_or_else(|| {
            anyhow!(
                "there is no book.toml here or in a folder above; `--root FOLDER` names the book"
            )
        })?;
        Self::open(root)
    }

    /// The project of a folder.
    ///
    /// # Errors
    /// When its `book.toml` is missing or not usable.
    pub fn open(root: &Path) -> Result<Self> {
        let file = root.join("book.toml");
        let config =
            Config::from_disk(&file).map_err(|error| anyhow!("{}: {error:#}", file.display()))?;
        Self::new(root.to_owned(), config)
    }

    /// A project with a configuration that is read already.
    ///
    /// # Errors
    /// When a setting is unknown, wrong, or dangerous.
    pub fn new(root: PathBuf, config: Config) -> Result<Self> {
        let settings = settings(&config)?;
        let project = Self { root, config, settings };
        project.refuse_wiping()?;
        Ok(project)
    }

    /// The folder of the chapters.
    #[must_use]
    pub fn source(&self) -> PathBuf {
        self.root.join(&self.config.book.src)
    }

    /// The folder that mdBook builds into.
    #[must_use]
    pub fn build_dir(&self) -> PathBuf {
        self.root.join(&self.config.build.build_dir)
    }

    /// The folder of pinned results: beside the sources, unless `snapshots` says otherwise.
    #[must_use]
    pub fn snapshots(&self) -> PathBuf {
        match &self.settings.snapshots {
            Some(folder) => self.root.join(folder),
            None => normal(&self.source()).with_file_name(SNAPSHOTS),
        }
    }

    /// mdBook empties its build folder: it must not hold, or lie in, the sources.
    fn refuse_wiping(&self) -> Result<()> {
        let (build, source) = (normal(&self.build_dir()), normal(&self.source()));
        if source.starts_with(&build)
            || build.starts_with(&source)
            || normal(&self.snapshots()).starts_with(&build)
        {
            let shown = self.config.build.build_dir.display();
            bail!(
                "book.toml: the build folder `{shown}` holds or lies in the sources `{}`, so that a build would wipe them; \
                 write `[build]` `build-dir = \"target/book\"`",
                self.config.book.src.display()
            );
        }
        Ok(())
    }

    /// All chapters in reading order.
    ///
    /// # Errors
    /// When `SUMMARY.md` or a chapter is missing or not UTF-8.
    pub fn chapters(&self) -> Result<Vec<Chapter>> {
        let file = self.source().join("SUMMARY.md");
        let text = read_text(&file)?;
        let summary = parse_summary(text.trim_start_matches('\u{feff}'))
            .map_err(|error| anyhow!("{}: {error:#}", file.display()))?;
        let mut paths = Vec::new();
        collect(&summary, &mut paths);
        paths.iter().map(|path| self.chapter(path)).collect()
    }

    fn chapter(&self, path: &Path) -> Result<Chapter> {
        let file = self.source().join(path);
        let text = read_text(&file)
            .with_context(|| format!("SUMMARY.md names the chapter {}", path.display()))?;
        Ok(Chapter { path: self.shown(&self.config.book.src.join(path)), text })
    }

    /// A path as diagnostics show it: relative to the root, with forward slashes.
    #[must_use]
    pub fn shown(&self, path: &Path) -> String {
        let parts: Vec<_> = path
            .components()
            .map(|part| part.as_os_str().to_string_lossy().into_owned())
            .filter(|part| part != ".")
            .collect();
        parts.join("/")
    }
}

/// Reads a file that must be UTF-8.
///
/// # Errors
/// With the file's name, and the line of the first byte that is not UTF-8.
pub fn read_text(file: &Path) -> Result<String> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let line = error.as_bytes().iter().take(good).filter(|byte| **byte == b'\n').count() + 1;
        anyhow!("{}:{line}: this line is not UTF-8; save the file as UTF-8", file.display())
    })
}

fn collect(summary: &Summary, paths: &mut Vec<PathBuf>) {
    fn items(items: &[SummaryItem], paths: &mut Vec<PathBuf>) {
        for item in items {
            if let SummaryItem::Link(link) = item {
                paths.extend(link.location.clone());
                items_of(&link.nested_items, paths);
            }
        }
    }
    fn items_of(nested: &[SummaryItem], paths: &mut Vec<PathBuf>) {
        items(nested, paths);
    }
    for part in [&summary.prefix_chapters, &summary.numbered_chapters, &summary.suffix_chapters] {
        items(part, paths);
    }
}

/// `.` and `..` resolved by name.
fn normal(path: &Path) -> PathBuf {
    use std::path::Component;
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            Component::Normal(_) | Component::RootDir | Component::Prefix(_) => out.push(part),
        }
    }
    out
}

fn settings(config: &Config) -> Result<Settings> {
    let table: Option<toml::Table> = config
        .get("preprocessor.dryrun")
        .map_err(|error| anyhow!("book.toml: [preprocessor.dryrun]: {error:#}"))?;
    let mut settings = Settings::default();
    for (key, value) in table.iter().flatten() {
        match key.as_str() {
            "on-difference" => settings.on_difference = on_difference(value)?,
            "snapshots" => settings.snapshots = Some(text(key, value)?.into()),
            "allow-read" => settings.allowed.read = list(key, value)?,
            "allow-run" => settings.allowed.run = programs(value)?,
            "content-security-policy" => settings.protection = protection(value)?,
            known if KEYS.contains(&known) => {}
            unknown => {
                let help = nearest(unknown, KEYS.iter().copied()).map_or_else(
                    || format!("known are {}", KEYS.join(", ")),
                    |near| format!("did you mean `{near}`?"),
                );
                bail!("book.toml: [preprocessor.dryrun] has no key `{unknown}`; {help}");
            }
        }
    }
    Ok(settings)
}

fn on_difference(value: &toml::Value) -> Result<OnDifference> {
    match value.as_str() {
        Some("fail") => Ok(OnDifference::Fail),
        Some("warn") => Ok(OnDifference::Warn),
        _ => bail!(
            "book.toml: [preprocessor.dryrun] on-difference is \"fail\" or \"warn\", not {value}"
        ),
    }
}

fn programs(value: &toml::Value) -> Result<Programs> {
    match value.as_bool() {
        Some(true) => Ok(Programs::Allowed),
        Some(false) => Ok(Programs::Refused),
        None => bail!("book.toml: [preprocessor.dryrun] allow-run is true or false, not {value}"),
    }
}

fn protection(value: &toml::Value) -> Result<Protection> {
    match value.as_str() {
        Some("strict") => Ok(Protection::Strict),
        Some("none") => Ok(Protection::None),
        _ => bail!(
            "book.toml: [preprocessor.dryrun] content-security-policy is \"strict\" or \"none\", not {value}"
        ),
    }
}

fn text<'v>(key: &str, value: &'v toml::Value) -> Result<&'v str> {
    value
        .as_str()
        .ok_or_else(|| anyhow!("book.toml: [preprocessor.dryrun] {key} is a string, not {value}"))
}

fn list(key: &str, value: &toml::Value) -> Result<Vec<PathBuf>> {
    let items = value.as_array().ok_or_else(|| {
        anyhow!("book.toml: [preprocessor.dryrun] {key} is a list of folders, not {value}")
    })?;
    items.iter().map(|item| Ok(text(key, item)?.into())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project(toml: &str) -> Result<Project> {
        Project::new("/book".into(), toml.parse().unwrap())
    }

    #[test]
    fn a_build_folder_that_would_wipe_the_sources_is_refused() {
        for (toml, fine) in [
            ("[book]\nsrc = \"book/src\"\n[build]\nbuild-dir = \"target/book\"", true),
            ("[book]\nsrc = \"book/src\"", false),
            ("[book]\nsrc = \"book/src\"\n[build]\nbuild-dir = \"book/src/out\"", false),
            ("[book]\nsrc = \"src\"", true),
            ("[book]\nsrc = \"x/../book/src\"\n[build]\nbuild-dir = \"./book\"", false),
        ] {
            assert_eq!(project(toml).is_ok(), fine, "{toml}");
        }
    }

    #[test]
    fn unknown_settings_get_a_suggestion() {
        let error =
            project("[build]\nbuild-dir=\"out\"\n[preprocessor.dryrun]\non-diference = \"warn\"")
                .unwrap_err();
        assert!(error.to_string().contains("did you mean `on-difference`?"), "{error}");
    }
}
