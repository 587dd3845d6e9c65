//! Arguments that exclude or need each other.

use std::sync::Arc;

use dryrun_aws_facts::{Block, Relations, ResourceType};
use dryrun_cty::{Path, Step, Value};
use dryrun_diag::Diagnostic;
use dryrun_provider::ConfigDiagnostic;

use super::{about, key_of};
use crate::values::{is_empty, present};

/// Whether something is configured at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Presence {
    Absent,
    Set,
    /// Set, its value known after apply only.
    Unknown,
    /// The block around it is absent, so it is not asked for.
    Unreachable,
}

/// The complaints about a configuration, and the paths of the arguments that are not looked at any further.
pub(super) fn complaints<'e>(
    entry: &'e ResourceType,
    config: &Value,
) -> (Vec<ConfigDiagnostic>, Vec<&'e str>) {
    if entry.framework {
        (framework(&entry.relations, config), Vec::new())
    } else {
        sdk(&entry.block, &entry.relations, config)
    }
}

/// Whether the old SDK has stopped at an argument, or at a block around it.
pub(super) fn is_settled(settled: &[&str], path: &[Arc<str>]) -> bool {
    let stops = |names: &str| {
        let mut rest = path.iter();
        names.split('.').all(|name| rest.next().is_some_and(|here| **here == *name))
    };
    settled.iter().any(|names| stops(names))
}

fn sdk<'e>(
    block: &Block,
    relations: &'e Relations,
    config: &Value,
) -> (Vec<ConfigDiagnostic>, Vec<&'e str>) {
    let mut out: Vec<(&str, ConfigDiagnostic)> = Vec::new();
    let mut settled: Vec<&str> = Vec::new();
    let groups =
        relations.exactly_one.iter().map(|group| (group, "Invalid combination of arguments"));
    let groups = groups
        .chain(relations.at_least_one.iter().map(|group| (group, "Missing required argument")));
    for (group, summary) in groups {
        let (group, asked) = owners(group);
        let mut keys: Vec<String> = group.iter().map(|path| key_of(block, path)).collect();
        keys.sort();
        let set: Vec<&str> = group
            .iter()
            .filter(|path| presence(config, path) == Presence::Set)
            .map(|path| &**path)
            .collect();
        let open = group.iter().any(|path| presence(config, path) == Presence::Unknown);
        let too_many = summary.starts_with("Invalid") && set.len() > 1;
        if !too_many && (!set.is_empty() || open) {
            continue;
        }
        for path in asked.filter(|path| presence(config, path) != Presence::Unreachable) {
            let (key, all) = (key_of(block, path), keys.join(","));
            let detail = if too_many {
                let mut given: Vec<String> = set.iter().map(|path| key_of(block, path)).collect();
                given.sort();
                format!(
                    "\"{key}\": only one of `{all}` can be specified, but `{}` were specified.",
                    given.join(",")
                )
            } else {
                format!("\"{key}\": one of `{all}` must be specified")
            };
            settled.push(path);
            out.push((path, about(Diagnostic::error(summary, detail), path_of(config, path))));
        }
    }
    for group in &relations.required_with {
        let Some((path, others)) = group.split_first() else { continue };
        let missing = others.iter().any(|other| {
            matches!(presence(config, other), Presence::Absent | Presence::Unreachable)
        });
        if is_set(config, path) && missing && !settled.contains(&&**path) {
            let mut keys: Vec<String> = group.iter().map(|path| key_of(block, path)).collect();
            keys.sort();
            let detail = format!(
                "\"{}\": all of `{}` must be specified",
                key_of(block, path),
                keys.join(",")
            );
            settled.push(path);
            out.push((
                path,
                about(
                    Diagnostic::error("Missing required argument", detail),
                    path_of(config, path),
                ),
            ));
        }
    }
    for (path, other) in &relations.conflicts {
        if presence(config, path) == Presence::Set
            && presence(config, other) == Presence::Set
            && !settled.contains(&&**path)
        {
            let detail =
                format!("\"{}\": conflicts with {}", key_of(block, path), key_of(block, other));
            settled.push(path);
            out.push((
                path,
                about(
                    Diagnostic::error("Conflicting configuration arguments", detail),
                    path_of(config, path),
                ),
            ));
        }
    }
    // What is inside a block with a complaint, or with anything unknown in it, is not reached.
    let reached = |path: &str| {
        !is_within_unknown(config, path)
            && !settled
                .iter()
                .any(|block| path.strip_prefix(block).is_some_and(|rest| rest.starts_with('.')))
    };
    let out = out.into_iter().filter(|(path, _)| reached(path)).map(|(_, found)| found).collect();
    (out, settled)
}

/// The members of a group, and those that complain: all, unless some are named before them with a `=`.
fn owners(group: &[Arc<str>]) -> (&[Arc<str>], impl Iterator<Item = &str>) {
    let named = group.iter().take_while(|path| path.starts_with('=')).count();
    let (owners, members) = group.split_at(named);
    let asked = if owners.is_empty() { members } else { owners };
    (members, asked.iter().map(|path| path.trim_start_matches('=')))
}

fn framework(relations: &Relations, config: &Value) -> Vec<ConfigDiagnostic> {
    let mut out = Vec::new();
    for (path, other) in &relations.conflicts {
        if presence(config, path) == Presence::Set && presence(config, other) == Presence::Set {
            let detail =
                format!("Attribute \"{path}\" cannot be specified when \"{other}\" is specified");
            out.push(about(
                Diagnostic::error("Invalid Attribute Combination", detail),
                path_of(config, path),
            ));
        }
    }
    for (groups, quantity) in
        [(&relations.exactly_one, "Exactly"), (&relations.at_least_one, "At least")]
    {
        for group in groups {
            let missing = group.iter().all(|path| presence(config, path) == Presence::Absent);
            let names = group.join(",");
            let mut set = group.iter().filter(|path| presence(config, path) == Presence::Set);
            let (first, second) = (set.next(), set.next());
            let detail =
                format!("{quantity} one of these attributes must be configured: [{names}]");
            if missing {
                out.push(about(
                    Diagnostic::error("Missing Attribute Configuration", detail),
                    Path::default(),
                ));
            } else if let ("Exactly", Some(first), Some(_)) = (quantity, first, second) {
                out.push(about(
                    Diagnostic::error("Invalid Attribute Combination", detail),
                    path_of(config, first),
                ));
            }
        }
    }
    out
}

/// Whether a block around an argument is a list or a set in which anything is unknown.
fn is_within_unknown(config: &Value, path: &str) -> bool {
    let mut here = Some(config);
    path.split('.').any(|name| {
        let Some(value) = here else { return false };
        let inside = value.elements().and_then(<[Value]>::first);
        let is_open = value.elements().is_some() && !value.is_wholly_known();
        here = present(inside.unwrap_or(value).entries().and_then(|entries| entries.get(name)));
        is_open
    })
}

fn is_set(config: &Value, path: &str) -> bool {
    matches!(presence(config, path), Presence::Set | Presence::Unknown)
}

fn presence(config: &Value, path: &str) -> Presence {
    let mut here = config;
    let mut names = path.split('.').peekable();
    while let Some(name) = names.next() {
        let last = names.peek().is_none();
        let Some(inner) = present(here.entries().and_then(|entries| entries.get(name))) else {
            return if last { Presence::Absent } else { Presence::Unreachable };
        };
        if !inner.is_known() {
            return Presence::Unknown;
        }
        // A block that repeats is there when it is there once.
        let is_block = inner
            .ty()
            .element()
            .is_some_and(|element| matches!(element, dryrun_cty::Type::Object(_)));
        if is_block && is_empty(inner) {
            return if last { Presence::Absent } else { Presence::Unreachable };
        }
        if last {
            return Presence::Set;
        }
        here = inner.elements().and_then(<[Value]>::first).unwrap_or(inner);
    }
    Presence::Absent
}

/// The way to an argument, through the first element of every block.
fn path_of(config: &Value, path: &str) -> Path {
    let mut steps = Vec::new();
    let mut here = Some(config);
    for name in path.split('.') {
        if let Some(first) = here.and_then(Value::elements) {
            steps.push(Step::Index(Value::integer(0)));
            here = first.first();
        }
        steps.push(Step::Attribute(name.into()));
        here = here.and_then(|value| present(value.entries()?.get(name)));
    }
    Path(steps)
}
