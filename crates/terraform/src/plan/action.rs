//! From values to an action.

use dryrun_cty::{Path, Step, Value};
use dryrun_plan::{Action, ActionReason};

/// What decides on the action.
pub(super) struct Decision<'a> {
    pub(super) prior: &'a Value,
    pub(super) planned: &'a Value,
    /// Paths that need a new object and really differ.
    pub(super) replace_paths: &'a [Path],
    /// Asked for by `-replace` or a trigger.
    pub(super) forced: Option<ActionReason>,
    pub(super) create_first: bool,
}

/// The action and its reason.
pub(super) fn decide(decision: &Decision<'_>) -> (Action, Option<ActionReason>) {
    if decision.prior.is_null() {
        return (Action::Create, None);
    }
    if let Some(reason) = decision.forced {
        return (replacement(decision.create_first), Some(reason));
    }
    if same(decision.prior, decision.planned) {
        return (Action::NoOp, None);
    }
    if decision.replace_paths.is_empty() {
        return (Action::Update, None);
    }
    (replacement(decision.create_first), Some(ActionReason::ReplaceBecauseCannotUpdate))
}

/// Replacement in either order.
pub(super) fn replacement(create_first: bool) -> Action {
    if create_first { Action::CreateThenDelete } else { Action::DeleteThenCreate }
}

/// Whether two values are surely equal, marks aside.
pub(super) fn same(one: &Value, other: &Value) -> bool {
    other.is_wholly_known() && one.unmark_deep().raw_equals(&other.unmark_deep())
}

/// Those of the provider's paths where old and new value really differ.
pub(super) fn really_differ(paths: Vec<Path>, prior: &Value, planned: &Value) -> Vec<Path> {
    let differs = |path: &Path| {
        let (before, after) = (prior.at(path), planned.at(path));
        match (before, after) {
            (None, None) => false,
            (Some(before), Some(after)) => !same(&before, &after),
            (Some(only), None) | (None, Some(only)) => !only.is_null(),
        }
    };
    let mut differing: Vec<Path> = paths.into_iter().filter(differs).collect();
    // Terraform keeps them in a hashed set, and shows them in its order.
    differing.sort_by_key(path_hash);
    differing
}

/// The hash of a path in Terraform's path sets: CRC-64 (ISO) of its names, every index standing as `#`.
fn path_hash(path: &Path) -> i64 {
    let mut crc = u64::MAX;
    for step in &path.0 {
        let bytes = match step {
            Step::Attribute(name) => name.as_bytes(),
            Step::Index(_) => b"#",
        };
        for byte in bytes {
            crc ^= u64::from(*byte);
            for _ in 0..8 {
                crc = if crc & 1 == 1 { (crc >> 1) ^ 0xD800_0000_0000_0000 } else { crc >> 1 };
            }
        }
    }
    (!crc).cast_signed()
}
