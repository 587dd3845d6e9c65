//! Objects of S3 as files beside the example.

use dryrun_engine::{Effects, ReadError};

use crate::options::Objects;

/// The file `BUCKET/KEY`, or else `KEY`, in the example's folder.
pub(super) struct Files<'a>(pub(super) &'a dyn Effects);

impl Objects for Files<'_> {
    fn get(&self, bucket: &str, key: &str) -> Result<Vec<u8>, String> {
        let inside = format!("{bucket}/{key}");
        match self.0.read(&inside) {
            Ok(bytes) => Ok(bytes),
            Err(_) => self.0.read(key).map_err(|error| match error {
                ReadError::NotFound => format!("There is no file '{inside}' or '{key}' for the object '{key}' of the bucket '{bucket}'"),
                ReadError::Refused(why) | ReadError::Other(why) => why,
            }),
        }
    }

    fn list(&self, bucket: &str, prefix: &str) -> Result<Vec<String>, String> {
        let keys = self
            .0
            .list(bucket)
            .map_err(|_| format!("There is no folder '{bucket}' for the bucket of that name"))?;
        Ok(keys.into_iter().filter(|key| key.starts_with(prefix)).collect())
    }
}
