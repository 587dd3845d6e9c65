//! The house's invariants are in `tests/tidy.rs`.
