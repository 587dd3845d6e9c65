//! Schemas of providers, resources and data sources.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use dryrun_cty::Type;

/// A schema with its version.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// Version of the state format.
    pub version: u64,
    /// The content.
    pub block: Block,
}

/// Attributes and nested blocks.
#[derive(Debug, Clone, Default)]
pub struct Block {
    /// Attributes by name.
    pub attributes: BTreeMap<Arc<str>, Attribute>,
    /// Nested blocks by name.
    pub blocks: BTreeMap<Arc<str>, NestedBlock>,
    /// Deprecated as a whole.
    pub deprecated: bool,
    /// Filled in when first asked for.
    pub implied: Implied,
}

/// The type that a block implies, made once: providers' blocks are large, and every instance asks for it.
///
/// A copy of a block starts without it, so that it may be changed.
#[derive(Debug, Default)]
pub struct Implied(OnceLock<(Type, bool)>);

impl Clone for Implied {
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// One attribute.
#[derive(Debug, Clone)]
pub struct Attribute {
    /// Its type.
    pub ty: Type,
    /// Must be configured.
    pub required: bool,
    /// May be configured.
    pub optional: bool,
    /// The provider may choose the value.
    pub computed: bool,
    /// Not to be shown.
    pub sensitive: bool,
    /// Never stored.
    pub write_only: bool,
    /// Deprecated.
    pub deprecated: bool,
}

impl Default for Attribute {
    fn default() -> Self {
        Self {
            ty: Type::Dynamic,
            required: false,
            optional: false,
            computed: false,
            sensitive: false,
            write_only: false,
            deprecated: false,
        }
    }
}

/// How a nested block repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nesting {
    /// At most one; null when absent.
    Single,
    /// At most one; an object of nulls when absent.
    Group,
    /// In order.
    List,
    /// Without order.
    Set,
    /// By label.
    Map,
}

/// A nested block.
#[derive(Debug, Clone)]
pub struct NestedBlock {
    /// How it repeats.
    pub nesting: Nesting,
    /// Least number.
    pub min: usize,
    /// Greatest number, 0: any.
    pub max: usize,
    /// Its content.
    pub block: Arc<Block>,
}

impl Block {
    /// The object type of the block's values.
    #[must_use]
    pub fn implied_type(&self) -> &Type {
        &self.implied().0
    }

    /// Whether that type leaves something open, so that a value's own type says more.
    #[must_use]
    pub fn has_dynamic(&self) -> bool {
        self.implied().1
    }

    fn implied(&self) -> &(Type, bool) {
        self.implied.0.get_or_init(|| {
            let ty = self.object_type();
            let has_dynamic = ty.has_dynamic();
            (ty, has_dynamic)
        })
    }

    fn object_type(&self) -> Type {
        let attributes =
            self.attributes.iter().map(|(name, attribute)| (name.clone(), attribute.ty.clone()));
        let blocks = self.blocks.iter().map(|(name, nested)| {
            let content = nested.block.implied_type().clone();
            let ty = match nested.nesting {
                Nesting::Single | Nesting::Group => content,
                Nesting::List => Type::list(content),
                Nesting::Set => Type::set(content),
                Nesting::Map => Type::map(content),
            };
            (name.clone(), ty)
        });
        Type::object(attributes.chain(blocks))
    }
}
