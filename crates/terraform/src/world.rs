//! What is known while evaluating: module instances, their values, their resources' values.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_cty::{Type, Value};
use dryrun_plan::addr::{ModuleInstance, Resource};
use dryrun_provider::{Provider, Schema};

use crate::config::model::{Name, Repetition, ResourceConfig};
use crate::config::{Config, ModuleId};
use crate::keyed::Keyed;
use crate::options::PlanOptions;
use crate::providers::{Located, Locations, Providers};
use crate::testing::Mocks;
use dryrun_plan::addr::Mode;

/// Whether values are looked at as `validate` does (nothing from outside is known), or as `plan` does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pass {
    /// Without values of variables, without instances.
    Validate,
    /// With them.
    Plan,
}

/// How something repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RepetitionKind {
    /// Once.
    Single,
    /// By `count`.
    Count,
    /// By `for_each`.
    ForEach,
}

impl From<&Repetition> for RepetitionKind {
    fn from(repetition: &Repetition) -> Self {
        match repetition {
            Repetition::Single => Self::Single,
            Repetition::Count(_) => Self::Count,
            Repetition::ForEach(_) => Self::ForEach,
        }
    }
}

/// What `count` and `each` stand for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Repeat {
    pub(crate) count_index: Option<Value>,
    pub(crate) each_key: Option<Value>,
    pub(crate) each_value: Option<Value>,
}

/// A position in [`World`]'s module instances; the root is 0.
pub(crate) type InstanceId = usize;

/// One instance of a module.
#[derive(Debug)]
pub(crate) struct Instance {
    pub(crate) module: ModuleId,
    pub(crate) address: ModuleInstance,
    pub(crate) parent: Option<InstanceId>,
    pub(crate) repeat: Repeat,
    pub(crate) variables: BTreeMap<Name, Value>,
    pub(crate) locals: BTreeMap<Name, Value>,
    pub(crate) outputs: BTreeMap<Name, Value>,
    pub(crate) calls: BTreeMap<Name, Expanded<InstanceId>>,
    pub(crate) resources: BTreeMap<Resource, Expanded<Value>>,
}

/// The instances of a resource or module.
#[derive(Debug)]
pub(crate) struct Expanded<T> {
    pub(crate) kind: RepetitionKind,
    pub(crate) instances: Keyed<T>,
    /// All of them as one value, made when first asked for.
    pub(crate) whole: OnceCell<Value>,
}

impl<T> Expanded<T> {
    pub(crate) fn new(kind: RepetitionKind) -> Self {
        Self { kind, instances: Keyed::default(), whole: OnceCell::new() }
    }
}

/// A schema with the type of its values, made once.
#[derive(Debug, Clone)]
pub(crate) struct TypedSchema {
    pub(crate) schema: Arc<Schema>,
    pub(crate) ty: Type,
}

/// Schemas by provider, mode and type, as they were asked for.
type Schemas = BTreeMap<(Arc<str>, Mode, Arc<str>), Option<TypedSchema>>;

/// Everything evaluation reads.
pub(crate) struct World<'a> {
    pub(crate) config: &'a Config,
    pub(crate) providers: &'a Providers,
    pub(crate) options: &'a PlanOptions,
    pub(crate) effects: &'a dyn dryrun_engine::Effects,
    pub(crate) pass: Pass,
    /// What a test puts in the place of providers and modules.
    pub(crate) mocks: Option<&'a Mocks>,
    /// Where functions are called: configuration, or console.
    pub(crate) place: dryrun_hcl::Place,
    pub(crate) instances: Vec<Instance>,
    /// Instances of each module.
    pub(crate) of_module: Vec<Vec<InstanceId>>,
    schemas: RefCell<Schemas>,
    locations: Locations,
    /// How often chance was asked for.
    pub(crate) throws: Cell<i64>,
}

impl<'a> World<'a> {
    /// A world with nothing but the root module's instance.
    pub(crate) fn new(
        config: &'a Config,
        providers: &'a Providers,
        options: &'a PlanOptions,
        effects: &'a dyn dryrun_engine::Effects,
        pass: Pass,
    ) -> Self {
        let mut world = Self {
            config,
            providers,
            options,
            effects,
            pass,
            mocks: None,
            throws: Cell::new(0),
            place: dryrun_hcl::Place::Configuration,
            instances: Vec::new(),
            of_module: vec![Vec::new(); config.nodes.len()],
            schemas: RefCell::default(),
            locations: Locations::default(),
        };
        world.add_instance(ModuleId(0), ModuleInstance::root(), None, Repeat::default());
        world
    }

    /// Adds an instance of a module.
    pub(crate) fn add_instance(
        &mut self,
        module: ModuleId,
        address: ModuleInstance,
        parent: Option<InstanceId>,
        repeat: Repeat,
    ) -> InstanceId {
        let id = self.instances.len();
        self.instances.push(Instance {
            module,
            address,
            parent,
            repeat,
            variables: BTreeMap::new(),
            locals: BTreeMap::new(),
            outputs: BTreeMap::new(),
            calls: BTreeMap::new(),
            resources: BTreeMap::new(),
        });
        if let Some(list) = self.of_module.get_mut(module.0) {
            list.push(id);
        }
        id
    }

    pub(crate) fn instance(&self, id: InstanceId) -> Option<&Instance> {
        self.instances.get(id)
    }

    pub(crate) fn instances_of(&self, module: ModuleId) -> Vec<InstanceId> {
        self.of_module.get(module.0).cloned().unwrap_or_default()
    }

    /// The provider of a resource.
    pub(crate) fn located(&self, module: ModuleId, resource: &ResourceConfig) -> Arc<Located> {
        self.locations.of(self.config, module, resource)
    }

    /// The mock of a resource's provider configuration.
    pub(crate) fn mocked(&self, located: &Located) -> Option<Arc<dyn Provider>> {
        let (holder, key) = located.configuration.as_ref().unwrap_or(&located.wanted);
        let mocks = self.mocks.filter(|_| *holder == ModuleId(0))?;
        mocks.providers.get(key).cloned()
    }

    /// The schema of a declared resource.
    pub(crate) fn schema_of(
        &self,
        module: ModuleId,
        resource: &ResourceConfig,
    ) -> Option<TypedSchema> {
        let source = &self.located(module, resource).source;
        self.schema(source, resource.address.mode, &resource.address.kind)
    }

    /// The schema of a type of a provider.
    pub(crate) fn schema(
        &self,
        source: &Arc<str>,
        mode: Mode,
        kind: &Arc<str>,
    ) -> Option<TypedSchema> {
        let key = (source.clone(), mode, kind.clone());
        if let Some(found) = self.schemas.borrow().get(&key) {
            return found.clone();
        }
        let provider = self.providers.find(source);
        let schema = provider.and_then(|provider| match mode {
            Mode::Managed => provider.resource_schema(kind),
            Mode::Data => provider.data_schema(kind),
            Mode::Ephemeral => provider.ephemeral_schema(kind),
        });
        let found =
            schema.map(|schema| TypedSchema { ty: schema.block.implied_type().clone(), schema });
        self.schemas.borrow_mut().insert(key, found.clone());
        found
    }
}
