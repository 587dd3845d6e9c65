//! Where the recorded suites and the optional programs are.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The repository's root.
#[must_use]
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// Whether `DRYRUN_REQUIRE` says that this must be there, so that a skip is a failure.
fn required(name: &str) -> bool {
    std::env::var("DRYRUN_REQUIRE")
        .is_ok_and(|list| list.split(',').any(|entry| entry.trim() == name))
}

/// A folder of the recorded suites: below `$DRYRUN_SHARED`, else in a folder `shared` beside the repository.
///
/// `None` means "skip this test", which is said on stderr.
///
/// # Panics
/// When `DRYRUN_REQUIRE` lists `shared` and it is not there.
#[must_use]
pub fn shared(path: &str) -> Option<PathBuf> {
    let base =
        std::env::var_os("DRYRUN_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let folder = base.join(path);
    if folder.exists() {
        return Some(folder);
    }
    assert!(
        !required("shared"),
        "DRYRUN_REQUIRE lists `shared`, but there is no {}",
        folder.display()
    );
    eprintln!("skipped: no recorded suite {path} beside this repository");
    None
}

/// Whether a program can be run; when not, says that a test is skipped.
///
/// # Panics
/// When `DRYRUN_REQUIRE` lists the program and it cannot be run.
#[must_use]
pub fn wanted(program: &str) -> bool {
    runs(program, &["--version"]) || wanted_as(program, &[program, "version"])
}

/// Whether what `DRYRUN_REQUIRE` calls `name` is there: a command line that must end well.
///
/// # Panics
/// When `DRYRUN_REQUIRE` lists the name and the command line does not end well.
#[must_use]
pub fn wanted_as(name: &str, command: &[&str]) -> bool {
    if command.split_first().is_some_and(|(program, arguments)| runs(program, arguments)) {
        return true;
    }
    assert!(!required(name), "DRYRUN_REQUIRE lists `{name}`, but it cannot be run");
    eprintln!("skipped: no {name} on the PATH");
    false
}

fn runs(program: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
