//! What a caller may set for one run: Terraform's command-line options as data.

use dryrun_diag::Diagnostic;

/// A value given on the command line or in the environment, still text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenVariable {
    /// Variable name.
    pub name: String,
    /// The text after `=`.
    pub text: String,
}

/// Where variable values come from on the command line, in the order given: a later one wins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VariableSource {
    /// `-var name=text`.
    Value(GivenVariable),
    /// `-var` with a text that has no `=`.
    Malformed(String),
    /// `-var-file path`.
    File(String),
}

impl VariableSource {
    /// Reads the text after `-var`: `name=value`.
    #[must_use]
    pub fn of_option(text: &str) -> Self {
        match text.split_once('=') {
            Some((name, text)) => {
                Self::Value(GivenVariable { name: name.to_owned(), text: text.to_owned() })
            }
            None => Self::Malformed(text.to_owned()),
        }
    }
}

/// Whether a plan creates and changes, or destroys everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PlanMode {
    /// An ordinary plan.
    #[default]
    Normal,
    /// `-destroy`.
    Destroy,
    /// `-refresh-only`: offline nothing is refreshed, so nothing but outputs can change.
    RefreshOnly,
}

/// How much of a plan is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Extent {
    /// Everything that its JSON holds.
    #[default]
    Whole,
    /// What its text shows: without `configuration` and `relevant_attributes`.
    Text,
}

/// Everything that steers a run besides the configuration itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlanOptions {
    /// `-var` and `-var-file`, in order.
    pub variables: Vec<VariableSource>,
    /// `TF_VAR_name` values, weakest of all.
    pub environment: Vec<GivenVariable>,
    /// `-target` addresses.
    pub targets: Vec<String>,
    /// `-replace` addresses.
    pub replace: Vec<String>,
    /// Ordinary, `-destroy`, `-refresh-only`.
    pub mode: PlanMode,
    /// `-refresh=false`: `-destroy` takes the outputs as the state has them. Offline nothing else is refreshed anyway.
    pub skip_refresh: bool,
    /// Prior state: the text of a `terraform.tfstate` (version 4).
    pub state: Option<String>,
    /// Workspace name; `default` when absent.
    pub workspace: Option<String>,
    /// How much of the plan is made.
    pub extent: Extent,
}

impl PlanOptions {
    /// Options that exclude each other.
    pub(crate) fn contradiction(&self) -> Option<Diagnostic> {
        if self.mode != PlanMode::Normal && !self.replace.is_empty() {
            let detail = "Forcing resource instance replacement (with -replace=...) is allowed only in normal planning mode.";
            return Some(Diagnostic::error("Unsupported plan mode", detail));
        }
        if self.mode == PlanMode::RefreshOnly && self.skip_refresh {
            let detail = "It doesn't make sense to use -refresh-only at the same time as -refresh=false, because Terraform would have nothing to do.";
            return Some(Diagnostic::error("Incompatible refresh options", detail));
        }
        None
    }
}
