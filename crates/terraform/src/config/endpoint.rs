//! Addresses in `moved`, `removed` and `import` blocks and on the command line.

use std::fmt;
use std::sync::Arc;

use dryrun_cty::Kind;
use dryrun_diag::{Diagnostic, Span};
use dryrun_hcl::ast::{Traversal, TraversalStep};
use dryrun_plan::addr::{InstanceKey, Mode, ModuleInstance, Resource, ResourceInstance};

use crate::syntax::{step_span, traversal_span};

/// A module, or a resource in one, relative to the module that names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RelativeAddress {
    /// Module steps.
    pub(crate) module: ModuleInstance,
    /// The resource; `None` means the module itself.
    pub(crate) resource: Option<Resource>,
    /// The resource's instance key.
    pub(crate) key: Option<InstanceKey>,
}

impl RelativeAddress {
    /// The same address seen from the root.
    pub(crate) fn within(&self, base: &ModuleInstance) -> Self {
        let mut module = base.clone();
        module.0.extend(self.module.0.iter().cloned());
        Self { module, resource: self.resource.clone(), key: self.key.clone() }
    }

    /// As a resource instance, if it names a resource.
    pub(crate) fn instance(&self) -> Option<ResourceInstance> {
        let resource = self.resource.clone()?;
        Some(ResourceInstance { module: self.module.clone(), resource, key: self.key.clone() })
    }
}

impl fmt::Display for RelativeAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.instance() {
            Some(instance) => instance.fmt(f),
            None => self.module.fmt(f),
        }
    }
}

/// The value of an index step as an instance key.
pub(crate) fn instance_key(step: &TraversalStep) -> Option<InstanceKey> {
    let TraversalStep::Index(value, _) = step else { return None };
    match value.kind() {
        Kind::String(text) => Some(InstanceKey::Text(text.clone())),
        Kind::Number(number) => crate::lang::whole(number).map(InstanceKey::Number),
        Kind::Null | Kind::Unknown(_) | Kind::Bool(_) | Kind::Elements(_) | Kind::Entries(_) => {
            None
        }
    }
}

/// Names and keys of a traversal, one after the other.
struct Walk<'a> {
    traversal: &'a Traversal,
    at: usize,
}

impl Walk<'_> {
    fn name(&mut self) -> Option<(Arc<str>, Span)> {
        let found = match self.at {
            0 => (self.traversal.root.clone(), self.traversal.root_span),
            at => match self.traversal.steps.get(at - 1)? {
                TraversalStep::Attribute(name, span) => (name.clone(), *span),
                TraversalStep::Index(..) => return None,
            },
        };
        self.at += 1;
        Some(found)
    }

    fn key(&mut self) -> Option<InstanceKey> {
        let key = instance_key(self.traversal.steps.get(self.at.checked_sub(1)?)?)?;
        self.at += 1;
        Some(key)
    }

    fn rest(&self) -> Option<Span> {
        let at = self.at.checked_sub(1)?;
        self.traversal.steps.get(at).map(step_span)
    }

    fn is_done(&self) -> bool {
        self.at > self.traversal.steps.len()
    }

    fn here(&self) -> Span {
        self.rest().unwrap_or_else(|| traversal_span(self.traversal))
    }
}

/// Reads `module.a["k"].aws_instance.web[0]`.
///
/// # Errors
/// "Invalid address" in Terraform's words.
pub(crate) fn parse(traversal: &Traversal) -> Result<RelativeAddress, Box<Diagnostic>> {
    let whole = traversal_span(traversal);
    let invalid =
        |detail: &str, span: Span| Box::new(Diagnostic::error("Invalid address", detail).at(span));
    let mut walk = Walk { traversal, at: 0 };
    let mut module = ModuleInstance::root();
    let (mut first, _) = walk.name().ok_or_else(|| invalid("Invalid address operator.", whole))?;
    while first.as_ref() == "module" {
        let Some((name, _)) = walk.name() else {
            return Err(invalid("Prefix \"module.\" must be followed by a module name.", whole));
        };
        let key = walk.key();
        module = module.child(name, key);
        if walk.is_done() {
            return Ok(RelativeAddress { module, resource: None, key: None });
        }
        (first, _) = walk.name().ok_or_else(|| {
            invalid("Module instance key must be a string or a number.", walk.here())
        })?;
    }
    let mode = match first.as_ref() {
        "data" => Mode::Data,
        "ephemeral" => Mode::Ephemeral,
        _ => Mode::Managed,
    };
    if mode == Mode::Ephemeral {
        return Err(invalid("Ephemeral resource instances are not allowed here.", whole));
    }
    let kind = if mode == Mode::Managed {
        first
    } else {
        let Some((kind, _)) = walk.name() else {
            return Err(invalid("A data source name is required.", whole));
        };
        kind
    };
    let Some((name, _)) = walk.name() else {
        return Err(invalid(
            "Resource specification must include a resource type and name.",
            whole,
        ));
    };
    let key = walk.key();
    match traversal.steps.get(walk.at - 1..).unwrap_or_default() {
        [] => {}
        [only] => {
            return Err(invalid(
                "Resource instance key must be given in square brackets.",
                step_span(only),
            ));
        }
        [_, extra, ..] => {
            return Err(invalid("Unexpected extra operators after address.", step_span(extra)));
        }
    }
    Ok(RelativeAddress { module, resource: Some(Resource { mode, kind, name }), key })
}
