//! Paths: step by step, flattening on the way.

use std::rc::Rc;

use super::Run;
use super::tuple::{Tuple, TupleStream};
use crate::ast::{Kind, Node, Stage};
use crate::error::Outcome;
use crate::scope::Frame;
use crate::value::{Array, Value};

/// What a step starts from.
enum Current<'a> {
    One(Value<'a>),
    Many(Array<'a>),
}

impl<'a> Current<'a> {
    fn into_value(self) -> Value<'a> {
        match self {
            Self::One(value) => Value::sequence(vec![value]),
            Self::Many(array) => Value::Array(array),
        }
    }

    /// The result of a step as the input of the next.
    fn of(result: Value<'a>) -> Self {
        match result {
            Value::Array(array) => Self::Many(array),
            Value::Text(text) => {
                let letters =
                    text.chars().map(|letter| Value::text(letter.to_string())).collect::<Vec<_>>();
                Self::Many(Array::from(letters))
            }
            _ => Self::Many(Array::from(Vec::new())),
        }
    }
}

/// Whether a step is the last of its path.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    Inner,
    Last,
}

impl<'a> Run<'a> {
    pub(super) fn path(
        &mut self,
        node: &'a Node,
        steps: &'a [Node],
        keep_singleton: bool,
        input: &Value<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<Value<'a>> {
        let Some(first) = steps.first() else { return Ok(Value::Undefined) };
        if !keep_singleton
            && node.extras.is_none()
            && let Some(value) = self.plain_path(steps, input, frame)?
        {
            return Ok(value);
        }
        let mut current = match input {
            Value::Array(array) if !matches!(first.kind, Kind::Variable { .. }) => {
                Current::Many(array.clone())
            }
            other => Current::One(other.clone()),
        };
        let mut result = Value::Undefined;
        let mut tuples: Option<TupleStream<'a>> = None;
        let mut is_tuple = false;
        for (at, step) in steps.iter().enumerate() {
            is_tuple |= step.tuple;
            if at == 0 && step.constructs {
                result = self.evaluate(step, &current.into_value(), frame)?;
                current = Current::of(result.clone());
            } else if is_tuple {
                tuples = Some(self.tuple_step(step, &current, tuples, frame)?);
            } else {
                let position = if at + 1 == steps.len() { Position::Last } else { Position::Inner };
                result = self.step(step, &current, frame, position)?;
                if position == Position::Inner {
                    current = Current::of(result.clone());
                }
            }
            if !is_tuple && is_empty(&result) {
                break;
            }
        }
        if is_tuple {
            let stream = tuples.unwrap_or(TupleStream { tuples: Vec::new(), marked: true });
            if let Some(group) = node.group() {
                return self.group(group, Value::Tuples(Rc::new(stream)), frame);
            }
            result = if node.tuple {
                Value::Tuples(Rc::new(stream))
            } else {
                Value::sequence(stream.tuples.into_iter().map(|tuple| tuple.at).collect())
            };
        }
        if keep_singleton && let Value::Array(array) = &result {
            let form = array.form();
            if form.constructed && !form.sequence {
                result = Value::sequence(vec![result]);
            }
            if let Value::Array(array) = &result {
                array.mark(|form| form.keep = true);
            }
        }
        match node.group() {
            Some(group) => self.group(group, result, frame),
            None => Ok(result),
        }
    }

    /// A path of nothing but names through nothing but objects, which is most of them; none where it is another.
    /// It may begin with a variable or a parent.
    fn plain_path(
        &mut self,
        steps: &'a [Node],
        input: &Value<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<Option<Value<'a>>> {
        let Some((first, rest)) = steps.split_first() else { return Ok(None) };
        if !steps.iter().all(is_plain) {
            return Ok(None);
        }
        let mut value = match &first.kind {
            Kind::Name(name) => match input {
                Value::Object(object) => object.get(name).unwrap_or_default(),
                _ => return Ok(None),
            },
            Kind::Variable { name, builtin: None } => self.variable(name, None, input, frame),
            Kind::Parent { label, .. } => frame.lookup(label).unwrap_or_default(),
            _ => return Ok(None),
        };
        for step in rest {
            let (Kind::Name(name), Value::Object(object)) = (&step.kind, &value) else {
                return Ok(None);
            };
            value = object.get(name).unwrap_or_default();
        }
        match &value {
            // Only one array at the end of a path is passed on as it is.
            Value::Array(array)
                if array.form().sequence
                    || array.form().constructed
                    || rest.is_empty() && !matches!(first.kind, Kind::Name(_)) =>
            {
                Ok(None)
            }
            Value::Tuples(_) => Ok(None),
            _ => {
                self.pass()?;
                Ok(Some(value))
            }
        }
    }

    fn step(
        &mut self,
        step: &'a Node,
        input: &Current<'a>,
        frame: &Rc<Frame<'a>>,
        position: Position,
    ) -> Outcome<Value<'a>> {
        if let Kind::Sort(terms) = &step.kind {
            let input = match input {
                Current::One(value) => Value::sequence(vec![value.clone()]),
                Current::Many(array) => Value::Array(array.clone()),
            };
            let mut sorted = self.sort_by_terms(step, terms, input, frame)?;
            for stage in step.stages() {
                if let Stage::Filter(predicate) = stage {
                    sorted = self.filter(predicate, sorted, frame)?;
                }
            }
            return Ok(sorted);
        }
        let mut results = Results::default();
        match input {
            Current::One(item) => self.step_item(step, item, frame, &mut results)?,
            Current::Many(array) => {
                for item in array.iter() {
                    self.step_item(step, &item, frame, &mut results)?;
                }
            }
        }
        self.allow_items(results.items.len())?;
        Ok(results.finish(position))
    }

    fn step_item(
        &mut self,
        step: &'a Node,
        item: &Value<'a>,
        frame: &Rc<Frame<'a>>,
        results: &mut Results<'a>,
    ) -> Outcome<()> {
        let mut result = self.evaluate(step, item, frame)?;
        for stage in step.stages() {
            if let Stage::Filter(predicate) = stage {
                result = self.filter(predicate, result, frame)?;
            }
        }
        if let Value::Array(array) = &result {
            self.charge(array.len())?;
        }
        results.add(result);
        Ok(())
    }

    fn tuple_step(
        &mut self,
        step: &'a Node,
        input: &Current<'a>,
        tuples: Option<TupleStream<'a>>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<TupleStream<'a>> {
        if let Kind::Sort(terms) = &step.kind {
            return self.sort_tuples(step, terms, input, tuples, frame);
        }
        let tuples = match (tuples, input) {
            (Some(stream), _) => stream.tuples,
            (None, Current::One(value)) => vec![Tuple::of(value.clone())],
            (None, Current::Many(array)) => array.iter().map(Tuple::of).collect(),
        };
        let mut stream = TupleStream { tuples: Vec::with_capacity(tuples.len()), marked: true };
        for tuple in tuples {
            let inner = Frame::within(frame, tuple.variables.clone());
            let result = self.evaluate(step, &tuple.at, &inner)?;
            self.spread_tuple(step, tuple, result, &mut stream)?;
        }
        self.stages(step, stream, frame)
    }

    /// Adds a tuple for each item of the result of a step.
    fn spread_tuple(
        &mut self,
        step: &'a Node,
        tuple: Tuple<'a>,
        result: Value<'a>,
        stream: &mut TupleStream<'a>,
    ) -> Outcome<()> {
        if let Value::Tuples(inner) = &result
            && inner.marked
        {
            self.charge(inner.tuples.len())?;
            for inner in &inner.tuples {
                let mut merged = tuple.clone();
                merged.merge(inner);
                stream.tuples.push(merged);
            }
            return Ok(());
        }
        if result.is_undefined() {
            return Ok(());
        }
        let extras = step.extras.as_deref();
        if extras.is_none() && !matches!(result, Value::Array(_) | Value::Tuples(_)) {
            self.charge(1)?;
            stream.tuples.push(Tuple { at: result, ..tuple });
            return Ok(());
        }
        let items = result.into_items();
        self.charge(items.len())?;
        for (at, item) in items.iter().enumerate() {
            let mut next = tuple.clone();
            match extras.and_then(|extras| extras.focus.as_deref()) {
                Some(focus) => next.set(focus, item),
                None => next.at = item,
            }
            if let Some(index) = extras.and_then(|extras| extras.index.as_deref()) {
                next.set(index, Value::Number(at as f64));
            }
            if let Some(ancestor) = extras.and_then(|extras| extras.ancestor.as_deref()) {
                next.set(ancestor, tuple.at.clone());
            }
            stream.tuples.push(next);
        }
        Ok(())
    }

    fn stages(
        &mut self,
        step: &'a Node,
        mut stream: TupleStream<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<TupleStream<'a>> {
        for stage in step.stages() {
            match stage {
                Stage::Filter(predicate) => {
                    stream = self.filter_tuples(predicate, stream, frame)?;
                }
                Stage::Index(name) => {
                    for (at, tuple) in stream.tuples.iter_mut().enumerate() {
                        tuple.set(name, Value::Number(at as f64));
                    }
                }
            }
        }
        Ok(stream)
    }

    fn sort_tuples(
        &mut self,
        step: &'a Node,
        terms: &'a [crate::ast::SortTerm],
        input: &Current<'a>,
        tuples: Option<TupleStream<'a>>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<TupleStream<'a>> {
        let stream = match tuples {
            Some(stream) => self.sort_stream(step, terms, stream, frame)?,
            None => {
                let input = match input {
                    Current::One(value) => Value::sequence(vec![value.clone()]),
                    Current::Many(array) => Value::Array(array.clone()),
                };
                let sorted = self.sort_by_terms(step, terms, input, frame)?;
                let index = step.extras.as_ref().and_then(|extras| extras.index.as_deref());
                let numbered =
                    sorted.into_items().into_vec().into_iter().enumerate().map(|(at, item)| {
                        let mut tuple = Tuple::of(item);
                        if let Some(index) = index {
                            tuple.set(index, Value::Number(at as f64));
                        }
                        tuple
                    });
                TupleStream { tuples: numbered.collect(), marked: true }
            }
        };
        self.stages(step, stream, frame)
    }
}

fn is_plain(step: &Node) -> bool {
    step.extras.is_none() && !step.keep_array && !step.tuple
}

fn is_empty(value: &Value<'_>) -> bool {
    match value {
        Value::Undefined => true,
        Value::Array(array) => array.is_empty(),
        Value::Text(text) => text.is_empty(),
        _ => false,
    }
}

/// Results of a step: arrays are flattened, unless one array is all there is at the end of the path.
#[derive(Default)]
struct Results<'a> {
    first: Option<Value<'a>>,
    items: Vec<Value<'a>>,
    count: usize,
}

impl<'a> Results<'a> {
    fn add(&mut self, value: Value<'a>) {
        if value.is_undefined() {
            return;
        }
        self.count += 1;
        if self.count == 1 {
            self.first = Some(value);
            return;
        }
        if let Some(first) = self.first.take() {
            self.flatten(first);
        }
        self.flatten(value);
    }

    fn flatten(&mut self, value: Value<'a>) {
        match value {
            Value::Array(array) if !array.form().constructed => match array {
                Array::Input(_) => self.items.extend(array.iter()),
                Array::Owned(_) if self.items.is_empty() => self.items = array.into_vec(),
                Array::Owned(_) => self.items.extend(array.iter()),
            },
            Value::Tuples(tuples) => self.items.extend(tuples.as_objects()),
            other => self.items.push(other),
        }
    }

    fn finish(mut self, position: Position) -> Value<'a> {
        if let Some(first) = self.first.take() {
            match &first {
                Value::Array(array) if position == Position::Last && !array.form().sequence => {
                    return first;
                }
                _ => self.flatten(first),
            }
        }
        Value::sequence(self.items)
    }
}
