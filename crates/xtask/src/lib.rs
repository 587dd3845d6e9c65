//! The house's invariants are in `tests/tidy.rs`; what the page loads is built by the program of this crate.

pub mod arrange;
pub mod sources;
