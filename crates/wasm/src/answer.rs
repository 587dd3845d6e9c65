//! Answers as they are written.

use std::cell::RefCell;

use dryrun_diag::{Diagnostic, Position, Sources, Span};
use dryrun_draw::Pen;
use dryrun_engine::{CaseOutcome, Edge, Ended, Graph, Node, View};
use serde::Serialize;
use serde_json::Value;

use crate::offsets;

#[derive(Serialize)]
pub(crate) struct Fault {
    pub(crate) code: String,
    pub(crate) message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) position: Option<usize>,
}

/// An answer, or why there is none.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Given<T> {
    Answer(T),
    Fault { error: Fault },
}

impl From<dryrun_jsonata::Error> for Fault {
    fn from(error: dryrun_jsonata::Error) -> Self {
        Self { code: error.code.to_owned(), message: error.message, position: error.position }
    }
}

impl<T, E: Into<Fault>> From<Result<T, E>> for Given<T> {
    fn from(result: Result<T, E>) -> Self {
        match result {
            Ok(answer) => Self::Answer(answer),
            Err(error) => Self::Fault { error: error.into() },
        }
    }
}

#[derive(Serialize)]
pub(crate) struct PointJson {
    byte: u32,
    utf16: usize,
    line: u32,
    column: u32,
}

#[derive(Serialize)]
pub(crate) struct PlaceJson {
    part: u32,
    start: PointJson,
    end: PointJson,
}

#[derive(Serialize)]
pub(crate) struct LabelJson {
    place: PlaceJson,
    text: String,
}

#[derive(Serialize)]
pub(crate) struct DiagnosticJson {
    severity: &'static str,
    code: String,
    summary: String,
    detail: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<PlaceJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    context: Option<PlaceJson>,
    labels: Vec<LabelJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    values: Option<Vec<(String, String)>>,
}

fn point(text: &str, position: Position) -> PointJson {
    let Position { line, column, byte } = position;
    PointJson { byte, utf16: offsets::utf16(text, byte as usize), line, column }
}

fn place(span: Span, sources: &Sources) -> Option<PlaceJson> {
    let text = &sources.source(span.file)?.text;
    let (_, start, end) = sources.locate(span)?;
    Some(PlaceJson { part: span.file.0, start: point(text, start), end: point(text, end) })
}

/// Diagnostics with their spans, which point into the parts that `sources` holds, as places.
pub(crate) fn diagnostics(found: &[Diagnostic], sources: &Sources) -> Vec<DiagnosticJson> {
    let one = |found: &Diagnostic| DiagnosticJson {
        severity: found.severity.word(),
        code: found.code.clone().into_owned(),
        summary: found.summary.clone().into_owned(),
        detail: found.detail.clone(),
        help: found.help.clone(),
        address: found.address.clone(),
        place: found.span.and_then(|span| place(span, sources)),
        context: found.context.and_then(|span| place(span, sources)),
        labels: found
            .labels
            .iter()
            .filter_map(|label| {
                Some(LabelJson { place: place(label.span, sources)?, text: label.text.clone() })
            })
            .collect(),
        values: found
            .evidence
            .as_ref()
            .map(|evidence| evidence.values.clone())
            .filter(|values| !values.is_empty()),
    };
    found.iter().map(one).collect()
}

#[derive(Serialize)]
pub(crate) struct ViewJson<'a> {
    role: &'static str,
    text: &'a str,
}

/// The views whose roles were asked for.
pub(crate) fn views<'a>(views: &'a [View], wanted: Option<&[String]>) -> Vec<ViewJson<'a>> {
    let is_wanted = |view: &&View| {
        wanted.is_none_or(|wanted| wanted.iter().any(|role| role.as_str() == view.role))
    };
    views
        .iter()
        .filter(is_wanted)
        .map(|view| ViewJson { role: view.role, text: &view.text })
        .collect()
}

#[derive(Serialize)]
struct NodeJson {
    label: String,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    inside: Option<usize>,
    taken: bool,
}

#[derive(Serialize)]
struct EdgeJson {
    from: usize,
    to: usize,
    label: String,
    kind: &'static str,
    taken: bool,
}

#[derive(Serialize)]
pub(crate) struct GraphJson {
    nodes: Vec<NodeJson>,
    edges: Vec<EdgeJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    svg: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

impl GraphJson {
    /// The graph, drawn; `views` may hold its text.
    pub(crate) fn new(graph: Graph, title: &str, views: &[View]) -> Self {
        thread_local! {
            // Kept, since most edits leave the layout as it was; it decides nothing but how long a picture takes.
            static PEN: RefCell<Pen> = RefCell::default();
        }
        let svg = PEN.with_borrow_mut(|pen| pen.svg(&graph, title));
        let text = views.iter().find(|view| view.role == "graph").map(|view| view.text.clone());
        let node = |Node { label, kind, inside, taken }| NodeJson { label, kind, inside, taken };
        let edge =
            |Edge { from, to, label, kind, taken }| EdgeJson { from, to, label, kind, taken };
        Self {
            nodes: graph.nodes.into_iter().map(node).collect(),
            edges: graph.edges.into_iter().map(edge).collect(),
            svg,
            text,
        }
    }
}

#[derive(Serialize)]
pub(crate) struct CaseJson<'a> {
    pub(crate) case: &'a str,
    pub(crate) ended: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) failure: Option<&'a str>,
    pub(crate) summary: &'a str,
    pub(crate) views: Vec<ViewJson<'a>>,
    pub(crate) facts: &'a Value,
    pub(crate) diagnostics: Vec<DiagnosticJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) graph: Option<GraphJson>,
}

impl<'a> CaseJson<'a> {
    pub(crate) fn new(
        case: &'a CaseOutcome,
        wanted: Option<&[String]>,
        sources: &Sources,
        graph: Option<GraphJson>,
    ) -> Self {
        let (ended, failure) = match &case.ended {
            Ended::Well => ("well", None),
            Ended::Failed(name) => ("failed", Some(name.as_str())),
        };
        Self {
            case: &case.case,
            ended,
            failure,
            summary: &case.summary,
            views: views(&case.views, wanted),
            facts: &case.facts,
            diagnostics: diagnostics(&case.diagnostics, sources),
            graph,
        }
    }
}

#[derive(Serialize)]
pub(crate) struct ValueJson {
    pub(crate) text: String,
    pub(crate) differs: bool,
}

#[derive(Serialize)]
pub(crate) struct CheckJson {
    pub(crate) holds: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RunJson<'a> {
    pub(crate) cases: Vec<CaseJson<'a>>,
    pub(crate) diagnostics: Vec<DiagnosticJson>,
    pub(crate) views: Vec<ViewJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) state_after: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) graph: Option<GraphJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) values: Option<Vec<Given<ValueJson>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) checks: Option<Vec<Given<CheckJson>>>,
}
