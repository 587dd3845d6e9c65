//! Functions of providers: their signatures, and those of the built-in one.

use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_cty::{Type, Value, expression};
use dryrun_diag::{Diagnostic, FileId, LineIndex};
use dryrun_hcl::{CallError, Input, Parameter, Scope, Signature};

use crate::providers::BUILTIN;

/// What a provider's function takes; `None`: it is not known here.
pub(super) fn signature(source: &str, name: &str) -> Option<Signature> {
    let (parameters, returns): (&[(&'static str, Type)], Type) = match (source, name) {
        (BUILTIN, "encode_tfvars" | "encode_expr") => (&[("value", Type::Dynamic)], Type::String),
        (BUILTIN, "decode_tfvars") => (&[("src", Type::String)], Type::Dynamic),
        ("registry.terraform.io/hashicorp/aws", "arn_parse") => {
            (&[("arn", Type::String)], Type::Dynamic)
        }
        ("registry.terraform.io/hashicorp/aws", "trim_iam_role_path") => {
            (&[("arn", Type::String)], Type::String)
        }
        ("registry.terraform.io/hashicorp/aws", "arn_build") => (
            &[
                ("partition", Type::String),
                ("service", Type::String),
                ("region", Type::String),
                ("account_id", Type::String),
                ("resource", Type::String),
            ],
            Type::String,
        ),
        _ => return None,
    };
    let parameter =
        |(name, ty): &(&'static str, Type)| Parameter { name: (*name).into(), ty: ty.clone() };
    Some(Signature {
        parameters: parameters.iter().map(parameter).collect(),
        variadic: None,
        returns,
    })
}

/// Calls a function of the built-in provider.
pub(super) fn builtin(name: &str, arguments: &[Value]) -> Option<Result<Value, CallError>> {
    let [argument] = arguments else { return None };
    if !argument.is_wholly_known() {
        let ty = if name == "decode_tfvars" { Type::Dynamic } else { Type::String };
        return Some(Ok(Value::unknown(ty).mark(argument.marks_deep())));
    }
    if argument.is_null() {
        return Some(Err(CallError::Argument(0, "argument must not be null".to_owned())));
    }
    let marks = argument.marks_deep();
    let plain = argument.unmark_deep();
    let result = match name {
        "encode_expr" => Ok(Value::string(expression::encode(&plain))),
        "encode_tfvars" => expression::encode_variables(&plain).map(Value::string),
        "decode_tfvars" => decode(plain.as_str().unwrap_or_default()),
        _ => return None,
    };
    Some(result.map(|value| value.mark(marks)).map_err(CallError::Failed))
}

/// What messages call the text of `decode_tfvars`.
const NAME: &str = "<decode_tfvars argument>";

fn decode(text: &str) -> Result<Value, String> {
    let input = Input { file: FileId(u32::MAX), name: NAME, text };
    let index = LineIndex::new(text);
    let (body, found) = dryrun_hcl::parse(input);
    if let Some(error) = found.iter().find(|found| found.is_error()) {
        return Err(format!("invalid tfvars syntax: {}", in_one_line(error, text, &index)));
    }
    let (attributes, found) = body.just_attributes();
    if let Some(error) = found.iter().find(|found| found.is_error()) {
        return Err(format!("invalid tfvars content: {}", in_one_line(error, text, &index)));
    }
    let mut values: BTreeMap<Arc<str>, Value> = BTreeMap::new();
    for attribute in attributes {
        let name = attribute.name;
        let (value, found) = dryrun_hcl::eval(&attribute.expression, &Scope::nothing());
        if let Some(error) = found.iter().find(|found| found.is_error()) {
            let why = in_one_line(error, text, &index);
            return Err(format!("invalid expression for variable \"{name}\": {why}"));
        }
        values.insert(name, value);
    }
    Ok(Value::object(values))
}

/// A diagnostic as HCL writes it where there is no room for more.
fn in_one_line(error: &Diagnostic, text: &str, index: &LineIndex) -> String {
    let Diagnostic { summary, detail, span, .. } = error;
    let place = span.map_or_else(String::new, |span| {
        let (start, end) = (index.position(text, span.start), index.position(text, span.end));
        let end = if start.line == end.line {
            end.column.to_string()
        } else {
            format!("{},{}", end.line, end.column)
        };
        format!("{NAME}:{},{}-{end}: ", start.line, start.column)
    });
    format!("{place}{summary}; {detail}")
}
