//! Names that repeat share one text.

use std::sync::Arc;

/// The names met last, each in the place that its letters give it.
///
/// A file says `resource`, `aws_instance` and `tags` a thousand times: sharing saves the memory, and lets those who compare
/// names see that they are the same. A name that is pushed out of its place is only shared no more.
#[derive(Default)]
pub(super) struct Names([Option<Arc<str>>; 32]);

impl Names {
    /// A text for the name, the one of before where it is still known.
    pub(super) fn shared(&mut self, name: &str) -> Arc<str> {
        let Some(place) = self.0.get_mut(place(name.as_bytes())) else { return name.into() };
        match place {
            Some(known) if **known == *name => known.clone(),
            Some(_) | None => place.insert(name.into()).clone(),
        }
    }
}

fn place(name: &[u8]) -> usize {
    let (first, last) = (name.first().copied().unwrap_or(0), name.last().copied().unwrap_or(0));
    (name.len() * 5 + usize::from(first) * 3 + usize::from(last)) % 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_names_share_their_text() {
        let mut names = Names::default();
        let first = names.shared("resource");
        assert!(Arc::ptr_eq(&first, &names.shared("resource")));
        for at in 0..100 {
            let name = format!("r{at}");
            assert_eq!(*names.shared(&name), *name);
        }
        assert_eq!(*names.shared("resource"), *first);
    }
}
