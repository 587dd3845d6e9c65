//! How types are called in messages and written in configurations.

use std::fmt;

use crate::{Type, Value};

impl Type {
    /// The name in messages: `list of string`, `object`, `dynamic`.
    #[must_use]
    pub fn friendly_name(&self) -> String {
        self.name("dynamic", "dynamic")
    }

    /// The name in messages about what is required: `any type`, `list of any single type`.
    #[must_use]
    pub fn constraint_name(&self) -> String {
        self.name("any type", "any single type")
    }

    fn name(&self, alone: &str, element: &str) -> String {
        match self {
            Self::Dynamic => alone.to_owned(),
            Self::Bool => "bool".to_owned(),
            Self::Number => "number".to_owned(),
            Self::String => "string".to_owned(),
            Self::List(inner) => format!("list of {}", inner.name(element, element)),
            Self::Set(inner) => format!("set of {}", inner.name(element, element)),
            Self::Map(inner) => format!("map of {}", inner.name(element, element)),
            Self::Tuple(_) => "tuple".to_owned(),
            Self::Object(_) => "object".to_owned(),
        }
    }

    /// Whether the type, or a part of it, is not known.
    #[must_use]
    pub fn has_dynamic(&self) -> bool {
        match self {
            Self::Dynamic => true,
            Self::Bool | Self::Number | Self::String => false,
            Self::List(element) | Self::Set(element) | Self::Map(element) => element.has_dynamic(),
            Self::Tuple(elements) => elements.iter().any(Self::has_dynamic),
            Self::Object(object) => object.attributes.values().any(Self::has_dynamic),
        }
    }

    /// The type of the values that conform to this constraint: no attribute is optional, here or inside.
    #[must_use]
    pub fn without_optional(&self) -> Self {
        match self {
            Self::Dynamic | Self::Bool | Self::Number | Self::String => self.clone(),
            Self::List(element) => Self::list(element.without_optional()),
            Self::Set(element) => Self::set(element.without_optional()),
            Self::Map(element) => Self::map(element.without_optional()),
            Self::Tuple(elements) => Self::tuple(elements.iter().map(Self::without_optional)),
            Self::Object(object) => Self::object(
                object.attributes.iter().map(|(name, ty)| (name.clone(), ty.without_optional())),
            ),
        }
    }
}

impl fmt::Display for Type {
    /// The constraint form: `list(string)`, `object({a=number})`, `any`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dynamic => f.write_str("any"),
            Self::Bool => f.write_str("bool"),
            Self::Number => f.write_str("number"),
            Self::String => f.write_str("string"),
            Self::List(element) => write!(f, "list({element})"),
            Self::Set(element) => write!(f, "set({element})"),
            Self::Map(element) => write!(f, "map({element})"),
            Self::Tuple(elements) => {
                f.write_str("tuple([")?;
                for (index, element) in elements.iter().enumerate() {
                    write!(f, "{}{element}", if index == 0 { "" } else { "," })?;
                }
                f.write_str("])")
            }
            Self::Object(object) => {
                f.write_str("object({")?;
                for (index, (name, ty)) in object.attributes.iter().enumerate() {
                    let comma = if index == 0 { "" } else { "," };
                    if object.optional.contains(name) {
                        write!(f, "{comma}{name}=optional({ty})")?;
                    } else {
                        write!(f, "{comma}{name}={ty}")?;
                    }
                }
                f.write_str("})")
            }
        }
    }
}

impl Value {
    /// Whether a part of it is unknown in its very type.
    #[must_use]
    pub fn has_unknown_type(&self) -> bool {
        if let Some(elements) = self.elements() {
            return elements.iter().any(Self::has_unknown_type);
        }
        if let Some(entries) = self.entries() {
            return entries.values().any(Self::has_unknown_type);
        }
        !self.is_known() && self.ty().has_dynamic()
    }
}
