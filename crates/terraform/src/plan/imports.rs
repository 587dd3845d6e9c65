//! `import` blocks.

use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_cty::{Kind, Type, Value};
use dryrun_diag::{Diagnostic, Span};
use dryrun_hcl::ast::{Expression, ExpressionKind, TraversalStep};
use dryrun_plan::addr::{InstanceKey, ModuleInstance, ResourceInstance};

use super::{Target, key_of};
use crate::config::model::{Import, Repetition};
use crate::config::{Config, endpoint};
use crate::lang;
use crate::propose::{empty, object};
use crate::scope::Scope;
use crate::walk::Walk;
use crate::walk::expand::Keys;
use crate::world::Repeat;

/// The imports into one resource: by instance, the block and what it repeats.
pub(super) type Imports = BTreeMap<ResourceInstance, (usize, Repeat)>;

/// Finds the imports into a resource whose instances are known; `None` after an error.
pub(super) fn into_resource(
    walk: &mut Walk<'_>,
    target: &Target<'_>,
    module: &ModuleInstance,
    keys: &Keys,
) -> Option<Imports> {
    let mut found = Imports::new();
    let Some(root) = walk.world.config.root() else { return Some(found) };
    for (at, import) in root.module.imports.iter().enumerate() {
        if import.address.resource.as_ref() != Some(&target.resource.address) {
            continue;
        }
        for repeat in repeats(walk, import)? {
            let scope = Scope::of(&walk.world, 0).repeating(&repeat);
            let Some(address) = target_of(&import.to, &scope) else { continue };
            if address.module != *module {
                continue;
            }
            if let Some(error) = wrong_key(&address, import, &target.resource.repetition) {
                walk.diagnostics.push(error);
                return None;
            }
            found.entry(address).or_insert((at, repeat));
        }
    }
    // Only once all addresses are known it is looked whether they are there.
    let missing: Vec<Diagnostic> =
        found.keys().filter(|address| !keys.contains_key(&address.key)).map(not_there).collect();
    let is_sound = missing.is_empty();
    walk.diagnostics.extend(missing);
    is_sound.then_some(found)
}

/// A key that does not go with how the resource is repeated.
fn wrong_key(
    address: &ResourceInstance,
    import: &Import,
    repetition: &Repetition,
) -> Option<Diagnostic> {
    let wrong = match (&address.key, repetition) {
        (None, Repetition::Count(_)) => "is using count",
        (None, Repetition::ForEach(_)) => "is using for_each",
        (Some(InstanceKey::Number(_)), Repetition::Single | Repetition::ForEach(_)) => {
            "does not use count"
        }
        (Some(InstanceKey::Text(_)), Repetition::Single | Repetition::Count(_)) => {
            "does not use for_each"
        }
        (None, Repetition::Single)
        | (Some(InstanceKey::Number(_)), Repetition::Count(_))
        | (Some(InstanceKey::Text(_)), Repetition::ForEach(_)) => return None,
    };
    let detail = format!("The target resource {wrong}.");
    Some(Diagnostic::error("Invalid import 'to' expression", detail).at(import.to.span))
}

fn not_there(address: &ResourceInstance) -> Diagnostic {
    let detail = format!(
        "The configuration for the given import {address} does not exist. All target instances must have an associated configuration to be imported."
    );
    Diagnostic::error("Configuration for import target does not exist", detail)
}

/// The id and value of an object that an `import` block brings in at this address; `None` after an error.
///
/// Nothing can be read here, so of the object only its id is known, and what the configuration says.
pub(super) fn imported(
    walk: &mut Walk<'_>,
    target: &Target<'_>,
    address: &ResourceInstance,
) -> Option<Option<(Value, Value)>> {
    let Some((at, repeat)) = target.imports.get(address) else { return Some(None) };
    let root = walk.world.config.root();
    let Some(import) = root.and_then(|root| root.module.imports.get(*at)) else {
        return Some(None);
    };
    let evaluated =
        Scope::of(&walk.world, 0).repeating(repeat).evaluate_as(&import.id, &Type::String);
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
    Some(Some((id, value)))
}

/// What `each` stands for in every import of a block. Unlike elsewhere, any collection will do.
fn repeats(walk: &mut Walk<'_>, import: &Import) -> Option<Vec<Repeat>> {
    let Some(expression) = &import.for_each else { return Some(vec![Repeat::default()]) };
    let evaluated = Scope::of(&walk.world, 0).evaluate(expression);
    let value = walk.accept(evaluated)?;
    let each = |key: Value, value: Value| Repeat {
        each_key: Some(key),
        each_value: Some(value),
        ..Repeat::default()
    };
    let detail = match value.kind() {
        Kind::Null => return Some(Vec::new()),
        Kind::Entries(entries) => {
            let entries = entries.iter();
            let repeat =
                |(key, value): (&Arc<str>, &Value)| each(Value::string(key.clone()), value.clone());
            return Some(entries.map(repeat).collect());
        }
        Kind::Elements(elements) => {
            let is_set = matches!(value.ty(), Type::Set(_));
            let key =
                |at: usize, value: &Value| if is_set { value.clone() } else { Value::count(at) };
            let elements = elements.iter().enumerate();
            return Some(elements.map(|(at, value)| each(key(at, value), value.clone())).collect());
        }
        Kind::Unknown(_) => {
            "The \"for_each\" expression includes values derived from other resource attributes that cannot be determined until apply, and so Terraform cannot determine the full set of values that might be used to import this resource."
        }
        Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => {
            "The \"for_each\" expression must be a collection."
        }
    };
    walk.error("Invalid for_each argument", detail, expression.span);
    None
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
    object(block, &target.schema.ty, entries)
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
