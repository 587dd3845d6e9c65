//! Which provider a resource belongs to, and which configuration of it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_diag::Diagnostic;
use dryrun_provider::Provider;

use crate::config::model::{Name, ProviderKey, ResourceConfig};
use crate::config::{Config, ModuleId};

/// The host of providers whose source names none.
const HOST: &str = "registry.terraform.io";
/// The provider that is part of Terraform.
pub(crate) const BUILTIN: &str = "terraform.io/builtin/terraform";

/// The providers that a run can use.
#[derive(Clone)]
pub struct Providers {
    known: Vec<Arc<dyn Provider>>,
}

impl Default for Providers {
    fn default() -> Self {
        Self::bundled()
    }
}

impl Providers {
    /// The bundled ones.
    #[must_use]
    pub fn bundled() -> Self {
        Self { known: dryrun_providers::bundled() }
    }

    /// With one more, which comes before a bundled one of the same source.
    #[must_use]
    pub fn with(mut self, provider: Arc<dyn Provider>) -> Self {
        self.known.insert(0, provider);
        self
    }

    /// Each in another one's hands.
    pub(crate) fn map<P: Provider + 'static>(
        self,
        wrap: impl Fn(Arc<dyn Provider>) -> Arc<P>,
    ) -> Self {
        let known = self.known.into_iter().map(|provider| wrap(provider) as Arc<dyn Provider>);
        Self { known: known.collect() }
    }

    /// The provider of a source address.
    pub(crate) fn find(&self, source: &str) -> Option<&Arc<dyn Provider>> {
        self.known.iter().find(|provider| provider.source() == source)
    }
}

/// Where a resource's provider comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Located {
    /// Source address.
    pub(crate) source: Arc<str>,
    /// Module and key of the `provider` block, if there is one.
    pub(crate) configuration: Option<(ModuleId, ProviderKey)>,
    /// The key asked for in the module that should declare it.
    pub(crate) wanted: (ModuleId, ProviderKey),
}

/// The local name that a resource type implies: `aws` for `aws_instance`.
pub(crate) fn implied(kind: &str) -> &str {
    kind.split('_').next().unwrap_or(kind)
}

/// The source address of a local name in a module.
pub(crate) fn source_of(config: &Config, module: ModuleId, local: &str) -> Arc<str> {
    let required = config.node(module).and_then(|node| node.module.required_providers.get(local));
    match required.and_then(|required| required.source.as_deref()) {
        Some(source) => full_source(source).into(),
        None if local == "terraform" => BUILTIN.into(),
        None => format!("{HOST}/hashicorp/{local}").into(),
    }
}

/// A source with host and namespace filled in.
fn full_source(source: &str) -> String {
    match source.split('/').count() {
        1 => format!("{HOST}/hashicorp/{source}").to_lowercase(),
        2 => format!("{HOST}/{source}").to_lowercase(),
        _ => source.to_lowercase(),
    }
}

/// Where providers were found, by module and key: resources of one type ask alike.
#[derive(Debug, Default)]
pub(crate) struct Locations(RefCell<BTreeMap<ModuleId, Vec<Asked>>>);

/// A key that a resource asked for, and what it stands for.
type Asked = (ProviderKey, Arc<Located>);

impl Locations {
    /// As [`locate`].
    pub(crate) fn of(
        &self,
        config: &Config,
        module: ModuleId,
        resource: &ResourceConfig,
    ) -> Arc<Located> {
        let (name, alias) = match &resource.provider {
            Some(given) => (given.key.name.as_ref(), given.key.alias.as_deref()),
            None => (implied(&resource.address.kind), None),
        };
        let mut known = self.0.borrow_mut();
        let known = known.entry(module).or_default();
        let same = |(key, _): &&Asked| *key.name == *name && key.alias.as_deref() == alias;
        if let Some((_, found)) = known.iter().find(same) {
            return found.clone();
        }
        let found = Arc::new(locate(config, module, resource));
        known.push((key_of(resource), found.clone()));
        found
    }
}

/// Finds a resource's provider configuration: its own module's, one passed by the caller, or an inherited default.
pub(crate) fn locate(config: &Config, module: ModuleId, resource: &ResourceConfig) -> Located {
    let key = key_of(resource);
    let source = source_of(config, module, &key.name);
    locate_key(config, module, key, source)
}

/// The key that a resource asks for in its module.
fn key_of(resource: &ResourceConfig) -> ProviderKey {
    match &resource.provider {
        Some(given) => given.key.clone(),
        None => ProviderKey { name: Name::from(implied(&resource.address.kind)), alias: None },
    }
}

/// Climbs from a module to where a provider key is configured.
pub(crate) fn locate_key(
    config: &Config,
    module: ModuleId,
    key: ProviderKey,
    source: Arc<str>,
) -> Located {
    let mut at = (module, key);
    while let Some(node) = config.node(at.0) {
        if node.module.providers.contains_key(&at.1) {
            return Located { source, configuration: Some(at.clone()), wanted: at };
        }
        let (Some(parent), Some(call)) = (node.parent, config.call(at.0)) else { break };
        let passed = call.providers.iter().find(|passed| passed.in_child.key == at.1);
        match passed {
            Some(passed) => at = (parent, passed.in_parent.key.clone()),
            // Only default configurations are inherited without being named.
            None if at.1.alias.is_none() => at = (parent, at.1),
            None => break,
        }
    }
    Located { source, configuration: None, wanted: at }
}

/// That nothing is known of a provider.
pub(crate) fn unknown(source: &str) -> Diagnostic {
    let name = source.strip_prefix("registry.terraform.io/").unwrap_or(source);
    let detail = format!(
        "Nothing is known of provider {name}: it is not bundled, and nothing is downloaded."
    );
    Diagnostic::error("Provider not available", detail).help("give its schema, as `terraform providers schema -json` prints it, with --provider-schema FILE")
}
