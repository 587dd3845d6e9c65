//! Plans from recorded plan JSON: the inverse of the crate's `json`, led by schemas.

use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_cty::{Entries, Kind, Marks, Number, ObjectType, Path, Step, Type, Value};
use dryrun_plan::addr::{InstanceKey, Mode, ModuleInstance, Resource, ResourceInstance};
use dryrun_plan::{
    Action, ActionReason, CheckResult, CheckStatus, Importing, OutputChange, Plan, ResourceChange,
    StateResource,
};
use dryrun_provider::{Attribute, Block, NestedBlock, Schema};
use serde_json::Value as Json;

use super::schemas;

static NULL: Json = Json::Null;

pub(crate) fn plan(json: &Json, args: &[String]) -> Plan {
    let types: BTreeMap<&str, Type> = json["planned_values"]["outputs"]
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(name, output)| Some((name.as_str(), ty(output.get("type")?))))
        .collect();
    Plan {
        variables: object(&json["variables"])
            .map(|(name, variable)| (name.as_str().into(), infer(&variable["value"], &NULL, &NULL)))
            .collect(),
        resource_changes: array(&json["resource_changes"]).map(resource_change).collect(),
        resource_drift: array(&json["resource_drift"]).map(resource_change).collect(),
        output_changes: object(&json["output_changes"])
            .map(|(name, change)| {
                (name.as_str().into(), output_change(change, types.get(name.as_str())))
            })
            .collect(),
        prior_state: modules(&json["prior_state"]["values"]["root_module"]),
        prior_outputs: object(&json["prior_state"]["values"]["outputs"])
            .map(|(name, output)| (name.as_str().into(), prior_output(output)))
            .collect(),
        checks: array(&json["checks"]).map(check).collect(),
        configuration: json["configuration"].clone(),
        relevant_attributes: array(&json["relevant_attributes"])
            .map(|attribute| (text(&attribute["resource"]), path(&attribute["attribute"])))
            .collect(),
        destroy: args.iter().any(|arg| arg == "-destroy"),
        targeted: args.iter().any(|arg| arg.starts_with("-target")),
        errored: json["errored"] == true,
    }
}

fn array(json: &Json) -> impl Iterator<Item = &Json> {
    json.as_array().into_iter().flatten()
}

fn object(json: &Json) -> impl Iterator<Item = (&String, &Json)> {
    json.as_object().into_iter().flatten()
}

fn text(json: &Json) -> String {
    json.as_str().unwrap_or_default().to_owned()
}

fn resource_change(json: &Json) -> ResourceChange {
    let change = &json["change"];
    let address = address(json);
    let schema = schemas::schema(address.resource.mode, &address.resource.kind);
    let ty = schema.block.implied_type().clone();
    let block = BlockOf { block: &schema.block };
    let before = block.value(&change["before"], &NULL, &change["before_sensitive"]);
    let unknown = &change["after_unknown"];
    let after = if change["after"].is_null()
        && unknown != true
        && unknown.as_object().is_none_or(serde_json::Map::is_empty)
    {
        Value::null(ty)
    } else {
        block.value(&change["after"], unknown, &change["after_sensitive"])
    };
    ResourceChange {
        previous_address: json["previous_address"]
            .as_str()
            .map(|text| parse_address(text, address.resource.mode)),
        deposed: json["deposed"].as_str().map(str::to_owned),
        provider: text(&json["provider_name"]).into(),
        action: action(&change["actions"]),
        reason: json["action_reason"].as_str().map(reason),
        replace_paths: array(&change["replace_paths"]).map(path).collect(),
        importing: change
            .get("importing")
            .map(|importing| Importing { id: Value::string(text(&importing["id"])) }),
        address,
        before,
        after,
        schema,
    }
}

fn action(json: &Json) -> Action {
    match array(json).map(text).collect::<Vec<_>>().join(",").as_str() {
        "no-op" => Action::NoOp,
        "create" => Action::Create,
        "read" => Action::Read,
        "update" => Action::Update,
        "delete,create" => Action::DeleteThenCreate,
        "create,delete" => Action::CreateThenDelete,
        "delete" => Action::Delete,
        "forget" => Action::Forget,
        other => panic!("action {other}"),
    }
}

fn reason(name: &str) -> ActionReason {
    use ActionReason as R;
    [
        R::ReplaceBecauseCannotUpdate,
        R::ReplaceBecauseTainted,
        R::ReplaceByRequest,
        R::ReplaceByTriggers,
        R::DeleteBecauseNoResourceConfig,
        R::DeleteBecauseWrongRepetition,
        R::DeleteBecauseCountIndex,
        R::DeleteBecauseEachKey,
        R::DeleteBecauseNoModule,
        R::DeleteBecauseNoMoveTarget,
        R::ReadBecauseConfigUnknown,
        R::ReadBecauseDependencyPending,
        R::ReadBecauseCheckNested,
    ]
    .into_iter()
    .find(|reason| reason.name() == name)
    .unwrap_or_else(|| panic!("reason {name}"))
}

fn path(json: &Json) -> Path {
    let step = |step: &Json| match step {
        Json::String(name) => Step::Attribute(name.as_str().into()),
        other => Step::Index(infer(other, &NULL, &NULL)),
    };
    Path(array(json).map(step).collect())
}

fn address(json: &Json) -> ResourceInstance {
    let mode = if json["mode"] == "data" { Mode::Data } else { Mode::Managed };
    ResourceInstance {
        module: json["module_address"]
            .as_str()
            .map(|text| parse_module(text).0)
            .unwrap_or_default(),
        resource: Resource {
            mode,
            kind: text(&json["type"]).into(),
            name: text(&json["name"]).into(),
        },
        key: match &json["index"] {
            Json::Number(number) => number.as_u64().map(InstanceKey::Number),
            Json::String(key) => Some(InstanceKey::Text(key.as_str().into())),
            _ => None,
        },
    }
}

/// The module steps at the start of an address, and what follows them.
fn parse_module(text: &str) -> (ModuleInstance, &str) {
    let mut module = ModuleInstance::root();
    let mut rest = text;
    while let Some(step) = rest.strip_prefix("module.") {
        let end = step.find(['.', '[']).unwrap_or(step.len());
        let (name, tail) = step.split_at(end);
        let (key, tail) = parse_key(tail);
        module = module.child(name, key);
        rest = tail.strip_prefix('.').unwrap_or(tail);
    }
    (module, rest)
}

fn parse_key(text: &str) -> (Option<InstanceKey>, &str) {
    let Some(inside) = text.strip_prefix('[') else { return (None, text) };
    if inside.starts_with('"') {
        let end = inside.find("\"]").expect("a closed key") + 1;
        let key: String = serde_json::from_str(&inside[..end]).expect("a quoted key");
        return (Some(InstanceKey::Text(key.replace("$${", "${").into())), &inside[end + 1..]);
    }
    let end = inside.find(']').expect("a closed key");
    (Some(InstanceKey::Number(inside[..end].parse().expect("a number"))), &inside[end + 1..])
}

fn parse_address(text: &str, mode: Mode) -> ResourceInstance {
    let (module, rest) = parse_module(text);
    let rest = rest.strip_prefix("data.").unwrap_or(rest);
    let (kind, rest) = rest.split_once('.').expect("type and name");
    let end = rest.find('[').unwrap_or(rest.len());
    let resource = Resource { mode, kind: kind.into(), name: rest[..end].into() };
    ResourceInstance { module, resource, key: parse_key(&rest[end..]).0 }
}

/// Reads values of a block type; marks only what the schema does not call sensitive anyway.
struct BlockOf<'a> {
    block: &'a Block,
}

impl BlockOf<'_> {
    fn value(&self, json: &Json, unknown: &Json, sensitive: &Json) -> Value {
        let ty = self.block.implied_type().clone();
        if unknown == true {
            return marked(Value::unknown(ty), sensitive);
        }
        if json.is_null() && !unknown.is_object() {
            return marked(Value::null(ty), sensitive);
        }
        let attributes = self.block.attributes.iter().map(|(name, attribute)| {
            (
                name.clone(),
                self.attribute(attribute, &json[&**name], &unknown[&**name], &sensitive[&**name]),
            )
        });
        let blocks = self.block.blocks.iter().map(|(name, nested)| {
            (
                name.clone(),
                nested_value(nested, &json[&**name], &unknown[&**name], &sensitive[&**name]),
            )
        });
        let entries = attributes.chain(blocks).collect();
        marked(Value::new(ty, Kind::Entries(Arc::new(entries))), sensitive)
    }

    fn attribute(
        &self,
        attribute: &Attribute,
        json: &Json,
        unknown: &Json,
        sensitive: &Json,
    ) -> Value {
        typed(&attribute.ty, json, unknown, if attribute.sensitive { &NULL } else { sensitive })
    }
}

fn nested_value(nested: &NestedBlock, json: &Json, unknown: &Json, sensitive: &Json) -> Value {
    let content = BlockOf { block: &nested.block };
    let inner = nested.block.implied_type().clone();
    let single = matches!(
        nested.nesting,
        dryrun_provider::Nesting::Single | dryrun_provider::Nesting::Group
    );
    if single {
        return content.value(json, unknown, sensitive);
    }
    let ty = match nested.nesting {
        dryrun_provider::Nesting::Set => Type::set(inner),
        dryrun_provider::Nesting::Map => Type::map(inner),
        _ => Type::list(inner),
    };
    if unknown == true {
        return Value::unknown(ty);
    }
    let by_schema = sensitive == true
        && matches!(nested.nesting, dryrun_provider::Nesting::Set)
        && has_sensitive(&nested.block);
    let mark = if by_schema { &NULL } else { sensitive };
    match json {
        Json::Array(elements) => {
            let elements = elements
                .iter()
                .enumerate()
                .map(|(at, element)| content.value(element, &unknown[at], &sensitive[at]));
            marked(Value::new(ty, Kind::Elements(elements.collect())), mark)
        }
        _ => marked(Value::null(ty), mark),
    }
}

fn has_sensitive(block: &Block) -> bool {
    block.attributes.values().any(|attribute| attribute.sensitive)
        || block.blocks.values().any(|nested| has_sensitive(&nested.block))
}

fn marked(value: Value, sensitive: &Json) -> Value {
    if sensitive == true { value.mark(Marks::SENSITIVE) } else { value }
}

/// A value of a type from its JSON and masks.
fn typed(ty: &Type, json: &Json, unknown: &Json, sensitive: &Json) -> Value {
    if unknown == true && *ty != Type::Dynamic {
        return marked(Value::unknown(ty.clone()), sensitive);
    }
    let value = match (ty, json) {
        (Type::Dynamic, _) => return infer(json, unknown, sensitive),
        (Type::Map(_) | Type::Object(_), Json::Null)
            if unknown.as_object().is_some_and(|mask| !mask.is_empty()) =>
        {
            entries(ty, &Json::Object(serde_json::Map::new()), unknown, sensitive)
        }
        (_, Json::Null) => Value::null(ty.clone()),
        (Type::List(element) | Type::Set(element), Json::Array(elements)) => {
            let elements = elements
                .iter()
                .enumerate()
                .map(|(at, json)| typed(element, json, &unknown[at], &sensitive[at]));
            Value::new(ty.clone(), Kind::Elements(elements.collect()))
        }
        (Type::Tuple(types), Json::Array(elements)) => {
            let elements = elements
                .iter()
                .zip(types.iter())
                .enumerate()
                .map(|(at, (json, ty))| typed(ty, json, &unknown[at], &sensitive[at]));
            Value::new(ty.clone(), Kind::Elements(elements.collect()))
        }
        (Type::Map(_) | Type::Object(_), Json::Object(_)) => entries(ty, json, unknown, sensitive),
        _ => infer(json, unknown, &NULL),
    };
    marked(value, sensitive)
}

fn entries(ty: &Type, json: &Json, unknown: &Json, sensitive: &Json) -> Value {
    let entry = |key: &str, ty: &Type| typed(ty, &json[key], &unknown[key], &sensitive[key]);
    let entries: Entries<Value> = match ty {
        Type::Object(object) => {
            object.attributes.iter().map(|(name, ty)| (name.clone(), entry(name, ty))).collect()
        }
        Type::Map(element) => {
            keys(json, unknown).into_iter().map(|key| (key.into(), entry(key, element))).collect()
        }
        _ => Entries::new(),
    };
    Value::new(ty.clone(), Kind::Entries(Arc::new(entries)))
}

fn keys<'a>(json: &'a Json, unknown: &'a Json) -> Vec<&'a str> {
    let keys = object(json).chain(object(unknown)).map(|(key, _)| key.as_str());
    keys.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
}

/// What the mask of sensitive parts tells of the type of an unknown value.
fn unknown_type(sensitive: &Json) -> Type {
    match sensitive {
        Json::Array(_) => Type::tuple([]),
        Json::Object(_) => Type::object::<&str>([]),
        _ => Type::Dynamic,
    }
}

/// A value of no given type.
fn infer(json: &Json, unknown: &Json, sensitive: &Json) -> Value {
    if unknown == true {
        return marked(Value::unknown(unknown_type(sensitive)), sensitive);
    }
    let value = match json {
        Json::Null if unknown.as_object().is_some_and(|mask| !mask.is_empty()) => {
            infer(&Json::Object(serde_json::Map::new()), unknown, &NULL)
        }
        Json::Null => Value::null(Type::Dynamic),
        Json::Bool(value) => Value::bool(*value),
        Json::Number(number) => {
            Value::number(Number::parse(&number.to_string()).expect("a number"))
        }
        Json::String(text) => match text.strip_prefix(super::LONG_NUMBER) {
            Some(digits) => Value::number(Number::parse(digits).expect("a number")),
            None => Value::string(text.as_str()),
        },
        Json::Array(elements) => Value::tuple(
            elements.iter().enumerate().map(|(at, json)| infer(json, &unknown[at], &sensitive[at])),
        ),
        Json::Object(_) => Value::object(
            keys(json, unknown)
                .into_iter()
                .map(|key| (key, infer(&json[key], &unknown[key], &sensitive[key]))),
        ),
    };
    marked(value, sensitive)
}

/// A type in cty's notation.
pub(crate) fn ty(json: &Json) -> Type {
    if let Some(name) = json.as_str() {
        return match name {
            "string" => Type::String,
            "number" => Type::Number,
            "bool" => Type::Bool,
            _ => Type::Dynamic,
        };
    }
    match json[0].as_str().unwrap_or_default() {
        "list" => Type::list(ty(&json[1])),
        "set" => Type::set(ty(&json[1])),
        "map" => Type::map(ty(&json[1])),
        "tuple" => Type::tuple(array(&json[1]).map(ty)),
        _ => {
            let attributes =
                object(&json[1]).map(|(name, json)| (name.as_str().into(), ty(json))).collect();
            Type::Object(Arc::new(ObjectType { attributes, ..ObjectType::default() }))
        }
    }
}

fn output_change(json: &Json, ty: Option<&Type>) -> OutputChange {
    let unknown = &json["after_unknown"];
    let after = match ty {
        Some(ty) => typed(ty, &json["after"], unknown, &NULL),
        None => infer(&json["after"], unknown, &NULL),
    };
    let before = infer(&json["before"], &NULL, &NULL);
    OutputChange {
        action: action(&json["actions"]),
        before,
        after,
        sensitive: json["after_sensitive"] == true,
    }
}

fn prior_output(json: &Json) -> (Value, bool) {
    (typed(&ty(&json["type"]), &json["value"], &NULL, &NULL), json["sensitive"] == true)
}

fn modules(json: &Json) -> Vec<StateResource> {
    let own = array(&json["resources"]).map(|resource| state_resource(resource, &json["address"]));
    own.chain(array(&json["child_modules"]).flat_map(modules)).collect()
}

fn state_resource(json: &Json, module: &Json) -> StateResource {
    let mut address = address(json);
    address.module = module.as_str().map(|text| parse_module(text).0).unwrap_or_default();
    let schema: Arc<Schema> = schemas::schema(address.resource.mode, &address.resource.kind);
    StateResource {
        value: BlockOf { block: &schema.block }.value(
            &json["values"],
            &NULL,
            &json["sensitive_values"],
        ),
        provider: text(&json["provider_name"]).into(),
        deposed: json["deposed_key"].as_str().map(str::to_owned),
        tainted: json["tainted"] == true,
        depends_on: array(&json["depends_on"]).map(text).collect(),
        address,
        schema,
    }
}

fn check(json: &Json) -> CheckResult {
    let status = |json: &Json| match json["status"].as_str() {
        Some("pass") => CheckStatus::Pass,
        Some("fail") => CheckStatus::Fail,
        Some("error") => CheckStatus::Error,
        _ => CheckStatus::Unknown,
    };
    let kinds = ["resource", "output_value", "check", "var"];
    CheckResult {
        kind: kinds.into_iter().find(|kind| json["address"]["kind"] == *kind).expect("a kind"),
        address: text(&json["address"]["to_display"]),
        status: status(json),
        instances: array(&json["instances"])
            .map(|instance| {
                let problems =
                    array(&instance["problems"]).map(|problem| text(&problem["message"])).collect();
                (text(&instance["address"]["to_display"]), status(instance), problems)
            })
            .collect(),
    }
}
