//! An interpreter for the Amazon States Language on a virtual clock.
//!
//! The way of an execution: text → JSON with positions (`dryrun-json`) → [`machine::Machine`] ([`parse`]) → transitions
//! ([`step`], pure) driven by the loop ([`run`]), which holds virtual time, threads, and the answers of the outside world
//! ([`mock`]) → [`RunResult`] → views. [`run_definition`] goes the whole way.
//!
//! ```
//! use dryrun_asl::{NoObjects, Options, run_definition};
//! use serde_json::json;
//!
//! let definition = r#"{"StartAt": "Add", "States": {"Add": {"Type": "Pass", "Parameters": {"n.$": "States.MathAdd($.n, 1)"}, "End": true}}}"#;
//! let result = run_definition(definition, json!({"n": 41}), &json!({}), None, &Options::default(), &NoObjects)?;
//! assert_eq!(result.to_json()["output"], json!({"n": 42}));
//! # Ok::<(), dryrun_asl::Problem>(())
//! ```

pub mod case_server;
pub mod choice;
pub mod data;
pub mod engine;
pub mod env;
pub mod failure;
pub mod history;
pub mod iterate;
pub mod limits;
pub mod machine;
pub mod mock;
pub mod options;
pub mod outside;
pub mod parse;
pub mod query;
mod reader;
pub mod retry;
pub mod run;
pub mod step;
pub mod template;
pub mod test_state;
pub mod time;
pub mod view;
mod yaml;

use std::fmt;

use dryrun_diag::{Diagnostic, FileId};
use dryrun_json::Doc;
use serde_json::Value;

pub use engine::{AslEngine, Console, World};
pub use machine::{Data, Machine};
pub use mock::{MockError, Mocks};
pub use options::{NoObjects, Objects, Options, Quotas, Record, Stop, Workflow};
pub use run::{Ended, RunResult};
pub use yaml::read as read_yaml;

/// Why there is nothing to run.
#[derive(Debug, Clone, PartialEq)]
pub enum Problem {
    /// The definition is wrong; spans point into its text, which is file 0.
    Definition(Vec<Diagnostic>),
    /// The mocks are wrong.
    Mocks(MockError),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Definition(diagnostics) => match diagnostics.first() {
                Some(first) => write!(f, "{}: {}", first.summary, first.detail),
                None => f.write_str("The definition is wrong"),
            },
            Self::Mocks(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Problem {}

/// Reads a definition, whatever the service would say of it.
///
/// # Errors
/// What is wrong with it; spans point into the text, which is `file`.
pub fn read_definition(file: FileId, text: &str) -> Result<Machine, Vec<Diagnostic>> {
    let doc = Doc::parse(file, text).map_err(|diagnostic| vec![*diagnostic])?;
    parse::parse(&doc.value).map_err(|flaws| flaw_diagnostics(&doc, &flaws))
}

/// What the interpreter cannot run, with places.
fn flaw_diagnostics(doc: &Doc, flaws: &[parse::Flaw]) -> Vec<Diagnostic> {
    let diagnostic = |flaw: &parse::Flaw| {
        Diagnostic::error("Invalid state machine definition", flaw.message.clone())
            .code("asl/definition")
            .at(doc.nearest(&flaw.pointer).span())
            .address(flaw.pointer.clone())
    };
    flaws.iter().map(diagnostic).collect()
}

/// Reads a definition and refuses what the service would refuse.
///
/// # Errors
/// What is wrong with it; spans point into the text, which is `file`.
pub fn check_definition(
    file: FileId,
    text: &str,
    workflow: Workflow,
) -> Result<Machine, Vec<Diagnostic>> {
    let kind = match workflow {
        Workflow::Standard => dryrun_asl_check::Kind::Standard,
        Workflow::Express => dryrun_asl_check::Kind::Express,
    };
    let report = dryrun_asl_check::check(file, text, kind);
    if !report.accepted() {
        return Err(report.findings.into_iter().map(|finding| finding.diagnostic).collect());
    }
    match report.doc {
        Some(doc) => parse::parse(&doc.value).map_err(|flaws| flaw_diagnostics(&doc, &flaws)),
        None => read_definition(file, text),
    }
}

/// Runs a definition given as text. `case` selects the test case of a MockConfigFile.
///
/// # Errors
/// When the definition or the mocks are wrong. An execution that fails is no error: its result says how it ended.
pub fn run_definition(
    definition: &str,
    input: Value,
    mocks: &Value,
    case: Option<&str>,
    options: &Options,
    objects: &dyn Objects,
) -> Result<RunResult, Problem> {
    let machine =
        check_definition(FileId(0), definition, options.workflow).map_err(Problem::Definition)?;
    let mocks = Mocks::parse(mocks, Some(&options.machine), case).map_err(Problem::Mocks)?;
    Ok(run::run(&machine, Data::new(input), &mocks, options, objects))
}
