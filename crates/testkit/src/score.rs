//! `conformance.toml`: the scores, held as a floor that only rises.

use std::fs::{self, File};
use std::path::Path;

use toml::{Table, Value};

/// Compares a suite's score with the recorded floor; under `UPDATE=1` raises it.
///
/// # Panics
/// When fewer cases pass than recorded, or when more do and nobody recorded it: the file must stay true.
pub fn score(suite: &str, passed: usize, total: usize) {
    let file = crate::root().join("conformance.toml");
    // Test programs of several crates may write at once.
    let lock = File::create(std::env::temp_dir().join("dryrun-conformance.lock"))
        .and_then(|lock| lock.lock().map(|()| lock));
    let mut table = read(&file);
    let floor = floor(&table, suite);
    eprintln!("{suite}: {passed} of {total} (floor {floor})");
    assert!(passed >= floor, "{suite}: {passed} of {total} pass, but {floor} passed before");
    if floor == passed {
        return;
    }
    assert!(
        std::env::var_os("UPDATE").is_some(),
        "{suite}: {passed} pass, {floor} are recorded; UPDATE=1 records the new floor"
    );
    let entry = Table::from_iter(
        [("passed", passed), ("total", total)].map(|(key, count)| (key.to_owned(), integer(count))),
    );
    table.insert(suite.to_owned(), Value::Table(entry));
    let text = toml::to_string(&table).unwrap_or_default();
    fs::write(&file, format!("{HEADER}{text}"))
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    drop(lock);
}

const HEADER: &str = "# Cases passed of each recorded suite: a floor that only rises. `UPDATE=1 cargo test` records a better score.\n\n";

fn read(file: &Path) -> Table {
    fs::read_to_string(file)
        .unwrap_or_default()
        .parse()
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn floor(table: &Table, suite: &str) -> usize {
    let passed = table.get(suite).and_then(|entry| entry.get("passed")).and_then(Value::as_integer);
    passed.and_then(|count| usize::try_from(count).ok()).unwrap_or_default()
}

fn integer(count: usize) -> Value {
    Value::Integer(i64::try_from(count).unwrap_or(i64::MAX))
}
