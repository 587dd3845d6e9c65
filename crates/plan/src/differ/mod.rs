//! What changed: two values in, a tree of differences out. Knows nothing of how it will be shown.

mod block;
mod dynamic;
mod sequence;
mod set;
mod side;
mod typed;

use dryrun_cty::Value;
use dryrun_provider::Block;

use crate::json_text::Json;
use crate::model::{Action, OutputChange, ResourceChange};
use crate::tree::Digits;

pub(crate) use sequence::{Pair, pair_lines};
pub(crate) use side::{Change, Paths, Side};

/// A difference between two values: what happened to the whole, and its parts.
#[derive(Debug, Clone)]
pub(crate) struct Diff<'a> {
    /// `NoOp`, `Create`, `Update` or `Delete`.
    pub(crate) action: Action,
    /// It is a reason to replace the whole object.
    pub(crate) replace: bool,
    pub(crate) shape: Shape<'a>,
}

/// What kind of value differs, and in which parts.
#[derive(Debug, Clone)]
pub(crate) enum Shape<'a> {
    /// Booleans, numbers and null.
    Scalar {
        before: Scalar<'a>,
        after: Scalar<'a>,
    },
    /// Strings; `None` is null.
    Text {
        before: Option<&'a str>,
        after: Option<&'a str>,
    },
    Object(Vec<(&'a str, Diff<'a>)>),
    Map(Vec<(&'a str, Diff<'a>)>),
    /// Lists and tuples, shown with the elements around a change.
    List(Vec<Diff<'a>>),
    Set(Vec<Diff<'a>>),
    Block(BlockDiff<'a>),
    /// Another kind of value than before.
    TypeChange(Box<Diff<'a>>, Box<Diff<'a>>),
    /// Known after apply; what was there before.
    Unknown(Option<Box<Diff<'a>>>),
    Sensitive(Hidden),
    SensitiveBlock(Hidden),
    WriteOnly,
}

/// What is known of a hidden change.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hidden {
    /// What happened to the value.
    pub(crate) inner: Action,
    /// It was sensitive before.
    pub(crate) before: bool,
    /// It will be sensitive after.
    pub(crate) after: bool,
}

/// A value without parts that is not a string.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Scalar<'a> {
    Null,
    Bool(bool),
    Number(Digits<'a>),
}

/// Attributes and nested blocks, by name.
#[derive(Debug, Clone, Default)]
pub(crate) struct BlockDiff<'a> {
    pub(crate) attributes: Vec<(&'a str, Diff<'a>)>,
    pub(crate) groups: Vec<Group<'a>>,
}

/// All nested blocks of one name.
#[derive(Debug, Clone)]
pub(crate) struct Group<'a> {
    pub(crate) name: &'a str,
    /// The blocks, with their key where they have one.
    pub(crate) blocks: Vec<(Option<&'a str>, Diff<'a>)>,
    /// All of them are a reason to replace the object.
    pub(crate) replace: bool,
    /// All of them were sensitive.
    pub(crate) before_sensitive: bool,
    /// All of them will be sensitive.
    pub(crate) after_sensitive: bool,
}

/// The difference of a planned resource. A forgotten one stays as it is.
pub(crate) fn planned(change: &ResourceChange) -> Diff<'_> {
    let after = if change.action == Action::Forget { &change.before } else { &change.after };
    resource(change, after, Paths::all())
}

/// The difference of a resource found changed, only as far as the given paths see it.
pub(crate) fn drifted<'a>(change: &'a ResourceChange, relevant: Paths<'a>) -> Diff<'a> {
    resource(change, &change.after, relevant)
}

fn resource<'a>(change: &'a ResourceChange, after: &'a Value, relevant: Paths<'a>) -> Diff<'a> {
    let replace = Paths::of(change.replace_paths.iter().map(|path| path.0.as_slice()));
    let content: &Block = &change.schema.block;
    block::block(
        &Change { before: Side::root(&change.before), after: Side::root(after), replace, relevant },
        content,
    )
}

/// The difference of a root output.
pub(crate) fn output(change: &OutputChange) -> Diff<'_> {
    let side = |value| {
        let side: Side<'_, Value> = Side::root(value);
        Side { sensitive: change.sensitive, ..side }
    };
    let change = Change::between(side(&change.before), side(&change.after));
    // Hidden values are compared as those of old providers are.
    match change.hidden(|open| dynamic::dynamic(&open.without_empty_text())) {
        Some((action, hidden)) => change.diff(action, Shape::Sensitive(hidden)),
        None => dynamic::dynamic(&change),
    }
}

/// The difference of JSON texts; `None` is a text that is not there.
pub(crate) fn json<'a>(before: Option<&'a Json>, after: Option<&'a Json>) -> Diff<'a> {
    let side = |json: Option<&'a Json>| Side {
        explicit: json.is_some(),
        ..Side::of(json, side::Within::Object)
    };
    dynamic::dynamic(&Change::between(side(before), side(after)))
}

/// The action of a whole whose part has the action `next`.
fn merge(current: Action, next: Action) -> Action {
    if next == Action::NoOp || next == current { current } else { Action::Update }
}
