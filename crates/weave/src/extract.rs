//! Snippets to examples: which fence defines what, which belongs to what.

use std::collections::BTreeMap;
use std::ops::Range;

use dryrun_diag::{Diagnostic, Span, nearest};
use dryrun_engine::{Engine, Part, Registry, RoleSpec, Settings};

use crate::example::{
    At, DEFAULT_CASE, ExampleDoc, ExcerptDoc, Expect, NO_CASE, TranscriptDoc, ViewDoc, settings,
    unknown_example, usual_case,
};
use crate::exercise::ExerciseDoc;
use crate::info::Info;
use crate::keys::{self, KeySet};
use crate::mapped::Mapped;
use crate::roles::{Role, classify, role_words, specs};
use crate::scan::{Shape, Snippet};

/// What all chapters together give.
#[derive(Debug, Default)]
pub(crate) struct Extracted {
    pub(crate) examples: Vec<ExampleDoc>,
    pub(crate) transcripts: Vec<TranscriptDoc>,
    pub(crate) exercises: Vec<ExerciseDoc>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Snippets that are not ours after all.
    pub(crate) foreign: Vec<At>,
}

/// One chapter's text and snippets, as extraction reads them.
pub(crate) struct ChapterSnippets<'a> {
    pub(crate) text: &'a Mapped,
    pub(crate) snippets: &'a [Snippet],
}

/// Groups the snippets of a book into examples.
pub(crate) fn extract(
    chapters: &[ChapterSnippets<'_>],
    registry: &Registry,
    read: &dyn Fn(&str) -> Result<String, String>,
) -> Extracted {
    let mut builder = Builder {
        registry,
        read,
        chapters,
        out: Extracted::default(),
        index: BTreeMap::new(),
        later: Vec::new(),
    };
    for chapter in 0..chapters.len() {
        builder.definitions(chapter);
    }
    for (at, what) in std::mem::take(&mut builder.later) {
        builder.member(at, &what);
    }
    builder.finish();
    builder.out
}

/// A snippet that belongs to an example, which may be defined later.
enum Member {
    Part,
    View,
    Excerpt,
    Transcript(String),
    Exercise,
}

struct Builder<'a> {
    registry: &'a Registry,
    read: &'a dyn Fn(&str) -> Result<String, String>,
    chapters: &'a [ChapterSnippets<'a>],
    out: Extracted,
    index: BTreeMap<String, usize>,
    later: Vec<(At, Member)>,
}

impl<'a> Builder<'a> {
    fn snippet(&self, at: At) -> Option<(&'a Mapped, &'a Snippet)> {
        let chapter = self.chapters.get(at.chapter)?;
        Some((chapter.text, chapter.snippets.get(at.snippet)?))
    }

    fn check_keys(&mut self, text: &Mapped, snippet: &Snippet, set: KeySet) {
        for (diagnostic, range) in keys::problems(&snippet.info, set) {
            self.out.diagnostics.push(diagnostic.at(info_span(text, snippet, &range)));
        }
    }

    fn definitions(&mut self, chapter: usize) {
        let mut defaults = Info::default();
        let Some(snippets) = self.chapters.get(chapter).map(|chapter| chapter.snippets) else {
            return;
        };
        for (index, snippet) in snippets.iter().enumerate() {
            let at = At { chapter, snippet: index };
            let Some((text, _)) = self.snippet(at) else { continue };
            match classify(snippet, self.registry) {
                Role::Definition(engine) => {
                    self.check_keys(text, snippet, KeySet::Definition);
                    self.definition(at, engine, &defaults);
                }
                Role::Defaults => {
                    self.check_keys(text, snippet, KeySet::Defaults);
                    defaults.keys.splice(0..0, snippet.info.keys.iter().cloned());
                }
                Role::Part => self.later.push((at, Member::Part)),
                Role::View => self.later.push((at, Member::View)),
                Role::Excerpt => self.later.push((at, Member::Excerpt)),
                Role::Exercise => self.later.push((at, Member::Exercise)),
                Role::Transcript(engine) => self.later.push((at, Member::Transcript(engine))),
                Role::Place(set) => self.place(text, snippet, set),
                Role::Foreign => self.out.foreign.push(at),
                Role::Unknown(word) => self.unknown_role(text, snippet, &word),
            }
        }
    }

    /// A playground names a language that can be tried.
    fn place(&mut self, text: &Mapped, snippet: &Snippet, set: KeySet) {
        self.check_keys(text, snippet, set);
        if set != KeySet::Playground {
            return;
        }
        let named = snippet.info.key("engine");
        let word = named.and_then(|key| key.value.as_deref()).unwrap_or_default();
        let known: Vec<&str> = self.registry.iter().map(Engine::name).collect();
        if known.contains(&word) {
            return;
        }
        let span = named
            .map_or_else(|| whole_info(text, snippet), |key| info_span(text, snippet, &key.range));
        let diagnostic = Diagnostic::error(
            "Unknown engine",
            format!("A playground is for one of {}.", known.join(", ")),
        );
        self.out.diagnostics.push(
            diagnostic
                .code("weave/unknown-engine")
                .at(span)
                .help(format!("write engine={}", known.first().unwrap_or(&"NAME"))),
        );
    }

    fn unknown_role(&mut self, text: &Mapped, snippet: &Snippet, word: &str) {
        let words = role_words(self.registry);
        let help = nearest(word, words.iter().copied()).map_or_else(
            || format!("known roles: {}", words.join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        let detail = if word.is_empty() {
            "This fence has a key of dryrun, but no role: the second word of the info string."
                .to_owned()
        } else {
            format!("There is no role `{word}`.")
        };
        let span = snippet.info.role.as_ref().map_or_else(
            || whole_info(text, snippet),
            |(_, range)| info_span(text, snippet, range),
        );
        self.out.diagnostics.push(
            Diagnostic::error("Unknown role", detail)
                .code("weave/unknown-role")
                .at(span)
                .help(help),
        );
    }

    fn definition(&mut self, at: At, engine: &'static str, defaults: &Info) {
        let Some((text, snippet)) = self.snippet(at) else { return };
        let span = whole_info(text, snippet);
        let Some(id) = snippet.info.value("id").filter(|id| !id.is_empty()) else {
            self.out.diagnostics.push(
                Diagnostic::error("Missing id", "A definition needs a name to be run by.")
                    .code("weave/missing-id")
                    .at(span)
                    .help("add id=NAME"),
            );
            return;
        };
        if !id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')) {
            let detail = format!(
                "`{id}` may hold letters, digits, `-` and `_` only: it is part of file names and links."
            );
            self.out
                .diagnostics
                .push(Diagnostic::error("Invalid id", detail).code("weave/invalid-id").at(span));
            return;
        }
        let Some(body) = self.body(text, snippet) else { return };
        let Some(the_engine) = self.registry.find(engine) else { return };
        let info = &snippet.info;
        let role = info.role.as_ref().map(|(word, _)| word.clone()).unwrap_or_default();
        let language = language(info, the_engine, &role);
        self.check_language(text, snippet, &role, &language);
        let file = info
            .value("name")
            .map_or_else(|| the_engine.default_name(id, &role, &language), str::to_owned);
        let name =
            info.value("module").map_or_else(|| file.clone(), |module| format!("{module}/{file}"));
        let part = Part { role, language, name, case: None, text: body.text.clone() };
        let position = self.index.get(id).copied();
        let doc = position.and_then(|position| self.out.examples.get_mut(position));
        match doc {
            Some(doc)
                if doc.chapter != at.chapter
                    || doc.engine != engine
                    || doc.example.parts.iter().any(|other| other.name == part.name) =>
            {
                let detail = format!("The id `{id}` is taken already; ids are unique in a book.");
                let diagnostic = Diagnostic::error("Duplicate id", detail)
                    .code("weave/duplicate-id")
                    .at(span)
                    .label(doc.span, "first used here");
                self.out.diagnostics.push(
                    diagnostic
                        .help("choose another id, or give each file of one example its own name="),
                );
            }
            Some(doc) => {
                doc.settle(info, text, snippet);
                doc.example.parts.push(part);
                doc.origins.push(body);
                doc.parts_at.push(at);
            }
            None => {
                let mut doc = ExampleDoc::new(id, engine, at, span);
                doc.settle(info, text, snippet);
                doc.defaults(defaults);
                doc.example.parts.push(part);
                doc.origins.push(body);
                doc.parts_at.push(at);
                self.index.insert(id.to_owned(), self.out.examples.len());
                self.out.examples.push(doc);
            }
        }
    }

    fn check_language(&mut self, text: &Mapped, snippet: &Snippet, role: &str, language: &str) {
        let fits = |(_, spec): (&dyn Engine, RoleSpec)| {
            spec.word == role && (spec.languages.is_empty() || spec.languages.contains(&language))
        };
        if snippet.shape == Shape::Comment || specs(self.registry).any(fits) {
            return;
        }
        let wanted: Vec<&str> = specs(self.registry)
            .filter(|(_, spec)| spec.word == role)
            .flat_map(|(_, spec)| spec.languages.iter().copied())
            .collect();
        let detail =
            format!("The role `{role}` goes with {}, not with `{language}`.", wanted.join(" or "));
        let span = text.span(snippet.info_at..snippet.info_at + language.len().max(1));
        self.out.diagnostics.push(
            Diagnostic::error("Role in the wrong language", detail)
                .code("weave/wrong-language")
                .at(span),
        );
    }

    /// The body, or the text of the file that `src=` names.
    fn body(&mut self, text: &Mapped, snippet: &Snippet) -> Option<Mapped> {
        let Some(path) = snippet.info.value("src") else { return Some(snippet.body.clone()) };
        let span = info_span(text, snippet, &snippet.info.key("src")?.range);
        match (self.read)(path) {
            Ok(body) => {
                let mut mapped = Mapped::default();
                let (file, at) = text.place(snippet.info_at);
                mapped.push_stand_in(&body, file, at);
                Some(mapped)
            }
            Err(message) => {
                let help = "the path is relative to the book's repository";
                self.out.diagnostics.push(
                    Diagnostic::error("Missing source", message)
                        .code("weave/missing-source")
                        .at(span)
                        .help(help),
                );
                None
            }
        }
    }

    /// The example that `of=` names.
    fn owner(&mut self, at: At) -> Option<usize> {
        let (text, snippet) = self.snippet(at)?;
        let Some(key) = snippet.info.key("of") else {
            let span = whole_info(text, snippet);
            let diagnostic = Diagnostic::error(
                "Missing of",
                "This fence does not say which example it belongs to.",
            )
            .code("weave/missing-of");
            self.out.diagnostics.push(diagnostic.at(span).help("add of=NAME"));
            return None;
        };
        let id = key.value.as_deref().unwrap_or_default();
        self.named(at, id, info_span(text, snippet, &key.range))
    }

    /// The position of the example of an id, or a diagnostic that there is none.
    fn named(&mut self, at: At, id: &str, span: Span) -> Option<usize> {
        if let Some(position) = self.index.get(id) {
            return Some(*position);
        }
        match id.split_once('#').and_then(|(from, address)| Some((*self.index.get(from)?, address)))
        {
            Some((from, address)) => self.planned(id, from, address, at, span),
            None => {
                let id = id.split('#').next().unwrap_or_default();
                let diagnostic = unknown_example(id, span, self.index.keys().map(String::as_str));
                self.out.diagnostics.push(diagnostic);
                None
            }
        }
    }

    /// A new example: what another one defines at an address.
    fn planned(
        &mut self,
        id: &str,
        from: usize,
        address: &str,
        at: At,
        span: Span,
    ) -> Option<usize> {
        let origin = self.out.examples.get(from)?;
        let Some(engine) = self.registry.find(origin.engine)?.defines(address) else {
            let detail = format!("`{address}` is nothing that runs.");
            let diagnostic =
                Diagnostic::error("Nothing to run", detail).code("weave/nothing-to-run");
            self.out.diagnostics.push(diagnostic.at(span));
            return None;
        };
        let mut doc = ExampleDoc::new(id, engine, at, span);
        doc.from = Some((origin.example.id.clone(), address.to_owned(), span));
        doc.skip.clone_from(&origin.skip);
        let position = self.out.examples.len();
        self.index.insert(id.to_owned(), position);
        self.out.examples.push(doc);
        Some(position)
    }

    fn member(&mut self, at: At, member: &Member) {
        let Some((text, snippet)) = self.snippet(at) else { return };
        match member {
            Member::Part => {
                self.check_keys(text, snippet, KeySet::Part);
                if let Some(owner) = self.owner(at) {
                    self.part(at, owner);
                }
            }
            Member::View => {
                self.check_keys(text, snippet, KeySet::View);
                if let Some(owner) = self.owner(at) {
                    self.view(at, owner);
                }
            }
            Member::Excerpt => {
                self.check_keys(text, snippet, KeySet::Excerpt);
                if let Some(owner) = self.owner(at) {
                    self.excerpt(at, owner);
                }
            }
            Member::Exercise => {
                self.check_keys(text, snippet, KeySet::Exercise);
                self.exercise(at);
            }
            Member::Transcript(engine) => {
                self.check_keys(text, snippet, KeySet::Transcript);
                let of = snippet.info.key("of").map(|key| {
                    (key.value.clone().unwrap_or_default(), info_span(text, snippet, &key.range))
                });
                if of.is_none() || self.owner(at).is_some() {
                    let skip = snippet.info.key("skip").is_some();
                    self.out.transcripts.push(TranscriptDoc {
                        at,
                        engine: engine.clone(),
                        of,
                        skip,
                    });
                }
            }
        }
    }

    fn exercise(&mut self, at: At) {
        let Some((text, snippet)) = self.snippet(at) else { return };
        let of = self.owner(at);
        let solution = snippet.info.key("solution").and_then(|key| {
            let span = info_span(text, snippet, &key.range);
            Some((self.named(at, key.value.as_deref().unwrap_or_default(), span)?, span))
        });
        let Some(key) = snippet.info.key("check") else {
            let span = whole_info(text, snippet);
            let diagnostic =
                Diagnostic::error("Missing check", "An exercise says when it is solved.")
                    .code("weave/missing-check");
            self.out.diagnostics.push(
                diagnostic.at(span).help("add check=\"CONDITION\", JSONata over the run's JSON"),
            );
            return;
        };
        let span = info_span(text, snippet, &key.range);
        let check = key.value.clone().unwrap_or_default();
        if let Err(error) = dryrun_jsonata::Expression::parse(&check) {
            let detail = format!("`{check}`: {} ({})", error.message, error.code);
            self.out.diagnostics.push(
                Diagnostic::error("Invalid check", detail).code("weave/invalid-check").at(span),
            );
            return;
        }
        let case = snippet.info.value("case").unwrap_or(DEFAULT_CASE).to_owned();
        if case != DEFAULT_CASE
            && let Some(solved) = solution.and_then(|(at, _)| self.out.examples.get_mut(at))
        {
            solved.declare(&case); // nothing else asks for this case of the solution
        }
        if let Some(of) = of {
            self.out.exercises.push(ExerciseDoc { of, case, check, span, solution });
        }
    }

    /// The role's spec in the owner's engine, or a diagnostic that the engine has no such role.
    fn spec(&mut self, at: At, owner: usize) -> Option<RoleSpec> {
        let (text, snippet) = self.snippet(at)?;
        let (word, range) = snippet.info.role.as_ref()?;
        let engine = self.registry.find(self.out.examples.get(owner)?.engine)?;
        let spec = engine.roles().iter().find(|spec| spec.word == word).copied();
        if spec.is_none() {
            let words: Vec<&str> = engine.roles().iter().map(|spec| spec.word).collect();
            let detail = format!(
                "An example of `{}` has no `{word}`; it has {}.",
                engine.name(),
                words.join(", ")
            );
            let span = info_span(text, snippet, range);
            self.out.diagnostics.push(
                Diagnostic::error("Role of another engine", detail)
                    .code("weave/foreign-role")
                    .at(span),
            );
        }
        spec
    }

    fn part(&mut self, at: At, owner: usize) {
        let (Some((text, snippet)), Some(spec)) = (self.snippet(at), self.spec(at, owner)) else {
            return;
        };
        let Some(body) = self.body(text, snippet) else { return };
        let info = &snippet.info;
        let language = if info.language.is_empty() {
            spec.languages.first().copied().unwrap_or_default().to_owned()
        } else {
            info.language.clone()
        };
        self.check_language(text, snippet, spec.word, &language);
        let case = info.value("case").map(str::to_owned);
        let span = whole_info(text, snippet);
        let Some(doc) = self.out.examples.get_mut(owner) else { return };
        let Some(engine) = self.registry.find(doc.engine) else { return };
        // `lambda=charge`: the file is named after what it is for.
        let own = info.value(spec.word).map(|name| format!("{name}.{}", suffix(&language)));
        let name = own
            .or_else(|| info.value("name").map(str::to_owned))
            .unwrap_or_else(|| engine.part_name(spec.word, case.as_deref(), &language));
        let twice = |part: &Part| part.role == spec.word && part.case == case && part.name == name;
        if doc.example.parts.iter().any(twice) {
            let detail = format!(
                "`{}` has a `{}` already{}.",
                doc.example.id,
                spec.word,
                case.as_ref().map_or(String::new(), |case| format!(" for the case `{case}`"))
            );
            self.out.diagnostics.push(
                Diagnostic::error("Part given twice", detail)
                    .code("weave/part-twice")
                    .at(span)
                    .help("name the case: case=NAME"),
            );
            return;
        }
        if let Some(case) = &case {
            doc.declare(case);
            let settings = settings(info);
            if settings != Settings::default() {
                doc.example.case_settings.push((case.clone(), settings));
            }
        }
        doc.example.parts.push(Part {
            role: spec.word.to_owned(),
            language,
            name,
            case,
            text: body.text.clone(),
        });
        doc.origins.push(body);
        doc.parts_at.push(at);
    }

    fn view(&mut self, at: At, owner: usize) {
        let (Some((_, snippet)), Some(spec)) = (self.snippet(at), self.spec(at, owner)) else {
            return;
        };
        let info = &snippet.info;
        let view = ViewDoc {
            at,
            spec,
            case: info.value("case").unwrap_or_else(|| usual_case(spec.kind)).to_owned(),
            expect: info.value("expect").map(Expect::parse),
            skip: info.key("skip").is_some(),
            snapshot: info.flag("snapshot"),
        };
        if let Some(doc) = self.out.examples.get_mut(owner) {
            doc.views.push(view);
        }
    }

    fn excerpt(&mut self, at: At, owner: usize) {
        let Some((text, snippet)) = self.snippet(at) else { return };
        let Some(place) = snippet.info.value("at") else {
            let span = whole_info(text, snippet);
            let diagnostic = Diagnostic::error(
                "Missing at",
                "An excerpt says which part of the example it quotes.",
            )
            .code("weave/missing-at");
            self.out
                .diagnostics
                .push(diagnostic.at(span).help("add at=/States/NAME or at=TYPE.NAME"));
            return;
        };
        if let Some(doc) =
            self.out.examples.get_mut(owner).filter(|_| snippet.info.key("skip").is_none())
        {
            doc.excerpts.push(ExcerptDoc { at, place: place.to_owned() });
        }
    }

    /// Settles the cases of each example and checks that views name declared ones.
    fn finish(&mut self) {
        let mut problems = Vec::new();
        for doc in &mut self.out.examples {
            let has_default =
                doc.declared.is_empty() || doc.views.iter().any(|view| view.case == DEFAULT_CASE);
            doc.example.cases =
                if has_default { vec![DEFAULT_CASE.to_owned()] } else { Vec::new() };
            doc.example
                .cases
                .extend(doc.declared.iter().filter(|case| *case != DEFAULT_CASE).cloned());
            let cases = &doc.example.cases;
            let known = |view: &ViewDoc| view.case == NO_CASE || cases.contains(&view.case);
            for view in doc.views.iter().filter(|view| !known(view)) {
                problems.push((view.at, view.case.clone(), cases.clone()));
            }
            doc.views.retain(known);
        }
        for (at, case, cases) in problems {
            let Some((text, snippet)) = self.snippet(at) else { continue };
            let span = snippet.info.key("case").map_or_else(
                || whole_info(text, snippet),
                |key| info_span(text, snippet, &key.range),
            );
            let help = nearest(&case, cases.iter().map(String::as_str)).map_or_else(
                || format!("an input or mocks with case={case} would declare it"),
                |near| format!("did you mean `{near}`?"),
            );
            let detail = format!("No input and no mocks declare the case `{case}`.");
            self.out.diagnostics.push(
                Diagnostic::error("Unknown case", detail)
                    .code("weave/unknown-case")
                    .at(span)
                    .help(help),
            );
        }
    }
}

fn language(info: &Info, engine: &dyn Engine, role: &str) -> String {
    if !info.language.is_empty() {
        return info.language.clone();
    }
    let spec = engine.roles().iter().find(|spec| spec.word == role);
    spec.and_then(|spec| spec.languages.first()).copied().unwrap_or_default().to_owned()
}

/// The suffix of files in a language.
fn suffix(language: &str) -> &str {
    match language {
        "python" => "py",
        "javascript" => "js",
        other => other,
    }
}

/// The span of a range of an info string.
pub(crate) fn info_span(text: &Mapped, snippet: &Snippet, range: &Range<usize>) -> Span {
    text.span(snippet.info_at + range.start..snippet.info_at + range.end)
}

/// The span of a whole info string.
fn whole_info(text: &Mapped, snippet: &Snippet) -> Span {
    let end = snippet
        .info
        .keys
        .iter()
        .map(|key| key.range.end)
        .chain(snippet.info.role.iter().map(|(_, range)| range.end))
        .max();
    let length = end.unwrap_or(snippet.info.language.len()).max(1);
    text.span(snippet.info_at..snippet.info_at + length)
}
