//! `count` and `for_each`.

use dryrun_cty::{Kind, Marks, Type, Value};
use dryrun_diag::Diagnostic;
use dryrun_hcl::Cause;
use dryrun_hcl::ast::Expression;
use dryrun_plan::addr::InstanceKey;

use crate::config::model::Repetition;
use crate::keyed::Keyed;
use crate::lang;
use crate::scope::Scope;
use crate::world::{Pass, Repeat};

/// How many instances one resource or module may have.
const MAX_INSTANCES: usize = 1_000_000;

/// Keys of instances, each with what `count` and `each` stand for.
pub(crate) type Keys = Keyed<Repeat>;

/// Which instances there are; `None` where that cannot be said.
pub(crate) fn expand(
    repetition: &Repetition,
    scope: &Scope<'_, '_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Keys> {
    let before = diagnostics.len();
    let keys = match repetition {
        Repetition::Single => Some(Keys::single(Repeat::default())),
        Repetition::Count(expression) => count(expression, scope, diagnostics),
        Repetition::ForEach(expression) => for_each(expression, scope, diagnostics),
    };
    let failed = diagnostics.iter().skip(before).any(Diagnostic::is_error);
    if failed { None } else { keys }
}

/// What `count` and `each` stand for while nothing is known of them.
pub(crate) fn unknown_repeat(repetition: &Repetition) -> Repeat {
    match repetition {
        Repetition::Single => Repeat::default(),
        Repetition::Count(_) => {
            Repeat { count_index: Some(Value::unknown_not_null(Type::Number)), ..Repeat::default() }
        }
        Repetition::ForEach(_) => Repeat {
            each_key: Some(Value::unknown_not_null(Type::String)),
            each_value: Some(Value::unknown(Type::Dynamic)),
            ..Repeat::default()
        },
    }
}

/// What `count` and `each` stand for where it is not known which of them repeats.
pub(crate) fn any_repeat() -> Repeat {
    Repeat {
        count_index: Some(Value::unknown(Type::Number)),
        each_key: Some(Value::unknown(Type::String)),
        each_value: Some(Value::unknown(Type::Dynamic)),
    }
}

fn too_many(summary: &'static str, expression: &Expression) -> Diagnostic {
    Diagnostic::error(summary, format!("More than {MAX_INSTANCES} instances cannot be planned."))
        .at(expression.span)
}

fn count(
    expression: &Expression,
    scope: &Scope<'_, '_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Keys> {
    const SUMMARY: &str = "Invalid count argument";
    let (value, found) = scope.evaluate_as(expression, &Type::Number);
    let failed = found.iter().any(Diagnostic::is_error);
    diagnostics.extend(found);
    if failed {
        return None;
    }
    let mut fail = |detail: &str| {
        diagnostics.push(Diagnostic::error(SUMMARY, detail).at(expression.span));
        None
    };
    if value.marks().contains(Marks::EPHEMERAL) {
        return fail(
            "The given \"count\" is derived from an ephemeral value, which means that Terraform cannot persist it between plan/apply rounds. Use only non-ephemeral values to specify the number of resource instances.",
        );
    }
    if value.is_null() {
        return fail("The given \"count\" argument value is null. An integer is required.");
    }
    let Some(number) = value.as_number() else {
        if scope.world.pass == Pass::Validate {
            return None;
        }
        return fail(
            "The \"count\" value depends on resource attributes that cannot be determined until apply, so Terraform cannot predict how many instances will be created. To work around this, use the -target argument to first apply only the resources that the count depends on.",
        );
    };
    if number.is_negative() {
        return fail(
            "The given \"count\" argument value is unsuitable: must be greater than or equal to zero.",
        );
    }
    if !number.is_integer() {
        return fail(
            "The given \"count\" argument value is unsuitable: value must be a whole number, between -9223372036854775808 and 9223372036854775807.",
        );
    }
    let Some(number) = number.to_usize().filter(|number| *number <= MAX_INSTANCES) else {
        diagnostics.push(too_many(SUMMARY, expression));
        return None;
    };
    let key = |at: usize| {
        let repeat = Repeat { count_index: Some(Value::count(at)), ..Repeat::default() };
        (Some(InstanceKey::Number(at as u64)), repeat)
    };
    Some((0..number).map(key).collect())
}

const FOR_EACH: &str = "Invalid for_each argument";

fn for_each(
    expression: &Expression,
    scope: &Scope<'_, '_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Keys> {
    let (value, found) = scope.evaluate(expression);
    let failed = found.iter().any(Diagnostic::is_error);
    diagnostics.extend(found);
    if failed {
        return None;
    }
    let marked = marked_for_each(value.marks());
    if !marked.is_empty() {
        diagnostics.extend(marked.into_iter().map(|(detail, cause)| {
            let error = Diagnostic::error(FOR_EACH, detail).at(expression.span);
            lang::explained_by(error, expression, scope, cause)
        }));
        return None;
    }
    let is_validating = scope.world.pass == Pass::Validate;
    match for_each_keys(&value, expression, is_validating) {
        Ok(keys) => keys,
        Err(error) => {
            let cause = if value.is_wholly_known() { Cause::Other } else { Cause::Unknown };
            diagnostics.push(lang::explained_by(*error, expression, scope, cause));
            None
        }
    }
}

/// What is said of a `for_each` value for its marks.
fn marked_for_each(marks: Marks) -> Vec<(&'static str, Cause)> {
    let of_marks = [
        (
            Marks::SENSITIVE,
            "Sensitive values, or values derived from sensitive values, cannot be used as for_each arguments. If used, the sensitive value could be exposed as a resource instance key.",
            Cause::Sensitive,
        ),
        (
            Marks::EPHEMERAL,
            "The given \"for_each\" value is derived from an ephemeral value, which means that Terraform cannot persist it between plan/apply rounds. Use only non-ephemeral values to specify a resource's instance keys.",
            Cause::Ephemeral,
        ),
    ];
    let has = |(mark, ..): &(Marks, &str, Cause)| marks.contains(*mark);
    of_marks.into_iter().filter(has).map(|(_, detail, cause)| (detail, cause)).collect()
}

fn for_each_keys(
    value: &Value,
    expression: &Expression,
    is_validating: bool,
) -> Result<Option<Keys>, Box<Diagnostic>> {
    let fail = |summary: &'static str, detail: String| {
        Err(Box::new(Diagnostic::error(summary, detail).at(expression.span)))
    };
    if value.is_null() {
        return fail(FOR_EACH, "The given \"for_each\" argument value is unsuitable: the given \"for_each\" argument value is null. A map, or set of strings is allowed.".to_owned());
    }
    let fits = matches!(value.ty(), Type::Map(_) | Type::Set(_) | Type::Object(_))
        || (!value.is_known() && *value.ty() == Type::Dynamic);
    if !fits {
        return fail(
            FOR_EACH,
            format!(
                "The given \"for_each\" argument value is unsuitable: the \"for_each\" argument must be a map, or set of strings, and you have provided a value of type {}.",
                value.ty().friendly_name()
            ),
        );
    }
    match value.kind() {
        Kind::Entries(entries) if entries.len() <= MAX_INSTANCES => Ok(Some(
            entries
                .iter()
                .map(|(key, inner)| {
                    (
                        Some(InstanceKey::Text(key.clone())),
                        each(Value::string(key.clone()), inner.clone()),
                    )
                })
                .collect(),
        )),
        Kind::Elements(elements) if elements.len() <= MAX_INSTANCES => {
            set_keys(value, elements, expression, is_validating)
        }
        Kind::Entries(_) | Kind::Elements(_) => Err(Box::new(too_many(FOR_EACH, expression))),
        Kind::Null | Kind::Unknown(_) | Kind::Bool(_) | Kind::Number(_) | Kind::String(_)
            if is_validating =>
        {
            Ok(None)
        }
        Kind::Null | Kind::Unknown(_) | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => {
            fail(FOR_EACH, unknown_detail(matches!(value.ty(), Type::Set(_))))
        }
    }
}

fn set_keys(
    value: &Value,
    elements: &[Value],
    expression: &Expression,
    is_validating: bool,
) -> Result<Option<Keys>, Box<Diagnostic>> {
    let fail = |detail: String| {
        Err(Box::new(
            Diagnostic::error("Invalid for_each set argument", detail).at(expression.span),
        ))
    };
    let element = value.ty().element().cloned().unwrap_or(Type::Dynamic);
    if elements.iter().any(|element| !element.is_known()) {
        if is_validating {
            return Ok(None);
        }
        return Err(Box::new(
            Diagnostic::error(FOR_EACH, unknown_detail(true)).at(expression.span),
        ));
    }
    if elements.is_empty() {
        return Ok(Some(Keys::default()));
    }
    if element != Type::String && element != Type::Dynamic {
        return fail(format!(
            "The given \"for_each\" argument value is unsuitable: \"for_each\" supports maps and sets of strings, but you have provided a set containing type {}.",
            element.friendly_name()
        ));
    }
    if elements.iter().any(Value::is_null) {
        return fail("The given \"for_each\" argument value is unsuitable: \"for_each\" sets must not contain null values.".to_owned());
    }
    let key = |element: &Value| {
        let text = element.as_str().unwrap_or_default();
        (Some(InstanceKey::Text(text.into())), each(element.clone(), element.clone()))
    };
    Ok(Some(elements.iter().map(key).collect()))
}

fn each(key: Value, value: Value) -> Repeat {
    Repeat { each_key: Some(key), each_value: Some(value), count_index: None }
}

fn unknown_detail(is_set: bool) -> String {
    let target = "Alternatively, you could use the -target planning option to first apply only the resources that the for_each value depends on, and then apply a second time to fully converge.";
    if is_set {
        format!(
            "The \"for_each\" set includes values derived from resource attributes that cannot be determined until apply, and so Terraform cannot determine the full set of keys that will identify the instances of this resource.\n\nWhen working with unknown values in for_each, it's better to use a map value where the keys are defined statically in your configuration and where only the values contain apply-time results.\n\n{target}"
        )
    } else {
        format!(
            "The \"for_each\" map includes keys derived from resource attributes that cannot be determined until apply, and so Terraform cannot determine the full set of keys that will identify the instances of this resource.\n\nWhen working with unknown values in for_each, it's better to define the map keys statically in your configuration and place apply-time results only in the map values.\n\n{target}"
        )
    }
}
