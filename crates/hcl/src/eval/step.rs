//! Steps into values: attributes and indexes.

use dryrun_cty::operation::{self, IndexError};
use dryrun_cty::{Number, Type, Value, convert};
use dryrun_diag::Diagnostic;

const INVALID_INDEX: &str = "Invalid index";
const NO_ELEMENT: &str = "The given key does not identify an element in this collection value";

/// `collection[key]`.
///
/// # Errors
///
/// Why there is no such element; the place is for the caller to add.
pub fn index(collection: &Value, key: &Value) -> Result<Value, Box<Diagnostic>> {
    let untyped = *collection.ty() == Type::Dynamic || *key.ty() == Type::Dynamic;
    if untyped && !collection.is_null() && !key.is_null() {
        return Ok(Value::dynamic().mark(collection.marks()));
    }
    operation::index(collection, key).map_err(|error| {
        if error == IndexError::NullCollection {
            return Box::new(Diagnostic::error(
                "Attempt to index null value",
                "This value is null, so it does not have any indices.",
            ));
        }
        Box::new(Diagnostic::error(INVALID_INDEX, describe(&error, collection, key)))
    })
}

fn describe(error: &IndexError, collection: &Value, key: &Value) -> String {
    let why = |why: &str| format!("{NO_ELEMENT}: {why}.");
    match error {
        IndexError::NullCollection | IndexError::NotIndexable => "This value does not have any indices.".to_owned(),
        IndexError::NullKey => "Can't use a null value as an indexing key.".to_owned(),
        IndexError::Set => "Elements of a set are identified only by their value and don't have any separate index or key to select with, so it's only possible to perform operations across all elements of the set.".to_owned(),
        IndexError::WrongKey(error) => why(&error.to_string()),
        IndexError::Fraction => {
            why("indexing a sequence requires a whole number, but the given index has a fractional part")
        }
        IndexError::Negative => why("a negative number is not a valid index for a sequence"),
        IndexError::Empty | IndexError::BeyondEnd => beyond_end(collection, key),
        IndexError::NoSuchKey => {
            let number = matches!(collection.ty(), Type::Object(_)) && *key.ty() == Type::Number;
            let hint =
                if number { " An object only supports looking up attributes by name, not by numeric index." } else { "" };
            format!("{NO_ELEMENT}.{hint}")
        }
    }
}

/// HCL has a closer look only at the first index behind the end.
fn beyond_end(collection: &Value, key: &Value) -> String {
    let length = match collection.ty() {
        Type::Tuple(elements) => Some(elements.len()),
        _ => collection.elements().map(<[Value]>::len),
    };
    let place =
        convert(key, &Type::Number).ok().and_then(|key| key.as_number().and_then(Number::to_usize));
    match (length, place) {
        (Some(0), Some(0)) => format!("{NO_ELEMENT}: the collection has no elements."),
        (Some(length), Some(place)) if place == length => {
            format!(
                "{NO_ELEMENT}: the given index is greater than or equal to the length of the collection."
            )
        }
        _ => format!("{NO_ELEMENT}."),
    }
}

/// `object.name`.
///
/// # Errors
///
/// Why there is no such attribute; the place is for the caller to add.
pub fn attribute(object: &Value, name: &str) -> Result<Value, Box<Diagnostic>> {
    let describe = |error| match error {
        IndexError::NullCollection => Diagnostic::error(
            "Attempt to get attribute from null value",
            "This value is null, so it does not have any attributes.",
        ),
        IndexError::NoSuchKey if matches!(object.ty(), Type::Map(_)) => Diagnostic::error(
            "Missing map element",
            format!("This map does not have an element with the key \"{name}\"."),
        ),
        _ => Diagnostic::error("Unsupported attribute", no_attribute(object.ty(), name)),
    };
    operation::attribute(object, name).map_err(|error| Box::new(describe(error)))
}

fn no_attribute(ty: &Type, name: &str) -> String {
    match ty {
        Type::Object(_) => format!("This object does not have an attribute named \"{name}\"."),
        Type::List(element) => match &**element {
            Type::Object(object) if object.attributes.contains_key(name) => format!(
                "Can't access attributes on a list of objects. Did you mean to access attribute \"{name}\" for a specific element of the list, or across all elements of the list?"
            ),
            Type::Object(_) => "Can't access attributes on a list of objects. Did you mean to access an attribute for a specific element of the list, or across all elements of the list?".to_owned(),
            _ => NO_ATTRIBUTES.to_owned(),
        },
        Type::Set(element) if matches!(&**element, Type::Object(_)) => "Can't access attributes on a set of objects. Did you mean to access an attribute across all elements of the set?".to_owned(),
        Type::Bool | Type::Number | Type::String => {
            format!("Can't access attributes on a primitive-typed value ({}).", ty.friendly_name())
        }
        Type::Set(_) | Type::Map(_) | Type::Tuple(_) | Type::Dynamic => NO_ATTRIBUTES.to_owned(),
    }
}

const NO_ATTRIBUTES: &str = "This value does not have any attributes.";
