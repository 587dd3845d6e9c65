//! Sorting: by the terms of an order-by clause, and the merge sort that `$sort` shares.

use std::cmp::Ordering;
use std::rc::Rc;

use super::Run;
use super::tuple::TupleStream;
use crate::ast::{Node, SortTerm};
use crate::error::{Fault, Outcome};
use crate::scope::Frame;
use crate::value::{Value, order_of_texts};

/// Merge sort that takes from the right where `is_after(left, right)`: the reference's algorithm, since a function
/// of the author need not be consistent.
pub(crate) fn merge_sort<T: Clone>(
    items: Vec<T>,
    is_after: &mut impl FnMut(&T, &T) -> Outcome<bool>,
) -> Outcome<Vec<T>> {
    if items.len() <= 1 {
        return Ok(items);
    }
    let mut left = items;
    let right = left.split_off(left.len() / 2);
    let left = merge_sort(left, is_after)?;
    let right = merge_sort(right, is_after)?;
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let mut left = left.into_iter().peekable();
    let mut right = right.into_iter().peekable();
    while let (Some(first), Some(second)) = (left.peek(), right.peek()) {
        let next = if is_after(first, second)? { right.next() } else { left.next() };
        merged.extend(next);
    }
    merged.extend(left);
    merged.extend(right);
    Ok(merged)
}

impl<'a> Run<'a> {
    /// Sorts items by the terms of an order-by clause.
    pub(super) fn sort_by_terms(
        &mut self,
        node: &Node,
        terms: &'a [SortTerm],
        input: Value<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<Value<'a>> {
        let Value::Array(array) = &input else { return Ok(input) };
        if array.len() <= 1 {
            return Ok(input);
        }
        let items = array.clone().into_vec();
        let order =
            self.order(node, terms, items.len(), &mut |run, at, term| match items.get(at) {
                Some(item) => run.evaluate(term, item, frame),
                None => Ok(Value::Undefined),
            })?;
        Ok(Value::list(order.into_iter().filter_map(|at| items.get(at).cloned()).collect()))
    }

    /// Sorts tuples; as in the reference, the result is no longer marked as tuples.
    pub(super) fn sort_stream(
        &mut self,
        node: &Node,
        terms: &'a [SortTerm],
        stream: TupleStream<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<TupleStream<'a>> {
        let TupleStream { tuples, marked } = stream;
        if tuples.len() <= 1 {
            return Ok(TupleStream { tuples, marked });
        }
        let order =
            self.order(node, terms, tuples.len(), &mut |run, at, term| match tuples.get(at) {
                Some(tuple) if marked => {
                    let inner = Frame::within(frame, tuple.variables.clone());
                    run.evaluate(term, &tuple.at, &inner)
                }
                Some(tuple) => run.evaluate(term, &tuple.as_object(), frame),
                None => Ok(Value::Undefined),
            })?;
        let tuples = order.into_iter().filter_map(|at| tuples.get(at).cloned()).collect();
        Ok(TupleStream { tuples, marked: false })
    }

    /// The sorted order of `count` items. A term is evaluated once for an item, and only when it is needed.
    fn order(
        &mut self,
        node: &Node,
        terms: &'a [SortTerm],
        count: usize,
        evaluate: &mut impl FnMut(&mut Self, usize, &'a Node) -> Outcome<Value<'a>>,
    ) -> Outcome<Vec<usize>> {
        let mut keys: Vec<Option<Value<'a>>> = vec![None; count * terms.len()];
        let mut is_after = |a: &usize, b: &usize| -> Outcome<bool> {
            self.charge(1)?;
            for (nth, term) in terms.iter().enumerate() {
                let mut key = |item: usize| -> Outcome<Value<'a>> {
                    let Some(known) = keys.get_mut(item * terms.len() + nth) else {
                        return Ok(Value::Undefined);
                    };
                    if known.is_none() {
                        *known = Some(evaluate(self, item, &term.expr)?);
                    }
                    Ok(known.clone().unwrap_or_default())
                };
                let (first, second) = (key(*a)?, key(*b)?);
                match compare(node, &first, &second, term.descending)? {
                    Ordering::Equal => {}
                    order => return Ok(order == Ordering::Greater),
                }
            }
            Ok(false)
        };
        merge_sort((0..count).collect(), &mut is_after)
    }
}

/// Order of two keys; a missing one comes last whatever the direction.
fn compare<'a>(node: &Node, a: &Value<'a>, b: &Value<'a>, descending: bool) -> Outcome<Ordering> {
    let order = match (a, b) {
        (Value::Undefined, Value::Undefined) => return Ok(Ordering::Equal),
        (Value::Undefined, _) => return Ok(Ordering::Greater),
        (_, Value::Undefined) => return Ok(Ordering::Less),
        (Value::Number(a), Value::Number(b)) if a == b => Ordering::Equal,
        (Value::Number(a), Value::Number(b)) if a < b => Ordering::Less,
        (Value::Number(_), Value::Number(_)) => Ordering::Greater,
        (Value::Text(a), Value::Text(b)) => order_of_texts(a, b),
        (Value::Number(_) | Value::Text(_), Value::Number(_) | Value::Text(_)) => {
            let fault = Fault::new("T2007").at(node.spot);
            return Err(fault.value(a.to_json_text()).with("value2", b.to_json_text()));
        }
        (Value::Number(_) | Value::Text(_), culprit) | (culprit, _) => {
            return Err(Fault::new("T2008").at(node.spot).value(culprit.to_json_text()));
        }
    };
    Ok(if descending { order.reverse() } else { order })
}
