//! The Terraform planner: configuration, graph, evaluation, plan.
//!
//! [`load`] reads a folder's files and those of the modules it calls; [`validate`], [`plan()`] and [`console`] work on
//! what was read. Whatever is wrong is a [`Diagnostic`](dryrun_diag::Diagnostic) in Terraform's own words; later stages
//! are left out where an earlier one failed, as in Terraform. Nothing here touches a file or the network: all reading
//! goes through [`Effects`](dryrun_engine::Effects).

mod config;
mod configuration;
mod console;
mod diagnostics;
mod engine;
mod entry;
mod graph;
mod hints;
mod json_context;
mod json_value;
mod keyed;
mod lang;
mod options;
mod passing;
mod plan;
mod propose;
mod providers;
mod reference;
pub mod render;
mod schema;
mod scope;
mod state;
mod structure;
mod syntax;
mod testing;
mod validate;
mod variables;
mod walk;
mod world;

pub use config::Config;
pub use diagnostics::{plan_errors_json, validate_json};
pub use engine::{TerraformEngine, providers_of};
pub use entry::{ConsoleAnswer, console, graph, load, plan, validate};
pub use graph::ResourceGraph;
pub use options::{Extent, GivenVariable, PlanMode, PlanOptions, VariableSource};
pub use providers::Providers;
pub use testing::{
    Draw, FileReport, RunReport, Status, Stream, TestOptions, TestReport, Verbosity, junit, shown,
    test,
};
