//! A thin command line over the planner: `planner plan|validate|console [options]`, in the current folder.

use std::io::{Read, Write};
use std::path::Path;
use std::process::ExitCode;

use dryrun_diag::{Diagnostic, Sources};
use dryrun_engine::{Effects, ReadError};
use dryrun_terraform::{
    PlanMode, PlanOptions, Providers, VariableSource, console, load, plan, render, validate,
    validate_json,
};

/// Files as they are.
struct Disk;

impl Effects for Disk {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        std::fs::read(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound | std::io::ErrorKind::IsADirectory => ReadError::NotFound,
            _ => ReadError::Other(error.to_string()),
        })
    }

    fn list(&self, path: &str) -> Result<Vec<String>, ReadError> {
        let root = Path::new(path);
        if !root.is_dir() {
            return Err(ReadError::NotFound);
        }
        let mut names = Vec::new();
        walk(root, root, &mut names);
        names.sort();
        Ok(names)
    }

    fn now(&self) -> i64 {
        1_767_225_600_000
    }
}

fn walk(root: &Path, folder: &Path, names: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(root, &path, names);
        } else if let Some(name) = path.strip_prefix(root).ok().and_then(Path::to_str) {
            names.push(name.to_owned());
        }
    }
}

/// The command's options.
#[derive(Default)]
struct Arguments {
    options: PlanOptions,
    json: bool,
}

fn read_arguments(words: impl Iterator<Item = String>) -> Arguments {
    let mut arguments = Arguments::default();
    let mut words = words.peekable();
    while let Some(word) = words.next() {
        let bare = word.trim_start_matches('-');
        let (name, value) = match bare.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
            None => (bare.to_owned(), None),
        };
        let mut value = || value.clone().or_else(|| words.next()).unwrap_or_default();
        let options = &mut arguments.options;
        match name.as_str() {
            "format" => arguments.json = value() == "json",
            "var" => {
                options.variables.push(VariableSource::of_option(&value()));
            }
            "var-file" => options.variables.push(VariableSource::File(value())),
            "target" => options.targets.push(value()),
            "replace" => options.replace.push(value()),
            "destroy" => options.mode = PlanMode::Destroy,
            "refresh-only" => options.mode = PlanMode::RefreshOnly,
            "refresh" => options.skip_refresh = value() == "false",
            "state" => options.state = std::fs::read_to_string(value()).ok(),
            _ => {}
        }
    }
    if arguments.options.state.is_none() {
        arguments.options.state = std::fs::read_to_string("terraform.tfstate").ok();
    }
    arguments
}

fn out(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

fn fail(found: &[Diagnostic], sources: &Sources, json: bool) -> ExitCode {
    if json {
        out(&format!("{}\n", validate_json(found, sources)));
    }
    let _ = std::io::stderr().lock().write_all(render::plain(found, sources).as_bytes());
    ExitCode::FAILURE
}

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_default();
    let arguments = read_arguments(words);
    let providers = Providers::bundled();
    let (mut config, mut found) = load("", &Disk);
    if found.iter().any(Diagnostic::is_error) {
        return fail(&found, config.sources(), arguments.json);
    }
    match command.as_str() {
        "plan" => {
            let (planned, more) = plan(&mut config, &providers, &arguments.options, &Disk);
            found.extend(more);
            match planned.filter(|plan| !plan.errored) {
                Some(plan) if arguments.json => out(&format!("{}\n", dryrun_plan::json(&plan))),
                Some(plan) => {
                    out(dryrun_plan::text(&plan).plain());
                    out(&render::plain(&found, config.sources()));
                }
                None => return fail(&found, config.sources(), arguments.json),
            }
            ExitCode::SUCCESS
        }
        "validate" => {
            found.extend(validate(&config, &providers, &Disk));
            if found.iter().any(Diagnostic::is_error) {
                return fail(&found, config.sources(), arguments.json);
            }
            out(&format!("{}\n", validate_json(&found, config.sources())));
            ExitCode::SUCCESS
        }
        "console" => {
            let mut text = String::new();
            let _ = std::io::stdin().read_to_string(&mut text);
            let (answers, more) =
                console(&mut config, &providers, &arguments.options, &Disk, &[text.trim_end()]);
            found.extend(more);
            let mut code = ExitCode::SUCCESS;
            for answer in answers {
                match answer.text {
                    Some(text) => out(&format!("{text}\n")),
                    None => code = fail(&answer.diagnostics, config.sources(), arguments.json),
                }
            }
            if found.iter().any(Diagnostic::is_error) {
                fail(&found, config.sources(), arguments.json)
            } else {
                code
            }
        }
        _ => ExitCode::from(2),
    }
}
