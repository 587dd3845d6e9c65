//! `dryrun check`.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use dryrun_diag::{Diagnostic, nearest};
use dryrun_engine::PartFiles;
use dryrun_terraform::PlanOptions;
use dryrun_weave::Book;

use super::accept::counted;
use super::{plan, pretty, print};
use crate::Exit;
use crate::args::{CheckArgs, Common, Format, Tool};
use crate::check::{CheckedBook, check, check_cached, check_shard};
use crate::files::Confined;
use crate::progress::Talk;
use crate::project::Project;
use crate::report;
use crate::sarif::sarif;
use crate::show::{self, harmless};
use crate::snapshots;

pub(super) fn run(common: &Common, args: &CheckArgs) -> Result<Exit> {
    let project = common.project()?;
    let mut checked = checked(common, args, &project)?;
    only(&mut checked, &args.names)?;
    if args.pending {
        snapshots::offer(&project, &checked)?;
    }
    if let Some(file) = &args.junit_xml {
        fs::write(file, report::junit(&checked))
            .with_context(|| format!("cannot write {}", file.display()))?;
    }
    match args.format {
        Format::Json => print(&pretty(&report::json(&checked))),
        Format::Github => {
            tell(common, &checked);
            add_to_step_summary(&checked)?;
            print(&report::github(&checked.checked.diagnostics, &checked.book.sources));
        }
        Format::Sarif => {
            print(&pretty(&sarif(&checked.checked.diagnostics, &checked.book.sources)));
        }
        Format::Human => {
            tell(common, &checked);
            if common.talk() == Talk::Much {
                print(&each(&checked));
            }
            if common.talk() != Talk::Quiet {
                print(&summary(&checked));
            }
        }
    }
    let alike = args.against.map_or(Ok(true), |tool| against(common, args, &checked, tool))?;
    let exit = Exit::when(checked.is_right() && alike);
    std::mem::forget(checked); // the process ends: the system takes all memory back at once
    Ok(exit)
}

/// Compares the plans of the configurations with those of an installed tool.
fn against(common: &Common, args: &CheckArgs, checked: &CheckedBook, tool: Tool) -> Result<bool> {
    let project = common.project()?;
    let below = Confined::of(&project, &common.allowed());
    let mut alike = true;
    for (at, ran) in &checked.runs {
        let Some(doc) = checked.book.examples.get(*at).filter(|doc| doc.engine == "tf") else {
            continue;
        };
        let id = &doc.example.id;
        if !args.names.is_empty() && !args.names.contains(id) {
            continue;
        }
        let options = PlanOptions { state: ran.example.prior.clone(), ..PlanOptions::default() };
        let lines = plan::against(tool, &options, &PartFiles::new(&ran.example, &below))?;
        alike &= lines.is_empty();
        for line in &lines {
            eprintln!("{id}: {line}");
        }
        if lines.is_empty() && !common.quiet {
            print(&format!("{id}: as {} plans it\n", tool.program()));
        }
    }
    Ok(alike)
}

fn checked(common: &Common, args: &CheckArgs, project: &Project) -> Result<CheckedBook> {
    let registry = dryrun_bundle::registry();
    let (allowed, talk) = (&common.allowed(), common.talk());
    match args.shard {
        Some(shard) => check_shard(project, &registry, allowed, shard, talk),
        // What is compared with another tool must have been run.
        None if args.no_cache || args.against.is_some() => check(project, &registry, allowed),
        None => check_cached(project, &registry, allowed, talk),
    }
}

/// Appends to the page that GitHub shows for a job.
fn add_to_step_summary(checked: &CheckedBook) -> Result<()> {
    let Some(file) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|file| !file.is_empty()) else {
        return Ok(());
    };
    let open = fs::OpenOptions::new().create(true).append(true).open(&file);
    let text = format!("{}\n{}", summary(checked), report::markdown(checked));
    open.and_then(|mut out| out.write_all(text.as_bytes()))
        .with_context(|| format!("cannot write {}", Path::new(&file).display()))
}

/// A line for each example, and one for each of its cases that was run.
fn each(checked: &CheckedBook) -> String {
    let mut out = String::new();
    for (at, doc) in checked.book.examples.iter().enumerate() {
        let verdict = match &doc.skip {
            Some(reason) => format!("not run: {reason}"),
            None if checked.checked.failed.contains(&at) => "differs".to_owned(),
            None if checked.checked.verified.contains(&at) => "as recorded".to_owned(),
            None => "nothing recorded".to_owned(),
        };
        let chapter = checked.book.chapter_path(doc.chapter);
        let _ = writeln!(out, "{} ({chapter}): {}", doc.example.id, harmless(&verdict));
        for case in checked.runs.get(&at).iter().flat_map(|run| &run.outcome.cases) {
            let _ = writeln!(out, "  {}: {}", case.case, harmless(&case.summary));
        }
    }
    out
}

fn tell(common: &Common, checked: &CheckedBook) {
    for diagnostic in &checked.checked.diagnostics {
        eprintln!(
            "{}\n",
            show::diagnostic(diagnostic, &checked.book.sources, common.stderr_colour())
        );
    }
}

fn summary(checked: &CheckedBook) -> String {
    let examples = counted(checked.book.examples.len(), "example");
    let compared = format!("{} compared", counted(checked.checked.compared, "result"));
    let errors = checked.errors();
    let verdict = if errors == 0 {
        "all as recorded".to_owned()
    } else {
        format!("{}, see above", counted(errors, "difference"))
    };
    format!(
        "{examples} in {}, {compared}: {verdict}\n",
        counted(checked.book.chapters(), "chapter")
    )
}

/// Keeps what belongs to some examples.
pub(super) fn only(checked: &mut CheckedBook, names: &[String]) -> Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    let mut spans = Vec::new();
    for name in names {
        let at = find(&checked.book, name)?;
        spans.extend(checked.book.example_spans(at));
    }
    let inside = |span: dryrun_diag::Span| spans.iter().any(|whole| whole.holds(span));
    checked
        .checked
        .diagnostics
        .retain(|diagnostic: &Diagnostic| diagnostic.span.is_none_or(inside));
    checked.checked.edits.retain(|edit| inside(edit.span));
    checked.checked.pinned.retain(|pinned| inside(pinned.span));
    Ok(())
}

/// The index of an example, or an error with a suggestion.
pub(super) fn find(book: &Book, name: &str) -> Result<usize> {
    let Some(at) = book.find(name) else {
        let known = book.examples.iter().map(|doc| doc.example.id.as_str());
        let help = nearest(name, known).map_or_else(
            || "`dryrun list` names all examples".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        bail!("there is no example `{name}` in this book, and no such file or folder; {help}");
    };
    Ok(at)
}
