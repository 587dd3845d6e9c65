//! The command line: text to [`Args`].

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgMatches, Args as ClapArgs, FromArgMatches as _, Parser, Subcommand, ValueEnum};
use dryrun_terraform::VariableSource;

use crate::author::{AdoptArgs, ExportArgs, InitArgs, InstallArgs, LintArgs};
use crate::check::Shard;
use crate::progress::Talk;

/// Tutorials that run: Step Functions and Terraform examples, checked and shown without any cloud.
#[derive(Debug, Parser)]
#[command(name = "dryrun", version, about, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 all right, 1 something differs or fails, 2 wrong usage or configuration.\n\
NAME is an example of the book (see `dryrun list`), a file, or a folder."
)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// What holds for all commands.
    #[command(flatten)]
    pub common: Common,
}

/// Options of all commands.
#[derive(Debug, Clone, ClapArgs)]
pub struct Common {
    /// Folder of the book (default: the nearest one with a book.toml)
    #[arg(long, global = true, value_name = "FOLDER")]
    pub root: Option<PathBuf>,
    /// Colour: auto, always or never
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: When,
    /// As --color never
    #[arg(long, global = true)]
    pub no_color: bool,
    /// A further folder that examples may read; repeatable
    #[arg(long, global = true, value_name = "FOLDER")]
    pub allow_read: Vec<PathBuf>,
    /// Let the Lambda handlers of examples run, with the Python and Node of this machine
    #[arg(long, global = true)]
    pub allow_run: bool,
    /// Say less
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say more: every example, and what it gave
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
}

impl Common {
    /// How much to say.
    #[must_use]
    pub fn talk(&self) -> Talk {
        match (self.quiet, self.verbose) {
            (true, _) => Talk::Quiet,
            (false, true) => Talk::Much,
            (false, false) => Talk::Usual,
        }
    }
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What a plan is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Tool {
    /// The installed terraform.
    Terraform,
    /// The installed tofu.
    Tofu,
}

impl Tool {
    /// Its program.
    #[must_use]
    pub fn program(self) -> &'static str {
        match self {
            Self::Terraform => "terraform",
            Self::Tofu => "tofu",
        }
    }
}

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
pub enum Format {
    /// For people.
    #[default]
    Human,
    /// For programs.
    Json,
    /// As annotations of GitHub Actions.
    Github,
    /// As SARIF 2.1.0.
    Sarif,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run every example of the book and compare with what the chapters record; writes nothing
    Check(CheckArgs),
    /// Write the results that differ into the chapters and snapshots
    Accept(AcceptArgs),
    /// Go through the differences one by one and accept or skip each
    Review(ReviewArgs),
    /// List the examples of the book
    List(ListArgs),
    /// Run a state machine: an example, or a definition file
    Run(RunArgs),
    /// Plan a Terraform configuration: an example, or a folder
    Plan(Box<PlanArgs>),
    /// Check a definition or a configuration without running it
    Validate(ValidateArgs),
    /// Show which resource needs which, as `terraform graph` does, or which state of a machine leads where
    Graph(GraphArgs),
    /// Evaluate Terraform expressions from a terminal or standard input, as `terraform console` does
    Console(ConsoleArgs),
    /// Evaluate a JSONata expression; without one, expressions from a terminal or standard input
    Jsonata(JsonataArgs),
    /// Run the .tftest.hcl files of a configuration, as `terraform test` does; applies are simulated
    Test(TestArgs),
    /// Run one state of a machine, as the TestState API does
    TestState(TestStateArgs),
    /// Format Terraform files, as `terraform fmt` does
    Fmt(FmtArgs),
    /// Say what is known of a resource type: arguments, and how faithfully it is planned
    Explain(ExplainArgs),
    /// Write the examples of the book as files
    Tangle(TangleArgs),
    /// Build the book
    Build(BuildArgs),
    /// Build the book, serve it on this machine, and build again on every change
    Serve(ServeArgs),
    /// Make a chapter of an old post: find its code, mend it, run it, report what is broken or stale
    Adopt(AdoptArgs),
    /// Tell what `check` lets pass: snippets that could run, results that nothing pins, wildcards; --fix labels snippets
    Lint(LintArgs),
    /// Set up dryrun in a book: book.toml, a CI workflow, pre-commit hooks; nothing is written over
    Init(InitArgs),
    /// Add the preprocessor to the book.toml of a book
    Install(InstallArgs),
    /// Print a chapter, or one example, as plain Markdown with links to the page that runs it
    Export(ExportArgs),
    /// Serve an editor on standard input and output: diagnostics, completion, hover, accepting
    Lsp(LspArgs),
    /// Print the completion script of a shell
    Completions(CompletionsArgs),
    /// Print the manual page, or write one for each command
    Man(ManArgs),
    /// Answer requests line by line, for the scorers
    #[command(hide = true)]
    CaseServer {
        /// `asl` or `jsonata`
        engine: String,
    },
}

/// `dryrun check`.
#[derive(Debug, ClapArgs)]
pub struct CheckArgs {
    /// Only these examples
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// Output
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
    /// Also compare every Terraform example with the plan of the installed terraform or tofu
    #[arg(long, value_name = "TOOL")]
    pub against: Option<Tool>,
    /// Also write a JUnit report
    #[arg(long, value_name = "FILE")]
    pub junit_xml: Option<PathBuf>,
    /// Only one part of the book, for several machines: chapters K, K+N, K+2N …
    #[arg(long, value_name = "K/N", value_parser = shard)]
    pub shard: Option<Shard>,
    /// Run everything, even what was found as recorded before and has not changed since
    #[arg(long)]
    pub no_cache: bool,
    /// Lay what differs beside its snapshot (`.snap.new`), for `cargo insta review`
    #[arg(long)]
    pub pending: bool,
}

/// Reads `K/N`.
fn shard(text: &str) -> Result<Shard, String> {
    let numbers = text.split_once('/').and_then(|(number, of)| {
        Some(Shard { number: number.parse().ok()?, of: of.parse().ok()? })
    });
    let valid = numbers.filter(|shard| (1..=shard.of).contains(&shard.number));
    valid.ok_or_else(|| "write K/N with 1 ≤ K ≤ N, such as 2/4".to_owned())
}

/// `dryrun accept`.
#[derive(Debug, ClapArgs)]
pub struct AcceptArgs {
    /// Only these examples
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// Also remove snapshots that no chapter pins any more
    #[arg(long)]
    pub prune: bool,
}

/// `dryrun review`.
#[derive(Debug, ClapArgs)]
pub struct ReviewArgs {
    /// Only these examples
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
}

/// `dryrun completions`.
#[derive(Debug, ClapArgs)]
pub struct CompletionsArgs {
    /// The shell
    pub shell: clap_complete::Shell,
}

/// `dryrun man`.
#[derive(Debug, ClapArgs)]
pub struct ManArgs {
    /// Write the pages of all commands into this folder
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
}

/// `dryrun list`.
#[derive(Debug, ClapArgs)]
pub struct ListArgs {
    /// Output
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
}

/// `dryrun run`.
#[derive(Debug, ClapArgs)]
pub struct RunArgs {
    /// An example of the book, a definition file, or a folder with one; NAME#ADDRESS runs a state machine that the
    /// configuration NAME plans
    #[arg(default_value = ".", value_name = "NAME")]
    pub name: String,
    /// Input: a file, or JSON
    #[arg(long, value_name = "FILE|JSON")]
    pub input: Option<String>,
    /// Task responses: a MockConfigFile, or {STATE: [{"Return": …} | {"Throw": …}, …]}
    #[arg(long, value_name = "FILE|JSON")]
    pub mocks: Option<String>,
    /// Code of a Lambda function, Python or JavaScript; runs with --allow-run; repeatable
    #[arg(long, value_name = "FUNCTION=FILE")]
    pub handler: Vec<String>,
    /// Only this case
    #[arg(long)]
    pub case: Option<String>,
    /// Workflow type: STANDARD or EXPRESS, over what the example says
    #[arg(long = "type", value_name = "TYPE")]
    pub kind: Option<String>,
    /// Start of the virtual clock, RFC 3339
    #[arg(long, value_name = "TIME")]
    pub clock: Option<String>,
    /// Seed of jitter and random functions
    #[arg(long)]
    pub seed: Option<u64>,
    /// Do not stop at AWS's quotas
    #[arg(long)]
    pub no_quotas: bool,
    /// Show one view: output, error, trace, history, events, stages, timeline, graph, coverage; `commands`: what asks AWS
    /// the same, state by state; `timeline.svg`, `graph.svg`: pictures
    #[arg(long, value_name = "VIEW")]
    pub view: Option<String>,
    /// Output
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
    /// Create, run and remove the machine on this Step Functions API: LocalStack's or moto's URL, or `aws`
    #[arg(long, value_name = "URL", help_heading = "The real thing")]
    pub endpoint_url: Option<String>,
    /// Run it here as well, and say what differs: status, output, history
    #[arg(long, requires = "endpoint_url", help_heading = "The real thing")]
    pub against: bool,
    /// Profile of ~/.aws (default: keys of the environment, AWS_PROFILE, default)
    #[arg(long, requires = "endpoint_url", help_heading = "The real thing")]
    pub profile: Option<String>,
    /// AWS region
    #[arg(long, requires = "endpoint_url", help_heading = "The real thing")]
    pub region: Option<String>,
    /// Role that the machine takes there; AWS needs one
    #[arg(long, value_name = "ARN", requires = "endpoint_url", help_heading = "The real thing")]
    pub role_arn: Option<String>,
    /// Seconds after which an execution there is stopped
    #[arg(
        long,
        value_name = "SECONDS",
        default_value_t = 300,
        requires = "endpoint_url",
        help_heading = "The real thing"
    )]
    pub patience: u64,
}

/// `dryrun plan`. Terraform's one-dash options work as well.
#[derive(Debug, ClapArgs)]
pub struct PlanArgs {
    /// An example of the book, or a folder
    #[arg(default_value = ".", value_name = "NAME")]
    pub name: String,
    /// Set a variable: NAME=VALUE
    #[arg(long, value_name = "NAME=VALUE")]
    pub var: Vec<String>,
    /// Set variables from a file
    #[arg(long, value_name = "FILE")]
    pub var_file: Vec<String>,
    /// `--var` and `--var-file` in the order given
    #[arg(skip)]
    pub ordered: Vec<VariableSource>,
    /// Plan only this address and what it needs
    #[arg(long, value_name = "ADDRESS")]
    pub target: Vec<String>,
    /// Plan to replace this instance
    #[arg(long, value_name = "ADDRESS")]
    pub replace: Vec<String>,
    /// Plan to destroy everything
    #[arg(long)]
    pub destroy: bool,
    /// Plan only what changed outside; offline, nothing but outputs can
    #[arg(long)]
    pub refresh_only: bool,
    /// With `false`, `--destroy` takes outputs as the state has them; nothing else is ever refreshed
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true", require_equals = true)]
    pub refresh: Option<bool>,
    /// Prior state (default: terraform.tfstate of the folder)
    #[arg(long, value_name = "FILE")]
    pub state: Option<PathBuf>,
    /// A further provider: the output of `terraform providers schema -json`; repeatable
    #[arg(long, value_name = "FILE")]
    pub provider_schema: Vec<PathBuf>,
    /// Compare with the plan of the installed terraform or tofu instead of printing; exit 1 on any difference
    #[arg(long, value_name = "TOOL")]
    pub against: Option<Tool>,
    /// Exit 2 when there are changes
    #[arg(long)]
    pub detailed_exitcode: bool,
    /// Accepted for Terraform's sake
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true", require_equals = true)]
    pub input: Option<bool>,
    /// Accepted for Terraform's sake
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true", require_equals = true)]
    pub lock: Option<bool>,
    /// Output
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
    /// As --format json
    #[arg(long)]
    pub json: bool,
}

/// `dryrun validate`.
#[derive(Debug, ClapArgs)]
pub struct ValidateArgs {
    /// An example of the book, a definition file, or a folder
    #[arg(default_value = ".", value_name = "NAME")]
    pub name: String,
    /// A further provider: the output of `terraform providers schema -json`; repeatable
    #[arg(long, value_name = "FILE")]
    pub provider_schema: Vec<PathBuf>,
    /// Workflow type of a definition
    #[arg(long = "type", value_name = "TYPE", default_value = "STANDARD")]
    pub kind: String,
    /// Output
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
    /// As --format json
    #[arg(long)]
    pub json: bool,
}

/// `dryrun graph`.
#[derive(Debug, ClapArgs)]
pub struct GraphArgs {
    /// An example of the book, a definition file, or a folder
    #[arg(default_value = ".", value_name = "NAME")]
    pub name: String,
    /// Output (default: dot for a configuration, text for a machine)
    #[arg(long, value_enum)]
    pub format: Option<GraphFormat>,
    /// Mark the way that this case of a machine takes
    #[arg(long)]
    pub case: Option<String>,
    /// Terraform's other graphs are not modelled
    #[arg(long = "type", value_name = "TYPE", hide = true)]
    pub kind: Option<String>,
}

/// How a graph is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GraphFormat {
    /// In Graphviz's language.
    Dot,
    /// As lines.
    Text,
    /// As a picture.
    Svg,
}

/// `dryrun console`.
#[derive(Debug, ClapArgs)]
pub struct ConsoleArgs {
    /// An example of the book, or a folder
    #[arg(default_value = ".", value_name = "NAME")]
    pub name: String,
    /// Set a variable: NAME=VALUE
    #[arg(long, value_name = "NAME=VALUE")]
    pub var: Vec<String>,
    /// Set variables from a file
    #[arg(long, value_name = "FILE")]
    pub var_file: Vec<String>,
    /// `--var` and `--var-file` in the order given
    #[arg(skip)]
    pub ordered: Vec<VariableSource>,
    /// A further provider: the output of `terraform providers schema -json`; repeatable
    #[arg(long, value_name = "FILE")]
    pub provider_schema: Vec<PathBuf>,
    /// Prior state (default: terraform.tfstate of the folder)
    #[arg(long, value_name = "FILE")]
    pub state: Option<PathBuf>,
}

/// `dryrun jsonata`.
#[derive(Debug, ClapArgs)]
pub struct JsonataArgs {
    /// The expression; without it, a prompt on a terminal, or expressions from standard input, one on each line
    #[arg(value_name = "EXPR")]
    pub expression: Option<String>,
    /// Input: a file, JSON, or - for standard input
    #[arg(long, value_name = "FILE|JSON")]
    pub input: Option<String>,
    /// Variables: a JSON object in a file, or as text
    #[arg(long, value_name = "FILE|JSON")]
    pub bindings: Option<String>,
}

/// `dryrun test`. Terraform's one-dash options work as well.
#[derive(Debug, ClapArgs)]
pub struct TestArgs {
    /// An example of the book, or a folder
    #[arg(default_value = ".", value_name = "NAME")]
    pub name: String,
    /// Only this test file; repeatable
    #[arg(long, value_name = "FILE")]
    pub filter: Vec<String>,
    /// Folder with test files, below the configuration's
    #[arg(long, value_name = "FOLDER", default_value = "tests")]
    pub test_directory: String,
    /// Show the plan of each run
    #[arg(long)]
    pub verbose: bool,
    /// Also write a JUnit report
    #[arg(long, value_name = "FILE")]
    pub junit_xml: Option<PathBuf>,
    /// Set a variable: NAME=VALUE
    #[arg(long, value_name = "NAME=VALUE")]
    pub var: Vec<String>,
    /// Set variables from a file
    #[arg(long, value_name = "FILE")]
    pub var_file: Vec<String>,
    /// `--var` and `--var-file` in the order given
    #[arg(skip)]
    pub ordered: Vec<VariableSource>,
}

/// `dryrun test-state`.
#[derive(Debug, ClapArgs)]
pub struct TestStateArgs {
    /// An example of the book, or a file with one state or a machine
    #[arg(value_name = "NAME")]
    pub name: String,
    /// The state to test, where NAME is a machine
    #[arg(long, visible_alias = "state-name", value_name = "STATE")]
    pub state: Option<String>,
    /// Input: a file, or JSON
    #[arg(long, value_name = "FILE|JSON")]
    pub input: Option<String>,
    /// What the work of the state gives: {"result": …} or {"errorOutput": {"error": …, "cause": …}}
    #[arg(long, value_name = "FILE|JSON")]
    pub mock: Option<String>,
    /// INFO shows how it ended, DEBUG the data between the stages as well
    #[arg(long, value_enum, value_name = "LEVEL", default_value = "INFO", ignore_case = true)]
    pub inspection_level: Level,
    /// Variables: a JSON object in a file, or as text
    #[arg(long, value_name = "FILE|JSON")]
    pub variables: Option<String>,
    /// Context object: in a file, or as text
    #[arg(long, value_name = "FILE|JSON")]
    pub context: Option<String>,
    /// Counts of retries and failed iterations: {"retrierRetryCount": …, "errorCausedByState": …, …}
    #[arg(long, value_name = "FILE|JSON")]
    pub state_configuration: Option<String>,
    /// As the API's option: shows secrets of HTTP tasks
    #[arg(long)]
    pub reveal_secrets: bool,
    /// Print the `aws stepfunctions test-state` command that asks AWS the same, and run nothing
    #[arg(long)]
    pub print_command: bool,
}

/// How much `dryrun test-state` shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "UPPERCASE")]
pub enum Level {
    /// How it ended.
    Info,
    /// The data between the stages as well.
    Debug,
    /// As DEBUG: no request goes over the wire here.
    Trace,
}

/// `dryrun fmt`.
#[derive(Debug, ClapArgs)]
pub struct FmtArgs {
    /// Files or folders; - for standard input
    #[arg(default_value = ".", value_name = "FILE")]
    pub files: Vec<String>,
    /// Only say which files would change; exit 1 if any would
    #[arg(long)]
    pub check: bool,
}

/// `dryrun explain`.
#[derive(Debug, ClapArgs)]
pub struct ExplainArgs {
    /// A resource type or data source, such as aws_instance
    #[arg(value_name = "TYPE")]
    pub name: String,
}

/// `dryrun tangle`.
#[derive(Debug, ClapArgs)]
pub struct TangleArgs {
    /// Folder to write to, below the book's root
    #[arg(long, value_name = "FOLDER", default_value = "examples")]
    pub to: PathBuf,
    /// Write nothing; exit 1 when the files differ from the chapters
    #[arg(long)]
    pub check: bool,
}

/// `dryrun build`.
#[derive(Debug, ClapArgs)]
pub struct BuildArgs {
    /// Folder to build into (default: build-dir of book.toml)
    #[arg(short, long, value_name = "FOLDER")]
    pub dest_dir: Option<PathBuf>,
}

/// `dryrun serve`.
#[derive(Debug, ClapArgs)]
pub struct ServeArgs {
    /// Port on this machine; 0 takes a free one
    #[arg(short, long, default_value_t = 3000)]
    pub port: u16,
}

/// `dryrun lsp`.
#[derive(Debug, ClapArgs)]
pub struct LspArgs {
    /// Accepted for editors' sake: there is no other way
    #[arg(long)]
    pub stdio: bool,
}

impl Args {
    /// Reads the process's arguments. Terraform's one-dash long options (`-var`, `-no-color`) are taken too.
    #[must_use]
    pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Self {
        let matches = crate::usage::command().get_matches_from(two_dashes(arguments));
        let mut args = Self::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
        let own = matches.subcommand().map(|(_, own)| ordered(own)).unwrap_or_default();
        match &mut args.command {
            Command::Plan(plan) => plan.ordered = own,
            Command::Console(console) => console.ordered = own,
            Command::Test(test) => test.ordered = own,
            _ => {}
        }
        args
    }
}

/// `--var` and `--var-file` in the order of the command line: a later one wins, as in Terraform.
fn ordered(matches: &ArgMatches) -> Vec<VariableSource> {
    let given = |id: &str| {
        let texts =
            matches.try_get_many::<String>(id).ok().flatten().into_iter().flatten().cloned();
        let places = matches
            .try_contains_id(id)
            .is_ok()
            .then(|| matches.indices_of(id))
            .flatten()
            .into_iter()
            .flatten();
        places.zip(texts).collect::<Vec<_>>()
    };
    let values = given("var").into_iter().map(|(at, text)| (at, VariableSource::of_option(&text)));
    let files = given("var_file").into_iter().map(|(at, path)| (at, VariableSource::File(path)));
    let mut all: Vec<(usize, VariableSource)> = values.chain(files).collect();
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, source)| source).collect()
}

/// Rewrites `-name` to `--name` up to a bare `--`; single letters stay.
pub(crate) fn two_dashes(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut rest = false;
    let rewrite = |argument: OsString| {
        let text = argument.to_string_lossy();
        rest |= text == "--";
        let word = text
            .strip_prefix('-')
            .filter(|word| word.len() > 1 && word.starts_with(|c: char| c.is_ascii_lowercase()));
        match word {
            Some(word) if !rest => OsString::from(format!("--{word}")),
            _ => argument,
        }
    };
    arguments.into_iter().map(rewrite).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        crate::usage::command().debug_assert();
    }

    #[test]
    fn one_dash_options_of_terraform_work() {
        let words = ["dryrun", "plan", "-var", "a=-b", "-refresh=false", "-no-color", "x"]
            .map(OsString::from);
        let Command::Plan(plan) = Args::read(words).command else { panic!("a plan") };
        assert_eq!(plan.var, ["a=-b"]);
        assert_eq!(plan.refresh, Some(false));
        assert_eq!(plan.name, "x");
    }
}
