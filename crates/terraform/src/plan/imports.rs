//! `import` blocks.

use dryrun_cty::{Type, Value};
use dryrun_diag::{Diagnostic, Span};
use dryrun_hcl::ast::{Expression, ExpressionKind, TraversalStep};
use dryrun_plan::addr::ResourceInstance;

use super::{Target, key_of};
use crate::config::model::Import;
use crate::config::{Config, endpoint};
use crate::lang;
use crate::propose::{empty, object};
use crate::scope::Scope;
use crate::walk::Walk;
use crate::walk::expand::expand;
use crate::world::Repeat;

/// The id and value of an object that an `import` block brings in at this address; `None` after an error.
///
/// Nothing can be read here, so of the object only its id is known, and what the configuration says.
pub(super) fn imported(
    walk: &mut Walk<'_>,
    target: &Target<'_>,
    address: &ResourceInstance,
    _repeat: &Repeat,
) -> Option<Option<(Value, Value)>> {
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
            if let Some(error) = wrong_id(&id, import.id.span) {
                walk.diagnostics.push(error);
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

/// Imports into what the root module or a module it calls does not declare.
pub(super) fn undeclared(config: &Config) -> Vec<Diagnostic> {
    let Some(root) = config.root() else { return Vec::new() };
    let missing = |import: &Import| {
        let address = import.address.instance()?;
        let mut at = root;
        for (name, _) in &address.module.0 {
            match at.children.get(name).and_then(|child| config.node(*child)) {
                Some(child) => at = child,
                None => return Some(undeclared_target(&address, import.to.span)),
            }
        }
        (!at.module.resources.contains_key(&address.resource))
            .then(|| undeclared_target(&address, import.to.span))
    };
    root.module.imports.iter().filter_map(missing).collect()
}

fn undeclared_target(address: &ResourceInstance, span: Span) -> Diagnostic {
    let detail = format!(
        "The configuration for the given import target {address} does not exist. If you wish to automatically generate config for this resource, use the -generate-config-out option within terraform plan. Otherwise, make sure the target resource exists within your configuration. For example:\n\n  terraform plan -generate-config-out=generated.tf"
    );
    Diagnostic::error("Configuration for import target does not exist", detail).at(span)
}

/// Ids that are known to be none, while validating.
pub(crate) fn wrong_ids(walk: &Walk<'_>) -> Vec<Diagnostic> {
    let Some(root) = walk.world.config.root() else { return Vec::new() };
    let scope = Scope::of(&walk.world, 0);
    let constant = root.module.imports.iter().filter(|import| import.for_each.is_none());
    constant
        .filter_map(|import| {
            let (id, found) = scope.evaluate_as(&import.id, &Type::String);
            found.into_iter().find(Diagnostic::is_error).or_else(|| wrong_id(&id, import.id.span))
        })
        .collect()
}

fn wrong_id(id: &Value, span: Span) -> Option<Diagnostic> {
    let detail = if id.is_null() {
        "The import ID cannot be null."
    } else if id.as_str() == Some("") {
        "The import ID value evaluates to an empty string, please provide a non-empty value."
    } else {
        return None;
    };
    Some(Diagnostic::error("Invalid import id argument", detail).at(span))
}
