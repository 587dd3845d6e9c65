//! The command line, the mdBook preprocessor, and everything that touches files: engines and weaver are pure.

pub mod against;
pub mod args;
pub mod author;
pub mod cache;
pub mod check;
pub mod cmd;
#[cfg(feature = "endpoint")]
pub mod endpoint;
pub mod files;
mod folder;
pub mod handlers;
pub mod lsp;
pub mod memo;
pub mod page;
pub mod preprocess;
pub mod progress;
pub mod project;
pub mod repl;
pub mod report;
pub mod sarif;
pub mod show;
pub mod snapshots;
pub mod url;
mod usage;
pub mod watch;
pub mod write;

/// How a command ended, as an exit code says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All is right.
    Right,
    /// Something differs or fails.
    Differs,
    /// Usage, configuration, or an internal error.
    Usage,
}

impl Exit {
    /// 0, 1 or 2.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Right => 0,
            Self::Differs => 1,
            Self::Usage => 2,
        }
    }

    /// `Right` when a condition holds, `Differs` when not.
    #[must_use]
    pub fn when(right: bool) -> Self {
        if right { Self::Right } else { Self::Differs }
    }
}
