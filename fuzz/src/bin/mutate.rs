//! `cargo run --release --bin mutate -- TARGET MINUTES [SEED]`: jsonata, definitions, paths, intrinsics, hcl,
//! templates, expressions or configurations.
//!
//! Cuts, joins and changes seeds of the target, and prints how many texts it ran.

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| arguments.get(at).and_then(|argument| argument.parse().ok()).unwrap_or(1);
    match arguments.first().and_then(|name| dryrun_fuzz::target(name)) {
        Some(target) => dryrun_fuzz::mutate::drive(&target, number(1), number(2)),
        None => eprintln!("usage: mutate jsonata|definitions|paths|intrinsics|hcl|templates|expressions|configurations MINUTES [SEED]"),
    }
}
