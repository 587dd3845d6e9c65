//! What the provider refuses before it plans, in its own words.
//!
//! The checks and relations come from the table: they were read from the real provider's complaints.

mod check;
mod relations;
mod types;

use std::sync::Arc;

use dryrun_aws_facts::{Block, Checks, Deprecation, ResourceType};
use dryrun_cty::{Kind, Path, Step, Type, Value};
use dryrun_diag::Diagnostic;
use dryrun_provider::ConfigDiagnostic;

use crate::go_time::duration_fault;
use crate::values::present;

/// All complaints about a configuration.
pub(super) fn validate(
    type_name: &str,
    entry: &ResourceType,
    checks: &Checks,
    config: &Value,
) -> Vec<ConfigDiagnostic> {
    let mut out = Vec::new();
    if let Some(text) = &checks.deprecated {
        out.push(about(
            Diagnostic::warning("Deprecated Resource", text.to_string()),
            Path::default(),
        ));
    }
    let (related, settled) = relations::complaints(entry, config);
    out.extend(related);
    let looked_at = |path: &[Arc<str>]| !relations::is_settled(&settled, path);
    let top = Place {
        stops_at_unknown: !entry.framework && !config.is_wholly_known(),
        ..Place::default()
    };
    let deprecations = checks.deprecations.iter().filter(|one| looked_at(&one.path));
    for Deprecation { path, summary, text } in deprecations {
        descend(&top, config, path, &mut |place, value| {
            // Blocks that are not there are empty lists; of a value that is not known yet nothing is said.
            if !value.is_known() || value.elements().is_some_and(<[Value]>::is_empty) {
                return;
            }
            out.push(about(
                Diagnostic::warning(summary.to_string(), text.to_string()),
                place.path.clone(),
            ));
        });
    }
    for (path, all) in checks.members.iter().filter(|(path, _)| looked_at(path)) {
        descend(&top, config, path, &mut |place, value| {
            leaves(place, value, &mut |place, value| {
                let found: Vec<ConfigDiagnostic> =
                    all.iter().filter_map(|check| check::complaint(check, place, value)).collect();
                // Bounds beside an enumeration are another way to be right.
                if found.len() == all.len() || !check::are_alternatives(all) {
                    out.extend(found);
                }
            });
        });
    }
    out.extend(types::complaints(type_name, config));
    out.extend(general(entry, config));
    out
}

/// What the framework and the SDK check of all types.
fn general(entry: &ResourceType, config: &Value) -> Vec<ConfigDiagnostic> {
    let mut out = Vec::new();
    if entry.framework {
        descend(&Place::default(), config, &["timeouts".into()], &mut |place, timeouts| {
            let given = timeouts.entries().into_iter().flat_map(|entries| entries.iter());
            for (name, value) in given {
                let fault = value.as_str().filter(|text| duration_fault(text).is_some());
                out.extend(fault.map(|text| no_duration(text, place.member(name).path)));
            }
        });
    }
    out
}

fn no_duration(text: &str, path: Path) -> ConfigDiagnostic {
    let detail = format!(
        "{text:?} must be a string containing a sequence of decimal numbers, each with optional fraction and a unit suffix, such as \"300ms\", \"-1.5h\" or \"2h45m\". Valid time units are \"ns\", \"us\" (or \"µs\"), \"ms\", \"s\", \"m\", \"h\"."
    );
    about(Diagnostic::error("Invalid Attribute Value Time Duration", detail), path)
}

/// The old SDK knows every resource's `id` as its own, not as an argument.
pub(super) fn own_id(entry: &ResourceType, config: &Value) -> Option<ConfigDiagnostic> {
    let given = present(config.entries().and_then(|entries| entries.get("id")));
    let path = Path(vec![Step::Attribute("id".into())]);
    (!entry.framework && given.is_some())
        .then(|| about(Diagnostic::error("Invalid or unknown key", ""), path))
}

fn about(diagnostic: Diagnostic, path: Path) -> ConfigDiagnostic {
    ConfigDiagnostic { diagnostic, path }
}

/// Where a value sits.
#[derive(Debug, Clone, Default)]
struct Place {
    /// The way there; ends at the first set, as the provider's own paths do.
    path: Path,
    in_set: bool,
    /// The old SDK looks into no list and no set in which anything is unknown: it may come from a `dynamic` block.
    stops_at_unknown: bool,
    /// As the old SDK writes it: `statement.0.effect`.
    key: String,
    /// As the Plugin Framework writes it: `statement[0].effect`.
    expression: String,
    /// The name of the argument alone.
    name: String,
}

impl Place {
    fn member(&self, name: &Arc<str>) -> Self {
        let mut inner = self.clone();
        if !self.in_set {
            inner.path.0.push(Step::Attribute(name.clone()));
        }
        if !self.key.is_empty() {
            inner.key.push('.');
            inner.expression.push('.');
        }
        inner.key.push_str(name);
        inner.expression.push_str(name);
        inner.name = name.to_string();
        inner
    }

    fn element(&self, index: usize, element: &Value, collection: &Type) -> Self {
        let mut inner = self.clone();
        inner.in_set |= matches!(collection, Type::Set(_));
        if !inner.in_set {
            inner.path.0.push(Step::Index(Value::count(index)));
        }
        inner.key.push_str(&format!(".{index}"));
        // The elements of a set have no number; the framework names them by what they are.
        inner.expression.push_str(&match collection {
            Type::Set(_) => format!("[Value({})]", shown(element)),
            _ => format!("[{index}]"),
        });
        inner
    }
}

/// A value as the Plugin Framework shows it in a path.
fn shown(value: &Value) -> String {
    let all = |items: &mut dyn Iterator<Item = String>| items.collect::<Vec<_>>().join(",");
    match value.kind() {
        Kind::Null => "<null>".to_owned(),
        Kind::Unknown(_) => "<unknown>".to_owned(),
        Kind::Bool(value) => value.to_string(),
        Kind::Number(number) => number.to_string(),
        Kind::String(text) => format!("{text:?}"),
        Kind::Elements(elements) => format!("[{}]", all(&mut elements.iter().map(shown))),
        Kind::Entries(entries) => {
            let mut members = entries.iter().map(|(key, one)| format!("{key:?}:{}", shown(one)));
            format!("{{{}}}", all(&mut members))
        }
    }
}

/// Visits every configured value at a path of names.
fn descend(
    place: &Place,
    value: &Value,
    names: &[Arc<str>],
    visit: &mut impl FnMut(&Place, &Value),
) {
    let Some((name, rest)) = names.split_first() else { return visit(place, value) };
    if let Some(all) = value.elements() {
        if place.stops_at_unknown && !value.is_wholly_known() {
            return;
        }
        for (index, element) in all.iter().enumerate() {
            descend(&place.element(index, element, value.ty()), element, names, visit);
        }
    } else if let Some(inner) = present(value.entries().and_then(|entries| entries.get(name))) {
        descend(&place.member(name), inner, rest, visit);
    }
}

/// Visits a value, or the elements of a collection of simple values.
fn leaves(place: &Place, value: &Value, visit: &mut impl FnMut(&Place, &Value)) {
    match value.elements() {
        Some(_) if place.stops_at_unknown && !value.is_wholly_known() => {}
        Some(all) => {
            for (index, element) in all.iter().enumerate() {
                visit(&place.element(index, element, value.ty()), element);
            }
        }
        None => visit(place, value),
    }
}

/// Whether the block at a path can be there once only, so that the SDK names its members with a `.0`.
fn key_of(block: &Block, path: &str) -> String {
    let mut key = String::new();
    let mut here = Some(block);
    for name in path.split('.') {
        if !key.is_empty() {
            key.push('.');
        }
        key.push_str(name);
        let nested = here.and_then(|block| block.nested(name));
        if nested.is_some() && key.len() < path.len() && !path.ends_with(&format!(".{name}")) {
            key.push_str(".0");
        }
        here = nested.map(|nested| &*nested.block);
    }
    key
}
