//! Which arguments and blocks the language and the providers know at a place, for texts that are not whole.

use std::sync::Arc;

use dryrun_diag::FileId;
use dryrun_engine::Shape;
use dryrun_hcl::{Input, parse};
use dryrun_provider::{Block, Schema};

use crate::schema::provisioner;

/// Kinds of top-level blocks with the number of their labels.
const KINDS: &[(&str, usize)] = &[
    ("resource", 2),
    ("data", 2),
    ("ephemeral", 2),
    ("variable", 1),
    ("output", 1),
    ("module", 1),
    ("provider", 1),
    ("check", 1),
    ("terraform", 0),
    ("locals", 0),
    ("moved", 0),
    ("import", 0),
    ("removed", 0),
];

const LIFECYCLE: Fixed = Fixed {
    arguments: &[
        "create_before_destroy",
        "prevent_destroy",
        "ignore_changes",
        "replace_triggered_by",
        "destroy",
    ],
    blocks: &[("precondition", &CONDITION), ("postcondition", &CONDITION)],
};
const CONDITION: Fixed = Fixed { arguments: &["condition", "error_message"], blocks: &[] };
const VARIABLE: Fixed = Fixed {
    arguments: &["type", "default", "description", "sensitive", "nullable", "ephemeral"],
    blocks: &[("validation", &CONDITION)],
};
const OUTPUT: Fixed = Fixed {
    arguments: &["value", "description", "sensitive", "ephemeral", "depends_on"],
    blocks: &[("precondition", &CONDITION)],
};
const MOVED: Fixed = Fixed { arguments: &["from", "to"], blocks: &[] };
const IMPORT: Fixed = Fixed { arguments: &["id", "to", "provider", "for_each"], blocks: &[] };
const REMOVED: Fixed = Fixed { arguments: &["from"], blocks: &[("lifecycle", &LIFECYCLE)] };
const META: &[&str] = &["count", "for_each", "provider", "depends_on"];

/// A block of the language itself.
struct Fixed {
    arguments: &'static [&'static str],
    blocks: &'static [(&'static str, &'static Fixed)],
}

/// A place in a configuration.
enum Place {
    Top,
    Fixed(&'static Fixed),
    /// A resource or data source: its schema and what all of them take.
    Resource(Arc<Schema>),
    Provider(Arc<Schema>),
    Nested(Arc<Block>),
    /// A block or a list of such blocks.
    Dynamic(Arc<Block>),
    Module,
    Locals,
    Settings,
    Check,
    /// Whatever the author likes.
    Open,
}

/// See [`dryrun_engine::Engine::fits`].
pub(super) fn fits(path: &[&str], name: &str, shape: Shape) -> Option<bool> {
    let mut place = Place::Top;
    for step in path {
        place = inside(place, step);
    }
    let block = shape == Shape::Block;
    let kind = name.split(' ').next().unwrap_or_default();
    match place {
        Place::Top => {
            let labels = name.split(' ').count() - 1;
            let known = KINDS.iter().any(|(known, wanted)| *known == kind && *wanted == labels);
            Some(block && known)
        }
        Place::Fixed(fixed) if block => Some(fixed.blocks.iter().any(|(known, _)| *known == kind)),
        Place::Fixed(fixed) => Some(fixed.arguments.contains(&name)),
        Place::Resource(schema) => {
            let meta = match kind {
                "lifecycle" | "connection" | "provisioner" | "dynamic" => block,
                name => META.contains(&name) && !block,
            };
            Some(meta || knows(&schema.block, kind))
        }
        Place::Provider(schema) => {
            Some(matches!(name, "alias" | "version") || knows(&schema.block, kind))
        }
        Place::Nested(nested) => Some(kind == "dynamic" && block || knows(&nested, kind)),
        Place::Dynamic(_) => Some(match name {
            "content" => block,
            "for_each" | "iterator" | "labels" => !block,
            _ => false,
        }),
        Place::Module => block.then_some(false),
        Place::Locals => Some(!block),
        Place::Settings => Some(matches!(
            kind,
            "required_version"
                | "required_providers"
                | "backend"
                | "cloud"
                | "experiments"
                | "provider_meta"
        )),
        Place::Check => Some(block && matches!(kind, "data" | "assert")),
        Place::Open => None,
    }
}

/// Whether a text is a whole file: it parses, and holds blocks of the language alone.
pub(super) fn is_file(text: &str) -> bool {
    let (body, found) = parse(Input { file: FileId(0), name: "", text });
    let known = |block: &dryrun_hcl::ast::Block| {
        KINDS
            .iter()
            .any(|(kind, labels)| *kind == block.kind.as_ref() && *labels == block.labels.len())
    };
    !found.iter().any(dryrun_diag::Diagnostic::is_error)
        && body.attributes.is_empty()
        && !body.blocks.is_empty()
        && body.blocks.iter().all(known)
}

/// Old texts write maps as blocks, and blocks as lists: the name is what counts.
fn knows(block: &Block, name: &str) -> bool {
    block.attributes.contains_key(name) || block.blocks.contains_key(name)
}

fn inside(place: Place, step: &str) -> Place {
    let mut words = step.split(' ');
    let kind = words.next().unwrap_or_default();
    let label = words.next().unwrap_or_default();
    match place {
        Place::Top => top(kind, label),
        Place::Fixed(fixed) => fixed
            .blocks
            .iter()
            .find(|(known, _)| *known == kind)
            .map_or(Place::Open, |(_, inner)| Place::Fixed(inner)),
        Place::Resource(schema) => match kind {
            "lifecycle" => Place::Fixed(&LIFECYCLE),
            "connection" => Place::Nested(Arc::new(provisioner::connection())),
            "provisioner" => provisioner::schema(label)
                .map_or(Place::Open, |block| Place::Nested(Arc::new(block))),
            _ => nested(&schema.block, kind, label),
        },
        Place::Provider(schema) => nested(&schema.block, kind, label),
        Place::Nested(block) if kind.is_empty() => Place::Nested(block),
        Place::Nested(block) => nested(&block, kind, label),
        Place::Dynamic(block) if kind == "content" => Place::Nested(block),
        Place::Check => match kind {
            "data" => top("data", label),
            "assert" => Place::Fixed(&CONDITION),
            _ => Place::Open,
        },
        Place::Dynamic(_) | Place::Module | Place::Locals | Place::Settings | Place::Open => {
            Place::Open
        }
    }
}

fn nested(block: &Block, kind: &str, label: &str) -> Place {
    let found = |name: &str| block.blocks.get(name).map(|nested| Arc::clone(&nested.block));
    match kind {
        "dynamic" => found(label).map_or(Place::Open, Place::Dynamic),
        name => found(name).map_or(Place::Open, Place::Nested),
    }
}

fn top(kind: &str, label: &str) -> Place {
    let providers = dryrun_providers::bundled();
    let resource = |schema: &dyn Fn(&dyn dryrun_provider::Provider) -> Option<Arc<Schema>>| {
        providers
            .iter()
            .find_map(|provider| schema(provider.as_ref()))
            .map_or(Place::Open, Place::Resource)
    };
    match kind {
        "resource" => resource(&|provider| provider.resource_schema(label)),
        "data" => resource(&|provider| provider.data_schema(label)),
        "ephemeral" => resource(&|provider| provider.ephemeral_schema(label)),
        "provider" => dryrun_providers::by_local_name(label)
            .map_or(Place::Open, |provider| Place::Provider(provider.provider_schema())),
        "variable" => Place::Fixed(&VARIABLE),
        "output" => Place::Fixed(&OUTPUT),
        "moved" => Place::Fixed(&MOVED),
        "import" => Place::Fixed(&IMPORT),
        "removed" => Place::Fixed(&REMOVED),
        "module" => Place::Module,
        "locals" => Place::Locals,
        "terraform" => Place::Settings,
        "check" => Place::Check,
        _ => Place::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_know_their_arguments() {
        let instance = ["resource aws_instance web"];
        assert_eq!(fits(&instance, "ami", Shape::Scalar), Some(true));
        assert_eq!(fits(&instance, "amy", Shape::Scalar), Some(false));
        assert_eq!(fits(&[], "variable region", Shape::Block), Some(true));
        assert_eq!(fits(&instance, "variable region", Shape::Block), Some(false));
        let disk = ["resource aws_instance web", "root_block_device"];
        assert_eq!(fits(&disk, "volume_size", Shape::Scalar), Some(true));
        assert_eq!(fits(&disk, "ami", Shape::Scalar), Some(false));
        assert_eq!(fits(&["resource aws_instance web", "tags"], "x", Shape::Scalar), None);
        assert_eq!(fits(&["locals"], "x", Shape::Scalar), Some(true));
    }
}
