//! Differences of attributes, led by the type in the schema.

use std::collections::BTreeSet;

use dryrun_cty::{Type, Value};

use super::sequence::{Pair, pair_elements};
use super::{Change, Diff, Shape, dynamic, merge, set};
use crate::tree::{Tree, View};

/// The difference of a value of a type.
pub(super) fn typed<'a>(change: &Change<'a, Value>, ty: &'a Type) -> Diff<'a> {
    if *ty == Type::String {
        of_type(&change.without_empty_text(), ty)
    } else {
        of_type(change, ty)
    }
}

fn of_type<'a>(change: &Change<'a, Value>, ty: &'a Type) -> Diff<'a> {
    if let Some((action, hidden)) = change.hidden(|open| match ty {
        Type::Dynamic => of_type(&open.without_empty_text(), ty),
        _ => typed(open, ty),
    }) {
        return change.diff(action, Shape::Sensitive(hidden));
    }
    if let Some((kept, before)) = change.unknown() {
        let before = before.map(|before| Box::new(typed(&before.without_reasons(), ty)));
        return kept.diff(kept.action(), Shape::Unknown(before));
    }
    match ty {
        Type::Dynamic => dynamic::dynamic(change),
        Type::String => change.diff(change.action(), dynamic::text(change)),
        Type::Bool | Type::Number => change.diff(change.action(), dynamic::scalar(change)),
        Type::Object(object) => {
            entries(change, object.attributes.iter().map(|(name, ty)| (name.as_ref(), ty)))
        }
        Type::Map(element) => map(change, element),
        Type::List(element) => list(change, element),
        Type::Tuple(elements) => tuple(change, elements),
        Type::Set(element) => elements(change, element),
    }
}

fn entries<'a>(
    change: &Change<'a, Value>,
    attributes: impl Iterator<Item = (&'a str, &'a Type)>,
) -> Diff<'a> {
    let mut action = change.action_of_whole();
    let mut parts = Vec::new();
    for (name, ty) in attributes {
        let child = change.entry(name).implicit();
        let part = typed(&child, ty);
        if part.action == crate::Action::NoOp && child.is_nothing() {
            continue;
        }
        action = merge(action, part.action);
        parts.push((name, part));
    }
    change.diff(action, Shape::Object(parts))
}

fn map<'a>(change: &Change<'a, Value>, element: &'a Type) -> Diff<'a> {
    let mut action = change.action_of_whole();
    let mut parts = Vec::new();
    for key in keys(change) {
        let part = typed(&change.entry(key), element);
        action = merge(action, part.action);
        parts.push((key, part));
    }
    change.diff(action, Shape::Map(parts))
}

/// The keys of both sides, in order.
pub(super) fn keys<'a, T: Tree>(change: &Change<'a, T>) -> BTreeSet<&'a str> {
    change.before.keys().chain(change.after.keys()).collect()
}

fn list<'a>(change: &Change<'a, Value>, element: &'a Type) -> Diff<'a> {
    let (before, after) = (change.before.elements(), change.after.elements());
    let objects = matches!(element, Type::Object(_));
    let mut action = change.action_of_whole();
    let mut parts = Vec::new();
    for pair in pair_elements(before, after, |_, _| objects) {
        let part = typed(&at(change, pair), element);
        action = merge(action, part.action);
        parts.push(part);
    }
    change.diff(action, Shape::List(parts))
}

/// The change of a pair of elements.
pub(super) fn at<'a, T: Tree>(change: &Change<'a, T>, pair: Pair) -> Change<'a, T> {
    match pair {
        Pair::Both(before, after) => change.element(Some(before), Some(after)),
        Pair::Before(at) => change.element(Some(at), None),
        Pair::After(at) => change.element(None, Some(at)),
    }
}

fn tuple<'a>(change: &Change<'a, Value>, elements: &'a [Type]) -> Diff<'a> {
    let mut action = change.action_of_whole();
    let mut parts = Vec::new();
    for (at, ty) in elements.iter().enumerate() {
        let part = typed(&change.element_at(at), ty);
        action = merge(action, part.action);
        parts.push(part);
    }
    change.diff(action, Shape::List(parts))
}

fn elements<'a>(change: &Change<'a, Value>, element: &'a Type) -> Diff<'a> {
    let mut action = change.action_of_whole();
    let mut parts = Vec::new();
    for pair in set::pair(change) {
        let part = typed(&at(change, pair), element);
        action = merge(action, part.action);
        parts.push(part);
    }
    change.diff(action, Shape::Set(parts))
}

impl Change<'_, Value> {
    /// Parts of objects and blocks are never null by intention: null and absent are the same there.
    pub(super) fn implicit(mut self) -> Self {
        self.before.explicit = false;
        self.after.explicit = false;
        self
    }

    /// Where the type is string, an empty one counts as null: old providers know no null strings.
    pub(super) fn without_empty_text(&self) -> Self {
        let mut change = self.clone();
        for side in [&mut change.before, &mut change.after] {
            side.node = side.node.filter(|node| !matches!(node.view(), View::Text("")));
        }
        change
    }
}
