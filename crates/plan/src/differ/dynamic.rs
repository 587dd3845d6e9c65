//! Differences of values without a type in the schema, as of JSON: outputs, dynamic attributes and JSON in strings.

use super::sequence::pair_elements;
use super::{Change, Diff, Scalar, Shape, Side, merge, typed};
use crate::model::Action;
use crate::tree::{Tree, View};

/// What JSON calls the type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum JsonType {
    Null,
    Bool,
    Number,
    Text,
    Array,
    Object,
}

impl JsonType {
    fn of<T: Tree>(side: &Side<'_, T>) -> Self {
        match side.node.map(Tree::view) {
            None | Some(View::Null | View::Unknown) => Self::Null,
            Some(View::Bool(_)) => Self::Bool,
            Some(View::Number(_)) => Self::Number,
            Some(View::Text(_)) => Self::Text,
            Some(View::Array(_)) => Self::Array,
            Some(View::Object(_)) => Self::Object,
        }
    }
}

/// The difference of two values, whatever they are.
pub(super) fn dynamic<'a, T: Tree>(change: &Change<'a, T>) -> Diff<'a> {
    if let Some((action, hidden)) = change.hidden(|open| dynamic(open)) {
        return Diff {
            action,
            replace: change.replace.end_here(),
            shape: Shape::Sensitive(hidden),
        };
    }
    if let Some((_, before)) = change.unknown() {
        let action = if before.is_some() { Action::Update } else { Action::Create };
        return plain(action, Shape::Unknown(before.map(|before| Box::new(dynamic(&before)))));
    }
    let (before, after) = (JsonType::of(&change.before), JsonType::of(&change.after));
    let deleted = after == JsonType::Null && !change.after.explicit;
    let created = before == JsonType::Null && !change.before.explicit;
    if before == after || created || deleted {
        return update(change, if before == JsonType::Null { after } else { before });
    }
    let (before, after) = (update(&change.as_delete(), before), update(&change.as_create(), after));
    plain(Action::Update, Shape::TypeChange(Box::new(before), Box::new(after)))
}

/// Parts of untyped values do not say what forces replacement.
fn plain(action: Action, shape: Shape<'_>) -> Diff<'_> {
    Diff { action, replace: false, shape }
}

fn update<'a, T: Tree>(change: &Change<'a, T>, ty: JsonType) -> Diff<'a> {
    match ty {
        JsonType::Null | JsonType::Bool | JsonType::Number => {
            plain(change.json_action(), scalar(change))
        }
        JsonType::Text => plain(change.json_action(), text(change)),
        JsonType::Array => array(change),
        JsonType::Object => object(change),
    }
}

impl<T: Tree> Change<'_, T> {
    fn json_action(&self) -> Action {
        match (
            self.before.node.is_none() && !self.before.explicit,
            self.after.node.is_none() && !self.after.explicit,
        ) {
            (true, false) => Action::Create,
            (false, true) => Action::Delete,
            _ if self.has_same_json() => Action::NoOp,
            _ => Action::Update,
        }
    }
}

fn array<'a, T: Tree>(change: &Change<'a, T>) -> Diff<'a> {
    let is_object = |tree: &T| matches!(tree.view(), View::Object(_));
    let mut action = change.action_of_whole();
    let mut parts = Vec::new();
    for pair in pair_elements(change.before.elements(), change.after.elements(), |before, after| {
        is_object(before) && is_object(after)
    }) {
        let part = dynamic(&typed::at(change, pair));
        action = merge(action, part.action);
        parts.push(part);
    }
    plain(action, Shape::List(parts))
}

fn object<'a, T: Tree>(change: &Change<'a, T>) -> Diff<'a> {
    let mut action = change.action_of_whole();
    let mut parts = Vec::new();
    for key in typed::keys(change) {
        let part = dynamic(&change.entry(key));
        action = merge(action, part.action);
        parts.push((key, part));
    }
    plain(action, Shape::Object(parts))
}

/// The shape of a string.
pub(super) fn text<'a, T: Tree>(change: &Change<'a, T>) -> Shape<'a> {
    let text = |side: &Side<'a, T>| match side.node?.view() {
        View::Text(text) => Some(text),
        _ => None,
    };
    Shape::Text { before: text(&change.before), after: text(&change.after) }
}

/// The shape of a boolean, a number or null.
pub(super) fn scalar<'a, T: Tree>(change: &Change<'a, T>) -> Shape<'a> {
    let scalar = |side: &Side<'a, T>| match side.node.map(Tree::view) {
        Some(View::Bool(value)) => Scalar::Bool(value),
        Some(View::Number(digits)) => Scalar::Number(digits),
        _ => Scalar::Null,
    };
    Shape::Scalar { before: scalar(&change.before), after: scalar(&change.after) }
}
