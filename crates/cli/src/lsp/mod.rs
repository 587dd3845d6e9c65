//! `dryrun lsp`: the book in an editor, over the Language Server Protocol.
//!
//! One thread: messages are answered in order, and when the editor has been quiet for a moment the book is checked again.
//! Only examples that changed are run, so that this takes no longer than a keystroke.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context as _, Result};
use crossbeam_channel::RecvTimeoutError;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidChangeWatchedFiles, DidCloseTextDocument, DidOpenTextDocument,
    DidSaveTextDocument, Notification as _, PublishDiagnostics, ShowMessage,
};
use lsp_types::request::{
    CodeActionRequest, Completion, DocumentSymbolRequest, GotoDefinition, HoverRequest, References,
    Request as _,
};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions,
    HoverProviderCapability, InitializeParams, MessageType, OneOf, SaveOptions, ServerCapabilities,
    ShowMessageParams, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    TextDocumentSyncSaveOptions,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

mod actions;
mod complete;
mod hover;
mod info;
mod place;
mod session;
mod symbols;

use session::Session;

/// Quiet time after an edit before the book is checked.
const QUIET: Duration = Duration::from_millis(60);

/// Serves one editor on standard input and output until it says goodbye.
///
/// # Errors
/// When what comes in is not the protocol.
pub fn serve() -> Result<()> {
    let (connection, threads) = Connection::stdio();
    converse(&connection)?;
    drop(connection);
    threads.join().context("the editor went away")
}

fn converse(connection: &Connection) -> Result<()> {
    let (id, params) = connection.initialize_start()?;
    let params: InitializeParams = serde_json::from_value(params).context("initialize")?;
    let answer = json!({
        "capabilities": capabilities(),
        "serverInfo": {"name": "dryrun", "version": env!("CARGO_PKG_VERSION")},
    });
    connection.initialize_finish(id, answer)?;
    let mut session = Session::new(folder(&params));
    while let Some(message) = next(connection, &mut session)? {
        match message {
            Message::Request(request) if connection.handle_shutdown(&request)? => return Ok(()),
            Message::Request(request) => {
                let response = answered(&mut session, request);
                connection.sender.send(response.into())?;
            }
            Message::Notification(notification) => noted(&mut session, notification),
            Message::Response(_) => {}
        }
    }
    Ok(())
}

/// The next message; while there is none, the book is checked if anything changed. `None`: the editor is gone.
fn next(connection: &Connection, session: &mut Session) -> Result<Option<Message>> {
    loop {
        if !session.is_dirty() {
            return Ok(connection.receiver.recv().ok());
        }
        match connection.receiver.recv_timeout(QUIET) {
            Ok(message) => return Ok(Some(message)),
            Err(RecvTimeoutError::Disconnected) => return Ok(None),
            Err(RecvTimeoutError::Timeout) => tell(connection, session)?,
        }
    }
}

/// Checks, and sends what is new.
fn tell(connection: &Connection, session: &mut Session) -> Result<()> {
    session.refresh();
    for params in session.news() {
        let news = Notification::new(PublishDiagnostics::METHOD.to_owned(), params);
        connection.sender.send(news.into())?;
    }
    if let Some(message) = session.trouble() {
        let params = ShowMessageParams { typ: MessageType::ERROR, message };
        let trouble = Notification::new(ShowMessage::METHOD.to_owned(), params);
        connection.sender.send(trouble.into())?;
    }
    Ok(())
}

fn capabilities() -> ServerCapabilities {
    let triggers = ["=", " ", "`", ".", ":", "\"", "$"].map(str::to_owned).to_vec();
    ServerCapabilities {
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions {
                include_text: Some(false),
            })),
            ..TextDocumentSyncOptions::default()
        })),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(triggers),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
            ..CodeActionOptions::default()
        })),
        ..ServerCapabilities::default()
    }
}

/// The first folder that the editor works in.
#[expect(deprecated, reason = "older editors name only a root")]
fn folder(params: &InitializeParams) -> Option<PathBuf> {
    let folders = params.workspace_folders.iter().flatten().map(|folder| &folder.uri);
    folders.chain(&params.root_uri).find_map(place::path)
}

fn noted(session: &mut Session, notification: Notification) {
    let params = notification.params;
    match notification.method.as_str() {
        DidOpenTextDocument::METHOD => with(params, |params| session.open(params)),
        DidChangeTextDocument::METHOD => with(params, |params| session.change(params)),
        DidCloseTextDocument::METHOD => with(params, |params| session.close(params)),
        DidSaveTextDocument::METHOD | DidChangeWatchedFiles::METHOD => session.touch(),
        _ => {}
    }
}

/// A notification that cannot be read is left out: there is nobody to tell.
fn with<P: DeserializeOwned>(params: Value, note: impl FnOnce(P)) {
    if let Ok(params) = serde_json::from_value(params) {
        note(params);
    }
}

fn answered(session: &mut Session, request: Request) -> Response {
    let Request { id, method, params } = request;
    match method.as_str() {
        Completion::METHOD => answer(id, params, |params| complete::complete(session, &params)),
        HoverRequest::METHOD => answer(id, params, |params| hover::hover(session, &params)),
        CodeActionRequest::METHOD => {
            answer(id, params, |params| actions::actions(session, &params))
        }
        GotoDefinition::METHOD => {
            answer(id, params, |params| symbols::definition(session, &params))
        }
        References::METHOD => answer(id, params, |params| symbols::references(session, &params)),
        DocumentSymbolRequest::METHOD => {
            answer(id, params, |params| symbols::symbols(session, &params))
        }
        _ => Response::new_err(
            id,
            ErrorCode::MethodNotFound as i32,
            format!("dryrun does not know {method}"),
        ),
    }
}

fn answer<P: DeserializeOwned, A: Serialize>(
    id: RequestId,
    params: Value,
    give: impl FnOnce(P) -> A,
) -> Response {
    match serde_json::from_value(params) {
        Ok(params) => Response::new_ok(id, give(params)),
        Err(error) => Response::new_err(id, ErrorCode::InvalidParams as i32, error.to_string()),
    }
}
