//! What an expression may mention.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_cty::{Entries, Type, Value};
use dryrun_diag::{Diagnostic, Sources, Span};

use crate::ast::Traversal;

/// Values by root name (`var`, `local`, `aws_instance`, …).
pub trait Variables {
    /// The value of a root name.
    fn variable(&self, name: &str) -> Option<Value>;

    /// All root names, for suggestions.
    fn names(&self) -> Vec<String>;

    /// The value of a reference as far as it is known here, and how many of its steps that took. For those who compute
    /// values on demand, or have more to say of a wrong reference than that there is no such variable.
    fn resolve(&self, traversal: &Traversal) -> Option<Result<(Value, usize), Box<Diagnostic>>> {
        self.variable(&traversal.root).map(|value| Ok((value, 0)))
    }
}

impl Variables for Entries<Value> {
    fn variable(&self, name: &str) -> Option<Value> {
        self.get(name).cloned()
    }

    fn names(&self) -> Vec<String> {
        self.keys().map(|name| name.as_ref().to_owned()).collect()
    }
}

impl Variables for BTreeMap<Arc<str>, Value> {
    fn variable(&self, name: &str) -> Option<Value> {
        self.get(name).cloned()
    }

    fn names(&self) -> Vec<String> {
        self.keys().map(|name| name.as_ref().to_owned()).collect()
    }
}

/// A parameter of a function.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Name, as errors mention it.
    pub name: Cow<'static, str>,
    /// What arguments are converted to.
    pub ty: Type,
}

/// What a function takes and gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Signature {
    /// Parameters that must be given.
    pub parameters: Vec<Parameter>,
    /// The parameter that takes any number of further arguments.
    pub variadic: Option<Parameter>,
    /// Type of the result as it is known without arguments.
    pub returns: Type,
}

impl Signature {
    /// The parameter that takes the argument at `index`.
    #[must_use]
    pub fn parameter(&self, index: usize) -> Option<&Parameter> {
        self.parameters.get(index).or(self.variadic.as_ref())
    }
}

/// Why a call failed.
#[derive(Debug, Clone, PartialEq)]
pub enum CallError {
    /// An argument is to blame: its index and what is wrong.
    Argument(usize, String),
    /// The call as a whole.
    Failed(String),
}

/// Functions by name, without `core::`.
///
/// `can`, `try` and `templatestring` take expressions rather than values, so the evaluator has its own; it asks for
/// their signature here all the same, as a function that has none is not there.
pub trait Functions {
    /// What a function takes; `None` if there is no such function.
    fn signature(&self, name: &str) -> Option<Signature>;

    /// Calls a function with arguments that were converted to the parameters' types.
    ///
    /// # Errors
    ///
    /// What is wrong, as the end of a sentence without its full stop.
    fn call(&self, name: &str, arguments: &[Value]) -> Result<Value, CallError>;

    /// The functions that a template may call which the function `name` renders.
    ///
    /// # Errors
    /// Where a template may not be rendered.
    fn in_template(&self, name: &str) -> Result<Box<dyn Functions + '_>, CallError>;

    /// All names, for suggestions.
    fn names(&self) -> Vec<String>;

    /// Whether the module declares a provider of this local name.
    fn declares(&self, _provider: &str) -> bool {
        false
    }
}

/// What an expression may mention: a chain, innermost first.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    parent: Option<&'a Scope<'a>>,
    layer: Layer<'a>,
    functions: Option<&'a dyn Functions>,
    sources: Option<&'a Sources>,
}

#[derive(Clone, Copy)]
enum Layer<'a> {
    Nothing,
    Variables(&'a dyn Variables),
    /// The names of a `for`.
    Iteration(Option<(&'a str, &'a Value)>, (&'a str, &'a Value)),
    /// The element of a splat; none while only the type is asked for.
    Item(&'a Value),
}

impl std::fmt::Debug for Scope<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Scope").field("names", &self.names()).finish_non_exhaustive()
    }
}

impl<'a> Scope<'a> {
    /// Nothing may be mentioned, and strings in JSON syntax are just text.
    #[must_use]
    pub fn nothing() -> Self {
        Self { parent: None, layer: Layer::Nothing, functions: None, sources: None }
    }

    /// These values may be mentioned, and these functions called.
    #[must_use]
    pub fn new(variables: &'a dyn Variables, functions: &'a dyn Functions) -> Self {
        Self { functions: Some(functions), ..Self::of_variables(variables) }
    }

    /// These values may be mentioned, but no function called.
    #[must_use]
    pub fn of_variables(variables: &'a dyn Variables) -> Self {
        Self { parent: None, layer: Layer::Variables(variables), functions: None, sources: None }
    }

    /// These functions may be called, but nothing mentioned.
    #[must_use]
    pub fn of_functions(functions: &'a dyn Functions) -> Self {
        Self { parent: None, layer: Layer::Nothing, functions: Some(functions), sources: None }
    }

    /// With the texts, so that messages can name places in them.
    #[must_use]
    pub fn with_sources(mut self, sources: &'a Sources) -> Self {
        self.sources = Some(sources);
        self
    }

    /// A scope within this one, with further values.
    #[must_use]
    pub fn child(&'a self, variables: &'a dyn Variables) -> Self {
        self.within(Layer::Variables(variables))
    }

    pub(super) fn iteration(
        &'a self,
        key: Option<(&'a str, &'a Value)>,
        value: (&'a str, &'a Value),
    ) -> Self {
        self.within(Layer::Iteration(key, value))
    }

    pub(super) fn with_item(&'a self, item: &'a Value) -> Self {
        self.within(Layer::Item(item))
    }

    fn within(&'a self, layer: Layer<'a>) -> Self {
        Self { parent: Some(self), layer, functions: self.functions, sources: self.sources }
    }

    fn chain(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(Some(self), |scope| scope.parent)
    }

    /// Whether this is no scope at all.
    pub(super) fn is_nothing(&self) -> bool {
        self.functions.is_none() && !self.allows_variables()
    }

    /// Whether anything may be mentioned.
    pub(super) fn allows_variables(&self) -> bool {
        self.chain().any(|scope| matches!(scope.layer, Layer::Variables(_) | Layer::Iteration(..)))
    }

    pub(super) fn functions(&self) -> Option<&'a dyn Functions> {
        self.functions
    }

    /// The value of a reference, and how many of its steps that took.
    pub(super) fn resolve(
        &self,
        traversal: &Traversal,
    ) -> Option<Result<(Value, usize), Box<Diagnostic>>> {
        let name = &*traversal.root;
        self.chain().find_map(|scope| match scope.layer {
            Layer::Variables(variables) => variables.resolve(traversal),
            Layer::Iteration(_, (own, value)) if own == name => Some(Ok((value.clone(), 0))),
            Layer::Iteration(Some((own, key)), _) if own == name => Some(Ok((key.clone(), 0))),
            Layer::Iteration(..) | Layer::Nothing | Layer::Item(_) => None,
        })
    }

    pub(super) fn item(&self) -> Option<Value> {
        self.chain().find_map(|scope| {
            if let Layer::Item(item) = scope.layer { Some(item.clone()) } else { None }
        })
    }

    /// All root names, innermost first.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        for scope in self.chain() {
            match scope.layer {
                Layer::Variables(variables) => names.extend(variables.names()),
                Layer::Iteration(key, (value, _)) => {
                    names.extend(key.map(|(key, _)| key.to_owned()));
                    names.push(value.to_owned());
                }
                Layer::Nothing | Layer::Item(_) => {}
            }
        }
        names
    }

    /// A place in words, where the texts are known: `main.tf:3,3-8`.
    pub(super) fn describe(&self, span: Span) -> Option<String> {
        let (name, start, end) = self.sources?.locate(span)?;
        Some(if start.line == end.line {
            format!("{name}:{},{}-{}", start.line, start.column, end.column)
        } else {
            format!("{name}:{},{}-{},{}", start.line, start.column, end.line, end.column)
        })
    }
}
