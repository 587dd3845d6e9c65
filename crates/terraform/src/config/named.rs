//! `variable`, `locals` and `output` blocks.

use dryrun_cty::{Type, Value};
use dryrun_diag::Diagnostic;
use dryrun_hcl::ast::Block;

use super::model::{Local, Name, Output, Variable};
use super::{constant, rule, type_expression};
use crate::lang::{self, BodySchema};
use crate::syntax::{BAD_NAME, is_identifier, note};

const VARIABLE: BodySchema = BodySchema {
    attributes: &[
        ("description", false),
        ("default", false),
        ("type", false),
        ("sensitive", false),
        ("ephemeral", false),
        ("nullable", false),
    ],
    blocks: &[("validation", &[])],
};

const OUTPUT: BodySchema = BodySchema {
    attributes: &[
        ("description", false),
        ("value", true),
        ("depends_on", false),
        ("sensitive", false),
        ("ephemeral", false),
    ],
    blocks: &[("precondition", &[]), ("postcondition", &[])],
};

/// In an override file nothing is required.
const OUTPUT_OVERRIDE: BodySchema = BodySchema {
    attributes: &[
        ("description", false),
        ("value", false),
        ("depends_on", false),
        ("sensitive", false),
        ("ephemeral", false),
    ],
    blocks: &[("precondition", &[]), ("postcondition", &[])],
};

/// Names that mean something in module blocks.
const RESERVED: [&str; 8] =
    ["source", "version", "providers", "count", "for_each", "lifecycle", "depends_on", "locals"];

/// Whether a file's blocks declare, or override what others declare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Declares.
    Primary,
    /// Overrides.
    Override,
}

/// Reads a `variable` block.
pub(crate) fn variable(
    block: Block,
    role: Role,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Variable> {
    let span = block.header_span();
    let (name, name_span) = block.labels.first().cloned()?;
    let mut content = note(diagnostics, lang::content(block.body, &VARIABLE));
    if !is_identifier(&name) {
        diagnostics.push(Diagnostic::error("Invalid variable name", BAD_NAME).at(name_span));
    }
    if RESERVED.contains(&name.as_ref()) {
        let detail = format!(
            "The variable name \"{name}\" is reserved due to its special meaning inside module blocks."
        );
        diagnostics.push(Diagnostic::error("Invalid variable name", detail).at(name_span));
    }
    let mut flag = |name: &str, diagnostics: &mut Vec<Diagnostic>| {
        content.attributes.remove(name).map(|attribute| constant::boolean(&attribute, diagnostics))
    };
    let sensitive = flag("sensitive", diagnostics);
    let ephemeral = flag("ephemeral", diagnostics);
    let nullable = flag("nullable", diagnostics);
    let description = content
        .attributes
        .remove("description")
        .and_then(|attribute| constant::string(&attribute, diagnostics));
    let type_attribute = content.attributes.remove("type");
    let type_given = type_attribute.is_some();
    let ((ty, defaults), parse_text) = match type_attribute {
        Some(attribute) => {
            let before = diagnostics.len();
            let read = type_expression::variable_type(&attribute.expression, diagnostics);
            // A default is not measured against a type that is wrong itself.
            let failed = diagnostics.iter().skip(before).any(Diagnostic::is_error);
            if failed { ((Type::Dynamic, None), read.1) } else { read }
        }
        None => ((Type::Dynamic, None), false),
    };
    let default_expression =
        content.attributes.remove("default").map(|attribute| attribute.expression);
    let mut variable = Variable {
        name,
        description,
        default: None,
        default_expression,
        ty,
        type_given,
        defaults,
        parse_text,
        sensitive: sensitive.flatten().unwrap_or(false),
        sensitive_given: sensitive.is_some(),
        ephemeral: ephemeral.flatten().unwrap_or(false),
        ephemeral_given: ephemeral.is_some(),
        nullable: nullable.flatten().unwrap_or(true),
        nullable_given: nullable.is_some(),
        validations: Vec::new(),
        span,
    };
    variable.default = default(&variable, diagnostics);
    for block in content.blocks {
        if role == Role::Override {
            let detail = "Variable validation rules can be declared only on the original declaration of a variable, not in an override file.";
            diagnostics.push(
                Diagnostic::error("Can't override variable validation rules", detail)
                    .at(block.kind_span),
            );
            continue;
        }
        variable.validations.extend(validation(&variable, block, diagnostics));
    }
    Some(variable)
}

fn validation(
    variable: &Variable,
    block: Block,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<super::model::CheckRule> {
    let name = &variable.name;
    let condition = lang::attribute(&block.body, "condition").map(|attribute| attribute.expression);
    let rule = rule::decode(block, None, diagnostics);
    let condition = condition?;
    let mentions = lang::references(&condition).iter().any(|traversal| {
        traversal.root.as_ref() == "var"
            && matches!(traversal.steps.first(), Some(dryrun_hcl::ast::TraversalStep::Attribute(step, _)) if step == name)
    });
    // Without the message the rule is no rule, and this is not looked at.
    let has_message = rule.is_some() || lang::references(&condition).is_empty();
    if !mentions && has_message {
        let detail = format!(
            "The condition for variable \"{name}\" must refer to var.{name} in order to test incoming values."
        );
        diagnostics.push(
            Diagnostic::error("Invalid variable validation condition", detail).at(condition.span),
        );
        return None;
    }
    rule
}

/// The default's value, converted to the variable's type.
pub(crate) fn default(variable: &Variable, diagnostics: &mut Vec<Diagnostic>) -> Option<Value> {
    let expression = variable.default_expression.as_ref()?;
    let (value, found) = lang::constant(expression);
    diagnostics.extend(found);
    let invalid = |detail: String| {
        Diagnostic::error("Invalid default value for variable", detail).at(expression.span)
    };
    let converted = match converted_default(variable, &value) {
        Ok(converted) => converted,
        Err(error) => {
            let detail = format!(
                "This default value is not compatible with the variable's type constraint: {error}."
            );
            diagnostics.push(invalid(detail));
            Value::unknown(Type::Dynamic)
        }
    };
    if !variable.nullable && converted.is_null() {
        diagnostics
            .push(invalid("A null default value is not valid when nullable=false.".to_owned()));
    }
    Some(converted)
}

/// A default with the type's own defaults filled in, converted to the type.
///
/// # Errors
/// Why it does not convert.
pub(crate) fn converted_default(variable: &Variable, value: &Value) -> Result<Value, String> {
    match &variable.defaults {
        Some(defaults) if !value.is_null() => {
            lang::convert_at(&defaults.apply(value), &variable.ty)
        }
        Some(_) | None => lang::convert_at(value, &variable.ty),
    }
}

/// Reads a `locals` block.
pub(crate) fn locals(block: Block, diagnostics: &mut Vec<Diagnostic>) -> Vec<(Name, Local)> {
    let attributes = note(diagnostics, lang::just_attributes(block.body));
    for attribute in &attributes {
        if !is_identifier(&attribute.name) {
            diagnostics.push(
                Diagnostic::error("Invalid local value name", BAD_NAME).at(attribute.name_span),
            );
        }
    }
    let local = |attribute: dryrun_hcl::ast::Attribute| {
        (
            attribute.name,
            Local {
                expression: attribute.expression,
                span: attribute.span,
                name_span: attribute.name_span,
            },
        )
    };
    attributes.into_iter().map(local).collect()
}

/// Reads an `output` block.
pub(crate) fn output(
    block: Block,
    role: Role,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Output> {
    let span = block.header_span();
    let (name, name_span) = block.labels.first().cloned()?;
    let schema = if role == Role::Override { &OUTPUT_OVERRIDE } else { &OUTPUT };
    let mut content = note(diagnostics, lang::content(block.body, schema));
    if !is_identifier(&name) {
        diagnostics.push(Diagnostic::error("Invalid output name", BAD_NAME).at(name_span));
    }
    let description = content
        .attributes
        .remove("description")
        .and_then(|attribute| constant::string(&attribute, diagnostics));
    let expression = content.attributes.remove("value").map(|attribute| attribute.expression);
    let mut flag = |name: &str, diagnostics: &mut Vec<Diagnostic>| {
        content.attributes.remove(name).map(|attribute| constant::boolean(&attribute, diagnostics))
    };
    let sensitive = flag("sensitive", diagnostics);
    let ephemeral = flag("ephemeral", diagnostics);
    let depends_on = content.attributes.remove("depends_on");
    let depends_on = depends_on
        .map(|attribute| constant::depends_on(&attribute, diagnostics))
        .unwrap_or_default();
    let mut preconditions = Vec::new();
    for block in content.blocks {
        if block.kind.as_ref() == "postcondition" {
            let detail = "Output values can only have preconditions, not postconditions.";
            diagnostics.push(
                Diagnostic::error("Postconditions are not allowed", detail).at(block.kind_span),
            );
            continue;
        }
        preconditions.extend(rule::decode(block, None, diagnostics));
    }
    Some(Output {
        name,
        description,
        expression,
        depends_on,
        sensitive: sensitive.flatten().unwrap_or(false),
        sensitive_given: sensitive.is_some(),
        ephemeral: ephemeral.flatten().unwrap_or(false),
        ephemeral_given: ephemeral.is_some(),
        preconditions,
        span,
    })
}
