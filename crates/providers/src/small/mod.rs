//! The small providers that tutorials use, each described by a text.

mod read;
mod table;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use dryrun_aws_facts::ResourceType;
use dryrun_provider::{
    ConfigDiagnostic, DataResult, PlanRequest, PlannedChange, Provider, ReadRequest, Schema,
};

/// A provider described by a table of its types.
#[derive(Debug)]
pub struct Small {
    source: &'static str,
    text: &'static str,
    tables: OnceLock<Tables>,
}

/// The types of a provider by section and name.
#[derive(Debug, Default)]
struct Tables {
    entries: BTreeMap<(Section, String), Arc<ResourceType>>,
}

/// The kinds of named types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Section {
    Provider,
    Resource,
    Data,
    Ephemeral,
}

impl Small {
    /// The small providers.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let all = [
            ("archive", include_str!("archive.txt")),
            ("http", include_str!("http.txt")),
            ("local", include_str!("local.txt")),
            ("null", include_str!("null.txt")),
            ("random", include_str!("random.txt")),
            ("template", include_str!("template.txt")),
            ("time", include_str!("time.txt")),
            ("tls", include_str!("tls.txt")),
        ];
        all.into_iter().map(|(name, text)| Self::new(source(name), text)).collect()
    }

    fn new(source: &'static str, text: &'static str) -> Self {
        Self { source, text, tables: OnceLock::new() }
    }

    fn entry(&self, section: Section, name: &str) -> Option<&Arc<ResourceType>> {
        self.tables().entries.get(&(section, name.to_owned()))
    }

    fn tables(&self) -> &Tables {
        self.tables.get_or_init(|| Tables { entries: table::read(self.text) })
    }

    fn names(&self, wanted: Section) -> Vec<String> {
        let all = self.tables().entries.keys().filter(|(section, _)| *section == wanted);
        all.map(|(_, name)| name.clone()).collect()
    }
}

fn source(name: &str) -> &'static str {
    match name {
        "archive" => "registry.terraform.io/hashicorp/archive",
        "http" => "registry.terraform.io/hashicorp/http",
        "local" => "registry.terraform.io/hashicorp/local",
        "null" => "registry.terraform.io/hashicorp/null",
        "random" => "registry.terraform.io/hashicorp/random",
        "template" => "registry.terraform.io/hashicorp/template",
        "time" => "registry.terraform.io/hashicorp/time",
        _ => "registry.terraform.io/hashicorp/tls",
    }
}

impl Provider for Small {
    fn source(&self) -> &str {
        self.source
    }

    fn provider_schema(&self) -> Arc<Schema> {
        self.entry(Section::Provider, "provider")
            .map(|entry| entry.schema.clone())
            .unwrap_or_default()
    }

    fn resource_schema(&self, type_name: &str) -> Option<Arc<Schema>> {
        Some(self.entry(Section::Resource, type_name)?.schema.clone())
    }

    fn data_schema(&self, type_name: &str) -> Option<Arc<Schema>> {
        Some(self.entry(Section::Data, type_name)?.schema.clone())
    }

    fn ephemeral_schema(&self, type_name: &str) -> Option<Arc<Schema>> {
        Some(self.entry(Section::Ephemeral, type_name)?.schema.clone())
    }

    fn resource_types(&self) -> Vec<String> {
        self.names(Section::Resource)
    }

    fn data_types(&self) -> Vec<String> {
        self.names(Section::Data)
    }

    fn plan(&self, request: PlanRequest<'_>) -> PlannedChange {
        let (planned, requires_replace) = match self.entry(Section::Resource, request.type_name) {
            Some(resource) => crate::plan::plan(resource, request),
            None => (request.proposed.clone(), Vec::new()),
        };
        PlannedChange {
            planned,
            requires_replace,
            legacy_type_system: false,
            diagnostics: Vec::new(),
        }
    }

    fn read_data(&self, request: ReadRequest<'_>) -> (DataResult, Vec<ConfigDiagnostic>) {
        read::read(request)
    }

    fn fidelity(&self, type_name: &str) -> Option<String> {
        let known = [Section::Resource, Section::Data]
            .iter()
            .any(|section| self.entry(*section, type_name).is_some());
        known.then(|| "Planned from the provider's schema: defaults, values known after apply, replacement.".to_owned())
    }
}
