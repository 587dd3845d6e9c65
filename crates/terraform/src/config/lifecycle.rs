//! `lifecycle` blocks.

use dryrun_diag::Diagnostic;
use dryrun_hcl::ast::{Attribute, Block, Expression};
use dryrun_plan::addr::{Mode, Resource};

use super::model::{IgnoreChanges, Lifecycle, RelativeTraversal};
use super::{constant, rule};
use crate::lang::{self, BodySchema};
use crate::reference::{self, Subject};
use crate::syntax::{keyword, list, note, plain_string};

const SCHEMA: BodySchema = BodySchema {
    attributes: &[
        ("create_before_destroy", false),
        ("prevent_destroy", false),
        ("ignore_changes", false),
        ("replace_triggered_by", false),
    ],
    blocks: &[("precondition", &[]), ("postcondition", &[])],
};

/// Reads a `lifecycle` block of a resource of some mode.
pub(crate) fn decode(
    block: Block,
    resource: &Resource,
    diagnostics: &mut Vec<Diagnostic>,
) -> Lifecycle {
    let mode = resource.mode;
    let mut lifecycle = Lifecycle::default();
    let mut content = note(diagnostics, lang::content(block.body, &SCHEMA));
    if mode != Mode::Managed {
        refuse_arguments(&content, mode, diagnostics);
        content.attributes.clear();
    }
    if let Some(attribute) = content.attributes.remove("create_before_destroy") {
        lifecycle.create_before_destroy =
            constant::boolean(&attribute, diagnostics).unwrap_or(false);
        lifecycle.create_before_destroy_set = true;
    }
    if let Some(attribute) = content.attributes.remove("prevent_destroy") {
        lifecycle.prevent_destroy = constant::boolean(&attribute, diagnostics).unwrap_or(false);
        lifecycle.prevent_destroy_set = true;
    }
    if let Some(attribute) = content.attributes.remove("replace_triggered_by") {
        lifecycle.replace_triggered_by = triggers(&attribute, diagnostics);
    }
    if let Some(attribute) = content.attributes.remove("ignore_changes") {
        lifecycle.ignore_changes = ignore_changes(&attribute, diagnostics);
    }
    for nested in content.blocks {
        let pre = nested.kind.as_ref() == "precondition";
        let rule = rule::decode(nested, Some(resource), diagnostics);
        if pre {
            lifecycle.preconditions.extend(rule);
        } else {
            lifecycle.postconditions.extend(rule);
        }
    }
    lifecycle
}

fn refuse_arguments(content: &lang::Content, mode: Mode, diagnostics: &mut Vec<Diagnostic>) {
    for (name, attribute) in &content.attributes {
        let (summary, detail) = match mode {
            Mode::Ephemeral => (
                "Invalid ephemeral resource lifecycle argument",
                format!(
                    "The lifecycle argument \"{name}\" cannot be used with ephemeral resources, because they are not persisted in the Terraform state."
                ),
            ),
            Mode::Data | Mode::Managed => (
                "Invalid data resource lifecycle argument",
                format!(
                    "The lifecycle argument \"{name}\" is defined only for managed resources (\"resource\" blocks), and is not valid for data resources."
                ),
            ),
        };
        diagnostics.push(Diagnostic::error(summary, detail).at(attribute.name_span));
    }
}

fn triggers(attribute: &Attribute, diagnostics: &mut Vec<Diagnostic>) -> Vec<Expression> {
    let Some(elements) = list(&attribute.expression) else {
        diagnostics.push(constant::static_list(&attribute.expression));
        return Vec::new();
    };
    let mut triggers = Vec::new();
    for element in elements {
        // In JSON syntax the reference is text.
        let element = match lang::json_text(element) {
            Some(text) => note(diagnostics, lang::parse_inner(text, element.span)),
            None => element.clone(),
        };
        let wrong = wrong_trigger(&element);
        if !wrong.is_empty() {
            // Terraform reads no further.
            diagnostics.extend(wrong);
            break;
        }
        triggers.push(element);
    }
    triggers
}

/// A trigger names one resource, perhaps by `count.index` or `each.key`.
fn wrong_trigger(expression: &Expression) -> Vec<Diagnostic> {
    let error = |summary: &'static str, detail: &str| {
        Diagnostic::error(summary, detail).at(expression.span)
    };
    let mut wrong = Vec::new();
    let mut resources = 0;
    for traversal in lang::references(expression) {
        match reference::parse(&traversal).map(|found| found.subject) {
            Err(error) => wrong.push(*error),
            Ok(Subject::Resource { .. }) => resources += 1,
            Ok(Subject::Each(name)) if name.as_ref() == "key" => {}
            Ok(Subject::Count(name)) if name.as_ref() == "index" => {}
            Ok(Subject::Each(_)) => wrong.push(error(
                "Invalid each reference in replace_triggered_by expression",
                "Only each.key may be used in replace_triggered_by.",
            )),
            Ok(Subject::Count(_)) => wrong.push(error(
                "Invalid count reference in replace_triggered_by expression",
                "Only count.index may be used in replace_triggered_by.",
            )),
            Ok(
                Subject::Variable(_)
                | Subject::Local(_)
                | Subject::Module { .. }
                | Subject::Path(_)
                | Subject::Terraform(_)
                | Subject::SelfObject,
            ) => {
                wrong.push(error("Invalid reference in replace_triggered_by expression", "Only resources, count.index, and each.key may be used in replace_triggered_by."));
            }
        }
    }
    match resources {
        0 => wrong.push(error(
            "Invalid replace_triggered_by expression",
            "Missing resource reference in replace_triggered_by expression.",
        )),
        1 => {}
        _ => wrong.push(error(
            "Invalid replace_triggered_by expression",
            "Multiple resource references in replace_triggered_by expression.",
        )),
    }
    wrong
}

fn ignore_changes(attribute: &Attribute, diagnostics: &mut Vec<Diagnostic>) -> IgnoreChanges {
    let expression = &attribute.expression;
    if keyword(expression).is_some_and(|word| word.as_ref() == "all") {
        return IgnoreChanges::All;
    }
    let Some(elements) = list(expression) else {
        diagnostics.push(constant::static_list(expression));
        return IgnoreChanges::Nothing;
    };
    let mut paths = Vec::new();
    for element in elements {
        if plain_string(element).is_some_and(|text| text.as_ref() == "*") {
            let detail = "The [\"*\"] form of ignore_changes wildcard is was deprecated and is now invalid. Use \"ignore_changes = all\" to ignore changes to all attributes.";
            diagnostics.push(
                Diagnostic::error("Invalid ignore_changes wildcard", detail).at(expression.span),
            );
            continue;
        }
        if let Some(traversal) = constant::reference(element, diagnostics) {
            paths.push(RelativeTraversal { traversal });
        }
    }
    IgnoreChanges::Paths(paths)
}
