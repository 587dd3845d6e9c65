//! The command line with an example or two for each command, as `--help` and the manual pages show them.

use clap::CommandFactory as _;

use crate::args::Args;

/// Lines to try, by command.
const EXAMPLES: &[(&str, &[&str])] = &[
    (
        "check",
        &[
            "dryrun check                      # what `mdbook build` would stop at",
            "dryrun check retry-loop --no-cache",
            "dryrun check --format github --junit-xml target/dryrun.xml",
            "dryrun check --shard 2/4          # the second of four machines",
        ],
    ),
    ("accept", &["dryrun accept", "dryrun accept retry-loop", "dryrun accept --prune"]),
    ("review", &["dryrun review", "dryrun review retry-loop"]),
    ("list", &["dryrun list", "dryrun list --format json"]),
    (
        "run",
        &[
            "dryrun run retry-loop",
            "dryrun run machine.asl.json --input '{\"order\":7}' --mocks mocks.json --view trace",
            "dryrun run infra#aws_sfn_state_machine.checkout",
        ],
    ),
    (
        "plan",
        &[
            "dryrun plan                       # the configuration in this folder",
            "dryrun plan windows-2012r2 -var region=eu-west-1",
            "dryrun plan examples/monitoring --format json",
        ],
    ),
    ("validate", &["dryrun validate machine.asl.json --format json", "dryrun validate infra/"]),
    ("graph", &["dryrun graph retry-loop", "dryrun graph infra/ > graph.dot"]),
    (
        "console",
        &["dryrun console infra/", "echo 'cidrsubnet(\"10.0.0.0/8\", 8, 2)' | dryrun console"],
    ),
    ("jsonata", &["dryrun jsonata '$sum(items.price)' --input order.json"]),
    ("test", &["dryrun test", "dryrun test examples/logs"]),
    ("test-state", &["dryrun test-state state.json --input '{\"a\":1}' --inspection-level TRACE"]),
    ("fmt", &["dryrun fmt infra/"]),
    ("explain", &["dryrun explain aws_instance"]),
    ("tangle", &["dryrun tangle", "dryrun tangle --check"]),
    ("build", &["dryrun build"]),
    ("serve", &["dryrun serve", "dryrun serve --port 4000"]),
    ("lint", &["dryrun lint", "dryrun lint --fix"]),
    ("init", &["dryrun init"]),
    ("install", &["dryrun install"]),
    (
        "lsp",
        &[
            "dryrun lsp                        # your editor starts it; see \"In your editor\" in the book",
        ],
    ),
    (
        "completions",
        &[
            "dryrun completions bash > ~/.local/share/bash-completion/completions/dryrun",
            "dryrun completions fish > ~/.config/fish/completions/dryrun.fish",
        ],
    ),
    ("man", &["dryrun man | man -l -", "dryrun man --out ~/.local/share/man/man1"]),
];

/// The whole command line.
#[must_use]
pub(crate) fn command() -> clap::Command {
    EXAMPLES.iter().fold(Args::command(), |command, (name, lines)| {
        command.mut_subcommand(*name, |sub| {
            let notes = sub.get_after_help().map(|notes| format!("{notes}\n\n"));
            let text = format!("{}Examples:\n  {}", notes.unwrap_or_default(), lines.join("\n  "));
            sub.after_help(text)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_examples_that_it_understands() {
        let shown = command();
        for sub in shown.get_subcommands().filter(|sub| !sub.is_hide_set()) {
            let help = sub.clone().render_help().to_string();
            assert_eq!(help.matches("Examples:").count(), 1, "{}", sub.get_name());
        }
        for line in EXAMPLES.iter().flat_map(|(_, lines)| *lines) {
            let line = line
                .split("   ")
                .next()
                .unwrap()
                .split(" | ")
                .find(|part| part.starts_with("dryrun"));
            let line = line.unwrap().split(" > ").next().unwrap();
            let words = line.split_whitespace().map(Into::into);
            let words = crate::args::two_dashes(words);
            assert!(command().try_get_matches_from(words).is_ok(), "{line}");
        }
    }
}
