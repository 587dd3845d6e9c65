//! `aws_iam_policy_document`: policy documents from blocks and other documents.

use std::collections::BTreeMap;

use dryrun_cty::Value;
use dryrun_diag::Diagnostic;
use serde_json::{Map, Value as Json};

use super::Answer;
use super::sdk_set::{Member, blocks, checksum, strings};
use crate::go_json;
use crate::values::{Entries, collection, elements, entries, member};

/// A policy document.
#[derive(Debug, Default)]
struct Document {
    version: String,
    id: String,
    statements: Vec<Statement>,
}

/// One statement; lists of strings are JSON, a single string stands alone.
#[derive(Debug, Clone, Default)]
struct Statement {
    sid: String,
    effect: String,
    actions: Option<Json>,
    not_actions: Option<Json>,
    resources: Option<Json>,
    not_resources: Option<Json>,
    principals: Vec<Principal>,
    not_principals: Vec<Principal>,
    conditions: Vec<Condition>,
}

#[derive(Debug, Clone)]
struct Principal {
    kind: String,
    identifiers: Strings,
}

#[derive(Debug, Clone)]
struct Condition {
    test: String,
    variable: String,
    values: Vec<String>,
}

/// A string or a list of strings.
#[derive(Debug, Clone)]
enum Strings {
    One(String),
    Many(Vec<String>),
}

/// Statements are allowing unless they say otherwise.
pub(super) fn default_effects(config: &mut Entries) {
    let Some(statements) = config.get("statement") else { return };
    let with_effect = |statement: &Value| {
        let mut out = statement.entries().cloned().unwrap_or_default();
        if member(Some(statement), "effect").is_none() {
            out.insert("effect".into(), Value::string("Allow"));
        }
        entries(statement.ty(), out)
    };
    let filled =
        collection(statements.ty(), elements(Some(statements)).iter().map(with_effect).collect());
    config.insert("statement".into(), filled);
}

/// Merges the source documents, the statements and the overriding documents, in this order.
pub(super) fn read(config: &Value) -> Answer {
    let config = Some(config);
    let mut merged = Document::default();
    let mut sids = Vec::new();
    for (index, text) in documents(config, "source_policy_documents") {
        let failed = |why: String| {
            error(format!("writing IAM Policy Document: merging source document {index}: {why}"))
        };
        let document = parse(text).map_err(failed)?;
        unique_sids(&document, &mut sids).map_err(failed)?;
        merged.merge(document);
    }
    merged.merge(own_document(config).map_err(error)?);
    for (index, text) in documents(config, "override_policy_documents") {
        let failed = |why| {
            error(format!("writing IAM Policy Document: merging override document {index}: {why}"))
        };
        merged.merge(parse(text).map_err(failed)?);
    }
    let document = merged.json();
    let json = go_json::print_indented(&document);
    Ok(vec![
        ("id", Value::string(checksum(&json).to_string())),
        ("minified_json", Value::string(go_json::print(&document))),
        ("json", Value::string(json)),
    ])
}

fn error(summary: String) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(summary, ""))
}

fn documents<'a>(config: Option<&'a Value>, name: &str) -> impl Iterator<Item = (usize, &'a str)> {
    let all = elements(member(config, name)).iter().enumerate();
    all.filter_map(|(index, text)| Some((index, text.as_str()?)))
}

fn unique_sids(document: &Document, seen: &mut Vec<String>) -> Result<(), String> {
    for (index, statement) in document.statements.iter().enumerate() {
        let sid = &statement.sid;
        if seen.contains(sid) {
            return Err(format!(
                "duplicate Sid ({sid}) in source_policy_documents (statement {index}). Remove the Sid or ensure Sids are unique."
            ));
        }
        if !sid.is_empty() {
            seen.push(sid.clone());
        }
    }
    Ok(())
}

impl Document {
    /// Takes over the other's statements; those with a known sid replace, in place.
    fn merge(&mut self, other: Self) {
        if !other.id.is_empty() {
            self.id = other.id;
        }
        if other.version > self.version {
            self.version = other.version;
        }
        for statement in other.statements {
            let known = self
                .statements
                .iter_mut()
                .find(|old| !old.sid.is_empty() && old.sid == statement.sid);
            match known {
                Some(old) => *old = statement,
                None => self.statements.push(statement),
            }
        }
    }

    fn json(&self) -> Json {
        let mut out = Map::new();
        put_text(&mut out, "Version", &self.version);
        put_text(&mut out, "Id", &self.id);
        if !self.statements.is_empty() {
            out.insert(
                "Statement".to_owned(),
                self.statements.iter().map(Statement::json).collect(),
            );
        }
        Json::Object(out)
    }
}

impl Statement {
    fn json(&self) -> Json {
        let mut out = Map::new();
        put_text(&mut out, "Sid", &self.sid);
        put_text(&mut out, "Effect", &self.effect);
        let lists = [
            ("Action", &self.actions),
            ("NotAction", &self.not_actions),
            ("Resource", &self.resources),
            ("NotResource", &self.not_resources),
        ];
        for (name, list) in lists {
            if let Some(list) = list {
                out.insert(name.to_owned(), go_json::sorted(list));
            }
        }
        for (name, list) in
            [("Principal", &self.principals), ("NotPrincipal", &self.not_principals)]
        {
            if !list.is_empty() {
                out.insert(name.to_owned(), principals_json(list));
            }
        }
        if !self.conditions.is_empty() {
            out.insert("Condition".to_owned(), conditions_json(&self.conditions));
        }
        Json::Object(out)
    }
}

fn put_text(out: &mut Map<String, Json>, name: &str, text: &str) {
    if !text.is_empty() {
        out.insert(name.to_owned(), text.into());
    }
}

fn principals_json(all: &[Principal]) -> Json {
    if let [Principal { kind, identifiers }] = all {
        let everyone = match identifiers {
            Strings::One(one) => one == "*",
            Strings::Many(many) => many == &["*"],
        };
        if kind == "*" && everyone {
            return "*".into();
        }
    }
    let mut out: BTreeMap<&str, Strings> = BTreeMap::new();
    for Principal { kind, identifiers } in all {
        let joined = match (out.remove(kind.as_str()), identifiers) {
            (None, Strings::One(one)) => Strings::One(one.clone()),
            (old, identifiers) => {
                let mut list = old.map(Strings::list).unwrap_or_default();
                list.extend(identifiers.clone().reversed());
                Strings::Many(list)
            }
        };
        out.insert(kind, joined);
    }
    Json::Object(
        out.into_iter().map(|(kind, identifiers)| (kind.to_owned(), identifiers.json())).collect(),
    )
}

fn conditions_json(all: &[Condition]) -> Json {
    let mut out: BTreeMap<&str, BTreeMap<&str, Vec<String>>> = BTreeMap::new();
    for Condition { test, variable, values } in all {
        out.entry(test).or_default().entry(variable).or_default().extend(values.iter().cloned());
    }
    let variables = |variables: BTreeMap<&str, Vec<String>>| {
        let one = |(variable, values): (&str, Vec<String>)| {
            let values =
                if let [value] = values.as_slice() { value.as_str().into() } else { values.into() };
            (variable.to_owned(), values)
        };
        Json::Object(variables.into_iter().map(one).collect())
    };
    Json::Object(out.into_iter().map(|(test, all)| (test.to_owned(), variables(all))).collect())
}

impl Strings {
    fn list(self) -> Vec<String> {
        match self {
            Self::One(one) => vec![one],
            Self::Many(many) => many,
        }
    }

    /// As a list in descending order.
    fn reversed(self) -> Vec<String> {
        let mut list = self.list();
        list.sort_by(|a, b| b.cmp(a));
        list
    }

    fn json(self) -> Json {
        match self {
            Self::One(one) => one.into(),
            Self::Many(many) => many.into(),
        }
    }
}

/// The document that the configuration's own blocks make.
fn own_document(config: Option<&Value>) -> Result<Document, String> {
    let text =
        |name: &str| member(config, name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut document =
        Document { version: text("version"), id: text("policy_id"), statements: Vec::new() };
    for block in elements(member(config, "statement")) {
        let statement = own_statement(block, &document.version)?;
        if !statement.sid.is_empty()
            && document.statements.iter().any(|other| other.sid == statement.sid)
        {
            return Err(format!(
                "writing IAM Policy Document: duplicate Sid ({}). Remove the Sid or ensure the Sid is unique.",
                statement.sid
            ));
        }
        document.statements.push(statement);
    }
    Ok(document)
}

fn own_statement(block: &Value, version: &str) -> Result<Statement, String> {
    let block = Some(block);
    let text =
        |name: &str| member(block, name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let list = |name: &str| Some(strings(member(block, name))).filter(|list| !list.is_empty());
    let plain = |name: &str| list(name).map(|list| one_or_reversed(list).json());
    let replaced = |name: &str| match list(name) {
        Some(list) => with_variables(list, version)
            .map(|list| Some(one_or_reversed(list).json()))
            .map_err(|why| format!("reading {name}: {why}")),
        None => Ok(None),
    };
    Ok(Statement {
        sid: text("sid"),
        effect: text("effect"),
        actions: plain("actions"),
        not_actions: plain("not_actions"),
        resources: replaced("resources")?,
        not_resources: replaced("not_resources")?,
        principals: own_principals(member(block, "principals"), version)
            .map_err(|why| format!("reading principals: {why}"))?,
        not_principals: own_principals(member(block, "not_principals"), version)
            .map_err(|why| format!("reading not_principals: {why}"))?,
        conditions: own_conditions(member(block, "condition"), version)
            .map_err(|why| format!("reading condition: {why}"))?,
    })
}

/// A single string stands alone, several in descending order.
fn one_or_reversed(list: Vec<String>) -> Strings {
    match <[String; 1]>::try_from(list) {
        Ok([one]) => Strings::One(one),
        Err(list) => Strings::Many(Strings::Many(list).reversed()),
    }
}

/// Policy variables are written `&{…}`, since `${…}` is Terraform's own.
fn with_variables(list: Vec<String>, version: &str) -> Result<Vec<String>, String> {
    let replace = |text: String| {
        if version == "2008-10-17" && text.contains("&{") {
            return Err(format!(
                "found &{{ sequence in ({text}), which is not supported in document version 2008-10-17"
            ));
        }
        Ok(text.replace("&{", "${"))
    };
    list.into_iter().map(replace).collect()
}

fn own_principals(set: Option<&Value>, version: &str) -> Result<Vec<Principal>, String> {
    let all = blocks(set, &[Member::Set("identifiers"), Member::Text("type")]).into_iter();
    let read = |block: &Value| {
        let identifiers = strings(member(Some(block), "identifiers"));
        let identifiers = with_variables(identifiers, version)
            .map_err(|why| format!("reading identifiers: {why}"))?;
        let kind =
            member(Some(block), "type").and_then(Value::as_str).unwrap_or_default().to_owned();
        Ok(Principal { kind, identifiers: one_or_reversed(identifiers) })
    };
    all.map(read).collect()
}

fn own_conditions(set: Option<&Value>, version: &str) -> Result<Vec<Condition>, String> {
    let all =
        blocks(set, &[Member::Text("test"), Member::List("values"), Member::Text("variable")])
            .into_iter();
    let read = |block: &Value| {
        let text = |name: &str| {
            member(Some(block), name).and_then(Value::as_str).unwrap_or_default().to_owned()
        };
        let values = elements(member(Some(block), "values")).iter();
        let values = values.map(|value| value.as_str().unwrap_or_default().to_owned()).collect();
        let values =
            with_variables(values, version).map_err(|why| format!("reading values: {why}"))?;
        Ok(Condition { test: text("test"), variable: text("variable"), values })
    };
    all.map(read).collect()
}

/// Reads a document as Go's decoder does: names in any case, unknown members passed over.
fn parse(text: &str) -> Result<Document, String> {
    let json: Json = serde_json::from_str(text).map_err(|why| why.to_string())?;
    let Json::Object(object) = &json else {
        return Err(wrong(&json, "value of type iam.IAMPolicyDoc"));
    };
    let mut document = Document::default();
    for (name, value) in object.iter().filter(|(_, value)| !value.is_null()) {
        match name.to_ascii_lowercase().as_str() {
            "version" => document.version = text_of(value, "IAMPolicyDoc.Version")?,
            "id" => document.id = text_of(value, "IAMPolicyDoc.Id")?,
            "statement" => {
                let target =
                    "struct field IAMPolicyDoc.Statement of type []*iam.IAMPolicyStatement";
                let all = value.as_array().ok_or_else(|| wrong(value, target))?;
                document.statements = all.iter().map(parse_statement).collect::<Result<_, _>>()?;
            }
            _ => {}
        }
    }
    Ok(document)
}

fn parse_statement(json: &Json) -> Result<Statement, String> {
    let target = "struct field IAMPolicyDoc.Statement of type iam.IAMPolicyStatement";
    let object = json.as_object().ok_or_else(|| wrong(json, target))?;
    let mut statement = Statement::default();
    for (name, value) in object.iter().filter(|(_, value)| !value.is_null()) {
        match name.to_ascii_lowercase().as_str() {
            "sid" => statement.sid = text_of(value, "IAMPolicyStatement.Statement.Sid")?,
            "effect" => statement.effect = text_of(value, "IAMPolicyStatement.Statement.Effect")?,
            "action" => statement.actions = Some(value.clone()),
            "notaction" => statement.not_actions = Some(value.clone()),
            "resource" => statement.resources = Some(value.clone()),
            "notresource" => statement.not_resources = Some(value.clone()),
            "principal" => statement.principals = parse_principals(value)?,
            "notprincipal" => statement.not_principals = parse_principals(value)?,
            "condition" => statement.conditions = parse_conditions(value)?,
            _ => {}
        }
    }
    Ok(statement)
}

fn text_of(value: &Json, field: &str) -> Result<String, String> {
    value
        .as_str()
        .map(str::to_owned)
        .ok_or_else(|| wrong(value, &format!("struct field {field} of type string")))
}

fn wrong(value: &Json, target: &str) -> String {
    format!("json: cannot unmarshal {} into Go {target}", kind(value))
}

fn kind(value: &Json) -> &'static str {
    match value {
        Json::Null => "null",
        Json::Bool(_) => "bool",
        Json::Number(_) => "number",
        Json::String(_) => "string",
        Json::Array(_) => "array",
        Json::Object(_) => "object",
    }
}

fn parse_principals(value: &Json) -> Result<Vec<Principal>, String> {
    let unsupported = |value: &Json, of: &str| {
        format!("Unsupported data type {} for IAMPolicyStatementPrincipalSet{of}", go_type(value))
    };
    match value {
        Json::String(_) => Ok(vec![Principal {
            kind: "*".to_owned(),
            identifiers: Strings::Many(vec!["*".to_owned()]),
        }]),
        Json::Object(object) => {
            let read = |(kind, value): (&String, &Json)| {
                let identifiers = match value {
                    Json::String(one) => Strings::One(one.clone()),
                    Json::Array(many) => Strings::Many(
                        many.iter().filter_map(Json::as_str).map(str::to_owned).collect(),
                    ),
                    Json::Null | Json::Bool(_) | Json::Number(_) | Json::Object(_) => {
                        return Err(unsupported(value, ".Identifiers"));
                    }
                };
                Ok(Principal { kind: kind.clone(), identifiers })
            };
            object.iter().map(read).collect()
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) => {
            Err(unsupported(value, ""))
        }
    }
}

fn go_type(value: &Json) -> &'static str {
    match value {
        Json::Null => "<nil>",
        Json::Bool(_) => "bool",
        Json::Number(_) => "float64",
        Json::String(_) => "string",
        Json::Array(_) => "[]interface {}",
        Json::Object(_) => "map[string]interface {}",
    }
}

fn parse_conditions(value: &Json) -> Result<Vec<Condition>, String> {
    let field = "struct field IAMPolicyStatement.Statement.Condition of type";
    let tests = value
        .as_object()
        .ok_or_else(|| wrong(value, &format!("{field} map[string]map[string]interface {{}}")))?;
    let mut all = Vec::new();
    for (test, variables) in tests {
        let variables = variables
            .as_object()
            .ok_or_else(|| wrong(variables, &format!("{field} map[string]interface {{}}")))?;
        for (variable, values) in variables {
            let values = match values {
                Json::String(one) => vec![one.clone()],
                Json::Bool(value) => vec![value.to_string()],
                Json::Array(many) => {
                    many.iter().filter_map(Json::as_str).map(str::to_owned).collect()
                }
                Json::Null | Json::Number(_) | Json::Object(_) => continue,
            };
            all.push(Condition { test: test.clone(), variable: variable.clone(), values });
        }
    }
    Ok(all)
}
