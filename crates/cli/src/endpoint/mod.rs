//! The real thing: the same machine on any Step Functions API, with signed requests. The only module that uses the network.
//!
//! The way of a request: [`credentials`] (environment or profile files) → [`api`] (one signed call) → [`execution`]
//! (create, run, remove) → [`difference`] (pure: two runs laid side by side). Knows nothing of books or chapters.

pub mod api;
pub mod credentials;
pub mod difference;
pub mod execution;

pub use api::Client;
pub use credentials::Account;
pub use difference::{Difference, compare};
pub use execution::{Order, There, execute};
