//! JSON Pointer (RFC 6901): addresses of parts of a value.

use std::borrow::Cow;

use serde_json::Value;

/// The tokens of a pointer, unescaped; `None` when it is neither empty nor starts with `/`.
#[must_use]
pub fn tokens(pointer: &str) -> Option<impl Iterator<Item = Cow<'_, str>>> {
    let whole = pointer.is_empty();
    let rest = if whole { "" } else { pointer.strip_prefix('/')? };
    Some(rest.split('/').filter(move |_| !whole).map(unescape))
}

/// A token as it stands in a pointer: `~` and `/` escaped.
#[must_use]
pub fn escape(token: &str) -> Cow<'_, str> {
    if token.contains(['~', '/']) {
        Cow::Owned(token.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(token)
    }
}

/// A token as the key it means.
#[must_use]
pub fn unescape(token: &str) -> Cow<'_, str> {
    if token.contains('~') {
        Cow::Owned(token.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(token)
    }
}

/// Appends a token to a pointer.
pub fn push(pointer: &mut String, token: &str) {
    pointer.push('/');
    pointer.push_str(&escape(token));
}

/// The pointer of a member or item below `parent`.
#[must_use]
pub fn join(parent: &str, token: &str) -> String {
    let mut pointer = String::with_capacity(parent.len() + token.len() + 1);
    pointer.push_str(parent);
    push(&mut pointer, token);
    pointer
}

/// The array index a token stands for: digits without a leading zero.
#[must_use]
pub fn index(token: &str) -> Option<usize> {
    let canonical = token == "0"
        || (!token.starts_with('0') && token.bytes().all(|byte| byte.is_ascii_digit()));
    if canonical { token.parse().ok() } else { None }
}

/// The part of a value at a pointer.
#[must_use]
pub fn get<'a>(value: &'a Value, pointer: &str) -> Option<&'a Value> {
    tokens(pointer)?.try_fold(value, |at, token| match at {
        Value::Object(map) => map.get(token.as_ref()),
        Value::Array(items) => items.get(index(&token)?),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    })
}

/// Why a value cannot be changed at a pointer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PointerError {
    /// The text is no JSON Pointer.
    Malformed(String),
    /// The part at this pointer does not exist.
    Missing(String),
    /// The part at this pointer is neither an object nor an array.
    NoContainer(String),
    /// The token is no index of the array at this pointer.
    NoIndex(String),
}

impl std::fmt::Display for PointerError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Malformed(pointer) => {
                write!(f, "`{pointer}` is not a JSON Pointer: it must be empty or start with `/`")
            }
            Self::Missing(pointer) => write!(f, "there is nothing at `{pointer}`"),
            Self::NoContainer(pointer) => {
                write!(f, "the value at `{pointer}` is neither an object nor an array")
            }
            Self::NoIndex(pointer) => write!(f, "`{pointer}` does not name an item of the array"),
        }
    }
}

impl std::error::Error for PointerError {}

/// Writes a part at a pointer. The parent must exist; `-` or the length of an array appends.
///
/// # Errors
/// When the pointer is malformed, or its parent cannot hold the part.
pub fn set(value: &mut Value, pointer: &str, part: Value) -> Result<(), PointerError> {
    let Some((parent, last)) = split(pointer)? else {
        *value = part;
        return Ok(());
    };
    match parent_mut(value, parent)? {
        Value::Object(map) => {
            map.insert(last.into_owned(), part);
        }
        Value::Array(items) => {
            let at = if last == "-" { Some(items.len()) } else { index(&last) };
            match at {
                Some(at) if at == items.len() => items.push(part),
                at => {
                    *at.and_then(|at| items.get_mut(at))
                        .ok_or_else(|| PointerError::NoIndex(pointer.to_owned()))? = part;
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            return Err(PointerError::NoContainer(parent.to_owned()));
        }
    }
    Ok(())
}

/// Takes a part out of a value and returns it; the order of the other members stays.
///
/// # Errors
/// When there is nothing at the pointer, or it names the whole value.
pub fn remove(value: &mut Value, pointer: &str) -> Result<Value, PointerError> {
    let missing = || PointerError::Missing(pointer.to_owned());
    let (parent, last) = split(pointer)?.ok_or_else(missing)?;
    match parent_mut(value, parent)? {
        Value::Object(map) => map.shift_remove(last.as_ref()).ok_or_else(missing),
        Value::Array(items) => {
            let at = index(&last).filter(|&at| at < items.len()).ok_or_else(missing)?;
            Ok(items.remove(at))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Err(missing()),
    }
}

/// Pointer of the parent and the last token; `None` for the pointer to the whole value.
fn split(pointer: &str) -> Result<Option<(&str, Cow<'_, str>)>, PointerError> {
    match pointer.rsplit_once('/') {
        Some((parent, last)) if parent.is_empty() || parent.starts_with('/') => {
            Ok(Some((parent, unescape(last))))
        }
        None if pointer.is_empty() => Ok(None),
        Some(_) | None => Err(PointerError::Malformed(pointer.to_owned())),
    }
}

fn parent_mut<'a>(value: &'a mut Value, parent: &str) -> Result<&'a mut Value, PointerError> {
    value.pointer_mut(parent).ok_or_else(|| PointerError::Missing(parent.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn tokens_are_unescaped() {
        let read =
            |pointer| tokens(pointer).map(|all| all.map(Cow::into_owned).collect::<Vec<_>>());
        assert_eq!(read(""), Some(vec![]));
        assert_eq!(read("/"), Some(vec![String::new()]));
        assert_eq!(
            read("/a~1b/m~0n/~01"),
            Some(vec!["a/b".to_owned(), "m~n".to_owned(), "~1".to_owned()])
        );
        assert_eq!(read("a"), None);
        assert_eq!(join("/x", "a/~"), "/x/a~1~0");
    }

    #[test]
    fn parts_are_read_written_and_removed() {
        let mut value = json!({"a": [1, {"b": 2}], "c": 3});
        assert_eq!(get(&value, "/a/1/b"), Some(&json!(2)));
        assert_eq!(get(&value, "/a/01"), None);
        set(&mut value, "/a/1/x", json!("new")).unwrap();
        set(&mut value, "/a/-", json!(9)).unwrap();
        set(&mut value, "/a/0", json!(0)).unwrap();
        assert_eq!(remove(&mut value, "/a/1/b"), Ok(json!(2)));
        assert_eq!(value, json!({"a": [0, {"x": "new"}, 9], "c": 3}));
        assert_eq!(
            set(&mut value, "/a/7", json!(0)),
            Err(PointerError::NoIndex("/a/7".to_owned()))
        );
        assert_eq!(
            set(&mut value, "/c/x", json!(0)),
            Err(PointerError::NoContainer("/c".to_owned()))
        );
        assert_eq!(set(&mut value, "x", json!(0)), Err(PointerError::Malformed("x".to_owned())));
        assert_eq!(remove(&mut value, "/q"), Err(PointerError::Missing("/q".to_owned())));
        set(&mut value, "", json!(null)).unwrap();
        assert_eq!(value, json!(null));
    }
}
