//! Equality as expressions see it.

use crate::{Kind, Type, Value};

impl Value {
    /// `==`: a truth value, unknown where unknown parts decide. Marks of both flow into the result.
    ///
    /// Values of different types are never equal, except that any null equals any null.
    #[must_use]
    pub fn equals(&self, other: &Self) -> Self {
        let marks = self.marks_deep() | other.marks_deep();
        match compare(self, other) {
            Some(equal) => Self::bool(equal),
            None => Self::unknown_not_null(Type::Bool),
        }
        .mark(marks)
    }

    /// Whether type, content and marks are the same, unknown values being equal when as much is known of them.
    #[must_use]
    pub fn raw_equals(&self, other: &Self) -> bool {
        self == other
    }
}

/// Whether two values are equal; `None` when that is not known yet.
fn compare(left: &Value, right: &Value) -> Option<bool> {
    match (left.is_known(), right.is_known()) {
        (true, true) => {}
        (false, false) => return None,
        (true, false) => return compare_to_unknown(left, right),
        (false, true) => return compare_to_unknown(right, left),
    }
    match (left.is_null(), right.is_null()) {
        (true, true) => return Some(true),
        (false, false) => {}
        (true, false) | (false, true) => return Some(false),
    }
    if left.ty() != right.ty() {
        let open = left.has_unknown_type() || right.has_unknown_type();
        let possible = conforms(left.ty(), right.ty()) || conforms(right.ty(), left.ty());
        return if open && possible { None } else { Some(false) };
    }
    compare_content(left, right)
}

fn compare_to_unknown(known: &Value, unknown: &Value) -> Option<bool> {
    if !unknown.may_become(known) {
        return Some(false);
    }
    let types_differ =
        !known.is_null() && !unknown.ty().has_dynamic() && known.ty() != unknown.ty();
    types_differ.then_some(false)
}

fn compare_content(left: &Value, right: &Value) -> Option<bool> {
    match (left.kind(), right.kind()) {
        (Kind::Elements(left), Kind::Elements(right)) if left.len() != right.len() => {
            let unknown_set =
                |elements: &[Value]| elements.iter().any(|element| !element.is_wholly_known());
            let is_open = unknown_set(left) || unknown_set(right);
            Some(false).filter(|_| !is_open)
        }
        (Kind::Elements(left_elements), Kind::Elements(right_elements)) => {
            if matches!(left.ty(), Type::Set(_))
                && !(left.is_wholly_known() && right.is_wholly_known())
            {
                return None;
            }
            all(left_elements.iter().zip(right_elements.iter()))
        }
        (Kind::Entries(left), Kind::Entries(right)) => {
            if left.len() != right.len() || left.keys().ne(right.keys()) {
                return Some(false);
            }
            all(left.values().zip(right.values()))
        }
        (left, right) => Some(left == right),
    }
}

/// The first pair that is unequal or undecided decides.
fn all<'a>(pairs: impl Iterator<Item = (&'a Value, &'a Value)>) -> Option<bool> {
    for (left, right) in pairs {
        match compare(left, right) {
            Some(true) => {}
            other => return other,
        }
    }
    Some(true)
}

/// Whether a value of the given type could turn out to be of the wanted one.
fn conforms(given: &Type, want: &Type) -> bool {
    match (given, want) {
        (_, Type::Dynamic) => true,
        (Type::List(given), Type::List(want))
        | (Type::Set(given), Type::Set(want))
        | (Type::Map(given), Type::Map(want)) => conforms(given, want),
        (Type::Tuple(given), Type::Tuple(want)) => {
            given.len() == want.len()
                && given.iter().zip(want.iter()).all(|(given, want)| conforms(given, want))
        }
        (Type::Object(given), Type::Object(want)) => {
            given.attributes.keys().eq(want.attributes.keys())
                && given
                    .attributes
                    .values()
                    .zip(want.attributes.values())
                    .all(|(given, want)| conforms(given, want))
        }
        (given, want) => given == want,
    }
}
