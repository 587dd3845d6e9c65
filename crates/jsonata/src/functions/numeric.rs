//! Functions on numbers.

use super::Args;
use crate::error::{Fault, Outcome};
use crate::value::{Value, number};

/// Applies `change` to the first argument, if there is one.
pub(super) fn on_number<'a>(args: &Args<'a>, change: impl Fn(f64) -> f64) -> Outcome<Value<'a>> {
    Ok(args.number(0).map(|number| Value::Number(change(number))).unwrap_or_default())
}

/// `$number`.
pub(super) fn number<'a>(args: &Args<'a>) -> Outcome<Value<'a>> {
    let refused =
        |value: &Value<'a>| Err(Fault::new("D3030").value(value.to_json_text()).with("index", "1"));
    Ok(Value::Number(match args.get(0) {
        Value::Undefined => return Ok(Value::Undefined),
        Value::Number(number) => *number,
        Value::Bool(truth) => f64::from(u8::from(*truth)),
        Value::Text(text) => match decimal(text).or_else(|| prefixed(text)) {
            Some(number) => number,
            None => return refused(args.get(0)),
        },
        other => return refused(other),
    }))
}

/// A number as JSON writes it, leading zeros allowed.
fn decimal(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => {
            (mantissa, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
        }
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let all_digits =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let fits =
        all_digits(whole) && fraction.is_none_or(all_digits) && exponent.is_none_or(all_digits);
    if !fits {
        return None;
    }
    text.parse::<f64>().ok().filter(|number| number.is_finite())
}

/// A number in base 16, 8 or 2. The reference's test is loose: what passes it without being a number is not a number.
fn prefixed(text: &str) -> Option<f64> {
    let digits_after = |at: usize, radix: u32| {
        text.get(at + 2..)
            .unwrap_or_default()
            .chars()
            .take_while(|digit| digit.is_digit(radix))
            .count()
    };
    let starts = |letters: [&'static str; 2], at: usize| {
        letters.iter().any(|prefix| text.get(at..).is_some_and(|rest| rest.starts_with(prefix)))
    };
    let hex = starts(["0x", "0X"], 0) && digits_after(0, 16) > 0;
    let octal =
        text.char_indices().any(|(at, _)| starts(["0o", "0O"], at) && digits_after(at, 8) > 0);
    let binary = text.char_indices().any(|(at, _)| {
        let digits = digits_after(at, 2);
        starts(["0b", "0B"], at) && digits > 0 && at + 2 + digits == text.len()
    });
    (hex || octal || binary).then(|| literal(text.trim()).unwrap_or(f64::NAN))
}

/// JavaScript's `Number` of a text with a radix prefix.
fn literal(text: &str) -> Option<f64> {
    let radix = match text.get(..2)? {
        "0x" | "0X" => 16,
        "0o" | "0O" => 8,
        "0b" | "0B" => 2,
        _ => return None,
    };
    let mut value = 0.0;
    for digit in text.get(2..)?.chars() {
        value = value * f64::from(radix) + f64::from(digit.to_digit(radix)?);
    }
    Some(value)
}

pub(super) fn round<'a>(args: &Args<'a>) -> Outcome<Value<'a>> {
    let Some(value) = args.number(0) else { return Ok(Value::Undefined) };
    let precision = args.number(1).unwrap_or_default();
    if precision.fract() != 0.0 || precision.is_infinite() {
        return Ok(Value::Number(f64::NAN));
    }
    Ok(Value::Number(number::round(value, precision as i32)))
}

pub(super) fn sqrt<'a>(args: &Args<'a>) -> Outcome<Value<'a>> {
    match args.number(0) {
        None => Ok(Value::Undefined),
        Some(number) if number < 0.0 => {
            Err(Fault::new("D3060").value(args.get(0).to_json_text()).with("index", "1"))
        }
        Some(number) => Ok(Value::Number(number.sqrt())),
    }
}

pub(super) fn power<'a>(args: &Args<'a>) -> Outcome<Value<'a>> {
    let Some(base) = args.number(0) else { return Ok(Value::Undefined) };
    let exponent = args.number(1).unwrap_or(f64::NAN);
    let result = raise(base, exponent);
    if result.is_finite() {
        return Ok(Value::Number(result));
    }
    let fault = Fault::new("D3061")
        .value(args.get(0).to_json_text())
        .with("exp", args.get(1).to_json_text());
    Err(fault.with("index", "1"))
}

/// `Math.pow`: one to an endless power is not a number in JavaScript.
fn raise(base: f64, exponent: f64) -> f64 {
    if base.abs() == 1.0 && exponent.is_infinite() { f64::NAN } else { libm::pow(base, exponent) }
}

pub(super) fn format_base<'a>(args: &Args<'a>) -> Outcome<Value<'a>> {
    let Some(value) = args.number(0) else { return Ok(Value::Undefined) };
    let radix = number::round(args.number(1).unwrap_or(10.0), 0);
    if !(2.0..=36.0).contains(&radix) {
        return Err(Fault::new("D3100").value(number::print(radix)));
    }
    let rounded = number::round(value, 0);
    let text = if radix == 10.0 {
        number::print(rounded)
    } else {
        number::in_radix(rounded, radix as u32)
    };
    Ok(Value::text(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_from_text() {
        for (text, want) in [
            ("12", Some(12.0)),
            ("-0.5e2", Some(-50.0)),
            ("007", Some(7.0)),
            ("1.", None),
            (".5", None),
            ("1e1000", None),
            (" 1", None),
        ] {
            assert_eq!(decimal(text), want, "{text}");
        }
        for (text, want) in [
            ("0xFF", Some(255.0)),
            ("0o17", Some(15.0)),
            ("0b101", Some(5.0)),
            ("0b12", None),
            ("x", None),
        ] {
            assert_eq!(prefixed(text), want, "{text}");
        }
    }
}
