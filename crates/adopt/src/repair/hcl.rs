//! HCL texts as [`Line`]s.

use super::line::{Bracket, End, Kind, Line, Member, Opened, Shape, Start, indent};

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token<'t> {
    Open(Bracket),
    Close(Bracket),
    Comma,
    Colon,
    Equals,
    Arrow,
    Operator,
    Text(&'t str),
    Word(&'t str),
    Other,
    Heredoc(&'t str),
}

/// A heredoc whose marker is not there: what follows cannot be told from its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LostMarker {
    /// The line that should begin it.
    pub(crate) line: usize,
    /// The last line that seems to be its text.
    pub(crate) last: usize,
}

/// All lines with code, and the heredocs that cannot be read.
pub(crate) fn lines(text: &str, tab: i32) -> (Vec<Line>, Vec<LostMarker>) {
    let all: Vec<&str> = text.lines().collect();
    let mut out = Vec::new();
    let mut lost = Vec::new();
    let mut commented = false;
    let mut at = 0;
    while let Some(line) = all.get(at) {
        let tokens = tokens(line, &mut commented);
        let mut last = at;
        if let Some(Token::Heredoc(marker)) = tokens.last() {
            let rest = all.get(at + 1..).unwrap_or_default();
            if let Some(length) = rest.iter().position(|line| line.trim() == *marker) {
                last = at + 1 + length;
            }
        }
        if is_cut_heredoc(&tokens) {
            last = after_lost(&all, at, tab);
            lost.push(LostMarker { line: at, last });
        }
        if !tokens.is_empty() {
            let mut read = read(at, last, indent(line, tab), &tokens);
            if last > at {
                read.end = End::Complete;
            }
            out.push(read);
        }
        at = last + 1;
    }
    (out, lost)
}

/// `name = <` or `name = <<`: the marker of a heredoc was taken for a tag.
fn is_cut_heredoc(tokens: &[Token<'_>]) -> bool {
    let [.., before, Token::Operator] = tokens else { return false };
    match before {
        Token::Equals => true,
        Token::Operator => matches!(tokens, [.., Token::Equals, _, _]),
        _ => false,
    }
}

/// The last line before one that looks like code again, at the indentation of the attribute or further out.
fn after_lost(all: &[&str], at: usize, tab: i32) -> usize {
    let own = all.get(at).map_or(0, |line| indent(line, tab));
    let rest = all.iter().enumerate().skip(at + 1);
    let again = rest.clone().find(|(_, line)| {
        let mut commented = false;
        let tokens = tokens(line, &mut commented);
        let header = matches!(
            read(0, 0, 0, &tokens).start,
            Start::Member(Member {
                in_body: true,
                shape: Shape::Object | Shape::Scalar | Shape::Array | Shape::Block,
                ..
            })
        );
        header && !tokens.is_empty() && indent(line, tab) == own
            || matches!(tokens.as_slice(), [Token::Word(_), Token::Text(_), ..])
                && tokens.last() == Some(&Token::Open(Bracket::Brace))
    });
    let until = again.map_or(all.len(), |(next, _)| next);
    let blank = |line: &usize| all.get(*line).is_some_and(|line| line.trim().is_empty());
    (at + 1..until).rev().find(|line| !blank(line)).unwrap_or(at)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}

fn tokens<'t>(line: &'t str, commented: &mut bool) -> Vec<Token<'t>> {
    let mut tokens = Vec::new();
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        if *commented {
            match rest.split_once("*/") {
                Some((_, after)) => (rest, *commented) = (after, false),
                None => return tokens,
            }
            continue;
        }
        let (token, length) = match c {
            '#' => return tokens,
            '/' if rest.starts_with("//") => return tokens,
            '/' if rest.starts_with("/*") => {
                *commented = true;
                rest = rest.get(2..).unwrap_or_default();
                continue;
            }
            '{' => (Token::Open(Bracket::Brace), 1),
            '[' => (Token::Open(Bracket::Square), 1),
            '(' => (Token::Open(Bracket::Round), 1),
            '}' => (Token::Close(Bracket::Brace), 1),
            ']' => (Token::Close(Bracket::Square), 1),
            ')' => (Token::Close(Bracket::Round), 1),
            ',' => (Token::Comma, 1),
            ':' => (Token::Colon, 1),
            '=' if rest.starts_with("=>") => (Token::Arrow, 2),
            '=' if rest.starts_with("==") => (Token::Operator, 2),
            '=' => (Token::Equals, 1),
            '"' => {
                let length = quoted(rest);
                (Token::Text(rest.get(1..length - 1).unwrap_or_default()), length)
            }
            '<' if rest.starts_with("<<") => match heredoc(rest) {
                Some((marker, length)) => (Token::Heredoc(marker), length),
                None => (Token::Operator, 1),
            },
            '.' if rest.starts_with("...") => (Token::Other, 3),
            '!' | '?' | '<' | '>' | '&' | '|' | '+' | '*' | '/' | '%' => (Token::Operator, 1),
            c if c.is_whitespace() => {
                rest = rest.trim_start();
                continue;
            }
            c if is_word(c) => {
                let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
                (Token::Word(rest.get(..length).unwrap_or_default()), length)
            }
            c => (Token::Other, c.len_utf8()),
        };
        tokens.push(token);
        rest = rest.get(length..).unwrap_or_default();
    }
    tokens
}

/// The length of a quoted string with what is interpolated into it; an open one goes to the end of the line.
fn quoted(text: &str) -> usize {
    let mut open: Vec<char> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inside = open.last() == Some(&'"');
        match c {
            '\\' if inside => {
                chars.next();
            }
            '"' if inside => {
                open.pop();
                if open.is_empty() {
                    return at + 1;
                }
            }
            '"' => open.push('"'),
            '$' | '%' if inside && chars.peek().is_some_and(|(_, next)| *next == c) => {
                chars.next();
            }
            '$' | '%' if inside && chars.peek().is_some_and(|(_, next)| *next == '{') => {
                chars.next();
                open.push('{');
            }
            '{' if !inside => open.push('{'),
            '}' if !inside => {
                open.pop();
            }
            _ => {}
        }
    }
    text.len().max(2)
}

/// The marker of a heredoc that begins here; it must end the line.
fn heredoc(text: &str) -> Option<(&str, usize)> {
    let marker = text.strip_prefix("<<")?.trim_start_matches('-').trim_end();
    let fits = !marker.is_empty()
        && marker.chars().all(is_word)
        && marker.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_');
    fits.then_some((marker, text.len()))
}

/// Kind and labels of a block, where the tokens are its header.
fn header(tokens: &[Token<'_>]) -> Option<String> {
    let (Token::Word(kind), labels) = tokens.split_first()? else { return None };
    let mut name = (*kind).to_owned();
    for label in labels {
        let (Token::Word(label) | Token::Text(label)) = label else { return None };
        name.push(' ');
        name.push_str(label);
    }
    Some(name)
}

fn value_shape(next: Option<&Token<'_>>) -> Shape {
    match next {
        Some(Token::Open(Bracket::Brace)) => Shape::Object,
        Some(Token::Open(Bracket::Square)) => Shape::Array,
        Some(_) => Shape::Scalar,
        None => Shape::Unknown,
    }
}

/// A member at the start of the tokens.
fn member(tokens: &[Token<'_>]) -> Option<Member> {
    let opening = tokens.iter().position(|token| *token == Token::Open(Bracket::Brace));
    if let Some(name) = opening.and_then(|at| header(tokens.get(..at)?)) {
        return Some(Member {
            name,
            shape: Shape::Block,
            in_object: false,
            in_body: true,
            once: false,
        });
    }
    let (name, in_body, skip) =
        match tokens {
            [Token::Word(name), Token::Equals, ..] => (*name, true, 2),
            [Token::Word(name), Token::Colon, ..] => (*name, false, 2),
            [Token::Text(name), Token::Equals | Token::Colon, ..] => (*name, false, 2),
            [Token::Open(Bracket::Round), ..] => {
                let close = tokens.iter().position(|t| *t == Token::Close(Bracket::Round))?;
                matches!(tokens.get(close + 1)?, Token::Equals | Token::Colon).then_some((
                    "",
                    false,
                    close + 2,
                ))?
            }
            [Token::Word(_), Token::Other, ..] => {
                let equals = tokens.iter().position(|token| *token == Token::Equals)?;
                let path = tokens.get(..equals)?.iter();
                path.clone()
                    .all(|token| matches!(token, Token::Word(_) | Token::Other))
                    .then_some(("", false, equals + 1))?
            }
            _ => return None,
        };
    let shape = value_shape(tokens.get(skip));
    Some(Member { name: name.to_owned(), shape, in_object: true, in_body, once: !name.is_empty() })
}

fn start(tokens: &[Token<'_>]) -> Start {
    if let Some(member) = member(tokens) {
        return Start::Member(member);
    }
    match tokens {
        [Token::Close(_), ..] => Start::Close,
        [Token::Word("for"), ..] => Start::For,
        [Token::Word("if"), ..]
        | [Token::Operator | Token::Colon | Token::Equals | Token::Arrow | Token::Comma, ..] => {
            Start::Continuation
        }
        [Token::Other, Token::Word(_), ..] => Start::Continuation,
        _ => Start::Item,
    }
}

fn read(first: usize, last: usize, indent: i32, tokens: &[Token<'_>]) -> Line {
    let mut closes = Vec::new();
    let mut opens: Vec<Opened> = Vec::new();
    let mut after = None;
    // Since the last separator: what a brace that follows belongs to.
    let mut since = 0;
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Open(bracket) => {
                let before = tokens.get(since..at).unwrap_or_default();
                opens.push(opened(*bracket, before, opens.last()));
                since = at + 1;
            }
            Token::Close(bracket) => {
                if opens.last().is_some_and(|open| open.kind.bracket() == Some(*bracket)) {
                    opens.pop();
                } else {
                    closes.push(*bracket);
                    after = None;
                }
                since = at + 1;
            }
            Token::Comma => since = at + 1,
            _ => {
                if !closes.is_empty() && opens.is_empty() && since == at {
                    after = after.or_else(|| member(tokens.get(at..)?));
                }
            }
        }
    }
    let end = match tokens.last() {
        Some(Token::Comma) => End::Comma,
        Some(Token::Colon | Token::Equals | Token::Arrow | Token::Operator) => End::Pending,
        Some(Token::Open(_)) => End::Open,
        _ => End::Complete,
    };
    Line { first, last, indent, start: start(tokens), closes, after, opens, end }
}

/// What a bracket opens, by the tokens before it.
fn opened(bracket: Bracket, before: &[Token<'_>], outer: Option<&Opened>) -> Opened {
    let in_body = outer.is_none_or(|outer| outer.kind == Kind::Body);
    match bracket {
        Bracket::Round => Opened { kind: Kind::Call, name: String::new() },
        Bracket::Square => Opened { kind: Kind::Array, name: key(before) },
        Bracket::Brace => match header(before).filter(|_| in_body) {
            Some(name) => Opened { kind: Kind::Body, name },
            None => Opened { kind: Kind::Object, name: key(before) },
        },
    }
}

fn key(before: &[Token<'_>]) -> String {
    match before {
        [Token::Word(name) | Token::Text(name), Token::Equals | Token::Colon, ..] => {
            (*name).to_owned()
        }
        _ => String::new(),
    }
}
