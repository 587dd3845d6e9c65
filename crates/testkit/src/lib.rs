//! Text cases, recorded suites and score floors for data-driven tests. Never a dependency of a shipped crate.

mod case;
mod node;
mod score;
mod suites;

pub use case::{Case, load, run};
pub use libtest_mimic::Failed;
pub use node::node;
pub use score::score;
pub use suites::{root, shared, wanted, wanted_as};
