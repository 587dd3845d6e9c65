//! `terraform test`: test files, their runs, and what comes out.
//!
//! A run plans, or applies as far as that can be told without doing anything: what mocks and overrides give, what
//! `terraform_data` and `null_resource` would answer. Anything else is refused by name.

mod expected;
mod file;
pub(crate) mod mocking;
mod model;
mod names;
mod run;
mod show;

use std::collections::BTreeMap;

use dryrun_diag::{Diagnostic, FileId, Sources};
use dryrun_engine::Effects;

use crate::config::{self, Config, join, place};
use crate::options::PlanOptions;
use crate::variables::{self, GivenValues};
use crate::{entry, lang};
use model::{Run, TestFile};
use names::RunNames;
use run::{Left, Shared};

pub(crate) use mocking::Mocks;
pub(crate) use names::TestNames;
pub(crate) use run::refused;
pub use show::{Draw, Stream, Verbosity, junit, shown};

/// What is asked of the tests of a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestOptions {
    /// Variables from outside.
    pub plan: PlanOptions,
    /// `-test-directory`, below the configuration's folder.
    pub directory: String,
    /// `-filter`: only these files; empty: all.
    pub filter: Vec<String>,
}

impl Default for TestOptions {
    fn default() -> Self {
        Self { plan: PlanOptions::default(), directory: "tests".to_owned(), filter: Vec::new() }
    }
}

/// How a run ended; the worst is the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Not begun, because an earlier one ended in an error.
    Skip,
    /// As the test wants it.
    Pass,
    /// An assertion did not hold.
    Fail,
    /// Something went wrong; the runs after it are skipped.
    Error,
}

/// What became of a run.
#[derive(Debug, Clone)]
pub struct RunReport {
    /// Its name.
    pub name: String,
    /// How it ended.
    pub status: Status,
    /// What is wrong, and warnings.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that they point into.
    pub sources: Sources,
    /// What `-verbose` shows of it.
    pub shown: Option<String>,
}

/// What became of a test file.
#[derive(Debug, Clone)]
pub struct FileReport {
    /// Its path.
    pub name: String,
    /// Its runs, in order.
    pub runs: Vec<RunReport>,
}

impl FileReport {
    /// The worst of its runs.
    #[must_use]
    pub fn status(&self) -> Status {
        let ran = self.runs.iter().map(|run| run.status);
        ran.max().unwrap_or(Status::Pass)
    }
}

/// What became of all tests.
#[derive(Debug, Clone, Default)]
pub struct TestReport {
    /// What is wrong with the configuration or the test files; with errors nothing ran.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that they point into.
    pub sources: Sources,
    /// The files, in order.
    pub files: Vec<FileReport>,
}

impl TestReport {
    /// Whether everything passed.
    #[must_use]
    pub fn passed(&self) -> bool {
        !self.diagnostics.iter().any(Diagnostic::is_error)
            && self.files.iter().all(|file| matches!(file.status(), Status::Pass | Status::Skip))
    }

    /// How many runs ended so: passed, failed (or in an error), skipped.
    #[must_use]
    pub fn counts(&self) -> [usize; 3] {
        let runs = self.files.iter().flat_map(|file| &file.runs);
        runs.fold([0, 0, 0], |[passed, failed, skipped], run| match run.status {
            Status::Pass => [passed + 1, failed, skipped],
            Status::Fail | Status::Error => [passed, failed + 1, skipped],
            Status::Skip => [passed, failed, skipped + 1],
        })
    }
}

/// Runs the tests of the configuration in a folder.
#[must_use]
pub fn test(root: &str, options: &TestOptions, effects: &dyn Effects) -> TestReport {
    let names = test_files(root, options, effects);
    let mut report = TestReport::default();
    let is_default = options.directory == TestOptions::default().directory;
    let inside = format!("{}/", options.directory.trim_end_matches('/'));
    let is_there = effects.list(&join(root, &options.directory)).is_ok();
    if !is_default && !is_there && !names.iter().any(|name| name.starts_with(&inside)) {
        let detail = format!("Requested test directory {} does not exist.", options.directory);
        report.diagnostics.push(Diagnostic::warning("Test directory does not exist", detail));
    }
    let files: Vec<Loaded> = names
        .iter()
        .map(|name| load(root, name, effects, &mut report.sources, &mut report.diagnostics))
        .collect();
    // What is wrong with the configuration itself is told once, not for each run.
    let (config, found) = entry::load_below(root, "", report.sources.clone(), effects);
    report.diagnostics.extend(found);
    report.sources = config.sources().clone();
    let mut modules: BTreeMap<String, Config> = BTreeMap::new();
    for run in files.iter().flat_map(|loaded| &loaded.file.runs) {
        load_tested(root, run, &report.sources, effects, &mut modules, &mut report.diagnostics);
    }
    if report.diagnostics.iter().any(Diagnostic::is_error) {
        return report;
    }
    modules.insert(String::new(), config);
    for loaded in &files {
        let runs = run_file(loaded, &modules, options, effects);
        report.files.push(FileReport { name: loaded.name.clone(), runs });
    }
    report
}

/// Paths of the test files: those beside the configuration and those in the test directory, not further down.
fn test_files(root: &str, options: &TestOptions, effects: &dyn Effects) -> Vec<String> {
    let is_test = |name: &String| {
        (name.ends_with(".tftest.hcl") || name.ends_with(".tftest.json")) && !name.contains('/')
    };
    let listed = |folder: &str| {
        let path = join(root, folder);
        let path = if path.is_empty() { "." } else { &path };
        effects.list(path).unwrap_or_default().into_iter().filter(is_test)
    };
    let mut names: Vec<String> = listed("").collect();
    names.extend(listed(&options.directory).map(|name| join(&options.directory, &name)));
    names.sort();
    names.dedup();
    let wanted: Vec<String> = options.filter.iter().map(|name| join("", name)).collect();
    names.retain(|name| wanted.is_empty() || wanted.contains(name));
    names
}

struct Loaded {
    name: String,
    file: TestFile,
}

fn load(
    root: &str,
    name: &str,
    effects: &dyn Effects,
    sources: &mut Sources,
    found: &mut Vec<Diagnostic>,
) -> Loaded {
    let text = match effects.read(&join(root, name)) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(_) => {
            let detail = format!("The test file \"{name}\" could not be read.");
            found.push(Diagnostic::error("Failed to read file", detail));
            String::new()
        }
    };
    let id: FileId = sources.add(name, text.clone());
    let (body, wrong) = if name.ends_with(".json") {
        lang::parse_json(&text, id, name)
    } else {
        lang::parse(&text, id, name)
    };
    found.extend(wrong);
    let places = |span| place::text(sources, span);
    Loaded { name: name.to_owned(), file: file::read(body, &places, found) }
}

/// Loads the module that a run tests instead of the root module.
fn load_tested(
    root: &str,
    run: &Run,
    sources: &Sources,
    effects: &dyn Effects,
    modules: &mut BTreeMap<String, Config>,
    found: &mut Vec<Diagnostic>,
) {
    let Some(module) = run.module.as_ref().filter(|module| !modules.contains_key(&module.source))
    else {
        return;
    };
    if !config::module_call::is_local(&module.source) {
        let detail = format!(
            "Run \"{}\" tests \"{}\". Only modules from local paths can be planned: nothing is downloaded.",
            run.name, module.source
        );
        let error = Diagnostic::error("Module not installed", detail).at(module.span);
        found.push(
            error.help(
                "copy the module into a folder of this configuration and name it as `./folder`",
            ),
        );
        return;
    }
    let dir = join("", &module.source);
    if effects.list(&join(root, &dir)).is_err() {
        let detail = "This module's local cache directory  could not be read. Run \"terraform init\" to install all modules required by this configuration.";
        found.push(Diagnostic::error("Module not installed", detail).at(module.span));
        return;
    }
    let (config, wrong) = entry::load_below(root, &dir, sources.clone(), effects);
    found.extend(wrong);
    modules.insert(module.source.clone(), config);
}

fn run_file(
    loaded: &Loaded,
    modules: &BTreeMap<String, Config>,
    options: &TestOptions,
    effects: &dyn Effects,
) -> Vec<RunReport> {
    let shared = Shared { file: &loaded.file, options: &options.plan, effects };
    let mut left = Left::default();
    let mut reports: Vec<RunReport> = Vec::new();
    for run in &loaded.file.runs {
        if reports.last().is_some_and(|last| matches!(last.status, Status::Error | Status::Skip)) {
            reports.push(skipped(run));
            continue;
        }
        let module = run.module.as_ref().map_or("", |module| module.source.as_str());
        let Some(config) = modules.get(module) else { continue };
        let mut config = config.clone();
        let (given, found) = outside(&mut config, loaded, options, effects);
        let failed = found.iter().any(Diagnostic::is_error);
        let mut report = if failed {
            left.runs.insert(run.name.clone(), RunNames::Ahead);
            RunReport { status: Status::Error, ..skipped(run) }
        } else {
            run::execute(&shared, run, config.clone(), given, &mut left)
        };
        if !found.is_empty() {
            report.sources = config.sources().clone();
            report.diagnostics.splice(0..0, found);
        }
        reports.push(report);
    }
    reports
}

fn skipped(run: &Run) -> RunReport {
    RunReport {
        name: run.name.to_string(),
        status: Status::Skip,
        diagnostics: Vec::new(),
        sources: Sources::new(),
        shown: None,
    }
}

/// Values from outside; files in the test directory have variables files of their own beside them.
fn outside(
    config: &mut Config,
    loaded: &Loaded,
    options: &TestOptions,
    effects: &dyn Effects,
) -> (GivenValues, Vec<Diagnostic>) {
    let directory = options.directory.trim_end_matches('/');
    let is_inside = loaded.name.rsplit_once('/').is_some_and(|(folder, _)| folder == directory);
    let more = if is_inside {
        variables::automatic_files_of(config, directory, effects)
    } else {
        Vec::new()
    };
    variables::collect_shared(config, &options.plan, &more, effects)
}
