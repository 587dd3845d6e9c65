//! A line server for the scorer of recorded cases: one request a line, one answer a line; answers the kind `validation`.

use std::io::{BufRead, Write};

use serde_json::Value;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line?).unwrap_or_default();
        writeln!(out, "{}", dryrun_asl_check::answer_case(&request))?;
        out.flush()?;
    }
    Ok(())
}
