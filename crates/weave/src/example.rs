//! Examples as the chapters give them.

use dryrun_diag::{Diagnostic, Span, nearest};
use dryrun_engine::{Example, RoleKind, RoleSpec, Settings};

use crate::extract::info_span;
use crate::info::Info;
use crate::mapped::Mapped;
use crate::scan::Snippet;

/// How an example or a case must fail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expect {
    /// In any way.
    Error,
    /// With this error name or diagnostic title.
    Named(String),
}

impl Expect {
    pub(crate) fn parse(text: &str) -> Self {
        if text == "error" { Self::Error } else { Self::Named(text.to_owned()) }
    }

    /// Whether a failure of that name is what was expected.
    #[must_use]
    pub fn holds(&self, name: &str) -> bool {
        matches!(self, Self::Error) || *self == Self::Named(name.to_owned())
    }
}

/// Where a snippet stands: chapter and position in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct At {
    pub(crate) chapter: usize,
    pub(crate) snippet: usize,
}

/// A recorded result.
#[derive(Debug, Clone)]
pub(crate) struct ViewDoc {
    pub(crate) at: At,
    pub(crate) spec: RoleSpec,
    pub(crate) case: String,
    pub(crate) expect: Option<Expect>,
    pub(crate) skip: bool,
    pub(crate) snapshot: bool,
}

impl ViewDoc {
    /// The name of its snapshot, in the example of an id.
    pub(crate) fn pin(&self, id: &str) -> String {
        format!("{id}__{}__{}", self.case, self.spec.word)
    }
}

/// A quoted part.
#[derive(Debug, Clone)]
pub(crate) struct ExcerptDoc {
    pub(crate) at: At,
    pub(crate) place: String,
}

/// An example as the chapters give it.
#[derive(Debug, Clone)]
pub struct ExampleDoc {
    /// What the engine gets.
    pub example: Example,
    /// Name of its engine.
    pub engine: &'static str,
    /// Index of the chapter that defines it.
    pub chapter: usize,
    /// The first definition's info string.
    pub span: Span,
    /// Reason why it is not run.
    pub skip: Option<String>,
    /// How the definition must fail.
    pub expect: Option<Expect>,
    /// Its title.
    pub title: Option<String>,
    /// The example whose applied state it starts from.
    pub after: Option<(String, Span)>,
    /// The example whose run gives its definition, and the address there.
    pub from: Option<(String, String, Span)>,
    /// The example it overlays.
    pub base: Option<(String, Span)>,
    /// Addresses left out of the base.
    pub remove: Vec<String>,
    /// What is read of it beside its views: [`dryrun_engine::FACTS`], [`dryrun_engine::STATE_AFTER`].
    pub(crate) read: Vec<&'static str>,
    /// Where each part of `example` comes from.
    pub(crate) origins: Vec<Mapped>,
    pub(crate) parts_at: Vec<At>,
    pub(crate) views: Vec<ViewDoc>,
    pub(crate) excerpts: Vec<ExcerptDoc>,
    /// Cases that an input or mocks name, or a view without a case needs.
    pub(crate) declared: Vec<String>,
}

/// A console transcript.
#[derive(Debug, Clone)]
pub(crate) struct TranscriptDoc {
    pub(crate) at: At,
    pub(crate) engine: String,
    pub(crate) of: Option<(String, Span)>,
    pub(crate) skip: bool,
}

/// The case of views that name none.
pub(crate) const DEFAULT_CASE: &str = "default";
/// The "case" of a view that belongs to the example as a whole.
pub(crate) const NO_CASE: &str = "";

/// The case of a view that names none.
pub(crate) fn usual_case(kind: RoleKind) -> &'static str {
    match kind {
        RoleKind::Whole => NO_CASE,
        RoleKind::Definition | RoleKind::Part | RoleKind::View => DEFAULT_CASE,
    }
}

/// "There is no example of that name", with a suggestion.
pub(crate) fn unknown_example<'n>(
    id: &str,
    span: Span,
    known: impl Iterator<Item = &'n str>,
) -> Diagnostic {
    let diagnostic =
        Diagnostic::error("Unknown example", format!("There is no example `{id}` in this book."))
            .code("weave/unknown-example")
            .at(span);
    match nearest(id, known) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help("`dryrun list` names all examples"),
    }
}

pub(crate) fn settings(info: &Info) -> Settings {
    Settings {
        clock: info.value("clock").map(str::to_owned),
        seed: info.value("seed").and_then(|seed| seed.parse().ok()),
        region: info.value("region").map(str::to_owned),
        workflow: info.value("type").map(str::to_owned),
    }
}

impl ExampleDoc {
    pub(crate) fn new(id: &str, engine: &'static str, at: At, span: Span) -> Self {
        let example = Example { id: id.to_owned(), ..Example::default() };
        Self {
            example,
            engine,
            chapter: at.chapter,
            span,
            skip: None,
            expect: None,
            title: None,
            after: None,
            from: None,
            base: None,
            remove: Vec::new(),
            read: Vec::new(),
            origins: Vec::new(),
            parts_at: Vec::new(),
            views: Vec::new(),
            excerpts: Vec::new(),
            declared: Vec::new(),
        }
    }

    /// Takes over the keys of one of the definition's fences.
    pub(crate) fn settle(&mut self, info: &Info, text: &Mapped, snippet: &Snippet) {
        let named = |name: &str| {
            info.key(name).map(|key| {
                (key.value.clone().unwrap_or_default(), info_span(text, snippet, &key.range))
            })
        };
        self.skip = self.skip.take().or_else(|| info.value("skip").map(str::to_owned));
        self.title = self.title.take().or_else(|| info.value("title").map(str::to_owned));
        self.expect = self.expect.take().or_else(|| info.value("expect").map(Expect::parse));
        self.after = self.after.take().or_else(|| named("after"));
        self.base = self.base.take().or_else(|| named("base"));
        self.remove.extend(
            info.value("remove")
                .into_iter()
                .flat_map(|list| list.split_whitespace())
                .map(str::to_owned),
        );
        self.overlay_settings(&settings(info));
    }

    pub(crate) fn defaults(&mut self, defaults: &Info) {
        self.overlay_settings(&settings(defaults));
        self.expect = self.expect.take().or_else(|| defaults.value("expect").map(Expect::parse));
    }

    fn overlay_settings(&mut self, other: &Settings) {
        let own = &mut self.example.settings;
        own.clock = own.clock.take().or_else(|| other.clock.clone());
        own.seed = own.seed.or(other.seed);
        own.region = own.region.take().or_else(|| other.region.clone());
        own.workflow = own.workflow.take().or_else(|| other.workflow.clone());
    }

    pub(crate) fn declare(&mut self, case: &str) {
        if !self.declared.iter().any(|known| known == case) {
            self.declared.push(case.to_owned());
        }
    }
}
