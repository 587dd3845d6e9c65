//! JSON within its lines: comments, single quotes, commas too many or too few.

use super::Note;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    /// Nothing yet, an opening bracket, a colon.
    Start,
    Comma(usize),
    Value,
}

/// The text with each line made JSON as far as the line alone tells.
pub(crate) fn mend(text: &str, notes: &mut Vec<Note>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut commented = false;
    for (at, line) in text.lines().enumerate() {
        let mut what = Vec::new();
        let mended = line_of(line, &mut commented, &mut what);
        what.dedup();
        notes.extend(what.into_iter().map(|what| Note { line: at, what: what.to_owned() }));
        out.push_str(mended.trim_end());
        out.push('\n');
    }
    out
}

fn line_of(line: &str, commented: &mut bool, what: &mut Vec<&'static str>) -> String {
    let mut out = String::with_capacity(line.len());
    let mut last = Last::Start;
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        if *commented {
            let Some((_, after)) = rest.split_once("*/") else { return out };
            (rest, *commented) = (after, false);
            continue;
        }
        if c == '#' || rest.starts_with("//") {
            what.push("took a comment out: JSON has none");
            return out;
        }
        if rest.starts_with("/*") {
            what.push("took a comment out: JSON has none");
            *commented = true;
            rest = rest.get(2..).unwrap_or_default();
            continue;
        }
        let length = match c {
            '"' => string(rest, '"'),
            '\'' => string(rest, '\''),
            '{' | '}' | '[' | ']' | ',' | ':' => 1,
            c if c.is_whitespace() => {
                out.push(c);
                rest = rest.get(c.len_utf8()..).unwrap_or_default();
                continue;
            }
            _ => rest
                .find(|c: char| c.is_whitespace() || "{}[],:\"".contains(c))
                .unwrap_or(rest.len())
                .max(c.len_utf8()),
        };
        let (token, after) = rest.split_at(length);
        match c {
            '}' | ']' => {
                if let Last::Comma(place) = last {
                    out.remove(place);
                    what.push("took a comma before a closing bracket away");
                }
                last = Last::Value;
            }
            ',' => last = Last::Comma(out.len()),
            ':' => last = Last::Start,
            _ => {
                if last == Last::Value {
                    let end = out.trim_end().len();
                    out.insert(end, ',');
                    what.push("put a comma between two values");
                }
                last = if matches!(c, '{' | '[') { Last::Start } else { Last::Value };
            }
        }
        if c == '\'' {
            what.push("made double quotes of single ones");
            let inner = token.trim_matches('\'');
            out.push_str(&format!("\"{}\"", inner.replace('"', "\\\"")));
        } else {
            out.push_str(token);
        }
        rest = after;
    }
    out
}

/// Length of a string with its quotes; an open one goes to the end of the line.
fn string(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_quotes_and_comments() {
        let text = "{ 'a': [1, 2,], \"b\": 1 \"c\": 2 } // why\n";
        assert_eq!(mend(text, &mut Vec::new()), "{ \"a\": [1, 2], \"b\": 1, \"c\": 2 }\n");
        assert_eq!(mend("\"a\": 1,\n\"b\": 2\n", &mut Vec::new()), "\"a\": 1,\n\"b\": 2\n");
    }
}
