//! Addresses in `moved`, `removed` and `import` blocks and on the command line.

use std::collections::VecDeque;
use std::fmt;
use std::sync::Arc;

use dryrun_cty::{Kind, Value};
use dryrun_diag::{Diagnostic, Span};
use dryrun_hcl::ast::{Traversal, TraversalStep};
use dryrun_plan::addr::{InstanceKey, Mode, ModuleInstance, Resource, ResourceInstance};

use crate::syntax::{nowhere, step_span};

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

/// The key of an index step, if it may be one.
pub(crate) fn instance_key(step: &TraversalStep) -> Option<InstanceKey> {
    let TraversalStep::Index(value, _) = step else { return None };
    read_key(value).ok()
}

/// The value of an index step as an instance key.
///
/// # Errors
/// Why it is none.
fn read_key(value: &Value) -> Result<InstanceKey, &'static str> {
    match value.kind() {
        Kind::String(text) => Ok(InstanceKey::Text(text.clone())),
        Kind::Number(number) => crate::lang::whole(number).map(InstanceKey::Number).ok_or(
            "value must be a whole number, between -9223372036854775808 and 9223372036854775807",
        ),
        Kind::Null | Kind::Unknown(_) | Kind::Bool(_) | Kind::Elements(_) | Kind::Entries(_) => {
            Err("either a string or an integer is required")
        }
    }
}

/// Steps of a traversal, the first of which is its root.
struct Walk {
    steps: VecDeque<TraversalStep>,
    /// Where the last step taken was.
    last: Span,
}

impl Walk {
    fn new(traversal: &Traversal) -> Self {
        let root = TraversalStep::Attribute(traversal.root.clone(), traversal.root_span);
        Self {
            steps: std::iter::once(root).chain(traversal.steps.iter().cloned()).collect(),
            last: traversal.root_span,
        }
    }

    fn next(&mut self) -> Option<TraversalStep> {
        let step = self.steps.pop_front()?;
        self.last = step_span(&step);
        Some(step)
    }

    /// A step that is a name.
    fn name(&mut self) -> Option<Arc<str>> {
        match self.next()? {
            TraversalStep::Attribute(name, _) => Some(name),
            TraversalStep::Index(..) => None,
        }
    }

    fn starts_with(&self, word: &str) -> bool {
        matches!(self.steps.front(), Some(TraversalStep::Attribute(name, _)) if name.as_ref() == word)
    }

    /// The span of all steps left.
    fn rest(&self) -> Span {
        match (self.steps.front(), self.steps.back()) {
            (Some(first), Some(last)) => step_span(first).to(step_span(last)),
            _ => nowhere(),
        }
    }
}

type Parsed<T> = Result<T, Box<Diagnostic>>;

fn wrong(summary: &'static str, detail: impl Into<String>, span: Span) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(summary, detail).at(span))
}

fn invalid(detail: impl Into<String>, span: Span) -> Box<Diagnostic> {
    wrong("Invalid address", detail, span)
}

/// Reads `module.a["k"].aws_instance.web[0]`.
///
/// # Errors
/// "Invalid address" in Terraform's words.
pub(crate) fn parse(traversal: &Traversal) -> Parsed<RelativeAddress> {
    let mut walk = Walk::new(traversal);
    let module = module_path(&mut walk)?;
    if walk.steps.is_empty() {
        return Ok(RelativeAddress { module, resource: None, key: None });
    }
    let mode = mode(&mut walk)?;
    if walk.steps.len() < 2 {
        let detail = "Resource specification must include a resource type and name.";
        return Err(invalid(detail, walk.rest()));
    }
    let what = match mode {
        Mode::Managed => "A resource type name is required.",
        Mode::Data => "A data source name is required.",
        Mode::Ephemeral => "An ephemeral resource type name is required.",
    };
    let kind = walk.name().ok_or_else(|| invalid(what, walk.last))?;
    let name = walk.name().ok_or_else(|| invalid("A resource name is required.", walk.last))?;
    let key = resource_key(&walk)?;
    Ok(RelativeAddress { module, resource: Some(Resource { mode, kind, name }), key })
}

fn module_path(walk: &mut Walk) -> Parsed<ModuleInstance> {
    let summary = "Invalid address operator";
    let mut module = ModuleInstance::root();
    while walk.starts_with("module") {
        walk.next();
        let detail = "Prefix \"module.\" must be followed by a module name.";
        let name = walk.name().ok_or_else(|| wrong(summary, detail, walk.last))?;
        let mut key = None;
        if let Some(TraversalStep::Index(value, span)) = walk.steps.front() {
            let found = read_key(value);
            key =
                Some(found.map_err(|why| {
                    wrong(summary, format!("Invalid module index: {why}."), *span)
                })?);
            walk.next();
        }
        module = module.child(name, key);
    }
    match walk.steps.front() {
        Some(TraversalStep::Index(_, span)) => {
            let detail = "Module address prefix must be followed by dot and then a name.";
            Err(wrong(summary, detail, *span))
        }
        Some(TraversalStep::Attribute(..)) | None => Ok(module),
    }
}

/// Words that begin references to something else than resources.
const RESERVED: [&str; 11] = [
    "count",
    "each",
    "local",
    "module",
    "path",
    "self",
    "terraform",
    "var",
    "template",
    "lazy",
    "arg",
];

fn mode(walk: &mut Walk) -> Parsed<Mode> {
    let Some(TraversalStep::Attribute(first, _)) = walk.steps.front() else {
        return Ok(Mode::Managed);
    };
    let mode = match first.as_ref() {
        "data" => Mode::Data,
        "ephemeral" => Mode::Ephemeral,
        "resource" => Mode::Managed,
        word if RESERVED.contains(&word) => {
            let detail = format!(
                "The keyword \"{word}\" is reserved and cannot be used to target a resource address. If you are targeting a resource type that uses a reserved keyword, please prefix your address with \"resource.\"."
            );
            return Err(invalid(detail, walk.rest()));
        }
        _ => return Ok(Mode::Managed),
    };
    walk.next();
    Ok(mode)
}

fn resource_key(walk: &Walk) -> Parsed<Option<InstanceKey>> {
    let mut rest = walk.steps.iter();
    match (rest.next(), rest.next()) {
        (None, _) => Ok(None),
        (Some(TraversalStep::Index(value, span)), None) => read_key(value)
            .map(Some)
            .map_err(|why| invalid(format!("Invalid resource instance key: {why}."), *span)),
        (Some(TraversalStep::Attribute(_, span)), None) => {
            Err(invalid("Resource instance key must be given in square brackets.", *span))
        }
        (Some(_), Some(extra)) => {
            Err(invalid("Unexpected extra operators after address.", step_span(extra)))
        }
    }
}
