//! `dryrun plan`, and what it shares with `validate` and `console`.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use dryrun_diag::{Diagnostic, Sources};
use dryrun_engine::{Effects, Example, PartFiles};
use dryrun_plan::{Action, Plan};
use dryrun_terraform::{
    GivenVariable, PlanMode, PlanOptions, Providers, VariableSource, load, plan, plan_errors_json,
    render, validate, validate_json,
};

use super::print;
use super::target::{Target, resolve};
use crate::Exit;
use crate::args::{Common, Format, PlanArgs};
use crate::files::Confined;
use crate::project::read_text;
use crate::show::Colour;

pub(super) fn run(common: &Common, args: &PlanArgs) -> Result<Exit> {
    let mut options = options(&args.ordered)?;
    options.targets.clone_from(&args.target);
    options.replace.clone_from(&args.replace);
    options.mode = if args.destroy { PlanMode::Destroy } else { PlanMode::Normal };
    options.skip_refresh = args.refresh == Some(false);
    options.state = args.state.as_deref().map(read_text).transpose()?;
    match resolve(common, &args.name)? {
        Target::Example { example, engine: "tf", files } => {
            options.state = options.state.or_else(|| example.prior.clone());
            make(common, args, &options, &PartFiles::new(&example, &files))
        }
        Target::Example { engine, .. } => bail!(
            "`{}` is an example of `{engine}`, not a configuration; `dryrun run {0}` runs it",
            args.name
        ),
        Target::File(_) => bail!("`{}` is a file; name the folder of a configuration", args.name),
        Target::Folder(folder) => {
            options.state = options.state.or(state_of(&folder)?);
            make(common, args, &options, &Confined::around(&folder, &common.allow_read))
        }
    }
}

/// The state beside a configuration.
pub(super) fn state_of(folder: &Path) -> Result<Option<String>> {
    let file = folder.join("terraform.tfstate");
    if file.is_file() { read_text(&file).map(Some) } else { Ok(None) }
}

/// Variables in the order of the command line, over those of the environment.
pub(super) fn options(ordered: &[VariableSource]) -> Result<PlanOptions> {
    let environment = std::env::vars().filter_map(|(name, text)| {
        Some(GivenVariable { name: name.strip_prefix("TF_VAR_")?.to_owned(), text })
    });
    Ok(PlanOptions {
        variables: ordered.to_vec(),
        environment: environment.collect(),
        workspace: std::env::var("TF_WORKSPACE").ok(),
        ..PlanOptions::default()
    })
}

fn make(
    common: &Common,
    args: &PlanArgs,
    options: &PlanOptions,
    files: &dyn Effects,
) -> Result<Exit> {
    let json = args.json || args.format == Format::Json;
    let (mut config, mut found) = load("", files);
    let planned = if found.iter().any(Diagnostic::is_error) {
        None
    } else {
        let (planned, more) = plan(&mut config, &Providers::bundled(), options, files);
        found.extend(more);
        planned.filter(|plan| !plan.errored)
    };
    let Some(planned) = planned else {
        fail(common, &found, config.sources(), json);
        return Ok(Exit::Differs);
    };
    if json {
        print(&dryrun_plan::json(&planned).to_string());
    } else {
        let text = dryrun_plan::text(&planned);
        match common.stdout_colour() {
            Colour::Yes => print(&text.ansi()),
            Colour::No => print(text.plain()),
        }
        // Terraform prints warnings after the plan, as a part of its output.
        print(&drawn(&found, config.sources(), common.stdout_colour()));
    }
    Ok(if args.detailed_exitcode && changes(&planned) { Exit::Usage } else { Exit::Right })
}

/// Terraform's `-detailed-exitcode`: 2 when there is anything to do.
fn changes(plan: &Plan) -> bool {
    let acts = |action: Action| action != Action::NoOp;
    plan.resource_changes.iter().any(|change| {
        acts(change.action) || change.importing.is_some() || change.previous_address.is_some()
    }) || plan.output_changes.values().any(|change| acts(change.action))
}

/// Diagnostics in Terraform's boxes where there is colour, plain where not, as `-no-color` prints them.
pub(super) fn drawn(found: &[Diagnostic], sources: &Sources, colour: Colour) -> String {
    match colour {
        Colour::Yes => render::boxed(found, sources),
        Colour::No => render::plain(found, sources),
    }
}

/// Errors as Terraform prints them, or as JSON.
fn fail(common: &Common, found: &[Diagnostic], sources: &Sources, json: bool) {
    if json {
        print(&plan_errors_json(found, sources).to_string());
    }
    if !json || !common.quiet {
        eprint!("{}", drawn(found, sources, common.stderr_colour()));
    }
}

/// `dryrun validate` of a folder.
pub(super) fn validate_folder(common: &Common, folder: &Path, json: bool) -> Result<Exit> {
    fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    Ok(validated(common, &Confined::around(folder, &common.allow_read), json))
}

/// `dryrun validate` of an example.
pub(super) fn validate_example(
    common: &Common,
    example: &Example,
    files: &Confined,
    json: bool,
) -> Result<Exit> {
    Ok(validated(common, &PartFiles::new(example, files), json))
}

fn validated(common: &Common, files: &dyn Effects, json: bool) -> Exit {
    let (config, mut found) = load("", files);
    if !found.iter().any(Diagnostic::is_error) {
        found.extend(validate(&config, &Providers::bundled(), files));
    }
    let valid = !found.iter().any(Diagnostic::is_error);
    if json {
        print(&validate_json(&found, config.sources()).to_string());
    } else {
        eprint!("{}", drawn(&found, config.sources(), common.stderr_colour()));
        if valid && !common.quiet {
            print("Success! The configuration is valid.\n");
        }
    }
    Exit::when(valid)
}

/// What a console answers about: the files and options of NAME.
pub(super) fn console_options(
    ordered: &[VariableSource],
    state: Option<&Path>,
) -> Result<PlanOptions> {
    let mut options = options(ordered)?;
    options.state = state.map(read_text).transpose()?;
    Ok(options)
}
