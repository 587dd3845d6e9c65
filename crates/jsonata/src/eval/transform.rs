//! The transform operator: changes a copy of its argument.

use std::rc::Rc;

use super::Run;
use crate::ast::Transform;
use crate::error::{Fault, Outcome, Spot};
use crate::scope::Frame;
use crate::value::{Array, Fields, MAX_NESTING, Object, Value, number};

impl<'a> Run<'a> {
    pub(super) fn transform(
        &mut self,
        transform: &'a Transform,
        spot: Spot,
        argument: Value<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<Value<'a>> {
        if argument.is_undefined() {
            return Ok(Value::Undefined);
        }
        let result = match self.bound("clone", frame) {
            None => self.deep_clone(&argument)?,
            Some(clone @ Value::Function(_)) => {
                self.apply(clone, vec![argument], &Value::Null, frame)?
            }
            Some(_) => return Err(Fault::new("T2013").at(spot)),
        };
        let matches = self.evaluate(&transform.pattern, &result, frame)?;
        if !matches.is_undefined() {
            for found in matches.into_items().iter() {
                self.change(transform, spot, &found, frame)?;
            }
        }
        Ok(result)
    }

    fn change(
        &mut self,
        transform: &'a Transform,
        spot: Spot,
        found: &Value<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<()> {
        if let Value::Function(function) = found
            && !function.is_object()
        {
            return Err(Fault::new("D1010").at(spot));
        }
        match self.evaluate(&transform.update, found, frame)? {
            Value::Undefined => {}
            Value::Object(update) => self.update(found, &update)?,
            other => {
                return Err(Fault::new("T2011")
                    .at(transform.update.spot)
                    .value(other.to_json_text()));
            }
        }
        let Some(delete) = &transform.delete else { return Ok(()) };
        let deletions = self.evaluate(delete, found, frame)?;
        if deletions.is_undefined() {
            return Ok(());
        }
        let shown = deletions.clone();
        for key in deletions.into_items().iter() {
            match (key, found) {
                (Value::Text(key), Value::Object(object)) => object.delete(&key),
                (Value::Text(_), _) => {}
                _ => return Err(Fault::new("T2012").at(delete.spot).value(shown.to_json_text())),
            }
        }
        Ok(())
    }

    fn update(&mut self, found: &Value<'a>, update: &Object<'a>) -> Outcome<()> {
        let Value::Object(object) = found else { return Ok(()) };
        for (key, value) in update.entries() {
            if self.holds(&value, object)? || value.depth() >= MAX_NESTING {
                return Err(Fault::saying(
                    "U1001",
                    "The transform would put an object into itself",
                ));
            }
            object.set(key, value);
        }
        Ok(())
    }

    /// Whether `object` lies within `value`: putting it there would make it endless.
    fn holds(&mut self, value: &Value<'a>, object: &Object<'a>) -> Outcome<bool> {
        self.charge(1)?;
        match value {
            Value::Object(inner) if inner.is_same(object) => Ok(true),
            Value::Object(Object::Owned(_)) => {
                let Value::Object(inner) = value else { return Ok(false) };
                inner
                    .entries()
                    .iter()
                    .try_fold(false, |held, (_, value)| Ok(held || self.holds(value, object)?))
            }
            Value::Array(array @ Array::Owned(_)) => {
                array.iter().try_fold(false, |held, item| Ok(held || self.holds(&item, object)?))
            }
            _ => Ok(false),
        }
    }

    /// `$clone`: what printing and parsing a value gives.
    pub(crate) fn deep_clone(&mut self, value: &Value<'a>) -> Outcome<Value<'a>> {
        self.charge(1)?;
        Ok(match value {
            Value::Undefined => Value::Null,
            Value::Number(number) if number.is_infinite() => {
                return Err(Fault::new("D1001").value("null"));
            }
            Value::Number(number) if number.is_nan() => Value::Null,
            Value::Number(number) => Value::Number(number::to_fifteen_digits(*number)),
            Value::Function(_) => Value::Text("".into()),
            Value::Array(array) if array.form().wrapper => {
                self.deep_clone(&array.get(0).unwrap_or_default())?
            }
            Value::Array(array) => {
                let items =
                    array.iter().map(|item| self.deep_clone(&item)).collect::<Outcome<Vec<_>>>()?;
                Value::list(items)
            }
            Value::Object(object) => {
                let entries = object.entries();
                // A transform often adds a field.
                let mut fields = Fields::with_capacity(entries.len() + 1);
                for (key, value) in entries {
                    if !value.is_undefined() {
                        let value = self.deep_clone(&value)?;
                        fields.push(key, value);
                    }
                }
                Value::record(fields)
            }
            other => other.clone(),
        })
    }
}
