//! What an editor may offer within a definition.

use dryrun_asl_check::{Fit, FitKind, fitting};
use dryrun_diag::FileId;
use dryrun_engine::{Completion, CompletionKind, Example};

/// What fits at a byte of a part; nothing in YAML, nor in parts that are no definition.
pub(super) fn complete(example: &Example, part: usize, byte: usize) -> Vec<Completion> {
    let file = FileId(u32::try_from(part).unwrap_or(u32::MAX));
    match example.parts.get(part) {
        Some(found) if found.role == "asl" && found.language == "json" => {
            fitting(file, &found.text, byte).into_iter().map(offered).collect()
        }
        _ => Vec::new(),
    }
}

fn offered(fit: Fit) -> Completion {
    let Fit { label, kind, insert, replace, detail } = fit;
    let kind = match kind {
        FitKind::Field => CompletionKind::Field,
        FitKind::Value => CompletionKind::Value,
        FitKind::State => CompletionKind::Reference,
        FitKind::Function => CompletionKind::Function,
        FitKind::Variable => CompletionKind::Variable,
    };
    Completion { label, kind, insert, replace, detail }
}
