//! Differences of blocks, led by the schema.

use dryrun_cty::Value;
use dryrun_provider::{Attribute, Block, NestedBlock, Nesting};

use super::{BlockDiff, Change, Diff, Group, Shape, Side, merge, set, typed};
use crate::model::Action;
use crate::sensitivity;

/// The difference of one block.
pub(super) fn block<'a>(change: &Change<'a, Value>, schema: &'a Block) -> Diff<'a> {
    if let Some((action, hidden)) = change.hidden(|open| block(open, schema)) {
        return change.diff(action, Shape::SensitiveBlock(hidden));
    }
    if let Some(diff) = unknown(change) {
        return diff;
    }
    let mut action = change.action_of_whole();
    let mut parts = BlockDiff::default();
    for (name, attribute) in schema.attributes.iter().filter(|(_, attribute)| !attribute.write_only)
    {
        if let Some(part) = self::attribute(change, name, attribute) {
            action = merge(action, part.action);
            parts.attributes.push((name, part));
        }
    }
    // Write-only attributes have no values: they come and go with the block.
    for (name, _) in schema.attributes.iter().filter(|(_, attribute)| attribute.write_only) {
        let diff = change.entry(name).diff(change.action_of_whole(), Shape::WriteOnly);
        parts.attributes.push((name, diff));
    }
    parts.attributes.sort_by_key(|(name, _)| *name);
    for (name, nested) in &schema.blocks {
        let child = nested_change(change, name, nested);
        if let Some((group, part)) = group(&child, name, nested) {
            action = merge(action, part);
            parts.groups.push(group);
        }
    }
    change.diff(action, Shape::Block(parts))
}

/// A block that is known after apply, whatever was there.
fn unknown<'a>(change: &Change<'a, Value>) -> Option<Diff<'a>> {
    let (kept, _) = change.unknown()?;
    Some(kept.diff(kept.action(), Shape::Unknown(None)))
}

fn attribute<'a>(
    change: &Change<'a, Value>,
    name: &'a str,
    attribute: &'a Attribute,
) -> Option<Diff<'a>> {
    let mut child = change.entry(name).implicit();
    child.before.sensitive |= attribute.sensitive && reveals(&change.before);
    child.after.sensitive |= attribute.sensitive && reveals(&change.after);
    let diff = typed::typed(&child, &attribute.ty);
    (diff.action != Action::NoOp || !child.is_nothing()).then_some(diff)
}

/// Whether the sensitivity of parts of a block still counts: there is a block, and it is not hidden as a whole.
fn reveals(side: &Side<'_, Value>) -> bool {
    side.node.is_some() && !side.open && !side.sensitive
}

fn nested_change<'a>(
    change: &Change<'a, Value>,
    name: &str,
    nested: &NestedBlock,
) -> Change<'a, Value> {
    let mut child = change.entry(name);
    if nested.nesting == Nesting::Set {
        for (side, parent) in
            [(&mut child.before, &change.before), (&mut child.after, &change.after)]
        {
            side.sensitive |= reveals(parent)
                && side.node.is_some_and(|set| sensitivity::marks_set(set, &nested.block));
        }
    }
    child
}

/// The blocks of one name, with their action together; `None` when there is nothing of them.
fn group<'a>(
    change: &Change<'a, Value>,
    name: &'a str,
    nested: &'a NestedBlock,
) -> Option<(Group<'a>, Action)> {
    let group = |blocks| Group {
        name,
        blocks,
        replace: change.replace.end_here(),
        before_sensitive: change.before.sensitive,
        after_sensitive: change.after.sensitive,
    };
    if let Some(diff) = unknown(change) {
        // The blocks that are there go; what comes is not known.
        let (gone, _) = blocks(&change.as_delete(), nested);
        let action = diff.action;
        let gone = gone.into_iter().filter(|(_, diff)| diff.action == Action::Delete);
        return Some((group([(None, diff)].into_iter().chain(gone).collect()), action));
    }
    let (blocks, action) = blocks(change, nested);
    (action != Action::NoOp || !change.is_nothing()).then(|| (group(blocks), action))
}

fn blocks<'a>(
    change: &Change<'a, Value>,
    nested: &'a NestedBlock,
) -> (Vec<(Option<&'a str>, Diff<'a>)>, Action) {
    let content: &'a Block = &nested.block;
    let blocks: Vec<(Option<&'a str>, Diff<'a>)> = match nested.nesting {
        Nesting::Single | Nesting::Group => {
            let diff = block(change, content);
            let action = diff.action;
            return (vec![(None, diff)], action);
        }
        Nesting::List => {
            let count = change.before.elements().len().max(change.after.elements().len());
            (0..count).map(|at| (None, block(&change.element_at(at), content))).collect()
        }
        Nesting::Set => set::pair(change)
            .into_iter()
            .map(|pair| (None, block(&typed::at(change, pair), content)))
            .collect(),
        Nesting::Map => typed::keys(change)
            .into_iter()
            .map(|key| (Some(key), block(&change.entry(key), content)))
            .collect(),
    };
    let action = blocks
        .iter()
        .fold(change.action_of_whole(), |action, (_, diff)| merge(action, diff.action));
    (blocks, action)
}
