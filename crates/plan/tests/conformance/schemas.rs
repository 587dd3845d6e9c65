//! The schemas of the recorded types.

use std::sync::Arc;

use dryrun_cty::Type;
use dryrun_plan::addr::Mode;
use dryrun_provider::{Attribute, Provider, Schema};
use dryrun_providers::Aws;

/// The schema of a resource type or data source.
pub(crate) fn schema(mode: Mode, kind: &str) -> Arc<Schema> {
    let found = match (mode, kind) {
        (_, "terraform_data") => Some(Arc::new(terraform_data())),
        (_, "terraform_remote_state") => Some(Arc::new(remote_state())),
        (Mode::Data, _) => Aws.data_schema(kind),
        _ => Aws.resource_schema(kind),
    };
    found.unwrap_or_else(|| panic!("no schema of {kind}"))
}

fn of(attributes: &[(&str, Type)]) -> Schema {
    let mut schema = Schema::default();
    for (name, ty) in attributes {
        schema
            .block
            .attributes
            .insert((*name).into(), Attribute { ty: ty.clone(), ..Attribute::default() });
    }
    schema
}

fn terraform_data() -> Schema {
    of(&[
        ("id", Type::String),
        ("input", Type::Dynamic),
        ("output", Type::Dynamic),
        ("triggers_replace", Type::Dynamic),
    ])
}

fn remote_state() -> Schema {
    of(&[
        ("backend", Type::String),
        ("config", Type::Dynamic),
        ("defaults", Type::Dynamic),
        ("outputs", Type::Dynamic),
        ("workspace", Type::String),
    ])
}
