//! The command as people use it: files in, a command line, what it prints and its exit code.
//!
//! A case of `tests/cases/*.case` has parts `file NAME`, a part `command` (a shell-like line of `dryrun`), optionally
//! `stdin`, `needs` (programs without which it is skipped), and what came out: `stdout`, `stderr`, `status`, and `now NAME` for files that changed,
//! or `(removed)`.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use dryrun_testkit::{Case, Failed, load, wanted};

fn main() -> ExitCode {
    dryrun_testkit::run(load("tests/cases"), check)
}

/// `\xNN` in a file's text stands for a byte, so that cases can hold what is no text.
fn bytes(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("\\x") {
        let (before, code) = rest.split_at(at);
        out.extend(before.as_bytes());
        match code.get(2..4).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                rest = &code[4..];
            }
            None => {
                out.extend(b"\\x");
                rest = &code[2..];
            }
        }
    }
    out.extend(rest.as_bytes());
    out
}

fn lay_out(case: &Case, folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, Failed> {
    let mut files = BTreeMap::new();
    for (part, text) in case.parts() {
        let Some(name) = part.strip_prefix("file ") else { continue };
        // A part `file NAME times N` repeats its text N times: deep nesting in one line.
        let (name, text) = match name.split_once(" times ") {
            Some((name, times)) => (name, text.repeat(times.parse()?)),
            None => (name, format!("{text}\n")),
        };
        let path = folder.join(name);
        fs::create_dir_all(path.parent().ok_or("a folder")?)?;
        let old = files.entry(name.to_owned()).or_insert_with(Vec::new);
        old.extend(bytes(&text));
        fs::write(&path, &*old)?;
    }
    Ok(files)
}

/// Words of a command line; single quotes hold blanks.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().expect("a word").push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn check(case: &Case) -> Result<(), Failed> {
    let needs = case.optional("needs").unwrap_or_default();
    if !needs.split_whitespace().all(wanted) {
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    let before = lay_out(case, folder.path())?;
    for line in case.part("command").lines() {
        let mut child = Command::new(env!("CARGO_BIN_EXE_dryrun"))
            .args(words(line))
            .current_dir(folder.path())
            .env("NO_COLOR", "1")
            .env("XDG_CACHE_HOME", folder.path().join("cache"))
            .env_remove("RUST_BACKTRACE")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        child.stdin.take().ok_or("no stdin")?.write_all(case.part("stdin").as_bytes())?;
        let output = child.wait_with_output()?;
        let real = fs::canonicalize(folder.path())?.display().to_string();
        let clean = |text: &[u8]| {
            String::from_utf8_lossy(text)
                .replace(&real, "[ROOT]")
                .replace(&folder.path().display().to_string(), "[ROOT]")
        };
        case.expect("stdout", &trimmed(&clean(&output.stdout)))?;
        case.expect("stderr", &trimmed(&clean(&output.stderr)))?;
        case.expect(
            "status",
            &output.status.code().map_or("killed".to_owned(), |code| code.to_string()),
        )?;
    }
    for (name, old) in before {
        let now = fs::read(folder.path().join(&name)).unwrap_or_else(|_| b"(removed)".to_vec());
        if now != old {
            case.expect(&format!("now {name}"), &String::from_utf8_lossy(&now))?;
        } else if case.optional(&format!("now {name}")).is_some() {
            return Err(format!("{name} did not change").into());
        }
    }
    Ok(())
}

fn trimmed(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}
