//! What is done most: reading numbers, converting, writing JSON.

#![allow(missing_docs, reason = "a benchmark")]

use std::hint::black_box;

use dryrun_cty::{Number, Type, Value, convert, json};

fn main() {
    divan::main();
}

#[divan::bench(args = ["7", "3.14159", "123456789012345678901234567890", "1e-300"])]
fn parse_number(text: &str) -> Option<Number> {
    Number::parse(black_box(text))
}

#[divan::bench(args = ["7", "3.14159", "1e-300"])]
fn print_number(bencher: divan::Bencher<'_, '_>, text: &str) {
    let number = Number::parse(text);
    bencher.bench(|| black_box(&number).as_ref().map(ToString::to_string));
}

#[divan::bench]
fn convert_thousand(bencher: divan::Bencher<'_, '_>) {
    let tuple = Value::tuple((0..1000).map(Value::integer));
    let want = Type::list(Type::String);
    bencher.bench(|| convert(black_box(&tuple), &want));
}

#[divan::bench]
fn encode_megabyte(bencher: divan::Bencher<'_, '_>) {
    let row = Value::object([
        ("name", Value::string("some <text> of a usual length")),
        ("port", Value::integer(8080)),
    ]);
    let rows = Value::tuple(std::iter::repeat_n(row, 16_000));
    bencher.bench(|| json::encode(black_box(&rows)).len());
}

#[divan::bench]
fn decode_megabyte(bencher: divan::Bencher<'_, '_>) {
    let row = Value::object([
        ("name", Value::string("some text of a usual length")),
        ("port", Value::integer(8080)),
    ]);
    let text = json::encode(&Value::tuple(std::iter::repeat_n(row, 16_000)));
    bencher.bench(|| json::decode(black_box(&text)).is_ok());
}
