//! The `configuration` member of plan JSON: what the configuration says, expressions as constants or references.

use dryrun_cty::Kind;
use dryrun_hcl::ast::{Body, Expression, Traversal, TraversalStep};
use dryrun_plan::addr::{Mode, quoted};
use serde_json::{Map, Value as Json, json};

use crate::config::model::{ModuleCall, Output, Provisioner, Repetition, ResourceConfig, Variable};
use crate::config::{Config, ModuleId, ModuleNode};
use crate::providers::{self, Providers};
use crate::reference::{self, Subject};
use crate::{json_value, lang};

/// The whole configuration as JSON.
pub(crate) fn json(config: &Config, providers: &Providers) -> Json {
    let root =
        config.root().map(|root| module(config, providers, ModuleId(0), root)).unwrap_or_default();
    let mut out = json!({ "root_module": root });
    insert(&mut out, "provider_config", some(provider_configs(config)));
    out
}

fn provider_configs(config: &Config) -> Map<String, Json> {
    let mut all = Map::new();
    for (id, node) in config.ids() {
        let module = node.address();
        let keyed =
            |key: &str| if module.is_empty() { key.to_owned() } else { format!("{module}:{key}") };
        for (key, provider) in &node.module.providers {
            let mut one = json!({ "name": key.name.as_ref(), "full_name": providers::source_of(config, id, &key.name).as_ref() });
            insert(&mut one, "alias", key.alias.as_deref().map(Json::from));
            insert(
                &mut one,
                "module_address",
                (!module.is_empty()).then(|| module.as_str().into()),
            );
            let required = node.module.required_providers.get(&key.name);
            let version = provider
                .version
                .as_ref()
                .or(required.and_then(|required| required.version.as_ref()));
            insert(
                &mut one,
                "version_constraint",
                version.map(|version| version.text.as_str().into()),
            );
            insert(&mut one, "expressions", some(body(&provider.body)));
            all.insert(keyed(&key.to_string()), one);
        }
    }
    // Providers without a block are there by their default name.
    for (id, node) in config.ids() {
        for resource in node.module.resources.values() {
            let located = providers::locate(config, id, resource);
            let name = located.wanted.1.to_string();
            if located.configuration.is_none() && !all.contains_key(&name) {
                all.insert(
                    name.clone(),
                    json!({ "name": name, "full_name": located.source.as_ref() }),
                );
            }
        }
    }
    all
}

fn insert(into: &mut Json, name: &str, value: Option<Json>) {
    if let (Some(members), Some(value)) = (into.as_object_mut(), value) {
        members.insert(name.to_owned(), value);
    }
}

fn some(members: Map<String, Json>) -> Option<Json> {
    (!members.is_empty()).then_some(Json::Object(members))
}

fn module(config: &Config, providers: &Providers, id: ModuleId, node: &ModuleNode) -> Json {
    let content = &node.module;
    let outputs =
        content.outputs.iter().map(|(name, found)| (name.to_string(), output(found))).collect();
    let variables =
        content.variables.iter().map(|(name, found)| (name.to_string(), variable(found))).collect();
    let resources: Vec<Json> =
        content.resources.values().map(|found| resource(config, providers, id, found)).collect();
    let mut calls = Map::new();
    for (name, call) in &content.calls {
        let child = node.children.get(name).and_then(|child| Some((*child, config.node(*child)?)));
        let inner =
            child.map(|(id, child)| module(config, providers, id, child)).unwrap_or_default();
        calls.insert(name.to_string(), module_call(call, inner));
    }
    let mut out = Json::Object(Map::new());
    insert(&mut out, "outputs", some(outputs));
    insert(&mut out, "resources", (!resources.is_empty()).then_some(Json::Array(resources)));
    insert(&mut out, "module_calls", some(calls));
    insert(&mut out, "variables", some(variables));
    out
}

fn output(output: &Output) -> Json {
    let value = output.expression.as_ref().map(expression).unwrap_or_default();
    let mut out = json!({ "expression": value });
    insert(&mut out, "sensitive", output.sensitive.then(|| true.into()));
    insert(&mut out, "depends_on", after(&output.depends_on));
    insert(&mut out, "description", output.description.as_deref().map(Json::from));
    out
}

fn variable(variable: &Variable) -> Json {
    let mut out = Json::Object(Map::new());
    insert(&mut out, "default", variable.default.as_ref().map(json_value::encode));
    insert(&mut out, "description", variable.description.as_deref().map(Json::from));
    insert(&mut out, "sensitive", variable.sensitive.then(|| true.into()));
    out
}

fn repetition(out: &mut Json, repetition: &Repetition) {
    match repetition {
        Repetition::Single => {}
        Repetition::Count(count) => insert(out, "count_expression", said(count)),
        Repetition::ForEach(each) => insert(out, "for_each_expression", said(each)),
    }
}

/// An expression of which there is something to say.
fn said(of: &Expression) -> Option<Json> {
    Some(expression(of)).filter(|said| said != &json!({}))
}

/// `depends_on`, without instance keys.
fn after(traversals: &[Traversal]) -> Option<Json> {
    let name = |traversal: &Traversal| {
        let found = reference::parse(traversal).ok()?;
        Some(Json::from(subject_text(&found.subject)))
    };
    let names: Vec<Json> = traversals.iter().filter_map(name).collect();
    (!names.is_empty()).then_some(Json::Array(names))
}

fn module_call(call: &ModuleCall, inner: Json) -> Json {
    let mut out = json!({ "source": call.source, "module": inner });
    insert(&mut out, "expressions", some(body(&call.body)));
    insert(
        &mut out,
        "version_constraint",
        call.version.as_ref().map(|version| version.text.as_str().into()),
    );
    insert(&mut out, "depends_on", after(&call.depends_on));
    repetition(&mut out, &call.repetition);
    out
}

fn resource(
    config: &Config,
    providers: &Providers,
    id: ModuleId,
    resource: &ResourceConfig,
) -> Json {
    let located = providers::locate(config, id, resource);
    let address = &resource.address;
    let provider = providers.find(&located.source);
    let schema = provider.and_then(|provider| match address.mode {
        Mode::Managed => provider.resource_schema(&address.kind),
        Mode::Data => provider.data_schema(&address.kind),
        Mode::Ephemeral => provider.ephemeral_schema(&address.kind),
    });
    let mode = match address.mode {
        Mode::Managed => "managed",
        Mode::Data => "data",
        Mode::Ephemeral => "ephemeral",
    };
    let mut out = json!({
        "address": address.to_string(),
        "mode": mode,
        "type": address.kind.as_ref(),
        "name": address.name.as_ref(),
        "provider_config_key": located.wanted.1.to_string(),
        "schema_version": schema.map(|schema| schema.version).unwrap_or_default(),
    });
    insert(&mut out, "expressions", some(body(&resource.body)));
    let provisioner = |part: &Provisioner| {
        let mut out = json!({ "type": part.kind.as_ref() });
        insert(&mut out, "expressions", some(body(&part.body)));
        out
    };
    let provisioners: Vec<Json> = resource.provisioners.iter().map(provisioner).collect();
    insert(
        &mut out,
        "provisioners",
        (!provisioners.is_empty()).then_some(Json::Array(provisioners)),
    );
    repetition(&mut out, &resource.repetition);
    insert(&mut out, "depends_on", after(&resource.depends_on));
    out
}

fn body(body: &Body) -> Map<String, Json> {
    let mut out = Map::new();
    for attribute in &body.attributes {
        out.insert(attribute.name.to_string(), expression(&attribute.expression));
    }
    for block in &body.blocks {
        let inner = Json::Object(self::body(&block.body));
        if let Json::Array(all) =
            out.entry(block.kind.to_string()).or_insert(Json::Array(Vec::new()))
        {
            all.push(inner);
        }
    }
    out
}

/// A constant's value, or what an expression refers to.
fn expression(expression: &Expression) -> Json {
    let mut names: Vec<String> = Vec::new();
    for traversal in lang::references(expression) {
        let Ok(found) = reference::parse(&traversal) else { continue };
        let subject = subject_text(&found.subject);
        for taken in (1..=found.remaining.len()).rev() {
            names.push(format!(
                "{subject}{}",
                steps_text(found.remaining.get(..taken).unwrap_or_default())
            ));
        }
        names.push(subject);
        match &found.subject {
            Subject::Resource { resource, key: Some(_) } => names.push(resource.to_string()),
            Subject::Module { call, key, output } if key.is_some() || output.is_some() => {
                names.push(format!("module.{call}"));
            }
            _ => {}
        }
    }
    if !names.is_empty() {
        return json!({ "references": names });
    }
    let (value, found) = lang::constant(expression);
    if found.is_empty() && value.is_known() {
        json!({ "constant_value": json_value::encode(&value) })
    } else {
        json!({})
    }
}

fn subject_text(subject: &Subject) -> String {
    let keyed = |key: &Option<dryrun_plan::addr::InstanceKey>| {
        key.as_ref().map(ToString::to_string).unwrap_or_default()
    };
    match subject {
        Subject::Variable(name) => format!("var.{name}"),
        Subject::Local(name) => format!("local.{name}"),
        Subject::Module { call, key, output } => {
            let output = output.as_ref().map(|output| format!(".{output}")).unwrap_or_default();
            format!("module.{call}{}{output}", keyed(key))
        }
        Subject::Resource { resource, key } => format!("{resource}{}", keyed(key)),
        Subject::Count(name) => format!("count.{name}"),
        Subject::Each(name) => format!("each.{name}"),
        Subject::Path(name) => format!("path.{name}"),
        Subject::Terraform(name) => format!("terraform.{name}"),
        Subject::SelfObject => "self".to_owned(),
    }
}

fn steps_text(steps: &[TraversalStep]) -> String {
    let step = |step: &TraversalStep| match step {
        TraversalStep::Attribute(name, _) => format!(".{name}"),
        TraversalStep::Index(key, _) => match key.kind() {
            Kind::String(text) => format!("[{}]", quoted(text)),
            Kind::Number(number) => format!("[{number}]"),
            Kind::Null
            | Kind::Unknown(_)
            | Kind::Bool(_)
            | Kind::Elements(_)
            | Kind::Entries(_) => "[...]".to_owned(),
        },
    };
    steps.iter().map(step).collect()
}
