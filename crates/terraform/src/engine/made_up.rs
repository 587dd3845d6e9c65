//! Providers that know what only an apply would tell: stable made-up values, marked as made up.
//!
//! A plan with them is a simulated apply: each resource's computed values are known, so whatever refers to them is too.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use dryrun_cty::{Kind, Number, Step, Type, Value};
use dryrun_provider::{
    ConfigDiagnostic, DataResult, FunctionResult, PlanRequest, PlannedChange, Provider,
    ReadRequest, Schema,
};

/// A provider whose planned values are all known.
pub(super) struct MadeUp {
    inner: Arc<dyn Provider>,
    counts: Mutex<BTreeMap<String, usize>>,
}

impl MadeUp {
    /// Around a provider.
    pub(super) fn new(inner: Arc<dyn Provider>) -> Self {
        Self { inner, counts: Mutex::new(BTreeMap::new()) }
    }

    /// A number for each object of a type, in the order of planning, which is always the same.
    fn number(&self, type_name: &str) -> usize {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(type_name.to_owned()).or_default();
        *count += 1;
        *count
    }
}

/// The account of AWS's own documentation.
const ACCOUNT: &str = "123456789012";

/// Fills the unknown parts of a planned value.
fn fill(planned: &Value, type_name: &str, number: usize, region: &str) -> Value {
    let service = type_name.split('_').nth(1).unwrap_or(type_name);
    let short = type_name.split_once('_').map_or(type_name, |(_, rest)| rest).replace('_', "-");
    planned.transform(&mut |path, value| {
        if value.is_known() {
            return value;
        }
        let attribute = path.0.iter().rev().find_map(|step| {
            if let Step::Attribute(name) = step { Some(name.as_ref()) } else { None }
        });
        let attribute = attribute.unwrap_or_default();
        let marks = value.marks();
        let made = match value.ty() {
            Type::String if attribute == "arn" || attribute.ends_with("_arn") => Value::string(
                format!("arn:aws:{service}:{region}:{ACCOUNT}:{short}/made-up-{number}"),
            ),
            Type::String if attribute == "id" => Value::string(format!("made-up-{short}-{number}")),
            Type::String => {
                Value::string(format!("made-up-{}-{number}", attribute.replace('_', "-")))
            }
            Type::Number => Value::number(Number::from(0_i64)),
            Type::Bool => Value::bool(false),
            Type::List(_) | Type::Set(_) | Type::Map(_) => empty(value.ty()),
            Type::Dynamic | Type::Tuple(_) | Type::Object(_) => Value::null(value.ty().clone()),
        };
        made.mark(marks)
    })
}

/// The type whose `output` is its `input` once it is applied.
const ECHO: &str = "terraform_data";

fn echoed(planned: &Value) -> Value {
    let Some(entries) = planned.entries() else { return planned.clone() };
    let input = entries.get("input");
    let stays = |name: &str, value: &Value| name != "output" || value.is_known();
    let entries = entries.iter().map(|(name, value)| {
        let value = if stays(name, value) { value } else { input.unwrap_or(value) };
        (name.clone(), value.clone())
    });
    Value::new(planned.ty().clone(), Kind::Entries(Arc::new(entries.collect())))
}

fn empty(ty: &Type) -> Value {
    let kind = if matches!(ty, Type::Map(_)) {
        Kind::Entries(Arc::default())
    } else {
        Kind::Elements(Arc::from([]))
    };
    Value::new(ty.clone(), kind)
}

impl Provider for MadeUp {
    fn source(&self) -> &str {
        self.inner.source()
    }

    fn provider_schema(&self) -> Arc<Schema> {
        self.inner.provider_schema()
    }

    fn resource_schema(&self, type_name: &str) -> Option<Arc<Schema>> {
        self.inner.resource_schema(type_name)
    }

    fn data_schema(&self, type_name: &str) -> Option<Arc<Schema>> {
        self.inner.data_schema(type_name)
    }

    fn ephemeral_schema(&self, type_name: &str) -> Option<Arc<Schema>> {
        self.inner.ephemeral_schema(type_name)
    }

    fn resource_types(&self) -> Vec<String> {
        self.inner.resource_types()
    }

    fn data_types(&self) -> Vec<String> {
        self.inner.data_types()
    }

    fn validate_provider(&self, config: &Value) -> Vec<ConfigDiagnostic> {
        self.inner.validate_provider(config)
    }

    fn validate_resource(&self, type_name: &str, config: &Value) -> Vec<ConfigDiagnostic> {
        self.inner.validate_resource(type_name, config)
    }

    fn validate_data(&self, type_name: &str, config: &Value) -> Vec<ConfigDiagnostic> {
        self.inner.validate_data(type_name, config)
    }

    fn plan(&self, request: PlanRequest<'_>) -> PlannedChange {
        let region = request
            .provider_config
            .entries()
            .and_then(|entries| entries.get("region"))
            .and_then(Value::as_str)
            .unwrap_or("us-east-1");
        let mut change = self.inner.plan(request);
        if request.type_name == ECHO {
            change.planned = echoed(&change.planned);
        }
        if !change.planned.is_null() {
            change.planned =
                fill(&change.planned, request.type_name, self.number(request.type_name), region);
        }
        change
    }

    fn read_data(&self, request: ReadRequest<'_>) -> (DataResult, Vec<ConfigDiagnostic>) {
        self.inner.read_data(request)
    }

    fn call(&self, name: &str, arguments: &[Value]) -> Option<FunctionResult> {
        self.inner.call(name, arguments)
    }

    fn fidelity(&self, type_name: &str) -> Option<String> {
        self.inner.fidelity(type_name)
    }
}
