//! `dryrun jsonata`: one expression, expressions from standard input, or a prompt.

use std::io::{IsTerminal as _, Read as _};

use anyhow::{Context as _, Result, bail};
use dryrun_diag::Sources;
use dryrun_jsonata::{Error, Expression, Options};
use serde_json::{Map, Value};

use super::{json_option, pretty, print};
use crate::Exit;
use crate::args::{Common, JsonataArgs};
use crate::repl::Prompt;
use crate::show::{self, Colour};

pub(super) fn run(common: &Common, args: &JsonataArgs) -> Result<Exit> {
    let mut session = Session {
        input: args.input.as_deref().map(input_option).transpose()?,
        bindings: bindings_option(args.bindings.as_deref())?,
        colour: common.stderr_colour(),
    };
    match &args.expression {
        Some(text) if text.trim().is_empty() => bail!("the expression is empty"),
        Some(text) => Ok(session.answer_one(text)),
        None if args.input.as_deref() == Some("-") => {
            bail!("`--input -` takes standard input for the data: name the expression as well")
        }
        None if std::io::stdin().is_terminal() => session.talk(),
        None => session.answer_lines(),
    }
}

fn input_option(input: &str) -> Result<Value> {
    if input != "-" {
        return json_option("input", input);
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    serde_json::from_str(&text).context("standard input is no JSON")
}

fn bindings_option(bindings: Option<&str>) -> Result<Map<String, Value>> {
    match bindings.map(|bindings| json_option("bindings", bindings)).transpose()? {
        None => Ok(Map::new()),
        Some(Value::Object(members)) => Ok(members),
        Some(_) => bail!("--bindings is no JSON object"),
    }
}

const HELP: &str = "\
An expression is evaluated over the input; it may take several lines while brackets are open.
  $name := EXPR      keeps the value of EXPR as $name for what follows
  :input FILE|JSON   takes another input
  :input             shows the input
  :help              shows this
  :quit              leaves, as Ctrl-D does
An empty line ends an entry whatever is open; Ctrl-C drops it. The history is kept.
";

/// What expressions are evaluated over.
struct Session {
    input: Option<Value>,
    bindings: Map<String, Value>,
    colour: Colour,
}

impl Session {
    fn evaluate(&self, text: &str) -> Result<Option<Value>, Error> {
        let now =
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        let clock = move || i64::try_from(now.as_millis()).unwrap_or(i64::MAX);
        let options =
            Options { bindings: Some(&self.bindings), clock: Some(&clock), ..Options::default() };
        Expression::parse(text)?.evaluate(self.input.as_ref(), &options)
    }

    /// The expression of the command line.
    fn answer_one(&self, text: &str) -> Exit {
        match self.evaluate(text) {
            Ok(value) => show_value(value.as_ref()),
            Err(error) => {
                eprintln!("{}", one_line(&error));
                return Exit::Differs;
            }
        }
        Exit::Right
    }

    /// Each entry of standard input; what fails is told with its line, and the others are answered.
    fn answer_lines(&mut self) -> Result<Exit> {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text)?;
        let mut exit = Exit::Right;
        for (line, entry) in entries(&text) {
            match self.evaluate(entry) {
                Ok(value) => self.keep(entry, value),
                Err(error) => {
                    eprintln!("line {line}: {}", one_line(&error));
                    exit = Exit::Differs;
                }
            }
        }
        Ok(exit)
    }

    fn talk(&mut self) -> Result<Exit> {
        let mut prompt = Prompt::open("jsonata", is_complete)?;
        eprintln!("JSONata 2.0.6. :help says what there is, Ctrl-D leaves.");
        while let Some(entry) = prompt.read()? {
            match entry.trim().strip_prefix(':') {
                Some("quit" | "q" | "exit") => break,
                Some(command) => self.obey(command),
                None => self.answer(&entry),
            }
        }
        Ok(Exit::Right)
    }

    fn obey(&mut self, command: &str) {
        match command.split_once(char::is_whitespace).unwrap_or((command, "")) {
            ("help" | "h" | "?", _) => eprint!("{HELP}"),
            ("input", "") => show_value(self.input.as_ref()),
            ("input", given) => match json_option("input", given.trim()) {
                Ok(input) => self.input = Some(input),
                Err(error) => eprintln!("error: {error:#}"),
            },
            (other, _) => eprintln!("error: there is no command `:{other}`; :help lists them"),
        }
    }

    fn answer(&mut self, entry: &str) {
        match self.evaluate(entry) {
            Ok(None) if assigned(entry).is_none() => eprintln!("undefined"),
            Ok(value) => self.keep(entry, value),
            Err(error) => {
                let mut sources = Sources::new();
                let file = sources.add("input", entry);
                eprintln!(
                    "{}",
                    show::diagnostic(&error.diagnostic(file, 0), &sources, self.colour)
                );
            }
        }
    }

    /// Shows a value, or keeps that of an assignment.
    fn keep(&mut self, entry: &str, value: Option<Value>) {
        match (assigned(entry), value) {
            (None, value) => show_value(value.as_ref()),
            (Some(name), Some(value)) => {
                self.bindings.insert(name.to_owned(), value);
            }
            (Some(name), None) => {
                self.bindings.remove(name);
            }
        }
    }
}

/// An undefined result prints nothing, as in the reference's own tools.
fn show_value(value: Option<&Value>) {
    if let Some(value) = value {
        print(&pretty(value));
    }
}

fn one_line(error: &Error) -> String {
    let place = error.position.map_or(String::new(), |position| format!(" at position {position}"));
    format!("error {}{place}: {}", error.code, error.message)
}

/// The name that an entry as a whole assigns a value to.
fn assigned(entry: &str) -> Option<&str> {
    let (name, _) = entry.trim_start().strip_prefix('$')?.split_once(":=")?;
    let name = name.trim_end();
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    is_name.then_some(name)
}

/// Whether an entry needs no further line: what fails only for want of more text does.
fn is_complete(text: &str) -> bool {
    // S0106: an open comment, S0203: an open bracket, S0207: an operand is missing.
    const WANTING: [&str; 3] = ["S0106", "S0203", "S0207"];
    text.trim_start().starts_with(':')
        || !matches!(Expression::parse(text), Err(error) if WANTING.contains(&error.code))
}

/// Lines with their number, joined while brackets are open; an empty line ends an entry.
fn entries(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut begun: Option<(usize, usize)> = None;
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let blank = line.trim().is_empty();
        if !blank && begun.is_none() {
            begun = Some((number + 1, at));
        }
        at += line.len();
        if let Some((first, start)) = begun
            && let Some(entry) = text.get(start..at)
            && (blank || is_complete(entry))
        {
            found.push((first, entry.trim_end()));
            begun = None;
        }
    }
    if let Some((first, start)) = begun {
        found.extend(text.get(start..).map(|entry| (first, entry.trim_end())));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_may_take_several_lines() {
        let text = "1 + 1\n\n$sum([\n  1,\n  2\n])\n(\n\n\"a\"\n[1,";
        assert_eq!(
            entries(text),
            [(1, "1 + 1"), (3, "$sum([\n  1,\n  2\n])"), (7, "("), (9, "\"a\""), (10, "[1,")]
        );
    }

    #[test]
    fn an_assignment_is_one_as_a_whole() {
        assert_eq!(assigned(" $x := 1"), Some("x"));
        assert_eq!(assigned("($x := 1)"), None);
        assert_eq!(assigned("$x = $y"), None);
    }
}
