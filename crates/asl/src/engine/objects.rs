//! The world of an example: S3 objects as files beside it, its functions' code, the book's other machines.

use dryrun_engine::{Effects, Example, ReadError};

use super::{lambda, nested};
use crate::options::Objects;
use crate::outside::{Called, TaskCall};

/// What the tasks and readers of a case can reach.
#[derive(Clone, Copy)]
pub struct World<'a> {
    example: &'a Example,
    case: &'a str,
    effects: &'a dyn Effects,
    depth: usize,
}

impl<'a> World<'a> {
    /// The world of a case.
    #[must_use]
    pub fn new(example: &'a Example, case: &'a str, effects: &'a dyn Effects) -> Self {
        Self { example, case, effects, depth: 0 }
    }

    /// The same for an execution that others started.
    pub(super) fn nested(self, depth: usize) -> Self {
        Self { depth, ..self }
    }
}

/// An object is the file `BUCKET/KEY`, or else `KEY`, in the example's folder.
impl Objects for World<'_> {
    fn get(&self, bucket: &str, key: &str) -> Result<Vec<u8>, String> {
        let inside = format!("{bucket}/{key}");
        match self.effects.read(&inside) {
            Ok(bytes) => Ok(bytes),
            Err(_) => self.effects.read(key).map_err(|error| match error {
                ReadError::NotFound => format!("There is no file '{inside}' or '{key}' for the object '{key}' of the bucket '{bucket}'"),
                ReadError::Refused(why) | ReadError::Other(why) => why,
            }),
        }
    }

    fn list(&self, bucket: &str, prefix: &str) -> Result<Vec<String>, String> {
        let keys = self
            .effects
            .list(bucket)
            .map_err(|_| format!("There is no folder '{bucket}' for the bucket of that name"))?;
        Ok(keys.into_iter().filter(|key| key.starts_with(prefix)).collect())
    }

    fn function(&self, call: &TaskCall<'_>) -> Called {
        lambda::call(call, self.example, self.case, self.effects)
    }

    fn machine(&self, call: &TaskCall<'_>) -> Called {
        nested::call(call, self.depth, self.effects)
    }
}
