//! Patterns of file names: `*`, `?`, `[a-z]`, and `**` for folders at any depth.

/// A pattern, part by part.
#[derive(Debug)]
pub(super) struct Glob {
    parts: Vec<Part>,
}

#[derive(Debug)]
enum Part {
    /// `**`: any number of folders.
    Folders,
    /// Patterns for one name, any of which may match.
    Name(Vec<Vec<Piece>>),
}

#[derive(Debug)]
enum Piece {
    Any,
    One,
    Literal(char),
    Class { negated: bool, ranges: Vec<(char, char)> },
}

impl Glob {
    /// Reads a pattern; `None` when it is malformed. Alternatives in braces may not reach across a slash.
    pub(super) fn parse(pattern: &str) -> Option<Self> {
        let parts: Option<Vec<Part>> = pattern
            .split('/')
            .map(|part| {
                if part == "**" {
                    return Some(Part::Folders);
                }
                alternatives(part)?
                    .iter()
                    .map(|one| parse_name(one))
                    .collect::<Option<_>>()
                    .map(Part::Name)
            })
            .collect();
        Some(Self { parts: parts? })
    }

    /// Whether a path, part by part, matches.
    pub(super) fn matches(&self, path: &str) -> bool {
        let names: Vec<&str> = path.split('/').collect();
        matches_parts(&self.parts, &names)
    }

    /// Whether a path below a folder could match.
    pub(super) fn may_match_below(&self, folder: &str) -> bool {
        let mut parts = self.parts.iter();
        for name in folder.split('/') {
            match parts.next() {
                Some(Part::Folders) => return true,
                Some(Part::Name(patterns)) if matches_any(patterns, name) => {}
                Some(Part::Name(_)) | None => return false,
            }
        }
        parts.next().is_some()
    }
}

fn matches_parts(parts: &[Part], names: &[&str]) -> bool {
    match parts.split_first() {
        None => names.is_empty(),
        // A final `**` matches what is within, too.
        Some((Part::Folders, [])) => true,
        Some((Part::Folders, rest)) => (0..=names.len())
            .any(|skipped| matches_parts(rest, names.get(skipped..).unwrap_or_default())),
        Some((Part::Name(patterns), rest)) => match names.split_first() {
            Some((name, names)) => matches_any(patterns, name) && matches_parts(rest, names),
            None => false,
        },
    }
}

fn matches_any(patterns: &[Vec<Piece>], name: &str) -> bool {
    patterns.iter().any(|pieces| matches_name(pieces, name))
}

/// More alternatives than this make a pattern malformed: a limit of ours.
const ALTERNATIVE_LIMIT: usize = 1000;

/// The patterns that one with `{a,b}` in it stands for.
fn alternatives(text: &str) -> Option<Vec<String>> {
    let mut done = Vec::new();
    let mut open = vec![text.to_owned()];
    while let Some(pattern) = open.pop() {
        let Some(start) = pattern
            .find('{')
            .filter(|at| !pattern.get(..*at).is_some_and(|text| text.ends_with('\\')))
        else {
            done.push(pattern);
            continue;
        };
        let (before, braced) = (pattern.get(..start)?, pattern.get(start + 1..)?);
        let (choices, after) = split_choices(braced)?;
        open.extend(choices.iter().map(|choice| format!("{before}{choice}{after}")));
        if open.len() + done.len() > ALTERNATIVE_LIMIT {
            return None;
        }
    }
    Some(done)
}

/// The choices up to the brace that closes them, and what follows it.
fn split_choices(text: &str) -> Option<(Vec<&str>, &str)> {
    let mut depth = 0_usize;
    let mut from = 0;
    let mut choices = Vec::new();
    for (at, character) in text.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                choices.push(text.get(from..at)?);
                from = at + 1;
                if character == '}' {
                    return Some((choices, text.get(from..)?));
                }
            }
            _ => {}
        }
    }
    None
}

/// Matches without going back further than the last `*`, so in quadratic time at worst.
fn matches_name(pieces: &[Piece], name: &str) -> bool {
    let characters: Vec<char> = name.chars().collect();
    let (mut piece, mut at) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while at < characters.len() {
        let current = characters.get(at).copied().unwrap_or_default();
        match pieces.get(piece) {
            Some(Piece::Any) => {
                star = Some((piece + 1, at));
                piece += 1;
            }
            Some(one) if matches_one(one, current) => {
                piece += 1;
                at += 1;
            }
            _ => {
                let Some((after, from)) = star else { return false };
                star = Some((after, from + 1));
                (piece, at) = (after, from + 1);
            }
        }
    }
    pieces.get(piece..).unwrap_or_default().iter().all(|piece| matches!(piece, Piece::Any))
}

fn matches_one(piece: &Piece, character: char) -> bool {
    match piece {
        Piece::Any => false,
        Piece::One => true,
        Piece::Literal(literal) => *literal == character,
        Piece::Class { negated, ranges } => {
            ranges.iter().any(|(low, high)| (*low..=*high).contains(&character)) != *negated
        }
    }
}

fn parse_name(text: &str) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        pieces.push(match character {
            '*' => Piece::Any,
            '?' => Piece::One,
            '\\' => Piece::Literal(characters.next()?),
            '[' => parse_class(&mut characters)?,
            // Alternatives are spread by `alternatives` before; what is left is malformed.
            '{' | '}' => return None,
            other => Piece::Literal(other),
        });
    }
    Some(pieces)
}

fn parse_class(characters: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<Piece> {
    let negated = characters.next_if(|first| matches!(first, '^' | '!')).is_some();
    let mut ranges = Vec::new();
    loop {
        let low = match characters.next()? {
            ']' if !ranges.is_empty() => return Some(Piece::Class { negated, ranges }),
            '\\' => characters.next()?,
            other => other,
        };
        let mut high = low;
        if characters.next_if_eq(&'-').is_some() {
            high = match characters.next()? {
                '\\' => characters.next()?,
                other => other,
            };
        }
        ranges.push((low, high));
    }
}
