//! `format` and `formatlist`.

use unicode_segmentation::UnicodeSegmentation;

use super::table::gives;
use super::{Allows, Call, CallError, Function, Parameter, Shape};
use crate::text::quoted;
use crate::{Number, Type, Value, convert, json, operation};

type Outcome = Result<Value, CallError>;

/// No field is wider, no number longer than this: the real program's limit, beyond which it prints nonsense.
const WIDTH_LIMIT: usize = 1_000_000;

pub(super) fn functions() -> Vec<Function> {
    const FORMAT: &[Parameter] = &[Parameter::new("format", Shape::String)];
    vec![
        Function::new(
            "format",
            "The text with its verbs replaced by values.",
            FORMAT,
            gives::string,
            format,
        )
        .variadic(Parameter::new("args", Shape::Any).allowing(Allows::NULL.and(Allows::UNKNOWN))),
        Function::new(
            "formatlist",
            "Texts made as by `format` from each element of lists.",
            FORMAT,
            gives::strings,
            formatlist,
        )
        .variadic(Parameter::new("args", Shape::Any).allowing(Allows::NULL.and(Allows::UNKNOWN))),
    ]
}

fn format(call: &Call<'_>) -> Outcome {
    let template = call.text(0);
    if !call.rest(1).iter().all(Value::is_wholly_known) {
        // What stands before the first verb is known whatever follows.
        let prefix = template.split('%').next().unwrap_or_default();
        return Ok(call.unknown().refine_not_null().with_prefix(safe_prefix(prefix)));
    }
    render(template, call.rest(1)).map(Value::string)
}

/// A combining character might join the last character, which therefore is not known yet.
fn safe_prefix(prefix: &str) -> &str {
    let end = prefix.grapheme_indices(true).next_back().map_or(0, |(at, _)| at);
    let ends_in_delimiter =
        prefix.ends_with(|last: char| last.is_ascii() && !last.is_ascii_alphanumeric());
    if ends_in_delimiter { prefix } else { prefix.get(..end).unwrap_or_default() }
}

fn is_spread(value: &Value) -> bool {
    matches!(value.ty(), Type::List(_) | Type::Set(_) | Type::Tuple(_)) && !value.is_null()
}

fn formatlist(call: &Call<'_>) -> Outcome {
    let (template, arguments) = (call.text(0), call.rest(1));
    let mut length: Option<(usize, usize)> = None;
    let mut unknown = false;
    for (index, argument) in
        arguments.iter().enumerate().filter(|(_, argument)| is_spread(argument))
    {
        let known_length = operation::length(&argument.clone().unmarked());
        let Some(own) = known_length.as_number().and_then(Number::to_usize) else {
            unknown = true;
            continue;
        };
        match length {
            None => length = Some((index, own)),
            Some((_, first)) if first == own => {}
            Some((chooser, first)) => {
                let message = format!(
                    "argument {} has length {own}, which is inconsistent with argument {} of length {first}",
                    index + 1,
                    chooser + 1
                );
                return Err(CallError::argument(index + 1, message));
            }
        }
        unknown |= !argument.is_known();
    }
    if unknown {
        return Ok(call.unknown());
    }
    let texts: Result<Vec<Value>, CallError> = (0..length.map_or(1, |(_, length)| length))
        .map(|round| format_round(template, arguments, round))
        .collect();
    Ok(Value::list(Type::String, texts?))
}

fn format_round(template: &str, arguments: &[Value], round: usize) -> Outcome {
    let values: Vec<Value> = arguments
        .iter()
        .map(|argument| match argument.elements() {
            Some(elements) => elements.get(round).cloned().unwrap_or_else(Value::dynamic),
            None => argument.clone(),
        })
        .collect();
    if !values.iter().all(Value::is_wholly_known) {
        return Ok(Value::unknown_not_null(Type::String));
    }
    render(template, &values)
        .map(Value::string)
        .map_err(|error| CallError::new(format!("error on format iteration {round}: {error}")))
}

/// One verb: `%[flags][width][.precision][[index]]letter`.
#[derive(Debug, Default)]
struct Verb<'a> {
    raw: &'a str,
    offset: usize,
    argument: usize,
    letter: char,
    zero: bool,
    sharp: bool,
    plus: bool,
    minus: bool,
    space: bool,
    width: Option<usize>,
    precision: Option<usize>,
}

fn render(template: &str, arguments: &[Value]) -> Result<String, CallError> {
    let mut out = String::with_capacity(template.len());
    let mut next = 1;
    let mut highest = 0;
    let mut at = 0;
    while let Some(found) = template.get(at..).and_then(|rest| rest.find('%')) {
        let start = at + found;
        out.push_str(template.get(at..start).unwrap_or_default());
        if template.get(start + 1..).is_some_and(|rest| rest.starts_with('%')) {
            out.push('%');
            at = start + 2;
            continue;
        }
        let verb = scan(template, start, next)?;
        at = start + verb.raw.len();
        next = verb.argument + 1;
        highest = highest.max(verb.argument);
        append(&mut out, &verb, arguments)?;
        if out.len() > super::strings::TEXT_LIMIT {
            return Err(CallError::new("the result is too long"));
        }
    }
    out.push_str(template.get(at..).unwrap_or_default());
    if highest < arguments.len() {
        let message = if highest == 0 {
            "too many arguments; no verbs in format string".to_owned()
        } else {
            format!("too many arguments; only {highest} used by format string")
        };
        return Err(CallError::argument(highest + 1, message));
    }
    Ok(out)
}

/// Reads through the parts of a verb.
struct Scanner<'a> {
    template: &'a str,
    at: usize,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<char> {
        self.template.get(self.at..)?.chars().next()
    }

    fn number(&mut self) -> Option<usize> {
        let rest = self.template.get(self.at..)?;
        let length = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).filter(|digits| !digits.is_empty())?.parse().ok()
    }

    fn unexpected<T>(&self) -> Result<T, CallError> {
        Err(CallError::new(match self.peek() {
            Some(character) => {
                format!("unrecognized format character '{character}' at offset {}", self.at)
            }
            None => format!("invalid format string starting at offset {}", self.template.len()),
        }))
    }
}

fn scan(template: &str, start: usize, next: usize) -> Result<Verb<'_>, CallError> {
    let mut verb = Verb { offset: start, argument: next, ..Verb::default() };
    let mut scanner = Scanner { template, at: start + 1 };
    while let Some(flag @ ('0' | '#' | '-' | '+' | ' ')) = scanner.peek() {
        scanner.at += 1;
        match flag {
            '0' => verb.zero = true,
            '#' => verb.sharp = true,
            '-' => verb.minus = true,
            '+' => verb.plus = true,
            _ => verb.space = true,
        }
    }
    if scanner.peek().is_some_and(|character| matches!(character, '1'..='9')) {
        verb.width = Some(scanner.number().unwrap_or(usize::MAX));
    }
    if scanner.peek() == Some('.') {
        scanner.at += 1;
        let given = scanner.peek().is_some_and(|character| character.is_ascii_digit());
        verb.precision = Some(if given { scanner.number().unwrap_or(usize::MAX) } else { 0 });
    }
    if scanner.peek() == Some('[') {
        scanner.at += 1;
        match scanner.peek() {
            Some('1'..='9') => verb.argument = scanner.number().unwrap_or(usize::MAX),
            _ => return scanner.unexpected(),
        }
        if scanner.peek() != Some(']') {
            return scanner.unexpected();
        }
        scanner.at += 1;
    }
    match scanner.peek() {
        Some(letter) if letter.is_ascii_alphabetic() => verb.letter = letter,
        _ => return scanner.unexpected(),
    }
    verb.raw = template.get(start..=scanner.at).unwrap_or_default();
    if verb.width.unwrap_or(0).max(verb.precision.unwrap_or(0)) > WIDTH_LIMIT {
        return Err(CallError::new(format!(
            "width or precision of {} is too large",
            quoted(verb.raw)
        )));
    }
    Ok(verb)
}

fn append(out: &mut String, verb: &Verb<'_>, arguments: &[Value]) -> Result<(), CallError> {
    let (raw, offset) = (quoted(verb.raw), verb.offset);
    let Some(value) = verb.argument.checked_sub(1).and_then(|index| arguments.get(index)) else {
        let (index, total) = (verb.argument, arguments.len());
        let message = format!(
            "not enough arguments for {raw} at {offset}: need index {index} but have {total} total"
        );
        return Err(CallError::new(message));
    };
    let unsupported =
        |reason: &str| CallError::new(format!("unsupported value for {raw} at {offset}: {reason}"));
    if verb.letter != 'v' && value.is_null() {
        return Err(unsupported("null value cannot be formatted"));
    }
    let converted = |ty: &Type| convert(value, ty).map_err(|error| unsupported(&error.message));
    match verb.letter {
        'v' => out.push_str(&pad(verb, as_is(verb, value))),
        't' => {
            let flag = converted(&Type::Bool)?.as_bool().unwrap_or_default();
            out.push_str(if flag { "true" } else { "false" });
        }
        'b' | 'd' | 'o' | 'x' | 'X' | 'e' | 'E' | 'f' | 'g' | 'G' => {
            let converted = converted(&Type::Number)?;
            let number =
                converted.as_number().ok_or_else(|| unsupported("a number is required"))?;
            let is_whole = matches!(verb.letter, 'b' | 'd' | 'o' | 'x' | 'X');
            let text = if is_whole { whole(verb, number) } else { Some(fraction(verb, number)) };
            out.push_str(&text.ok_or_else(|| unsupported("an integer is required"))?);
        }
        's' | 'q' => {
            let converted = converted(&Type::String)?;
            let text = cut(converted.as_str().unwrap_or_default(), verb.precision);
            let text = if verb.letter == 'q' {
                json::encode(&Value::string(text))
            } else {
                text.to_owned()
            };
            out.push_str(&pad(verb, text));
        }
        letter => {
            return Err(CallError::new(format!(
                "unsupported format verb '{letter}' in {raw} at offset {offset}"
            )));
        }
    }
    Ok(())
}

/// Strings and numbers bare, all else as JSON.
fn as_is(verb: &Verb<'_>, value: &Value) -> String {
    if !verb.sharp {
        if let Some(text) = value.as_str() {
            return text.to_owned();
        }
        if let Some(number) = value.as_number() {
            return number.shortest_general();
        }
    }
    json::encode(value)
}

/// The first characters of a text; a precision of zero does not count.
fn cut(text: &str, precision: Option<usize>) -> &str {
    match precision {
        Some(count) if count > 0 => {
            let end = text.grapheme_indices(true).nth(count).map_or(text.len(), |(at, _)| at);
            text.get(..end).unwrap_or_default()
        }
        Some(_) | None => text,
    }
}

/// Fills a text up to the width, measured in characters as readers see them.
fn pad(verb: &Verb<'_>, text: String) -> String {
    let missing = verb.width.unwrap_or(0).saturating_sub(text.graphemes(true).count());
    let filling = if verb.zero { "0" } else { " " }.repeat(missing);
    if verb.minus { text + &filling } else { filling + &text }
}

fn sign(verb: &Verb<'_>, negative: bool) -> &'static str {
    match (negative, verb.plus, verb.space) {
        (true, _, _) => "-",
        (false, true, _) => "+",
        (false, false, true) => " ",
        (false, false, false) => "",
    }
}

/// Sign and prefix come before zeros, but after blanks.
fn place(verb: &Verb<'_>, head: &str, digits: &str, zeros: bool) -> String {
    let missing =
        verb.width.unwrap_or(0).saturating_sub(head.chars().count() + digits.chars().count());
    if verb.minus {
        format!("{head}{digits}{}", " ".repeat(missing))
    } else if zeros {
        format!("{head}{}{digits}", "0".repeat(missing))
    } else {
        format!("{}{head}{digits}", " ".repeat(missing))
    }
}

fn whole(verb: &Verb<'_>, number: &Number) -> Option<String> {
    if !number.is_integer() {
        return None;
    }
    let value = number.truncate()?;
    let magnitude = value.magnitude();
    let (digits, prefix) = match verb.letter {
        'b' => (magnitude.to_str_radix(2), "0b"),
        'o' => (magnitude.to_str_radix(8), "0"),
        'x' => (magnitude.to_str_radix(16), "0x"),
        'X' => (magnitude.to_str_radix(16).to_uppercase(), "0X"),
        _ => (magnitude.to_str_radix(10), ""),
    };
    if verb.precision == Some(0) && digits == "0" {
        return Some(String::new());
    }
    let zeros = verb.precision.unwrap_or(0).saturating_sub(digits.len());
    let digits = "0".repeat(zeros) + &digits;
    let head =
        format!("{}{}", sign(verb, number.is_negative()), if verb.sharp { prefix } else { "" });
    Some(place(verb, &head, &digits, verb.zero && verb.precision.is_none()))
}

fn fraction(verb: &Verb<'_>, number: &Number) -> String {
    if number.is_infinite() {
        let head = if number.is_negative() {
            "-"
        } else if verb.space {
            " "
        } else {
            "+"
        };
        return place(verb, head, "Inf", false);
    }
    let digits = match verb.letter {
        'f' => number.fixed(verb.precision.unwrap_or(6)),
        'e' | 'E' => number.scientific(verb.precision.unwrap_or(6), verb.letter),
        _ => number.general_by(verb.precision, if verb.letter == 'G' { 'E' } else { 'e' }),
    };
    let (negative, digits) = match digits.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, &*digits),
    };
    place(verb, sign(verb, negative), digits, verb.zero)
}
