//! No text makes a reader panic.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail where it stands")]

use dryrun_cty::functions::{NoWorld, function};
use dryrun_cty::{Number, Value, json, yaml};

/// A sequence of numbers that looks random and is the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

const SEEDS: &[&str] = &[
    "a: &x {b: [1, 2.5], c: ~}\nd: *x\n<<: *x\n",
    "- |\n  multi\n  line\n- >-\n  folded\n\n  text\n- 'it''s'\n- \"q\\tq\\u00e9\\x41\"\n",
    "%YAML 1.1\n%TAG ! tag:x,2000:\n---\n!foo [!!str 1, !<tag:y> b]\n...\n",
    "? [a]\n: b\n? c\n: - d\n  - e: f\n",
    "{\"a\":[1,-2.5e3,true,null],\"b\":{\"c\":\"\\ud83d\\ude00\"}}",
    "^(?:(?P<x>[a-z\\d]+)|[^\\p{L}&&-]{2,3}?)\\b$",
    "%[2]08.3f %-5s|%q %#v %%",
];

const PIECES: &[&str] = &[
    "\n", " ", "\t", ":", "-", "!", "!!", ",", "[", "]", "{", "}", "&", "*", "|", ">", "'", "\"",
    "\\", "%", "#", "@", "?", "é", "\u{feff}", "\u{2028}", "\r", "0", "9", "a", "(", ")", "<", "+",
    "$", "^", "\u{0}", "---", "...", "\\x", "\\u12", "%41", "%zz",
];

fn mutated(dice: &mut Dice) -> String {
    let mut text: Vec<char> = SEEDS[dice.roll(SEEDS.len())].chars().collect();
    for _ in 0..=dice.roll(4) {
        let at = dice.roll(text.len() + 1);
        match dice.roll(3) {
            0 => text.truncate(at),
            1 if at < text.len() => {
                text.remove(at);
            }
            _ => {
                let piece: Vec<char> = PIECES[dice.roll(PIECES.len())].chars().collect();
                text.splice(at..at, piece);
            }
        }
    }
    text.into_iter().collect()
}

#[test]
fn readers_survive_any_text() {
    let mut dice = Dice(1);
    for _ in 0..30_000 {
        let text = mutated(&mut dice);
        let _ = yaml::decode(&text);
        let _ = json::decode(&text);
        let _ = Number::parse(&text);
        let value = Value::string(text.as_str());
        for name in [
            "regex",
            "formatdate",
            "timeadd",
            "cidrhost",
            "csvdecode",
            "format",
            "textdecodebase64",
        ] {
            let found = function(name).unwrap();
            let second = if name == "cidrhost" { Value::integer(1) } else { value.clone() };
            let arguments =
                if name == "csvdecode" { vec![value.clone()] } else { vec![value.clone(), second] };
            let _ = found.call(&arguments, &NoWorld);
        }
        assert!(!yaml::encode(&value).is_empty());
    }
}

#[test]
fn huge_numbers_stay_manageable() {
    let mut number = Number::parse("1e100000").unwrap();
    for _ in 0..40 {
        number = number.multiply(&number).unwrap();
    }
    assert!(number.is_infinite());
    assert_eq!(Number::parse("1e-100000").unwrap().to_string().len(), 100_002);
    assert_eq!(Number::parse(&"9".repeat(1_000_000)), None);
    let gzip = function("base64gzip").unwrap();
    let text = Value::string("abcd".repeat(50_000));
    assert!(gzip.call(&[text], &NoWorld).is_ok());
}

#[test]
fn depth_is_bounded() {
    for open in ["[", "{a: ", "- ", "((((", "\"a\":["] {
        let text = open.repeat(20_000);
        let _ = yaml::decode(&text);
        let _ = json::decode(&text);
        let _ = function("regex")
            .unwrap()
            .call(&[Value::string(text.as_str()), Value::string("a")], &NoWorld);
    }
}

#[test]
fn every_function_survives_every_kind_of_argument() {
    let samples = [
        Value::null(dryrun_cty::Type::Dynamic),
        Value::dynamic(),
        Value::unknown(dryrun_cty::Type::String),
        Value::unknown(dryrun_cty::Type::list(dryrun_cty::Type::String)),
        Value::string(""),
        Value::string("a"),
        Value::integer(-1),
        Value::number(Number::parse("1e30").unwrap()),
        Value::number(Number::parse("Inf").unwrap()),
        Value::bool(true),
        Value::tuple([Value::integer(1), Value::string("x")]),
        Value::tuple([]),
        Value::list(
            dryrun_cty::Type::String,
            [Value::null(dryrun_cty::Type::String), Value::string("k")],
        ),
        Value::set(
            dryrun_cty::Type::Number,
            [Value::integer(1), Value::unknown(dryrun_cty::Type::Number)],
        ),
        Value::object([("a", Value::string("b").mark(dryrun_cty::Marks::SENSITIVE))]),
        Value::map(dryrun_cty::Type::list(dryrun_cty::Type::String), []),
    ];
    for function in dryrun_cty::functions::functions() {
        for first in &samples {
            let _ = function.call(std::slice::from_ref(first), &NoWorld);
            for second in &samples {
                let _ = function.call(&[first.clone(), second.clone()], &NoWorld);
                for third in &samples {
                    let _ =
                        function.call(&[first.clone(), second.clone(), third.clone()], &NoWorld);
                }
            }
        }
        let _ = function.call(&[], &NoWorld);
    }
}
