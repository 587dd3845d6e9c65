//! The packed table, `data/aws.bin`.

use dryrun_beside::Table;

/// The packed table: beside the engine on a page, since a third of what a page would load is of no use to most pages.
#[cfg(not(target_arch = "wasm32"))]
pub static TABLE: Table = Table::held("aws.bin", include_bytes!("../data/aws.bin"));
/// The packed table, which a page has beside the engine.
#[cfg(target_arch = "wasm32")]
pub static TABLE: Table = Table::apart("aws.bin");
