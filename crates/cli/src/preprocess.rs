//! The mdBook preprocessor: the same checks as `dryrun check`, then pages with frames.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::bail;
use dryrun_engine::Registry;
use dryrun_weave::Chapter as Source;
use mdbook_preprocessor::book::{Book, BookItem};
use mdbook_preprocessor::errors::Result;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};

use crate::check::{CheckedBook, check_again};
use crate::files::{Allowed, Confined};
use crate::memo::Memo;
use crate::page::{Target, render};
use crate::project::{OnDifference, Project, read_text};
use crate::show::{self, Colour};

/// dryrun as a preprocessor.
pub struct Dryrun {
    registry: Registry,
    /// What a build does with differences, over the setting in `book.toml`.
    pub on_difference: Option<OnDifference>,
    /// What examples are allowed, beside what `book.toml` allows.
    pub allowed: Allowed,
    /// What is known from earlier builds of the same process.
    pub memo: Option<Arc<Memo>>,
}

impl Dryrun {
    /// With all engines.
    #[must_use]
    pub fn new() -> Self {
        Self {
            registry: dryrun_bundle::registry(),
            on_difference: None,
            allowed: Allowed::default(),
            memo: None,
        }
    }
}

impl Default for Dryrun {
    fn default() -> Self {
        Self::new()
    }
}

/// The oldest mdBook whose interface is ours.
const OLDEST: (u64, u64) = (0, 5);

/// Refuses an mdBook whose interface is another.
///
/// # Errors
/// When the version is older than 0.5, or is none.
pub fn check_version(version: &str) -> anyhow::Result<()> {
    let mut numbers = version.split('.').map(|part| part.parse::<u64>().ok());
    match (numbers.next().flatten(), numbers.next().flatten()) {
        (Some(major), Some(minor)) if (major, minor) >= OLDEST => Ok(()),
        _ => bail!(
            "this is mdBook {version}, but mdbook-dryrun needs mdBook 0.5 or newer; `dryrun build` needs no mdBook at all"
        ),
    }
}

impl Preprocessor for Dryrun {
    fn name(&self) -> &str {
        "dryrun"
    }

    fn supports_renderer(&self, renderer: &str) -> Result<bool> {
        Ok(renderer != "not-supported")
    }

    fn run(&self, context: &PreprocessorContext, mut book: Book) -> Result<Book> {
        check_version(&context.mdbook_version)?;
        let project = Project::new(context.root.clone(), context.config.clone())?;
        let mut sources = Vec::new();
        collect(&project, &mut book.items, &mut |source, _| {
            sources.push(source);
            Ok(())
        })?;
        let files = Confined::of(&project, &self.allowed);
        let checked = check_again(&project, &sources, &self.registry, files, self.memo.as_deref());
        self.judge(&project, &checked)?;
        let target = if context.renderer == "html" { Target::Html } else { Target::Markdown };
        let mut index = 0;
        collect(&project, &mut book.items, &mut |_, content| {
            *content = render(&checked, index, target);
            index += 1;
            Ok(())
        })?;
        Ok(book)
    }
}

impl Dryrun {
    /// Tells all diagnostics; fails where the setting says so.
    fn judge(&self, project: &Project, checked: &CheckedBook) -> Result<()> {
        for diagnostic in &checked.checked.diagnostics {
            eprintln!("{}\n", show::diagnostic(diagnostic, &checked.book.sources, Colour::No));
        }
        let errors = checked.errors();
        if errors > 0
            && self.on_difference.unwrap_or(project.settings.on_difference) == OnDifference::Fail
        {
            bail!(
                "{errors} of the book's examples, results and values differ (see above); `dryrun accept` records new results, `on-difference = \"warn\"` builds all the same"
            );
        }
        Ok(())
    }
}

/// Visits all chapters with a file, parents before children, with the file's own text.
fn collect(
    project: &Project,
    items: &mut [BookItem],
    visit: &mut dyn FnMut(Source, &mut String) -> Result<()>,
) -> Result<()> {
    for item in items {
        let BookItem::Chapter(chapter) = item else { continue };
        if let Some(path) = chapter.source_path.clone() {
            let relative: PathBuf = project.config.book.src.join(&path);
            let name = relative
                .components()
                .map(|part| part.as_os_str().to_string_lossy())
                .filter(|part| part != ".")
                .collect::<Vec<_>>()
                .join("/");
            // mdBook strips a byte order mark; the file itself has the true positions. What a preprocessor before us
            // made of the chapter is worth more than those.
            let file = read_text(&project.source().join(&path))?;
            let untouched = file.trim_start_matches('\u{feff}') == chapter.content;
            let text = if untouched { file } else { chapter.content.clone() };
            visit(Source { path: name, text }, &mut chapter.content)?;
        }
        collect(project, &mut chapter.sub_items, visit)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_mdbook_is_named() {
        assert!(check_version("0.5.4").is_ok());
        assert!(check_version("1.0.0").is_ok());
        for old in ["0.4.52", "", "x"] {
            assert!(check_version(old).unwrap_err().to_string().contains("0.5 or newer"), "{old}");
        }
    }
}
