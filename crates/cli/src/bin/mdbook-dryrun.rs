//! `mdbook-dryrun`: what mdBook runs for `[preprocessor.dryrun]`.

use std::io::{self, Read as _};
use std::process::ExitCode;

use anyhow::{Result, anyhow, bail};
use dryrun::preprocess::{Dryrun, check_version};
use mdbook_preprocessor::{Preprocessor as _, parse_input};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        [] => preprocess(),
        ["supports", renderer] => {
            let supported = Dryrun::new().supports_renderer(renderer).unwrap_or(false);
            return if supported { ExitCode::SUCCESS } else { ExitCode::FAILURE };
        }
        ["--version" | "-V"] => {
            println(&format!("mdbook-dryrun {}", env!("CARGO_PKG_VERSION")));
            Ok(())
        }
        _ => Err(anyhow!(
            "mdbook-dryrun is run by mdBook: put `[preprocessor.dryrun]` with `before = [\"links\"]` into book.toml"
        )),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn println(text: &str) {
    use std::io::Write as _;
    let _ = writeln!(io::stdout(), "{text}");
}

fn preprocess() -> Result<()> {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input)?;
    version_first(&input)?;
    let (context, book) = parse_input(input.as_bytes()).map_err(|error| anyhow!("{error:#}"))?;
    let book = Dryrun::new().run(&context, book).map_err(|error| anyhow!("{error:#}"))?;
    println(&serde_json::to_string(&book)?);
    Ok(())
}

/// An older mdBook sends another shape, so its version is read before the rest.
fn version_first(input: &str) -> Result<()> {
    let value: serde_json::Value = serde_json::from_str(input)
        .map_err(|error| anyhow!("standard input is not what mdBook sends: {error}"))?;
    match value
        .get(0)
        .and_then(|context| context.get("mdbook_version"))
        .and_then(serde_json::Value::as_str)
    {
        Some(version) => check_version(version),
        None => bail!(
            "standard input is not what mdBook sends; mdbook-dryrun is run by mdBook 0.5 or newer"
        ),
    }
}
