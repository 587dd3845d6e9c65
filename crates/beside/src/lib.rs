//! Tables that programs hold in themselves, and that the page has beside the engine: most pages never need them, so that a
//! reader should not wait for them.
//!
//! As WebAssembly a table is [`Table::apart`] until [`Table::supply`] fills it. Whoever asks for it in vain goes on as well
//! as it can; [`missing`] then says that what came of it is worth nothing.

use std::sync::OnceLock;

/// A table that is a file of its own on a page.
#[derive(Debug)]
pub struct Table {
    name: &'static str,
    held: Option<&'static [u8]>,
    supplied: OnceLock<&'static [u8]>,
}

/// What was asked for in vain first.
static MISSING: OnceLock<&'static str> = OnceLock::new();

impl Table {
    /// A table that the program holds.
    #[must_use]
    pub const fn held(name: &'static str, bytes: &'static [u8]) -> Self {
        Self { name, held: Some(bytes), supplied: OnceLock::new() }
    }

    /// A table yet to come.
    #[must_use]
    pub const fn apart(name: &'static str) -> Self {
        Self { name, held: None, supplied: OnceLock::new() }
    }

    /// The file's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The contents, where they are there.
    pub fn bytes(&self) -> Option<&'static [u8]> {
        let found = self.held.or_else(|| self.supplied.get().copied());
        if found.is_none() {
            let _ = MISSING.set(self.name);
        }
        found
    }

    /// Hands the contents over; the first to come stay.
    pub fn supply(&self, bytes: Box<[u8]>) {
        let _ = self.supplied.set(Box::leak(bytes));
    }
}

/// The name of the table that something has asked for before it was there: what came of it is worth nothing.
#[must_use]
pub fn missing() -> Option<&'static str> {
    MISSING.get().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_holds_its_tables() {
        assert_eq!(Table::held("b.bin", &[3]).bytes(), Some([3].as_slice()));
    }

    #[test]
    fn a_table_comes_once() {
        let table = Table::apart("a.bin");
        assert_eq!((table.bytes(), missing()), (None, Some("a.bin")));
        table.supply([1].into());
        table.supply([2].into());
        assert_eq!((table.name(), table.bytes()), ("a.bin", Some([1].as_slice())));
    }
}
