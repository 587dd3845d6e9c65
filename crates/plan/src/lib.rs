//! A plan as data, and its text and JSON forms.
//!
//! The planner makes a [`Plan`]; [`text()`] and [`json()`] only render it. Sensitivity is on the values as marks, or in the
//! schema; both count.

pub mod addr;
mod differ;
mod json;
mod json_text;
mod model;
mod order;
mod sensitivity;
mod text;
mod tree;

pub use json::{Json, json};
pub use model::{
    Action, ActionReason, CheckResult, CheckStatus, Importing, OutputChange, Plan, ResourceChange,
    StateResource,
};
pub use text::{Style, StyledText, text};
