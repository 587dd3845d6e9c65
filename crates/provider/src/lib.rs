//! The contract between the planner and its providers: schemas and the plan protocol.
//!
//! It follows Terraform's plugin protocol: a provider says its [`Schema`]s, checks configurations, plans changes and
//! reads data sources. Everything is values in, values and diagnostics out: no provider touches a file or the network.

mod schema;

use std::sync::Arc;

use dryrun_cty::{Path, Value};
use dryrun_diag::Diagnostic;

pub use schema::{Attribute, Block, NestedBlock, Nesting, Schema};

/// A diagnostic of a provider about a part of a configuration; the planner turns the path into a span.
#[derive(Debug, Clone, PartialEq)]
pub struct ConfigDiagnostic {
    /// What is wrong; its span is not set.
    pub diagnostic: Diagnostic,
    /// Where in the configuration value; empty: the whole block.
    pub path: Path,
}

/// What a provider plans for one resource instance.
#[derive(Debug, Clone)]
pub struct PlannedChange {
    /// The planned new state, unknown where only apply will tell.
    pub planned: Value,
    /// Changes at these paths need a new object.
    pub requires_replace: Vec<Path>,
    /// The provider follows the rules of the old SDK, so core normalises its answer (null blocks become empty).
    pub legacy_type_system: bool,
    /// Errors and warnings.
    pub diagnostics: Vec<ConfigDiagnostic>,
}

/// One resource instance to plan.
#[derive(Debug, Clone, Copy)]
pub struct PlanRequest<'a> {
    /// Resource type.
    pub type_name: &'a str,
    /// Value in the prior state; null on create.
    pub prior: &'a Value,
    /// The proposed new state: configuration merged with prior computed values; null on destroy.
    pub proposed: &'a Value,
    /// The configuration.
    pub config: &'a Value,
    /// The provider's own configuration (`region`, `default_tags`, …).
    pub provider_config: &'a Value,
}

/// One data source to read.
#[derive(Clone, Copy)]
pub struct ReadRequest<'a> {
    /// Name of the data source.
    pub type_name: &'a str,
    /// Its configuration, wholly known.
    pub config: &'a Value,
    /// The provider's own configuration.
    pub provider_config: &'a Value,
    /// What the data source may ask for.
    pub host: &'a dyn Host,
}

/// What a data source may ask of the planner. What the planner does not offer is `None`: the read stays offline.
pub trait Host {
    /// The bytes of a file of the configuration, or why it cannot be read.
    fn file(&self, _path: &str) -> Option<Result<Vec<u8>, String>> {
        None
    }

    /// A template rendered with variables (a map or an object), or what is wrong with it.
    fn template(&self, _text: &str, _variables: &Value) -> Option<Result<String, String>> {
        None
    }
}

/// A planner that offers nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoHost;

impl Host for NoHost {}

/// What reading a data source gave.
#[derive(Debug, Clone)]
pub enum DataResult {
    /// Read: the value.
    Read(Value),
    /// It needs the network, so it stays unknown, as a read deferred to apply.
    Offline,
}

/// The signature of one parameter of a provider function.
#[derive(Debug, Clone)]
pub struct FunctionResult {
    /// The value, or an error with the index of the argument to blame.
    pub value: Result<Value, (Option<usize>, String)>,
}

/// A provider: data and pure functions behind Terraform's protocol.
pub trait Provider: Send + Sync {
    /// Source address, such as `registry.terraform.io/hashicorp/aws`.
    fn source(&self) -> &str;

    /// Schema of the provider block.
    fn provider_schema(&self) -> Arc<Schema>;

    /// Schema of a resource type.
    fn resource_schema(&self, type_name: &str) -> Option<Arc<Schema>>;

    /// Schema of a data source.
    fn data_schema(&self, type_name: &str) -> Option<Arc<Schema>>;

    /// Schema of an ephemeral resource type.
    fn ephemeral_schema(&self, _type_name: &str) -> Option<Arc<Schema>> {
        None
    }

    /// Names of all resource types, for suggestions.
    fn resource_types(&self) -> Vec<String>;

    /// Names of all data sources, for suggestions.
    fn data_types(&self) -> Vec<String>;

    /// Checks the provider's own configuration.
    fn validate_provider(&self, _config: &Value) -> Vec<ConfigDiagnostic> {
        Vec::new()
    }

    /// Checks a resource's configuration beyond the schema: enumerations, ranges, conflicts.
    fn validate_resource(&self, _type_name: &str, _config: &Value) -> Vec<ConfigDiagnostic> {
        Vec::new()
    }

    /// Checks a data source's configuration beyond the schema.
    fn validate_data(&self, _type_name: &str, _config: &Value) -> Vec<ConfigDiagnostic> {
        Vec::new()
    }

    /// Plans one resource instance.
    fn plan(&self, request: PlanRequest<'_>) -> PlannedChange;

    /// Reads a data source whose configuration is wholly known.
    fn read_data(&self, request: ReadRequest<'_>) -> (DataResult, Vec<ConfigDiagnostic>);

    /// Calls a provider function; `None`: there is no such function.
    fn call(&self, _name: &str, _arguments: &[Value]) -> Option<FunctionResult> {
        None
    }

    /// What is modelled of a resource type and what is known to differ, for readers.
    fn fidelity(&self, type_name: &str) -> Option<String>;
}

/// A provider that lies over another and answers some of its questions itself; all others go through.
pub trait Layer: Send + Sync {
    /// The provider below.
    fn inner(&self) -> &dyn Provider;

    /// As [`Provider::validate_provider`].
    fn validate_provider(&self, config: &Value) -> Vec<ConfigDiagnostic> {
        self.inner().validate_provider(config)
    }

    /// As [`Provider::plan`].
    fn plan(&self, request: PlanRequest<'_>) -> PlannedChange {
        self.inner().plan(request)
    }

    /// As [`Provider::read_data`].
    fn read_data(&self, request: ReadRequest<'_>) -> (DataResult, Vec<ConfigDiagnostic>) {
        self.inner().read_data(request)
    }
}

impl<L: Layer> Provider for L {
    fn source(&self) -> &str {
        self.inner().source()
    }

    fn provider_schema(&self) -> Arc<Schema> {
        self.inner().provider_schema()
    }

    fn resource_schema(&self, type_name: &str) -> Option<Arc<Schema>> {
        self.inner().resource_schema(type_name)
    }

    fn data_schema(&self, type_name: &str) -> Option<Arc<Schema>> {
        self.inner().data_schema(type_name)
    }

    fn ephemeral_schema(&self, type_name: &str) -> Option<Arc<Schema>> {
        self.inner().ephemeral_schema(type_name)
    }

    fn resource_types(&self) -> Vec<String> {
        self.inner().resource_types()
    }

    fn data_types(&self) -> Vec<String> {
        self.inner().data_types()
    }

    fn validate_provider(&self, config: &Value) -> Vec<ConfigDiagnostic> {
        Layer::validate_provider(self, config)
    }

    fn validate_resource(&self, type_name: &str, config: &Value) -> Vec<ConfigDiagnostic> {
        self.inner().validate_resource(type_name, config)
    }

    fn validate_data(&self, type_name: &str, config: &Value) -> Vec<ConfigDiagnostic> {
        self.inner().validate_data(type_name, config)
    }

    fn plan(&self, request: PlanRequest<'_>) -> PlannedChange {
        Layer::plan(self, request)
    }

    fn read_data(&self, request: ReadRequest<'_>) -> (DataResult, Vec<ConfigDiagnostic>) {
        Layer::read_data(self, request)
    }

    fn call(&self, name: &str, arguments: &[Value]) -> Option<FunctionResult> {
        self.inner().call(name, arguments)
    }

    fn fidelity(&self, type_name: &str) -> Option<String> {
        self.inner().fidelity(type_name)
    }
}
