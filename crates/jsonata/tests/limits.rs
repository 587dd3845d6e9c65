//! Bad input: a coded error within the limits, on a thread with the smallest stack that is promised.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::thread;

use dryrun_jsonata::{Expression, Limits, Options};
use serde_json::json;

/// Runs on a stack of 2 MiB, and gives the error's code, or `ok`.
fn code(text: String, limits: Limits) -> &'static str {
    let run = move || match Expression::parse(&text) {
        Ok(expression) => {
            let options = Options { limits, ..Options::default() };
            expression
                .evaluate(&json!({"a": [1, 2, 3]}), &options)
                .map_or_else(|error| error.code, |_| "ok")
        }
        Err(error) => error.code,
    };
    thread::Builder::new().stack_size(2 << 20).spawn(run).unwrap().join().unwrap()
}

fn expect(text: impl Into<String>, want: &str) {
    let text = text.into();
    let shown: String = text.chars().take(60).collect();
    let limits = Limits { steps: 3_000_000, output: 1 << 20, ..Limits::default() };
    assert_eq!(code(text, limits), want, "{shown}");
}

#[test]
fn recursion_ends() {
    expect("($f := function($n){ 1 + $f($n) }; $f(1))", "U1001");
    expect("($f := function($n){ [$f($n)] }; $f(1))", "U1001");
    expect("($f := function($n){ {'a': $f($n)} }; $f(1))", "U1001");
    expect("($f := function($n){ $map([1], $f) }; $f(1))", "U1001");
    expect("($f := function($n){ a.$f($n) }; $f(1))", "U1001");
    expect("($f := function($n){ $reduce([1, 2], function($a, $b){ $f($a) }) }; $f(1))", "U1001");
    expect("($f := function($n){ [1, 2]^($f($)) }; $f(1))", "U1001");
    expect("($f := function($n){ $eval('$f(1)') }; $f(1))", "U1001");
    expect("($f := function($n){ $ ~> |$|{'x': $f($)}| }; $f(1))", "U1001");
    expect("($f := function($n){ a@$i#$j[$f($i)] }; $f(1))", "U1001");
    expect("($f := function($n){ a{$string($): $f(1)} }; $f(1))", "U1001");
    expect("($f := function($n){ $replace('a', /a/, function($m){ $f(1) }) }; $f(1))", "U1001");
    expect("($f := function($n){ ($n) ~> $f }; $f(1))", "U1001");
}

#[test]
fn endless_loops_end() {
    expect("($f := function(){ $f() }; $f())", "U1001");
    expect("$map([1..1000000], function($x){ $map([1..1000], function($y){ $y }) })", "U1001");
}

#[test]
fn deep_texts_are_refused() {
    for (open, close) in [
        ("[", "]"),
        ("(", ")"),
        ("{'a':", "}"),
        ("-", ""),
        ("$f(", ")"),
        ("function(){", "}"),
        ("a[", "]"),
        ("1?", ":1"),
        ("|a|", "|"),
        ("a^(", ")"),
    ] {
        expect(format!("{}1{}", open.repeat(100_000), close.repeat(100_000)), "U1001");
    }
    for chain in ["+1", ".a", "[0]", "~>$f", "&1", "?1:1", " and 1", "{'a':1}^(1)", "@$x", "#$i"] {
        let got = code(format!("a{}", chain.repeat(100_000)), Limits::default());
        assert!(["U1001", "S0215", "S0210", "S0209"].contains(&got), "{chain}: {got}");
    }
}

#[test]
fn large_results_are_refused() {
    expect("$pad('x', 1000000000)", "U1002");
    expect("$pad('x', -1e300, 'ab')", "U1002");
    expect("$reduce([1..64], function($a, $b){ $a & $a }, 'xx')", "U1002");
    expect("$reduce([1..64], function($a, $b){ $append($a, $a) }, [1, 2])", "U1001");
    expect("$string($reduce([1..64], function($a, $b){ {'x': $a, 'y': $a} }, 1))", "U1002");
    expect("$reduce([1..64], function($a, $b){ {'x': $a, 'y': $a} }, 1)", "U1002");
    expect("$reduce([1..100000], function($a, $b){ {'x': $a} }, 1)", "U1001");
    expect("$reduce([1..100000], function($a, $b){ [[$a]] }, 1)", "U1001");
    expect("$type($reduce([1..100000], function($a, $b){ function(){ $a } }, 1))", "U1001");
    expect(
        "$type($reduce([1..100000], function($a, $b){ $b = 2 ? $string : $a ~> $string }, 1))",
        "U1001",
    );
    expect("$formatInteger(1e15, 'I')", "U1002");
    expect("$formatInteger(1, '0;o')", "ok");
    expect("[1..10000001]", "D2014");
    expect("$join($map([1..2000], function($x){ $pad('', 1000) }))", "U1002");
    expect("{} ~> |$|{'self': $}|", "U1001");
}

#[test]
fn catastrophic_patterns_end() {
    let text = "a".repeat(5000);
    expect(format!("$match('{text}', /^(a+)+$/)[0].index"), "ok");
    expect(format!("$contains('{text}b', /^(a|a)*\\1?(?=c)$/)"), "U1001");
    expect("$match('a', /(((a{1000}){1000}){1000})/)", "S0303");
}

#[test]
fn odd_arguments_do_not_hang() {
    for text in [
        "$formatNumber(0, '0e0')",
        "$formatNumber(-5, '0e0')",
        "$formatNumber(1, '#0', {'grouping-separator': ''})",
        "$formatInteger(1e300, 'w')",
        "$formatInteger(1e300, 'a')",
        "$fromMillis(1e300)",
        "$fromMillis(0, '[Y,9-9]')",
        "$substring('abc', -1e300, 1e300)",
        "$round(1.5, 400)",
        "$formatBase(1e300, 36)",
        "$split('', '')",
        "a[1e300]",
    ] {
        expect(text, "ok");
    }
}

#[test]
fn signatures_do_not_explode() {
    let signature = "s+".repeat(30);
    let args = vec!["'x'"; 60].join(",");
    expect(format!("(function($a)<{signature}>{{1}})({args}, 1)"), "T0410");
}
