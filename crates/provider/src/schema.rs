//! Schemas of providers, resources and data sources.

use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_cty::{ObjectType, Type};

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
    pub fn implied_type(&self) -> Type {
        let mut object = ObjectType::default();
        for (name, attribute) in &self.attributes {
            object.attributes.insert(name.clone(), attribute.ty.clone());
        }
        for (name, nested) in &self.blocks {
            let content = nested.block.implied_type();
            let ty = match nested.nesting {
                Nesting::Single | Nesting::Group => content,
                Nesting::List => Type::list(content),
                Nesting::Set => Type::set(content),
                Nesting::Map => Type::map(content),
            };
            object.attributes.insert(name.clone(), ty);
        }
        Type::Object(Arc::new(object))
    }
}
