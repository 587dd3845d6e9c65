//! The architecture's invariants: who may depend on whom, what pure crates must not touch, how modules begin.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use dryrun_testkit::root;
use toml::Table;

/// Which of our crates each crate may depend on (tests apart). A new edge is a decision: write it here and say why.
const MAY_DEPEND: &[(&str, &[&str])] = &[
    ("diag", &[]),
    ("beside", &[]),
    ("engine", &["diag"]),
    ("json", &["diag"]),
    ("jsonpath", &["diag", "json"]),
    ("jsonata", &["diag", "json"]),
    ("asl-check", &["diag", "json", "jsonpath", "jsonata"]),
    ("asl", &["diag", "engine", "json", "jsonpath", "jsonata", "asl-check"]),
    ("cty", &["diag", "beside"]),
    ("hcl", &["diag", "cty"]),
    ("provider", &["diag", "cty"]),
    ("aws-facts", &["diag", "beside", "cty", "provider"]),
    // The template provider renders templates; those are HCL.
    ("providers", &["diag", "cty", "hcl", "provider", "aws-facts"]),
    ("plan", &["diag", "cty", "provider"]),
    ("terraform", &["diag", "engine", "json", "cty", "hcl", "provider", "providers", "plan"]),
    // Values in prose are JSONata over the facts of a run.
    ("weave", &["diag", "engine", "json", "jsonata"]),
    // Brackets of HCL are told from its parser; languages are run through the engines' contract.
    ("adopt", &["diag", "engine", "hcl", "weave"]),
    ("draw", &["engine"]),
    // Of `aws-facts` and `cty` the tables that a page has beside the engines.
    (
        "bundle",
        &[
            "diag",
            "beside",
            "engine",
            "aws-facts",
            "cty",
            "asl",
            "terraform",
            "jsonata",
            "jsonpath",
            "json",
        ],
    ),
    // The page's engine: everything that is pure.
    (
        "wasm",
        &[
            "asl",
            "beside",
            "bundle",
            "diag",
            "draw",
            "engine",
            "hcl",
            "json",
            "jsonata",
            "providers",
            "weave",
        ],
    ),
    ("testkit", &[]),
    ("xtask", &[]),
];

/// Crates that run in a browser as well: no files, threads, processes, clock.
const PURE: &[&str] = &[
    "diag",
    "beside",
    "engine",
    "json",
    "jsonpath",
    "jsonata",
    "asl-check",
    "asl",
    "cty",
    "hcl",
    "provider",
    "aws-facts",
    "providers",
    "plan",
    "terraform",
    "weave",
    "adopt",
    "draw",
    "bundle",
    "wasm",
];

/// What pure crates must not use; each would break in the browser or make results differ from run to run.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::thread",
    "std::process",
    "std::env",
    "std::net::Tcp",
    "std::net::Udp",
    "Instant::now",
    "SystemTime::now",
    "println!",
    "eprintln!",
];

/// Outside crates that belong to the command alone.
const CLI_ONLY: &[&str] = &[
    "clap",
    "mdbook-driver",
    "mdbook-preprocessor",
    "notify",
    "tiny_http",
    "annotate-snippets",
    "lsp-server",
    "lsp-types",
];

fn crates() -> BTreeMap<String, PathBuf> {
    let entries = fs::read_dir(root().join("crates")).expect("the crates");
    let folders = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.join("Cargo.toml").is_file());
    folders
        .map(|path| (path.file_name().unwrap_or_default().to_string_lossy().into_owned(), path))
        .collect()
}

fn manifest(folder: &Path) -> Table {
    fs::read_to_string(folder.join("Cargo.toml"))
        .expect("a manifest")
        .parse()
        .expect("a manifest in TOML")
}

fn dependencies(folder: &Path) -> Vec<String> {
    let manifest = manifest(folder);
    manifest
        .get("dependencies")
        .and_then(|table| table.as_table())
        .map(|table| table.keys().cloned().collect())
        .unwrap_or_default()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.join("src")];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A file's lines without comments and without its test module.
fn code(path: &Path) -> Vec<(usize, String)> {
    let text = fs::read_to_string(path).expect("a source file");
    let lines = text.lines().enumerate().take_while(|(_, line)| !line.starts_with("#[cfg(test)]"));
    lines
        .map(|(at, line)| (at + 1, line.split("//").next().unwrap_or_default().to_owned()))
        .collect()
}

#[test]
fn crates_depend_as_the_house_allows() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_DEPEND.iter().copied().collect();
    for (name, folder) in crates() {
        if name == "cli" {
            continue;
        }
        let may = allowed
            .get(name.as_str())
            .unwrap_or_else(|| panic!("{name} is not in the table of tidy.rs"));
        for dependency in dependencies(&folder) {
            if let Some(ours) = dependency.strip_prefix("dryrun-") {
                assert!(
                    may.contains(&ours),
                    "{name} must not depend on {ours}; see MAY_DEPEND in tidy.rs"
                );
            }
            assert!(
                !CLI_ONLY.contains(&dependency.as_str()),
                "{name} must not depend on {dependency}, which belongs to the command"
            );
            assert!(
                dependency != "pulldown-cmark" || name == "weave" || name == "adopt",
                "{name} must not know Markdown"
            );
        }
    }
}

#[test]
fn every_crate_takes_the_workspace_lints() {
    for (name, folder) in crates() {
        let manifest = manifest(&folder);
        let lints = manifest
            .get("lints")
            .and_then(|lints| lints.get("workspace"))
            .and_then(toml::Value::as_bool);
        assert_eq!(lints, Some(true), "{name} has no `[lints] workspace = true`");
    }
}

#[test]
fn pure_crates_touch_nothing() {
    for name in PURE {
        for path in sources(&root().join("crates").join(name)) {
            for (line, code) in code(&path) {
                if let Some(impure) = IMPURE.iter().find(|impure| code.contains(**impure)) {
                    panic!(
                        "{}:{line} uses {impure}: engines get the world as arguments",
                        path.display()
                    );
                }
            }
        }
    }
}

#[test]
fn the_weaver_names_no_language() {
    for path in sources(&root().join("crates/weave")) {
        for (line, code) in code(&path) {
            let words = code.split(|c: char| !c.is_ascii_alphanumeric());
            let named = words
                .map(str::to_ascii_lowercase)
                .find(|word| matches!(word.as_str(), "asl" | "hcl" | "terraform" | "tf"));
            assert_eq!(named, None, "{}:{line} names a language", path.display());
        }
    }
}

#[test]
fn every_module_says_what_it_is() {
    for (_, folder) in crates() {
        for path in sources(&folder) {
            let text = fs::read_to_string(&path).expect("a source file");
            assert!(text.starts_with("//!"), "{} does not open with `//!`", path.display());
            assert!(
                text.lines().count() <= 1000,
                "{} has over 1,000 lines: split it",
                path.display()
            );
        }
    }
}

#[test]
fn nothing_is_left_unfinished() {
    for (name, folder) in crates() {
        for path in sources(&folder).into_iter().filter(|_| name != "xtask") {
            for (line, code) in code(&path) {
                for word in ["todo!(", "unimplemented!(", "#[ignore]"] {
                    assert!(!code.contains(word), "{}:{line}: {word}", path.display());
                }
            }
        }
    }
}
