//! Damaged characters: what blogs make of quotes, blanks, angle brackets, and what they put before lines.
//!
//! The number of lines stays the same, so that a note's line is one of the post.

use super::{Notation, Note, parses};

/// A text with its characters mended, as far as that is needed.
pub(crate) fn clean(text: &str, notation: Option<Notation>, notes: &mut Vec<Note>) -> String {
    let text = without_numbers(&blanks(text, notes), notes);
    let Some(notation) = notation else { return text };
    if parses(&text, notation) {
        return text;
    }
    let mut text = quotes(&entities(&text, notes), notes);
    if notation == Notation::Json {
        text = super::tokens::mend(&joined(&text, notes), notes);
    }
    text
}

fn note(notes: &mut Vec<Note>, line: usize, what: &str) {
    notes.push(Note { line, what: what.to_owned() });
}

/// Each line through a function; lines that change are noted.
fn by_line(text: &str, notes: &mut Vec<Note>, what: &str, f: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, line) in text.lines().enumerate() {
        let new = f(line);
        if new != line {
            note(notes, at, what);
        }
        out.push_str(&new);
        out.push('\n');
    }
    out
}

fn is_odd_blank(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

fn blanks(text: &str, notes: &mut Vec<Note>) -> String {
    by_line(text, notes, "made blanks of non-breaking ones", |line| {
        let seen = line.chars().filter(|c| !is_invisible(*c));
        seen.map(|c| if is_odd_blank(c) { ' ' } else { c }).collect()
    })
}

/// The number and its separator at the start of a line.
fn numbered(line: &str) -> Option<(usize, &str)> {
    let rest = line.trim_start();
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let number = rest.get(..digits)?.parse().ok()?;
    let rest = rest.get(digits..)?;
    let rest = rest.strip_prefix(['.', ':', '|', ')']).unwrap_or(rest);
    (rest.is_empty() || rest.starts_with([' ', '\t'])).then_some((number, rest))
}

/// Takes line numbers away where each line has the next one.
fn without_numbers(text: &str, notes: &mut Vec<Note>) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let found: Vec<Option<(usize, &str)>> = lines.iter().map(|line| numbered(line)).collect();
    let with = || found.iter().flatten();
    let counted = lines.iter().filter(|line| !line.trim().is_empty()).count();
    let rising = with().zip(with().skip(1)).all(|((a, _), (b, _))| *b == *a + 1);
    if counted < 2 || with().count() < counted || !rising {
        return text.to_owned();
    }
    // The narrowest gap after a number is the separator; more is indentation.
    let gap = |rest: &str| rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let least = with().filter(|(_, rest)| !rest.trim().is_empty()).map(|(_, rest)| gap(rest)).min();
    let least = least.unwrap_or(0);
    note(notes, 0, "took line numbers away");
    let stripped = found.iter().map(|line| match line {
        Some((_, rest)) => rest.get(least.min(rest.len())..).unwrap_or_default(),
        None => "",
    });
    stripped.fold(String::new(), |text, line| text + line + "\n")
}

const ENTITIES: &[(&str, &str)] = &[
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&#34;", "\""),
    ("&#39;", "'"),
    ("&#x27;", "'"),
    ("&apos;", "'"),
    ("&nbsp;", " "),
    ("&#160;", " "),
    ("&ldquo;", "\u{201c}"),
    ("&rdquo;", "\u{201d}"),
    ("&#8220;", "\u{201c}"),
    ("&#8221;", "\u{201d}"),
    ("&#8243;", "\u{2033}"),
    ("&lsquo;", "\u{2018}"),
    ("&rsquo;", "\u{2019}"),
    ("&#8216;", "\u{2018}"),
    ("&#8217;", "\u{2019}"),
    ("&#123;", "{"),
    ("&#125;", "}"),
    ("&#91;", "["),
    ("&#93;", "]"),
    ("&#61;", "="),
    ("&#36;", "$"),
    ("&amp;", "&"),
];

fn entities(text: &str, notes: &mut Vec<Note>) -> String {
    by_line(text, notes, "made characters of entities such as `&lt;`", |line| {
        ENTITIES.iter().fold(line.to_owned(), |line, (entity, c)| line.replace(entity, c))
    })
}

fn is_double(c: char) -> bool {
    matches!(
        c,
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{2036}' | '\u{ab}' | '\u{bb}' | '\u{ff02}'
    )
}

fn is_single(c: char) -> bool {
    matches!(c, '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{b4}')
}

/// Typographic quotes outside of strings in straight ones; a string that begins with one ends with the next.
fn quotes(text: &str, notes: &mut Vec<Note>) -> String {
    by_line(text, notes, "made straight quotes of typographic ones", |line| {
        let mut out = String::with_capacity(line.len());
        let mut open: Option<char> = None;
        let mut escaped = false;
        for c in line.chars() {
            match open {
                _ if escaped => escaped = false,
                Some('"') if c == '\\' => escaped = true,
                Some('"') if c == '"' => open = None,
                Some('"') => {}
                Some(_) if is_double(c) || is_single(c) || c == '"' => {
                    open = None;
                    out.push('"');
                    continue;
                }
                Some(_) => {}
                None if is_double(c) || is_single(c) => {
                    open = Some(c);
                    out.push('"');
                    continue;
                }
                None if c == '"' => open = Some('"'),
                None if c == '\u{2013}' => {
                    out.push('-');
                    continue;
                }
                None => {}
            }
            out.push(c);
        }
        out
    })
}

/// Whether a line leaves a string open.
fn leaves_open(line: &str) -> bool {
    let mut open = false;
    let mut escaped = false;
    for c in line.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if open => escaped = true,
            '"' => open = !open,
            _ => {}
        }
    }
    open
}

/// Strings that were broken into two lines, joined with a blank.
fn joined(text: &str, notes: &mut Vec<Note>) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut at = 0;
    while at + 1 < lines.len() {
        let (head, tail) = lines.split_at_mut(at + 1);
        if let ([.., line], [next, ..]) = (head, tail)
            && leaves_open(line)
            && leaves_open(next)
        {
            *line = format!("{} {}", line.trim_end(), next.trim_start());
            next.clear();
            note(notes, at, "joined a string that was broken into two lines");
        }
        at += 1;
    }
    lines.iter().fold(String::new(), |text, line| text + line + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str, notation: Notation) -> String {
        clean(text, Some(notation), &mut Vec::new())
    }

    #[test]
    fn typographic_quotes_become_straight_but_not_within_strings() {
        let text =
            "{ \u{201c}a\u{201d}: \u{2033}it\u{2019}s\u{2033}, \"b\": \"\u{201c}x\u{201d}\" }\n";
        let wanted = "{ \"a\": \"it\"s\", \"b\": \"\u{201c}x\u{201d}\" }\n";
        assert_eq!(
            cleaned("{ \u{201c}a\u{201d}: \"\u{201c}x\u{201d}\" }", Notation::Json),
            "{ \"a\": \"\u{201c}x\u{201d}\" }\n"
        );
        assert_ne!(cleaned(text, Notation::Json), wanted);
    }

    #[test]
    fn numbers_go_where_all_lines_have_them() {
        let text = "1  {\n2    \"a\": 1\n3  }\n";
        assert_eq!(cleaned(text, Notation::Json), "{\n  \"a\": 1\n}\n");
        assert_eq!(cleaned("[\n1\n]\n", Notation::Json), "[\n1\n]\n");
    }

    #[test]
    fn what_parses_keeps_its_entities() {
        let text = "{\"a\": \"&lt;\"}\n";
        assert_eq!(cleaned(text, Notation::Json), text);
        assert_eq!(cleaned("{&quot;a&quot;: 1}", Notation::Json), "{\"a\": 1}\n");
    }
}
