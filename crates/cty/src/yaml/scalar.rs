//! What a scalar means: truth values, numbers, times, or just text.

use crate::functions::timestamps;
use crate::text::quoted;
use crate::{Number, Type, Value};

/// The prefix that `!!` stands for.
const COMMON: &str = "tag:yaml.org,2002:";

/// The value of a plain scalar with its tag, if it has one.
pub(super) fn resolve(tag: &str, text: &str) -> Result<Value, String> {
    let cannot = || format!("cannot parse {} as {tag}", quoted(text));
    match tag.strip_prefix(COMMON) {
        None if tag.is_empty() => untagged(text),
        Some("str") => Ok(Value::string(text)),
        Some("binary") => match crate::functions::decode_base64(text) {
            Some(_) => Ok(Value::string(text)),
            None => Err(format!("{}: not valid base64", cannot())),
        },
        Some("bool") => truth(text).map(Value::bool).ok_or_else(cannot),
        Some("int" | "float") => number(text)?.ok_or_else(cannot),
        Some("timestamp") => timestamps::from_yaml(text).map(Value::string).ok_or_else(cannot),
        Some("null") => Ok(Value::null(Type::Dynamic)),
        Some(_) | None => Err(format!("unsupported tag {}", quoted(tag))),
    }
}

fn untagged(text: &str) -> Result<Value, String> {
    if let Some(flag) = truth(text) {
        return Ok(Value::bool(flag));
    }
    if matches!(text, "" | "~" | "null" | "Null" | "NULL") {
        return Ok(Value::null(Type::Dynamic));
    }
    if let Some(number) = number(text)? {
        return Ok(number);
    }
    Ok(Value::string(timestamps::from_yaml(text).unwrap_or_else(|| text.to_owned())))
}

fn truth(text: &str) -> Option<bool> {
    match text {
        "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => {
            Some(true)
        }
        "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => {
            Some(false)
        }
        _ => None,
    }
}

fn number(text: &str) -> Result<Option<Value>, String> {
    let infinity = |text: &str| Number::parse(text).map(Value::number);
    match text {
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => return Ok(infinity("+Inf")),
        "-.inf" | "-.Inf" | "-.INF" => return Ok(infinity("-Inf")),
        ".nan" | ".NaN" | ".NAN" => return Err("floating point NaN is not supported".to_owned()),
        _ => {}
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return Ok(whole(digits, 16));
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return Ok(whole(digits, 8));
    }
    let numeric = |character: char| {
        character.is_ascii_digit() || matches!(character, '+' | '-' | '.' | 'e' | 'E')
    };
    let starts =
        text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '+' | '-' | '.'));
    Ok(Some(text)
        .filter(|text| starts && text.chars().all(numeric))
        .and_then(Number::parse)
        .map(Value::number))
}

fn whole(digits: &str, radix: u32) -> Option<Value> {
    let fits = !digits.is_empty()
        && digits.len() < 10_000
        && digits.chars().all(|digit| digit.is_digit(radix));
    let value = num_bigint::BigInt::parse_bytes(digits.as_bytes(), radix).filter(|_| fits)?;
    Some(Value::number(Number::from_big(value)))
}
