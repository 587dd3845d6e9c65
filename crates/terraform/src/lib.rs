//! The Terraform planner: configuration, graph, evaluation, plan.

mod config;
mod lang;
mod options;
mod syntax;

pub use config::Config;
pub use options::{GivenVariable, PlanMode, PlanOptions, VariableSource};
