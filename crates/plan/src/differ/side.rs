//! The two sides of a change and the way down into them.

use dryrun_cty::Step;

use super::{Diff, Hidden, Shape};
use crate::model::Action;
use crate::tree::{Tree, View, same};

/// The container a value is in: an unknown element still has its place, an unknown entry is absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Within {
    List,
    Object,
}

/// A value before or after.
#[derive(Debug)]
pub(crate) struct Side<'a, T> {
    /// The value unless null, unknown or absent.
    pub(crate) node: Option<&'a T>,
    /// It is there, be it null: a null element of a list is not the same as no element.
    pub(crate) explicit: bool,
    /// Known after apply.
    pub(crate) unknown: bool,
    /// Hidden as a whole.
    pub(crate) sensitive: bool,
    /// What is in it is not asked for its sensitivity: the whole has been.
    pub(crate) open: bool,
}

impl<T> Clone for Side<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Side<'_, T> {}

impl<'a, T: Tree> Side<'a, T> {
    pub(crate) const ABSENT: Self =
        Self { node: None, explicit: false, unknown: false, sensitive: false, open: false };

    /// The side of a whole value.
    pub(crate) fn root(tree: &'a T) -> Self {
        Self { explicit: false, ..Self::of(Some(tree), Within::Object) }
    }

    /// The side of a value in a container.
    pub(crate) fn of(tree: Option<&'a T>, within: Within) -> Self {
        let Some(tree) = tree else { return Self::ABSENT };
        let (node, explicit, unknown) = match tree.view() {
            View::Null => (None, true, false),
            View::Unknown => (None, within == Within::List, true),
            View::Bool(_) | View::Number(_) | View::Text(_) | View::Array(_) | View::Object(_) => {
                (Some(tree), true, false)
            }
        };
        Self { node, explicit, unknown, sensitive: tree.is_sensitive(), open: false }
    }

    fn child(&self, tree: Option<&'a T>, within: Within) -> Self {
        let open = self.open || self.sensitive;
        let child = Self::of(tree, within);
        Self { sensitive: child.sensitive && !open, open, ..child }
    }

    pub(crate) fn entry(&self, key: &str) -> Self {
        match self.node.map(Tree::view) {
            Some(View::Object(entries)) => self.child(entries.get(key), Within::Object),
            _ => Self::ABSENT,
        }
    }

    /// The elements of a list; none of anything else.
    pub(crate) fn elements(&self) -> &'a [T] {
        match self.node.map(Tree::view) {
            Some(View::Array(elements)) => elements,
            _ => &[],
        }
    }

    pub(crate) fn element(&self, at: Option<usize>) -> Self {
        self.child(at.and_then(|at| self.elements().get(at)), Within::List)
    }

    /// The keys of a map, those of unknown entries included.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &'a str> + use<'a, T> {
        let entries = match self.node.map(Tree::view) {
            Some(View::Object(entries)) => Some(entries),
            _ => None,
        };
        entries.into_iter().flat_map(|entries| entries.keys().map(AsRef::as_ref))
    }

    fn opened(self) -> Self {
        Self { sensitive: false, open: true, ..self }
    }

    fn is_missing(&self) -> bool {
        self.node.is_none() && !self.explicit
    }
}

/// Paths below a value that are of interest.
#[derive(Debug, Clone, Default)]
pub(crate) struct Paths<'a> {
    all: bool,
    /// What is below the end of a path is of interest, too.
    spreading: bool,
    tails: Vec<&'a [Step]>,
}

impl<'a> Paths<'a> {
    /// Everything.
    pub(crate) fn all() -> Self {
        Self { all: true, ..Self::default() }
    }

    /// Just the ends of the given paths.
    pub(crate) fn of(paths: impl Iterator<Item = &'a [Step]>) -> Self {
        Self { tails: paths.collect(), ..Self::default() }
    }

    /// The given paths and all below.
    pub(crate) fn spreading(paths: impl Iterator<Item = &'a [Step]>) -> Self {
        Self { spreading: true, ..Self::of(paths) }
    }

    /// Whether a path ends here.
    pub(crate) fn end_here(&self) -> bool {
        self.all || self.tails.iter().any(|tail| tail.is_empty())
    }

    /// Whether a path ends here or further below.
    pub(crate) fn pass_here(&self) -> bool {
        self.all || !self.tails.is_empty()
    }

    fn below(&self, matches: impl Fn(&Step) -> bool) -> Self {
        let further = |tail: &&'a [Step]| match tail.split_first() {
            Some((step, rest)) => matches(step).then_some(rest),
            None => self.spreading.then_some(*tail),
        };
        Self { tails: self.tails.iter().filter_map(further).collect(), ..*self }
    }

    fn entry(&self, key: &str) -> Self {
        self.below(|step| match step {
            Step::Attribute(name) => **name == *key,
            Step::Index(index) => index.as_str() == Some(key),
        })
    }

    fn element(&self, at: usize) -> Self {
        let at = at.to_string();
        self.below(|step| match step {
            Step::Attribute(name) => **name == *at,
            Step::Index(index) => {
                index.as_str() == Some(&at)
                    || index.as_number().is_some_and(|number| number.to_string() == at)
            }
        })
    }
}

/// A value before and after.
#[derive(Debug)]
pub(crate) struct Change<'a, T> {
    pub(crate) before: Side<'a, T>,
    pub(crate) after: Side<'a, T>,
    /// What forces replacement.
    pub(crate) replace: Paths<'a>,
    /// What is worth showing.
    pub(crate) relevant: Paths<'a>,
}

impl<T> Clone for Change<'_, T> {
    fn clone(&self) -> Self {
        Self { replace: self.replace.clone(), relevant: self.relevant.clone(), ..*self }
    }
}

impl<'a, T: Tree> Change<'a, T> {
    /// A change that forces no replacement and is of interest.
    pub(crate) fn between(before: Side<'a, T>, after: Side<'a, T>) -> Self {
        Self { before, after, replace: Paths::default(), relevant: Paths::all() }
    }

    /// The change of one entry, no change where it is not of interest.
    pub(crate) fn entry(&self, key: &str) -> Self {
        let child = Self {
            before: self.before.entry(key),
            after: self.after.entry(key),
            replace: self.replace.entry(key),
            relevant: self.relevant.entry(key),
        };
        child.if_relevant()
    }

    /// The change from one element to another; either may be missing.
    pub(crate) fn element(&self, before: Option<usize>, after: Option<usize>) -> Self {
        let at = before.or(after).unwrap_or_default();
        Self {
            before: self.before.element(before),
            after: self.after.element(after),
            replace: self.replace.element(at),
            // Lists and sets are of interest as a whole or not at all.
            relevant: Paths::all(),
        }
    }

    /// The change of the elements at one place.
    pub(crate) fn element_at(&self, at: usize) -> Self {
        let present = |side: &Side<'a, T>| (at < side.elements().len()).then_some(at);
        Self {
            relevant: self.relevant.element(at),
            ..self.element(present(&self.before), present(&self.after))
        }
        .if_relevant()
    }

    fn if_relevant(self) -> Self {
        if self.relevant.pass_here() { self } else { Self { after: self.before, ..self } }
    }

    /// As if the value was only removed.
    pub(crate) fn as_delete(&self) -> Self {
        Self { after: Side::ABSENT, ..self.clone() }
    }

    /// As if the value was only added.
    pub(crate) fn as_create(&self) -> Self {
        Self { before: Side::ABSENT, ..self.clone() }
    }

    /// Without what forces replacement: the whole says it.
    pub(crate) fn without_reasons(self) -> Self {
        Self { replace: Paths::default(), ..self }
    }

    /// Both sides null or absent.
    pub(crate) fn is_nothing(&self) -> bool {
        self.before.node.is_none() && self.after.node.is_none()
    }

    /// What happened to a value without parts.
    pub(crate) fn action(&self) -> Action {
        match (self.before.is_missing(), self.after.is_missing()) {
            (true, false) => Action::Create,
            (false, true) => Action::Delete,
            _ if self.is_unchanged() => Action::NoOp,
            _ => Action::Update,
        }
    }

    fn is_unchanged(&self) -> bool {
        self.has_same_json()
            && self.before.explicit == self.after.explicit
            && self.before.sensitive == self.after.sensitive
    }

    /// Whether the JSON of both sides is the same.
    pub(crate) fn has_same_json(&self) -> bool {
        match (self.before.node, self.after.node) {
            (None, None) => true,
            (Some(before), Some(after)) => same(before, after),
            _ => false,
        }
    }

    /// What happened to a value with parts before its parts are looked at.
    pub(crate) fn action_of_whole(&self) -> Action {
        match (self.before.node, self.after.node) {
            (None, Some(_)) => Action::Create,
            (Some(_), None) => Action::Delete,
            _ => Action::NoOp,
        }
    }

    /// A difference of this change's own.
    pub(crate) fn diff(&self, action: Action, shape: Shape<'a>) -> Diff<'a> {
        Diff { action, replace: self.replace.end_here(), shape }
    }

    /// If the value is hidden on one side or both: the action and what may be told; `inner` compares the open value.
    pub(crate) fn hidden(&self, inner: impl FnOnce(&Self) -> Diff<'a>) -> Option<(Action, Hidden)> {
        let (before, after) = (self.before.sensitive, self.after.sensitive);
        if !before && !after {
            return None;
        }
        let opened =
            Self { before: self.before.opened(), after: self.after.opened(), ..self.clone() };
        let inner = inner(&opened).action;
        let exists = !(self.before.is_missing() && self.after.is_missing());
        let action =
            if inner == Action::NoOp && before != after && exists { Action::Update } else { inner };
        Some((action, Hidden { inner, before, after }))
    }

    /// If the value is unknown: the change with its place kept, and what was there before, as if removed.
    pub(crate) fn unknown(&self) -> Option<(Self, Option<Self>)> {
        if !self.after.unknown {
            return None;
        }
        let kept = Self { after: Side { explicit: true, ..self.after }, ..self.clone() };
        let before = self.before.node.map(|_| kept.as_delete());
        Some((kept, before))
    }
}
