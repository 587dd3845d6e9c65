//! Provider configurations on their way from module to module: what calls pass against what modules ask for and have.

use std::collections::{BTreeMap, BTreeSet};

use dryrun_diag::{Diagnostic, Span};
use dryrun_hcl::BodySchema;

use crate::config::model::{ModuleCall, Name, PassedProvider, ProviderConfig, Repetition};
use crate::config::{Config, ModuleId, ModuleNode};
use crate::providers;

/// What is wrong with the provider configurations of all modules. Part of loading in Terraform.
pub(crate) fn check(config: &Config) -> Vec<Diagnostic> {
    config.ids().flat_map(|(id, node)| of_module(config, id, node)).collect()
}

fn of_module(config: &Config, id: ModuleId, node: &ModuleNode) -> Vec<Diagnostic> {
    let mut found = required_twice(config, id, node);
    found.extend(undeclared(config, node));
    let Some(call) = config.call(id) else { return found };
    found.extend(legacy(config, id, node));
    found.extend(unpassed(config, id, node, call));
    for passed in &call.providers {
        found.extend(overridden(config, node, passed));
        found.extend(undefined(config, id, node, passed));
        found.extend(mismatch(config, id, node, passed));
    }
    found.extend(redundant(config, id, node));
    found
}

/// Whether a `provider` block says anything: an empty one only asks to be passed a configuration.
fn is_configured(provider: &ProviderConfig) -> bool {
    provider.version.is_some() || !provider.body.clone().content(&BodySchema::new()).1.is_empty()
}

/// The source of a local name as these checks see it: they forget that Terraform has a provider of its own.
fn assumed_source(config: &Config, id: ModuleId, name: &Name) -> String {
    let required = config.node(id).map(|node| &node.module.required_providers);
    if required.is_some_and(|required| required.contains_key(name)) {
        return short(&providers::source_of(config, id, name));
    }
    format!("hashicorp/{name}")
}

/// One provider under two names.
fn required_twice(config: &Config, id: ModuleId, node: &ModuleNode) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut names: BTreeMap<String, &Name> = BTreeMap::new();
    let warning = |detail: String, span: Span| {
        Diagnostic::warning("Duplicate required provider", detail).at(span)
    };
    for (name, required) in &node.module.required_providers {
        let source = assumed_source(config, id, name);
        let default = source.strip_prefix("hashicorp/").filter(|default| *default != name.as_ref());
        if let Some(earlier) = names.get(&source) {
            let detail = format!(
                "Provider {source} with the local name \"{name}\" was previously required as \"{earlier}\". A provider can only be required once within required_providers."
            );
            found.push(warning(detail, required.span));
        } else if let Some(default) = default
            && node.module.providers.keys().any(|key| key.name.as_ref() == default)
        {
            let detail = format!(
                "Provider {source} with the local name \"{name}\" was implicitly required via a configuration block as \"{default}\". The provider configuration block name must match the name used in required_providers."
            );
            found.push(warning(detail, required.span));
        }
        names.insert(source, name);
    }
    let unnamed = node.module.resources.values().filter(|resource| resource.provider.is_none());
    for resource in unnamed {
        let implied = providers::implied(&resource.address.kind);
        if node.module.required_providers.contains_key(implied) {
            continue;
        }
        let source = providers::source_of(config, id, implied);
        if let Some(name) = names.get(&short(&source)) {
            let detail = format!(
                "Provider \"{source}\" was implicitly required via resource \"{}\", but listed in required_providers as \"{name}\". Either the local name in required_providers must match the resource name, or the \"{name}\" provider must be assigned within the resource block.",
                resource.address
            );
            found.push(warning(detail, resource.span));
        }
    }
    found
}

/// Configurations that calls pass on, though the module never mentions their provider, or is passed none itself.
fn undeclared(config: &Config, node: &ModuleNode) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let own_call =
        node.path.last().and_then(|name| config.node(node.parent?)?.module.calls.get(name));
    let above = node.parent.and_then(|parent| config.node(parent));
    let (here, above) =
        (node.described(), above.map_or_else(|| node.described(), ModuleNode::described));
    let all = node.module.calls.values().flat_map(|call| &call.providers);
    for passed in all.filter(|passed| passed.in_parent.key.alias.is_none()) {
        let key = &passed.in_parent.key;
        let name = &key.name;
        let configured = node.module.providers.get(key).is_some_and(is_configured);
        if !configured && !node.module.required_providers.contains_key(name) {
            let detail = format!(
                "There is no explicit declaration for local provider name \"{name}\" in {here}, so Terraform is assuming you mean to pass a configuration for provider \"hashicorp/{name}\".\n\nTo clarify your intent and silence this warning, add to {above} a required_providers entry named \"{name}\" with source = \"hashicorp/{name}\", or a different source address if appropriate."
            );
            let warning = Diagnostic::warning("Reference to undefined provider", detail);
            found.push(warning.at(passed.in_parent.name_span));
        } else if let Some(call) = own_call
            && !configured
            && !call.providers.iter().any(|given| given.in_child.key == *key)
        {
            let detail = format!(
                "The configuration for {here} expects to inherit a configuration for provider hashicorp/{name} with local name \"{name}\", but {above} doesn't pass a configuration under that name.\n\nTo satisfy this requirement, add an entry for \"{name}\" to the \"providers\" argument in the module \"{}\" block.",
                call.name
            );
            let warning = Diagnostic::warning("Missing required provider configuration", detail);
            found.push(warning.at(call.span));
        }
    }
    found
}

/// A module with provider configurations of its own cannot be repeated, nor wait for others.
fn legacy(config: &Config, id: ModuleId, node: &ModuleNode) -> Option<Diagnostic> {
    node.module.providers.values().find(|own| is_configured(own))?;
    let span = repeated_at(config, id)?;
    let source = config.call(id).and_then(|call| call.source.clone()).unwrap_or_default();
    let detail = format!(
        "The module at {} is a legacy module which contains its own local provider configurations, and so calls to it may not use the count, for_each, or depends_on arguments.\n\nIf you also control the module \"{source}\", consider updating this module to instead expect provider configurations to be passed by its caller.",
        node.address()
    );
    let title = "Module is incompatible with count, for_each, and depends_on";
    Some(Diagnostic::error(title, detail).at(span))
}

/// The argument of the innermost call around a module that repeats it or makes it wait.
fn repeated_at(config: &Config, id: ModuleId) -> Option<Span> {
    let call = config.call(id)?;
    match &call.repetition {
        Repetition::Count(expression) | Repetition::ForEach(expression) => Some(expression.span),
        Repetition::Single => match call.depends_on.first() {
            Some(first) => Some(crate::syntax::traversal_span(first)),
            None => repeated_at(config, config.node(id)?.parent?),
        },
    }
}

/// A configuration passed to a module that has its own.
fn overridden(config: &Config, node: &ModuleNode, passed: &PassedProvider) -> Option<Diagnostic> {
    let key = &passed.in_child.key;
    node.module.providers.get(key).filter(|own| is_configured(own))?;
    let above = config.node(node.parent?)?.described();
    let detail = format!(
        "The configuration of {} has its own local configuration for {key}, and so it cannot accept an overridden configuration provided by {above}.",
        node.described()
    );
    let error = Diagnostic::error("Cannot override provider configuration", detail);
    Some(error.at(passed.in_child.name_span))
}

/// A configuration passed under a name that the module does not declare. HashiCorp's own providers need not be.
fn undefined(
    config: &Config,
    id: ModuleId,
    node: &ModuleNode,
    passed: &PassedProvider,
) -> Option<Diagnostic> {
    let key = &passed.in_child.key;
    let required = node.module.required_providers.get(&key.name);
    let declared = match &key.alias {
        None => required.is_some(),
        Some(_) => required.is_some_and(|required| required.aliases.contains(key)),
    };
    let is_proxy = node.module.providers.get(key).is_some_and(|own| !is_configured(own));
    if declared || is_proxy {
        return None;
    }
    let source = assumed_source(config, id, &key.name);
    let diagnostic = if source.starts_with("hashicorp/") {
        let detail = format!(
            "There is no explicit declaration for local provider name \"{key}\" in {}, so Terraform is assuming you mean to pass a configuration for \"{source}\".\n\nIf you also control the child module, add a required_providers entry named \"{key}\" with the source address \"{source}\".",
            node.address()
        );
        Diagnostic::warning("Reference to undefined provider", detail)
    } else {
        let detail = format!(
            "The child module does not declare any provider requirement with the local name \"{key}\".\n\nIf you also control the child module, you can add a required_providers entry named \"{key}\" with the source address \"{source}\" to accept this provider configuration."
        );
        Diagnostic::error("Reference to undefined provider", detail)
    };
    Some(diagnostic.at(passed.in_child.name_span))
}

/// A configuration of one provider passed as that of another.
fn mismatch(
    config: &Config,
    id: ModuleId,
    node: &ModuleNode,
    passed: &PassedProvider,
) -> Option<Diagnostic> {
    let holder = config.node(node.parent?)?;
    let (inner, outer) = (&passed.in_child.key, &passed.in_parent.key);
    let wanted = assumed_source(config, id, &inner.name);
    let given = assumed_source(config, node.parent?, &outer.name);
    if wanted == given {
        return None;
    }
    let (above, here) = (holder.described(), node.described());
    let mut required = node.module.required_providers.keys();
    let (detail, span) = match required.find(|name| assumed_source(config, id, name) == given) {
        Some(other) => (
            format!(
                "The assigned configuration is for provider \"{given}\", but local name \"{}\" in {above} represents \"{wanted}\".\n\nTo pass this configuration to the child module, use the local name \"{other}\" instead.",
                inner.name
            ),
            passed.in_child.name_span,
        ),
        None => (
            format!(
                "The local name \"{outer}\" in {above} represents provider \"{given}\", but \"{inner}\" in {here} represents \"{wanted}\".\n\nEach provider has its own distinct configuration schema and provider types, so this module's \"{inner}\" can be assigned only a configuration for {wanted}, which is not required by {here}."
            ),
            passed.in_parent.name_span,
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
    let missing = aliases.filter(|alias| {
        let passed = call.providers.iter().any(|passed| passed.in_child.key == **alias);
        !passed && !node.module.providers.get(*alias).is_some_and(is_configured)
    });
    missing
        .map(|alias| {
            let source = short(&providers::source_of(config, id, &alias.name));
            let detail = format!("The child module requires an additional configuration for provider {source}, with the local name \"{alias}\".\n\nRefer to the module's documentation to understand the intended purpose of this additional provider configuration, and then add an entry for {alias} in the \"providers\" meta-argument in the module block to choose which provider configuration the module should use for that purpose.");
            Diagnostic::error("Missing required provider configuration", detail).at(call.span)
        })
        .collect()
}

/// Empty `provider` blocks, which `configuration_aliases` have replaced.
fn redundant(config: &Config, id: ModuleId, node: &ModuleNode) -> Vec<Diagnostic> {
    let empty = || node.module.providers.values().filter(|own| !is_configured(own));
    let names: BTreeSet<&Name> = empty().map(|own| &own.key.name).collect();
    let warning = |name: &Name| {
        let source = assumed_source(config, id, name);
        let blocks: Vec<&ProviderConfig> = empty().filter(|own| own.key.name == *name).collect();
        let aliases = if blocks.iter().any(|own| own.key.alias.is_some()) {
            let lines: String =
                blocks.iter().map(|own| format!("        {},\n", own.key)).collect();
            format!("      configuration_aliases = [\n{lines}      ]\n")
        } else {
            String::new()
        };
        let detail = format!(
            "Earlier versions of Terraform used empty provider blocks (\"proxy provider configurations\") for child modules to declare their need to be passed a provider configuration by their callers. That approach was ambiguous and is now deprecated.\n\nIf you control this module, you can migrate to the new declaration syntax by removing all of the empty provider \"{name}\" blocks and then adding or updating an entry like the following to the required_providers block of {}:\n    {name} = {{\n      source = \"{source}\"\n{aliases}    }}",
            node.described()
        );
        let first = blocks.iter().map(|own| own.span).min_by_key(|span| span.start)?;
        Some(Diagnostic::warning("Redundant empty provider block", detail).at(first))
    };
    names.into_iter().filter_map(warning).collect()
}

fn short(source: &str) -> String {
    source.strip_prefix("registry.terraform.io/").unwrap_or(source).to_owned()
}
