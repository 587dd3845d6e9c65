//! `dryrun`.

use std::process::ExitCode;

use dryrun::args::Args;
use dryrun::{Exit, cmd};

fn main() -> ExitCode {
    let args = Args::read(std::env::args_os());
    let exit = cmd::run(&args).unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        Exit::Usage
    });
    ExitCode::from(exit.code())
}
