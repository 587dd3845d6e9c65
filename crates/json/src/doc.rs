//! A JSON text with the places of its parts.

use dryrun_diag::{Diagnostic, FileId, Span};
use serde_json::Value;

use crate::{error::SyntaxError, parse, pointer};

/// The place of a value, and the places within it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// From the first to the last character of the value.
    pub span: Span,
    /// Its items or members, in the order of the value's own.
    pub children: Children,
}

/// What a [`Node`] holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Children {
    /// A scalar.
    None,
    /// Items of an array.
    Items(Vec<Node>),
    /// Members of an object; the n-th belongs to the n-th key of the map.
    Members(Vec<Member>),
}

/// The places of one member of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The key with its quotes.
    pub key: Span,
    /// The value.
    pub value: Node,
}

/// A key that an object has twice. As everywhere in JSON tools, the last one counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// The key.
    pub key: String,
    /// The earlier key, whose value is lost.
    pub first: Span,
    /// The later key.
    pub second: Span,
}

/// A JSON text: the value, and where each part of it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Doc {
    /// The value.
    pub value: Value,
    /// The places of its parts.
    pub node: Node,
    /// Keys that appear twice in one object, in the order of the text.
    pub duplicates: Vec<Duplicate>,
}

impl Doc {
    /// Reads a JSON text.
    ///
    /// # Errors
    /// A diagnostic `json/syntax` with the place and a plain message when the text is not JSON.
    pub fn parse(file: FileId, text: &str) -> Result<Self, Box<Diagnostic>> {
        Self::read(file, text).map_err(|error| Box::new(error.diagnostic(file)))
    }

    /// Reads a JSON text; the error can also speak as AWS does, see [`SyntaxError::jackson`].
    ///
    /// # Errors
    /// When the text is not JSON, nests too deeply, or holds half a surrogate pair.
    pub fn read(file: FileId, text: &str) -> Result<Self, SyntaxError> {
        parse::parse(file, text)
    }

    /// The whole value with its places.
    #[must_use]
    pub fn root(&self) -> Located<'_> {
        Located { value: &self.value, node: &self.node, key: None }
    }

    /// The part at a JSON Pointer.
    #[must_use]
    pub fn find(&self, pointer: &str) -> Option<Located<'_>> {
        pointer::tokens(pointer)?.try_fold(self.root(), |at, token| at.child(&token))
    }

    /// The part at a JSON Pointer, or the innermost part on the way to it that exists.
    #[must_use]
    pub fn nearest(&self, pointer: &str) -> Located<'_> {
        let mut at = self.root();
        for token in pointer::tokens(pointer).into_iter().flatten() {
            match at.child(&token) {
                Some(child) => at = child,
                None => break,
            }
        }
        at
    }

    /// JSON Pointer of the innermost member or item that holds the byte (keys belong to their member).
    #[must_use]
    pub fn pointer_at(&self, byte: u32) -> String {
        let mut pointer = String::new();
        let mut at = self.root();
        while let Some((token, child)) = at.child_at(byte) {
            pointer::push(&mut pointer, &token);
            at = child;
        }
        pointer
    }
}

/// A part of a [`Doc`]: the value together with its places.
#[derive(Debug, Clone, Copy)]
pub struct Located<'a> {
    /// The value.
    pub value: &'a Value,
    /// Its places.
    pub node: &'a Node,
    /// The key it stands under, if it is a member of an object.
    pub key: Option<Span>,
}

impl<'a> Located<'a> {
    /// Where the value stands.
    #[must_use]
    pub fn span(self) -> Span {
        self.node.span
    }

    /// Where the key stands; the value's place for items and the whole text.
    #[must_use]
    pub fn key_span(self) -> Span {
        self.key.unwrap_or(self.node.span)
    }

    /// The member of that name.
    #[must_use]
    pub fn get(self, key: &str) -> Option<Located<'a>> {
        let (Value::Object(map), Children::Members(members)) = (self.value, &self.node.children)
        else {
            return None;
        };
        // The map has no index of its keys to offer: small ones are searched as fast as hashed.
        if map.len() > 16 && !map.contains_key(key) {
            return None;
        }
        let ((_, value), member) = map.iter().zip(members).find(|((name, _), _)| *name == key)?;
        Some(Located { value, node: &member.value, key: Some(member.key) })
    }

    /// The member or item that a JSON Pointer token names.
    #[must_use]
    pub fn child(self, token: &str) -> Option<Located<'a>> {
        match (self.value, &self.node.children) {
            (Value::Array(items), Children::Items(nodes)) => {
                let index = pointer::index(token)?;
                Some(Located { value: items.get(index)?, node: nodes.get(index)?, key: None })
            }
            _ => self.get(token),
        }
    }

    /// The members of an object; none for other values.
    pub fn members(self) -> impl Iterator<Item = (&'a str, Located<'a>)> {
        let members = match &self.node.children {
            Children::Members(members) => members.as_slice(),
            Children::Items(_) | Children::None => &[],
        };
        let located = |((key, value), member): ((&'a String, &'a Value), &'a Member)| {
            (key.as_str(), Located { value, node: &member.value, key: Some(member.key) })
        };
        self.value.as_object().into_iter().flatten().zip(members).map(located)
    }

    /// The items of an array; none for other values.
    pub fn items(self) -> impl Iterator<Item = Located<'a>> {
        let nodes = match &self.node.children {
            Children::Items(nodes) => nodes.as_slice(),
            Children::Members(_) | Children::None => &[],
        };
        self.value.as_array().into_iter().flatten().zip(nodes).map(|(value, node)| Located {
            value,
            node,
            key: None,
        })
    }

    /// The member or item that holds a byte, with its pointer token.
    fn child_at(self, byte: u32) -> Option<(String, Located<'a>)> {
        let holds = |at: &Located<'_>| at.key_span().start <= byte && byte < at.span().end;
        let member = self.members().find(|(_, at)| holds(at)).map(|(key, at)| (key.to_owned(), at));
        member.or_else(|| {
            self.items()
                .enumerate()
                .find(|(_, at)| holds(at))
                .map(|(index, at)| (index.to_string(), at))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"{"a": [10, {"b/c": "x"}], "d": null, "a\u0062": 1}"#;

    fn doc() -> Doc {
        Doc::parse(FileId(0), TEXT).unwrap()
    }

    #[test]
    fn every_part_knows_its_place() {
        let doc = doc();
        let text = |pointer: &str| {
            doc.find(pointer).map(|at| (&TEXT[at.key_span().range()], &TEXT[at.span().range()]))
        };
        assert_eq!(text(""), Some((TEXT, TEXT)));
        assert_eq!(text("/a/0"), Some(("10", "10")));
        assert_eq!(text("/a/1/b~1c"), Some(("\"b/c\"", "\"x\"")));
        assert_eq!(text("/d"), Some(("\"d\"", "null")));
        assert_eq!(text("/ab"), Some(("\"a\\u0062\"", "1")));
        assert_eq!(text("/a/2"), None);
        assert_eq!(text("a"), None);
        assert_eq!(&TEXT[doc.nearest("/a/1/zz/y").span().range()], r#"{"b/c": "x"}"#);
    }

    #[test]
    fn bytes_lead_back_to_pointers() {
        let doc = doc();
        let at = |needle: &str| doc.pointer_at(u32::try_from(TEXT.find(needle).unwrap()).unwrap());
        assert_eq!(at("\"x\""), "/a/1/b~1c");
        assert_eq!(at("b/c"), "/a/1/b~1c");
        assert_eq!(at("10"), "/a/0");
        assert_eq!(at("{"), "");
    }

    #[test]
    fn the_last_of_equal_keys_counts() {
        let text = r#"{"a": 1, "b": 2, "a": 3}"#;
        let doc = Doc::parse(FileId(0), text).unwrap();
        assert_eq!(doc.value, serde_json::json!({"a": 3, "b": 2}));
        let [double] = doc.duplicates.as_slice() else { panic!("one duplicate") };
        assert_eq!((double.key.as_str(), double.first.start, double.second.start), ("a", 1, 17));
        assert_eq!(&text[doc.find("/a").unwrap().span().range()], "3");
        assert_eq!(&text[doc.find("/b").unwrap().span().range()], "2");
    }
}
