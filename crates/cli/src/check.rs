//! Running a whole book and comparing it with what its chapters record.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::Result;
use dryrun_diag::Diagnostic;
use dryrun_engine::{Example, Registry};
use dryrun_weave::{Book, Chapter, Checked, Run, order, read, reconcile, run};

use crate::files::{Allowed, Confined, Noted, Reads};
use crate::project::Project;
use crate::snapshots;

/// A book that was run.
pub struct CheckedBook {
    /// The book.
    pub book: Book,
    /// What each example gave, by index.
    pub runs: BTreeMap<usize, Run>,
    /// What differs.
    pub checked: Checked,
    /// The folder of the chapters, as their paths begin.
    pub source: String,
    /// The files below the root that examples read, by example and path.
    pub reads: BTreeMap<usize, Reads>,
}

impl CheckedBook {
    /// Whether there is no error.
    #[must_use]
    pub fn is_right(&self) -> bool {
        !self.checked.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// Number of errors.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.checked.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count()
    }
}

/// Runs and compares all chapters of a project, as they stand on disk.
///
/// # Errors
/// When a chapter cannot be read.
pub fn check(project: &Project, registry: &Registry, allowed: &Allowed) -> Result<CheckedBook> {
    Ok(check_chapters(project, &project.chapters()?, registry, allowed))
}

/// The same for chapters that are read already.
#[must_use]
pub fn check_chapters(
    project: &Project,
    chapters: &[Chapter],
    registry: &Registry,
    allowed: &Allowed,
) -> CheckedBook {
    let allowed = project.settings.allowed.or(allowed);
    let files = Confined::new(&project.root, &project.root, &allowed);
    let mut book = read(chapters, registry, &files);
    let files = files.with_examples(callable(&book));
    let (rounds, problems) = order(&book);
    book.diagnostics.extend(problems);
    let mut runs = BTreeMap::new();
    let mut reads = BTreeMap::new();
    for round in rounds {
        for (at, run, read) in run_round(&book, &round, registry, &files, &runs) {
            runs.insert(at, run);
            reads.insert(at, read);
        }
    }
    let mut checked = reconcile(&book, &runs, registry, &files);
    snapshots::compare(project, &mut checked);
    CheckedBook { book, runs, checked, source: project.shown(&project.config.book.src), reads }
}

/// The examples that others may start, as they stand: without the changes of `base=`.
pub(crate) fn callable(book: &Book) -> Vec<Example> {
    let here = book.examples.iter().filter(|doc| doc.base.is_none() && doc.skip.is_none());
    here.filter(|doc| doc.engine == "asl").map(|doc| doc.example.clone()).collect()
}

/// Stack of a worker: engines bound their own recursion well below it.
const STACK: usize = 16 << 20;

/// Runs the examples of one round on all cores.
fn run_round(
    book: &Book,
    round: &[usize],
    registry: &Registry,
    files: &Confined,
    earlier: &BTreeMap<usize, Run>,
) -> Vec<(usize, Run, Reads)> {
    let next = AtomicUsize::new(0);
    let ran = Mutex::new(Vec::with_capacity(round.len()));
    let work = || {
        while let Some(at) = round.get(next.fetch_add(1, Ordering::Relaxed)) {
            let noted = Noted::new(files);
            if let Some(run) = run(book, *at, registry, &noted, &|at| earlier.get(&at)) {
                let done = (*at, run, noted.reads());
                ran.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(done);
            }
        }
    };
    let workers = thread::available_parallelism().map_or(1, usize::from).min(round.len());
    thread::scope(|scope| {
        for _ in 0..workers {
            // A thread that cannot be started leaves its share to the others; the last resort is this thread.
            let _ = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        }
    });
    work();
    ran.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
}
