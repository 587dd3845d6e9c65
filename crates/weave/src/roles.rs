//! What a snippet is: its role, asked of the engines.

use dryrun_engine::{Engine, Registry, RoleKind, RoleSpec};

use crate::info::Info;
use crate::keys::{self, KeySet};
use crate::scan::{Shape, Snippet};

/// What a snippet is.
pub(crate) enum Role {
    Definition(&'static str),
    Part,
    View,
    Excerpt,
    Transcript(String),
    Exercise,
    Place(KeySet),
    Defaults,
    Foreign,
    Unknown(String),
}

/// Whether a fence may be ours: it has a second word, or a key that only we use.
pub(crate) fn is_candidate(info: &Info) -> bool {
    info.role.is_some() || info.keys.iter().any(|key| keys::is_ours(&key.name))
}

pub(crate) fn specs(registry: &Registry) -> impl Iterator<Item = (&dyn Engine, RoleSpec)> {
    registry.iter().flat_map(|engine| engine.roles().iter().map(move |spec| (engine, *spec)))
}

/// The word of excerpts, of exercises, and the language of console transcripts.
pub(crate) const EXCERPT: &str = "excerpt";
pub(crate) const EXERCISE: &str = "exercise";
/// Words of comments that a page's script fills: a place to try a language in, the reader's progress.
pub(crate) const PLAYGROUND: &str = "playground";
pub(crate) const PROGRESS: &str = "progress";
pub(crate) const CONSOLE: &str = "console";

pub(crate) fn classify(snippet: &Snippet, registry: &Registry) -> Role {
    let info = &snippet.info;
    let Some((word, _)) = &info.role else {
        return if snippet.shape == Shape::Comment {
            Role::Defaults
        } else {
            Role::Unknown(String::new())
        };
    };
    if info.language == CONSOLE && registry.find(word).is_some() {
        return Role::Transcript(word.clone());
    }
    if word == EXCERPT {
        return Role::Excerpt;
    }
    if word == EXERCISE {
        return Role::Exercise;
    }
    if snippet.shape == Shape::Comment && word == PLAYGROUND {
        return Role::Place(KeySet::Playground);
    }
    if snippet.shape == Shape::Comment && word == PROGRESS {
        return Role::Place(KeySet::Progress);
    }
    let mut matching = specs(registry).filter(|(_, spec)| spec.word == word);
    match matching.next() {
        Some((engine, spec)) => match spec.kind {
            RoleKind::Definition => Role::Definition(engine.name()),
            RoleKind::Part => Role::Part,
            RoleKind::View | RoleKind::Whole => Role::View,
        },
        None if snippet.shape == Shape::Comment
            || info.keys.iter().any(|key| keys::is_ours(&key.name)) =>
        {
            Role::Unknown(word.clone())
        }
        None => Role::Foreign,
    }
}

pub(crate) fn role_words(registry: &Registry) -> Vec<&'static str> {
    let mut words: Vec<&str> = specs(registry)
        .map(|(_, spec)| spec.word)
        .chain([EXCERPT, EXERCISE, PLAYGROUND, PROGRESS])
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The keys and bare words that fit a fence (or, with no language, a comment) of a role.
#[must_use]
pub fn keys_for(language: &str, role: Option<&str>, registry: &Registry) -> Vec<&'static str> {
    let set = match role {
        None => KeySet::Defaults,
        Some(EXCERPT) => KeySet::Excerpt,
        Some(EXERCISE) => KeySet::Exercise,
        Some(_) if language == CONSOLE => KeySet::Transcript,
        Some(word) => match specs(registry).find(|(_, spec)| spec.word == word) {
            Some((_, spec)) => match spec.kind {
                RoleKind::Definition => KeySet::Definition,
                RoleKind::Part => KeySet::Part,
                RoleKind::View | RoleKind::Whole => KeySet::View,
            },
            None => return Vec::new(),
        },
    };
    let mut names = set.names().to_vec();
    if set != KeySet::Defaults {
        names.extend(keys::shown().iter().chain(keys::flags()));
    }
    names
}
