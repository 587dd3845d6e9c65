//! Regular expressions: JavaScript's syntax, run by `fancy-regex` with a bound on backtracking.

use fancy_regex::{Regex, RegexBuilder};

use crate::error::{Fault, Outcome};

/// Steps of backtracking after which a match is given up.
const BACKTRACK_LIMIT: usize = 1_000_000;

/// A compiled regular expression literal.
#[derive(Debug)]
pub(crate) struct Pattern {
    pub(crate) source: Box<str>,
    engine: Engine,
}

/// What runs a pattern: without look-around and back-references, in time linear to the text.
#[derive(Debug)]
enum Engine {
    Plain(regex::Regex),
    Fancy(Regex),
}

/// One match: byte ranges of the whole and of its groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Match {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) groups: Vec<Option<(usize, usize)>>,
}

impl Pattern {
    /// Compiles JavaScript's syntax; the error is JavaScript's message where it has one.
    pub(crate) fn compile(source: &str, flags: &str) -> Result<Self, String> {
        let complaint = |why: &str| format!("/{source}/{flags}: {why}");
        let translated = Translator::new(source).translate().map_err(complaint)?;
        let (folds, lines) = (flags.contains('i'), flags.contains('m'));
        let plain =
            regex::RegexBuilder::new(&translated).case_insensitive(folds).multi_line(lines).build();
        let engine = match plain {
            Ok(regex) => Engine::Plain(regex),
            Err(_) => RegexBuilder::new(&translated)
                .case_insensitive(folds)
                .multi_line(lines)
                .backtrack_limit(BACKTRACK_LIMIT)
                .build()
                .map(Engine::Fancy)
                .map_err(|_| complaint("Invalid or too large a pattern"))?,
        };
        Ok(Self { source: source.into(), engine })
    }

    /// The first match at or behind byte `from`.
    pub(crate) fn find(&self, text: &str, from: usize) -> Outcome<Option<Match>> {
        match &self.engine {
            Engine::Plain(regex) => Ok(find_plain(regex, text, from)),
            Engine::Fancy(regex) => find_fancy(regex, text, from),
        }
    }
}

fn find_plain(regex: &regex::Regex, text: &str, from: usize) -> Option<Match> {
    let mut places = regex.capture_locations();
    let whole = regex.captures_read_at(&mut places, text, from)?;
    let groups = (1..places.len()).map(|group| places.get(group)).collect();
    Some(Match { start: whole.start(), end: whole.end(), groups })
}

fn find_fancy(regex: &Regex, text: &str, from: usize) -> Outcome<Option<Match>> {
    let found = regex.captures_from_pos(text, from).map_err(|_| {
        Fault::saying("U1001", "The regular expression takes too long: too much backtracking")
    })?;
    Ok(found.and_then(|captures| {
        let whole = captures.get(0)?;
        let groups =
            captures.iter().skip(1).map(|group| group.map(|group| (group.start(), group.end())));
        Some(Match { start: whole.start(), end: whole.end(), groups: groups.collect() })
    }))
}

const DIGITS: &str = "0-9";
const WORDS: &str = "A-Za-z0-9_";
const SPACES: &str = r"\t\n\x0B\x0C\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}";
const BOUNDARY: &str = "(?:(?<=[A-Za-z0-9_])(?![A-Za-z0-9_])|(?<![A-Za-z0-9_])(?=[A-Za-z0-9_]))";
const NO_BOUNDARY: &str = "(?:(?<=[A-Za-z0-9_])(?=[A-Za-z0-9_])|(?<![A-Za-z0-9_])(?![A-Za-z0-9_]))";

/// One element of a pattern behind a backslash.
enum Escape {
    Char(char),
    /// The inside of a class, and whether it is negated.
    Class(&'static str, bool),
}

struct Translator<'s> {
    chars: std::iter::Peekable<std::str::Chars<'s>>,
    out: String,
    groups: usize,
    has_names: bool,
    /// Whether a quantifier may come now.
    repeatable: bool,
}

impl<'s> Translator<'s> {
    fn new(source: &'s str) -> Self {
        let groups = count_groups(source);
        Self {
            chars: source.chars().peekable(),
            out: String::new(),
            groups,
            has_names: source.contains("(?<"),
            repeatable: false,
        }
    }

    fn eat(&mut self, wanted: char) -> bool {
        self.chars.next_if_eq(&wanted).is_some()
    }

    /// Whether the rest begins with `text`.
    fn ahead(&self, text: &str) -> bool {
        let mut rest = self.chars.clone();
        text.chars().all(|wanted| rest.next() == Some(wanted))
    }

    fn translate(mut self) -> Result<String, &'static str> {
        while let Some(next) = self.chars.next() {
            match next {
                '\\' => self.escape()?,
                '[' => self.class()?,
                '(' => self.open_group()?,
                '.' => self.atom(r"[^\n\r\x{2028}\x{2029}]"),
                '*' | '+' | '?' => self.repeat(&next.to_string())?,
                '{' => match self.braces() {
                    Some(quantifier) => self.repeat(&quantifier)?,
                    None => self.atom(r"\{"),
                },
                '}' => self.atom(r"\}"),
                ']' => self.atom(r"\]"),
                '|' | '^' => self.separator(next),
                '$' => self.separator(next),
                ')' => self.atom(")"),
                other => self.literal(other),
            }
        }
        Ok(self.out)
    }

    fn atom(&mut self, text: &str) {
        self.out.push_str(text);
        self.repeatable = true;
    }

    fn separator(&mut self, symbol: char) {
        self.out.push(symbol);
        self.repeatable = false;
    }

    fn literal(&mut self, symbol: char) {
        push_literal(&mut self.out, symbol);
        self.repeatable = true;
    }

    fn repeat(&mut self, quantifier: &str) -> Result<(), &'static str> {
        if !self.repeatable {
            return Err("Nothing to repeat");
        }
        self.out.push_str(quantifier);
        if self.eat('?') {
            self.out.push('?');
        }
        self.repeatable = false;
        Ok(())
    }

    /// The rest of `{n}`, `{n,}` or `{n,m}`; a brace of any other kind stands for itself.
    fn braces(&mut self) -> Option<String> {
        let mut rest = self.chars.clone();
        let mut quantifier = "{".to_owned();
        let mut digits = 0;
        let mut commas = 0;
        loop {
            let next = rest.next()?;
            quantifier.push(next);
            match next {
                '0'..='9' => digits += 1,
                ',' if digits > 0 && commas == 0 => commas = 1,
                '}' if digits > 0 => break,
                _ => return None,
            }
        }
        self.chars = rest;
        Some(quantifier)
    }

    fn open_group(&mut self) -> Result<(), &'static str> {
        self.out.push('(');
        self.repeatable = false;
        if self.eat('?') {
            let known = ["<=", "<!", ":", "=", "!", "<"];
            let kind = known.into_iter().find(|kind| self.ahead(kind)).ok_or("Invalid group")?;
            self.out.push('?');
            for _ in kind.chars() {
                self.chars.next();
            }
            self.out.push_str(kind);
            if kind == "<" {
                for next in self.chars.by_ref() {
                    self.out.push(next);
                    if next == '>' {
                        break;
                    }
                }
            }
        }
        Ok(())
    }

    fn escape(&mut self) -> Result<(), &'static str> {
        let Some(&next) = self.chars.peek() else { return Err("\\ at end of pattern") };
        match next {
            'b' | 'B' => {
                self.chars.next();
                self.out.push_str(if next == 'b' { BOUNDARY } else { NO_BOUNDARY });
                self.repeatable = false;
            }
            'k' if self.has_names => {
                self.chars.next();
                self.atom(r"\k");
                for next in self.chars.by_ref() {
                    self.out.push(next);
                    if next == '>' {
                        break;
                    }
                }
            }
            '1'..='9' if self.reference() => {}
            _ => match self.escaped()? {
                Escape::Char(symbol) => self.literal(symbol),
                Escape::Class(inside, negated) => {
                    let caret = if negated { "^" } else { "" };
                    self.atom(&format!("[{caret}{inside}]"));
                }
            },
        }
        Ok(())
    }

    /// A reference to a group that the pattern has.
    fn reference(&mut self) -> bool {
        let digits: String = self.chars.clone().take_while(char::is_ascii_digit).take(3).collect();
        let fits = digits.parse::<usize>().is_ok_and(|number| number <= self.groups);
        if fits {
            self.chars.by_ref().take(digits.len()).for_each(drop);
            self.atom(&format!("(?:\\{digits})"));
        }
        fits
    }

    /// What stands behind a backslash, inside or outside a class.
    fn escaped(&mut self) -> Result<Escape, &'static str> {
        let Some(next) = self.chars.next() else { return Err("\\ at end of pattern") };
        Ok(match next {
            'd' => Escape::Class(DIGITS, false),
            'D' => Escape::Class(DIGITS, true),
            'w' => Escape::Class(WORDS, false),
            'W' => Escape::Class(WORDS, true),
            's' => Escape::Class(SPACES, false),
            'S' => Escape::Class(SPACES, true),
            't' => Escape::Char('\t'),
            'n' => Escape::Char('\n'),
            'r' => Escape::Char('\r'),
            'v' => Escape::Char('\u{b}'),
            'f' => Escape::Char('\u{c}'),
            '0'..='7' => Escape::Char(self.octal(next)),
            'x' => Escape::Char(self.hex(2).and_then(char::from_u32).unwrap_or('x')),
            'u' => Escape::Char(self.unicode()),
            'c' => match self.chars.next_if(char::is_ascii_alphabetic) {
                Some(letter) => Escape::Char(char::from(letter as u8 % 32)),
                None => Escape::Char('\\'),
            },
            other => Escape::Char(other),
        })
    }

    fn octal(&mut self, first: char) -> char {
        let mut value = first.to_digit(8).unwrap_or_default();
        while value < 32 {
            let Some(digit) = self.chars.next_if(|next| next.is_digit(8)) else { break };
            value = value * 8 + digit.to_digit(8).unwrap_or_default();
        }
        char::from_u32(value).unwrap_or('\0')
    }

    fn hex(&mut self, count: usize) -> Option<u32> {
        let digits: String = self.chars.clone().take(count).collect();
        if digits.chars().count() < count || !digits.chars().all(|digit| digit.is_ascii_hexdigit())
        {
            return None;
        }
        self.chars.by_ref().take(count).for_each(drop);
        u32::from_str_radix(&digits, 16).ok()
    }

    /// `\uXXXX`, two of them where they are a surrogate pair.
    fn unicode(&mut self) -> char {
        let Some(high) = self.hex(4) else { return 'u' };
        if (0xD800..0xDC00).contains(&high) && self.ahead("\\u") {
            let before = self.chars.clone();
            self.chars.by_ref().take(2).for_each(drop);
            match self.hex(4) {
                Some(low) if (0xDC00..0xE000).contains(&low) => {
                    return char::from_u32(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
                        .unwrap_or('\u{fffd}');
                }
                _ => self.chars = before,
            }
        }
        char::from_u32(high).unwrap_or('\u{fffd}')
    }

    fn class(&mut self) -> Result<(), &'static str> {
        let negated = self.eat('^');
        let mut inside = String::new();
        loop {
            let Some(next) = self.chars.next() else { return Err("Unterminated character class") };
            if next == ']' {
                break;
            }
            let first = self.class_element(next)?;
            if self.chars.peek() == Some(&'-') && !self.ahead("-]") {
                self.chars.next();
                let Some(next) = self.chars.next() else {
                    return Err("Unterminated character class");
                };
                let last = self.class_element(next)?;
                push_range(&mut inside, &first, &last)?;
            } else {
                push_element(&mut inside, &first);
            }
        }
        match (inside.is_empty(), negated) {
            (true, true) => self.atom(r"[\x{0}-\x{10ffff}]"),
            (true, false) => self.atom("[a&&b]"),
            (false, true) => self.atom(&format!("[^{inside}]")),
            (false, false) => self.atom(&format!("[{inside}]")),
        }
        Ok(())
    }

    fn class_element(&mut self, next: char) -> Result<Escape, &'static str> {
        if next != '\\' {
            return Ok(Escape::Char(next));
        }
        if self.eat('b') {
            return Ok(Escape::Char('\u{8}'));
        }
        self.escaped()
    }
}

/// A range, or three elements where an end is a class.
fn push_range(out: &mut String, first: &Escape, last: &Escape) -> Result<(), &'static str> {
    match (first, last) {
        (Escape::Char(low), Escape::Char(high)) if low > high => {
            return Err("Range out of order in character class");
        }
        (Escape::Char(low), Escape::Char(high)) => {
            push_literal(out, *low);
            out.push('-');
            push_literal(out, *high);
        }
        _ => {
            push_element(out, first);
            push_literal(out, '-');
            push_element(out, last);
        }
    }
    Ok(())
}

fn push_element(out: &mut String, element: &Escape) {
    match element {
        Escape::Char(symbol) => push_literal(out, *symbol),
        Escape::Class(inside, false) => out.push_str(inside),
        Escape::Class(inside, true) => out.push_str(&format!("[^{inside}]")),
    }
}

/// Letters, digits and other scripts as they are, all else by number: no character has a meaning of its own then.
fn push_literal(out: &mut String, symbol: char) {
    if symbol.is_ascii_alphanumeric() || symbol == ' ' || !symbol.is_ascii() {
        out.push(symbol);
    } else {
        out.push_str(&format!("\\x{{{:x}}}", u32::from(symbol)));
    }
}

/// Number of groups that can be referred to.
fn count_groups(source: &str) -> usize {
    let mut count = 0;
    let mut in_class = false;
    let mut chars = source.chars().peekable();
    while let Some(next) = chars.next() {
        match next {
            '\\' => {
                chars.next();
            }
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => {
                let mut rest = chars.clone();
                let plain = rest.next() != Some('?');
                let named =
                    !plain && rest.next() == Some('<') && !matches!(rest.next(), Some('=' | '!'));
                count += usize::from(plain || named);
            }
            _ => {}
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matched(source: &str, flags: &str, text: &str) -> Option<String> {
        let pattern = Pattern::compile(source, flags).unwrap();
        pattern.find(text, 0).unwrap().map(|found| text[found.start..found.end].to_owned())
    }

    #[test]
    fn javascript_syntax() {
        for (source, flags, text, want) in [
            (r"\d+", "", "a12", Some("12")),
            (r"\d", "", "٣", None),
            (r"[\w-]+", "", "a-b c", Some("a-b")),
            (r"(a)\1", "", "xaa", Some("aa")),
            (r"a{,2}", "", "a{,2}", Some("a{,2}")),
            (r"\bfoo\b", "", "a foo b", Some("foo")),
            (r"foo(?=bar)", "", "foobar", Some("foo")),
            (r"(?<!a)b", "", "abb", Some("b")),
            (r"[^]", "", "\n", Some("\n")),
            (r"[]", "", "a", None),
            (r"\u0041\x42", "", "AB", Some("AB")),
            (r"ab", "i", "xAB", Some("AB")),
            (r"^b", "m", "a\nb", Some("b")),
            (r"[[&&~~]+", "", "[&~", Some("[&~")),
            (r"\/", "", "a/b", Some("/")),
            (r"(?<y>\d{4})-\k<y>", "", "2020-2020", Some("2020-2020")),
        ] {
            assert_eq!(
                matched(source, flags, text).as_deref(),
                want,
                "/{source}/{flags} on {text:?}"
            );
        }
    }

    #[test]
    fn refused() {
        for source in ["a**", "+", "[b-a]", "(?i)a", "a++"] {
            assert!(Pattern::compile(source, "").is_err(), "{source}");
        }
    }

    #[test]
    fn catastrophes_end() {
        let pattern = Pattern::compile(r"^(a|a)*?(\\1|a)*$(?<=b)", "").unwrap();
        assert!(!matches!(pattern.find(&"a".repeat(60), 0), Ok(Some(_))));
    }
}
