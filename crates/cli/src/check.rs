//! Running a whole book and comparing it with what its chapters record.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use anyhow::Result;
use dryrun_diag::{Diagnostic, FileId};
use dryrun_engine::{Effects, Engine, Example, Registry};
use dryrun_weave::{Book, Chapter, Checked, Run, order, read, reconcile_chapters, run_with};

use crate::cache::{Cache, Good};
use crate::files::{Allowed, Confined, Reads};
use crate::memo::Memo;
use crate::progress::{Progress, Talk};
use crate::project::Project;
use crate::snapshots;
use crate::watch::{Ran, Seen, Watched};

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
    /// What examples asked the world, by example.
    seen: BTreeMap<usize, Vec<Seen>>,
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
    check_again(project, chapters, registry, Confined::of(project, allowed), None)
}

/// The same for a book that is checked again and again: what the memo knows is not run.
#[must_use]
pub fn check_again(
    project: &Project,
    chapters: &[Chapter],
    registry: &Registry,
    files: Confined,
    memo: Option<&Memo>,
) -> CheckedBook {
    let book = read(chapters, registry, &files);
    let files = files.with_examples(callable(&book));
    let all: BTreeSet<usize> = (0..book.chapters()).collect();
    let answer = |engine: &dyn Engine, example: &Example| match memo {
        Some(memo) => memo.ran(engine, example, &files),
        None => Ran::of(engine, example, &files),
    };
    check_some(project, book, &all, registry, &Asked::of(&files), &answer)
}

/// Whom the book asks: examples their engines with the files, consoles what may stand before the files.
#[derive(Clone, Copy)]
struct Asked<'e> {
    files: &'e Confined,
    consoles: &'e dyn Effects,
}

impl<'e> Asked<'e> {
    fn of(files: &'e Confined) -> Self {
        Self { files, consoles: files }
    }
}

/// Runs and compares some chapters of a book.
fn check_some(
    project: &Project,
    mut book: Book,
    chapters: &BTreeSet<usize>,
    registry: &Registry,
    asked: &Asked<'_>,
    answer: &Answer<'_>,
) -> CheckedBook {
    let (rounds, problems) = order(&book);
    book.diagnostics.extend(problems);
    let needed = book.needed(chapters);
    let (mut runs, mut seen) = (BTreeMap::new(), BTreeMap::new());
    for mut round in rounds {
        round.retain(|at| needed.contains(at));
        for (at, run, asked) in run_round(&book, &round, registry, answer, &runs) {
            runs.insert(at, run);
            seen.insert(at, asked);
        }
    }
    let mut checked = reconcile_chapters(&book, &runs, registry, asked.consoles, chapters);
    snapshots::compare(project, &mut checked);
    if chapters.len() == book.chapters() {
        snapshots::tell_left_over(project, &book, &mut checked);
    }
    let reads = seen.iter().map(|(at, seen)| (*at, reads(seen, asked.files))).collect();
    let source = project.shown(&project.config.book.src);
    CheckedBook { book, runs, checked, source, reads, seen }
}

/// The examples that others may start, as they stand: without the changes of `base=`.
pub(crate) fn callable(book: &Book) -> Vec<Example> {
    let here = book.examples.iter().filter(|doc| doc.base.is_none() && doc.skip.is_none());
    here.filter(|doc| doc.engine == "asl").map(|doc| doc.example.clone()).collect()
}

/// One part of a book that is checked in several processes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Which one, from 1.
    pub number: usize,
    /// Of how many.
    pub of: usize,
}

impl Shard {
    /// Whether a chapter belongs to this part.
    #[must_use]
    pub fn holds(self, chapter: usize) -> bool {
        chapter % self.of == self.number - 1
    }
}

/// Checks one part of a book: every chapter belongs to one shard, every example runs where its chapter is checked.
///
/// # Errors
/// When a chapter cannot be read.
pub fn check_shard(
    project: &Project,
    registry: &Registry,
    allowed: &Allowed,
    shard: Shard,
    talk: Talk,
) -> Result<CheckedBook> {
    let files = Confined::of(project, allowed);
    let book = read(&project.chapters()?, registry, &files);
    let files = files.with_examples(callable(&book));
    let own: BTreeSet<usize> = (0..book.chapters()).filter(|at| shard.holds(*at)).collect();
    let progress = Progress::new(book.needed(&own).len(), talk);
    let answer = |engine: &dyn Engine, example: &Example| {
        let ran = Ran::of(engine, example, &files);
        progress.step();
        ran
    };
    let mut checked = check_some(project, book, &own, registry, &Asked::of(&files), &answer);
    let book = &checked.book;
    let here: BTreeSet<FileId> = own.iter().flat_map(|at| book.files(*at)).collect();
    let is_own =
        |found: &Diagnostic| found.span.map_or(shard.number == 1, |span| here.contains(&span.file));
    checked.checked.diagnostics.retain(is_own);
    Ok(checked)
}

/// Checks a book, but not the groups of chapters that the cache knows to be as recorded.
///
/// # Errors
/// When a chapter cannot be read.
pub fn check_cached(
    project: &Project,
    registry: &Registry,
    allowed: &Allowed,
    talk: Talk,
) -> Result<CheckedBook> {
    let files = Confined::of(project, allowed);
    let cache = Cache::open(project, allowed);
    let book = read(&project.chapters()?, registry, &files);
    let files = files.with_examples(callable(&book));
    let groups = book.groups();
    let keys: Vec<String> = groups.iter().map(|group| cache.key(&book, group)).collect();
    let known: Vec<Option<&Good>> = keys.iter().map(|key| cache.find(key, &files)).collect();
    let changed: BTreeSet<usize> = groups
        .iter()
        .zip(&known)
        .filter(|(_, good)| good.is_none())
        .flat_map(|(group, _)| group.iter().copied())
        .collect();
    let progress = Progress::new(book.needed(&changed).len(), talk);
    let answer = |engine: &dyn Engine, example: &Example| {
        let ran = Ran::of(engine, example, &files);
        progress.step();
        ran
    };
    let watched = Watched::new(&files);
    let asked = Asked { files: &files, consoles: &watched };
    let mut checked = check_some(project, book, &changed, registry, &asked, &answer);
    let consoles = watched.seen();
    let mut good = BTreeMap::new();
    for ((group, key), known) in groups.iter().zip(keys).zip(known) {
        let entry = match known {
            Some(known) => {
                checked.recall(known);
                Some(known.clone())
            }
            None => checked.good(group, &consoles),
        };
        good.extend(entry.map(|entry| (key, entry)));
    }
    cache.keep(&good);
    Ok(checked)
}

impl CheckedBook {
    /// Counts in what the cache knew.
    fn recall(&mut self, good: &Good) {
        self.checked.compared += good.compared;
        let examples = good.verified.iter().filter_map(|id| self.book.find(id));
        self.checked.verified.extend(examples);
    }

    /// What may be kept of a group that was checked: nothing where there is anything to tell, or a snapshot to compare.
    fn good(&self, group: &[usize], consoles: &[Seen]) -> Option<Good> {
        let files: BTreeSet<FileId> = group.iter().flat_map(|at| self.book.files(*at)).collect();
        let told = &self.checked.diagnostics;
        let silent = !told.iter().any(|it| it.span.is_none_or(|span| files.contains(&span.file)));
        let mut pinned = self.checked.pinned.iter();
        let pins = pinned.any(|pinned| files.contains(&pinned.span.file));
        if !silent || pins {
            return None;
        }
        let examples = self.book.examples.iter().enumerate();
        let own: Vec<_> = examples.filter(|(_, doc)| group.contains(&doc.chapter)).collect();
        let of_examples = own.iter().filter_map(|(at, _)| self.seen.get(at)).flatten();
        let console = group.iter().any(|chapter| self.book.has_transcript(*chapter));
        let consoles = consoles.iter().filter(|_| console);
        let seen: Vec<&Seen> = of_examples.chain(consoles).collect();
        let verified = own.iter().filter(|(at, _)| self.checked.verified.contains(at));
        let verified = verified.map(|(_, doc)| doc.example.id.clone()).collect();
        let compared = group.iter().filter_map(|at| self.checked.compared_in.get(at)).sum();
        Good::new(compared, verified, &seen)
    }
}

/// What an engine makes of an example: by running it, or because it is known.
type Answer<'a> = dyn Fn(&dyn Engine, &Example) -> Ran + Sync + 'a;

/// The files of the book among what an example asked for.
fn reads(seen: &[Seen], files: &Confined) -> Reads {
    let texts = seen.iter().filter_map(|seen| match seen {
        Seen::Read(path, Ok(bytes)) => Some((path.clone(), files.travelling(path, bytes)?)),
        Seen::Read(_, Err(_)) | Seen::List(..) | Seen::Example(..) | Seen::Fleeting => None,
    });
    texts.collect()
}

/// Stack of a worker: engines bound their own recursion well below it.
const STACK: usize = 16 << 20;

/// Runs the examples of one round on all cores.
fn run_round(
    book: &Book,
    round: &[usize],
    registry: &Registry,
    answer: &Answer<'_>,
    earlier: &BTreeMap<usize, Run>,
) -> Vec<(usize, Run, Vec<Seen>)> {
    let next = AtomicUsize::new(0);
    let ran = Mutex::new(Vec::with_capacity(round.len()));
    let work = || {
        while let Some(at) = round.get(next.fetch_add(1, Ordering::Relaxed)) {
            let seen = RefCell::default();
            let noting = |engine: &dyn Engine, example: &Example| {
                let ran = answer(engine, example);
                seen.replace(ran.seen);
                ran.outcome
            };
            if let Some(run) = run_with(book, *at, registry, &noting, &|at| earlier.get(&at)) {
                let done = (*at, run, seen.into_inner());
                ran.lock().unwrap_or_else(PoisonError::into_inner).push(done);
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
    ran.into_inner().unwrap_or_else(PoisonError::into_inner)
}
