//! What is wrong with the configuration as a whole, before anything is evaluated: arguments of module calls, provider
//! configurations, provisioners.

use std::collections::BTreeMap;

use dryrun_diag::Diagnostic;

use crate::config::model::{ModuleCall, Name, ResourceConfig, Variable};
use crate::config::{Config, ModuleId};
use crate::providers::{Located, Locations, Providers};
use crate::schema::provisioner;

/// What is wrong with module calls and provider configurations before anything is evaluated.
pub(crate) fn check(config: &Config, providers: &Providers) -> Vec<Diagnostic> {
    let mut found = wrong_arguments(config, ModuleId(0));
    if !found.is_empty() {
        return found;
    }
    let locations = Locations::default();
    for (id, node) in config.ids() {
        for resource in node.module.resources.values() {
            let located = locations.of(config, id, resource);
            found.extend(missing_provider(config, id, (resource, &located), providers));
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
pub(crate) fn wrong_arguments(config: &Config, module: ModuleId) -> Vec<Diagnostic> {
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
    (resource, located): (&ResourceConfig, &Located),
    providers: &Providers,
) -> Option<Diagnostic> {
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
