//! Completion: roles, keys, ids and cases in info strings and comments; paths of values in prose.

use dryrun_engine::{Completion, CompletionKind, PartFiles, Registry, RoleKind, RoleSpec};
use dryrun_weave::{Book, Info, about_key, keys_for};
use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionParams, CompletionTextEdit, Position, Range,
    TextDocumentPositionParams, TextEdit,
};
use serde_json::Value;

use super::info::{Writing, last_word, writing};
use super::place;
use super::session::{Opened, Session};

/// One thing that fits.
struct Fit {
    label: String,
    about: String,
    kind: CompletionItemKind,
    /// What is written, where it is more than the label.
    insert: Option<String>,
}

impl Fit {
    fn new(label: impl Into<String>, about: impl Into<String>, kind: CompletionItemKind) -> Self {
        Self { label: label.into(), about: about.into(), kind, insert: None }
    }
}

/// What fits at the cursor.
pub(crate) fn complete(session: &mut Session, params: &CompletionParams) -> Vec<CompletionItem> {
    let at = &params.text_document_position;
    let uri = &at.text_document.uri;
    let Some(text) = session.text(uri).map(str::to_owned) else { return Vec::new() };
    let byte = place::byte(&text, at.position);
    let before = text.get(..byte).unwrap_or_default();
    let line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
    let opened = session.last_book(uri).map(|(opened, _)| opened);
    let registry = session.registry();
    let (word, fits) = match writing(line) {
        Writing::Fence(words) => {
            let word = last_word(words);
            (after_key(word), words_of(words, Place::Fence, registry, opened))
        }
        Writing::Comment(words) => {
            let word = last_word(words);
            (after_key(word), words_of(words, Place::Comment, registry, opened))
        }
        Writing::Value(path) => {
            let step = path.rsplit(['.', '/']).next().unwrap_or_default();
            (step, opened.map(|opened| steps(path, opened)).unwrap_or_default())
        }
        Writing::Other => return in_body(session, at).unwrap_or_default(),
    };
    let units = u32::try_from(word.encode_utf16().count()).unwrap_or_default();
    let start = Position::new(at.position.line, at.position.character.saturating_sub(units));
    let range = Range::new(start, at.position);
    fits.into_iter().enumerate().map(|(rank, fit)| item(fit, rank, range)).collect()
}

/// What the language of a fence offers inside its body.
fn in_body(session: &mut Session, at: &TextDocumentPositionParams) -> Option<Vec<CompletionItem>> {
    let registry = dryrun_bundle::registry();
    let (opened, name) = session.book(&at.text_document.uri)?;
    let book = &opened.checked.book;
    let (file, source) = book.sources.iter().find(|(_, source)| source.name == name)?;
    let byte = place::byte(&source.text, at.position);
    let (placed, offset) = book.placed().find_map(|placed| {
        let span = placed.span;
        let inside = span.file == file && (span.start as usize..span.end as usize).contains(&byte);
        let offset = placed.snippet.body.offset(file, byte).filter(|_| inside)?;
        Some((placed, offset))
    })?;
    let (example, part) = book.part(&placed)?;
    let doc = book.examples.get(example)?;
    let effects = PartFiles::new(&doc.example, &opened.files);
    let fits = registry.find(doc.engine)?.complete(&doc.example, part, offset, &effects);
    let item = |(rank, fit): (usize, Completion)| {
        let span = placed.snippet.body.span(fit.replace.range());
        let edit = TextEdit::new(place::range(&source.text, span.range()), fit.insert);
        CompletionItem {
            label: fit.label,
            kind: Some(kind(fit.kind)),
            detail: (!fit.detail.is_empty()).then_some(fit.detail),
            sort_text: Some(format!("{rank:04}")),
            text_edit: Some(CompletionTextEdit::Edit(edit)),
            ..CompletionItem::default()
        }
    };
    Some(fits.into_iter().enumerate().map(item).collect())
}

fn kind(kind: CompletionKind) -> CompletionItemKind {
    match kind {
        CompletionKind::Field => CompletionItemKind::FIELD,
        CompletionKind::Block => CompletionItemKind::STRUCT,
        CompletionKind::Value => CompletionItemKind::VALUE,
        CompletionKind::Reference => CompletionItemKind::REFERENCE,
        CompletionKind::Variable => CompletionItemKind::VARIABLE,
        CompletionKind::Function => CompletionItemKind::FUNCTION,
        CompletionKind::Type => CompletionItemKind::CLASS,
    }
}

fn item(fit: Fit, rank: usize, range: Range) -> CompletionItem {
    let text = fit.insert.unwrap_or_else(|| fit.label.clone());
    CompletionItem {
        label: fit.label,
        kind: Some(fit.kind),
        detail: (!fit.about.is_empty()).then_some(fit.about),
        sort_text: Some(format!("{rank:04}")),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, text))),
        ..CompletionItem::default()
    }
}

/// Where words stand: fences begin with a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Fence,
    Comment,
}

fn after_key(word: &str) -> &str {
    word.split_once('=').map_or(word, |(_, value)| value)
}

fn words_of(words: &str, place: Place, registry: &Registry, opened: Option<&Opened>) -> Vec<Fit> {
    let current = last_word(words);
    let done = words.get(..words.len() - current.len()).unwrap_or_default();
    let info = match place {
        Place::Fence => Info::parse(done),
        Place::Comment => Info::parse_comment(done),
    };
    if place == Place::Fence && info.language.is_empty() {
        return languages(registry);
    }
    if let Some((key, _)) = current.split_once('=') {
        return opened.map(|opened| values(key, &info, opened, registry)).unwrap_or_default();
    }
    if info.role.is_none() && info.keys.is_empty() {
        let mut fits = roles(&info.language, place, registry);
        if place == Place::Comment {
            fits.extend(keys(&info, registry));
        }
        return fits;
    }
    keys(&info, registry)
}

fn specs(registry: &Registry) -> impl Iterator<Item = RoleSpec> {
    registry.iter().flat_map(|engine| engine.roles().iter().copied())
}

fn languages(registry: &Registry) -> Vec<Fit> {
    let mut words: Vec<&str> = Vec::new();
    for word in specs(registry).flat_map(|spec| spec.languages).chain(&["console", "text"]) {
        if !words.contains(word) {
            words.push(word);
        }
    }
    words.into_iter().map(|word| Fit::new(word, "", CompletionItemKind::CONSTANT)).collect()
}

fn roles(language: &str, place: Place, registry: &Registry) -> Vec<Fit> {
    let keyword = CompletionItemKind::KEYWORD;
    if language == "console" {
        let consoles = registry.iter().map(|engine| engine.name());
        return consoles.map(|name| Fit::new(name, "a console transcript", keyword)).collect();
    }
    let fitting = specs(registry).filter(|spec| {
        place == Place::Comment || spec.languages.is_empty() || spec.languages.contains(&language)
    });
    let mut fits: Vec<Fit> = Vec::new();
    for spec in fitting {
        if fits.iter().all(|fit| fit.label != spec.word) {
            fits.push(Fit::new(spec.word, spec.about, keyword));
        }
    }
    fits.push(Fit::new("excerpt", "a true part of an example", keyword));
    if place == Place::Comment {
        fits.push(Fit::new("exercise", "a task that the page checks", keyword));
    }
    fits
}

fn keys(info: &Info, registry: &Registry) -> Vec<Fit> {
    let word = info.role.as_ref().map(|(word, _)| word.as_str());
    let names = keys_for(&info.language, word, registry).into_iter();
    let fits = names.filter(|name| info.key(name).is_none()).map(|name| {
        let fit = Fit::new(name, about_key(name).unwrap_or_default(), CompletionItemKind::PROPERTY);
        let insert = (!dryrun_weave::is_flag(name)).then(|| format!("{name}="));
        Fit { insert, ..fit }
    });
    fits.collect()
}

fn values(key: &str, info: &Info, opened: &Opened, registry: &Registry) -> Vec<Fit> {
    let book = &opened.checked.book;
    let word = info.role.as_ref().map(|(word, _)| word.as_str()).unwrap_or_default();
    let fixed = |words: &[(&str, &str)]| {
        let fit = |(word, about): &(&str, &str)| Fit::new(*word, *about, CompletionItemKind::VALUE);
        words.iter().map(fit).collect()
    };
    match key {
        "of" | "base" | "after" => {
            let takes = |engine: &str| {
                registry.find(engine).is_some_and(|engine| {
                    let own = engine.roles().iter().any(|spec| spec.word == word);
                    own || engine.name() == word || matches!(word, "excerpt" | "exercise" | "")
                })
            };
            ids(book, &takes)
        }
        "case" => cases(info.value("of").unwrap_or_default(), opened),
        "expect" => {
            let mut fits: Vec<Fit> = fixed(&[("error", "it must fail in any way")]);
            fits.extend(failures(info.value("of").or_else(|| info.value("id")), opened));
            fits
        }
        "type" => fixed(&[("standard", ""), ("express", "")]),
        "clock" => fixed(&[("2026-01-01T00:00:00Z", "start of the virtual clock")]),
        "region" => fixed(&[("eu-west-1", ""), ("us-east-1", "")]),
        _ => Vec::new(),
    }
}

fn ids(book: &Book, takes: &dyn Fn(&str) -> bool) -> Vec<Fit> {
    let fitting = book.examples.iter().filter(|doc| takes(doc.engine));
    let fits = fitting.map(|doc| {
        let about = doc.title.clone().unwrap_or_else(|| book.chapter_path(doc.chapter).to_owned());
        Fit::new(doc.example.id.as_str(), about, CompletionItemKind::REFERENCE)
    });
    fits.collect()
}

fn cases(id: &str, opened: &Opened) -> Vec<Fit> {
    let book = &opened.checked.book;
    let Some(doc) = book.find(id).and_then(|at| book.examples.get(at)) else { return Vec::new() };
    let case = |name: &String| {
        Fit::new(name.as_str(), summary(id, name, opened), CompletionItemKind::ENUM_MEMBER)
    };
    doc.example.cases.iter().map(case).collect()
}

fn summary(id: &str, case: &str, opened: &Opened) -> String {
    let run = opened.checked.book.find(id).and_then(|at| opened.checked.runs.get(&at));
    let ran = run.and_then(|run| run.outcome.cases.iter().find(|ran| ran.case == case));
    ran.map(|ran| ran.summary.clone()).unwrap_or_default()
}

/// The names of the errors that an example ends in.
fn failures(id: Option<&str>, opened: &Opened) -> Vec<Fit> {
    let run =
        id.and_then(|id| opened.checked.book.find(id)).and_then(|at| opened.checked.runs.get(&at));
    let cases = run.iter().flat_map(|run| &run.outcome.cases);
    let names = cases.filter_map(|case| match &case.ended {
        dryrun_engine::Ended::Failed(name) => Some((name, &case.case)),
        dryrun_engine::Ended::Well => None,
    });
    names
        .map(|(name, case)| {
            Fit::new(name.as_str(), format!("case {case}"), CompletionItemKind::VALUE)
        })
        .collect()
}

/// What may follow in `NAME.CASE.path`.
fn steps(path: &str, opened: &Opened) -> Vec<Fit> {
    let mut done = path.split('.').collect::<Vec<_>>();
    done.pop();
    let Some((id, rest)) = done.split_first() else {
        return ids(&opened.checked.book, &|_| true);
    };
    let run = opened.checked.book.find(id).and_then(|at| opened.checked.runs.get(&at));
    let Some(run) = run else { return Vec::new() };
    let named =
        rest.first().and_then(|name| run.outcome.cases.iter().find(|case| case.case == **name));
    let (case, rest) = match named {
        Some(case) => (Some(case), rest.get(1..).unwrap_or_default()),
        None => (run.outcome.cases.iter().find(|case| case.case == "default"), rest),
    };
    let mut fits = if done.len() == 1 { cases(id, opened) } else { Vec::new() };
    let value = case.and_then(|case| {
        rest.iter().try_fold(&case.facts, |value, step| match value {
            Value::Array(items) => items.get(step.parse::<usize>().ok()?),
            _ => value.get(step),
        })
    });
    fits.extend(value.map(members).unwrap_or_default());
    fits
}

/// How much of a value is shown beside its name.
const SHOWN: usize = 60;

fn members(value: &Value) -> Vec<Fit> {
    let fit = |name: String, value: &Value| {
        let about: String = value.to_string().chars().take(SHOWN).collect();
        Fit::new(name, about, CompletionItemKind::FIELD)
    };
    match value {
        Value::Object(members) => {
            members.iter().map(|(name, value)| fit(name.clone(), value)).collect()
        }
        Value::Array(items) => {
            items.iter().enumerate().map(|(at, value)| fit(at.to_string(), value)).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    }
}

/// The case that a fence of a role belongs to when it names none.
pub(crate) fn usual_case(word: &str, engine: &str, registry: &Registry) -> &'static str {
    let spec = registry
        .find(engine)
        .and_then(|engine| engine.roles().iter().find(|spec| spec.word == word));
    match spec.map(|spec| spec.kind) {
        Some(RoleKind::Whole) => "",
        Some(RoleKind::Definition | RoleKind::Part | RoleKind::View) | None => "default",
    }
}
