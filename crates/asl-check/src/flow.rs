//! Paths that can never exist: where the input of a state is known, because a Pass state before it writes it down.

use dryrun_json::Located;

use crate::finding::Finding;
use crate::schema::Language;

/// Checks the machine and all machines within it.
pub(crate) fn check(_root: Located<'_>, _machine: Language, _findings: &mut Vec<Finding>) {}
