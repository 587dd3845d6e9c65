//! What the cases of an example exercised: states, choice rules, retriers and catchers.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use crate::machine::{Kind, Machine, State, StateId};
use crate::run::{RunResult, Tried, What};

/// A part of a machine that a case can exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Site {
    State,
    Rule(usize),
    Default,
    Retrier(usize),
    Catcher(usize),
}

impl Site {
    fn word(self) -> &'static str {
        match self {
            Self::State => "states",
            Self::Rule(_) | Self::Default => "choices",
            Self::Retrier(_) => "retriers",
            Self::Catcher(_) => "catchers",
        }
    }
}

/// What runs have exercised so far.
#[derive(Debug, Clone, Default)]
pub struct Coverage(BTreeSet<(Arc<str>, Site)>);

impl Coverage {
    /// Adds what a run exercised.
    pub fn add(&mut self, run: &RunResult) {
        self.0.extend(run.states.keys().map(|name| (Arc::from(name.as_str()), Site::State)));
        for note in &run.notes {
            let site = match (&note.what, note.by) {
                (What::Chose(_), None) => Site::Default,
                (What::Chose(_), Some(rule)) => Site::Rule(rule),
                (What::Attempt(_, Tried::Retry(..)), Some(retrier)) => Site::Retrier(retrier),
                (What::Attempt(_, Tried::Caught(..)), Some(catcher)) => Site::Catcher(catcher),
                (
                    What::Attempt(..)
                    | What::Passed
                    | What::Waits(_)
                    | What::Succeeded
                    | What::Failed(_),
                    _,
                ) => continue,
            };
            self.0.insert((Arc::clone(&note.state), site));
        }
    }

    fn has(&self, site: &Listed<'_>) -> bool {
        // The set is keyed by owned names; a machine's own are shared, so this copies a pointer.
        self.0.contains(&(Arc::clone(&site.state.name), site.site))
    }
}

/// A site with what is needed to name it.
struct Listed<'m> {
    machine: &'m Machine,
    state: &'m State,
    site: Site,
}

impl Listed<'_> {
    fn target(&self, id: StateId) -> &str {
        self.machine.state(id).map_or("", |state| state.name.as_ref())
    }
}

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.state.name)?;
        match (self.site, &self.state.kind) {
            (Site::State, _) => f.write_str(": never entered"),
            (Site::Rule(index), Kind::Choice(choice)) => match choice.rules.get(index) {
                Some(rule) => write!(f, ": choice {index} to {}", self.target(rule.next)),
                None => Ok(()),
            },
            (Site::Default, Kind::Choice(choice)) => match choice.default {
                Some(next) => write!(f, ": default to {}", self.target(next)),
                None => Ok(()),
            },
            (Site::Retrier(index), _) => match self.state.retry.get(index) {
                Some(retrier) => write!(f, ": retry {}", retrier.errors.join(", ")),
                None => Ok(()),
            },
            (Site::Catcher(index), _) => match self.state.catch.get(index) {
                Some(catcher) => {
                    let errors = catcher.errors.join(", ");
                    write!(f, ": catch {errors} to {}", self.target(catcher.next))
                }
                None => Ok(()),
            },
            (Site::Rule(_) | Site::Default, _) => Ok(()),
        }
    }
}

fn listed(machine: &Machine) -> Vec<Listed<'_>> {
    let mut out = Vec::new();
    for state in &machine.states {
        let mut sites = vec![Site::State];
        if let Kind::Choice(choice) = &state.kind {
            sites.extend((0..choice.rules.len()).map(Site::Rule));
            sites.extend(choice.default.map(|_| Site::Default));
        }
        sites.extend((0..state.retry.len()).map(Site::Retrier));
        sites.extend((0..state.catch.len()).map(Site::Catcher));
        out.extend(sites.into_iter().map(|site| Listed { machine, state, site }));
        out.extend(state.kind.machines().iter().flat_map(listed));
    }
    out
}

/// How much of each kind was exercised, then what was not, in the machine's order.
#[must_use]
pub fn coverage(machine: &Machine, seen: &Coverage) -> String {
    let all = listed(machine);
    let mut out = Vec::new();
    for word in ["states", "choices", "retriers", "catchers"] {
        let of_kind = || all.iter().filter(|listed| listed.site.word() == word);
        let (total, used) = (of_kind().count(), of_kind().filter(|site| seen.has(site)).count());
        if total > 0 {
            out.push(format!("{word:9} {used} of {total}"));
        }
    }
    let missed: Vec<String> =
        all.iter().filter(|site| !seen.has(site)).map(ToString::to_string).collect();
    if !missed.is_empty() {
        out.push(String::new());
        out.push("not exercised:".to_owned());
        out.extend(missed.into_iter().map(|site| format!("  {site}")));
    }
    out.join("\n")
}
