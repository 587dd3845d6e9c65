//! References: what a traversal such as `aws_instance.web[0].id` names, and what remains of it.

use std::sync::Arc;

use dryrun_diag::{Diagnostic, Span};
use dryrun_hcl::ast::{Traversal, TraversalStep};
use dryrun_plan::addr::{InstanceKey, Mode, Resource};

use crate::config::endpoint::instance_key;
use crate::syntax::{step_span, traversal_span};

/// What a reference names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Subject {
    /// `var.name`.
    Variable(Arc<str>),
    /// `local.name`.
    Local(Arc<str>),
    /// `module.name`, perhaps with a key and an output.
    Module { call: Arc<str>, key: Option<InstanceKey>, output: Option<Arc<str>> },
    /// A resource, perhaps with a key.
    Resource { resource: Resource, key: Option<InstanceKey> },
    /// `count.index`.
    Count(Arc<str>),
    /// `each.key`, `each.value`.
    Each(Arc<str>),
    /// `path.module`, …
    Path(Arc<str>),
    /// `terraform.workspace`, …
    Terraform(Arc<str>),
    /// `self`.
    SelfObject,
}

/// A reference in its place.
#[derive(Debug, Clone)]
pub(crate) struct Reference<'a> {
    pub(crate) subject: Subject,
    /// Span of what names the subject.
    pub(crate) span: Span,
    /// Number of the traversal's steps that name the subject.
    pub(crate) used: usize,
    /// Steps that lead further into its value.
    pub(crate) remaining: &'a [TraversalStep],
}

/// Reads a reference.
///
/// # Errors
/// "Invalid reference" in Terraform's words.
pub(crate) fn parse(traversal: &Traversal) -> Result<Reference<'_>, Box<Diagnostic>> {
    let name = || single(traversal);
    match traversal.root.as_ref() {
        "var" => name().map(|(name, span)| simple(traversal, Subject::Variable(name), span)),
        "local" => name().map(|(name, span)| simple(traversal, Subject::Local(name), span)),
        "count" => name().map(|(name, span)| simple(traversal, Subject::Count(name), span)),
        "each" => name().map(|(name, span)| simple(traversal, Subject::Each(name), span)),
        "path" => name().map(|(name, span)| simple(traversal, Subject::Path(name), span)),
        "terraform" => name().map(|(name, span)| simple(traversal, Subject::Terraform(name), span)),
        "self" => Ok(Reference {
            subject: Subject::SelfObject,
            span: traversal.root_span,
            used: 0,
            remaining: &traversal.steps,
        }),
        "module" => module(traversal),
        "data" => prefixed(
            traversal,
            Mode::Data,
            "The \"data\" object must be followed by two attribute names: the data source type and the resource name.",
        ),
        "ephemeral" => prefixed(
            traversal,
            Mode::Ephemeral,
            "The \"ephemeral\" object must be followed by two attribute names: the ephemeral resource type and the resource name.",
        ),
        "resource" => prefixed(
            traversal,
            Mode::Managed,
            "The \"resource\" object must be followed by two attribute names: the resource type and the resource name.",
        ),
        root @ ("template" | "lazy" | "arg") => {
            let detail = format!(
                "The symbol name \"{root}\" is reserved for use in a future Terraform version. If you are using a provider that already uses this as a resource type name, add the prefix \"resource.\" to force interpretation as a resource type name."
            );
            Err(Box::new(Diagnostic::error("Reserved symbol name", detail).at(traversal.root_span)))
        }
        _ => resource(traversal, Mode::Managed, traversal.root.clone(), 0),
    }
}

fn invalid(detail: impl Into<String>, span: Span) -> Box<Diagnostic> {
    Box::new(Diagnostic::error("Invalid reference", detail).at(span))
}

fn simple(traversal: &Traversal, subject: Subject, span: Span) -> Reference<'_> {
    Reference { subject, span, used: 1, remaining: traversal.steps.get(1..).unwrap_or_default() }
}

/// The name after a root such as `var`.
fn single(traversal: &Traversal) -> Result<(Arc<str>, Span), Box<Diagnostic>> {
    let root = &traversal.root;
    match traversal.steps.first() {
        None => {
            let detail = format!(
                "The \"{root}\" object cannot be accessed directly. Instead, access one of its attributes."
            );
            Err(invalid(detail, traversal.root_span))
        }
        Some(TraversalStep::Attribute(name, span)) => {
            Ok((name.clone(), traversal.root_span.to(*span)))
        }
        Some(TraversalStep::Index(_, span)) => {
            Err(invalid(format!("The \"{root}\" object does not support this operation."), *span))
        }
    }
}

fn module(traversal: &Traversal) -> Result<Reference<'_>, Box<Diagnostic>> {
    let (call, mut span) = single(traversal)?;
    let mut used = 1;
    let mut key = None;
    if let Some(step @ TraversalStep::Index(_, key_span)) = traversal.steps.get(used) {
        key = instance_key(step);
        span = span.to(*key_span);
        used += 1;
    }
    let output = match traversal.steps.get(used) {
        Some(TraversalStep::Attribute(name, step)) => {
            span = span.to(*step);
            used += 1;
            Some(name.clone())
        }
        Some(TraversalStep::Index(_, step)) => {
            return Err(invalid("Module instance objects do not support this operation.", *step));
        }
        None => None,
    };
    let remaining = traversal.steps.get(used..).unwrap_or_default();
    Ok(Reference { subject: Subject::Module { call, key, output }, span, used, remaining })
}

fn prefixed<'a>(
    traversal: &'a Traversal,
    mode: Mode,
    short: &str,
) -> Result<Reference<'a>, Box<Diagnostic>> {
    if traversal.steps.len() < 2 {
        return Err(invalid(short, traversal_span(traversal)));
    }
    match traversal.steps.first() {
        Some(TraversalStep::Attribute(kind, _)) => resource(traversal, mode, kind.clone(), 1),
        Some(TraversalStep::Index(_, span)) => Err(invalid(
            format!("The \"{}\" object does not support this operation.", traversal.root),
            *span,
        )),
        None => Err(invalid(short, traversal_span(traversal))),
    }
}

/// The resource whose type ends at step `at`.
fn resource(
    traversal: &Traversal,
    mode: Mode,
    kind: Arc<str>,
    at: usize,
) -> Result<Reference<'_>, Box<Diagnostic>> {
    let detail = "A reference to a resource type must be followed by at least one attribute access, specifying the resource name.";
    let (name, mut span) = match traversal.steps.get(at) {
        None => return Err(invalid(detail, traversal_span(traversal))),
        Some(TraversalStep::Index(_, step)) => return Err(invalid(detail, *step)),
        Some(TraversalStep::Attribute(name, step)) => (name.clone(), traversal.root_span.to(*step)),
    };
    let mut used = at + 1;
    let mut key = None;
    if let Some(step @ TraversalStep::Index(..)) = traversal.steps.get(used) {
        key = instance_key(step);
        if key.is_some() {
            span = span.to(step_span(step));
            used += 1;
        }
    }
    let remaining = traversal.steps.get(used..).unwrap_or_default();
    Ok(Reference {
        subject: Subject::Resource { resource: Resource { mode, kind, name }, key },
        span,
        used,
        remaining,
    })
}
