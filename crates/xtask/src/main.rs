//! `cargo run -p dryrun-xtask -- page` builds what the page loads; `-- page --check` says whether it is current;
//! `-- arrange FILE.wasm` makes a module that compresses better.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use dryrun_xtask::{arrange, sources};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let outcome = match arguments.as_slice() {
        ["page"] => build(&root),
        ["page", "--check"] => sources::check(&root),
        ["arrange", file] => rewrite(Path::new(file)),
        _ => {
            Err("usage: cargo run -p dryrun-xtask -- page [--check] | arrange FILE.wasm".to_owned())
        }
    };
    match outcome {
        Ok(said) => {
            eprintln!("{said}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Builds the engine and the scripts into the folder the command embeds, and notes what they were built from.
fn build(root: &Path) -> Result<String, String> {
    let dist: PathBuf = root.join(sources::DIST);
    run(Command::new(root.join(".ci/wasm.sh")).arg(&dist))?;
    run(Command::new("npm").args(["run", "--silent", "build"]).current_dir(root))?;
    sources::record(root)
}

/// Puts a module's functions in the order in which it compresses best.
fn rewrite(file: &Path) -> Result<String, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", file.display());
    let module = std::fs::read(file).map_err(failed)?;
    let arranged = arrange::arrange(&module)?;
    std::fs::write(file, &arranged).map_err(failed)?;
    Ok(format!("{}: {} bytes became {}", file.display(), module.len(), arranged.len()))
}

fn run(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|error| format!("{command:?}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?} ended with {status}")) }
}
