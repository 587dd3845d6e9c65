//! JSON of a definition → [`Machine`].
//!
//! This reads what the interpreter needs and refuses what it could not run; `asl-check` says everything else that the
//! service refuses, with its own wording.

mod fields;
mod map;
mod states;

use serde_json::Value;

use crate::machine::{Language, Machine};

pub(crate) use fields::Fields;

/// Machines within machines; deeper ones are refused.
const DEPTH_LIMIT: usize = 32;

/// Something in a definition that cannot be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// JSON Pointer of the value that is to blame.
    pub pointer: String,
    /// What is wrong.
    pub message: String,
}

/// Reads a definition.
///
/// # Errors
/// All that is wrong with it.
pub fn parse(definition: &Value) -> Result<Machine, Vec<Flaw>> {
    let mut context = Context { flaws: Vec::new(), states: 0 };
    let machine = context.machine(definition, "", Language::JsonPath, 0);
    match machine {
        Some(machine) if context.flaws.is_empty() => Ok(machine),
        _ => Err(context.flaws),
    }
}

/// What is found out while a definition is read.
pub(crate) struct Context {
    pub(crate) flaws: Vec<Flaw>,
    /// States so far, in all machines.
    states: usize,
}

impl Context {
    pub(crate) fn flaw(&mut self, pointer: &str, message: impl Into<String>) {
        self.flaws.push(Flaw { pointer: pointer.to_owned(), message: message.into() });
    }

    pub(crate) fn machine(
        &mut self,
        value: &Value,
        pointer: &str,
        outer: Language,
        depth: usize,
    ) -> Option<Machine> {
        if depth > DEPTH_LIMIT {
            self.flaw(pointer, "State machines are nested too deeply");
            return None;
        }
        let Some(map) = value.as_object() else {
            self.flaw(pointer, "A state machine must be an object");
            return None;
        };
        let mut fields = Fields::new(map, pointer.to_owned(), self);
        let language = fields.language(outer);
        let timeout = fields.number("TimeoutSeconds").and_then(whole);
        let start_at = fields.required_text("StartAt");
        let Some(states) =
            fields.get("States").and_then(Value::as_object).filter(|states| !states.is_empty())
        else {
            self.flaw(pointer, "The field 'States' must be an object with at least one state");
            return None;
        };
        let states_pointer = dryrun_json::pointer::join(pointer, "States");
        let names = states::Names::new(states);
        let parsed = self.states(states, &names, &states_pointer, language, depth);
        let start = start_at.and_then(|name| {
            let found = names.find(&name);
            if found.is_none() {
                self.flaw(
                    &dryrun_json::pointer::join(pointer, "StartAt"),
                    format!("There is no state '{name}'"),
                );
            }
            found
        })?;
        Some(Machine { start, states: parsed, timeout })
    }

    fn next_index(&mut self) -> usize {
        self.states += 1;
        self.states - 1
    }
}

/// A number of seconds or items; what is negative or too large counts as none.
fn whole(number: f64) -> Option<u64> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked to be in range"
    )]
    (0.0..1e15).contains(&number).then_some(number as u64)
}
