//! `dryrun test`: the `.tftest.hcl` files of a configuration.

use std::fs;

use anyhow::{Context as _, Result, bail};
use dryrun_engine::{Effects, PartFiles};
use dryrun_terraform::{Draw, Stream, TestOptions, Verbosity, junit, render, shown, test};

use super::plan;
use super::print;
use super::target::{Target, resolve};
use crate::Exit;
use crate::args::{Common, TestArgs};
use crate::files::Confined;
use crate::show::Colour;

pub(super) fn run(common: &Common, args: &TestArgs) -> Result<Exit> {
    match resolve(common, &args.name)? {
        Target::Example { example, engine: "tf", files } => {
            tested(common, args, &PartFiles::new(&example, &files))
        }
        Target::Example { engine, .. } => bail!(
            "`{}` is an example of `{engine}`; test files are for configurations (`dryrun test-state` tests a state)",
            args.name
        ),
        Target::File(_) => bail!(
            "`{}` is a file; name the folder of a configuration, and the test file with --filter",
            args.name
        ),
        Target::Folder(folder) => {
            tested(common, args, &Confined::around(&folder, &common.allowed()))
        }
    }
}

fn tested(common: &Common, args: &TestArgs, files: &dyn Effects) -> Result<Exit> {
    let options = TestOptions {
        plan: plan::options(&args.ordered)?,
        directory: args.test_directory.clone(),
        filter: args.filter.clone(),
    };
    let report = test("", &options, files);
    let verbosity = if args.verbose { Verbosity::Verbose } else { Verbosity::Brief };
    let (draw, status): (Draw, fn(&str) -> String) = match common.stdout_colour() {
        Colour::Yes => (render::boxed, coloured),
        Colour::No => (render::plain, str::to_owned),
    };
    for (stream, text) in shown(&report, verbosity, draw, status) {
        match stream {
            Stream::Out => print(&text),
            Stream::Err => eprint!("{text}"),
        }
    }
    if let Some(path) = &args.junit_xml {
        fs::write(path, junit(&report))
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(Exit::when(report.passed()))
}

fn coloured(word: &str) -> String {
    let code = match word {
        "pass" => "32",
        "fail" => "31",
        _ => "90",
    };
    format!("\u{1b}[{code}m{word}\u{1b}[0m")
}
