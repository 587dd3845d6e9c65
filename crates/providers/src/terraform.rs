//! The provider built into Terraform: `terraform_data` and `terraform_remote_state`.
//!
//! Its functions (`encode_tfvars` and its like) work on expressions, so the planner offers them.

use std::sync::Arc;

use dryrun_cty::{Path, Step, Type, Value};
use dryrun_diag::Diagnostic;
use dryrun_provider::{
    Attribute, Block, ConfigDiagnostic, DataResult, PlanRequest, PlannedChange, Provider,
    ReadRequest, Schema,
};

use crate::remote_state;
use crate::values::{Entries, member};

/// The provider built into Terraform.
#[derive(Debug, Clone, Copy, Default)]
pub struct Terraform;

impl Provider for Terraform {
    fn source(&self) -> &'static str {
        "terraform.io/builtin/terraform"
    }

    fn provider_schema(&self) -> Arc<Schema> {
        Arc::default()
    }

    fn resource_schema(&self, type_name: &str) -> Option<Arc<Schema>> {
        (type_name == "terraform_data").then(data_schema)
    }

    fn data_schema(&self, type_name: &str) -> Option<Arc<Schema>> {
        (type_name == "terraform_remote_state").then(remote_state_schema)
    }

    fn resource_types(&self) -> Vec<String> {
        vec!["terraform_data".to_owned()]
    }

    fn data_types(&self) -> Vec<String> {
        vec!["terraform_remote_state".to_owned()]
    }

    fn validate_resource(&self, _type_name: &str, config: &Value) -> Vec<ConfigDiagnostic> {
        let set = ["id", "output"].into_iter().filter(|name| member(Some(config), name).is_some());
        set.map(|name| whole(Diagnostic::error(format!("\"{name}\" attribute is read-only"), "")))
            .collect()
    }

    fn plan(&self, request: PlanRequest<'_>) -> PlannedChange {
        let (planned, requires_replace) = plan(request);
        PlannedChange {
            planned,
            requires_replace,
            legacy_type_system: false,
            diagnostics: Vec::new(),
        }
    }

    fn validate_data(&self, _type_name: &str, config: &Value) -> Vec<ConfigDiagnostic> {
        remote_state::validate(config)
    }

    fn read_data(&self, request: ReadRequest<'_>) -> (DataResult, Vec<ConfigDiagnostic>) {
        remote_state::read(request.config, request.host)
    }

    fn fidelity(&self, type_name: &str) -> Option<String> {
        let text = match type_name {
            "terraform_data" => "Planned as Terraform does.",
            "terraform_remote_state" => {
                "Read from the local backend; the outputs of other backends stay unknown."
            }
            _ => return None,
        };
        Some(text.to_owned())
    }
}

/// A diagnostic about the whole block.
fn whole(diagnostic: Diagnostic) -> ConfigDiagnostic {
    ConfigDiagnostic { diagnostic, path: Path::default() }
}

fn data_schema() -> Arc<Schema> {
    schema([
        ("id", Attribute { ty: Type::String, computed: true, ..Attribute::default() }),
        ("input", Attribute { optional: true, ..Attribute::default() }),
        ("output", Attribute { computed: true, ..Attribute::default() }),
        ("triggers_replace", Attribute { optional: true, ..Attribute::default() }),
    ])
}

fn remote_state_schema() -> Arc<Schema> {
    schema([
        ("backend", Attribute { ty: Type::String, required: true, ..Attribute::default() }),
        ("config", Attribute { optional: true, ..Attribute::default() }),
        ("defaults", Attribute { optional: true, ..Attribute::default() }),
        ("outputs", Attribute { computed: true, ..Attribute::default() }),
        ("workspace", Attribute { ty: Type::String, optional: true, ..Attribute::default() }),
    ])
}

fn schema<const N: usize>(attributes: [(&str, Attribute); N]) -> Arc<Schema> {
    let attributes =
        attributes.into_iter().map(|(name, attribute)| (name.into(), attribute)).collect();
    Arc::new(Schema { version: 0, block: Block { attributes, ..Block::default() } })
}

fn plan(request: PlanRequest<'_>) -> (Value, Vec<Path>) {
    let Some(proposed) = request.proposed.entries() else {
        return (request.proposed.clone(), Vec::new());
    };
    let Some(prior) = request.prior.entries() else {
        return (Value::object_of(fresh(proposed)), Vec::new());
    };
    if changes("triggers_replace", prior, proposed) {
        let path = Path(vec![Step::Attribute("triggers_replace".into())]);
        return (Value::object_of(fresh(proposed)), vec![path]);
    }
    let mut planned = proposed.clone();
    if changes("input", prior, proposed) {
        planned.insert("output".into(), Value::unknown(input_type(proposed)));
    }
    (Value::object_of(planned), Vec::new())
}

/// A new object: a new id, and the output that apply will copy from the input.
fn fresh(proposed: &Entries) -> Entries {
    let mut planned = proposed.clone();
    set(&mut planned, "id", Value::unknown_not_null(Type::String));
    let output = match proposed.get("input") {
        Some(input) if !input.is_null() => Value::unknown(input.ty().clone()),
        Some(_) | None => Value::null(input_type(proposed)),
    };
    set(&mut planned, "output", output);
    planned
}

fn set(object: &mut Entries, name: &str, value: Value) {
    match object.get_mut(name) {
        Some(member) => *member = value,
        None => drop(object.insert(name.into(), value)),
    }
}

fn input_type(proposed: &Entries) -> Type {
    proposed.get("input").map_or(Type::Dynamic, |input| input.ty().clone())
}

fn changes(name: &str, prior: &Entries, proposed: &Entries) -> bool {
    match (prior.get(name), proposed.get(name)) {
        (Some(old), Some(new)) => !old.raw_equals(new),
        (None, None) => false,
        (Some(one), None) | (None, Some(one)) => !one.is_null(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resource(input: Value, output: Value, trigger: Value, id: Value) -> Value {
        Value::object([
            ("id", id),
            ("input", input),
            ("output", output),
            ("triggers_replace", trigger),
        ])
    }

    fn planned(prior: &Value, proposed: &Value) -> PlannedChange {
        let provider = Value::object::<&str>([]);
        Terraform.plan(PlanRequest {
            type_name: "terraform_data",
            prior,
            proposed,
            config: proposed,
            provider_config: &provider,
        })
    }

    #[test]
    fn output_follows_input() {
        let null = || Value::null(Type::Dynamic);
        let old = resource(Value::string("a"), Value::string("a"), null(), Value::string("1"));
        let new = resource(Value::string("b"), Value::string("a"), null(), Value::string("1"));
        let created = planned(
            &null(),
            &resource(Value::integer(1), null(), null(), Value::null(Type::String)),
        );
        assert_eq!(
            created.planned.entries().unwrap().get("output").unwrap(),
            &Value::unknown(Type::Number)
        );
        let changed = planned(&old, &new);
        assert!(changed.requires_replace.is_empty());
        assert_eq!(
            changed.planned.entries().unwrap().get("output").unwrap(),
            &Value::unknown(Type::String)
        );
        assert_eq!(planned(&old, &old).planned, old);
    }

    #[test]
    fn triggers_replace() {
        let null = || Value::null(Type::Dynamic);
        let old = resource(null(), null(), Value::string("1"), Value::string("1"));
        let new = resource(null(), null(), Value::string("2"), Value::string("1"));
        let change = planned(&old, &new);
        assert_eq!(change.requires_replace.len(), 1);
        assert!(!change.planned.entries().unwrap().get("id").unwrap().is_known());
    }
}
