//! A deterministic mutator for stable toolchains: cuts, joins and changes seeds, runs what comes out, and counts.

use std::time::{Duration, Instant};

/// A small generator of numbers, the same for the same seed.
pub struct Random(u64);

impl Random {
    /// Starts at a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// A number below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }

    /// One of several.
    pub fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }

    fn boundary(&mut self, text: &str) -> usize {
        let mut at = self.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

/// A text of the corpus with up to five changes; pieces of the language are spliced in.
pub fn text(random: &mut Random, corpus: &[String], splices: &[&str], longest: usize) -> String {
    let mut text = corpus[random.below(corpus.len())].clone();
    for _ in 0..=random.below(4) {
        let (from, to) = (random.boundary(&text), random.boundary(&text));
        let (from, to) = (from.min(to), from.max(to));
        match random.below(6) {
            0 => text.replace_range(from..to, ""),
            1 => text.insert_str(from, random.one(splices)),
            2 => {
                let other = &corpus[random.below(corpus.len())];
                let (start, end) = (random.boundary(other), random.boundary(other));
                text.insert_str(from, &other[start.min(end)..start.max(end)]);
            }
            3 => {
                let part = text[from..to].to_owned();
                text.insert_str(to, &part);
            }
            4 => text = format!("({text}){}", random.one(splices)),
            _ => text = format!("{}{}", &text[..to], random.one(splices)),
        }
        if text.len() > longest {
            text = corpus[0].clone();
        }
    }
    text
}

/// What a target does with texts.
pub struct Target {
    /// What it is called in the log.
    pub name: &'static str,
    /// Texts to start from.
    pub seeds: Vec<String>,
    /// Makes the next text.
    pub change: fn(&mut Random, &[String]) -> String,
    /// Runs a text; says whether it was a good one, which joins the corpus at times.
    pub run: fn(&str) -> bool,
}

/// Runs a target for some minutes; ends the process with 1 at the first panic.
pub fn drive(target: &Target, minutes: u64, seed: u64) {
    let mut random = Random::new(seed);
    let mut corpus = target.seeds.clone();
    let end = Instant::now() + Duration::from_secs(60 * minutes);
    let (mut runs, mut good, mut slowest) = (0u64, 0u64, Duration::ZERO);
    while Instant::now() < end {
        let text = (target.change)(&mut random, &corpus);
        let start = Instant::now();
        let (shown, run) = (text.clone(), target.run);
        // The smallest stack that is promised to be enough.
        let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(move || run(&text));
        let Ok(fine) = thread.expect("a thread can be started").join() else {
            println!("panic: {shown}");
            std::process::exit(1);
        };
        let took = start.elapsed();
        if took > slowest {
            slowest = took;
            println!("slowest so far: {took:?} for {shown}");
        }
        runs += 1;
        good += u64::from(fine);
        if fine && corpus.len() < 5000 && random.below(4) == 0 {
            corpus.push(shown);
        }
    }
    println!("{}: {runs} texts, {good} of them good, slowest {slowest:?}", target.name);
}
