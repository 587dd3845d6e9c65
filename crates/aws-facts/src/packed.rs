//! Where the packed table is: in the program itself; as WebAssembly beside it, since a third of what a page would load is
//! of no use to most pages. There a caller supplies it once something has asked for it in vain.

/// The packed table, `data/aws.bin`: what a page has beside the engine.
#[cfg(not(target_arch = "wasm32"))]
pub static PACKED: &[u8] = include_bytes!("../data/aws.bin");

/// The packed table, where it is there.
#[cfg(not(target_arch = "wasm32"))]
#[expect(clippy::unnecessary_wraps, reason = "as WebAssembly the table may be missing")]
pub(crate) fn table() -> Option<&'static [u8]> {
    Some(PACKED)
}

#[cfg(target_arch = "wasm32")]
pub(crate) use apart::table;
#[cfg(target_arch = "wasm32")]
pub use apart::{is_missing, supply};

#[cfg(target_arch = "wasm32")]
mod apart {
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicBool, Ordering};

    static TABLE: OnceLock<&'static [u8]> = OnceLock::new();
    static MISSING: AtomicBool = AtomicBool::new(false);

    pub(crate) fn table() -> Option<&'static [u8]> {
        let found = TABLE.get().copied();
        if found.is_none() {
            MISSING.store(true, Ordering::Relaxed);
        }
        found
    }

    /// Hands over the contents of `data/aws.bin`; the first to come stays.
    pub fn supply(bytes: Box<[u8]>) {
        let _ = TABLE.set(Box::leak(bytes));
    }

    /// Whether something has asked for the table before it was there: what came of it is worth nothing.
    #[must_use]
    pub fn is_missing() -> bool {
        MISSING.load(Ordering::Relaxed)
    }
}
