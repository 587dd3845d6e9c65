//! Reads the text that describes a provider.
//!
//! ```text
//! resource random_id 0                      a type and its schema version (also: data, ephemeral, provider)
//!   byte_length number required replace     an attribute, its type, its flags
//!   separator string optional computed replace default="-"
//!   subject list(1) replace                 a block: list, set or single, the greatest number in brackets
//!     common_name string optional           what is in it, deeper by two blanks
//! # a comment
//! ```
//! Flags: required, optional, computed, sensitive, `write_only`, deprecated, replace (a change needs a new object), keep
//! (an update keeps the value), `default=` (JSON). Framework types, as in `plan`.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::sync::Arc;

use dryrun_aws_facts::{Attribute, Block, Facts, Literal, Nested, Replace, ResourceType};
use dryrun_cty::Type;
use dryrun_provider::{
    Attribute as AttributeSchema, Block as BlockSchema, NestedBlock, Nesting, Schema,
};

use super::Section;

/// The types of a text, by section and name.
pub(super) fn read(text: &str) -> BTreeMap<(Section, String), Arc<ResourceType>> {
    let mut lines =
        text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).peekable();
    let mut entries = BTreeMap::new();
    while let Some(line) = lines.next() {
        let mut words = line.split_whitespace();
        let section = match words.next() {
            Some("resource") => Section::Resource,
            Some("data") => Section::Data,
            Some("ephemeral") => Section::Ephemeral,
            Some(_) | None => Section::Provider,
        };
        let name = words.next().unwrap_or("provider").to_owned();
        let version = words.next().and_then(|version| version.parse().ok()).unwrap_or(0);
        let (block, schema) = read_block(&mut lines, 2);
        let schema = Arc::new(Schema { version, block: schema });
        let entry = ResourceType {
            schema,
            block: Arc::new(block),
            framework: true,
            ..ResourceType::default()
        };
        entries.insert((section, name), Arc::new(entry));
    }
    entries
}

fn read_block<'a>(
    lines: &mut Peekable<impl Iterator<Item = &'a str>>,
    indent: usize,
) -> (Block, BlockSchema) {
    let mut attributes = BTreeMap::new();
    let mut blocks: BTreeMap<Arc<str>, (Nested, NestedBlock)> = BTreeMap::new();
    while let Some(line) = lines.next_if(|line| line.len() - line.trim_start().len() == indent) {
        let mut words = line.split_whitespace();
        let (name, kind) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let flags: Vec<&str> = words.collect();
        match nesting(kind) {
            Some((nesting, max)) => {
                let (block, schema) = read_block(lines, indent + 2);
                let name: Arc<str> = name.into();
                let facts = facts(&flags);
                let min = usize::from(flags.contains(&"required"));
                let nested =
                    Nested { name: name.clone(), nesting, min, max, block: Arc::new(block), facts };
                blocks.insert(
                    name,
                    (nested, NestedBlock { nesting, min, max, block: Arc::new(schema) }),
                );
            }
            None => {
                attributes.insert(Arc::from(name), Arc::new(attribute(kind, &flags)));
            }
        }
    }
    let schema = BlockSchema {
        attributes: attributes
            .iter()
            .map(|(name, attribute)| (Arc::clone(name), attribute.schema.clone()))
            .collect(),
        blocks: blocks.iter().map(|(name, (_, schema))| (name.clone(), schema.clone())).collect(),
        deprecated: false,
        ..BlockSchema::default()
    };
    let blocks = blocks.into_values().map(|(nested, _)| nested).collect();
    let block = Block {
        ty: schema.implied_type().clone(),
        attributes: attributes.into_iter().collect(),
        blocks,
        deprecated: false,
    };
    (block, schema)
}

fn nesting(word: &str) -> Option<(Nesting, usize)> {
    let (kind, rest) = word.split_once('(').unwrap_or((word, ")"));
    let max = rest.strip_suffix(')')?;
    let max = if max.is_empty() { 0 } else { max.parse().ok()? };
    match kind {
        "list" => Some((Nesting::List, max)),
        "set" => Some((Nesting::Set, max)),
        "single" => Some((Nesting::Single, max)),
        _ => None,
    }
}

fn attribute(ty: &str, flags: &[&str]) -> Attribute {
    let has = |flag: &str| flags.contains(&flag);
    let schema = AttributeSchema {
        ty: type_of(ty),
        required: has("required"),
        optional: has("optional"),
        computed: has("computed"),
        sensitive: has("sensitive"),
        write_only: has("write_only"),
        deprecated: has("deprecated"),
    };
    Attribute { schema, facts: facts(flags) }
}

fn facts(flags: &[&str]) -> Facts {
    let default = flags.iter().find_map(|flag| flag.strip_prefix("default="));
    Facts {
        default: default.map(literal),
        replace: if flags.contains(&"replace") { Replace::ALWAYS } else { Replace::default() },
        keep: flags.contains(&"keep"),
        ..Facts::default()
    }
}

fn literal(text: &str) -> Literal {
    match serde_json::from_str(text) {
        Ok(serde_json::Value::Bool(value)) => Literal::Bool(value),
        Ok(serde_json::Value::String(text)) => Literal::Text(text.into()),
        Ok(serde_json::Value::Number(number)) => {
            number.as_i64().map_or(Literal::Null, Literal::Integer)
        }
        Ok(_) | Err(_) => Literal::Null,
    }
}

fn type_of(word: &str) -> Type {
    let inner = |prefix: &str| word.strip_prefix(prefix)?.strip_suffix(')').map(type_of);
    if let Some(element) = inner("list(") {
        return Type::list(element);
    }
    if let Some(element) = inner("set(") {
        return Type::set(element);
    }
    if let Some(element) = inner("map(") {
        return Type::map(element);
    }
    if let Some(members) = word.strip_prefix("object(").and_then(|rest| rest.strip_suffix(')')) {
        let member =
            |member: &str| member.split_once(':').map(|(name, ty)| (name.to_owned(), type_of(ty)));
        return Type::object(members.split(',').filter_map(member));
    }
    match word {
        "string" => Type::String,
        "number" => Type::Number,
        "bool" => Type::Bool,
        _ => Type::Dynamic,
    }
}
