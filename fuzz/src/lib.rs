//! What the fuzz targets run; a panic, a hang or a stack overflow is a finding.

pub mod mutate;
pub mod planner;
pub mod steps;

use dryrun_jsonata::{Dialect, Expression, Limits, Options};
use serde_json::{Value, json};

/// Parses a text as JSONata in every way, and evaluates it where it parses.
pub fn jsonata(text: &str) -> bool {
    let errors = Expression::syntax_errors(text);
    let Ok(expression) = Expression::parse(text) else {
        assert!(!errors.is_empty(), "refused without an error: {text}");
        return false;
    };
    assert!(errors.is_empty(), "errors in what parses: {text}");
    let _ = dryrun_jsonata::facts::facts(&expression);
    let limits = Limits { steps: 200_000, output: 1 << 20, ..Limits::default() };
    for dialect in [Dialect::Reference, Dialect::Aws] {
        let options = Options { limits: limits.clone(), dialect, ..Options::default() };
        let _ = expression.evaluate(&input(), &options);
    }
    true
}

/// The target of that name.
pub fn target(name: &str) -> Option<mutate::Target> {
    let jsonata = || mutate::Target {
        name: "jsonata",
        seeds: SEEDS.iter().map(|seed| (*seed).to_owned()).collect(),
        change: |random, corpus| mutate::text(random, corpus, SPLICES, 2_000),
        run: jsonata,
    };
    if name == "jsonata" { Some(jsonata()) } else { steps::target(name).or_else(|| planner::target(name)) }
}

fn input() -> Value {
    json!({
        "a": {"b": [1, {"c": 2}], "d": "text"},
        "list": [{"n": 1, "s": "x", "t": ["p", "q"]}, {"n": 2, "s": "y", "t": []}],
        "1": [[1, 2], [3]],
        "u": "\u{e9}\u{1F600}",
        "z": null,
    })
}

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
