//! State machines in files and folders, as examples.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use dryrun_engine::{Example, Part};

use crate::project::read_text;

/// The suffixes of definition files.
pub(crate) const DEFINITIONS: [&str; 4] = [".asl.json", ".asl", ".asl.yaml", ".asl.yml"];

/// A machine in a file or folder as an example: its inputs and mocks beside it, as `dryrun tangle` writes them.
///
/// `input.json` and `mocks.json` hold for all cases, `CASE.input.json` and `CASE.mocks.json` for one; `NAME.py` and `NAME.js`
/// are the code of the Lambda function NAME.
///
/// # Errors
/// When there is no definition, or a file cannot be read.
pub(crate) fn machine(path: &Path) -> Result<Example> {
    let file = if path.is_dir() { only_definition(path)? } else { path.to_owned() };
    let text = read_text(&file)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let yaml = name.ends_with(".yaml") || name.ends_with(".yml");
    let language = if yaml { "yaml" } else { "json" };
    let definition = Part {
        role: "asl".to_owned(),
        language: language.to_owned(),
        name: name.clone(),
        case: None,
        text,
    };
    let id =
        DEFINITIONS.iter().find_map(|suffix| name.strip_suffix(suffix)).unwrap_or(&name).to_owned();
    let mut example = Example { id, parts: vec![definition], ..Example::default() };
    if path.is_dir() {
        beside(path, &mut example)?;
    }
    if example.cases.is_empty() {
        example.cases.push("default".to_owned());
    }
    Ok(example)
}

fn only_definition(folder: &Path) -> Result<PathBuf> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let is_definition =
        |path: &PathBuf| DEFINITIONS.iter().any(|suffix| path.to_string_lossy().ends_with(suffix));
    let mut found: Vec<PathBuf> =
        entries.filter_map(|entry| Some(entry.ok()?.path())).filter(is_definition).collect();
    found.sort();
    match found.as_slice() {
        [one] => Ok(one.clone()),
        [] => bail!(
            "{} holds no definition (a file NAME.asl.json); `dryrun plan` is for Terraform",
            folder.display()
        ),
        several => {
            bail!("{} holds {} definitions; name one of them", folder.display(), several.len())
        }
    }
}

/// Adds the inputs, mocks and code beside a definition.
///
/// # Errors
/// When a file cannot be read.
pub(crate) fn beside(folder: &Path, example: &mut Example) -> Result<()> {
    let mut names: Vec<String> = fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .collect();
    names.sort();
    for name in names {
        if let Some(language) = code_language(&name) {
            let text = read_text(&folder.join(&name))?;
            example.parts.push(handler(language, name.clone(), text));
        }
        for role in ["input", "mocks"] {
            let Some(stem) = name.strip_suffix(&format!("{role}.json")) else { continue };
            let case = stem.strip_suffix('.').map(str::to_owned);
            if case.is_none() && !stem.is_empty() {
                continue;
            }
            if let Some(case) = case.as_ref().filter(|case| !example.cases.contains(case)) {
                example.cases.push(case.clone());
            }
            let text = read_text(&folder.join(&name))?;
            example.parts.push(Part {
                role: role.to_owned(),
                language: "json".to_owned(),
                name: name.clone(),
                case,
                text,
            });
        }
    }
    Ok(())
}

/// The language of a file with a Lambda function's code, by its suffix.
fn code_language(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.')?.1 {
        "py" => Some("python"),
        "js" | "mjs" | "cjs" => Some("js"),
        _ => None,
    }
}

fn handler(language: &str, name: String, text: String) -> Part {
    Part { role: "lambda".to_owned(), language: language.to_owned(), name, case: None, text }
}

/// The code of a Lambda function: `FUNCTION=FILE`.
///
/// # Errors
/// When it is not of that form, or there is no such file in a language that is run.
pub(crate) fn handler_option(option: &str) -> Result<Part> {
    let Some((function, file)) = option.split_once('=') else {
        bail!("--handler takes FUNCTION=FILE, such as charge=src/charge.py")
    };
    let Some(language) = code_language(file) else {
        bail!("--handler {option}: {file} is neither Python (.py) nor JavaScript (.js, .mjs, .cjs)")
    };
    let suffix = file.rsplit_once('.').map_or("", |(_, suffix)| suffix);
    let text = read_text(Path::new(file)).with_context(|| format!("--handler {option}"))?;
    Ok(handler(language, format!("{function}.{suffix}"), text))
}

/// The definition `ID.asl.json` in a folder, if there is one.
pub(crate) fn sibling(folder: &Path, id: &str) -> Option<Example> {
    if !id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')) {
        return None;
    }
    let path = |suffix: &&str| folder.join(format!("{id}{suffix}"));
    DEFINITIONS.iter().map(path).find(|path| path.is_file()).and_then(|path| machine(&path).ok())
}
