//! Packs the harvested facts: `cargo run -p dryrun-aws-facts --example pack -- FOLDER crates/aws-facts/data/aws.bin`.
//!
//! FOLDER holds `aws.json.gz`, `surprises.json` and `failures.json` (their format is in the README beside them). The
//! layout written is that of `image` and `decode`.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::Path;

use anyhow::{Context, Result};
use dryrun_aws_facts::image::{STRIDE, TABLES};
use serde_json::Value;

const PAGE: usize = 16 * 1024;
const FLAGS: &str = "rocswd";
const REWRITES: [&str; 6] = ["json", "policy", "upper", "trim", "lowertrimdot", "sha1"];
const FORMATS: [&str; 18] = [
    "arn",
    "json",
    "policy",
    "cidr",
    "cidr4",
    "cidr6",
    "cidrvalue",
    "account",
    "region",
    "time",
    "port",
    "port0",
    "notempty",
    "notblank",
    "bool",
    "int",
    "cidrof4",
    "cidrof6",
];
const DOUBTS: [(&str, u64); 10] = [
    ("change suppressed (value kept)", 0),
    ("addition suppressed", 1),
    ("computed known in some configs", 2),
    ("default depends on config", 3),
    ("force-new by CustomizeDiff (conditional)", 4),
    ("unresolved replace path", 4),
    ("configured block unknown in plan", 5),
    ("side effect on computed attribute in update", 6),
    ("not a no-op when re-planned with the same config", 7),
    ("config value changed in plan", 8),
];
const GAPS: [&str; 5] = [
    "needs_network",
    "plan_refused",
    "provider_crash",
    "too_slow_for_full_probing",
    "validation_values_not_found",
];

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, folder, target] = arguments.as_slice() else {
        anyhow::bail!("usage: pack FOLDER TARGET")
    };
    let folder = Path::new(folder);
    let mut facts = inflated(&folder.join("aws.json.gz"))?;
    let corrections: Value = serde_json::from_str(include_str!("../data/corrections.json"))?;
    correct(&mut facts, &corrections);
    reorder(&mut facts, corrections.get("ordered").unwrap_or(&Value::Null));
    let checks = inflated(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/data/checks.json.gz")))?;
    let read = |name: &str| -> Result<Value> {
        Ok(serde_json::from_str(&std::fs::read_to_string(folder.join(name))?)?)
    };
    let image = Packer::default().pack(
        &facts,
        &checks,
        &read("surprises.json")?,
        &read("failures.json")?,
    )?;
    let file = paged(&image)?;
    eprintln!("image {} bytes, file {} bytes", image.len(), file.len());
    std::fs::write(target, file).context("writing the table")
}

/// Puts what was found later into the facts: `facts` by type and dotted path, `relations` by type.
#[expect(clippy::indexing_slicing, reason = "facts of another layout must stop the packing")]
fn correct(facts: &mut Value, corrections: &Value) {
    for (name, all) in sorted(&corrections["facts"]) {
        for (path, more) in sorted(all) {
            let Some(root) = facts["resources"][name]["b"].as_u64() else { continue };
            let names: Vec<&str> = path.split('.').collect();
            let root = corrected(facts, root, &names, more);
            facts["resources"][name]["b"] = root.into();
        }
    }
    for (name, all) in sorted(&corrections["relations"]) {
        for (kind, groups) in sorted(all) {
            let known = &mut facts["resources"][name]["rels"][kind];
            let mut merged = known.as_array().cloned().unwrap_or_default();
            merged.extend(
                array(groups).iter().filter(|group| !array(known).contains(group)).cloned(),
            );
            *known = Value::Array(merged);
        }
    }
}

/// Relations whose order matters, or where only some of a group's members complain (they are named first, with a `=`).
#[expect(clippy::indexing_slicing, reason = "facts of another layout must stop the packing")]
fn reorder(facts: &mut Value, ordered: &Value) {
    for (name, all) in sorted(ordered) {
        for (kind, groups) in sorted(all) {
            facts["resources"][name]["rels"][kind] = groups.clone();
        }
    }
}

/// A copy of a block in which one member has other facts; a fact that is null is taken away. Blocks and attributes are
/// shared between types, so the way to the member is copied.
#[expect(clippy::indexing_slicing, reason = "facts of another layout must stop the packing")]
fn corrected(facts: &mut Value, block: u64, path: &[&str], more: &Value) -> u64 {
    let mut copy = facts["blocks"][block as usize].clone();
    match path {
        [name] if copy["a"].get(name).is_some() => {
            let index = copy["a"][name].as_u64().unwrap_or_default();
            let mut attribute = facts["attrs"][index as usize].clone();
            merge(&mut attribute, more);
            copy["a"][name] = push(&mut facts["attrs"], attribute).into();
        }
        [name] => merge(&mut copy["b"][name], more),
        [name, rest @ ..] => {
            let inner = copy["b"][name][3].as_u64().unwrap_or_default();
            copy["b"][name][3] = corrected(facts, inner, rest, more).into();
        }
        [] => {}
    }
    push(&mut facts["blocks"], copy)
}

/// The facts are the last member of an attribute (the third) and of a nested block (the fifth).
fn merge(member: &mut Value, more: &Value) {
    let Some(parts) = member.as_array_mut() else { return };
    if !parts.last().is_some_and(Value::is_object) {
        parts.push(Value::Object(serde_json::Map::new()));
    }
    let Some(Value::Object(known)) = parts.last_mut() else { return };
    for (fact, value) in sorted(more) {
        if value.is_null() {
            known.remove(fact);
        } else {
            known.insert(fact.to_owned(), value.clone());
        }
    }
}

fn push(table: &mut Value, entry: Value) -> u64 {
    let Some(entries) = table.as_array_mut() else { return 0 };
    entries.push(entry);
    entries.len() as u64 - 1
}

fn inflated(path: &Path) -> Result<Value> {
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(std::fs::File::open(path)?).read_to_string(&mut text)?;
    Ok(serde_json::from_str(&text)?)
}

#[derive(Default)]
struct Packer {
    strings: Interned,
    types: Interned,
    enums: Interned,
    attributes: Vec<Vec<u8>>,
    blocks: Vec<Vec<u8>>,
}

#[derive(Default)]
struct Interned {
    known: BTreeMap<Vec<u8>, u64>,
    records: Vec<Vec<u8>>,
}

impl Interned {
    fn index(&mut self, record: Vec<u8>) -> u64 {
        let records = &mut self.records;
        *self.known.entry(record).or_insert_with_key(|record| {
            records.push(record.clone());
            records.len() as u64 - 1
        })
    }
}

impl Packer {
    fn pack(
        mut self,
        facts: &Value,
        checks: &Value,
        surprises: &Value,
        failures: &Value,
    ) -> Result<Vec<u8>> {
        for attribute in array(&facts["attrs"]) {
            let record = self.attribute(attribute, array(&facts["types"]));
            self.attributes.push(record);
        }
        for block in array(&facts["blocks"]) {
            let record = self.block(block);
            self.blocks.push(record);
        }
        let notes = Notes { surprises, failures };
        let resources = self.entries(&facts["resources"], Some(&notes));
        let data = self.entries(&facts["data"], None);
        let ephemeral = self.entries(&facts["ephemeral"], None);
        let provider = vec![self.entry("aws", &facts["provider_config"], None)];
        let resource_checks = self.all_checks(&facts["resources"], &checks["resource"]);
        let data_checks = self.all_checks(&facts["data"], &checks["data"]);
        let tables = [
            self.strings.records,
            self.types.records,
            self.enums.records,
            self.attributes,
            self.blocks,
            resources,
            data,
            ephemeral,
            provider,
            resource_checks,
            data_checks,
        ];
        Ok(image(&tables))
    }

    fn string(&mut self, text: &str) -> u64 {
        self.strings.index(text.as_bytes().to_vec())
    }

    fn put_string(&mut self, out: &mut Vec<u8>, text: &str) {
        let index = self.string(text);
        varint(out, index);
    }

    fn put_strings(&mut self, out: &mut Vec<u8>, list: &[Value]) {
        varint(out, list.len() as u64);
        for text in list {
            self.put_string(out, text.as_str().unwrap_or_default());
        }
    }

    fn ty(&mut self, ty: &Value) -> u64 {
        let mut record = Vec::new();
        match (ty.as_str(), ty.as_array().map(Vec::as_slice)) {
            (Some(name), _) => record.push(match name {
                "string" => 0,
                "number" => 1,
                "bool" => 2,
                _ => 3,
            }),
            (_, Some([kind, content])) if kind == "object" => {
                record.push(7);
                let members = sorted(content);
                varint(&mut record, members.len() as u64);
                for (name, ty) in members {
                    self.put_string(&mut record, name);
                    let ty = self.ty(ty);
                    varint(&mut record, ty);
                }
            }
            (_, Some([kind, content])) => {
                record.push(match kind.as_str() {
                    Some("list") => 4,
                    Some("set") => 5,
                    _ => 6,
                });
                let element = self.ty(content);
                varint(&mut record, element);
            }
            _ => record.push(3),
        }
        self.types.index(record)
    }

    fn literal(&mut self, out: &mut Vec<u8>, value: &Value) {
        match value {
            Value::Bool(value) => out.push(if *value { 2 } else { 1 }),
            Value::String(text) => {
                out.push(3);
                self.put_string(out, text);
            }
            Value::Number(number) => match number.as_i64() {
                Some(whole) => {
                    out.push(4);
                    signed(out, whole);
                }
                None => {
                    out.push(5);
                    out.extend(number.as_f64().unwrap_or_default().to_le_bytes());
                }
            },
            Value::Array(list) => {
                out.push(6);
                out.extend(self.literals(list));
            }
            Value::Null | Value::Object(_) => out.push(0),
        }
    }

    fn literals(&mut self, list: &[Value]) -> Vec<u8> {
        let mut out = Vec::new();
        varint(&mut out, list.len() as u64);
        for value in list {
            self.literal(&mut out, value);
        }
        out
    }

    fn attribute(&mut self, attribute: &Value, types: &[Value]) -> Vec<u8> {
        let mut out = Vec::new();
        let flags = attribute[0].as_str().unwrap_or_default();
        varint(
            &mut out,
            FLAGS
                .chars()
                .enumerate()
                .map(|(bit, letter)| u64::from(flags.contains(letter)) << bit)
                .sum(),
        );
        let ty = match attribute[1].as_u64() {
            Some(index) => self.ty(types.get(index as usize).unwrap_or(&Value::Null)),
            None => self.ty(&attribute[1]),
        };
        varint(&mut out, ty);
        self.facts(&mut out, &attribute[2]);
        out
    }

    fn block(&mut self, block: &Value) -> Vec<u8> {
        let mut out = vec![u8::from(block.get("dep").is_some())];
        let attributes = sorted(&block["a"]);
        varint(&mut out, attributes.len() as u64);
        for (name, attribute) in attributes {
            self.put_string(&mut out, name);
            varint(&mut out, attribute.as_u64().unwrap_or_default());
        }
        let blocks = sorted(&block["b"]);
        varint(&mut out, blocks.len() as u64);
        for (name, nested) in blocks {
            self.put_string(&mut out, name);
            out.push(match nested[0].as_str() {
                Some("single") => 0,
                Some("list") => 1,
                _ => 2,
            });
            for at in 1..=3 {
                varint(&mut out, nested[at].as_u64().unwrap_or_default());
            }
            self.facts(&mut out, &nested[4]);
        }
        out
    }

    fn facts(&mut self, out: &mut Vec<u8>, facts: &Value) {
        let names = [
            "fn", "fnc", "keep", "c", "def", "odef", "fnx", "uu", "kc", "norm", "sup", "enum",
            "range", "len", "kind",
        ];
        varint(
            out,
            names
                .iter()
                .enumerate()
                .map(|(bit, name)| u64::from(facts.get(name).is_some()) << bit)
                .sum(),
        );
        if let Some(value) = facts.get("def") {
            self.literal(out, value);
        }
        if let Some(members) = facts.get("odef") {
            let members = sorted(members);
            varint(out, members.len() as u64);
            for (name, value) in members {
                self.put_string(out, name);
                self.literal(out, value);
            }
        }
        if let Some(letters) = facts.get("fnx") {
            out.push(transitions(letters));
        }
        if let Some(arguments) = facts.get("uu") {
            self.put_strings(out, arguments.as_array().map(Vec::as_slice).unwrap_or_default());
            out.push(u8::from(facts.get("uuif").is_some()));
            if let Some(condition) = facts.get("uuif") {
                self.put_string(out, condition[0].as_str().unwrap_or_default());
                self.literal(out, &condition[1]);
            }
        }
        if let Some(known) = facts.get("kc") {
            self.known(out, known);
        }
        if let Some(kind) = facts.get("norm") {
            out.push(position(&REWRITES, kind));
        }
        if let Some(letters) = facts.get("sup") {
            out.push(transitions(letters));
        }
    }

    fn known(&mut self, out: &mut Vec<u8>, known: &Value) {
        match known[0].as_str() {
            Some("const") => {
                out.push(1);
                self.literal(out, &known[1]);
            }
            Some("copy") => {
                out.push(2);
                self.put_string(out, known[1].as_str().unwrap_or_default());
            }
            Some("region") => out.push(3),
            _ => out.push(0),
        }
    }

    fn entries(&mut self, section: &Value, notes: Option<&Notes<'_>>) -> Vec<Vec<u8>> {
        sorted(section).into_iter().map(|(name, entry)| self.entry(name, entry, notes)).collect()
    }

    fn entry(&mut self, name: &str, entry: &Value, notes: Option<&Notes<'_>>) -> Vec<u8> {
        let mut out = Vec::new();
        varint(&mut out, name.len() as u64);
        out.extend(name.as_bytes());
        varint(&mut out, entry["v"].as_u64().unwrap_or_default());
        varint(&mut out, entry["b"].as_u64().unwrap_or_default());
        out.push(u8::from(entry.get("fw").is_some()));
        let rules = entry.get("rules").map(array).unwrap_or_default();
        varint(&mut out, rules.len() as u64);
        out.extend(rules.iter().map(|_| 0));
        self.relations(&mut out, &entry["rels"]);
        let doubts = notes.map(|notes| notes.doubts(name)).unwrap_or_default();
        varint(&mut out, doubts.len() as u64);
        for (class, path) in doubts {
            varint(&mut out, class);
            self.put_string(&mut out, &path);
        }
        let gaps = notes.map(|notes| notes.gaps(name)).unwrap_or_default();
        varint(&mut out, gaps.len() as u64);
        out.extend(gaps);
        out
    }

    fn all_checks(&mut self, section: &Value, checks: &Value) -> Vec<Vec<u8>> {
        sorted(section).into_iter().map(|(name, _)| self.checks(&checks[name])).collect()
    }

    fn checks(&mut self, checks: &Value) -> Vec<u8> {
        let mut out = Vec::new();
        let deprecated = checks["deprecated"].as_str();
        out.push(u8::from(deprecated.is_some()));
        if let Some(text) = deprecated {
            self.put_string(&mut out, text);
        }
        let deprecations = sorted(&checks["deprecations"]);
        varint(&mut out, deprecations.len() as u64);
        for (path, words) in deprecations {
            self.put_path(&mut out, path);
            for text in array(words) {
                self.put_string(&mut out, text.as_str().unwrap_or_default());
            }
        }
        let members = sorted(&checks["checks"]);
        varint(&mut out, members.len() as u64);
        for (path, all) in members {
            self.put_path(&mut out, path);
            varint(&mut out, array(all).len() as u64);
            for check in array(all) {
                self.check(&mut out, array(check));
            }
        }
        out
    }

    fn put_path(&mut self, out: &mut Vec<u8>, path: &str) {
        let names: Vec<Value> = path.split('.').map(Value::from).collect();
        self.put_strings(out, &names);
    }

    fn check(&mut self, out: &mut Vec<u8>, check: &[Value]) {
        let Some((name, rest)) = check.split_first() else { return };
        let name = name.as_str().unwrap_or_default();
        let bare =
            name.trim_start_matches("n:").trim_start_matches("f:").trim_end_matches(['~', '?']);
        let words = match name.split_once(':') {
            Some(("n", _)) => 1,
            Some((_, kind)) if kind.starts_with("enum") => 3,
            Some(_) => 2,
            None => 0,
        };
        let code = words | if name.ends_with('?') { 4 } else { 0 };
        let kind = match bare {
            "in" | "enum" => u8::from(name.ends_with('~')),
            "range" | "least" | "most" => 2,
            "frange" => 3,
            "divisible" => 4,
            "length" | "lengthleast" | "lengthmost" => 5,
            "match" => 6,
            "told" => 8,
            _ => 7,
        };
        out.extend([kind, code]);
        match (kind, rest) {
            (0 | 1, [list]) => {
                let record = self.literals(array(list));
                let index = self.enums.index(record);
                varint(out, index);
            }
            (2 | 5, [one]) if bare.ends_with("most") => bounds(out, [None, one.as_i64()]),
            (2 | 5, [one]) => bounds(out, [one.as_i64(), None]),
            (2 | 5, [least, most]) => bounds(out, [least.as_i64(), most.as_i64()]),
            (3, all) => out.extend(
                all.iter().flat_map(|bound| bound.as_f64().unwrap_or_default().to_le_bytes()),
            ),
            (4, [number]) => signed(out, number.as_i64().unwrap_or_default()),
            (8, [pattern, words]) => {
                self.put_string(out, pattern.as_str().unwrap_or_default());
                self.put_string(out, words.as_str().unwrap_or_default());
            }
            (6, [pattern]) => self.put_string(out, pattern.as_str().unwrap_or_default()),
            _ => out.push(position(&FORMATS, &Value::from(bare))),
        }
    }

    fn relations(&mut self, out: &mut Vec<u8>, relations: &Value) {
        let conflicts = relations.get("conflicts").map(array).unwrap_or_default();
        varint(out, conflicts.len() as u64);
        for pair in conflicts {
            for path in array(pair) {
                self.put_string(out, path.as_str().unwrap_or_default());
            }
        }
        for group in ["exactly_one", "at_least_one", "required_with"] {
            let groups = relations.get(group).map(array).unwrap_or_default();
            varint(out, groups.len() as u64);
            for group in groups {
                self.put_strings(out, array(group));
            }
        }
    }
}

struct Notes<'a> {
    surprises: &'a Value,
    failures: &'a Value,
}

impl Notes<'_> {
    fn doubts(&self, name: &str) -> Vec<(u64, String)> {
        let mut all = Vec::new();
        for (class, code) in DOUBTS {
            for entry in array(&self.surprises[class]).iter().filter(|entry| entry[0] == name) {
                all.push((code, entry[1].as_str().unwrap_or_default().to_owned()));
            }
        }
        all.sort();
        all.dedup();
        all
    }

    fn gaps(&self, name: &str) -> Vec<u8> {
        let concerns = |class: &&str| match &self.failures[*class] {
            Value::Object(map) => map.contains_key(name),
            Value::Array(list) => list.iter().any(|entry| entry == name),
            _ => false,
        };
        (0..).zip(GAPS).filter(|(_, class)| concerns(class)).map(|(code, _)| code).collect()
    }
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn sorted(object: &Value) -> Vec<(&str, &Value)> {
    let mut members: Vec<_> = object
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.as_str(), value))
        .collect();
    members.sort_by_key(|(name, _)| *name);
    members
}

fn transitions(letters: &Value) -> u8 {
    let letters = letters.as_str().unwrap_or_default();
    (0..).zip("cra".chars()).map(|(bit, letter)| u8::from(letters.contains(letter)) << bit).sum()
}

fn position(names: &[&str], name: &Value) -> u8 {
    names.iter().position(|known| name == known).unwrap_or(usize::from(u8::MAX)) as u8
}

fn bounds(out: &mut Vec<u8>, bounds: [Option<i64>; 2]) {
    for bound in bounds {
        out.push(u8::from(bound.is_some()));
        if let Some(bound) = bound {
            signed(out, bound);
        }
    }
}

fn varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn signed(out: &mut Vec<u8>, value: i64) {
    varint(out, ((value << 1) ^ (value >> 63)) as u64);
}

fn image(tables: &[Vec<Vec<u8>>; TABLES]) -> Vec<u8> {
    let mut directory = Vec::new();
    let mut body = Vec::new();
    for table in tables {
        directory.extend(((TABLES * 8 + body.len()) as u32).to_le_bytes());
        directory.extend((table.len() as u32).to_le_bytes());
        let mut records = Vec::new();
        for (at, record) in table.iter().enumerate() {
            if at % STRIDE == 0 {
                body.extend((records.len() as u32).to_le_bytes());
            }
            varint(&mut records, record.len() as u64);
            records.extend(record);
        }
        body.extend((records.len() as u32).to_le_bytes());
        body.extend(records);
    }
    directory.extend(body);
    directory
}

fn paged(image: &[u8]) -> Result<Vec<u8>> {
    let mut file = b"DRF1".to_vec();
    let mut pages = Vec::new();
    let mut ends = Vec::new();
    for page in image.chunks(PAGE) {
        let mut encoder =
            flate2::write::DeflateEncoder::new(&mut pages, flate2::Compression::best());
        encoder.write_all(page)?;
        encoder.finish()?;
        ends.extend((pages.len() as u32).to_le_bytes());
    }
    for word in [PAGE, image.len().div_ceil(PAGE), image.len()] {
        file.extend((word as u32).to_le_bytes());
    }
    file.extend(ends);
    file.extend(pages);
    Ok(file)
}
