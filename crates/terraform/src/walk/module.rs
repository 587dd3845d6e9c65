//! Which instances of a module there are.

use super::Walk;
use super::expand::{Keys, expand, unknown_repeat};
use crate::config::ModuleId;
use crate::scope::Scope;
use crate::world::{Expanded, Pass, RepetitionKind};

/// How many instances all modules may have together.
const MAX_INSTANCES: usize = 100_000;

impl Walk<'_> {
    /// Makes a module's instances in every instance of its caller.
    pub(super) fn expand_module(&mut self, module: ModuleId) {
        let config = self.world.config;
        let (Some(node), Some(call)) = (config.node(module), config.call(module)) else { return };
        let Some(parent) = node.parent else { return };
        for outer in self.world.instances_of(parent) {
            let mut found = Vec::new();
            let keys = expand(&call.repetition, &Scope::of(&self.world, outer), &mut found);
            self.diagnostics.extend(found);
            let keys = match self.world.pass {
                Pass::Validate => Keys::single(unknown_repeat(&call.repetition)),
                Pass::Plan => keys.unwrap_or_default(),
            };
            if self.world.instances.len() + keys.len() > MAX_INSTANCES {
                let detail =
                    format!("More than {MAX_INSTANCES} module instances cannot be planned.");
                self.error("Too many module instances", detail, call.span);
                return;
            }
            let mut expanded = Expanded::new(RepetitionKind::from(&call.repetition));
            let Some(base) = self.world.instance(outer).map(|instance| instance.address.clone())
            else {
                continue;
            };
            for (key, repeat) in keys {
                let address = base.child(call.name.clone(), key.clone());
                let id = self.world.add_instance(module, address, Some(outer), repeat);
                expanded.instances.insert(key, id);
            }
            if let Some(instance) = self.world.instances.get_mut(outer) {
                instance.calls.insert(call.name.clone(), expanded);
            }
        }
    }
}
