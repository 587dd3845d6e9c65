//! `dryrun run --endpoint-url`: the same machine on a Step Functions API, and `--against`: compared with our own run.

use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use dryrun_asl::{Problem, RunResult};
use dryrun_engine::Example;
use serde_json::{Map, Value, json};

use super::run::{definition, input};
use super::{pretty, print};
use crate::Exit;
use crate::args::{Common, Format, RunArgs};
pub(super) use crate::endpoint::There;
use crate::endpoint::api::Refused;
use crate::endpoint::{Client, Difference, Order, compare, execute};
use crate::show;

/// Our own run of a case, named as the execution there was.
pub(super) type Here<'a> = &'a dyn Fn(&str, Option<&There>) -> Result<RunResult, Problem>;

pub(super) fn run(
    common: &Common,
    args: &RunArgs,
    url: &str,
    example: &Example,
    here: Here<'_>,
) -> Result<Exit> {
    let client = Client::at(url, args.profile.as_deref(), args.region.as_deref())?;
    let role = role(&client, args)?;
    if !args.against && example.parts.iter().any(|part| part.role == "mocks") && !common.quiet {
        eprintln!("note: the mocks are not used there: tasks are really called");
    }
    let mut reports = Vec::new();
    for case in &example.cases {
        let there = one(common, args, &client, role, example, case)?;
        let report = if args.against { against(case, there, here)? } else { Report::alone(there) };
        reports.push((case.as_str(), report));
    }
    match args.format {
        Format::Json => print(&pretty(&as_json(&reports))),
        Format::Human | Format::Github | Format::Sarif => print(&human(&reports)),
    }
    Ok(Exit::when(reports.iter().all(|(_, report)| report.well)))
}

/// AWS wants a role of yours; simulators want something that looks like one.
fn role<'a>(client: &Client, args: &'a RunArgs) -> Result<&'a str> {
    match &args.role_arn {
        Some(role) => Ok(role),
        None if client.is_aws() => {
            bail!("AWS runs a machine under a role of yours: name it with `--role-arn`")
        }
        None => Ok("arn:aws:iam::123456789012:role/dryrun"),
    }
}

fn one(
    common: &Common,
    args: &RunArgs,
    client: &Client,
    role: &str,
    example: &Example,
    case: &str,
) -> Result<Result<There, Refused>> {
    let definition = definition(example, case)?;
    let workflow = example.settings_for(case).workflow;
    let kind = workflow.unwrap_or_else(|| "STANDARD".to_owned()).to_ascii_uppercase();
    let order = Order {
        name: &example.id,
        definition: &definition,
        input: &input(example, case),
        role,
        kind: &kind,
        patience: Duration::from_secs(args.patience),
    };
    let created = |machine: &str| {
        if !common.quiet {
            eprintln!("created {machine}; it is removed at the end");
        }
    };
    match execute(client, &order, &created) {
        Ok(there) => Ok(Ok(there)),
        // A definition that the API refuses is a result; wrong keys or an unknown role are not.
        Err(error) => match error.downcast_ref::<Refused>() {
            Some(refused) if refused.code == "InvalidDefinition" => Ok(Err(refused.clone())),
            Some(_) | None => Err(error).with_context(|| format!("case `{case}`")),
        },
    }
}

/// What is told of a case.
struct Report {
    well: bool,
    line: String,
    json: Value,
    differences: Vec<Difference>,
}

impl Report {
    fn alone(there: Result<There, Refused>) -> Self {
        match there {
            Ok(there) => Self {
                well: there.status == "SUCCEEDED",
                line: told(&there),
                json: there.to_json(),
                differences: Vec::new(),
            },
            Err(refused) => Self::refused(&refused, refused.to_string(), Agree::No),
        }
    }

    fn refused(refused: &Refused, line: String, agree: Agree) -> Self {
        let json = json!({"status": "REFUSED", "error": refused.code, "cause": refused.message});
        Self { well: agree == Agree::Yes, line, json, differences: Vec::new() }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Agree {
    Yes,
    No,
}

/// Status with output, or error and cause.
fn told(there: &There) -> String {
    let output = there.output.as_ref().map(dryrun_json::print::compact);
    let parts = [output.as_ref(), there.error.as_ref(), there.cause.as_ref()];
    let parts = std::iter::once(&there.status).chain(parts.into_iter().flatten());
    let line = parts.map(String::as_str).collect::<Vec<_>>().join(" ");
    show::harmless(&line).into_owned()
}

/// Runs the case here as well and compares.
fn against(case: &str, there: Result<There, Refused>, here: Here<'_>) -> Result<Report> {
    let ours = here(case, there.as_ref().ok());
    match (ours, there) {
        (Ok(ours), Ok(there)) => Ok(compared(&ours.to_json(), &there)),
        (Ok(_), Err(refused)) => {
            let line = format!("there: refused, {refused}\n  here:  runs");
            Ok(Report::refused(&refused, line, Agree::No))
        }
        (Err(Problem::Definition(diagnostics)), Err(refused)) => {
            let ours = Problem::Definition(diagnostics);
            let line = format!("refused by both\n  here:  {ours}\n  there: {refused}");
            Ok(Report::refused(&refused, line, Agree::Yes))
        }
        (Err(Problem::Definition(diagnostics)), Ok(there)) => Ok(Report {
            well: false,
            line: format!(
                "here: refused, {}\n  there: {}",
                Problem::Definition(diagnostics),
                told(&there)
            ),
            json: json!({"differences": [{"at": "definition", "here": "REFUSED", "there": there.status}]}),
            differences: Vec::new(),
        }),
        (Err(problem @ Problem::Mocks(_)), Ok(_) | Err(_)) => bail!("{problem}"),
    }
}

fn compared(ours: &Value, there: &There) -> Report {
    let differences = compare(ours, &there.to_json());
    let events = there.history.as_ref().map_or_else(
        || "no history is kept of Express executions".to_owned(),
        |history| format!("{} events", history.len()),
    );
    let line = match differences.len() {
        0 => format!("equal: {}, {events}", there.status),
        1 => format!("1 difference: {}, {events} there", there.status),
        several => format!("{several} differences: {}, {events} there", there.status),
    };
    let list = differences.iter().map(|difference| {
        json!({"at": difference.at, "here": difference.here, "there": difference.there})
    });
    Report {
        well: differences.is_empty(),
        line,
        json: json!({"status": there.status, "differences": list.collect::<Vec<_>>()}),
        differences,
    }
}

fn human(reports: &[(&str, Report)]) -> String {
    let mut lines = Vec::new();
    for (case, report) in reports {
        lines.push(format!("{case}: {}", report.line));
        let differences = report.differences.iter();
        lines.extend(
            differences.map(|one| format!("  {}", show::harmless(&one.render()).into_owned())),
        );
    }
    lines.join("\n")
}

/// One case as JSON; several as an object by their names.
fn as_json(reports: &[(&str, Report)]) -> Value {
    match reports {
        [(_, report)] => report.json.clone(),
        several => several
            .iter()
            .map(|(case, report)| ((*case).to_owned(), report.json.clone()))
            .collect::<Map<_, _>>()
            .into(),
    }
}
