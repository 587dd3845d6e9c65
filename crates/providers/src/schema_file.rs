//! Providers known by their schema alone: the text of `terraform providers schema -json`.

use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_aws_facts as facts;
use dryrun_cty::Type;
use dryrun_provider::{
    Attribute, Block, ConfigDiagnostic, DataResult, NestedBlock, Nesting, PlanRequest,
    PlannedChange, Provider, ReadRequest, Schema,
};
use serde_json::{Map, Value as Json};

/// Deeper schemas are cut: no provider has them.
const DEEPEST: usize = 64;

/// A provider of which only the schema is known: what is computed and not configured is known after apply, nothing needs
/// a new object, nothing is checked beyond the schema.
#[derive(Debug)]
pub struct SchemaOnly {
    source: String,
    provider: Arc<Schema>,
    resources: BTreeMap<String, Arc<facts::ResourceType>>,
    data: BTreeMap<String, Arc<Schema>>,
    ephemeral: BTreeMap<String, Arc<Schema>>,
}

/// The providers that a schema file describes.
///
/// # Errors
///
/// When the text is not what `terraform providers schema -json` prints.
pub fn schema_file(text: &str) -> Result<Vec<Arc<dyn Provider>>, String> {
    let json: Json = serde_json::from_str(text)
        .map_err(|error| format!("The schema file is no JSON: {error}."))?;
    let all = json.get("provider_schemas").and_then(Json::as_object);
    let all = all.ok_or("The schema file holds no \"provider_schemas\": it must be the output of `terraform providers schema -json`.")?;
    Ok(all
        .iter()
        .map(|(source, schemas)| Arc::new(read(source, schemas)) as Arc<dyn Provider>)
        .collect())
}

fn read(source: &str, schemas: &Json) -> SchemaOnly {
    let named = |section: &str| -> BTreeMap<String, Arc<Schema>> {
        let all = schemas.get(section).and_then(Json::as_object).into_iter().flatten();
        all.map(|(name, schema)| (name.clone(), Arc::new(read_schema(schema)))).collect()
    };
    let resources = named("resource_schemas")
        .into_iter()
        .map(|(name, schema)| (name, Arc::new(resource(schema))))
        .collect();
    SchemaOnly {
        source: source.to_owned(),
        provider: Arc::new(schemas.get("provider").map(read_schema).unwrap_or_default()),
        resources,
        data: named("data_source_schemas"),
        ephemeral: named("ephemeral_resource_schemas"),
    }
}

fn read_schema(json: &Json) -> Schema {
    let version = json.get("version").and_then(Json::as_u64).unwrap_or(0);
    Schema {
        version,
        block: json.get("block").map(|block| read_block(block, 0)).unwrap_or_default(),
    }
}

fn read_block(json: &Json, depth: usize) -> Block {
    let members = |name: &str| json.get(name).and_then(Json::as_object).into_iter().flatten();
    let attributes = members("attributes")
        .map(|(name, json)| (name.as_str().into(), read_attribute(json, depth)));
    let blocks = members("block_types").filter(|_| depth < DEEPEST);
    Block {
        attributes: attributes.collect(),
        blocks: blocks
            .map(|(name, json)| (name.as_str().into(), read_nested(json, depth)))
            .collect(),
        deprecated: flag(json, "deprecated"),
        ..Block::default()
    }
}

fn flag(json: &Json, name: &str) -> bool {
    json.get(name).and_then(Json::as_bool).unwrap_or(false)
}

fn read_attribute(json: &Json, depth: usize) -> Attribute {
    let ty = match json.get("nested_type") {
        Some(nested) => nested_type(nested, depth),
        None => json.get("type").and_then(Type::from_json).unwrap_or(Type::Dynamic),
    };
    Attribute {
        ty,
        required: flag(json, "required"),
        optional: flag(json, "optional"),
        computed: flag(json, "computed"),
        sensitive: flag(json, "sensitive"),
        write_only: flag(json, "write_only"),
        deprecated: flag(json, "deprecated"),
    }
}

fn nested_type(json: &Json, depth: usize) -> Type {
    let empty = Map::new();
    let members = json.get("attributes").and_then(Json::as_object).unwrap_or(&empty);
    if depth >= DEEPEST {
        return Type::Dynamic;
    }
    let object = Type::object(
        members.iter().map(|(name, json)| (name.as_str(), read_attribute(json, depth + 1).ty)),
    );
    match nesting(json) {
        Nesting::Single | Nesting::Group => object,
        Nesting::List => Type::list(object),
        Nesting::Set => Type::set(object),
        Nesting::Map => Type::map(object),
    }
}

fn nesting(json: &Json) -> Nesting {
    match json.get("nesting_mode").and_then(Json::as_str) {
        Some("list") => Nesting::List,
        Some("set") => Nesting::Set,
        Some("map") => Nesting::Map,
        Some("group") => Nesting::Group,
        Some(_) | None => Nesting::Single,
    }
}

fn read_nested(json: &Json, depth: usize) -> NestedBlock {
    let count = |name: &str| {
        json.get(name)
            .and_then(Json::as_u64)
            .and_then(|count| usize::try_from(count).ok())
            .unwrap_or(0)
    };
    let block = json.get("block").map(|block| read_block(block, depth + 1)).unwrap_or_default();
    NestedBlock {
        nesting: nesting(json),
        min: count("min_items"),
        max: count("max_items"),
        block: Arc::new(block),
    }
}

/// The type with no facts: every computed value is known after apply, and an update keeps it.
fn resource(schema: Arc<Schema>) -> facts::ResourceType {
    let block = Arc::new(block_facts(&schema.block));
    facts::ResourceType { schema, block, framework: true, ..facts::ResourceType::default() }
}

fn block_facts(block: &Block) -> facts::Block {
    let attribute = |attribute: &Attribute| {
        let facts = facts::Facts { keep: true, ..facts::Facts::default() };
        Arc::new(facts::Attribute { schema: attribute.clone(), facts })
    };
    let nested = |name: &Arc<str>, nested: &NestedBlock| facts::Nested {
        name: name.clone(),
        nesting: nested.nesting,
        min: nested.min,
        max: nested.max,
        block: Arc::new(block_facts(&nested.block)),
        facts: facts::Facts::default(),
    };
    facts::Block {
        ty: block.implied_type().clone(),
        attributes: block
            .attributes
            .iter()
            .map(|(name, one)| (name.clone(), attribute(one)))
            .collect(),
        blocks: block.blocks.iter().map(|(name, one)| nested(name, one)).collect(),
        deprecated: block.deprecated,
    }
}

impl Provider for SchemaOnly {
    fn source(&self) -> &str {
        &self.source
    }

    fn provider_schema(&self) -> Arc<Schema> {
        self.provider.clone()
    }

    fn resource_schema(&self, type_name: &str) -> Option<Arc<Schema>> {
        Some(self.resources.get(type_name)?.schema.clone())
    }

    fn data_schema(&self, type_name: &str) -> Option<Arc<Schema>> {
        self.data.get(type_name).cloned()
    }

    fn ephemeral_schema(&self, type_name: &str) -> Option<Arc<Schema>> {
        self.ephemeral.get(type_name).cloned()
    }

    fn resource_types(&self) -> Vec<String> {
        self.resources.keys().cloned().collect()
    }

    fn data_types(&self) -> Vec<String> {
        self.data.keys().cloned().collect()
    }

    fn plan(&self, request: PlanRequest<'_>) -> PlannedChange {
        let (planned, requires_replace) = match self.resources.get(request.type_name) {
            Some(resource) => crate::plan::plan(resource, request),
            None => (request.proposed.clone(), Vec::new()),
        };
        PlannedChange {
            planned,
            requires_replace,
            legacy_type_system: false,
            diagnostics: Vec::new(),
        }
    }

    fn read_data(&self, _request: ReadRequest<'_>) -> (DataResult, Vec<ConfigDiagnostic>) {
        (DataResult::Offline, Vec::new())
    }

    fn fidelity(&self, type_name: &str) -> Option<String> {
        let known = self.resources.contains_key(type_name) || self.data.contains_key(type_name);
        known.then(|| {
            "Schema only: no defaults, no replacement, no checks beyond the schema.".to_owned()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_terraform_prints() {
        let text = r#"{"format_version": "1.0", "provider_schemas": {"registry.terraform.io/x/y": {
            "provider": {"version": 0, "block": {}},
            "resource_schemas": {"y_thing": {"version": 2, "block": {
                "attributes": {"id": {"type": "string", "computed": true}, "tags": {"type": ["map", "string"], "optional": true}},
                "block_types": {"part": {"nesting_mode": "list", "max_items": 1, "block": {"attributes": {"n": {"type": "number", "required": true}}}}}
            }}}}}}"#;
        let providers = schema_file(text).unwrap();
        let schema = providers[0].resource_schema("y_thing").unwrap();
        assert_eq!((schema.version, schema.block.blocks["part"].max), (2, 1));
        assert_eq!(schema.block.attributes["tags"].ty, Type::map(Type::String));
        assert!(providers[0].fidelity("y_thing").unwrap().starts_with("Schema only"));
        assert!(schema_file("[]").is_err());
        assert!(schema_file("{").is_err());
    }
}
