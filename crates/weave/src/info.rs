//! Info strings: the language, the role, then `key=value` words.

use std::ops::Range;

/// One `key=value` or bare word of an info string, with its place in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The word before `=`.
    pub name: String,
    /// What follows `=`; `None` for a bare word.
    pub value: Option<String>,
    /// Byte range of the whole word in the info string.
    pub range: Range<usize>,
}

/// A parsed info string.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Info {
    /// First word: the language that sites colour by.
    pub language: String,
    /// Second word.
    pub role: Option<(String, Range<usize>)>,
    /// The rest.
    pub keys: Vec<Key>,
}

impl Info {
    /// Reads `json asl id=x, title="a b"`: words are separated by blanks or commas, values may be quoted.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut words = words(text).into_iter();
        let language = words.next().map(|word| word.name).unwrap_or_default();
        Self::rest(language, words)
    }

    /// Reads what follows `dryrun:` in a comment: the same without a language.
    #[must_use]
    pub fn parse_comment(text: &str) -> Self {
        Self::rest(String::new(), words(text).into_iter())
    }

    fn rest(language: String, words: impl Iterator<Item = Key>) -> Self {
        let mut keys: Vec<Key> = words.collect();
        let named = keys
            .first()
            .is_some_and(|first| first.value.is_none() && !crate::keys::is_flag(&first.name));
        let role = match keys.first() {
            Some(_) if named => Some(keys.remove(0)).map(|word| (word.name, word.range)),
            // `lambda=FUNCTION` is a role and says whose code it is.
            Some(first) if crate::keys::is_role(&first.name) => {
                Some((first.name.clone(), first.range.start..first.range.start + first.name.len()))
            }
            _ => None,
        };
        Self { language, role, keys }
    }

    /// The key of a name.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// The value of a key.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.key(name)?.value.as_deref()
    }

    /// Whether the page leaves its fence out: it is for the check alone, or pinned in a file.
    #[must_use]
    pub fn is_hidden(&self) -> bool {
        self.flag("hidden") || self.flag("snapshot")
    }

    /// Whether a bare word is there.
    #[must_use]
    pub fn flag(&self, name: &str) -> bool {
        self.key(name).is_some()
    }
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || c == ','
}

fn words(text: &str) -> Vec<Key> {
    let mut words = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(is_separator);
        if rest.is_empty() {
            return words;
        }
        let start = text.len() - rest.len();
        let (name, after) =
            rest.split_at(rest.find(|c| is_separator(c) || c == '=').unwrap_or(rest.len()));
        let (value, after) = match after.strip_prefix('=') {
            Some(value) => value_of(value),
            None => (None, after),
        };
        words.push(Key { name: name.to_owned(), value, range: start..text.len() - after.len() });
        rest = after;
    }
}

/// The value at the start of `text` and what follows it; in quotes `\"` and `\\` are escapes.
fn value_of(text: &str) -> (Option<String>, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let (value, after) = text.split_at(text.find(is_separator).unwrap_or(text.len()));
        return (Some(value.to_owned()), after);
    };
    let mut value = String::new();
    let mut chars = quoted.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (Some(value), quoted.get(at + 1..).unwrap_or_default()),
            '\\' => value.extend(chars.next().map(|(_, escaped)| escaped)),
            _ => value.push(c),
        }
    }
    (Some(value), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keys_and_quotes() {
        let info = Info::parse(r#"json asl id=x,case=a title="a \"b\" c" hidden"#);
        assert_eq!(info.language, "json");
        assert_eq!(info.role.as_ref().unwrap().0, "asl");
        assert_eq!(info.value("title"), Some(r#"a "b" c"#));
        assert!(info.flag("hidden"));
        assert_eq!(info.key("case").unwrap().range, 14..20);
    }

    #[test]
    fn a_comment_may_have_no_role() {
        let info = Info::parse_comment(" seed=7 clock=2026-01-01T00:00:00Z");
        assert_eq!(info.role, None);
        assert_eq!(info.value("seed"), Some("7"));
        assert_eq!(Info::parse("json editable").role.unwrap().0, "editable");
    }

    #[test]
    fn a_role_may_have_a_value() {
        let info = Info::parse("python lambda=charge of=x");
        assert_eq!(info.role, Some(("lambda".to_owned(), 7..13)));
        assert_eq!(info.value("lambda"), Some("charge"));
    }
}
