//! Objects, maps, lists and sets.

use crate::differ::{Diff, Shape};
use crate::model::Action;

use super::quote::{name, quoted};
use super::render::{Look, Printer};

/// Attributes that are shown even when unchanged: they say which object it is.
pub(super) fn is_important(name: &str) -> bool {
    matches!(name, "id" | "name" | "tags")
}

impl Printer {
    /// `name = value` on its own line, with the comments above it.
    pub(super) fn entry(
        &mut self,
        (key, width): (&str, usize),
        diff: &Diff<'_>,
        depth: usize,
        look: Look,
    ) {
        self.warnings(diff, depth);
        self.start(depth, diff.action, look);
        self.padded(key, width);
        self.add(" = ");
        self.diff(diff, depth, look);
    }

    /// A name, filled up with blanks to a width in bytes, counting characters: Go's widths are both.
    pub(super) fn padded(&mut self, key: &str, width: usize) {
        self.add(key);
        for _ in key.chars().count()..width {
            self.add(" ");
        }
    }

    fn empty(&mut self, brackets: &str, diff: &Diff<'_>, look: Look) {
        self.add(brackets);
        self.null_suffix(diff.action, look);
        self.forces(diff.replace, look);
    }

    fn open(&mut self, bracket: &str, diff: &Diff<'_>, look: Look) {
        self.add(bracket);
        self.forces(diff.replace, look);
        self.add("\n");
    }

    fn close(&mut self, bracket: &str, diff: &Diff<'_>, depth: usize, look: Look) {
        self.start(depth, Action::NoOp, look);
        self.add(bracket);
        self.null_suffix(diff.action, look);
    }

    pub(super) fn object(
        &mut self,
        diff: &Diff<'_>,
        parts: &[(&str, Diff<'_>)],
        depth: usize,
        look: Look,
    ) {
        if parts.is_empty() {
            return self.empty("{}", diff, look);
        }
        let part_look = Look { without_null: true, ..look.of_parts() };
        let width = parts.iter().map(|(key, _)| name(key).len()).max().unwrap_or_default();
        let mut unchanged = 0;
        self.open("{", diff, look);
        for (key, part) in parts {
            let important = is_important(key);
            if part.action == Action::NoOp && !look.whole && !important {
                unchanged += 1;
                continue;
            }
            self.entry(
                (&name(key), width),
                part,
                depth + 1,
                Look { whole: look.whole || important, ..part_look },
            );
            self.add("\n");
        }
        self.unchanged(depth + 1, "attribute", unchanged, look);
        self.close("}", diff, depth, look);
    }

    pub(super) fn map(
        &mut self,
        diff: &Diff<'_>,
        parts: &[(&str, Diff<'_>)],
        depth: usize,
        look: Look,
    ) {
        if parts.is_empty() {
            return self.empty("{}", diff, look);
        }
        let part_look = Look { without_null: diff.action == Action::Delete, ..look.of_parts() };
        let keys: Vec<String> = parts.iter().map(|(key, _)| quoted(key)).collect();
        let width = keys.iter().map(String::len).max().unwrap_or_default();
        let mut unchanged = 0;
        self.open("{", diff, look);
        for (key, (_, part)) in keys.iter().zip(parts) {
            if part.action == Action::NoOp && !look.whole {
                unchanged += 1;
                continue;
            }
            self.entry((key, width), part, depth + 1, part_look);
            self.add(if matches!(part.shape, Shape::Object(_)) { ",\n" } else { "\n" });
        }
        self.unchanged(depth + 1, "element", unchanged, look);
        self.close("}", diff, depth, look);
    }

    fn element(&mut self, diff: &Diff<'_>, depth: usize, look: Look) {
        self.warnings(diff, depth);
        self.start(depth, diff.action, look);
        self.diff(diff, depth, look);
        self.add(",\n");
    }

    /// A list shows one unchanged element before and after each run of changes: order matters there.
    pub(super) fn list(&mut self, diff: &Diff<'_>, parts: &[Diff<'_>], depth: usize, look: Look) {
        if parts.is_empty() {
            return self.empty("[]", diff, look);
        }
        let changed = Look { without_null: true, ..look.of_parts() };
        let context = Look { whole: true, ..look.of_parts() };
        let mut skipped: Vec<&Diff<'_>> = Vec::new();
        let mut after_change = false;
        self.open("[", diff, look);
        for part in parts {
            let unchanged = part.action == Action::NoOp;
            if unchanged && !after_change && !look.whole {
                skipped.push(part);
                continue;
            }
            if let Some((last, hidden)) = skipped.split_last() {
                self.unchanged(depth + 1, "element", hidden.len(), look);
                self.element(last, depth + 1, context);
            }
            skipped.clear();
            self.element(part, depth + 1, if unchanged { context } else { changed });
            after_change = !unchanged;
        }
        self.unchanged(depth + 1, "element", skipped.len(), look);
        self.close("]", diff, depth, look);
    }

    pub(super) fn set(&mut self, diff: &Diff<'_>, parts: &[Diff<'_>], depth: usize, look: Look) {
        if parts.is_empty() {
            return self.empty("[]", diff, look);
        }
        let part_look = Look { without_null: true, ..look.of_parts() };
        let mut unchanged = 0;
        self.open("[", diff, look);
        for part in parts {
            if part.action == Action::NoOp && !look.whole {
                unchanged += 1;
            } else {
                self.element(part, depth + 1, part_look);
            }
        }
        self.unchanged(depth + 1, "element", unchanged, look);
        self.close("]", diff, depth, look);
    }
}
