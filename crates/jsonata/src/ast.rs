//! The tree that is evaluated: paths are lists of steps, predicates hang on what they filter.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use crate::error::Spot;
use crate::functions::Builtin;
use crate::pattern::Pattern;
use crate::signature::Signature;

/// A node with the marks that decide how its result is passed on.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) kind: Kind,
    pub(crate) spot: Spot,
    /// `[]`: one item stays an array.
    pub(crate) keep_array: bool,
    /// Part of a path that binds variables or looks for parents.
    pub(crate) tuple: bool,
    /// An array constructor at an end of a path: its array is one item.
    pub(crate) constructs: bool,
    /// What hangs on the node; most have nothing.
    pub(crate) extras: Option<Box<Extras>>,
}

/// What hangs on a node.
#[derive(Debug, Default)]
pub(crate) struct Extras {
    pub(crate) predicates: Vec<Stage>,
    pub(crate) stages: Vec<Stage>,
    pub(crate) group: Option<Group>,
    pub(crate) focus: Option<Box<str>>,
    pub(crate) index: Option<Box<str>>,
    /// Name under which the step's input is kept for `%`.
    pub(crate) ancestor: Option<Box<str>>,
    /// Only while parents are resolved: slots that a node further out has to fill.
    pub(crate) seeking: Vec<usize>,
    /// Only while parents are resolved.
    pub(crate) ancestor_slot: Option<usize>,
}

/// What happens to the result of a step.
#[derive(Debug)]
pub(crate) enum Stage {
    Filter(Node),
    Index(Box<str>),
}

/// Keys and values of an object constructor or a grouping.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) pairs: Vec<(Node, Node)>,
    pub(crate) spot: Spot,
}

/// A constant.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Constant {
    Null,
    Bool(bool),
    Number(f64),
    Text(Box<str>),
}

/// Operators with two operands that are both evaluated, and `and`, `or`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Concat,
    Range,
    In,
    And,
    Or,
}

impl Operator {
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Modulo => "%",
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Concat => "&",
            Self::Range => "..",
            Self::In => "in",
            Self::And => "and",
            Self::Or => "or",
        }
    }

    pub(crate) fn of(text: &str) -> Option<Self> {
        use Operator::*;
        let all = [
            Add,
            Subtract,
            Multiply,
            Divide,
            Modulo,
            Equal,
            NotEqual,
            Less,
            LessOrEqual,
            Greater,
            GreaterOrEqual,
            Concat,
            Range,
            In,
            And,
            Or,
        ];
        all.into_iter().find(|operator| operator.text() == text)
    }
}

/// A function definition.
#[derive(Debug)]
pub(crate) struct Lambda {
    pub(crate) params: Vec<Box<str>>,
    pub(crate) signature: Option<Signature>,
    pub(crate) body: Node,
}

/// A term of an order-by clause.
#[derive(Debug)]
pub(crate) struct SortTerm {
    pub(crate) descending: bool,
    pub(crate) expr: Node,
}

/// What a node is.
#[derive(Debug)]
pub(crate) enum Kind {
    Path {
        steps: Vec<Node>,
        keep_singleton: bool,
    },
    Name(Box<str>),
    Constant(Constant),
    Variable {
        name: Box<str>,
        builtin: Option<Builtin>,
    },
    Wildcard,
    Descendant,
    /// `%`, with the name under which its value is kept.
    Parent {
        slot: usize,
        label: Box<str>,
    },
    Binary(Operator, Box<(Node, Node)>),
    Negate(Box<Node>),
    Array(Vec<Node>),
    Object(Group),
    /// Expressions one after the other; one that binds no variables needs no frame.
    Block {
        parts: Vec<Node>,
        binds: bool,
    },
    Condition(Box<(Node, Node, Option<Node>)>),
    Bind(Box<str>, Box<Node>),
    Regex(Box<Pattern>),
    Call(Box<Node>, Vec<Node>),
    /// `f(?, x)`: none is a place left open.
    Partial(Box<Node>, Vec<Option<Node>>),
    Lambda(Box<Lambda>),
    /// A call in tail position: made by the caller, so that the stack does not grow.
    Thunk(Box<Node>),
    Apply(Box<(Node, Node)>),
    Transform(Box<Transform>),
    Sort(Vec<SortTerm>),
    /// `?` where it means nothing, and what a recovering parse did not find.
    Nothing,
}

/// `|pattern|update, delete|`.
#[derive(Debug)]
pub(crate) struct Transform {
    pub(crate) pattern: Node,
    pub(crate) update: Node,
    pub(crate) delete: Option<Node>,
}

impl Node {
    pub(crate) fn new(kind: Kind, spot: Spot) -> Self {
        Self { kind, spot, keep_array: false, tuple: false, constructs: false, extras: None }
    }

    pub(crate) fn extras_mut(&mut self) -> &mut Extras {
        self.extras.get_or_insert_default()
    }

    pub(crate) fn predicates(&self) -> &[Stage] {
        self.extras.as_ref().map_or(&[], |extras| &extras.predicates)
    }

    pub(crate) fn stages(&self) -> &[Stage] {
        self.extras.as_ref().map_or(&[], |extras| &extras.stages)
    }

    pub(crate) fn group(&self) -> Option<&Group> {
        self.extras.as_ref().and_then(|extras| extras.group.as_ref())
    }

    pub(crate) fn is_path(&self) -> bool {
        matches!(self.kind, Kind::Path { .. })
    }

    /// The name that a path of one name consists of, or that a path begins with.
    pub(crate) fn first_name(&self) -> Option<&str> {
        match &self.kind {
            Kind::Path { steps, .. } => match &steps.first()?.kind {
                Kind::Name(name) => Some(name),
                Kind::Variable { name, .. } => Some(name),
                Kind::Constant(Constant::Text(text)) => Some(text),
                _ => None,
            },
            _ => None,
        }
    }

    /// What error messages name the function of a call by this node: its name, or its operator.
    pub(crate) fn called_as(&self) -> Option<&str> {
        Some(match &self.kind {
            Kind::Path { steps, .. } => return steps.first().and_then(Self::called_as),
            Kind::Variable { name, .. } | Kind::Name(name) => name,
            Kind::Constant(Constant::Text(text)) => text,
            Kind::Wildcard => "*",
            Kind::Descendant => "**",
            Kind::Binary(operator, _) => operator.text(),
            Kind::Negate(_) => "-",
            Kind::Array(_) => "[",
            Kind::Object(_) => "{",
            Kind::Bind(..) => ":=",
            Kind::Apply(_) => "~>",
            Kind::Call(..) | Kind::Partial(..) => "(",
            Kind::Constant(_)
            | Kind::Parent { .. }
            | Kind::Block { .. }
            | Kind::Condition(_)
            | Kind::Regex(_) => return None,
            Kind::Lambda(_)
            | Kind::Thunk(_)
            | Kind::Transform(_)
            | Kind::Sort(_)
            | Kind::Nothing => return None,
        })
    }

    /// The same for an error that nothing has named yet: a constant in place of a function is its own name.
    pub(crate) fn called_as_json(&self) -> Option<Json> {
        match &self.kind {
            Kind::Constant(Constant::Number(number)) => Some(crate::value::json_number(*number)),
            Kind::Constant(Constant::Bool(truth)) => Some(Json::Bool(*truth)),
            _ => self.called_as().map(Json::from),
        }
    }

    /// All nodes right below, for walks that only look.
    pub(crate) fn children(&self) -> Vec<&Node> {
        let mut below: Vec<&Node> = match &self.kind {
            Kind::Path { steps, .. } => steps.iter().collect(),
            Kind::Name(_)
            | Kind::Constant(_)
            | Kind::Variable { .. }
            | Kind::Wildcard
            | Kind::Descendant => Vec::new(),
            Kind::Parent { .. } | Kind::Regex(_) | Kind::Nothing => Vec::new(),
            Kind::Binary(_, both) | Kind::Apply(both) => vec![&both.0, &both.1],
            Kind::Negate(inner) | Kind::Bind(_, inner) | Kind::Thunk(inner) => vec![inner],
            Kind::Array(items) | Kind::Block { parts: items, .. } => items.iter().collect(),
            Kind::Object(group) => group.nodes().collect(),
            Kind::Condition(parts) => [&parts.0, &parts.1].into_iter().chain(&parts.2).collect(),
            Kind::Call(procedure, args) => std::iter::once(&**procedure).chain(args).collect(),
            Kind::Partial(procedure, args) => {
                std::iter::once(&**procedure).chain(args.iter().flatten()).collect()
            }
            Kind::Lambda(lambda) => vec![&lambda.body],
            Kind::Transform(transform) => [&transform.pattern, &transform.update]
                .into_iter()
                .chain(&transform.delete)
                .collect(),
            Kind::Sort(terms) => terms.iter().map(|term| &term.expr).collect(),
        };
        if let Some(extras) = &self.extras {
            let staged =
                extras.predicates.iter().chain(&extras.stages).filter_map(|stage| match stage {
                    Stage::Filter(node) => Some(node),
                    Stage::Index(_) => None,
                });
            below.extend(staged);
            below.extend(extras.group.iter().flat_map(Group::nodes));
        }
        below
    }

    /// All nodes right below, for walks that change them.
    pub(crate) fn children_mut(&mut self) -> Vec<&mut Node> {
        let mut below: Vec<&mut Node> = match &mut self.kind {
            Kind::Path { steps, .. } => steps.iter_mut().collect(),
            Kind::Name(_)
            | Kind::Constant(_)
            | Kind::Variable { .. }
            | Kind::Wildcard
            | Kind::Descendant => Vec::new(),
            Kind::Parent { .. } | Kind::Regex(_) | Kind::Nothing => Vec::new(),
            Kind::Binary(_, both) | Kind::Apply(both) => {
                let (left, right) = &mut **both;
                vec![left, right]
            }
            Kind::Negate(inner) | Kind::Bind(_, inner) | Kind::Thunk(inner) => vec![inner],
            Kind::Array(items) | Kind::Block { parts: items, .. } => items.iter_mut().collect(),
            Kind::Object(group) => group.nodes_mut().collect(),
            Kind::Condition(parts) => {
                let (condition, then, otherwise) = &mut **parts;
                [condition, then].into_iter().chain(otherwise).collect()
            }
            Kind::Call(procedure, args) => std::iter::once(&mut **procedure).chain(args).collect(),
            Kind::Partial(procedure, args) => {
                std::iter::once(&mut **procedure).chain(args.iter_mut().flatten()).collect()
            }
            Kind::Lambda(lambda) => vec![&mut lambda.body],
            Kind::Transform(transform) => {
                let Transform { pattern, update, delete } = &mut **transform;
                [pattern, update].into_iter().chain(delete).collect()
            }
            Kind::Sort(terms) => terms.iter_mut().map(|term| &mut term.expr).collect(),
        };
        if let Some(extras) = &mut self.extras {
            let staged =
                extras.predicates.iter_mut().chain(&mut extras.stages).filter_map(|stage| {
                    match stage {
                        Stage::Filter(node) => Some(node),
                        Stage::Index(_) => None,
                    }
                });
            below.extend(staged);
            below.extend(extras.group.iter_mut().flat_map(Group::nodes_mut));
        }
        below
    }

    /// Whether evaluating it may bind a variable in the frame it is evaluated in.
    pub(crate) fn may_bind(&self) -> bool {
        match &self.kind {
            Kind::Bind(..) | Kind::Variable { builtin: Some(Builtin::Eval), .. } => true,
            Kind::Block { .. } | Kind::Lambda(_) if self.extras.is_none() => false,
            _ => self.children().into_iter().any(Self::may_bind),
        }
    }

    /// What the reference calls this type of node.
    pub(crate) fn type_name(&self) -> &'static str {
        match &self.kind {
            Kind::Path { .. } => "path",
            Kind::Name(_) => "name",
            Kind::Constant(Constant::Text(_)) => "string",
            Kind::Constant(Constant::Number(_)) => "number",
            Kind::Constant(Constant::Null | Constant::Bool(_)) => "value",
            Kind::Variable { .. } => "variable",
            Kind::Wildcard => "wildcard",
            Kind::Descendant => "descendant",
            Kind::Parent { .. } => "parent",
            Kind::Binary(..) => "binary",
            Kind::Negate(_) | Kind::Array(_) | Kind::Object(_) => "unary",
            Kind::Block { .. } => "block",
            Kind::Condition(_) => "condition",
            Kind::Bind(..) => "bind",
            Kind::Regex(_) => "regex",
            Kind::Call(..) => "function",
            Kind::Partial(..) => "partial",
            Kind::Lambda(_) | Kind::Thunk(_) => "lambda",
            Kind::Apply(_) => "apply",
            Kind::Transform(_) => "transform",
            Kind::Sort(_) => "sort",
            Kind::Nothing => "operator",
        }
    }
}

impl Group {
    fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.pairs.iter().flat_map(|(key, value)| [key, value])
    }

    fn nodes_mut(&mut self) -> impl Iterator<Item = &mut Node> {
        self.pairs.iter_mut().flat_map(|(key, value)| [key, value])
    }
}

/// Names bound by a node itself for what lies within it.
pub(crate) fn bound_names<'n>(node: &'n Node, names: &mut BTreeSet<&'n str>) {
    match &node.kind {
        Kind::Bind(name, _) => {
            names.insert(name);
        }
        Kind::Lambda(lambda) => names.extend(lambda.params.iter().map(|param| &**param)),
        _ => {}
    }
    if let Some(extras) = &node.extras {
        names.extend(extras.focus.as_deref());
        names.extend(extras.index.as_deref());
        names.extend(extras.stages.iter().filter_map(|stage| match stage {
            Stage::Index(name) => Some(&**name),
            Stage::Filter(_) => None,
        }));
    }
}
