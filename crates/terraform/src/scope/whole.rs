//! All instances of a resource or a module as one value.

use std::sync::Arc;

use dryrun_cty::{Type, Value};
use dryrun_plan::addr::InstanceKey;

use crate::world::{Expanded, InstanceId, RepetitionKind, World};

/// All instances as one value: itself, a tuple, or an object by key.
pub(super) fn whole<T>(expanded: &Expanded<T>, value: impl Fn(&T) -> Value) -> Value {
    match expanded.kind {
        RepetitionKind::Single => {
            expanded.instances.get(&None).map_or_else(|| Value::unknown(Type::Dynamic), value)
        }
        RepetitionKind::Count => Value::tuple(counted(expanded, value)),
        RepetitionKind::ForEach => {
            Value::object(expanded.instances.iter().filter_map(|(key, inner)| match key {
                Some(InstanceKey::Text(key)) => Some((key.clone(), value(inner))),
                Some(InstanceKey::Number(_)) | None => None,
            }))
        }
    }
}

/// Instances by index; those that a plan leaves out are unknown.
fn counted<T>(expanded: &Expanded<T>, value: impl Fn(&T) -> Value) -> Vec<Value> {
    let index = |key: &Option<InstanceKey>| match key {
        Some(InstanceKey::Number(number)) => usize::try_from(*number).unwrap_or_default(),
        Some(InstanceKey::Text(_)) | None => 0,
    };
    let mut all: Vec<Value> = Vec::with_capacity(expanded.instances.len());
    for (key, inner) in expanded.instances.iter() {
        let inner = value(inner);
        while all.len() < index(key) {
            all.push(Value::unknown(inner.ty().clone()));
        }
        all.push(inner);
    }
    all
}

/// All instances of a module: objects of outputs.
pub(super) fn whole_module(world: &World<'_>, expanded: &Expanded<InstanceId>) -> Value {
    whole(expanded, |id| {
        let outputs =
            world.instance(*id).map(|instance| instance.outputs.clone()).unwrap_or_default();
        Value::object(outputs.into_iter().map(|(name, value)| (Arc::clone(&name), value)))
    })
}
