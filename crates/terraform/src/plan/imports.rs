//! `import` blocks.

use dryrun_cty::{Type, Value};
use dryrun_hcl::ast::{Expression, ExpressionKind, TraversalStep};
use dryrun_plan::addr::ResourceInstance;

use super::{Target, key_of};
use crate::config::endpoint;
use crate::config::model::Import;
use crate::lang;
use crate::propose::{empty, object};
use crate::scope::Scope;
use crate::walk::Walk;
use crate::walk::expand::expand;
use crate::world::Repeat;

/// The id and value of an object that an `import` block brings in at this address; `None` after an error.
///
/// Nothing can be read here, so of the object only its id is known, and what the configuration says.
pub(super) fn imported(walk: &mut Walk<'_>, target: &Target<'_>, address: &ResourceInstance, _repeat: &Repeat) -> Option<Option<(Value, Value)>> {
    let config = walk.world.config;
    let Some(root) = config.root() else { return Some(None) };
    for import in &root.module.imports {
        for repeat in repeats(walk, import)? {
            let scope = Scope::of(&walk.world, 0).repeating(&repeat);
            if target_of(&import.to, &scope).as_ref() != Some(address) {
                continue;
            }
            let evaluated = scope.evaluate_as(&import.id, &Type::String);
            let id = walk.accept(evaluated)?;
            if !id.is_known() {
                let detail = "The import block \"id\" argument depends on resource attributes that cannot be determined until apply, so Terraform cannot plan to import this resource.";
                walk.error("Invalid import id argument", detail, import.id.span);
                return None;
            }
            if id.is_null() {
                walk.error("Invalid import id argument", "The import ID cannot be null.", import.id.span);
                return None;
            }
            if id.as_str() == Some("") {
                walk.error("Invalid import id argument", "The import ID value evaluates to an empty string, please provide a non-empty value.", import.id.span);
                return None;
            }
            let value = value_of(target, &id);
            return Some(Some((id, value)));
        }
    }
    Some(None)
}

fn repeats(walk: &mut Walk<'_>, import: &Import) -> Option<Vec<Repeat>> {
    let Some(each) = &import.for_each else { return Some(vec![Repeat::default()]) };
    let mut found = Vec::new();
    let repetition = crate::config::model::Repetition::ForEach(each.clone());
    let keys = expand(&repetition, &Scope::of(&walk.world, 0), &mut found);
    walk.diagnostics.extend(found);
    Some(keys?.into_values().collect())
}

/// The address an import is for, its last key perhaps computed.
fn target_of(to: &Expression, scope: &Scope<'_, '_>) -> Option<ResourceInstance> {
    match to.kind.as_ref() {
        ExpressionKind::ScopeTraversal(traversal) => endpoint::parse(traversal).ok()?.instance(),
        ExpressionKind::Index { collection, key, .. } => {
            let mut address = target_of(collection, scope)?;
            address.key = key_of(&lang::evaluate(key, scope).0);
            Some(address)
        }
        ExpressionKind::RelativeTraversal { source, steps } => {
            let mut address = target_of(source, scope)?;
            if let [TraversalStep::Index(key, _)] = steps.as_slice() {
                address.key = key_of(key);
            }
            Some(address)
        }
        _ => None,
    }
}

fn value_of(target: &Target<'_>, id: &Value) -> Value {
    let block = &target.schema.schema.block;
    let nothing = empty(block, &target.schema.ty);
    let Some(entries) = nothing.entries() else { return nothing };
    let mut entries = entries.clone();
    if entries.contains_key("id") {
        entries.insert("id".into(), id.clone());
    }
    object(&target.schema.ty, entries)
}

