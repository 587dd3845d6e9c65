//! `dryrun run`.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail};
use dryrun_asl::{Options, Problem, Quotas, RunResult, Workflow, World, run_definition};
use dryrun_diag::{FileId, nearest};
use dryrun_engine::{Ended, Example, Outcome, Part};
use serde_json::Value;

use super::target::{Target, machine, resolve};
use super::{json_option, pretty, print};
use crate::Exit;
use crate::args::{Common, Format, RunArgs};
use crate::files::Confined;
use crate::folder::handler_option;
use crate::show;

pub(super) fn run(common: &Common, args: &RunArgs) -> Result<Exit> {
    let (mut example, files) = match resolve(common, &args.name)? {
        Target::Example { example, engine: "asl", files } => (*example, files),
        Target::Example { engine, .. } => bail!(
            "`{}` is an example of `{engine}`, not a state machine; `dryrun plan {0}` plans it",
            args.name
        ),
        Target::File(path) | Target::Folder(path) => {
            (machine(&path)?, Confined::around(parent(&path), &common.allowed()))
        }
    };
    let all: Vec<String> = example.cases.clone();
    let mocks_file = override_parts(&mut example, args)?;
    choose_cases(&mut example, args, &all)?;
    if let Some(url) = &args.endpoint_url {
        return elsewhere(common, args, url, &example, &files, mocks_file.as_ref());
    }
    if args.format == Format::Json {
        return json(&example, args, &files, mocks_file.as_ref(), common);
    }
    let registry = dryrun_bundle::registry();
    let engine = registry.find("asl").context("the interpreter is not registered")?;
    example.wanted = wanted(args.view.as_deref());
    let outcome = engine.run(&example, &files);
    tell(common, &example, &outcome);
    if args.view.as_deref() == Some("graph.svg") {
        let case = outcome.cases.first().filter(|_| outcome.cases.len() == 1);
        let drawn = engine
            .graph(&example, case)
            .and_then(|graph| dryrun_draw::svg(&graph, &format!("graph of {}", example.id)));
        print(&drawn.context("there is no graph, or one too large to draw")?);
    } else {
        print(&human(args, &outcome)?);
    }
    let well =
        !outcome.cases.is_empty() && outcome.cases.iter().all(|case| case.ended == Ended::Well);
    Ok(Exit::when(well))
}

/// The views that are shown, so that others are not made; `None` where the view asked for is not known: the error names all.
fn wanted(view: Option<&str>) -> Option<Vec<&'static str>> {
    let Some(view) = view else { return Some(SHOWN.to_vec()) };
    VIEWS.iter().copied().find(|name| *name == view).map(|name| vec![name])
}

/// What is shown of a run when no view is chosen.
const SHOWN: [&str; 3] = ["trace", "output", "error"];

/// What `--view` may choose.
const VIEWS: [&str; 12] = [
    "output",
    "error",
    "trace",
    "history",
    "events",
    "stages",
    "commands",
    "timeline",
    "timeline.svg",
    "graph",
    "graph.svg",
    "coverage",
];

/// On a Step Functions API, for which this command is built with its feature `endpoint`.
#[cfg(feature = "endpoint")]
fn elsewhere(
    common: &Common,
    args: &RunArgs,
    url: &str,
    example: &Example,
    files: &Confined,
    mocks: Option<&Value>,
) -> Result<Exit> {
    let here = |case: &str, there: Option<&super::there::There>| {
        let mut options = options(example, case, args);
        if let Some(there) = there {
            named_as(&mut options, there);
        }
        run_case(example, case, args, files, mocks, &options)
    };
    super::there::run(common, args, url, example, &here)
}

/// Account, region, names and start of an execution there, so that context objects are equal.
#[cfg(feature = "endpoint")]
fn named_as(options: &mut Options, there: &super::there::There) {
    // arn:aws:states:REGION:ACCOUNT:execution:MACHINE:EXECUTION
    if let [_, _, _, region, account, _, machine, execution] =
        there.execution.split(':').collect::<Vec<_>>().as_slice()
    {
        options.region = (*region).to_owned();
        options.account = (*account).to_owned();
        options.machine = (*machine).to_owned();
        options.execution = Some((*execution).to_owned());
    }
    options.start = there.started;
}

#[cfg(not(feature = "endpoint"))]
fn elsewhere(
    _: &Common,
    _: &RunArgs,
    _: &str,
    _: &Example,
    _: &Confined,
    _: Option<&Value>,
) -> Result<Exit> {
    bail!(
        "--endpoint-url: this `dryrun` was built without the network; \
         `cargo install --path crates/cli --features endpoint` builds one with it"
    )
}

fn parent(path: &Path) -> &Path {
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

/// Puts `--input`, `--mocks`, `--handler`, `--clock` and `--seed` in the place of what the example has. Gives the mocks' value.
fn override_parts(example: &mut Example, args: &RunArgs) -> Result<Option<Value>> {
    let mut mocks = None;
    for (role, option) in [("input", &args.input), ("mocks", &args.mocks)] {
        let Some(option) = option else { continue };
        let value = json_option(role, option)?;
        example.parts.retain(|part| part.role != role);
        example.parts.push(Part {
            role: role.to_owned(),
            language: "json".to_owned(),
            name: format!("{role}.json"),
            case: None,
            text: value.to_string(),
        });
        if role == "mocks" {
            mocks = Some(value);
        }
    }
    for option in &args.handler {
        let part = handler_option(option)?;
        example.parts.retain(|other| other.role != "lambda" || other.name != part.name);
        example.parts.push(part);
    }
    example.settings.clock = args.clock.clone().or_else(|| example.settings.clock.take());
    example.settings.seed = args.seed.or(example.settings.seed);
    example.settings.workflow = args.kind.clone().or_else(|| example.settings.workflow.take());
    // With an input and mocks of one's own, the cases of the example no longer differ.
    if args.input.is_some() && args.mocks.is_some() {
        example.cases = vec![DEFAULT_CASE.to_owned()];
    }
    Ok(mocks)
}

const DEFAULT_CASE: &str = "default";

fn choose_cases(example: &mut Example, args: &RunArgs, all: &[String]) -> Result<()> {
    let Some(case) = &args.case else { return Ok(()) };
    let mock_config = example
        .parts
        .iter()
        .any(|part| part.role == "mocks" && part.text.contains("\"StateMachines\""));
    if !mock_config && !all.contains(case) {
        let help = nearest(case, all.iter().map(String::as_str)).map_or_else(
            || format!("there are {}", all.join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        bail!("`{}` has no case `{case}`; {help}", example.id);
    }
    example.cases = vec![case.clone()];
    Ok(())
}

fn tell(common: &Common, example: &Example, outcome: &Outcome) {
    let sources = example.sources();
    let all =
        outcome.diagnostics.iter().chain(outcome.cases.iter().flat_map(|case| &case.diagnostics));
    for diagnostic in all {
        eprintln!("{}\n", show::diagnostic(diagnostic, &sources, common.stderr_colour()));
    }
}

fn human(args: &RunArgs, outcome: &Outcome) -> Result<String> {
    let mut out = String::new();
    if let Some(name) = &args.view {
        return view(outcome, name);
    }
    if let [case] = outcome.cases.as_slice() {
        for name in SHOWN {
            let found = case.views.iter().find(|view| view.role == name);
            found.map(|view| writeln!(out, "{}\n", show::harmless(&view.text))).transpose()?;
        }
        writeln!(out, "{}", case.summary)?;
        return Ok(out);
    }
    let width = outcome.cases.iter().map(|case| case.case.len()).max().unwrap_or_default();
    for case in &outcome.cases {
        writeln!(out, "{:width$}  {}", case.case, show::harmless(&case.summary))?;
    }
    Ok(out)
}

/// A view of the one case, or of the example as a whole.
fn view(outcome: &Outcome, name: &str) -> Result<String> {
    let own = match outcome.cases.as_slice() {
        [case] => case.views.as_slice(),
        _ => &[],
    };
    let all = || own.iter().chain(&outcome.views);
    if let Some(view) = all().find(|view| view.role == name) {
        return Ok(show::harmless(&view.text).into_owned());
    }
    if outcome.cases.iter().any(|case| case.views.iter().any(|view| view.role == name)) {
        let cases: Vec<&str> = outcome.cases.iter().map(|case| case.case.as_str()).collect();
        bail!("`{name}` shows one case; choose one with `--case`: {}", cases.join(", "));
    }
    let mut names: Vec<&str> = all().map(|view| view.role).collect();
    names.dedup();
    bail!("there is no view `{name}`; there are {}", names.join(", "))
}

/// One case as JSON; several as an object by their names.
fn json(
    example: &Example,
    args: &RunArgs,
    files: &Confined,
    mocks: Option<&Value>,
    common: &Common,
) -> Result<Exit> {
    let mut results = Vec::new();
    for case in &example.cases {
        match run_case(example, case, args, files, mocks, &options(example, case, args)) {
            Ok(result) => results.push((case.clone(), result)),
            Err(problem) => {
                if let Problem::Definition(diagnostics) = &problem {
                    let sources = example.sources();
                    for diagnostic in diagnostics {
                        eprintln!(
                            "{}\n",
                            show::diagnostic(diagnostic, &sources, common.stderr_colour())
                        );
                    }
                    return Ok(Exit::Differs);
                }
                bail!("{problem}");
            }
        }
    }
    let well = results.iter().all(|(_, result)| result.ended.status() == "SUCCEEDED");
    match results.as_slice() {
        [(_, result)] => print(&pretty(&result.to_json())),
        several => print(&pretty(
            &several
                .iter()
                .map(|(case, result)| (case.clone(), result.to_json()))
                .collect::<serde_json::Map<_, _>>()
                .into(),
        )),
    }
    Ok(Exit::when(well))
}

/// The text of a case's part.
fn part<'a>(example: &'a Example, case: &'a str, role: &'static str) -> Option<&'a Part> {
    example.parts_for(role, case).map(|(_, part)| part).next()
}

/// The definition of a case as JSON.
pub(super) fn definition<'a>(example: &'a Example, case: &'a str) -> Result<Cow<'a, str>> {
    let Some(part) = part(example, case, "asl") else { return Ok(Cow::Borrowed("")) };
    match part.language.as_str() {
        "yaml" | "yml" => {
            let doc = dryrun_asl::read_yaml(FileId(0), &part.text);
            let doc = doc.map_err(|error| anyhow!("{}: {}", part.name, error.detail))?;
            Ok(Cow::Owned(doc.value.to_string()))
        }
        _ => Ok(Cow::Borrowed(&part.text)),
    }
}

fn json_part(example: &Example, case: &str, role: &'static str) -> Value {
    part(example, case, role)
        .and_then(|part| serde_json::from_str(&part.text).ok())
        .unwrap_or_else(|| Value::Object(serde_json::Map::new()))
}

/// The input of a case.
pub(super) fn input(example: &Example, case: &str) -> Value {
    json_part(example, case, "input")
}

fn run_case(
    example: &Example,
    case: &str,
    args: &RunArgs,
    files: &Confined,
    mocks: Option<&Value>,
    options: &Options,
) -> Result<RunResult, Problem> {
    let own = json_part(example, case, "mocks");
    let definition = definition(example, case).unwrap_or_default();
    let input = input(example, case);
    let world = World::new(example, case, files);
    let test_case = args.case.as_deref();
    run_definition(&definition, input, mocks.unwrap_or(&own), test_case, options, &world)
}

fn options(example: &Example, case: &str, args: &RunArgs) -> Options {
    let settings = example.settings_for(case);
    let mut options = Options { machine: example.id.clone(), ..Options::default() };
    let kind = settings.workflow.as_deref().unwrap_or_default();
    options.workflow =
        if kind.eq_ignore_ascii_case("EXPRESS") { Workflow::Express } else { Workflow::Standard };
    options.quotas = if args.no_quotas { Quotas::Off } else { Quotas::On };
    options.seed = settings.seed.unwrap_or(options.seed);
    options.region = settings.region.unwrap_or(options.region);
    if let Some(start) =
        settings.clock.as_deref().and_then(|text| Some(dryrun_asl::time::parse(text)?.millis()))
    {
        options.start = start;
    }
    options
}
