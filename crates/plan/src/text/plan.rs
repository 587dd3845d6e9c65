//! The whole: legend, changes, totals, outputs, and what is said when there is nothing to do.

use std::collections::BTreeMap;

use dryrun_cty::Step;

use crate::addr::Mode;
use crate::differ::{self, Diff, Paths};
use crate::model::{Action, Plan, ResourceChange};

use super::heading::{Cause, moved_from};
use super::outputs;
use super::render::{Look, Printer};
use super::style::{Style, StyledText};

/// The width of lines when the output is no terminal.
const COLUMNS: usize = 78;

type Shown<'a> = Vec<&'a ResourceChange>;

pub(super) fn plan(plan: &Plan) -> StyledText {
    let changes: Shown<'_> = plan.changes().into_iter().filter(|change| is_shown(change)).collect();
    let outputs = outputs::diffs(plan);
    let outputs_change = outputs.iter().any(|(_, output)| output.action != Action::NoOp);
    let mut printer = Printer { out: StyledText::default() };
    let drifted = printer.drift(plan, changes.is_empty() && !outputs_change);
    if drifted {
        printer.rule();
    }
    if changes.is_empty() && !outputs_change {
        printer.nothing(plan);
        return printer.out;
    }
    let counts = counts(&changes);
    if !counts.is_empty() {
        printer.paragraph(drifted);
        printer.legend(&counts);
    }
    if !changes.is_empty() {
        printer.changes(plan, &changes);
        printer.totals(&changes, &counts);
    }
    if outputs_change {
        printer.paragraph(!changes.is_empty() || drifted);
        printer.add("Changes to Outputs:\n");
        printer.outputs(&outputs);
        if counts.is_empty() {
            printer.add("\nYou can apply this plan to save these new output values to the Terraform\nstate, without changing any real infrastructure.\n");
        }
    }
    printer.out
}

fn is_shown(change: &ResourceChange) -> bool {
    let idle =
        change.action == Action::NoOp && moved_from(change).is_none() && change.importing.is_none();
    let removed_data =
        change.action == Action::Delete && change.address.resource.mode != Mode::Managed;
    !idle && !removed_data && change.address.resource.mode != Mode::Ephemeral
}

fn counts(changes: &Shown<'_>) -> BTreeMap<Action, usize> {
    let mut counts = BTreeMap::new();
    for change in changes.iter().filter(|change| change.action != Action::NoOp) {
        *counts.entry(change.action).or_default() += 1;
    }
    counts
}

impl Printer {
    /// A blank line, unless the text begins here.
    fn paragraph(&mut self, follows: bool) {
        if follows || !self.out.plain().is_empty() {
            self.add("\n");
        }
    }

    fn rule(&mut self) {
        self.add(&"─".repeat(COLUMNS));
        self.add("\n");
    }

    fn legend(&mut self, counts: &BTreeMap<Action, usize>) {
        self.add("Terraform used the selected providers to generate the following execution\nplan. Resource actions are indicated with the following symbols:\n");
        for (action, words) in [
            (Action::Create, "create"),
            (Action::Update, "update in-place"),
            (Action::Delete, "destroy"),
            (Action::DeleteThenCreate, "destroy and then create replacement"),
            (Action::CreateThenDelete, "create replacement and then destroy"),
            (Action::Read, "read (data resources)"),
        ] {
            if counts.contains_key(&action) {
                self.marker(action);
                self.add(" ");
                self.add(words);
                self.out.push(Style::End, "");
                self.add("\n");
            }
        }
    }

    fn changes(&mut self, plan: &Plan, changes: &Shown<'_>) {
        self.paragraph(false);
        self.add(if plan.errored {
            "Terraform planned the following actions, but then encountered a problem:\n"
        } else {
            "Terraform will perform the following actions:\n"
        });
        for change in changes {
            self.add("\n");
            self.resource(change, &differ::planned(change), Cause::Proposed);
        }
    }

    fn resource(&mut self, change: &ResourceChange, diff: &Diff<'_>, cause: Cause) {
        self.heading(change, cause);
        self.diff(diff, 0, Look { whole: change.importing.is_some(), ..Look::default() });
        self.add("\n");
    }

    fn totals(&mut self, changes: &Shown<'_>, counts: &BTreeMap<Action, usize>) {
        let count = |action| counts.get(&action).copied().unwrap_or_default();
        let replaced = count(Action::DeleteThenCreate) + count(Action::CreateThenDelete);
        let imported = changes.iter().filter(|change| change.importing.is_some()).count();
        self.add("\n");
        self.out.push(Style::Bold, "Plan:");
        self.add(" ");
        if imported > 0 {
            self.add(&format!("{imported} to import, "));
        }
        let (add, change, destroy) = (
            count(Action::Create) + replaced,
            count(Action::Update),
            count(Action::Delete) + replaced,
        );
        self.add(&format!("{add} to add, {change} to change, {destroy} to destroy.\n"));
        self.out.push(Style::End, "");
    }

    /// What changed outside, as far as it matters; whether anything was shown.
    fn drift(&mut self, plan: &Plan, nothing_else: bool) -> bool {
        if nothing_else {
            return false;
        }
        let shown: Vec<(&ResourceChange, Diff<'_>)> = plan
            .resource_drift
            .iter()
            .filter_map(|change| Some((change, drifted(plan, change)?)))
            .collect();
        if shown.is_empty() {
            return false;
        }
        self.out.push(Style::Note, "Note:");
        self.out.push(Style::Bold, " Objects have changed outside of Terraform\n");
        self.add("\nTerraform detected the following changes made outside of Terraform since the\nlast \"terraform apply\" which may have affected this plan:\n");
        for (change, diff) in &shown {
            self.add("\n");
            self.resource(change, diff, Cause::Drift);
        }
        self.add("\n\nUnless you have made equivalent changes to your configuration, or ignored the\nrelevant attributes using ignore_changes, the following plan may include\nactions to undo or respond to these changes.\n\n");
        true
    }

    fn nothing(&mut self, plan: &Plan) {
        if plan.errored {
            self.headline(
                Style::Failure,
                "Planning failed.",
                " Terraform encountered an error while generating this plan.",
            );
        } else if plan.destroy {
            self.headline(Style::Success, "No changes.", " No objects need to be destroyed.");
            self.add("Either you have not created any objects yet or the existing objects were\nalready deleted outside of Terraform.\n");
        } else {
            self.headline(
                Style::Success,
                "No changes.",
                " Your infrastructure matches the configuration.",
            );
            self.add("Terraform has compared your real infrastructure against your configuration\nand found no differences, so no changes are needed.\n");
        }
    }

    fn headline(&mut self, style: Style, first: &str, rest: &str) {
        self.out.push(style, first);
        self.out.push(Style::Bold, rest);
        self.add("\n\n");
        self.out.push(Style::End, "");
    }
}

/// The part of a change outside that the plan looked at; `None` when it looked at nothing of it.
fn drifted<'a>(plan: &'a Plan, change: &'a ResourceChange) -> Option<Diff<'a>> {
    let address = change.address.to_string();
    let paths = plan
        .relevant_attributes
        .iter()
        .filter(|(resource, _)| resource.is_empty() || *resource == address);
    let relevant = Paths::spreading(paths.map(|(_, path)| -> &[Step] { &path.0 }));
    if !relevant.pass_here() || change.action == Action::NoOp {
        return None;
    }
    let diff = differ::drifted(change, relevant);
    (diff.action != Action::NoOp).then_some(diff)
}
