//! Runs that are known already, for a process that checks the same book again and again: a server, an editor.
//!
//! An outcome is used again only if the example is the same in every part and setting, and every file, folder and other
//! example that it asked for is still the same. What it asked for is found by watching, not by reading the example. Whoever
//! asked for the time, or ran a program, is run again.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use dryrun_engine::{Effects, Engine, Example};

use crate::watch::{Ran, Seen};

/// What examples gave, by their ids.
#[derive(Debug, Default)]
pub struct Memo {
    known: Mutex<BTreeMap<String, Arc<Known>>>,
}

#[derive(Debug, Clone)]
struct Known {
    engine: &'static str,
    example: Example,
    ran: Ran,
}

impl Memo {
    /// What an example gives: remembered where nothing changed, else run. All of it, since what is typed next may quote
    /// what nobody reads now.
    pub fn ran(&self, engine: &dyn Engine, example: &Example, effects: &dyn Effects) -> Ran {
        let example = &Example { wanted: None, ..example.clone() };
        if let Some(ran) = self.remembered(engine, example, effects) {
            return ran;
        }
        let ran = Ran::of(engine, example, effects);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if ran.seen.contains(&Seen::Fleeting) {
            known.remove(&example.id);
        } else {
            let entry = Known { engine: engine.name(), example: example.clone(), ran: ran.clone() };
            known.insert(example.id.clone(), Arc::new(entry));
        }
        ran
    }

    fn remembered(
        &self,
        engine: &dyn Engine,
        example: &Example,
        effects: &dyn Effects,
    ) -> Option<Ran> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = Arc::clone(known.get(&example.id)?);
        drop(known);
        let same = entry.engine == engine.name() && entry.example == *example;
        let holds = same && entry.ran.seen.iter().all(|seen| seen.holds(effects));
        holds.then(|| entry.ran.clone())
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use dryrun_diag::Diagnostic;
    use dryrun_engine::{Outcome, Part, ReadError, RoleSpec};

    use super::*;

    /// Counts its runs; an example reads the file that its first part names.
    #[derive(Debug, Default)]
    struct Counting(std::sync::atomic::AtomicUsize);

    impl Engine for Counting {
        fn name(&self) -> &'static str {
            "counting"
        }

        fn roles(&self) -> &'static [RoleSpec] {
            &[]
        }

        fn default_name(&self, id: &str, _role: &str, _language: &str) -> String {
            id.to_owned()
        }

        fn excerpt(&self, _: &Example, _at: &str, _text: &str) -> Result<(), Box<Diagnostic>> {
            Ok(())
        }

        fn overlay(
            &self,
            _base: &Example,
            step: &Example,
            _remove: &[String],
        ) -> Result<Example, Box<Diagnostic>> {
            Ok(step.clone())
        }

        fn run(&self, example: &Example, effects: &dyn Effects) -> Outcome {
            self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            match example.parts.first().map(|part| part.text.as_str()) {
                Some("the time") => drop(effects.now()),
                Some(path) => drop(effects.read(path)),
                None => {}
            }
            Outcome::default()
        }
    }

    struct World(Cell<&'static str>);

    impl Effects for World {
        fn read(&self, _path: &str) -> Result<Vec<u8>, ReadError> {
            Ok(self.0.get().into())
        }

        fn list(&self, _path: &str) -> Result<Vec<String>, ReadError> {
            Err(ReadError::NotFound)
        }

        fn now(&self) -> i64 {
            0
        }
    }

    fn example(text: &str) -> Example {
        let part = Part {
            role: "counting".to_owned(),
            language: String::new(),
            name: "a".to_owned(),
            case: None,
            text: text.to_owned(),
        };
        Example { id: "one".to_owned(), parts: vec![part], ..Example::default() }
    }

    #[test]
    fn only_what_changed_runs_again() {
        let (memo, engine, world) = (Memo::default(), Counting::default(), World(Cell::new("x")));
        let runs = |example: &Example| {
            let before = engine.0.load(std::sync::atomic::Ordering::Relaxed);
            memo.ran(&engine, example, &world);
            engine.0.load(std::sync::atomic::Ordering::Relaxed) - before
        };
        assert_eq!([runs(&example("f")), runs(&example("f"))], [1, 0]);
        assert_eq!([runs(&example("g")), runs(&example("g"))], [1, 0], "another text");
        world.0.set("y");
        assert_eq!([runs(&example("g")), runs(&example("g"))], [1, 0], "another file");
        let narrow = Example { wanted: Some(vec!["output"]), ..example("g") };
        assert_eq!(runs(&narrow), 0, "everything was made");
        assert_eq!([runs(&example("the time")), runs(&example("the time"))], [1, 1], "fleeting");
    }
}
