//! What a chapter, its outputs or the machine may do to us: fill the disk, kill us while we write, be huge, hold scripts.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // what fails here fails the test

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use tempfile::TempDir;

const STALE: &str = "```json asl id=one\n{ \"StartAt\": \"A\", \"States\": { \"A\": { \"Type\": \"Pass\", \"Result\": 1, \"End\": true } } }\n```\n\n```json output of=one\n2\n```\n";

fn book(chapter: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    fs::create_dir(folder.path().join("src")).unwrap();
    write("book.toml", "[book]\n\n[build]\nbuild-dir = \"out\"\n");
    write("src/SUMMARY.md", "# Summary\n\n- [One](one.md)\n");
    write("src/one.md", chapter);
    folder
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dryrun"));
    command.current_dir(folder).env("XDG_CACHE_HOME", folder.join("cache"));
    command
}

fn dryrun(folder: &Path, arguments: &[&str]) -> Output {
    command(folder).args(arguments).output().unwrap()
}

fn chapter(folder: &Path) -> String {
    fs::read_to_string(folder.join("src/one.md")).unwrap()
}

/// `accept` where no file may grow beyond some blocks; `trap` says what happens to who tries.
#[cfg(unix)]
fn accept_on_a_full_disk(folder: &Path, trap: &str) -> Output {
    let line = format!("{trap} ulimit -f 8; exec \"$0\" accept");
    let mut shell = Command::new("sh");
    shell.args(["-c", &line, env!("CARGO_BIN_EXE_dryrun")]).current_dir(folder);
    shell.env("XDG_CACHE_HOME", folder.join("cache")).output().unwrap()
}

#[cfg(unix)]
#[test]
fn a_full_disk_loses_nothing() {
    let text = format!("{STALE}\n{}", "Words that fill the chapter.\n".repeat(2000));
    let book = book(&text);
    let full = accept_on_a_full_disk(book.path(), "trap '' XFSZ;");
    assert_eq!(full.status.code(), Some(2), "{full:?}");
    let told = String::from_utf8_lossy(&full.stderr).into_owned();
    assert!(told.contains("cannot write") && told.contains("one.md"), "{told}");
    assert_eq!(chapter(book.path()), text);
    let left = fs::read_dir(book.path().join("src")).unwrap().count();
    assert_eq!(left, 2, "no half-written file stays");
}

#[cfg(unix)]
#[test]
fn a_crash_while_writing_loses_nothing() {
    let text = format!("{STALE}\n{}", "Words that fill the chapter.\n".repeat(2000));
    let book = book(&text);
    let killed = accept_on_a_full_disk(book.path(), "");
    assert_eq!(killed.status.code(), None, "the signal ends it: {killed:?}");
    assert_eq!(chapter(book.path()), text);
    assert!(dryrun(book.path(), &["accept"]).status.success());
    assert_eq!(chapter(book.path()), text.replace("\n2\n", "\n1\n"));
}

#[test]
fn huge_chapters_take_no_time() {
    let line = "Some *words* of `code`, [links](x.md), é and | tables |.\n";
    for filler in [
        line.repeat(10_000_000 / line.len()),
        "word ".repeat(2_000_000),
        "[".repeat(1_000_000),
        "> ".repeat(500_000),
        "`".repeat(2_000_000),
        "<!--".repeat(500_000),
        "{{#include ".repeat(200_000),
        format!("{}}}}}", "{{#include \n".repeat(200_000)),
        format!("{}}}}}", "{{#includes ".repeat(200_000)),
        format!("```json output of=one\n{}\n```\n", "[".repeat(1_000_000)),
    ] {
        let book = book(&format!("{STALE}\n{filler}\n"));
        let started = Instant::now();
        let output = dryrun(book.path(), &["check", "--no-cache"]);
        let what: String = filler.chars().take(12).collect();
        assert_eq!(output.status.code(), Some(1), "{what}: {output:?}");
        assert!(started.elapsed() < Duration::from_secs(120), "{what}: {:?}", started.elapsed());
    }
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere_outside() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret.txt"), "sesame").unwrap();
    let text = "{{#include secret.md}}\n\n```hcl tf id=a\noutput \"a\" {\n  value = [file(\"src/secret.txt\"), fileset(\"src/out\", \"*\"), templatefile(\"src/out/secret.txt\", {})]\n}\n```\n\n```json asl id=b src=src/out/secret.txt\n```\n";
    let book = book(text);
    let link = |to: &Path, name: &str| {
        std::os::unix::fs::symlink(to, book.path().join("src").join(name)).unwrap();
    };
    link(&outside.path().join("secret.txt"), "secret.md");
    link(&outside.path().join("secret.txt"), "secret.txt");
    link(outside.path(), "out");
    let output = dryrun(book.path(), &["check", "--no-cache", "-v"]);
    let told = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stderr),
        String::from_utf8_lossy(&output.stdout)
    );
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(!told.contains("sesame"), "{told}");
    assert!(told.matches("outside of").count() >= 3, "{told}");
}

#[test]
fn scripts_in_names_and_outputs_are_text() {
    let bad = "</code></pre></div><script>alert(1)</script><img src=x onerror=alert(1)>";
    let text = format!(
        "```json asl id=one title=\"{bad}\" tab=\"{bad}\"\n{{ \"StartAt\": \"{bad}\", \"States\": {{ \"{bad}\": {{ \"Type\": \"Pass\", \"Result\": \"{bad}\", \"End\": true }} }} }}\n```\n\n\
         ```json output of=one title=\"{bad}\" collapsed\n```\n\n```text trace of=one\n```\n\n```text graph of=one\n```\n\n\
         <!-- dryrun: exercise of=one check=\"output = '</code><script>alert(2)</script>'\" hint=\"{bad}\" -->\n\n\
         It says **x**<!-- =one.output -->.\n"
    );
    let book = book(&text);
    dryrun(book.path(), &["accept"]);
    let built = dryrun(book.path(), &["build"]);
    assert!(built.status.success(), "{built:?}");
    let page = fs::read_to_string(book.path().join("out/one.html")).unwrap();
    assert!(page.contains("&lt;script&gt;alert(1)"), "it is shown");
    for tag in ["<script>alert", "<img src=x"] {
        assert!(
            !page.contains(tag),
            "{tag} in {}",
            page.get(page.find(tag).unwrap_or(0)..)
                .unwrap_or_default()
                .chars()
                .take(300)
                .collect::<String>()
        );
    }
}

#[test]
fn github_gets_nine_annotations_and_a_summary() {
    let chapter: String =
        (0..12).map(|at| STALE.replace("one", &format!("e{at}")) + "\n").collect();
    let book = book(&chapter);
    let file = book.path().join("summary.md");
    let mut check = command(book.path());
    let output = check
        .args(["check", "--format", "github"])
        .env("GITHUB_STEP_SUMMARY", &file)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(told.lines().filter(|line| line.starts_with("::error file=")).count(), 9, "{told}");
    assert!(told.contains("and 3 more"), "{told}");
    let summary = fs::read_to_string(file).unwrap();
    assert_eq!(summary.matches("Recorded result differs").count(), 12, "{summary}");
}
