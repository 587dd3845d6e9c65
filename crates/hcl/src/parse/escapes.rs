//! Backslash escapes and doubled markers.

use std::borrow::Cow;

use dryrun_diag::Span;

use super::Parser;
use crate::lex::{Token, TokenKind};

const SUMMARY: &str = "Invalid escape sequence";

impl<'a> Parser<'a> {
    /// The text that a literal token stands for.
    pub(super) fn unescape(&mut self, token: Token) -> Cow<'a, str> {
        let text = self.text(token);
        let quoted = token.kind == TokenKind::QuotedText;
        if text.starts_with("$${") || text.starts_with("%%{") {
            return Cow::Borrowed(text.get(1..).unwrap_or_default());
        }
        if !quoted || !text.contains('\\') {
            return Cow::Borrowed(text);
        }
        Cow::Owned(self.resolve(token, text))
    }

    fn resolve(&mut self, token: Token, text: &str) -> String {
        let mut result = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find('\\') {
            let (before, escape) = rest.split_at(at);
            result.push_str(before);
            let start = token.start as usize + (text.len() - escape.len());
            let used = self.escape(escape, start, &mut result);
            rest = escape.get(used..).unwrap_or_default();
        }
        result.push_str(rest);
        result
    }

    /// Resolves the escape that `escape` starts with; returns how long it is.
    fn escape(&mut self, escape: &str, start: usize, result: &mut String) -> usize {
        let Some(selector) = escape.chars().nth(1) else {
            self.bad_escape(
                start,
                1,
                "Backslash must be followed by an escape sequence selector character.".into(),
            );
            result.push('\\');
            return 1;
        };
        match selector {
            'n' => result.push('\n'),
            'r' => result.push('\r'),
            't' => result.push('\t'),
            '"' => result.push('"'),
            '\\' => result.push('\\'),
            'u' => return self.code_point(escape, start, 4, result),
            'U' => return self.code_point(escape, start, 8, result),
            _ => {
                let length = 1 + selector.len_utf8();
                let detail =
                    format!("The symbol \"{selector}\" is not a valid escape sequence selector.");
                self.bad_escape(start, length, detail);
                result.push(selector);
            }
        }
        1 + selector.len_utf8()
    }

    /// `\uXXXX` or `\UXXXXXXXX`.
    fn code_point(
        &mut self,
        escape: &str,
        start: usize,
        digits: usize,
        result: &mut String,
    ) -> usize {
        let hex: String =
            escape.chars().skip(2).take(digits).take_while(char::is_ascii_hexdigit).collect();
        let length = 2 + hex.len();
        let number = u32::from_str_radix(&hex, 16).unwrap_or_default();
        if hex.len() < digits {
            let (letter, words) = if digits == 4 { ('u', "four") } else { ('U', "eight") };
            let detail = format!(
                "The \\{letter} escape sequence must be followed by {words} hexadecimal digits."
            );
            self.bad_escape(start, length, detail);
        } else if let Some(character) = char::from_u32(number) {
            result.push(character);
            return length;
        } else {
            self.bad_escape(
                start,
                length,
                format!("Cannot encode character U+{number:04x} in UTF-8."),
            );
        }
        result.push_str(escape.get(..length).unwrap_or_default());
        length
    }

    fn bad_escape(&mut self, start: usize, length: usize, detail: String) {
        self.error(SUMMARY, detail, Span::new(self.input.file, start, start + length), None);
    }
}
