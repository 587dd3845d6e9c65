//! Input and output processing: each stage a function of values, named as TestState names its result.
//!
//! JSONPath: input → `afterInputPath` → `afterParameters` → (work) → `result` → `afterResultSelector` → `afterResultPath` →
//! output. JSONata: input → `afterArguments` → (work) → `result` → output.

use std::borrow::Cow;
use std::sync::Arc;

use dryrun_json::print;
use dryrun_jsonpath::{Missing, Path, Value};
use serde_json::Map;

use crate::choice;
use crate::env::{Bound, Env, Scope, Variables};
use crate::failure::Fault;
use crate::machine::{Amount, Data, Language, ResultPath, Selector, State, Wording};
use crate::query::Expression;
use crate::template::Template;

/// The values between the stages of one state, under TestState's names; kept only on demand.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stages {
    values: Option<Vec<(&'static str, Data)>>,
    variables: Option<Arc<Variables>>,
}

impl Stages {
    /// Values are thrown away.
    #[must_use]
    pub fn off() -> Self {
        Self::default()
    }

    /// Values are kept.
    #[must_use]
    pub fn kept() -> Self {
        Self { values: Some(Vec::new()), variables: None }
    }

    /// Values are kept, and the variables that the state saw.
    #[must_use]
    pub fn kept_with(variables: &Arc<Variables>) -> Self {
        Self { variables: Some(Arc::clone(variables)), ..Self::kept() }
    }

    /// The variables that the state saw, if they are kept.
    #[must_use]
    pub fn variables(&self) -> Option<&Variables> {
        self.variables.as_deref()
    }

    /// The values so far, in order.
    #[must_use]
    pub fn values(&self) -> &[(&'static str, Data)] {
        self.values.as_deref().unwrap_or_default()
    }

    /// Notes the value after a stage; a stage that runs again (a retry) replaces its value.
    pub fn note(&mut self, stage: &'static str, value: &Data) {
        let Some(values) = &mut self.values else { return };
        match values.iter_mut().find(|(known, _)| *known == stage) {
            Some((_, old)) => *old = Data::clone(value),
            None => values.push((stage, Data::clone(value))),
        }
    }

    /// Notes a value that is made only if it is kept.
    pub fn note_with(&mut self, stage: &'static str, value: impl FnOnce() -> Value) {
        if self.values.is_some() {
            self.note(stage, &Data::new(value()));
        }
    }
}

type Staged<T> = Result<T, Fault>;

/// `InputPath`
///
/// # Errors
/// When the path leads nowhere.
pub fn after_input_path(state: &State, input: &Data, env: &Env<'_>) -> Staged<Data> {
    selected(&state.input_path, input, env)
}

/// `Parameters` over what `InputPath` gave, or `Arguments` over the input.
///
/// # Errors
/// When a path leads nowhere or an expression fails.
pub fn after_parameters(state: &State, input: &Data, env: &Env<'_>) -> Staged<Data> {
    let Some(template) = &state.parameters else { return Ok(Data::clone(input)) };
    match state.language {
        Language::JsonPath => fill(template, input, env),
        Language::Jsonata => evaluate(template, "Arguments", &Scope::new(input, env)),
    }
}

/// `ResultSelector`
///
/// # Errors
/// When a path leads nowhere.
pub fn after_result_selector(state: &State, result: &Data, env: &Env<'_>) -> Staged<Data> {
    match &state.result_selector {
        Some(template) => fill(template, result, env),
        None => Ok(Data::clone(result)),
    }
}

/// `ResultPath`: the result put into the state's input.
///
/// # Errors
/// `States.ResultPathMatchFailure` when there is no such place in the input.
pub fn after_result_path(path: &ResultPath, input: &Data, result: &Data) -> Staged<Data> {
    match path {
        ResultPath::Replace => Ok(Data::clone(result)),
        ResultPath::Discard => Ok(Data::clone(input)),
        ResultPath::At(place) => {
            let mut merged = input.as_ref().clone();
            place.put(&mut merged, result.as_ref().clone()).map_err(|no_place| {
                Fault::named(
                    "States.ResultPathMatchFailure",
                    format!("{no_place} to input {}", print::compact(input)),
                )
            })?;
            Ok(Data::new(merged))
        }
    }
}

/// `OutputPath`
///
/// # Errors
/// When the path leads nowhere.
pub fn after_output_path(state: &State, output: &Data, env: &Env<'_>) -> Staged<Data> {
    selected(&state.output_path, output, env)
}

/// The new values of the variables that a template assigns; in JSONPath `$` is `data`.
///
/// # Errors
/// When a path leads nowhere or an expression fails.
pub(crate) fn assigned(
    template: Option<&Template>,
    place: Place,
    language: Language,
    data: &Value,
    scope: &Scope<'_>,
) -> Staged<Option<Variables>> {
    let Some(template) = template else { return Ok(None) };
    let made = match language {
        Language::JsonPath => fill(template, data, scope.env)?,
        Language::Jsonata => evaluate(template, &place.field("Assign"), scope)?,
    };
    Ok(match Data::unwrap_or_clone(made) {
        Value::Object(map) => Some(map),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            None
        }
    })
}

/// Where `Output` and `Assign` stand: failed evaluations say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the state.
    State,
    /// In one of its choices.
    Choice(usize),
    /// In one of its catchers.
    Catcher(usize),
}

impl Place {
    fn field(self, name: &str) -> String {
        match self {
            Self::State => name.to_owned(),
            Self::Choice(index) => format!("Choices[{index}]/{name}"),
            Self::Catcher(index) => format!("Catch[{index}]/{name}"),
        }
    }
}

/// What a JSONata state hands on: its `Output`, else the value given.
pub(crate) fn output(
    template: Option<&Template>,
    place: Place,
    otherwise: &Data,
    scope: &Scope<'_>,
) -> Staged<Data> {
    match template {
        Some(template) => evaluate(template, &place.field("Output"), scope),
        None => Ok(Data::clone(otherwise)),
    }
}

fn selected(selector: &Selector, data: &Data, env: &Env<'_>) -> Staged<Data> {
    match selector {
        Selector::Whole => Ok(Data::clone(data)),
        Selector::Nothing => Ok(Data::new(Value::Object(Map::new()))),
        Selector::Path(path) => read(path, data, env).map(|value| Data::new(value.into_owned())),
    }
}

/// The value at a path; the fault is worded as for `InputPath`, `OutputPath` and `TimeoutSecondsPath`.
pub(crate) fn read<'a>(
    path: &'a Path,
    data: &'a Value,
    env: &'a Env<'a>,
) -> Staged<Cow<'a, Value>> {
    find(path, data, env)
        .map_err(|missing| Fault::runtime(format!("Invalid path '{}' : {missing}", path.text())))
}

fn find<'a>(path: &'a Path, data: &'a Value, env: &'a Env<'a>) -> Result<Cow<'a, Value>, Missing> {
    use dryrun_jsonpath::Root;
    let selection = match (path.root(), path.first_member()) {
        (Root::Input, _) => path.select(data),
        (Root::Context, Some(member)) => match env.context.member(member) {
            Some(value) => path.select_in_member(value),
            None => path.select(env.context.whole()),
        },
        (Root::Context, None) => path.select(env.context.whole()),
        (Root::Variable(name), _) => path.select(
            env.variables.get(name).ok_or_else(|| Missing::Variable(path.text().to_owned()))?,
        ),
    };
    selection.map(dryrun_jsonpath::Selection::into_cow)
}

/// Fills a JSONPath template.
pub(crate) fn fill(template: &Template, data: &Value, env: &Env<'_>) -> Staged<Data> {
    match template {
        Template::Literal(value) => Ok(Data::clone(value)),
        _ => filled(template, data, env).map(Data::new),
    }
}

fn filled(template: &Template, data: &Value, env: &Env<'_>) -> Staged<Value> {
    match template {
        Template::Literal(value) => Ok(value.as_ref().clone()),
        Template::Array(parts) => parts.iter().map(|part| filled(part, data, env)).collect(),
        Template::Object(parts) => {
            let mut map = Map::with_capacity(parts.len());
            for (key, part) in parts {
                map.insert(key.clone(), filled(part, data, env)?);
            }
            Ok(Value::Object(map))
        }
        Template::Path(field, path) => match find(path, data, env) {
            Ok(value) => Ok(value.into_owned()),
            Err(missing) => Err(not_found(path, field, &missing, data, env)),
        },
        Template::Intrinsic(call) => call
            .evaluate(&Bound { input: data, env }, &mut env.random.borrow_mut())
            .map_err(|error| intrinsic_fault(&error)),
        // Only JSONata templates hold expressions.
        Template::Expression(expression) => {
            expression_value(expression, expression.text(), &Scope::new(data, env))
        }
    }
}

fn intrinsic_fault(error: &dryrun_jsonpath::IntrinsicError) -> Fault {
    use dryrun_jsonpath::IntrinsicError;
    match error {
        IntrinsicError::NotFound { .. } => Fault::runtime(error.to_string()),
        IntrinsicError::Failed { .. } => Fault::named("States.IntrinsicFailure", error.to_string()),
    }
}

fn not_found(path: &Path, field: &str, missing: &Missing, data: &Value, env: &Env<'_>) -> Fault {
    use dryrun_jsonpath::Root;
    let text = path.text();
    let input = match (missing, path.root()) {
        (Missing::Variable(_), _) => {
            return Fault::runtime(format!(
                "The variable '{text}' specified for the field '{field}' is undefined"
            ));
        }
        (_, Root::Context) => env.context.whole(),
        (_, Root::Input) => data,
        (_, Root::Variable(name)) => env.variables.get(name).unwrap_or(data),
    };
    let input = print::compact(input);
    Fault::runtime(format!(
        "The JSONPath '{text}' specified for the field '{field}' could not be found in the input '{input}'"
    ))
}

/// Evaluates a JSONata template; `field` is the name of the field it stands in.
pub(crate) fn evaluate(template: &Template, field: &str, scope: &Scope<'_>) -> Staged<Data> {
    match template {
        Template::Literal(value) => Ok(Data::clone(value)),
        _ => evaluated(template, &mut field.to_owned(), scope).map(Data::new),
    }
}

fn evaluated(template: &Template, location: &mut String, scope: &Scope<'_>) -> Staged<Value> {
    match template {
        Template::Literal(value) => Ok(value.as_ref().clone()),
        Template::Array(parts) => {
            let mut items = Vec::with_capacity(parts.len());
            for (index, part) in parts.iter().enumerate() {
                items.push(within(location, &format!("[{index}]"), |location| {
                    evaluated(part, location, scope)
                })?);
            }
            Ok(Value::Array(items))
        }
        Template::Object(parts) => {
            let mut map = Map::with_capacity(parts.len());
            for (key, part) in parts {
                let value = match part {
                    Template::Literal(value) => value.as_ref().clone(),
                    _ => within(location, &format!("/{key}"), |location| {
                        evaluated(part, location, scope)
                    })?,
                };
                map.insert(key.clone(), value);
            }
            Ok(Value::Object(map))
        }
        Template::Expression(expression) => expression_value(expression, location, scope),
        Template::Path(..) | Template::Intrinsic(_) => Ok(Value::Null),
    }
}

/// Runs `inner` with a longer location.
fn within<T>(location: &mut String, more: &str, inner: impl FnOnce(&mut String) -> T) -> T {
    let before = location.len();
    location.push_str(more);
    let value = inner(location);
    location.truncate(before);
    value
}

/// The value of an expression in a field.
pub(crate) fn expression_value(
    expression: &Expression,
    field: &str,
    scope: &Scope<'_>,
) -> Staged<Value> {
    let none = Map::new();
    let mentions = expression.mentions();
    let states = if mentions.is_none() { &none } else { scope.states(mentions) };
    crate::query::evaluate(expression, field, states, scope.env)
        .map_err(|message| Fault::evaluation(Some(field.to_owned()), message))
}

/// The value of an expression that must be of a type.
pub(crate) fn typed_value(
    expression: &Expression,
    field: &str,
    expected: Expected,
    scope: &Scope<'_>,
) -> Staged<Value> {
    let value = expression_value(expression, field, scope)?;
    if expected.allows(&value) {
        return Ok(value);
    }
    Err(unexpected(expression.text(), field, expected, &value))
}

/// The fault of a field whose value has the wrong type.
pub(crate) fn unexpected(text: &str, field: &str, expected: Expected, value: &Value) -> Fault {
    let (expected, found, shown) = (expected.word(), type_name(value), print::compact(value));
    let message = format!(
        "The JSONata expression '{text}' specified for the field '{field}' returned an unexpected result type. Expected \
         '{expected}', but was '{found}' for value: {shown}"
    );
    Fault::evaluation(Some(field.to_owned()), message)
}

/// Types that fields ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expected {
    Array,
    Boolean,
    Number,
    String,
}

impl Expected {
    fn allows(self, value: &Value) -> bool {
        match self {
            Self::Array => value.is_array(),
            Self::Boolean => value.is_boolean(),
            Self::Number => value.is_number(),
            Self::String => value.is_string(),
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Array => "array",
            Self::Boolean => "boolean",
            Self::Number => "number",
            Self::String => "string",
        }
    }
}

fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// A number of a field such as `TimeoutSeconds`.
pub(crate) fn amount(
    amount: &Amount,
    field: &str,
    kind: NumberKind,
    data: &Value,
    env: &Env<'_>,
) -> Staged<f64> {
    match amount {
        Amount::Fixed(number) => Ok(*number),
        Amount::Path(path) => {
            let value = read(path, data, env)?;
            number(&value, kind).ok_or_else(|| {
                let shown = match value.as_ref() {
                    Value::String(text) => text.clone(),
                    other => print::compact(other),
                };
                let (kind, path) = (kind.word(), path.text());
                Fault::runtime(format!("The {field}Path field refers to value \"{shown}\" which is not a valid {kind}: {path}"))
            })
        }
        Amount::Expression(expression) => {
            let value = typed_value(expression, field, Expected::Number, &Scope::new(data, env))?;
            number(&value, kind)
                .ok_or_else(|| unexpected(expression.text(), field, Expected::Number, &value))
        }
    }
}

/// Which numbers a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumberKind {
    Integer,
    Float,
}

impl NumberKind {
    fn word(self) -> &'static str {
        match self {
            Self::Integer => "integer",
            Self::Float => "float",
        }
    }
}

/// Recorded: a text that reads as a number will do.
fn number(value: &Value, kind: NumberKind) -> Option<f64> {
    let number = match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse::<f64>().ok().filter(|number| number.is_finite()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }?;
    (kind == NumberKind::Float || number.fract() == 0.0).then_some(number)
}

/// A text of a Fail state's field.
pub(crate) fn wording(
    wording: &Wording,
    field: &str,
    data: &Value,
    env: &Env<'_>,
) -> Staged<String> {
    let value = match wording {
        Wording::Fixed(text) => return Ok(text.as_ref().to_owned()),
        Wording::Path(path) => find(path, data, env)
            .map(Cow::into_owned)
            .map_err(|missing| not_found(path, &format!("{field}Path"), &missing, data, env))?,
        Wording::Intrinsic(call) => call
            .evaluate(&Bound { input: data, env }, &mut env.random.borrow_mut())
            .map_err(|error| intrinsic_fault(&error))?,
        Wording::Expression(expression) => {
            typed_value(expression, field, Expected::String, &Scope::new(data, env))?
        }
    };
    match value {
        Value::String(text) => Ok(text),
        other => {
            let shown = print::compact(&other);
            Err(Fault::runtime(format!(
                "The {field}Path field must refer to a string but referred to: {shown}"
            )))
        }
    }
}

/// Reads what conditions ask for.
pub(crate) struct ChoiceReader<'a> {
    pub(crate) data: &'a Value,
    pub(crate) env: &'a Env<'a>,
    pub(crate) scope: &'a Scope<'a>,
    pub(crate) rule: usize,
}

impl choice::Reader for ChoiceReader<'_> {
    fn value(&self, path: &Path) -> Option<Value> {
        find(path, self.data, self.env).ok().map(Cow::into_owned)
    }

    fn condition(&self, expression: &Expression) -> Staged<bool> {
        let field = format!("Choices[{}]/Condition", self.rule);
        let value = typed_value(expression, &field, Expected::Boolean, self.scope)?;
        Ok(value == Value::Bool(true))
    }

    fn inspect(&self, path: &Path, look: &mut dyn FnMut(&Value)) -> bool {
        match find(path, self.data, self.env) {
            Ok(value) => {
                look(&value);
                true
            }
            Err(_) => false,
        }
    }
}
