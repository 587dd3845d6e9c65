//! What is wrong with the configuration as a whole, before anything is evaluated: arguments of module calls, provider
//! configurations, provisioners.

use std::collections::BTreeMap;

use dryrun_diag::Diagnostic;

use crate::config::model::{ModuleCall, Name, PassedProvider, ResourceConfig, Variable};
use crate::config::{Config, ModuleId, ModuleNode};
use crate::providers::{self, Providers};
use crate::schema::provisioner;

/// What is wrong with module calls and provider configurations before anything is evaluated.
pub(crate) fn check(config: &Config, providers: &Providers) -> Vec<Diagnostic> {
    let mut found = wrong_arguments(config, ModuleId(0));
    if !found.is_empty() {
        return found;
    }
    for (id, node) in config.ids() {
        for resource in node.module.resources.values() {
            found.extend(missing_provider(config, id, resource, providers));
            found.extend(
                resource
                    .provisioners
                    .iter()
                    .filter_map(|provisioner| missing_provisioner(&provisioner.kind)),
            );
        }
    }
    found
}

/// What the first wrong call passes, inner calls first: Terraform looks no further.
fn wrong_arguments(config: &Config, module: ModuleId) -> Vec<Diagnostic> {
    let Some(node) = config.node(module) else { return Vec::new() };
    let inner = node.children.values().map(|child| wrong_arguments(config, *child));
    if let Some(found) = inner.into_iter().find(|found| !found.is_empty()) {
        return found;
    }
    config.call(module).map(|call| arguments(call, &node.module.variables)).unwrap_or_default()
}

/// A call's arguments are the module's variables.
fn arguments(call: &ModuleCall, variables: &BTreeMap<Name, Variable>) -> Vec<Diagnostic> {
    let mut schema = dryrun_hcl::BodySchema::new();
    for variable in variables.values() {
        let required = variable.default.is_none() && variable.default_expression.is_none();
        schema = if required {
            schema.required([variable.name.as_ref()])
        } else {
            schema.optional([variable.name.as_ref()])
        };
    }
    call.body.clone().content(&schema).1
}

/// An aliased configuration must be declared; only default ones may be empty.
fn missing_provider(
    config: &Config,
    module: ModuleId,
    resource: &ResourceConfig,
    providers: &Providers,
) -> Option<Diagnostic> {
    let located = providers::locate(config, module, resource);
    let (holder, key) = &located.wanted;
    if located.configuration.is_some()
        || key.alias.is_none()
        || providers.find(&located.source).is_none()
    {
        return None;
    }
    let path = |id: ModuleId| config.node(id).map(|node| node.address()).unwrap_or_default();
    let dotted = |path: String| if path.is_empty() { path } else { format!("{path}.") };
    let address = format!("{}{}", dotted(path(module)), resource.address);
    let alias = key.alias.as_ref().map(|alias| format!(".{alias}")).unwrap_or_default();
    let provider = format!("{}provider[\"{}\"]{alias}", dotted(path(*holder)), located.source);
    let detail = format!(
        "To work with {address} its original provider configuration at {provider} is required, but it has been removed. This occurs when a provider configuration is removed while objects created by that provider still exist in the state. Re-add the provider configuration to destroy {address}, after which you can remove the provider configuration again."
    );
    Some(Diagnostic::error("Provider configuration not present", detail))
}

/// Only Terraform's own provisioners are there.
fn missing_provisioner(kind: &str) -> Option<Diagnostic> {
    if provisioner::schema(kind).is_some() {
        return None;
    }
    let detail = format!(
        "This configuration requires provisioner plugin \"{kind}\", which isn't available. If you're intending to use an external provisioner plugin, you must install it manually into one of the plugin search directories before running Terraform."
    );
    Some(Diagnostic::error("Missing required provisioner plugin", detail))
}

/// What the callers of modules pass, against what the modules ask for. Part of loading in Terraform.
pub(crate) fn passed_providers(config: &Config) -> Vec<Diagnostic> {
    let of_call = |(id, node): (ModuleId, &ModuleNode)| {
        let Some(call) = config.call(id) else { return Vec::new() };
        let mut found = unpassed(config, id, node, call);
        found.extend(call.providers.iter().filter_map(|passed| {
            let name = &passed.in_child.key.name;
            if node.module.required_providers.contains_key(name) || name.as_ref() == "terraform" {
                return None;
            }
            let source = short(&providers::source_of(config, id, name));
            let detail = format!("There is no explicit declaration for local provider name \"{name}\" in {}, so Terraform is assuming you mean to pass a configuration for \"{source}\".\n\nIf you also control the child module, add a required_providers entry named \"{name}\" with the source address \"{source}\".", node.address());
            Some(Diagnostic::warning("Reference to undefined provider", detail).at(passed.in_child.span))
        }));
        found.extend(call.providers.iter().filter_map(|passed| mismatch(config, id, node, passed)));
        found
    };
    config.ids().flat_map(of_call).collect()
}

/// A configuration of one provider passed as that of another.
fn mismatch(
    config: &Config,
    id: ModuleId,
    node: &ModuleNode,
    passed: &PassedProvider,
) -> Option<Diagnostic> {
    let holder = config.node(node.parent?)?;
    let source = |node: &ModuleNode, id: ModuleId, name: &Name| {
        // Here Terraform forgets that it has a provider of its own.
        let declared = node.module.required_providers.contains_key(name);
        let found = declared.then(|| short(&providers::source_of(config, id, name)));
        found.unwrap_or_else(|| format!("hashicorp/{name}"))
    };
    let (inner, outer) = (&passed.in_child.key, &passed.in_parent.key);
    let wanted = source(node, id, &inner.name);
    let given = source(holder, node.parent?, &outer.name);
    if wanted == given {
        return None;
    }
    let (above, here) = (holder.described(), node.described());
    let mut required = node.module.required_providers.keys();
    let (detail, span) = match required.find(|name| source(node, id, name) == given) {
        Some(other) => (
            format!(
                "The assigned configuration is for provider \"{given}\", but local name \"{}\" in {above} represents \"{wanted}\".\n\nTo pass this configuration to the child module, use the local name \"{other}\" instead.",
                inner.name
            ),
            passed.in_child.span,
        ),
        None => (
            format!(
                "The local name \"{outer}\" in {above} represents provider \"{given}\", but \"{inner}\" in {here} represents \"{wanted}\".\n\nEach provider has its own distinct configuration schema and provider types, so this module's \"{inner}\" can be assigned only a configuration for {wanted}, which is not required by {here}."
            ),
            passed.in_parent.span,
        ),
    };
    Some(Diagnostic::error("Provider type mismatch", detail).at(span))
}

/// `configuration_aliases` that the call does not serve.
fn unpassed(
    config: &Config,
    id: ModuleId,
    node: &ModuleNode,
    call: &ModuleCall,
) -> Vec<Diagnostic> {
    let aliases = node.module.required_providers.values().flat_map(|required| &required.aliases);
    let missing =
        aliases.filter(|alias| !call.providers.iter().any(|passed| passed.in_child.key == **alias));
    missing
        .map(|alias| {
            let source = short(&providers::source_of(config, id, &alias.name));
            let detail = format!("The child module requires an additional configuration for provider {source}, with the local name \"{alias}\".\n\nRefer to the module's documentation to understand the intended purpose of this additional provider configuration, and then add an entry for {alias} in the \"providers\" meta-argument in the module block to choose which provider configuration the module should use for that purpose.");
            Diagnostic::error("Missing required provider configuration", detail).at(call.span)
        })
        .collect()
}

fn short(source: &str) -> String {
    source.strip_prefix("registry.terraform.io/").unwrap_or(source).to_owned()
}
