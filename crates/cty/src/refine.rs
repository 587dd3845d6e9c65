//! What is known of unknown values.

use std::sync::{Arc, LazyLock};

use crate::{Kind, Number, Refinements, Type, Value};

/// What is known of most unknown values.
static NOT_NULL: LazyLock<Arc<Refinements>> =
    LazyLock::new(|| Arc::new(Refinements { not_null: true, ..Refinements::default() }));

impl Refinements {
    fn says_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// Keeps what makes sense for values of the type.
    fn for_type(mut self, ty: &Type) -> Self {
        if *ty != Type::String {
            self.prefix = None;
        }
        if *ty != Type::Number {
            self.min = None;
            self.max = None;
        }
        if !ty.is_collection() {
            self.min_length = 0;
            self.max_length = None;
        }
        self
    }
}

/// An unknown value, or the one value that the refinements leave.
pub(crate) fn refined(ty: Type, refinements: Refinements) -> Value {
    let refinements = refinements.for_type(&ty);
    // Nothing is said of values whose very type is unknown, except that they are not null.
    if refinements.says_nothing() {
        return Value::unknown(ty);
    }
    if refinements.not_null
        && let Some(known) = only_value(&ty, &refinements)
    {
        return known;
    }
    let shared = if refinements == **NOT_NULL { NOT_NULL.clone() } else { Arc::new(refinements) };
    Value::new(ty, Kind::Unknown(Some(shared)))
}

fn only_value(ty: &Type, refinements: &Refinements) -> Option<Value> {
    match ty {
        Type::Number => match (&refinements.min, &refinements.max) {
            (Some((min, true)), Some((max, true))) if min == max => {
                Some(Value::number(min.clone()))
            }
            _ => None,
        },
        Type::List(_) | Type::Set(_) if refinements.max_length == Some(0) => {
            Some(Value::new(ty.clone(), Kind::Elements(Arc::from([]))))
        }
        Type::Map(element) if refinements.max_length == Some(0) => {
            Some(Value::map((**element).clone(), []))
        }
        Type::List(element) => match refinements.max_length {
            Some(length) if length == refinements.min_length && length <= 1024 => {
                let unknown = Value::unknown((**element).clone());
                Some(Value::list((**element).clone(), std::iter::repeat_n(unknown, length)))
            }
            Some(_) | None => None,
        },
        _ => None,
    }
}

impl Value {
    /// What is known of it: for a known value nothing but whether it is null.
    #[must_use]
    pub fn refinements(&self) -> Refinements {
        match self.kind() {
            Kind::Unknown(Some(refinements)) => (**refinements).clone(),
            Kind::Unknown(None) | Kind::Null => Refinements::default(),
            Kind::Bool(_)
            | Kind::Number(_)
            | Kind::String(_)
            | Kind::Elements(_)
            | Kind::Entries(_) => Refinements { not_null: true, ..Refinements::default() },
        }
    }

    /// The same value, said not to become null if it is unknown.
    #[must_use]
    pub fn refine_not_null(self) -> Self {
        self.refine(|refinements| refinements.not_null = true)
    }

    /// An unknown string that will start with a prefix. The last character may still change by what follows, so it is
    /// the caller's to cut the prefix where that can be.
    #[must_use]
    pub fn with_prefix(self, prefix: &str) -> Self {
        self.refine(|refinements| {
            refinements.prefix = (!prefix.is_empty()).then(|| Arc::from(prefix));
        })
    }

    /// An unknown collection whose length will lie within bounds.
    #[must_use]
    pub fn with_length(self, least: usize, most: Option<usize>) -> Self {
        self.refine(|refinements| {
            refinements.min_length = refinements.min_length.max(least);
            refinements.max_length = match (refinements.max_length, most) {
                (Some(before), Some(now)) => Some(before.min(now)),
                (before, now) => before.or(now),
            };
        })
    }

    /// An unknown number from `least` on.
    #[must_use]
    pub fn with_minimum(self, least: Number) -> Self {
        self.refine(|refinements| refinements.min = Some((least, true)))
    }

    /// Adds to what is known of an unknown value; known values stay.
    #[must_use]
    pub fn refine(self, narrow: impl FnOnce(&mut Refinements)) -> Self {
        if self.is_known() || *self.ty() == Type::Dynamic {
            return self;
        }
        let marks = self.marks();
        let mut refinements = self.refinements();
        narrow(&mut refinements);
        refined(self.ty().clone(), refinements).mark(marks)
    }

    /// Whether it is sure not to be null.
    #[must_use]
    pub fn is_surely_not_null(&self) -> bool {
        match self.kind() {
            Kind::Null => false,
            Kind::Unknown(refinements) => {
                refinements.as_ref().is_some_and(|refinements| refinements.not_null)
            }
            Kind::Bool(_)
            | Kind::Number(_)
            | Kind::String(_)
            | Kind::Elements(_)
            | Kind::Entries(_) => true,
        }
    }

    /// Whether an unknown value could still become the known one.
    pub(crate) fn may_become(&self, known: &Self) -> bool {
        let Kind::Unknown(Some(refinements)) = self.kind() else { return true };
        match known.kind() {
            Kind::Null => !refinements.not_null,
            Kind::String(text) => {
                refinements.prefix.as_ref().is_none_or(|prefix| text.starts_with(&**prefix))
            }
            Kind::Number(number) => {
                let above = |(bound, included): &(Number, bool)| {
                    **number > *bound || *included && **number == *bound
                };
                let below = |(bound, included): &(Number, bool)| {
                    **number < *bound || *included && **number == *bound
                };
                refinements.min.as_ref().is_none_or(above)
                    && refinements.max.as_ref().is_none_or(below)
            }
            Kind::Elements(elements) => fits_length(refinements, elements.len()),
            Kind::Entries(entries) => fits_length(refinements, entries.len()),
            Kind::Bool(_) | Kind::Unknown(_) => true,
        }
    }
}

fn fits_length(refinements: &Refinements, length: usize) -> bool {
    length >= refinements.min_length && refinements.max_length.is_none_or(|most| length <= most)
}
