//! Data sources that the provider answers without asking AWS.

mod account;
mod policy;
mod sdk_set;

use dryrun_aws_facts as facts;
use dryrun_cty::{Path, Value};
use dryrun_diag::Diagnostic;
use dryrun_provider::{ConfigDiagnostic, DataResult, ReadRequest};

use crate::plan;
use crate::values::{Entries, canonical, entries, member};

/// What reading gives: the computed members, or an error about the whole block.
type Answer = Result<Vec<(&'static str, Value)>, Box<Diagnostic>>;

/// Reads a data source; what needs the network stays offline.
pub(super) fn read(request: ReadRequest<'_>) -> (DataResult, Vec<ConfigDiagnostic>) {
    let Some(source) = facts::data_source(request.type_name) else {
        return (DataResult::Offline, Vec::new());
    };
    let config = with_defaults(&request);
    let region = member(Some(request.provider_config), "region").and_then(Value::as_str);
    let answer = match request.type_name {
        "aws_iam_policy_document" => Some(policy::read(&config)),
        "aws_default_tags" => default_tags(&source.block, region, request.provider_config),
        name => account::read(name, &config, region),
    };
    match answer {
        None => (DataResult::Offline, Vec::new()),
        Some(Ok(members)) => (DataResult::Read(state(&source, &config, members)), Vec::new()),
        Some(Err(diagnostic)) => (
            DataResult::Offline,
            vec![ConfigDiagnostic { diagnostic: *diagnostic, path: Path::default() }],
        ),
    }
}

/// The configuration with the defaults of its schema, which the table holds for resources only.
fn with_defaults(request: &ReadRequest<'_>) -> Value {
    let Some(given) = request.config.entries() else { return request.config.clone() };
    let mut out = given.clone();
    let mut default = |name: &str, text: &str| {
        if member(Some(request.config), name).is_none() {
            out.insert(name.into(), Value::string(text));
        }
    };
    match request.type_name {
        "aws_iam_policy_document" => {
            default("version", "2012-10-17");
            policy::default_effects(&mut out);
        }
        "aws_lb_hosted_zone_id" => default("load_balancer_type", "application"),
        _ => {}
    }
    entries(request.config.ty(), out)
}

/// The state that a read leaves.
fn state(
    source: &facts::ResourceType,
    config: &Value,
    members: Vec<(&'static str, Value)>,
) -> Value {
    let stored =
        if source.framework { config.clone() } else { plan::stored(&source.block, config) };
    let mut out: Entries = stored.entries().cloned().unwrap_or_default();
    out.extend(members.into_iter().map(|(name, value)| (name.into(), value)));
    canonical(&entries(config.ty(), out))
}

fn default_tags(block: &facts::Block, region: Option<&str>, provider: &Value) -> Option<Answer> {
    let ty = &block.attribute("tags")?.schema.ty;
    let tags = plan::default_tags(provider)
        .map_or_else(|| Value::unknown(ty.clone()), |tags| entries(ty, tags));
    let partition = super::region::partition(region?);
    Some(Ok(vec![("id", Value::string(partition.name)), ("tags", tags)]))
}
