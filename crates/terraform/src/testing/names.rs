//! Names that only a test knows: `output`, `run`, and variables of the test file.

use std::collections::BTreeMap;

use dryrun_cty::Value;
use dryrun_diag::Diagnostic;
use dryrun_hcl::ast::{Traversal, TraversalStep};

use super::model::Command;
use crate::config::model::Name;
use crate::scope::Scope;
use crate::syntax::{step_span, traversal_span};

/// What an expression is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To check the module under test: everything in it may be named.
    Assertion,
    /// To give a variable of the module its value: only what is outside of it may be named.
    Variable,
    /// The same for all runs of a file: there is not even a run to name.
    FileVariable,
}

/// A run as later ones see it.
#[derive(Debug, Clone)]
pub(crate) enum RunNames {
    /// It comes later.
    Ahead,
    /// Its outputs, as one object.
    Done(Command, Value),
}

/// The names.
#[derive(Debug, Clone)]
pub(crate) struct TestNames {
    pub(crate) purpose: Purpose,
    pub(crate) outputs: BTreeMap<Name, Value>,
    pub(crate) variables: BTreeMap<Name, Value>,
    pub(crate) runs: BTreeMap<Name, RunNames>,
}

/// A value and how many steps of the traversal lead to it.
type Resolved = Result<(Value, usize), Box<Diagnostic>>;

impl TestNames {
    /// What a reference means here; `None`: what it means in the module under test.
    pub(crate) fn resolve(&self, traversal: &Traversal, scope: &Scope<'_, '_>) -> Option<Resolved> {
        let name = match traversal.steps.first() {
            Some(TraversalStep::Attribute(name, _)) => Some(name),
            Some(TraversalStep::Index(..)) | None => None,
        };
        match (traversal.root.as_ref(), name, self.purpose) {
            ("run", Some(name), Purpose::Assertion | Purpose::Variable) => {
                Some(self.run(name, traversal))
            }
            ("output", Some(name), Purpose::Assertion) => Some(self.output(name, traversal)),
            ("var", Some(name), Purpose::Assertion) if !scope.declares_variable(name) => {
                self.variables.get(name).map(|value| Ok((value.clone(), 1)))
            }
            ("var", Some(name), Purpose::Variable | Purpose::FileVariable) => {
                Some(self.variable(name, traversal))
            }
            (_, _, Purpose::Assertion) => None,
            (_, _, Purpose::FileVariable) => {
                let detail =
                    "You can only reference global variables within the test file variables block.";
                Some(Err(error("Invalid reference", detail, traversal)))
            }
            (_, _, Purpose::Variable) => {
                let detail = "You can only reference earlier run blocks, file level, and global variables while defining variables from inside a run block.";
                Some(Err(error("Invalid reference", detail, traversal)))
            }
        }
    }

    fn output(&self, name: &Name, traversal: &Traversal) -> Resolved {
        self.outputs.get(name).map(|value| (value.clone(), 1)).ok_or_else(|| {
            let detail = format!("An output value with the name \"{name}\" has not been declared.");
            short_error("Reference to undeclared output value", detail, traversal)
        })
    }

    fn variable(&self, name: &Name, traversal: &Traversal) -> Resolved {
        self.variables.get(name).map(|value| (value.clone(), 1)).ok_or_else(|| {
            let detail = format!(
                "The input variable \"{name}\" is not available to the current run block. You can only reference variables defined at the file or global levels."
            );
            short_error("Reference to unavailable variable", detail, traversal)
        })
    }

    fn run(&self, name: &Name, traversal: &Traversal) -> Resolved {
        const ONLY: &str = "You can only reference run blocks that are in the same test file and will execute before the current run block.";
        match self.runs.get(name) {
            None => {
                let detail = format!(
                    "The run block \"{name}\" does not exist within this test file. {ONLY}"
                );
                Err(short_error("Reference to unknown run block", detail, traversal))
            }
            Some(RunNames::Ahead) => {
                let detail = format!("The run block \"{name}\" has not executed yet. {ONLY}");
                Err(short_error("Reference to unavailable run block", detail, traversal))
            }
            Some(RunNames::Done(command, outputs)) => {
                self.known(name, *command, outputs, traversal)?;
                Ok((outputs.clone(), 1))
            }
        }
    }

    /// A variable's value must be known before its run begins.
    fn known(
        &self,
        run: &Name,
        command: Command,
        outputs: &Value,
        traversal: &Traversal,
    ) -> Result<(), Box<Diagnostic>> {
        let Some(TraversalStep::Attribute(output, _)) = traversal.steps.get(1) else {
            return Ok(());
        };
        let value = outputs.entries().and_then(|outputs| outputs.get(output));
        let is_open = value.is_some_and(|value| !value.is_wholly_known());
        if self.purpose == Purpose::Assertion || command == Command::Apply || !is_open {
            return Ok(());
        }
        let detail = format!(
            "The value for run.{run}.{output} is unknown. Run block \"{run}\" is executing a \"plan\" operation, and the specified output value is only known after apply."
        );
        Err(error("Reference to unknown value", detail, traversal))
    }
}

fn error(
    summary: &'static str,
    detail: impl Into<String>,
    traversal: &Traversal,
) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(summary, detail).at(traversal_span(traversal)))
}

/// An error at the root and the first name alone.
fn short_error(summary: &'static str, detail: String, traversal: &Traversal) -> Box<Diagnostic> {
    let end = traversal.steps.first().map_or(traversal.root_span, step_span);
    Box::new(Diagnostic::error(summary, detail).at(traversal.root_span.to(end)))
}
