//! Where in a definition a check stands, in AWS's notation: `/States/A/Catch[0]/Next`.

/// One step from an object or array to its part.
#[derive(Debug, Clone, Copy)]
enum Step<'p> {
    Root,
    Key(&'p str),
    Index(usize),
}

/// A chain of steps to the root, kept on the stack: only findings pay for a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Location<'p> {
    parent: Option<&'p Location<'p>>,
    step: Step<'p>,
}

impl<'p> Location<'p> {
    pub(crate) const ROOT: Location<'static> = Location { parent: None, step: Step::Root };

    pub(crate) fn key(&'p self, key: &'p str) -> Location<'p> {
        Location { parent: Some(self), step: Step::Key(key) }
    }

    pub(crate) fn index(&'p self, index: usize) -> Location<'p> {
        Location { parent: Some(self), step: Step::Index(index) }
    }

    fn write(&self, out: &mut String) {
        if let Some(parent) = self.parent {
            parent.write(out);
        }
        match self.step {
            Step::Root => {}
            Step::Key(key) => {
                out.push('/');
                out.push_str(key);
            }
            Step::Index(index) => {
                out.push('[');
                out.push_str(&index.to_string());
                out.push(']');
            }
        }
    }
}

impl std::fmt::Display for Location<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut text = String::new();
        self.write(&mut text);
        f.write_str(if text.is_empty() { "/" } else { &text })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locations_are_written_as_aws_does() {
        let root = Location::ROOT;
        assert_eq!(root.to_string(), "/");
        let states = root.key("States");
        let state = states.key("a/b");
        let branches = state.key("Branches");
        let branch = branches.index(1);
        assert_eq!(branch.key("StartAt").to_string(), "/States/a/b/Branches[1]/StartAt");
    }
}
