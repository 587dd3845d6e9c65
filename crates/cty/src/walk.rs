//! Marks deep inside values, paths into them, and rebuilding them.

use std::sync::Arc;

use crate::{Entries, Kind, Marks, Path, Step, Type, Value};

impl Value {
    /// Its own marks and those of everything in it.
    #[must_use]
    pub fn marks_deep(&self) -> Marks {
        let own = self.marks();
        match self.kind() {
            Kind::Elements(elements) => {
                elements.iter().fold(own, |marks, element| marks | element.marks_deep())
            }
            Kind::Entries(entries) => {
                entries.values().fold(own, |marks, entry| marks | entry.marks_deep())
            }
            Kind::Null | Kind::Unknown(_) | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => {
                own
            }
        }
    }

    /// The same value without any marks, inside or out.
    #[must_use]
    pub fn unmark_deep(&self) -> Self {
        if self.marks_deep().is_empty() {
            return self.clone();
        }
        self.map_parts(Self::unmark_deep).unmarked()
    }

    /// Every path at which a mark sits, with the marks.
    #[must_use]
    pub fn marked_paths(&self) -> Vec<(Path, Marks)> {
        let mut found = Vec::new();
        if self.marks_deep().is_empty() {
            return found;
        }
        self.walk(&mut |path, value| {
            if !value.marks().is_empty() {
                found.push((path.clone(), value.marks()));
            }
        });
        found
    }

    /// Marks the part at a path; where there is no such part the nearest part above it.
    #[must_use]
    pub fn mark_at(&self, path: &Path, marks: Marks) -> Self {
        self.mark_along(&path.0, marks)
    }

    fn mark_along(&self, steps: &[Step], marks: Marks) -> Self {
        let Some((step, rest)) = steps.split_first() else { return self.clone().mark(marks) };
        if matches!(self.ty(), Type::Set(_)) {
            return self.clone().mark(marks);
        }
        let Some(part) = self.step(step) else { return self.clone().mark(marks) };
        self.with_part(step, part.mark_along(rest, marks))
    }

    /// The part at a path, if there is one.
    #[must_use]
    pub fn at(&self, path: &Path) -> Option<Self> {
        path.0.iter().try_fold(self.clone(), |value, step| value.step(step))
    }

    fn step(&self, step: &Step) -> Option<Self> {
        match (self.kind(), step) {
            (Kind::Entries(entries), Step::Attribute(name)) => entries.get(name).cloned(),
            (Kind::Entries(entries), Step::Index(key)) => entries.get(key.as_str()?).cloned(),
            (Kind::Elements(elements), Step::Index(key)) if matches!(self.ty(), Type::Set(_)) => {
                elements.iter().find(|element| *element == key).cloned()
            }
            (Kind::Elements(elements), Step::Index(key)) => {
                elements.get(key.as_number()?.to_usize()?).cloned()
            }
            _ => None,
        }
    }

    fn with_part(&self, step: &Step, part: Self) -> Self {
        let kind = match (self.kind(), step) {
            (Kind::Entries(entries), Step::Attribute(name)) => {
                let mut entries = (**entries).clone();
                entries.insert(name.clone(), part);
                Kind::Entries(Arc::new(entries))
            }
            (Kind::Entries(entries), Step::Index(key)) => {
                let mut entries = (**entries).clone();
                if let Some(key) = key.as_str() {
                    entries.insert(Arc::from(key), part);
                }
                Kind::Entries(Arc::new(entries))
            }
            (Kind::Elements(elements), Step::Index(key)) => {
                let mut elements = elements.to_vec();
                let index = key.as_number().and_then(crate::Number::to_usize);
                if let Some(element) = index.and_then(|index| elements.get_mut(index)) {
                    *element = part;
                }
                Kind::Elements(Arc::from(elements))
            }
            (kind, _) => kind.clone(),
        };
        Self::new(self.ty().clone(), kind).mark(self.marks())
    }

    /// Visits the value and everything in it, outside first, in order.
    pub fn walk(&self, visit: &mut impl FnMut(&Path, &Self)) {
        walk_from(&mut Path::default(), self, visit);
    }

    /// Rebuilds the value from the inside out: the function sees every part with its path, parts before wholes.
    ///
    /// The function must keep types, except that tuples and objects take on the types of their parts.
    #[must_use]
    pub fn transform(&self, function: &mut impl FnMut(&Path, Self) -> Self) -> Self {
        transform_from(&mut Path::default(), self, function)
    }

    /// The value with every direct part replaced; types of tuples and objects follow.
    #[must_use]
    pub(crate) fn map_parts(&self, mut function: impl FnMut(&Self) -> Self) -> Self {
        self.map_steps(|_, part| function(part))
    }

    fn map_steps(&self, mut function: impl FnMut(Step, &Self) -> Self) -> Self {
        let rebuilt = match (self.kind(), self.ty()) {
            (Kind::Elements(elements), Type::Set(element)) => {
                let parts: Vec<Self> =
                    elements.iter().map(|part| function(Step::Index(part.clone()), part)).collect();
                Self::set(type_of(&parts, element), parts)
            }
            (Kind::Elements(elements), ty) => {
                let parts: Vec<Self> = elements
                    .iter()
                    .enumerate()
                    .map(|(index, part)| function(Step::Index(Self::count(index)), part))
                    .collect();
                match ty {
                    Type::List(element) => Self::list(type_of(&parts, element), parts),
                    _ => Self::tuple(parts),
                }
            }
            (Kind::Entries(entries), Type::Map(element)) => {
                let parts: Entries<Self> =
                    entries.map(|key, part| function(Step::Index(Self::string(key.clone())), part));
                let element = parts
                    .values()
                    .next()
                    .map_or_else(|| (**element).clone(), |part| part.ty().clone());
                Self::map(element, parts)
            }
            (Kind::Entries(entries), _) => Self::object_of(
                entries.map(|name, part| function(Step::Attribute(name.clone()), part)),
            ),
            _ => return self.clone(),
        };
        rebuilt.mark(self.marks())
    }
}

fn type_of(parts: &[Value], otherwise: &Type) -> Type {
    parts.first().map_or_else(|| otherwise.clone(), |part| part.ty().clone())
}

fn walk_from(path: &mut Path, value: &Value, visit: &mut impl FnMut(&Path, &Value)) {
    visit(path, value);
    let is_set = matches!(value.ty(), Type::Set(_));
    let is_map = matches!(value.ty(), Type::Map(_));
    match value.kind() {
        Kind::Elements(elements) => {
            for (index, element) in elements.iter().enumerate() {
                let key = if is_set { element.clone() } else { Value::count(index) };
                path.0.push(Step::Index(key));
                walk_from(path, element, visit);
                path.0.pop();
            }
        }
        Kind::Entries(entries) => {
            for (name, entry) in entries.iter() {
                let key = || Step::Index(Value::string(name.clone()));
                path.0.push(if is_map { key() } else { Step::Attribute(name.clone()) });
                walk_from(path, entry, visit);
                path.0.pop();
            }
        }
        Kind::Null | Kind::Unknown(_) | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => {}
    }
}

fn transform_from(
    path: &mut Path,
    value: &Value,
    function: &mut impl FnMut(&Path, Value) -> Value,
) -> Value {
    let rebuilt = value.map_steps(|step, part| {
        path.0.push(step);
        let part = transform_from(path, part, function);
        path.0.pop();
        part
    });
    function(path, rebuilt)
}
