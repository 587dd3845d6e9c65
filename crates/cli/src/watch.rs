//! The world, watched: what an example asked for, so that it is known when it must run again.

use std::cell::RefCell;

use dryrun_engine::{Effects, Engine, Example, Invocation, Invoked, Outcome, ReadError};

/// One question to the world, and its answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Seen {
    /// The contents of a file.
    Read(String, Result<Vec<u8>, ReadError>),
    /// The names in a folder.
    List(String, Result<Vec<String>, ReadError>),
    /// Another example.
    Example(String, Option<Box<Example>>),
    /// The answer is another one each time.
    Fleeting,
}

impl Seen {
    /// Whether the answer would be the same now.
    #[must_use]
    pub fn holds(&self, effects: &dyn Effects) -> bool {
        match self {
            Self::Read(path, answer) => effects.read(path) == *answer,
            Self::List(path, answer) => effects.list(path) == *answer,
            Self::Example(id, answer) => effects.example(id).as_ref() == answer.as_deref(),
            Self::Fleeting => false,
        }
    }
}

/// What an example gave, and what it asked for.
#[derive(Debug, Clone)]
pub struct Ran {
    /// What it gave.
    pub outcome: Outcome,
    /// What it asked for.
    pub seen: Vec<Seen>,
}

impl Ran {
    /// Runs an example and watches what it asks for.
    #[must_use]
    pub fn of(engine: &dyn Engine, example: &Example, effects: &dyn Effects) -> Self {
        let watched = Watched::new(effects);
        let outcome = engine.run(example, &watched);
        Self { outcome, seen: watched.seen() }
    }
}

/// The world, watched.
pub struct Watched<'e> {
    below: &'e dyn Effects,
    seen: RefCell<Vec<Seen>>,
}

impl<'e> Watched<'e> {
    /// Watches what is asked of `below`.
    #[must_use]
    pub fn new(below: &'e dyn Effects) -> Self {
        Self { below, seen: RefCell::default() }
    }

    /// What was asked.
    #[must_use]
    pub fn seen(self) -> Vec<Seen> {
        self.seen.into_inner()
    }

    fn see(&self, seen: Seen) {
        let mut all = self.seen.borrow_mut();
        if !all.contains(&seen) {
            all.push(seen);
        }
    }
}

impl Effects for Watched<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let answer = self.below.read(path);
        self.see(Seen::Read(path.to_owned(), answer.clone()));
        answer
    }

    fn list(&self, path: &str) -> Result<Vec<String>, ReadError> {
        let answer = self.below.list(path);
        self.see(Seen::List(path.to_owned(), answer.clone()));
        answer
    }

    fn now(&self) -> i64 {
        self.see(Seen::Fleeting);
        self.below.now()
    }

    fn invoke(&self, invocation: &Invocation<'_>) -> Invoked {
        self.see(Seen::Fleeting);
        self.below.invoke(invocation)
    }

    fn example(&self, id: &str) -> Option<Example> {
        let answer = self.below.example(id);
        self.see(Seen::Example(id.to_owned(), answer.clone().map(Box::new)));
        answer
    }
}
