//! Reference implementations and peers that run under node.

use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

/// What a script under node writes when it reads `input`. It runs in `folder`, whose npm modules it uses.
///
/// # Errors
/// Where node cannot be run, or ends before it has read.
pub fn node(script: &str, folder: &Path, input: &str) -> io::Result<Vec<u8>> {
    let mut node = Command::new("node")
        .arg(script)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    if let Some(mut stdin) = node.stdin.take() {
        stdin.write_all(input.as_bytes())?;
    }
    Ok(node.wait_with_output()?.stdout)
}
