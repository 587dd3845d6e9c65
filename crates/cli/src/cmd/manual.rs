//! `dryrun completions` and `dryrun man`.

use anyhow::Result;
use clap::CommandFactory as _;

use super::print;
use crate::Exit;
use crate::args::{Args, CompletionsArgs};

/// The completion script of a shell.
pub(super) fn completions(args: &CompletionsArgs) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "dryrun", &mut script);
    print(&String::from_utf8(script)?);
    Ok(Exit::Right)
}

/// The manual page, in roff.
pub(super) fn man() -> Result<Exit> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Args::command()).render(&mut page)?;
    print(&String::from_utf8(page)?);
    Ok(Exit::Right)
}
