//! Functions on dates and times.

use super::table::{Special, gives};
use super::time::{Fields, Strictness, Timestamp, parse_duration};
use super::{Call, CallError, Function, Parameter, Shape};
use crate::Value;
use crate::text::quoted;

type Outcome = Result<Value, CallError>;

pub(super) fn functions() -> Vec<Function> {
    vec![
        Function::new(
            "formatdate",
            "A timestamp in another form.",
            const { &[Parameter::new("format", Shape::String), Parameter::new("time", Shape::String)] },
            gives::string,
            formatdate,
        ),
        Function::new("plantimestamp", "The time of the plan.", &[], gives::string, |call| {
            Ok(call.world.plan_time().map_or_else(|| call.unknown(), Value::string))
        })
        .special(Special::ConfigurationOnly),
        Function::new(
            "timeadd",
            "A timestamp moved by a duration.",
            const {
                &[
                    Parameter::new("timestamp", Shape::String),
                    Parameter::new("duration", Shape::String),
                ]
            },
            gives::string,
            timeadd,
        ),
        Function::new(
            "timecmp",
            "-1, 0 or 1 as one timestamp is before, at or after another.",
            const {
                &[
                    Parameter::new("timestamp_a", Shape::String),
                    Parameter::new("timestamp_b", Shape::String),
                ]
            },
            gives::number,
            timecmp,
        ),
        Function::new("timestamp", "The current time.", &[], gives::string, |call| {
            Ok(call.world.now().map_or_else(|| call.unknown(), Value::string))
        }),
    ]
}

fn timeadd(call: &Call<'_>) -> Outcome {
    let time = Timestamp::parse(call.text(0), Strictness::Strict).map_err(CallError::new)?;
    let duration = parse_duration(call.text(1)).map_err(CallError::new)?;
    Ok(Value::string(time.plus(duration).rfc3339()))
}

fn timecmp(call: &Call<'_>) -> Outcome {
    let time = |index| {
        Timestamp::parse(call.text(index), Strictness::Lenient)
            .map(Timestamp::instant)
            .map_err(|message| CallError::argument(index, message))
    };
    let order = time(0)?.cmp(&time(1)?);
    Ok(Value::integer(order as i64))
}

fn formatdate(call: &Call<'_>) -> Outcome {
    let time = Timestamp::parse(call.text(1), Strictness::Strict)
        .map_err(|message| CallError::argument(1, message))?;
    let mut out = String::new();
    let mut rest = call.text(0);
    while let Some(first) = rest.chars().next() {
        let length = token_length(rest, first);
        let (token, after) = rest.split_at(length);
        rest = after;
        if first == '\'' {
            out.push_str(
                &literal(token).ok_or_else(|| CallError::argument(0, "unterminated literal '"))?,
            );
        } else if first.is_ascii_alphabetic() {
            let written = write_verb(time, first, token.len());
            out.push_str(&written.map_err(|expected| {
                CallError::argument(
                    0,
                    format!("invalid date format verb {}{expected}", quoted(token)),
                )
            })?);
        } else {
            out.push_str(token);
        }
    }
    Ok(Value::string(out))
}

/// A quoted text, a run of one letter, or everything up to either.
fn token_length(rest: &str, first: char) -> usize {
    if first == '\'' {
        return quoted_length(rest);
    }
    if first.is_ascii_alphabetic() {
        return rest.find(|character| character != first).unwrap_or(rest.len());
    }
    rest.find(|character: char| character == '\'' || character.is_ascii_alphabetic())
        .unwrap_or(rest.len())
}

/// Two quotes in a quoted text stand for one; right at its start they are all of it.
fn quoted_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    if bytes.get(1) == Some(&b'\'') {
        return 2;
    }
    let mut at = 1;
    while at < bytes.len() {
        if bytes.get(at) == Some(&b'\'') {
            if bytes.get(at + 1) != Some(&b'\'') {
                return at + 1;
            }
            at += 1;
        }
        at += 1;
    }
    rest.len()
}

fn literal(token: &str) -> Option<String> {
    if token == "''" {
        return Some("'".to_owned());
    }
    let inner = token.strip_prefix('\'')?.strip_suffix('\'')?;
    Some(inner.replace("''", "'"))
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] =
    ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

fn name<const N: usize>(names: [&'static str; N], index: i64) -> &'static str {
    usize::try_from(index).ok().and_then(|index| names.get(index).copied()).unwrap_or_default()
}

fn short(name: &str) -> String {
    name.chars().take(3).collect()
}

/// What a run of a letter stands for, or what it should have been.
fn write_verb(time: Timestamp, letter: char, count: usize) -> Result<String, &'static str> {
    let Fields { year, month, day, hour, minute, second, weekday } = time.fields();
    let plain_or_padded = |number: i64, otherwise: &'static str| match count {
        1 => Ok(number.to_string()),
        2 => Ok(format!("{number:02}")),
        _ => Err(otherwise),
    };
    match (letter, count) {
        ('Y', 2) => Ok(format!("{:02}", year % 100)),
        ('Y', 4) => Ok(format!("{year:04}")),
        ('Y', _) => Err(": year must either be \"YY\" or \"YYYY\""),
        ('M', 3) => Ok(short(name(MONTHS, month - 1))),
        ('M', 4) => Ok(name(MONTHS, month - 1).to_owned()),
        ('M', _) => plain_or_padded(month, ": month must be \"M\", \"MM\", \"MMM\", or \"MMMM\""),
        ('D', _) => plain_or_padded(day, ": day of month must either be \"D\" or \"DD\""),
        ('E', 3) => Ok(short(name(WEEKDAYS, weekday))),
        ('E', 4) => Ok(name(WEEKDAYS, weekday).to_owned()),
        ('E', _) => Err(": day of week must either be \"EEE\" or \"EEEE\""),
        ('h', _) => plain_or_padded(hour, ": 24-hour must either be \"h\" or \"hh\""),
        ('H', _) => {
            plain_or_padded((hour + 11) % 12 + 1, ": 12-hour must either be \"H\" or \"HH\"")
        }
        ('A', 2) => Ok(if hour < 12 { "AM" } else { "PM" }.to_owned()),
        ('a', 2) => Ok(if hour < 12 { "am" } else { "pm" }.to_owned()),
        ('A', _) => Err(": must be \"AA\""),
        ('a', _) => Err(": must be \"aa\""),
        ('m', _) => plain_or_padded(minute, ": minute must either be \"m\" or \"mm\""),
        ('s', _) => plain_or_padded(second, ": second must either be \"s\" or \"ss\""),
        ('Z', 1) if time.is_utc() => Ok("Z".to_owned()),
        ('Z', 3) if time.is_utc() => Ok("UTC".to_owned()),
        ('Z', 1 | 5) => Ok(time.offset_text(":")),
        ('Z', 3 | 4) => Ok(time.offset_text("")),
        ('Z', _) => Err(": timezone must be Z, ZZZZ, or ZZZZZ"),
        _ => Err(""),
    }
}
