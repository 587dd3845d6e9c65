//! Evaluation: the tree and an input to a value.

mod call;
mod filter;
mod group;
pub(crate) mod limits;
mod operators;
mod path;
mod sort;
mod transform;
pub(crate) mod tuple;

use std::collections::HashMap;
use std::rc::{Rc, Weak};

use serde_json::Value as Json;
use typed_arena::Arena;

use crate::ast::{Constant, Kind, Node};
use crate::dialect::{Dialect, Evaluated};
use crate::error::{Fault, Outcome};
use crate::function::{Body, Callable, Site};
use crate::functions::{Builtin, Random};
use crate::options::{NativeFunction, Options};
use crate::scope::Frame;
use crate::value::{Array, Exporter, Form, MAX_NESTING, Text, Value};

pub(crate) use call::{Arguments, Focus};
pub(crate) use sort::merge_sort;

/// One evaluation under way.
pub(crate) struct Run<'a> {
    pub(crate) options: &'a Options<'a>,
    /// Expressions parsed by `$eval`, and by their text.
    arena: &'a Arena<Node>,
    parsed: HashMap<String, &'a Node>,
    input: Value<'a>,
    depth: u32,
    /// Address of the stack where the evaluation began.
    stack_base: usize,
    steps: u64,
    /// Steps at which the clock is looked at next.
    next_look: u64,
    deadline: Option<i64>,
    /// The time that the whole evaluation sees.
    pub(crate) now: i64,
    pub(crate) random: Random,
    /// Where each function of the library was last called from.
    sites: Vec<Option<Site>>,
    /// Frames that may hold a function that holds the frame.
    circular: Vec<Weak<Frame<'a>>>,
    next_sweep: usize,
    /// Pictures of dates, analysed once for each text.
    pub(crate) pictures: crate::functions::Pictures,
}

/// Evaluates a resolved expression.
pub(crate) fn evaluate(
    root: &Node,
    input: Option<&Json>,
    options: &Options<'_>,
) -> Outcome<Evaluated> {
    let arena = Arena::with_capacity(0);
    let input = input.map(Value::from).unwrap_or_default();
    let mut run = Run::new(&arena, input.clone(), options);
    let frame = Frame::root();
    let context = wrap_input(input);
    let result = run.evaluate(root, &context, &frame).and_then(|value| export(&value, options));
    run.break_circles();
    frame.clear();
    result
}

fn export(value: &Value<'_>, options: &Options<'_>) -> Outcome<Evaluated> {
    let mut exporter = Exporter::new(options.limits.output);
    let json = exporter.export(value)?;
    Ok(match json {
        _ if exporter.met_function => Evaluated::Function(json.unwrap_or_default()),
        Some(json) => Evaluated::Json(json),
        None => Evaluated::Undefined,
    })
}

/// An array as input counts as one item.
pub(crate) fn wrap_input(input: Value<'_>) -> Value<'_> {
    match input {
        Value::Array(array) if !array.form().sequence => {
            let form = Form { sequence: true, wrapper: true, ..Form::default() };
            let items = crate::value::Items::new(vec![Value::Array(array)], form);
            Value::Array(Array::Owned(Rc::new(items)))
        }
        other => other,
    }
}

impl<'a> Run<'a> {
    fn new(arena: &'a Arena<Node>, input: Value<'a>, options: &'a Options<'a>) -> Self {
        let now = options.clock.map_or(0, |clock| clock());
        let deadline = options.limits.time.map(|limit| now.saturating_add_unsigned(limit));
        Self {
            options,
            arena,
            parsed: HashMap::new(),
            input,
            depth: 0,
            stack_base: limits::stack_address(),
            steps: 0,
            next_look: 0,
            deadline,
            now,
            random: Random::new(options.seed),
            sites: Vec::new(),
            circular: Vec::new(),
            next_sweep: 64,
            pictures: crate::functions::Pictures::default(),
        }
    }

    /// Parses the text of an `$eval`, once for each text.
    pub(crate) fn parsed(&mut self, text: &str) -> Outcome<&'a Node> {
        if let Some(node) = self.parsed.get(text) {
            return Ok(node);
        }
        let node = self.arena.alloc(crate::expression::tree(text)?);
        self.parsed.insert(text.to_owned(), node);
        Ok(node)
    }

    /// Value of a node with its predicates and grouping; a sequence of one item becomes that item.
    pub(crate) fn evaluate(
        &mut self,
        node: &'a Node,
        input: &Value<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<Value<'a>> {
        if node.extras.is_none() {
            // Half of all nodes are leaves, which need no stack of their own.
            match &node.kind {
                Kind::Constant(constant) => {
                    self.pass()?;
                    return Ok(constant_value(constant));
                }
                Kind::Variable { name, builtin } => {
                    self.pass()?;
                    return Ok(unwrap_sequence(node, self.variable(name, *builtin, input, frame)));
                }
                _ => {}
            }
        }
        self.enter()?;
        let mut result = self.bare(node, input, frame)?;
        if node.extras.is_some() {
            result = self.with_extras(node, result, frame)?;
        }
        self.depth -= 1;
        Ok(unwrap_sequence(node, result))
    }

    #[inline(never)]
    fn with_extras(
        &mut self,
        node: &'a Node,
        mut result: Value<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<Value<'a>> {
        for stage in node.predicates() {
            if let crate::ast::Stage::Filter(predicate) = stage {
                result = self.filter(predicate, result, frame)?;
            }
        }
        match node.group() {
            Some(group) if !node.is_path() => self.group(group, result, frame),
            _ => Ok(result),
        }
    }

    fn bare(
        &mut self,
        node: &'a Node,
        input: &Value<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<Value<'a>> {
        match &node.kind {
            Kind::Name(name) => self.name(input, name),
            Kind::Variable { name, builtin } => Ok(self.variable(name, *builtin, input, frame)),
            Kind::Constant(constant) => Ok(constant_value(constant)),
            Kind::Path { steps, keep_singleton } => {
                self.path(node, steps, *keep_singleton, input, frame)
            }
            Kind::Binary(operator, both) => self.binary(node, *operator, both, input, frame),
            Kind::Call(procedure, args) => self.call(node, procedure, args, input, frame),
            Kind::Condition(parts) => {
                let (condition, then, otherwise) = &**parts;
                let condition = self.evaluate(condition, input, frame)?;
                match (self.is_true(&condition)?, otherwise) {
                    (true, _) => self.evaluate(then, input, frame),
                    (false, Some(otherwise)) => self.evaluate(otherwise, input, frame),
                    (false, None) => Ok(Value::Undefined),
                }
            }
            Kind::Block { parts, binds: false } => {
                let mut result = Value::Undefined;
                for part in parts {
                    result = self.evaluate(part, input, frame)?;
                }
                Ok(result)
            }
            Kind::Block { parts, binds: true } => self.block(parts, input, frame),
            Kind::Bind(name, value) => self.bind(name, value, input, frame),
            Kind::Thunk(call) => Ok(Value::Function(Callable::new(Body::Thunk {
                call,
                input: input.clone(),
                frame: frame.clone(),
            }))),
            Kind::Array(items) => self.array(node, items, input, frame),
            Kind::Object(group) => self.group(group, input.clone(), frame).and_then(bounded),
            Kind::Wildcard => self.wildcard(input),
            Kind::Descendant => self.descendants(input),
            Kind::Parent { label, .. } => Ok(frame.lookup(label).unwrap_or_default()),
            Kind::Negate(inner) => self.negate(node, inner, input, frame),
            Kind::Regex(pattern) => {
                Ok(Value::Function(Callable::new(Body::Matcher { pattern, spot: node.spot })))
            }
            Kind::Lambda(lambda) => {
                let body =
                    Body::Lambda { lambda, open: None, input: input.clone(), frame: frame.clone() };
                bounded(Value::Function(Callable::new(body)))
            }
            Kind::Partial(procedure, args) => {
                self.partial(node, procedure, args, input, frame).and_then(bounded)
            }
            Kind::Apply(both) => self.apply_chain(node, both, input, frame),
            Kind::Transform(transform) => Ok(Value::Function(Callable::new(Body::Transform {
                transform,
                spot: node.spot,
                frame: frame.clone(),
            }))),
            Kind::Sort(_) | Kind::Nothing => Ok(Value::Undefined),
        }
    }

    #[inline(never)]
    fn block(
        &mut self,
        parts: &'a [Node],
        input: &Value<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<Value<'a>> {
        let frame = Frame::within(frame, Vec::new());
        let mut result = Value::Undefined;
        for part in parts {
            result = self.evaluate(part, input, &frame)?;
        }
        Ok(result)
    }

    fn bind(
        &mut self,
        name: &'a str,
        value: &'a Node,
        input: &Value<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<Value<'a>> {
        let value = self.evaluate(value, input, frame)?;
        frame.bind(name, value.clone());
        if matches!(
            value,
            Value::Function(_)
                | Value::Array(Array::Owned(_))
                | Value::Object(crate::value::Object::Owned(_))
        ) {
            self.note_circle(frame);
        }
        Ok(value)
    }

    fn note_circle(&mut self, frame: &Rc<Frame<'a>>) {
        self.circular.push(Rc::downgrade(frame));
        if self.circular.len() > self.next_sweep {
            self.circular.retain(|frame| frame.strong_count() > 0);
            self.next_sweep = self.circular.len() * 2 + 64;
        }
    }

    fn break_circles(&mut self) {
        for frame in self.circular.drain(..) {
            if let Some(frame) = frame.upgrade() {
                frame.clear();
            }
        }
    }

    fn variable(
        &self,
        name: &'a str,
        builtin: Option<Builtin>,
        input: &Value<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Value<'a> {
        if name.is_empty() {
            return match input {
                Value::Array(array) if array.form().wrapper => array.get(0).unwrap_or_default(),
                other => other.clone(),
            };
        }
        match self.bound(name, frame) {
            Some(value) => value,
            None => self
                .library(builtin)
                .map(|builtin| Value::Function(Callable::new(Body::Builtin(builtin))))
                .unwrap_or_default(),
        }
    }

    /// What a name is bound to, by the expression or by the host; not the library's functions.
    pub(crate) fn bound(&self, name: &str, frame: &Rc<Frame<'a>>) -> Option<Value<'a>> {
        if let Some(value) = frame.lookup(name) {
            return Some(value);
        }
        if name == "$" {
            return Some(self.input.clone());
        }
        let options = self.options;
        let tables = [options.bindings, options.more_bindings];
        if let Some(json) = tables.into_iter().flatten().find_map(|table| table.get(name)) {
            return Some(Value::from(json));
        }
        let native: &'a NativeFunction = options.functions?.get(name)?;
        Some(Value::Function(Callable::new(Body::Host(native))))
    }

    /// The function, unless the dialect does not have it.
    pub(crate) fn library(&self, builtin: Option<Builtin>) -> Option<Builtin> {
        builtin.filter(|builtin| builtin.is_in(self.options.dialect))
    }

    pub(crate) fn dialect(&self) -> Dialect {
        self.options.dialect
    }

    fn name(&mut self, input: &Value<'a>, name: &str) -> Outcome<Value<'a>> {
        match input {
            Value::Object(object) => Ok(object.get(name).unwrap_or_default()),
            Value::Array(_) | Value::Tuples(_) => self.lookup(input, name),
            _ => Ok(Value::Undefined),
        }
    }

    /// The field `key` of an object, or of each object of an array.
    pub(crate) fn lookup(&mut self, input: &Value<'a>, key: &str) -> Outcome<Value<'a>> {
        match input {
            Value::Object(object) => Ok(object.get(key).unwrap_or_default()),
            Value::Array(array) => {
                let mut found = Vec::new();
                self.lookup_each(array, key, &mut found)?;
                Ok(Value::sequence(found))
            }
            _ => Ok(Value::Undefined),
        }
    }

    fn lookup_each(
        &mut self,
        array: &Array<'a>,
        key: &str,
        found: &mut Vec<Value<'a>>,
    ) -> Outcome<()> {
        self.charge(array.len())?;
        for item in array.iter() {
            match item {
                Value::Array(inner) => self.lookup_each(&inner, key, found)?,
                Value::Object(object) => match object.get(key) {
                    Some(Value::Array(array)) => {
                        self.charge(array.len())?;
                        found.extend(array.iter());
                    }
                    Some(Value::Undefined) | None => {}
                    Some(value) => found.push(value),
                },
                _ => {}
            }
        }
        Ok(())
    }

    fn wildcard(&mut self, input: &Value<'a>) -> Outcome<Value<'a>> {
        let inner = match input {
            Value::Array(array) if array.form().wrapper => array.get(0).unwrap_or_default(),
            other => other.clone(),
        };
        let values: Vec<Value<'a>> = match &inner {
            Value::Array(array) => array.iter().collect(),
            Value::Object(object) => object.entries().into_iter().map(|(_, value)| value).collect(),
            _ => Vec::new(),
        };
        let mut found = Vec::new();
        let mut is_sequence = true;
        for value in values {
            self.charge(1)?;
            if let Value::Array(array) = &value {
                self.flatten(array, &mut found)?;
                is_sequence = false;
            } else {
                found.push(value);
            }
        }
        Ok(if is_sequence { Value::sequence(found) } else { Value::list(found) })
    }

    fn flatten(&mut self, array: &Array<'a>, found: &mut Vec<Value<'a>>) -> Outcome<()> {
        self.charge(array.len())?;
        for item in array.iter() {
            match item {
                Value::Array(inner) => self.flatten(&inner, found)?,
                other => found.push(other),
            }
        }
        Ok(())
    }

    fn descendants(&mut self, input: &Value<'a>) -> Outcome<Value<'a>> {
        if input.is_undefined() {
            return Ok(Value::Undefined);
        }
        let mut found = Vec::new();
        self.descend(input, &mut found)?;
        Ok(if found.len() == 1 { found.pop().unwrap_or_default() } else { Value::sequence(found) })
    }

    fn descend(&mut self, value: &Value<'a>, found: &mut Vec<Value<'a>>) -> Outcome<()> {
        self.charge(1)?;
        match value {
            Value::Array(array) => array.iter().try_for_each(|item| self.descend(&item, found)),
            Value::Object(object) => {
                found.push(value.clone());
                object.entries().iter().try_for_each(|(_, value)| self.descend(value, found))
            }
            other => {
                found.push(other.clone());
                Ok(())
            }
        }
    }
}

fn constant_value(constant: &Constant) -> Value<'_> {
    match constant {
        Constant::Null => Value::Null,
        Constant::Bool(truth) => Value::Bool(*truth),
        Constant::Number(number) => Value::Number(*number),
        Constant::Text(text) => Value::Text(Text::Borrowed(text)),
    }
}

/// A sequence of one item is that item, an empty one nothing.
fn unwrap_sequence<'a>(node: &Node, value: Value<'a>) -> Value<'a> {
    let Value::Array(array) = &value else { return value };
    if !array.form().sequence {
        return value;
    }
    if node.keep_array {
        array.mark(|form| form.keep = true);
    }
    match array.len() {
        0 => Value::Undefined,
        1 if !array.form().keep => array.get(0).unwrap_or_default(),
        _ => value,
    }
}

/// A constructed value, unless it is nested too deep.
pub(crate) fn bounded(value: Value<'_>) -> Outcome<Value<'_>> {
    if value.depth() > MAX_NESTING { Err(Fault::new("U1001")) } else { Ok(value) }
}
