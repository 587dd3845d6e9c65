//! A line server for the conformance scorer: one request a line on standard input, one answer a line on standard output.

use std::io::{BufRead as _, Write as _};

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let request = serde_json::from_str(&line?).unwrap_or_default();
        writeln!(out, "{}", dryrun_asl::case_server::answer(&request))?;
        out.flush()?;
    }
    Ok(())
}
