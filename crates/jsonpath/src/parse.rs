//! Text of a path → syntax tree.

use std::fmt;

use serde_json::{Number, Value};

use crate::lex::Cursor;
use crate::syntax::{Comparison, Function, Operand, Path, Root, Step, Test};

/// Nested filters and parentheses; deeper ones are refused.
const DEPTH_LIMIT: usize = 32;

/// Why a text is no path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathError {
    /// What is wrong.
    pub message: String,
    /// Byte at which it was noticed.
    pub at: usize,
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (at character {})", self.message, self.at)
    }
}

impl std::error::Error for PathError {}

type Parsed<T> = Result<T, PathError>;

impl Path {
    /// Parses a path that starts with `$`, `$$` or `$variable`.
    ///
    /// # Errors
    /// When the text is no path, or uses what Step Functions does not know.
    pub fn parse(text: &str) -> Parsed<Self> {
        let mut cursor = Cursor::new(text);
        let path = path(&mut cursor)?;
        if !cursor.is_done() {
            return fail(&cursor, "unexpected text after the path");
        }
        Ok(path)
    }
}

/// A path at the cursor, up to the first character that cannot belong to it.
pub(crate) fn path(cursor: &mut Cursor<'_>) -> Parsed<Path> {
    let start = cursor.at();
    let root = root(cursor)?;
    let steps = steps(cursor, 0)?;
    let definite = is_definite(&steps);
    Ok(Path { text: cursor.since(start).to_owned(), root, steps, definite })
}

fn fail<T>(cursor: &Cursor<'_>, message: &str) -> Parsed<T> {
    Err(PathError { message: message.to_owned(), at: cursor.at() })
}

fn root(cursor: &mut Cursor<'_>) -> Parsed<Root> {
    if cursor.eat("$$") {
        return Ok(Root::Context);
    }
    if !cursor.eat("$") {
        return fail(cursor, "a path starts with '$'");
    }
    match cursor.take_while(is_name) {
        "" => Ok(Root::Input),
        name => Ok(Root::Variable(name.to_owned())),
    }
}

/// Characters of a variable's name.
fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Characters of a member written with a dot: everything that does not begin something else.
fn is_member(c: char) -> bool {
    !c.is_whitespace()
        && !matches!(
            c,
            '.' | '['
                | ']'
                | '('
                | ')'
                | '\''
                | '"'
                | ','
                | '='
                | '!'
                | '<'
                | '>'
                | '&'
                | '|'
                | '{'
                | '}'
        )
}

fn is_definite(steps: &[Step]) -> bool {
    let reads_one = |step: &Step| match step {
        Step::Name(_) | Step::Names(_) | Step::Index(_) | Step::Call(_) => true,
        Step::Indices(_) | Step::Slice(..) | Step::Wildcard | Step::Descend | Step::Filter(_) => {
            false
        }
    };
    matches!(steps.last(), Some(Step::Call(_))) || steps.iter().all(reads_one)
}

fn steps(cursor: &mut Cursor<'_>, depth: usize) -> Parsed<Vec<Step>> {
    let mut steps = Vec::new();
    loop {
        if cursor.eat("..") {
            steps.push(Step::Descend);
            steps.push(if cursor.eat("[") { bracket(cursor, depth)? } else { member(cursor)? });
        } else if cursor.eat(".") {
            if cursor.eat("[") {
                steps.push(bracket(cursor, depth)?);
            } else {
                steps.push(member(cursor)?);
            }
        } else if cursor.eat("[") {
            steps.push(bracket(cursor, depth)?);
        } else {
            return Ok(steps);
        }
        if matches!(steps.last(), Some(Step::Call(_))) {
            return Ok(steps);
        }
    }
}

fn member(cursor: &mut Cursor<'_>) -> Parsed<Step> {
    if cursor.eat("*") {
        return Ok(Step::Wildcard);
    }
    let name = cursor.take_while(is_member);
    if name.is_empty() {
        return fail(cursor, "expected a member's name");
    }
    if cursor.eat("()") {
        return match function(name) {
            Some(function) => Ok(Step::Call(function)),
            None => fail(cursor, &format!("there is no function '{name}()'")),
        };
    }
    Ok(Step::Name(name.to_owned()))
}

fn function(name: &str) -> Option<Function> {
    Some(match name {
        "length" | "size" => Function::Length,
        "min" => Function::Min,
        "max" => Function::Max,
        "avg" => Function::Average,
        "stddev" => Function::Deviation,
        "sum" => Function::Sum,
        "keys" => Function::Keys,
        "first" => Function::First,
        "last" => Function::Last,
        _ => return None,
    })
}

/// What stands in brackets; the opening one is taken.
fn bracket(cursor: &mut Cursor<'_>, depth: usize) -> Parsed<Step> {
    cursor.blanks();
    let step = match cursor.peek() {
        Some('*') => {
            cursor.advance();
            Step::Wildcard
        }
        Some('?') => filter(cursor, depth)?,
        Some('\'' | '"') => names(cursor)?,
        _ => indices(cursor)?,
    };
    cursor.blanks();
    if cursor.eat("]") { Ok(step) } else { fail(cursor, "expected ']'") }
}

fn filter(cursor: &mut Cursor<'_>, depth: usize) -> Parsed<Step> {
    cursor.advance();
    cursor.blanks();
    if !cursor.eat("(") {
        return fail(cursor, "expected '(' after '?'");
    }
    let test = any(cursor, depth + 1)?;
    cursor.blanks();
    if cursor.eat(")") { Ok(Step::Filter(test)) } else { fail(cursor, "expected ')'") }
}

fn names(cursor: &mut Cursor<'_>) -> Parsed<Step> {
    let mut names = Vec::new();
    loop {
        cursor.blanks();
        match cursor.peek() {
            Some('\'' | '"') => match cursor.quoted() {
                Some(name) => names.push(name),
                None => return fail(cursor, "unterminated name"),
            },
            _ => return fail(cursor, "expected a name in quotes"),
        }
        cursor.blanks();
        if !cursor.eat(",") {
            break;
        }
    }
    if names.len() == 1 {
        return Ok(Step::Name(names.remove(0)));
    }
    Ok(Step::Names(names))
}

fn indices(cursor: &mut Cursor<'_>) -> Parsed<Step> {
    let first = cursor.integer();
    cursor.blanks();
    if cursor.eat(":") {
        cursor.blanks();
        let to = cursor.integer();
        return Ok(Step::Slice(first, to));
    }
    let Some(first) = first else {
        return fail(cursor, "expected an index, a name, '*' or a filter");
    };
    let mut all = vec![first];
    while cursor.eat(",") {
        cursor.blanks();
        match cursor.integer() {
            Some(index) => all.push(index),
            None => return fail(cursor, "expected an index"),
        }
        cursor.blanks();
    }
    if all.len() == 1 { Ok(Step::Index(first)) } else { Ok(Step::Indices(all)) }
}

fn any(cursor: &mut Cursor<'_>, depth: usize) -> Parsed<Test> {
    if depth > DEPTH_LIMIT {
        return fail(cursor, "filters are nested too deeply");
    }
    let mut tests = vec![all(cursor, depth)?];
    while operator(cursor, "||") {
        tests.push(all(cursor, depth)?);
    }
    Ok(single(tests, Test::Any))
}

fn all(cursor: &mut Cursor<'_>, depth: usize) -> Parsed<Test> {
    let mut tests = vec![negation(cursor, depth)?];
    while operator(cursor, "&&") {
        tests.push(negation(cursor, depth)?);
    }
    Ok(single(tests, Test::All))
}

fn single(mut tests: Vec<Test>, many: fn(Vec<Test>) -> Test) -> Test {
    if tests.len() == 1 { tests.remove(0) } else { many(tests) }
}

fn operator(cursor: &mut Cursor<'_>, text: &str) -> bool {
    cursor.blanks();
    cursor.eat(text)
}

fn negation(cursor: &mut Cursor<'_>, depth: usize) -> Parsed<Test> {
    cursor.blanks();
    if cursor.eat("!") {
        if depth > DEPTH_LIMIT {
            return fail(cursor, "filters are nested too deeply");
        }
        return Ok(Test::Not(Box::new(negation(cursor, depth + 1)?)));
    }
    if cursor.eat("(") {
        let inner = any(cursor, depth + 1)?;
        cursor.blanks();
        return if cursor.eat(")") { Ok(inner) } else { fail(cursor, "expected ')'") };
    }
    relation(cursor, depth)
}

fn relation(cursor: &mut Cursor<'_>, depth: usize) -> Parsed<Test> {
    let left = operand(cursor, depth)?;
    cursor.blanks();
    let Some(comparison) = comparison(cursor)? else { return Ok(Test::Exists(left)) };
    let right = operand(cursor, depth)?;
    Ok(Test::Compare(left, comparison, right))
}

fn comparison(cursor: &mut Cursor<'_>) -> Parsed<Option<Comparison>> {
    const SIGNS: [(&str, Comparison); 8] = [
        ("===", Comparison::Equal),
        ("==", Comparison::Equal),
        ("!==", Comparison::NotEqual),
        ("!=", Comparison::NotEqual),
        ("<=", Comparison::LessOrEqual),
        ("<", Comparison::Less),
        (">=", Comparison::GreaterOrEqual),
        (">", Comparison::Greater),
    ];
    const WORDS: [(&str, Comparison); 8] = [
        ("in", Comparison::In),
        ("nin", Comparison::NotIn),
        ("subsetof", Comparison::SubsetOf),
        ("anyof", Comparison::AnyOf),
        ("noneof", Comparison::NoneOf),
        ("size", Comparison::Size),
        ("empty", Comparison::Empty),
        ("contains", Comparison::Contains),
    ];
    if cursor.rest().starts_with("=~") {
        return fail(cursor, "the operator '=~' is not supported");
    }
    if let Some((_, found)) = SIGNS.iter().find(|(sign, _)| cursor.eat(sign)) {
        return Ok(Some(*found));
    }
    Ok(WORDS
        .iter()
        .find(|(word, _)| cursor.eat_word(word) || cursor.eat_word(&word.to_uppercase()))
        .map(|(_, found)| *found))
}

fn operand(cursor: &mut Cursor<'_>, depth: usize) -> Parsed<Operand> {
    cursor.blanks();
    if cursor.eat("@") {
        return Ok(Operand::Item(steps(cursor, depth)?));
    }
    if cursor.eat("$") {
        return Ok(Operand::Document(steps(cursor, depth)?));
    }
    literal(cursor, depth).map(Operand::Literal)
}

fn literal(cursor: &mut Cursor<'_>, depth: usize) -> Parsed<Value> {
    cursor.blanks();
    if depth > DEPTH_LIMIT {
        return fail(cursor, "filters are nested too deeply");
    }
    match cursor.peek() {
        Some('\'' | '"') => match cursor.quoted() {
            Some(text) => Ok(Value::String(text)),
            None => fail(cursor, "unterminated string"),
        },
        Some('[') => list(cursor, depth),
        _ => word(cursor),
    }
}

fn list(cursor: &mut Cursor<'_>, depth: usize) -> Parsed<Value> {
    cursor.advance();
    let mut items = Vec::new();
    cursor.blanks();
    if cursor.eat("]") {
        return Ok(Value::Array(items));
    }
    loop {
        items.push(literal(cursor, depth + 1)?);
        cursor.blanks();
        if cursor.eat("]") {
            return Ok(Value::Array(items));
        }
        if !cursor.eat(",") {
            return fail(cursor, "expected ',' or ']'");
        }
    }
}

fn word(cursor: &mut Cursor<'_>) -> Parsed<Value> {
    let word = cursor.take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.'));
    match word {
        "true" => Ok(Value::Bool(true)),
        "false" => Ok(Value::Bool(false)),
        "null" => Ok(Value::Null),
        number => match number.parse::<Number>() {
            Ok(number) => Ok(Value::Number(number)),
            Err(_) => fail(cursor, "expected a value"),
        },
    }
}
