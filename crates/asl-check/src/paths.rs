//! JSONPaths of a definition, as far as a static check needs them: are they well formed, where do they start, do they
//! select one value or several.

use std::ops::Range;

/// Where a path starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Root {
    /// `$`: the state's input or result.
    Data,
    /// `$$`: the context object.
    Context,
    /// `$name`: a variable.
    Variable(String),
}

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// `.name` or `['name']`.
    Key(String),
    /// `[3]`.
    Index(i64),
    /// A wildcard, slice, filter, list or descent: selects any number of values.
    Many,
    /// A function such as `length()` at the end.
    Function,
}

/// A well-formed path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Path {
    pub(crate) root: Root,
    pub(crate) steps: Vec<Step>,
}

/// Why a text is no path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PathError {
    pub(crate) at: usize,
    pub(crate) message: &'static str,
}

impl Path {
    /// Whether it selects exactly one value, as a reference path must.
    pub(crate) fn is_reference(&self) -> bool {
        self.steps.iter().all(|step| matches!(step, Step::Key(_) | Step::Index(_)))
    }
}

/// Reads a path.
pub(crate) fn parse(text: &str) -> Result<Path, PathError> {
    let mut scan = Scan { text, at: 0 };
    let root = scan.root()?;
    let mut steps = Vec::new();
    while scan.at < text.len() {
        scan.step(&mut steps)?;
    }
    Ok(Path { root, steps })
}

/// The path at the start of a text and its length: arguments of intrinsic functions end at a comma, a bracket or a blank.
pub(crate) fn prefix(text: &str) -> Result<(Path, usize), PathError> {
    let mut scan = Scan { text, at: 0 };
    let root = scan.root()?;
    let mut steps = Vec::new();
    while scan.peek().is_some_and(|next| next == '.' || next == '[') {
        scan.step(&mut steps)?;
    }
    Ok((Path { root, steps }, scan.at))
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn error<T>(&self, message: &'static str) -> Result<T, PathError> {
        Err(PathError { at: self.at, message })
    }

    fn root(&mut self) -> Result<Root, PathError> {
        if !self.rest().starts_with('$') {
            return self.error("a path starts with `$`");
        }
        self.at += 1;
        if self.rest().starts_with('$') {
            self.at += 1;
            return Ok(Root::Context);
        }
        let name = take(self.rest(), |found| found.is_alphanumeric() || found == '_');
        self.at += name.len();
        match name.chars().next() {
            None => Ok(Root::Data),
            Some(first) if first.is_ascii_digit() => {
                self.error("a variable's name starts with a letter")
            }
            Some(_) => Ok(Root::Variable(name.to_owned())),
        }
    }

    fn step(&mut self, steps: &mut Vec<Step>) -> Result<(), PathError> {
        match self.peek() {
            Some('[') => self.bracket(steps),
            Some('.') => self.dot(steps),
            _ => self.error("expected `.` or `[`"),
        }
    }

    fn dot(&mut self, steps: &mut Vec<Step>) -> Result<(), PathError> {
        self.at += 1;
        if self.rest().starts_with('.') {
            self.at += 1;
            steps.push(Step::Many);
            if self.peek() == Some('[') {
                return Ok(());
            }
        }
        if self.rest().starts_with('*') {
            self.at += 1;
            steps.push(Step::Many);
            return Ok(());
        }
        let name = take(self.rest(), |found| {
            !matches!(
                found,
                '.' | '[' | ']' | '(' | ')' | ',' | '\'' | '"' | '*' | '@' | ' ' | '\n' | '\t'
            )
        });
        if name.is_empty() {
            return self.error("expected a field's name after `.`");
        }
        self.at += name.len();
        if self.rest().starts_with("()") {
            self.at += 2;
            steps.push(Step::Function);
        } else {
            steps.push(Step::Key(name.to_owned()));
        }
        Ok(())
    }

    fn bracket(&mut self, steps: &mut Vec<Step>) -> Result<(), PathError> {
        let Some(inner) = closed(self.rest()) else { return self.error("`[` is never closed") };
        let text = self.rest().get(inner.clone()).unwrap_or_default().trim();
        let step = if text.is_empty() {
            return self.error("`[]` selects nothing");
        } else if let Some(name) = quoted(text) {
            Step::Key(name)
        } else if let Ok(index) = text.parse() {
            Step::Index(index)
        } else if text == "*"
            || text.starts_with('?')
            || text.starts_with('(')
            || text.contains(',')
            || is_slice(text)
        {
            Step::Many
        } else {
            self.at += 1;
            return self.error(
                "expected a quoted name, an index, a slice, `*` or a filter in the brackets",
            );
        };
        self.at += inner.end + 1;
        steps.push(step);
        Ok(())
    }
}

fn is_slice(text: &str) -> bool {
    let part = |part: &str| part.trim().is_empty() || part.trim().parse::<i64>().is_ok();
    text.contains(':') && text.split(':').all(part)
}

fn take(text: &str, part: impl Fn(char) -> bool) -> &str {
    text.get(..text.find(|found| !part(found)).unwrap_or(text.len())).unwrap_or_default()
}

/// The text within the brackets that `text` starts with; quotes and inner brackets are skipped.
fn closed(text: &str) -> Option<Range<usize>> {
    let mut depth = 0_u32;
    let mut quote = None;
    let mut escaped = false;
    for (at, found) in text.char_indices() {
        match (quote, found) {
            _ if escaped => escaped = false,
            (_, '\\') => escaped = true,
            (Some(open), _) if open == found => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(found),
            (None, '[') => depth += 1,
            (None, ']') => {
                depth -= 1;
                if depth == 0 {
                    return Some(1..at);
                }
            }
            (None, _) => {}
        }
    }
    None
}

/// The text of a single quoted name, unless there are several.
fn quoted(text: &str) -> Option<String> {
    let quote = text.chars().next().filter(|first| matches!(first, '\'' | '"'))?;
    let inner = text.strip_prefix(quote)?.strip_suffix(quote)?;
    let mut name = String::new();
    let mut chars = inner.chars();
    while let Some(found) = chars.next() {
        match found {
            '\\' => name.extend(chars.next()),
            _ if found == quote => return None,
            _ => name.push(found),
        }
    }
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_apart() {
        for (text, reference) in [
            ("$", true),
            ("$.a.b-c", true),
            ("$['a']['b c'][0]", true),
            ("$$.Execution.Id", true),
            ("$name.x", true),
            ("$[-1]", true),
            ("$..a", false),
            ("$.a[*]", false),
            ("$.*", false),
            ("$[1:3]", false),
            ("$[?(@.a == 'x]')]", false),
            ("$.a.length()", false),
            ("$['a','b']", false),
            ("$.é", true),
        ] {
            assert_eq!(parse(text).map(|path| path.is_reference()), Ok(reference), "{text}");
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for (text, at) in [
            ("", 0),
            ("a.b", 0),
            ("$.", 2),
            ("$.a[", 3),
            ("$.a[]", 3),
            ("$.a b", 3),
            ("$[abc]", 2),
            ("$1", 2),
            ("$.a'", 3),
        ] {
            assert_eq!(parse(text).map_err(|error| error.at), Err(at), "{text}");
        }
    }
}
