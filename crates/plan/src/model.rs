//! The data of a plan.

use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_cty::{Path, Value};
use dryrun_provider::Schema;

use crate::addr::ResourceInstance;

/// What will be done to one object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Nothing.
    NoOp,
    /// Created.
    Create,
    /// Read during apply (data sources).
    Read,
    /// Changed in place.
    Update,
    /// Destroyed, then created (`-/+`).
    DeleteThenCreate,
    /// Created, then the old one destroyed (`+/-`, `create_before_destroy`).
    CreateThenDelete,
    /// Destroyed.
    Delete,
    /// Forgotten: out of the state, the object stays (`removed` with `destroy = false`).
    Forget,
}

/// Why it will be done; the names are those of plan JSON's `action_reason`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are Terraform's own and say it")]
pub enum ActionReason {
    ReplaceBecauseCannotUpdate,
    ReplaceBecauseTainted,
    ReplaceByRequest,
    ReplaceByTriggers,
    DeleteBecauseNoResourceConfig,
    DeleteBecauseWrongRepetition,
    DeleteBecauseCountIndex,
    DeleteBecauseEachKey,
    DeleteBecauseNoModule,
    DeleteBecauseNoMoveTarget,
    ReadBecauseConfigUnknown,
    ReadBecauseDependencyPending,
    ReadBecauseCheckNested,
}

/// The `import` that brings an object in.
#[derive(Debug, Clone, PartialEq)]
pub struct Importing {
    /// The id given.
    pub id: Value,
}

/// One resource instance's change.
#[derive(Debug, Clone)]
pub struct ResourceChange {
    /// Its address.
    pub address: ResourceInstance,
    /// Where it was before it moved.
    pub previous_address: Option<ResourceInstance>,
    /// Key of a deposed object.
    pub deposed: Option<String>,
    /// Provider source address, such as `registry.terraform.io/hashicorp/aws`.
    pub provider: Arc<str>,
    /// Schema of the type.
    pub schema: Arc<Schema>,
    /// What will be done.
    pub action: Action,
    /// Why.
    pub reason: Option<ActionReason>,
    /// Value before; null for a new object.
    pub before: Value,
    /// Value after; null for one that goes.
    pub after: Value,
    /// Paths that force replacement.
    pub replace_paths: Vec<Path>,
    /// The object comes in by import.
    pub importing: Option<Importing>,
}

/// One root output's change.
#[derive(Debug, Clone)]
pub struct OutputChange {
    /// What will be done.
    pub action: Action,
    /// Value before; null when there was none.
    pub before: Value,
    /// Value after; null when it goes.
    pub after: Value,
    /// Declared sensitive.
    pub sensitive: bool,
}

/// An object of the prior state, or of the planned one.
#[derive(Debug, Clone)]
pub struct StateResource {
    /// Its address.
    pub address: ResourceInstance,
    /// Provider source address.
    pub provider: Arc<str>,
    /// Schema of the type.
    pub schema: Arc<Schema>,
    /// Key of a deposed object.
    pub deposed: Option<String>,
    /// Its value.
    pub value: Value,
    /// Marked for replacement.
    pub tainted: bool,
    /// Addresses it depends on, as in the state.
    pub depends_on: Vec<String>,
}

/// How a check stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are Terraform's own and say it")]
pub enum CheckStatus {
    Pass,
    Fail,
    Error,
    Unknown,
}

/// One checkable object's conditions.
#[derive(Debug, Clone)]
pub struct CheckResult {
    /// `resource`, `output_value`, `check` or `var`.
    pub kind: &'static str,
    /// Its address without instance keys.
    pub address: String,
    /// Status of all instances together.
    pub status: CheckStatus,
    /// Instance address, status, and messages of what failed.
    pub instances: Vec<(String, CheckStatus, Vec<String>)>,
}

/// A whole plan.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// Root variables that have a value.
    pub variables: BTreeMap<Arc<str>, Value>,
    /// All changes, no-ops included, in the order of plan JSON.
    pub resource_changes: Vec<ResourceChange>,
    /// Changes found while refreshing. Offline there are none but those of moved objects.
    pub resource_drift: Vec<ResourceChange>,
    /// Root outputs.
    pub output_changes: BTreeMap<Arc<str>, OutputChange>,
    /// Prior objects, data sources read while planning included.
    pub prior_state: Vec<StateResource>,
    /// Prior root outputs: value and sensitivity.
    pub prior_outputs: BTreeMap<Arc<str>, (Value, bool)>,
    /// Checks.
    pub checks: Vec<CheckResult>,
    /// The `configuration` member of plan JSON, made by the planner.
    pub configuration: serde_json::Value,
    /// The `relevant_attributes` member: resource address and attribute path.
    pub relevant_attributes: Vec<(String, Path)>,
    /// Planned with `-destroy`.
    pub destroy: bool,
    /// Planned with `-target` or `-exclude`.
    pub targeted: bool,
    /// A plan that was ended by errors.
    pub errored: bool,
}
