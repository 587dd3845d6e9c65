//! Values in prose: `**6 s**<!-- =NAME.CASE.elapsed -->`.

use std::ops::Range;

use dryrun_diag::Diagnostic;
use pulldown_cmark::{Event, TagEnd};
use serde_json::Value;

use crate::mapped::Mapped;
use crate::scan::Scanned;

/// A value in prose and what it quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProseValue {
    /// `NAME.CASE.path` as written.
    pub path: String,
    /// Where the path starts in the chapter.
    pub path_at: usize,
    /// The text that readers see, in the chapter.
    pub shown: Range<usize>,
}

/// The last thing before a comment: what its value stands in.
#[derive(Debug, Default)]
pub(crate) struct Before {
    last: Option<(Range<usize>, Kind)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Code,
    Emphasis,
}

impl Before {
    /// Notes an inline element.
    pub(crate) fn see(&mut self, event: &Event<'_>, range: &Range<usize>) {
        self.last = match event {
            Event::Text(_) => Some((range.clone(), Kind::Text)),
            Event::Code(_) => Some((range.clone(), Kind::Code)),
            Event::End(TagEnd::Emphasis | TagEnd::Strong) => Some((range.clone(), Kind::Emphasis)),
            Event::InlineHtml(_) => self.last.take(),
            _ => None,
        };
    }

    /// The element that a comment follows.
    pub(crate) fn value(&self) -> Option<Range<usize>> {
        self.last.as_ref().map(|(range, _)| range.clone())
    }
}

/// Notes a value whose text ends where the comment `whole` begins.
pub(crate) fn value(
    chapter: &Mapped,
    path: &str,
    path_at: usize,
    before: Option<Range<usize>>,
    whole: &Range<usize>,
    found: &mut Scanned,
) {
    let shown = before
        .filter(|range| range.end == whole.start)
        .and_then(|range| shown(&chapter.text, range));
    match shown {
        Some(shown) => found.values.push(ProseValue { path: path.to_owned(), path_at, shown }),
        None => found.diagnostics.push(
            Diagnostic::error(
                "Value without text",
                "This comment names a value, but there is no text right before it.",
            )
            .code("weave/value-without-text")
            .at(chapter.span(whole.clone()))
            .help("write the value first: **6 s**<!-- =NAME.CASE.elapsed -->"),
        ),
    }
}

/// The inner text of emphasis or code, or the last word of plain text.
fn shown(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let element = text.get(range.clone())?;
    let mark = element.chars().next()?;
    if matches!(mark, '*' | '_' | '`') && element.ends_with(mark) && element.len() > 1 {
        let marks = element.len() - element.trim_start_matches(mark).len();
        let inner = element.get(marks..element.len() - marks)?;
        let blanks = inner.len() - inner.trim_start().len();
        let start = range.start + marks + blanks;
        return Some(start..start + inner.trim().len()).filter(|range| !range.is_empty());
    }
    let start = element.rfind(char::is_whitespace).map_or(0, |at| {
        at + element.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
    });
    Some(range.start + start..range.end).filter(|range| !range.is_empty())
}

/// The value at a dotted path or, from the first `/` on, a JSON Pointer.
pub(crate) fn look_up<'a>(facts: &'a Value, path: &str) -> Option<&'a Value> {
    let (dotted, pointer) = path.find('/').map_or((path, ""), |at| path.split_at(at));
    let mut value = facts;
    for name in dotted.split('.').filter(|name| !name.is_empty()) {
        value = match value {
            Value::Array(items) => items.get(name.parse::<usize>().ok()?)?,
            _ => value.get(name)?,
        };
    }
    value.pointer(pointer)
}

/// What a value in prose stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// A code span: everything is itself.
    Code,
    /// Emphasis: some characters would be Markdown or HTML.
    Emphasis,
    /// The last word of a text: the same, and it ends at a blank.
    Word,
}

impl Place {
    /// The place of a value by what stands before it.
    pub(crate) fn after(before: &str) -> Self {
        match before.chars().next_back() {
            Some('`') => Self::Code,
            Some('*' | '_') => Self::Emphasis,
            _ => Self::Word,
        }
    }
}

/// Characters of a value that a backslash keeps from being Markdown or HTML.
const MARKUP: &[char] = &['\\', '*', '`', '[', '<', '&'];

/// What readers see of a written value.
pub(crate) fn read_as(written: &str, place: Place) -> String {
    let mut out = String::with_capacity(written.len());
    let mut chars = written.chars().peekable();
    while let Some(c) = chars.next() {
        let escapes = c == '\\' && place != Place::Code;
        match chars.peek().filter(|next| escapes && MARKUP.contains(next)).copied() {
            Some(escaped) => {
                chars.next();
                out.push(escaped);
            }
            None => out.push(c),
        }
    }
    out
}

/// How a value is written so that readers see it as it is, and it is found again; `None` where that cannot be.
pub(crate) fn written_as(value: &str, place: Place) -> Option<String> {
    if value.is_empty() || value.trim() != value {
        return None;
    }
    match place {
        Place::Code => (!value.contains('`')).then(|| value.to_owned()),
        Place::Word if value.contains(char::is_whitespace) => None,
        Place::Emphasis | Place::Word => {
            let escaped = |c: char| MARKUP.contains(&c).then_some('\\').into_iter().chain([c]);
            Some(value.chars().flat_map(escaped).collect())
        }
    }
}

/// What the text must say so that it is true; `None`: it is true as it stands.
///
/// A number may be followed by a unit and have thousands separators; only the digits are checked and replaced.
#[must_use]
pub fn corrected(shown: &str, value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => corrected_number(shown, &number.to_string()),
        Value::String(text) => {
            // Prose flows: line ends of a value are blanks in it.
            let text = text.split(['\n', '\r']).collect::<Vec<_>>().join(" ");
            (shown != text).then_some(text)
        }
        Value::Bool(_) | Value::Null | Value::Array(_) | Value::Object(_) => {
            let text = value.to_string();
            (shown != text).then_some(text)
        }
    }
}

fn corrected_number(shown: &str, number: &str) -> Option<String> {
    let number = number.strip_suffix(".0").unwrap_or(number);
    let is_digit = |c: char| c.is_ascii_digit();
    let Some(start) = shown.find(is_digit) else { return Some(number.to_owned()) };
    let start =
        if start > 0 && shown.as_bytes().get(start - 1) == Some(&b'-') { start - 1 } else { start };
    let rest = shown.get(start..).unwrap_or_default();
    let length =
        rest.find(|c: char| !(is_digit(c) || matches!(c, '.' | ',' | '-'))).unwrap_or(rest.len());
    let digits = rest.get(..length).unwrap_or_default().trim_end_matches(['.', ',']);
    let plain: String = digits.chars().filter(|c| *c != ',').collect();
    let same = match (plain.parse::<f64>(), number.parse::<f64>()) {
        (Ok(shown), Ok(number)) => shown.total_cmp(&number).is_eq(),
        _ => plain == number,
    };
    if same {
        return None;
    }
    let after = rest.get(digits.len()..).unwrap_or_default();
    Some(format!("{}{number}{after}", shown.get(..start).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_keep_their_units() {
        for (shown, value, want) in [
            ("6 s", json!(6), None),
            ("6 s", json!(6.0), None),
            ("6 s", json!(7.5), Some("7.5 s")),
            ("1,024", json!(1024), None),
            ("about 3 attempts", json!(4), Some("about 4 attempts")),
            ("six", json!(6), Some("6")),
            ("paid", json!("paid"), None),
            ("paid", json!("open"), Some("open")),
        ] {
            assert_eq!(corrected(shown, &value).as_deref(), want, "{shown} {value}");
        }
    }

    #[test]
    fn values_are_no_markup() {
        for value in ["<script>alert(1)</script>", "a *b* `c` [d](e) & \\", "A_B"] {
            let written = written_as(value, Place::Emphasis).unwrap();
            assert_eq!(read_as(&written, Place::Emphasis), value);
            assert!(!written.starts_with('<'));
        }
        assert_eq!(written_as("two words", Place::Word), None);
        assert_eq!(written_as("a `b`", Place::Code), None);
        assert_eq!(read_as("a\\*b", Place::Code), "a\\*b");
    }

    #[test]
    fn paths_are_dotted_or_pointers() {
        let facts = json!({"states": {"Charge": {"attempts": 3}}, "list": [1, 2]});
        assert_eq!(look_up(&facts, "states.Charge.attempts"), Some(&json!(3)));
        assert_eq!(look_up(&facts, "/states/Charge/attempts"), Some(&json!(3)));
        assert_eq!(look_up(&facts, "list.1"), Some(&json!(2)));
        assert_eq!(look_up(&facts, "no.such"), None);
    }

    #[test]
    fn the_shown_text_is_the_inner_one() {
        for (text, want) in
            [("a **6 s**", "6 s"), ("`x`", "x"), ("took 12", "12"), ("_yes_", "yes")]
        {
            let start = text.find(['*', '`', '_']).unwrap_or(0);
            assert_eq!(
                shown(text, start..text.len()).and_then(|range| text.get(range)),
                Some(want),
                "{text}"
            );
        }
    }
}
