//! `dryrun console`.

use std::io::{IsTerminal as _, Read as _};

use anyhow::{Result, bail};
use dryrun_diag::{Diagnostic, Sources};
use dryrun_engine::{Effects, PartFiles};
use dryrun_terraform::{PlanOptions, Providers, console, load};

use super::plan::{console_options, drawn, providers, state_of};
use super::print;
use super::target::{Target, resolve};
use crate::Exit;
use crate::args::{Common, ConsoleArgs};
use crate::files::Confined;
use crate::repl::Prompt;
use crate::show::Colour;

pub(super) fn run(common: &Common, args: &ConsoleArgs) -> Result<Exit> {
    let mut options = console_options(&args.ordered, args.state.as_deref())?;
    let (providers, notes) =
        providers(dryrun_terraform::Providers::bundled(), &args.provider_schema)?;
    eprint!("{}", drawn(&notes, &Sources::new(), common.stderr_colour()));
    match resolve(common, &args.name)? {
        Target::Example { example, engine: "tf", files } => {
            options.state = options.state.or_else(|| example.prior.clone());
            talk(&options, &providers, &PartFiles::new(&example, &files), common.stderr_colour())
        }
        Target::Example { engine, .. } => {
            bail!("`{}` is an example of `{engine}`; the console is for configurations", args.name)
        }
        Target::File(_) => bail!("`{}` is a file; name the folder of a configuration", args.name),
        Target::Folder(folder) => {
            options.state = options.state.or(state_of(&folder)?);
            talk(
                &options,
                &providers,
                &Confined::around(&folder, &common.allowed()),
                common.stderr_colour(),
            )
        }
    }
}

fn talk(
    options: &PlanOptions,
    providers: &Providers,
    files: &dyn Effects,
    colour: Colour,
) -> Result<Exit> {
    let stdin = std::io::stdin();
    if !stdin.is_terminal() {
        let mut text = String::new();
        stdin.lock().read_to_string(&mut text)?;
        return Ok(answer(options, providers, files, &text, colour));
    }
    let mut prompt = Prompt::open("console", is_complete)?;
    // The configuration is read for each entry, so that what was just edited and saved counts.
    while let Some(entry) = prompt.read()?.filter(|entry| entry.trim() != "exit") {
        answer(options, providers, files, &entry, colour);
    }
    Ok(Exit::Right)
}

/// Answers a text that holds one expression, or one on each line.
fn answer(
    options: &PlanOptions,
    providers: &Providers,
    files: &dyn Effects,
    text: &str,
    colour: Colour,
) -> Exit {
    let (mut config, found) = load("", files);
    if found.iter().any(Diagnostic::is_error) {
        eprint!("{}", drawn(&found, config.sources(), colour));
        return Exit::Differs;
    }
    let expressions = split(text);
    let expressions: Vec<&str> = expressions.iter().map(String::as_str).collect();
    let (answers, found) = console(&mut config, providers, options, files, &expressions);
    eprint!("{}", drawn(&found, config.sources(), colour));
    let mut exit = Exit::when(!found.iter().any(Diagnostic::is_error));
    for answer in answers {
        eprint!("{}", drawn(&answer.diagnostics, config.sources(), colour));
        match answer.text {
            Some(text) => print(&format!("{text}\n")),
            None => exit = Exit::Differs,
        }
    }
    exit
}

/// Whether all brackets outside of quotes are closed, and every heredoc has its end.
fn is_complete(text: &str) -> bool {
    let mut depth = 0_i64;
    let mut end: Option<&str> = None;
    for line in text.lines() {
        if let Some(word) = end {
            end = (line.trim() != word).then_some(word);
            continue;
        }
        let mut quoted = false;
        let mut escaped = false;
        for c in line.chars() {
            match c {
                _ if escaped => escaped = false,
                '\\' if quoted => escaped = true,
                '"' => quoted = !quoted,
                '(' | '[' | '{' if !quoted => depth += 1,
                ')' | ']' | '}' if !quoted => depth -= 1,
                _ => {}
            }
        }
        end = line
            .rsplit_once("<<")
            .map(|(_, word)| word.trim_start_matches('-').trim())
            .filter(|word| is_name(word));
    }
    depth <= 0 && end.is_none()
}

fn is_name(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
}

/// Lines, joined while brackets or a heredoc are open, as the real console does.
fn split(text: &str) -> Vec<String> {
    let mut expressions = Vec::new();
    let mut open = String::new();
    for line in text.lines() {
        if open.is_empty() && line.trim().is_empty() {
            continue;
        }
        open.push_str(line);
        if is_complete(&open) {
            expressions.push(std::mem::take(&mut open));
        } else {
            open.push('\n');
        }
    }
    if !open.trim().is_empty() {
        expressions.push(open.trim_end().to_owned());
    }
    expressions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_may_take_several_lines() {
        let text = "1 + 1\n[\n  1,\n]\n\n\"a [ b\"\n<<EOT\nx\nEOT\n";
        assert_eq!(split(text), ["1 + 1", "[\n  1,\n]", "\"a [ b\"", "<<EOT\nx\nEOT"]);
    }
}
