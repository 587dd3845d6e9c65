//! Functions on sets.

use std::collections::BTreeSet;

use super::{Allows, Call, CallError, Function, Parameter, Shape};
use crate::{Marks, Type, Value, convert, json, operation, unify_unsafe};

type Outcome = Result<Value, CallError>;

/// No product has more elements than this: a limit of ours.
const PRODUCT_LIMIT: usize = 1_000_000;

pub(super) fn functions() -> Vec<Function> {
    const FIRST: &[Parameter] =
        &[Parameter::new("first_set", Shape::AnySet).allowing(Allows::DYNAMIC)];
    const OTHERS: Parameter = Parameter::new("other_sets", Shape::AnySet).allowing(Allows::DYNAMIC);
    const BOTH: &[Parameter] = &[
        Parameter::new("a", Shape::AnySet).allowing(Allows::DYNAMIC),
        Parameter::new("b", Shape::AnySet).allowing(Allows::DYNAMIC),
    ];
    vec![
        Function::new(
            "setintersection",
            "The elements that all sets have.",
            FIRST,
            set_type,
            |call| combine(call, |kept, other| kept.retain(|element| other.has(element))),
        )
        .variadic(OTHERS),
        Function::new(
            "setproduct",
            "All combinations of one element of each set.",
            &[],
            product_type,
            product,
        )
        .variadic(Parameter::new("sets", Shape::Any).allowing(Allows::MARKED)),
        Function::new(
            "setsubtract",
            "The elements of one set that another does not have.",
            BOTH,
            set_type,
            |call| combine(call, |kept, other| kept.retain(|element| !other.has(element))),
        ),
        Function::new("setunion", "The elements that any of the sets has.", FIRST, set_type, union)
            .variadic(OTHERS),
    ]
}

fn set_type(arguments: &[Value]) -> Result<Type, CallError> {
    let mut types = Vec::with_capacity(arguments.len());
    for argument in arguments {
        let Some(element) = argument.ty().element() else { return Ok(Type::set(Type::Dynamic)) };
        // An empty set of unknown type suits any other.
        let open =
            *element == Type::Dynamic && argument.elements().is_some_and(<[Value]>::is_empty);
        if !open {
            types.push(element.clone());
        }
    }
    if types.is_empty() {
        return Ok(Type::set(Type::Dynamic));
    }
    unify_unsafe(&types)
        .map(Type::set)
        .ok_or_else(|| CallError::new("given sets must all have compatible element types"))
}

/// The elements of a set, found by their JSON text.
struct Members {
    texts: BTreeSet<String>,
}

impl Members {
    fn has(&self, element: &Value) -> bool {
        self.texts.contains(&json::encode(element))
    }
}

fn converted(call: &Call<'_>, index: usize) -> Outcome {
    convert(call.argument(index), call.ty)
        .map_err(|error| CallError::argument(index, error.message))
}

fn combine(call: &Call<'_>, step: impl Fn(&mut Vec<Value>, &Members)) -> Outcome {
    let first = converted(call, 0)?;
    if !first.is_wholly_known() {
        return Ok(call.unknown());
    }
    let mut kept = first.elements().unwrap_or_default().to_vec();
    for index in 1..call.arguments.len() {
        let other = converted(call, index)?;
        if !other.is_wholly_known() {
            return Ok(call.unknown());
        }
        let texts = other.elements().unwrap_or_default().iter().map(json::encode).collect();
        step(&mut kept, &Members { texts });
    }
    Ok(of_type(call.ty, kept))
}

fn of_type(ty: &Type, elements: Vec<Value>) -> Value {
    Value::set(ty.element().cloned().unwrap_or(Type::Dynamic), elements)
}

fn union(call: &Call<'_>) -> Outcome {
    let mut all = Vec::new();
    for index in 0..call.arguments.len() {
        all.extend(converted(call, index)?.elements().unwrap_or_default().iter().cloned());
    }
    Ok(of_type(call.ty, all))
}

fn product_type(arguments: &[Value]) -> Result<Type, CallError> {
    if arguments.len() < 2 {
        return Err(CallError::new("at least two arguments are required"));
    }
    let mut types = Vec::with_capacity(arguments.len());
    let mut any_set = false;
    for (index, argument) in arguments.iter().enumerate() {
        types.push(match argument.ty() {
            Type::Set(element) => {
                any_set = true;
                (**element).clone()
            }
            Type::List(element) => (**element).clone(),
            Type::Tuple(elements) if elements.is_empty() => Type::Dynamic,
            Type::Tuple(elements) => unify_unsafe(elements).ok_or_else(|| {
                CallError::argument(index, "all elements must be of the same type")
            })?,
            _ => return Err(CallError::argument(index, "a set or a list is required")),
        });
    }
    let element = Type::tuple(types);
    Ok(if any_set { Type::set(element) } else { Type::list(element) })
}

fn product(call: &Call<'_>) -> Outcome {
    let marks = call.arguments.iter().fold(Marks::NONE, |marks, argument| marks | argument.marks());
    let mut total: usize = 1;
    for argument in call.arguments {
        if !operation::length(argument).is_known() {
            return Ok(call.unknown().mark(marks));
        }
        total = total.saturating_mul(argument.elements().unwrap_or_default().len());
    }
    let Some(Type::Tuple(types)) = call.ty.element() else { return Ok(call.unknown().mark(marks)) };
    if total > PRODUCT_LIMIT {
        return Err(CallError::new(format!(
            "the product would have {total} elements, more than {PRODUCT_LIMIT}"
        )));
    }
    let mut columns = Vec::with_capacity(types.len());
    for (index, ty) in types.iter().enumerate() {
        let elements: Result<Vec<Value>, CallError> = call
            .elements(index)
            .iter()
            .map(|element| {
                convert(element, ty).map_err(|error| CallError::argument(index, error.message))
            })
            .collect();
        columns.push(elements?);
    }
    let rows = combinations(&columns, total);
    Ok(match call.ty {
        Type::List(element) => Value::list((**element).clone(), rows),
        _ => of_type(call.ty, rows),
    }
    .mark(marks))
}

/// One tuple for each choice of an element from every column, the last column changing fastest.
fn combinations(columns: &[Vec<Value>], total: usize) -> Vec<Value> {
    (0..total)
        .map(|mut number| {
            let mut row: Vec<Value> = columns
                .iter()
                .rev()
                .filter_map(|column| {
                    let chosen = column.get(number.checked_rem(column.len())?).cloned();
                    number /= column.len();
                    chosen
                })
                .collect();
            row.reverse();
            Value::tuple(row)
        })
        .collect()
}
