//! One request a line, one answer a line: the native twin that `.ci/wasm-conformance.mjs` compares WebAssembly with.

use std::io::{BufRead as _, Write as _};
use std::thread;

/// As much stack as the WebAssembly module has.
const STACK: usize = 8 << 20;

fn main() {
    let worker = thread::Builder::new().stack_size(STACK).spawn(serve);
    let served = worker.map(thread::JoinHandle::join);
    assert!(matches!(served, Ok(Ok(Ok(())))), "a request could not be answered");
}

fn serve() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        writeln!(out, "{}", dryrun_wasm::handle(&line?))?;
        out.flush()?;
    }
    Ok(())
}
