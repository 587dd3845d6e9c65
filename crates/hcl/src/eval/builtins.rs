//! Terraform's own functions for the evaluator.

use std::borrow::Cow;

use dryrun_cty::functions::{self, Function, Special, World};
use dryrun_cty::{Entries, Type, Value};

use super::scope::{CallError, Functions, Parameter, Signature};
use super::templates;

/// Where functions are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a configuration.
    Configuration,
    /// In the console, which has `type` as well.
    Console,
    /// In a template, which must not render further templates.
    Template,
}

/// All of Terraform's functions, with the surroundings that some of them need.
#[derive(Clone, Copy)]
pub struct Builtins<'a> {
    world: &'a dyn World,
    place: Place,
}

impl<'a> Builtins<'a> {
    /// The functions in some surroundings.
    #[must_use]
    pub fn new(world: &'a dyn World, place: Place) -> Self {
        Self { world, place }
    }

    fn function(&self, name: &str) -> Option<&'static Function> {
        let there = |function: &&Function| match function.special {
            Special::ConsoleOnly => self.place == Place::Console,
            Special::ConfigurationOnly => self.place != Place::Console,
            Special::No | Special::Lazy | Special::Template => true,
        };
        functions::function(name).filter(there)
    }
}

impl std::fmt::Debug for Builtins<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Builtins").field("place", &self.place).finish_non_exhaustive()
    }
}

impl Functions for Builtins<'_> {
    fn signature(&self, name: &str) -> Option<Signature> {
        let function = self.function(name)?;
        Some(Signature {
            parameters: function.parameters.iter().map(parameter).collect(),
            variadic: function.variadic.as_ref().map(parameter),
            returns: function.declared_result(),
        })
    }

    fn call(&self, name: &str, arguments: &[Value]) -> Result<Value, CallError> {
        let Some(function) = self.function(name) else {
            return Err(CallError::Failed(format!("there is no function {name}")));
        };
        if function.special == Special::Template {
            return templates::file(arguments, self.world, &*self.in_template(name)?);
        }
        function.call(arguments, self.world).map_err(|error| match error.argument {
            Some(at) => CallError::Argument(at, error.message),
            None => CallError::Failed(error.message),
        })
    }

    fn in_template(&self, name: &str) -> Result<Box<dyn Functions + '_>, CallError> {
        if self.place == Place::Template {
            let message =
                format!("cannot recursively call {name} from inside another template function");
            return Err(CallError::Failed(message));
        }
        Ok(Box::new(Self { world: self.world, place: Place::Template }))
    }

    fn names(&self) -> Vec<String> {
        functions::functions()
            .iter()
            .map(|function| function.name)
            .filter(|name| self.function(name).is_some())
            .map(str::to_owned)
            .collect()
    }
}

fn parameter(parameter: &functions::Parameter) -> Parameter {
    Parameter { name: Cow::Borrowed(parameter.name), ty: parameter.shape.ty() }
}

/// Values by name from a map or object.
pub(super) fn by_name(values: &Value) -> Option<Entries<Value>> {
    matches!(values.ty(), Type::Map(_) | Type::Object(_))
        .then(|| values.entries().cloned().unwrap_or_default())
}
