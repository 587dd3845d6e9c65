//! What override files do to the declarations they override.

use std::sync::Arc;

use dryrun_cty::{Type, Value};
use dryrun_diag::Diagnostic;
use dryrun_hcl::ast::{Block, Body, Traversal};

use super::model::{
    IgnoreChanges, ModuleCall, Output, ProviderConfig, Repetition, ResourceConfig, Variable,
};
use super::named;
use crate::syntax::traversal_span;

/// An override's arguments replace those of the same name, its blocks all blocks of the same type. Either may come from
/// JSON, where a property may be both.
pub(super) fn body(base: &mut Body, over: Body) {
    base.attributes.retain(|attribute| !sets(&over, &attribute.name));
    base.blocks.retain(|block| !sets(&over, kind_of(block)));
    let mut kept = base.json.take().map(Arc::unwrap_or_clone);
    if let Some(json) = &mut kept {
        json.properties.retain(|(name, ..)| !sets(&over, name));
    }
    base.attributes.extend(over.attributes);
    base.blocks.extend(over.blocks);
    base.json = match (kept, over.json.map(Arc::unwrap_or_clone)) {
        (Some(mut mine), Some(theirs)) => {
            mine.properties.extend(theirs.properties);
            mine.problems.extend(theirs.problems);
            Some(mine)
        }
        (mine, theirs) => mine.or(theirs),
    }
    .map(Arc::new);
}

/// Whether a body says something about an argument or a type of blocks.
fn sets(body: &Body, name: &str) -> bool {
    body.attributes.iter().any(|attribute| *attribute.name == *name)
        || body.blocks.iter().any(|block| kind_of(block) == name)
        || body.json.iter().flat_map(|json| &json.properties).any(|(known, ..)| **known == *name)
}

/// The type of the blocks that a block stands for.
fn kind_of(block: &Block) -> &str {
    match (block.kind.as_ref(), block.labels.first()) {
        ("dynamic", Some((label, _))) => label,
        (kind, _) => kind,
    }
}

pub(super) fn provider(base: &mut ProviderConfig, over: ProviderConfig) {
    if over.version.is_some() {
        base.version = over.version;
    }
    body(&mut base.body, over.body);
}

pub(super) fn variable(base: &mut Variable, over: Variable, diagnostics: &mut Vec<Diagnostic>) {
    if over.description.is_some() {
        base.description = over.description;
    }
    if over.sensitive_given {
        base.sensitive = over.sensitive;
        base.sensitive_given = true;
    }
    if over.ephemeral_given {
        base.ephemeral = over.ephemeral;
        base.ephemeral_given = true;
    }
    if over.nullable_given {
        base.nullable = over.nullable;
        base.nullable_given = true;
    }
    let changed = (over.type_given, over.default_expression.is_some());
    if over.type_given {
        base.ty = over.ty;
        base.defaults = over.defaults;
        base.parse_text = over.parse_text;
        base.type_given = true;
    }
    if over.default_expression.is_some() {
        base.default_expression = over.default_expression;
        base.default = over.default;
    }
    // Either half may have changed, so the default is converted anew.
    let Some(default) = &base.default else { return };
    let invalid = |detail: String| {
        Diagnostic::error("Invalid default value for variable", detail).at(over.span)
    };
    match named::converted_default(base, default) {
        Ok(converted) => {
            if !base.nullable && converted.is_null() {
                let detail = "A null default value is not valid when nullable=false.";
                diagnostics.push(invalid(detail.to_owned()));
            }
            base.default = Some(converted);
        }
        Err(why) => {
            let what = match changed {
                (true, false) => {
                    "Overriding this variable's type constraint has made its default value invalid"
                }
                (false, true) => {
                    "The overridden default value for this variable is not compatible with the variable's type constraint"
                }
                (true, true) | (false, false) => {
                    "This variable's default value is not compatible with its type constraint"
                }
            };
            diagnostics.push(invalid(format!("{what}: {why}.")));
            base.default = Some(Value::unknown(Type::Dynamic));
        }
    }
}

/// `depends_on` stays as it was first declared.
pub(super) fn dependencies(overriding: &[Traversal]) -> Option<Diagnostic> {
    let first = traversal_span(overriding.first()?);
    let detail = "The depends_on argument may not be overridden.";
    Some(Diagnostic::error("Unsupported override", detail).at(first))
}

pub(super) fn output(base: &mut Output, over: Output) {
    if over.description.is_some() {
        base.description = over.description;
    }
    if over.expression.is_some() {
        base.expression = over.expression;
    }
    if over.sensitive_given {
        base.sensitive = over.sensitive;
        base.sensitive_given = true;
    }
    if over.ephemeral_given {
        base.ephemeral = over.ephemeral;
        base.ephemeral_given = true;
    }
    if !over.preconditions.is_empty() {
        base.preconditions = over.preconditions;
    }
}

fn repetition(base: &mut Repetition, over: Repetition) {
    if !matches!(over, Repetition::Single) {
        *base = over;
    }
}

pub(super) fn module_call(base: &mut ModuleCall, over: ModuleCall) {
    if over.source.is_some() {
        base.source = over.source;
        base.source_span = over.source_span;
    }
    if over.version.is_some() {
        base.version = over.version;
    }
    repetition(&mut base.repetition, over.repetition);
    if !over.providers.is_empty() {
        base.providers = over.providers;
    }
    body(&mut base.body, over.body);
}

pub(super) fn resource(base: &mut ResourceConfig, over: ResourceConfig) {
    repetition(&mut base.repetition, over.repetition);
    if over.provider.is_some() {
        base.provider = over.provider;
    }
    let mine = &mut base.lifecycle;
    let theirs = over.lifecycle;
    if theirs.create_before_destroy_set {
        mine.create_before_destroy = theirs.create_before_destroy;
        mine.create_before_destroy_set = true;
    }
    if theirs.prevent_destroy_set {
        mine.prevent_destroy = theirs.prevent_destroy;
        mine.prevent_destroy_set = true;
    }
    if !matches!(theirs.ignore_changes, IgnoreChanges::Nothing) {
        mine.ignore_changes = theirs.ignore_changes;
    }
    if over.connection.is_some() {
        base.connection = over.connection;
    }
    if !over.provisioners.is_empty() {
        base.provisioners = over.provisioners;
    }
    body(&mut base.body, over.body);
}
