//! What functions see of the world, and which functions there are.

use std::sync::Arc;

use dryrun_cty::functions::{Entry, FileError, World as FunctionWorld};
use dryrun_cty::{Marks, Type, Value};
use dryrun_engine::ReadError;
use dryrun_hcl::{Builtins, CallError, Functions, Place, Signature};

use super::{provided, time};
use crate::providers;
use crate::world::World;

/// Files through the planner's effects; time and chance are known only after apply.
pub(crate) struct Surroundings<'w, 'a> {
    pub(crate) world: &'w World<'a>,
}

impl Surroundings<'_, '_> {
    fn outside(&self, path: &str) -> String {
        let outside = self.world.config.outside(path);
        if outside.is_empty() { ".".to_owned() } else { outside }
    }
}

impl FunctionWorld for Surroundings<'_, '_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        self.world.effects.read(&self.outside(path)).map_err(|error| match error {
            ReadError::NotFound if self.entry(path) == Some(Entry::Directory) => {
                FileError::Directory
            }
            ReadError::NotFound => FileError::Missing,
            ReadError::Refused(why) | ReadError::Other(why) => FileError::Other(why),
        })
    }

    fn entry(&self, path: &str) -> Option<Entry> {
        let outside = self.outside(path);
        if self.world.effects.list(&outside).is_ok_and(|names| !names.is_empty()) {
            return Some(Entry::Directory);
        }
        self.world.effects.read(&outside).is_ok().then_some(Entry::File)
    }

    fn list(&self, path: &str) -> Vec<(String, Entry)> {
        let names = self.world.effects.list(&self.outside(path)).unwrap_or_default();
        let mut entries: Vec<(String, Entry)> = Vec::new();
        for name in names {
            let entry = match name.split_once('/') {
                Some((folder, _)) => (folder.to_owned(), Entry::Directory),
                None => (name, Entry::File),
            };
            if entries.last() != Some(&entry) {
                entries.push(entry);
            }
        }
        entries.sort_by(|one, other| one.0.cmp(&other.0));
        entries.dedup();
        entries
    }

    // A plan knows neither the time of its apply nor what chance will bring; the console answers at once.
    fn now(&self) -> Option<String> {
        (self.world.place == Place::Console).then(|| time::rfc3339(self.world.effects.now()))
    }

    fn plan_time(&self) -> Option<String> {
        Some(time::rfc3339(self.world.effects.now()))
    }

    fn random(&self) -> Option<[u8; 16]> {
        (self.world.place == Place::Console).then(|| {
            let throw = self.world.throws.get();
            self.world.throws.set(throw.wrapping_add(1));
            time::scrambled(self.world.effects.now().wrapping_add(throw))
        })
    }

    fn directory(&self) -> String {
        "/work".to_owned()
    }

    fn home(&self) -> Option<String> {
        None
    }
}

/// Terraform's functions and those of providers.
pub(crate) struct Calls<'w, 'a> {
    pub(crate) builtins: Builtins<'w>,
    pub(crate) world: &'w World<'a>,
    pub(crate) module: crate::config::ModuleId,
}

impl<'w, 'a> Calls<'w, 'a> {
    pub(crate) fn new(
        surroundings: &'w Surroundings<'w, 'a>,
        place: Place,
        module: crate::config::ModuleId,
    ) -> Self {
        Self { builtins: Builtins::new(surroundings, place), world: surroundings.world, module }
    }

    /// The source of a provider's function and its own name.
    fn split<'n>(&self, name: &'n str) -> Option<(Arc<str>, &'n str)> {
        let (local, function) = name.strip_prefix("provider::")?.split_once("::")?;
        if !self.declares(local) {
            return None;
        }
        Some((providers::source_of(self.world.config, self.module, local), function))
    }

    fn provided(&self, name: &str, arguments: &[Value]) -> Option<Result<Value, CallError>> {
        let (source, function) = self.split(name)?;
        if source.as_ref() == providers::BUILTIN {
            return provided::builtin(function, arguments);
        }
        let marks =
            arguments.iter().fold(Marks::NONE, |marks, argument| marks | argument.marks_deep());
        if !arguments.iter().all(Value::is_wholly_known) {
            let returns =
                provided::signature(&source, function).map_or(Type::Dynamic, |found| found.returns);
            return Some(Ok(Value::unknown(returns).mark(marks)));
        }
        let plain: Vec<Value> = arguments.iter().map(Value::unmark_deep).collect();
        let result = self.world.providers.find(&source)?.call(function, &plain)?;
        Some(result.value.map(|value| value.mark(marks)).map_err(|(argument, message)| {
            match argument {
                Some(argument) => CallError::Argument(argument, message),
                None => CallError::Failed(message),
            }
        }))
    }
}

impl Functions for Calls<'_, '_> {
    fn signature(&self, name: &str) -> Option<Signature> {
        // The console has no plan, so no time of one.
        if name == "plantimestamp" && self.world.place == Place::Console {
            return None;
        }
        if !name.starts_with("provider::") {
            return self.builtins.signature(name);
        }
        let (source, function) = self.split(name)?;
        provided::signature(&source, function)
    }

    fn call(&self, name: &str, arguments: &[Value]) -> Result<Value, CallError> {
        match self.provided(name, arguments) {
            Some(result) => result,
            None => self.builtins.call(name, arguments),
        }
    }

    fn declares(&self, provider: &str) -> bool {
        let node = self.world.config.node(self.module);
        node.is_some_and(|node| node.module.required_providers.contains_key(provider))
    }

    fn in_template(&self, name: &str) -> Result<Box<dyn Functions + '_>, CallError> {
        self.builtins.in_template(name)
    }

    fn names(&self) -> Vec<String> {
        let hidden = |name: &String| name == "plantimestamp" && self.world.place == Place::Console;
        self.builtins.names().into_iter().filter(|name| !hidden(name)).collect()
    }
}
