//! Sensitivity that comes from the schema.

use dryrun_cty::{Kind, Value};
use dryrun_provider::{Block, NestedBlock, Nesting};

/// Whether a set of blocks is hidden because a block in it has a sensitive attribute: sets are marked as a whole.
pub(crate) fn marks_set(set: &Value, schema: &Block) -> bool {
    set.elements().is_some_and(|elements| {
        elements.iter().any(|element| has_sensitive_attribute(element, schema))
    })
}

fn has_sensitive_attribute(block: &Value, schema: &Block) -> bool {
    let Kind::Entries(entries) = block.kind() else { return false };
    schema.attributes.values().any(|attribute| attribute.sensitive)
        || schema
            .blocks
            .iter()
            .any(|(name, nested)| entries.get(name).is_some_and(|value| nested_has(value, nested)))
}

fn nested_has(value: &Value, nested: &NestedBlock) -> bool {
    match (nested.nesting, value.kind()) {
        (Nesting::Single | Nesting::Group, _) => has_sensitive_attribute(value, &nested.block),
        (_, Kind::Elements(elements)) => {
            elements.iter().any(|element| has_sensitive_attribute(element, &nested.block))
        }
        (_, Kind::Entries(entries)) => {
            entries.values().any(|entry| has_sensitive_attribute(entry, &nested.block))
        }
        (_, Kind::Null | Kind::Unknown(_) | Kind::Bool(_) | Kind::Number(_) | Kind::String(_)) => {
            false
        }
    }
}
