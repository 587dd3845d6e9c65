//! Types.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::Entries;

/// A type. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// Not known until evaluation; as a constraint, "any".
    Dynamic,
    /// `bool`.
    Bool,
    /// `number`.
    Number,
    /// `string`.
    String,
    /// `list(T)`.
    List(Arc<Type>),
    /// `set(T)`.
    Set(Arc<Type>),
    /// `map(T)`.
    Map(Arc<Type>),
    /// `tuple([T, …])`.
    Tuple(Arc<[Type]>),
    /// `object({…})`.
    Object(Arc<ObjectType>),
}

/// The attributes of an object type.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ObjectType {
    /// Name and type, in lexical order.
    pub attributes: Entries<Type>,
    /// Attributes that a conversion may fill with null (`optional(T)`); only in constraints.
    pub optional: BTreeSet<Arc<str>>,
}

impl Type {
    /// `list(element)`.
    #[must_use]
    pub fn list(element: Self) -> Self {
        Self::List(Arc::new(element))
    }

    /// `set(element)`.
    #[must_use]
    pub fn set(element: Self) -> Self {
        Self::Set(Arc::new(element))
    }

    /// `map(element)`.
    #[must_use]
    pub fn map(element: Self) -> Self {
        Self::Map(Arc::new(element))
    }

    /// `tuple([…])`.
    #[must_use]
    pub fn tuple(elements: impl IntoIterator<Item = Self>) -> Self {
        Self::Tuple(elements.into_iter().collect())
    }

    /// `object({…})` without optional attributes.
    #[must_use]
    pub fn object<K: Into<Arc<str>>>(attributes: impl IntoIterator<Item = (K, Self)>) -> Self {
        Self::object_of(attributes.into_iter().map(|(name, ty)| (name.into(), ty)).collect())
    }

    /// `object({…})` without optional attributes.
    #[must_use]
    pub fn object_of(attributes: Entries<Self>) -> Self {
        Self::Object(Arc::new(ObjectType { attributes, optional: BTreeSet::new() }))
    }

    /// `bool`, `number` or `string`.
    #[must_use]
    pub fn is_primitive(&self) -> bool {
        matches!(self, Self::Bool | Self::Number | Self::String)
    }

    /// `list`, `set` or `map`.
    #[must_use]
    pub fn is_collection(&self) -> bool {
        matches!(self, Self::List(_) | Self::Set(_) | Self::Map(_))
    }

    /// Element type of a collection.
    #[must_use]
    pub fn element(&self) -> Option<&Self> {
        match self {
            Self::List(element) | Self::Set(element) | Self::Map(element) => Some(element),
            Self::Dynamic
            | Self::Bool
            | Self::Number
            | Self::String
            | Self::Tuple(_)
            | Self::Object(_) => None,
        }
    }
}
