//! What functions need from outside.

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileError {
    /// There is none.
    Missing,
    /// It is a folder.
    Directory,
    /// Anything else, in words.
    Other(String),
}

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// A file.
    File,
    /// A folder.
    Directory,
}

/// The surroundings of an evaluation. Paths are as written in the configuration, relative to its working folder.
pub trait World {
    /// The content of a file.
    ///
    /// # Errors
    ///
    /// When there is no such file, or it may not be read.
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError>;

    /// What a path leads to, if anything.
    fn entry(&self, path: &str) -> Option<Entry>;

    /// The names in a folder, with what they are; empty when there is no such folder.
    fn list(&self, path: &str) -> Vec<(String, Entry)>;

    /// The current time (RFC 3339, UTC) for `timestamp`; `None` when it shall be known only after apply.
    fn now(&self) -> Option<String>;

    /// The time of the plan (RFC 3339, UTC) for `plantimestamp`.
    fn plan_time(&self) -> Option<String>;

    /// 16 random bytes for `uuid` and `bcrypt`; `None` when they shall be known only after apply.
    fn random(&self) -> Option<[u8; 16]>;

    /// The working folder, absolute, for `abspath`.
    fn directory(&self) -> String;

    /// The home folder, for `~` in paths.
    fn home(&self) -> Option<String>;
}

/// A world without files, in which time and chance are known only after apply.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoWorld;

impl World for NoWorld {
    fn read(&self, _: &str) -> Result<Vec<u8>, FileError> {
        Err(FileError::Missing)
    }

    fn entry(&self, _: &str) -> Option<Entry> {
        None
    }

    fn list(&self, _: &str) -> Vec<(String, Entry)> {
        Vec::new()
    }

    fn now(&self) -> Option<String> {
        None
    }

    fn plan_time(&self) -> Option<String> {
        None
    }

    fn random(&self) -> Option<[u8; 16]> {
        None
    }

    fn directory(&self) -> String {
        "/".to_owned()
    }

    fn home(&self) -> Option<String> {
        None
    }
}
