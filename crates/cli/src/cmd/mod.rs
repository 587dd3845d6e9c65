//! The commands, one module each.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::Exit;
use crate::args::{Args, Command, Common, When};
use crate::files::Allowed;
use crate::handlers::Programs;
use crate::project::{Project, read_text};
use crate::show::Colour;

mod accept;
mod adopt;
mod build;
mod case_server;
mod check;
mod console;
mod explain;
mod export;
mod fmt;
mod graph;
mod init;
mod jsonata;
mod lint;
mod list;
mod manual;
mod plan;
mod review;
mod run;
mod serve;
mod tangle;
mod target;
mod test;
mod test_state;
#[cfg(feature = "endpoint")]
mod there;
mod validate;

pub use tangle::files as tangled;

/// Runs a command.
///
/// # Errors
/// When it cannot be done: wrong usage or configuration.
pub fn run(args: &Args) -> Result<Exit> {
    let common = &args.common;
    match &args.command {
        Command::Check(args) => check::run(common, args),
        Command::Accept(args) => accept::run(common, args),
        Command::Review(args) => review::run(common, args),
        Command::List(args) => list::run(common, args),
        Command::Run(args) => run::run(common, args),
        Command::Plan(args) => plan::run(common, args),
        Command::Validate(args) => validate::run(common, args),
        Command::Console(args) => console::run(common, args),
        Command::Jsonata(args) => jsonata::run(common, args),
        Command::Test(args) => test::run(common, args),
        Command::TestState(args) => test_state::run(common, args),
        Command::Graph(args) => graph::run(common, args),
        Command::Fmt(args) => fmt::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Tangle(args) => tangle::run(common, args),
        Command::Build(args) => build::run(common, args),
        Command::Serve(args) => serve::run(common, args),
        Command::Adopt(args) => adopt::run(common, args),
        Command::Lint(args) => lint::run(common, args),
        Command::Init(args) => init::run(common, args),
        Command::Install(args) => init::install(common, args),
        Command::Export(args) => export::run(common, args),
        Command::Lsp(_) => crate::lsp::serve().map(|()| Exit::Right),
        Command::Completions(args) => manual::completions(args),
        Command::Man(args) => manual::man(args),
        Command::CaseServer { engine } => case_server::run(engine),
    }
}

impl Common {
    /// The book that a command is about.
    ///
    /// # Errors
    /// When there is none.
    pub fn project(&self) -> Result<Project> {
        match &self.root {
            Some(root) => Project::open(root),
            None => Project::find(Path::new(".")),
        }
    }

    /// What examples are allowed.
    #[must_use]
    pub fn allowed(&self) -> Allowed {
        let run = if self.allow_run { Programs::Allowed } else { Programs::Refused };
        Allowed { read: self.allow_read.clone(), run }
    }

    /// Whether to colour a stream.
    #[must_use]
    pub fn colour(&self, terminal: bool) -> Colour {
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        match self.color {
            _ if self.no_color => Colour::No,
            When::Always => Colour::Yes,
            When::Never => Colour::No,
            When::Auto if terminal && !no_color => Colour::Yes,
            When::Auto => Colour::No,
        }
    }

    /// Colour of standard error.
    #[must_use]
    pub fn stderr_colour(&self) -> Colour {
        self.colour(std::io::stderr().is_terminal())
    }

    /// Colour of standard output.
    #[must_use]
    pub fn stdout_colour(&self) -> Colour {
        self.colour(std::io::stdout().is_terminal())
    }
}

/// Prints to standard output; a reader that went away is no error.
pub(crate) fn print(text: &str) {
    use std::io::Write as _;
    if text.is_empty() {
        return;
    }
    let mut out = std::io::stdout().lock();
    let _ = out
        .write_all(text.as_bytes())
        .and_then(|()| if text.ends_with('\n') { Ok(()) } else { out.write_all(b"\n") });
}

/// JSON as it is printed.
pub(crate) fn pretty(value: &Value) -> String {
    dryrun_json::print::pretty(value)
}

/// Reads an option that is a file or JSON text: whatever begins like JSON is text.
pub(crate) fn json_option(option: &str, value: &str) -> Result<Value> {
    let inline = value.trim_start().starts_with(['{', '[', '"', '-'])
        || value.trim().parse::<f64>().is_ok()
        || matches!(value.trim(), "true" | "false" | "null");
    let is_file = PathBuf::from(value).is_file();
    let (name, text) = if inline && !is_file {
        (format!("--{option}"), value.to_owned())
    } else {
        (value.to_owned(), read_text(Path::new(value)).with_context(|| format!("--{option}"))?)
    };
    serde_json::from_str(&text).with_context(|| format!("{name} is no JSON"))
}
