//! Which elements of two lists belong together.

use std::collections::{HashMap, HashSet};

use crate::tree::{Tree, fingerprint};

/// Beyond this many cells of the table a simpler search is used: the result is then not always the longest.
const MAX_CELLS: usize = 4_000_000;

/// Elements that belong together, by their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pair {
    Both(usize, usize),
    Before(usize),
    After(usize),
}

/// Pairs up the elements of lists; `alike` says whether two different elements may be shown as one changed.
pub(super) fn pair_elements<T: Tree>(
    before: &[T],
    after: &[T],
    alike: impl Fn(&T, &T) -> bool,
) -> Vec<Pair> {
    let (left, right) = number(before.iter().map(fingerprint), after.iter().map(fingerprint));
    let alike =
        |x: usize, y: usize| before.get(x).zip(after.get(y)).is_some_and(|(x, y)| alike(x, y));
    pair(&left, &right, alike)
}

/// Pairs up lines of text.
pub(crate) fn pair_lines(before: &[&str], after: &[&str]) -> Vec<Pair> {
    let (left, right) = number(before.iter(), after.iter());
    pair(&left, &right, |_, _| false)
}

/// Numbers things so that equal ones have the same number.
fn number<K: std::hash::Hash + Eq>(
    before: impl Iterator<Item = K>,
    after: impl Iterator<Item = K>,
) -> (Vec<usize>, Vec<usize>) {
    let mut numbers = HashMap::new();
    let mut assign = |key| {
        let next = numbers.len();
        *numbers.entry(key).or_insert(next)
    };
    let before = before.map(&mut assign).collect();
    (before, after.map(&mut assign).collect())
}

/// Lists of one length that lost an element altogether are compared place by place, others along their common part.
fn pair(before: &[usize], after: &[usize], alike: impl Fn(usize, usize) -> bool) -> Vec<Pair> {
    let kept: HashSet<usize> = after.iter().copied().collect();
    if before.len() == after.len() && before.iter().any(|element| !kept.contains(element)) {
        return (0..before.len()).map(|at| Pair::Both(at, at)).collect();
    }
    let common = common(before, after);
    let mut pairs = Vec::with_capacity(before.len().max(after.len()));
    let (mut x, mut y) = (0, 0);
    for next in common.iter().map(Some).chain([None]) {
        while x < before.len() && before.get(x) != next {
            if y < after.len() && after.get(y) != next && alike(x, y) {
                pairs.push(Pair::Both(x, y));
                y += 1;
            } else {
                pairs.push(Pair::Before(x));
            }
            x += 1;
        }
        while y < after.len() && after.get(y) != next {
            pairs.push(Pair::After(y));
            y += 1;
        }
        if next.is_some() {
            pairs.push(Pair::Both(x, y));
            x += 1;
            y += 1;
        }
    }
    pairs
}

/// A longest common subsequence; of several the one Terraform's search finds.
fn common(before: &[usize], after: &[usize]) -> Vec<usize> {
    let prefix = before.iter().zip(after).take_while(|(x, y)| x == y).count();
    let (head, before) = before.split_at(prefix);
    let (_, after) = after.split_at(prefix);
    let suffix = before.iter().rev().zip(after.iter().rev()).take_while(|(x, y)| x == y).count();
    let (before, tail) = before.split_at(before.len() - suffix);
    let (after, _) = after.split_at(after.len() - suffix);
    let middle = if before.len().saturating_mul(after.len()) <= MAX_CELLS {
        longest(before, after)
    } else {
        greedy(before, after)
    };
    [head, &middle, tail].concat()
}

/// The textbook table, walked back from the far corner.
fn longest(before: &[usize], after: &[usize]) -> Vec<usize> {
    if before.is_empty() || after.is_empty() {
        return Vec::new();
    }
    let width = before.len() + 1;
    let mut table = vec![0_u32; width];
    for y in after {
        let start = table.len() - width;
        table.push(0);
        for (at, x) in before.iter().enumerate() {
            let above = start + at;
            let (diagonal, up) = (cell(&table, above), cell(&table, above + 1));
            let left = table.last().copied().unwrap_or_default();
            table.push(if x == y { diagonal + 1 } else { left.max(up) });
        }
    }
    walk_back(before, after, &table, width)
}

fn walk_back(before: &[usize], after: &[usize], table: &[u32], width: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let (mut x, mut y) = (before.len(), after.len());
    while let (Some(left), Some(right)) = (x.checked_sub(1), y.checked_sub(1)) {
        if before.get(left) == after.get(right) {
            found.extend(before.get(left));
            (x, y) = (left, right);
        } else if cell(table, y * width + left) > cell(table, right * width + x) {
            x = left;
        } else {
            y = right;
        }
    }
    found.reverse();
    found
}

fn cell(table: &[u32], at: usize) -> u32 {
    table.get(at).copied().unwrap_or_default()
}

/// Takes each element that still comes later in the other list.
fn greedy(before: &[usize], after: &[usize]) -> Vec<usize> {
    let mut places: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, y) in after.iter().enumerate().rev() {
        places.entry(*y).or_default().push(at);
    }
    let mut from = 0;
    let mut found = Vec::new();
    for x in before {
        let Some(places) = places.get_mut(x) else { continue };
        while places.last().is_some_and(|at| *at < from) {
            places.pop();
        }
        if let Some(at) = places.pop() {
            from = at + 1;
            found.push(*x);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(before: &str, after: &str) -> String {
        let split = |text: &'static str| -> Vec<&str> {
            text.split("").filter(|part| !part.is_empty()).collect()
        };
        let (before, after) = (split(before.to_owned().leak()), split(after.to_owned().leak()));
        let show = |pair: &Pair| match *pair {
            Pair::Both(x, y) if before[x] == after[y] => format!("={}", before[x]),
            Pair::Both(x, y) => format!("~{}{}", before[x], after[y]),
            Pair::Before(x) => format!("-{}", before[x]),
            Pair::After(y) => format!("+{}", after[y]),
        };
        pair_lines(&before, &after).iter().map(show).collect()
    }

    #[test]
    fn the_longest_common_part_stays() {
        assert_eq!(lines("abcde", "abxcde"), "=a=b+x=c=d=e");
        assert_eq!(lines("ab", "ba"), "-a=b+a");
        assert_eq!(lines("", "ab"), "+a+b");
        assert_eq!(lines("abcdef", "afedcb"), "=a-b-c-d-e=f+e+d+c+b");
    }

    #[test]
    fn lists_of_one_length_that_lost_an_element_go_place_by_place() {
        assert_eq!(lines("abcde", "abxce"), "=a=b~cx~dc=e");
        assert_eq!(lines("abc", "abb"), "=a=b~cb");
        assert_eq!(lines("aab", "abb"), "=a-a=b+b");
    }

    #[test]
    fn the_simpler_search_finds_a_common_part() {
        assert_eq!(greedy(&[1, 2, 3, 4], &[2, 1, 3]), [1, 3]);
    }
}
