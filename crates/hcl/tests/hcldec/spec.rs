//! The specification language of `hcldec`.

use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_cty::{Type, Value, convert, unify};
use dryrun_diag::Diagnostic;
use dryrun_hcl::ast::{Block, Body, Expression};
use dryrun_hcl::{BodySchema, Content, Scope, eval};

/// What a body is decoded to.
pub(crate) enum Spec {
    /// A value, whatever the body holds.
    Literal(Value),
    /// An object of further specifications.
    Object(Vec<(Arc<str>, Spec)>),
    /// An argument.
    Attribute { name: Arc<str>, ty: Type },
    /// The content of a block, null without one.
    Block { kind: Arc<str>, inner: Box<Spec> },
    /// The contents of blocks.
    List { kind: Arc<str>, inner: Box<Spec> },
    /// The contents of blocks by their label.
    Map { kind: Arc<str>, labels: Vec<Arc<str>>, inner: Box<Spec> },
}

impl Spec {
    /// Reads a specification, and the values that the input may mention.
    pub(crate) fn read(body: &Body) -> (Self, BTreeMap<Arc<str>, Value>) {
        let mut variables = BTreeMap::new();
        let mut spec = None;
        for block in &body.blocks {
            if &*block.kind == "variables" {
                variables.extend(
                    block
                        .body
                        .attributes
                        .iter()
                        .map(|each| (each.name.clone(), constant(&each.expression))),
                );
            } else {
                spec = Some(Self::from_block(block));
            }
        }
        (spec.unwrap(), variables)
    }

    fn from_block(block: &Block) -> Self {
        let given = |name: &str| {
            block
                .body
                .attributes
                .iter()
                .find(|each| &*each.name == name)
                .map(|each| &each.expression)
        };
        let text = |name: &str| {
            given(name).map(|expression| Arc::from(constant(expression).as_str().unwrap()))
        };
        let label = || block.labels.first().map(|(label, _)| label.clone());
        let kind = || text("block_type").or_else(label).unwrap();
        let inner = || Box::new(Self::from_block(block.body.blocks.first().unwrap()));
        match &*block.kind {
            "literal" => Self::Literal(constant(given("value").unwrap())),
            "object" => Self::Object(
                block
                    .body
                    .blocks
                    .iter()
                    .map(|each| (each.labels.first().unwrap().0.clone(), Self::from_block(each)))
                    .collect(),
            ),
            "attr" => Self::Attribute {
                name: text("name").or_else(label).unwrap(),
                ty: given("type").map_or(Type::Dynamic, type_of),
            },
            "block" => Self::Block { kind: kind(), inner: inner() },
            "block_list" => Self::List { kind: kind(), inner: inner() },
            "block_map" => {
                let labels = constant(given("labels").unwrap());
                let labels = labels
                    .elements()
                    .unwrap()
                    .iter()
                    .map(|each| Arc::from(each.as_str().unwrap()))
                    .collect();
                Self::Map { kind: kind(), labels, inner: inner() }
            }
            other => panic!("unknown specification {other}"),
        }
    }

    /// Decodes a body, everything that is not specified being an error.
    pub(crate) fn decode(&self, body: Body, scope: &Scope<'_>, out: &mut Vec<Diagnostic>) -> Value {
        let labels = self.all_labels();
        let mut schema = BodySchema::new();
        self.add_to(&mut schema, &labels);
        let (content, told) = body.content(&schema);
        out.extend(told);
        self.value(&content, scope, out)
    }

    fn all_labels(&self) -> BTreeMap<Arc<str>, Vec<&str>> {
        match self {
            Self::Map { kind, labels, .. } => {
                BTreeMap::from([(kind.clone(), labels.iter().map(AsRef::as_ref).collect())])
            }
            Self::Object(parts) => parts.iter().flat_map(|(_, part)| part.all_labels()).collect(),
            Self::Literal(_) | Self::Attribute { .. } | Self::Block { .. } | Self::List { .. } => {
                BTreeMap::new()
            }
        }
    }

    fn add_to<'a>(
        &'a self,
        schema: &mut BodySchema<'a>,
        labels: &'a BTreeMap<Arc<str>, Vec<&'a str>>,
    ) {
        let before = std::mem::take(schema);
        *schema = match self {
            Self::Literal(_) => before,
            Self::Object(parts) => {
                *schema = before;
                return parts.iter().for_each(|(_, part)| part.add_to(schema, labels));
            }
            Self::Attribute { name, .. } => before.optional([&**name]),
            Self::Block { kind, .. } | Self::List { kind, .. } => before.block(kind, &[]),
            Self::Map { kind, .. } => before.block(kind, &labels[kind]),
        };
    }

    fn value(&self, content: &Content, scope: &Scope<'_>, out: &mut Vec<Diagnostic>) -> Value {
        match self {
            Self::Literal(value) => value.clone(),
            Self::Object(parts) => Value::object(
                parts.iter().map(|(name, part)| (name.clone(), part.value(content, scope, out))),
            ),
            Self::Attribute { name, ty } => match content.attribute(name) {
                Some(attribute) => {
                    let (value, told) = eval(&attribute.expression, scope);
                    out.extend(told);
                    convert(&value, ty).unwrap()
                }
                None => Value::null(ty.clone()),
            },
            Self::Block { kind, inner } => match content.blocks_of(kind).next() {
                Some(block) => inner.decode(block.body.clone(), scope, out),
                None => Value::null(Type::Dynamic),
            },
            Self::List { kind, inner } => {
                let values: Vec<Value> = content
                    .blocks_of(kind)
                    .map(|block| inner.decode(block.body.clone(), scope, out))
                    .collect();
                Value::list(element_type(&values), values)
            }
            Self::Map { kind, inner, .. } => {
                let entries: Vec<(Arc<str>, Value)> = content
                    .blocks_of(kind)
                    .map(|block| {
                        let label = block.labels.first().unwrap().0.clone();
                        (label, inner.decode(block.body.clone(), scope, out))
                    })
                    .collect();
                let values: Vec<Value> = entries.iter().map(|(_, value)| value.clone()).collect();
                Value::map(element_type(&values), entries)
            }
        }
    }
}

fn element_type(values: &[Value]) -> Type {
    let types: Vec<Type> = values.iter().map(|value| value.ty().clone()).collect();
    unify(&types).unwrap_or(Type::Dynamic)
}

fn constant(expression: &Expression) -> Value {
    let (value, diagnostics) = eval(expression, &Scope::nothing());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    value
}

/// A type expression.
pub(crate) fn type_of(expression: &Expression) -> Type {
    if let Some(keyword) = expression.as_keyword() {
        return match &*keyword {
            "string" => Type::String,
            "number" => Type::Number,
            "bool" => Type::Bool,
            "any" => Type::Dynamic,
            other => panic!("unknown type {other}"),
        };
    }
    let call = expression.as_call().unwrap();
    let argument = call.arguments.first().unwrap();
    match &*call.name {
        "map" => Type::map(type_of(argument)),
        "list" => Type::list(type_of(argument)),
        "object" => Type::object(
            argument
                .as_map()
                .unwrap()
                .iter()
                .map(|item| (item.key.as_keyword().unwrap(), type_of(&item.value))),
        ),
        other => panic!("unknown type {other}"),
    }
}
