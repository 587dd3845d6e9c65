//! The prior state: a `terraform.tfstate` of version 4.

use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_cty::{Marks, Path, Step, Type, Value};
use dryrun_diag::Diagnostic;
use dryrun_plan::addr::{InstanceKey, Mode, ModuleInstance, Resource, ResourceInstance};
use serde_json::Value as Json;

use crate::json_value;
use crate::world::{TypedSchema, World};

/// One object of the prior state.
#[derive(Debug, Clone)]
pub(crate) struct StateObject {
    pub(crate) provider: Arc<str>,
    pub(crate) schema: TypedSchema,
    /// Its value, with the marks the state remembers.
    pub(crate) value: Value,
    pub(crate) tainted: bool,
    pub(crate) dependencies: Vec<String>,
}

/// Root outputs: value and sensitivity.
pub(crate) type PriorOutputs = BTreeMap<Arc<str>, (Value, bool)>;

/// The prior state.
#[derive(Debug, Clone, Default)]
pub(crate) struct PriorState {
    pub(crate) objects: BTreeMap<ResourceInstance, StateObject>,
    /// Deposed objects with their keys.
    pub(crate) deposed: Vec<(ResourceInstance, String, StateObject)>,
    /// Root outputs: value and sensitivity.
    pub(crate) outputs: PriorOutputs,
}

/// Reads a state. Values of types without a schema here are left out with a warning.
pub(crate) fn read(text: &str, world: &World<'_>) -> (PriorState, Vec<Diagnostic>) {
    let mut state = PriorState::default();
    let mut diagnostics = Vec::new();
    let json: Json = match serde_json::from_str(&json_value::with_exact_numbers(text)) {
        Ok(json) => json,
        Err(error) => {
            let detail = format!("The state file could not be parsed as JSON: {error}.");
            return (state, vec![Diagnostic::error("Unsupported state file format", detail)]);
        }
    };
    match json.get("version").and_then(Json::as_u64) {
        Some(4) => {}
        Some(version) => {
            return (state, vec![unsupported_version(version, &json)]);
        }
        None => {
            let detail = "The state file does not have a \"version\" attribute, which is required to identify the format version.";
            return (state, vec![Diagnostic::error("Unsupported state file format", detail)]);
        }
    }
    for (name, output) in json.get("outputs").and_then(Json::as_object).into_iter().flatten() {
        let member = |name: &str| output.get(name).unwrap_or(&Json::Null);
        let sensitive = member("sensitive").as_bool().unwrap_or(false);
        let value = json_value::decode_typed(member("value"), member("type"));
        state.outputs.insert(Arc::from(name.as_str()), (value, sensitive));
    }
    for resource in json.get("resources").and_then(Json::as_array).into_iter().flatten() {
        read_resource(resource, world, &mut state, &mut diagnostics);
    }
    (state, diagnostics)
}

/// Terraform meets the state first when it locks it.
fn unsupported_version(version: u64, state: &Json) -> Diagnostic {
    let created_by = text(state, "terraform_version");
    let origin = if created_by.is_empty() {
        "This state file may have been created by a newer version of Terraform.".to_owned()
    } else {
        format!("This state file was created by Terraform {created_by}.")
    };
    let detail = format!(
        "Error message: Unsupported state file format: The state file uses format version {version}, which is not supported by Terraform 1.11.4. {origin}\n\nTerraform acquires a state lock to protect the state from being written\nby multiple users at the same time. Please resolve the issue above and try\nagain. For most commands, you can disable locking with the \"-lock=false\"\nflag, but this is not recommended."
    );
    Diagnostic::error("Error acquiring the state lock", detail)
}

fn text<'j>(json: &'j Json, name: &str) -> &'j str {
    json.get(name).and_then(Json::as_str).unwrap_or_default()
}

/// The managed resources of a state's text, each with its module's path; none of a text that is no state.
pub(crate) fn resources(text_of_state: &str) -> Vec<(Vec<Arc<str>>, Resource)> {
    let json: Json = serde_json::from_str(text_of_state).unwrap_or_default();
    let all = json.get("resources").and_then(Json::as_array).cloned().unwrap_or_default();
    let there = |one: &&Json| {
        let instances = one.get("instances").and_then(Json::as_array);
        text(one, "mode") == "managed" && instances.is_some_and(|all| !all.is_empty())
    };
    let resource = |one: &Json| {
        let path = parse_module(text(one, "module")).0.into_iter().map(|(name, _)| name).collect();
        let (kind, name) = (text(one, "type").into(), text(one, "name").into());
        (path, Resource { mode: Mode::Managed, kind, name })
    };
    all.iter().filter(there).map(resource).collect()
}

fn read_resource(
    json: &Json,
    world: &World<'_>,
    state: &mut PriorState,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mode = if text(json, "mode") == "data" { Mode::Data } else { Mode::Managed };
    // Data sources are read anew.
    if mode == Mode::Data {
        return;
    }
    let instances = json.get("instances").and_then(Json::as_array).filter(|all| !all.is_empty());
    let Some(instances) = instances else { return };
    let resource =
        Resource { mode, kind: text(json, "type").into(), name: text(json, "name").into() };
    let module = parse_module(text(json, "module"));
    let provider = provider_source(text(json, "provider"));
    let Some(schema) = world.schema(&provider, mode, &resource.kind) else {
        let detail = format!(
            "The state holds {resource}, but nothing is known of type \"{}\" of provider {provider}; it is left out.",
            resource.kind
        );
        diagnostics.push(Diagnostic::warning("Resource type not known", detail));
        return;
    };
    for instance in instances {
        let key = match instance.get("index_key") {
            Some(Json::Number(number)) => number.as_u64().map(InstanceKey::Number),
            Some(Json::String(text)) => Some(InstanceKey::Text(Arc::from(text.as_str()))),
            Some(Json::Null | Json::Bool(_) | Json::Array(_) | Json::Object(_)) | None => None,
        };
        let address = ResourceInstance { module: module.clone(), resource: resource.clone(), key };
        let object = read_object(instance, &provider, &schema);
        match instance.get("deposed").and_then(Json::as_str) {
            Some(deposed) => state.deposed.push((address, deposed.to_owned(), object)),
            None => {
                state.objects.insert(address, object);
            }
        }
    }
}

fn read_object(json: &Json, provider: &Arc<str>, schema: &TypedSchema) -> StateObject {
    let null = Json::Null;
    let attributes = json.get("attributes").unwrap_or(&null);
    let mut value = json_value::decode(attributes, &schema.ty);
    // What an older version of the schema left out is empty, not null.
    if !value.is_null() {
        value = crate::propose::normalize_legacy(&schema.schema.block, &schema.ty, &value);
    }
    for path in json.get("sensitive_attributes").and_then(Json::as_array).into_iter().flatten() {
        if let Some(path) = read_path(path) {
            value = value.mark_at(&path, Marks::SENSITIVE);
        }
    }
    let dependencies = json.get("dependencies").and_then(Json::as_array).into_iter().flatten();
    StateObject {
        provider: provider.clone(),
        schema: schema.clone(),
        value,
        tainted: text(json, "status") == "tainted",
        dependencies: dependencies.filter_map(Json::as_str).map(str::to_owned).collect(),
    }
}

fn read_path(json: &Json) -> Option<Path> {
    let step = |step: &Json| {
        let value = step.get("value")?;
        match text(step, "type") {
            "get_attr" => Some(Step::Attribute(Arc::from(value.as_str()?))),
            "index" => {
                let ty = json_value::decode_type(value.get("type")?, 10).unwrap_or(Type::String);
                Some(Step::Index(json_value::decode(value.get("value")?, &ty)))
            }
            _ => None,
        }
    };
    json.as_array()?.iter().map(step).collect::<Option<Vec<_>>>().map(Path)
}

/// `provider["registry.terraform.io/hashicorp/aws"].west` → the source.
fn provider_source(text: &str) -> Arc<str> {
    let source = text.split('"').nth(1).unwrap_or(text);
    Arc::from(source)
}

/// `module.a["k"].module.b[0]`.
pub(crate) fn parse_module(text: &str) -> ModuleInstance {
    let mut module = ModuleInstance::root();
    let mut rest = text;
    while let Some(after) = rest.strip_prefix("module.") {
        let end = after.find(['.', '[']).unwrap_or(after.len());
        let (name, tail) = after.split_at(end);
        let (key, tail) = parse_key(tail);
        module = module.child(name, key);
        rest = tail.strip_prefix('.').unwrap_or(tail);
    }
    module
}

fn parse_key(text: &str) -> (Option<InstanceKey>, &str) {
    let Some(inner) = text.strip_prefix('[') else { return (None, text) };
    if let Some(quoted) = inner.strip_prefix('"') {
        let mut escaped = false;
        for (at, c) in quoted.char_indices() {
            match c {
                '\\' if !escaped => escaped = true,
                '"' if !escaped => {
                    let key = quoted.get(..at).unwrap_or_default();
                    let key = key.replace("\\\"", "\"").replace("\\\\", "\\");
                    let tail = quoted.get(at + 1..).unwrap_or_default();
                    return (
                        Some(InstanceKey::Text(key.into())),
                        tail.strip_prefix(']').unwrap_or(tail),
                    );
                }
                _ => escaped = false,
            }
        }
        return (None, "");
    }
    let end = inner.find(']').unwrap_or(inner.len());
    let (number, tail) = inner.split_at(end);
    (number.parse().ok().map(InstanceKey::Number), tail.strip_prefix(']').unwrap_or(tail))
}
