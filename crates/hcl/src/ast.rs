//! The syntax tree: spans on every node. Native and JSON syntax give the same tree.

use std::sync::Arc;

use dryrun_cty::{Number, Value};
use dryrun_diag::{Diagnostic, Span};

/// The content of a file or block.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// Attributes in source order (`name = expression`).
    pub attributes: Vec<Attribute>,
    /// Blocks in source order.
    pub blocks: Vec<Block>,
    /// From the opening to the closing brace, or the whole file.
    pub span: Span,
    /// Where something missing is reported: just before the closing brace, or the end of the file.
    pub missing_item: Span,
    /// The body comes from JSON, so that attribute or block is for the schema to decide.
    pub json: Option<Arc<Json>>,
}

/// The JSON value behind a body in JSON syntax. Filled and read by the JSON front end only.
#[derive(Debug, Clone, Default)]
pub struct Json {
    /// Property name, its span, and its value as an expression; those of all objects of an array together.
    pub properties: Vec<(Arc<str>, Span, Expression)>,
    /// What is wrong with the value as a body: told when its content is asked for.
    pub problems: Vec<Diagnostic>,
    /// Where the value starts, unless it is a single object; only that can be a body of just arguments.
    pub no_object: Option<Span>,
}

/// `name = expression`.
#[derive(Debug, Clone)]
pub struct Attribute {
    /// Name.
    pub name: Arc<str>,
    /// Span of the name.
    pub name_span: Span,
    /// Span of the equals sign.
    pub equals_span: Span,
    /// The value.
    pub expression: Expression,
    /// Everything from name to the end of the expression.
    pub span: Span,
}

/// `type "label" … { … }`.
#[derive(Debug, Clone)]
pub struct Block {
    /// Type.
    pub kind: Arc<str>,
    /// Span of the type.
    pub kind_span: Span,
    /// Labels with their spans (quotes included).
    pub labels: Vec<(Arc<str>, Span)>,
    /// Content.
    pub body: Body,
    /// Span of the opening brace.
    pub open_span: Span,
    /// Span of the closing brace.
    pub close_span: Span,
    /// What is blamed for the block as a whole where it has no header: the opening brace in JSON syntax.
    pub definition: Option<Span>,
}

impl Block {
    /// Type and labels, the range that Terraform blames for a block as a whole ("`DefRange`").
    #[must_use]
    pub fn header_span(&self) -> Span {
        let header =
            || self.labels.last().map_or(self.kind_span, |(_, last)| self.kind_span.to(*last));
        self.definition.unwrap_or_else(header)
    }
}

/// An expression with its span.
#[derive(Debug, Clone)]
pub struct Expression {
    /// What it is.
    pub kind: Arc<ExpressionKind>,
    /// Where it is, without surrounding blanks; a parenthesised expression includes the parentheses.
    pub span: Span,
}

/// The forms of expressions.
#[derive(Debug, Clone)]
pub enum ExpressionKind {
    /// A literal number, bool, null, or a template part that is plain text.
    Literal(Value),
    /// A quoted or heredoc template. A plain string is one `TemplatePart::Text`.
    Template {
        /// Its parts.
        parts: Vec<TemplatePart>,
        /// A quoted template or a heredoc.
        heredoc: bool,
    },
    /// `"${expr}"` alone: the value keeps its type.
    TemplateWrap(Expression),
    /// A reference from a root name: `var.a[0].b`. Only constant steps.
    ScopeTraversal(Traversal),
    /// Constant steps from any other expression: `f(x).a[0]`.
    RelativeTraversal {
        /// Where it starts.
        source: Expression,
        /// The steps.
        steps: Vec<TraversalStep>,
    },
    /// `collection[key]` with a key that is not constant.
    Index {
        /// The collection.
        collection: Expression,
        /// The key.
        key: Expression,
        /// Span of `[key]`.
        brackets: Span,
    },
    /// `source[*].a` or `source.*.a`.
    Splat {
        /// What is spread.
        source: Expression,
        /// What is evaluated for each element; refers to [`ExpressionKind::SplatItem`].
        each: Expression,
        /// Span of `[*]` or `.*`.
        marker: Span,
    },
    /// The element inside a splat's `each`.
    SplatItem,
    /// `name(arguments…)`.
    Call(Call),
    /// `left operator right`.
    Binary {
        /// Operator.
        operator: BinaryOperator,
        /// Left operand.
        left: Expression,
        /// Right operand.
        right: Expression,
        /// Span of the operator.
        operator_span: Span,
    },
    /// `-x` or `!x`.
    Unary {
        /// Operator.
        operator: UnaryOperator,
        /// Operand.
        operand: Expression,
        /// Span of the operator.
        operator_span: Span,
    },
    /// `condition ? yes : no`.
    Conditional {
        /// Condition.
        condition: Expression,
        /// If true.
        yes: Expression,
        /// If false.
        no: Expression,
    },
    /// `[a, b]`.
    Tuple(Vec<Expression>),
    /// `{ key = value }`.
    Object(Vec<ObjectItem>),
    /// `[for …]` or `{for …}`.
    For(Box<For>),
    /// `(inner)`.
    Parenthesised(Expression),
    /// A string in JSON syntax, with both its readings.
    JsonString(Box<JsonString>),
    /// What stands where nothing could be parsed; evaluates to an unknown value without a further diagnostic.
    Invalid,
}

/// A string in JSON syntax.
///
/// Where something is evaluated it is a template; where the language wants a keyword, a reference or a type it is that,
/// as text; where no scope is given it is just the text.
#[derive(Debug, Clone)]
pub struct JsonString {
    /// The text, escapes resolved.
    pub text: Arc<str>,
    /// The text read as a template.
    pub template: Expression,
    /// What is wrong with the template: told when it is evaluated, not before.
    pub diagnostics: Vec<Diagnostic>,
}

/// One part of a template. Directives are nested.
#[derive(Debug, Clone)]
pub enum TemplatePart {
    /// Literal text, escapes resolved, strip markers and heredoc indentation applied.
    Text(Arc<str>, Span),
    /// `${expression}`.
    Interpolation(Expression, Span),
    /// `%{if}…%{else}…%{endif}`.
    If {
        /// Condition.
        condition: Expression,
        /// If true.
        yes: Vec<TemplatePart>,
        /// If false.
        no: Vec<TemplatePart>,
        /// From `%{if` to `%{endif}`.
        span: Span,
    },
    /// `%{for k, v in collection}…%{endfor}`.
    For {
        /// Name for keys.
        key: Option<Arc<str>>,
        /// Name for values.
        value: Arc<str>,
        /// What is iterated.
        collection: Expression,
        /// What is repeated.
        body: Vec<TemplatePart>,
        /// From `%{for` to `%{endfor}`.
        span: Span,
    },
}

/// A reference: a root name and steps.
#[derive(Debug, Clone)]
pub struct Traversal {
    /// First name.
    pub root: Arc<str>,
    /// Span of the first name.
    pub root_span: Span,
    /// What follows.
    pub steps: Vec<TraversalStep>,
}

/// One step of a traversal with its span (`.name` with the dot, `[key]` with the brackets).
#[derive(Debug, Clone)]
pub enum TraversalStep {
    /// `.name`.
    Attribute(Arc<str>, Span),
    /// `[0]`, `["key"]`, or the legacy `.0`.
    Index(Value, Span),
}

impl TraversalStep {
    /// Where the step is.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Attribute(_, span) | Self::Index(_, span) => *span,
        }
    }
}

impl Traversal {
    /// From the root name to the last step.
    #[must_use]
    pub fn span(&self) -> Span {
        self.steps.last().map_or(self.root_span, |step| self.root_span.to(step.span()))
    }
}

/// A function call.
#[derive(Debug, Clone)]
pub struct Call {
    /// Name; provider functions have colons: `provider::aws::arn_parse`.
    pub name: Arc<str>,
    /// Span of the name.
    pub name_span: Span,
    /// Arguments.
    pub arguments: Vec<Expression>,
    /// The last argument is followed by `...`.
    pub expand_final: bool,
    /// Span of `(`.
    pub open_span: Span,
    /// Span of `)`.
    pub close_span: Span,
}

/// One item of an object constructor.
#[derive(Debug, Clone)]
pub struct ObjectItem {
    /// The key. A bare name is a `ScopeTraversal` with `bare_key` set; it stands for its own name.
    pub key: Expression,
    /// Whether the key is a bare name, so stands for itself.
    pub bare_key: bool,
    /// The value.
    pub value: Expression,
}

/// A `for` expression.
#[derive(Debug, Clone)]
pub struct For {
    /// Name for keys.
    pub key_name: Option<Arc<str>>,
    /// Name for values.
    pub value_name: Arc<str>,
    /// What is iterated.
    pub collection: Expression,
    /// Key of each result (object form only).
    pub key: Option<Expression>,
    /// Value of each result.
    pub value: Expression,
    /// `if condition`.
    pub condition: Option<Expression>,
    /// `...` after the value (object form only).
    pub group: bool,
    /// Span of the opening bracket and `for` introduction.
    pub open_span: Span,
    /// Span of the closing bracket.
    pub close_span: Span,
}

/// Binary operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum BinaryOperator {
    Or,
    And,
    Equal,
    NotEqual,
    GreaterThan,
    GreaterOrEqual,
    LessThan,
    LessOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
}

/// Unary operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum UnaryOperator {
    Negate,
    Not,
}

/// A literal integer as a value.
#[must_use]
pub fn number_literal(number: Number) -> Value {
    Value::number(number)
}
