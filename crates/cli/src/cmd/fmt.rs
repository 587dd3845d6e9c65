//! `dryrun fmt`.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::print;
use crate::Exit;
use crate::args::FmtArgs;
use crate::project::read_text;

pub(super) fn run(args: &FmtArgs) -> Result<Exit> {
    if args.files == ["-"] {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text)?;
        print(&formatted("standard input", &text)?);
        return Ok(Exit::Right);
    }
    let mut changed = 0;
    for file in files(&args.files)? {
        let text = read_text(&file)?;
        let new = formatted(&file.display().to_string(), &text)?;
        if new == text {
            continue;
        }
        changed += 1;
        print(&format!("{}\n", file.display()));
        if !args.check {
            fs::write(&file, new).with_context(|| format!("cannot write {}", file.display()))?;
        }
    }
    Ok(Exit::when(!args.check || changed == 0))
}

fn formatted(name: &str, text: &str) -> Result<String> {
    dryrun_hcl::format(text)
        .with_context(|| format!("{name} does not parse; `dryrun validate` says why"))
}

/// The files named, and the Terraform files of the folders named (not of folders below, as `terraform fmt`).
fn files(names: &[String]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for name in names {
        let path = Path::new(name);
        if path.is_dir() {
            let entries = fs::read_dir(path)?.filter_map(|entry| Some(entry.ok()?.path()));
            found.extend(entries.filter(|path| {
                path.extension().is_some_and(|extension| extension == "tf" || extension == "tfvars")
            }));
        } else if path.is_file() {
            found.push(path.to_owned());
        } else {
            bail!("there is no file or folder `{name}`");
        }
    }
    found.sort();
    Ok(found)
}
