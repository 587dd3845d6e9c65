//! The syntax tree as the parser sees it; `resolve` makes steps, predicates and parents of it.

use serde_json::Value as Json;

use crate::error::Spot;
use crate::signature::Signature;

/// A key and a value of an object or of a grouping.
pub(crate) type Pair = (Expr, Expr);

/// A term of an order-by clause.
#[derive(Debug)]
pub(crate) struct Term {
    pub(crate) descending: bool,
    pub(crate) expr: Expr,
}

/// A node: its shape, the token that made it, and whether `[]` follows it.
#[derive(Debug)]
pub(crate) struct Expr {
    pub(crate) shape: Shape,
    pub(crate) spot: Spot,
    pub(crate) keep_array: bool,
    /// Longest way down to a leaf.
    pub(crate) height: u32,
}

/// What a node is.
#[derive(Debug)]
pub(crate) enum Shape {
    /// The end of the text where a value was expected.
    End,
    /// A value that a recovering parse did not find.
    Missing,
    Name(String),
    Variable(String),
    Literal(Json),
    Regex {
        pattern: String,
        flags: String,
    },
    Wildcard,
    Descendant,
    Parent,
    /// `and`, `or`, `in` as a name, or `?` as an argument.
    Operator(&'static str),
    Negate(Box<Expr>),
    Binary(&'static str, Box<Expr>, Box<Expr>),
    Filter(Box<Expr>, Box<Expr>),
    Sort(Box<Expr>, Vec<Term>),
    Group(Box<Expr>, Vec<Pair>),
    Bind(String, Box<Expr>),
    Focus(Box<Expr>, String),
    Index(Box<Expr>, String),
    Array(Vec<Expr>),
    Object(Vec<Pair>),
    Block(Vec<Expr>),
    Condition {
        condition: Box<Expr>,
        then: Box<Expr>,
        otherwise: Option<Box<Expr>>,
    },
    Transform {
        pattern: Box<Expr>,
        update: Box<Expr>,
        delete: Option<Box<Expr>>,
    },
    Call(Box<Expr>, Vec<Expr>),
    Partial(Box<Expr>, Vec<Expr>),
    Lambda {
        params: Vec<String>,
        signature: Option<Signature>,
        body: Box<Expr>,
    },
}

impl Expr {
    pub(crate) fn new(shape: Shape, spot: Spot) -> Self {
        let height =
            shape.children().into_iter().map(|child| child.height).max().unwrap_or_default() + 1;
        Self { shape, spot, keep_array: false, height }
    }

    /// `[]` behind predicates belongs to what they filter.
    pub(crate) fn keep_innermost(&mut self) {
        match &mut self.shape {
            Shape::Filter(left, _) => left.keep_innermost(),
            _ => self.keep_array = true,
        }
    }

    /// The value that error messages show for the token of this node.
    pub(crate) fn token_value(&self) -> Json {
        match &self.shape {
            Shape::End => Json::from("(end)"),
            Shape::Name(name) | Shape::Variable(name) => Json::from(name.as_str()),
            Shape::Literal(json) => json.clone(),
            Shape::Regex { .. } => Json::Object(serde_json::Map::new()),
            Shape::Wildcard => Json::from("*"),
            Shape::Descendant => Json::from("**"),
            Shape::Parent => Json::from("%"),
            Shape::Operator(operator) | Shape::Binary(operator, ..) => Json::from(*operator),
            Shape::Negate(_) => Json::from("-"),
            Shape::Filter(..) | Shape::Array(_) => Json::from("["),
            Shape::Sort(..) => Json::from("^"),
            Shape::Group(..) | Shape::Object(_) => Json::from("{"),
            Shape::Bind(..) => Json::from(":="),
            Shape::Focus(..) => Json::from("@"),
            Shape::Index(..) => Json::from("#"),
            Shape::Block(_) | Shape::Call(..) | Shape::Partial(..) | Shape::Lambda { .. } => {
                Json::from("(")
            }
            Shape::Condition { .. } => Json::from("?"),
            Shape::Transform { .. } => Json::from("|"),
            Shape::Missing => Json::Null,
        }
    }
}

impl Shape {
    fn children(&self) -> Vec<&Expr> {
        match self {
            Self::End
            | Self::Missing
            | Self::Name(_)
            | Self::Variable(_)
            | Self::Literal(_)
            | Self::Regex { .. }
            | Self::Wildcard
            | Self::Descendant
            | Self::Parent
            | Self::Operator(_) => Vec::new(),
            Self::Negate(inner)
            | Self::Bind(_, inner)
            | Self::Focus(inner, _)
            | Self::Index(inner, _) => vec![inner],
            Self::Binary(_, left, right) | Self::Filter(left, right) => vec![left, right],
            Self::Sort(left, terms) => {
                std::iter::once(&**left).chain(terms.iter().map(|term| &term.expr)).collect()
            }
            Self::Group(left, pairs) => std::iter::once(&**left)
                .chain(pairs.iter().flat_map(|(key, value)| [key, value]))
                .collect(),
            Self::Object(pairs) => pairs.iter().flat_map(|(key, value)| [key, value]).collect(),
            Self::Array(items) | Self::Block(items) => items.iter().collect(),
            Self::Condition { condition, then, otherwise } => {
                [condition, then].into_iter().chain(otherwise).map(|part| &**part).collect()
            }
            Self::Transform { pattern, update, delete } => {
                [pattern, update].into_iter().chain(delete).map(|part| &**part).collect()
            }
            Self::Call(procedure, args) | Self::Partial(procedure, args) => {
                std::iter::once(&**procedure).chain(args).collect()
            }
            Self::Lambda { body, .. } => vec![body],
        }
    }
}
