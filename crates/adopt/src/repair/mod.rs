//! Broken code to whole code: what blogs and text extraction take away is put back where the text tells what it was.
//!
//! Nothing is invented: brackets and commas are put in, damaged characters are mended; a value, a name, a marker that is
//! gone is told by its line and stays gone.

mod clean;
mod hcl;
mod json;
mod line;
mod search;
mod state;
mod tokens;
mod write;

use std::collections::BTreeMap;

use dryrun_diag::FileId;

pub use line::Shape;
use line::{Kind, Line};
use search::{Commas, Ground, Reading, search};
use state::Change;

/// Whether a language knows a member at a place: the path to it, its name, what stands there. `None`: anything goes.
pub type Fits<'a> = &'a dyn Fn(&[&str], &str, Shape) -> Option<bool>;

/// The notation of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// JSON.
    Json,
    /// HCL in native syntax.
    Hcl,
}

/// Something that was mended, or could not be: a line of the text that was given, from 0, and what.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// The line.
    pub line: usize,
    /// What was done, or is wrong.
    pub what: String,
}

/// A text after mending.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Repaired {
    /// The text.
    pub text: String,
    /// What was mended.
    pub mended: Vec<Note>,
    /// What is missing and cannot be known.
    pub gaps: Vec<Note>,
    /// Whether it parses now.
    pub whole: bool,
    /// For each line, the line of the text that was given, or the one that a new line was put beside.
    pub origin: Vec<usize>,
    /// The lines of the text that was given which cannot be read: first and last.
    pub unreadable: Vec<(usize, usize)>,
}

/// Texts longer than this are left as they are.
const LONGEST: usize = 4 << 20;
/// And so are texts with more lines.
const MOST_LINES: usize = 40_000;
/// Readings that are tried with the parser.
const TRIED: usize = 12;

/// Whether a text parses as it is.
#[must_use]
pub fn parses(text: &str, notation: Notation) -> bool {
    match notation {
        Notation::Json => serde_json::from_str::<serde_json::Value>(text).is_ok(),
        Notation::Hcl => {
            let input = dryrun_hcl::Input { file: FileId(0), name: "", text };
            !dryrun_hcl::parse(input).1.iter().any(dryrun_diag::Diagnostic::is_error)
        }
    }
}

/// Mends a text: characters first, then brackets and commas.
#[must_use]
pub fn repair(text: &str, notation: Notation, fits: Fits<'_>) -> Repaired {
    let mut mended = Vec::new();
    let cleaned = clean::clean(text, Some(notation), &mut mended);
    let mut repaired = brackets(&cleaned, notation, fits);
    mended.append(&mut repaired.mended);
    repaired.mended = mended;
    repaired
}

/// Mends the characters of a text in some other notation.
#[must_use]
pub fn characters(text: &str) -> (String, Vec<Note>) {
    let mut notes = Vec::new();
    let text = clean::clean(text, None, &mut notes);
    (text, notes)
}

/// Puts back the brackets and commas that a text has lost.
#[must_use]
pub fn brackets(text: &str, notation: Notation, fits: Fits<'_>) -> Repaired {
    let large = text.len() > LONGEST || text.lines().nth(MOST_LINES).is_some();
    if large || parses(text, notation) {
        let whole = parses(text, notation);
        return unchanged(text, whole);
    }
    let mixed = text.lines().any(|line| line.starts_with('\t'))
        && text.lines().any(|line| line.starts_with(' '));
    let widths: &[i32] = if mixed { &[4, 2, 8] } else { &[4] };
    let mut best: Option<(u32, Repaired)> = None;
    for tab in widths {
        let (cost, repaired) = with_tabs(text, notation, fits, *tab);
        let price = if repaired.whole { cost } else { cost.saturating_add(1 << 20) };
        if best.as_ref().is_none_or(|(other, _)| price < *other) {
            best = Some((price, repaired));
        }
    }
    best.map(|(_, repaired)| repaired).unwrap_or_default()
}

fn with_tabs(text: &str, notation: Notation, fits: Fits<'_>, tab: i32) -> (u32, Repaired) {
    let (lines, lost, commas) = match notation {
        Notation::Json => (json::lines(text, tab), Vec::new(), Commas::Strict),
        Notation::Hcl => {
            let (lines, lost) = hcl::lines(text, tab);
            (lines, lost, Commas::Loose)
        }
    };
    let gaps = lost.iter().map(|lost| Note {
        line: lost.line,
        what: "the heredoc's marker is missing: `<<NAME` here and `NAME` on a line of its own after its text".to_owned(),
    });
    let gaps: Vec<Note> = gaps.collect();
    let unreadable: Vec<(usize, usize)> = lost.iter().map(|lost| (lost.line, lost.last)).collect();
    let unit = unit(&lines);
    let mut indents: Vec<i32> = lines.iter().map(|line| line.indent).collect();
    indents.sort_unstable();
    indents.dedup();
    let ground = Ground { lines: &lines, commas, unit, indented: indents.len() > 1, fits };
    let readings = search(&ground);
    let blanks = write::blanks(text, tab);
    let made = |reading: &Reading| {
        let (written, origin) = write::write(text, &reading.changes, blanks);
        let whole = parses(&written, notation);
        let repaired = Repaired {
            text: written,
            mended: notes(&reading.changes),
            gaps: gaps.clone(),
            whole,
            origin,
            unreadable: unreadable.clone(),
        };
        (reading.cost, repaired)
    };
    let mut first = None;
    for reading in readings.iter().take(TRIED) {
        let made = made(reading);
        if made.1.whole {
            return made;
        }
        first = first.or(Some(made));
    }
    first
        .unwrap_or_else(|| (u32::MAX >> 1, Repaired { gaps, unreadable, ..unchanged(text, false) }))
}

fn unchanged(text: &str, whole: bool) -> Repaired {
    let origin = (0..text.lines().count()).collect();
    Repaired { text: text.to_owned(), whole, origin, ..Repaired::default() }
}

/// Columns of one level: the most common step inwards after an opening brace.
fn unit(lines: &[Line]) -> i32 {
    let mut steps: BTreeMap<i32, usize> = BTreeMap::new();
    let mut least = None;
    for (line, next) in lines.iter().zip(lines.iter().skip(1)) {
        let step = next.indent - line.indent;
        let Some(open) = line.opens.last().filter(|_| step > 0) else { continue };
        least = Some(least.map_or(step, |least: i32| least.min(step)));
        if matches!(open.kind, Kind::Object | Kind::Body) {
            *steps.entry(step).or_default() += 1;
        }
    }
    let common = steps.iter().max_by_key(|(step, count)| (**count, -**step)).map(|(step, _)| *step);
    common.or(least).unwrap_or(2)
}

/// What the changes did, by line.
fn notes(changes: &[Change]) -> Vec<Note> {
    let mut at: BTreeMap<(usize, bool), String> = BTreeMap::new();
    let mut out = Vec::new();
    for change in changes {
        match change {
            Change::Close { after, kind, .. } => {
                at.entry((*after, true)).or_default().push_str(kind.closing());
            }
            Change::Open { before, kind, .. } => {
                at.entry((*before, false)).or_default().push_str(kind.opening());
            }
            Change::CommaAfterClose => {}
            Change::Comma { line } => {
                out.push(Note { line: *line, what: "put a comma at the end".to_owned() });
            }
            Change::NoComma { line } => {
                out.push(Note { line: *line, what: "took the comma at the end away".to_owned() });
            }
        }
    }
    out.extend(at.into_iter().map(|((line, after), brackets)| Note {
        line,
        what: if after {
            format!("put `{brackets}` after it")
        } else {
            format!("put `{brackets}` before it")
        },
    }));
    out.sort();
    out
}
