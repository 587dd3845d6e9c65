//! The contract between the weaver and the engines that run examples.
//!
//! The weaver knows fences, ids, cases and recorded text, but no language. An [`Engine`] knows one language, but no
//! Markdown. Text goes in as [`Part`]s and comes out as [`View`]s, [`Diagnostic`]s and facts (JSON that prose may quote).

mod completion;
mod token;

use dryrun_diag::{Diagnostic, Sources};
use serde_json::Value;

pub use completion::{Completion, CompletionKind};
pub use token::{Token, TokenKind};

/// What a fence of a role is to its engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleKind {
    /// Starts or extends an example (`id=`): a definition.
    Definition,
    /// Goes into an example or one of its cases (`of=`, `case=`).
    Part,
    /// A recorded result (`of=`, `case=`) that is compared with the engine's view of that name.
    View,
    /// A recorded result of the example as a whole: it belongs to a case only where `case=` says so.
    Whole,
}

/// How a recorded view is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// As JSON values.
    Json,
    /// As lines of text.
    Text,
}

/// A role that an engine understands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleSpec {
    /// The word in the fence's info string.
    pub word: &'static str,
    /// What it is.
    pub kind: RoleKind,
    /// Languages (first words) that fit; empty: any.
    pub languages: &'static [&'static str],
    /// How a view is compared.
    pub format: Format,
    /// One line for `--help` and error messages.
    pub about: &'static str,
}

/// One text of an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Role word.
    pub role: String,
    /// Language word of the fence (`json`, `yaml`, `hcl`, `python`).
    pub language: String,
    /// File name within the example; set for definitions, made up by the weaver where the author gave none.
    pub name: String,
    /// The case it belongs to; `None`: all cases.
    pub case: Option<String>,
    /// The text.
    pub text: String,
}

/// Settings of an example or of one case that are no text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// Start of the virtual clock, RFC 3339.
    pub clock: Option<String>,
    /// Seed of everything random.
    pub seed: Option<u64>,
    /// AWS region.
    pub region: Option<String>,
    /// Type of a workflow: `standard` or `express`.
    pub workflow: Option<String>,
}

/// Stands in [`Example::wanted`] for [`Outcome::state_after`].
pub const STATE_AFTER: &str = "state after";
/// Stands in [`Example::wanted`] for [`CaseOutcome::facts`].
pub const FACTS: &str = "facts";

/// One example: everything an engine needs to run it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Example {
    /// Id, unique in the book.
    pub id: String,
    /// All texts. The position of a part is the [`dryrun_diag::FileId`] of its spans.
    pub parts: Vec<Part>,
    /// Names of the cases to run; never empty (`default`).
    pub cases: Vec<String>,
    /// Settings of the example.
    pub settings: Settings,
    /// Settings of single cases, over those of the example.
    pub case_settings: Vec<(String, Settings)>,
    /// Values of further keys of the definition fence that the engine declared, such as `after=`, resolved to that
    /// example's [`Outcome::state_after`].
    pub prior: Option<String>,
    /// Roles of the views that somebody is going to read, [`STATE_AFTER`], [`FACTS`]; `None`: all of it. An engine need
    /// not make others.
    pub wanted: Option<Vec<&'static str>>,
}

impl Example {
    /// Whether somebody is going to read a view of this role.
    #[must_use]
    pub fn wants(&self, role: &str) -> bool {
        self.wanted.as_ref().is_none_or(|wanted| wanted.contains(&role))
    }

    /// The parts of one role that hold for a case: the case's own first, then those for all cases.
    pub fn parts_for<'a>(
        &'a self,
        role: &'a str,
        case: &'a str,
    ) -> impl Iterator<Item = (usize, &'a Part)> {
        let of = move |want: Option<&'a str>| {
            self.parts
                .iter()
                .enumerate()
                .filter(move |(_, part)| part.role == role && part.case.as_deref() == want)
        };
        of(Some(case)).chain(of(None))
    }

    /// The settings that hold for a case.
    #[must_use]
    pub fn settings_for(&self, case: &str) -> Settings {
        let own = self
            .case_settings
            .iter()
            .find(|(name, _)| name == case)
            .map(|(_, own)| own.clone())
            .unwrap_or_default();
        Settings {
            clock: own.clock.or_else(|| self.settings.clock.clone()),
            seed: own.seed.or(self.settings.seed),
            region: own.region.or_else(|| self.settings.region.clone()),
            workflow: own.workflow.or_else(|| self.settings.workflow.clone()),
        }
    }

    /// The parts as [`Sources`], so that spans can be shown.
    #[must_use]
    pub fn sources(&self) -> Sources {
        let mut sources = Sources::new();
        for part in &self.parts {
            sources.add(part.name.clone(), part.text.clone());
        }
        sources
    }
}

/// One result text of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Role word of the recorded fence it answers.
    pub role: &'static str,
    /// The text, without a final newline.
    pub text: String,
}

/// How a case ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// As an author wants it by default.
    Well,
    /// In a failure of the language; its name (`States.Timeout`, or a diagnostic's summary) for `expect=`.
    Failed(String),
}

/// What one case gave.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseOutcome {
    /// Its name.
    pub case: String,
    /// How it ended.
    pub ended: Ended,
    /// Its views.
    pub views: Vec<View>,
    /// What prose values and exercise checks see: the `run` or `plan` JSON. Null where [`FACTS`] are not wanted.
    pub facts: Value,
    /// What the author should know about this case.
    pub diagnostics: Vec<Diagnostic>,
    /// A line for people: `SUCCEEDED in 6 s, 3 attempts`.
    pub summary: String,
}

/// What an example gave.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    /// One for each case, in the example's order; empty when the definition does not stand.
    pub cases: Vec<CaseOutcome>,
    /// What is wrong with the definition; spans point into the example's parts.
    pub diagnostics: Vec<Diagnostic>,
    /// Views of the definition itself, which hold for every case: `diagnostics` where it does not stand, `graph`.
    pub views: Vec<View>,
    /// The state that applying this example would leave, for `after=`; JSON text. Only where [`STATE_AFTER`] is wanted.
    pub state_after: Option<String>,
}

impl Outcome {
    /// The text of a view: the case's own, or that of the definition itself.
    #[must_use]
    pub fn view(&self, case: &str, role: &str) -> Option<&str> {
        let own = self.cases.iter().find(|ran| ran.case == case);
        let mut all = own.map_or(&[][..], |ran| &ran.views).iter().chain(&self.views);
        all.find(|view| view.role == role).map(|view| view.text.as_str())
    }
}

/// A picture of an example: what leads where, and which way a case took.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Graph {
    /// States, resources.
    pub nodes: Vec<Node>,
    /// Transitions, references.
    pub edges: Vec<Edge>,
}

/// A node of a [`Graph`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What stands in it.
    pub label: String,
    /// A class for styling: `start`, `end`, or the engine's own word (`task`, `choice`).
    pub kind: &'static str,
    /// The node it lies in.
    pub inside: Option<usize>,
    /// Whether the case came here.
    pub taken: bool,
}

/// An edge of a [`Graph`]; nodes by their position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// Where it starts.
    pub from: usize,
    /// Where it leads.
    pub to: usize,
    /// What stands beside it.
    pub label: String,
    /// A class for styling, such as `next` or `catch`.
    pub kind: &'static str,
    /// Whether the case went this way.
    pub taken: bool,
}

/// What a console answered.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Transcript {
    /// Inputs and answers, without a final newline.
    pub text: String,
    /// What is wrong with the transcript or its example; spans point into the transcript (file 0).
    pub diagnostics: Vec<Diagnostic>,
}

/// What a console says to one input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The value as the console prints it, or what is wrong.
    pub text: String,
    /// Whether it is an error.
    pub failed: bool,
}

/// What a console says to several inputs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answers {
    /// One for each input; none where the example does not stand.
    pub answers: Vec<Answer>,
    /// What is wrong with the example; spans point into its parts.
    pub diagnostics: Vec<Diagnostic>,
}

/// What stands at a member's name, as far as it can be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// An object.
    Object,
    /// A list.
    Array,
    /// A string, number, bool, or an expression.
    Scalar,
    /// A block; its labels are part of the name.
    Block,
    /// It stands elsewhere.
    Unknown,
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// There is none.
    NotFound,
    /// It lies outside of what examples may read; the text says how to allow it.
    Refused(String),
    /// Anything else.
    Other(String),
}

/// The outside world, as far as an example may see it.
pub trait Effects {
    /// Reads a file; the path is relative to the example's folder.
    ///
    /// # Errors
    /// When there is no such file, or it must not be read.
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError>;

    /// Names of all files below a folder, relative to it, sorted.
    ///
    /// # Errors
    /// When there is no such folder, or it must not be read.
    fn list(&self, path: &str) -> Result<Vec<String>, ReadError>;

    /// Milliseconds since 1970-01-01T00:00:00Z.
    fn now(&self) -> i64;

    /// Runs code that an example brings along, where the user allows that; a world that runs nothing refuses.
    fn invoke(&self, _invocation: &Invocation<'_>) -> Invoked {
        Invoked::Refused("no programs are run here".to_owned())
    }

    /// Another example by its id, for those that call each other.
    fn example(&self, _id: &str) -> Option<Example> {
        None
    }
}

/// A call of a function whose code an example brings along: a Lambda handler.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invocation<'a> {
    /// Name of the function; the code's module has the same.
    pub function: &'a str,
    /// Language word of the code (`python`, `js`).
    pub language: &'a str,
    /// The code.
    pub code: &'a str,
    /// The event: JSON text.
    pub event: &'a str,
    /// What the handler's `context` knows of this call.
    pub request_id: &'a str,
    /// Amazon resource name of the function.
    pub arn: &'a str,
    /// Region in which it believes itself to be.
    pub region: &'a str,
}

/// What became of an [`Invocation`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Invoked {
    /// The handler gave this JSON text.
    Returned(String),
    /// It failed; the JSON text with `errorType` and `errorMessage` that Lambda would give.
    Threw(String),
    /// It may not be run; the text says how to allow it.
    Refused(String),
    /// It cannot be run; the text says why.
    Broken(String),
}

/// The parts of an example as files by their names, over the files below them.
pub struct PartFiles<'e> {
    example: &'e Example,
    below: &'e dyn Effects,
}

impl<'e> PartFiles<'e> {
    /// The parts of `example` before the files of `below`.
    #[must_use]
    pub fn new(example: &'e Example, below: &'e dyn Effects) -> Self {
        Self { example, below }
    }
}

/// A path without `.` and empty steps.
fn plain(path: &str) -> String {
    path.split('/').filter(|step| !step.is_empty() && *step != ".").collect::<Vec<_>>().join("/")
}

impl Effects for PartFiles<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let wanted = plain(path);
        match self.example.parts.iter().find(|part| part.name == wanted) {
            Some(part) => Ok(part.text.clone().into_bytes()),
            None => self.below.read(path),
        }
    }

    /// The root of an example is its parts alone; other folders may be real ones.
    fn list(&self, path: &str) -> Result<Vec<String>, ReadError> {
        let folder = plain(path);
        let inside = |part: &Part| {
            let name = if folder.is_empty() {
                Some(part.name.as_str())
            } else {
                part.name.strip_prefix(&folder)?.strip_prefix('/')
            };
            name.map(str::to_owned)
        };
        let mut names: Vec<String> = self.example.parts.iter().filter_map(inside).collect();
        names.sort();
        if names.is_empty() && !folder.is_empty() { self.below.list(path) } else { Ok(names) }
    }

    fn now(&self) -> i64 {
        self.below.now()
    }

    fn invoke(&self, invocation: &Invocation<'_>) -> Invoked {
        self.below.invoke(invocation)
    }

    fn example(&self, id: &str) -> Option<Example> {
        self.below.example(id)
    }
}

/// A world without files in which it is always the same moment: for tests.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nothing;

impl Effects for Nothing {
    fn read(&self, _path: &str) -> Result<Vec<u8>, ReadError> {
        Err(ReadError::NotFound)
    }

    fn list(&self, _path: &str) -> Result<Vec<String>, ReadError> {
        Err(ReadError::NotFound)
    }

    fn now(&self) -> i64 {
        1_767_225_600_000 // 2026-01-01T00:00:00Z
    }
}

/// A language that can run examples: text in, text and diagnostics out.
pub trait Engine: Send + Sync {
    /// The role word that starts an example of this engine.
    fn name(&self) -> &'static str;

    /// All roles it understands.
    fn roles(&self) -> &'static [RoleSpec];

    /// File name for a definition part the author gave no name.
    fn default_name(&self, id: &str, role: &str, language: &str) -> String;

    /// File name of a part that is no definition, where the author gave none.
    fn part_name(&self, role: &str, case: Option<&str>, language: &str) -> String {
        case.map_or_else(
            || format!("{role}.{language}"),
            |case| format!("{case}.{role}.{language}"),
        )
    }

    /// Runs all cases. Total: whatever is wrong is in the outcome.
    fn run(&self, example: &Example, effects: &dyn Effects) -> Outcome;

    /// Checks that `text` is a true part of the example at `at` (a JSON Pointer, a block address), compared by meaning.
    ///
    /// # Errors
    /// A diagnostic that says what differs; its span, if any, points into `text` (file 0).
    fn excerpt(&self, example: &Example, at: &str, text: &str) -> Result<(), Box<Diagnostic>>;

    /// The example `base` overlaid with the parts of `step`; `remove` names addresses to leave out first.
    ///
    /// # Errors
    /// A diagnostic that says why the parts do not fit together.
    fn overlay(
        &self,
        base: &Example,
        step: &Example,
        remove: &[String],
    ) -> Result<Example, Box<Diagnostic>>;

    /// The engine that runs what stands at an address of an example: a state machine among planned resources.
    /// `None`: nothing there runs.
    fn defines(&self, _address: &str) -> Option<&'static str> {
        None
    }

    /// What stands at an address of an example that was run, as a definition of the engine [`Engine::defines`] names.
    ///
    /// # Errors
    /// A diagnostic that says why there is none.
    fn definition(&self, _outcome: &Outcome, address: &str) -> Result<Part, Box<Diagnostic>> {
        let detail = format!("`{address}` defines nothing that runs.");
        Err(Box::new(Diagnostic::error("Nothing to run", detail)))
    }

    /// Whether a text in a language is surely a definition of this engine, whoever wrote it.
    fn recognises(&self, _language: &str, _text: &str) -> bool {
        false
    }

    /// Whether a member of that name may stand at a place of a definition; `path` names the members that lead there, items
    /// of lists are empty names. `None`: anything may.
    fn fits(&self, _path: &[&str], _name: &str, _shape: Shape) -> Option<bool> {
        None
    }

    /// The graph of an example with the way that a case took, where this engine has graphs.
    fn graph(&self, _example: &Example, _case: Option<&CaseOutcome>) -> Option<Graph> {
        None
    }

    /// The true form of a console transcript: the same `> input` lines, each followed by what the engine answers.
    /// `example` is the one the transcript names with `of=`. `None`: this engine has no console.
    fn transcript(
        &self,
        _example: Option<&Example>,
        _text: &str,
        _effects: &dyn Effects,
    ) -> Option<Transcript> {
        None
    }

    /// Answers single inputs of a console, as if all were typed one after the other. `case` is the case whose input or
    /// variables hold. `None`: this engine has no console.
    fn answers(
        &self,
        _example: Option<&Example>,
        _case: &str,
        _inputs: &[&str],
        _effects: &dyn Effects,
    ) -> Option<Answers> {
        None
    }

    /// The coloured pieces of a text in one of this engine's roles, in order and apart from each other. None for languages
    /// that everybody can colour, such as JSON.
    fn tokens(&self, _role: &str, _language: &str, _text: &str) -> Vec<Token> {
        Vec::new()
    }

    /// What fits at a byte of a part, best first: for editors. The text may be unfinished in any way.
    fn complete(
        &self,
        _example: &Example,
        _part: usize,
        _byte: usize,
        _effects: &dyn Effects,
    ) -> Vec<Completion> {
        Vec::new()
    }
}

/// The engines that are there.
#[derive(Default)]
pub struct Registry {
    engines: Vec<Box<dyn Engine>>,
}

impl Registry {
    /// Those engines.
    #[must_use]
    pub fn new(engines: Vec<Box<dyn Engine>>) -> Self {
        Self { engines }
    }

    /// All engines.
    pub fn iter(&self) -> impl Iterator<Item = &dyn Engine> {
        self.engines.iter().map(AsRef::as_ref)
    }

    /// The engine whose definition role this is.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&dyn Engine> {
        self.iter().find(|engine| engine.name() == name)
    }
}
