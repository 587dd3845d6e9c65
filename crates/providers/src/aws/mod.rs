//! The AWS provider, offline: its table and its planning algorithm.

use std::sync::Arc;

use dryrun_aws_facts as facts;
use dryrun_cty::Value;
use dryrun_provider::{ConfigDiagnostic, DataResult, PlanRequest, PlannedChange, Provider, Schema};

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

    fn plan(&self, request: PlanRequest<'_>) -> PlannedChange {
        PlannedChange {
            planned: request.proposed.clone(),
            requires_replace: Vec::new(),
            legacy_type_system: true,
            diagnostics: Vec::new(),
        }
    }

    fn read_data(
        &self,
        _type_name: &str,
        _config: &Value,
        _provider: &Value,
    ) -> (DataResult, Vec<ConfigDiagnostic>) {
        (DataResult::Offline, Vec::new())
    }

    fn fidelity(&self, _type_name: &str) -> Option<String> {
        None
    }
}
