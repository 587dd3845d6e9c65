//! `dryrun validate`.

use anyhow::{Result, bail};
use dryrun_asl_check::{Kind, Report, check};
use dryrun_diag::{Diagnostic, FileId, Sources};
use dryrun_engine::Example;
use serde_json::json;

use super::target::{Target, holds_configuration, machine, resolve};
use super::{plan, pretty, print};
use crate::Exit;
use crate::args::{Common, Format, ValidateArgs};
use crate::report;
use crate::show;

pub(super) fn run(common: &Common, args: &ValidateArgs) -> Result<Exit> {
    let json = args.json || args.format == Format::Json;
    match resolve(common, &args.name)? {
        Target::Example { example, engine: "asl", .. } => definition(common, args, &example, json),
        Target::Example { example, files, .. } => {
            plan::validate_example(common, &example, &files, &args.provider_schema, json)
        }
        Target::File(path) => definition(common, args, &machine(&path)?, json),
        Target::Folder(path) if holds_configuration(&path) => {
            plan::validate_folder(common, &path, &args.provider_schema, json)
        }
        Target::Folder(path) => definition(common, args, &machine(&path)?, json),
    }
}

fn definition(common: &Common, args: &ValidateArgs, example: &Example, json: bool) -> Result<Exit> {
    let kind = match args.kind.to_ascii_uppercase().as_str() {
        "STANDARD" => Kind::Standard,
        "EXPRESS" => Kind::Express,
        other => bail!("--type is STANDARD or EXPRESS, not {other}"),
    };
    let Some(part) = example.parts.iter().find(|part| part.role == "asl") else {
        bail!("there is no definition")
    };
    let mut sources = Sources::new();
    let file: FileId = sources.add(part.name.clone(), part.text.clone());
    let report = check(file, &part.text, kind);
    if json {
        print(&pretty(&as_json(&report, &sources)));
    } else {
        human(common, &report, &sources);
    }
    Ok(Exit::when(report.accepted()))
}

/// The shape of ValidateStateMachineDefinition, with our code, range and help beside AWS's fields.
fn as_json(report: &Report, sources: &Sources) -> serde_json::Value {
    let finding =
        |finding: &dryrun_asl_check::Finding| {
            let mut value = report::diagnostic(&finding.diagnostic, sources);
            if let Some(members) = value.as_object_mut() {
                let service = finding.service.as_ref();
                members.insert(
                    "message".to_owned(),
                    json!(service.map_or_else(
                        || text(&finding.diagnostic),
                        |service| service.message.clone()
                    )),
                );
                let location = service
                    .and_then(|service| service.location.clone())
                    .or_else(|| finding.diagnostic.address.clone());
                members.insert("location".to_owned(), json!(location));
            }
            value
        };
    json!({
        "result": if report.accepted() { "OK" } else { "FAIL" },
        "diagnostics": report.findings.iter().map(finding).collect::<Vec<_>>(),
    })
}

fn text(diagnostic: &Diagnostic) -> String {
    format!("{}: {}", diagnostic.summary, diagnostic.detail)
}

fn human(common: &Common, report: &Report, sources: &Sources) {
    for finding in &report.findings {
        eprintln!("{}\n", show::diagnostic(&finding.diagnostic, sources, common.stderr_colour()));
    }
    if report.accepted() && !common.quiet {
        print("the definition is valid\n");
    }
}
