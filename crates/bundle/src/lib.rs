//! The engines of dryrun, registered by name.
