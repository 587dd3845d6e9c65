//! Map states.

use std::sync::Arc;

use serde_json::Value;

use super::Fields;
use crate::machine::{Batcher, Flatten, Items, Language, Map, MapMode, Reader, Writer};

pub(super) fn map(fields: &mut Fields<'_, '_>, language: Language, depth: usize) -> Option<Map> {
    let name = if fields.get("ItemProcessor").is_some() { "ItemProcessor" } else { "Iterator" };
    let Some(value) = fields.get(name) else {
        let pointer = fields.pointer.clone();
        fields.context.flaw(&pointer, "The field 'ItemProcessor' is missing");
        return None;
    };
    let pointer = fields.at(name);
    let processor = fields.context.machine(value, &pointer, language, depth + 1)?;
    let distributed =
        value.pointer("/ProcessorConfig/Mode").and_then(Value::as_str) == Some("DISTRIBUTED");
    // `Parameters` of a Map state is the older name of `ItemSelector`.
    let selector = if fields.get("ItemSelector").is_some() { "ItemSelector" } else { "Parameters" };
    Some(Map {
        processor,
        mode: if distributed { MapMode::Distributed } else { MapMode::Inline },
        items: items(fields, language),
        item_selector: fields.template(selector, language),
        max_concurrency: fields.amount("MaxConcurrency"),
        reader: section(fields, "ItemReader", |fields| reader(fields, language)),
        batcher: section(fields, "ItemBatcher", |fields| Batcher {
            max_items: fields.amount("MaxItemsPerBatch"),
            max_bytes: fields.amount("MaxInputBytesPerBatch"),
            input: fields.template("BatchInput", language),
        }),
        writer: section(fields, "ResultWriter", |fields| Writer {
            resource: fields.text("Resource").map(Arc::from),
            parameters: fields.template(parameters(language), language),
            transformation: config(fields, "WriterConfig", "Transformation"),
        }),
        tolerated_count: fields.amount("ToleratedFailureCount"),
        tolerated_percentage: fields.amount("ToleratedFailurePercentage"),
        label: fields.text("Label").map(Arc::from),
    })
}

fn parameters(language: Language) -> &'static str {
    match language {
        Language::JsonPath => "Parameters",
        Language::Jsonata => "Arguments",
    }
}

fn items(fields: &mut Fields<'_, '_>, language: Language) -> Items {
    match language {
        Language::JsonPath => fields.path("ItemsPath").map_or(Items::Input, Items::Path),
        Language::Jsonata => {
            fields.template("Items", language).map_or(Items::Input, Items::Template)
        }
    }
}

/// The fields of an object within, if it is there.
fn section<T>(
    fields: &mut Fields<'_, '_>,
    name: &str,
    read: impl FnOnce(&mut Fields<'_, '_>) -> T,
) -> Option<T> {
    let map = fields.get(name)?.as_object();
    if map.is_none() {
        fields.flaw(name, format!("The field '{name}' must be an object"));
    }
    let pointer = fields.at(name);
    map.map(|map| read(&mut Fields::new(map, pointer, fields.context)))
}

fn config(fields: &Fields<'_, '_>, section: &str, name: &str) -> Option<String> {
    fields.get(section)?.get(name)?.as_str().map(str::to_owned)
}

fn reader(fields: &mut Fields<'_, '_>, language: Language) -> Reader {
    let resource = fields.required_text("Resource").unwrap_or_default();
    let parameters = fields.template(parameters(language), language);
    let setting = |name: &str| config(fields, "ReaderConfig", name);
    let headers = fields
        .get("ReaderConfig")
        .and_then(|config| config.get("CSVHeaders"))
        .and_then(Value::as_array);
    let given = setting("CSVHeaderLocation").as_deref() == Some("GIVEN");
    let given_headers = headers.filter(|_| given).map(|headers| {
        headers.iter().filter_map(|header| header.as_str().map(str::to_owned)).collect()
    });
    Reader {
        input_type: setting("InputType"),
        given_headers,
        delimiter: match setting("CSVDelimiter").as_deref() {
            Some("PIPE") => '|',
            Some("SEMICOLON") => ';',
            Some("SPACE") => ' ',
            Some("TAB") => '\t',
            _ => ',',
        },
        items_pointer: setting("ItemsPointer"),
        flatten: match setting("Transformation").as_deref() {
            Some("LOAD_AND_FLATTEN") => Flatten::Contents,
            _ => Flatten::Metadata,
        },
        max_items: section(fields, "ReaderConfig", |fields| fields.amount("MaxItems")).flatten(),
        resource: Arc::from(resource),
        parameters,
    }
}
