//! The language's own blocks and arguments.

/// Blocks at the top of a file.
pub(super) const TOP: &[&str] = &[
    "resource",
    "data",
    "variable",
    "output",
    "locals",
    "module",
    "provider",
    "terraform",
    "check",
    "moved",
    "removed",
    "import",
];

/// Arguments of resources and data sources beside those of the provider.
pub(super) const META: &[&str] = &["count", "for_each", "depends_on", "provider"];
/// Blocks of resources beside those of the provider.
pub(super) const META_BLOCKS: &[&str] = &["lifecycle", "dynamic", "provisioner", "connection"];

/// Types that a variable may have.
pub(super) const TYPES: &[&str] =
    &["string", "number", "bool", "any", "list(", "set(", "map(", "object(", "tuple(", "optional("];

/// Roots of references that are always there.
pub(super) const ROOTS: &[(&str, &[&str])] = &[
    ("path", &["module", "root", "cwd"]),
    ("terraform", &["workspace"]),
    ("each", &["key", "value"]),
    ("count", &["index"]),
];

/// Arguments and blocks of a block of the language; none where the language leaves them to others.
pub(super) fn inside(words: &[&str]) -> (&'static [&'static str], &'static [&'static str]) {
    match words.first().copied().unwrap_or_default() {
        "variable" => (
            &["type", "default", "description", "sensitive", "nullable", "ephemeral"],
            &["validation"],
        ),
        "output" => {
            (&["value", "description", "sensitive", "ephemeral", "depends_on"], &["precondition"])
        }
        "module" => (&["source", "version", "count", "for_each", "providers", "depends_on"], &[]),
        "terraform" => {
            (&["required_version"], &["required_providers", "backend", "cloud", "provider_meta"])
        }
        "lifecycle" => (
            &["create_before_destroy", "prevent_destroy", "ignore_changes", "replace_triggered_by"],
            &["precondition", "postcondition"],
        ),
        "validation" | "precondition" | "postcondition" | "assert" => {
            (&["condition", "error_message"], &[])
        }
        "dynamic" => (&["for_each", "iterator", "labels"], &["content"]),
        "check" => (&[], &["data", "assert"]),
        "moved" => (&["from", "to"], &[]),
        "removed" => (&["from"], &["lifecycle"]),
        "import" => (&["to", "id", "provider", "for_each"], &[]),
        "connection" => {
            (&["type", "host", "user", "password", "private_key", "port", "timeout"], &[])
        }
        "provisioner" => (&["when", "on_failure"], &["connection"]),
        _ => (&[], &[]),
    }
}
