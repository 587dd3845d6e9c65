//! Strings: short ones, long ones by lines, and those that hold JSON.

use crate::differ::{self, Diff, Pair, Shape, pair_lines};
use crate::json_text::{Json, parse};
use crate::model::Action;

use super::quote::quoted;
use super::render::{Look, Printer};

/// What a string is shown as.
enum Form<'a> {
    Null,
    Short(&'a str),
    /// Several lines, without the blank ones around them.
    Long(&'a str),
    Json(Json),
}

impl<'a> Form<'a> {
    fn of(text: Option<&'a str>) -> Self {
        match text {
            None => Self::Null,
            Some(text) => match parse(text) {
                Some(json) => Self::Json(json),
                None if text.contains('\n') => Self::Long(text.trim()),
                None => Self::Short(text),
            },
        }
    }

    fn lines(&self) -> Vec<&'a str> {
        match self {
            Self::Short(text) | Self::Long(text) => text.split('\n').collect(),
            Self::Null => vec!["null"],
            Self::Json(_) => Vec::new(),
        }
    }
}

impl Printer {
    pub(super) fn text_change(
        &mut self,
        diff: &Diff<'_>,
        before: Option<&str>,
        after: Option<&str>,
        depth: usize,
        look: Look,
    ) {
        match diff.action {
            Action::Create | Action::NoOp => self.one_text(diff, &Form::of(after), depth, look),
            Action::Delete => self.one_text(diff, &Form::of(before), depth, look),
            Action::Update
            | Action::Read
            | Action::DeleteThenCreate
            | Action::CreateThenDelete
            | Action::Forget => {
                self.two_texts(diff, before, after, depth, look);
            }
        }
    }

    fn one_text(&mut self, diff: &Diff<'_>, form: &Form<'_>, depth: usize, look: Look) {
        match (form, diff.action) {
            (Form::Json(json), Action::NoOp) => {
                self.jsonencode(diff, Some(json), Some(json), depth, look);
            }
            (Form::Json(json), Action::Delete) => {
                self.jsonencode(diff, Some(json), None, depth, look);
            }
            (Form::Json(json), _) => self.jsonencode(diff, None, Some(json), depth, look),
            (Form::Long(text), _) => {
                let lines = text.split('\n').map(|line| (Action::NoOp, line));
                self.heredoc(diff, lines, depth, look);
            }
            (Form::Null, _) => {
                self.null();
                self.forces(diff.replace, look);
            }
            (Form::Short(text), action) => {
                self.add(&quoted(text));
                self.null_suffix(action, look);
                self.forces(diff.replace, look);
            }
        }
    }

    fn two_texts(
        &mut self,
        diff: &Diff<'_>,
        before: Option<&str>,
        after: Option<&str>,
        depth: usize,
        look: Look,
    ) {
        let (old, new) = (Form::of(before), Form::of(after));
        match (&old, &new) {
            (Form::Json(old), Form::Json(new)) => {
                self.jsonencode(diff, Some(old), Some(new), depth, look);
            }
            (Form::Json(_), _) | (_, Form::Json(_)) => {
                let part = |action, before, after| Diff {
                    action,
                    replace: false,
                    shape: Shape::Text { before, after },
                };
                self.type_change(
                    &part(Action::Delete, before, None),
                    &part(Action::Create, None, after),
                    depth,
                    look,
                );
            }
            (Form::Null | Form::Short(_), Form::Null | Form::Short(_)) => {
                self.short(&old);
                self.arrow();
                self.short(&new);
                self.forces(diff.replace, look);
            }
            _ => {
                let (old, new) = (old.lines(), new.lines());
                let lines = changed_lines(&old, &new).into_iter();
                self.heredoc(diff, lines, depth, look);
            }
        }
    }

    fn short(&mut self, form: &Form<'_>) {
        match form {
            Form::Short(text) | Form::Long(text) => self.add(&quoted(text)),
            Form::Null | Form::Json(_) => self.null(),
        }
    }

    fn heredoc<'t>(
        &mut self,
        diff: &Diff<'_>,
        lines: impl Iterator<Item = (Action, &'t str)>,
        depth: usize,
        look: Look,
    ) {
        self.add("<<-EOT");
        self.forces(diff.replace, look);
        self.add("\n");
        for (action, line) in lines {
            self.start(depth + 1, action, look);
            self.add(line);
            self.add("\n");
        }
        self.start(depth, Action::NoOp, look);
        self.add("EOT");
        self.null_suffix(diff.action, look);
    }

    /// JSON in a string, compared by structure.
    fn jsonencode(
        &mut self,
        diff: &Diff<'_>,
        before: Option<&Json>,
        after: Option<&Json>,
        depth: usize,
        look: Look,
    ) {
        let inner = differ::json(before, after);
        let only_space = inner.action == Action::NoOp && diff.action == Action::Update;
        let note = match (only_space, diff.replace) {
            (true, true) => " # whitespace changes force replacement",
            (true, false) => " # whitespace changes",
            (false, _) => "",
        };
        let inner_look =
            Look { without_null: true, whole: look.whole || only_space, ..look.of_parts() };
        let symbol =
            if only_space || diff.action != Action::Update { Action::NoOp } else { diff.action };
        self.add("jsonencode(");
        if has_lines(&inner) {
            self.add(note);
            self.add("\n");
            self.start(depth + 1, symbol, look);
            self.diff(&inner, depth + 1, inner_look);
            self.forces_unless(only_space, diff, look);
            self.add("\n");
            self.start(depth, Action::NoOp, look);
            self.add(")");
            self.null_suffix(diff.action, look);
        } else {
            self.diff(&inner, depth + 1, inner_look);
            self.add(")");
            self.add(note);
            self.forces_unless(only_space, diff, look);
        }
    }

    fn forces_unless(&mut self, only_space: bool, diff: &Diff<'_>, look: Look) {
        if !only_space {
            self.forces(diff.replace, look);
        }
    }
}

/// The lines of both texts, in the order they are shown.
fn changed_lines<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(Action, &'a str)> {
    let line = |lines: &[&'a str], at: usize| lines.get(at).copied().unwrap_or_default();
    let mut lines = Vec::with_capacity(old.len().max(new.len()));
    for pair in pair_lines(old, new) {
        match pair {
            Pair::Both(x, y) if line(old, x) == line(new, y) => {
                lines.push((Action::NoOp, line(old, x)));
            }
            Pair::Both(x, y) => {
                lines.extend([(Action::Delete, line(old, x)), (Action::Create, line(new, y))]);
            }
            Pair::Before(at) => lines.push((Action::Delete, line(old, at))),
            Pair::After(at) => lines.push((Action::Create, line(new, at))),
        }
    }
    lines
}

/// Whether a difference of JSON takes several lines.
fn has_lines(diff: &Diff<'_>) -> bool {
    match &diff.shape {
        Shape::Object(parts) | Shape::Map(parts) => !parts.is_empty(),
        Shape::List(parts) | Shape::Set(parts) => !parts.is_empty(),
        Shape::TypeChange(before, after) => has_lines(before) || has_lines(after),
        Shape::Scalar { .. }
        | Shape::Text { .. }
        | Shape::Block(_)
        | Shape::Unknown(_)
        | Shape::Sensitive(_)
        | Shape::SensitiveBlock(_)
        | Shape::WriteOnly => false,
    }
}
