//! `dryrun init` and `dryrun install`: dryrun in a book that is there, or in a new one; nothing is written over.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail};

use super::print;
use crate::Exit;
use crate::args::Common;
use crate::author::{InitArgs, InstallArgs};
use crate::write::replace;

const SECTION: &str = "[preprocessor.dryrun]\n# Before mdBook's own includes, so that a message names the line of the file.\nbefore = [\"links\"]\n# What a build does when a recorded result is no longer true: \"fail\" or \"warn\".\non-difference = \"fail\"\n";

const BOOK: &str = "[book]\ntitle = \"A tutorial that runs\"\nlanguage = \"en\"\n\n";

const SUMMARY: &str = "# Summary\n\n- [A first machine](first.md)\n";

const CHAPTER: &str = "# A first machine\n\n```json asl id=first\n{\n  \"StartAt\": \"Greet\",\n  \"States\": {\n    \"Greet\": {\n      \"Type\": \"Pass\",\n      \"Parameters\": { \"greeting.$\": \"States.Format('Hello, {}', $.name)\" },\n      \"End\": true\n    }\n  }\n}\n```\n\n```json input of=first\n{ \"name\": \"reader\" }\n```\n\n```json output of=first\n{\n  \"greeting\": \"Hello, reader\"\n}\n```\n";

const WORKFLOW: &str = "name: book\non: [push, pull_request]\n\njobs:\n  dryrun:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      # Runs every example; a difference is an annotation on its line.\n      - uses: dryrun-book/dryrun@main\n        with:\n          book: .\n";

const HOOKS: &str = "repos:\n  - repo: https://github.com/dryrun-book/dryrun\n    rev: main\n    hooks:\n      - id: dryrun-check\n      - id: dryrun-fmt\n";

const WORKFLOW_FILE: &str = ".github/workflows/dryrun.yml";
const HOOKS_FILE: &str = ".pre-commit-config.yaml";

/// What becomes of a file.
enum Step {
    Create(&'static str, String),
    Append(&'static str, String),
    /// It is there; what its author may want to add.
    Keep(&'static str, &'static str),
}

pub(super) fn run(common: &Common, args: &InitArgs) -> Result<Exit> {
    let mut steps = book(&args.folder)?;
    for (file, text, hint) in [
        (WORKFLOW_FILE, WORKFLOW, ""),
        (
            HOOKS_FILE,
            HOOKS,
            "add the hooks `dryrun-check` and `dryrun-fmt`, see \"Checks in CI\" in dryrun's book",
        ),
    ] {
        steps.push(match fs::read_to_string(args.folder.join(file)) {
            Ok(old) if old.contains("dryrun") => Step::Keep(file, ""),
            Ok(_) => Step::Keep(file, hint),
            Err(_) => Step::Create(file, text.to_owned()),
        });
    }
    perform(&args.folder, &steps, args.dry_run)?;
    tell(common, &steps);
    Ok(Exit::Right)
}

pub(super) fn install(common: &Common, args: &InstallArgs) -> Result<Exit> {
    let steps = book(&args.folder)?;
    if let Some(Step::Create(..)) = steps.first() {
        bail!("{}: there is no book.toml; `dryrun init` makes a book", args.folder.display());
    }
    perform(&args.folder, &steps, false)?;
    tell(common, &steps);
    Ok(Exit::Right)
}

/// `book.toml` with our section; a whole small book where there is none.
fn book(folder: &Path) -> Result<Vec<Step>> {
    const FILE: &str = "book.toml";
    let file = folder.join(FILE);
    if !file.exists() {
        let mut steps = vec![Step::Create(FILE, format!("{BOOK}{SECTION}"))];
        if !folder.join("src/SUMMARY.md").exists() {
            steps.push(Step::Create("src/SUMMARY.md", SUMMARY.to_owned()));
            if !folder.join("src/first.md").exists() {
                steps.push(Step::Create("src/first.md", CHAPTER.to_owned()));
            }
        }
        return Ok(steps);
    }
    let text =
        fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let table: toml::Table =
        text.parse().map_err(|error| anyhow!("{}: {error}", file.display()))?;
    let ours = table.get("preprocessor").and_then(|all| all.get("dryrun"));
    Ok(vec![match ours {
        Some(_) => Step::Keep(FILE, ""),
        None => {
            let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
            let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
            Step::Append(FILE, format!("{gap}\n{SECTION}").replace('\n', newline))
        }
    }])
}

fn perform(folder: &Path, steps: &[Step], dry: bool) -> Result<()> {
    if dry {
        return Ok(());
    }
    for step in steps {
        match step {
            Step::Create(file, text) => {
                let file = folder.join(file);
                if let Some(parent) = file.parent() {
                    fs::create_dir_all(parent)
                        .with_context(|| format!("cannot make {}", parent.display()))?;
                }
                fs::write(&file, text)
                    .with_context(|| format!("cannot write {}", file.display()))?;
            }
            Step::Append(file, text) => {
                let file = folder.join(file);
                let old = fs::read_to_string(&file)
                    .with_context(|| format!("cannot read {}", file.display()))?;
                replace(&file, &(old + text))?;
            }
            Step::Keep(..) => {}
        }
    }
    Ok(())
}

fn tell(common: &Common, steps: &[Step]) {
    if common.quiet {
        return;
    }
    for step in steps {
        print(&match step {
            Step::Create(file, _) => format!("created {file}\n"),
            Step::Append(file, _) => format!("added [preprocessor.dryrun] to {file}\n"),
            Step::Keep(file, "") => format!("kept {file}\n"),
            Step::Keep(file, hint) => format!("kept {file}; {hint}\n"),
        });
    }
}
