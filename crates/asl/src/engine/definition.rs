//! The definition of an example.

use dryrun_asl_check::Kind;
use dryrun_diag::{Diagnostic, FileId, Severity, Span};
use dryrun_engine::{Example, Outcome, Part, Settings, View};
use dryrun_json::{Doc, Located};

use crate::machine::Machine;
use crate::options::Workflow;
use crate::parse;

/// A definition that can be run.
pub(super) struct Definition {
    pub(super) doc: Doc,
    pub(super) machine: Machine,
    /// Warnings and notes.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// The part that holds the definition.
pub(super) fn part(example: &Example) -> Result<(FileId, &Part), Box<Diagnostic>> {
    let found = example.parts.iter().enumerate().find(|(_, part)| part.role == "asl");
    let (index, part) = found.ok_or_else(|| {
        Box::new(Diagnostic::error("No definition", "The example has no state machine definition."))
    })?;
    Ok((FileId(u32::try_from(index).unwrap_or(u32::MAX)), part))
}

/// The JSON of a part, with places.
pub(super) fn document(file: FileId, part: &Part) -> Result<Doc, Box<Diagnostic>> {
    match part.language.as_str() {
        "yaml" | "yml" => crate::yaml::read(file, &part.text),
        _ => Doc::parse(file, &part.text),
    }
}

/// The type of the workflow.
///
/// # Errors
/// When there is no such type.
pub(super) fn workflow(settings: &Settings) -> Result<Workflow, Box<Diagnostic>> {
    match settings.workflow.as_deref() {
        None => Ok(Workflow::Standard),
        Some(kind) if kind.eq_ignore_ascii_case("standard") => Ok(Workflow::Standard),
        Some(kind) if kind.eq_ignore_ascii_case("express") => Ok(Workflow::Express),
        Some(kind) => Err(Box::new(
            Diagnostic::error("Unknown type of workflow", format!("There is no type `{kind}`."))
                .code("asl/type")
                .help("write type=standard or type=express"),
        )),
    }
}

impl Definition {
    /// Reads and checks; what does not stand becomes an outcome without cases.
    pub(super) fn read(example: &Example) -> Result<Self, Box<Outcome>> {
        let (file, part) = part(example).map_err(|diagnostic| refused(vec![*diagnostic]))?;
        let doc = document(file, part).map_err(|diagnostic| refused(vec![*diagnostic]))?;
        let kind = match workflow(&example.settings).map_err(|wrong| refused(vec![*wrong]))? {
            Workflow::Standard => Kind::Standard,
            Workflow::Express => Kind::Express,
        };
        let (findings, _) = dryrun_asl_check::check_doc(&doc, &part.text, kind);
        let mut diagnostics: Vec<Diagnostic> =
            findings.into_iter().map(|finding| finding.diagnostic).collect();
        if diagnostics.iter().any(Diagnostic::is_error) {
            return Err(refused(diagnostics));
        }
        match parse::parse(&doc.value) {
            Ok(machine) => Ok(Self { doc, machine, diagnostics }),
            Err(flaws) => {
                diagnostics.extend(crate::flaw_diagnostics(&doc, &flaws));
                Err(refused(diagnostics))
            }
        }
    }

    pub(super) fn diagnostics_view(&self) -> Option<View> {
        (!self.diagnostics.is_empty()).then(|| view(&self.diagnostics))
    }

    /// Where a state stands.
    pub(super) fn state_span(&self, name: &str) -> Option<Span> {
        find_state(self.doc.root(), name, 0)
    }
}

fn find_state(at: Located<'_>, name: &str, depth: usize) -> Option<Span> {
    if depth > 64 {
        return None;
    }
    if let Some(state) = at.get("States").and_then(|states| states.get(name)) {
        return Some(state.key_span());
    }
    let inner = at.members().map(|(_, member)| member).chain(at.items());
    inner.into_iter().find_map(|member| find_state(member, name, depth + 1))
}

fn refused(diagnostics: Vec<Diagnostic>) -> Box<Outcome> {
    Box::new(Outcome {
        cases: Vec::new(),
        views: vec![view(&diagnostics)],
        diagnostics,
        state_after: None,
    })
}

/// Diagnostics as lines: `error asl/unknown-state: Unknown state: …`.
fn view(diagnostics: &[Diagnostic]) -> View {
    let line = |diagnostic: &Diagnostic| {
        let severity = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let mut line = format!("{severity} {}: {}", diagnostic.code, diagnostic.summary);
        if !diagnostic.detail.is_empty() {
            line = line + ": " + &diagnostic.detail;
        }
        line
    };
    View { role: "diagnostics", text: diagnostics.iter().map(line).collect::<Vec<_>>().join("\n") }
}
