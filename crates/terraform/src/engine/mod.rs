//! The planner as an engine: an example's files in, plans out.

pub(crate) mod after;
mod beside;
mod complete;
mod console;
mod defined;
mod excerpt;
mod fits;
mod fragment;
pub(crate) mod made_up;
mod overlay;
mod tokens;

use dryrun_diag::{Diagnostic, FileId, Sources, Span};
use dryrun_engine::{
    Answers, CaseOutcome, Completion, Effects, Ended, Engine, Example, FACTS, Format, Graph,
    Nothing, Outcome, Part, PartFiles, RoleKind, RoleSpec, STATE_AFTER, Shape, Token, Transcript,
    View,
};
use dryrun_plan::{Action, Plan};
use serde_json::{Map, Value as Json, json};

use crate::testing::{self, TestOptions, TestReport, Verbosity};
use crate::{PlanOptions, Providers, ResourceGraph, VariableSource, entry, render};

/// The role of a module's files, and the engine's name.
const FILE: &str = "tf";
/// The role of variable values.
const VARIABLES: &str = "tfvars";
/// The role of test files.
const TESTS: &str = "tftest";

/// The role of the picture of the resources.
const GRAPH: &str = "graph";
/// The role of the plan as JSON.
const PLAN_JSON: &str = "planjson";

const fn view(
    word: &'static str,
    languages: &'static [&'static str],
    format: Format,
    about: &'static str,
) -> RoleSpec {
    RoleSpec { word, kind: RoleKind::View, languages, format, about }
}

const ROLES: &[RoleSpec] = &[
    // A module may hold any file: templates and scripts beside the configuration.
    RoleSpec {
        word: FILE,
        kind: RoleKind::Definition,
        languages: &[],
        format: Format::Text,
        about: "a file of a module",
    },
    RoleSpec {
        word: VARIABLES,
        kind: RoleKind::Part,
        languages: &["hcl", "terraform"],
        format: Format::Text,
        about: "values of variables",
    },
    RoleSpec {
        word: TESTS,
        kind: RoleKind::Part,
        languages: &["hcl", "terraform", "json"],
        format: Format::Text,
        about: "a test file (.tftest.hcl)",
    },
    RoleSpec {
        word: beside::MOCKS,
        kind: RoleKind::Part,
        languages: &["hcl", "terraform"],
        format: Format::Text,
        about: "answers of data sources: `mock_data` blocks",
    },
    RoleSpec {
        word: beside::SCHEMA,
        kind: RoleKind::Part,
        languages: &["json"],
        format: Format::Json,
        about: "a further provider: the output of `terraform providers schema -json`",
    },
    view("test", &[], Format::Text, "what its tests say, as `terraform test` prints it"),
    view("plan", &[], Format::Text, "the plan, as `terraform plan` prints it"),
    view(
        PLAN_JSON,
        &["json"],
        Format::Json,
        "the plan as JSON, as `terraform show -json` prints it",
    ),
    view("diagnostics", &[], Format::Text, "errors and warnings, as Terraform prints them"),
    RoleSpec {
        word: GRAPH,
        kind: RoleKind::Whole,
        languages: &[],
        format: Format::Text,
        about: "which resource needs which",
    },
];

/// Terraform.
#[derive(Debug, Clone, Copy, Default)]
pub struct TerraformEngine;

impl Engine for TerraformEngine {
    fn name(&self) -> &'static str {
        FILE
    }

    fn roles(&self) -> &'static [RoleSpec] {
        ROLES
    }

    fn default_name(&self, _id: &str, _role: &str, language: &str) -> String {
        if language == "json" { "main.tf.json".to_owned() } else { "main.tf".to_owned() }
    }

    fn part_name(&self, role: &str, case: Option<&str>, language: &str) -> String {
        match (role, case) {
            (VARIABLES, None) => "terraform.tfvars".to_owned(),
            (VARIABLES, Some(case)) => format!("{case}.tfvars"),
            (TESTS, case) => format!("{}.tftest.{language}", case.unwrap_or("main")),
            (beside::MOCKS, None) => "mocks.tfmock.hcl".to_owned(),
            (beside::MOCKS, Some(case)) => format!("{case}.tfmock.hcl"),
            (beside::SCHEMA, _) => "schema.json".to_owned(),
            _ => format!("{role}.{language}"),
        }
    }

    fn run(&self, example: &Example, effects: &dyn Effects) -> Outcome {
        let files = PartFiles::new(example, effects);
        let mut outcome = Outcome::default();
        for case in &example.cases {
            let ran = run_case(example, case, &files);
            let first = outcome.state_after.is_none() && example.wants(STATE_AFTER);
            if first && ran.ended == Ended::Well {
                outcome.state_after = after::state(example, case, &options(example, case), &files);
            }
            outcome.cases.push(ran);
        }
        let graph = if example.wants(GRAPH) { resources(&files) } else { None };
        outcome.views.extend(graph.map(|graph| View { role: GRAPH, text: graph.text() }));
        outcome
    }

    fn graph(&self, example: &Example, _case: Option<&CaseOutcome>) -> Option<Graph> {
        resources(&PartFiles::new(example, &Nothing)).map(|graph| graph.picture())
    }

    fn tokens(&self, role: &str, language: &str, text: &str) -> Vec<Token> {
        tokens::tokens(role, language, text)
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

    fn defines(&self, address: &str) -> Option<&'static str> {
        defined::engine(address)
    }

    fn definition(&self, outcome: &Outcome, address: &str) -> Result<Part, Box<Diagnostic>> {
        defined::part(outcome, address)
    }

    fn recognises(&self, language: &str, text: &str) -> bool {
        matches!(language, "" | "hcl" | "terraform" | "tf" | "text") && fits::is_file(text)
    }

    fn fits(&self, path: &[&str], name: &str, shape: Shape) -> Option<bool> {
        fits::fits(path, name, shape)
    }

    fn transcript(
        &self,
        example: Option<&Example>,
        text: &str,
        effects: &dyn Effects,
    ) -> Option<Transcript> {
        Some(console::transcript(example, text, effects))
    }

    fn answers(
        &self,
        example: Option<&Example>,
        case: &str,
        inputs: &[&str],
        effects: &dyn Effects,
    ) -> Option<Answers> {
        let options = example.map_or_else(PlanOptions::default, |example| options(example, case));
        Some(console::answers(example, &options, inputs, effects))
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

/// The graph of a configuration that stands.
fn resources(files: &dyn Effects) -> Option<ResourceGraph> {
    let failed = |found: &[Diagnostic]| found.iter().any(Diagnostic::is_error);
    let (config, found) = entry::load("", files);
    let (graph, cycles) = entry::graph(&config, None);
    (!failed(&found) && !failed(&cycles)).then_some(graph)
}

/// The providers of an example: the bundled ones, those of its schemas, and answers of its mocks.
///
/// The diagnostics say what is wrong with the latter two.
#[must_use]
pub fn providers_of(example: &Example, case: &str) -> (Providers, Vec<Diagnostic>) {
    beside::providers(example, case)
}

/// How an example's case is planned.
fn options(example: &Example, case: &str) -> PlanOptions {
    let own = example
        .parts
        .iter()
        .filter(|part| part.role == VARIABLES && part.case.as_deref() == Some(case));
    PlanOptions {
        variables: own.map(|part| VariableSource::File(part.name.clone())).collect(),
        state: example.prior.clone(),
        ..PlanOptions::default()
    }
}

/// Runs the test files of a case.
fn tested(example: &Example, case: &str, files: &dyn Effects) -> Option<TestReport> {
    let filter: Vec<String> =
        example.parts_for(TESTS, case).map(|(_, part)| part.name.clone()).collect();
    if filter.is_empty() {
        return None;
    }
    let plan = PlanOptions { state: None, ..options(example, case) };
    let options = TestOptions { plan, filter, ..TestOptions::default() };
    Some(testing::test("", &options, files))
}

/// What a terminal shows of tests: both streams as they come.
fn tests_text(report: &TestReport) -> String {
    let pieces = testing::shown(report, Verbosity::Brief, render::plain, str::to_owned);
    pieces.into_iter().map(|(_, text)| text).collect::<String>().trim().to_owned()
}

fn run_case(example: &Example, case: &str, files: &dyn Effects) -> CaseOutcome {
    let (mut config, mut found) = entry::load("", files);
    let (providers, wrong) = beside::providers(example, case);
    found.extend(wrong);
    let mut planned = None;
    if !found.iter().any(Diagnostic::is_error) {
        let (plan, more) = entry::plan(&mut config, &providers, &options(example, case), files);
        found.extend(more);
        planned = plan.filter(|plan| !plan.errored);
    }
    let mut views = Vec::new();
    if !found.is_empty() {
        views.push(View {
            role: "diagnostics",
            text: render::plain(&found, config.sources()).trim().to_owned(),
        });
    }
    let tests = tested(example, case, files);
    if let Some(report) = &tests {
        views.push(View { role: "test", text: tests_text(report) });
    }
    let (ended, mut facts, summary) = match &planned {
        Some(plan) => {
            if example.wants("plan") {
                let text = dryrun_plan::text(plan).plain().trim_end().to_owned();
                views.push(View { role: "plan", text });
            }
            let mut facts = Json::Null;
            if example.wants(FACTS) || example.wants(PLAN_JSON) {
                let json = dryrun_plan::json(plan).to_string();
                if example.wants(FACTS) {
                    facts = self::facts(plan, serde_json::from_str(&json).unwrap_or_default());
                }
                views.push(View { role: PLAN_JSON, text: json });
            }
            (Ended::Well, facts, summary(plan))
        }
        None => {
            let first = found.iter().find(|diagnostic| diagnostic.is_error());
            let title = first.map_or("No plan", |diagnostic| &diagnostic.summary).to_owned();
            (Ended::Failed(title.clone()), Json::Null, title)
        }
    };
    if let (Some(report), Some(members)) = (&tests, facts.as_object_mut()) {
        let [passed, failed, skipped] = report.counts();
        let tests = json!({"passed": passed, "failed": failed, "skipped": skipped});
        members.insert("tests".to_owned(), tests);
    }
    let diagnostics = found
        .into_iter()
        .map(|diagnostic| in_parts(diagnostic, config.sources(), example))
        .collect();
    CaseOutcome { case: case.to_owned(), ended, views, facts, diagnostics, summary }
}

/// A diagnostic with its spans in the example's parts instead of the configuration's files.
fn in_parts(mut diagnostic: Diagnostic, sources: &Sources, example: &Example) -> Diagnostic {
    let part = |span: Span| {
        let name = &sources.source(span.file)?.name;
        let at = example.parts.iter().position(|part| part.name == *name)?;
        Some(Span { file: FileId(u32::try_from(at).ok()?), ..span })
    };
    diagnostic.span = diagnostic.span.and_then(part);
    diagnostic.context = diagnostic.context.and_then(part);
    diagnostic.labels.retain_mut(|label| part(label.span).map(|span| label.span = span).is_some());
    diagnostic
}

/// Numbers of objects to add, to change, to destroy.
fn counts(plan: &Plan) -> [usize; 3] {
    let managed = plan
        .resource_changes
        .iter()
        .filter(|change| change.address.resource.mode == dryrun_plan::addr::Mode::Managed);
    managed.fold([0, 0, 0], |[add, change, destroy], resource| match resource.action {
        Action::Create => [add + 1, change, destroy],
        Action::Update => [add, change + 1, destroy],
        Action::DeleteThenCreate | Action::CreateThenDelete => [add + 1, change, destroy + 1],
        Action::Delete => [add, change, destroy + 1],
        Action::NoOp | Action::Read | Action::Forget => [add, change, destroy],
    })
}

fn summary(plan: &Plan) -> String {
    let [add, change, destroy] = counts(plan);
    if add + change + destroy == 0
        && plan.output_changes.values().all(|change| change.action == Action::NoOp)
    {
        return "no changes".to_owned();
    }
    format!("{add} to add, {change} to change, {destroy} to destroy")
}

/// The plan JSON with what prose quotes most: `add`, `change`, `destroy`, `resources` and `outputs` by name.
fn facts(plan: &Plan, json: Json) -> Json {
    let [add, change, destroy] = counts(plan);
    let mut facts = Map::new();
    for (name, count) in [("add", add), ("change", change), ("destroy", destroy)] {
        facts.insert(name.to_owned(), json!(count));
    }
    let resources =
        json.get("resource_changes").and_then(Json::as_array).into_iter().flatten().filter_map(
            |change| {
                let after = change.pointer("/change/after").cloned().unwrap_or_default();
                Some((change.get("address")?.as_str()?.to_owned(), after))
            },
        );
    facts.insert("resources".to_owned(), Json::Object(resources.collect()));
    let outputs = json.get("output_changes").and_then(Json::as_object).into_iter().flatten();
    let outputs = outputs
        .map(|(name, change)| (name.clone(), change.get("after").cloned().unwrap_or_default()));
    facts.insert("outputs".to_owned(), Json::Object(outputs.collect()));
    if let Json::Object(members) = json {
        facts.extend(members);
    }
    Json::Object(facts)
}
