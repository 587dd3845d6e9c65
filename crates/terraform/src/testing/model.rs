//! What a test file says, still with unevaluated expressions.

use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_cty::Value;
use dryrun_diag::Span;
use dryrun_hcl::ast::{Attribute, Traversal};
use dryrun_plan::addr::Mode;

use crate::config::endpoint::RelativeAddress;
use crate::config::model::{CheckRule, Name, PassedProvider, ProviderConfig, ProviderKey};
use crate::options::PlanMode;

/// A `.tftest.hcl` or `.tftest.json` file.
#[derive(Debug, Clone, Default)]
pub(crate) struct TestFile {
    pub(crate) variables: BTreeMap<Name, Attribute>,
    pub(crate) runs: Vec<Run>,
    pub(crate) providers: BTreeMap<ProviderKey, TestProvider>,
    pub(crate) overrides: Vec<Override>,
}

/// Whether a run plans or applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Command {
    /// `plan`.
    Plan,
    /// `apply`.
    #[default]
    Apply,
}

/// `run`.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    pub(crate) name: Name,
    pub(crate) span: Span,
    pub(crate) command: Command,
    pub(crate) variables: BTreeMap<Name, Attribute>,
    pub(crate) asserts: Vec<CheckRule>,
    pub(crate) expect_failures: Vec<Traversal>,
    pub(crate) module: Option<TestedModule>,
    pub(crate) providers: Vec<PassedProvider>,
    pub(crate) overrides: Vec<Override>,
    pub(crate) options: RunOptions,
    pub(crate) state_key: Option<String>,
}

/// The `module` block of a run.
#[derive(Debug, Clone)]
pub(crate) struct TestedModule {
    pub(crate) source: String,
    pub(crate) span: Span,
}

/// `plan_options`.
#[derive(Debug, Clone, Default)]
pub(crate) struct RunOptions {
    pub(crate) mode: PlanMode,
    pub(crate) replace: Vec<String>,
    pub(crate) target: Vec<String>,
}

/// A provider that a test file brings.
#[derive(Debug, Clone)]
pub(crate) enum TestProvider {
    /// `provider`.
    Real(Box<ProviderConfig>),
    /// `mock_provider`.
    Mock(MockProvider),
}

/// `mock_provider`.
#[derive(Debug, Clone)]
pub(crate) struct MockProvider {
    pub(crate) defaults: BTreeMap<(Mode, Arc<str>), MockValues>,
    pub(crate) during: During,
    /// The label, which duplicates are told by.
    pub(crate) span: Span,
}

/// When made-up values are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum During {
    /// Already in the plan.
    Plan,
    /// Once it is applied.
    #[default]
    Apply,
}

/// Values for what a provider would compute.
#[derive(Debug, Clone)]
pub(crate) struct MockValues {
    /// An object, or null.
    pub(crate) values: Value,
    pub(crate) during: During,
    pub(crate) span: Span,
}

/// `override_resource`, `override_data` or `override_module`.
#[derive(Debug, Clone)]
pub(crate) struct Override {
    pub(crate) target: RelativeAddress,
    pub(crate) values: MockValues,
}
