//! `dryrun lint`: what `check` lets pass and the author may not have meant.

use anyhow::Result;
use dryrun_weave::{Lints, lint};
use serde_json::json;

use super::accept::{counted, write_edits};
use super::{pretty, print};
use crate::Exit;
use crate::args::{Common, Format};
use crate::author::LintArgs;
use crate::check::{CheckedBook, check};
use crate::report;
use crate::sarif::sarif;
use crate::show;

/// How the view `coverage` tells what no case reached.
const NEVER: &str = ": never entered";

pub(super) fn run(common: &Common, args: &LintArgs) -> Result<Exit> {
    let project = common.project()?;
    let registry = dryrun_bundle::registry();
    let checked = check(&project, &registry, &common.allowed())?;
    let lints = lint(&checked.book, &registry, &|at| unexercised(&checked, at));
    if args.fix {
        let files = write_edits(&project, &checked.book.sources, &lints.fixes)?;
        if !common.quiet {
            let fixed = counted(lints.fixes.len(), "snippet");
            print(&format!(
                "{fixed} labelled in {}; record their results next\n",
                counted(files, "file")
            ));
        }
        return Ok(Exit::Right);
    }
    tell(common, args.format, &checked, &lints);
    let warned = lints.diagnostics.iter().any(|found| found.severity > dryrun_diag::Severity::Note);
    Ok(Exit::when(!warned))
}

/// States that no case entered.
fn unexercised(checked: &CheckedBook, at: usize) -> Vec<String> {
    let Some(run) = checked.runs.get(&at) else { return Vec::new() };
    let views = run.outcome.views.iter().filter(|view| view.role == "coverage");
    let lines = views.flat_map(|view| view.text.lines());
    lines
        .filter_map(|line| line.trim().strip_suffix(NEVER))
        .map(|name| format!("the state `{name}`"))
        .collect()
}

fn tell(common: &Common, format: Format, checked: &CheckedBook, lints: &Lints) {
    let sources = &checked.book.sources;
    match format {
        Format::Human => {
            for found in &lints.diagnostics {
                eprintln!("{}\n", show::diagnostic(found, sources, common.stderr_colour()));
            }
            if !common.quiet {
                print(&format!(
                    "{} in {}\n",
                    counted(lints.diagnostics.len(), "remark"),
                    counted(checked.book.chapters(), "chapter")
                ));
            }
        }
        Format::Github => print(&report::github(&lints.diagnostics, sources)),
        Format::Sarif => print(&pretty(&sarif(&lints.diagnostics, sources))),
        Format::Json => {
            let list = lints.diagnostics.iter().map(|found| report::diagnostic(found, sources));
            print(&pretty(&json!({ "diagnostics": list.collect::<Vec<_>>() })));
        }
    }
}
