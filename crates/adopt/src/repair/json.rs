//! JSON texts as [`Line`]s.

use super::line::{Bracket, End, Kind, Line, Member, Opened, Shape, Start, indent};

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token<'t> {
    Open(Kind),
    Close(Bracket),
    Comma,
    Colon,
    Text(&'t str),
    Other,
}

/// All lines with code.
pub(crate) fn lines(text: &str, tab: i32) -> Vec<Line> {
    let numbered = text.lines().enumerate();
    numbered
        .filter_map(|(at, line)| {
            let tokens = tokens(line);
            (!tokens.is_empty()).then(|| read(at, indent(line, tab), &tokens))
        })
        .collect()
}

fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let token = match c {
            '{' => Token::Open(Kind::Object),
            '[' => Token::Open(Kind::Array),
            '}' => Token::Close(Bracket::Brace),
            ']' => Token::Close(Bracket::Square),
            ',' => Token::Comma,
            ':' => Token::Colon,
            '"' => {
                let mut end = line.len();
                while let Some((next, c)) = chars.next() {
                    if c == '\\' {
                        chars.next();
                    } else if c == '"' {
                        end = next;
                        break;
                    }
                }
                Token::Text(line.get(at + 1..end).unwrap_or_default())
            }
            c if c.is_whitespace() => continue,
            _ => {
                while chars.peek().is_some_and(|(_, c)| !"{}[],:\" \t".contains(*c)) {
                    chars.next();
                }
                Token::Other
            }
        };
        tokens.push(token);
    }
    tokens
}

fn shape(next: Option<&Token<'_>>) -> Shape {
    match next {
        Some(Token::Open(Kind::Object)) => Shape::Object,
        Some(Token::Open(_)) => Shape::Array,
        Some(Token::Text(_) | Token::Other) => Shape::Scalar,
        Some(Token::Close(_) | Token::Comma | Token::Colon) | None => Shape::Unknown,
    }
}

fn read(at: usize, indent: i32, tokens: &[Token<'_>]) -> Line {
    let mut closes = Vec::new();
    let mut opens: Vec<Opened> = Vec::new();
    let mut start = None;
    let mut after = None;
    let mut name = String::new();
    for (index, token) in tokens.iter().enumerate() {
        let follows = tokens.get(index + 1);
        match token {
            Token::Text(text) if follows == Some(&Token::Colon) => {
                name = (*text).to_owned();
                let member = Member {
                    name: name.clone(),
                    shape: shape(tokens.get(index + 2)),
                    in_object: true,
                    in_body: false,
                    once: true,
                };
                if start.is_none() {
                    start = Some(Start::Member(member));
                } else if opens.is_empty() && !closes.is_empty() {
                    after = Some(member);
                }
            }
            Token::Open(kind) => {
                start = start.or(Some(Start::Item));
                opens.push(Opened { kind: *kind, name: std::mem::take(&mut name) });
            }
            Token::Close(bracket) => {
                start = start.or(Some(Start::Close));
                name.clear();
                if opens.last().is_some_and(|open| open.kind.bracket() == Some(*bracket)) {
                    opens.pop();
                } else {
                    closes.push(*bracket);
                }
            }
            Token::Comma => name.clear(),
            Token::Colon => {}
            Token::Text(_) | Token::Other => start = start.or(Some(Start::Item)),
        }
    }
    let end = match tokens.last() {
        Some(Token::Comma) => End::Comma,
        Some(Token::Colon) => End::Pending,
        Some(Token::Open(_)) => End::Open,
        Some(Token::Close(_) | Token::Text(_) | Token::Other) | None => End::Complete,
    };
    let start = start.unwrap_or(Start::Continuation);
    Line { first: at, last: at, indent, start, closes, after, opens, end }
}
