//! Which elements of two sets are the same.

use std::collections::{BTreeMap, VecDeque};

use super::sequence::Pair;
use super::{Change, Side};
use crate::tree::{Tree, fingerprint};

/// Pairs up equal elements: first those there were, then the new ones.
pub(super) fn pair<T: Tree>(change: &Change<'_, T>) -> Vec<Pair> {
    let (before, after) = (change.before.elements().len(), change.after.elements().len());
    let mut waiting: BTreeMap<(String, bool), VecDeque<usize>> = BTreeMap::new();
    for at in 0..after {
        let side = change.after.element(Some(at));
        if !side.unknown {
            waiting.entry(identity(&side)).or_default().push_back(at);
        }
    }
    let mut taken = vec![false; after];
    let mut pairs = Vec::with_capacity(before.max(after));
    for at in 0..before {
        // All elements that look alike are taken by the first that does; the last of them is shown.
        let found = waiting
            .get_mut(&identity(&change.before.element(Some(at))))
            .map(std::mem::take)
            .unwrap_or_default();
        for twin in &found {
            taken.get_mut(*twin).into_iter().for_each(|taken| *taken = true);
        }
        pairs.push(found.back().map_or(Pair::Before(at), |twin| Pair::Both(at, *twin)));
    }
    pairs.extend(
        taken.iter().enumerate().filter(|(_, taken)| !**taken).map(|(at, _)| Pair::After(at)),
    );
    pairs
}

fn identity<T: Tree>(side: &Side<'_, T>) -> (String, bool) {
    (side.node.map(fingerprint).unwrap_or_default(), side.sensitive)
}
