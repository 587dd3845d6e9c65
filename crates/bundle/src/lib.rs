//! The engines of dryrun, registered by name, and the tables they read.

use dryrun_asl::{AslEngine, Console};
use dryrun_beside::Table;
use dryrun_engine::{Engine, Registry};
use dryrun_terraform::TerraformEngine;

/// All engines: the two that run examples, and the consoles of the small languages inside state machines.
#[must_use]
pub fn registry() -> Registry {
    let consoles = Console::ALL.into_iter().map(|console| Box::new(console) as Box<dyn Engine>);
    let engines: [Box<dyn Engine>; 2] = [Box::new(AslEngine), Box::new(TerraformEngine)];
    Registry::new(engines.into_iter().chain(consoles).collect())
}

/// The tables that a page has beside the engines.
#[must_use]
pub fn tables() -> [&'static Table; 2] {
    [&dryrun_aws_facts::TABLE, &dryrun_cty::CHARSETS]
}
