//! Provider configurations.

use dryrun_cty::Value;
use dryrun_diag::Diagnostic;

use super::Walk;
use crate::config::ModuleId;
use crate::config::model::ProviderConfig;
use crate::providers;
use crate::schema::{blame, body, shape};
use crate::scope::Scope;
use crate::world::Pass;

impl Walk<'_> {
    /// Checks a `provider` block and keeps its value.
    pub(super) fn provider(&mut self, module: ModuleId, provider: &ProviderConfig) {
        let is_mocked = module == ModuleId(0)
            && self.world.mocks.is_some_and(|mocks| mocks.providers.contains_key(&provider.key));
        if is_mocked {
            return;
        }
        let source = providers::source_of(self.world.config, module, &provider.key.name);
        let Some(implementation) = self.world.providers.find(&source).cloned() else {
            self.diagnostics.push(providers::unknown(&source).at(provider.span));
            return;
        };
        let schema = implementation.provider_schema();
        let ty = schema.block.implied_type();
        let (shaped, shape_errors) = shape::shape(&provider.body, &schema.block);
        let failed = shape_errors.iter().any(Diagnostic::is_error);
        if self.world.pass == Pass::Validate || failed {
            self.diagnostics.extend(shape_errors);
        }
        for instance in self.world.instances_of(module) {
            let evaluated =
                body::evaluate(&shaped, &schema.block, ty, &Scope::of(&self.world, instance));
            let Some(value) = self.accept(evaluated) else { continue };
            if failed {
                continue;
            }
            let plain = value.unmark_deep();
            let found = implementation.validate_provider(&plain);
            self.diagnostics.extend(blame::all(found, &shaped, ""));
            self.provider_values.insert((module, provider.key.clone()), plain);
        }
    }

    /// The value of the configuration that a resource uses; an empty one where there is no `provider` block.
    pub(crate) fn provider_value(&mut self, located: &providers::Located) -> Value {
        if let Some(value) =
            located.configuration.as_ref().and_then(|key| self.provider_values.get(key))
        {
            return value.clone();
        }
        let empty = self.empty_providers.entry(located.source.clone());
        let made = empty.or_insert_with(|| match self.world.providers.find(&located.source) {
            Some(provider) => {
                let schema = provider.provider_schema();
                crate::propose::empty(&schema.block, schema.block.implied_type())
            }
            None => Value::dynamic(),
        });
        made.clone()
    }
}
