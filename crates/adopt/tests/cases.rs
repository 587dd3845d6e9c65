//! Text cases.
fn main() {}
