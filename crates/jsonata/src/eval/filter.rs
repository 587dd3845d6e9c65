//! Predicates: a number picks an item, anything else keeps the items for which it is true.

use std::rc::Rc;

use super::Run;
use super::tuple::{Tuple, TupleStream};
use crate::ast::{Constant, Kind, Node, Operator};
use crate::error::{Fault, Outcome};
use crate::scope::Frame;
use crate::value::{Array, Value};

impl<'a> Run<'a> {
    pub(super) fn filter(
        &mut self,
        predicate: &'a Node,
        input: Value<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<Value<'a>> {
        if let Value::Tuples(stream) = &input {
            let stream = TupleStream::clone(stream);
            return Ok(Value::Tuples(Rc::new(self.filter_tuples(predicate, stream, frame)?)));
        }
        let items = input.into_items();
        if let Kind::Constant(Constant::Number(at)) = predicate.kind {
            return Ok(match items.at_index(at.floor()) {
                None | Some(Value::Undefined) => Value::sequence(Vec::new()),
                Some(array @ Value::Array(_)) => array,
                Some(item) => Value::sequence(vec![item]),
            });
        }
        if is_constant(predicate) && !items.is_empty() {
            let result = self.evaluate(predicate, &Value::Undefined, frame)?;
            return self.filter_by_constant(&items, result);
        }
        let mut kept = Vec::new();
        let length = items.len();
        for (at, item) in items.iter().enumerate() {
            let result = self.evaluate(predicate, &item, frame)?;
            for _ in 0..self.picks(result, at, length)? {
                kept.push(item.clone());
            }
        }
        Ok(Value::sequence(kept))
    }

    /// Filters by what does not depend on the item: indexes are counted once for all items.
    fn filter_by_constant(&mut self, items: &Array<'a>, result: Value<'a>) -> Outcome<Value<'a>> {
        let length = items.len();
        self.charge(length)?;
        let numbers = match &result {
            Value::Array(array) => indexes(array)?,
            _ => None,
        };
        let Some(numbers) = numbers else {
            let mut kept = Vec::new();
            for (at, item) in items.iter().enumerate() {
                kept.extend(std::iter::repeat_n(item, self.picks(result.clone(), at, length)?));
            }
            return Ok(Value::sequence(kept));
        };
        self.charge(numbers.len())?;
        let from_start = |number: f64| {
            if number < 0.0 { length as f64 + number.floor() } else { number.floor() }
        };
        let mut places: Vec<usize> = numbers
            .into_iter()
            .map(from_start)
            .filter(|place| *place >= 0.0 && *place < length as f64)
            .map(|place| place as usize)
            .collect();
        places.sort_unstable();
        Ok(Value::sequence(places.into_iter().filter_map(|place| items.get(place)).collect()))
    }

    pub(super) fn filter_tuples(
        &mut self,
        predicate: &'a Node,
        stream: TupleStream<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<TupleStream<'a>> {
        let length = stream.tuples.len();
        let mut kept = Vec::new();
        if let Kind::Constant(Constant::Number(at)) = predicate.kind {
            let at = at.floor();
            let at = if at < 0.0 { length as f64 + at } else { at };
            let tuple = (at >= 0.0).then(|| stream.tuples.into_iter().nth(at as usize)).flatten();
            return Ok(TupleStream { tuples: tuple.into_iter().collect(), marked: stream.marked });
        }
        for (at, tuple) in stream.tuples.into_iter().enumerate() {
            let result = if stream.marked {
                let inner = Frame::within(frame, tuple.variables.clone());
                self.evaluate(predicate, &tuple.at, &inner)?
            } else {
                self.evaluate(predicate, &tuple.as_object(), frame)?
            };
            for _ in 0..self.picks(result, at, length)? {
                kept.push(Tuple::clone(&tuple));
            }
        }
        Ok(TupleStream { tuples: kept, marked: stream.marked })
    }

    /// How many times a predicate's result picks the item at `at`.
    fn picks(&mut self, result: Value<'a>, at: usize, length: usize) -> Outcome<usize> {
        match &result {
            Value::Number(number) if number.is_infinite() => Err(Fault::new("D1001").value("null")),
            Value::Number(number) if !number.is_nan() => {
                Ok(usize::from(is_index(*number, at, length)))
            }
            Value::Array(array) => match indexes(array)? {
                Some(indexes) => {
                    self.charge(indexes.len())?;
                    Ok(indexes.into_iter().filter(|number| is_index(*number, at, length)).count())
                }
                None => Ok(usize::from(self.is_true(&result)?)),
            },
            _ => Ok(usize::from(self.is_true(&result)?)),
        }
    }
}

/// Whether a predicate gives the same for every item, and cannot fail.
fn is_constant(node: &Node) -> bool {
    let is_number = |node: &Node| {
        matches!(node.kind, Kind::Constant(Constant::Number(_))) && node.extras.is_none()
    };
    let is_range = |node: &Node| match &node.kind {
        Kind::Binary(Operator::Range, both) => is_number(&both.0) && is_number(&both.1),
        _ => is_number(node),
    };
    matches!(&node.kind, Kind::Array(items) if node.extras.is_none() && items.iter().all(is_range))
}

fn is_index(number: f64, at: usize, length: usize) -> bool {
    let index = number.floor();
    let index = if index < 0.0 { length as f64 + index } else { index };
    index == at as f64
}

/// The numbers of an array that holds nothing else.
fn indexes(array: &Array<'_>) -> Outcome<Option<Vec<f64>>> {
    let mut found = Vec::new();
    let mut all = true;
    for item in array.iter() {
        match item {
            Value::Number(number) if number.is_infinite() => {
                return Err(Fault::new("D1001").value("null"));
            }
            Value::Number(number) if !number.is_nan() => found.push(number),
            _ => all = false,
        }
    }
    Ok(all.then_some(found))
}
