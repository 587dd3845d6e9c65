//! The order of changes in a plan.

use std::cmp::Ordering;

use crate::addr::{Mode, ModuleInstance, ResourceInstance};
use crate::model::{Plan, ResourceChange};

impl Plan {
    /// The changes in the order in which Terraform shows them.
    #[must_use]
    pub fn changes(&self) -> Vec<&ResourceChange> {
        sorted(&self.resource_changes)
    }
}

/// Changes by address, the current object of an address before deposed ones.
pub(crate) fn sorted(changes: &[ResourceChange]) -> Vec<&ResourceChange> {
    let mut sorted: Vec<&ResourceChange> = changes.iter().collect();
    sorted.sort_by(|left, right| {
        left.address.plan_order(&right.address).then_with(|| left.deposed.cmp(&right.deposed))
    });
    sorted
}

impl ResourceInstance {
    /// The order of plans: outer modules first, data before managed resources, then type, name and key.
    #[must_use]
    pub fn plan_order(&self, other: &Self) -> Ordering {
        let mode = |mode| match mode {
            Mode::Data => 0,
            Mode::Managed => 1,
            Mode::Ephemeral => 2,
        };
        let (left, right) = (&self.resource, &other.resource);
        module_order(&self.module, &other.module)
            .then_with(|| mode(left.mode).cmp(&mode(right.mode)))
            .then_with(|| left.within_mode(right))
            .then_with(|| self.key.cmp(&other.key))
    }
}

fn module_order(left: &ModuleInstance, right: &ModuleInstance) -> Ordering {
    left.0.len().cmp(&right.0.len()).then_with(|| left.cmp(right))
}
