//! What a command is about: an example of the book, a file, or a folder.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use dryrun_engine::{Example, Part};

use super::check::find;
use crate::args::Common;
use crate::check::{callable, check};
use crate::files::Confined;
pub(super) use crate::folder::machine;
use crate::folder::{DEFINITIONS, beside};
use crate::project::{Project, read_text};

/// What NAME stands for.
pub(super) enum Target {
    /// An example of the book, as it runs: overlays applied, prior state filled in.
    Example {
        /// The example.
        example: Box<Example>,
        /// Its engine.
        engine: &'static str,
        /// What it may read.
        files: Confined,
    },
    /// A file.
    File(PathBuf),
    /// A folder.
    Folder(PathBuf),
}

/// Finds what NAME stands for. A name that looks like a path is one; others are looked up in the book first.
pub(super) fn resolve(common: &Common, name: &str) -> Result<Target> {
    if let Some((from, address)) = name.split_once('#') {
        return planned(common, name, from, address);
    }
    let path = Path::new(name);
    let looks_like_path = name.contains(['/', '\\', '.']);
    if looks_like_path || common.project().is_err() {
        return existing(path).with_context(|| format!("there is no file or folder `{name}`"));
    }
    match example(common, name) {
        Ok(target) => Ok(target),
        Err(error) => existing(path).or(Err(error)),
    }
}

/// What a configuration plans at an address, as an example of its own: `EXAMPLE#ADDRESS` or `FOLDER#ADDRESS`.
///
/// Where chapters give it an input or mocks, it is an example of the book already; beside a folder's files stand its own.
fn planned(common: &Common, name: &str, from: &str, address: &str) -> Result<Target> {
    let in_book = common.project().is_ok() && !from.contains(['/', '\\', '.']);
    if in_book && let Ok(target) = example(common, name) {
        return Ok(target);
    }
    let registry = dryrun_bundle::registry();
    let (origin, files, folder) = match resolve(common, from)? {
        Target::Example { example, files, .. } => (*example, files, None),
        Target::File(path) => {
            bail!("`{}` is a file; name the folder of a configuration", path.display())
        }
        Target::Folder(path) => {
            let files = Confined::around(&path, &common.allowed());
            (configuration(&path)?, files, Some(path))
        }
    };
    let engine = registry.find("tf").context("the planner is not registered")?;
    let Some(other) = engine.defines(address) else {
        bail!("`{address}` is no state machine; name an aws_sfn_state_machine of the plan");
    };
    let outcome = engine.run(&origin, &files);
    let part = engine.definition(&outcome, address).map_err(|diagnostic| {
        let first = outcome.cases.first().map(|case| case.summary.clone()).unwrap_or_default();
        anyhow::anyhow!("{}: {} ({first})", diagnostic.summary, diagnostic.detail)
    })?;
    let mut example = Example { id: name.to_owned(), parts: vec![part], ..Example::default() };
    if let Some(folder) = folder {
        beside(&folder, &mut example)?;
    }
    if example.cases.is_empty() {
        example.cases.push("default".to_owned());
    }
    Ok(Target::Example { example: Box::new(example), engine: other, files })
}

/// A folder's configuration as an example.
fn configuration(folder: &Path) -> Result<Example> {
    let state = folder.join("terraform.tfstate");
    let prior = if state.is_file() { Some(read_text(&state)?) } else { None };
    let mut example = Example { cases: vec!["default".to_owned()], prior, ..Example::default() };
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .filter(|name| [".tf", ".tf.json", ".tfvars"].iter().any(|suffix| name.ends_with(suffix)))
        .collect();
    names.sort();
    for name in names {
        let text = read_text(&folder.join(&name))?;
        let language = if name.ends_with(".json") { "json" } else { "hcl" };
        let role = if name.ends_with(".tfvars") { "tfvars" } else { "tf" };
        example.parts.push(Part {
            role: role.to_owned(),
            language: language.to_owned(),
            name,
            case: None,
            text,
        });
    }
    Ok(example)
}

fn existing(path: &Path) -> Result<Target> {
    let kind = fs::metadata(path)?;
    Ok(if kind.is_dir() { Target::Folder(path.to_owned()) } else { Target::File(path.to_owned()) })
}

fn example(common: &Common, name: &str) -> Result<Target> {
    let project: Project = common.project()?;
    let checked = check(&project, &dryrun_bundle::registry(), &common.allowed())?;
    let at = find(&checked.book, name)?;
    let Some(doc) = checked.book.examples.get(at) else { bail!("there is no example `{name}`") };
    let run = checked.runs.get(&at);
    let example = run.map_or_else(|| doc.example.clone(), |run| run.example.clone());
    let allowed = project.settings.allowed.or(&common.allowed());
    let files = Confined::new(&project.root, &project.root, &allowed)
        .with_examples(callable(&checked.book));
    Ok(Target::Example { example: Box::new(example), engine: doc.engine, files })
}

/// Whether a folder is for the planner; one without any known file is too, as it is for Terraform.
pub(super) fn holds_configuration(folder: &Path) -> bool {
    let names: Vec<String> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    let ends = |suffixes: &[&str]| {
        names.iter().any(|name| suffixes.iter().any(|suffix| name.ends_with(suffix)))
    };
    ends(&[".tf", ".tf.json"]) || !ends(&DEFINITIONS)
}
