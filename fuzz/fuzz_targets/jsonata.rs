//! `cargo +nightly fuzz run jsonata --features libfuzzer`: any text as an expression.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| drop(dryrun_fuzz::jsonata(text)));
