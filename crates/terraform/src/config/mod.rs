//! Configuration: files to blocks to typed declarations, for the root module and all modules it calls.
//!
//! Nothing is evaluated here but what must be constant. Errors are Terraform's own, found in its order.

pub(crate) mod constant;
mod defaults;
pub(crate) mod endpoint;
mod file;
mod lifecycle;
mod merge;
pub(crate) mod model;
pub(crate) mod module_call;
mod named;
pub(crate) mod place;
mod refactor;
mod resource;
pub(crate) mod rule;
mod settings;
mod tree;
mod type_expression;
pub(crate) mod version;

pub use tree::Config;
pub(crate) use tree::{ModuleId, ModuleNode, join, load};
