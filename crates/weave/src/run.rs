//! Running examples: in the order that `base=` and `after=` ask for.

use std::collections::BTreeMap;

use dryrun_diag::Diagnostic;
use dryrun_engine::{Effects, Engine, Example, Outcome, Registry};

use crate::book::Book;
use crate::example::unknown_example;

/// What running one example gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The example as it was run: overlays applied, prior state filled in.
    pub example: Example,
    /// What the engine said.
    pub outcome: Outcome,
}

/// The examples in rounds: those of one round depend on earlier rounds only, so they may run side by side.
///
/// References to examples that do not exist and cycles are told; those examples are left out.
#[must_use]
pub fn order(book: &Book) -> (Vec<Vec<usize>>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let ids: BTreeMap<&str, usize> =
        book.examples.iter().enumerate().map(|(at, doc)| (doc.example.id.as_str(), at)).collect();
    let mut needs: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut left_out = Vec::new();
    for (at, doc) in book.examples.iter().enumerate() {
        if doc.skip.is_some() {
            continue;
        }
        let mut wanted = Vec::new();
        let from = doc.from.as_ref().map(|(id, _, span)| (id, span));
        let named = doc.base.iter().chain(&doc.after).map(|(id, span)| (id, span));
        for (id, span) in named.chain(from) {
            match ids.get(id.as_str()) {
                Some(other) => wanted.push(*other),
                None => {
                    diagnostics.push(unknown_example(id, *span, ids.keys().copied()));
                    left_out.push(at);
                }
            }
        }
        needs.insert(at, wanted);
    }
    needs.retain(|at, _| !left_out.contains(at));
    let mut rounds: Vec<Vec<usize>> = Vec::new();
    let mut done = std::collections::BTreeSet::new();
    while !needs.is_empty() {
        let ready: Vec<usize> = needs
            .iter()
            .filter(|(_, wanted)| wanted.iter().all(|at| done.contains(at)))
            .map(|(at, _)| *at)
            .collect();
        if ready.is_empty() {
            diagnostics.extend(stuck(book, &needs));
            break;
        }
        needs.retain(|at, _| !ready.contains(at));
        done.extend(ready.iter().copied());
        rounds.push(ready);
    }
    (rounds, diagnostics)
}

/// Diagnostics for examples that wait for each other, or for one that is not run.
fn stuck(book: &Book, needs: &BTreeMap<usize, Vec<usize>>) -> Vec<Diagnostic> {
    let name = |at: usize| book.examples.get(at).map_or("", |doc| doc.example.id.as_str());
    let tell = |(at, wanted): (&usize, &Vec<usize>)| {
        let doc = book.examples.get(*at)?;
        let from = doc.from.as_ref().map(|(_, _, span)| *span);
        let span = doc.base.as_ref().or(doc.after.as_ref()).map(|(_, span)| *span).or(from)?;
        let missing = wanted.iter().find(|other| !needs.contains_key(other));
        let (title, detail) = match missing {
            Some(other) => (
                "Example not run",
                format!("`{}` needs `{}`, which is not run.", name(*at), name(*other)),
            ),
            None => (
                "Cycle of examples",
                format!(
                    "`{}` needs {}, which in the end needs `{0}` again.",
                    name(*at),
                    list(wanted, name)
                ),
            ),
        };
        Some(Diagnostic::error(title, detail).code("weave/cycle").at(span))
    };
    needs.iter().filter_map(tell).collect()
}

fn list<'a>(wanted: &[usize], name: impl Fn(usize) -> &'a str) -> String {
    wanted.iter().map(|at| format!("`{}`", name(*at))).collect::<Vec<_>>().join(" and ")
}

/// Runs one example; `earlier` gives the runs of the examples it builds on.
pub fn run<'r>(
    book: &Book,
    at: usize,
    registry: &Registry,
    effects: &dyn Effects,
    earlier: &dyn Fn(usize) -> Option<&'r Run>,
) -> Option<Run> {
    run_with(book, at, registry, &|engine, example| engine.run(example, effects), earlier)
}

/// The same where `answer` says what an engine makes of an example: by running it, or because it knows already.
pub fn run_with<'r>(
    book: &Book,
    at: usize,
    registry: &Registry,
    answer: &dyn Fn(&dyn Engine, &Example) -> Outcome,
    earlier: &dyn Fn(usize) -> Option<&'r Run>,
) -> Option<Run> {
    let doc = book.examples.get(at)?;
    let engine = registry.find(doc.engine)?;
    let earlier_of = |id: &str| book.find(id).and_then(earlier);
    let mut example = doc.example.clone();
    if let Some((id, span)) = &doc.base {
        let base = earlier_of(id)?;
        match engine.overlay(&base.example, &doc.example, &doc.remove) {
            Ok(overlaid) => example = overlaid,
            Err(diagnostic) => {
                let diagnostic =
                    Diagnostic { span: None, ..*diagnostic }.at(*span).code("weave/overlay");
                let outcome = Outcome { diagnostics: vec![diagnostic], ..Outcome::default() };
                return Some(Run { example, outcome });
            }
        }
    }
    if let Some((id, _)) = &doc.after {
        example.prior = earlier_of(id)?.outcome.state_after.clone();
    }
    if let Some((id, address, span)) = &doc.from {
        let origin = book.examples.get(book.find(id)?)?;
        let outcome = &earlier_of(id)?.outcome;
        match registry.find(origin.engine)?.definition(outcome, address) {
            // After the parts of the chapter, whose positions are those of their origins.
            Ok(part) => example.parts.push(part),
            Err(diagnostic) => {
                let diagnostic = diagnostic.code("weave/nothing-to-run").at(*span);
                let outcome = Outcome { diagnostics: vec![diagnostic], ..Outcome::default() };
                return Some(Run { example, outcome });
            }
        }
    }
    // An example that records nothing yet, as of an adopted chapter, shows whatever there is.
    let words = doc.views.iter().map(|view| view.spec.word).chain(doc.read.iter().copied());
    example.wanted = (!doc.views.is_empty()).then(|| words.collect());
    let outcome = answer(engine, &example);
    example.wanted = None; // whoever runs this example again may want others
    Some(Run { example, outcome })
}
