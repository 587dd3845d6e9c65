//! Calling functions: conversion and checks of arguments, unknown values, marks.

use std::fmt;

use super::{Allows, Function, Parameter, World};
use crate::{Kind, Marks, Number, Type, Value, convert};

/// Why a call fails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallError {
    /// Which argument is to blame, counting from zero; none when it is the call as a whole.
    pub argument: Option<usize>,
    /// What is wrong, in Terraform's words.
    pub message: String,
}

impl CallError {
    /// The call as a whole failed.
    pub fn new(message: impl Into<String>) -> Self {
        Self { argument: None, message: message.into() }
    }

    /// An argument is unsuitable.
    pub fn argument(index: usize, message: impl Into<String>) -> Self {
        Self { argument: Some(index), message: message.into() }
    }
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for CallError {}

/// A checked call, as implementations see it.
pub struct Call<'a> {
    /// The arguments, converted to the parameters' types.
    pub arguments: &'a [Value],
    /// The type of the result.
    pub ty: &'a Type,
    /// The surroundings.
    pub world: &'a dyn World,
}

static NULL: std::sync::LazyLock<Value> = std::sync::LazyLock::new(|| Value::null(Type::Dynamic));

impl Call<'_> {
    /// An argument.
    pub(super) fn argument(&self, index: usize) -> &Value {
        self.arguments.get(index).unwrap_or(&NULL)
    }

    /// The arguments from an index on.
    pub(super) fn rest(&self, from: usize) -> &[Value] {
        self.arguments.get(from..).unwrap_or_default()
    }

    /// A string argument.
    pub(super) fn text(&self, index: usize) -> &str {
        self.argument(index).as_str().unwrap_or_default()
    }

    /// A number argument.
    pub(super) fn number(&self, index: usize) -> &Number {
        static ZERO: std::sync::LazyLock<Number> = std::sync::LazyLock::new(Number::zero);
        self.argument(index).as_number().unwrap_or(&ZERO)
    }

    /// The elements of a list, tuple or set argument.
    pub(super) fn elements(&self, index: usize) -> &[Value] {
        self.argument(index).elements().unwrap_or_default()
    }

    /// A number argument that must be a machine integer.
    pub(super) fn integer(&self, index: usize) -> Result<i64, CallError> {
        integer(self.argument(index)).map_err(CallError::new)
    }

    /// An unknown value of the result's type.
    pub(super) fn unknown(&self) -> Value {
        Value::unknown(self.ty.clone())
    }
}

/// A number as a machine integer, or what is wrong with it.
pub(super) fn integer(value: &Value) -> Result<i64, String> {
    let whole = value.as_number().and_then(Number::to_i64);
    whole.ok_or_else(|| {
        format!("value must be a whole number, between {} and {}", i64::MIN, i64::MAX)
    })
}

impl Function {
    /// The parameter that an argument belongs to.
    #[must_use]
    pub fn parameter(&self, index: usize) -> Option<&Parameter> {
        self.parameters.get(index).or(self.variadic.as_ref())
    }

    /// The type of the result as far as it does not depend on the arguments.
    #[must_use]
    pub fn declared_result(&self) -> Type {
        let unknown = |parameter: &Parameter| Value::unknown(parameter.shape.ty());
        let arguments: Vec<Value> = self.parameters.iter().map(unknown).collect();
        (self.result)(&arguments).unwrap_or(Type::Dynamic)
    }

    /// Calls the function.
    ///
    /// # Errors
    ///
    /// When an argument does not suit its parameter, or the function itself fails.
    pub fn call(&self, arguments: &[Value], world: &dyn World) -> Result<Value, CallError> {
        self.check_count(arguments.len())?;
        let converted = self.convert_arguments(arguments)?;
        let unmarked: Vec<Value> = converted
            .iter()
            .enumerate()
            .map(|(index, value)| {
                if self.allows(index, Allows::MARKED) { value.clone() } else { value.unmark_deep() }
            })
            .collect();
        for (index, value) in unmarked.iter().enumerate() {
            if value.is_null() && !self.allows(index, Allows::NULL) {
                return Err(CallError::argument(index, "argument must not be null"));
            }
            if *value.ty() == Type::Dynamic && !self.allows(index, Allows::DYNAMIC) {
                let marks =
                    converted.iter().fold(Marks::NONE, |marks, value| marks | value.marks_deep());
                return Ok(Value::dynamic().mark(marks));
            }
        }
        let ty = (self.result)(&unmarked)?;
        let result = self.run(&converted, &unmarked, &ty, world)?;
        Ok(if self.never_null { result.refine_not_null() } else { result })
    }

    fn run(
        &self,
        given: &[Value],
        unmarked: &[Value],
        ty: &Type,
        world: &dyn World,
    ) -> Result<Value, CallError> {
        let all = given;
        let mut marks = Marks::NONE;
        for (index, (given, unmarked)) in given.iter().zip(unmarked).enumerate() {
            if !self.allows(index, Allows::MARKED) {
                marks |= given.marks_deep();
            }
            if !unmarked.is_known() && !self.allows(index, Allows::UNKNOWN) {
                // Nobody looked at the arguments, so that all of their marks stay.
                let all = all.iter().fold(Marks::NONE, |marks, value| marks | value.marks_deep());
                return Ok(Value::unknown(ty.clone()).mark(all));
            }
        }
        let result = (self.implementation)(&Call { arguments: unmarked, ty, world })?;
        Ok(result.mark(marks))
    }

    fn allows(&self, index: usize, what: Allows) -> bool {
        self.parameter(index).is_some_and(|parameter| parameter.allows.contains(what))
    }

    fn check_count(&self, given: usize) -> Result<(), CallError> {
        let required = self.parameters.len();
        match &self.variadic {
            None if given != required => Err(CallError::new(format!(
                "wrong number of arguments ({required} required; {given} given)"
            ))),
            Some(_) if given < required => Err(CallError::new(format!(
                "wrong number of arguments (at least {required} required; {given} given)"
            ))),
            None | Some(_) => Ok(()),
        }
    }

    fn convert_arguments(&self, arguments: &[Value]) -> Result<Vec<Value>, CallError> {
        arguments
            .iter()
            .enumerate()
            .map(|(index, value)| match self.parameter(index) {
                Some(parameter) if parameter.shape != super::Shape::Any => {
                    convert(value, &parameter.shape.ty()).map_err(|error| {
                        CallError::argument(index, described(&error.path, &error.message))
                    })
                }
                Some(_) | None => Ok(value.clone()),
            })
            .collect()
    }
}

/// Errors deep in an argument are told without the way to them, as the real program does.
fn described(_: &crate::Path, message: &str) -> String {
    message.to_owned()
}

/// Text for messages: quoted, unless the value must not be shown.
pub(super) fn redacted(value: &Value) -> String {
    if value.marks().contains(Marks::SENSITIVE) {
        return "(sensitive value)".to_owned();
    }
    if value.marks().contains(Marks::EPHEMERAL) {
        return "(ephemeral value)".to_owned();
    }
    match value.kind() {
        Kind::String(text) => crate::text::quoted(text),
        Kind::Number(number) => number.to_string(),
        Kind::Bool(flag) => flag.to_string(),
        Kind::Null | Kind::Unknown(_) | Kind::Elements(_) | Kind::Entries(_) => String::new(),
    }
}
