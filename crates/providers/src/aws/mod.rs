//! The AWS provider, offline: its table and its planning algorithm.

mod arn;
mod data;
mod fidelity;
mod region;
mod validate;

use std::sync::Arc;

use dryrun_aws_facts as facts;
use dryrun_cty::Value;
use dryrun_provider::{
    ConfigDiagnostic, DataResult, FunctionResult, PlanRequest, PlannedChange, Provider,
    ReadRequest, Schema,
};

/// The AWS provider.
#[derive(Debug, Clone, Copy, Default)]
pub struct Aws;

impl Provider for Aws {
    fn source(&self) -> &'static str {
        "registry.terraform.io/hashicorp/aws"
    }

    fn provider_schema(&self) -> Arc<Schema> {
        facts::provider().map(|entry| entry.schema.clone()).unwrap_or_default()
    }

    fn resource_schema(&self, type_name: &str) -> Option<Arc<Schema>> {
        Some(facts::resource(type_name)?.schema.clone())
    }

    fn data_schema(&self, type_name: &str) -> Option<Arc<Schema>> {
        Some(facts::data_source(type_name)?.schema.clone())
    }

    fn ephemeral_schema(&self, type_name: &str) -> Option<Arc<Schema>> {
        Some(facts::ephemeral(type_name)?.schema.clone())
    }

    fn resource_types(&self) -> Vec<String> {
        facts::resource_names()
    }

    fn data_types(&self) -> Vec<String> {
        facts::data_source_names()
    }

    fn validate_resource(&self, type_name: &str, config: &Value) -> Vec<ConfigDiagnostic> {
        let entry = facts::resource(type_name).zip(facts::resource_checks(type_name));
        entry
            .map(|(entry, checks)| {
                let mut found = validate::validate(type_name, &entry, &checks, config);
                found.extend(validate::own_id(&entry, config));
                found
            })
            .unwrap_or_default()
    }

    fn validate_data(&self, type_name: &str, config: &Value) -> Vec<ConfigDiagnostic> {
        let entry = facts::data_source(type_name).zip(facts::data_source_checks(type_name));
        entry
            .map(|(entry, checks)| validate::validate(type_name, &entry, &checks, config))
            .unwrap_or_default()
    }

    fn plan(&self, request: PlanRequest<'_>) -> PlannedChange {
        let Some(resource) = facts::resource(request.type_name) else {
            return unknown_type(request);
        };
        let (planned, requires_replace) = crate::plan::plan(&resource, request);
        let legacy_type_system = !resource.framework;
        PlannedChange { planned, requires_replace, legacy_type_system, diagnostics: Vec::new() }
    }

    fn read_data(&self, request: ReadRequest<'_>) -> (DataResult, Vec<ConfigDiagnostic>) {
        data::read(request)
    }

    fn call(&self, name: &str, arguments: &[Value]) -> Option<FunctionResult> {
        let value = arn::call(name, arguments)?.map_err(|message| (None, message));
        Some(FunctionResult { value })
    }

    fn fidelity(&self, type_name: &str) -> Option<String> {
        if let Some(resource) = facts::resource(type_name) {
            return Some(fidelity::describe(&resource));
        }
        facts::data_source(type_name)?;
        Some("Checked against its schema; read where AWS need not be asked, else its values stay unknown.".to_owned())
    }
}

/// Core never asks for a type without a schema; if it does, nothing is known beyond the configuration.
fn unknown_type(request: PlanRequest<'_>) -> PlannedChange {
    PlannedChange {
        planned: request.proposed.clone(),
        requires_replace: Vec::new(),
        legacy_type_system: false,
        diagnostics: Vec::new(),
    }
}
