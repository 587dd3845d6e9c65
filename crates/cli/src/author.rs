//! Arguments of the commands for authors: adopting old posts, linting, setting up, exporting.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::args::Format;

/// `dryrun adopt`.
#[derive(Debug, Args)]
#[command(
    after_help = "The chapter holds the post's prose, its code as fences with ids, and the results of running them. What is \
broken, stale or made up is told by line. Exit code 0: the chapter is written.\n\n\
Examples:\n  dryrun adopt post.html --out src/chapter.md\n  dryrun adopt post.txt --report report.md > chapter.md\n  \
dryrun adopt post.md --format json"
)]
pub struct AdoptArgs {
    /// The post: .html, .md or .txt; - for Markdown from standard input
    #[arg(value_name = "POST")]
    pub post: String,
    /// Write the chapter here (default: standard output)
    #[arg(short, long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Write the report here, as JSON where the name ends in .json (default: standard error)
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Write over a chapter that was not adopted
    #[arg(long)]
    pub force: bool,
    /// json: report and chapter as one JSON text
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
}

/// `dryrun lint`.
#[derive(Debug, Args)]
pub struct LintArgs {
    /// Give snippets that could run a role and an id
    #[arg(long)]
    pub fix: bool,
    /// Output
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
}

/// `dryrun init`.
#[derive(Debug, Args)]
#[command(
    after_help = "Nothing that is there is written over. Run it in the folder of an mdBook, or in an empty one."
)]
pub struct InitArgs {
    /// The folder
    #[arg(default_value = ".", value_name = "FOLDER")]
    pub folder: PathBuf,
    /// Only say what would be written
    #[arg(long)]
    pub dry_run: bool,
}

/// `dryrun install`.
#[derive(Debug, Args)]
pub struct InstallArgs {
    /// The folder of the book
    #[arg(default_value = ".", value_name = "FOLDER")]
    pub folder: PathBuf,
}

/// What an export is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Medium {
    /// A blog: plain fences with results, and a link to the page that runs them.
    Blog,
    /// Plain Markdown.
    Md,
}

/// `dryrun export`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  dryrun export --to blog retry-loop --url https://example.org/book > post.md\n  \
dryrun export --to md src/one.md"
)]
pub struct ExportArgs {
    /// An example, or a chapter's file
    #[arg(value_name = "NAME|CHAPTER")]
    pub name: String,
    /// What for
    #[arg(long, value_enum, default_value = "blog")]
    pub to: Medium,
    /// Where the book is served, for links (default: site-url of book.toml)
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
    /// Write here (default: standard output)
    #[arg(short, long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}
