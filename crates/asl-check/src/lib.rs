//! Static checks of state machine definitions: what CreateStateMachine refuses, and what it does not notice.
//!
//! A text goes through [`check`] and becomes a [`Report`]: the document, and [`Finding`]s in two voices. Our own voice is a
//! [`dryrun_diag::Diagnostic`] with a place in the text and a way out; AWS's voice, where it has one, is a code, a message
//! and a location, see [`validate_response`] and [`create_response`]. Nothing is run here and no effect is needed.
//!
//! ```
//! use dryrun_asl_check::{Kind, check};
//!
//! let report = check(Default::default(), r#"{"StartsAt": "A", "States": {"A": {"Type": "Succeed"}}}"#, Kind::Standard);
//! let first = &report.findings[0];
//! assert_eq!(first.diagnostic.code, "asl/missing-field");
//! assert_eq!(first.service.as_ref().unwrap().message, "These fields are required: [StartAt]");
//! ```

mod checker;
mod choice;
mod doubts;
mod errors;
mod expression;
mod expression_fits;
mod fields;
mod finding;
mod fits;
mod flow;
mod graph;
mod intrinsic;
mod jsonata;
mod location;
mod nested;
mod path_fields;
mod paths;
mod place;
mod resource;
mod response;
pub mod rules;
mod schema;
mod task;
mod template;
mod timestamp;
mod values;
mod variables;

use dryrun_diag::FileId;
use dryrun_json::Doc;

pub use errors::ERROR_NAMES;
pub use finding::{Finding, ServiceFinding};
pub use fits::{Fit, FitKind, fitting};
pub use place::{Form, fits};
pub use response::{answer_case, create_response, validate_response, variable_references_response};
pub use rules::Rule;
pub use variables::VariableReferences;

/// The type of a state machine; Express machines lack a few features.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// Runs up to a year, keeps a history.
    #[default]
    Standard,
    /// Runs up to five minutes.
    Express,
}

/// What a check gave.
#[derive(Debug, Clone)]
pub struct Report {
    /// The definition with the places of its parts; `None` when it is not JSON.
    pub doc: Option<Doc>,
    /// Everything that is wrong or doubtful, as AWS orders its diagnostics: fields first, then transitions, then our own.
    pub findings: Vec<Finding>,
    /// The variables each state reads, as DescribeStateMachine lists them.
    pub references: VariableReferences,
}

impl Report {
    /// Whether AWS would create this state machine.
    #[must_use]
    pub fn accepted(&self) -> bool {
        !self.findings.iter().any(|finding| finding.diagnostic.is_error())
    }
}

/// Checks the text of a definition. `file` is what its spans refer to.
#[must_use]
pub fn check(file: FileId, text: &str, kind: Kind) -> Report {
    match Doc::read(file, text) {
        Ok(doc) => {
            let (findings, references) = checker::run(&doc, text, kind);
            Report { doc: Some(doc), findings, references }
        }
        Err(error) => {
            let findings = vec![Finding::syntax(file, text, &error)];
            Report { doc: None, findings, references: VariableReferences::default() }
        }
    }
}

/// Checks a definition that is read already, such as one written in YAML; `text` is what its spans point into.
#[must_use]
pub fn check_doc(doc: &Doc, text: &str, kind: Kind) -> (Vec<Finding>, VariableReferences) {
    checker::run(doc, text, kind)
}
