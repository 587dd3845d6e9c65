//! Operators, and the constructor of arrays.

use std::cmp::Ordering;
use std::rc::Rc;

use super::limits::MAX_ITEMS;
use super::{Run, bounded};
use crate::ast::{Kind, Node, Operator};
use crate::error::{Fault, Outcome};
use crate::scope::Frame;
use crate::value::{
    Array, Form, Items, Printer, Text, Value, deep_equal, identical, order_of_texts,
};

impl<'a> Run<'a> {
    pub(super) fn binary(
        &mut self,
        node: &Node,
        operator: Operator,
        both: &'a (Node, Node),
        input: &Value<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<Value<'a>> {
        let left = self.evaluate(&both.0, input, frame)?;
        let result = match operator {
            Operator::And | Operator::Or => self.logic(operator, &left, &both.1, input, frame),
            _ => {
                let right = self.evaluate(&both.1, input, frame)?;
                self.operate(operator, left, right)
            }
        };
        result.map_err(|fault| fault.at(node.spot).token(operator.text()))
    }

    fn logic(
        &mut self,
        operator: Operator,
        left: &Value<'a>,
        right: &'a Node,
        input: &Value<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<Value<'a>> {
        let left = self.is_true(left)?;
        if left == (operator == Operator::Or) {
            return Ok(Value::Bool(left));
        }
        let right = self.evaluate(right, input, frame)?;
        self.is_true(&right).map(Value::Bool)
    }

    fn operate(
        &mut self,
        operator: Operator,
        left: Value<'a>,
        right: Value<'a>,
    ) -> Outcome<Value<'a>> {
        match operator {
            Operator::Add
            | Operator::Subtract
            | Operator::Multiply
            | Operator::Divide
            | Operator::Modulo => calculate(operator, &left, &right),
            Operator::Equal => self.equal(&left, &right, true),
            Operator::NotEqual => self.equal(&left, &right, false),
            Operator::Less
            | Operator::LessOrEqual
            | Operator::Greater
            | Operator::GreaterOrEqual => compare(operator, &left, &right),
            Operator::Concat => self.concat(&left, &right),
            Operator::Range => self.range(&left, &right),
            Operator::In => self.includes(&left, right),
            Operator::And | Operator::Or => Ok(Value::Undefined),
        }
    }

    fn equal(&mut self, left: &Value<'a>, right: &Value<'a>, wanted: bool) -> Outcome<Value<'a>> {
        if left.is_undefined() || right.is_undefined() {
            return Ok(Value::Bool(false));
        }
        Ok(Value::Bool(deep_equal(self, left, right)? == wanted))
    }

    fn concat(&mut self, left: &Value<'a>, right: &Value<'a>) -> Outcome<Value<'a>> {
        let left = self.concat_operand(left)?;
        let right = self.concat_operand(right)?;
        self.allow_text(left.len() + right.len())?;
        let mut text = String::with_capacity(left.len() + right.len());
        text.push_str(&left);
        text.push_str(&right);
        Ok(Value::text(text))
    }

    fn concat_operand(&mut self, value: &Value<'a>) -> Outcome<Text<'a>> {
        if value.is_undefined() { Ok(Text::Borrowed("")) } else { self.stringify(value) }
    }

    /// What `$string` makes of a value.
    pub(crate) fn stringify(&mut self, value: &Value<'a>) -> Outcome<Text<'a>> {
        match value {
            Value::Text(text) => Ok(text.clone()),
            Value::Function(_) => Ok(Text::Borrowed("")),
            Value::Number(number) if !number.is_finite() => Err(Fault::new("D3001").value("null")),
            Value::Array(array) if array.form().wrapper => {
                self.stringify(&array.get(0).unwrap_or_default())
            }
            other => {
                let text = Printer::new(self.options.limits.output).print(other)?;
                self.allow_text(text.len())?;
                Ok(Text::from(text))
            }
        }
    }

    fn range(&mut self, left: &Value<'a>, right: &Value<'a>) -> Outcome<Value<'a>> {
        let start = whole(left, "T2003")?;
        let end = whole(right, "T2004")?;
        let (Some(start), Some(end)) = (start, end) else { return Ok(Value::Undefined) };
        if start > end {
            return Ok(Value::Undefined);
        }
        let size = end - start + 1.0;
        if size > MAX_ITEMS as f64 {
            return Err(Fault::new("D2014").value(crate::value::number::print(size)));
        }
        self.allow_items(size as usize)?;
        let numbers = (0..size as usize).map(|at| Value::Number(start + at as f64)).collect();
        Ok(Value::sequence(numbers))
    }

    fn includes(&mut self, left: &Value<'a>, right: Value<'a>) -> Outcome<Value<'a>> {
        if left.is_undefined() || right.is_undefined() {
            return Ok(Value::Bool(false));
        }
        let items = right.into_items();
        self.charge(items.len())?;
        Ok(Value::Bool(items.iter().any(|item| identical(&item, left))))
    }

    pub(super) fn negate(
        &mut self,
        node: &Node,
        inner: &'a Node,
        input: &Value<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<Value<'a>> {
        match self.evaluate(inner, input, frame)? {
            Value::Undefined => Ok(Value::Undefined),
            Value::Number(number) if number.is_infinite() => Err(Fault::new("D1001").value("null")),
            Value::Number(number) if !number.is_nan() => Ok(Value::Number(-number)),
            other => Err(Fault::new("D1002").at(node.spot).token("-").value(other.to_json_text())),
        }
    }

    pub(super) fn array(
        &mut self,
        node: &Node,
        items: &'a [Node],
        input: &Value<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<Value<'a>> {
        let mut values: Vec<Value<'a>> = Vec::with_capacity(items.len());
        for item in items {
            let value = self.evaluate(item, input, frame)?;
            match value {
                Value::Undefined => {}
                value if matches!(item.kind, Kind::Array(_)) => values.push(value),
                Value::Array(array) if values.is_empty() => {
                    self.allow_items(array.len())?;
                    values = array.into_vec();
                }
                Value::Array(array) => {
                    self.allow_items(values.len() + array.len())?;
                    values.extend(array.iter());
                }
                other => values.push(other),
            }
        }
        let form = Form { constructed: node.constructs, ..Form::default() };
        bounded(Value::Array(Array::Owned(Rc::new(Items::new(values, form)))))
    }

    /// Whether a value counts as true.
    pub(crate) fn is_true(&mut self, value: &Value<'a>) -> Outcome<bool> {
        Ok(match value {
            Value::Undefined | Value::Null => false,
            Value::Bool(truth) => *truth,
            Value::Number(number) if number.is_infinite() => {
                return Err(Fault::new("D1001").value("null"));
            }
            Value::Number(number) => *number != 0.0 && !number.is_nan(),
            Value::Text(text) => !text.is_empty(),
            Value::Array(array) => {
                self.charge(array.len())?;
                // All items are looked at, since one of them may be an error.
                let mut any = false;
                for item in array.iter() {
                    any |= self.is_true(&item)?;
                }
                any
            }
            Value::Tuples(tuples) => !tuples.tuples.is_empty(),
            Value::Object(object) => object.len() > 0,
            Value::Function(function) => function.is_object(),
        })
    }
}

/// A number that arithmetic takes; the reference refuses those that are not finite.
fn operand(value: &Value<'_>, code: &'static str) -> Outcome<Option<f64>> {
    match value {
        Value::Undefined => Ok(None),
        Value::Number(number) if number.is_infinite() => Err(Fault::new("D1001").value("null")),
        Value::Number(number) if !number.is_nan() => Ok(Some(*number)),
        other => Err(Fault::new(code).value(other.to_json_text())),
    }
}

fn calculate<'a>(operator: Operator, left: &Value<'a>, right: &Value<'a>) -> Outcome<Value<'a>> {
    let left = operand(left, "T2001")?;
    let right = operand(right, "T2002")?;
    let (Some(left), Some(right)) = (left, right) else { return Ok(Value::Undefined) };
    Ok(Value::Number(match operator {
        Operator::Add => left + right,
        Operator::Subtract => left - right,
        Operator::Multiply => left * right,
        Operator::Divide => left / right,
        _ => left % right,
    }))
}

fn whole(value: &Value<'_>, code: &'static str) -> Outcome<Option<f64>> {
    match value {
        Value::Undefined => Ok(None),
        Value::Number(number) if number.is_finite() && number.fract() == 0.0 => Ok(Some(*number)),
        other => Err(Fault::new(code).value(other.to_json_text())),
    }
}

fn is_comparable(value: &Value<'_>) -> bool {
    matches!(value, Value::Undefined | Value::Number(_) | Value::Text(_))
}

fn compare<'a>(operator: Operator, left: &Value<'a>, right: &Value<'a>) -> Outcome<Value<'a>> {
    if !is_comparable(left) || !is_comparable(right) {
        let culprit = if matches!(left, Value::Number(_) | Value::Text(_)) { right } else { left };
        return Err(Fault::new("T2010").value(culprit.to_json_text()));
    }
    let order = match (left, right) {
        (Value::Undefined, _) | (_, Value::Undefined) => return Ok(Value::Undefined),
        (Value::Number(left), Value::Number(right)) => left.partial_cmp(right),
        (Value::Text(left), Value::Text(right)) => Some(order_of_texts(left, right)),
        _ => {
            return Err(Fault::new("T2009")
                .value(left.to_json_text())
                .with("value2", right.to_json_text()));
        }
    };
    Ok(Value::Bool(order.is_some_and(|order| match operator {
        Operator::Less => order == Ordering::Less,
        Operator::LessOrEqual => order != Ordering::Greater,
        Operator::Greater => order == Ordering::Greater,
        _ => order != Ordering::Less,
    })))
}
