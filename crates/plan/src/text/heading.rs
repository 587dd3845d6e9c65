//! The comments above a resource: what happens to it and why.

use std::fmt::{self, Display, Formatter};

use crate::addr::{InstanceKey, Mode, Resource};
use crate::model::{Action, ActionReason, ResourceChange};

use super::render::Printer;
use super::style::Style;

/// What made the change: the plan, or something outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    Proposed,
    Drift,
}

impl Printer {
    /// The comments and the first line up to the opening brace.
    pub(super) fn heading(&mut self, change: &ResourceChange, cause: Cause) {
        self.comment(change, cause);
        self.add("\n");
        self.origins(change);
        self.out.push(Style::End, "");
        self.symbol_of(change.action);
        let mode = if change.address.resource.mode == Mode::Managed { "resource" } else { "data" };
        let Resource { kind, name, .. } = &change.address.resource;
        for part in [" ", mode, " \"", kind, "\" \"", name, "\" "] {
            self.add(part);
        }
    }

    fn symbol_of(&mut self, action: Action) {
        self.action(action);
    }

    /// `  # address` in bold and what follows it.
    fn about(&mut self, address: &impl Display, what: &str) {
        self.out.write(Style::Bold, format_args!("  # {address}"));
        self.add(what);
    }

    fn comment(&mut self, change: &ResourceChange, cause: Cause) {
        let address = Displayed(change);
        match (change.action, cause) {
            (Action::Create, _) => self.about(&address, " will be created"),
            (Action::Read, _) => {
                self.about(&address, " will be read during apply");
                self.reason(change);
            }
            (Action::Update, Cause::Proposed) => self.about(&address, " will be updated in-place"),
            (Action::Update, Cause::Drift) => self.about(&address, " has changed"),
            (Action::DeleteThenCreate | Action::CreateThenDelete, _) => {
                self.replaced(&address, change.reason);
            }
            (Action::Delete, _) => {
                self.deleted(&address, cause);
                self.reason(change);
                self.left_over(change);
            }
            (Action::Forget, _) => {
                self.out.write(Style::Bold, format_args!(" # {address}"));
                self.add(" will no longer be managed by Terraform, but ");
                self.out.push(Style::Alarm, "will not be destroyed");
                self.add("\n # (destroy = false is set in the configuration)");
                self.left_over(change);
            }
            (Action::NoOp, _) => self.unchanged_but(change, &address),
        }
    }

    fn unchanged_but(&mut self, change: &ResourceChange, address: &Displayed<'_>) {
        if let Some(previous) = moved_from(change) {
            self.about(&previous, " has moved to ");
            self.out.write(Style::Bold, format_args!("{address}"));
        } else {
            self.about(address, " will be imported");
        }
    }

    fn replaced(&mut self, address: &Displayed<'_>, reason: Option<ActionReason>) {
        let (before, after) = match reason {
            Some(ActionReason::ReplaceBecauseTainted) => (" is tainted, so must be ", ""),
            Some(ActionReason::ReplaceByRequest) => (" will be ", ", as requested"),
            Some(ActionReason::ReplaceByTriggers) => {
                (" will be ", " due to changes in replace_triggered_by")
            }
            _ => (" must be ", ""),
        };
        self.about(address, before);
        self.out.push(Style::Alarm, "replaced");
        self.add(after);
    }

    fn deleted(&mut self, address: &Displayed<'_>, cause: Cause) {
        if cause == Cause::Drift {
            return self.about(address, " has been deleted");
        }
        self.about(address, " will be ");
        self.out.push(Style::Alarm, "destroyed");
    }

    fn reason(&mut self, change: &ResourceChange) {
        if let Some(reason) = change.reason.and_then(|reason| explained(reason, change)) {
            self.add(&format!("\n  # ({reason})"));
        }
    }

    fn left_over(&mut self, change: &ResourceChange) {
        if change.deposed.is_some() {
            self.add("\n  # (left over from a partially-failed replacement of this instance)");
        }
    }

    /// Where the object comes from: a move, an import.
    fn origins(&mut self, change: &ResourceChange) {
        if let Some(previous) = moved_from(change)
            && change.action != Action::NoOp
        {
            self.note(&format!("(moved from {previous})"));
        }
        let Some(importing) = change.importing.as_ref().filter(|_| change.action != Action::NoOp)
        else {
            return;
        };
        match importing.id.as_str() {
            Some(id) if !id.is_empty() => self.note(&format!("(imported from \"{id}\")")),
            _ => self.note("(will be imported first)"),
        }
        if matches!(change.action, Action::DeleteThenCreate | Action::CreateThenDelete) {
            self.add("  # ");
            self.out.push(Style::End, "");
            self.out.push(Style::Warning, "Warning: this will destroy the imported resource");
            self.add("\n");
        }
    }

    fn note(&mut self, text: &str) {
        self.add("  # ");
        self.out.push(Style::End, "");
        self.add(text);
        self.add("\n");
    }
}

/// The object that a change is about.
struct Displayed<'a>(&'a ResourceChange);

impl Display for Displayed<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.address.fmt(f)?;
        match &self.0.deposed {
            Some(key) => write!(f, " (deposed object {key})"),
            None => Ok(()),
        }
    }
}

/// The address before a move.
pub(super) fn moved_from(change: &ResourceChange) -> Option<String> {
    let previous = change.previous_address.as_ref()?;
    (*previous != change.address).then(|| previous.to_string())
}

fn explained(reason: ActionReason, change: &ResourceChange) -> Option<String> {
    let address = &change.address;
    Some(match reason {
        ActionReason::ReadBecauseConfigUnknown => "config refers to values not yet known".into(),
        ActionReason::ReadBecauseDependencyPending => {
            "depends on a resource or a module with changes pending".into()
        }
        ActionReason::ReadBecauseCheckNested => {
            "config will be reloaded to verify a check block".into()
        }
        ActionReason::DeleteBecauseNoResourceConfig => format!(
            "because {}.{} is not in configuration",
            address.resource.kind, address.resource.name
        ),
        ActionReason::DeleteBecauseNoMoveTarget => {
            format!(
                "because {} was moved to {address}, which is not in configuration",
                moved_from(change).unwrap_or_default()
            )
        }
        ActionReason::DeleteBecauseNoModule => {
            format!("because {} is not in configuration", address.module)
        }
        ActionReason::DeleteBecauseWrongRepetition => match &address.key {
            None => "because resource uses count or for_each".into(),
            Some(InstanceKey::Number(_)) => "because resource does not use count".into(),
            Some(InstanceKey::Text(_)) => "because resource does not use for_each".into(),
        },
        ActionReason::DeleteBecauseCountIndex => {
            format!("because index {} is out of range for count", index(change))
        }
        ActionReason::DeleteBecauseEachKey => {
            format!("because key {} is not in for_each map", index(change))
        }
        ActionReason::ReplaceBecauseCannotUpdate
        | ActionReason::ReplaceBecauseTainted
        | ActionReason::ReplaceByRequest
        | ActionReason::ReplaceByTriggers => return None,
    })
}

/// The key in brackets, as JSON.
fn index(change: &ResourceChange) -> String {
    match &change.address.key {
        Some(InstanceKey::Text(text)) => format!("[{}]", serde_json::Value::from(text.as_ref())),
        Some(InstanceKey::Number(number)) => format!("[{number}]"),
        None => "[]".into(),
    }
}
