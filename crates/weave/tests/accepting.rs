//! What `accept` writes, over generated chapters: recorded bodies and values become what the engine says, every other
//! byte stays, and a second time changes nothing.

use dryrun_diag::FileId;
use dryrun_engine::ReadError;
use dryrun_weave::{Book, Chapter, Checked, Edit, Files, Info, apply};
use proptest::prelude::*;

mod capitals;

struct None;

impl Files for None {
    fn read(&self, path: &str) -> Result<String, ReadError> {
        if path == "part.md" { Ok("included\n".to_owned()) } else { Err(ReadError::NotFound) }
    }
}

fn checked(text: &str) -> (Checked, Book) {
    capitals::checked(&[Chapter { path: "ch.md".to_owned(), text: text.to_owned() }], &None)
}

fn accepted(text: &str) -> String {
    let found = checked(text).0;
    let own: Vec<&Edit> = found.edits.iter().filter(|edit| edit.span.file == FileId(0)).collect();
    apply(text, &own)
}

/// The first line's beginning, what further lines begin with, and the fence's marks.
const HOLDERS: &[(&str, &str, &str)] = &[
    ("", "", "```"),
    ("", "", "~~~~~"),
    ("  ", "  ", "```"),
    ("- item\n\n  ", "  ", "````"),
    ("1. item\n\n   ", "   ", "```"),
    ("- a\n  - b\n\n    ", "    ", "```"),
    ("> ", "> ", "```"),
    (">", ">", "~~~"),
    ("> - item\n>\n>   ", ">   ", "```"),
    ("-\titem\n\n\t", "\t", "```"),
];

/// A fence in its container.
fn fence(holder: usize, info: &str, body: &[String]) -> String {
    let (first, further, marks) = HOLDERS.get(holder % HOLDERS.len()).copied().unwrap_or_default();
    let line = |text: &str| format!("{}\n", format!("{further}{text}").trim_end());
    let body: String = body.iter().map(|text| line(text)).collect();
    format!("{first}{marks}{info}\n{body}{}\n", line(marks))
}

/// One part of a chapter: as written, and as it must be after `accept`.
#[derive(Debug, Clone)]
struct Block {
    written: String,
    accepted: String,
}

fn words() -> impl Strategy<Value = String> {
    "[ac-zé日]{1,6}( [ac-zé日]{1,6}){0,3}"
}

fn lines() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(words(), 1..5)
}

fn prose() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~é日]{0,40}"
            .prop_map(|text| format!("Text: {}\n", text.replace(['`', '~', '<', '{', '\\'], " "))),
        Just("```rust\nfn main() {}\n```\n".to_owned()),
        Just("    indented code  \n".to_owned()),
        Just("| a | b |\n| - | - |\n| 1 | 2 |\n".to_owned()),
        Just("trailing blanks   \nand a [link](x.md)\n".to_owned()),
    ]
}

/// An example with its record, stale or not, and a value in prose.
fn example(id: usize) -> impl Strategy<Value = Block> {
    (lines(), lines(), any::<bool>(), 0..HOLDERS.len(), 0..HOLDERS.len(), 0..99_usize, prose())
        .prop_map(move |(text, other, stale, first, second, number, between)| {
            let upper: Vec<String> = text.iter().map(|line| line.to_uppercase()).collect();
            let length = upper.join("\n").len();
            let before = format!(
                "{}\n{between}\n",
                fence(first, &format!("text up id=e{id} title=\"é {id}\""), &text)
            );
            let info = format!("text output  of=e{id},title=\"x y\"");
            let value = |number: usize| {
                format!("It has **{number} letters**<!-- =e{id}.length --> here.\n\n")
            };
            let recorded = if stale { &other } else { &upper };
            Block {
                written: format!("{before}{}\n{}", fence(second, &info, recorded), value(number)),
                accepted: format!("{before}{}\n{}", fence(second, &info, &upper), value(length)),
            }
        })
}

fn chapter() -> impl Strategy<Value = Block> {
    let blocks = (prose(), example(0), prose(), example(1), prose());
    (blocks, any::<bool>(), any::<bool>()).prop_map(|((a, one, b, two, c), windows, mark)| {
        let finish = |text: String| {
            let text = if windows { text.replace('\n', "\r\n") } else { text };
            if mark { format!("\u{feff}{text}") } else { text }
        };
        let whole = |one: &str, two: &str| finish(format!("{a}\n{one}{b}\n{two}{c}"));
        Block {
            written: whole(&one.written, &two.written),
            accepted: whole(&one.accepted, &two.accepted),
        }
    })
}

/// Pieces that put together at random make every kind of broken chapter.
const SOUP: &[&str] = &[
    "```text up id=a\n",
    "```text output of=a\n",
    "```json value of=a case=b\n",
    "~~~~text up id=b base=a\n",
    "```\n",
    "~~~~\n",
    "> ",
    "- ",
    "1. ",
    "\t",
    "  ",
    "    ",
    "\n",
    "\r\n",
    "\u{feff}",
    "é",
    "word ",
    "bad ",
    "**7**<!-- =a.length -->",
    "<!-- =b -->",
    "<!-- dryrun: up id=c\n",
    "<!-- dryrun: output of=c\n",
    "-->\n",
    "<!-- dryrun: seed=7 -->",
    "{{#include part.md}}",
    "{{#include x.md}}",
    "...\n",
    "[..]",
    "WORD\n",
    "`",
    "\\",
    "<b>",
    "</b>",
    "| a |\n|-|\n",
    "[^1]: ",
    "{ \"text\": \"x\", ... }\n",
    "```console up\n> x\n",
];

#[test]
fn records_in_comments_keep_their_places() {
    let up = "```text up id=a\nx\ny\n```\n\n";
    for (record, want) in [
        ("<!-- dryrun: output of=a -->\n", "<!-- dryrun: output of=a \nX\nY\n-->\n"),
        ("<!-- dryrun: output of=a\nZ\n-->\n", "<!-- dryrun: output of=a\nX\nY\n-->\n"),
        (
            "> <!-- dryrun: output of=a\n> Z\n> -->\n",
            "> <!-- dryrun: output of=a\n> X\n> Y\n> -->\n",
        ),
        (
            "- b\n  <!-- dryrun: output of=a\n  Z\n  -->\n",
            "- b\n  <!-- dryrun: output of=a\n  X\n  Y\n  -->\n",
        ),
        ("in a line <!-- dryrun: output of=a -->\n", "in a line <!-- dryrun: output of=a -->\n"),
    ] {
        for newline in ["\n", "\r\n"] {
            let lines = |text: &str| text.replace('\n', newline);
            let new = accepted(&lines(&format!("{up}{record}")));
            assert_eq!(new, lines(&format!("{up}{want}")));
            assert_eq!(accepted(&new), new);
        }
    }
}

fn infos(book: &Book) -> Vec<Info> {
    book.chapter_snippets(0).iter().map(|snippet| snippet.info.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: Option::None, ..ProptestConfig::default() })]

    #[test]
    fn only_recorded_texts_change(chapter in chapter()) {
        let new = accepted(&chapter.written);
        prop_assert_eq!(&new, &chapter.accepted);
        prop_assert_eq!(&accepted(&new), &new);
        let left = checked(&new).0.diagnostics;
        prop_assert!(left.is_empty(), "{:?}", left);
    }

    #[test]
    fn broken_chapters_keep_their_snippets(pieces in prop::collection::vec(0..SOUP.len(), 0..40)) {
        let text: String = pieces.iter().map(|at| SOUP[*at]).collect();
        let new = accepted(&text);
        prop_assert_eq!(infos(&checked(&text).1), infos(&checked(&new).1), "{:?} became {:?}", text, new);
        prop_assert_eq!(&accepted(&new), &new, "from {:?}", text);
    }

    #[test]
    fn wildcards_survive(text in lines(), cut in prop::collection::vec(0..4_u8, 5), changed in 0..5_usize) {
        let mut recorded = Vec::new();
        for (at, line) in text.iter().enumerate() {
            let upper = line.to_uppercase();
            recorded.push(match cut[at] {
                0 => "...".to_owned(),
                1 => format!("{}[..]", upper.chars().next().unwrap_or('A')),
                _ if at == changed => "something else".to_owned(),
                _ => upper,
            });
        }
        recorded.dedup_by(|a, b| a == "..." && b == "...");
        let chapter = format!("{}\n{}", fence(0, "text up id=a", &text), fence(3, "text output of=a", &recorded));
        let new = accepted(&chapter);
        for wildcard in ["...\n", "[..]"] {
            prop_assert_eq!(new.matches(wildcard).count(), chapter.matches(wildcard).count(), "{}\n{}", chapter, new);
        }
        prop_assert_eq!(accepted(&new), new);
    }
}
