//! The syntax of regular expressions in Go, checked with Go's errors and translated for our own engine.
//!
//! Both engines are of one family, but differ in what `\d` means, in escapes, and in what they call wrong.

use regex::{Regex, RegexBuilder};

use crate::text::quoted;

/// What is wrong with a pattern, and the part of it that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SyntaxError {
    pub(super) code: &'static str,
    pub(super) part: String,
}

fn fail<T>(code: &'static str, part: &str) -> Result<T, SyntaxError> {
    Err(SyntaxError { code, part: part.to_owned() })
}

const BAD_RANGE: &str = "invalid character class range";
const BAD_REPEAT: &str = "invalid repeat count";
const BAD_ESCAPE: &str = "invalid escape sequence";
const BAD_NAME: &str = "invalid named capture";
const BAD_PERL: &str = "invalid or unsupported Perl syntax";

/// The names in `[:name:]`.
const POSIX: [&str; 14] = [
    "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct",
    "space", "upper", "word", "xdigit",
];

/// How often a part may repeat, and groups within groups together.
const REPEAT_LIMIT: u32 = 1000;
/// How deep groups may nest: less than the real program's thousand.
const DEPTH_LIMIT: usize = 200;

/// A checked pattern.
#[derive(Debug)]
pub(super) struct Pattern {
    translated: String,
    names: Vec<Option<String>>,
}

impl Pattern {
    /// Checks and translates a pattern.
    pub(super) fn parse(text: &str) -> Result<Self, SyntaxError> {
        let mut translator = Translator {
            whole: text,
            rest: text,
            out: String::new(),
            names: Vec::new(),
            open: Vec::new(),
            last: None,
            repeats: 1,
            previous_repeat: None,
        };
        translator.run()?;
        Ok(Self { translated: translator.out, names: translator.names })
    }

    /// The names of the groups that capture, in order.
    pub(super) fn names(&self) -> &[Option<String>] {
        &self.names
    }

    /// The group that a number or name means.
    pub(super) fn group(&self, reference: &str) -> Option<usize> {
        if reference.bytes().all(|byte| byte.is_ascii_digit()) {
            return reference.parse().ok();
        }
        self.names.iter().position(|name| name.as_deref() == Some(reference)).map(|index| index + 1)
    }

    /// The engine for it.
    pub(super) fn compile(&self) -> Result<Regex, String> {
        RegexBuilder::new(&self.translated)
            .size_limit(32 << 20)
            .build()
            .map_err(|_| format!("the pattern {} is too large", quoted(&self.translated)))
    }
}

/// The part that a repetition would repeat.
#[derive(Debug, Clone, Copy)]
struct Atom {
    /// How often things in it repeat already.
    repeats: u32,
}

/// A group that is not closed yet.
#[derive(Debug)]
struct Group {
    /// How often things before it, in the group around it, repeat at most.
    outer_repeats: u32,
}

struct Translator<'a> {
    whole: &'a str,
    rest: &'a str,
    out: String,
    names: Vec<Option<String>>,
    open: Vec<Group>,
    last: Option<Atom>,
    /// How often things in the current group repeat at most.
    repeats: u32,
    /// The text from the last repetition on, when nothing came after it.
    previous_repeat: Option<&'a str>,
}

impl<'a> Translator<'a> {
    fn run(&mut self) -> Result<(), SyntaxError> {
        while let Some(character) = self.rest.chars().next() {
            let before = self.rest;
            let previous_repeat = self.previous_repeat.take();
            match character {
                '(' => self.open_group()?,
                ')' => self.close_group()?,
                '|' => {
                    self.advance(1);
                    self.out.push('|');
                    self.last = None;
                }
                '*' | '+' | '?' => {
                    self.advance(1);
                    self.repetition(before, previous_repeat, u32::from(character == '+'), None)?;
                }
                '{' => match parse_counts(before) {
                    Some((counts, length)) => {
                        self.counted(before, previous_repeat, counts, length)?;
                    }
                    None => {
                        self.advance(1);
                        self.atom("\\{");
                    }
                },
                '[' => self.class()?,
                '\\' => self.escape()?,
                '^' | '$' | '.' => {
                    self.advance(1);
                    self.atom(&character.to_string());
                }
                other => {
                    self.advance(other.len_utf8());
                    let literal = literal(other);
                    self.atom(&literal);
                }
            }
        }
        if self.open.is_empty() { Ok(()) } else { fail("missing closing )", self.whole) }
    }

    fn advance(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    fn since(&self, before: &'a str) -> &'a str {
        before.get(..before.len() - self.rest.len()).unwrap_or_default()
    }

    fn atom(&mut self, translated: &str) {
        self.out.push_str(translated);
        self.last = Some(Atom { repeats: 1 });
    }

    fn open_group(&mut self) -> Result<(), SyntaxError> {
        if self.open.len() >= DEPTH_LIMIT {
            return fail("expression nests too deeply", self.whole);
        }
        if self.rest.starts_with("(?") {
            return self.open_special();
        }
        self.advance(1);
        self.capture(None);
        Ok(())
    }

    fn capture(&mut self, name: Option<String>) {
        self.names.push(name);
        self.out.push('(');
        self.enter();
    }

    fn enter(&mut self) {
        self.open.push(Group { outer_repeats: self.repeats });
        self.repeats = 1;
        self.last = None;
    }

    fn open_special(&mut self) -> Result<(), SyntaxError> {
        let start = self.rest;
        let begin = if start.starts_with("(?P<") && start.len() > 4 {
            Some(4)
        } else if start.starts_with("(?<") && start.len() > 3 {
            Some(3)
        } else {
            None
        };
        let Some(begin) = begin else { return self.flags() };
        let Some(end) = start.find('>') else { return fail(BAD_NAME, start) };
        let name = start.get(begin..end).unwrap_or_default();
        let valid = !name.is_empty()
            && name.chars().all(|character| character.is_alphanumeric() || character == '_');
        self.advance(end + 1);
        if !valid {
            return fail(BAD_NAME, self.since(start));
        }
        self.capture(Some(name.to_owned()));
        Ok(())
    }

    /// `(?flags)` or `(?flags:`.
    fn flags(&mut self) -> Result<(), SyntaxError> {
        let start = self.rest;
        self.advance(2);
        let (mut negative, mut seen) = (false, false);
        let mut flags = String::new();
        while let Some(character) = self.rest.chars().next() {
            self.advance(character.len_utf8());
            match character {
                'i' | 'm' | 's' | 'U' => seen = true,
                '-' if !negative => {
                    negative = true;
                    seen = false;
                }
                ':' | ')' if !negative || seen => {
                    if flags.is_empty() && character == ')' {
                        self.out.push_str("(?:)");
                    } else {
                        self.out.push_str(&format!("(?{flags}{character}"));
                    }
                    if character == ':' {
                        self.enter();
                    }
                    return Ok(());
                }
                _ => break,
            }
            if !flags.contains(character) {
                flags.push(character);
            }
        }
        if self.rest.is_empty() && self.since(start) == "(?" {
            return fail("missing argument to repetition operator", "?");
        }
        fail(BAD_PERL, self.since(start))
    }

    fn close_group(&mut self) -> Result<(), SyntaxError> {
        let Some(group) = self.open.pop() else { return fail("unexpected )", self.whole) };
        self.advance(1);
        self.out.push(')');
        self.last = Some(Atom { repeats: self.repeats });
        self.repeats = self.repeats.max(group.outer_repeats);
        Ok(())
    }

    fn counted(
        &mut self,
        before: &'a str,
        previous: Option<&'a str>,
        (least, most): (u32, Option<u32>),
        length: usize,
    ) -> Result<(), SyntaxError> {
        self.advance(length);
        let too_many =
            least > REPEAT_LIMIT || most.is_some_and(|most| most > REPEAT_LIMIT || most < least);
        if too_many {
            return fail(BAD_REPEAT, self.since(before));
        }
        self.repetition(before, previous, least, Some(most))
    }

    /// What stands in `rest` before the cursor is the operator; a question mark makes it lazy.
    fn repetition(
        &mut self,
        before: &'a str,
        previous: Option<&'a str>,
        least: u32,
        counted: Option<Option<u32>>,
    ) -> Result<(), SyntaxError> {
        if self.rest.starts_with('?') {
            self.advance(1);
        }
        let operator = self.since(before);
        if let Some(previous) = previous {
            let both = previous.get(..previous.len() - self.rest.len()).unwrap_or_default();
            return fail("invalid nested repetition operator", both);
        }
        let Some(atom) = self.last else {
            return fail("missing argument to repetition operator", operator);
        };
        let mut repeats = atom.repeats;
        if let Some(most) = counted {
            repeats = repeats.saturating_mul(most.unwrap_or(least).max(1));
            if repeats > REPEAT_LIMIT {
                return fail(BAD_REPEAT, operator);
            }
        }
        self.repeats = self.repeats.max(repeats);
        self.out.push_str(operator);
        self.last = Some(Atom { repeats });
        self.previous_repeat = Some(before);
        Ok(())
    }

    fn escape(&mut self) -> Result<(), SyntaxError> {
        let start = self.rest;
        let second = start.chars().nth(1);
        match second {
            Some('A' | 'z') => {
                self.advance(2);
                let anchor = self.since(start);
                self.atom(anchor);
            }
            Some(kind @ ('b' | 'B')) => {
                self.advance(2);
                self.atom(&format!("(?-u:\\{kind})"));
            }
            Some('C') => return fail(BAD_ESCAPE, "\\C"),
            Some('Q') => self.quoted_text(),
            _ => {
                let item = match self.named_class()? {
                    Some(class) => format!("[{class}]"),
                    None => literal(self.escaped_character()?),
                };
                self.atom(&item);
            }
        }
        Ok(())
    }

    /// `\Q…\E`: everything between is text.
    fn quoted_text(&mut self) {
        self.advance(2);
        let (text, after) = self.rest.split_once("\\E").unwrap_or((self.rest, ""));
        self.rest = after;
        for character in text.chars() {
            let literal = literal(character);
            self.atom(&literal);
        }
    }

    /// `\d`, `\pL` and their like, as the content of a class.
    fn named_class(&mut self) -> Result<Option<String>, SyntaxError> {
        let start = self.rest;
        let class = match start.chars().nth(1) {
            Some('d') => "0-9",
            Some('D') => "^0-9",
            Some('s') => r"\t\n\x0C\r ",
            Some('S') => r"^\t\n\x0C\r ",
            Some('w') => "0-9A-Za-z_",
            Some('W') => "^0-9A-Za-z_",
            Some('p' | 'P') => return self.unicode_class().map(Some),
            _ => return Ok(None),
        };
        self.advance(2);
        Ok(Some(class.to_owned()))
    }

    fn unicode_class(&mut self) -> Result<String, SyntaxError> {
        let start = self.rest;
        let mut negated = start.starts_with("\\P");
        self.advance(2);
        let name = match self.rest.strip_prefix('{') {
            Some(braced) => {
                let Some((name, _)) = braced.split_once('}') else { return fail(BAD_RANGE, start) };
                self.advance(name.len() + 2);
                name
            }
            None => {
                let Some(letter) = self.rest.chars().next() else { return fail(BAD_RANGE, start) };
                self.advance(letter.len_utf8());
                self.since(start).get(2..).unwrap_or_default()
            }
        };
        let plain = match name.strip_prefix('^') {
            Some(plain) => {
                negated = !negated;
                plain
            }
            None => name,
        };
        let class = format!("\\{}{{{plain}}}", if negated { 'P' } else { 'p' });
        let capital = plain.starts_with(|first: char| first.is_ascii_uppercase());
        let known = plain == "Any" || capital && plain.len() != 1 || "CLMNPSZ".contains(plain);
        if !capital || !known || Regex::new(&class).is_err() {
            return fail(BAD_RANGE, self.since(start));
        }
        Ok(class)
    }

    /// The character that an escape stands for.
    fn escaped_character(&mut self) -> Result<char, SyntaxError> {
        let start = self.rest;
        self.advance(1);
        let Some(character) = self.rest.chars().next() else {
            return fail("trailing backslash at end of expression", "");
        };
        self.advance(character.len_utf8());
        let found = match character {
            '1'..='7' if !self.rest.starts_with(|next: char| next.is_digit(8)) => None,
            '0'..='7' => char::from_u32(self.octal(character)),
            'x' => self.hexadecimal(),
            'a' => Some('\u{7}'),
            'f' => Some('\u{c}'),
            'n' => Some('\n'),
            'r' => Some('\r'),
            't' => Some('\t'),
            'v' => Some('\u{b}'),
            other if other.is_ascii() && !other.is_ascii_alphanumeric() => Some(other),
            _ => None,
        };
        found.map_or_else(|| fail(BAD_ESCAPE, self.since(start)), Ok)
    }

    fn octal(&mut self, first: char) -> u32 {
        let mut value = first.to_digit(8).unwrap_or(0);
        for _ in 0..2 {
            let Some(digit) = self.rest.chars().next().and_then(|next| next.to_digit(8)) else {
                break;
            };
            value = value * 8 + digit;
            self.advance(1);
        }
        value
    }

    fn hexadecimal(&mut self) -> Option<char> {
        let mut take = || {
            let next = self.rest.chars().next()?;
            self.rest = self.rest.get(next.len_utf8()..).unwrap_or_default();
            Some(next)
        };
        let first = take()?;
        if first != '{' {
            let value = first.to_digit(16)? * 16 + take()?.to_digit(16)?;
            return char::from_u32(value);
        }
        let mut value: Option<u32> = None;
        loop {
            match take()? {
                '}' => return value.and_then(char::from_u32),
                digit => {
                    let next = value.unwrap_or(0) * 16 + digit.to_digit(16)?;
                    value = Some(next).filter(|value| *value <= 0x10_FFFF);
                    value?;
                }
            }
        }
    }

    fn class(&mut self) -> Result<(), SyntaxError> {
        let start = self.rest;
        self.advance(1);
        let mut class = String::from("[");
        if self.rest.starts_with('^') {
            self.advance(1);
            class.push('^');
        }
        let mut first = true;
        while first || !self.rest.starts_with(']') {
            first = false;
            class.push_str(&self.class_item(start)?);
        }
        self.advance(1);
        class.push(']');
        self.atom(&class);
        Ok(())
    }

    fn class_item(&mut self, class: &'a str) -> Result<String, SyntaxError> {
        if self.rest.starts_with("[:")
            && let Some(end) = self.rest.get(2..).and_then(|rest| rest.find(":]"))
        {
            let name = self.rest.get(..end + 4).unwrap_or_default();
            let word = name.trim_matches(['[', ':', ']', '^']);
            if !POSIX.contains(&word) {
                return fail(BAD_RANGE, name);
            }
            self.advance(name.len());
            return Ok(name.to_owned());
        }
        if self.rest.starts_with('\\')
            && let Some(named) = self.named_class()?
        {
            return Ok(format!("[{named}]"));
        }
        let item = self.rest;
        let low = self.class_character(class)?;
        let mut high = low;
        if self.rest.starts_with('-') && self.rest.len() > 1 && !self.rest.starts_with("-]") {
            self.advance(1);
            high = self.class_character(class)?;
            if high < low {
                return fail(BAD_RANGE, self.since(item));
            }
        }
        Ok(if low == high { literal(low) } else { format!("{}-{}", literal(low), literal(high)) })
    }

    fn class_character(&mut self, class: &'a str) -> Result<char, SyntaxError> {
        match self.rest.chars().next() {
            None => fail("missing closing ]", class),
            Some('\\') => self.escaped_character(),
            Some(other) => {
                self.advance(other.len_utf8());
                Ok(other)
            }
        }
    }
}

/// A character that means itself wherever it stands.
fn literal(character: char) -> String {
    if character.is_ascii_alphanumeric() || !character.is_ascii() {
        character.to_string()
    } else {
        format!("\\x{{{:x}}}", u32::from(character))
    }
}

/// `{n}`, `{n,}` or `{n,m}`: least, most, and the length of the text.
fn parse_counts(text: &str) -> Option<((u32, Option<u32>), usize)> {
    let (inner, _) = text.strip_prefix('{')?.split_once('}')?;
    let number = |digits: &str| {
        let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let leading = digits.len() > 1 && digits.starts_with('0');
        (plain && !leading).then(|| digits.parse().unwrap_or(u32::MAX))
    };
    let counts = match inner.split_once(',') {
        None => {
            let count = number(inner)?;
            (count, Some(count))
        }
        Some((least, "")) => (number(least)?, None),
        Some((least, most)) => (number(least)?, Some(number(most)?)),
    };
    Some((counts, inner.len() + 2))
}
