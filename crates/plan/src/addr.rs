//! Addresses of modules, resources and their instances.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

/// The key of one instance.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InstanceKey {
    /// Of `count`.
    Number(u64),
    /// Of `for_each`.
    Text(Arc<str>),
}

impl fmt::Display for InstanceKey {
    /// `[0]` or `["key"]`, the key quoted as in HCL.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "[{number}]"),
            Self::Text(text) => write!(f, "[{}]", quoted(text)),
        }
    }
}

/// A string as an HCL literal.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '$' | '%' if rest.peek() == Some(&'{') => {
                out.push(c);
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A module instance: the steps from the root.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ModuleInstance(pub Vec<(Arc<str>, Option<InstanceKey>)>);

impl ModuleInstance {
    /// The root module.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// Whether this is the root module.
    #[must_use]
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// A module instance below this one.
    #[must_use]
    pub fn child(&self, name: impl Into<Arc<str>>, key: Option<InstanceKey>) -> Self {
        let mut steps = self.0.clone();
        steps.push((name.into(), key));
        Self(steps)
    }
}

impl fmt::Display for ModuleInstance {
    /// `module.a["k"].module.b`; empty for the root.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (name, key)) in self.0.iter().enumerate() {
            let dot = if at == 0 { "" } else { "." };
            write!(f, "{dot}module.{name}")?;
            if let Some(key) = key {
                write!(f, "{key}")?;
            }
        }
        Ok(())
    }
}

/// Managed, data or ephemeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// `resource`.
    Managed,
    /// `data`.
    Data,
    /// `ephemeral`.
    Ephemeral,
}

/// A resource within its module.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Resource {
    /// Managed, data or ephemeral.
    pub mode: Mode,
    /// Type.
    pub kind: Arc<str>,
    /// Name.
    pub name: Arc<str>,
}

impl Resource {
    /// The order of resources of one mode: by type and name. Most that are compared share their type, and its text.
    pub(crate) fn within_mode(&self, other: &Self) -> Ordering {
        let kinds = if Arc::ptr_eq(&self.kind, &other.kind) {
            Ordering::Equal
        } else {
            self.kind.cmp(&other.kind)
        };
        kinds.then_with(|| self.name.cmp(&other.name))
    }
}

impl Ord for Resource {
    /// By mode, type and name.
    fn cmp(&self, other: &Self) -> Ordering {
        self.mode.cmp(&other.mode).then_with(|| self.within_mode(other))
    }
}

impl PartialOrd for Resource {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let prefix = match self.mode {
            Mode::Managed => "",
            Mode::Data => "data.",
            Mode::Ephemeral => "ephemeral.",
        };
        f.write_str(prefix)?;
        f.write_str(&self.kind)?;
        f.write_str(".")?;
        f.write_str(&self.name)
    }
}

/// One instance of a resource in one instance of a module.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceInstance {
    /// The module instance.
    pub module: ModuleInstance,
    /// The resource.
    pub resource: Resource,
    /// The key, where the resource has `count` or `for_each`.
    pub key: Option<InstanceKey>,
}

impl fmt::Display for ResourceInstance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.module.is_root() {
            write!(f, "{}.", self.module)?;
        }
        self.resource.fmt(f)?;
        if let Some(key) = &self.key {
            write!(f, "{key}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_print_as_terraform_writes_them() {
        let resource = Resource { mode: Mode::Data, kind: "aws_ami".into(), name: "x".into() };
        let module = ModuleInstance::root()
            .child("a", Some(InstanceKey::Text("k\"${".into())))
            .child("b", None);
        let instance = ResourceInstance { module, resource, key: Some(InstanceKey::Number(1)) };
        assert_eq!(instance.to_string(), r#"module.a["k\"$${"].module.b.data.aws_ami.x[1]"#);
    }
}
