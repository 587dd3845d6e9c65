//! Function signatures such as `<s-n?:s>`: parsing, and checking arguments by them.

use crate::error::{Fault, Outcome};
use crate::value::Value;

/// How many arguments a parameter takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Count {
    One,
    Optional,
    /// `-?`: optional, and left out where possible.
    Reluctant,
    Many,
}

/// One parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Param {
    /// Symbols of the types it takes; `m` is a missing value.
    symbols: String,
    is_array: bool,
    subtype: Option<String>,
    count: Count,
    /// Whether the context value stands in for a missing argument.
    context: bool,
}

/// A parsed signature.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Signature {
    params: Vec<Param>,
}

impl Signature {
    /// Parses `<…>`; an error comes with its offset into the text.
    pub(crate) fn parse(text: &str) -> Result<Self, (Fault, usize)> {
        let symbols: Vec<char> = text.chars().collect();
        let mut params: Vec<Param> = Vec::new();
        let mut at = 1;
        while let Some(&symbol) = symbols.get(at) {
            match symbol {
                ':' => break,
                's' | 'n' | 'b' | 'l' | 'o' => params.push(Param::of(format!("{symbol}m"))),
                'a' => params.push(Param { is_array: true, ..Param::of("asnblfom".to_owned()) }),
                'f' => params.push(Param::of("f".to_owned())),
                'j' => params.push(Param::of("asnblom".to_owned())),
                'x' => params.push(Param::of("asnblfom".to_owned())),
                '-' | '?' | '+' => {
                    if let Some(param) = params.last_mut() {
                        param.modify(symbol);
                    }
                }
                '(' => {
                    let end = closing(&symbols, at, '(', ')');
                    let choice = slice(&symbols, at + 1, end);
                    if choice.contains('<') {
                        return Err((Fault::new("S0402").value(quoted(&choice)), at));
                    }
                    params.push(Param::of(format!("{choice}m")));
                    at = end;
                }
                '<' => {
                    let end = closing(&symbols, at, '<', '>');
                    match params.last_mut() {
                        Some(param) if param.is_array || param.symbols == "f" => {
                            param.subtype = Some(slice(&symbols, at + 1, end));
                        }
                        found => {
                            let kind = found.and_then(|param| param.symbols.chars().next());
                            let kind = kind.map_or_else(
                                || "undefined".to_owned(),
                                |kind| quoted(&kind.to_string()),
                            );
                            return Err((Fault::new("S0401").value(kind), at));
                        }
                    }
                    at = end;
                }
                _ => {}
            }
            at += 1;
        }
        Ok(Self { params })
    }

    /// The arguments as the function takes them: wrapped, completed by the context, or refused.
    pub(crate) fn check<'a>(
        &self,
        args: Vec<Value<'a>>,
        context: &Value<'a>,
    ) -> Outcome<Vec<Value<'a>>> {
        if self.fits_plainly(&args) {
            return Ok(args);
        }
        let symbols: Vec<char> = args.iter().map(Value::symbol).collect();
        let mut counts = vec![0; self.params.len()];
        if !fill(&self.params, &symbols, &mut counts) {
            return Err(self.refuse(&symbols));
        }
        self.arrange(&args, &symbols, &counts, context)
    }

    /// Whether each parameter takes exactly one argument as it is: by far the most frequent case.
    fn fits_plainly(&self, args: &[Value<'_>]) -> bool {
        let fits = |(param, arg): (&Param, &Value<'_>)| {
            let symbol = arg.symbol();
            let as_it_is =
                !param.is_array || (symbol == 'a' && param.subtype.is_none()) || symbol == 'm';
            param.count != Count::Many
                && param.count != Count::Reluctant
                && as_it_is
                && param.symbols.contains(symbol)
        };
        args.len() == self.params.len() && self.params.iter().zip(args).all(fits)
    }

    fn arrange<'a>(
        &self,
        args: &[Value<'a>],
        symbols: &[char],
        counts: &[usize],
        context: &Value<'a>,
    ) -> Outcome<Vec<Value<'a>>> {
        let mut checked = Vec::with_capacity(self.params.len().max(args.len()));
        let mut at = 0;
        for (param, &count) in self.params.iter().zip(counts) {
            let first = args.get(at).cloned().unwrap_or_default();
            if count == 0 {
                if !param.context {
                    checked.push(first);
                    at += 1;
                } else if param.symbols.contains(context.symbol()) {
                    checked.push(context.clone());
                } else {
                    return Err(Fault::new("T0411")
                        .value(context.to_json_text())
                        .with("index", (at + 1).to_string()));
                }
                continue;
            }
            let matched: String = symbols.iter().skip(at).take(count).collect();
            for symbol in matched.chars() {
                // The reference repeats the first argument of a repeated parameter unless it is an array.
                let arg = if param.is_array {
                    args.get(at).cloned().unwrap_or_default()
                } else {
                    first.clone()
                };
                checked.push(if param.is_array {
                    param.as_array(arg, symbol, &matched, at)?
                } else {
                    arg
                });
                at += 1;
            }
        }
        Ok(checked)
    }

    fn refuse(&self, symbols: &[char]) -> Fault {
        let mut good = 0;
        for taken in 1..=self.params.len() {
            match self.params.get(..taken).and_then(|params| longest(params, symbols)) {
                Some(length) => good = length,
                None => break,
            }
        }
        Fault::new("T0410").with("index", (good + 1).to_string())
    }
}

impl Param {
    fn of(symbols: String) -> Self {
        Self { symbols, is_array: false, subtype: None, count: Count::One, context: false }
    }

    fn modify(&mut self, symbol: char) {
        match (symbol, self.count) {
            ('-', _) => {
                self.context = true;
                self.count = Count::Optional;
            }
            ('?', Count::Optional | Count::Reluctant) => self.count = Count::Reluctant,
            ('?', _) => self.count = Count::Optional,
            _ => self.count = Count::Many,
        }
    }

    /// Least and most arguments, and whether more are wanted first.
    fn range(&self) -> (usize, usize, bool) {
        match self.count {
            Count::One => (1, 1, true),
            Count::Optional => (0, 1, true),
            Count::Reluctant => (0, 1, false),
            Count::Many => (1, usize::MAX, true),
        }
    }

    fn as_array<'a>(
        &self,
        arg: Value<'a>,
        symbol: char,
        matched: &str,
        at: usize,
    ) -> Outcome<Value<'a>> {
        if symbol == 'm' {
            return Ok(Value::Undefined);
        }
        if let Some(subtype) = &self.subtype {
            let fits = match &arg {
                Value::Array(items) => {
                    let mut kinds = items.iter().map(|item| item.symbol());
                    kinds.next().is_none_or(|first| {
                        subtype.starts_with(first) && kinds.all(|kind| kind == first)
                    })
                }
                _ => matched == subtype,
            };
            if !fits {
                let kind = plural(subtype).map_or_else(|| "undefined".to_owned(), quoted);
                return Err(Fault::new("T0412")
                    .value(arg.to_json_text())
                    .with("index", (at + 1).to_string())
                    .with("type", kind));
            }
        }
        Ok(if symbol == 'a' { arg } else { Value::list(vec![arg]) })
    }
}

fn plural(subtype: &str) -> Option<&'static str> {
    Some(match subtype {
        "a" => "arrays",
        "b" => "booleans",
        "f" => "functions",
        "n" => "numbers",
        "o" => "objects",
        "s" => "strings",
        _ => return None,
    })
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn slice(symbols: &[char], from: usize, to: usize) -> String {
    symbols.iter().take(to).skip(from).collect()
}

fn closing(symbols: &[char], start: usize, open: char, close: char) -> usize {
    let mut depth = 1;
    let mut at = start;
    while at < symbols.len() {
        at += 1;
        match symbols.get(at) {
            Some(&symbol) if symbol == close => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
            }
            Some(&symbol) if symbol == open => depth += 1,
            _ => {}
        }
    }
    at
}

/// Distributes all symbols over the parameters, as the reference's regular expression does; false where none fits.
fn fill(params: &[Param], symbols: &[char], counts: &mut [usize]) -> bool {
    let mut dead = vec![false; (params.len() + 1) * (symbols.len() + 1)];
    fill_rest(params, symbols, counts, &mut Dead { width: symbols.len() + 1, places: &mut dead })
}

/// What is known not to fit, by the numbers of parameters and symbols that are left.
struct Dead<'d> {
    width: usize,
    places: &'d mut [bool],
}

/// `dead` marks what is left of parameters and symbols where it is known not to fit.
fn fill_rest(
    params: &[Param],
    symbols: &[char],
    counts: &mut [usize],
    dead: &mut Dead<'_>,
) -> bool {
    let place = params.len() * dead.width + symbols.len();
    let (Some((param, later)), Some((count, counts))) =
        (params.split_first(), counts.split_first_mut())
    else {
        return symbols.is_empty();
    };
    if dead.places.get(place).copied().unwrap_or_default() {
        return false;
    }
    for taken in taken_counts(param, symbols) {
        *count = taken;
        if fill_rest(later, symbols.get(taken..).unwrap_or_default(), counts, dead) {
            return true;
        }
    }
    if let Some(dead) = dead.places.get_mut(place) {
        *dead = true;
    }
    false
}

/// Length of the prefix that the parameters take, in the order in which the reference tries.
fn longest(params: &[Param], symbols: &[char]) -> Option<usize> {
    let mut dead = vec![false; (params.len() + 1) * (symbols.len() + 1)];
    longest_rest(params, symbols, &mut Dead { width: symbols.len() + 1, places: &mut dead })
}

fn longest_rest(params: &[Param], symbols: &[char], dead: &mut Dead<'_>) -> Option<usize> {
    let Some((param, later)) = params.split_first() else { return Some(0) };
    let place = params.len() * dead.width + symbols.len();
    if dead.places.get(place).copied().unwrap_or_default() {
        return None;
    }
    let found = taken_counts(param, symbols).into_iter().find_map(|taken| {
        longest_rest(later, symbols.get(taken..).unwrap_or_default(), dead)
            .map(|length| taken + length)
    });
    if let (None, Some(dead)) = (found, dead.places.get_mut(place)) {
        *dead = true;
    }
    found
}

fn taken_counts(param: &Param, symbols: &[char]) -> Vec<usize> {
    let (least, most, greedy) = param.range();
    let fitting =
        symbols.iter().take_while(|&&symbol| param.symbols.contains(symbol)).count().min(most);
    let mut counts: Vec<usize> = (least..=fitting).collect();
    if greedy {
        counts.reverse();
    }
    counts
}
