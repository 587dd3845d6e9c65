//! `dryrun graph`: which resource needs which, or which state leads where.

use anyhow::{Context as _, Result, bail};
use dryrun_diag::Diagnostic;
use dryrun_engine::{CaseOutcome, Effects, Example, Graph, Outcome, PartFiles};
use dryrun_terraform::{ResourceGraph, load};

use super::plan::{drawn, state_of};
use super::print;
use super::target::{Target, holds_configuration, machine, resolve};
use crate::Exit;
use crate::args::{Common, GraphArgs, GraphFormat};
use crate::files::Confined;

pub(super) fn run(common: &Common, args: &GraphArgs) -> Result<Exit> {
    if let Some(kind) = &args.kind {
        bail!(
            "--type {kind} would show Terraform's inner operations, which are not modelled; without it the resources are shown"
        );
    }
    match resolve(common, &args.name)? {
        Target::Example { example, engine: "tf", files } => {
            resources(common, args, &PartFiles::new(&example, &files), None)
        }
        Target::Example { example, files, .. } => states(common, args, &example, &files),
        Target::Folder(path) if holds_configuration(&path) => {
            let state = state_of(&path)?;
            let files = Confined::around(&path, &common.allowed());
            resources(common, args, &files, state.as_deref())
        }
        Target::File(path) | Target::Folder(path) => {
            let example = machine(&path)?;
            let folder = path.parent().unwrap_or(&path);
            states(common, args, &example, &Confined::around(folder, &common.allowed()))
        }
    }
}

/// The resources of a configuration, and those that only its state holds.
fn resources(
    common: &Common,
    args: &GraphArgs,
    files: &dyn Effects,
    state: Option<&str>,
) -> Result<Exit> {
    if args.case.is_some() {
        bail!("--case marks the way of a machine's case; a configuration has one graph");
    }
    let (config, mut found) = load("", files);
    let mut graph = ResourceGraph::default();
    if !found.iter().any(Diagnostic::is_error) {
        let (whole, cycles) = dryrun_terraform::graph(&config, state);
        graph = whole;
        found.extend(cycles);
    }
    if found.iter().any(Diagnostic::is_error) {
        eprint!("{}", drawn(&found, config.sources(), common.stderr_colour()));
        return Ok(Exit::Differs);
    }
    match args.format.unwrap_or(GraphFormat::Dot) {
        GraphFormat::Dot => print(&graph.dot()),
        GraphFormat::Text => print(&graph.text()),
        GraphFormat::Svg => print(&svg(&graph.picture(), &args.name)?),
    }
    Ok(Exit::Right)
}

/// The states of a machine, with the way of a case.
fn states(
    common: &Common,
    args: &GraphArgs,
    example: &Example,
    files: &dyn Effects,
) -> Result<Exit> {
    let registry = dryrun_bundle::registry();
    let engine = registry.find("asl").context("there is no engine for machines")?;
    let outcome = engine.run(example, &PartFiles::new(example, files));
    let case = args.case.as_ref().map(|name| case_of(&outcome, name)).transpose()?;
    let Some(graph) = engine.graph(example, case) else {
        let sources = example.sources();
        for found in &outcome.diagnostics {
            eprintln!("{}\n", crate::show::diagnostic(found, &sources, common.stderr_colour()));
        }
        return Ok(Exit::Differs);
    };
    match args.format.unwrap_or(GraphFormat::Text) {
        GraphFormat::Dot => print(&dot(&graph)),
        GraphFormat::Text => print(&dryrun_asl::view::graph_text(&graph)),
        GraphFormat::Svg => print(&svg(&graph, &example.id)?),
    }
    Ok(Exit::Right)
}

fn case_of<'o>(outcome: &'o Outcome, name: &str) -> Result<&'o CaseOutcome> {
    let names =
        || outcome.cases.iter().map(|case| case.case.as_str()).collect::<Vec<_>>().join(", ");
    outcome
        .cases
        .iter()
        .find(|case| case.case == name)
        .with_context(|| format!("there is no case `{name}`; there are: {}", names()))
}

fn svg(graph: &Graph, title: &str) -> Result<String> {
    let title = format!("graph of {}", if title == "." { "this folder" } else { title });
    dryrun_draw::svg(graph, &title).with_context(|| {
        format!(
            "{} nodes are not drawn: a picture holds 1 to {}; --format dot has all of them",
            graph.nodes.len(),
            dryrun_draw::MOST_NODES
        )
    })
}

/// Any graph in the DOT language; what was taken is bold.
fn dot(graph: &Graph) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let mut lines = vec![
        "digraph G {".to_owned(),
        "  rankdir = \"TB\";".to_owned(),
        "  node [shape = rect, fontname = \"sans-serif\"];".to_owned(),
    ];
    for (at, node) in graph.nodes.iter().enumerate() {
        let style = if node.taken { ", style = bold" } else { "" };
        lines.push(format!("  n{at} [label = {}{style}];", quoted(&node.label)));
    }
    let outer = graph.nodes.iter().enumerate().filter_map(|(at, node)| Some((node.inside?, at)));
    // What lies in a state hangs on it: it is no state beside it.
    lines.extend(
        outer
            .filter(|(_, at)| graph.nodes.get(*at).is_some_and(|node| node.kind == "start"))
            .map(|(outer, at)| format!("  n{outer} -> n{at} [style = dotted];")),
    );
    for edge in &graph.edges {
        let style = if edge.taken { ", style = bold" } else { "" };
        lines.push(format!(
            "  n{} -> n{} [label = {}{style}];",
            edge.from,
            edge.to,
            quoted(&edge.label)
        ));
    }
    lines.push("}".to_owned());
    lines.join("\n")
}
