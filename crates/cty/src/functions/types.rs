//! Functions on types and marks.

use super::table::{ANYTHING, Special, gives};
use super::{Allows, Call, CallError, Function, Parameter, Shape};
use crate::convert::{Safety, mismatch_message, resolve};
use crate::text::quoted;
use crate::{Marks, Type, Value, convert, describe_type};

type Outcome = Result<Value, CallError>;

const VALUE: &[Parameter] = &[Parameter::new("value", Shape::Any).allowing(ANYTHING)];
const V: &[Parameter] =
    &[Parameter::new("v", Shape::Any)
        .allowing(Allows::NULL.and(Allows::MARKED).and(Allows::DYNAMIC))];

pub(super) fn functions() -> Vec<Function> {
    let mut all = conversions();
    all.extend(mark_functions());
    all.extend(special_functions());
    all
}

macro_rules! conversion {
    ($name:literal, $description:literal, $want:expr) => {
        Function::new(
            $name,
            $description,
            V,
            |arguments| to_type(arguments, &$want),
            |call| to(call, &$want),
        )
        .nullable()
    };
}

fn conversions() -> Vec<Function> {
    vec![
        conversion!("tobool", "The value as a bool.", Type::Bool),
        conversion!("tolist", "The value as a list.", Type::list(Type::Dynamic)),
        conversion!("tomap", "The value as a map.", Type::map(Type::Dynamic)),
        conversion!("tonumber", "The value as a number.", Type::Number),
        conversion!(
            "toset",
            "The value as a set: no order, no repetitions.",
            Type::set(Type::Dynamic)
        ),
        conversion!("tostring", "The value as a string.", Type::String),
    ]
}

fn to_type(arguments: &[Value], want: &Type) -> Result<Type, CallError> {
    let Some(value) = arguments.first() else { return Ok(want.clone()) };
    let (got, named) = (value.ty(), value.ty().friendly_name());
    if let Some(found) = resolve(got, want, Safety::Unsafe) {
        return Ok(found);
    }
    Err(CallError::argument(
        0,
        match (got, want) {
            (Type::Tuple(_), Type::Tuple(_)) => {
                format!("incompatible tuple type for conversion: {}", mismatch_message(got, want))
            }
            (Type::Object(_), Type::Object(_)) => {
                format!("incompatible object type for conversion: {}", mismatch_message(got, want))
            }
            _ => format!("cannot convert {named} to {}", want.constraint_name()),
        },
    ))
}

fn to(call: &Call<'_>, want: &Type) -> Outcome {
    let value = call.argument(0);
    convert(value, want).map_err(|_| CallError::argument(0, refusal(value, want)))
}

fn refusal(value: &Value, want: &Type) -> String {
    let marks = value.marks_deep();
    let (got, named) = (value.ty(), value.ty().friendly_name());
    let text = || value.as_str().map_or_else(|| "string".to_owned(), quoted);
    match (got, want) {
        _ if marks.contains(Marks::SENSITIVE) => {
            format!("cannot convert this sensitive {named} to {}", want.constraint_name())
        }
        (Type::String, Type::Bool) => {
            format!(
                "cannot convert {} to bool; only the strings \"true\" or \"false\" are allowed",
                text()
            )
        }
        (Type::String, Type::Number) => format!(
            "cannot convert {} to number; given string must be a decimal representation of a number",
            text()
        ),
        _ => format!("cannot convert {named} to {}", want.constraint_name()),
    }
}

fn mark_functions() -> Vec<Function> {
    vec![
        Function::new(
            "ephemeralasnull",
            "The value with everything ephemeral in it replaced by null.",
            const {
                &[Parameter::new("value", Shape::Any).allowing(
                    Allows::NULL.and(Allows::DYNAMIC).and(Allows::MARKED).and(Allows::UNKNOWN),
                )]
            },
            gives::same,
            |call| Ok(without_ephemeral(call.argument(0))),
        )
        .nullable(),
        Function::new(
            "issensitive",
            "Whether the value is sensitive.",
            VALUE,
            gives::bool,
            issensitive,
        ),
        Function::new(
            "nonsensitive",
            "The value, no longer sensitive.",
            VALUE,
            gives::same,
            |call| {
                let value = call.argument(0);
                let kept = value.marks().without(Marks::SENSITIVE);
                Ok(value.clone().unmarked().mark(kept))
            },
        )
        .nullable(),
        Function::new("sensitive", "The value, sensitive.", VALUE, gives::same, |call| {
            Ok(call.argument(0).clone().mark(Marks::SENSITIVE))
        })
        .nullable(),
    ]
}

fn without_ephemeral(value: &Value) -> Value {
    if value.marks().contains(Marks::EPHEMERAL) {
        let kept = value.marks().without(Marks::EPHEMERAL);
        return Value::null(value.ty().clone()).mark(kept);
    }
    if value.marks_deep().contains(Marks::EPHEMERAL) {
        value.map_parts(without_ephemeral)
    } else {
        value.clone()
    }
}

/// An unknown value that is not sensitive now may become so.
fn issensitive(call: &Call<'_>) -> Outcome {
    let value = call.argument(0);
    let sensitive = value.marks().contains(Marks::SENSITIVE);
    Ok(if sensitive || value.is_known() { Value::bool(sensitive) } else { call.unknown() })
}

fn special_functions() -> Vec<Function> {
    const TYPE: &[Parameter] = &[Parameter::new("value", Shape::Any)
        .allowing(Allows::NULL.and(Allows::UNKNOWN).and(Allows::DYNAMIC))];
    const EXPRESSION: &[Parameter] = &[Parameter::new("expression", Shape::Any)];
    const TEMPLATE_FILE: &[Parameter] = &[
        Parameter::new("path", Shape::String).allowing(Allows::MARKED),
        Parameter::new("vars", Shape::Any),
    ];
    const TEMPLATE_STRING: &[Parameter] = &[
        Parameter::new("template", Shape::String).allowing(Allows::MARKED),
        Parameter::new("vars", Shape::Any),
    ];
    vec![
        Function::new(
            "type",
            "The type of the value; in the console only.",
            TYPE,
            gives::string,
            |call| Ok(Value::string(describe_type(call.argument(0).ty())).mark(Marks::TYPE)),
        )
        .special(Special::ConsoleOnly),
        Function::new(
            "can",
            "Whether the expression has a value.",
            EXPRESSION,
            gives::any,
            left_to_evaluator,
        )
        .special(Special::Lazy),
        Function::new(
            "try",
            "The first of the expressions that has a value.",
            &[],
            gives::any,
            left_to_evaluator,
        )
        .variadic(Parameter::new("expressions", Shape::Any))
        .special(Special::Lazy),
        Function::new(
            "templatefile",
            "A file, rendered as a template.",
            TEMPLATE_FILE,
            gives::any,
            left_to_evaluator,
        )
        .special(Special::Template),
        Function::new(
            "templatestring",
            "A text from elsewhere, rendered as a template.",
            TEMPLATE_STRING,
            gives::any,
            left_to_evaluator,
        )
        .special(Special::Template),
        removed("list", removed_list),
        removed("map", removed_map),
    ]
}

/// Special functions need expressions rather than values.
fn left_to_evaluator(_: &Call<'_>) -> Outcome {
    Err(CallError::new("this function is only available in expressions"))
}

/// A function of the past, kept to say what replaces it.
fn removed(name: &'static str, refuse: fn(&[Value]) -> Result<Type, CallError>) -> Function {
    Function::new(name, "Removed from the language.", &[], refuse, left_to_evaluator).variadic(
        Parameter::new("vals", Shape::Any)
            .allowing(Allows::NULL.and(Allows::UNKNOWN).and(Allows::DYNAMIC)),
    )
}

fn removed_list(_: &[Value]) -> Result<Type, CallError> {
    Err(CallError::new(
        "the \"list\" function was deprecated in Terraform v0.12 and is no longer available; use tolist([ ... ]) \
         syntax to write a literal list",
    ))
}

fn removed_map(_: &[Value]) -> Result<Type, CallError> {
    Err(CallError::new(
        "the \"map\" function was deprecated in Terraform v0.12 and is no longer available; use tomap({ ... }) \
         syntax to write a literal map",
    ))
}
