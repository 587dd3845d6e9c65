//! How far long work has come: one line on a terminal, nothing anywhere else.

use std::io::{IsTerminal as _, Write as _, stderr};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Instant;

/// Work that takes less is not worth a line, in milliseconds.
const PATIENCE: u64 = 400;
/// Milliseconds between two drawings.
const PAUSE: u64 = 100;

/// How much a command says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Talk {
    /// `-q`: results only.
    Quiet,
    /// What most people want to know.
    Usual,
    /// `-v`: every example.
    Much,
}

/// Whether progress is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Drawn {
    Yes,
    No,
}

/// The count of what is done; its line is wiped when it is dropped.
#[derive(Debug)]
pub struct Progress {
    drawn: Drawn,
    total: usize,
    done: AtomicUsize,
    started: Instant,
    /// When it was drawn last, in milliseconds since the start.
    last: AtomicU64,
}

impl Progress {
    /// For `total` examples; drawn on a terminal only, and not for those who asked for quiet.
    #[must_use]
    pub fn new(total: usize, talk: Talk) -> Self {
        let drawn =
            if talk != Talk::Quiet && stderr().is_terminal() { Drawn::Yes } else { Drawn::No };
        Self {
            drawn,
            total,
            done: AtomicUsize::new(0),
            started: Instant::now(),
            last: AtomicU64::new(0),
        }
    }

    /// One more is done.
    pub fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.drawn == Drawn::No {
            return;
        }
        let now = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        let last = self.last.load(Ordering::Relaxed);
        let due = now >= PATIENCE && now >= last + PAUSE;
        if due
            && self.last.compare_exchange(last, now, Ordering::Relaxed, Ordering::Relaxed).is_ok()
        {
            let _ = write!(stderr(), "\r{}\u{1b}[K", line(done, self.total));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.last.load(Ordering::Relaxed) > 0 {
            let _ = write!(stderr(), "\r\u{1b}[K");
        }
    }
}

/// Characters of the bar.
const WIDTH: usize = 24;

fn line(done: usize, total: usize) -> String {
    let full = (WIDTH * done.min(total)).checked_div(total).unwrap_or(WIDTH);
    format!("[{}{}] {done} of {total} examples", "#".repeat(full), ".".repeat(WIDTH - full))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills() {
        assert_eq!(line(0, 0), "[########################] 0 of 0 examples");
        assert_eq!(line(5, 10), "[############............] 5 of 10 examples");
        assert_eq!(line(11, 10), "[########################] 11 of 10 examples");
    }
}
