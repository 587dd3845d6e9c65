//! What the provider refuses before it plans, in its own words.
//!
//! The checks and relations come from the table: they were read from the real provider's complaints.

mod check;
mod relations;
mod types;

use std::sync::Arc;

use dryrun_aws_facts::{Block, Checks, Deprecation, ResourceType};
use dryrun_cty::{Path, Step, Type, Value};
use dryrun_diag::Diagnostic;
use dryrun_provider::ConfigDiagnostic;

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
    let deprecations = checks.deprecations.iter().filter(|one| looked_at(&one.path));
    for Deprecation { path, summary, text } in deprecations {
        each(config, path, &mut |place, value| {
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
        each(config, path, &mut |place, value| {
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
    out
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
        inner.expression.push_str(&match (collection, element.as_str()) {
            (Type::Set(_), Some(text)) => format!("[Value({text:?})]"),
            _ => format!("[{index}]"),
        });
        inner
    }
}

/// Visits every configured value at a path of names.
fn each(config: &Value, names: &[Arc<str>], visit: &mut impl FnMut(&Place, &Value)) {
    descend(&Place::default(), config, names, visit);
}

fn descend(
    place: &Place,
    value: &Value,
    names: &[Arc<str>],
    visit: &mut impl FnMut(&Place, &Value),
) {
    let Some((name, rest)) = names.split_first() else { return visit(place, value) };
    if let Some(all) = value.elements() {
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
