//! The section of root outputs.

use crate::differ::{self, Diff};
use crate::model::{Action, Plan};

use super::quote::name;
use super::render::{Look, Printer};

/// The outputs by name, with what changes.
pub(super) fn diffs(plan: &Plan) -> Vec<(&str, Diff<'_>)> {
    plan.output_changes
        .iter()
        .map(|(name, change)| (name.as_ref(), differ::output(change)))
        .collect()
}

impl Printer {
    /// One entry per changed output; nothing when none changed.
    pub(super) fn outputs(&mut self, outputs: &[(&str, Diff<'_>)]) {
        let width = outputs.iter().map(|(key, _)| name(key).len()).max().unwrap_or_default();
        for (key, output) in outputs.iter().filter(|(_, output)| output.action != Action::NoOp) {
            self.action(output.action);
            self.add(" ");
            self.padded(&name(key), width);
            self.add(" = ");
            self.diff(output, 0, Look::default());
            self.add("\n");
        }
    }
}
