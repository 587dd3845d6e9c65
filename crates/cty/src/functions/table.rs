//! The table of all functions.

use std::sync::LazyLock;

use super::{Allows, Call, CallError, Parameter, Shape};
use crate::{Type, Value};

/// How a function differs from an ordinary one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Special {
    /// Ordinary: [`Function::call`] does it.
    No,
    /// `try` and `can`: arguments are expressions that may fail. The evaluator does them.
    Lazy,
    /// `templatefile` and `templatestring`: they parse and evaluate templates. The evaluator does them.
    Template,
    /// `type`: exists in the console only.
    ConsoleOnly,
    /// `plantimestamp`: the console has no plan.
    ConfigurationOnly,
}

/// A built-in function.
pub struct Function {
    /// Name.
    pub name: &'static str,
    /// Parameters that every call must give.
    pub parameters: &'static [Parameter],
    /// What further arguments are.
    pub variadic: Option<Parameter>,
    /// What it does, in a sentence.
    pub description: &'static str,
    /// Whether it is an ordinary function.
    pub special: Special,
    /// Unknown results are known not to be null.
    pub(super) never_null: bool,
    /// Finds the result's type from the arguments, which may be unknown.
    pub(super) result: fn(&[Value]) -> Result<Type, CallError>,
    /// Does it; arguments are known, except where parameters allow unknown ones.
    pub(super) implementation: fn(&Call<'_>) -> Result<Value, CallError>,
}

impl Function {
    /// A function; it gives no null and takes no further arguments unless said otherwise.
    pub(super) const fn new(
        name: &'static str,
        description: &'static str,
        parameters: &'static [Parameter],
        result: fn(&[Value]) -> Result<Type, CallError>,
        implementation: fn(&Call<'_>) -> Result<Value, CallError>,
    ) -> Self {
        Self {
            name,
            parameters,
            variadic: None,
            description,
            special: Special::No,
            never_null: true,
            result,
            implementation,
        }
    }

    /// The same, with any number of further arguments.
    pub(super) const fn variadic(mut self, parameter: Parameter) -> Self {
        self.variadic = Some(parameter);
        self
    }

    /// The same, that may give null.
    pub(super) const fn nullable(mut self) -> Self {
        self.never_null = false;
        self
    }

    /// The same, not ordinary.
    pub(super) const fn special(mut self, special: Special) -> Self {
        self.special = special;
        self
    }
}

/// Result types that do not depend on the arguments.
pub(super) mod gives {
    use super::{CallError, Shape, Type, Value};

    macro_rules! fixed {
        ($($name:ident => $shape:ident),* $(,)?) => {
            $(pub(in crate::functions) fn $name(_: &[Value]) -> Result<Type, CallError> { Ok(Shape::$shape.ty()) })*
        };
    }
    fixed!(any => Any, bool => Bool, number => Number, string => String, numbers => NumberList,
        strings => StringList, string_set => StringSet, string_list_map => StringListMap);

    /// The type of the first argument.
    pub(in crate::functions) fn same(arguments: &[Value]) -> Result<Type, CallError> {
        Ok(arguments.first().map_or(Type::Dynamic, |value| value.ty().clone()))
    }
}

/// Anything at all: null, unknown, marked, of unknown type.
pub(super) const ANYTHING: Allows =
    Allows::NULL.and(Allows::UNKNOWN).and(Allows::DYNAMIC).and(Allows::MARKED);

static TABLE: LazyLock<Vec<Function>> = LazyLock::new(|| {
    let mut all: Vec<Function> = Vec::with_capacity(130);
    all.extend(super::numeric::functions());
    all.extend(super::lists::functions());
    all.extend(super::strings::functions());
    all.extend(super::maps::functions());
    all.extend(super::sets::functions());
    all.extend(super::types::functions());
    all.extend(super::cidr::functions());
    all.extend(super::datetime::functions());
    all.extend(super::encoding::functions());
    all.extend(super::files::functions());
    all.extend(super::format::functions());
    all.extend(super::hashes::functions());
    all.extend(super::regex::functions());
    all.sort_by_key(|function| function.name);
    all
});

/// All functions, by name.
#[must_use]
pub fn functions() -> &'static [Function] {
    &TABLE
}

/// The function of a name.
#[must_use]
pub fn function(name: &str) -> Option<&'static Function> {
    let at = TABLE.binary_search_by(|function| function.name.cmp(name)).ok()?;
    TABLE.get(at)
}
