//! What a Map state is to run: its items and limits, from its fields and data.

use std::sync::Arc;

use dryrun_json::print;
use serde_json::{Map as Object, Value, json};

use crate::data::{self, Expected, NumberKind};
use crate::env::{Env, Scope};
use crate::failure::Fault;
use crate::machine::{Amount, Data, Items, Language, Map, MapMode};
use crate::template::Template;

/// Iterations of an inline Map state that run at the same time at most.
const INLINE_CONCURRENCY: usize = 40;
/// Child executions of a distributed Map state that run at the same time at most.
const DISTRIBUTED_CONCURRENCY: usize = 10_000;

/// The work of a Map state.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Where the items come from.
    pub source: Source,
    /// Iterations that run at the same time.
    pub concurrency: usize,
    /// The state's effective input, for `ItemSelector`.
    pub input: Data,
}

/// Where items come from.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// They are there.
    Items(Arc<Vec<Value>>),
    /// They are read, with these parameters.
    Read(Data),
}

/// Finds out what a Map state is to run.
///
/// # Errors
/// When a field leads nowhere or has the wrong type.
pub fn plan(map: &Map, language: Language, effective: &Data, env: &Env<'_>) -> Result<Plan, Fault> {
    let source = match &map.reader {
        // With an ItemReader, ItemsPath is applied to the context, if at all: recordings show it ignored.
        Some(reader) => Source::Read(match (&reader.parameters, language) {
            (None, _) => Data::new(json!({})),
            (Some(template), Language::JsonPath) => data::fill(template, effective, env)?,
            (Some(template), Language::Jsonata) => {
                data::evaluate(template, "ItemReader/Arguments", &Scope::new(effective, env))?
            }
        }),
        None => Source::Items(items(map, language, effective, env)?),
    };
    let concurrency = match &map.max_concurrency {
        Some(amount) => {
            data::amount(amount, "MaxConcurrency", NumberKind::Integer, effective, env)?
        }
        None => 0.0,
    };
    if concurrency < 0.0 {
        return Err(Fault::runtime(format!(
            "Expected non-negative integer for MaxConcurrency, got '{concurrency}' instead."
        )));
    }
    let most = match map.mode {
        MapMode::Inline => INLINE_CONCURRENCY,
        MapMode::Distributed => DISTRIBUTED_CONCURRENCY,
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "not negative; saturates"
    )]
    let wanted = concurrency as usize;
    Ok(Plan {
        source,
        concurrency: if wanted == 0 { most } else { wanted.min(most) },
        input: Data::clone(effective),
    })
}

fn items(
    map: &Map,
    language: Language,
    effective: &Data,
    env: &Env<'_>,
) -> Result<Arc<Vec<Value>>, Fault> {
    let (value, path) = match &map.items {
        Items::Input => (effective.as_ref().clone(), "$"),
        // The service shows a path into the context object with a single `$`.
        Items::Path(path) => {
            let shown = path
                .text()
                .strip_prefix('$')
                .filter(|rest| rest.starts_with('$'))
                .unwrap_or(path.text());
            (data::read(path, effective, env)?.into_owned(), shown)
        }
        Items::Template(template) => return template_items(template, effective, env),
    };
    match value {
        Value::Array(items) => Ok(Arc::new(items)),
        other => Err(match language {
            Language::Jsonata => no_array(&other),
            Language::JsonPath => {
                Fault::runtime(format!("Reference path \"{path}\" must point to array."))
            }
        }),
    }
}

fn no_array(value: &Value) -> Fault {
    Fault::evaluation(
        None,
        format!("Map state input must be an array but was: {}", print::compact(value)),
    )
}

fn template_items(
    template: &Template,
    effective: &Data,
    env: &Env<'_>,
) -> Result<Arc<Vec<Value>>, Fault> {
    let scope = Scope::new(effective, env);
    let value = match template {
        Template::Expression(expression) => {
            data::typed_value(expression, "Items", Expected::Array, &scope)?
        }
        _ => Data::unwrap_or_clone(data::evaluate(template, "Items", &scope)?),
    };
    match value {
        Value::Array(items) => Ok(Arc::new(items)),
        other => Err(no_array(&other)),
    }
}

/// What one iteration is given: the item, or what `ItemSelector` makes of it.
///
/// # Errors
/// When a field leads nowhere or an expression fails.
pub fn item_input(
    map: &Map,
    language: Language,
    item: &Value,
    index: usize,
    input: &Data,
    env: &Env<'_>,
) -> Result<Data, Fault> {
    let Some(selector) = &map.item_selector else { return Ok(Data::new(item.clone())) };
    let context = env.context.with_item(index, item);
    let env = Env { variables: env.variables, context: &context, random: env.random, now: env.now };
    match language {
        Language::JsonPath => data::fill(selector, input, &env),
        Language::Jsonata => data::evaluate(selector, "ItemSelector", &Scope::new(input, &env)),
    }
}

/// How many failures a distributed Map state tolerates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tolerance {
    /// So many.
    pub count: Option<f64>,
    /// Or so many of a hundred.
    pub percentage: Option<f64>,
}

/// The tolerance that the fields set.
///
/// # Errors
/// When a number is out of bounds or none.
pub fn tolerance(map: &Map, effective: &Data, env: &Env<'_>) -> Result<Tolerance, Fault> {
    let read = |amount: &Option<Amount>, name: &str, kind| {
        amount.as_ref().map(|amount| data::amount(amount, name, kind, effective, env)).transpose()
    };
    let percentage =
        read(&map.tolerated_percentage, "ToleratedFailurePercentage", NumberKind::Float)?;
    if percentage.is_some_and(|percentage| !(0.0..=100.0).contains(&percentage)) {
        return Err(Fault::runtime("ToleratedFailurePercentage must be between 0 and 100."));
    }
    let count = read(&map.tolerated_count, "ToleratedFailureCount", NumberKind::Integer)?;
    if count.is_some_and(|count| count < 0.0) {
        return Err(Fault::runtime("ToleratedFailureCount cannot be negative."));
    }
    Ok(Tolerance { count, percentage })
}

impl Tolerance {
    /// Whether so many failures are too many.
    #[must_use]
    pub fn is_exceeded(self, failures: usize, items: usize) -> bool {
        #[expect(clippy::cast_precision_loss, reason = "no list has 2^53 items")]
        let (failures, items) = (failures as f64, items as f64);
        match (self.count, self.percentage) {
            (None, None) => failures > 0.0,
            (count, percentage) => {
                count.is_some_and(|count| failures > count)
                    || percentage.is_some_and(|percentage| failures * 100.0 > percentage * items)
            }
        }
    }
}

/// The batches that `ItemBatcher` makes of the inputs.
///
/// # Errors
/// When a field leads nowhere, or an item does not fit into a batch.
pub fn batches(
    map: &Map,
    language: Language,
    inputs: Vec<Data>,
    input: &Data,
    env: &Env<'_>,
) -> Result<Vec<Data>, Fault> {
    let Some(batcher) = &map.batcher else { return Ok(inputs) };
    let limit = |amount: &Option<Amount>, name: &str| -> Result<usize, Fault> {
        let Some(amount) = amount else { return Ok(usize::MAX) };
        let number = data::amount(amount, name, NumberKind::Integer, input, env)?;
        if number < 0.0 {
            return Err(Fault::runtime(format!("{name} cannot be negative.")));
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "not negative; saturates"
        )]
        let number = number as usize;
        Ok(if number == 0 { usize::MAX } else { number })
    };
    let (most_items, most_bytes) = (
        limit(&batcher.max_items, "MaxItemsPerBatch")?,
        limit(&batcher.max_bytes, "MaxInputBytesPerBatch")?,
    );
    let shared = match (&batcher.input, language) {
        (None, _) => None,
        (Some(template), Language::JsonPath) => Some(data::fill(template, input, env)?),
        (Some(template), Language::Jsonata) => {
            Some(data::evaluate(template, "ItemBatcher/BatchInput", &Scope::new(input, env))?)
        }
    };
    let batch = |items: Vec<Value>| {
        let mut batch = Object::new();
        batch.extend(
            shared.as_ref().map(|shared| ("BatchInput".to_owned(), shared.as_ref().clone())),
        );
        batch.insert("Items".to_owned(), Value::Array(items));
        Data::new(Value::Object(batch))
    };
    let (mut out, mut current, mut bytes) = (Vec::new(), Vec::new(), 0_usize);
    for item in inputs {
        let size = crate::limits::measure(&item).bytes;
        if !current.is_empty()
            && (current.len() >= most_items || bytes.saturating_add(size) > most_bytes)
        {
            out.push(batch(std::mem::take(&mut current)));
            bytes = 0;
        }
        bytes = bytes.saturating_add(size);
        current.push(Data::unwrap_or_clone(item));
    }
    if !current.is_empty() {
        out.push(batch(current));
    }
    Ok(out)
}
