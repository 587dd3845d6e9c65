//! Resources and their nested blocks.

use crate::differ::{BlockDiff, Diff, Group, Hidden, Shape};
use crate::model::Action;

use super::collections::is_important;
use super::quote::{name, quoted};
use super::render::{Look, Printer};

impl Printer {
    pub(super) fn block(
        &mut self,
        diff: &Diff<'_>,
        parts: &BlockDiff<'_>,
        depth: usize,
        look: Look,
    ) {
        if parts.attributes.is_empty() && parts.groups.is_empty() {
            self.add("{}");
            return self.forces(diff.replace, look);
        }
        self.add("{");
        self.forces(diff.replace, look);
        self.add("\n");
        self.attributes(&parts.attributes, depth, look);
        let mut hidden = 0;
        for group in &parts.groups {
            hidden += self.group(group, !parts.attributes.is_empty(), depth, look);
        }
        if hidden > 0 {
            self.add("\n");
            self.unchanged(depth + 1, "block", hidden, look);
        }
        self.start(depth, Action::NoOp, look);
        self.add("}");
    }

    fn attributes(&mut self, attributes: &[(&str, Diff<'_>)], depth: usize, look: Look) {
        let width = attributes.iter().map(|(key, _)| name(key).len()).max().unwrap_or_default();
        let mut unchanged = 0;
        for (key, attribute) in attributes {
            let important = is_important(key);
            if attribute.action == Action::NoOp && !look.whole && !important {
                unchanged += 1;
                continue;
            }
            self.entry(
                (&name(key), width),
                attribute,
                depth + 1,
                Look { whole: look.whole || important, ..look.of_parts() },
            );
            self.add("\n");
        }
        self.unchanged(depth + 1, "attribute", unchanged, look);
    }

    /// The blocks of one name; returns how many unchanged ones were left out.
    fn group(&mut self, group: &Group<'_>, apart: bool, depth: usize, look: Look) -> usize {
        let mut hidden = 0;
        let mut first = true;
        for (label, block) in &group.blocks {
            let covered = covered(group, block);
            let block = covered.as_ref().unwrap_or(block);
            if block.action == Action::NoOp && !look.whole {
                hidden += 1;
                continue;
            }
            if std::mem::take(&mut first) && apart {
                self.add("\n");
            }
            self.warnings(block, depth + 1);
            self.start(depth + 1, block.action, look);
            self.add(&name(group.name));
            if let Some(label) = label {
                self.add(" ");
                self.add(&quoted(label));
            }
            self.add(" ");
            self.diff(block, depth + 1, Look { forces: group.replace, ..look });
            self.add("\n");
        }
        hidden
    }
}

/// A block of a group that is sensitive as a whole shows nothing of its content.
fn covered<'a>(group: &Group<'a>, block: &Diff<'a>) -> Option<Diff<'a>> {
    let (before, after) = (group.before_sensitive, group.after_sensitive);
    let hides = match block.action {
        Action::Create => after,
        Action::Delete => before,
        Action::NoOp | Action::Update => before || after,
        Action::Read | Action::DeleteThenCreate | Action::CreateThenDelete | Action::Forget => {
            false
        }
    };
    let action =
        if block.action == Action::NoOp && before != after { Action::Update } else { block.action };
    let shape = Shape::SensitiveBlock(Hidden { inner: block.action, before, after });
    hides.then_some(Diff { action, replace: block.replace, shape })
}
