//! `dryrun case-server`: one request a line, one answer a line, for the scorers of the recorded suites.

use std::io::{BufRead as _, Write as _};
use std::thread;

use anyhow::{Result, bail};
use serde_json::{Value, json};

use crate::Exit;

/// Requests may nest deeply; the engines bound their recursion below this.
const STACK: usize = 64 << 20;

pub(super) fn run(engine: &str) -> Result<Exit> {
    let answer: fn(&Value) -> Value = match engine {
        "asl" => dryrun_asl::case_server::answer,
        "jsonata" => dryrun_jsonata::case_server::answer,
        _ => bail!("there are the engines `asl` and `jsonata`"),
    };
    let worker = thread::Builder::new().stack_size(STACK).spawn(move || serve(answer))?;
    worker.join().unwrap_or_else(|_| bail!("the engine crashed"))
}

fn serve(answer: fn(&Value) -> Value) -> Result<Exit> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let response = match serde_json::from_str(&line) {
            Ok(request) => answer(&request),
            Err(error) => json!({"unsupported": format!("the request is no JSON: {error}")}),
        };
        writeln!(out, "{response}")?;
        out.flush()?;
    }
    Ok(Exit::Right)
}
