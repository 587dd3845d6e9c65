//! Functions of providers: their signatures, and those of the built-in one.

use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_cty::{Type, Value, expression};
use dryrun_diag::{Diagnostic, FileId};
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
    let marks = argument.marks_deep();
    let plain = argument.unmark_deep();
    let result = match name {
        "encode_expr" => Ok(Value::string(expression::encode(&plain))),
        "encode_tfvars" => expression::encode_variables(&plain).map(Value::string),
        "decode_tfvars" => decode(plain.as_str().unwrap_or_default()),
        _ => return None,
    };
    Some(result.map(|value| value.mark(marks)).map_err(|message| CallError::Argument(0, message)))
}

fn decode(text: &str) -> Result<Value, String> {
    let input = Input { file: FileId(u32::MAX), name: "<decode_tfvars argument>", text };
    let (body, mut found) = dryrun_hcl::parse(input);
    let (attributes, more) = body.just_attributes();
    found.extend(more);
    let mut values: BTreeMap<Arc<str>, Value> = BTreeMap::new();
    for attribute in attributes {
        let (value, more) = dryrun_hcl::eval(&attribute.expression, &Scope::nothing());
        found.extend(more);
        values.insert(attribute.name, value);
    }
    match found.iter().find(|found| found.is_error()) {
        None => Ok(Value::object(values)),
        Some(Diagnostic { summary, detail, .. }) => {
            Err(format!("invalid tfvars syntax: {summary}; {detail}"))
        }
    }
}
