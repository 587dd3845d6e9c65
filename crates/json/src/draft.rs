//! JSON texts that are being written: read whatever state they are in, for editors.

use dryrun_diag::{FileId, Span};
use serde_json::{Map, Value};

use crate::doc::{Children, Doc, Member, Node};
use crate::error::Expected;
use crate::parse::DEPTH_LIMIT;
use crate::strings;

/// Where the cursor stands in a [`draft`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// Keys and positions of the containers around it, from the outside.
    pub path: Vec<String>,
    /// What stands there.
    pub at: Spot,
    /// What has been typed of it: with quotes where it has some, empty where nothing has.
    pub typed: Span,
}

/// What stands at a [`Cursor`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// A key of the object at the path.
    Key,
    /// The value of a member of that key of the object at the path, or of an item of that position.
    Value(String),
}

/// Reads a text that need not be JSON yet. What is missing is null; what makes no sense is passed over.
#[must_use]
pub fn draft(file: FileId, text: &str) -> Doc {
    let mut reader = Reader { file, text, at: 0, depth: 0 };
    reader.skip_space();
    let (value, node) = reader.value();
    Doc { value, node, duplicates: Vec::new() }
}

/// Where a byte stands in a draft; `None` outside of any object or array.
#[must_use]
pub fn cursor(doc: &Doc, text: &str, byte: usize) -> Option<Cursor> {
    let file = doc.node.span.file;
    let byte = u32::try_from(byte).unwrap_or(u32::MAX);
    let typed = |span: Span| {
        let is_blank = text.get(span.range()).is_none_or(|typed| typed.trim().is_empty());
        if is_blank { Span { file, start: byte, end: byte } } else { span }
    };
    let nothing = Span { file, start: byte, end: byte };
    let (mut value, mut node, mut path) = (&doc.value, &doc.node, Vec::new());
    if !inside(node, byte, text) {
        return None;
    }
    loop {
        let (token, child, child_node) = match (value, &node.children) {
            (Value::Object(map), Children::Members(members)) => {
                let touched = map
                    .iter()
                    .zip(members)
                    .find(|(_, member)| member.key.start < byte && byte <= member.value.span.end);
                let Some(((key, value), member)) = touched else {
                    return Some(Cursor { path, at: Spot::Key, typed: nothing });
                };
                if byte <= member.key.end {
                    return Some(Cursor { path, at: Spot::Key, typed: member.key });
                }
                (key.clone(), value, &member.value)
            }
            (Value::Array(items), Children::Items(nodes)) => {
                let touched =
                    nodes.iter().position(|node| node.span.start <= byte && byte <= node.span.end);
                let index = touched.unwrap_or_else(|| {
                    nodes.iter().take_while(|node| node.span.end < byte).count()
                });
                match touched.and_then(|at| Some((items.get(at)?, nodes.get(at)?))) {
                    Some((value, node)) => (index.to_string(), value, node),
                    None => {
                        let at = Spot::Value(index.to_string());
                        return Some(Cursor { path, at, typed: nothing });
                    }
                }
            }
            _ => return None,
        };
        if !inside(child_node, byte, text) {
            let typed = match child_node.children {
                Children::None if child_node.span.start <= byte => typed(child_node.span),
                _ => nothing,
            };
            return Some(Cursor { path, at: Spot::Value(token), typed });
        }
        path.push(token);
        (value, node) = (child, child_node);
    }
}

/// Whether a byte stands between the brackets of a container; one that is not closed has no end.
fn inside(node: &Node, byte: u32, text: &str) -> bool {
    let is_closed = text
        .get(node.span.range())
        .is_some_and(|text| text.len() > 1 && text.ends_with([']', '}']));
    !matches!(node.children, Children::None)
        && node.span.start < byte
        && (byte < node.span.end || (!is_closed && byte <= node.span.end))
}

struct Reader<'t> {
    file: FileId,
    text: &'t str,
    at: usize,
    depth: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    fn span(&self, start: usize) -> Span {
        Span::new(self.file, start, self.at)
    }

    /// The value that starts here; null and no more than blanks where none does.
    fn value(&mut self) -> (Value, Node) {
        let start = self.at;
        self.depth += 1;
        let (value, children) = match self.peek() {
            Some(b'{') if self.depth < DEPTH_LIMIT => self.object(),
            Some(b'[') if self.depth < DEPTH_LIMIT => self.array(),
            Some(b'"') => (Value::String(self.string()), Children::None),
            None | Some(b',' | b':' | b'}' | b']') => (Value::Null, Children::None),
            Some(_) => (self.word(), Children::None),
        };
        self.depth -= 1;
        (value, Node { span: self.span(start), children })
    }

    /// A string; one that has no end stops with its line.
    fn string(&mut self) -> String {
        if let Ok((text, end)) = strings::read(self.text, self.at, Expected::Value) {
            self.at = end;
            return text.into_owned();
        }
        let start = self.at + 1;
        let rest = self.text.get(start..).unwrap_or_default();
        let line = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let line = rest.get(..line).unwrap_or_default();
        let close = line.find('"');
        self.at = start + close.map_or(line.trim_end().len(), |close| close + 1);
        line.get(..close.unwrap_or(line.len())).unwrap_or_default().trim_end().to_owned()
    }

    fn word(&mut self) -> Value {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let ends =
            |c: char| c.is_whitespace() || matches!(c, ',' | ':' | '{' | '}' | '[' | ']' | '"');
        let end = rest.find(ends).unwrap_or(rest.len());
        let word = rest.get(..end).unwrap_or_default();
        self.at += end;
        serde_json::from_str(word).unwrap_or_else(|_| Value::from(word))
    }

    fn array(&mut self) -> (Value, Children) {
        let (mut items, mut nodes) = (Vec::new(), Vec::new());
        self.at += 1;
        loop {
            self.skip_space();
            match self.peek() {
                Some(b']') => {
                    self.at += 1;
                    break;
                }
                // A brace that was not opened here ends an object further out.
                None | Some(b'}') => break,
                Some(b',' | b':') => self.at += 1,
                Some(b'{' | b'[') if self.depth + 1 >= DEPTH_LIMIT => self.at += 1,
                Some(_) => {
                    let (value, node) = self.value();
                    items.push(value);
                    nodes.push(node);
                }
            }
        }
        (Value::Array(items), Children::Items(nodes))
    }

    fn object(&mut self) -> (Value, Children) {
        let (mut map, mut members): (Map<String, Value>, Vec<Member>) = (Map::new(), Vec::new());
        self.at += 1;
        loop {
            self.skip_space();
            match self.peek() {
                Some(b'}') => {
                    self.at += 1;
                    break;
                }
                None | Some(b']') => break,
                Some(b',' | b':' | b'{' | b'[') => self.at += 1,
                Some(_) => {
                    let (name, member, value) = self.member();
                    let index = map.keys().position(|known| *known == name);
                    map.insert(name, value);
                    match index.and_then(|index| members.get_mut(index)) {
                        Some(known) => *known = member,
                        None => members.push(member),
                    }
                }
            }
        }
        (Value::Object(map), Children::Members(members))
    }

    fn member(&mut self) -> (String, Member, Value) {
        let start = self.at;
        let name = match self.word_or_string() {
            Value::String(name) => name,
            other => other.to_string(),
        };
        let key = self.span(start);
        let after = self.at;
        self.skip_space();
        if self.peek() != Some(b':') {
            self.at = after;
            let node = Node { span: self.span(after), children: Children::None };
            return (name, Member { key, value: node }, Value::Null);
        }
        self.at += 1;
        let colon = self.at;
        self.skip_space();
        if self.next_is_key() {
            // The value is still to come: its place is what lies between the colon and the next line.
            let gap = self.text.get(colon..self.at).unwrap_or_default();
            let end = colon + gap.find('\n').unwrap_or(gap.len());
            let span = Span::new(self.file, colon, end);
            let node = Node { span, children: Children::None };
            return (name, Member { key, value: node }, Value::Null);
        }
        let (value, mut node) = self.value();
        if node.span.is_empty() {
            node.span.start = u32::try_from(colon).unwrap_or(u32::MAX);
        }
        (name, Member { key, value: node }, value)
    }

    fn word_or_string(&mut self) -> Value {
        if self.peek() == Some(b'"') { Value::String(self.string()) } else { self.word() }
    }

    /// Whether what comes is the key of another member.
    fn next_is_key(&mut self) -> bool {
        let here = self.at;
        let is_string = self.peek() == Some(b'"');
        if is_string {
            self.string();
            self.skip_space();
        }
        let is_key = is_string && self.peek() == Some(b':');
        self.at = here;
        is_key
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(text: &str) -> Value {
        draft(FileId(0), text).value
    }

    #[test]
    fn unfinished_texts_are_read() {
        for (text, want) in [
            ("", json!(null)),
            ("{", json!({})),
            (r#"{"a": {"b": [1, "#, json!({"a": {"b": [1]}})),
            (r#"{"a": , "b": 1}"#, json!({"a": null, "b": 1})),
            ("{\"a\": \n \"b\": 1}", json!({"a": null, "b": 1})),
            ("{\"a\": \"x\n, \"b\": tr}", json!({"a": "x", "b": "tr"})),
            ("{\"a\n \"b\": {\"c\": 1}", json!({"a": null, "b": {"c": 1}})),
            (r#"{"a": [1, {"b": 2], "c": 3}"#, json!({"a": [1, {"b": 2}], "c": 3})),
            (r#"{"a": 1, "a": 2}"#, json!({"a": 2})),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
        assert!(read(&"[".repeat(100_000)).is_array());
        assert!(read(&"{\"a\":".repeat(100_000)).is_object());
    }

    #[test]
    fn the_cursor_is_found() {
        // The bar is the cursor.
        for (text, path, at, typed) in [
            ("{|}", "", Spot::Key, ""),
            ("{\"a\": 1, |", "", Spot::Key, ""),
            ("{\"a|", "", Spot::Key, "\"a"),
            ("{\"a\": {\"St|\": 1}}", "a", Spot::Key, "\"St\""),
            ("{\"a\": |}", "", Spot::Value("a".to_owned()), ""),
            ("{\"a\": |\n \"b\": 1}", "", Spot::Value("a".to_owned()), ""),
            ("{\"a\": \n | \"b\": 1}", "", Spot::Key, ""),
            ("{\"a\": \"x|y\"}", "", Spot::Value("a".to_owned()), "\"xy\""),
            ("{\"a\": [1, |]}", "a", Spot::Value("1".to_owned()), ""),
            ("{\"a\": [\"x|\"]}", "a", Spot::Value("0".to_owned()), "\"x\""),
            ("{\"a\": [{\"b\": {|", "a/0/b", Spot::Key, ""),
            ("{\"a\": tr|", "", Spot::Value("a".to_owned()), "tr"),
        ] {
            let byte = text.find('|').unwrap();
            let text = text.replacen('|', "", 1);
            let doc = draft(FileId(0), &text);
            let found = cursor(&doc, &text, byte).unwrap();
            assert_eq!((found.path.join("/").as_str(), &found.at), (path, &at), "{text}");
            assert_eq!(text.get(found.typed.range()), Some(typed), "{text}");
        }
        let doc = draft(FileId(0), "{} ");
        assert_eq!(cursor(&doc, "{} ", 3), None);
    }
}
