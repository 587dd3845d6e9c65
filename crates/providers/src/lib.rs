//! The bundled providers: aws, terraform and the small ones that tutorials use.
//!
//! Each is data and pure functions behind [`Provider`]. The planner asks [`by_source`] for the providers a configuration
//! names; [`bundled`] lists them all.

mod aws;
mod explain;
mod go_json;
mod go_json_fault;
mod go_time;
mod plan;
mod remote_state;
mod schema_file;
mod small;
mod terraform;
mod values;

use std::sync::Arc;

use dryrun_provider::Provider;

pub use aws::Aws;
pub use explain::explain;
pub use schema_file::{SchemaOnly, schema_file};
pub use small::Small;
pub use terraform::Terraform;

/// All bundled providers. Cheap: nothing is decoded before it is asked for.
#[must_use]
pub fn bundled() -> Vec<Arc<dyn Provider>> {
    let small = Small::all().into_iter().map(|provider| Arc::new(provider) as Arc<dyn Provider>);
    [Arc::new(Aws) as Arc<dyn Provider>, Arc::new(Terraform)].into_iter().chain(small).collect()
}

/// The bundled provider of a source address such as `registry.terraform.io/hashicorp/aws` or `hashicorp/aws`.
#[must_use]
pub fn by_source(source: &str) -> Option<Arc<dyn Provider>> {
    let source = source.strip_prefix("registry.terraform.io/").unwrap_or(source);
    bundled().into_iter().find(|provider| {
        let known = provider.source();
        known.strip_prefix("registry.terraform.io/").unwrap_or(known) == source
    })
}

/// The bundled provider that a local name means where no `required_providers` says otherwise.
#[must_use]
pub fn by_local_name(name: &str) -> Option<Arc<dyn Provider>> {
    if name == "terraform" {
        by_source("terraform.io/builtin/terraform")
    } else {
        by_source(&format!("hashicorp/{name}"))
    }
}
