//! `dryrun build`: the book by mdBook as a library, our preprocessor inside.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, anyhow};
use mdbook_driver::MDBook;

use super::print;
use crate::Exit;
use crate::args::{BuildArgs, Common};
use crate::files::Allowed;
use crate::memo::Memo;
use crate::page::complete;
use crate::preprocess::Dryrun;
use crate::project::{OnDifference, Project};

pub(super) fn run(common: &Common, args: &BuildArgs) -> Result<Exit> {
    let mut project = common.project()?;
    if let Some(folder) = &args.dest_dir {
        project.config.build.build_dir = std::path::absolute(folder)?;
        project = Project::new(project.root.clone(), project.config.clone())?;
    }
    match build(&project, None, common.allowed(), &Arc::default()) {
        Ok(()) => {
            if !common.quiet {
                print(&format!("built {}\n", shown(&project.build_dir())));
            }
            Ok(Exit::Right)
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            Ok(Exit::Differs)
        }
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Builds a project; what the memo knows is not run again.
pub(super) fn build(
    project: &Project,
    on_difference: Option<OnDifference>,
    allowed: Allowed,
    memo: &Arc<Memo>,
) -> Result<()> {
    let mut config = project.config.clone();
    config.build.create_missing = false;
    let mut book =
        MDBook::load_with_config(&project.root, config).map_err(|error| anyhow!("{error:#}"))?;
    let mut dryrun = Dryrun::new();
    dryrun.on_difference = on_difference;
    dryrun.allowed = allowed;
    dryrun.memo = Some(Arc::clone(memo));
    book.with_preprocessor(dryrun);
    book.build().map_err(|error| anyhow!("{error:#}"))?;
    complete(&html_dir(project), project.settings.protection)
}

/// mdBook builds HTML into the build folder itself when it is the only output, else into `html` below it.
pub(super) fn html_dir(project: &Project) -> PathBuf {
    let below = project.build_dir().join("html");
    if below.join("index.html").is_file() { below } else { project.build_dir() }
}
