//! Damaged definitions: no panic, and every finding stays within the text.

use dryrun_asl_check::{Finding, Kind, check};
use dryrun_diag::FileId;
use dryrun_testkit::load;

/// Definitions of the text cases, which hold every kind of field.
fn definitions() -> Vec<String> {
    let cases = load("tests/cases");
    cases
        .iter()
        .map(|case| {
            case.part("definition")
                .lines()
                .filter(|line| !line.trim().starts_with('^'))
                .collect::<Vec<_>>()
                .join("\n")
        })
        .collect()
}

fn within(text: &str, finding: &Finding) -> bool {
    let labels = finding.diagnostic.labels.iter();
    labels.map(|label| label.span.range()).all(|range| text.get(range).is_some())
}

fn holds(text: &str) {
    for kind in [Kind::Standard, Kind::Express] {
        let report = check(FileId(0), text, kind);
        assert!(report.findings.iter().all(|finding| within(text, finding)), "{text}");
    }
}

/// A small generator, so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit.max(1)
    }
}

fn characters(text: &str) -> Vec<char> {
    text.chars().collect()
}

#[test]
fn cut_off_anywhere() {
    for text in definitions() {
        for (at, _) in text.char_indices().step_by(7) {
            holds(&text[..at]);
        }
    }
}

#[test]
fn characters_changed() {
    const LETTERS: [char; 14] =
        ['"', '{', '}', '[', ']', ',', ':', '$', '.', '%', '\\', '0', 'é', '\u{1F600}'];
    let mut dice = Dice(7);
    for text in definitions() {
        for _ in 0..40 {
            let mut damaged = characters(&text);
            for _ in 0..=dice.below(3) {
                let at = dice.below(damaged.len());
                if let Some(place) = damaged.get_mut(at) {
                    *place = LETTERS[dice.below(LETTERS.len())];
                }
            }
            holds(&damaged.into_iter().collect::<String>());
        }
    }
}

#[test]
fn values_of_other_types() {
    const VALUES: [&str; 12] = [
        "null",
        "true",
        "-1",
        "1e400",
        "\"\"",
        "[]",
        "{}",
        "[[]]",
        "\"$..\"",
        "\"{% ( %}\"",
        "\"States.Format(\"",
        "\"é😀\"",
    ];
    let mut dice = Dice(11);
    for text in definitions() {
        let colons: Vec<usize> = text.match_indices("\": ").map(|(at, _)| at + 3).collect();
        for _ in 0..30 {
            let Some(&start) = colons.get(dice.below(colons.len())) else { continue };
            let length = text[start..].find([',', '\n', '}']).unwrap_or(0);
            let value = VALUES[dice.below(VALUES.len())];
            holds(&format!("{}{value}{}", &text[..start], &text[start + length..]));
        }
    }
}

#[test]
fn lines_left_out_and_doubled() {
    for text in definitions() {
        let lines: Vec<&str> = text.lines().collect();
        for at in 0..lines.len() {
            let without: Vec<&str> = lines
                .iter()
                .enumerate()
                .filter(|(line, _)| *line != at)
                .map(|(_, line)| *line)
                .collect();
            holds(&without.join("\n"));
            let mut twice = lines.clone();
            twice.insert(at, lines[at]);
            holds(&twice.join("\n"));
        }
    }
}
