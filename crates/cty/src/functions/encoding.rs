//! Functions that encode and decode text: Base64, URLs, JSON, CSV, YAML, character sets.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::call::redacted;
use super::charset::Charset;
use super::table::gives;
use super::{Allows, Call, CallError, Function, Parameter, Shape, csv, gzip};
use crate::{Refinements, Type, Value, json, yaml};

type Outcome = Result<Value, CallError>;

const STR: &[Parameter] = &[Parameter::new("str", Shape::String)];

pub(super) fn functions() -> Vec<Function> {
    let mut all = text_functions();
    all.extend(data_functions());
    all
}

fn text_functions() -> Vec<Function> {
    const MARKED: &[Parameter] = &[Parameter::new("str", Shape::String).allowing(Allows::MARKED)];
    vec![
        Function::new(
            "base64decode",
            "The text that a Base64 text encodes.",
            MARKED,
            gives::string,
            base64decode,
        ),
        Function::new("base64encode", "The text in Base64.", STR, gives::string, |call| {
            Ok(Value::string(to_base64(call.text(0).as_bytes())))
        }),
        Function::new(
            "base64gzip",
            "The text compressed by gzip, in Base64.",
            STR,
            gives::string,
            |call| Ok(Value::string(to_base64(&gzip::compress(call.text(0).as_bytes())))),
        ),
        Function::new(
            "textdecodebase64",
            "The text that Base64 encodes in a character set.",
            const {
                &[
                    Parameter::new("source", Shape::String),
                    Parameter::new("encoding", Shape::String),
                ]
            },
            gives::string,
            textdecodebase64,
        ),
        Function::new(
            "textencodebase64",
            "The text encoded in a character set, in Base64.",
            const {
                &[
                    Parameter::new("string", Shape::String),
                    Parameter::new("encoding", Shape::String),
                ]
            },
            gives::string,
            textencodebase64,
        ),
        Function::new("urlencode", "The text as a part of a URL.", STR, gives::string, urlencode),
    ]
}

fn data_functions() -> Vec<Function> {
    const ANY: Allows = Allows::NULL.and(Allows::DYNAMIC);
    vec![
        Function::new(
            "csvdecode",
            "The rows of a CSV text as objects.",
            STR,
            csvdecode_type,
            csvdecode,
        ),
        Function::new(
            "jsondecode",
            "The value that a JSON text means.",
            STR,
            jsondecode_type,
            |call| json::decode(call.text(0)).map_err(CallError::new),
        )
        .nullable(),
        Function::new(
            "jsonencode",
            "The value as JSON text.",
            const { &[Parameter::new("val", Shape::Any).allowing(ANY.and(Allows::UNKNOWN))] },
            gives::string,
            jsonencode,
        ),
        Function::new(
            "yamldecode",
            "The value that a YAML text means.",
            const { &[Parameter::new("src", Shape::String)] },
            yamldecode_type,
            |call| yaml::decode(call.text(0)).map_err(CallError::new),
        )
        .nullable(),
        Function::new(
            "yamlencode",
            "The value as YAML text.",
            const { &[Parameter::new("value", Shape::Any).allowing(ANY)] },
            gives::string,
            |call| {
                let value = call.argument(0);
                Ok(if value.is_wholly_known() {
                    Value::string(yaml::encode(value))
                } else {
                    call.unknown()
                })
            },
        ),
    ]
}

pub(super) fn to_base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Decodes Base64 as Go does: line ends are skipped.
pub(crate) fn from_base64(text: &str) -> Option<Vec<u8>> {
    if text.contains(['\r', '\n']) {
        return STANDARD.decode(text.replace(['\r', '\n'], "")).ok();
    }
    STANDARD.decode(text).ok()
}

fn base64decode(call: &Call<'_>) -> Outcome {
    let encoded = call.argument(0);
    let bytes = from_base64(call.text(0)).ok_or_else(|| {
        CallError::new(format!("failed to decode base64 data {}", redacted(encoded)))
    })?;
    let text = String::from_utf8(bytes).map_err(|_| {
        CallError::new("the result of decoding the provided string is not valid UTF-8")
    })?;
    Ok(Value::string(text).mark(encoded.marks()))
}

fn charset(call: &Call<'_>) -> Result<Charset, CallError> {
    Charset::named(call.text(1)).ok_or_else(|| {
        let name = crate::text::quoted(call.text(1));
        let message = format!(
            "{name} is not a supported IANA encoding name or alias in this Terraform version"
        );
        CallError::argument(1, message)
    })
}

fn textencodebase64(call: &Call<'_>) -> Outcome {
    let charset = charset(call)?;
    let bytes = charset.encode(call.text(0)).ok_or_else(|| {
        let message = format!(
            "the given string contains characters that cannot be represented in {}",
            charset.iana_name()
        );
        CallError::argument(0, message)
    })?;
    Ok(Value::string(to_base64(&bytes)))
}

fn textdecodebase64(call: &Call<'_>) -> Outcome {
    let charset = charset(call)?;
    let Some(bytes) = from_base64(call.text(0)) else {
        let offset = first_bad_symbol(call.text(0));
        let message = format!("the given value is has an invalid base64 symbol at offset {offset}");
        return Err(CallError::argument(0, message));
    };
    let text = charset
        .decode(&bytes)
        .filter(|text| !text.contains(char::REPLACEMENT_CHARACTER))
        .ok_or_else(|| {
            let message = format!(
                "the given string contains symbols that are not defined for {}",
                charset.iana_name()
            );
            CallError::argument(0, message)
        })?;
    Ok(Value::string(text))
}

/// Where Go reports corrupt Base64: the symbol itself, or the start of an incomplete group at the end.
fn first_bad_symbol(text: &str) -> usize {
    let is_symbol = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/';
    match text.bytes().position(|byte| !is_symbol(byte) && byte != b'\r' && byte != b'\n') {
        Some(at) => at,
        None => text.len() / 4 * 4,
    }
}

fn urlencode(call: &Call<'_>) -> Outcome {
    let mut out = String::new();
    for byte in call.text(0).bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte));
            }
            b' ' => out.push('+'),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    Ok(Value::string(out))
}

fn csvdecode_type(arguments: &[Value]) -> Result<Type, CallError> {
    let Some(text) = arguments.first().and_then(Value::as_str) else { return Ok(Type::Dynamic) };
    csv::row_type(text).map(Type::list).map_err(CallError::new)
}

fn csvdecode(call: &Call<'_>) -> Outcome {
    csv::decode(call.text(0)).map_err(CallError::new)
}

fn jsondecode_type(arguments: &[Value]) -> Result<Type, CallError> {
    match arguments.first().and_then(Value::as_str) {
        Some(text) => json::decode(text).map(|value| value.ty().clone()).map_err(CallError::new),
        None => Ok(Type::Dynamic),
    }
}

fn yamldecode_type(arguments: &[Value]) -> Result<Type, CallError> {
    match arguments.first().and_then(Value::as_str) {
        Some(text) => yaml::decode(text).map(|value| value.ty().clone()).map_err(CallError::new),
        None => Ok(Type::Dynamic),
    }
}

/// How the JSON of an unknown value starts is known from its type.
fn jsonencode(call: &Call<'_>) -> Outcome {
    let value = call.argument(0);
    if has_infinity(value) {
        return Err(CallError::new("cannot serialize infinity as JSON"));
    }
    if value.is_wholly_known() {
        return Ok(Value::string(json::encode(value)));
    }
    let first = match value.ty() {
        _ if !value.is_surely_not_null() => None,
        Type::String => Some("\""),
        Type::List(_) | Type::Set(_) | Type::Tuple(_) => Some("["),
        Type::Map(_) | Type::Object(_) => Some("{"),
        Type::Dynamic | Type::Bool | Type::Number => None,
    };
    let refinements = Refinements {
        not_null: true,
        prefix: first.map(std::sync::Arc::from),
        ..Refinements::default()
    };
    Ok(Value::refined(Type::String, refinements))
}

fn has_infinity(value: &Value) -> bool {
    let mut found = false;
    value.walk(&mut |_, part| found |= part.as_number().is_some_and(crate::Number::is_infinite));
    found
}
