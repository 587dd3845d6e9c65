//! Predicates: a number picks an item, anything else keeps the items for which it is true.

use std::rc::Rc;

use super::Run;
use super::tuple::{Tuple, TupleStream};
use crate::ast::{Constant, Kind, Node};
use crate::error::{Fault, Outcome};
use crate::scope::Frame;
use crate::value::{Array, Value};

impl<'a> Run<'a> {
    pub(super) fn filter(&mut self, predicate: &'a Node, input: Value<'a>, frame: &Rc<Frame<'a>>) -> Outcome<Value<'a>> {
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

    pub(super) fn filter_tuples(&mut self, predicate: &'a Node, stream: TupleStream<'a>, frame: &Rc<Frame<'a>>) -> Outcome<TupleStream<'a>> {
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
            Value::Number(number) if !number.is_nan() => Ok(usize::from(is_index(*number, at, length))),
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
            Value::Number(number) if number.is_infinite() => return Err(Fault::new("D1001").value("null")),
            Value::Number(number) if !number.is_nan() => found.push(number),
            _ => all = false,
        }
    }
    Ok(all.then_some(found))
}
