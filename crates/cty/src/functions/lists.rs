//! Functions on lists, tuples and sequences of numbers.

use super::call::integer;
use super::table::gives;
use super::{Allows, Call, CallError, Function, Parameter, Shape};
use crate::{Number, Type, Value, convert, operation, unify_unsafe};

type Outcome = Result<Value, CallError>;

pub(super) fn functions() -> Vec<Function> {
    let mut all = sequence_functions();
    all.extend(choosing_functions());
    all.extend(number_list_functions());
    all
}

const ANY_LIST: &[Parameter] = &[Parameter::new("list", Shape::Any)];
const BOOLS: &[Parameter] = &[Parameter::new("list", Shape::BoolList)];

fn sequence_functions() -> Vec<Function> {
    vec![
        Function::new(
            "chunklist",
            "The list cut into lists of a length.",
            const {
                &[
                    Parameter::new("list", Shape::AnyList).allowing(Allows::MARKED),
                    Parameter::new("size", Shape::Number).allowing(Allows::MARKED),
                ]
            },
            |arguments| Ok(Type::list(gives::same(arguments)?)),
            chunklist,
        ),
        Function::new(
            "compact",
            "The list of strings without null and empty ones.",
            const { &[Parameter::new("list", Shape::StringList)] },
            gives::strings,
            compact,
        ),
        Function::new("concat", "The lists joined into one.", &[], concat_type, concat)
            .variadic(Parameter::new("seqs", Shape::Any).allowing(Allows::MARKED)),
        Function::new(
            "distinct",
            "The list without repetitions.",
            const { &[Parameter::new("list", Shape::AnyList)] },
            gives::same,
            distinct,
        ),
        Function::new(
            "element",
            "The element at an index, counting on from the start beyond the end.",
            const {
                &[
                    Parameter::new("list", Shape::Any).allowing(Allows::MARKED),
                    Parameter::new("index", Shape::Number),
                ]
            },
            element_type,
            element,
        )
        .nullable(),
        Function::new(
            "flatten",
            "The elements of the list with lists in it dissolved.",
            const { &[Parameter::new("list", Shape::Any).allowing(Allows::MARKED)] },
            flatten_type,
            flatten,
        ),
        Function::new(
            "index",
            "The index of the first element equal to a value.",
            const { &[Parameter::new("list", Shape::Any), Parameter::new("value", Shape::Any)] },
            gives::number,
            index,
        ),
        Function::new(
            "reverse",
            "The list from its end to its start.",
            const { &[Parameter::new("list", Shape::Any).allowing(Allows::MARKED)] },
            reverse_type,
            reverse,
        ),
        Function::new(
            "slice",
            "The elements from one index up to, not including, another.",
            const {
                &[
                    Parameter::new("list", Shape::Any).allowing(Allows::MARKED),
                    Parameter::new("start_index", Shape::Number),
                    Parameter::new("end_index", Shape::Number),
                ]
            },
            slice_type,
            slice,
        ),
        Function::new(
            "sort",
            "The strings in order of their code points.",
            const { &[Parameter::new("list", Shape::StringList)] },
            gives::strings,
            sort,
        ),
    ]
}

fn choosing_functions() -> Vec<Function> {
    const COALESCED: Allows = Allows::NULL.and(Allows::UNKNOWN).and(Allows::DYNAMIC);
    vec![
        Function::new("alltrue", "Whether all are true.", BOOLS, gives::bool, alltrue),
        Function::new("anytrue", "Whether any is true.", BOOLS, gives::bool, anytrue),
        Function::new(
            "coalesce",
            "The first argument that is neither null nor an empty string.",
            &[],
            coalesce_type,
            coalesce,
        )
        .variadic(Parameter::new("vals", Shape::Any).allowing(COALESCED)),
        Function::new(
            "coalescelist",
            "The first list that is not empty.",
            &[],
            coalescelist_type,
            coalescelist,
        )
        .variadic(Parameter::new("vals", Shape::Any).allowing(COALESCED)),
        Function::new(
            "contains",
            "Whether an element equals a value.",
            const { &[Parameter::new("list", Shape::Any), Parameter::new("value", Shape::Any)] },
            gives::bool,
            contains,
        ),
        Function::new(
            "matchkeys",
            "The values at whose places the keys are among those searched.",
            const {
                &[
                    Parameter::new("values", Shape::AnyList),
                    Parameter::new("keys", Shape::AnyList),
                    Parameter::new("searchset", Shape::AnyList),
                ]
            },
            matchkeys_type,
            matchkeys,
        ),
        Function::new("one", "The only element, or null for none.", ANY_LIST, one_type, one)
            .nullable(),
    ]
}

fn number_list_functions() -> Vec<Function> {
    vec![
        Function::new("range", "Numbers from a start towards an end.", &[], gives::numbers, range)
            .variadic(Parameter::new("params", Shape::Number)),
        Function::new("sum", "The sum of the numbers.", ANY_LIST, gives::number, sum),
    ]
}

fn fail<T>(message: impl Into<String>) -> Result<T, CallError> {
    Err(CallError::new(message))
}

fn is_sequence(ty: &Type) -> bool {
    matches!(ty, Type::List(_) | Type::Set(_) | Type::Tuple(_))
}

/// A list or tuple of the result's type.
fn sequence(ty: &Type, elements: impl IntoIterator<Item = Value>) -> Value {
    match ty {
        Type::List(element) => Value::list((**element).clone(), elements),
        Type::Set(element) => Value::set((**element).clone(), elements),
        _ => Value::tuple(elements),
    }
}

fn chunklist(call: &Call<'_>) -> Outcome {
    let (list, size) = (call.argument(0), call.argument(1));
    let marks = list.marks() | size.marks();
    let elements = call.elements(0);
    let chunk_type = list.ty().clone();
    if elements.is_empty() {
        return Ok(Value::list(chunk_type, []).mark(marks));
    }
    let length = integer(size).or_else(|message| fail(format!("invalid size: {message}")))?;
    let Ok(length) = usize::try_from(length) else {
        return fail("the size argument must be positive");
    };
    let chunks: Vec<Value> = if length == 0 {
        vec![list.clone().unmarked()]
    } else {
        elements.chunks(length).map(|chunk| sequence(&chunk_type, chunk.iter().cloned())).collect()
    };
    Ok(Value::list(chunk_type, chunks).mark(marks))
}

fn compact(call: &Call<'_>) -> Outcome {
    let list = call.argument(0);
    if !list.is_wholly_known() {
        return Ok(call.unknown());
    }
    let kept = call
        .elements(0)
        .iter()
        .filter(|element| element.as_str().is_some_and(|text| !text.is_empty()));
    Ok(Value::list(Type::String, kept.cloned()))
}

fn concat_type(arguments: &[Value]) -> Result<Type, CallError> {
    if arguments.is_empty() {
        return fail("at least one argument is required");
    }
    if arguments.iter().all(|argument| matches!(argument.ty(), Type::List(_))) {
        let types: Vec<Type> = arguments.iter().map(|argument| argument.ty().clone()).collect();
        if let Some(common) = unify_unsafe(&types) {
            return Ok(common);
        }
    }
    let mut types = Vec::new();
    for (index, argument) in arguments.iter().enumerate() {
        match argument.ty() {
            Type::Tuple(elements) => types.extend(elements.iter().cloned()),
            Type::List(element) => match argument.elements() {
                Some(elements) => types.extend(elements.iter().map(|_| (**element).clone())),
                None => return Ok(Type::Dynamic),
            },
            other => {
                let message =
                    format!("all arguments must be lists or tuples; got {}", other.friendly_name());
                return Err(CallError::argument(index, message));
            }
        }
    }
    Ok(Type::tuple(types))
}

fn concat(call: &Call<'_>) -> Outcome {
    let mut marks = crate::Marks::NONE;
    let mut elements = Vec::new();
    for (index, argument) in call.arguments.iter().enumerate() {
        marks |= argument.marks();
        let list = match call.ty {
            Type::List(_) => convert(argument, call.ty)
                .map_err(|error| CallError::argument(index, error.message))?,
            _ => argument.clone(),
        };
        elements.extend(list.elements().unwrap_or_default().iter().cloned());
    }
    Ok(sequence(call.ty, elements).mark(marks))
}

fn distinct(call: &Call<'_>) -> Outcome {
    if !call.argument(0).is_wholly_known() {
        return Ok(call.unknown());
    }
    let mut seen = std::collections::HashSet::new();
    let mut kept: Vec<Value> = Vec::new();
    for element in call.elements(0) {
        // The text of the JSON tells elements of one type apart, so that long lists take linear time.
        if seen.insert(crate::json::encode(element)) {
            kept.push(element.clone());
        }
    }
    Ok(sequence(call.ty, kept))
}

fn element_type(arguments: &[Value]) -> Result<Type, CallError> {
    let [list, index] = arguments else { return Ok(Type::Dynamic) };
    match list.ty() {
        Type::List(element) => Ok((**element).clone()),
        Type::Tuple(_) if !index.is_known() => Ok(Type::Dynamic),
        Type::Tuple(types) => {
            let place = place(index, types.len())?;
            Ok(types.get(place).cloned().unwrap_or(Type::Dynamic))
        }
        other => fail(format!("cannot read elements from {}", other.friendly_name())),
    }
}

/// The index within the length, counting on from the start.
fn place(index: &Value, length: usize) -> Result<usize, CallError> {
    let index = integer(index).or_else(|message| fail(format!("invalid index: {message}")))?;
    if length == 0 {
        return fail("cannot use element function with an empty list");
    }
    let Ok(index) = usize::try_from(index) else {
        return fail("cannot use element function with a negative index");
    };
    Ok(index % length)
}

fn element(call: &Call<'_>) -> Outcome {
    let list = call.argument(0);
    let elements = call.elements(0);
    let place = place(call.argument(1), elements.len())?;
    Ok(elements.get(place).cloned().unwrap_or_else(|| call.unknown()).mark(list.marks()))
}

fn flatten_type(arguments: &[Value]) -> Result<Type, CallError> {
    let Some(list) = arguments.first() else { return Ok(Type::Dynamic) };
    if !list.is_known() {
        return Ok(Type::Dynamic);
    }
    if !is_sequence(list.ty()) {
        return fail("can only flatten lists, sets and tuples");
    }
    let mut flat = Vec::new();
    let mut marks = crate::Marks::NONE;
    if !flatten_into(&mut flat, &mut marks, list) {
        return Ok(Type::Dynamic);
    }
    Ok(Type::tuple(flat.iter().map(|element| element.ty().clone())))
}

fn flatten(call: &Call<'_>) -> Outcome {
    let mut flat = Vec::new();
    let mut marks = crate::Marks::NONE;
    let known = flatten_into(&mut flat, &mut marks, call.argument(0));
    Ok(if known { Value::tuple(flat) } else { call.unknown() }.mark(marks))
}

/// Gathers the elements; false when a list among them is not known.
fn flatten_into(flat: &mut Vec<Value>, marks: &mut crate::Marks, list: &Value) -> bool {
    *marks |= list.marks();
    let Some(elements) = list.elements() else { return false };
    if matches!(list.ty(), Type::Set(_)) && !operation::length(list).is_known() {
        return false;
    }
    for element in elements {
        if element.is_null() || !is_sequence(element.ty()) {
            if !element.is_known() && *element.ty() == Type::Dynamic {
                return false;
            }
            flat.push(element.clone());
        } else if !flatten_into(flat, marks, element) {
            return false;
        }
    }
    true
}

fn index(call: &Call<'_>) -> Outcome {
    if !matches!(call.argument(0).ty(), Type::List(_) | Type::Tuple(_)) {
        return fail("argument must be a list or tuple");
    }
    let elements = call.elements(0);
    if elements.is_empty() {
        return fail("cannot search an empty list");
    }
    for (place, element) in elements.iter().enumerate() {
        match element.equals(call.argument(1)).as_bool() {
            Some(true) => return Ok(Value::count(place)),
            Some(false) => {}
            None => return Ok(call.unknown()),
        }
    }
    fail("item not found")
}

fn reverse_type(arguments: &[Value]) -> Result<Type, CallError> {
    match arguments.first().map(Value::ty) {
        Some(Type::Tuple(types)) => Ok(Type::tuple(types.iter().rev().cloned())),
        Some(Type::List(element) | Type::Set(element)) => Ok(Type::list((**element).clone())),
        Some(other) => {
            let message =
                format!("can only reverse list or tuple values, not {}", other.friendly_name());
            Err(CallError::argument(0, message))
        }
        None => Ok(Type::Dynamic),
    }
}

fn reverse(call: &Call<'_>) -> Outcome {
    let marks = call.argument(0).marks();
    Ok(sequence(call.ty, call.elements(0).iter().rev().cloned()).mark(marks))
}

fn slice_type(arguments: &[Value]) -> Result<Type, CallError> {
    let [list, ..] = arguments else { return Ok(Type::Dynamic) };
    match list.ty() {
        Type::Set(_) => Err(CallError::argument(
            0,
            "cannot slice a set, because its elements do not have indices; explicitly convert to a list if the \
             ordering of the result is not important",
        )),
        Type::List(_) => slice_bounds(arguments).map(|_| list.ty().clone()),
        Type::Tuple(types) => Ok(match slice_bounds(arguments)? {
            Some((start, end)) => {
                Type::tuple(types.get(start..end).unwrap_or_default().iter().cloned())
            }
            None => Type::Dynamic,
        }),
        _ => Err(CallError::argument(0, "must be a list or tuple value")),
    }
}

/// Start and end; none while either is not known.
fn slice_bounds(arguments: &[Value]) -> Result<Option<(usize, usize)>, CallError> {
    let [list, start, end] = arguments else { return Ok(None) };
    let length = match (list.ty(), list.elements()) {
        (Type::Tuple(types), _) => Some(types.len()),
        (_, elements) => elements.map(<[Value]>::len),
    };
    let start = slice_bound(start, 1, "start", length)?;
    let end = slice_bound(end, 2, "end", length)?;
    match (start, end) {
        (Some(start), Some(end)) if start > end => {
            Err(CallError::argument(1, "start index must not be greater than end index"))
        }
        (Some(start), Some(end)) => Ok(Some((start, end))),
        _ => Ok(None),
    }
}

fn slice_bound(
    bound: &Value,
    argument: usize,
    name: &str,
    length: Option<usize>,
) -> Result<Option<usize>, CallError> {
    if !bound.is_known() {
        return Ok(None);
    }
    let place = integer(bound).map_err(|message| {
        CallError::argument(argument, format!("invalid {name} index: {message}"))
    })?;
    let Ok(place) = usize::try_from(place) else {
        return Err(CallError::argument(
            argument,
            format!("{name} index must not be less than zero"),
        ));
    };
    if length.is_some_and(|length| place > length) {
        let message = format!("{name} index must not be greater than the length of the list");
        return Err(CallError::argument(argument, message));
    }
    Ok(Some(place))
}

fn slice(call: &Call<'_>) -> Outcome {
    let Some((start, end)) = slice_bounds(call.arguments)? else { return Ok(call.unknown()) };
    let elements = call.elements(0).get(start..end).unwrap_or_default();
    Ok(sequence(call.ty, elements.iter().cloned()).mark(call.argument(0).marks()))
}

fn sort(call: &Call<'_>) -> Outcome {
    if !call.argument(0).is_wholly_known() {
        let length = call.elements(0).len();
        return Ok(call.unknown().refine_not_null().with_length(length, Some(length)));
    }
    let mut texts = Vec::with_capacity(call.elements(0).len());
    for (place, element) in call.elements(0).iter().enumerate() {
        match element.as_str() {
            Some(text) => texts.push((text, element)),
            None => {
                return fail(format!(
                    "given list element {place} is null; a null string cannot be sorted"
                ));
            }
        }
    }
    texts.sort_by(|left, right| left.0.as_bytes().cmp(right.0.as_bytes()));
    Ok(Value::list(Type::String, texts.into_iter().map(|(_, element)| element.clone())))
}

fn alltrue(call: &Call<'_>) -> Outcome {
    let mut unknown = false;
    for element in call.elements(0) {
        match (element.is_known(), element.as_bool()) {
            (false, _) => unknown = true,
            (true, Some(true)) => {}
            (true, _) => return Ok(Value::bool(false)),
        }
    }
    Ok(if unknown { call.unknown() } else { Value::bool(true) })
}

fn anytrue(call: &Call<'_>) -> Outcome {
    let elements = call.elements(0);
    if elements.iter().any(|element| element.as_bool() == Some(true)) {
        return Ok(Value::bool(true));
    }
    let unknown = elements.iter().any(|element| !element.is_known());
    Ok(if unknown { call.unknown() } else { Value::bool(false) })
}

fn coalesce_type(arguments: &[Value]) -> Result<Type, CallError> {
    let types: Vec<Type> = arguments.iter().map(|argument| argument.ty().clone()).collect();
    unify_unsafe(&types).ok_or_else(|| CallError::new("all arguments must have the same type"))
}

fn coalesce(call: &Call<'_>) -> Outcome {
    for argument in call.arguments {
        let argument = convert(argument, call.ty).or_else(|error| fail(error.message))?;
        if !argument.is_known() {
            return Ok(call.unknown());
        }
        if !argument.is_null() && argument.as_str() != Some("") {
            return Ok(argument);
        }
    }
    fail("no non-null, non-empty-string arguments")
}

fn coalescelist_type(arguments: &[Value]) -> Result<Type, CallError> {
    let Some(first) = arguments.first() else { return fail("at least one argument is required") };
    for argument in arguments {
        if !argument.is_known() {
            return Ok(Type::Dynamic);
        }
        if !matches!(argument.ty(), Type::List(_) | Type::Tuple(_)) {
            return fail("coalescelist arguments must be lists or tuples");
        }
    }
    let uniform = arguments.iter().all(|argument| argument.ty() == first.ty());
    Ok(if uniform { first.ty().clone() } else { Type::Dynamic })
}

fn coalescelist(call: &Call<'_>) -> Outcome {
    for argument in call.arguments {
        if !argument.is_known() {
            return Ok(call.unknown());
        }
        if argument.elements().is_some_and(|elements| !elements.is_empty()) {
            return Ok(argument.clone());
        }
    }
    fail("no non-null arguments")
}

fn contains(call: &Call<'_>) -> Outcome {
    if !is_sequence(call.argument(0).ty()) {
        return fail("argument must be list, tuple, or set");
    }
    let mut unknown = false;
    for element in call.elements(0) {
        match element.equals(call.argument(1)).as_bool() {
            Some(true) => return Ok(Value::bool(true)),
            Some(false) => {}
            None => unknown = true,
        }
    }
    Ok(if unknown { call.unknown() } else { Value::bool(false) })
}

fn matchkeys_type(arguments: &[Value]) -> Result<Type, CallError> {
    let [values, keys, searched] = arguments else { return Ok(Type::Dynamic) };
    match unify_unsafe(&[keys.ty().clone(), searched.ty().clone()]) {
        Some(_) => Ok(values.ty().clone()),
        None => fail("keys and searchset must be of the same type"),
    }
}

fn matchkeys(call: &Call<'_>) -> Outcome {
    let (values, keys) = (call.elements(0), call.elements(1));
    if values.len() != keys.len() {
        return fail("length of keys and values should be equal");
    }
    let types = [call.argument(1).ty().clone(), call.argument(2).ty().clone()];
    let common = unify_unsafe(&types).unwrap_or(Type::Dynamic);
    let converted =
        |index: usize| convert(call.argument(index), &common).or_else(|error| fail(error.message));
    let (keys, searched) = (converted(1)?, converted(2)?);
    let searched = searched.elements().unwrap_or_default();
    if searched.is_empty() {
        return Ok(sequence(call.ty, []));
    }
    if !call.argument(0).is_wholly_known() || !keys.is_wholly_known() {
        return Ok(call.unknown());
    }
    let mut found = Vec::new();
    for (key, value) in keys.elements().unwrap_or_default().iter().zip(values) {
        for candidate in searched {
            match key.equals(candidate).as_bool() {
                Some(true) => {
                    found.push(value.clone());
                    break;
                }
                Some(false) => {}
                None => return Ok(sequence(call.ty, [])),
            }
        }
    }
    Ok(sequence(call.ty, found))
}

const ONE: &str = "must be a list, set, or tuple value with either zero or one elements";

fn one_type(arguments: &[Value]) -> Result<Type, CallError> {
    match arguments.first().map(Value::ty) {
        Some(Type::List(element) | Type::Set(element)) => Ok((**element).clone()),
        Some(Type::Tuple(types)) if types.len() < 2 => {
            Ok(types.first().cloned().unwrap_or(Type::Dynamic))
        }
        _ => Err(CallError::argument(0, ONE)),
    }
}

fn one(call: &Call<'_>) -> Outcome {
    if !operation::length(call.argument(0)).is_known() {
        return Ok(call.unknown());
    }
    match call.elements(0) {
        [] => Ok(Value::null(call.ty.clone())),
        [only] => Ok(only.clone()),
        _ => Err(CallError::argument(0, ONE)),
    }
}

/// More numbers than this are refused, as the real program does.
const RANGE_LIMIT: usize = 1024;

fn range(call: &Call<'_>) -> Outcome {
    let default_step = |falling: bool| Number::from(if falling { -1_i64 } else { 1 });
    let (start, end, step) = match call.arguments.len() {
        1 => (Number::zero(), call.number(0).clone(), default_step(call.number(0).is_negative())),
        2 => (
            call.number(0).clone(),
            call.number(1).clone(),
            default_step(call.number(1) < call.number(0)),
        ),
        3 => (call.number(0).clone(), call.number(1).clone(), call.number(2).clone()),
        _ => return fail("must have one, two, or three arguments"),
    };
    if step.is_negative() && end > start {
        return Err(CallError::argument(1, "end must be less than start when step is negative"));
    }
    if !step.is_negative() && end < start {
        return Err(CallError::argument(1, "end must be greater than start when step is positive"));
    }
    let mut numbers = Vec::new();
    let mut number = start;
    while if step.is_negative() { number > end } else { number < end } {
        if numbers.len() >= RANGE_LIMIT {
            return fail(
                "more than 1024 values were generated; either decrease the difference between start and end or use a \
                 smaller step",
            );
        }
        numbers.push(Value::number(number.clone()));
        number = number
            .add(&step)
            .ok_or_else(|| CallError::new("can't compute sum of opposing infinities"))?;
    }
    Ok(Value::list(Type::Number, numbers))
}

const SUM: &str = "argument must be list, set, or tuple of number values";

fn sum(call: &Call<'_>) -> Outcome {
    let list = call.argument(0);
    let elements = match (list.elements(), list.entries()) {
        (Some(elements), _) => elements,
        (None, Some(entries)) if entries.is_empty() => &[],
        (None, Some(_)) => {
            let message = format!(
                "argument must be list, set, or tuple. Received {}",
                list.ty().friendly_name()
            );
            return Err(CallError::argument(0, message));
        }
        (None, None) => return Err(CallError::argument(0, "cannot sum noniterable")),
    };
    if elements.is_empty() {
        return Err(CallError::argument(0, "cannot sum an empty list"));
    }
    if !list.is_wholly_known() {
        return Ok(call.unknown());
    }
    let mut total: Option<Number> = None;
    for element in elements {
        let element = convert(element, &Type::Number).map_err(|_| CallError::argument(0, SUM))?;
        let number = element.as_number().ok_or_else(|| CallError::argument(0, SUM))?;
        total = Some(match total {
            None => number.clone(),
            Some(total) => total
                .add(number)
                .ok_or_else(|| CallError::new("can't compute sum of opposing infinities"))?,
        });
    }
    Ok(Value::number(total.unwrap_or_else(Number::zero)))
}
