//! Chapters in, diagnostics and accepted chapters out, with an engine that only writes in capitals.
//!
//! To add a case: add a section with a `chapter` part to a file of `tests/cases`, run `UPDATE=1 cargo test -p dryrun-weave`,
//! read the difference, commit.

use std::fmt::Write as _;
use std::process::ExitCode;

use dryrun_diag::FileId;
use dryrun_engine::ReadError;
use dryrun_testkit::{Case, Failed, load};
use dryrun_weave::{Book, Chapter, Checked, Edit, Files, apply};

mod capitals;

fn main() -> ExitCode {
    dryrun_testkit::run(load("tests/cases"), check)
}

struct Parts<'a>(&'a Case);

impl Files for Parts<'_> {
    fn read(&self, path: &str) -> Result<String, ReadError> {
        self.0.optional(path).map(|text| format!("{text}\n")).ok_or(ReadError::NotFound)
    }
}

fn checked(case: &Case, text: &str) -> (Checked, Book) {
    let mut chapters = vec![Chapter { path: "chapter.md".to_owned(), text: text.to_owned() }];
    if let Some(other) = case.optional("other.md") {
        chapters.push(Chapter { path: "other.md".to_owned(), text: format!("{other}\n") });
    }
    capitals::checked(&chapters, &Parts(case))
}

fn accepted(text: &str, edits: &[Edit]) -> String {
    let own: Vec<&Edit> = edits.iter().filter(|edit| edit.span.file == FileId(0)).collect();
    apply(text, &own)
}

fn check(case: &Case) -> Result<(), Failed> {
    let crlf = case.optional("crlf").is_some();
    let mut text = format!("{}\n", case.part("chapter"));
    if crlf {
        text = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    }
    let (found, book) = checked(case, &text);
    let mut told = String::new();
    for diagnostic in &found.diagnostics {
        let (name, start, _) =
            diagnostic.span.and_then(|span| book.sources.locate(span)).ok_or("no place")?;
        let _ = write!(
            told,
            "{name}:{}:{}: {}: {}",
            start.line, start.column, diagnostic.summary, diagnostic.detail
        );
        let _ = diagnostic.help.as_ref().map(|help| write!(told, " [{help}]"));
        told.push('\n');
    }
    case.expect("diagnostics", &told)?;
    let new = accepted(&text, &found.edits);
    let again = accepted(&new, &checked(case, &new).0.edits);
    if again != new {
        return Err(format!("accept is not idempotent:\n{again}").into());
    }
    if new != text {
        if crlf && new.replace("\r\n", "").contains('\n') {
            return Err("a bare line feed came into a file with CRLF".into());
        }
        case.expect("accepted", &new.replace("\r\n", "\n").replace('\u{feff}', ""))?;
    }
    Ok(())
}
