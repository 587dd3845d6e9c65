//! Code actions: what `dryrun accept` would write, one output at a time or all of a file.

use std::collections::HashMap;

use dryrun_diag::Sources;
use dryrun_weave::Edit;
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Diagnostic, NumberOrString,
    Range, TextEdit, Uri, WorkspaceEdit,
};

use super::place;
use super::session::Session;

/// What can be accepted at a range of a document.
pub(crate) fn actions(
    session: &mut Session,
    params: &CodeActionParams,
) -> Vec<CodeActionOrCommand> {
    let uri = &params.text_document.uri;
    let Some((opened, name)) = session.book(uri) else { return Vec::new() };
    let book = &opened.checked.book;
    let sources = &book.sources;
    let in_file =
        |edit: &&Edit| sources.source(edit.span.file).is_some_and(|source| source.name == name);
    let edits: Vec<&Edit> = opened.checked.checked.edits.iter().filter(in_file).collect();
    let whole = |edit: &Edit| {
        let snippet = book.placed().find(|placed| {
            let span = placed.span;
            span.file == edit.span.file
                && span.start <= edit.span.start
                && edit.span.end <= span.end
        });
        snippet.map_or(edit.span, |placed| placed.span)
    };
    let here = edits.iter().filter(|edit| {
        sources.source(edit.span.file).is_some_and(|source| {
            touches(place::range(&source.text, whole(edit).range()), params.range)
        })
    });
    let here: Vec<&Edit> = here.copied().collect();
    let mut actions = Vec::new();
    if let [edit] = here.as_slice() {
        let what = if whole(edit) == edit.span { "value" } else { "output" };
        actions.push(action(
            &format!("Accept this {what}"),
            uri,
            &here,
            sources,
            &params.context.diagnostics,
        ));
    }
    if edits.len() > 1 && !here.is_empty() {
        let title = format!("Accept all {} outputs and values of this file", edits.len());
        actions.push(action(&title, uri, &edits, sources, &[]));
    }
    actions
}

/// Whether two ranges share a line.
fn touches(one: Range, other: Range) -> bool {
    one.start.line <= other.end.line && other.start.line <= one.end.line
}

#[expect(clippy::mutable_key_type, reason = "the protocol's type; its keys are never changed")]
fn action(
    title: &str,
    uri: &Uri,
    edits: &[&Edit],
    sources: &Sources,
    diagnostics: &[Diagnostic],
) -> CodeActionOrCommand {
    let text_edit = |edit: &&Edit| {
        let source = sources.source(edit.span.file)?;
        Some(TextEdit::new(place::range(&source.text, edit.span.range()), edit.text.clone()))
    };
    let stale = |found: &&Diagnostic| matches!(&found.code, Some(NumberOrString::String(code)) if code.starts_with("weave/stale"));
    let mended: Vec<Diagnostic> = diagnostics.iter().filter(stale).cloned().collect();
    let changes = HashMap::from([(uri.clone(), edits.iter().filter_map(text_edit).collect())]);
    CodeActionOrCommand::CodeAction(CodeAction {
        title: title.to_owned(),
        kind: Some(CodeActionKind::QUICKFIX),
        is_preferred: Some(!mended.is_empty()),
        diagnostics: (!mended.is_empty()).then_some(mended),
        edit: Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }),
        ..CodeAction::default()
    })
}
