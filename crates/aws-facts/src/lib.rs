//! The facts of the AWS provider, compressed, decoded one type at a time.
//!
//! What the provider's schema says, and what it does beyond its schema: defaults, values known at plan time, which
//! changes need a new object, which strings it rewrites, which values it refuses. All of it was read from the released
//! provider (see `data/README.md`); `examples/pack.rs` writes `data/aws.bin`, whose layout [`image`] describes. The
//! planning algorithm over these facts lives in `dryrun-providers`.

mod decode;
mod facts;
pub mod image;
mod packed;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

pub use facts::{
    Attribute, Block, Check, CheckRule, Checks, Deprecation, Doubt, Facts, Format, Gap, Known,
    Literal, Nested, Relations, Replace, ResourceType, Rewrite, Rule, Suppressed, UnknownOn, Words,
};

use decode::{Decoder, Section};

pub use packed::TABLE;

/// Version of the provider that the facts describe.
pub const VERSION: &str = "5.100.0";

/// A resource type by its full name, such as `aws_instance`.
///
/// The first call for a type costs well below a millisecond for all but the few giants; later calls are a lookup.
#[must_use]
pub fn resource(name: &str) -> Option<Arc<ResourceType>> {
    with_decoder(|decoder| decoder.entry(Section::Resources, name))
}

/// A data source by its full name.
#[must_use]
pub fn data_source(name: &str) -> Option<Arc<ResourceType>> {
    with_decoder(|decoder| decoder.entry(Section::DataSources, name))
}

/// An ephemeral resource type by its full name.
#[must_use]
pub fn ephemeral(name: &str) -> Option<Arc<ResourceType>> {
    with_decoder(|decoder| decoder.entry(Section::Ephemeral, name))
}

/// The checks of a resource type's arguments.
#[must_use]
pub fn resource_checks(name: &str) -> Option<Arc<Checks>> {
    with_decoder(|decoder| decoder.checks(Section::Resources, name))
}

/// The checks of a data source's arguments.
#[must_use]
pub fn data_source_checks(name: &str) -> Option<Arc<Checks>> {
    with_decoder(|decoder| decoder.checks(Section::DataSources, name))
}

/// The provider block.
#[must_use]
pub fn provider() -> Option<Arc<ResourceType>> {
    with_decoder(|decoder| decoder.entry(Section::Provider, "aws"))
}

/// The names of all resource types, sorted.
#[must_use]
pub fn resource_names() -> Vec<String> {
    with_decoder(|decoder| decoder.names(Section::Resources))
}

/// The names of all data sources, sorted.
#[must_use]
pub fn data_source_names() -> Vec<String> {
    with_decoder(|decoder| decoder.names(Section::DataSources))
}

fn with_decoder<T>(use_it: impl FnOnce(&mut Decoder) -> T) -> T {
    static DECODER: OnceLock<Mutex<Decoder>> = OnceLock::new();
    let Some(packed) = TABLE.bytes() else {
        return use_it(&mut Decoder::new(image::Image::open(&[])));
    };
    let decoder = DECODER.get_or_init(|| Mutex::new(Decoder::new(image::Image::open(packed))));
    // Another thread's panic cannot leave the decoder half-written: its caches only ever gain whole entries.
    use_it(&mut decoder.lock().unwrap_or_else(PoisonError::into_inner))
}
