//! What is known of a type of the provider beyond its schema.

use std::sync::Arc;

use dryrun_cty::Type;
use dryrun_provider::{Attribute as AttributeSchema, Nesting, Schema};

/// A resource type, data source, ephemeral resource type or the provider block.
#[derive(Debug, Default)]
pub struct ResourceType {
    /// The schema as the planner knows it.
    pub schema: Arc<Schema>,
    /// The same tree with facts.
    pub block: Arc<Block>,
    /// Written with the Plugin Framework; else with the old SDK, whose answers core normalises.
    pub framework: bool,
    /// Rules of the planner that only this type needs.
    pub rules: Vec<Rule>,
    /// What must or must not be set together.
    pub relations: Relations,
    /// Places where the provider is known to decide by more than the facts say.
    pub doubts: Vec<(Doubt, Arc<str>)>,
    /// What could not be read of the type.
    pub gaps: Vec<Gap>,
}

/// A block with the facts of its members.
#[derive(Debug)]
pub struct Block {
    /// The block's object type.
    pub ty: Type,
    /// Attributes, by name in lexical order.
    pub attributes: Vec<(Arc<str>, Arc<Attribute>)>,
    /// Nested blocks, by name in lexical order.
    pub blocks: Vec<Nested>,
    /// Deprecated as a whole.
    pub deprecated: bool,
}

impl Default for Block {
    fn default() -> Self {
        Self { ty: Type::Dynamic, attributes: Vec::new(), blocks: Vec::new(), deprecated: false }
    }
}

impl Block {
    /// An attribute by name.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&Arc<Attribute>> {
        let at = self.attributes.binary_search_by(|(known, _)| (**known).cmp(name)).ok()?;
        self.attributes.get(at).map(|(_, attribute)| attribute)
    }

    /// A nested block by name.
    #[must_use]
    pub fn nested(&self, name: &str) -> Option<&Nested> {
        let at = self.blocks.binary_search_by(|known| (*known.name).cmp(name)).ok()?;
        self.blocks.get(at)
    }
}

impl Block {
    /// Whether there is an attribute or block at a path of names.
    #[must_use]
    pub fn describes(&self, path: &[Arc<str>]) -> bool {
        match path {
            [] => true,
            [name] => self.attribute(name).is_some() || self.nested(name).is_some(),
            [name, rest @ ..] => match self.nested(name) {
                Some(nested) => nested.block.describes(rest),
                // The members of an attribute are its type's.
                None => self.attribute(name).is_some(),
            },
        }
    }
}

/// An attribute with its facts.
#[derive(Debug)]
pub struct Attribute {
    /// Type and flags.
    pub schema: AttributeSchema,
    /// The facts.
    pub facts: Facts,
}

/// A nested block with its facts.
#[derive(Debug)]
pub struct Nested {
    /// Its name.
    pub name: Arc<str>,
    /// How it repeats.
    pub nesting: Nesting,
    /// Least number.
    pub min: usize,
    /// Greatest number, 0: any.
    pub max: usize,
    /// Its content.
    pub block: Arc<Block>,
    /// The facts.
    pub facts: Facts,
}

/// The facts of an attribute or a nested block.
#[derive(Debug, Default)]
pub struct Facts {
    /// Planned on create when the argument is absent.
    pub default: Option<Literal>,
    /// The same for members of a `set(object)`.
    pub member_defaults: Vec<(Arc<str>, Literal)>,
    /// Which changes of the planned value need a new object.
    pub replace: Replace,
    /// The provider's code decides about the replacement, so it depends on more than this value.
    pub replace_conditional: bool,
    /// A computed value that an update keeps (Plugin Framework).
    pub keep: bool,
    /// A computed value that becomes unknown when others change.
    pub unknown_on: Option<UnknownOn>,
    /// Computed, but known on create.
    pub known: Option<Known>,
    /// How the provider rewrites the configured string.
    pub rewrite: Option<Rewrite>,
    /// Changes that the provider suppresses.
    pub suppressed: Suppressed,
    /// A block that is optional and computed, which the protocol cannot say.
    pub computed_block: bool,
}

/// A constant of the table.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// No value.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Another number.
    Float(f64),
    /// A string.
    Text(Arc<str>),
    /// A list.
    List(Vec<Self>),
}

/// Which changes of a value need a new object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Replace {
    /// From one value to another.
    pub change: bool,
    /// From a value to null.
    pub removal: bool,
    /// From null to a value.
    pub addition: bool,
}

impl Replace {
    /// Every change.
    pub const ALWAYS: Self = Self { change: true, removal: true, addition: true };

    /// Whether any change does.
    #[must_use]
    pub fn ever(self) -> bool {
        self.change || self.removal || self.addition
    }
}

/// Which changes of a value the provider was seen to suppress.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Suppressed {
    /// From one value to another; depends on the values, so it is not applied.
    pub change: bool,
    /// From a value to null.
    pub removal: bool,
    /// From null to a value; depends on the values, so it is not applied.
    pub addition: bool,
}

/// When a computed value becomes unknown on update.
#[derive(Debug, Clone, PartialEq)]
pub struct UnknownOn {
    /// The top-level arguments whose change does it; empty: any change.
    pub arguments: Vec<Arc<str>>,
    /// Only while this argument has this value.
    pub only_if: Option<(Arc<str>, Literal)>,
}

/// A computed value that is known on create.
#[derive(Debug, Clone, PartialEq)]
pub enum Known {
    /// Null.
    Null,
    /// Always this.
    Constant(Literal),
    /// The value at another dotted path.
    Copy(Arc<str>),
    /// The provider's region.
    Region,
}

/// How the provider rewrites a configured string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rewrite {
    /// Compact JSON, keys sorted.
    Json,
    /// Compact JSON, `"Version"` first.
    Policy,
    /// Upper case.
    Upper,
    /// Without blanks around it.
    Trim,
    /// Lower case, without dots at the end.
    LowerTrimDot,
    /// Its SHA-1, in hexadecimal digits.
    Sha1,
}

/// Relations between arguments, as dotted schema paths.
#[derive(Debug, Default)]
pub struct Relations {
    /// The first must not be set with the second.
    pub conflicts: Vec<(Arc<str>, Arc<str>)>,
    /// Exactly one of each group must be set.
    pub exactly_one: Vec<Vec<Arc<str>>>,
    /// At least one of each group must be set.
    pub at_least_one: Vec<Vec<Arc<str>>>,
    /// The first needs all the others.
    pub required_with: Vec<Vec<Arc<str>>>,
}

/// A rule of the planner for single types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Names of a requested certificate.
    AcmCertificate,
}

/// A class of places where the provider decides by more than the facts say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// Some changes are ignored, depending on the values.
    ChangeIgnored,
    /// Some additions are ignored, depending on other arguments.
    AdditionIgnored,
    /// Known in the plan for some configurations only.
    SometimesKnown,
    /// Its default depends on other arguments.
    DependentDefault,
    /// Replacement is decided by provider code.
    ConditionalReplacement,
    /// Planned as unknown though configured.
    UnknownThoughConfigured,
    /// Changes when other arguments change.
    SideEffect,
    /// Planning the same configuration twice is not always "no changes".
    NeverSettles,
    /// Rewritten in a way that was seen but is not modelled in full.
    Rewritten,
}

/// What could not be read of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Planning asks AWS.
    NeedsNetwork,
    /// The provider refuses some configurations while planning, for reasons that are not modelled.
    PlanRefused,
    /// The provider fails on some configurations.
    Crash,
    /// Too large to be read in full: nested defaults and replacement marks are incomplete.
    TooLarge,
    /// Some arguments have checks that are not modelled.
    Checks,
}

/// What the provider checks of a type's arguments, beyond their types.
#[derive(Debug, Default)]
pub struct Checks {
    /// The type is deprecated: why.
    pub deprecated: Option<Arc<str>>,
    /// Deprecated arguments.
    pub deprecations: Vec<Deprecation>,
    /// Arguments with checks: their path without indexes.
    pub members: Vec<(Vec<Arc<str>>, Vec<Check>)>,
}

/// A deprecated argument.
#[derive(Debug)]
pub struct Deprecation {
    /// Its path without indexes.
    pub path: Vec<Arc<str>>,
    /// The title of the warning.
    pub summary: Arc<str>,
    /// What to use instead.
    pub text: Arc<str>,
}

/// One check of an argument.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// What is checked.
    pub rule: CheckRule,
    /// How the provider complains.
    pub words: Words,
    /// An empty string passes.
    pub allows_empty: bool,
}

/// What a check accepts.
#[derive(Debug, Clone, PartialEq)]
pub enum CheckRule {
    /// One of these.
    OneOf(Arc<[Literal]>),
    /// One of these in any case.
    OneOfIgnoringCase(Arc<[Literal]>),
    /// A whole number within bounds.
    Between(Option<i64>, Option<i64>),
    /// A number within bounds.
    BetweenFloats(f64, f64),
    /// A multiple of a number.
    MultipleOf(i64),
    /// A string with a length within bounds.
    Length(Option<i64>, Option<i64>),
    /// A string that a regular expression finds.
    Matches(Arc<str>),
    /// A string that a regular expression finds (after `!`: does not find), and the complaint about others, with
    /// `{key}`, `{value}`, `{lower}` (in lower case), `{length}`, `{bits}` (after a slash) and `{quoted}` for the argument and its value; the expression
    /// `json` stands for a JSON text (`json stream`: read from a stream), `time LAYOUT` for a time, `duration` for a
    /// duration, `length LEAST MOST` for a text of so many bytes, `int LEAST MOST` for a number within bounds if it is one,
    /// `base64`, `ipv4` and `ipv6` for what they say, `{fault}` for what is wrong with it. What follows the complaint's first line is its detail.
    Told(Arc<str>, Arc<str>),
    /// A string of a format.
    Format(Format),
}

/// The words of a complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// The old SDK's, naming the whole path.
    Path,
    /// The old SDK's, naming the argument only.
    Name,
    /// The Plugin Framework's.
    Framework,
    /// The Plugin Framework's for enumerations of its own.
    FrameworkEnum,
}

/// The format a string must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// An Amazon Resource Name.
    Arn,
    /// JSON text.
    Json,
    /// JSON text of a policy.
    Policy,
    /// An address range, in the words of the provider.
    Cidr,
    /// An address range of IPv4, in the words of the provider.
    Cidr4,
    /// An address range of IPv6, in the words of the provider.
    Cidr6,
    /// The same of IPv4; the version is not named for what is no range at all.
    CidrOf4,
    /// The same of IPv6.
    CidrOf6,
    /// An address range, in the words of the SDK.
    CidrValue,
    /// The number of an account.
    Account,
    /// The name of a region.
    Region,
    /// An RFC 3339 time.
    Time,
    /// A port.
    Port,
    /// A port or 0.
    PortOrZero,
    /// Any but the empty string.
    NotEmpty,
    /// Any but blanks.
    NotBlank,
    /// A truth value as Go reads it.
    Bool,
    /// A whole number as Go reads it.
    Integer,
}
