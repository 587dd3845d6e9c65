//! A generated corpus of chapters with one mistake each: the one diagnostic names the file, line and column where it is.
//!
//! `§` marks the place; it is taken out before the chapter is read. Lines and columns are counted here once more, so that
//! a slip in the counting of the weaver cannot hide.

use std::collections::BTreeMap;

use dryrun_engine::ReadError;
use dryrun_weave::{Chapter, Files};
use unicode_segmentation::UnicodeSegmentation as _;

mod capitals;

/// Title of the diagnostic and the Markdown with the mistake; `FENCE` stands for the fence's marks.
const MISTAKES: &[(&str, &str)] = &[
    (
        "Bad text",
        "FENCEtext up id=a\nfine\nfine Üe\u{301} 👩\u{200d}👩\u{200d}👧 日本 §bad\nfine\nFENCE",
    ),
    ("Bad text", "FENCEtext up id=a title=\"Größe, 日本\"\n§bad\nFENCE"),
    ("Bad text", "FENCEtext up id=a\n\n\n  \t§bad\nFENCE"),
    ("Bad text", "<!-- dryrun: up id=a\nfine §bad\n-->"),
    ("Unknown key", "FENCEtext up id=a §nmae=x\nfine\nFENCE"),
    ("Unknown key", "FENCEtext,up,id=a,title=\"日本 é\",§nmae=x\nfine\nFENCE"),
    ("Unknown key", "Words, then <!-- dryrun: §sed=7 --> more."),
    ("Unknown role", "FENCEtext §upp id=a\nfine\nFENCE"),
    ("Role in the wrong language", "FENCE §json up id=a\nfine\nFENCE"),
    ("Unknown example", "FENCEtext output §of=nobody\nFINE\nFENCE"),
    ("Missing include", "words é §{{#include no/such.md}} words"),
    (
        "Recorded result differs",
        "FENCEtext up id=a\nhello\nworld\nFENCE\n\nFENCEtext output of=a\nHELLO\n§WÖRLD\nFENCE",
    ),
    (
        "Recorded result differs",
        "FENCEtext up id=a\nhello\nFENCE\n\nFENCEjson value of=a\n{\n  \"words\": { \"count\": §2 }, ...\n}\nFENCE",
    ),
    ("Recorded result differs", "FENCEconsole up\n> wörd\nWÖRD\n> two\n§TOO\nFENCE"),
    (
        "Not an excerpt",
        "FENCEtext up id=a\nhello\nFENCE\n\nFENCEtext excerpt of=a at=a.txt\n§nothing\nFENCE",
    ),
    (
        "Value in prose differs",
        "FENCEtext up id=a\nhello\nFENCE\n\nÜber 日本: **§7 letters**<!-- =a.length -->.",
    ),
    ("No such value", "FENCEtext up id=a\nhello\nFENCE\n\nEs sind `5`<!-- =§a.nothing -->."),
    (
        "Unknown case",
        "FENCEtext up id=a\nhello\nFENCE\n\nFENCEtext output of=a §case=b\nHELLO\nFENCE",
    ),
];

/// The first line's beginning and what every further line of a block begins with.
const CONTAINERS: &[(&str, &str)] = &[
    ("", ""),
    (" ", " "),
    ("   ", "   "),
    ("- item\n\n  ", "  "),
    ("* one\n* two é\n\n  ", "  "),
    ("10. item\n\n    ", "    "),
    ("- outer\n  - inner\n\n    ", "    "),
    ("- [ ] task\n\n  ", "  "),
    ("> ", "> "),
    (">", ">"),
    ("> [!NOTE]\n> words\n>\n> ", "> "),
    ("> > ", "> > "),
    ("> - item\n>\n>   ", ">   "),
    ("- item\n\n  > ", "  > "),
    ("-\titem\n\n\t", "\t"),
    ("1.\titem\n\n\t", "\t"),
    ("[^1]: note\n\n    ", "    "),
    ("<details>\n<summary>é</summary>\n\n", ""),
];

const FENCES: &[&str] = &["```", "~~~~", "``````"];

/// What comes before, in the same file.
const BEFORE: &[&str] = &[
    "",
    "# Überschrift 日本語 👩\u{200d}👩\u{200d}👧 e\u{301}\n\ntext\u{2028}with a line separator\u{85}\u{c}\n\n",
    "# Title\n\n{{#include intro.md}} and after\n\n| a | b |\n| - | - |\n| `x` | y |\n\n",
];

/// Which file holds the mistake.
#[derive(Debug, Clone, Copy)]
enum Holder {
    Chapter,
    Included,
    IncludedLines,
    IncludedAnchor,
}

const HOLDERS: [Holder; 4] =
    [Holder::Chapter, Holder::Included, Holder::IncludedLines, Holder::IncludedAnchor];

struct Texts(BTreeMap<String, String>);

impl Files for Texts {
    fn read(&self, path: &str) -> Result<String, ReadError> {
        self.0.get(path).cloned().ok_or(ReadError::NotFound)
    }
}

/// A mistake inside its container.
fn contained(mistake: &str, fence: &str, (first, further): (&str, &str)) -> String {
    let mut lines = mistake.split('\n');
    let mut out = format!("{first}{}\n", lines.next().unwrap_or_default());
    for line in lines {
        let line = format!("{further}{line}");
        // Editors strip blanks at the ends of lines.
        out.push_str(line.trim_end_matches(' '));
        out.push('\n');
    }
    out.replace("FENCE", fence)
}

fn files(block: &str, before: &str, holder: Holder) -> BTreeMap<String, String> {
    let (chapter, part) = match holder {
        Holder::Chapter => (format!("{before}{block}\nafter\n"), None),
        Holder::Included => (
            format!("{before}{{{{#include parts/part.md}}}}\n\nafter\n"),
            Some(format!("first é\n\n{block}")),
        ),
        Holder::IncludedLines => (
            format!("{before}{{{{#include parts/part.md:3:}}}}\n\nafter\n"),
            Some(format!("left out\n\nfirst\n\n{block}")),
        ),
        Holder::IncludedAnchor => (
            format!("{before}{{{{#include ./parts/part.md:here}}}}\n\nafter\n"),
            Some(format!(
                "left out\n<!-- ANCHOR: here -->\n\n{block}<!-- ANCHOR_END: here -->\nno\n"
            )),
        ),
    };
    let mut all = BTreeMap::from([
        ("src/ch.md".to_owned(), chapter),
        ("src/intro.md".to_owned(), "two\nlines é\n".to_owned()),
    ]);
    all.extend(part.map(|part| ("src/parts/part.md".to_owned(), part)));
    all
}

/// File, line and column of the mark, counted from the text itself.
fn marked(files: &BTreeMap<String, String>) -> (String, usize, usize) {
    let (name, text) = files.iter().find(|(_, text)| text.contains('§')).expect("a mark");
    let before = text.split('§').next().unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default().trim_start_matches('\u{feff}');
    (name.clone(), before.matches('\n').count() + 1, line.graphemes(true).count() + 1)
}

fn told(files: &BTreeMap<String, String>) -> Vec<(String, String, usize, usize)> {
    let plain: BTreeMap<String, String> =
        files.iter().map(|(name, text)| (name.clone(), text.replace('§', ""))).collect();
    let chapter = Chapter {
        path: "src/ch.md".to_owned(),
        text: plain.get("src/ch.md").cloned().unwrap_or_default(),
    };
    let (checked, book) = capitals::checked(&[chapter], &Texts(plain));
    let places = checked.diagnostics.iter().map(|found| {
        let place = found.span.and_then(|span| book.sources.locate(span));
        let (name, start, _) = place.expect("a place");
        (found.summary.to_string(), name.to_owned(), start.line as usize, start.column as usize)
    });
    places.collect()
}

#[test]
fn every_mistake_of_the_corpus_is_told_at_its_place() {
    let (mut wrong, mut all) = (Vec::new(), 0);
    for (title, mistake) in MISTAKES {
        for container in CONTAINERS {
            for fence in FENCES {
                for (before, holder) in
                    BEFORE.iter().flat_map(|before| HOLDERS.map(|holder| (before, holder)))
                {
                    let files = files(&contained(mistake, fence, *container), before, holder);
                    for (newline, mark) in
                        [("\n", ""), ("\r\n", ""), ("\n", "\u{feff}"), ("\r\n", "\u{feff}")]
                    {
                        let files: BTreeMap<String, String> = files
                            .iter()
                            .map(|(name, text)| {
                                (name.clone(), format!("{mark}{}", text.replace('\n', newline)))
                            })
                            .collect();
                        let (name, line, column) = marked(&files);
                        let want = vec![((*title).to_owned(), name, line, column)];
                        let got = told(&files);
                        all += 1;
                        if got != want {
                            wrong.push(format!("{files:#?}\nwant {want:?}\ngot  {got:?}"));
                        }
                    }
                }
            }
        }
    }
    assert!(all > 10_000, "{all} chapters");
    let every = (wrong.len() / 12).max(1);
    let shown: Vec<&String> = wrong.iter().step_by(every).collect();
    assert!(wrong.is_empty(), "{} of {all} wrong, such as\n{shown:#?}", wrong.len());
}
