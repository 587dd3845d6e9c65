//! The state that applying an example would leave: a `terraform.tfstate` with made-up values.

use std::sync::Arc;

use dryrun_cty::{Kind, Path, Step, Type, Value};
use dryrun_diag::Diagnostic;
use dryrun_engine::{Effects, Example};
use dryrun_plan::addr::{InstanceKey, Mode};
use dryrun_plan::{Action, Plan, ResourceChange};
use serde_json::{Map, Value as Json, json};

use super::made_up::MadeUp;
use crate::schema::marks;
use crate::{PlanOptions, entry};

/// Plans with made-up values in the place of what apply would tell, and writes the result as a state.
pub(super) fn state(
    example: &Example,
    case: &str,
    options: &PlanOptions,
    files: &dyn Effects,
) -> Option<String> {
    let providers =
        super::beside::providers(example, case).0.map(|inner| Arc::new(MadeUp::new(inner)));
    let (mut config, found) = entry::load("", files);
    if found.iter().any(Diagnostic::is_error) {
        return None;
    }
    let (plan, _) = entry::plan(&mut config, &providers, options, files);
    let plan = plan.filter(|plan| !plan.errored)?;
    Some(dryrun_json::print::pretty(&written(&plan)))
}

/// A plan with known values as the state that it would leave.
pub(crate) fn written(plan: &Plan) -> Json {
    let stays = |change: &&ResourceChange| {
        change.address.resource.mode == Mode::Managed
            && !matches!(change.action, Action::Delete | Action::Forget)
    };
    let resources: Vec<Json> = plan.resource_changes.iter().filter(stays).map(resource).collect();
    let outputs = plan.output_changes.iter().filter(|(_, change)| !change.after.is_null());
    let outputs: Map<String, Json> = outputs
        .map(|(name, change)| (name.to_string(), output(&change.after, change.sensitive)))
        .collect();
    json!({"version": 4, "terraform_version": "1.11.4", "serial": 1, "lineage": "made-up", "outputs": outputs, "resources": resources})
}

fn output(value: &Value, sensitive: bool) -> Json {
    let mut output = json!({"value": plain(value), "type": value.ty().to_json()});
    if let (true, Some(members)) = (sensitive, output.as_object_mut()) {
        members.insert("sensitive".to_owned(), Json::Bool(true));
    }
    output
}

fn resource(change: &ResourceChange) -> Json {
    let address = &change.address;
    let marked = marks::with_schema_marks(&change.after, &change.schema.block);
    let sensitive: Vec<Json> = marks::sensitive_paths(&marked).iter().map(steps).collect();
    let attributes = typed(&change.after, change.schema.block.implied_type());
    let mut instance = json!({"schema_version": change.schema.version, "attributes": attributes, "sensitive_attributes": sensitive});
    if let (Some(key), Some(members)) = (&address.key, instance.as_object_mut()) {
        let key = match key {
            InstanceKey::Number(number) => json!(number),
            InstanceKey::Text(text) => json!(text.as_ref()),
        };
        members.insert("index_key".to_owned(), key);
    }
    let mut resource = json!({
        "mode": "managed",
        "type": address.resource.kind.as_ref(),
        "name": address.resource.name.as_ref(),
        "provider": format!("provider[\"{}\"]", change.provider),
        "instances": [instance],
    });
    if let (false, Some(members)) = (address.module.is_root(), resource.as_object_mut()) {
        members.insert("module".to_owned(), json!(address.module.to_string()));
    }
    resource
}

/// A path as states write it.
fn steps(path: &Path) -> Json {
    let step = |step: &Step| match step {
        Step::Attribute(name) => json!({"type": "get_attr", "value": name.as_ref()}),
        Step::Index(key) => {
            json!({"type": "index", "value": {"value": plain(key), "type": key.ty().to_json()}})
        }
    };
    path.0.iter().map(step).collect()
}

/// A value as state JSON: where the schema leaves the type open, the type stands beside the value.
fn typed(value: &Value, ty: &Type) -> Json {
    match (value.kind(), ty) {
        (Kind::Null | Kind::Unknown(_), _) => Json::Null,
        (_, Type::Dynamic) => json!({"value": plain(value), "type": value.ty().to_json()}),
        (Kind::Elements(elements), Type::List(element) | Type::Set(element)) => {
            elements.iter().map(|value| typed(value, element)).collect()
        }
        (Kind::Entries(entries), Type::Map(element)) => {
            let entry =
                |(key, value): (&Arc<str>, &Value)| (key.to_string(), typed(value, element));
            Json::Object(entries.iter().map(entry).collect())
        }
        (Kind::Entries(entries), Type::Object(object)) => {
            let entry = |(name, value): (&Arc<str>, &Value)| {
                let ty = object.attributes.get(name).unwrap_or(value.ty());
                (name.to_string(), typed(value, ty))
            };
            Json::Object(entries.iter().map(entry).collect())
        }
        _ => plain(value),
    }
}

/// A value as state JSON; what is still unknown is null.
fn plain(value: &Value) -> Json {
    match value.kind() {
        Kind::Null | Kind::Unknown(_) => Json::Null,
        Kind::Bool(truth) => Json::Bool(*truth),
        Kind::Number(number) => serde_json::from_str(&number.to_string()).unwrap_or_default(),
        Kind::String(text) => Json::String(text.to_string()),
        Kind::Elements(elements) => elements.iter().map(plain).collect(),
        Kind::Entries(entries) => Json::Object(
            entries.iter().map(|(key, value)| (key.to_string(), plain(value))).collect(),
        ),
    }
}
