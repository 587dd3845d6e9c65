//! Conversions, in Terraform's words where they fail.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail where it stands")]

use dryrun_cty::{Type, Value, convert, unify, unify_unsafe};

fn text(value: &str) -> Value {
    Value::string(value)
}

fn fails(value: &Value, want: &Type) -> String {
    convert(value, want).unwrap_err().message
}

#[test]
fn tuples_become_lists() {
    let mixed = Value::tuple([Value::integer(1), text("a")]);
    let list = convert(&mixed, &Type::list(Type::Dynamic)).unwrap();
    assert_eq!(list, Value::list(Type::String, [text("1"), text("a")]));
    let unlike = Value::tuple([Value::integer(1), Value::bool(true)]);
    assert_eq!(
        fails(&unlike, &Type::list(Type::Dynamic)),
        "all list elements must have the same type"
    );
}

#[test]
fn refusals_say_what_is_required() {
    assert_eq!(fails(&text("x"), &Type::Number), "a number is required");
    assert_eq!(fails(&Value::bool(true), &Type::Number), "number required");
    assert_eq!(fails(&text("x"), &Type::list(Type::String)), "list of string required");
    assert_eq!(fails(&text("x"), &Type::list(Type::Dynamic)), "list of any single type required");
    let nested = Value::tuple([text("a"), Value::tuple([])]);
    assert_eq!(fails(&nested, &Type::list(Type::String)), "element 1: string required");
    let object = Value::object([("a", Value::integer(1))]);
    let want = Type::object([("a", Type::Number), ("b", Type::String)]);
    assert_eq!(fails(&object, &want), "attribute \"b\" is required");
}

#[test]
fn sets_are_distinct_and_ordered() {
    let set = Value::set(Type::Number, [3, 1, 3, 2].map(Value::integer));
    assert_eq!(set.elements().unwrap(), [1, 2, 3].map(Value::integer));
    assert_eq!(convert(&set, &Type::set(Type::String)).unwrap().elements().unwrap().len(), 3);
}

#[test]
fn one_type_for_several() {
    assert_eq!(unify(&[Type::Number, Type::String]), Some(Type::String));
    assert_eq!(unify(&[Type::Number, Type::Bool]), None);
    let empty = Type::tuple([]);
    assert_eq!(unify(&[empty, Type::tuple([Type::String])]), Some(Type::list(Type::String)));
    let a = Type::object([("a", Type::Number)]);
    let b = Type::object([("b", Type::Number)]);
    assert_eq!(unify_unsafe(&[a, b]), Some(Type::map(Type::Number)));
}

#[test]
fn equality_needs_equal_types() {
    assert_eq!(Value::integer(1).equals(&text("1")), Value::bool(false));
    assert_eq!(Value::null(Type::String).equals(&Value::null(Type::Number)), Value::bool(true));
    let unknown = Value::unknown(Type::String);
    assert!(!unknown.equals(&text("a")).is_known());
    assert_eq!(
        unknown.clone().refine_not_null().equals(&Value::null(Type::Dynamic)),
        Value::bool(false)
    );
    assert_eq!(unknown.with_prefix("x").equals(&text("abc")), Value::bool(false));
}
