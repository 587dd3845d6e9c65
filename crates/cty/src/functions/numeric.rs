//! Functions on numbers.

use num_bigint::BigInt;

use super::call::integer;
use super::table::gives;
use super::{Allows, Call, CallError, Function, Parameter, Shape};
use crate::{Number, Type, Value};

const NUM: &[Parameter] =
    &[Parameter::new("num", Shape::Number).allowing(Allows::DYNAMIC.and(Allows::MARKED))];
const PLAIN_NUM: &[Parameter] = &[Parameter::new("num", Shape::Number)];

pub(super) fn functions() -> Vec<Function> {
    vec![
        Function::new("abs", "The number without its sign.", NUM, gives::number, abs),
        Function::new(
            "ceil",
            "The least whole number not below the number.",
            PLAIN_NUM,
            gives::number,
            ceil,
        ),
        Function::new(
            "floor",
            "The greatest whole number not above the number.",
            PLAIN_NUM,
            gives::number,
            floor,
        ),
        Function::new(
            "log",
            "The logarithm of a number in a base.",
            const { &[Parameter::new("num", Shape::Number), Parameter::new("base", Shape::Number)] },
            gives::number,
            log,
        ),
        Function::new("max", "The greatest of the numbers.", &[], gives::number, max)
            .variadic(Parameter::new("numbers", Shape::Number).allowing(Allows::DYNAMIC)),
        Function::new("min", "The least of the numbers.", &[], gives::number, min)
            .variadic(Parameter::new("numbers", Shape::Number).allowing(Allows::DYNAMIC)),
        Function::new(
            "parseint",
            "The whole number that a text means in a base from 2 to 62.",
            const {
                &[
                    Parameter::new("number", Shape::Any).allowing(Allows::MARKED),
                    Parameter::new("base", Shape::Number).allowing(Allows::MARKED),
                ]
            },
            parseint_type,
            parseint,
        ),
        Function::new(
            "pow",
            "A number raised to a power.",
            const { &[Parameter::new("num", Shape::Number), Parameter::new("power", Shape::Number)] },
            gives::number,
            pow,
        ),
        Function::new(
            "signum",
            "-1, 0 or 1, as the number's sign is.",
            PLAIN_NUM,
            gives::number,
            signum,
        ),
    ]
}

type Outcome = Result<Value, CallError>;

fn abs(call: &Call<'_>) -> Outcome {
    let value = call.argument(0);
    Ok(Value::number(call.number(0).absolute()).mark(value.marks()))
}

fn ceil(call: &Call<'_>) -> Outcome {
    Ok(Value::number(call.number(0).ceil()))
}

fn floor(call: &Call<'_>) -> Outcome {
    Ok(Value::number(call.number(0).floor()))
}

fn float(value: f64) -> Outcome {
    Number::from_f64(value)
        .map(Value::number)
        .ok_or_else(|| CallError::new("the result is not a number"))
}

/// An argument as a machine float, which large numbers are not.
fn float_argument(call: &Call<'_>, index: usize) -> Result<f64, CallError> {
    let number = call.number(index);
    let value = number.to_f64();
    if value.is_infinite() && !number.is_infinite() {
        let most = f64::MAX;
        return Err(CallError::new(format!(
            "value must be between -{most:.6} and {most:.6} inclusive"
        )));
    }
    Ok(value)
}

fn log(call: &Call<'_>) -> Outcome {
    float(libm::log(float_argument(call, 0)?) / libm::log(float_argument(call, 1)?))
}

fn pow(call: &Call<'_>) -> Outcome {
    float(super::power::power(float_argument(call, 0)?, float_argument(call, 1)?))
}

fn max(call: &Call<'_>) -> Outcome {
    extreme(call, |candidate, best| candidate > best)
}

fn min(call: &Call<'_>) -> Outcome {
    extreme(call, |candidate, best| candidate < best)
}

/// The first of the best numbers.
fn extreme(call: &Call<'_>, better: impl Fn(&Number, &Number) -> bool) -> Outcome {
    let mut numbers = call.arguments.iter().filter_map(Value::as_number);
    let first = numbers.next().ok_or_else(|| CallError::new("must pass at least one number"))?;
    let best = numbers
        .fold(first, |best, candidate| if better(candidate, best) { candidate } else { best });
    Ok(Value::number(best.clone()))
}

fn signum(call: &Call<'_>) -> Outcome {
    Ok(Value::integer(call.integer(0)?.signum()))
}

fn parseint_type(arguments: &[Value]) -> Result<Type, CallError> {
    match arguments.first() {
        Some(number) if *number.ty() != Type::String => {
            let message =
                format!("first argument must be a string, not {}", number.ty().friendly_name());
            Err(CallError::argument(0, message))
        }
        Some(_) | None => Ok(Type::Number),
    }
}

fn parseint(call: &Call<'_>) -> Outcome {
    let (number, base) = (call.argument(0), call.argument(1));
    let radix = integer(base).map_err(|message| CallError::argument(1, message))?;
    let radix =
        u32::try_from(radix).ok().filter(|radix| (2..=62).contains(radix)).ok_or_else(|| {
            CallError::argument(1, "base must be a whole number between 2 and 62 inclusive")
        })?;
    let parsed = parse_in(number.as_str().unwrap_or_default(), radix).ok_or_else(|| {
        let text = crate::text::quoted(number.as_str().unwrap_or_default());
        CallError::argument(0, format!("cannot parse {text} as a base {radix} integer"))
    })?;
    Ok(Value::number(Number::from_big(parsed)).mark(number.marks() | base.marks()))
}

/// Above base 36 capitals stand for digits from 36 on.
fn parse_in(text: &str, radix: u32) -> Option<BigInt> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, text.get(1..)?),
        b'+' => (false, text.get(1..)?),
        _ => (false, text),
    };
    if digits.is_empty() || digits.len() > 10_000 {
        return None;
    }
    let mut value = BigInt::ZERO;
    for character in digits.chars() {
        let digit = match character {
            '0'..='9' => u32::from(character) - u32::from('0'),
            'a'..='z' => u32::from(character) - u32::from('a') + 10,
            'A'..='Z' if radix <= 36 => u32::from(character) - u32::from('A') + 10,
            'A'..='Z' => u32::from(character) - u32::from('A') + 36,
            _ => return None,
        };
        if digit >= radix {
            return None;
        }
        value = value * radix + digit;
    }
    Some(if negative { -value } else { value })
}
