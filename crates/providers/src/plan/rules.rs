//! What concerns a resource as a whole: tags, values known early, values that other changes make unknown.

use std::collections::BTreeSet;
use std::sync::Arc;

use dryrun_aws_facts::{Block, Facts, Known, ResourceType, Rule, UnknownOn};
use dryrun_cty::{Type, Value};
use dryrun_provider::PlanRequest;

use super::{Action, documents, sdk::nested_type};
use crate::values::{
    Entries, collection, elements, entries, is_empty, literal, member, present, same,
    same_or_absent,
};

/// The planned value after all rules.
pub(super) fn apply(
    resource: &ResourceType,
    request: &PlanRequest<'_>,
    planned: Value,
    action: Action,
) -> Value {
    let block = &resource.block;
    let mut planned = planned.entries().cloned().unwrap_or_default();
    tags_all(resource, request, &mut planned, action);
    if matches!(request.type_name, "aws_lb" | "aws_alb") {
        load_balancer(block, request, &mut planned);
    }
    if request.type_name == "aws_instance" && !is_empty_list(&planned, "network_interface") {
        // The interface has its own.
        keep(block, request, &mut planned, "source_dest_check");
    }
    if request.type_name == "aws_s3_bucket_lifecycle_configuration" {
        for_each_block(&mut planned, "rule", &|rule| for_each_block(rule, "filter", &filter_all));
    }
    if request.type_name == "aws_route53_record" {
        for_each_block(&mut planned, "alias", &lower_name);
    }
    if request.type_name == "aws_iam_role" {
        same_inline_policies(request, &mut planned);
    }
    if request.type_name == "aws_mq_broker" && action == Action::Update && is_rabbit(&planned) {
        // Its users are changed in the broker itself.
        keep_block(request, &mut planned, "user");
    }
    if request.type_name == "aws_ecr_repository" && action == Action::Update {
        emptied(request, &mut planned, "image_scanning_configuration");
    }
    if matches!(request.type_name, "aws_security_group" | "aws_default_security_group") {
        for_each_block(&mut planned, "ingress", &named_protocol);
        for_each_block(&mut planned, "egress", &named_protocol);
    }
    if request.type_name == "aws_security_group_rule" {
        named_protocol(&mut planned);
    }
    let has_no_class = member(Some(request.config), "table_class").is_none();
    if request.type_name == "aws_dynamodb_table" && has_no_class && action == Action::Update {
        // None and the standard class are the same.
        keep(block, request, &mut planned, "table_class");
    }
    if request.type_name == "aws_ecs_service" && is_daemon(&planned) {
        // One task on each instance: the default shares say nothing.
        for (name, default) in
            [("deployment_maximum_percent", 200), ("deployment_minimum_healthy_percent", 100)]
        {
            if planned.get(name) == Some(&Value::integer(default)) {
                keep(block, request, &mut planned, name);
            }
        }
    }
    if request.type_name == "aws_ssm_parameter" && action == Action::Update && chooses_tier(request)
    {
        keep(block, request, &mut planned, "tier");
    }
    if action == Action::Create {
        known_values(block, request, &mut planned);
    } else {
        unknown_values(block, request, &mut planned);
        list_again(block, request, &mut planned);
    }
    for rule in &resource.rules {
        match rule {
            Rule::AcmCertificate if action == Action::Create => {
                acm_certificate(block, request, &mut planned);
            }
            Rule::AcmCertificate => same_names(request, &mut planned),
        }
    }
    entries(&block.ty, planned)
}

/// Whether `tags_all` changes although nothing of the resource's own does: the provider's default tags have.
pub(super) fn changes_tags(resource: &ResourceType, request: &PlanRequest<'_>) -> bool {
    let block = &resource.block;
    if block.attribute("tags_all").is_none() || block.attribute("tags").is_none() {
        return false;
    }
    let empty = Entries::new();
    let prior = member(Some(request.prior), "tags_all").and_then(Value::entries).unwrap_or(&empty);
    // Where no tags are left, the provider leaves `tags_all` as it was.
    merged_tags(request)
        .is_none_or(|merged| !merged.is_empty() && (merged != *prior || has_empty_value(&merged)))
}

/// `tags_all` is the provider's default tags overlaid with the resource's own.
fn tags_all(
    resource: &ResourceType,
    request: &PlanRequest<'_>,
    planned: &mut Entries,
    action: Action,
) {
    let block = &resource.block;
    let (Some(attribute), Some(_)) = (block.attribute("tags_all"), block.attribute("tags")) else {
        return;
    };
    let ty = &attribute.schema.ty;
    let configured = member(Some(request.config), "tags_all");
    let creates = action == Action::Create;
    let value = match merged_tags(request) {
        None => Value::unknown(ty.clone()),
        // The old SDK cannot set a map with empty values.
        Some(merged) if !resource.framework && has_empty_value(&merged) => {
            Value::unknown(ty.clone())
        }
        Some(merged) => {
            let prior_tags =
                member(Some(request.prior), "tags").is_some_and(|tags| !is_empty(tags));
            match configured {
                Some(configured) if merged.is_empty() && (creates || !prior_tags) => {
                    configured.clone()
                }
                Some(_) | None if merged.is_empty() && creates && !resource.framework => {
                    Value::unknown(ty.clone())
                }
                Some(_) | None => entries(ty, merged),
            }
        }
    };
    planned.insert("tags_all".into(), value);
}

fn has_empty_value(tags: &Entries) -> bool {
    tags.values().any(|value| value.as_str() == Some(""))
}

/// The tags of provider and resource; `None` where some of them are unknown.
fn merged_tags(request: &PlanRequest<'_>) -> Option<Entries> {
    let mut merged = default_tags(request.provider_config)?;
    if let Some(tags) = member(Some(request.config), "tags") {
        let tags = tags.entries()?.iter().filter(|(_, value)| !value.is_null());
        merged.extend(tags.map(|(key, value)| (key.clone(), value.clone())));
    }
    let known = merged.values().all(Value::is_known);
    known.then_some(merged)
}

/// The provider's default tags; `None`: unknown.
pub(crate) fn default_tags(provider: &Value) -> Option<Entries> {
    let Some(block) = member(Some(provider), "default_tags") else { return Some(Entries::new()) };
    let Some(tags) = block.elements()?.first().and_then(|block| member(Some(block), "tags")) else {
        return Some(Entries::new());
    };
    tags.entries().cloned()
}

fn known_values(block: &Block, request: &PlanRequest<'_>, planned: &mut Entries) {
    for (name, attribute) in &block.attributes {
        let (Some(known), None) = (&attribute.facts.known, member(Some(request.config), name))
        else {
            continue;
        };
        let ty = &attribute.schema.ty;
        let value = match known {
            Known::Null => Value::null(ty.clone()),
            Known::Constant(constant) => literal(constant, ty),
            Known::Copy(path) => copied(planned, path, ty),
            Known::Region => member(Some(request.provider_config), "region")
                .cloned()
                .unwrap_or_else(|| Value::unknown(ty.clone())),
        };
        planned.insert(name.clone(), value);
    }
}

fn copied(planned: &Entries, path: &str, ty: &Type) -> Value {
    let mut names = path.split('.');
    let mut value = names.next().and_then(|name| present(planned.get(name)));
    for name in names {
        value = value
            .and_then(|value| member(value.elements().map_or(Some(value), <[Value]>::first), name));
    }
    value.cloned().unwrap_or_else(|| Value::null(ty.clone()))
}

/// Computed values that change because arguments do.
fn unknown_values(block: &Block, request: &PlanRequest<'_>, planned: &mut Entries) {
    let attributes = block
        .attributes
        .iter()
        .map(|(name, attribute)| (name, attribute.schema.ty.clone(), &attribute.facts));
    let blocks =
        block.blocks.iter().map(|nested| (&nested.name, nested_type(nested), &nested.facts));
    let mut changed: Option<BTreeSet<Arc<str>>> = None;
    for (name, ty, facts) in attributes.chain(blocks) {
        let Facts { unknown_on: Some(rule), .. } = facts else { continue };
        let configured = member(Some(request.config), name)
            .is_some_and(|value| !value.elements().is_some_and(<[Value]>::is_empty));
        if configured || !holds(rule, planned) || has_no_public_address(request, name) {
            continue;
        }
        let changed = changed.get_or_insert_with(|| changed_members(block, request.prior, planned));
        let concerned = if makes_revision(request.type_name, changed) {
            true
        } else if rule.arguments.is_empty() {
            changed.iter().any(|other| other != name)
        } else {
            rule.arguments.iter().any(|argument| changed.contains(argument))
        };
        if concerned {
            planned.insert(name.clone(), Value::unknown(ty));
        }
    }
}

/// An instance without a public address does not get one when it is stopped and started.
fn has_no_public_address(request: &PlanRequest<'_>, name: &str) -> bool {
    let address = || member(Some(request.prior), "public_ip").and_then(Value::as_str);
    request.type_name == "aws_instance"
        && matches!(name, "public_ip" | "public_dns")
        && address().unwrap_or_default().is_empty()
}

/// The ordered list of a network interface's addresses follows the set of them.
fn list_again(block: &Block, request: &PlanRequest<'_>, planned: &mut Entries) {
    let list = block.attribute("private_ip_list");
    let Some(list) = list.filter(|_| request.type_name == "aws_network_interface") else { return };
    let configured = member(Some(request.config), "private_ip_list").is_some();
    let prior = member(Some(request.prior), "private_ips");
    if !configured && !same_or_absent(planned.get("private_ips"), prior) {
        planned.insert("private_ip_list".into(), Value::unknown(list.schema.ty.clone()));
        if member(Some(request.config), "private_ips_count").is_none() {
            planned.insert("private_ips_count".into(), Value::unknown(Type::Number));
        }
    }
}

/// Documents whose change registers a new revision; the probe's values were taken for the same.
fn makes_revision(type_name: &str, changed: &BTreeSet<Arc<str>>) -> bool {
    const DOCUMENTS: [&str; 4] =
        ["container_properties", "ecs_properties", "node_properties", "retry_strategy"];
    type_name == "aws_batch_job_definition"
        && DOCUMENTS.iter().any(|document| changed.contains(*document))
}

fn holds(rule: &UnknownOn, planned: &Entries) -> bool {
    rule.only_if.as_ref().is_none_or(|(argument, wanted)| {
        present(planned.get(argument))
            .is_some_and(|value| same(value, &literal(wanted, value.ty())))
    })
}

fn changed_members(block: &Block, prior: &Value, planned: &Entries) -> BTreeSet<Arc<str>> {
    let names = block
        .attributes
        .iter()
        .map(|(name, _)| name)
        .chain(block.blocks.iter().map(|nested| &nested.name));
    names
        .filter(|name| !same_or_absent(planned.get(name), member(Some(prior), name)))
        .cloned()
        .collect()
}

/// Changes every block of a list.
fn for_each_block(planned: &mut Entries, name: &str, change: &dyn Fn(&mut Entries)) {
    let Some(list) = planned.get(name) else { return };
    let Some(blocks) = list.elements() else { return };
    let changed = |block: &Value| {
        let mut members = block.entries().cloned().unwrap_or_default();
        change(&mut members);
        if members.is_empty() { block.clone() } else { entries(block.ty(), members) }
    };
    let list = collection(list.ty(), blocks.iter().map(changed).collect());
    planned.insert(name.into(), list);
}

/// Names in DNS have no case and no last dot.
fn lower_name(alias: &mut Entries) {
    let Some(name) = alias.get("name").and_then(Value::as_str) else { return };
    let name = name.to_lowercase().trim_end_matches('.').to_owned();
    alias.insert("name".into(), Value::string(name));
}

/// Protocols of security groups have names; all of them are -1.
fn named_protocol(rule: &mut Entries) {
    let Some(protocol) = rule.get("protocol").and_then(Value::as_str) else { return };
    let lower = protocol.to_lowercase();
    let name = match lower.as_str() {
        "all" => "-1",
        "6" => "tcp",
        "17" => "udp",
        "1" => "icmp",
        "58" => "icmpv6",
        other => other,
    };
    if name != protocol {
        rule.insert("protocol".into(), Value::string(name));
    }
}

/// Policies that say the same as before stay as they were.
fn same_inline_policies(request: &PlanRequest<'_>, planned: &mut Entries) {
    let Some(prior) = member(Some(request.prior), "inline_policy") else { return };
    let text = |policy: &Value, name: &str| {
        member(Some(policy), name).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let unchanged = |policy: &Value| {
        elements(Some(prior)).iter().any(|old| {
            text(old, "name") == text(policy, "name")
                && documents::same("policy", &text(old, "policy"), &text(policy, "policy"))
        })
    };
    let all = elements(planned.get("inline_policy"));
    if !all.is_empty() && all.len() == elements(Some(prior)).len() && all.iter().all(unchanged) {
        planned.insert("inline_policy".into(), prior.clone());
    }
}

/// A filter that says nothing is the empty prefix.
fn filter_all(filter: &mut Entries) {
    let Some(prefix) = filter.get("prefix") else { return };
    if prefix.is_known() && !prefix.is_null() {
        return;
    }
    let says = |(name, value): (&Arc<str>, &Value)| {
        &**name != "prefix" && !value.is_null() && !is_empty(value)
    };
    let prefix =
        if filter.iter().any(says) { Value::null(Type::String) } else { Value::string("") };
    filter.insert("prefix".into(), prefix);
}

/// The prior value, or null: the provider does not look at the configured one.
fn keep(block: &Block, request: &PlanRequest<'_>, planned: &mut Entries, name: &str) {
    let Some(attribute) = block.attribute(name) else { return };
    let prior = member(Some(request.prior), name).cloned();
    let value = prior.unwrap_or_else(|| Value::null(attribute.schema.ty.clone()));
    planned.insert(name.into(), value);
}

fn keep_block(request: &PlanRequest<'_>, planned: &mut Entries, name: &str) {
    if let Some(prior) = member(Some(request.prior), name) {
        planned.insert(name.into(), prior.clone());
    }
}

fn is_daemon(planned: &Entries) -> bool {
    present(planned.get("scheduling_strategy")).and_then(Value::as_str) == Some("DAEMON")
}

/// Where AWS chooses the tier of a parameter, the one that it has is right.
fn chooses_tier(request: &PlanRequest<'_>) -> bool {
    member(Some(request.config), "tier").and_then(Value::as_str) == Some("Intelligent-Tiering")
}

fn is_rabbit(planned: &Entries) -> bool {
    let engine = present(planned.get("engine_type")).and_then(Value::as_str);
    engine.is_some_and(|engine| engine.eq_ignore_ascii_case("RabbitMQ"))
}

/// A block that was left out stays, without what was in it.
fn emptied(request: &PlanRequest<'_>, planned: &mut Entries, name: &str) {
    let Some(prior) = member(Some(request.prior), name).filter(|prior| !is_empty(prior)) else {
        return;
    };
    if !is_empty_list(planned, name) {
        return;
    }
    let nulls = |block: &Value| {
        let all = block.entries().into_iter().flatten();
        let nulls = all.map(|(name, value)| (name.clone(), Value::null(value.ty().clone())));
        entries(block.ty(), nulls.collect())
    };
    let blocks = elements(Some(prior)).iter().map(nulls).collect();
    planned.insert(name.into(), collection(prior.ty(), blocks));
}

fn is_empty_list(planned: &Entries, name: &str) -> bool {
    present(planned.get(name)).and_then(Value::elements).is_none_or(<[Value]>::is_empty)
}

/// Arguments of one kind of load balancer mean nothing for the others.
fn load_balancer(block: &Block, request: &PlanRequest<'_>, planned: &mut Entries) {
    const APPLICATION: [&str; 10] = [
        "client_keep_alive",
        "desync_mitigation_mode",
        "drop_invalid_header_fields",
        "enable_http2",
        "enable_tls_version_and_cipher_suite_headers",
        "enable_waf_fail_open",
        "enable_xff_client_port",
        "idle_timeout",
        "preserve_host_header",
        "xff_header_processing_mode",
    ];
    const NETWORK: [&str; 1] = ["dns_record_client_routing_policy"];
    const NOT_APPLICATION: [&str; 1] = ["enable_cross_zone_load_balancing"];
    let kind =
        present(planned.get("load_balancer_type")).and_then(Value::as_str).map(str::to_owned);
    let kind = kind.as_deref();
    let (application, network) = (kind == Some("application"), kind == Some("network"));
    let groups: [(&[&str], bool); 3] = [
        (&APPLICATION, application || kind.is_none()),
        (&NETWORK, network || kind.is_none()),
        (&NOT_APPLICATION, !application),
    ];
    for name in groups.iter().filter(|(_, means)| !means).flat_map(|(names, _)| *names) {
        keep(block, request, planned, name);
    }
    let defaults = [
        ("dns_record_client_routing_policy", network, Value::string("any_availability_zone")),
        ("enable_cross_zone_load_balancing", kind.is_some() && !application, Value::bool(false)),
    ];
    for (name, _, value) in defaults.into_iter().filter(|(_, applies, _)| *applies) {
        if present(planned.get(name)).is_none() {
            planned.insert(name.into(), value);
        }
    }
}

/// The names of a requested certificate: the configured ones and the domain name, one validation option each.
fn acm_certificate(block: &Block, request: &PlanRequest<'_>, planned: &mut Entries) {
    let config = Some(request.config);
    let (Some(domain), Some(names)) =
        (member(config, "domain_name"), block.attribute("subject_alternative_names"))
    else {
        return;
    };
    let names_type = &names.schema.ty;
    let alternative = member(config, "subject_alternative_names");
    let Some(all) = certificate_names(domain, alternative) else {
        planned.insert("subject_alternative_names".into(), Value::unknown(names_type.clone()));
        return;
    };
    let names = all.iter().map(|name| Value::string(*name)).collect();
    planned.insert("subject_alternative_names".into(), collection(names_type, names));
    let by_dns = member(config, "validation_method").and_then(Value::as_str) == Some("DNS");
    if let Some(options) = block.attribute("domain_validation_options").filter(|_| by_dns) {
        let ty = &options.schema.ty;
        planned.insert(
            "domain_validation_options".into(),
            collection(ty, all.iter().filter_map(|name| option(ty, name)).collect()),
        );
    }
}

/// The domain name of a certificate and the alternative ones; `None` while some are unknown.
fn certificate_names<'v>(
    domain: &'v Value,
    alternative: Option<&'v Value>,
) -> Option<BTreeSet<&'v str>> {
    let is_known = alternative.is_none_or(Value::is_known);
    let names = elements(alternative).iter().chain([domain]).map(Value::as_str);
    names.collect::<Option<_>>().filter(|_| is_known)
}

/// A certificate lists its domain name among the alternative ones, whether or not the configuration does.
fn same_names(request: &PlanRequest<'_>, planned: &mut Entries) {
    const NAMES: &str = "subject_alternative_names";
    let config = Some(request.config);
    let (Some(domain), Some(names), Some(prior)) =
        (member(config, "domain_name"), member(config, NAMES), member(Some(request.prior), NAMES))
    else {
        return;
    };
    let there: Option<BTreeSet<&str>> = elements(Some(prior)).iter().map(Value::as_str).collect();
    let wanted = certificate_names(domain, Some(names));
    if wanted.is_some() && wanted == there {
        planned.insert(NAMES.into(), prior.clone());
    }
}

fn option(ty: &Type, domain: &str) -> Option<Value> {
    let Some(element @ Type::Object(object)) = ty.element() else { return None };
    let member = |(name, ty): (&Arc<str>, &Type)| {
        let value = if &**name == "domain_name" {
            Value::string(domain)
        } else {
            Value::unknown(ty.clone())
        };
        (name.clone(), value)
    };
    Some(entries(element, object.attributes.iter().map(member).collect()))
}
