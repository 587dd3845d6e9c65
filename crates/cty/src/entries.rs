//! Entries of objects, object types and maps.

use std::collections::BTreeMap;
use std::sync::Arc;

/// Names with what belongs to them, each name once, in lexical order.
///
/// A list rather than a tree: an object has a handful of attributes, made in order, and a tree's smallest node has room
/// for eleven. Adding a name at the end is cheap, anywhere else it moves what follows: collect what comes in any order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entries<T>(Vec<(Arc<str>, T)>);

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Entries<T> {
    /// None.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// None, with room for some.
    #[must_use]
    pub fn with_capacity(number: usize) -> Self {
        Self(Vec::with_capacity(number))
    }

    fn find(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| (**known).cmp(name))
    }

    /// What belongs to a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0.get(self.find(name).ok()?).map(|(_, value)| value)
    }

    /// What belongs to a name, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        let at = self.find(name).ok()?;
        self.0.get_mut(at).map(|(_, value)| value)
    }

    /// Whether a name is there.
    #[must_use]
    pub fn contains_key(&self, name: &str) -> bool {
        self.find(name).is_ok()
    }

    /// Adds an entry, in the place of one with the same name, which is given back.
    pub fn insert(&mut self, name: Arc<str>, value: T) -> Option<T> {
        if self.0.last().is_none_or(|(last, _)| *last < name) {
            self.0.push((name, value));
            return None;
        }
        match self.find(&name) {
            Ok(at) => self.0.get_mut(at).map(|(_, known)| std::mem::replace(known, value)),
            Err(at) => {
                self.0.insert(at, (name, value));
                None
            }
        }
    }

    /// Takes an entry out.
    pub fn remove(&mut self, name: &str) -> Option<T> {
        self.find(name).ok().map(|at| self.0.remove(at).1)
    }

    /// The number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The entries in order.
    pub fn iter(&self) -> Iter<'_, T> {
        self.0.iter().map(|(name, value)| (name, value))
    }

    /// The names in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &Arc<str>> + ExactSizeIterator {
        self.0.iter().map(|(name, _)| name)
    }

    /// What belongs to the names, in their order.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator {
        self.0.iter().map(|(_, value)| value)
    }

    /// The same names with something else.
    pub fn map<U>(&self, mut function: impl FnMut(&Arc<str>, &T) -> U) -> Entries<U> {
        Entries(self.0.iter().map(|(name, value)| (name.clone(), function(name, value))).collect())
    }
}

/// Entries in order.
pub type Iter<'a, T> = std::iter::Map<
    std::slice::Iter<'a, (Arc<str>, T)>,
    fn(&'a (Arc<str>, T)) -> (&'a Arc<str>, &'a T),
>;

impl<'a, T> IntoIterator for &'a Entries<T> {
    type Item = (&'a Arc<str>, &'a T);
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> IntoIterator for Entries<T> {
    type Item = (Arc<str>, T);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<T> FromIterator<(Arc<str>, T)> for Entries<T> {
    /// In any order; of equal names the last one counts.
    fn from_iter<I: IntoIterator<Item = (Arc<str>, T)>>(entries: I) -> Self {
        Self::from(Vec::from_iter(entries))
    }
}

impl<T> From<Vec<(Arc<str>, T)>> for Entries<T> {
    /// As from any iterator.
    fn from(mut list: Vec<(Arc<str>, T)>) -> Self {
        if !list.is_sorted_by(|(one, _), (next, _)| one < next) {
            list.sort_by(|(one, _), (next, _)| one.cmp(next));
            list.dedup_by(|later, earlier| {
                let same = later.0 == earlier.0;
                if same {
                    std::mem::swap(later, earlier);
                }
                same
            });
        }
        Self(list)
    }
}

impl<T> Extend<(Arc<str>, T)> for Entries<T> {
    /// As [`Entries::insert`] for each, but sorted once.
    fn extend<I: IntoIterator<Item = (Arc<str>, T)>>(&mut self, entries: I) {
        let mut list = std::mem::take(&mut self.0);
        list.extend(entries);
        *self = Self::from(list);
    }
}

impl<T> From<BTreeMap<Arc<str>, T>> for Entries<T> {
    fn from(tree: BTreeMap<Arc<str>, T>) -> Self {
        Self(tree.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_in_order_and_the_last_of_a_name_counts() {
        let given = [("b", 1), ("a", 2), ("b", 3)].map(|(name, value)| (Arc::from(name), value));
        let mut entries: Entries<i32> = given.into_iter().collect();
        assert_eq!(entries.insert("aa".into(), 4), None);
        assert_eq!(entries.insert("a".into(), 5), Some(2));
        let all: Vec<(&str, i32)> = entries.iter().map(|(name, value)| (&**name, *value)).collect();
        assert_eq!(all, [("a", 5), ("aa", 4), ("b", 3)]);
        assert_eq!((entries.get("b"), entries.get("c")), (Some(&3), None));
        assert_eq!((entries.remove("aa"), entries.len()), (Some(4), 2));
    }
}
