//! Values as the console and JSON show them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail where it stands")]

use dryrun_cty::{Marks, Type, Value, console, describe_type, json};

#[test]
fn console_text() {
    let list = Value::list(Type::String, [Value::string("a\"b"), Value::string("x\ny")]);
    assert_eq!(console(&list), "tolist([\n  \"a\\\"b\",\n  <<-EOT\n  x\n  y\n  EOT,\n])");
    assert_eq!(console(&Value::null(Type::String)), "tostring(null)");
    assert_eq!(console(&Value::integer(1).mark(Marks::SENSITIVE)), "(sensitive value)");
    assert_eq!(console(&Value::unknown(Type::String)), "(known after apply)");
    assert_eq!(console(&Value::map(Type::Number, [])), "tomap({})");
    assert_eq!(describe_type(&Type::tuple([Type::Number])), "tuple([\n    number,\n])");
}

#[test]
fn json_text_and_back() {
    let text = "{\"a\":[true,null,1.5],\"b\":\"\\u003cé\\u2028\\t\"}";
    assert_eq!(json::encode(&json::decode(text).unwrap()), text);
    let long = "123456789012345678901234567890.125";
    assert_eq!(json::encode(&json::decode(long).unwrap()), long);
    assert_eq!(json::decode("{a:1}").unwrap_err(), "invalid character 'a'");
    assert_eq!(json::decode("").unwrap_err(), "EOF");
    assert!(json::decode(&"[".repeat(100_000)).is_err());
}
