//! Small questions to values and small values, for all providers.

use std::sync::Arc;

use dryrun_aws_facts::Literal;
use dryrun_cty::{Kind, Number, Type, Value};

/// The entries of an object or map under construction.
pub(crate) type Entries = dryrun_cty::Entries<Value>;

/// The value unless it is null.
pub(crate) fn present(value: Option<&Value>) -> Option<&Value> {
    value.filter(|value| !value.is_null())
}

/// A member of an object, unless the object or the member is null or unknown.
pub(crate) fn member<'a>(object: Option<&'a Value>, name: &str) -> Option<&'a Value> {
    present(object?.entries()?.get(name))
}

/// A known collection without elements.
pub(crate) fn is_empty(value: &Value) -> bool {
    match value.kind() {
        Kind::Elements(elements) => elements.is_empty(),
        Kind::Entries(entries) => entries.is_empty(),
        Kind::Null | Kind::Unknown(_) | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => false,
    }
}

/// A value that the old SDK cannot tell from null: `""`, `0`, `false` or an empty collection.
pub(crate) fn is_zero(value: &Value) -> bool {
    match value.kind() {
        Kind::Bool(value) => !value,
        Kind::Number(number) => number.is_zero(),
        Kind::String(text) => text.is_empty(),
        Kind::Elements(_) | Kind::Entries(_) => is_empty(value),
        Kind::Null | Kind::Unknown(_) => false,
    }
}

/// The elements of a list, set or tuple; none where it is null or unknown.
pub(crate) fn elements(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::elements).unwrap_or_default()
}

/// A value of a collection type with these elements.
pub(crate) fn collection(ty: &Type, elements: Vec<Value>) -> Value {
    Value::new(ty.clone(), Kind::Elements(elements.into()))
}

/// An empty collection of a type.
pub(crate) fn empty(ty: &Type) -> Value {
    match ty {
        Type::Map(_) => Value::new(ty.clone(), Kind::Entries(Arc::default())),
        Type::List(_) | Type::Set(_) => Value::new(ty.clone(), Kind::Elements(Arc::default())),
        Type::Dynamic
        | Type::Bool
        | Type::Number
        | Type::String
        | Type::Tuple(_)
        | Type::Object(_) => Value::null(ty.clone()),
    }
}

/// A value of an object or map type with these entries.
pub(crate) fn entries(ty: &Type, entries: Entries) -> Value {
    Value::new(ty.clone(), Kind::Entries(Arc::new(entries)))
}

/// What the old SDK reads for an unset member of a type; null where it has no such value.
pub(crate) fn zero(ty: &Type) -> Value {
    match ty {
        Type::String => Value::string(""),
        Type::Number => Value::integer(0),
        Type::Bool => Value::bool(false),
        Type::List(_) | Type::Set(_) | Type::Map(_) => empty(ty),
        Type::Dynamic | Type::Tuple(_) | Type::Object(_) => Value::null(ty.clone()),
    }
}

/// Whether two values of one type say the same. Unknown equals unknown only; the order of sets does not count.
pub(crate) fn same(a: &Value, b: &Value) -> bool {
    match (a.kind(), b.kind()) {
        (Kind::Null, Kind::Null) | (Kind::Unknown(_), Kind::Unknown(_)) => true,
        (Kind::Bool(a), Kind::Bool(b)) => a == b,
        (Kind::Number(a), Kind::Number(b)) => a == b,
        (Kind::String(a), Kind::String(b)) => a == b,
        (Kind::Elements(x), Kind::Elements(y)) if Arc::ptr_eq(x, y) => true,
        (Kind::Elements(x), Kind::Elements(y)) => {
            x.len() == y.len()
                && (same_in_order(x, y)
                    || matches!(a.ty(), Type::Set(_)) && same_in_any_order(x, y))
        }
        (Kind::Entries(x), Kind::Entries(y)) => {
            Arc::ptr_eq(x, y)
                || x.len() == y.len()
                    && x.iter().zip(y.iter()).all(|((k, v), (l, w))| k == l && same(v, w))
        }
        _ => false,
    }
}

fn same_in_order(a: &[Value], b: &[Value]) -> bool {
    a.iter().zip(b).all(|(a, b)| same(a, b))
}

fn same_in_any_order(a: &[Value], b: &[Value]) -> bool {
    let mut rest: Vec<&Value> = b.iter().collect();
    a.iter().all(|element| {
        let found = rest.iter().position(|other| same(element, other));
        found.map(|at| rest.swap_remove(at)).is_some()
    })
}

/// Whether two values that may be absent say the same; absent is null.
pub(crate) fn same_or_absent(a: Option<&Value>, b: Option<&Value>) -> bool {
    match (present(a), present(b)) {
        (Some(a), Some(b)) => same(a, b),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// A constant of the table as a value of a type.
pub(crate) fn literal(literal: &Literal, ty: &Type) -> Value {
    let number =
        |number: Option<Number>| number.map_or_else(|| Value::null(Type::Number), Value::number);
    match (literal, ty) {
        (Literal::Bool(value), _) => Value::bool(*value),
        (Literal::Integer(value), _) => Value::integer(*value),
        (Literal::Float(value), _) => number(Number::parse(&value.to_string())),
        (Literal::Text(text), Type::Number) => number(Number::parse(text)),
        (Literal::Text(text), _) => Value::string(text.clone()),
        (Literal::List(all), Type::List(element) | Type::Set(element)) => {
            collection(ty, all.iter().map(|one| self::literal(one, element)).collect())
        }
        (Literal::Null | Literal::List(_), _) => Value::null(ty.clone()),
    }
}

/// The value with every set in Terraform's order and without twins.
///
/// Planning keeps the elements of sets in the configuration's order, so that it can tell which element came from where.
pub(crate) fn canonical(value: &Value) -> Value {
    match value.kind() {
        Kind::Elements(all) => {
            let inner = all.iter().map(canonical);
            match value.ty() {
                Type::Set(element) if all.len() > 1 => Value::set((**element).clone(), inner),
                _ if holds_sets(value.ty()) => collection(value.ty(), inner.collect()),
                _ => value.clone(),
            }
        }
        Kind::Entries(all) if holds_sets(value.ty()) => entries(
            value.ty(),
            all.iter().map(|(name, one)| (name.clone(), canonical(one))).collect(),
        ),
        Kind::Null
        | Kind::Unknown(_)
        | Kind::Bool(_)
        | Kind::Number(_)
        | Kind::String(_)
        | Kind::Entries(_) => value.clone(),
    }
}

/// Whether values of the type are more than strings, numbers and truth values, or lists and maps of them.
fn holds_sets(ty: &Type) -> bool {
    match ty {
        Type::Object(_) | Type::Set(_) | Type::Tuple(_) => true,
        Type::List(element) | Type::Map(element) => holds_sets(element),
        Type::Dynamic | Type::Bool | Type::Number | Type::String => false,
    }
}
