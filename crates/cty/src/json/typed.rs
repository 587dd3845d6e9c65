//! Values of known types from and to JSON trees, as states and plans hold them.

use std::fmt;
use std::sync::Arc;

use serde_json::Value as Json;

use crate::{Entries, Kind, Number, Type, Value, convert};

/// Why a JSON tree is no value of the type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FromJsonError {
    /// The way to the part, such as `.tags.Name` or `[0]`.
    pub path: String,
    /// What is wrong there.
    pub message: String,
}

impl fmt::Display for FromJsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            f.write_str(&self.message)
        } else {
            write!(f, "{}: {}", self.path, self.message)
        }
    }
}

impl std::error::Error for FromJsonError {}

fn fail<T>(message: impl Into<String>) -> Result<T, FromJsonError> {
    Err(FromJsonError { path: String::new(), message: message.into() })
}

fn within<T>(
    result: Result<T, FromJsonError>,
    step: impl FnOnce() -> String,
) -> Result<T, FromJsonError> {
    result.map_err(|error| FromJsonError { path: step() + &error.path, ..error })
}

/// Reads a value of a type; attributes of objects that are missing are null, unknown ones an error.
///
/// # Errors
///
/// When the tree does not fit the type.
pub fn from_json(json: &Json, ty: &Type) -> Result<Value, FromJsonError> {
    if json.is_null() {
        return Ok(Value::null(ty.clone()));
    }
    match ty {
        Type::Dynamic => dynamic(json),
        Type::Bool | Type::Number | Type::String => primitive(json, ty),
        Type::List(element) => {
            Ok(Value::list((**element).clone(), elements(json, |_| Some(element))?))
        }
        Type::Set(element) => {
            Ok(Value::set((**element).clone(), elements(json, |_| Some(element))?))
        }
        Type::Map(element) => {
            let Json::Object(object) = json else { return fail("a JSON object is required") };
            let entry = |(name, part): (&String, &Json)| {
                let part = within(from_json(part, element), || format!("[{name:?}]"))?;
                Ok((Arc::from(name.as_str()), part))
            };
            let entries: Entries<Value> = object.iter().map(entry).collect::<Result<_, _>>()?;
            Ok(Value::map((**element).clone(), entries))
        }
        Type::Tuple(types) => {
            let elements = elements(json, |index| types.get(index))?;
            if elements.len() != types.len() {
                return fail(format!("a tuple of {} elements is required", types.len()));
            }
            Ok(Value::tuple(elements))
        }
        Type::Object(_) => object(json, ty),
    }
}

/// A value that carries its own type: `{"value": …, "type": …}` as states write it, or else the implied type.
fn dynamic(json: &Json) -> Result<Value, FromJsonError> {
    if let Json::Object(object) = json
        && object.len() == 2
        && let (Some(value), Some(ty)) = (object.get("value"), object.get("type"))
        && let Some(ty) = Type::from_json(ty)
    {
        return from_json(value, &ty);
    }
    Ok(implied(json))
}

/// The value with the type that the JSON itself implies: tuples and objects.
fn implied(json: &Json) -> Value {
    match json {
        Json::Null => Value::null(Type::Dynamic),
        Json::Bool(flag) => Value::bool(*flag),
        Json::Number(number) => {
            Value::number(Number::parse(&number.to_string()).unwrap_or_else(Number::zero))
        }
        Json::String(text) => Value::string(text.as_str()),
        Json::Array(elements) => Value::tuple(elements.iter().map(implied)),
        Json::Object(object) => {
            Value::object(object.iter().map(|(name, part)| (name.as_str(), implied(part))))
        }
    }
}

fn primitive(json: &Json, ty: &Type) -> Result<Value, FromJsonError> {
    if matches!(json, Json::Array(_) | Json::Object(_)) {
        return fail(format!("{} is required", with_article(ty)));
    }
    convert(&implied(json), ty).or_else(|_| fail(format!("{} is required", with_article(ty))))
}

fn with_article(ty: &Type) -> String {
    format!("a {}", ty.friendly_name())
}

fn elements<'a>(
    json: &Json,
    ty: impl Fn(usize) -> Option<&'a Type>,
) -> Result<Vec<Value>, FromJsonError>
where
{
    let Json::Array(parts) = json else { return fail("a JSON array is required") };
    parts
        .iter()
        .enumerate()
        .map(|(index, part)| {
            within(from_json(part, ty(index).unwrap_or(&Type::Dynamic)), || format!("[{index}]"))
        })
        .collect()
}

fn object(json: &Json, ty: &Type) -> Result<Value, FromJsonError> {
    let (Json::Object(given), Type::Object(object)) = (json, ty) else {
        return fail("a JSON object is required");
    };
    if let Some(unsupported) =
        given.keys().find(|name| !object.attributes.contains_key(name.as_str()))
    {
        return fail(format!("unsupported attribute {unsupported:?}"));
    }
    let mut entries = Entries::with_capacity(object.attributes.len());
    for (name, ty) in &object.attributes {
        let entry = match given.get(&**name) {
            Some(part) => within(from_json(part, ty), || format!(".{name}"))?,
            None => Value::null(ty.clone()),
        };
        entries.insert(name.clone(), entry);
    }
    Ok(Value::object(entries))
}

/// The JSON tree of a value; unknown parts are null. Numbers beyond what a JSON tree holds are rounded to floats: use
/// [`encode`](super::encode) for text with all digits.
#[must_use]
pub fn to_json(value: &Value) -> Json {
    match value.kind() {
        Kind::Null | Kind::Unknown(_) => Json::Null,
        Kind::Bool(flag) => Json::Bool(*flag),
        Kind::Number(number) => number_to_json(number),
        Kind::String(text) => Json::String(text.as_ref().to_owned()),
        Kind::Elements(elements) => Json::Array(elements.iter().map(to_json).collect()),
        Kind::Entries(entries) => Json::Object(
            entries
                .iter()
                .map(|(name, entry)| (name.as_ref().to_owned(), to_json(entry)))
                .collect(),
        ),
    }
}

fn number_to_json(number: &Number) -> Json {
    if let Some(whole) = number.to_i64() {
        return Json::from(whole);
    }
    if number.is_integer()
        && let Ok(whole) = number.to_string().parse::<u64>()
    {
        return Json::from(whole);
    }
    serde_json::Number::from_f64(number.to_f64()).map_or(Json::Null, Json::Number)
}

impl Type {
    /// Reads a type as states and provider schemas write it: `"string"`, `["list", "string"]`, `["object", {…}]`.
    #[must_use]
    pub fn from_json(json: &Json) -> Option<Self> {
        if let Some(name) = json.as_str() {
            return match name {
                "string" => Some(Self::String),
                "number" => Some(Self::Number),
                "bool" => Some(Self::Bool),
                "dynamic" => Some(Self::Dynamic),
                _ => None,
            };
        }
        let [kind, parts, rest @ ..] = json.as_array()?.as_slice() else { return None };
        match kind.as_str()? {
            "list" => Some(Self::list(Self::from_json(parts)?)),
            "set" => Some(Self::set(Self::from_json(parts)?)),
            "map" => Some(Self::map(Self::from_json(parts)?)),
            "tuple" => parts
                .as_array()?
                .iter()
                .map(Self::from_json)
                .collect::<Option<Vec<_>>>()
                .map(Self::tuple),
            "object" => object_from_json(parts, rest),
            _ => None,
        }
    }

    /// The type as states and plans write it.
    #[must_use]
    pub fn to_json(&self) -> Json {
        match self {
            Self::Dynamic | Self::Bool | Self::Number | Self::String => {
                Json::String(self.friendly_name())
            }
            Self::List(element) => serde_json::json!(["list", element.to_json()]),
            Self::Set(element) => serde_json::json!(["set", element.to_json()]),
            Self::Map(element) => serde_json::json!(["map", element.to_json()]),
            Self::Tuple(elements) => {
                serde_json::json!(["tuple", elements.iter().map(Self::to_json).collect::<Vec<_>>()])
            }
            Self::Object(object) => {
                let attributes: serde_json::Map<String, Json> = object
                    .attributes
                    .iter()
                    .map(|(name, ty)| (name.as_ref().to_owned(), ty.to_json()))
                    .collect();
                serde_json::json!(["object", attributes])
            }
        }
    }
}

fn object_from_json(parts: &Json, rest: &[Json]) -> Option<Type> {
    let attributes: Option<Vec<(&str, Type)>> = parts
        .as_object()?
        .iter()
        .map(|(name, ty)| Some((name.as_str(), Type::from_json(ty)?)))
        .collect();
    let Type::Object(object) = Type::object(attributes?) else { return None };
    let mut object = (*object).clone();
    let optional = rest.first().and_then(Json::as_array).into_iter().flatten();
    object.optional.extend(optional.filter_map(|name| name.as_str().map(Arc::from)));
    Some(Type::Object(Arc::new(object)))
}
