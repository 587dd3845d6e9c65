//! One type for several values: what the branches of a conditional or the elements of a list have in common.

use std::cmp::Ordering;

use crate::Type;
use crate::convert::{Safety, resolve};

/// The one type that all of these convert to without loss; `None` if there is none, or no type is given.
#[must_use]
pub fn unify(types: &[Type]) -> Option<Type> {
    unify_by(types, Safety::Safe)
}

/// Like [`unify`], allowing conversions that may fail for some values.
#[must_use]
pub fn unify_unsafe(types: &[Type]) -> Option<Type> {
    unify_by(types, Safety::Unsafe)
}

/// How many of the types are of which form.
#[derive(Debug, Default, Clone, Copy)]
struct Census {
    objects: usize,
    tuples: usize,
    maps: usize,
    lists: usize,
    sets: usize,
    dynamics: usize,
}

fn census(types: &[Type]) -> Census {
    types.iter().fold(Census::default(), |mut census, ty| {
        match ty {
            Type::Dynamic => census.dynamics += 1,
            Type::List(_) => census.lists += 1,
            Type::Set(_) => census.sets += 1,
            Type::Map(_) => census.maps += 1,
            Type::Tuple(_) => census.tuples += 1,
            Type::Object(_) => census.objects += 1,
            Type::Bool | Type::Number | Type::String => {}
        }
        census
    })
}

pub(crate) fn unify_by(types: &[Type], safety: Safety) -> Option<Type> {
    let first = types.first()?;
    if types.iter().all(|ty| ty == first) {
        return Some(first.clone());
    }
    let count = census(types);
    let all = |some: usize| some > 0 && some + count.dynamics == types.len();
    if all(count.maps) || all(count.lists) || all(count.sets) {
        return unify_collections(types, count, safety);
    }
    if all(count.objects) {
        return if count.dynamics > 0 { Some(Type::Dynamic) } else { unify_objects(types, safety) };
    }
    if all(count.tuples) {
        return if count.dynamics > 0 { Some(Type::Dynamic) } else { unify_tuples(types, safety) };
    }
    let disguised = (count.maps > 0 && all(count.maps + count.objects))
        .then(|| in_disguise(types, safety, |ty| matches!(ty, Type::Object(_)), objects_to_map))
        .or_else(|| {
            (count.lists > 0 && all(count.lists + count.tuples)).then(|| {
                in_disguise(types, safety, |ty| matches!(ty, Type::Tuple(_)), tuples_to_list)
            })
        });
    if let Some(Some(found)) = disguised {
        return Some(found);
    }
    if count.objects > 0 && count.tuples > 0 {
        return None;
    }
    by_preference(types, safety)
}

fn unify_collections(types: &[Type], count: Census, safety: Safety) -> Option<Type> {
    if count.dynamics > 0 {
        return Some(Type::Dynamic);
    }
    let elements: Vec<Type> = types.iter().filter_map(Type::element).cloned().collect();
    let element = unify_by(&elements, safety)?;
    let unified = match types.first()? {
        Type::List(_) => Type::list(element),
        Type::Set(_) => Type::set(element),
        _ => Type::map(element),
    };
    convertible(types, unified, safety)
}

/// Objects are often maps, and tuples lists, that were never converted: tries them as such.
fn in_disguise(
    types: &[Type],
    safety: Safety,
    is_structural: impl Fn(&Type) -> bool,
    as_collection: impl Fn(&[Type], Safety) -> Option<Type>,
) -> Option<Type> {
    let structural: Vec<Type> = types.iter().filter(|ty| is_structural(ty)).cloned().collect();
    let collection = as_collection(&structural, safety)?;
    let undisguised: Vec<Type> = types
        .iter()
        .map(|ty| if is_structural(ty) { collection.clone() } else { ty.clone() })
        .collect();
    let unified = unify_by(&undisguised, safety)?;
    convertible(types, unified, safety)
}

fn unify_objects(types: &[Type], safety: Safety) -> Option<Type> {
    let objects: Vec<_> = types
        .iter()
        .filter_map(
            |ty| if let Type::Object(object) = ty { Some(&object.attributes) } else { None },
        )
        .collect();
    let first = objects.first()?;
    if objects.iter().any(|attributes| attributes.keys().ne(first.keys())) {
        return objects_to_map(types, safety);
    }
    let mut attributes = Vec::with_capacity(first.len());
    for name in first.keys() {
        let across: Vec<Type> =
            objects.iter().filter_map(|object| object.get(name)).cloned().collect();
        attributes.push((name.clone(), unify_by(&across, safety)?));
    }
    convertible(types, Type::object(attributes), safety).or_else(|| objects_to_map(types, safety))
}

fn objects_to_map(types: &[Type], safety: Safety) -> Option<Type> {
    let mut inner = Vec::new();
    for ty in types {
        if let Type::Object(object) = ty {
            inner.extend(object.attributes.values().cloned());
        }
    }
    convertible(types, Type::map(unify_by(&inner, safety)?), safety)
}

fn unify_tuples(types: &[Type], safety: Safety) -> Option<Type> {
    let tuples: Vec<_> = types
        .iter()
        .filter_map(|ty| if let Type::Tuple(elements) = ty { Some(elements) } else { None })
        .collect();
    let length = tuples.first()?.len();
    if tuples.iter().any(|elements| elements.len() != length) {
        return tuples_to_list(types, safety);
    }
    let mut elements = Vec::with_capacity(length);
    for index in 0..length {
        let across: Vec<Type> =
            tuples.iter().filter_map(|tuple| tuple.get(index)).cloned().collect();
        elements.push(unify_by(&across, safety)?);
    }
    convertible(types, Type::tuple(elements), safety).or_else(|| tuples_to_list(types, safety))
}

fn tuples_to_list(types: &[Type], safety: Safety) -> Option<Type> {
    let mut inner = Vec::new();
    for ty in types {
        if let Type::Tuple(elements) = ty {
            inner.extend(elements.iter().cloned());
        }
    }
    convertible(types, Type::list(unify_by(&inner, safety)?), safety)
}

fn convertible(types: &[Type], unified: Type, safety: Safety) -> Option<Type> {
    types
        .iter()
        .all(|ty| *ty == unified || resolve(ty, &unified, safety).is_some())
        .then_some(unified)
}

/// The first type, most general first, that all others convert to.
fn by_preference(types: &[Type], safety: Safety) -> Option<Type> {
    let mut distinct: Vec<&Type> = Vec::new();
    for ty in types {
        if !distinct.contains(&ty) {
            distinct.push(ty);
        }
    }
    let mut ordered: Vec<&Type> = Vec::with_capacity(distinct.len());
    for ty in distinct {
        let at =
            ordered.iter().position(|other| generality(ty, other).is_lt()).unwrap_or(ordered.len());
        ordered.insert(at, ty);
    }
    ordered.into_iter().find_map(|want| convertible(types, want.clone(), safety))
}

/// Less when the left is the more general type; unrelated types are equal.
fn generality(left: &Type, right: &Type) -> Ordering {
    match (left, right) {
        (Type::Dynamic, Type::Dynamic) => Ordering::Equal,
        (Type::Dynamic, _) => Ordering::Greater,
        (_, Type::Dynamic) => Ordering::Less,
        (Type::String, Type::Number | Type::Bool) => Ordering::Less,
        (Type::Number | Type::Bool, Type::String) => Ordering::Greater,
        (Type::List(left), Type::List(right))
        | (Type::Set(left), Type::Set(right))
        | (Type::Map(left), Type::Map(right)) => generality(left, right),
        (Type::List(_), Type::Tuple(_) | Type::Set(_))
        | (Type::Map(_), Type::Object(_))
        | (Type::Tuple(_), Type::Set(_)) => Ordering::Less,
        (Type::Tuple(_) | Type::Set(_), Type::List(_))
        | (Type::Object(_), Type::Map(_))
        | (Type::Set(_), Type::Tuple(_)) => Ordering::Greater,
        _ => Ordering::Equal,
    }
}
