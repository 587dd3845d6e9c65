//! Calls of intrinsic functions, as far as a static check needs them.

use crate::paths::{self, Path};

/// The intrinsic functions with the number of arguments they take.
const FUNCTIONS: &[(&str, usize, Option<usize>)] = &[
    ("Array", 0, None),
    ("ArrayContains", 2, Some(2)),
    ("ArrayGetItem", 2, Some(2)),
    ("ArrayLength", 1, Some(1)),
    ("ArrayPartition", 2, Some(2)),
    ("ArrayRange", 3, Some(3)),
    ("ArrayUnique", 1, Some(1)),
    ("Base64Decode", 1, Some(1)),
    ("Base64Encode", 1, Some(1)),
    ("Format", 1, None),
    ("Hash", 2, Some(2)),
    ("JsonMerge", 3, Some(3)),
    ("JsonToString", 1, Some(1)),
    ("MathAdd", 2, Some(2)),
    ("MathRandom", 2, Some(3)),
    ("StringSplit", 2, Some(2)),
    ("StringToJson", 1, Some(1)),
    ("UUID", 0, Some(0)),
];

/// How deeply calls may be nested, so that no text exhausts the stack.
const DEPTH: usize = 50;

/// Names of all functions, without `States.`.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    FUNCTIONS.iter().map(|(name, ..)| *name)
}

/// What is wrong with a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CallError {
    /// Byte in the text.
    pub(crate) at: usize,
    pub(crate) message: String,
    /// A function's name that may be meant.
    pub(crate) suggestion: Option<&'static str>,
}

/// Whether a text means to call an intrinsic function.
pub(crate) fn is_call(text: &str) -> bool {
    text.starts_with("States.")
}

/// Reads a call; returns all paths among its arguments with their places.
pub(crate) fn parse(text: &str) -> Result<Vec<(usize, Path)>, CallError> {
    let mut call = Call { text, at: 0, depth: 0, paths: Vec::new() };
    call.function()?;
    call.skip_space();
    if call.at < text.len() {
        return call.error("unexpected text after the call");
    }
    Ok(call.paths)
}

struct Call<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    paths: Vec<(usize, Path)>,
}

impl Call<'_> {
    fn function(&mut self) -> Result<(), CallError> {
        let start = self.at;
        let Some(rest) = self.rest().strip_prefix("States.") else {
            return self.error("expected an intrinsic function");
        };
        let name = rest
            .get(..rest.find(|part: char| !part.is_alphanumeric()).unwrap_or(rest.len()))
            .unwrap_or_default()
            .to_owned();
        self.at += "States.".len() + name.len();
        if !self.rest().starts_with('(') {
            return self.error("expected `(` after the function's name");
        }
        let Some(&(_, least, most)) = FUNCTIONS.iter().find(|(known, _, _)| *known == name) else {
            let suggestion =
                crate::finding::nearest(&name, FUNCTIONS.iter().map(|(known, _, _)| *known));
            return Err(CallError {
                at: start,
                message: format!("there is no intrinsic function `States.{name}`"),
                suggestion,
            });
        };
        self.at += 1;
        let count = self.arguments()?;
        if count < least || most.is_some_and(|most| count > most) {
            let message = format!("`States.{name}` takes {}, not {count}", arguments(least, most));
            return Err(CallError { at: start, message, suggestion: None });
        }
        Ok(())
    }

    /// The arguments and the closing bracket.
    fn arguments(&mut self) -> Result<usize, CallError> {
        self.depth += 1;
        if self.depth > DEPTH {
            return self.error("calls are nested too deeply");
        }
        let mut count = 0;
        loop {
            self.skip_space();
            if count == 0 && self.rest().starts_with(')') {
                break;
            }
            self.argument()?;
            count += 1;
            self.skip_space();
            match self.rest().chars().next() {
                Some(',') => self.at += 1,
                Some(')') => break,
                _ => return self.error("expected `,` or `)` after the argument"),
            }
        }
        self.at += 1;
        self.depth -= 1;
        Ok(count)
    }

    fn argument(&mut self) -> Result<(), CallError> {
        match self.rest().chars().next() {
            Some('\'') => self.string(),
            Some('$') => {
                let at = self.at;
                let (path, length) = paths::prefix(self.rest()).map_err(|error| CallError {
                    at: at + error.at,
                    message: error.message.to_owned(),
                    suggestion: None,
                })?;
                self.at += length;
                self.paths.push((at, path));
                Ok(())
            }
            Some('S') => self.function(),
            Some(_) => self.literal(),
            None => self.error("the call is never closed"),
        }
    }

    /// A string in single quotes; a backslash escapes a quote, a brace or a backslash, nothing else.
    fn string(&mut self) -> Result<(), CallError> {
        self.at += 1;
        while let Some(found) = self.rest().chars().next() {
            self.at += found.len_utf8();
            match found {
                '\'' => return Ok(()),
                '\\' => {
                    let escaped = self.rest().chars().next();
                    if !escaped.is_some_and(|next| matches!(next, '\'' | '{' | '}' | '\\')) {
                        self.at -= 1;
                        return self
                            .error("in a string only ', {, } and \\ can follow a backslash");
                    }
                    self.at += 1;
                }
                _ => {}
            }
        }
        self.error("the string is never closed")
    }

    /// A number, `true`, `false` or `null`.
    fn literal(&mut self) -> Result<(), CallError> {
        let rest = self.rest();
        let word = rest.get(..rest.find([',', ')', ' ']).unwrap_or(rest.len())).unwrap_or_default();
        if !matches!(word, "true" | "false" | "null") && word.parse::<f64>().is_err() {
            return self.error("expected a string in single quotes, a number, a path or a call");
        }
        self.at += word.len();
        Ok(())
    }

    fn skip_space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn error<T>(&self, message: &str) -> Result<T, CallError> {
        Err(CallError { at: self.at, message: message.to_owned(), suggestion: None })
    }
}

fn arguments(least: usize, most: Option<usize>) -> String {
    let plural = |count: usize| if count == 1 { "argument" } else { "arguments" };
    match most {
        None => format!("at least {least} {}", plural(least)),
        Some(most) if most == least => format!("{least} {}", plural(least)),
        Some(most) => format!("{least} to {most} arguments"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_read() {
        let paths = parse(
            "States.Format('{} is {}\\'s', $.a.b, States.ArrayGetItem($$.Execution.Input.list, 0))",
        )
        .unwrap();
        assert_eq!(paths.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [29, 56]);
        assert!(parse("States.UUID()").is_ok());
        assert!(parse("States.MathAdd($x, -1.5)").is_ok());
        assert!(parse("States.StringSplit('Hello\nWorld', '\n')").is_ok());
    }

    #[test]
    fn mistakes_are_told() {
        for (text, at, message) in [
            ("States.Fromat('x')", 0, "there is no intrinsic function `States.Fromat`"),
            ("States.UUID(1)", 0, "`States.UUID` takes 0 arguments, not 1"),
            ("States.Hash($.a)", 0, "`States.Hash` takes 2 arguments, not 1"),
            ("States.Format('a", 16, "the string is never closed"),
            (
                "States.StringToJson('{\\\"a\\\"}')",
                22,
                "in a string only ', {, } and \\ can follow a backslash",
            ),
            (
                "States.Format(\"a\")",
                14,
                "expected a string in single quotes, a number, a path or a call",
            ),
            (
                "States.Array(1, )",
                16,
                "expected a string in single quotes, a number, a path or a call",
            ),
            ("States.UUID() x", 14, "unexpected text after the call"),
            ("States.UUID", 11, "expected `(` after the function's name"),
        ] {
            let error = parse(text).unwrap_err();
            assert_eq!((error.at, error.message.as_str()), (at, message), "{text}");
        }
        assert_eq!(parse("States.Fromat('x')").unwrap_err().suggestion, Some("Format"));
        assert!(parse(&"States.Array(".repeat(10_000)).is_err());
    }
}
