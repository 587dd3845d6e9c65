//! What `validate` says of resources: meta-arguments, the body against its schema, references, the provider's checks.

use dryrun_cty::{Marks, Step};
use dryrun_diag::{Diagnostic, did_you_mean};
use dryrun_hcl::ast::{Expression, Traversal, TraversalStep};
use dryrun_plan::addr::Mode;
use dryrun_provider::Block;

use crate::config::ModuleId;
use crate::config::model::{CheckRule, IgnoreChanges, ResourceConfig};
use crate::lang;
use crate::providers;
use crate::reference::{self, Subject};
use crate::schema::{blame, body, provisioner, shape, static_check};
use crate::scope::Scope;
use crate::syntax::step_span;
use crate::walk::Walk;
use crate::walk::expand::{expand, unknown_repeat};

/// Checks one resource.
pub(crate) fn resource(
    walk: &mut Walk<'_>,
    at: usize,
    module: ModuleId,
    resource: &ResourceConfig,
) {
    let Some(instance) = walk.world.instances_of(module).first().copied() else { return };
    let mut found = Vec::new();
    expand(&resource.repetition, &Scope::of(&walk.world, instance), &mut found);
    found.extend(depends_on(&resource.depends_on, &Scope::of(&walk.world, instance)));
    walk.diagnostics.extend(found);
    let located = walk.world.located(module, resource);
    let Some(provider) = walk.world.providers.find(&located.source).cloned() else {
        walk.diagnostics.push(providers::unknown(&located.source).at(resource.span));
        return;
    };
    let Some(schema) = walk.world.schema_of(module, resource) else {
        walk.diagnostics.push(unsupported_type(resource, provider.as_ref()));
        return;
    };
    let repeat = unknown_repeat(&resource.repetition);
    let (shaped, shape_errors) = shape::shape(&resource.body, &schema.schema.block);
    let base = Scope { check: resource.check.as_deref(), ..Scope::of(&walk.world, instance) };
    let scope = base.repeating(&repeat);
    let address = located_address(walk, instance, resource);
    let mut found = Vec::new();
    let own = dryrun_cty::Value::unknown(schema.ty.clone());
    for part in &resource.provisioners {
        let bodies = provisioner::schema(&part.kind).map(|schema| (&part.body, schema));
        let connection =
            provisioner::merged(resource.connection.as_ref(), part.connection.as_ref());
        let connection = connection.as_ref().map(|body| (body, provisioner::connection()));
        for (body, schema) in bodies.into_iter().chain(connection) {
            found.extend(provisioner::check(body, &schema, &scope.with_self(&own)));
        }
    }
    // With a wrong reference nothing else of the body is looked at.
    let wrong = body::check_references(&shaped, &scope);
    if wrong.iter().any(Diagnostic::is_error) {
        found.extend(wrong);
        walk.diagnostics.extend(found);
        return;
    }
    let failed_shape = shape_errors.iter().any(Diagnostic::is_error);
    found.extend(shape_errors);
    found.extend(wrong);
    let (value, errors) = body::checked(&shaped, &schema.schema.block, &schema.ty, &scope);
    found.extend(errors);
    if failed_shape || found.iter().any(Diagnostic::is_error) {
        walk.diagnostics.extend(found);
        return;
    }
    found.extend(ignored_paths(resource, &schema.schema.block));
    let ephemeral = ephemeral_arguments(&shaped, &schema.schema.block, &value);
    found.extend(ephemeral.into_iter().map(|error| error.address(address.clone())));
    let plain = value.unmark_deep();
    let complaints = match resource.address.mode {
        Mode::Managed => provider.validate_resource(&resource.address.kind, &plain),
        Mode::Data => provider.validate_data(&resource.address.kind, &plain),
        Mode::Ephemeral => Vec::new(),
    };
    found.extend(blame::all(complaints, &shaped, &address));
    found.extend(rules(&resource.lifecycle.preconditions, &scope, None));
    found.extend(rules(
        &resource.lifecycle.postconditions,
        &scope.with_self(&own),
        Some(&schema.schema.block),
    ));
    walk.diagnostics.extend(found);
    walk.shapes.insert(at, std::sync::Arc::new(shaped));
}

fn located_address(walk: &Walk<'_>, instance: usize, resource: &ResourceConfig) -> String {
    let module =
        walk.world.instance(instance).map(|here| here.address.to_string()).unwrap_or_default();
    if module.is_empty() {
        resource.address.to_string()
    } else {
        format!("{module}.{}", resource.address)
    }
}

/// "The provider hashicorp/aws does not support resource type …"
fn unsupported_type(
    resource: &ResourceConfig,
    provider: &dyn dryrun_provider::Provider,
) -> Diagnostic {
    let kind = &resource.address.kind;
    let source = provider.source();
    let name = source.strip_prefix("registry.terraform.io/").unwrap_or(source);
    let of_mode = |mode: Mode| match mode {
        Mode::Managed => provider.resource_schema(kind).is_some(),
        Mode::Data => provider.data_schema(kind).is_some(),
        Mode::Ephemeral => provider.ephemeral_schema(kind).is_some(),
    };
    let (summary, word) = match resource.address.mode {
        Mode::Managed => ("Invalid resource type", "resource type"),
        Mode::Data => ("Invalid data source", "data source"),
        Mode::Ephemeral => ("Invalid ephemeral resource", "ephemeral resource"),
    };
    let hint = match resource.address.mode {
        Mode::Managed if of_mode(Mode::Data) => format!(
            "\n\nDid you intend to use the data source \"{kind}\"? If so, declare this using a \"data\" block instead of a \"resource\" block."
        ),
        Mode::Data if of_mode(Mode::Managed) => format!(
            "\n\nDid you intend to use the managed resource type \"{kind}\"? If so, declare this using a \"resource\" block instead of a \"data\" block."
        ),
        Mode::Managed | Mode::Data | Mode::Ephemeral => {
            let known = match resource.address.mode {
                Mode::Managed => provider.resource_types(),
                Mode::Data => provider.data_types(),
                Mode::Ephemeral => Vec::new(),
            };
            did_you_mean(kind, known.iter().map(String::as_str))
                .map(|known| format!(" Did you mean \"{known}\"?"))
                .unwrap_or_default()
        }
    };
    let detail = format!("The provider {name} does not support {word} \"{kind}\".{hint}");
    Diagnostic::error(summary, detail).at(resource.kind_span)
}

/// What is wrong with conditions and messages.
///
/// Terraform goes on evaluating after a wrong `self`, which then is a name it does not know.
pub(crate) fn rules(
    rules: &[CheckRule],
    scope: &Scope<'_, '_>,
    of_self: Option<&Block>,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for expression in rules.iter().flat_map(|rule| [&rule.condition, &rule.error_message]) {
        let wrong = wrong_selves(expression, scope, of_self);
        if wrong.is_empty() {
            found.extend(scope.evaluate(expression).1);
        }
        found.extend(wrong);
    }
    found
}

fn wrong_selves(
    expression: &Expression,
    scope: &Scope<'_, '_>,
    of_self: Option<&Block>,
) -> Vec<Diagnostic> {
    let mut wrong = Vec::new();
    for traversal in lang::references(expression) {
        if traversal.root.as_ref() != "self" {
            continue;
        }
        let error = match of_self {
            None => scope.resolve(&traversal).err(),
            Some(schema) => static_check::traversal(schema, &traversal.steps).err(),
        };
        if let Some(error) = error {
            wrong.push(*error);
            let unknown =
                Diagnostic::error("Unknown variable", "There is no variable named \"self\".");
            wrong.push(unknown.at(traversal.root_span));
        }
    }
    wrong
}

/// `depends_on` names whole objects.
pub(crate) fn depends_on(traversals: &[Traversal], scope: &Scope<'_, '_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for traversal in traversals {
        let reference = match reference::parse(traversal) {
            Ok(reference) => reference,
            Err(error) => {
                found.push(*error);
                continue;
            }
        };
        if let Some(first) = reference.remaining.first() {
            let last = reference.remaining.last().unwrap_or(first);
            let detail = "References in depends_on must be to a whole object (resource, etc), not to an attribute of an object.";
            found.push(
                Diagnostic::error("Invalid depends_on reference", detail)
                    .at(step_span(first).to(step_span(last))),
            );
            continue;
        }
        // Whether the object exists is asked only while nothing else is wrong.
        if found.iter().any(Diagnostic::is_error) {
            continue;
        }
        if let Subject::Resource { resource, .. } = &reference.subject {
            if let Err(errors) = static_check::resource(scope, resource, None, &reference) {
                found.extend(errors);
            }
        } else if let Err(error) = scope.resolve(traversal) {
            found.push(*error);
        }
    }
    found
}

/// `ignore_changes` names attributes of the schema.
fn ignored_paths(resource: &ResourceConfig, schema: &Block) -> Vec<Diagnostic> {
    let IgnoreChanges::Paths(paths) = &resource.lifecycle.ignore_changes else { return Vec::new() };
    let mut found = Vec::new();
    for path in paths {
        let traversal = &path.traversal;
        let mut steps = vec![TraversalStep::Attribute(traversal.root.clone(), traversal.root_span)];
        steps.extend(traversal.steps.iter().cloned());
        match static_check::traversal(schema, &steps) {
            Err(error) => found.push(*error),
            Ok(_) => {
                let attribute = schema.attributes.get(&traversal.root);
                if attribute.is_some_and(|attribute| attribute.computed && !attribute.optional) {
                    let detail = format!(
                        "Adding an attribute name to ignore_changes tells Terraform to ignore future changes to the argument in configuration after the object has been created, retaining the value originally configured.\n\nThe attribute {} is decided by the provider alone and therefore there can be no configured value to compare with. Including this attribute in ignore_changes has no effect. Remove the attribute from ignore_changes to quiet this warning.",
                        traversal.root
                    );
                    found.push(
                        Diagnostic::warning("Redundant ignore_changes element", detail)
                            .at(resource.kind_span),
                    );
                }
            }
        }
    }
    found
}

/// Ephemeral values may only go where nothing is stored.
fn ephemeral_arguments(
    shaped: &shape::Shaped,
    schema: &Block,
    value: &dryrun_cty::Value,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (path, marks) in value.marked_paths() {
        let Some(first @ Step::Attribute(name)) = path.0.first() else { continue };
        let attribute = schema.attributes.get(name);
        if !marks.contains(Marks::EPHEMERAL) || attribute.is_some_and(|known| known.write_only) {
            continue;
        }
        let why = match attribute {
            Some(_) => "it is not a write-only attribute and must be persisted to state",
            None => "it is not an assignable attribute",
        };
        let detail = format!("Ephemeral values are not valid for \"{name}\", because {why}.");
        found.push(
            Diagnostic::error("Invalid use of ephemeral value", detail)
                .at(blame::place(shaped, std::slice::from_ref(first))),
        );
    }
    found
}
