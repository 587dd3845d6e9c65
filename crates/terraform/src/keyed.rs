//! What belongs to the instances of a resource or module, by key.

use dryrun_plan::addr::InstanceKey;

/// Things by instance key, in the order of keys.
///
/// Most resources have one instance: a list is a tenth of the smallest tree. Instances are added in order, which costs
/// nothing more at the end of the list.
#[derive(Debug, Clone)]
pub(crate) struct Keyed<T>(Vec<(Option<InstanceKey>, T)>);

impl<T> Default for Keyed<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Keyed<T> {
    /// One thing without a key.
    pub(crate) fn single(value: T) -> Self {
        Self(vec![(None, value)])
    }

    /// Adds a thing, in the place of one with the same key.
    pub(crate) fn insert(&mut self, key: Option<InstanceKey>, value: T) {
        if self.0.last().is_none_or(|(last, _)| *last < key) {
            self.0.push((key, value));
            return;
        }
        match self.at(&key) {
            Ok(at) => {
                if let Some((_, known)) = self.0.get_mut(at) {
                    *known = value;
                }
            }
            Err(at) => self.0.insert(at, (key, value)),
        }
    }

    fn at(&self, key: &Option<InstanceKey>) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.cmp(key))
    }

    pub(crate) fn get(&self, key: &Option<InstanceKey>) -> Option<&T> {
        self.0.get(self.at(key).ok()?).map(|(_, value)| value)
    }

    pub(crate) fn contains_key(&self, key: &Option<InstanceKey>) -> bool {
        self.at(key).is_ok()
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &Option<InstanceKey>> {
        self.0.iter().map(|(key, _)| key)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Option<InstanceKey>, &T)> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

impl<T> IntoIterator for Keyed<T> {
    type Item = (Option<InstanceKey>, T);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<T> FromIterator<(Option<InstanceKey>, T)> for Keyed<T> {
    fn from_iter<I: IntoIterator<Item = (Option<InstanceKey>, T)>>(items: I) -> Self {
        let mut all = Self::default();
        for (key, value) in items {
            all.insert(key, value);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_found_by_key_in_whatever_order_they_came() {
        let number = |number| Some(InstanceKey::Number(number));
        let mut all: Keyed<&str> = [(number(2), "c"), (number(0), "a")].into_iter().collect();
        all.insert(number(1), "b");
        all.insert(number(2), "d");
        let values: Vec<&str> = all.iter().map(|(_, value)| *value).collect();
        assert_eq!(values, ["a", "b", "d"]);
        assert_eq!(all.get(&number(1)), Some(&"b"));
        assert!(!all.contains_key(&None));
    }
}
