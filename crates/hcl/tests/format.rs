//! The formatter beside the installed terraform's.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may fail where it stands"
)]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use dryrun_hcl::format;
use dryrun_testkit as testkit;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "tf") {
            found.push(path);
        }
    }
}

/// What `terraform fmt` makes of a text; none where it complains.
fn real(text: &str) -> Option<String> {
    let mut child = Command::new("terraform")
        .args(["fmt", "-no-color", "-"])
        .env("TF_CLI_CONFIG_FILE", "/dev/null")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
}

/// The same text laid out badly: without indentation, with odd blanks around what stands between blanks.
fn mangled(text: &str) -> String {
    let line = |line: &str| {
        let line = line.trim_start();
        if line.contains('"') {
            line.to_owned()
        } else {
            line.replace(" = ", "   =").replace(", ", " ,").replace(" {", "{")
        }
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n") + "\n"
}

#[test]
fn formats_as_terraform() {
    let Some(suite) = testkit::shared("conformance/terraform") else { return };
    if !testkit::wanted("terraform") {
        return;
    }
    let mut all = Vec::new();
    files(&suite, &mut all);
    all.sort();
    // Every file twice takes a while: some are enough for each run.
    let step = if std::env::var_os("DRYRUN_ALL").is_some() { 1 } else { 11 };
    let mut different = Vec::new();
    for path in all.iter().step_by(step) {
        let text = String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
        for text in [mangled(&text), text] {
            // The real one loses such a key.
            if text.contains("[null]") {
                continue;
            }
            let (have, want) = (format(&text), real(&text));
            if have != want {
                println!(
                    "--- {}\n{text}\n--- want\n{}\n--- have\n{}",
                    path.display(),
                    want.unwrap_or_default(),
                    have.unwrap_or_default()
                );
                different.push(path);
            }
        }
    }
    assert!(different.is_empty(), "{different:?}");
}
