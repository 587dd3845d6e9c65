//! `ItemReader`: items from JSON, JSON Lines, CSV, manifests and lists of objects.

use serde_json::{Map, Value, json};

use crate::machine::{Flatten, Reader};
use crate::options::Objects;

/// Reads the items; the error is the cause of `States.ItemReaderFailed`.
pub(crate) fn read(
    reader: &Reader,
    parameters: &Value,
    objects: &dyn Objects,
) -> Result<Vec<Value>, String> {
    let text = |name: &str| parameters.get(name).and_then(Value::as_str);
    let bucket = text("Bucket")
        .ok_or("The field 'Bucket' is missing from the parameters of the ItemReader.")?;
    if reader.resource.ends_with(":s3:listObjectsV2") {
        return listed(reader, bucket, text("Prefix").unwrap_or_default(), objects);
    }
    let key =
        text("Key").ok_or("The field 'Key' is missing from the parameters of the ItemReader.")?;
    let body = objects.get(bucket, key)?;
    match reader.input_type.as_deref() {
        Some("MANIFEST") => manifest(reader, bucket, &body, objects),
        kind => parsed(reader, kind, &decoded(&body)?),
    }
}

fn decoded(body: &[u8]) -> Result<String, String> {
    String::from_utf8(body.to_vec()).map_err(|_| "The object is not a valid UTF-8 text.".to_owned())
}

fn parsed(reader: &Reader, kind: Option<&str>, text: &str) -> Result<Vec<Value>, String> {
    match kind {
        Some("CSV") => csv(reader, text),
        Some("JSONL") => json_lines(text),
        None | Some("JSON") => json_items(reader, text),
        Some(other) => Err(format!("Reading items of the type '{other}' is not supported.")),
    }
}

fn json_items(reader: &Reader, text: &str) -> Result<Vec<Value>, String> {
    let value: Value = serde_json::from_str(text)
        .map_err(|_| "Attempting to map over non-iterable node.".to_owned())?;
    let value = match &reader.items_pointer {
        Some(pointer) => value
            .pointer(pointer)
            .cloned()
            .ok_or_else(|| format!("The ItemsPointer '{pointer}' points to nothing."))?,
        None => value,
    };
    match value {
        Value::Array(items) => Ok(items),
        // An object that a pointer names is mapped over by its members.
        Value::Object(map) if reader.items_pointer.is_some() => {
            Ok(map.into_iter().map(|(key, value)| json!({"Key": key, "Value": value})).collect())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
            Err("Attempting to map over non-iterable node.".to_owned())
        }
    }
}

fn json_lines(text: &str) -> Result<Vec<Value>, String> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| {
            serde_json::from_str(line).map_err(|error| format!("A line is not valid JSON: {error}"))
        })
        .collect()
}

fn listed(
    reader: &Reader,
    bucket: &str,
    prefix: &str,
    objects: &dyn Objects,
) -> Result<Vec<Value>, String> {
    let mut items = Vec::new();
    for key in objects.list(bucket, prefix)? {
        let body = objects.get(bucket, &key)?;
        match reader.flatten {
            Flatten::Metadata => items.push(metadata(&key, &body)),
            Flatten::Contents => {
                items.extend(parsed(reader, reader.input_type.as_deref(), &decoded(&body)?)?);
            }
        }
    }
    Ok(items)
}

/// What `listObjectsV2` says of an object.
fn metadata(key: &str, body: &[u8]) -> Value {
    json!({
        "Etag": format!("\"{:032x}\"", checksum(body)),
        "Key": key,
        "LastModified": 1_767_225_600,
        "Size": body.len(),
        "StorageClass": "STANDARD",
    })
}

/// A stable number of a body (FNV-1a), where the service has a digest.
fn checksum(body: &[u8]) -> u64 {
    body.iter().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3)
    })
}

/// An S3 inventory: a JSON manifest that names CSV files of keys.
fn manifest(
    reader: &Reader,
    bucket: &str,
    body: &[u8],
    objects: &dyn Objects,
) -> Result<Vec<Value>, String> {
    let manifest: Value = serde_json::from_str(&decoded(body)?)
        .map_err(|error| format!("The manifest is not valid JSON: {error}"))?;
    let headers: Vec<String> = manifest
        .get("fileSchema")
        .and_then(Value::as_str)
        .map(|schema| schema.split(',').map(|name| name.trim().to_owned()).collect())
        .ok_or("The manifest has no 'fileSchema'.")?;
    let mut items = Vec::new();
    for file in manifest.get("files").and_then(Value::as_array).into_iter().flatten() {
        let Some(key) = file.get("key").and_then(Value::as_str) else { continue };
        let text = decoded(&objects.get(bucket, key)?)?;
        items.extend(rows(&text, reader.delimiter).into_iter().map(|row| object(&headers, row)));
    }
    Ok(items)
}

fn csv(reader: &Reader, text: &str) -> Result<Vec<Value>, String> {
    let mut rows = rows(text, reader.delimiter).into_iter();
    let headers = match &reader.given_headers {
        Some(headers) => headers.clone(),
        None => rows.next().unwrap_or_default(),
    };
    let mut seen = std::collections::BTreeSet::new();
    if !headers.iter().all(|header| seen.insert(header)) {
        return Err("CSV headers cannot contain duplicates.".to_owned());
    }
    Ok(rows.map(|row| object(&headers, row)).collect())
}

/// A row by its headers: missing columns are empty, surplus ones are dropped.
fn object(headers: &[String], row: Vec<String>) -> Value {
    let mut row = row.into_iter();
    let map: Map<String, Value> = headers
        .iter()
        .map(|header| (header.clone(), Value::from(row.next().unwrap_or_default())))
        .collect();
    Value::Object(map)
}

/// The rows of a CSV text (RFC 4180): quotes protect delimiters, line ends and, doubled, themselves.
fn rows(text: &str, delimiter: char) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let mut chars = text.chars().peekable();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => field.extend(chars.next()),
            '"' if quoted => quoted = false,
            '"' if field.is_empty() => quoted = true,
            '\r' if !quoted && chars.peek() == Some(&'\n') => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            c if c == delimiter && !quoted => row.push(std::mem::take(&mut field)),
            other => field.push(other),
        }
    }
    if !field.is_empty() || !row.is_empty() {
        row.push(field);
        rows.push(row);
    }
    rows.retain(|row| row.iter().any(|field| !field.is_empty()) || row.len() > 1);
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_protect() {
        assert_eq!(
            rows("a,\"b,\"\"c\"\"\n\"\r\nd,e", ','),
            [vec!["a", "b,\"c\"\n"], vec!["d", "e"]]
        );
    }
}
