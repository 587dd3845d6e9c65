//! `cargo run --release --bin mutate -- MINUTES [SEED]`: a deterministic mutator for stable toolchains.
//!
//! Cuts, joins and changes the tokens of seed expressions, and prints how many texts it ran.

use std::time::{Duration, Instant};

/// Expressions that use every operator and most functions.
const SEEDS: &[&str] = &[
    "list[n > 1].s & a.d",
    "list^(>n, s){s: $sum(n)}",
    "list@$l.a@$a#$i[$i = 0].{'n': $l.n, 'p': %.n}",
    "($f := function($n, $a)<nn:n>{ $n = 0 ? $a : $f($n - 1, $a + $n) }; $f(9, 0))",
    "$ ~> |list|{'x': n * 2}, ['s']| ~> $string",
    "$map([1..5], function($v, $i){ $v ~> $power(2) }) ~> $reverse ~> $join(',')",
    "$match(u, /(\\w)+|[^a-z]{1,3}(?=x)/i) ~> $count",
    "$replace(a.d, /t(.)/, '$1$$') & $pad('x', -5, 'ab') & $substring(u, -2, 1)",
    "$formatNumber(1234.5, '#,##0.00;(0)') & $formatInteger(21, 'Ww;o') & $formatBase(255, 16)",
    "$fromMillis(1e12, '[Y0001]-[M01]-[D1o] [FNn,3-3] [H]:[m] [Z]', '+0530') ~> $toMillis('[Y]')",
    "$eval('a.b[' & 0 & ']') + $number('0x1F') - -1 % 2",
    "**.c[0] = *[1].c or $exists(nope) and z in [null]",
    "$sort(list, function($a, $b){ $a.n < $b.n }).t[].$uppercase()",
    "$reduce([1..9], function($a, $b){ [$a, [$b]] }) ~> $distinct ~> $spread",
    "$partition([1..7], 3) ~> $zip([1, 2]) ~> $shuffle",
    "$each(a, λ($v, $k){ $k }) ~> $append($keys(list)) ~> $filter($boolean)",
    "`1`.$ ? {'a': 1, 'b': [1..3, 'x', null, true]} : /* c */ \"q\\u00e9\"",
    "($c := $substring(?, 1) ~> $trim; $c('  ab '))",
];

const SPLICES: &[&str] = &[
    "[", "]", "(", ")", "{", "}", "[]", ".", "..", "%", "*", "**", "~>", ":=", "$", "$$", "?", ":", ",", ";", "@$v", "#$i", "^($)", "|", "'", "\"", "/", "`",
    "\\", "0", "-1", "1e308", "1e-9", "999999999999", "null", "function($x){$x}", "\u{1F600}", "\u{0}", " ", "<a<n>:s>", "[0]", "$eval('$')", "&", "in", "and",
];

struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }

    fn boundary(&mut self, text: &str) -> usize {
        let mut at = self.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

fn mutate(random: &mut Random, corpus: &[String]) -> String {
    let mut text = corpus[random.below(corpus.len())].clone();
    for _ in 0..=random.below(4) {
        let (from, to) = (random.boundary(&text), random.boundary(&text));
        let (from, to) = (from.min(to), from.max(to));
        match random.below(6) {
            0 => text.replace_range(from..to, ""),
            1 => text.insert_str(from, SPLICES[random.below(SPLICES.len())]),
            2 => {
                let other = &corpus[random.below(corpus.len())];
                let (start, end) = (random.boundary(other), random.boundary(other));
                text.insert_str(from, &other[start.min(end)..start.max(end)]);
            }
            3 => {
                let part = text[from..to].to_owned();
                text.insert_str(to, &part);
            }
            4 => text = format!("({text}){}", SPLICES[random.below(SPLICES.len())]),
            _ => text = format!("{}{}", &text[..to], SPLICES[random.below(SPLICES.len())]),
        }
        if !text.is_char_boundary(text.len().min(2000)) || text.len() > 2000 {
            text = corpus[0].clone();
        }
    }
    text
}

fn main() {
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse::<u64>().unwrap_or(1));
    let minutes = arguments.next().unwrap_or(1);
    let mut random = Random(arguments.next().unwrap_or(1) | 1);
    let mut corpus: Vec<String> = SEEDS.iter().map(|seed| (*seed).to_owned()).collect();
    let end = Instant::now() + Duration::from_secs(60 * minutes);
    let (mut runs, mut parsed, mut slowest) = (0u64, 0u64, Duration::ZERO);
    while Instant::now() < end {
        let text = mutate(&mut random, &corpus);
        let start = Instant::now();
        let shown = text.clone();
        // The smallest stack that is promised to be enough.
        let run = std::thread::Builder::new().stack_size(2 << 20).spawn(move || dryrun_fuzz::jsonata(&text));
        if run.expect("a thread can be started").join().is_err() {
            println!("panic: {shown:?}");
            std::process::exit(1);
        }
        let took = start.elapsed();
        if took > slowest {
            slowest = took;
            println!("slowest so far: {took:?} for {shown:?}");
        }
        runs += 1;
        if dryrun_jsonata::Expression::parse(&shown).is_ok() {
            parsed += 1;
            if corpus.len() < 5000 && random.below(4) == 0 {
                corpus.push(shown);
            }
        }
    }
    println!("{runs} texts, {parsed} of them expressions, slowest {slowest:?}");
}
