//! `dryrun explain`: a resource type's arguments, and how faithfully it is planned.

use anyhow::{Result, bail};

use super::print;
use crate::Exit;
use crate::args::ExplainArgs;

pub(super) fn run(args: &ExplainArgs) -> Result<Exit> {
    match dryrun_providers::explain(&args.name) {
        Ok(text) => {
            print(&text);
            Ok(Exit::Right)
        }
        Err(message) => bail!(message),
    }
}
