//! The operators of expressions and the steps into values.
//!
//! Operands are of the right type already (the caller converts them and says which operand it was). Unknown operands
//! give unknown results of the right type, marks flow into the result.

use std::cmp::Ordering;
use std::fmt;

use crate::{ConversionError, Kind, Marks, Number, Type, Value, convert};

/// Why an operation fails, in Terraform's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationError(pub String);

impl fmt::Display for OperationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for OperationError {}

/// What an operation gives.
pub type Outcome = Result<Value, OperationError>;

fn fail<T>(message: &str) -> Result<T, OperationError> {
    Err(OperationError(message.to_owned()))
}

/// Operands without marks, checked not to be null, and the marks of both.
fn prepared(left: &Value, right: &Value) -> Result<Marks, OperationError> {
    if left.is_null() || right.is_null() {
        return fail("argument must not be null");
    }
    Ok(left.marks() | right.marks())
}

fn arithmetic(
    left: &Value,
    right: &Value,
    compute: impl FnOnce(&Number, &Number) -> Option<Number>,
    undefined: &str,
) -> Outcome {
    let marks = prepared(left, right)?;
    let (Some(left), Some(right)) = (left.as_number(), right.as_number()) else {
        return Ok(Value::unknown_not_null(Type::Number).mark(marks));
    };
    compute(left, right)
        .map_or_else(|| fail(undefined), |number| Ok(Value::number(number).mark(marks)))
}

/// `left + right`.
///
/// # Errors
///
/// For nulls and infinities of opposite sign.
pub fn add(left: &Value, right: &Value) -> Outcome {
    arithmetic(left, right, Number::add, "can't compute sum of opposing infinities")
}

/// `left - right`.
///
/// # Errors
///
/// For nulls and infinities of the same sign.
pub fn subtract(left: &Value, right: &Value) -> Outcome {
    arithmetic(left, right, Number::subtract, "can't subtract infinity from itself")
}

/// `left * right`.
///
/// # Errors
///
/// For nulls and zero times infinity.
pub fn multiply(left: &Value, right: &Value) -> Outcome {
    arithmetic(left, right, Number::multiply, "can't multiply zero by infinity")
}

/// `left / right`; a division by zero gives an infinity.
///
/// # Errors
///
/// For nulls, zero by zero and infinity by infinity.
pub fn divide(left: &Value, right: &Value) -> Outcome {
    arithmetic(left, right, Number::divide, "can't divide zero by zero or infinity by infinity")
}

/// `left % right`.
///
/// # Errors
///
/// For nulls, and zero with infinity.
pub fn modulo(left: &Value, right: &Value) -> Outcome {
    arithmetic(left, right, Number::modulo, "can't use modulo with zero and infinity")
}

/// `-operand`.
///
/// # Errors
///
/// For null.
pub fn negate(operand: &Value) -> Outcome {
    let marks = prepared(operand, operand)?;
    Ok(match operand.as_number() {
        Some(number) => Value::number(number.negate()),
        None => Value::unknown_not_null(Type::Number),
    }
    .mark(marks))
}

/// `!operand`.
///
/// # Errors
///
/// For null.
pub fn not(operand: &Value) -> Outcome {
    let marks = prepared(operand, operand)?;
    Ok(operand
        .as_bool()
        .map_or_else(|| Value::unknown_not_null(Type::Bool), |flag| Value::bool(!flag))
        .mark(marks))
}

/// `left && right`; both must be known for the result to be.
///
/// # Errors
///
/// For nulls.
pub fn and(left: &Value, right: &Value) -> Outcome {
    logical(left, right, |left, right| left && right)
}

/// `left || right`; both must be known for the result to be.
///
/// # Errors
///
/// For nulls.
pub fn or(left: &Value, right: &Value) -> Outcome {
    logical(left, right, |left, right| left || right)
}

fn logical(left: &Value, right: &Value, combine: impl FnOnce(bool, bool) -> bool) -> Outcome {
    let marks = prepared(left, right)?;
    let (Some(left), Some(right)) = (left.as_bool(), right.as_bool()) else {
        return Ok(Value::unknown_not_null(Type::Bool).mark(marks));
    };
    Ok(Value::bool(combine(left, right)).mark(marks))
}

/// `left == right`.
#[must_use]
pub fn equal(left: &Value, right: &Value) -> Value {
    left.equals(right)
}

/// `left != right`.
#[must_use]
pub fn not_equal(left: &Value, right: &Value) -> Value {
    let equal = left.equals(right);
    let marks = equal.marks();
    equal
        .as_bool()
        .map_or_else(|| Value::unknown_not_null(Type::Bool), |flag| Value::bool(!flag))
        .mark(marks)
}

/// `left < right`.
///
/// # Errors
///
/// For nulls.
pub fn less_than(left: &Value, right: &Value) -> Outcome {
    compared(left, right, Ordering::is_lt)
}

/// `left <= right`.
///
/// # Errors
///
/// For nulls.
pub fn less_or_equal(left: &Value, right: &Value) -> Outcome {
    compared(left, right, Ordering::is_le)
}

/// `left > right`.
///
/// # Errors
///
/// For nulls.
pub fn greater_than(left: &Value, right: &Value) -> Outcome {
    compared(left, right, Ordering::is_gt)
}

/// `left >= right`.
///
/// # Errors
///
/// For nulls.
pub fn greater_or_equal(left: &Value, right: &Value) -> Outcome {
    compared(left, right, Ordering::is_ge)
}

fn compared(left: &Value, right: &Value, holds: impl Fn(Ordering) -> bool) -> Outcome {
    let marks = prepared(left, right)?;
    let result = match (left.as_number(), right.as_number()) {
        (Some(left), Some(right)) => Some(holds(left.cmp(right))),
        _ => order_by_bounds(left, right).map(holds),
    };
    Ok(result.map_or_else(|| Value::unknown_not_null(Type::Bool), Value::bool).mark(marks))
}

/// The order of two numbers where what is known of them already decides it.
fn order_by_bounds(left: &Value, right: &Value) -> Option<Ordering> {
    let (left_low, left_high) = bounds(left);
    let (right_low, right_high) = bounds(right);
    let below = |high: &Option<(Number, bool)>, low: &Option<(Number, bool)>| match (high, low) {
        (Some((high, high_included)), Some((low, low_included))) => {
            high < low || high == low && !(*high_included && *low_included)
        }
        _ => false,
    };
    if below(&left_high, &right_low) {
        Some(Ordering::Less)
    } else if below(&right_high, &left_low) {
        Some(Ordering::Greater)
    } else {
        None
    }
}

type Bound = Option<(Number, bool)>;

fn bounds(value: &Value) -> (Bound, Bound) {
    match value.kind() {
        Kind::Number(number) => {
            (Some(((**number).clone(), true)), Some(((**number).clone(), true)))
        }
        Kind::Unknown(Some(refinements)) => (refinements.min.clone(), refinements.max.clone()),
        _ => (None, None),
    }
}

/// Why an element or attribute cannot be reached.
#[derive(Debug, Clone, PartialEq)]
pub enum IndexError {
    /// The collection is null.
    NullCollection,
    /// The key is null.
    NullKey,
    /// The elements of a set have no keys.
    Set,
    /// Neither a collection nor a structure.
    NotIndexable,
    /// The key cannot be converted to the type of the collection's keys.
    WrongKey(ConversionError),
    /// A sequence was indexed with a fraction.
    Fraction,
    /// A sequence was indexed with a negative number.
    Negative,
    /// The sequence has elements, but not that many.
    BeyondEnd,
    /// The list has no elements at all.
    Empty,
    /// No such key in a map or attribute in an object.
    NoSuchKey,
}

/// `collection[key]`.
///
/// # Errors
///
/// When there is no such element; the caller words it.
pub fn index(collection: &Value, key: &Value) -> Result<Value, IndexError> {
    if collection.is_null() {
        return Err(IndexError::NullCollection);
    }
    if key.is_null() {
        return Err(IndexError::NullKey);
    }
    // A key that is not known does not pass its marks on, as in HCL.
    let of_key = if key.is_known() { key.marks() } else { Marks::default() };
    let marks = collection.marks() | of_key;
    let found = match collection.ty() {
        Type::List(_) | Type::Tuple(_) => index_sequence(collection, key)?,
        // Unlike an attribute, a key is not looked for in the type of an object that is not known.
        Type::Object(_) if !collection.is_known() => {
            convert(key, &Type::String).map_err(IndexError::WrongKey)?;
            Value::dynamic()
        }
        Type::Map(_) | Type::Object(_) => index_mapping(collection, key)?,
        Type::Set(_) => return Err(IndexError::Set),
        Type::Dynamic => Value::dynamic(),
        Type::Bool | Type::Number | Type::String => return Err(IndexError::NotIndexable),
    };
    Ok(found.mark(marks))
}

fn index_sequence(collection: &Value, key: &Value) -> Result<Value, IndexError> {
    let key = convert(key, &Type::Number).map_err(IndexError::WrongKey)?;
    let Some(number) = key.as_number() else {
        return Ok(Value::unknown(collection.ty().element().cloned().unwrap_or(Type::Dynamic)));
    };
    if !number.is_integer() {
        return Err(IndexError::Fraction);
    }
    if number.is_negative() {
        return Err(IndexError::Negative);
    }
    let place = number.to_usize();
    match (collection.elements(), collection.ty()) {
        (Some(elements), ty) => {
            let beyond = if elements.is_empty() && matches!(ty, Type::List(_)) {
                IndexError::Empty
            } else {
                IndexError::BeyondEnd
            };
            place.and_then(|place| elements.get(place)).cloned().ok_or(beyond)
        }
        (None, Type::Tuple(types)) => place
            .and_then(|place| types.get(place))
            .cloned()
            .map(Value::unknown)
            .ok_or(IndexError::BeyondEnd),
        (None, ty) => Ok(Value::unknown(ty.element().cloned().unwrap_or(Type::Dynamic))),
    }
}

fn index_mapping(collection: &Value, key: &Value) -> Result<Value, IndexError> {
    let key = convert(key, &Type::String).map_err(IndexError::WrongKey)?;
    let Some(name) = key.as_str() else {
        return Ok(Value::unknown(collection.ty().element().cloned().unwrap_or(Type::Dynamic)));
    };
    match (collection.entries(), collection.ty()) {
        (Some(entries), _) => entries.get(name).cloned().ok_or(IndexError::NoSuchKey),
        (None, Type::Object(object)) => {
            object.attributes.get(name).cloned().map(Value::unknown).ok_or(IndexError::NoSuchKey)
        }
        (None, ty) => Ok(Value::unknown(ty.element().cloned().unwrap_or(Type::Dynamic))),
    }
}

/// `object.name`, for objects and maps.
///
/// # Errors
///
/// When there is no such attribute; the caller words it.
pub fn attribute(object: &Value, name: &str) -> Result<Value, IndexError> {
    if object.is_null() {
        return Err(IndexError::NullCollection);
    }
    match object.ty() {
        Type::Map(_) | Type::Object(_) => {
            Ok(index_mapping(object, &Value::string(name))?.mark(object.marks()))
        }
        Type::Dynamic => Ok(Value::dynamic().mark(object.marks())),
        Type::Bool
        | Type::Number
        | Type::String
        | Type::List(_)
        | Type::Set(_)
        | Type::Tuple(_) => Err(IndexError::NotIndexable),
    }
}

/// Whether a list has an element at the index, or a map at the key; unknown while either is.
#[must_use]
pub fn has_index(collection: &Value, key: &Value) -> Value {
    let marks = collection.marks() | key.marks();
    if !collection.is_known() || !key.is_known() || *collection.ty() == Type::Dynamic {
        return Value::unknown_not_null(Type::Bool).mark(marks);
    }
    Value::bool(index(collection, key).is_ok()).mark(marks)
}

/// How many elements a collection or structure has; unknown, within bounds, while that depends on unknown parts.
#[must_use]
pub fn length(collection: &Value) -> Value {
    let marks = collection.marks();
    let bounded = |least: usize, most: Option<usize>| {
        Value::unknown_not_null(Type::Number).refine(|refinements| {
            refinements.min = Some((Number::from(least), true));
            refinements.max = most.map(|most| (Number::from(most), true));
        })
    };
    let length = match (collection.kind(), collection.ty()) {
        (_, Type::Tuple(elements)) => Value::count(elements.len()),
        (_, Type::Object(object)) => Value::count(object.attributes.len()),
        (Kind::Elements(elements), Type::Set(_)) if !collection.is_wholly_known() => {
            // Elements that are unknown may turn out equal to others.
            if elements.len() == 1 { Value::count(1) } else { bounded(1, Some(elements.len())) }
        }
        (Kind::Elements(elements), _) => Value::count(elements.len()),
        (Kind::Entries(entries), _) => Value::count(entries.len()),
        (Kind::Unknown(Some(refinements)), _) => {
            bounded(refinements.min_length, refinements.max_length)
        }
        (Kind::Unknown(None), ty) if ty.is_collection() => bounded(0, None),
        _ => Value::unknown_not_null(Type::Number),
    };
    length.mark(marks)
}
