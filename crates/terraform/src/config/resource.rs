//! `resource`, `data` and `ephemeral` blocks with their meta-arguments.

use dryrun_diag::{Diagnostic, Span};
use dryrun_hcl::ast::{Attribute, Block, Body, Traversal, TraversalStep};
use dryrun_plan::addr::{Mode, Resource};

use super::constant;
use super::lifecycle;
use super::model::{Lifecycle, Name, Provisioner, Repetition, ResourceConfig};
use crate::lang::{self, BodySchema, Content};
use crate::syntax::{BAD_NAME, is_identifier, keyword, note};

const RESOURCE: BodySchema = BodySchema {
    attributes: &[
        ("count", false),
        ("for_each", false),
        ("provider", false),
        ("depends_on", false),
    ],
    blocks: &[
        ("locals", &[]),
        ("lifecycle", &[]),
        ("connection", &[]),
        ("provisioner", &["type"]),
        ("_", &[]),
    ],
};

const DATA: BodySchema = BodySchema {
    attributes: &[
        ("count", false),
        ("for_each", false),
        ("provider", false),
        ("depends_on", false),
    ],
    blocks: &[("lifecycle", &[]), ("locals", &[]), ("_", &[])],
};

const PROVISIONER: BodySchema = BodySchema {
    attributes: &[("when", false), ("on_failure", false)],
    blocks: &[("connection", &[]), ("lifecycle", &[]), ("_", &[])],
};

/// `count` and `for_each` exclude each other.
pub(crate) fn repetition(content: &mut Content, diagnostics: &mut Vec<Diagnostic>) -> Repetition {
    let count = content.attributes.remove("count");
    let for_each = content.attributes.remove("for_each");
    match (count, for_each) {
        (None, None) => Repetition::Single,
        (Some(count), None) => Repetition::Count(count.expression),
        (None, Some(each)) => Repetition::ForEach(each.expression),
        (Some(count), Some(each)) => {
            let detail = "The \"count\" and \"for_each\" meta-arguments are mutually-exclusive, only one should be used to be explicit about the number of resources to be created.";
            let error =
                Diagnostic::error("Invalid combination of \"count\" and \"for_each\"", detail);
            diagnostics.push(error.at(each.name_span));
            Repetition::Count(count.expression)
        }
    }
}

/// Reads the data source inside a `check` block.
pub(crate) fn decode_nested(
    block: Block,
    names: &dyn Fn(Span) -> String,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<ResourceConfig> {
    let (content, _) = lang::partial_content(block.body.clone(), &DATA).0;
    for name in ["count", "for_each"] {
        if let Some(repeated) = content.attributes.get(name) {
            let detail = "The \"count\" and \"for_each\" meta-arguments are not supported within nested data blocks.";
            let error = Diagnostic::error(format!("Invalid \"{name}\" attribute"), detail);
            diagnostics.push(error.at(repeated.name_span));
        }
    }
    for lifecycle in content.blocks.iter().filter(|block| block.kind.as_ref() == "lifecycle") {
        let detail = "Nested data blocks do not support \"lifecycle\" blocks as the lifecycle is managed by the containing block.";
        let error = Diagnostic::error("Invalid lifecycle block", detail);
        diagnostics.push(error.at(lifecycle.header_span()));
    }
    decode(block, Mode::Data, names, diagnostics)
}

/// Reads a resource of any mode.
pub(crate) fn decode(
    block: Block,
    mode: Mode,
    names: &dyn Fn(Span) -> String,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<ResourceConfig> {
    let span = block.header_span();
    let [(kind, kind_span), (name, name_span)] = <[_; 2]>::try_from(block.labels).ok()?;
    let schema = if mode == Mode::Managed { &RESOURCE } else { &DATA };
    let (mut content, mut body) = note(diagnostics, lang::partial_content(block.body, schema));
    if !is_identifier(&kind) {
        let summary = match mode {
            Mode::Managed => "Invalid resource type name",
            Mode::Data => "Invalid data source name",
            Mode::Ephemeral => "Invalid ephemeral resource type",
        };
        diagnostics.push(Diagnostic::error(summary, BAD_NAME).at(kind_span));
    }
    if !is_identifier(&name) {
        let summary = match mode {
            Mode::Managed => "Invalid resource name",
            Mode::Data => "Invalid data resource name",
            Mode::Ephemeral => "Invalid ephemeral resource name",
        };
        diagnostics.push(Diagnostic::error(summary, BAD_NAME).at(name_span));
    }
    let repetition = repetition(&mut content, diagnostics);
    let provider = content.attributes.remove("provider");
    let provider = provider
        .and_then(|attribute| constant::provider_reference(&attribute.expression, diagnostics));
    let depends_on = content.attributes.remove("depends_on");
    let depends_on = depends_on
        .map(|attribute| constant::depends_on(&attribute, diagnostics))
        .unwrap_or_default();
    let mut resource = ResourceConfig {
        address: Resource { mode, kind, name },
        body: Body::default(),
        repetition,
        provider,
        depends_on,
        lifecycle: Lifecycle::default(),
        connection: None,
        provisioners: Vec::new(),
        span,
        kind_span,
        check: None,
    };
    let mut seen = Seen::default();
    for nested in content.blocks {
        inner(nested, &mut resource, &mut seen, &mut body, names, diagnostics);
    }
    resource.body = body;
    Some(resource)
}

/// Blocks that may appear once, and where they did.
#[derive(Default)]
struct Seen {
    lifecycle: Option<Span>,
    connection: Option<Span>,
    escape: Option<Span>,
}

fn inner(
    block: Block,
    resource: &mut ResourceConfig,
    seen: &mut Seen,
    body: &mut Body,
    names: &dyn Fn(Span) -> String,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let again = |what: &str, first: Span| {
        let detail = format!("This resource already has a {what} block at {}.", names(first));
        Diagnostic::error(format!("Duplicate {what} block"), detail).at(block.kind_span)
    };
    match block.kind.as_ref() {
        "lifecycle" => {
            if let Some(first) = seen.lifecycle {
                diagnostics.push(again("lifecycle", first));
                return;
            }
            seen.lifecycle = Some(block.kind_span);
            resource.lifecycle = lifecycle::decode(block, &resource.address, diagnostics);
        }
        "connection" => {
            if let Some(first) = seen.connection {
                diagnostics.push(again("connection", first));
                return;
            }
            seen.connection = Some(block.kind_span);
            resource.connection = Some(block.body);
        }
        "provisioner" => resource.provisioners.extend(provisioner(block, names, diagnostics)),
        "_" => {
            if let Some(first) = seen.escape {
                let detail = format!(
                    "The special block type \"_\" can be used only once inside each resource block, to set resource-type-specific arguments whose names might otherwise be interpreted as meta-arguments. Another escaping block was already given at {}.",
                    names(first)
                );
                diagnostics.push(
                    Diagnostic::error("Duplicate escaping block", detail).at(block.kind_span),
                );
                return;
            }
            seen.escape = Some(block.kind_span);
            merge(body, block.body);
        }
        other => diagnostics.push(reserved(other, "resource", block.kind_span)),
    }
}

/// A block type kept for later.
pub(crate) fn reserved(name: &str, holder: &str, span: Span) -> Diagnostic {
    let detail = format!(
        "The block type name \"{name}\" is reserved for use by Terraform in a future version."
    );
    Diagnostic::error(format!("Reserved block type name in {holder} block"), detail).at(span)
}

/// Adds the content of an escaping block to the body around it.
pub(crate) fn merge(body: &mut Body, more: Body) {
    body.attributes.extend(more.attributes);
    body.blocks.extend(more.blocks);
}

fn provisioner(
    block: Block,
    names: &dyn Fn(Span) -> String,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Provisioner> {
    let (kind, kind_span) = block.labels.first().cloned()?;
    let (mut content, body) = note(diagnostics, lang::partial_content(block.body, &PROVISIONER));
    if matches!(kind.as_ref(), "chef" | "habitat" | "puppet" | "salt-masterless") {
        let detail = format!(
            "The \"{kind}\" provisioner was deprecated in Terraform 0.13.4 has been removed from Terraform. Visit https://learn.hashicorp.com/collections/terraform/provision for alternatives to using provisioners that are a better fit for the Terraform workflow."
        );
        let summary = format!("The \"{kind}\" provisioner has been removed");
        diagnostics.push(Diagnostic::error(summary, detail).at(kind_span));
        return None;
    }
    let when = content.attributes.remove("when");
    let on_destroy = when.is_some_and(|when| {
        keyword_of(
            &when,
            &["create", "destroy"],
            "Invalid \"when\" keyword",
            "The \"when\" argument requires one of the following keywords: create or destroy.",
            diagnostics,
        )
        .is_some_and(|word| word.as_ref() == "destroy")
    });
    if let Some(attribute) = content.attributes.remove("on_failure") {
        keyword_of(
            &attribute,
            &["continue", "fail"],
            "Invalid \"on_failure\" keyword",
            "The \"on_failure\" argument requires one of the following keywords: continue or fail.",
            diagnostics,
        );
    }
    if on_destroy {
        diagnostics.extend(outside_references(&body));
    }
    let mut provisioner = Provisioner { kind, body, connection: None, on_destroy };
    let mut first: Option<Span> = None;
    for nested in content.blocks {
        match (nested.kind.as_ref(), first) {
            ("connection", Some(earlier)) => {
                let detail = format!(
                    "This provisioner already has a connection block at {}.",
                    names(earlier)
                );
                diagnostics.push(
                    Diagnostic::error("Duplicate connection block", detail).at(nested.kind_span),
                );
            }
            ("connection", None) => {
                first = Some(nested.kind_span);
                if provisioner.on_destroy {
                    diagnostics.extend(outside_references(&nested.body));
                }
                provisioner.connection = Some(nested.body);
            }
            ("_", _) => merge(&mut provisioner.body, nested.body),
            (other, _) => diagnostics.push(reserved(other, "provisioner", nested.kind_span)),
        }
    }
    Some(provisioner)
}

/// What runs while an object is destroyed may mention only the object itself.
fn outside_references(body: &Body) -> Vec<Diagnostic> {
    let is_allowed =
        |traversal: &Traversal| match (traversal.root.as_ref(), traversal.steps.as_slice()) {
            ("self" | "path" | "terraform", _) => true,
            ("count", [TraversalStep::Attribute(name, _)]) => name.as_ref() == "index",
            ("each", [TraversalStep::Attribute(name, _)]) => name.as_ref() == "key",
            _ => false,
        };
    let detail = "Destroy-time provisioners and their connection configurations may only reference attributes of the related resource, via 'self', 'count.index', or 'each.key'.\n\nReferences to other resources during the destroy phase can cause dependency cycles and interact poorly with create_before_destroy.";
    let wrong = body.attributes.iter().flat_map(|attribute| {
        let expression = &attribute.expression;
        let outside = lang::references(expression).into_iter().filter(|found| !is_allowed(found));
        outside.map(|_| expression.span).collect::<Vec<_>>()
    });
    let error =
        |at: Span| Diagnostic::error("Invalid reference from destroy provisioner", detail).at(at);
    wrong.map(error).collect()
}

fn keyword_of(
    attribute: &Attribute,
    allowed: &[&str],
    summary: &'static str,
    detail: &'static str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Name> {
    // Terraform 0.11 had these in quotes.
    let quoted = crate::syntax::plain_string(&attribute.expression);
    if quoted.is_some() && lang::json_text(&attribute.expression).is_none() {
        let old = "In this context, keywords are expected literally rather than in quotes. Terraform 0.11 and earlier required quotes, but quoted keywords are now deprecated and will be removed in a future version of Terraform. Remove the quotes surrounding this keyword to silence this warning.";
        diagnostics.push(
            Diagnostic::warning("Quoted keywords are deprecated", old)
                .at(attribute.expression.span),
        );
    }
    let word = quoted
        .or_else(|| keyword(&attribute.expression).cloned())
        .filter(|word| allowed.contains(&word.as_ref()));
    if word.is_none() {
        diagnostics.push(Diagnostic::error(summary, detail).at(attribute.expression.span));
    }
    word
}
