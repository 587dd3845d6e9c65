//! Functions as values.

use std::cell::RefCell;
use std::rc::Rc;

use crate::ast::{Lambda, Node, Transform};
use crate::error::Spot;
use crate::functions::Builtin;
use crate::options::NativeFunction;
use crate::pattern::Pattern;
use crate::scope::Frame;
use crate::value::{Text, Value};

/// A function value. Passed as an argument it is `wrapped`: then it does not see the context of its caller.
#[derive(Clone)]
pub(crate) struct Callable<'a> {
    pub(crate) function: Rc<Function<'a>>,
    pub(crate) wrapped: bool,
}

/// What a function is, and where it was last called from, for error messages.
pub(crate) struct Function<'a> {
    pub(crate) body: Body<'a>,
    pub(crate) site: RefCell<Option<Site>>,
}

/// A place that a function is called from, and the name it has there.
#[derive(Clone)]
pub(crate) struct Site {
    pub(crate) token: Option<Box<str>>,
    pub(crate) spot: Spot,
}

/// The kinds of functions.
pub(crate) enum Body<'a> {
    /// A definition with what it closes over; `open` names the parameters that partial application left.
    Lambda {
        lambda: &'a Lambda,
        open: Option<Vec<&'a str>>,
        input: Value<'a>,
        frame: Rc<Frame<'a>>,
    },
    /// A call in tail position, still to be made.
    Thunk {
        call: &'a Node,
        input: Value<'a>,
        frame: Rc<Frame<'a>>,
    },
    Builtin(Builtin),
    Host(&'a NativeFunction),
    /// A function of the library or the host with some of its arguments.
    Partial {
        of: Callable<'a>,
        args: Vec<Option<Value<'a>>>,
    },
    /// A regular expression.
    Matcher {
        pattern: &'a Pattern,
        spot: Spot,
    },
    /// The function `next` of a match.
    NextMatch {
        pattern: &'a Pattern,
        spot: Spot,
        text: Text<'a>,
        from: usize,
    },
    Transform {
        transform: &'a Transform,
        spot: Spot,
        frame: Rc<Frame<'a>>,
    },
}

impl<'a> Callable<'a> {
    pub(crate) fn new(body: Body<'a>) -> Self {
        Self { function: Rc::new(Function { body, site: RefCell::new(None) }), wrapped: false }
    }

    /// The function as an argument.
    pub(crate) fn wrap(self) -> Self {
        Self { wrapped: true, ..self }
    }

    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.function, &other.function)
    }

    /// Whether the reference holds it as an object, which is true in a condition, or as a function, which is not.
    pub(crate) fn is_object(&self) -> bool {
        !self.wrapped
            && !matches!(self.function.body, Body::Matcher { .. } | Body::NextMatch { .. })
    }

    /// How many arguments it wants from a function that offers several.
    pub(crate) fn arity(&self) -> usize {
        match &self.function.body {
            Body::Lambda { lambda, open, .. } => {
                open.as_ref().map_or(lambda.params.len(), Vec::len)
            }
            Body::Thunk { .. } | Body::NextMatch { .. } => 0,
            Body::Builtin(builtin) => builtin.arity(),
            Body::Host(native) => native.arity,
            Body::Partial { args, .. } => args.iter().filter(|arg| arg.is_none()).count(),
            Body::Matcher { .. } => 2,
            Body::Transform { .. } => 1,
        }
    }

    /// Levels of frames and values below it.
    pub(crate) fn depth(&self) -> u32 {
        match &self.function.body {
            Body::Lambda { frame, input, .. } | Body::Thunk { frame, input, .. } => {
                frame.depth().max(input.depth()) + 1
            }
            Body::Transform { frame, .. } => frame.depth() + 1,
            Body::Partial { of, args } => {
                args.iter().flatten().map(Value::depth).max().unwrap_or_default().max(of.depth())
                    + 1
            }
            Body::Builtin(_) | Body::Host(_) | Body::Matcher { .. } | Body::NextMatch { .. } => 0,
        }
    }
}
