//! Object constructors and groupings: items with the same key form a group, each group gives one field.

use std::collections::HashMap;
use std::rc::Rc;

use super::Run;
use super::tuple::Tuple;
use crate::ast::Group;
use crate::error::{Fault, Outcome};
use crate::scope::Frame;
use crate::value::{Array, Fields, QuickHash, Text, Value};

/// What has been gathered under one key.
enum Gathered<'a> {
    One(Value<'a>),
    Many(Vec<Value<'a>>),
    /// Positions of tuples.
    Tuples(Vec<usize>),
}

struct Bucket<'a> {
    key: Text<'a>,
    /// Which pair of the constructor made the key.
    pair: usize,
    gathered: Gathered<'a>,
}

impl<'a> Gathered<'a> {
    fn add(&mut self, item: Value<'a>) {
        match self {
            Self::One(Value::Undefined) => *self = Self::One(item),
            Self::One(_) | Self::Many(_) | Self::Tuples(_) if item.is_undefined() => {}
            Self::One(first) => {
                let mut items = std::mem::take(first).into_items().into_vec();
                extend(&mut items, item);
                *self = Self::Many(items);
            }
            Self::Many(items) => extend(items, item),
            Self::Tuples(_) => {}
        }
    }
}

fn extend<'a>(items: &mut Vec<Value<'a>>, item: Value<'a>) {
    match item {
        Value::Array(array) => items.extend(array.iter()),
        other => items.push(other),
    }
}

impl<'a> Run<'a> {
    pub(super) fn group(
        &mut self,
        group: &'a Group,
        input: Value<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<Value<'a>> {
        if let Value::Tuples(stream) = &input
            && stream.marked
        {
            let mut tuples = stream.tuples.clone();
            if tuples.is_empty() {
                tuples.push(Tuple::of(Value::Undefined));
            }
            return self.group_tuples(group, tuples, frame);
        }
        let items = match input {
            // One object is the most frequent input by far.
            Value::Array(array) if array.is_empty() => Array::from(vec![Value::Undefined]),
            other => other.into_items(),
        };
        let mut buckets = Buckets::default();
        for item in items.iter() {
            for (pair, (key, _)) in group.pairs.iter().enumerate() {
                let key = self.evaluate(key, &item, frame)?;
                if let Some(key) = key_text(key, group)? {
                    match buckets.find(&key, pair, group)? {
                        Some(bucket) => bucket.gathered.add(item.clone()),
                        None => buckets.insert(key, pair, Gathered::One(item.clone())),
                    }
                }
            }
        }
        let mut fields = Fields::default();
        for bucket in buckets.list {
            let context = match bucket.gathered {
                Gathered::One(item) => item,
                Gathered::Many(items) => Value::list(items),
                Gathered::Tuples(_) => Value::Undefined,
            };
            let Some((_, value)) = group.pairs.get(bucket.pair) else { continue };
            let value = self.evaluate(value, &context, frame)?;
            if !value.is_undefined() {
                fields.push(bucket.key, value);
            }
        }
        Ok(Value::record(fields))
    }

    fn group_tuples(
        &mut self,
        group: &'a Group,
        mut tuples: Vec<Tuple<'a>>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<Value<'a>> {
        let mut buckets = Buckets::default();
        for (at, tuple) in tuples.iter().enumerate() {
            let inner = Frame::within(frame, tuple.variables.clone());
            for (pair, (key, _)) in group.pairs.iter().enumerate() {
                let key = self.evaluate(key, &tuple.at, &inner)?;
                if let Some(key) = key_text(key, group)? {
                    match buckets.find(&key, pair, group)? {
                        Some(Bucket { gathered: Gathered::Tuples(places), .. }) => places.push(at),
                        Some(_) => {}
                        None => buckets.insert(key, pair, Gathered::Tuples(vec![at])),
                    }
                }
            }
        }
        let mut fields = Fields::default();
        for bucket in buckets.list {
            let Gathered::Tuples(places) = bucket.gathered else { continue };
            let mut members: Vec<Tuple<'a>> =
                places.iter().filter_map(|at| tuples.get(*at).cloned()).collect();
            if let ([_], [at]) = (members.as_slice(), places.as_slice())
                && let Some(tuple) = tuples.get_mut(*at)
            {
                // The reference takes the item out of a tuple that stands alone: a later group finds none.
                tuple.at = Value::Undefined;
            }
            let merged = if members.len() == 1 { members.pop() } else { Some(merge(&members)) };
            let Some(merged) = merged else { continue };
            let inner = Frame::within(frame, merged.variables);
            let Some((_, value)) = group.pairs.get(bucket.pair) else { continue };
            let value = self.evaluate(value, &merged.at, &inner)?;
            if !value.is_undefined() {
                fields.push(bucket.key, value);
            }
        }
        Ok(Value::record(fields))
    }
}

/// One tuple whose item and variables hold those of all tuples.
fn merge<'a>(tuples: &[Tuple<'a>]) -> Tuple<'a> {
    let mut at = Gathered::One(Value::Undefined);
    let mut variables: Vec<(&'a str, Gathered<'a>)> = Vec::new();
    for tuple in tuples {
        at.add(tuple.at.clone());
        for (name, value) in &tuple.variables {
            match variables.iter_mut().find(|(known, _)| known == name) {
                Some((_, gathered)) => gathered.add(value.clone()),
                None => variables.push((name, Gathered::One(value.clone()))),
            }
        }
    }
    let finish = |gathered| match gathered {
        Gathered::One(value) => value,
        Gathered::Many(items) => Value::list(items),
        Gathered::Tuples(_) => Value::Undefined,
    };
    Tuple {
        at: finish(at),
        variables: variables.into_iter().map(|(name, gathered)| (name, finish(gathered))).collect(),
    }
}

fn key_text<'a>(key: Value<'a>, group: &Group) -> Outcome<Option<Text<'a>>> {
    match key {
        Value::Undefined => Ok(None),
        Value::Text(text) => Ok(Some(text)),
        other => Err(Fault::new("T1003").at(group.spot).value(other.to_json_text())),
    }
}

/// Groups in the order of their first item.
#[derive(Default)]
struct Buckets<'a> {
    list: Vec<Bucket<'a>>,
    places: HashMap<Text<'a>, usize, QuickHash>,
}

/// From this many groups on, a table finds them.
const INDEXED: usize = 8;

impl<'a> Buckets<'a> {
    fn find(
        &mut self,
        key: &Text<'a>,
        pair: usize,
        group: &Group,
    ) -> Outcome<Option<&mut Bucket<'a>>> {
        let place = if self.places.is_empty() {
            self.list.iter().position(|bucket| bucket.key == *key)
        } else {
            self.places.get(key).copied()
        };
        let Some(bucket) = place.and_then(|at| self.list.get_mut(at)) else { return Ok(None) };
        if bucket.pair == pair {
            return Ok(Some(bucket));
        }
        let mut shown = String::new();
        crate::value::quote_into(&mut shown, key);
        Err(Fault::new("D1009").at(group.spot).value(shown))
    }

    fn insert(&mut self, key: Text<'a>, pair: usize, gathered: Gathered<'a>) {
        self.list.push(Bucket { key, pair, gathered });
        if self.list.len() > INDEXED {
            let from = self.places.len();
            let fresh = self
                .list
                .iter()
                .enumerate()
                .skip(from)
                .map(|(at, bucket)| (bucket.key.clone(), at));
            self.places.extend(fresh);
        }
    }
}
