//! Functions on text.

use unicode_segmentation::UnicodeSegmentation;

use super::call::integer;
use super::table::gives;
use super::{Allows, Call, CallError, Function, Parameter, Shape};
use crate::{Kind, Type, Value};

type Outcome = Result<Value, CallError>;

/// No function makes texts longer than this: a limit of ours.
pub(super) const TEXT_LIMIT: usize = 64 << 20;

const STR: Parameter = Parameter::new("str", Shape::String);
const OPEN_STR: Parameter = STR.allowing(Allows::DYNAMIC);
const ONE: &[Parameter] = &[STR];
const OPEN: &[Parameter] = &[OPEN_STR];

pub(super) fn functions() -> Vec<Function> {
    let mut all = one_text_functions();
    all.extend(two_text_functions());
    all.extend(list_functions());
    all
}

fn one_text_functions() -> Vec<Function> {
    vec![
        Function::new("chomp", "The text without line ends at its end.", ONE, gives::string, chomp),
        Function::new("lower", "The text in small letters.", OPEN, gives::string, |call| {
            map(call, lower)
        }),
        Function::new(
            "strrev",
            "The text from its end to its start.",
            OPEN,
            gives::string,
            |call| map(call, reversed),
        ),
        Function::new(
            "title",
            "The text with the first letter of each word a capital.",
            ONE,
            gives::string,
            |call| map(call, title),
        ),
        Function::new(
            "trimspace",
            "The text without blanks at its ends.",
            ONE,
            gives::string,
            |call| map(call, |text| text.trim().to_owned()),
        ),
        Function::new("upper", "The text in capital letters.", OPEN, gives::string, |call| {
            map(call, upper)
        }),
        Function::new(
            "indent",
            "The text with blanks before every line but the first.",
            const { &[Parameter::new("spaces", Shape::Number), STR] },
            gives::string,
            indent,
        ),
        Function::new(
            "length",
            "How many elements a value has, or characters a text.",
            const {
                &[Parameter::new("value", Shape::Any)
                    .allowing(Allows::DYNAMIC.and(Allows::UNKNOWN).and(Allows::MARKED))]
            },
            length_type,
            length,
        ),
        Function::new(
            "substr",
            "Some characters of the text from an offset on.",
            const {
                &[
                    OPEN_STR,
                    Parameter::new("offset", Shape::Number).allowing(Allows::DYNAMIC),
                    Parameter::new("length", Shape::Number).allowing(Allows::DYNAMIC),
                ]
            },
            gives::string,
            substr,
        ),
    ]
}

fn two_text_functions() -> Vec<Function> {
    const PREFIXED: &[Parameter] =
        &[STR.allowing(Allows::UNKNOWN), Parameter::new("prefix", Shape::String)];
    const PREFIX: &[Parameter] = &[STR, Parameter::new("prefix", Shape::String)];
    const SUFFIX: &[Parameter] = &[STR, Parameter::new("suffix", Shape::String)];
    const SUBSTR: &[Parameter] = &[STR, Parameter::new("substr", Shape::String)];
    const CUTSET: &[Parameter] = &[STR, Parameter::new("cutset", Shape::String)];
    vec![
        Function::new(
            "endswith",
            "Whether the text ends with another.",
            SUFFIX,
            gives::bool,
            |call| Ok(Value::bool(call.text(0).ends_with(call.text(1)))),
        ),
        Function::new(
            "startswith",
            "Whether the text starts with another.",
            PREFIXED,
            gives::bool,
            startswith,
        ),
        Function::new(
            "strcontains",
            "Whether the text contains another.",
            SUBSTR,
            gives::bool,
            |call| Ok(Value::bool(call.text(0).contains(call.text(1)))),
        ),
        Function::new(
            "trim",
            "The text without any of the given characters at its ends.",
            CUTSET,
            gives::string,
            trim,
        ),
        Function::new(
            "trimprefix",
            "The text without a start, if it has it.",
            PREFIX,
            gives::string,
            |call| {
                let text = call.text(0);
                Ok(Value::string(text.strip_prefix(call.text(1)).unwrap_or(text)))
            },
        ),
        Function::new(
            "trimsuffix",
            "The text without an end, if it has it.",
            SUFFIX,
            gives::string,
            |call| {
                let text = call.text(0);
                Ok(Value::string(text.strip_suffix(call.text(1)).unwrap_or(text)))
            },
        ),
    ]
}

fn list_functions() -> Vec<Function> {
    vec![
        Function::new(
            "join",
            "The strings of lists with a separator between them.",
            const { &[Parameter::new("separator", Shape::String)] },
            gives::string,
            join,
        )
        .variadic(Parameter::new("lists", Shape::StringList).allowing(Allows::UNKNOWN)),
        Function::new(
            "split",
            "The parts of a text between separators.",
            const { &[Parameter::new("separator", Shape::String), STR] },
            gives::strings,
            split,
        ),
    ]
}

fn map(call: &Call<'_>, change: impl Fn(&str) -> String) -> Outcome {
    Ok(Value::string(change(call.text(0))))
}

fn chomp(call: &Call<'_>) -> Outcome {
    Ok(Value::string(call.text(0).trim_end_matches(['\r', '\n'])))
}

/// The only capital of a letter, or the letter itself where it has several (`ß`), letter by letter as Go does.
pub(super) fn capital(letter: char) -> char {
    let mut capitals = letter.to_uppercase();
    match (capitals.next(), capitals.next()) {
        (Some(capital), None) => capital,
        _ => letter,
    }
}

fn small(letter: char) -> char {
    match letter {
        'İ' => 'i',
        _ => letter.to_lowercase().next().unwrap_or(letter),
    }
}

fn upper(text: &str) -> String {
    text.chars().map(capital).collect()
}

fn lower(text: &str) -> String {
    text.chars().map(small).collect()
}

fn reversed(text: &str) -> String {
    text.graphemes(true).rev().collect()
}

/// Letters, digits and the underscore make words; Go's rule for what separates them.
fn title(text: &str) -> String {
    let mut previous = ' ';
    text.chars()
        .map(|character| {
            let starts_word = separates(previous);
            previous = character;
            if starts_word { title_case(character) } else { character }
        })
        .collect()
}

fn separates(character: char) -> bool {
    if character.is_ascii() {
        return !character.is_ascii_alphanumeric() && character != '_';
    }
    !character.is_alphanumeric() && character.is_whitespace()
}

fn title_case(letter: char) -> char {
    match letter {
        'Ǆ' | 'ǆ' => 'ǅ',
        'Ǉ' | 'ǉ' => 'ǈ',
        'Ǌ' | 'ǌ' => 'ǋ',
        'Ǳ' | 'ǳ' => 'ǲ',
        _ => capital(letter),
    }
}

fn indent(call: &Call<'_>) -> Outcome {
    let Ok(spaces) = usize::try_from(call.integer(0)?) else {
        return Err(CallError::new("the number of spaces must not be negative"));
    };
    let text = call.text(1);
    let lines = text.matches('\n').count();
    if lines.saturating_mul(spaces) > TEXT_LIMIT {
        return Err(CallError::new("the result is too long"));
    }
    Ok(Value::string(text.replace('\n', &format!("\n{}", " ".repeat(spaces)))))
}

fn length_type(arguments: &[Value]) -> Result<Type, CallError> {
    match arguments.first().map(Value::ty) {
        Some(Type::Bool | Type::Number) => Err(CallError::new(
            "argument must be a string, a collection type, or a structural type",
        )),
        _ => Ok(Type::Number),
    }
}

fn length(call: &Call<'_>) -> Outcome {
    let value = call.argument(0);
    Ok(match value.kind() {
        Kind::String(text) if text.is_ascii() && !text.contains('\r') => {
            Value::count(text.len()).mark(value.marks())
        }
        Kind::String(text) => Value::count(text.graphemes(true).count()).mark(value.marks()),
        _ if *value.ty() == Type::String => {
            let has_prefix = value.refinements().prefix.is_some();
            let least = crate::Number::from(i64::from(has_prefix));
            Value::unknown_not_null(Type::Number).with_minimum(least).mark(value.marks())
        }
        _ => crate::operation::length(value),
    })
}

fn substr(call: &Call<'_>) -> Outcome {
    let text = call.text(0);
    let whole = |index| integer(call.argument(index)).map_err(CallError::new);
    let (offset, length) = (whole(1)?, whole(2)?);
    let skipped = match usize::try_from(offset) {
        Ok(offset) => offset,
        Err(_) => {
            let total = text.graphemes(true).count();
            let back = usize::try_from(offset.unsigned_abs()).unwrap_or(usize::MAX);
            total.saturating_sub(back)
        }
    };
    let from = text.grapheme_indices(true).nth(skipped).map_or(text.len(), |(at, _)| at);
    let rest = text.get(from..).unwrap_or_default();
    // A length of zero counts only from the start of the text on; from its end on it takes all.
    let end = usize::try_from(length)
        .ok()
        .filter(|length| *length > 0 || offset >= 0)
        .and_then(|length| rest.grapheme_indices(true).nth(length))
        .map_or(rest.len(), |(at, _)| at);
    Ok(Value::string(rest.get(..end).unwrap_or_default()))
}

/// What is known of an unknown text's start may already decide.
fn startswith(call: &Call<'_>) -> Outcome {
    let prefix = call.text(1);
    let value = call.argument(0);
    if let Some(text) = value.as_str() {
        return Ok(Value::bool(text.starts_with(prefix)));
    }
    let known = value.refinements().prefix;
    Ok(match known {
        _ if prefix.is_empty() => Value::bool(true),
        Some(known) if known.starts_with(prefix) => Value::bool(true),
        Some(known) if known.len() >= prefix.len() => Value::bool(false),
        Some(_) | None => call.unknown(),
    })
}

fn trim(call: &Call<'_>) -> Outcome {
    let cut: Vec<char> = call.text(1).chars().collect();
    Ok(Value::string(call.text(0).trim_matches(|character| cut.contains(&character))))
}

fn join(call: &Call<'_>) -> Outcome {
    let lists = call.rest(1);
    if lists.is_empty() {
        return Err(CallError::new("at least one list is required"));
    }
    if !lists.iter().all(Value::is_wholly_known) {
        return Ok(call.unknown());
    }
    let mut texts = Vec::new();
    for (number, list) in lists.iter().enumerate() {
        for (place, element) in list.elements().unwrap_or_default().iter().enumerate() {
            let Some(text) = element.as_str() else {
                let of_list = if lists.len() > 1 {
                    format!(" of list {}", number + 1)
                } else {
                    String::new()
                };
                let message =
                    format!("element {place}{of_list} is null; cannot concatenate null values");
                return Err(CallError::argument(number + 1, message));
            };
            texts.push(text);
        }
    }
    let separators = call.text(0).len().saturating_mul(texts.len());
    if separators > TEXT_LIMIT {
        return Err(CallError::new("the result is too long"));
    }
    Ok(Value::string(texts.join(call.text(0))))
}

fn split(call: &Call<'_>) -> Outcome {
    let (separator, text) = (call.text(0), call.text(1));
    let parts: Vec<Value> = if separator.is_empty() {
        let mut buffer = [0; 4];
        text.chars().map(|character| Value::string(&*character.encode_utf8(&mut buffer))).collect()
    } else {
        text.split(separator).map(Value::string).collect()
    };
    Ok(Value::list(Type::String, parts))
}
