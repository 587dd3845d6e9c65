//! Which fields the language knows at a place of a definition, by the names that lead there: for texts that are not whole.

use crate::choice;
use crate::schema::{self, Field, Schema, Shape};

/// What stands at a field, as far as an unfinished text shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `{`.
    Object,
    /// `[`.
    Array,
    /// A string, a number, a bool, null.
    Scalar,
    /// Not to be seen.
    Unknown,
}

/// What a container of a definition holds.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// A definition, or a single state as TestState takes it.
    Top,
    Object(&'static Schema),
    State,
    States,
    Rule,
    Item(&'static Place),
    /// Only plain values.
    Values,
    /// Whatever the author likes.
    Open,
}

static MACHINE: Place = Place::Object(&schema::BRANCH);
static RETRIER: Place = Place::Object(&schema::RETRIER);
static CATCHER: Place = Place::Object(&schema::CATCHER);
static RULE: Place = Place::Rule;
static VALUES: Place = Place::Values;

/// Whether a field of that name and form may stand at a place; `path` holds the names that lead to it, empty ones for
/// items of lists. `None`: the place takes anything.
#[must_use]
pub fn fits(path: &[&str], name: &str, form: Form) -> Option<bool> {
    let mut place = Place::Top;
    for (depth, step) in path.iter().enumerate() {
        // The root object of a text has no name either.
        if depth == 0 && step.is_empty() {
            continue;
        }
        place = inside(place, step);
    }
    match place {
        Place::Top => match (schema::ROOT.field(name), state_field(name)) {
            (Some(field), _) => Some(takes(field, form)),
            (None, Some(_)) => None,
            (None, None) => Some(false),
        },
        Place::Object(schema) => Some(schema.field(name).is_some_and(|field| takes(field, form))),
        Place::State => Some(state_field(name).is_some_and(|field| takes(field, form))),
        Place::States => Some(matches!(form, Form::Object | Form::Unknown)),
        Place::Rule => Some(rule_takes(name, form)),
        Place::Item(_) | Place::Values => Some(false),
        Place::Open => None,
    }
}

fn state_field(name: &str) -> Option<&'static Field> {
    schema::STATES.iter().find_map(|(_, schema)| schema.field(name))
}

/// The place that a name leads to.
fn inside(place: Place, name: &str) -> Place {
    match place {
        Place::Top => {
            schema::ROOT.field(name).or_else(|| state_field(name)).map_or(Place::Open, within)
        }
        Place::Object(schema) => schema.field(name).map_or(Place::Open, within),
        Place::State => state_field(name).map_or(Place::Open, within),
        Place::States => Place::State,
        Place::Item(item) => *item,
        Place::Rule => match name {
            "And" | "Or" => Place::Item(&RULE),
            "Not" => Place::Rule,
            _ => Place::Open,
        },
        Place::Values | Place::Open => Place::Open,
    }
}

fn within(field: &'static Field) -> Place {
    match field.shape {
        Shape::States => Place::States,
        Shape::Machine => Place::Object(&schema::PROCESSOR),
        Shape::Branches => Place::Item(&MACHINE),
        Shape::Choices => Place::Item(&RULE),
        Shape::Retry => Place::Item(&RETRIER),
        Shape::Catch => Place::Item(&CATCHER),
        Shape::ErrorNames | Shape::Texts => Place::Item(&VALUES),
        Shape::Object(schema) => Place::Object(schema),
        _ => Place::Open,
    }
}

fn takes(field: &Field, form: Form) -> bool {
    let wanted = match field.shape {
        Shape::States | Shape::Machine | Shape::Object(_) => Form::Object,
        Shape::Branches
        | Shape::Choices
        | Shape::Retry
        | Shape::Catch
        | Shape::ErrorNames
        | Shape::Texts => Form::Array,
        Shape::Any | Shape::Template | Shape::Result | Shape::Assign => return true,
        _ => Form::Scalar,
    };
    form == Form::Unknown || form == wanted
}

fn rule_takes(name: &str, form: Form) -> bool {
    match name {
        "And" | "Or" => matches!(form, Form::Array | Form::Unknown),
        "Not" => matches!(form, Form::Object | Form::Unknown),
        "Assign" | "Output" => true,
        "Variable" | "Next" | "Condition" | "Comment" => {
            matches!(form, Form::Scalar | Form::Unknown)
        }
        _ => choice::is_comparison(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_fields() {
        let retrier = ["", "States", "A", "Retry", ""];
        assert_eq!(fits(&retrier, "MaxAttempts", Form::Scalar), Some(true));
        assert_eq!(fits(&retrier, "Next", Form::Scalar), Some(false));
        assert_eq!(fits(&["", "States"], "Next", Form::Scalar), Some(false));
        assert_eq!(fits(&["", "States", "A", "Parameters"], "Next", Form::Scalar), None);
        let inner = ["", "States", "A", "Branches", "", "States", "B", "Choices", "", "And", ""];
        assert_eq!(fits(&inner, "IsPresent", Form::Scalar), Some(true));
    }
}
