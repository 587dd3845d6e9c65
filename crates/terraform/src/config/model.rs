//! The typed configuration: what the blocks of one module say, still with unevaluated expressions.

use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_cty::{Type, Value};
use dryrun_diag::{FileId, Span};
use dryrun_hcl::ast::{Body, Expression, Traversal};
use dryrun_plan::addr::Resource;

use super::defaults::Defaults;
use super::endpoint::RelativeAddress;

/// Name of something a module declares.
pub(crate) type Name = Arc<str>;

/// One module's declarations, merged from all its files.
#[derive(Debug, Clone, Default)]
pub(crate) struct Module {
    pub(crate) variables: BTreeMap<Name, Variable>,
    pub(crate) locals: BTreeMap<Name, Local>,
    pub(crate) outputs: BTreeMap<Name, Output>,
    pub(crate) resources: BTreeMap<Resource, ResourceConfig>,
    pub(crate) providers: BTreeMap<ProviderKey, ProviderConfig>,
    pub(crate) calls: BTreeMap<Name, ModuleCall>,
    pub(crate) checks: BTreeMap<Name, Check>,
    pub(crate) moved: Vec<Moved>,
    pub(crate) removed: Vec<Removed>,
    pub(crate) imports: Vec<Import>,
    pub(crate) required_providers: BTreeMap<Name, RequiredProvider>,
    /// Where `required_providers` stands; a second one is an error.
    pub(crate) required_providers_span: Option<Span>,
    pub(crate) required_versions: Vec<VersionConstraint>,
    pub(crate) backend: Option<Span>,
    pub(crate) cloud: Option<Span>,
    /// All files, for `.tf.json` detection and snippets.
    pub(crate) files: Vec<FileId>,
}

/// A provider configuration's key: local name and alias.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ProviderKey {
    pub(crate) name: Name,
    pub(crate) alias: Option<Name>,
}

impl std::fmt::Display for ProviderKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.alias {
            Some(alias) => write!(f, "{}.{alias}", self.name),
            None => write!(f, "{}", self.name),
        }
    }
}

/// `variable`.
#[derive(Debug, Clone)]
pub(crate) struct Variable {
    pub(crate) name: Name,
    pub(crate) description: Option<String>,
    pub(crate) default: Option<Value>,
    pub(crate) default_expression: Option<Expression>,
    pub(crate) ty: Type,
    pub(crate) type_given: bool,
    pub(crate) defaults: Option<Arc<Defaults>>,
    /// Values given as text are parsed as expressions, not taken literally.
    pub(crate) parse_text: bool,
    pub(crate) sensitive: bool,
    pub(crate) sensitive_given: bool,
    pub(crate) ephemeral: bool,
    pub(crate) ephemeral_given: bool,
    pub(crate) nullable: bool,
    pub(crate) nullable_given: bool,
    pub(crate) validations: Vec<CheckRule>,
    pub(crate) span: Span,
}

/// One item of `locals`.
#[derive(Debug, Clone)]
pub(crate) struct Local {
    pub(crate) expression: Expression,
    pub(crate) span: Span,
    pub(crate) name_span: Span,
}

/// `output`.
#[derive(Debug, Clone)]
pub(crate) struct Output {
    pub(crate) name: Name,
    pub(crate) description: Option<String>,
    pub(crate) expression: Option<Expression>,
    pub(crate) depends_on: Vec<Traversal>,
    pub(crate) sensitive: bool,
    pub(crate) sensitive_given: bool,
    pub(crate) ephemeral: bool,
    pub(crate) ephemeral_given: bool,
    pub(crate) preconditions: Vec<CheckRule>,
    pub(crate) span: Span,
}

/// `condition` and `error_message` of a `validation`, `precondition`, `postcondition` or `assert` block.
#[derive(Debug, Clone)]
pub(crate) struct CheckRule {
    pub(crate) condition: Expression,
    pub(crate) error_message: Expression,
    /// Type of the block.
    pub(crate) span: Span,
}

/// `count` or `for_each`.
#[derive(Debug, Clone, Default)]
pub(crate) enum Repetition {
    /// Neither.
    #[default]
    Single,
    /// `count`.
    Count(Expression),
    /// `for_each`.
    ForEach(Expression),
}

impl Repetition {
    /// The expression that steers it.
    pub(crate) fn expression(&self) -> Option<&Expression> {
        match self {
            Self::Single => None,
            Self::Count(expression) | Self::ForEach(expression) => Some(expression),
        }
    }
}

/// `resource`, `data` or `ephemeral`.
#[derive(Debug, Clone)]
pub(crate) struct ResourceConfig {
    pub(crate) address: Resource,
    pub(crate) body: Body,
    pub(crate) repetition: Repetition,
    /// The `provider` argument.
    pub(crate) provider: Option<ProviderReference>,
    pub(crate) depends_on: Vec<Traversal>,
    pub(crate) lifecycle: Lifecycle,
    pub(crate) connection: Option<Body>,
    pub(crate) provisioners: Vec<Provisioner>,
    /// Type and labels.
    pub(crate) span: Span,
    /// The first label.
    pub(crate) kind_span: Span,
    /// Declared by a `check` block of that name.
    pub(crate) check: Option<Name>,
}

/// The argument `provider = aws.west`.
#[derive(Debug, Clone)]
pub(crate) struct ProviderReference {
    pub(crate) key: ProviderKey,
    pub(crate) name_span: Span,
}

/// `lifecycle`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lifecycle {
    pub(crate) create_before_destroy: bool,
    pub(crate) create_before_destroy_set: bool,
    pub(crate) prevent_destroy: bool,
    pub(crate) prevent_destroy_set: bool,
    pub(crate) ignore_changes: IgnoreChanges,
    pub(crate) replace_triggered_by: Vec<Expression>,
    pub(crate) preconditions: Vec<CheckRule>,
    pub(crate) postconditions: Vec<CheckRule>,
}

/// `ignore_changes`.
#[derive(Debug, Clone, Default)]
pub(crate) enum IgnoreChanges {
    /// Not given.
    #[default]
    Nothing,
    /// `all`.
    All,
    /// These attributes.
    Paths(Vec<RelativeTraversal>),
}

/// `name.steps`, relative to a resource.
#[derive(Debug, Clone)]
pub(crate) struct RelativeTraversal {
    pub(crate) traversal: Traversal,
}

/// `provisioner`.
#[derive(Debug, Clone)]
pub(crate) struct Provisioner {
    pub(crate) kind: Name,
    pub(crate) body: Body,
    pub(crate) connection: Option<Body>,
    pub(crate) on_destroy: bool,
}

/// `provider`.
#[derive(Debug, Clone)]
pub(crate) struct ProviderConfig {
    pub(crate) key: ProviderKey,
    pub(crate) body: Body,
    pub(crate) span: Span,
    pub(crate) version: Option<VersionConstraint>,
}

/// `module`.
#[derive(Debug, Clone)]
pub(crate) struct ModuleCall {
    pub(crate) name: Name,
    pub(crate) source: Option<String>,
    pub(crate) source_span: Option<Span>,
    pub(crate) version: Option<VersionConstraint>,
    pub(crate) repetition: Repetition,
    pub(crate) depends_on: Vec<Traversal>,
    pub(crate) providers: Vec<PassedProvider>,
    pub(crate) body: Body,
    pub(crate) span: Span,
}

/// One item of a module call's `providers`.
#[derive(Debug, Clone)]
pub(crate) struct PassedProvider {
    pub(crate) in_child: ProviderReference,
    pub(crate) in_parent: ProviderReference,
}

/// `check`.
#[derive(Debug, Clone)]
pub(crate) struct Check {
    pub(crate) name: Name,
    pub(crate) data: Option<Resource>,
    pub(crate) asserts: Vec<CheckRule>,
    pub(crate) span: Span,
}

/// `moved`.
#[derive(Debug, Clone)]
pub(crate) struct Moved {
    pub(crate) from: Endpoint,
    pub(crate) to: Endpoint,
    pub(crate) span: Span,
}

/// An end of a `moved` block, or what a `removed` block names.
#[derive(Debug, Clone)]
pub(crate) struct Endpoint {
    pub(crate) address: super::endpoint::RelativeAddress,
    pub(crate) span: Span,
}

/// `removed`.
#[derive(Debug, Clone)]
pub(crate) struct Removed {
    pub(crate) from: Endpoint,
    pub(crate) destroy: bool,
}

/// `import`.
#[derive(Debug, Clone)]
pub(crate) struct Import {
    pub(crate) to: Expression,
    /// What `to` names, as far as it is constant.
    pub(crate) address: RelativeAddress,
    pub(crate) span: Span,
    pub(crate) id: Expression,
    pub(crate) for_each: Option<Expression>,
}

/// One entry of `required_providers`.
#[derive(Debug, Clone)]
pub(crate) struct RequiredProvider {
    pub(crate) source: Option<String>,
    pub(crate) version: Option<VersionConstraint>,
    pub(crate) aliases: Vec<ProviderKey>,
    pub(crate) span: Span,
}

/// A version constraint as written.
#[derive(Debug, Clone)]
pub(crate) struct VersionConstraint {
    pub(crate) text: String,
    pub(crate) parsed: Option<super::version::Constraints>,
    pub(crate) span: Span,
}
