//! The text of a plan, as `terraform plan` prints it.

mod blocks;
mod collections;
mod heading;
mod outputs;
mod plan;
mod quote;
mod render;
mod strings;
mod style;

pub use style::{Style, StyledText};

use crate::model::Plan;

/// The text of a plan, from its first line to the end before the advice that follows it.
///
/// `text(&plan).plain()` is what `terraform plan -no-color` prints, `.ansi()` what it prints in colour, both without
/// the blank line above. Warnings are not part of it.
#[must_use]
pub fn text(plan: &Plan) -> StyledText {
    plan::plan(plan)
}
