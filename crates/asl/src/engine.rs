//! The engine for examples: `json asl` definitions with inputs and mocks.

mod commands;
mod complete;
mod console;
mod definition;
mod excerpt;
mod lambda;
mod nested;
mod objects;
mod overlay;

use dryrun_asl_check::Form;
use dryrun_diag::{Diagnostic, FileId, Span};
use dryrun_engine::{
    CaseOutcome, Completion, Effects, Ended as EngineEnded, Engine, Example, Format, Graph,
    Outcome, Part, RoleKind, RoleSpec, Shape, View,
};
use dryrun_json::Doc;
use serde_json::{Value, json};

use crate::machine::{Data, Machine};
use crate::options::{Options, Record};
use crate::run::{Ended, RunResult, Stuck};
use crate::view::Coverage;
use crate::{Mocks, run, time, view};
pub use console::Console;
use definition::Definition;
pub use objects::World;

/// Amazon States Language.
#[derive(Debug, Clone, Copy, Default)]
pub struct AslEngine;

const fn role(
    word: &'static str,
    kind: RoleKind,
    languages: &'static [&'static str],
    format: Format,
    about: &'static str,
) -> RoleSpec {
    RoleSpec { word, kind, languages, format, about }
}

const ROLES: &[RoleSpec] = &[
    role(
        "asl",
        RoleKind::Definition,
        &["json", "yaml"],
        Format::Json,
        "a state machine definition",
    ),
    role("input", RoleKind::Part, &["json"], Format::Json, "the input of an execution"),
    role("mocks", RoleKind::Part, &["json"], Format::Json, "the answers that tasks get"),
    role(
        "lambda",
        RoleKind::Part,
        &["python", "js", "javascript"],
        Format::Text,
        "the code of a Lambda function, run with --allow-run",
    ),
    role("output", RoleKind::View, &["json"], Format::Json, "the output of the execution"),
    role(
        "error",
        RoleKind::View,
        &["json"],
        Format::Json,
        "error and cause of an execution that failed",
    ),
    role(
        "trace",
        RoleKind::View,
        &[],
        Format::Text,
        "what states did, attempt by attempt, on the virtual time line",
    ),
    role(
        "history",
        RoleKind::View,
        &["json"],
        Format::Json,
        "the events as GetExecutionHistory gives them",
    ),
    role("events", RoleKind::View, &[], Format::Text, "the events as a table"),
    role(
        "stages",
        RoleKind::View,
        &["json"],
        Format::Json,
        "the data between the stages of each state",
    ),
    role("timeline", RoleKind::View, &[], Format::Text, "when each state was under way"),
    role("graph", RoleKind::Whole, &[], Format::Text, "which state leads where"),
    role(
        "coverage",
        RoleKind::Whole,
        &[],
        Format::Text,
        "which states, choices, retriers and catchers the cases exercised",
    ),
    role("diagnostics", RoleKind::View, &[], Format::Text, "what is wrong with the definition"),
];

impl Engine for AslEngine {
    fn name(&self) -> &'static str {
        "asl"
    }

    fn roles(&self) -> &'static [RoleSpec] {
        ROLES
    }

    fn default_name(&self, id: &str, role: &str, language: &str) -> String {
        match (role, language) {
            ("asl", "yaml") => format!("{id}.asl.yaml"),
            ("asl", _) => format!("{id}.asl.json"),
            _ => format!("{id}.{role}.json"),
        }
    }

    fn run(&self, example: &Example, effects: &dyn Effects) -> Outcome {
        let definition = match Definition::read(example) {
            Ok(definition) => definition,
            Err(outcome) => return *outcome,
        };
        let mut seen = Coverage::default();
        let cases = example
            .cases
            .iter()
            .map(|case| run_case(example, case, &definition, effects, &mut seen))
            .collect();
        let graph =
            View { role: "graph", text: view::graph_text(&view::graph(&definition.machine, None)) };
        let coverage = View { role: "coverage", text: view::coverage(&definition.machine, &seen) };
        let mut views = vec![graph, coverage];
        views.extend(definition.diagnostics_view());
        Outcome { cases, views, diagnostics: definition.diagnostics, state_after: None }
    }

    fn excerpt(&self, example: &Example, at: &str, text: &str) -> Result<(), Box<Diagnostic>> {
        excerpt::check(example, at, text)
    }

    fn overlay(
        &self,
        base: &Example,
        step: &Example,
        remove: &[String],
    ) -> Result<Example, Box<Diagnostic>> {
        overlay::overlay(base, step, remove)
    }

    fn recognises(&self, language: &str, text: &str) -> bool {
        let doc = match language {
            "yaml" | "yml" => crate::yaml::read(FileId(0), text).ok(),
            "" | "json" | "json5" | "asl" | "text" => Doc::parse(FileId(0), text).ok(),
            _ => None,
        };
        doc.is_some_and(|doc| {
            doc.value.get("StartAt").is_some_and(Value::is_string)
                && doc.value.get("States").is_some_and(Value::is_object)
        })
    }

    fn fits(&self, path: &[&str], name: &str, shape: Shape) -> Option<bool> {
        let form = match shape {
            Shape::Object => Form::Object,
            Shape::Array => Form::Array,
            Shape::Scalar => Form::Scalar,
            Shape::Unknown => Form::Unknown,
            Shape::Block => return Some(false),
        };
        dryrun_asl_check::fits(path, name, form)
    }

    fn graph(&self, example: &Example, case: Option<&CaseOutcome>) -> Option<Graph> {
        let definition = Definition::read(example).ok()?;
        Some(view::graph(&definition.machine, case.map(|case| &case.facts)))
    }

    fn complete(
        &self,
        example: &Example,
        part: usize,
        byte: usize,
        _effects: &dyn Effects,
    ) -> Vec<Completion> {
        complete::complete(example, part, byte)
    }
}

/// A part's JSON, or what is wrong with it.
fn part_json(found: Option<(usize, &Part)>) -> Result<Option<(FileId, Doc)>, Box<Diagnostic>> {
    let Some((index, part)) = found else { return Ok(None) };
    let file = FileId(u32::try_from(index).unwrap_or(u32::MAX));
    Doc::parse(file, &part.text).map(|doc| Some((file, doc)))
}

fn run_case(
    example: &Example,
    case: &str,
    definition: &Definition,
    effects: &dyn Effects,
    seen: &mut Coverage,
) -> CaseOutcome {
    let input = match part_json(example.parts_for("input", case).next()) {
        Ok(input) => input.map_or_else(|| json!({}), |(_, doc)| doc.value),
        Err(diagnostic) => return broken(case, *diagnostic),
    };
    let (mocks, place) = match case_mocks(example, case) {
        Ok(found) => found,
        Err(diagnostic) => return broken(case, *diagnostic),
    };
    let result = run::run(
        &definition.machine,
        Data::new(input),
        &mocks,
        &options(example, case),
        &World::new(example, case, effects),
    );
    seen.add(&result);
    let mut diagnostics = unknown_states(&mocks, &definition.machine, place);
    if let Ended::Stuck(stuck) = &result.ended {
        diagnostics.push(stuck_diagnostic(stuck, definition, place));
    }
    outcome(example, case, &result, definition, diagnostics)
}

/// The mocks of a case, and where they stand.
fn case_mocks(example: &Example, case: &str) -> Result<(Mocks, Option<Span>), Box<Diagnostic>> {
    let Some((_, doc)) = part_json(example.parts_for("mocks", case).next())? else {
        return Ok((Mocks::default(), None));
    };
    let place = doc.root().span();
    match Mocks::parse(&doc.value, Some(&example.id), Some(case)) {
        Ok(mocks) => Ok((mocks, Some(place))),
        Err(error) => {
            let diagnostic = Diagnostic::error("Invalid mocks", error.message).code("asl/mocks");
            Err(Box::new(diagnostic.at(place)))
        }
    }
}

/// The virtual clock starts at a fixed moment unless the example says otherwise, so that a record stays true tomorrow.
fn options(example: &Example, case: &str) -> Options {
    let settings = example.settings_for(case);
    let defaults = Options::default();
    let inside = example.wants("stages") || example.wants("commands");
    let start = settings.clock.as_deref().and_then(time::parse);
    Options {
        workflow: definition::workflow(&settings).unwrap_or_default(),
        start: start.map_or(defaults.start, time::Instant::millis),
        seed: settings.seed.unwrap_or_default(),
        region: settings.region.unwrap_or(defaults.region),
        machine: example.id.clone(),
        execution: Some(case.to_owned()),
        record: if inside { Record::Stages } else { Record::History },
        ..Options::default()
    }
}

fn outcome(
    example: &Example,
    case: &str,
    result: &RunResult,
    definition: &Definition,
    diagnostics: Vec<Diagnostic>,
) -> CaseOutcome {
    let facts = result.to_json();
    let mut views = Vec::new();
    let mut add = |role: &'static str, text: String| views.push(View { role, text });
    view::output(result).into_iter().for_each(|text| add("output", text));
    view::error(result).into_iter().for_each(|text| add("error", text));
    // A long execution has long views, so those that nobody reads are not made.
    if example.wants("trace") {
        add("trace", view::trace(result));
    }
    if example.wants("history") {
        add("history", view::history(result));
    }
    if example.wants("events") {
        add("events", view::events(result));
    }
    if example.wants("stages") {
        add("stages", view::stages(result));
    }
    if example.wants("commands") || example.wants("stages") {
        add("commands", commands::commands(result, definition));
    }
    if example.wants("timeline") {
        add("timeline", view::timeline(result));
    }
    if example.wants("timeline.svg") || example.wants("timeline") {
        let title = format!("time line of {}, case {case}", example.id);
        view::timeline_svg(result, &title).into_iter().for_each(|svg| add("timeline.svg", svg));
    }
    add("graph", view::graph_text(&view::graph(&definition.machine, Some(&facts))));
    let ended = match &result.ended {
        Ended::Succeeded(_) => EngineEnded::Well,
        Ended::Failed(failure) | Ended::Aborted(failure) => EngineEnded::Failed(
            failure.error.as_deref().unwrap_or(result.ended.status()).to_owned(),
        ),
        Ended::TimedOut => EngineEnded::Failed("States.Timeout".to_owned()),
        Ended::Stuck(_) => EngineEnded::Failed("STUCK".to_owned()),
    };
    CaseOutcome {
        case: case.to_owned(),
        ended,
        views,
        facts,
        diagnostics,
        summary: view::summary(result),
    }
}

/// A case that cannot run.
fn broken(case: &str, diagnostic: Diagnostic) -> CaseOutcome {
    let name = diagnostic.summary.clone().into_owned();
    CaseOutcome {
        case: case.to_owned(),
        ended: EngineEnded::Failed(name.clone()),
        views: Vec::new(),
        facts: Value::Null,
        diagnostics: vec![diagnostic],
        summary: name,
    }
}

/// Mocks of states that are not there: probably a slip of the pen.
fn unknown_states(mocks: &Mocks, machine: &Machine, place: Option<Span>) -> Vec<Diagnostic> {
    let states = machine.all_states();
    let known: Vec<&str> = states.iter().map(|state| state.name.as_ref()).collect();
    let unknown = mocks.states().filter(|name| !known.contains(name));
    unknown
        .map(|name| {
            let mut diagnostic = Diagnostic::warning(
                "Mocks for an unknown state",
                format!("There is no state '{name}'."),
            )
            .code("asl/unknown-mock");
            if let Some(meant) = dryrun_diag::did_you_mean(name, known.iter().copied()) {
                diagnostic = diagnostic.help(format!("Did you mean '{meant}'?"));
            }
            place.into_iter().fold(diagnostic, Diagnostic::at)
        })
        .collect()
}

fn stuck_diagnostic(stuck: &Stuck, definition: &Definition, mocks: Option<Span>) -> Diagnostic {
    let place = stuck.state.as_deref().and_then(|name| definition.state_span(name)).or(mocks);
    let diagnostic =
        Diagnostic::error("The run cannot go on", stuck.message.clone()).code("asl/stuck");
    let diagnostic = stuck.help.iter().cloned().fold(diagnostic, Diagnostic::help);
    place.into_iter().fold(diagnostic, Diagnostic::at)
}
