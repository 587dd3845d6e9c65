//! The chapter: prose as it was, code as fences, results recorded by running them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use dryrun_diag::Diagnostic;
use dryrun_engine::{CaseOutcome, Effects, Ended, ReadError, Registry};
use dryrun_weave::{Book, Files, Run, apply, order, read, reconcile, run};
use serde_json::Value;

use crate::piece::{Piece, Post};
use crate::plan::{Part, Placed, body};
use crate::report::{Adopted, Entry, Report};
use crate::scaffold;
use crate::snippet::What;
use crate::stale::{self, Age};

/// The only chapter of the book that is run.
const NAME: &str = "adopted.md";

/// What an example gets beside its own snippets.
#[derive(Debug, Clone, Default)]
struct Extra {
    /// Keys of its definition.
    keys: String,
    /// Comments and fences that follow it.
    after: Vec<String>,
    /// The piece they follow.
    anchor: usize,
}

struct NoFiles;

impl Files for NoFiles {
    fn read(&self, _path: &str) -> Result<String, ReadError> {
        Err(ReadError::NotFound)
    }
}

pub(crate) struct Draft<'a> {
    pub(crate) post: &'a Post,
    pub(crate) placed: &'a [Placed],
    pub(crate) parts: Vec<Part>,
    pub(crate) registry: &'a Registry,
    pub(crate) effects: &'a dyn Effects,
}

impl Draft<'_> {
    /// The chapter with its results, and what there is to say of it.
    pub(crate) fn finish(mut self) -> (String, Report) {
        let mut report = Report::default();
        let mut extras = self.extras();
        self.made_up(&mut extras, &mut report);
        let (book, runs) = self.run(&self.render(&extras));
        self.check_parts(&book, &runs);
        for (at, doc) in book.examples.iter().enumerate() {
            let id = doc.example.id.clone();
            let Some(extra) = extras.get_mut(&id) else { continue };
            let Some(ran) = runs.get(&at) else { continue };
            let result = self.results(&id, ran, extra);
            report.examples.push(Adopted {
                kind: doc.engine.to_owned(),
                line: self.line_of(&id),
                result,
                id: id.clone(),
            });
            self.findings(&id, ran, doc.engine, &mut report);
        }
        self.tell(&mut report);
        let text = self.recorded(&extras, &mut report);
        report.sort();
        (text, report)
    }

    fn extras(&self) -> BTreeMap<String, Extra> {
        let mut extras: BTreeMap<String, Extra> = BTreeMap::new();
        for (part, placed) in self.parts.iter().zip(self.placed) {
            if let Part::Machine { id } | Part::File { id, .. } | Part::Of { id, .. } = part {
                let extra = extras.entry(id.clone()).or_default();
                extra.anchor = extra.anchor.max(placed.piece);
            }
        }
        extras
    }

    fn of<'s>(&'s self, id: &'s str) -> impl Iterator<Item = (&'s Part, &'s Placed)> {
        self.parts.iter().zip(self.placed).filter(move |(part, _)| match part {
            Part::Machine { id: own } | Part::File { id: own, .. } | Part::Of { id: own, .. } => {
                own == id
            }
            Part::Excerpt { .. } | Part::Console { .. } | Part::Shown { .. } | Part::Text => false,
        })
    }

    /// The post's line of an example, from 1.
    fn line_of(&self, id: &str) -> usize {
        self.of(id).next().map_or(1, |(_, placed)| placed.snippet.line(0) + 1)
    }

    fn has(&self, id: &str, wanted: &str) -> bool {
        self.of(id).any(|(part, _)| matches!(part, Part::Of { role, .. } if *role == wanted))
    }

    /// What the examples need to run and the post does not show.
    fn made_up(&self, extras: &mut BTreeMap<String, Extra>, report: &mut Report) {
        for (id, extra) in extras.iter_mut() {
            let line = self.line_of(id);
            let machine = self.of(id).find(|(part, _)| matches!(part, Part::Machine { .. }));
            let mut add = |role: &str, body: &str, what: String| {
                extra.after.push(format!(
                    "<!-- dryrun: {role} of={id}\n{}\n-->\n",
                    body.replace("-->", "-- >")
                ));
                report.made_up.push(Entry { line, what });
            };
            if let Some((_, placed)) = machine {
                let Some(value) = placed.snippet.json() else { continue };
                let world = scaffold::world(&value);
                let pretty = |members: &serde_json::Map<String, Value>| {
                    serde_json::to_string_pretty(members).unwrap_or_default()
                };
                if !world.mocks.is_empty() && !self.has(id, "mocks") {
                    let names = world
                        .mocks
                        .keys()
                        .map(|name| format!("`{name}`"))
                        .collect::<Vec<_>>()
                        .join(", ");
                    add(
                        "mocks",
                        &pretty(&world.mocks),
                        format!("the answers of {names}, as mocks of `{id}`"),
                    );
                }
                if !world.input.is_empty() && !self.has(id, "input") {
                    add("input", &pretty(&world.input), format!("the input of `{id}`"));
                }
            } else if !self.has(id, "tfvars") {
                let files = self.of(id).filter(|(_, placed)| placed.snippet.language == "hcl");
                let bodies: Vec<_> = files.map(|(_, placed)| body(&placed.snippet.text)).collect();
                let lines = scaffold::variables(&bodies);
                if !lines.is_empty() {
                    let names = lines
                        .iter()
                        .filter_map(|line| line.split_once(" ="))
                        .map(|(name, _)| format!("`{name}`"));
                    let names = names.collect::<Vec<_>>().join(", ");
                    add(
                        "tfvars",
                        &lines.join("\n"),
                        format!("values for {names}, variables without a default"),
                    );
                }
            }
        }
    }

    fn run(&self, text: &str) -> (Book, BTreeMap<usize, Run>) {
        let chapter = dryrun_weave::Chapter { path: NAME.to_owned(), text: text.to_owned() };
        let mut book = read(&[chapter], self.registry, &NoFiles);
        let (rounds, problems) = order(&book);
        book.diagnostics.extend(problems);
        let mut runs = BTreeMap::new();
        for at in rounds.into_iter().flatten() {
            if let Some(ran) = run(&book, at, self.registry, self.effects, &|at| runs.get(&at)) {
                runs.insert(at, ran);
            }
        }
        (book, runs)
    }

    /// Excerpts and results that do not hold stay as text.
    fn check_parts(&mut self, book: &Book, runs: &BTreeMap<usize, Run>) {
        let ran =
            |id: &str| book.find(id).and_then(|at| Some((book.examples.get(at)?, runs.get(&at)?)));
        for (part, placed) in self.parts.iter_mut().zip(self.placed) {
            let holds = match part {
                Part::Excerpt { id, at, text } => ran(id).is_some_and(|(doc, ran)| {
                    let engine = self.registry.find(doc.engine);
                    engine.is_some_and(|engine| engine.excerpt(&ran.example, at, text).is_ok())
                }),
                Part::Shown { id } => ran(id).is_some_and(|(_, ran)| {
                    let views = ran.outcome.cases.iter().flat_map(|case| &case.views);
                    let mut outputs = views.filter(|view| view.role == "output");
                    outputs
                        .any(|view| serde_json::from_str(&view.text).ok() == placed.snippet.json())
                }),
                Part::Machine { .. }
                | Part::File { .. }
                | Part::Of { .. }
                | Part::Console { .. }
                | Part::Text => true,
            };
            if !holds {
                *part = Part::Text;
            }
        }
    }

    /// The views that show how an example ended; gives a line about it.
    fn results(&self, id: &str, ran: &Run, extra: &mut Extra) -> String {
        let outcome = &ran.outcome;
        let broken = outcome.diagnostics.iter().find(|found| found.is_error());
        let case = outcome.cases.first();
        let shown =
            self.parts.iter().any(|part| matches!(part, Part::Shown { id: own } if own == id));
        let mut view = |language: &str, role: &str| {
            extra.after.push(format!("```{language} {role} of={id}\n```\n"));
        };
        let has = |case: &CaseOutcome, role: &str| case.views.iter().any(|view| view.role == role);
        match (broken, case) {
            (Some(broken), _) => {
                view("text", "diagnostics");
                extra.keys.push_str(" expect=error");
                format!("refused: {}", broken.summary)
            }
            (None, None) => "not run".to_owned(),
            (None, Some(case)) => match &case.ended {
                Ended::Well => {
                    if has(case, "output") && !shown {
                        view("json", "output");
                    }
                    for role in ["trace", "plan"] {
                        if has(case, role) {
                            view("text", role);
                        }
                    }
                    case.summary.clone()
                }
                Ended::Failed(_) if has(case, "error") => {
                    view("json", "error");
                    view("text", "trace");
                    case.summary.clone()
                }
                Ended::Failed(name) if has(case, "diagnostics") => {
                    view("text", "diagnostics");
                    extra.keys.push_str(" expect=error");
                    format!("refused: {name}")
                }
                Ended::Failed(_) => {
                    let why = case.diagnostics.first().map_or_else(
                        || case.summary.clone(),
                        |found| found.detail.lines().next().unwrap_or_default().to_owned(),
                    );
                    let _ = write!(extra.keys, " skip=\"{}\"", why.replace(['"', '`', '\\'], "'"));
                    format!("cannot run here: {why}")
                }
            },
        }
    }

    /// What is wrong with an example today, by lines of the post.
    fn findings(&self, id: &str, ran: &Run, engine: &str, report: &mut Report) {
        let Some(engine) = self.registry.find(engine) else { return };
        let mut unreadable = Vec::new();
        let mut sources: BTreeMap<usize, &Placed> = BTreeMap::new();
        for (part, placed) in self.of(id) {
            let position = ran.example.parts.iter().position(|own| match part {
                Part::File { name, .. } => own.name == *name,
                Part::Machine { .. } => own.role == "asl",
                Part::Of { role, .. } => own.role == *role,
                Part::Excerpt { .. } | Part::Console { .. } | Part::Shown { .. } | Part::Text => {
                    false
                }
            });
            if let Some(position) = position {
                sources.insert(position, placed);
                unreadable.extend(placed.snippet.unreadable.iter().map(|lines| (position, *lines)));
                if placed.snippet.language == "hcl" {
                    let habits = stale::habits(&placed.snippet.text).into_iter();
                    report.stale.extend(
                        habits.map(|(line, what)| Entry {
                            line: placed.snippet.line(line) + 1,
                            what,
                        }),
                    );
                }
            }
        }
        for finding in stale::layers(engine, &ran.example, self.effects, &unreadable) {
            let Some(placed) = sources.get(&finding.part) else { continue };
            let entry = Entry { line: placed.snippet.line(finding.line) + 1, what: finding.what };
            match finding.age {
                Age::Stale => report.stale.push(entry),
                Age::Broken => report.broken.push(entry),
            }
        }
    }

    /// What was mended, what is missing, what stays as text.
    fn tell(&self, report: &mut Report) {
        let entry = |line: usize, what: &str| Entry { line: line + 1, what: what.to_owned() };
        for (part, placed) in self.parts.iter().zip(self.placed) {
            let snippet = &placed.snippet;
            report.broken.extend(without_address(snippet).map(|line| entry(line, NO_ADDRESS)));
            report.broken.extend(snippet.gaps.iter().map(|note| entry(note.line, &note.what)));
            if *part != Part::Text || snippet.whole && is_code(snippet.what) {
                report
                    .mended
                    .extend(snippet.mended.iter().map(|note| entry(note.line, &note.what)));
            }
            if *part == Part::Text {
                report.kept.push(entry(snippet.line(0), why_text(placed)));
            }
        }
        report.kept.extend(self.post.left_out.iter().map(|(line, what)| entry(*line, what)));
        report.broken.extend(self.post.elsewhere.iter().map(|(line, what)| entry(*line, what)));
    }

    fn render(&self, extras: &BTreeMap<String, Extra>) -> String {
        let mut out = String::new();
        let mut snippets = self.parts.iter().zip(self.placed).peekable();
        for (at, piece) in self.post.pieces.iter().enumerate() {
            match piece {
                Piece::Prose(text) => out.push_str(text),
                Piece::Code(code) => {
                    apart(&mut out);
                    if let Some((part, placed)) = snippets.next_if(|(_, placed)| placed.piece == at)
                    {
                        self.fence(&mut out, part, placed, &code.text, extras);
                    }
                }
            }
            for extra in extras.values().filter(|extra| extra.anchor == at) {
                let prefix = if let Piece::Code(code) = piece { code.prefix.as_str() } else { "" };
                for text in &extra.after {
                    out.push_str(prefix.trim_end());
                    out.push('\n');
                    text.lines().for_each(|line| push_line(&mut out, prefix, line));
                }
            }
        }
        while out.ends_with("\n\n") {
            out.pop();
        }
        out
    }

    fn fence(
        &self,
        out: &mut String,
        part: &Part,
        placed: &Placed,
        original: &str,
        extras: &BTreeMap<String, Extra>,
    ) {
        let snippet = &placed.snippet;
        let first =
            |id: &str| self.of(id).next().is_some_and(|(_, first)| first.piece == placed.piece);
        let keys = |id: &str| {
            if first(id) { extras.get(id).map_or("", |extra| extra.keys.as_str()) } else { "" }
        };
        let language = &snippet.language;
        let (info, text) = match part {
            Part::Machine { id } => {
                (format!("{language} asl id={id}{}", keys(id)), snippet.text.as_str())
            }
            Part::File { id, name } => {
                (format!("{language} tf id={id} name={name}{}", keys(id)), snippet.text.as_str())
            }
            Part::Of { id, role } => (format!("{language} {role} of={id}"), snippet.text.as_str()),
            Part::Excerpt { id, at, text } => {
                let at = if at.contains([' ', ',', '"']) {
                    format!("\"{}\"", at.replace('\\', "\\\\").replace('"', "\\\""))
                } else {
                    at.clone()
                };
                (format!("{language} excerpt of={id} at={at}"), text.as_str())
            }
            Part::Shown { id } => (format!("json output of={id}"), snippet.text.as_str()),
            Part::Console { of } => {
                let of = of.as_ref().map(|id| format!(" of={id}")).unwrap_or_default();
                (format!("console tf{of}"), snippet.text.as_str())
            }
            Part::Text => {
                if !snippet.whole {
                    push_line(
                        out,
                        &snippet.prefix,
                        "<!-- Not understood; as it was in the post. -->",
                    );
                    push_line(out, &snippet.prefix, "");
                }
                (language.clone(), original)
            }
        };
        let longest = longest_run(text);
        let marks = "`".repeat(longest.max(2) + 1);
        push_line(out, &snippet.prefix, &format!("{marks}{info}"));
        text.trim_end().lines().for_each(|line| push_line(out, &snippet.prefix, line));
        push_line(out, &snippet.prefix, &marks);
    }

    /// The chapter with all results filled in; what still differs is told.
    fn recorded(&self, extras: &BTreeMap<String, Extra>, report: &mut Report) -> String {
        let text = self.render(extras);
        let (book, runs) = self.run(&text);
        let checked = reconcile(&book, &runs, self.registry, self.effects);
        let edits: Vec<_> = checked.edits.iter().collect();
        let written = apply(&text, &edits);
        let (book, runs) = self.run(&written);
        let after = reconcile(&book, &runs, self.registry, self.effects);
        let mut told = BTreeSet::new();
        for found in after.diagnostics.iter().filter(|found| found.is_error()) {
            told.insert(sentence(found));
        }
        let line = self.placed.first().map_or(1, |placed| placed.snippet.line(0) + 1);
        report.broken.extend(told.into_iter().map(|what| Entry { line, what }));
        written
    }
}

fn sentence(found: &Diagnostic) -> String {
    format!("{}: {}", found.summary, found.detail.lines().next().unwrap_or_default())
}

const NO_ADDRESS: &str = "an address is missing: the command has nothing to fetch";

/// The post's lines with a command that fetches something, but no address.
fn without_address(snippet: &crate::snippet::Snippet) -> impl Iterator<Item = usize> {
    let fetches = |line: &str| {
        let command = line.split(['|', ';']).next().unwrap_or_default();
        let mut words = command.split_whitespace();
        let first = words.next().unwrap_or_default().to_ascii_lowercase();
        matches!(first.as_str(), "iwr" | "invoke-webrequest" | "curl" | "wget")
            && words.all(|word| word.starts_with('-'))
    };
    let lines = snippet.text.lines().enumerate();
    lines.filter(move |(_, line)| fetches(line)).map(|(at, _)| snippet.line(at))
}

fn is_code(what: What) -> bool {
    !matches!(what, What::Shell | What::Other)
}

fn why_text(placed: &Placed) -> &'static str {
    match placed.snippet.what {
        _ if !placed.snippet.whole => "it could not be read, even after mending",
        What::Json => "JSON that is no part of an example",
        What::Settings => "a part of a configuration that is in none of the examples",
        What::Shell => "commands",
        What::Mocks => "answers for a machine that is not there",
        What::Machine | What::Configuration | What::Console | What::Other => "code of another kind",
    }
}

fn push_line(out: &mut String, prefix: &str, line: &str) {
    let full = format!("{prefix}{line}");
    out.push_str(full.trim_end());
    out.push('\n');
}

/// One empty line before what follows.
fn apart(out: &mut String) {
    out.truncate(out.trim_end_matches('\n').len());
    if !out.is_empty() {
        out.push_str("\n\n");
    }
}

/// The longest run of backticks.
fn longest_run(text: &str) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}
