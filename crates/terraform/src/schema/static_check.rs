//! References checked against declarations and schemas, without any value.

use std::sync::Arc;

use dryrun_cty::{Kind, Value};
use dryrun_diag::{Diagnostic, Span, did_you_mean};
use dryrun_hcl::ast::TraversalStep;
use dryrun_plan::addr::{InstanceKey, Mode, Resource};
use dryrun_provider::{Block, NestedBlock, Nesting};

use crate::config::model::Repetition;
use crate::lang;
use crate::reference::Reference;
use crate::scope::Scope;
use crate::syntax::{is_identifier, step_span};

/// Checks a reference to a resource; warnings come back.
///
/// # Errors
/// What is wrong, in Terraform's words.
pub(crate) fn resource(
    scope: &Scope<'_, '_>,
    resource: &Resource,
    key: Option<&InstanceKey>,
    reference: &Reference<'_>,
) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
    let fail = |summary: &'static str, detail: String| {
        vec![Diagnostic::error(summary, detail).at(reference.span)]
    };
    let adjective = match resource.mode {
        Mode::Managed => "managed",
        Mode::Data => "data",
        Mode::Ephemeral => "ephemeral",
    };
    let article = if resource.mode == Mode::Ephemeral { "An" } else { "A" };
    let Resource { kind, name, .. } = resource;
    let config = scope.world.config;
    let here = scope
        .world
        .instance(scope.instance)
        .and_then(|here| Some((here.module, config.node(here.module)?)));
    let declared =
        here.and_then(|(module, node)| Some((module, node.module.resources.get(resource)?)));
    let Some((module, declared)) = declared else {
        let node = here.map(|(_, node)| node);
        let place = node.map(|node| node.described()).unwrap_or_default();
        let twin = Resource { mode: Mode::Data, kind: kind.clone(), name: name.clone() };
        let as_data = resource.mode == Mode::Managed
            && node.is_some_and(|node| node.module.resources.contains_key(&twin));
        let hint = if as_data {
            format!("\n\nDid you mean the data resource {twin}?")
        } else {
            String::new()
        };
        let detail = format!(
            "{article} {adjective} resource \"{kind}\" \"{name}\" has not been declared in {place}.{hint}"
        );
        return Err(fail("Reference to undeclared resource", detail));
    };
    let mut wrong_key: Vec<Diagnostic> =
        wrong_key(&declared.repetition, key, resource, reference).into_iter().collect();
    if declared.check.as_deref().is_some_and(|check| scope.check != Some(check)) {
        let detail = format!(
            "The referenced {adjective} resource \"{kind}\" \"{name}\" is not available from this context."
        );
        return Err(fail("Reference to scoped resource", detail));
    }
    let Some(schema) = scope.world.schema_of(module, declared) else {
        let source = scope.world.located(module, declared).source.clone();
        let detail = format!(
            "A {adjective} resource type \"{kind}\" is not supported by provider \"{source}\"."
        );
        return Err(fail("Invalid resource type", detail));
    };
    if let Some(TraversalStep::Attribute(step, _)) = reference.remaining.first()
        && step.as_ref() == "count"
    {
        let detail = format!(
            "The special \"count\" attribute is no longer supported after Terraform v0.12. Instead, use length({resource}) to count resource instances."
        );
        return Err(fail("Invalid resource count attribute", detail));
    }
    // A dynamic index (`x[var.i].id`) leaves nothing that the schema could check.
    match traversal(&schema.schema.block, reference.remaining) {
        Ok(warnings) if wrong_key.is_empty() => Ok(warnings),
        Ok(_) => Err(wrong_key),
        Err(error) => {
            wrong_key.push(*error);
            Err(wrong_key)
        }
    }
}

/// A key where there are no instances, or none where there are.
fn wrong_key(
    repetition: &Repetition,
    key: Option<&InstanceKey>,
    resource: &Resource,
    reference: &Reference<'_>,
) -> Option<Diagnostic> {
    let missing = |argument: &str, with: &str| {
        let detail = format!(
            "Because {resource} has \"{argument}\" set, its attributes must be accessed on specific instances.\n\nFor example, to correlate with indices of a referring resource, use:\n    {resource}[{with}]"
        );
        Diagnostic::error("Missing resource instance key", detail).at(reference.span)
    };
    match (repetition, key) {
        (Repetition::Single, Some(_)) => {
            let detail = format!(
                "Because {resource} does not have \"count\" or \"for_each\" set, references to it must not include an index key. Remove the bracketed index to refer to the single instance of this resource."
            );
            Some(Diagnostic::error("Unexpected resource instance key", detail).at(reference.span))
        }
        (Repetition::Count(_), None) if names_attribute(reference) => {
            Some(missing("count", "count.index"))
        }
        (Repetition::ForEach(_), None) if names_attribute(reference) => {
            Some(missing("for_each", "each.key"))
        }
        (Repetition::Single | Repetition::Count(_) | Repetition::ForEach(_), _) => None,
    }
}

/// `aws_instance.web.id` where the first remaining step is no index.
fn names_attribute(reference: &Reference<'_>) -> bool {
    !reference.remaining.is_empty()
}

/// Checks steps into a block.
///
/// # Errors
/// The first step that leads nowhere.
pub(crate) fn traversal(
    block: &Block,
    steps: &[TraversalStep],
) -> Result<Vec<Diagnostic>, Box<Diagnostic>> {
    let Some((step, after)) = steps.split_first() else { return Ok(Vec::new()) };
    let (name, span) = match step {
        TraversalStep::Attribute(name, span) => (name, *span),
        TraversalStep::Index(key, span) => return Err(index_into_block(key, *span)),
    };
    if let Some(attribute) = block.attributes.get(name) {
        let mut warnings = Vec::new();
        if attribute.deprecated {
            let detail = format!(
                "The attribute \"{name}\" is deprecated. Refer to the provider documentation for details."
            );
            warnings.push(Diagnostic::warning("Deprecated attribute", detail).at(span));
        }
        lang::traverse(Value::unknown(attribute.ty.clone()), after)?;
        return Ok(warnings);
    }
    if let Some(nested) = block.blocks.get(name) {
        return into_nested(name, nested, after);
    }
    let mut known: Vec<&str> =
        block.attributes.keys().chain(block.blocks.keys()).map(AsRef::as_ref).collect();
    known.sort_unstable();
    let hint = did_you_mean(name, known)
        .map(|known| format!(" Did you mean \"{known}\"?"))
        .unwrap_or_default();
    let detail = format!(
        "This object has no argument, nested block, or exported attribute named \"{name}\".{hint}"
    );
    Err(Box::new(Diagnostic::error("Unsupported attribute", detail).at(span)))
}

fn index_into_block(key: &Value, span: Span) -> Box<Diagnostic> {
    let name = match key.kind() {
        Kind::String(name) if is_identifier(name) => Some(Arc::clone(name)),
        _ => None,
    };
    let detail = match name {
        Some(name) => format!(
            "Only attribute access is allowed here. Did you mean to access attribute \"{name}\" using the dot operator?"
        ),
        None => "Only attribute access is allowed here, using the dot operator.".to_owned(),
    };
    Box::new(Diagnostic::error("Invalid index operation", detail).at(span))
}

fn into_nested(
    name: &str,
    nested: &NestedBlock,
    steps: &[TraversalStep],
) -> Result<Vec<Diagnostic>, Box<Diagnostic>> {
    let single = matches!(nested.nesting, Nesting::Single | Nesting::Group);
    if single {
        return traversal(&nested.block, steps);
    }
    let Some((step, after)) = steps.split_first() else { return Ok(Vec::new()) };
    let span = step_span(step);
    let fail = |summary: &'static str, detail: String| {
        Err(Box::new(Diagnostic::error(summary, detail).at(span)))
    };
    match (nested.nesting, step) {
        (Nesting::Set, _) => fail(
            "Cannot index a set value",
            format!(
                "Block type \"{name}\" is represented by a set of objects, and set elements do not have addressable keys. To find elements matching specific criteria, use a \"for\" expression with an \"if\" clause."
            ),
        ),
        (Nesting::List | Nesting::Map, TraversalStep::Index(..)) => traversal(&nested.block, after),
        (Nesting::List, TraversalStep::Attribute(..)) => fail(
            "Unsupported attribute",
            format!(
                "Block type \"{name}\" is represented by a list of objects, so it must be indexed using a numeric key, like .{name}[0]."
            ),
        ),
        (Nesting::Map, TraversalStep::Attribute(..)) => fail(
            "Unsupported attribute",
            format!(
                "Block type \"{name}\" is represented by a map of objects, so it must be indexed using a string key, like .{name}[\"key\"]."
            ),
        ),
        (Nesting::Single | Nesting::Group, _) => Ok(Vec::new()),
    }
}
