//! The engines of dryrun, registered by name.

mod consoles;

use dryrun_engine::Registry;

/// All engines: the two that run examples, and the consoles of the small languages inside state machines.
#[must_use]
pub fn registry() -> Registry {
    Registry::new(vec![
        Box::new(dryrun_asl::AslEngine),
        Box::new(dryrun_terraform::TerraformEngine),
        Box::new(consoles::JSONATA),
        Box::new(consoles::INTRINSIC),
    ])
}
