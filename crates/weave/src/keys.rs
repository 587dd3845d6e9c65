//! The keys that fences and comments may carry.

use dryrun_diag::{Diagnostic, nearest};

use crate::info::Info;

/// Bare words.
const FLAGS: &[&str] = &["hidden", "collapsed", "snapshot"];

/// What any fence may say of how it is shown.
const SHOWN: &[&str] = &["tab"];

/// Keys of a definition.
const DEFINITION: &[&str] = &[
    "id", "name", "module", "after", "base", "remove", "expect", "skip", "src", "title", "clock",
    "seed", "region", "type",
];

/// Keys of inputs, mocks and other parts.
const PART: &[&str] =
    &["of", "case", "id", "name", "src", "title", "skip", "clock", "seed", "lambda"];

/// Keys of recorded results.
const VIEW: &[&str] = &["of", "case", "expect", "skip", "title"];

/// Keys of excerpts.
const EXCERPT: &[&str] = &["of", "at", "title", "skip"];

/// Keys of console transcripts.
const TRANSCRIPT: &[&str] = &["of", "id", "title", "skip", "expect"];

/// Keys of a comment that sets defaults for the rest of its page.
const DEFAULTS: &[&str] = &["clock", "seed", "region", "type", "expect"];

/// Keys of an exercise.
const EXERCISE: &[&str] = &["of", "case", "check", "hint", "solution", "title"];

/// Keys of a playground.
const PLAYGROUND: &[&str] = &["engine", "title"];

/// Keys of a table of progress.
const PROGRESS: &[&str] = &["title"];

/// What a snippet is, as far as its keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeySet {
    Definition,
    Part,
    View,
    Excerpt,
    Transcript,
    Defaults,
    Exercise,
    Playground,
    Progress,
}

impl KeySet {
    pub(crate) fn names(self) -> &'static [&'static str] {
        match self {
            Self::Definition => DEFINITION,
            Self::Part => PART,
            Self::View => VIEW,
            Self::Excerpt => EXCERPT,
            Self::Transcript => TRANSCRIPT,
            Self::Defaults => DEFAULTS,
            Self::Exercise => EXERCISE,
            Self::Playground => PLAYGROUND,
            Self::Progress => PROGRESS,
        }
    }
}

/// Whether a key is a role as well, whose value says what the fence is for.
pub(crate) fn is_role(word: &str) -> bool {
    word == "lambda"
}

/// What a key means, in a line.
#[must_use]
pub fn about_key(name: &str) -> Option<&'static str> {
    Some(match name {
        "id" => "name of the example, unique in the book",
        "of" => "the example that this belongs to",
        "case" => "the case that this belongs to",
        "name" => "file name",
        "module" => "folder of a child module",
        "after" => "plan against the state that applying this example would leave",
        "base" => "the example that this one changes",
        "remove" => "addresses of the base to leave out",
        "expect" => "it must fail: `error`, or the name of the error",
        "skip" => "not run; the reason is shown",
        "src" => "the body comes from this file of the repository",
        "title" => "what stands above it on the page",
        "clock" => "start of the virtual clock, RFC 3339",
        "seed" => "seed of everything random",
        "region" => "AWS region",
        "type" => "workflow type: standard or express",
        "at" => "the part that is quoted: a JSON Pointer or a block's address",
        "check" => "when the exercise is solved: JSONata over the facts of its case",
        "hint" => "shown on request",
        "solution" => "the example that solves the exercise",
        "lambda" => "the function whose code this is",
        "tab" => "name of a tab; fences that follow each other share one place",
        "hidden" => "not shown on the page",
        "collapsed" => "folded on the page",
        "snapshot" => "pinned in a file instead of on the page",
        _ => return None,
    })
}

/// Whether a word is one that stands without a value.
#[must_use]
pub fn is_flag(word: &str) -> bool {
    FLAGS.contains(&word)
}

/// Whether a word is a key of dryrun, so that a fence that has it must be one of ours.
pub(crate) fn is_ours(word: &str) -> bool {
    [DEFINITION, PART, VIEW, EXCERPT].iter().any(|names| names.contains(&word))
        && !matches!(word, "title" | "name" | "type")
}

/// Keys that fit any fence.
pub(crate) fn shown() -> &'static [&'static str] {
    SHOWN
}

/// Bare words that fit anywhere.
pub(crate) fn flags() -> &'static [&'static str] {
    FLAGS
}

/// Unknown keys, keys without a value, and flags with one; each with the range in the info string.
pub(crate) fn problems(info: &Info, set: KeySet) -> Vec<(Diagnostic, std::ops::Range<usize>)> {
    let known = || set.names().iter().chain(flags()).chain(SHOWN).copied();
    let problem = |key: &crate::Key| {
        let name = key.name.as_str();
        if !known().any(|known| known == name) {
            let nearest = nearest(name, known()).map_or_else(
                || format!("Known here: {}.", known().collect::<Vec<_>>().join(", ")),
                |near| format!("Did you mean `{near}`?"),
            );
            return Some(
                Diagnostic::error(
                    "Unknown key",
                    format!("There is no key `{name}` here. {nearest}"),
                )
                .code("weave/unknown-key"),
            );
        }
        match (&key.value, is_flag(name)) {
            (None, false) => Some(
                Diagnostic::error("Missing value", format!("Write `{name}=VALUE`."))
                    .code("weave/missing-value"),
            ),
            (Some(_), true) => Some(
                Diagnostic::error(
                    "Value without use",
                    format!("`{name}` stands alone, without a value."),
                )
                .code("weave/needless-value"),
            ),
            (Some(_), false) | (None, true) => None,
        }
    };
    let doubled = |at: usize, key: &crate::Key| {
        info.keys.iter().take(at).any(|earlier| earlier.name == key.name)
    };
    let twice = |(at, key): (usize, &crate::Key)| {
        doubled(at, key)
            .then(|| {
                Diagnostic::error("Key given twice", format!("`{}` is there already.", key.name))
                    .code("weave/key-twice")
            })
            .or_else(|| problem(key))
            .map(|diagnostic| (diagnostic, key.range.clone()))
    };
    info.keys.iter().enumerate().filter_map(twice).collect()
}
