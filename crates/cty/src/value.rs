//! Values.

use std::sync::Arc;

use crate::{Entries, Marks, Number, Type, refine, set, text};

/// A value of a type: known, null or unknown, with its marks. Cheap to clone.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    ty: Type,
    kind: Kind,
    marks: Marks,
}

/// What a value holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// No value.
    Null,
    /// Known only after apply; what is known of it already.
    Unknown(Option<Arc<Refinements>>),
    /// A truth value.
    Bool(bool),
    /// A number.
    Number(Arc<Number>),
    /// A string, in Unicode normalisation form C.
    String(Arc<str>),
    /// The elements of a list, tuple or set; a set's are distinct and in Terraform's order.
    Elements(Arc<[Value]>),
    /// The entries of a map or object, in lexical order.
    Entries(Arc<Entries<Value>>),
}

/// What is known of an unknown value.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Refinements {
    /// It will not be null.
    pub not_null: bool,
    /// It will start with this (strings).
    pub prefix: Option<Arc<str>>,
    /// Lower bound and whether it is itself included (numbers).
    pub min: Option<(Number, bool)>,
    /// Upper bound and whether it is itself included (numbers).
    pub max: Option<(Number, bool)>,
    /// Least number of elements (collections).
    pub min_length: usize,
    /// Greatest number of elements (collections).
    pub max_length: Option<usize>,
}

impl Value {
    /// Puts the parts together; the caller answers for their fitting.
    #[must_use]
    pub fn new(ty: Type, kind: Kind) -> Self {
        Self { ty, kind, marks: Marks::NONE }
    }

    /// A null of a type.
    #[must_use]
    pub fn null(ty: Type) -> Self {
        Self::new(ty, Kind::Null)
    }

    /// An unknown value of a type of which nothing else is known.
    #[must_use]
    pub fn unknown(ty: Type) -> Self {
        Self::new(ty, Kind::Unknown(None))
    }

    /// A truth value.
    #[must_use]
    pub fn bool(value: bool) -> Self {
        Self::new(Type::Bool, Kind::Bool(value))
    }

    /// A string, brought to Unicode normalisation form C.
    #[must_use]
    pub fn string(value: impl Into<Arc<str>>) -> Self {
        Self::new(Type::String, Kind::String(text::normalised(value.into())))
    }

    /// A whole number.
    #[must_use]
    pub fn integer(value: i64) -> Self {
        Self::number(Number::from(value))
    }

    /// A count.
    #[must_use]
    pub fn count(value: usize) -> Self {
        Self::number(Number::from(value))
    }

    /// An unknown value of unknown type.
    #[must_use]
    pub fn dynamic() -> Self {
        Self::unknown(Type::Dynamic)
    }

    /// An unknown value that will not be null.
    #[must_use]
    pub fn unknown_not_null(ty: Type) -> Self {
        Self::refined(ty, Refinements { not_null: true, ..Refinements::default() })
    }

    /// An unknown value of which something is known; known outright where the refinements leave one value only.
    #[must_use]
    pub fn refined(ty: Type, refinements: Refinements) -> Self {
        refine::refined(ty, refinements)
    }

    /// A set: equal elements count once, the order is Terraform's; marks of elements become marks of the set.
    #[must_use]
    pub fn set(element: Type, elements: impl IntoIterator<Item = Self>) -> Self {
        set::from_elements(element, elements.into_iter().collect())
    }

    /// A number.
    #[must_use]
    pub fn number(value: Number) -> Self {
        Self::new(Type::Number, Kind::Number(Arc::new(value)))
    }

    /// A tuple of values.
    #[must_use]
    pub fn tuple(elements: impl IntoIterator<Item = Self>) -> Self {
        let elements: Arc<[Self]> = elements.into_iter().collect();
        Self::new(
            Type::tuple(elements.iter().map(|element| element.ty.clone())),
            Kind::Elements(elements),
        )
    }

    /// A list; the elements must be of the given type.
    #[must_use]
    pub fn list(element: Type, elements: impl IntoIterator<Item = Self>) -> Self {
        Self::new(Type::list(element), Kind::Elements(elements.into_iter().collect()))
    }

    /// A map; the values must be of the given type.
    #[must_use]
    pub fn map(element: Type, entries: impl IntoIterator<Item = (Arc<str>, Self)>) -> Self {
        Self::new(Type::map(element), Kind::Entries(Arc::new(entries.into_iter().collect())))
    }

    /// An object of values.
    #[must_use]
    pub fn object<K: Into<Arc<str>>>(entries: impl IntoIterator<Item = (K, Self)>) -> Self {
        Self::object_of(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }

    /// An object of entries.
    #[must_use]
    pub fn object_of(entries: Entries<Self>) -> Self {
        let ty = Type::object_of(entries.map(|_, value| value.ty.clone()));
        Self::new(ty, Kind::Entries(Arc::new(entries)))
    }

    /// The type.
    #[must_use]
    pub fn ty(&self) -> &Type {
        &self.ty
    }

    /// What it holds.
    #[must_use]
    pub fn kind(&self) -> &Kind {
        &self.kind
    }

    /// Its own marks, not those of its elements.
    #[must_use]
    pub fn marks(&self) -> Marks {
        self.marks
    }

    /// The same value with further marks.
    #[must_use]
    pub fn mark(mut self, marks: Marks) -> Self {
        self.marks |= marks;
        self
    }

    /// The same value without its own marks (those of elements stay).
    #[must_use]
    pub fn unmarked(mut self) -> Self {
        self.marks = Marks::NONE;
        self
    }

    /// Whether it is null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self.kind, Kind::Null)
    }

    /// Whether it is known itself; elements may still be unknown.
    #[must_use]
    pub fn is_known(&self) -> bool {
        !matches!(self.kind, Kind::Unknown(_))
    }

    /// Whether it and everything in it is known.
    #[must_use]
    pub fn is_wholly_known(&self) -> bool {
        match &self.kind {
            Kind::Unknown(_) => false,
            Kind::Elements(elements) => elements.iter().all(Self::is_wholly_known),
            Kind::Entries(entries) => entries.values().all(Self::is_wholly_known),
            Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => true,
        }
    }

    /// The string it holds.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Kind::String(text) = &self.kind { Some(text) } else { None }
    }

    /// The truth value it holds.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        if let Kind::Bool(value) = self.kind { Some(value) } else { None }
    }

    /// The number it holds.
    #[must_use]
    pub fn as_number(&self) -> Option<&Number> {
        if let Kind::Number(value) = &self.kind { Some(value) } else { None }
    }

    /// The elements of a known list, tuple or set.
    #[must_use]
    pub fn elements(&self) -> Option<&[Self]> {
        if let Kind::Elements(elements) = &self.kind { Some(elements) } else { None }
    }

    /// The entries of a known map or object.
    #[must_use]
    pub fn entries(&self) -> Option<&Entries<Self>> {
        if let Kind::Entries(entries) = &self.kind { Some(entries) } else { None }
    }
}
