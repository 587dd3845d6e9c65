//! Numbers print as Terraform prints them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail where it stands")]

use dryrun_cty::Number;

fn parse(text: &str) -> Number {
    Number::parse(text).unwrap_or_else(|| panic!("{text} is a number"))
}

#[test]
fn text_and_back() {
    for text in [
        "0",
        "1",
        "-7",
        "1.5",
        "0.1",
        "123456789012345678901234567890",
        "-0",
        "0.000001",
        "4.999999999999999999999",
    ] {
        assert_eq!(parse(text).to_string(), text);
    }
    for (text, printed) in [
        ("1e3", "1000"),
        ("1.50", "1.5"),
        ("1e-3", "0.001"),
        ("+5", "5"),
        (".5", "0.5"),
        ("5.", "5"),
    ] {
        assert_eq!(parse(text).to_string(), printed);
    }
    for text in ["", "a", "1e", "--1", "1_000", "0x10", " 1", "e5", "."] {
        assert_eq!(Number::parse(text), None, "{text}");
    }
}

#[test]
fn fractions_have_512_bits() {
    let third = parse("1").divide(&parse("3")).unwrap();
    let text = third.to_string();
    assert_eq!(text.len(), 157);
    assert!(text.ends_with("335"), "{text}");
    assert!(parse("2").divide(&parse("3")).unwrap().to_string().ends_with("667"));
    assert_eq!(parse("0.1").add(&parse("0.2")).unwrap().to_string(), "0.3");
}

#[test]
fn counts_have_64_bits() {
    let third = Number::from(1_i64).divide(&Number::from(3_i64)).unwrap();
    assert_eq!(third.to_string(), "0.33333333333333333334");
}

#[test]
fn divisions_by_zero() {
    assert_eq!(parse("10").divide(&parse("0")).unwrap().to_string(), "+Inf");
    assert_eq!(parse("-10").divide(&parse("0")).unwrap().to_string(), "-Inf");
    assert_eq!(parse("0").divide(&parse("0")), None);
    assert_eq!(parse("5").modulo(&parse("0")).unwrap().to_string(), "5");
    assert_eq!(parse("5.5").modulo(&parse("2")).unwrap().to_string(), "1.5");
    assert_eq!(parse("-7").modulo(&parse("3")).unwrap().to_string(), "-1");
}

#[test]
fn order_and_machine_numbers() {
    assert!(parse("1e30") > parse("1e29"));
    assert!(parse("-1e30") < parse("0.5"));
    assert!(parse("0.5") < parse("0.75"));
    assert_eq!(parse("0.1").to_f64(), 0.1);
    assert_eq!(Number::from_f64(1.6989700043360185).unwrap().to_string(), "1.6989700043360185");
    assert_eq!(Number::from_f64(0.1).unwrap().to_string(), "0.1");
    assert_eq!(parse("-0.5").floor().to_string(), "-1");
    assert_eq!(parse("-5.9").ceil().to_string(), "-5");
    assert_eq!(
        parse("9223372036854775807").add(&parse("1")).unwrap().to_string(),
        "9223372036854775808"
    );
    assert_eq!(
        parse("9223372036854775808").subtract(&parse("1")).unwrap().to_i64(),
        Some(i64::MAX)
    );
}
