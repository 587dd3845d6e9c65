//! The examples of a page as symbols; from a use of an id to its definition and back.

use dryrun_diag::Span;
use dryrun_weave::{Book, Placed};
use lsp_types::{
    DocumentSymbol, DocumentSymbolParams, GotoDefinitionParams, Location, ReferenceParams,
    SymbolKind, TextDocumentPositionParams,
};

use super::place;
use super::session::{Opened, Session};
use crate::page::example_id;

/// The examples that a page defines, each with the snippets that belong to it there.
pub(crate) fn symbols(session: &mut Session, params: &DocumentSymbolParams) -> Vec<DocumentSymbol> {
    let Some((opened, name)) = session.book(&params.text_document.uri) else { return Vec::new() };
    let book = &opened.checked.book;
    let Some((file, source)) = book.sources.iter().find(|(_, source)| source.name == name) else {
        return Vec::new();
    };
    let here: Vec<Placed<'_>> = book.placed().filter(|placed| placed.span.file == file).collect();
    let of = |placed: &Placed<'_>, id: &str| example_id(&placed.snippet.info) == Some(id);
    let defined = book.examples.iter().filter(|doc| doc.span.file == file);
    let symbol = |doc: &dryrun_weave::ExampleDoc| {
        let id = doc.example.id.as_str();
        let own: Vec<&Placed<'_>> = here.iter().filter(|placed| of(placed, id)).collect();
        let whole = own.iter().fold(doc.span, |hull, placed| around(hull, placed.span));
        let children = own.iter().map(|placed| {
            let kind = if placed.snippet.info.key("id").is_some() {
                SymbolKind::FILE
            } else {
                SymbolKind::FIELD
            };
            symbol(&label(placed), doc.engine, kind, &source.text, (placed.span, placed.info), None)
        });
        let detail = doc.title.as_deref().unwrap_or(doc.engine);
        let children = children.collect();
        symbol(id, detail, SymbolKind::FUNCTION, &source.text, (whole, doc.span), Some(children))
    };
    defined.map(symbol).collect()
}

fn label(placed: &Placed<'_>) -> String {
    let info = &placed.snippet.info;
    let role = info.role.as_ref().map_or("", |(word, _)| word.as_str());
    let case = info.value("case").map_or(String::new(), |case| format!(" of {case}"));
    info.value("name").map_or_else(|| format!("{role}{case}"), str::to_owned)
}

fn around(one: Span, other: Span) -> Span {
    Span { start: one.start.min(other.start), end: one.end.max(other.end), ..one }
}

#[expect(deprecated, reason = "the protocol's type still has the field")]
fn symbol(
    name: &str,
    detail: &str,
    kind: SymbolKind,
    text: &str,
    (whole, selection): (Span, Span),
    children: Option<Vec<DocumentSymbol>>,
) -> DocumentSymbol {
    DocumentSymbol {
        name: name.to_owned(),
        detail: Some(detail.to_owned()),
        kind,
        tags: None,
        deprecated: None,
        range: place::range(text, whole.range()),
        selection_range: place::range(text, selection.range()),
        children,
    }
}

/// The id under the cursor: in a key that names an example, or at the start of a value's path.
fn id_at(opened: &Opened, name: &str, at: &TextDocumentPositionParams) -> Option<String> {
    let book = &opened.checked.book;
    let (file, source) = book.sources.iter().find(|(_, source)| source.name == name)?;
    let byte = place::byte(&source.text, at.position);
    let in_info = book.placed().filter(|placed| placed.span.file == file).find_map(|placed| {
        let offset = byte.checked_sub(placed.info.start as usize)?;
        let keys = &placed.snippet.info.keys;
        let key = keys.iter().find(|key| key.range.start <= offset && offset <= key.range.end)?;
        let named = matches!(key.name.as_str(), "of" | "id" | "base" | "after");
        key.value.clone().filter(|_| named)
    });
    in_info.or_else(|| {
        let before = source.text.get(..byte)?;
        let start = before.rfind("<!--")?;
        let path = source.text.get(start..)?.split("-->").next()?;
        let id = path.trim_start_matches("<!--").trim().strip_prefix('=')?;
        (start + path.len() >= byte)
            .then(|| id.split(['.', '/']).next().unwrap_or(id).trim().to_owned())
    })
}

fn location(opened: &Opened, book: &Book, span: Span) -> Option<Location> {
    let source = book.sources.source(span.file)?;
    let uri = place::uri(&opened.root.join(&source.name))?;
    Some(Location { uri, range: place::range(&source.text, span.range()) })
}

/// Where the example under the cursor is defined.
pub(crate) fn definition(session: &mut Session, params: &GotoDefinitionParams) -> Option<Location> {
    let at = &params.text_document_position_params;
    let (opened, name) = session.book(&at.text_document.uri)?;
    let id = id_at(opened, &name, at)?;
    let book = &opened.checked.book;
    location(opened, book, book.examples.get(book.find(&id)?)?.span)
}

/// All snippets that name the example under the cursor.
pub(crate) fn references(session: &mut Session, params: &ReferenceParams) -> Vec<Location> {
    let at = &params.text_document_position;
    let Some((opened, name)) = session.book(&at.text_document.uri) else { return Vec::new() };
    let Some(id) = id_at(opened, &name, at) else { return Vec::new() };
    let book = &opened.checked.book;
    let naming = book.placed().filter(|placed| {
        let names = ["of", "id", "base", "after"];
        names.iter().any(|key| placed.snippet.info.value(key) == Some(id.as_str()))
    });
    naming.filter_map(|placed| location(opened, book, placed.info)).collect()
}
