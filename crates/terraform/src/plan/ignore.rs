//! `ignore_changes`: parts of the configuration that keep their prior value.

use std::sync::Arc;

use dryrun_cty::{Entries, Kind, Path, Step, Type, Value};
use dryrun_hcl::ast::TraversalStep;

use crate::config::model::{IgnoreChanges, RelativeTraversal};

/// A configuration in which what is to be ignored has its prior value.
pub(super) fn apply(ignore: &IgnoreChanges, prior: &Value, config: &Value) -> Value {
    if prior.is_null() || config.is_null() {
        return config.clone();
    }
    match ignore {
        IgnoreChanges::Nothing => config.clone(),
        IgnoreChanges::All => prior.clone(),
        IgnoreChanges::Paths(paths) => {
            paths.iter().fold(config.clone(), |config, path| keep(&path_of(path).0, prior, &config))
        }
    }
}

fn path_of(ignored: &RelativeTraversal) -> Path {
    let mut steps = vec![Step::Attribute(ignored.traversal.root.clone())];
    steps.extend(ignored.traversal.steps.iter().map(|step| match step {
        TraversalStep::Attribute(name, _) => Step::Attribute(name.clone()),
        TraversalStep::Index(key, _) => Step::Index(key.clone()),
    }));
    Path(steps)
}

/// `config` with the value of `prior` at a path.
fn keep(path: &[Step], prior: &Value, config: &Value) -> Value {
    let Some((step, rest)) = path.split_first() else { return prior.clone() };
    // Only maps are ignored by key: of anything else a key at the end means all of it.
    if let (Step::Index(key), []) = (step, rest)
        && key.as_str().is_some()
        && !matches!(config.ty(), Type::Map(_))
    {
        return prior.clone();
    }
    let name: Option<Arc<str>> = match step {
        Step::Attribute(name) => Some(name.clone()),
        Step::Index(key) => key.as_str().map(Arc::from),
    };
    match (name, prior.kind(), config.kind()) {
        (Some(name), Kind::Entries(old), Kind::Entries(new)) => {
            keep_entry(&name, rest, (old, prior), (new, config))
        }
        // A map that is gone from the configuration may still keep a key.
        (Some(name), Kind::Entries(old), Kind::Null)
            if rest.is_empty() && matches!(config.ty(), Type::Map(_)) =>
        {
            match old.get(&name) {
                Some(value) => rebuilt(config.ty(), Entries::from(vec![(name, value.clone())])),
                None => config.clone(),
            }
        }
        (None, Kind::Elements(old), Kind::Elements(new)) => {
            keep_element(step, rest, old, new, config)
        }
        _ => config.clone(),
    }
}

fn keep_entry(
    name: &Arc<str>,
    rest: &[Step],
    (old, _): (&Entries<Value>, &Value),
    (new, config): (&Entries<Value>, &Value),
) -> Value {
    let mut entries = new.clone();
    match (old.get(name), new.get(name)) {
        (Some(before), Some(now)) => {
            entries.insert(name.clone(), keep(rest, before, now));
        }
        (Some(before), None) if rest.is_empty() => {
            entries.insert(name.clone(), before.clone());
        }
        (None, Some(_)) if rest.is_empty() => {
            entries.remove(name);
        }
        (Some(_) | None, Some(_) | None) => {}
    }
    if entries.is_empty() && matches!(config.ty(), Type::Map(_)) {
        return Value::null(config.ty().clone());
    }
    rebuilt(config.ty(), entries)
}

fn keep_element(step: &Step, rest: &[Step], old: &[Value], new: &[Value], config: &Value) -> Value {
    let Step::Index(key) = step else { return config.clone() };
    let Some(at) = key.as_number().and_then(dryrun_cty::Number::to_usize) else {
        return config.clone();
    };
    let mut elements = new.to_vec();
    if let (Some(before), Some(now)) = (old.get(at), elements.get_mut(at)) {
        *now = keep(rest, before, now);
    }
    match config.ty() {
        Type::Tuple(_) => Value::tuple(elements),
        _ => Value::new(config.ty().clone(), Kind::Elements(elements.into())),
    }
}

fn rebuilt(ty: &Type, entries: Entries<Value>) -> Value {
    if matches!(ty, Type::Object(_)) {
        Value::object_of(entries)
    } else {
        Value::new(ty.clone(), Kind::Entries(Arc::new(entries)))
    }
}
