//! The Terraform planner: configuration, graph, evaluation, plan.

mod config;
mod graph;
mod lang;
mod options;
mod providers;
mod reference;
mod schema;
mod scope;
mod syntax;
mod variables;
mod walk;
mod world;

pub use config::Config;
pub use providers::Providers;
pub use options::{GivenVariable, PlanMode, PlanOptions, VariableSource};
