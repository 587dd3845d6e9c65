//! What a second `dryrun check` knows already, and that it never hides a change.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // what fails here fails the test

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const PASS: &str = "```json asl id=ID\n{ \"StartAt\": \"A\", \"States\": { \"A\": { \"Type\": \"Pass\", \"Result\": 1, \"End\": true } } }\n```\n\n```json output of=ID\n1\n```\n";

/// A book of some chapters, named `a`, `b` …
fn book(chapters: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("src")).unwrap();
    write(folder.path(), "book.toml", "[book]\n\n[build]\nbuild-dir = \"out\"\n");
    let mut summary = "# Summary\n\n".to_owned();
    for (name, text) in ["a", "b", "c"].iter().zip(chapters) {
        summary.push_str(&format!("- [{name}]({name}.md)\n"));
        write(folder.path(), &format!("src/{name}.md"), text);
    }
    write(folder.path(), "src/SUMMARY.md", &summary);
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).unwrap();
}

fn change(folder: &Path, name: &str, from: &str, to: &str) {
    let old = fs::read_to_string(folder.join(name)).unwrap();
    let new = old.replace(from, to);
    assert_ne!(old, new);
    write(folder, name, &new);
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dryrun"));
    command.current_dir(folder).env("XDG_CACHE_HOME", folder.join("cache"));
    command
}

fn dryrun(folder: &Path, arguments: &[&str]) -> Output {
    command(folder).args(arguments).output().unwrap()
}

/// The exit code of `check`, and whether each example was run.
fn check(folder: &Path) -> (i32, Vec<String>) {
    let output = dryrun(folder, &["check", "-v"]);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut ran = Vec::new();
    let mut id = "";
    for line in told.lines() {
        match line.strip_prefix("  ") {
            Some(_) if ran.last().is_none_or(|last| last != id) => ran.push(id.to_owned()),
            Some(_) => {}
            None => id = line.split(' ').next().unwrap_or_default(),
        }
    }
    (output.status.code().unwrap(), ran)
}

/// Accepts, checks twice, and holds that nothing runs the second time.
fn known(folder: &Path) {
    assert!(dryrun(folder, &["accept"]).status.success());
    assert_eq!(check(folder).0, 0);
    assert_eq!(check(folder), (0, Vec::new()));
}

#[test]
fn a_second_check_knows_what_did_not_change() {
    let book = book(&[&PASS.replace("ID", "one")]);
    let check = |more: &[&str]| {
        let output = dryrun(book.path(), &[&["check", "-v"][..], more].concat());
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let (first, second) = (check(&[]), check(&[]));
    assert!(first.1.contains("default: "), "it ran: {first:?}");
    assert!(!second.1.contains("default: "), "it was known: {second:?}");
    assert!(second.1.contains("one (src/a.md): as recorded"), "{second:?}");
    assert_eq!(first.1.lines().last(), second.1.lines().last());
    assert!(check(&["--no-cache"]).1.contains("default: "));
    let changed = fs::read_to_string(book.path().join("src/a.md"))
        .unwrap()
        .replace("\"Result\": 1", "\"Result\": 3");
    fs::write(book.path().join("src/a.md"), changed).unwrap();
    assert_eq!(check(&[]).0, Some(1));
    assert_eq!(check(&[]).0, Some(1), "what differs is told each time");
}

#[test]
fn a_file_that_an_example_reads_is_part_of_what_is_known() {
    let book = book(&[
        "```hcl tf id=a\noutput \"a\" {\n  value = file(\"src/read.txt\")\n}\n```\n\n```text plan of=a\n```\n",
    ]);
    fs::write(book.path().join("src/read.txt"), "one").unwrap();
    assert!(dryrun(book.path(), &["accept"]).status.success());
    for _ in 0..2 {
        assert!(dryrun(book.path(), &["check"]).status.success());
    }
    fs::write(book.path().join("src/read.txt"), "two").unwrap();
    let output = dryrun(book.path(), &["check"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
}

#[test]
fn files_that_are_not_there_are_part_of_what_is_known() {
    let text = "```hcl tf id=a\noutput \"a\" {\n  value = [fileexists(\"src/x.txt\"), fileset(\"src/f\", \"*\")]\n}\n```\n\n```text plan of=a\n```\n";
    let book = book(&[text]);
    fs::create_dir(book.path().join("src/f")).unwrap();
    known(book.path());
    write(book.path(), "src/x.txt", "");
    assert_eq!(check(book.path()).0, 1, "a file that was looked for in vain");
    fs::remove_file(book.path().join("src/x.txt")).unwrap();
    known(book.path());
    write(book.path(), "src/f/y", "");
    assert_eq!(check(book.path()).0, 1, "a file in a folder that was listed");
}

#[test]
fn what_other_chapters_give_is_part_of_what_is_known() {
    let first = "```hcl tf id=first\nresource \"terraform_data\" \"a\" {\n  input = \"one\"\n}\n\noutput \"a\" {\n  value = terraform_data.a.input\n}\n```\n";
    let second = "```hcl tf id=second base=first after=first\nlocals {\n  x = 1\n}\n```\n\n```text plan of=second\n```\n";
    let book = book(&[first, second, &PASS.replace("ID", "alone")]);
    known(book.path());
    change(book.path(), "src/a.md", "\"one\"", "\"two\"");
    let (_, ran) = check(book.path());
    assert!(ran.contains(&"second".to_owned()), "what builds on it runs: {ran:?}");
    assert!(!ran.contains(&"alone".to_owned()), "nothing else does: {ran:?}");
}

#[test]
fn machines_that_others_start_are_part_of_what_is_known() {
    let caller = "```json asl id=caller\n{ \"StartAt\": \"S\", \"States\": { \"S\": { \"Type\": \"Task\", \"Resource\": \"arn:aws:states:::states:startExecution.sync:2\", \"Parameters\": { \"StateMachineArn\": \"arn:aws:states:us-east-1:123456789012:stateMachine:called\", \"Input\": {} }, \"OutputPath\": \"$.Output\", \"End\": true } } }\n```\n\n```json output of=caller\n```\n";
    let book = book(&[caller, &PASS.replace("ID", "called")]);
    known(book.path());
    change(book.path(), "src/b.md", "\"Result\": 1", "\"Result\": 2");
    assert_eq!(check(book.path()).0, 1);
    assert!(dryrun(book.path(), &["accept", "called"]).status.success());
    let (status, ran) = check(book.path());
    assert!(ran.contains(&"caller".to_owned()), "{ran:?}");
    assert_eq!(status, 1, "the caller's record is stale");
}

#[test]
fn settings_are_part_of_what_is_known() {
    let book = book(&[&PASS.replace("ID", "one")]);
    known(book.path());
    write(
        book.path(),
        "book.toml",
        "[book]\n\n[build]\nbuild-dir = \"out\"\n\n[preprocessor.dryrun]\non-difference = \"warn\"\n",
    );
    assert_eq!(check(book.path()), (0, vec!["one".to_owned()]));
}

#[test]
fn another_program_runs_everything() {
    let book = book(&[&PASS.replace("ID", "one")]);
    let program = book.path().join("program");
    let ran = || {
        let mut command = Command::new(&program);
        command.current_dir(book.path()).env("XDG_CACHE_HOME", book.path().join("cache"));
        let output = command.args(["check", "-v"]).output().unwrap();
        String::from_utf8_lossy(&output.stdout).contains("default: ")
    };
    let install = || {
        let _ = fs::remove_file(&program);
        fs::copy(env!("CARGO_BIN_EXE_dryrun"), &program).unwrap();
    };
    install();
    assert_eq!([ran(), ran()], [true, false]);
    install(); // the same bytes in the same place: another build might look no different
    assert_eq!([ran(), ran()], [true, false]);
}

#[test]
fn a_cache_that_is_broken_or_shared_does_no_harm() {
    let book = book(&[&PASS.replace("ID", "one"), &PASS.replace("ID", "two")]);
    known(book.path());
    let caches = book.path().join("cache/dryrun");
    let file = fs::read_dir(&caches).unwrap().next().unwrap().unwrap().path();
    for text in ["", "{", "[1]", "{\"x\": 1}"] {
        fs::write(&file, text).unwrap();
        assert_eq!(check(book.path()), (0, vec!["one".to_owned(), "two".to_owned()]));
    }
    for round in 0..5 {
        change(book.path(), "src/a.md", "```json asl", &format!("{round}\n\n```json asl"));
        let both: Vec<_> =
            (0..4).map(|_| command(book.path()).args(["check", "-q"]).spawn().unwrap()).collect();
        for mut child in both {
            assert!(child.wait().unwrap().success());
        }
        assert_eq!(check(book.path()), (0, Vec::new()));
    }
    assert_eq!(fs::read_dir(&caches).unwrap().count(), 1, "no half-written file stays");
    fs::remove_dir_all(&caches).unwrap();
    assert_eq!(check(book.path()).0, 0);
}

#[test]
fn shards_make_up_the_whole() {
    let stale = PASS.replace("\n1\n", "\n2\n");
    let book = book(&[
        &stale.replace("ID", "one"),
        &PASS.replace("ID", "two"),
        &stale.replace("ID", "three"),
    ]);
    let told = |shard: &str| {
        let output = dryrun(book.path(), &["check", "--shard", shard]);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), told.matches("Recorded result differs").count())
    };
    assert_eq!(told("1/2"), (Some(1), 2));
    assert_eq!(told("2/2"), (Some(0), 0));
    assert_eq!(told("1/1"), (Some(1), 2));
    assert_eq!(told("3/2").0, Some(2));
}
