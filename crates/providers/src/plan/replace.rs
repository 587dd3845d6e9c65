//! Which changes need a new object.

use dryrun_aws_facts::{Attribute, Block, Nested, Replace, ResourceType};
use dryrun_cty::{Path, Step, Value};
use dryrun_provider::Nesting;

use crate::values::{elements, is_empty, member, same, same_or_absent};

/// Arguments that need a new object, though the probe could not see it: the provider took the probe's two values for
/// the same.
const UNPROBED: [(&str, &str); 2] =
    [("aws_ecr_lifecycle_policy", "policy"), ("aws_spot_instance_request", "spot_price")];

/// The paths of the changes that do; empty: the object can be changed in place.
pub(super) fn paths(
    type_name: &str,
    resource: &ResourceType,
    prior: &Value,
    planned: &Value,
) -> Vec<Path> {
    let mut found = Search { framework: resource.framework, here: Vec::new(), paths: Vec::new() };
    found.block(&resource.block, Some(prior), Some(planned));
    for (_, name) in UNPROBED.iter().filter(|(of, _)| *of == type_name) {
        if !same_or_absent(member(Some(prior), name), member(Some(planned), name)) {
            found.found((*name).into());
        }
    }
    match type_name {
        "aws_instance" => keep_unless(
            "user_data_replace_on_change",
            &["user_data", "user_data_base64"],
            planned,
            &mut found.paths,
        ),
        "aws_network_interface" => {
            keep_unless("private_ip_list_enabled", &["private_ip_list"], planned, &mut found.paths);
            if loses_primary_address(prior, planned) {
                found.found("private_ips".into());
            }
        }
        "aws_elasticache_cluster" if changes_memcached_node(prior, planned) => {
            found.found("node_type".into());
        }
        "aws_rds_cluster" if changes_storage(prior, planned) => {
            found.found("storage_type".into());
        }
        "aws_elasticache_replication_group" if changes_engine(prior, planned) => {
            found.found("engine".into());
        }
        "aws_fsx_lustre_file_system" if grows_in_place(prior, planned) => {
            found
                .paths
                .retain(|Path(steps)| *steps != [Step::Attribute("storage_capacity".into())]);
        }
        "aws_opensearch_domain" | "aws_elasticsearch_domain" => {
            let path = |block: &str| {
                [Step::Attribute(block.into()), Step::Index(Value::integer(0))]
                    .into_iter()
                    .chain([Step::Attribute("enabled".into())])
                    .collect::<Vec<_>>()
            };
            for block in ["encrypt_at_rest", "node_to_node_encryption"] {
                if encrypts_in_place(block, prior, planned) {
                    found.paths.retain(|Path(steps)| *steps != path(block));
                }
            }
        }
        _ => {}
    }
    found.paths
}

/// A network interface keeps its first address for life.
fn loses_primary_address(prior: &Value, planned: &Value) -> bool {
    let (old, new) = (member(Some(prior), "private_ips"), member(Some(planned), "private_ips"));
    let by_list = member(Some(planned), "private_ip_list_enabled").and_then(Value::as_bool);
    let primary = elements(member(Some(prior), "private_ip_list")).first();
    let kept = elements(new).iter().any(|address| Some(address) == primary);
    let is_known = new.is_some_and(Value::is_known);
    by_list != Some(true) && is_known && !same_or_absent(old, new) && !kept
}

/// Only Aurora changes its storage in place.
fn changes_storage(prior: &Value, planned: &Value) -> bool {
    let storage = |value| member(Some(value), "storage_type").filter(|value| value.is_known());
    let engine = member(Some(planned), "engine").and_then(Value::as_str).unwrap_or_default();
    !engine.starts_with("aurora") && !same_or_absent(storage(prior), storage(planned))
}

/// Redis becomes Valkey in place, nothing else does.
fn changes_engine(prior: &Value, planned: &Value) -> bool {
    let engine = |value| member(Some(value), "engine").and_then(Value::as_str);
    let change = engine(prior).zip(engine(planned));
    change.is_some_and(|(old, new)| old != new && (old, new) != ("redis", "valkey"))
}

/// A file system grows, but never shrinks; one of the first kind of scratch does neither.
fn grows_in_place(prior: &Value, planned: &Value) -> bool {
    let capacity = |value: &Value| {
        member(Some(value), "storage_capacity").and_then(Value::as_number)?.to_i64()
    };
    let is_first =
        member(Some(planned), "deployment_type").and_then(Value::as_str) == Some("SCRATCH_1");
    !is_first && capacity(prior).zip(capacity(planned)).is_some_and(|(old, new)| new > old)
}

/// Nodes of memcached do not grow.
fn changes_memcached_node(prior: &Value, planned: &Value) -> bool {
    let changed =
        !same_or_absent(member(Some(prior), "node_type"), member(Some(planned), "node_type"));
    changed && member(Some(planned), "engine").and_then(Value::as_str) == Some("memcached")
}

/// Encryption can be turned on, never off, in a domain of OpenSearch or of Elasticsearch 6.7 and later.
fn encrypts_in_place(block: &str, prior: &Value, planned: &Value) -> bool {
    let enabled = |value: &Value| {
        let block = elements(member(Some(value), block)).first();
        member(block, "enabled").and_then(Value::as_bool).unwrap_or_default()
    };
    let text = |name: &str| member(Some(planned), name).and_then(Value::as_str);
    let version =
        text("engine_version").or_else(|| text("elasticsearch_version")).unwrap_or_default();
    let number = version.trim_start_matches("Elasticsearch_");
    let (major, minor) = number.split_once('.').unwrap_or((number, "0"));
    let version_allows = version.starts_with("OpenSearch_")
        || (major.parse::<u32>().unwrap_or_default(), minor.parse::<u32>().unwrap_or_default())
            >= (6, 7);
    !enabled(prior) && enabled(planned) && version_allows
}

/// Some arguments need a new object only where another one says so.
fn keep_unless(switch: &str, names: &[&str], planned: &Value, paths: &mut Vec<Path>) {
    if member(Some(planned), switch).and_then(Value::as_bool) == Some(true) {
        return;
    }
    paths.retain(|path| match path.0.as_slice() {
        [Step::Attribute(name)] => !names.contains(&&**name),
        _ => true,
    });
}

struct Search {
    framework: bool,
    here: Vec<Step>,
    paths: Vec<Path>,
}

impl Search {
    fn block(&mut self, block: &Block, prior: Option<&Value>, planned: Option<&Value>) {
        for (name, attribute) in &block.attributes {
            if self.replaces(attribute, member(prior, name), member(planned, name)) {
                self.found(name.clone());
            }
        }
        for nested in &block.blocks {
            self.nested(nested, member(prior, &nested.name), member(planned, &nested.name));
        }
    }

    fn found(&mut self, name: std::sync::Arc<str>) {
        let mut path = self.here.clone();
        path.push(Step::Attribute(name));
        self.paths.push(Path(path));
    }

    fn replaces(
        &self,
        attribute: &Attribute,
        prior: Option<&Value>,
        planned: Option<&Value>,
    ) -> bool {
        let rule = attribute.facts.replace;
        if !rule.ever() || same_or_absent(prior, planned) {
            return false;
        }
        if !self.framework && is_unset(prior) && is_unset(planned) {
            return false;
        }
        applies(rule, prior, planned)
    }

    fn nested(&mut self, nested: &Nested, prior: Option<&Value>, planned: Option<&Value>) {
        match nested.nesting {
            Nesting::Single | Nesting::Group => {
                if prior.is_some() != planned.is_some() && nested.facts.replace.ever() {
                    self.found(nested.name.clone());
                }
                self.here.push(Step::Attribute(nested.name.clone()));
                self.block(&nested.block, prior, planned);
                self.here.pop();
            }
            Nesting::List | Nesting::Set | Nesting::Map
                if is_unknown(prior) || is_unknown(planned) => {}
            Nesting::List => self.list(nested, elements(prior), elements(planned)),
            Nesting::Set | Nesting::Map => self.set(nested, elements(prior), elements(planned)),
        }
    }

    fn list(&mut self, nested: &Nested, prior: &[Value], planned: &[Value]) {
        let rule = nested.facts.replace;
        let counts = match prior.len().cmp(&planned.len()) {
            std::cmp::Ordering::Greater => rule.removal,
            std::cmp::Ordering::Less => rule.addition,
            std::cmp::Ordering::Equal => false,
        };
        if counts {
            self.found(nested.name.clone());
        }
        for (index, at) in (0..prior.len().max(planned.len())).zip(0..) {
            self.here.push(Step::Attribute(nested.name.clone()));
            self.here.push(Step::Index(Value::integer(at)));
            self.block(&nested.block, prior.get(index), planned.get(index));
            self.here.truncate(self.here.len().saturating_sub(2));
        }
    }

    fn set(&mut self, nested: &Nested, prior: &[Value], planned: &[Value]) {
        let missing =
            |from: &[Value], element: &Value| !from.iter().any(|other| same(element, other));
        let new = planned.iter().filter(|element| missing(prior, element));
        let old = prior.iter().filter(|element| missing(planned, element));
        let needs_new = new
            .chain(old)
            .any(|element| nested.facts.replace.ever() || self.alone(&nested.block, element));
        if needs_new {
            self.found(nested.name.clone());
        }
    }

    /// Whether adding this block alone needs a new object.
    fn alone(&self, block: &Block, element: &Value) -> bool {
        let mut inner = Self { framework: self.framework, here: Vec::new(), paths: Vec::new() };
        inner.block(block, None, Some(element));
        !inner.paths.is_empty()
    }
}

fn is_unknown(value: Option<&Value>) -> bool {
    value.is_some_and(|value| !value.is_known())
}

/// Null, or an empty string or collection.
fn is_unset(value: Option<&Value>) -> bool {
    value.is_none_or(|value| value.as_str() == Some("") || is_empty(value))
}

fn applies(rule: Replace, prior: Option<&Value>, planned: Option<&Value>) -> bool {
    if planned.is_none_or(is_empty) {
        rule.removal
    } else if prior.is_none() {
        rule.addition
    } else {
        rule.change
    }
}
