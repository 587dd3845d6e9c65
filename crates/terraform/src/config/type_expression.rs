//! Type constraints: `list(object({ a = string, b = optional(number, 1) }))`.

use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_cty::{ObjectType, Type, Value};
use dryrun_diag::{Diagnostic, Span};
use dryrun_hcl::ast::{Call, Expression};

use super::defaults::Defaults;
use crate::lang;
use crate::syntax::{arguments_span, call, keyword, list, literal_keyword, object, plain_string};

/// How deep a type may nest.
const DEPTH: usize = 100;

const NO_TYPE: &str = "A type specification is either a primitive type keyword (bool, number, string) or a complex type constructor call, like list(string).";

/// A type with the defaults of its optional attributes.
pub(crate) type Constraint = (Type, Option<Arc<Defaults>>);

/// Reads a variable's `type`: the type, its defaults, and whether text values are parsed as expressions.
pub(crate) fn variable_type(
    expression: &Expression,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Constraint, bool) {
    if let Some(text) = lang::json_text(expression) {
        let (inner, found) = lang::parse_inner(text, expression.span);
        if found.iter().any(Diagnostic::is_error) {
            diagnostics.push(invalid(NO_TYPE, expression.span));
            return ((Type::Dynamic, None), true);
        }
        return variable_type(&inner, diagnostics);
    }
    if let Some(quoted) = plain_string(expression) {
        diagnostics.push(quoted_type(&quoted).at(expression.span));
        let ty = match quoted.as_ref() {
            "string" => Type::String,
            "list" => Type::list(Type::Dynamic),
            "map" => Type::map(Type::Dynamic),
            _ => Type::Dynamic,
        };
        return ((ty, None), quoted.as_ref() != "string");
    }
    match keyword(expression).map(AsRef::as_ref) {
        Some("list") => return ((Type::list(Type::Dynamic), None), true),
        Some("map") => return ((Type::map(Type::Dynamic), None), true),
        Some(_) | None => {}
    }
    let constraint = read(expression, diagnostics, DEPTH);
    let parse = !constraint.0.is_primitive();
    (constraint, parse)
}

/// The error for a type in quotes, as Terraform 0.11 wanted it.
fn quoted_type(quoted: &str) -> Diagnostic {
    let old = "Terraform 0.11 and earlier required type constraints to be given in quotes, but that form is now deprecated and will be removed in a future version of Terraform.";
    let instead = match quoted {
        "string" => "Remove the quotes around \"string\".",
        "list" => {
            "Remove the quotes around \"list\" and write list(string) instead to explicitly indicate that the list elements are strings."
        }
        "map" => {
            "Remove the quotes around \"map\" and write map(string) instead to explicitly indicate that the map elements are strings."
        }
        _ => {
            return Diagnostic::error(
                "Invalid legacy variable type hint",
                "To provide a full type expression, remove the surrounding quotes and give the type expression directly.",
            );
        }
    };
    let write = match quoted {
        "string" => "type = string",
        "list" => "type = list(string)",
        _ => "type = map(string)",
    };
    Diagnostic::error("Invalid quoted type constraints", format!("{old} {instead}"))
        .help(format!("write `{write}`"))
}

fn invalid(detail: impl Into<String>, span: Span) -> Diagnostic {
    Diagnostic::error("Invalid type specification", detail).at(span)
}

/// Reads any type constraint; `any` where it is none.
fn read(expression: &Expression, diagnostics: &mut Vec<Diagnostic>, depth: usize) -> Constraint {
    if depth == 0 {
        diagnostics.push(invalid("This type constraint is nested too deeply.", expression.span));
        return (Type::Dynamic, None);
    }
    if let Some(word) = keyword(expression) {
        return (primitive(word, expression.span, diagnostics), None);
    }
    let Some(call) = call(expression) else {
        let detail = literal_keyword(expression).map(no_type_keyword);
        let detail = detail.unwrap_or_else(|| NO_TYPE.to_owned());
        diagnostics.push(invalid(detail, expression.span));
        return (Type::Dynamic, None);
    };
    match call.name.as_ref() {
        "bool" | "string" | "number" => {
            let detail =
                format!("Primitive type keyword \"{}\" does not expect arguments.", call.name);
            diagnostics.push(invalid(detail, arguments_span(call)));
            (Type::Dynamic, None)
        }
        "any" => {
            let detail = "Type constraint keyword \"any\" does not expect arguments.";
            diagnostics.push(invalid(detail, arguments_span(call)));
            (Type::Dynamic, None)
        }
        "optional" => {
            let detail =
                "Keyword \"optional\" is valid only as a modifier for object type attributes.";
            diagnostics.push(invalid(detail, call.name_span));
            (Type::Dynamic, None)
        }
        _ => constructed(expression, call, diagnostics, depth),
    }
}

fn primitive(word: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) -> Type {
    match word {
        "bool" => return Type::Bool,
        "number" => return Type::Number,
        "string" => return Type::String,
        "any" => return Type::Dynamic,
        "list" | "map" | "set" | "object" | "tuple" => {
            diagnostics.push(invalid(wants_argument(word), span));
        }
        _ => diagnostics.push(invalid(no_type_keyword(word), span)),
    }
    Type::Dynamic
}

fn no_type_keyword(word: &str) -> String {
    format!("The keyword \"{word}\" is not a valid type specification.")
}

fn wants_argument(word: &str) -> String {
    match word {
        "object" => "The object type constructor requires one argument specifying the attribute types and values as a map.".to_owned(),
        "tuple" => "The tuple type constructor requires one argument specifying the element types as a list.".to_owned(),
        _ => format!("The {word} type constructor requires one argument specifying the element type."),
    }
}

fn constructed(
    expression: &Expression,
    call: &Call,
    diagnostics: &mut Vec<Diagnostic>,
    depth: usize,
) -> Constraint {
    let name = call.name.as_ref();
    let [argument] = call.arguments.as_slice() else {
        diagnostics.push(wrong_arguments(expression, call));
        return (Type::Dynamic, None);
    };
    match name {
        "list" | "set" | "map" => {
            let (element, defaults) = read(argument, diagnostics, depth - 1);
            let ty = match name {
                "list" => Type::list(element),
                "set" => Type::set(element),
                _ => Type::map(element),
            };
            let defaults = defaults.map(|inner| Arc::new(Defaults::of_elements(ty.clone(), inner)));
            (ty, defaults)
        }
        "object" => object_type(expression, argument, diagnostics, depth),
        "tuple" => tuple_type(expression, argument, diagnostics, depth),
        _ => {
            let detail = format!("Keyword \"{name}\" is not a valid type constructor.");
            diagnostics.push(invalid(detail, expression.span));
            (Type::Dynamic, None)
        }
    }
}

fn wrong_arguments(expression: &Expression, call: &Call) -> Diagnostic {
    let all = arguments_span(call);
    let subject = match call.arguments.as_slice() {
        [_, first, .., last] => first.span.to(last.span),
        [_, only] => only.span,
        _ => all,
    };
    match call.name.as_ref() {
        name @ ("list" | "set" | "map" | "object" | "tuple") => {
            invalid(wants_argument(name), subject).within(all)
        }
        name => {
            invalid(format!("Keyword \"{name}\" is not a valid type constructor."), expression.span)
        }
    }
}

fn tuple_type(
    expression: &Expression,
    argument: &Expression,
    diagnostics: &mut Vec<Diagnostic>,
    depth: usize,
) -> Constraint {
    let Some(elements) = list(argument) else {
        let detail = "Tuple type constructor requires a list of element types.";
        diagnostics.push(invalid(detail, argument.span).within(expression.span));
        return (Type::Dynamic, None);
    };
    let read: Vec<Constraint> =
        elements.iter().map(|element| read(element, diagnostics, depth - 1)).collect();
    let ty = Type::tuple(read.iter().map(|(ty, _)| ty.clone()));
    let children: BTreeMap<Arc<str>, Arc<Defaults>> = read
        .into_iter()
        .enumerate()
        .filter_map(|(at, (_, defaults))| Some((at.to_string().into(), defaults?)))
        .collect();
    let defaults = (!children.is_empty())
        .then(|| Arc::new(Defaults { ty: ty.clone(), values: BTreeMap::new(), children }));
    (ty, defaults)
}

/// An attribute of an object constraint.
struct Member {
    name: Arc<str>,
    ty: Type,
    optional: bool,
    default: Option<Value>,
    children: Option<Arc<Defaults>>,
}

fn object_type(
    expression: &Expression,
    argument: &Expression,
    diagnostics: &mut Vec<Diagnostic>,
    depth: usize,
) -> Constraint {
    let Some(items) = object(argument) else {
        let detail = "Object type constructor requires a map whose keys are attribute names and whose values are the corresponding attribute types.";
        diagnostics.push(invalid(detail, argument.span).within(expression.span));
        return (Type::Dynamic, None);
    };
    let mut object = ObjectType::default();
    let mut values = BTreeMap::new();
    let mut children = BTreeMap::new();
    for item in items {
        let Some(name) = keyword(&item.key) else {
            let detail = "Object constructor map keys must be attribute names.";
            diagnostics.push(invalid(detail, item.key.span).within(expression.span));
            continue;
        };
        if object.attributes.contains_key(name) {
            let detail = "Object constructor map keys must be unique.";
            diagnostics.push(invalid(detail, item.key.span).within(expression.span));
            continue;
        }
        let Some(member) = member(name, &item.value, diagnostics, depth) else { continue };
        object.attributes.insert(member.name.clone(), member.ty);
        if member.optional {
            object.optional.insert(member.name.clone());
        }
        if let Some(value) = member.default {
            values.insert(member.name.clone(), value);
        }
        if let Some(inner) = member.children {
            children.insert(member.name, inner);
        }
    }
    let ty = Type::Object(Arc::new(object));
    let some = !values.is_empty() || !children.is_empty();
    let defaults = some.then(|| Arc::new(Defaults { ty: ty.clone(), values, children }));
    (ty, defaults)
}

fn member(
    name: &Arc<str>,
    value: &Expression,
    diagnostics: &mut Vec<Diagnostic>,
    depth: usize,
) -> Option<Member> {
    let modifier = call(value).filter(|call| call.name.as_ref() == "optional");
    let Some(modifier) = modifier else {
        let (ty, children) = read(value, diagnostics, depth - 1);
        return Some(Member { name: name.clone(), ty, optional: false, default: None, children });
    };
    let (ty_expression, default_expression) = match modifier.arguments.as_slice() {
        [] => {
            let detail = "Optional attribute modifier requires the attribute type as its argument.";
            diagnostics.push(invalid(detail, arguments_span(modifier)).within(value.span));
            return None;
        }
        [ty] => (ty, None),
        [ty, default] => (ty, Some(default)),
        [ty, ..] => {
            let detail = "Optional attribute modifier expects at most two arguments: the attribute type, and a default value.";
            diagnostics.push(invalid(detail, arguments_span(modifier)).within(value.span));
            (ty, None)
        }
    };
    let (ty, children) = read(ty_expression, diagnostics, depth - 1);
    let default =
        default_expression.and_then(|expression| default_value(expression, &ty, diagnostics));
    Some(Member { name: name.clone(), ty, optional: true, default, children })
}

fn default_value(
    expression: &Expression,
    ty: &Type,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Value> {
    let (value, found) = lang::constant(expression);
    let failed = found.iter().any(Diagnostic::is_error);
    diagnostics.extend(found);
    if failed {
        return None;
    }
    if let Err(error) = lang::convert_at(&value, ty) {
        let detail = format!(
            "This default value is not compatible with the attribute's type constraint: {error}."
        );
        diagnostics.push(
            Diagnostic::error("Invalid default value for optional attribute", detail)
                .at(expression.span),
        );
    }
    Some(value)
}
