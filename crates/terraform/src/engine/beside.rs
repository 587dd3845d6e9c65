//! What an example adds to the bundled providers: schemas of further ones, and answers of data sources.
//!
//! Mocks are written in the vocabulary of Terraform's test files: `mock_data "aws_ami" { defaults = { … } }`, on its own or
//! in a `mock_provider`.

use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_cty::{Entries, Kind, Type, Value};
use dryrun_diag::{Diagnostic, FileId};
use dryrun_engine::Example;
use dryrun_hcl::ast::{Block, Body};
use dryrun_hcl::{Input, parse};
use dryrun_provider::{ConfigDiagnostic, DataResult, Layer, Provider, ReadRequest};

use crate::{Providers, lang};

/// The role of answers of data sources.
pub(super) const MOCKS: &str = "mocks";
/// The role of a provider's schema.
pub(super) const SCHEMA: &str = "schema";

/// The providers of an example's case, and what is wrong with its mocks and schemas.
pub(super) fn providers(example: &Example, case: &str) -> (Providers, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let mut all = dryrun_providers::bundled();
    let known: Vec<String> = all.iter().map(|provider| provider.source().to_owned()).collect();
    let of = |role: &'static str| {
        example.parts.iter().filter(move |part| {
            part.role == role && part.case.as_deref().is_none_or(|own| own == case)
        })
    };
    for part in of(SCHEMA) {
        match dryrun_providers::schema_file(&part.text) {
            // A bundled provider knows more than its schema.
            Ok(more) => {
                all.extend(
                    more.into_iter().filter(|one| !known.iter().any(|it| it == one.source())),
                );
            }
            Err(message) => found.push(Diagnostic::error("Invalid provider schema", message)),
        }
    }
    let mut answers = BTreeMap::new();
    for part in of(MOCKS) {
        found.extend(read(&part.text, &mut answers));
    }
    let answers = Arc::new(answers);
    let providers = all.into_iter().rev().fold(Providers::bundled(), |providers, inner| {
        providers.with(if answers.is_empty() {
            inner
        } else {
            Arc::new(Answering { inner, answers: answers.clone() })
        })
    });
    (providers, found)
}

/// The members that a data source of a type answers with.
type Answers = BTreeMap<String, Value>;

/// Reads the mocks of a text.
fn read(text: &str, answers: &mut Answers) -> Vec<Diagnostic> {
    let (body, mut found) = parse(Input { file: FileId(0), name: "mocks", text });
    for diagnostic in &mut found {
        // The text is no file of the configuration.
        diagnostic.span = None;
        diagnostic.context = None;
    }
    blocks(&body, answers, &mut found);
    found
}

fn blocks(body: &Body, answers: &mut Answers, found: &mut Vec<Diagnostic>) {
    for block in &body.blocks {
        let label = block.labels.first().map(|(label, _)| label.as_ref());
        match (block.kind.as_ref(), label) {
            ("mock_provider", Some(_)) => blocks(&block.body, answers, found),
            ("mock_data", Some(kind)) => {
                answers.insert(kind.to_owned(), values(block, "defaults", found));
            }
            (kind, _) => found.push(Diagnostic::error(
                "Invalid mock",
                format!("Mocks of a plan are `mock_data \"TYPE\" {{ defaults = {{ … }} }}` blocks, in a `mock_provider` or not; `{kind}` is none."),
            )),
        }
    }
}

fn values(block: &Block, name: &str, found: &mut Vec<Diagnostic>) -> Value {
    let attribute = block.body.attributes.iter().find(|attribute| &*attribute.name == name);
    let Some(attribute) = attribute else { return Value::object::<&str>([]) };
    let (value, more) = lang::constant(&attribute.expression);
    found.extend(more.into_iter().map(|mut diagnostic| {
        diagnostic.span = None;
        diagnostic.context = None;
        diagnostic
    }));
    value
}

/// A provider whose data sources answer from mocks.
struct Answering {
    inner: Arc<dyn Provider>,
    answers: Arc<Answers>,
}

impl Answering {
    fn answer(&self, request: &ReadRequest<'_>) -> Option<(DataResult, Vec<ConfigDiagnostic>)> {
        let given = self.answers.get(request.type_name)?;
        let schema = self.inner.data_schema(request.type_name)?;
        let ty = schema.block.implied_type();
        let (Type::Object(object), Some(config)) = (ty, request.config.entries()) else {
            return None;
        };
        let mut complaints = Vec::new();
        let mut members = Entries::with_capacity(object.attributes.len());
        for (name, ty) in &object.attributes {
            let configured = config.get(name).filter(|value| !value.is_null());
            let mocked = given.entries().and_then(|entries| entries.get(name));
            let value = match (configured, mocked) {
                (Some(value), _) => value.clone(),
                (None, Some(value)) => lang::convert(value, ty).unwrap_or_else(|why| {
                    let detail =
                        format!("The mock of {} does not fit: {name}: {why}.", request.type_name);
                    complaints.push(ConfigDiagnostic {
                        diagnostic: Diagnostic::error("Invalid mock", detail),
                        path: dryrun_cty::Path::default(),
                    });
                    Value::unknown(ty.clone())
                }),
                (None, None) => blank(request.type_name, name, ty),
            };
            members.insert(name.clone(), value);
        }
        let unknown = given.entries().into_iter().flatten().map(|(name, _)| name);
        for name in unknown.filter(|name| !object.attributes.contains_key(name)) {
            let detail = format!("A data source {} has no `{name}`.", request.type_name);
            complaints.push(ConfigDiagnostic {
                diagnostic: Diagnostic::error("Invalid mock", detail),
                path: dryrun_cty::Path::default(),
            });
        }
        let value = Value::new(ty.clone(), Kind::Entries(Arc::new(members)));
        Some((DataResult::Read(value), complaints))
    }
}

/// What a mock does not say.
fn blank(kind: &str, name: &str, ty: &Type) -> Value {
    match ty {
        Type::String => Value::string(format!("made-up-{}-{name}", kind.replace('_', "-"))),
        Type::Number => Value::number(dryrun_cty::Number::from(0_i64)),
        Type::Bool => Value::bool(false),
        Type::List(_) | Type::Set(_) => Value::new(ty.clone(), Kind::Elements(Arc::from([]))),
        Type::Map(_) => Value::new(ty.clone(), Kind::Entries(Arc::default())),
        Type::Dynamic | Type::Tuple(_) | Type::Object(_) => Value::null(ty.clone()),
    }
}

impl Layer for Answering {
    fn inner(&self) -> &dyn Provider {
        self.inner.as_ref()
    }

    fn read_data(&self, request: ReadRequest<'_>) -> (DataResult, Vec<ConfigDiagnostic>) {
        match self.answer(&request) {
            Some(answer) => answer,
            None => self.inner.read_data(request),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mocks_are_read_in_the_vocabulary_of_test_files() {
        let mut answers = Answers::new();
        let text = "mock_provider \"aws\" {\n  mock_data \"aws_ami\" {\n    defaults = { id = \"ami-1\" }\n  }\n}\n";
        assert!(read(text, &mut answers).is_empty());
        assert_eq!(answers.keys().collect::<Vec<_>>(), ["aws_ami"]);
        assert_eq!(read("mock_resource \"x\" {}", &mut answers).len(), 1);
    }
}
