//! Sensitivity that a schema demands.

use std::sync::Arc;

use dryrun_cty::{Kind, Marks, Path, Type, Value};
use dryrun_provider::Block;

/// Whether anything in a block is sensitive.
pub(crate) fn has_sensitive(block: &Block) -> bool {
    block.attributes.values().any(|attribute| attribute.sensitive)
        || block.blocks.values().any(|nested| has_sensitive(&nested.block))
}

/// A value with the marks of its schema's sensitive attributes.
pub(crate) fn with_schema_marks(value: &Value, block: &Block) -> Value {
    if !has_sensitive(block) {
        return value.clone();
    }
    mark_block(value, block)
}

/// The paths of sensitive values; a set is sensitive as a whole where an element of it has something sensitive.
pub(crate) fn sensitive_paths(value: &Value) -> Vec<Path> {
    let marked = value.marked_paths().into_iter();
    let sensitive = marked.filter(|(_, marks)| marks.contains(Marks::SENSITIVE));
    let mut paths: Vec<Path> = Vec::new();
    for path in sensitive.map(|(path, _)| outside_sets(value, path)) {
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    paths
}

fn outside_sets(value: &Value, path: Path) -> Path {
    let is_set = |steps: &usize| {
        let here = value.at(&Path(path.0.iter().take(*steps).cloned().collect()));
        here.is_some_and(|here| matches!(here.ty(), Type::Set(_)))
    };
    match (0..path.0.len()).find(is_set) {
        Some(steps) => Path(path.0.into_iter().take(steps).collect()),
        None => path,
    }
}

fn mark_block(value: &Value, block: &Block) -> Value {
    let Kind::Entries(entries) = value.kind() else { return value.clone() };
    let marked = entries.map(|name, inner| mark_member(name, inner, block));
    Value::new(value.ty().clone(), Kind::Entries(Arc::new(marked))).mark(value.marks())
}

fn mark_member(name: &str, value: &Value, block: &Block) -> Value {
    if let Some(attribute) = block.attributes.get(name) {
        return if attribute.sensitive {
            value.clone().mark(Marks::SENSITIVE)
        } else {
            value.clone()
        };
    }
    let Some(nested) = block.blocks.get(name).filter(|nested| has_sensitive(&nested.block)) else {
        return value.clone();
    };
    match value.kind() {
        Kind::Elements(elements) => {
            let marked: Vec<Value> =
                elements.iter().map(|element| mark_block(element, &nested.block)).collect();
            Value::new(value.ty().clone(), Kind::Elements(marked.into())).mark(value.marks())
        }
        Kind::Entries(_) => mark_block(value, &nested.block),
        Kind::Null | Kind::Unknown(_) | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => {
            value.clone()
        }
    }
}
