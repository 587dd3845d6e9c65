//! Where the search stands: the open containers, and what was spent to get here.

use std::rc::Rc;

use super::line::Kind;

/// Names remembered of one container; more are not compared.
const NAMES: usize = 64;

/// A container that is open.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub(crate) kind: Kind,
    pub(crate) parent: Option<Rc<Frame>>,
    /// The name it stands under; items have none.
    pub(crate) name: Rc<str>,
    /// Indentation of the line that opened it.
    pub(crate) indent: i32,
    /// Indentation of its first member.
    pub(crate) members: Option<i32>,
    /// Indentation of its latest member.
    pub(crate) latest: Option<i32>,
    /// Indentation within its latest item that had lost its bracket.
    pub(crate) within: Option<i32>,
    /// How many members it has.
    pub(crate) count: usize,
    /// Names of its members, by number.
    pub(crate) names: Rc<Vec<u32>>,
    /// The first name within its first item.
    pub(crate) first: Option<u32>,
    pub(crate) depth: usize,
}

/// What the text needs before the next line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pending {
    /// Nothing stands in the container yet.
    Fresh,
    /// A value just ended.
    Complete,
    /// A comma just ended.
    Comma,
    /// A value must come.
    Value,
}

/// One change, in a list that grows backwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// This bracket, closing that kind, goes after a line, indented so far.
    Close { after: usize, kind: Kind, indent: i32 },
    /// The closing brackets just before get a comma.
    CommaAfterClose,
    /// This bracket goes before a line.
    Open { before: usize, kind: Kind, indent: i32 },
    /// A comma is missing at the end of a line.
    Comma { line: usize },
    /// A comma at the end of a line is one too many.
    NoComma { line: usize },
}

/// Index into the list of changes.
pub(crate) type Trail = Option<u32>;

/// One way to read the text so far.
#[derive(Debug, Clone)]
pub(crate) struct State {
    pub(crate) cost: u32,
    pub(crate) top: Rc<Frame>,
    pub(crate) pending: Pending,
    /// The line that ended last.
    pub(crate) previous: Option<usize>,
    pub(crate) trail: Trail,
}

impl Frame {
    pub(crate) fn root(kind: Kind, members: Option<i32>, unit: i32) -> Self {
        Self {
            kind,
            parent: None,
            name: "".into(),
            indent: members.unwrap_or(0) - unit,
            members,
            latest: None,
            within: None,
            count: 0,
            names: Rc::default(),
            first: None,
            depth: 0,
        }
    }

    pub(crate) fn inside(self: &Rc<Self>, kind: Kind, name: &str, indent: i32) -> Self {
        Self {
            kind,
            parent: Some(Rc::clone(self)),
            name: name.into(),
            indent,
            members: None,
            latest: None,
            within: None,
            count: 0,
            names: Rc::default(),
            first: None,
            depth: self.depth + 1,
        }
    }

    /// With one more member on a line of that indentation.
    pub(crate) fn with_member(&self, indent: Option<i32>, name: Option<u32>) -> Self {
        let mut next = self.clone();
        next.count += 1;
        next.members = next.members.or(indent);
        next.latest = indent.or(next.latest);
        if let Some(name) = name.filter(|_| next.names.len() < NAMES) {
            Rc::make_mut(&mut next.names).push(name);
        }
        next
    }

    pub(crate) fn has(&self, name: u32) -> bool {
        self.names.contains(&name)
    }

    /// The names that lead here, outermost first.
    pub(crate) fn path(&self) -> Vec<Rc<str>> {
        let mut path = Vec::new();
        let mut at = Some(self);
        while let Some(frame) = at {
            if frame.parent.is_some() {
                path.push(Rc::clone(&frame.name));
            }
            at = frame.parent.as_deref();
        }
        path.reverse();
        path
    }
}
