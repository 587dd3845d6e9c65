//! The planner's view of the language crate: parsing, content of bodies, evaluation, conversion.

mod content;
mod provided;
mod surroundings;
mod time;

use std::sync::Arc;

use dryrun_cty::{Kind, Number, Path, Step, Type, Value};
use dryrun_diag::{Diagnostic, Evidence, FileId, Span};
use dryrun_hcl::ast::{Attribute, Body, Expression, ExpressionKind, Traversal, TraversalStep};
use dryrun_hcl::{Cause, Input};

use crate::config::ModuleId;
use crate::scope::Scope;
use crate::world::World;
use surroundings::{Calls, Surroundings};

pub(crate) use content::{
    BodySchema, Content, content, just_attributes, partial_content, peek, schema_content,
};

/// Parses native syntax.
pub(crate) fn parse(text: &str, file: FileId, name: &str) -> (Body, Vec<Diagnostic>) {
    dryrun_hcl::parse(Input { file, name, text })
}

/// Parses JSON syntax.
pub(crate) fn parse_json(text: &str, file: FileId, name: &str) -> (Body, Vec<Diagnostic>) {
    dryrun_hcl::parse_json(Input { file, name, text })
}

/// Parses a text that is one expression.
pub(crate) fn parse_expression(
    text: &str,
    file: FileId,
    name: &str,
) -> (Expression, Vec<Diagnostic>) {
    dryrun_hcl::parse_expression(Input { file, name, text })
}

/// Parses a text inside another as an expression; errors are at the whole of it.
pub(crate) fn parse_inner(text: &str, span: Span) -> (Expression, Vec<Diagnostic>) {
    let (expression, mut found) =
        dryrun_hcl::parse_expression(Input { file: span.file, name: "", text });
    for diagnostic in &mut found {
        diagnostic.span = Some(span);
        diagnostic.context = None;
    }
    (Expression { kind: expression.kind, span }, found)
}

/// Parses a reference given as text; errors are at the whole of it.
pub(crate) fn parse_traversal(
    text: &str,
    span: Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Traversal> {
    let (traversal, mut found) =
        dryrun_hcl::parse_traversal(Input { file: span.file, name: "", text });
    for diagnostic in &mut found {
        diagnostic.span = Some(span);
        diagnostic.context = None;
    }
    diagnostics.extend(found);
    let mut traversal = traversal?;
    traversal.root_span = span;
    for step in &mut traversal.steps {
        match step {
            TraversalStep::Attribute(_, at) | TraversalStep::Index(_, at) => *at = span,
        }
    }
    Some(traversal)
}

/// Evaluates an expression that may mention nothing.
pub(crate) fn constant(expression: &Expression) -> (Value, Vec<Diagnostic>) {
    dryrun_hcl::eval(expression, &dryrun_hcl::Scope::nothing())
}

/// Evaluates an expression in a scope.
pub(crate) fn evaluate(expression: &Expression, scope: &Scope<'_, '_>) -> (Value, Vec<Diagnostic>) {
    in_scope(scope, |scope| dryrun_hcl::eval(expression, scope))
}

/// Adds the values that an expression mentions to an error about its result.
pub(crate) fn explained(
    diagnostic: Diagnostic,
    expression: &Expression,
    scope: &Scope<'_, '_>,
) -> Diagnostic {
    diagnostic.evidence(in_scope(scope, |scope| dryrun_hcl::evidence(expression, scope)))
}

/// The same where the values that play no part in it are not to be mentioned.
pub(crate) fn explained_by(
    diagnostic: Diagnostic,
    expression: &Expression,
    scope: &Scope<'_, '_>,
    cause: Cause,
) -> Diagnostic {
    let values = in_scope(scope, |scope| dryrun_hcl::values(expression, scope, cause));
    diagnostic.evidence(Evidence { values, calling: None })
}

fn in_scope<T>(scope: &Scope<'_, '_>, run: impl FnOnce(&dryrun_hcl::Scope<'_>) -> T) -> T {
    let surroundings = Surroundings { world: scope.world };
    let module = scope.world.instance(scope.instance).map_or(ModuleId(0), |here| here.module);
    let calls = Calls::new(&surroundings, scope.world.place, module);
    run(&dryrun_hcl::Scope::new(scope, &calls).with_sources(&scope.world.config.sources))
}

impl dryrun_hcl::Variables for Scope<'_, '_> {
    fn variable(&self, _name: &str) -> Option<Value> {
        None
    }

    fn names(&self) -> Vec<String> {
        Vec::new()
    }

    fn resolve(&self, traversal: &Traversal) -> Option<Result<(Value, usize), Box<Diagnostic>>> {
        Some(Scope::resolve(self, traversal))
    }
}

/// Takes steps into a value.
///
/// # Errors
/// The first step that leads nowhere.
pub(crate) fn traverse(value: Value, steps: &[TraversalStep]) -> Result<Value, Box<Diagnostic>> {
    let mut at = value;
    for step in steps {
        at = match step {
            TraversalStep::Attribute(name, span) => {
                dryrun_hcl::attribute(&at, name).map_err(|error| Box::new(error.at(*span)))?
            }
            TraversalStep::Index(key, span) => {
                dryrun_hcl::index(&at, key).map_err(|error| Box::new(error.at(*span)))?
            }
        };
    }
    Ok(at)
}

/// All references of an expression.
pub(crate) fn references(expression: &Expression) -> Vec<Traversal> {
    dryrun_hcl::references(expression)
}

/// Converts a value to a type.
///
/// # Errors
/// What is required, in Terraform's words, without the place in the value.
pub(crate) fn convert(value: &Value, ty: &Type) -> Result<Value, String> {
    dryrun_cty::convert(value, ty).map_err(|error| error.message)
}

/// Converts a value to a type.
///
/// # Errors
/// What is required, in Terraform's words, after the place in the value.
pub(crate) fn convert_at(value: &Value, ty: &Type) -> Result<Value, String> {
    dryrun_cty::convert(value, ty).map_err(|error| {
        let path = path_text(&error.path);
        if path.is_empty() { error.message } else { format!("{path}: {}", error.message) }
    })
}

/// A path as errors print it: `.name[0]["key"]`.
pub(crate) fn path_text(path: &Path) -> String {
    let step = |step: &Step| match step {
        Step::Attribute(name) => format!(".{name}"),
        Step::Index(key) => match key.kind() {
            Kind::String(text) => format!("[{}]", dryrun_plan::addr::quoted(text)),
            Kind::Number(number) => format!("[{number}]"),
            Kind::Null
            | Kind::Unknown(_)
            | Kind::Bool(_)
            | Kind::Elements(_)
            | Kind::Entries(_) => "[...]".to_owned(),
        },
    };
    path.0.iter().map(step).collect()
}

/// A whole number that is not below zero.
pub(crate) fn whole(number: &Number) -> Option<u64> {
    number.to_usize().map(|number| number as u64)
}

/// An argument of a body, in either syntax.
pub(crate) fn attribute(body: &Body, name: &str) -> Option<Attribute> {
    if let Some(found) = body.attributes.iter().find(|attribute| attribute.name.as_ref() == name) {
        return Some(found.clone());
    }
    body.json.as_ref()?;
    let attributes = body.clone().just_attributes().0;
    attributes.into_iter().find(|attribute| attribute.name.as_ref() == name)
}

/// The text of a string in JSON syntax.
pub(crate) fn json_text(expression: &Expression) -> Option<&Arc<str>> {
    if let ExpressionKind::JsonString(string) = expression.kind.as_ref() {
        Some(&string.text)
    } else {
        None
    }
}

/// Renders a template with variables and Terraform's functions.
///
/// # Errors
/// What is wrong with the first mistake.
pub(crate) fn render_template(
    text: &str,
    variables: &Value,
    world: &World<'_>,
) -> Result<String, String> {
    let (template, found) =
        dryrun_hcl::parse_template(Input { file: FileId(u32::MAX), name: "template", text });
    let said = |found: &[Diagnostic]| {
        found
            .iter()
            .find(|found| found.is_error())
            .map(|found| format!("{}: {}", found.summary, found.detail))
    };
    if let Some(error) = said(&found) {
        return Err(error);
    }
    let names = variables.entries().cloned().unwrap_or_default();
    let surroundings = Surroundings { world };
    let calls = Calls::new(&surroundings, dryrun_hcl::Place::Template, ModuleId(0));
    let (value, found) = dryrun_hcl::eval(&template, &dryrun_hcl::Scope::new(&names, &calls));
    if let Some(error) = said(&found) {
        return Err(error);
    }
    let text = convert(&value, &Type::String)?;
    text.as_str().map(str::to_owned).ok_or_else(|| "the result is not known yet".to_owned())
}
