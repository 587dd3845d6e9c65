//! `dryrun completions` and `dryrun man`.

use std::fs;

use anyhow::{Context as _, Result};

use super::print;
use crate::Exit;
use crate::args::{CompletionsArgs, ManArgs};
use crate::usage::command;

/// The completion script of a shell.
pub(super) fn completions(args: &CompletionsArgs) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command(), "dryrun", &mut script);
    print(&String::from_utf8(script)?);
    Ok(Exit::Right)
}

/// The manual page in roff, or files with those of all commands: `dryrun.1`, `dryrun-check.1` …
pub(super) fn man(args: &ManArgs) -> Result<Exit> {
    let Some(folder) = &args.out else {
        let mut page = Vec::new();
        clap_mangen::Man::new(command()).render(&mut page)?;
        print(&String::from_utf8(page)?);
        return Ok(Exit::Right);
    };
    let shown = || folder.display().to_string();
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", shown()))?;
    clap_mangen::generate_to(command(), folder)
        .with_context(|| format!("cannot write to {}", shown()))?;
    Ok(Exit::Right)
}
