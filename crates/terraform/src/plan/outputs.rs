//! Changes of root outputs.

use dryrun_cty::{Marks, Type, Value};
use dryrun_plan::{Action, OutputChange};

use crate::options::PlanMode;
use crate::walk::Walk;

/// Compares outputs with those of the prior state.
pub(super) fn plan(walk: &mut Walk<'_>, mode: PlanMode) {
    let config = walk.world.config;
    let declared = config.root().map(|root| &root.module.outputs);
    let values = walk.world.instance(0).map(|root| root.outputs.clone()).unwrap_or_default();
    let prior = walk.planning.prior.outputs.clone();
    for (name, value) in values {
        let sensitive = declared
            .and_then(|declared| declared.get(&name))
            .is_some_and(|output| output.sensitive);
        let change = changed(value, prior.get(&name), sensitive);
        walk.planning.plan.output_changes.insert(name, change);
    }
    // What depends on other things than the targets stays as it is.
    if mode == PlanMode::Destroy && walk.planning.targets.included.is_some() {
        return;
    }
    let is_declared = |name: &str| {
        mode != PlanMode::Destroy && declared.is_some_and(|declared| declared.contains_key(name))
    };
    for (name, (value, sensitive)) in prior {
        if !is_declared(&name) {
            let gone = OutputChange {
                action: Action::Delete,
                before: value,
                after: Value::null(Type::Dynamic),
                sensitive,
            };
            walk.planning.plan.output_changes.insert(name, gone);
        }
    }
}

fn changed(after: Value, prior: Option<&(Value, bool)>, sensitive: bool) -> OutputChange {
    let (before, was_sensitive) = prior.cloned().unwrap_or((Value::null(Type::Dynamic), false));
    let plain = after.unmark_deep();
    let action = if plain.is_null() && before.is_null() {
        Action::NoOp
    } else if prior.is_none() {
        Action::Create
    } else if plain.is_wholly_known() && plain.raw_equals(&before) && sensitive == was_sensitive {
        Action::NoOp
    } else {
        Action::Update
    };
    // A null has no type of its own once it is stored.
    let after =
        if plain.is_null() { Value::null(Type::Dynamic).mark(after.marks()) } else { after };
    // The declaration says whether it is shown; a mark on the whole would only repeat it.
    let after = if sensitive { after.mark(Marks::SENSITIVE) } else { after };
    OutputChange { action, before, after, sensitive: sensitive || was_sensitive }
}
