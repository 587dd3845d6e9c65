//! The printing of one difference.

use crate::differ::{Diff, Hidden, Scalar, Shape};
use crate::model::Action;

use super::style::{Style, StyledText};

/// How a difference is shown, as decided by what it is a part of.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    /// No `-> null`: what is around it says already that it goes.
    pub(super) without_null: bool,
    /// `# forces replacement` is shown here for what is around it.
    pub(super) forces: bool,
    /// Nothing is left out for being unchanged.
    pub(super) whole: bool,
    /// No column of `+`, `-` and `~`.
    pub(super) without_symbols: bool,
}

impl Look {
    /// The look of the parts: what forces replacement is each part's own affair.
    pub(super) fn of_parts(self) -> Self {
        Self { forces: false, ..self }
    }
}

/// Where things are printed, and how deep.
pub(super) struct Printer {
    pub(super) out: StyledText,
}

impl Printer {
    pub(super) fn add(&mut self, text: &str) {
        self.out.add(text);
    }

    pub(super) fn indent(&mut self, depth: usize) {
        for _ in 0..depth {
            self.out.add("    ");
        }
    }

    /// The column of the symbol, four wide.
    pub(super) fn symbol(&mut self, action: Action, look: Look) {
        if !look.without_symbols {
            self.action(action);
            self.add(" ");
        }
    }

    /// The symbol of an action, three wide.
    pub(super) fn action(&mut self, action: Action) {
        self.marker(action);
        if action != Action::NoOp {
            self.out.push(Style::End, "");
        }
    }

    pub(super) fn marker(&mut self, action: Action) {
        match action {
            Action::NoOp => self.add("   "),
            Action::Create => self.styled("  ", Style::Create, "+"),
            Action::Delete => self.styled("  ", Style::Delete, "-"),
            Action::Update => self.styled("  ", Style::Update, "~"),
            Action::Read => self.styled(" ", Style::Read, "<="),
            Action::Forget => self.styled(" ", Style::Forget, "."),
            Action::DeleteThenCreate => {
                self.out.push(Style::Delete, "-");
                self.styled("/", Style::Create, "+");
            }
            Action::CreateThenDelete => {
                self.out.push(Style::Create, "+");
                self.styled("/", Style::Delete, "-");
            }
        }
    }

    fn styled(&mut self, before: &str, style: Style, symbol: &str) {
        self.add(before);
        self.out.push(style, symbol);
    }

    /// A line start: indentation and symbol.
    pub(super) fn start(&mut self, depth: usize, action: Action, look: Look) {
        self.indent(depth);
        self.symbol(action, look);
    }

    pub(super) fn null_suffix(&mut self, action: Action, look: Look) {
        if !look.without_null && action == Action::Delete {
            self.add(" ");
            self.out.push(Style::NullSuffix, "-> null");
        }
    }

    pub(super) fn forces(&mut self, replace: bool, look: Look) {
        if replace || look.forces {
            self.add(" ");
            self.out.push(Style::Forces, "# forces replacement");
        }
    }

    pub(super) fn arrow(&mut self) {
        self.add(" ");
        self.out.push(Style::Arrow, "->");
        self.add(" ");
    }

    pub(super) fn null(&mut self) {
        self.out.push(Style::Null, "null");
    }

    /// The line that stands for unchanged parts.
    pub(super) fn unchanged(&mut self, depth: usize, what: &str, count: usize, look: Look) {
        if count == 0 {
            return;
        }
        self.start(depth, Action::NoOp, look);
        let plural = if count == 1 { "" } else { "s" };
        self.out.push(Style::Hidden, &format!("# ({count} unchanged {what}{plural} hidden)"));
        self.add("\n");
    }

    /// A difference, from where the line stands; further lines are indented to the depth.
    pub(super) fn diff(&mut self, diff: &Diff<'_>, depth: usize, look: Look) {
        match &diff.shape {
            Shape::Scalar { before, after } => self.scalar_change(diff, *before, *after, look),
            Shape::Text { before, after } => self.text_change(diff, *before, *after, depth, look),
            Shape::Object(parts) => self.object(diff, parts, depth, look),
            Shape::Map(parts) => self.map(diff, parts, depth, look),
            Shape::List(parts) => self.list(diff, parts, depth, look),
            Shape::Set(parts) => self.set(diff, parts, depth, look),
            Shape::Block(parts) => self.block(diff, parts, depth, look),
            Shape::TypeChange(before, after) => self.type_change(before, after, depth, look),
            Shape::Unknown(before) => self.unknown(diff, before.as_deref(), depth, look),
            Shape::Sensitive(_) => {
                self.add("(sensitive value)");
                self.null_suffix(diff.action, look);
                self.forces(diff.replace, look);
            }
            Shape::SensitiveBlock(_) => self.sensitive_block(diff, depth, look),
            Shape::WriteOnly => {
                self.add("(write-only attribute)");
                self.forces(diff.replace, look);
                self.null_suffix(diff.action, look);
            }
        }
    }

    fn scalar_change(
        &mut self,
        diff: &Diff<'_>,
        before: Scalar<'_>,
        after: Scalar<'_>,
        look: Look,
    ) {
        match diff.action {
            Action::Create => self.scalar(after),
            Action::Delete => {
                self.scalar(before);
                self.null_suffix(diff.action, look);
            }
            Action::NoOp => self.scalar(before),
            Action::Update
            | Action::Read
            | Action::DeleteThenCreate
            | Action::CreateThenDelete
            | Action::Forget => {
                self.scalar(before);
                self.arrow();
                self.scalar(after);
            }
        }
        self.forces(diff.replace, look);
    }

    fn scalar(&mut self, scalar: Scalar<'_>) {
        match scalar {
            Scalar::Null => self.null(),
            Scalar::Bool(true) => self.add("true"),
            Scalar::Bool(false) => self.add("false"),
            Scalar::Number(digits) => self.add(&digits.to_string()),
        }
    }

    pub(super) fn type_change(
        &mut self,
        before: &Diff<'_>,
        after: &Diff<'_>,
        depth: usize,
        look: Look,
    ) {
        let look = Look { without_null: true, ..look };
        self.diff(before, depth, look);
        self.arrow();
        self.diff(after, depth, look);
    }

    fn unknown(&mut self, diff: &Diff<'_>, before: Option<&Diff<'_>>, depth: usize, look: Look) {
        if let (Some(before), Action::Update) = (before, diff.action) {
            self.diff(before, depth, Look { without_null: true, ..look });
            self.add(" -> ");
        }
        self.add("(known after apply)");
        self.forces(diff.replace, look);
    }

    fn sensitive_block(&mut self, diff: &Diff<'_>, depth: usize, look: Look) {
        self.add("{");
        self.forces(diff.replace, look);
        self.add("\n");
        for line in [
            "# At least one attribute in this block is (or was) sensitive,",
            "# so its contents will not be displayed.",
        ] {
            self.start(depth, Action::NoOp, look);
            self.add("  ");
            self.add(line);
            self.add("\n");
        }
        self.start(depth, Action::NoOp, look);
        self.add("}");
    }

    /// Comments above a part whose sensitivity changes.
    pub(super) fn warnings(&mut self, diff: &Diff<'_>, depth: usize) {
        let (hidden, what) = match diff.shape {
            Shape::Sensitive(hidden) => (hidden, "attribute value"),
            Shape::SensitiveBlock(hidden) => (hidden, "block"),
            Shape::Scalar { .. }
            | Shape::Text { .. }
            | Shape::Object(_)
            | Shape::Map(_)
            | Shape::List(_)
            | Shape::Set(_)
            | Shape::Block(_)
            | Shape::TypeChange(..)
            | Shape::Unknown(_)
            | Shape::WriteOnly => return,
        };
        let Hidden { inner, before, after } = hidden;
        if before == after || matches!(inner, Action::Create | Action::Delete) {
            return;
        }
        self.indent(depth);
        self.add("  # ");
        self.out.push(Style::Warning, "Warning");
        let (first, second) = if before {
            ("will no longer be marked as sensitive", "after applying this change.")
        } else {
            (
                "will be marked as sensitive and will not",
                "display in UI output after applying this change.",
            )
        };
        self.add(&format!(": this {what} {first}\n"));
        self.indent(depth);
        self.add(&format!("  # {second}"));
        self.out.push(Style::End, "");
        if inner == Action::NoOp && what == "attribute value" {
            self.add(" The value is unchanged.");
        }
        self.add("\n");
    }
}
