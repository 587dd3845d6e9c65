//! `expect_failures`: which errors a run wants to see.

use std::collections::BTreeMap;

use dryrun_diag::{Diagnostic, Severity, Span};
use dryrun_hcl::ast::Traversal;
use dryrun_plan::{CheckResult, CheckStatus};

use crate::config::Config;
use crate::config::model::{CheckRule, Name};
use crate::reference::{self, Subject};
use crate::syntax::traversal_span;
use crate::variables::{GivenValues, Origin};

/// Objects whose conditions should fail, and whether they did.
pub(super) struct Expected {
    objects: Vec<(String, Span, bool)>,
    places: BTreeMap<(Span, Kind), String>,
}

/// What a failed condition's error tells of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// A validation, told where the value is.
    Value,
    /// Any other, told where its condition is.
    Condition,
}

fn kind(found: &Diagnostic) -> Option<Kind> {
    match found.summary.as_ref() {
        "Invalid value for variable" => Some(Kind::Value),
        "Resource precondition failed"
        | "Resource postcondition failed"
        | "Module output value precondition failed"
        | "Check block assertion failed" => Some(Kind::Condition),
        _ => None,
    }
}

impl Expected {
    /// What the references name, in a root module with the values given to it.
    pub(super) fn new(
        references: &[Traversal],
        config: &Config,
        given: &GivenValues,
    ) -> (Self, Vec<Diagnostic>) {
        let (mut objects, mut found) = (Vec::new(), Vec::new());
        for traversal in references {
            match object(traversal) {
                Ok(name) => objects.push((name, traversal_span(traversal), false)),
                Err(error) => found.push(*error),
            }
        }
        (Self { objects, places: places(config, given) }, found)
    }

    /// Whether nothing is to fail.
    pub(super) fn is_empty(&self) -> bool {
        self.objects.is_empty()
    }

    /// The object whose condition an error is about, if it should fail; it is noted that it did.
    pub(super) fn takes(&mut self, found: &Diagnostic) -> Option<String> {
        let name = self.places.get(&(found.span?, kind(found)?))?;
        let (name, _, seen) = self.objects.iter_mut().find(|(object, _, _)| object == name)?;
        *seen = true;
        Some(name.clone())
    }

    /// Errors for what should have failed and did not. What only apply will tell may still fail.
    pub(super) fn missing(&self, checks: &[CheckResult]) -> Vec<Diagnostic> {
        let is_open = |name: &str| {
            checks.iter().any(|check| check.address == name && check.status == CheckStatus::Unknown)
        };
        let unseen = self.objects.iter().filter(|(name, _, seen)| !seen && !is_open(name));
        let error = |(name, span, _): &(String, Span, bool)| {
            let detail = format!(
                "The checkable object, {name}, was expected to report an error but did not."
            );
            Diagnostic::error("Missing expected failure", detail).at(*span)
        };
        unseen.map(error).collect()
    }
}

/// In a test a failed assertion of a check block is an error.
pub(super) fn harden(mut found: Diagnostic) -> Diagnostic {
    if found.summary == "Check block assertion failed" {
        found.severity = Severity::Error;
    }
    found
}

/// The name of a checkable object.
fn object(traversal: &Traversal) -> Result<String, Box<Diagnostic>> {
    let found = reference::parse(traversal)?;
    match &found.subject {
        Subject::Variable(name) => Ok(format!("var.{name}")),
        // `check.name` and `output.name` read like resources.
        Subject::Resource { resource, .. } => Ok(resource.to_string()),
        Subject::Local(_)
        | Subject::Module { .. }
        | Subject::Count(_)
        | Subject::Each(_)
        | Subject::Path(_)
        | Subject::Terraform(_)
        | Subject::SelfObject => {
            let span = traversal_span(traversal);
            let name = shown(traversal);
            let detail = format!(
                "You cannot expect failures from {name}. You can only expect failures from checkable objects such as input variables, output values, check blocks, managed resources and data sources."
            );
            Err(Box::new(Diagnostic::error("Invalid `expect_failures` reference", detail).at(span)))
        }
    }
}

fn shown(traversal: &Traversal) -> String {
    use dryrun_hcl::ast::TraversalStep;
    let step = |step: &TraversalStep| match step {
        TraversalStep::Attribute(name, _) => format!(".{name}"),
        TraversalStep::Index(..) => "[...]".to_owned(),
    };
    let steps: String = traversal.steps.iter().map(step).collect();
    format!("{}{steps}", traversal.root)
}

/// Where the errors of the root module's conditions will be.
fn places(config: &Config, given: &GivenValues) -> BTreeMap<(Span, Kind), String> {
    let mut places = BTreeMap::new();
    let Some(root) = config.root().map(|root| &root.module) else { return places };
    let value = |name: &Name, declared: Span| match given.get(name).map(|given| &given.origin) {
        Some(Origin::Test(span)) => *span,
        Some(Origin::CommandLine | Origin::Environment | Origin::File(_)) | None => declared,
    };
    for (name, variable) in &root.variables {
        places.insert((value(name, variable.span), Kind::Value), format!("var.{name}"));
    }
    let mut add = |rules: &[CheckRule], name: String| {
        places.extend(
            rules.iter().map(|rule| ((rule.condition.span, Kind::Condition), name.clone())),
        );
    };
    for (address, resource) in &root.resources {
        add(&resource.lifecycle.preconditions, address.to_string());
        add(&resource.lifecycle.postconditions, address.to_string());
    }
    for (name, output) in &root.outputs {
        add(&output.preconditions, format!("output.{name}"));
    }
    for (name, check) in &root.checks {
        add(&check.asserts, format!("check.{name}"));
    }
    places
}
