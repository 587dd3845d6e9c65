//! Reading the fields of an object, noting what is wrong with them.

use std::sync::Arc;

use dryrun_json::pointer;
use dryrun_jsonpath::{Intrinsic, Path, ReferencePath};
use serde_json::{Map, Value};

use super::{Context, states::Names};
use crate::machine::{Amount, Data, Language, ResultPath, Selector, StateId, Wording};
use crate::query::Expression;
use crate::template::Template;

/// The fields of one object of a definition.
pub(crate) struct Fields<'a, 'c> {
    pub(crate) map: &'a Map<String, Value>,
    pub(crate) pointer: String,
    pub(crate) context: &'c mut Context,
}

impl<'a, 'c> Fields<'a, 'c> {
    pub(crate) fn new(
        map: &'a Map<String, Value>,
        pointer: String,
        context: &'c mut Context,
    ) -> Self {
        Self { map, pointer, context }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&'a Value> {
        self.map.get(name)
    }

    /// JSON Pointer of a field.
    pub(crate) fn at(&self, name: &str) -> String {
        pointer::join(&self.pointer, name)
    }

    pub(crate) fn flaw(&mut self, name: &str, message: impl Into<String>) {
        let pointer = self.at(name);
        self.context.flaw(&pointer, message);
    }

    pub(crate) fn language(&mut self, outer: Language) -> Language {
        match self.text("QueryLanguage").as_deref() {
            None => outer,
            Some("JSONPath") => Language::JsonPath,
            Some("JSONata") => Language::Jsonata,
            Some(other) => {
                let message = format!("'{other}' is no query language: JSONPath or JSONata");
                self.flaw("QueryLanguage", message);
                outer
            }
        }
    }

    pub(crate) fn text(&mut self, name: &str) -> Option<String> {
        match self.get(name) {
            None => None,
            Some(Value::String(text)) => Some(text.clone()),
            Some(_) => {
                self.flaw(name, format!("The field '{name}' must be a string"));
                None
            }
        }
    }

    pub(crate) fn required_text(&mut self, name: &str) -> Option<String> {
        if self.get(name).is_none() {
            let pointer = self.pointer.clone();
            self.context.flaw(&pointer, format!("The field '{name}' is missing"));
        }
        self.text(name)
    }

    pub(crate) fn texts(&mut self, name: &str) -> Vec<Arc<str>> {
        let items = self.get(name).and_then(Value::as_array);
        let texts: Option<Vec<Arc<str>>> =
            items.and_then(|items| items.iter().map(|item| item.as_str().map(Arc::from)).collect());
        if texts.is_none() {
            self.flaw(name, format!("The field '{name}' must be an array of strings"));
        }
        texts.unwrap_or_default()
    }

    pub(crate) fn number(&mut self, name: &str) -> Option<f64> {
        match self.get(name) {
            None => None,
            Some(Value::Number(number)) => number.as_f64(),
            Some(_) => {
                self.flaw(name, format!("The field '{name}' must be a number"));
                None
            }
        }
    }

    pub(crate) fn data(&self, name: &str) -> Option<Data> {
        self.get(name).map(|value| Data::new(value.clone()))
    }

    pub(crate) fn template(&mut self, name: &str, language: Language) -> Option<Template> {
        let value = self.get(name)?;
        let pointer = self.at(name);
        Some(Template::parse(value, language, &pointer, &mut self.context.flaws))
    }

    pub(crate) fn path(&mut self, name: &str) -> Option<Path> {
        let text = self.text(name)?;
        match Path::parse(&text) {
            Ok(path) => Some(path),
            Err(error) => {
                self.flaw(name, error.to_string());
                None
            }
        }
    }

    pub(crate) fn selector(&mut self, name: &str) -> Selector {
        match self.get(name) {
            None => Selector::Whole,
            Some(Value::Null) => Selector::Nothing,
            Some(_) => match self.path(name) {
                Some(path) if path.text() == "$" => Selector::Whole,
                Some(path) => Selector::Path(path),
                None => Selector::Whole,
            },
        }
    }

    pub(crate) fn result_path(&mut self) -> ResultPath {
        match self.get("ResultPath") {
            None => return ResultPath::Replace,
            Some(Value::Null) => return ResultPath::Discard,
            Some(_) => {}
        }
        let Some(text) = self.text("ResultPath") else { return ResultPath::Replace };
        match ReferencePath::parse(&text) {
            Ok(path) if path.is_root() => ResultPath::Replace,
            Ok(path) => ResultPath::At(path),
            Err(error) => {
                self.flaw("ResultPath", error.to_string());
                ResultPath::Replace
            }
        }
    }

    pub(crate) fn expression(&mut self, name: &str) -> Option<Expression> {
        let text = self.text(name)?;
        let inside = Expression::inside(&text)?;
        match Expression::parse(inside) {
            Ok(expression) => Some(expression),
            Err(error) => {
                self.flaw(name, error.to_string());
                None
            }
        }
    }

    /// A number, `{% … %}`, or `…Path`.
    pub(crate) fn amount(&mut self, name: &str) -> Option<Amount> {
        let path_name = format!("{name}Path");
        if let Some(path) = self.path(&path_name) {
            return Some(Amount::Path(path));
        }
        match self.get(name)? {
            Value::String(_) => {
                let expression = self.expression(name);
                if expression.is_none() {
                    self.flaw(
                        name,
                        format!("The field '{name}' must be a number or an expression"),
                    );
                }
                expression.map(Amount::Expression)
            }
            _ => self.number(name).map(Amount::Fixed),
        }
    }

    /// A text, `{% … %}`, or `…Path` with a path or an intrinsic function.
    pub(crate) fn wording(&mut self, name: &str, language: Language) -> Option<Wording> {
        let path_name = format!("{name}Path");
        if let Some(text) = self.text(&path_name) {
            if Intrinsic::is_call(&text) {
                return match Intrinsic::parse(&text) {
                    Ok(call) => Some(Wording::Intrinsic(call)),
                    Err(error) => {
                        self.flaw(&path_name, error.to_string());
                        None
                    }
                };
            }
            return self.path(&path_name).map(Wording::Path);
        }
        let text = self.text(name)?;
        if language == Language::Jsonata && Expression::inside(&text).is_some() {
            return self.expression(name).map(Wording::Expression);
        }
        Some(Wording::Fixed(Arc::from(text)))
    }

    /// The state that a field names.
    pub(crate) fn target(&mut self, name: &str, states: &Names<'_>) -> Option<StateId> {
        let target = self.text(name)?;
        let found = states.find(&target);
        if found.is_none() {
            self.flaw(name, format!("There is no state '{target}'"));
        }
        found
    }

    /// The objects in an array field.
    pub(crate) fn objects(&mut self, name: &str) -> Vec<(&'a Map<String, Value>, String)> {
        let Some(value) = self.get(name) else { return Vec::new() };
        let Some(items) = value.as_array() else {
            self.flaw(name, format!("The field '{name}' must be an array"));
            return Vec::new();
        };
        let pointer = self.at(name);
        let mut out = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let pointer = format!("{pointer}/{index}");
            match item.as_object() {
                Some(map) => out.push((map, pointer)),
                None => self.context.flaw(&pointer, "must be an object"),
            }
        }
        out
    }
}
