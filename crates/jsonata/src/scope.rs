//! Variables: frames of bindings, each with the frame around it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::value::Value;

/// A name with its value.
pub(crate) type Binding<'a> = (&'a str, Value<'a>);

/// The variables of a block, a call or an item of a path.
pub(crate) struct Frame<'a> {
    bindings: RefCell<Vec<Binding<'a>>>,
    parent: Option<Rc<Frame<'a>>>,
    depth: Cell<u32>,
}

impl<'a> Frame<'a> {
    /// The outermost frame.
    pub(crate) fn root() -> Rc<Self> {
        Rc::new(Self { bindings: RefCell::new(Vec::new()), parent: None, depth: Cell::new(0) })
    }

    /// A frame within `parent`.
    pub(crate) fn within(parent: &Rc<Self>, bindings: Vec<Binding<'a>>) -> Rc<Self> {
        let deepest = bindings.iter().map(|(_, value)| value.depth() + 1).max().unwrap_or_default();
        let depth = Cell::new(deepest.max(parent.depth.get() + 1));
        Rc::new(Self { bindings: RefCell::new(bindings), parent: Some(parent.clone()), depth })
    }

    /// Sets a variable of this frame.
    pub(crate) fn bind(&self, name: &'a str, value: Value<'a>) {
        self.depth.set(self.depth.get().max(value.depth() + 1));
        let mut bindings = self.bindings.borrow_mut();
        match bindings.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => bindings.push((name, value)),
        }
    }

    /// The value of a variable here or further out.
    pub(crate) fn lookup(&self, name: &str) -> Option<Value<'a>> {
        let mut frame = self;
        loop {
            // The last of two parameters of one name counts.
            if let Some((_, value)) =
                frame.bindings.borrow().iter().rev().find(|(known, _)| *known == name)
            {
                return Some(value.clone());
            }
            frame = frame.parent.as_deref()?;
        }
    }

    /// Levels of frames and values below this one.
    pub(crate) fn depth(&self) -> u32 {
        self.depth.get()
    }

    /// Forgets all variables: breaks the circle of a function that is bound in the frame it closes over.
    pub(crate) fn clear(&self) {
        let bindings = self.bindings.take();
        drop(bindings);
    }
}
