//! Text cases for data-driven tests.
