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
