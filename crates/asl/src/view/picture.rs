//! The time line as a picture: one row for each visit of a state, with its attempts, back-offs and waits.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::run::{Note, RunResult, Tried, What};
use crate::time::{Millis, seconds_text};

use super::trace;

/// Rows that are drawn at most.
const ROWS: usize = 60;

/// Measures in pixels.
const ROW: usize = 24;
const CHARACTER: usize = 8;
const BARS: f64 = 520.0;
const MARGIN: usize = 12;
const AXIS: usize = 28;

/// What happened during a part of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// An attempt, or the state as a whole, that went well.
    Well,
    /// An attempt that failed.
    Failed,
    /// The pause before the next attempt.
    BackOff,
    /// A Wait state.
    Wait,
}

impl Kind {
    fn class(self) -> &'static str {
        match self {
            Self::Well => "well",
            Self::Failed => "failed",
            Self::BackOff => "back-off",
            Self::Wait => "wait",
        }
    }

    fn fill(self) -> &'static str {
        match self {
            Self::Well => "#2b7a2b",
            Self::Failed => "#b3261e",
            Self::BackOff => "none",
            Self::Wait => "#7a8699",
        }
    }
}

/// A part of a visit, from and to.
struct Span {
    kind: Kind,
    from: Millis,
    to: Millis,
    title: String,
}

/// A visit of a state.
struct Row {
    label: String,
    spans: Vec<Span>,
}

/// The time line as SVG; `None` where nothing happened.
#[must_use]
pub fn timeline_svg(run: &RunResult, title: &str) -> Option<String> {
    let rows = rows(run);
    if rows.is_empty() {
        return None;
    }
    let hidden = rows.len().saturating_sub(ROWS);
    let shown = rows.get(..ROWS.min(rows.len())).unwrap_or_default();
    let longest = shown.iter().map(|row| row.label.chars().count()).max().unwrap_or_default();
    let left = MARGIN * 2 + longest.min(40) * CHARACTER;
    let high = MARGIN * 2 + shown.len() * ROW + AXIS + if hidden > 0 { ROW } else { 0 };
    let scale = Scale { left: pixels(left), start: run.start, total: (run.end - run.start).max(1) };
    let mut body = String::new();
    scale.axis(&mut body, pixels(MARGIN), pixels(MARGIN + shown.len() * ROW));
    for (at, row) in shown.iter().enumerate() {
        draw(&mut body, row, &scale, pixels(MARGIN + at * ROW));
    }
    if hidden > 0 {
        let y = pixels(high - MARGIN);
        let _ = write!(
            body,
            "<text x=\"{MARGIN}\" y=\"{y:.0}\" fill=\"#666666\">and {hidden} more</text>"
        );
    }
    let wide = pixels(left) + BARS + pixels(MARGIN) * 4.0;
    Some(format!(
        "<svg class=\"dryrun-graph dryrun-timeline\" role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {wide:.0} {high}\" width=\"{wide:.0}\" \
         xmlns=\"http://www.w3.org/2000/svg\" font-family=\"sans-serif\" font-size=\"12\">{body}</svg>",
        escaped(title)
    ))
}

/// Visits in the order in which they ended; attempts of a visit that is still under way wait for its end.
fn rows(run: &RunResult) -> Vec<Row> {
    let mut begun: BTreeMap<(&str, &[usize]), Vec<Span>> = BTreeMap::new();
    let mut rows = Vec::new();
    for note in &run.notes {
        let spans = begun.entry((note.state.as_ref(), note.within.as_slice())).or_default();
        let from = spans.last().map_or(note.since, |span| span.to);
        if let What::Attempt(attempt, Tried::Retry(error, delay)) = &note.what {
            let error = error.as_deref().unwrap_or("an error");
            let failed = format!("attempt {attempt}: {error}");
            spans.push(Span { kind: Kind::Failed, from, to: note.at, title: failed });
            let pause = format!("back-off of {}", seconds_text(*delay));
            let to = note.at.saturating_add(*delay).min(run.end);
            spans.push(Span { kind: Kind::BackOff, from: note.at, to, title: pause });
            continue;
        }
        let last = last(note, from, run.end);
        let mut spans = std::mem::take(spans);
        spans.push(last);
        rows.push(Row { label: trace::place(note), spans });
    }
    for ((state, _), spans) in begun {
        if !spans.is_empty() {
            rows.push(Row { label: state.to_owned(), spans });
        }
    }
    rows
}

/// The part that ends a visit.
fn last(note: &Note, from: Millis, end: Millis) -> Span {
    let span = |kind, to, title| Span { kind, from, to, title };
    let name = |error: &Option<std::sync::Arc<str>>| {
        error.as_deref().unwrap_or("an error without a name").to_owned()
    };
    match &note.what {
        What::Attempt(attempt, Tried::Ok) => {
            span(Kind::Well, note.at, format!("attempt {attempt}: ok"))
        }
        What::Attempt(attempt, Tried::Caught(error, next)) => {
            let title = format!("attempt {attempt}: {}, caught, to {next}", name(error));
            span(Kind::Failed, note.at, title)
        }
        What::Attempt(attempt, Tried::Failed(error) | Tried::Retry(error, _)) => {
            span(Kind::Failed, note.at, format!("attempt {attempt}: {}", name(error)))
        }
        What::Passed => span(Kind::Well, note.at, "passed".to_owned()),
        What::Chose(next) => span(Kind::Well, note.at, format!("chose {next}")),
        What::Succeeded => span(Kind::Well, note.at, "succeeded".to_owned()),
        What::Failed(error) => span(Kind::Failed, note.at, format!("failed: {}", name(error))),
        What::Waits(time) => {
            let to = note.at.saturating_add(*time).min(end);
            span(Kind::Wait, to, format!("waits {}", seconds_text(*time)))
        }
    }
}

/// From virtual time to pixels.
struct Scale {
    left: f64,
    start: Millis,
    total: Millis,
}

impl Scale {
    fn x(&self, time: Millis) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "pixels need no more")]
        let part = time.saturating_sub(self.start) as f64 / self.total as f64;
        self.left + part.clamp(0.0, 1.0) * BARS
    }

    /// Lines at round times.
    fn axis(&self, out: &mut String, top: f64, bottom: f64) {
        let step = step(self.total);
        let ticks = (0..=10).map(|tick| tick * step).take_while(|time| *time <= self.total);
        for time in ticks {
            let x = self.x(self.start.saturating_add(time));
            let _ = write!(
                out,
                "<line x1=\"{x:.1}\" y1=\"{top:.0}\" x2=\"{x:.1}\" y2=\"{bottom:.0}\" stroke=\"#cccccc\" stroke-width=\"1\"/>\
                 <text x=\"{x:.1}\" y=\"{:.0}\" text-anchor=\"middle\" fill=\"#666666\" font-size=\"11\">{}</text>",
                bottom + 16.0,
                seconds_text(time)
            );
        }
    }
}

/// A round span of which about four to eight fit into the whole.
fn step(total: Millis) -> Millis {
    let mut step: Millis = 1;
    let mut factors = [2, 5, 10].into_iter().cycle();
    let mut power: Millis = 1;
    while total / step > 8 {
        let factor = factors.next().unwrap_or(10);
        step = power.saturating_mul(factor);
        if factor == 10 {
            power = step;
        }
    }
    step
}

fn draw(out: &mut String, row: &Row, scale: &Scale, top: f64) {
    let middle = top + pixels(ROW) / 2.0;
    let label: String = row.label.chars().take(40).collect();
    let _ = write!(
        out,
        "<text x=\"{:.0}\" y=\"{:.1}\" text-anchor=\"end\" fill=\"#222222\">{}</text>",
        scale.left - pixels(MARGIN),
        middle + 4.0,
        escaped(&label)
    );
    for span in &row.spans {
        let (x, end) = (scale.x(span.from), scale.x(span.to));
        let (class, fill, title) = (span.kind.class(), span.kind.fill(), escaped(&span.title));
        if span.kind == Kind::BackOff {
            let _ = write!(
                out,
                "<line class=\"{class}\" x1=\"{x:.1}\" y1=\"{middle:.1}\" x2=\"{end:.1}\" y2=\"{middle:.1}\" stroke=\"#888888\" stroke-width=\"2\" stroke-dasharray=\"4 3\"><title>{title}</title></line>"
            );
        } else {
            // What takes no time still shows.
            let wide = (end - x).max(6.0);
            let (x, y) = (if end - x < 6.0 { x - 3.0 } else { x }, top + 6.0);
            let _ = write!(
                out,
                "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{wide:.1}\" height=\"12\" rx=\"3\" fill=\"{fill}\"><title>{title}</title></rect>"
            );
        }
    }
}

fn pixels(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round() {
        for (total, wanted) in [(1, 1), (8, 1), (9, 2), (3_000, 500), (10_000, 2_000)] {
            assert_eq!(step(total), wanted, "{total}");
        }
        assert!(Millis::MAX / step(Millis::MAX) <= 10);
    }
}
