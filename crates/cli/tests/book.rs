//! One test for each example of the book, named `CHAPTER::EXAMPLE`, and one for everything else on the pages.
//!
//! `cargo test -p dryrun --test book retry` runs those with `retry` in their names. Pinned results are compared by insta,
//! so that `cargo insta review` shows their differences.

use std::process::ExitCode;
use std::sync::Arc;

use dryrun::check::{CheckedBook, check};
use dryrun::files::Allowed;
use dryrun::handlers::Programs;
use dryrun::project::Project;
use dryrun::show::{self, Colour};
use dryrun_diag::Diagnostic;
use dryrun_testkit::{root, wanted};
use dryrun_weave::Pinned;
use libtest_mimic::{Arguments, Failed, Trial};

fn main() -> ExitCode {
    let project = Project::open(&root()).expect("the book of this repository");
    let checked = Arc::new(
        check(&project, &dryrun_bundle::registry(), &Allowed::default()).expect("its chapters"),
    );
    let mut trials: Vec<Trial> =
        (0..checked.book.examples.len()).map(|at| example(Arc::clone(&checked), at)).collect();
    let others = Arc::clone(&checked);
    trials.push(Trial::test("everything_else", move || {
        told(
            &others,
            others
                .checked
                .diagnostics
                .iter()
                .filter(|found| found.is_error() && !of_any(&others, found)),
        )
    }));
    trials.push(Trial::test("handlers_agree_with_mocks", handlers));
    let folder = project.snapshots();
    trials.extend(
        checked.checked.pinned.iter().cloned().map(|pinned| snapshot(pinned, folder.clone())),
    );
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// With the code of Lambda functions in place of the mocks, the book records the same.
fn handlers() -> Result<(), Failed> {
    if !["python3", "node"].into_iter().all(wanted) {
        return Ok(());
    }
    let project = Project::open(&root())?;
    let allowed = Allowed { run: Programs::Allowed, ..Allowed::default() };
    let checked = check(&project, &dryrun_bundle::registry(), &allowed)?;
    told(&checked, checked.checked.diagnostics.iter().filter(|found| found.is_error()))
}

fn inside(checked: &CheckedBook, at: usize, found: &Diagnostic) -> bool {
    let holds = |span: dryrun_diag::Span| {
        checked.book.example_spans(at).iter().any(|whole| whole.holds(span))
    };
    found.span.is_some_and(holds)
}

fn of_any(checked: &CheckedBook, found: &Diagnostic) -> bool {
    (0..checked.book.examples.len()).any(|at| inside(checked, at, found))
}

fn told<'d>(
    checked: &CheckedBook,
    found: impl Iterator<Item = &'d Diagnostic>,
) -> Result<(), Failed> {
    let drawn: Vec<String> =
        found.map(|found| show::diagnostic(found, &checked.book.sources, Colour::No)).collect();
    if drawn.is_empty() { Ok(()) } else { Err(drawn.join("\n\n").into()) }
}

fn example(checked: Arc<CheckedBook>, at: usize) -> Trial {
    let doc = checked.book.examples.get(at).expect("an index of an example");
    let chapter = checked
        .book
        .chapter_path(doc.chapter)
        .trim_start_matches("book/src/")
        .trim_end_matches(".md")
        .to_owned();
    let name = format!("{chapter}::{}", doc.example.id);
    let skipped = doc.skip.is_some();
    let trial = move || {
        told(
            &checked,
            checked
                .checked
                .diagnostics
                .iter()
                .filter(|found| found.is_error() && inside(&checked, at, found)),
        )
    };
    Trial::test(name, trial).with_ignored_flag(skipped)
}

fn snapshot(pinned: Pinned, folder: std::path::PathBuf) -> Trial {
    let stem = std::path::Path::new(&pinned.chapter)
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let name = format!("{stem}__{}", pinned.name);
    Trial::test(format!("snapshot::{name}"), move || {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_input_file(root().join(&pinned.chapter));
        settings.bind(|| insta::assert_snapshot!(name, pinned.text.trim_end(), &pinned.name));
        Ok(())
    })
}
