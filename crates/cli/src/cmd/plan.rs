//! `dryrun plan`, and what it shares with `validate` and `console`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};
use dryrun_diag::{Diagnostic, Sources};
use dryrun_engine::{Effects, Example, PartFiles};
use dryrun_plan::{Action, Plan};
use dryrun_terraform::{
    Extent, GivenVariable, PlanMode, PlanOptions, Providers, VariableSource, load, plan,
    plan_errors_json, providers_of, render, validate, validate_json,
};

use super::print;
use super::target::{Target, resolve};
use crate::Exit;
use crate::against::{self, Said};
use crate::args::{Common, Format, PlanArgs, Tool};
use crate::files::Confined;
use crate::project::read_text;
use crate::show::Colour;

pub(super) fn run(common: &Common, args: &PlanArgs) -> Result<Exit> {
    let mut options = options(&args.ordered)?;
    options.targets.clone_from(&args.target);
    options.replace.clone_from(&args.replace);
    options.mode = match (args.destroy, args.refresh_only) {
        (true, true) => {
            let detail = "The -destroy and -refresh-only options are mutually-exclusive.";
            let found = [Diagnostic::error("Incompatible plan mode options", detail)];
            fail(common, &found, &Sources::new(), as_json(args));
            return Ok(Exit::Differs);
        }
        (true, false) => PlanMode::Destroy,
        (false, true) => PlanMode::RefreshOnly,
        (false, false) => PlanMode::Normal,
    };
    options.extent =
        if as_json(args) || args.against.is_some() { Extent::Whole } else { Extent::Text };
    options.skip_refresh = args.refresh == Some(false);
    options.state = args.state.as_deref().map(read_text).transpose()?;
    match resolve(common, &args.name)? {
        Target::Example { example, engine: "tf", files } => {
            options.state = options.state.or_else(|| example.prior.clone());
            let own = providers_of(&example, "default");
            make(common, args, &options, own, &PartFiles::new(&example, &files))
        }
        Target::Example { engine, .. } => bail!(
            "`{}` is an example of `{engine}`, not a configuration; `dryrun run {0}` runs it",
            args.name
        ),
        Target::File(_) => bail!("`{}` is a file; name the folder of a configuration", args.name),
        Target::Folder(folder) => {
            options.state = options.state.or(state_of(&folder)?);
            let own = (Providers::bundled(), Vec::new());
            make(common, args, &options, own, &Confined::around(&folder, &common.allowed()))
        }
    }
}

fn as_json(args: &PlanArgs) -> bool {
    args.json || args.format == Format::Json
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
    (own, wrong): (Providers, Vec<Diagnostic>),
    files: &dyn Effects,
) -> Result<Exit> {
    let json = as_json(args);
    let (providers, notes) = providers(own, &args.provider_schema)?;
    let (mut config, mut found) = load("", files);
    found.extend(wrong);
    let planned = if found.iter().any(Diagnostic::is_error) {
        None
    } else {
        let (planned, more) = plan(&mut config, &providers, options, files);
        found.extend(more);
        planned.filter(|plan| !plan.errored)
    };
    if let Some(tool) = args.against {
        let ours = said(planned.as_ref(), &found);
        let lines = against::differences(tool, &ours, &against::ask(tool, files, options)?);
        print(&compared(tool, &lines));
        return Ok(Exit::when(lines.is_empty()));
    }
    found.extend(notes);
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
    let exit = if args.detailed_exitcode && changes(&planned) { Exit::Usage } else { Exit::Right };
    // The process ends now: taking a large plan apart would be a part of its time.
    std::mem::forget((planned, config));
    Ok(exit)
}

/// What differs between the bundled planner and an installed tool.
pub(super) fn against(
    tool: Tool,
    options: &PlanOptions,
    files: &dyn Effects,
) -> Result<Vec<String>> {
    let (mut config, mut found) = load("", files);
    let mut planned = None;
    if !found.iter().any(Diagnostic::is_error) {
        let (plan, more) = plan(&mut config, &Providers::bundled(), options, files);
        found.extend(more);
        planned = plan.filter(|plan| !plan.errored);
    }
    let ours = said(planned.as_ref(), &found);
    Ok(against::differences(tool, &ours, &against::ask(tool, files, options)?))
}

/// What a plan is, beside what another tool says.
pub(super) fn said(plan: Option<&Plan>, found: &[Diagnostic]) -> Said {
    match plan {
        Some(plan) => {
            let text = dryrun_plan::json(plan).to_string();
            Said::Plan(serde_json::from_str(&text).unwrap_or_default())
        }
        None => {
            let errors = found.iter().filter(|diagnostic| diagnostic.is_error());
            let mut titles: Vec<String> =
                errors.map(|error| error.summary.clone().into_owned()).collect();
            titles.sort();
            Said::Errors(titles)
        }
    }
}

/// The result of a comparison.
pub(super) fn compared(tool: Tool, lines: &[String]) -> String {
    let name = tool.program();
    match lines {
        [] => format!("the plan is the one {name} makes\n"),
        [one] => format!("{one}\n\n1 difference to {name}\n"),
        several => format!("{}\n\n{} differences to {name}\n", several.join("\n"), several.len()),
    }
}

/// The bundled providers and those of `--provider-schema`, with what must be said of the latter.
///
/// A bundled provider knows more than its schema and stays.
pub(super) fn providers(
    mut providers: Providers,
    files: &[PathBuf],
) -> Result<(Providers, Vec<Diagnostic>)> {
    let bundled: Vec<String> =
        dryrun_providers::bundled().iter().map(|known| known.source().to_owned()).collect();
    let mut notes = Vec::new();
    for file in files {
        let known = dryrun_providers::schema_file(&read_text(file)?)
            .map_err(|message| anyhow!("--provider-schema {}: {message}", file.display()))?;
        for provider in known {
            let source = provider.source().to_owned();
            if bundled.contains(&source) || source.starts_with("terraform.io/builtin/") {
                continue;
            }
            let detail = format!(
                "Of {source} only the schema is known: defaults, what needs a new object, and checks beyond the \
                 schema are not. The provider's own plan may differ."
            );
            notes.push(Diagnostic::warning("Provider known by its schema only", detail));
            providers = providers.with(provider);
        }
    }
    Ok((providers, notes))
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
pub(super) fn validate_folder(
    common: &Common,
    folder: &Path,
    schemas: &[PathBuf],
    json: bool,
) -> Result<Exit> {
    fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    validated(common, &Confined::around(folder, &common.allowed()), schemas, json)
}

/// `dryrun validate` of an example.
pub(super) fn validate_example(
    common: &Common,
    example: &Example,
    files: &Confined,
    schemas: &[PathBuf],
    json: bool,
) -> Result<Exit> {
    validated(common, &PartFiles::new(example, files), schemas, json)
}

fn validated(
    common: &Common,
    files: &dyn Effects,
    schemas: &[PathBuf],
    json: bool,
) -> Result<Exit> {
    let (providers, notes) = providers(Providers::bundled(), schemas)?;
    let (config, mut found) = load("", files);
    if !found.iter().any(Diagnostic::is_error) {
        found.extend(validate(&config, &providers, files));
        found.extend(notes);
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
    Ok(Exit::when(valid))
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
