//! `.case` files: `--- name ---` starts a case, `== part ==` a part of it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

use libtest_mimic::{Arguments, Failed, Trial};

/// Several tests may rewrite parts of one file.
static REWRITING: Mutex<()> = Mutex::new(());

/// One case of a `.case` file.
#[derive(Debug, Clone)]
pub struct Case {
    /// `file::case`.
    pub name: String,
    file: PathBuf,
    title: String,
    parts: Vec<(String, String)>,
}

impl Case {
    /// The text of a part; empty when the case has none of that name.
    #[must_use]
    pub fn part(&self, name: &str) -> &str {
        self.optional(name).unwrap_or_default()
    }

    /// The text of a part, if the case has it.
    #[must_use]
    pub fn optional(&self, name: &str) -> Option<&str> {
        self.parts.iter().find(|(part, _)| part == name).map(|(_, text)| text.as_str())
    }

    /// Names and texts of all parts in order.
    pub fn parts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parts.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Compares a part with what came out; under `UPDATE=1` rewrites the file instead.
    ///
    /// # Errors
    /// When they differ: the difference by lines.
    pub fn expect(&self, name: &str, actual: &str) -> Result<(), Failed> {
        let actual = actual.trim_end_matches('\n');
        if self.part(name) == actual {
            return Ok(());
        }
        if std::env::var_os("UPDATE").is_some() {
            return self.rewrite(name, actual).map_err(Failed::from);
        }
        let diff = similar::TextDiff::from_lines(self.part(name), actual)
            .unified_diff()
            .header("recorded", "now")
            .to_string();
        Err(format!(
            "{}: part `{name}` of case `{}` differs (UPDATE=1 rewrites it)\n{diff}",
            self.file.display(),
            self.title
        )
        .into())
    }

    fn rewrite(&self, name: &str, actual: &str) -> std::io::Result<()> {
        let _guard = REWRITING.lock().unwrap_or_else(PoisonError::into_inner);
        let (preamble, mut cases) = parse(&self.file, &fs::read_to_string(&self.file)?);
        if let Some(case) = cases.iter_mut().find(|case| case.title == self.title) {
            match case.parts.iter_mut().find(|(part, _)| part == name) {
                Some((_, text)) => actual.clone_into(text),
                None => case.parts.push((name.to_owned(), actual.to_owned())),
            }
        }
        fs::write(&self.file, print(&preamble, &cases))
    }
}

/// All cases of the `.case` files in a folder of the crate under test, in order of file name.
///
/// # Panics
/// When the folder cannot be read: a suite that finds nothing must not pass.
#[must_use]
pub fn load(dir: &str) -> Vec<Case> {
    let base = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
    let folder = base.join(dir);
    let entries =
        fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "case"));
    files.sort();
    files
        .iter()
        .flat_map(|file| parse(file, &fs::read_to_string(file).unwrap_or_default()).1)
        .collect()
}

/// The `main` of a `harness = false` test: one named entry per case.
#[must_use]
pub fn run(
    cases: Vec<Case>,
    check: impl Fn(&Case) -> Result<(), Failed> + Copy + Send + 'static,
) -> ExitCode {
    let trials = cases
        .into_iter()
        .map(|case| Trial::test(case.name.clone(), move || check(&case)))
        .collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn marker<'a>(line: &'a str, around: &str) -> Option<&'a str> {
    line.strip_prefix(around)?.strip_prefix(' ')?.strip_suffix(around)?.strip_suffix(' ')
}

fn parse(file: &Path, text: &str) -> (String, Vec<Case>) {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let mut preamble = String::new();
    let mut cases: Vec<Case> = Vec::new();
    for line in text.lines() {
        if let Some(title) = marker(line, "---") {
            let name = format!("{stem}::{}", title.replace(' ', "_"));
            cases.push(Case {
                name,
                file: file.to_owned(),
                title: title.to_owned(),
                parts: Vec::new(),
            });
        } else if let (Some(part), Some(case)) = (marker(line, "=="), cases.last_mut()) {
            case.parts.push((part.to_owned(), String::new()));
        } else if let Some((_, text)) = cases.last_mut().and_then(|case| case.parts.last_mut()) {
            text.push_str(line);
            text.push('\n');
        } else {
            preamble.push_str(line);
            preamble.push('\n');
        }
    }
    for (_, text) in cases.iter_mut().flat_map(|case| &mut case.parts) {
        text.truncate(text.trim_end_matches('\n').len());
    }
    (preamble, cases)
}

fn print(preamble: &str, cases: &[Case]) -> String {
    let mut out = preamble.to_owned();
    for (at, case) in cases.iter().enumerate() {
        let gap = if at == 0 { "" } else { "\n" };
        let _ = writeln!(out, "{gap}--- {} ---", case.title);
        for (name, text) in &case.parts {
            let _ = writeln!(out, "== {name} ==");
            if !text.is_empty() {
                let _ = writeln!(out, "{text}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printing_keeps_what_was_parsed() {
        let text =
            "About.\n--- one ---\n== in ==\na\n\nb\n== out ==\nc\n\n--- two ---\n== in ==\nd\n";
        let (preamble, cases) = parse(Path::new("x.case"), text);
        assert_eq!(cases.len(), 2);
        assert_eq!(cases[0].part("in"), "a\n\nb");
        assert_eq!(cases[1].name, "x::two");
        assert_eq!(print(&preamble, &cases), text);
    }
}
