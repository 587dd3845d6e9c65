//! Syntax tree to the tree that is evaluated: paths are flattened, predicates and groupings attached to their step,
//! tail calls marked, and each `%` tied to the step whose input it means.

use serde_json::Value as Json;

use crate::ast::{Constant, Group, Kind, Lambda, Node, Operator, SortTerm, Stage, Transform};
use crate::error::{Fault, Outcome, Spot};
use crate::functions::Builtin;
use crate::parse::Mode;
use crate::pattern::Pattern;
use crate::syntax::{Expr, Pair, Shape};

/// Where one `%` looks for its value.
struct Slot {
    label: usize,
    /// How many more steps up.
    level: i32,
}

/// Resolves a whole expression; the errors are those a recovering run went on after.
pub(crate) fn resolve(expr: Expr, mode: Mode) -> Outcome<(Node, Vec<Fault>)> {
    let mut resolver = Resolver { slots: Vec::new(), mode, errors: Vec::new() };
    let mut root = resolver.node(expr)?;
    let seeks = root.extras.as_ref().is_some_and(|extras| !extras.seeking.is_empty());
    if seeks || matches!(root.kind, Kind::Parent { .. }) {
        let fault = without_place_if_path(Fault::new("S0217").token(root.type_name()), &root);
        resolver.report(fault)?;
    }
    resolver.label(&mut root);
    Ok((root, resolver.errors))
}

/// The reference knows no position of a path or a parent.
fn without_place_if_path(fault: Fault, node: &Node) -> Fault {
    if node.is_path() || matches!(node.kind, Kind::Parent { .. }) {
        fault
    } else {
        fault.at(node.spot)
    }
}

struct Resolver {
    slots: Vec<Slot>,
    mode: Mode,
    errors: Vec<Fault>,
}

impl Resolver {
    fn report(&mut self, fault: Fault) -> Outcome<()> {
        match self.mode {
            Mode::Strict => Err(fault),
            Mode::Recover => {
                self.errors.push(fault);
                Ok(())
            }
        }
    }

    fn nothing(&mut self, fault: Fault, spot: Spot) -> Outcome<Node> {
        self.report(fault)?;
        Ok(Node::new(Kind::Nothing, spot))
    }

    fn node(&mut self, expr: Expr) -> Outcome<Node> {
        let keep_array = expr.keep_array;
        let mut node = self.bare(expr)?;
        node.keep_array |= keep_array;
        Ok(node)
    }

    fn nodes(&mut self, exprs: Vec<Expr>) -> Outcome<Vec<Node>> {
        exprs.into_iter().map(|expr| self.node(expr)).collect()
    }

    fn bare(&mut self, expr: Expr) -> Outcome<Node> {
        let spot = expr.spot;
        let kept = expr.keep_array;
        match expr.shape {
            Shape::End => self.nothing(Fault::new("S0207").at(spot).token("(end)"), spot),
            Shape::Missing => Ok(Node::new(Kind::Nothing, spot)),
            Shape::Name(name) => Ok(name_path(name, spot, kept)),
            Shape::Operator("?") => Ok(Node::new(Kind::Nothing, spot)),
            Shape::Operator(word) => Ok(name_path(word.to_owned(), spot, kept)),
            Shape::Variable(name) => {
                let builtin = Builtin::named(&name);
                Ok(Node::new(Kind::Variable { name: name.into(), builtin }, spot))
            }
            Shape::Literal(json) => Ok(Node::new(Kind::Constant(constant(json)), spot)),
            Shape::Regex { pattern, flags } => match Pattern::compile(&pattern, &flags) {
                Ok(pattern) => Ok(Node::new(Kind::Regex(Box::new(pattern)), spot)),
                Err(why) => self
                    .nothing(Fault::new("S0303").at(spot).value(Json::from(why).to_string()), spot),
            },
            Shape::Wildcard => Ok(Node::new(Kind::Wildcard, spot)),
            Shape::Descendant => Ok(Node::new(Kind::Descendant, spot)),
            Shape::Parent => {
                let slot = self.slots.len();
                self.slots.push(Slot { label: slot, level: 1 });
                Ok(Node::new(Kind::Parent { slot, label: "".into() }, spot))
            }
            Shape::Negate(inner) => self.negate(*inner, spot),
            Shape::Binary(".", left, right) => self.map(*left, *right),
            Shape::Binary("~>", left, right) => self.apply(*left, *right, spot),
            Shape::Binary(operator, left, right) => self.binary(operator, *left, *right, spot),
            Shape::Filter(left, predicate) => self.filter(*left, *predicate, spot),
            Shape::Sort(left, terms) => self.sort(*left, terms, spot),
            Shape::Group(left, pairs) => self.group(*left, pairs, spot),
            Shape::Bind(name, value) => {
                let value = self.node(*value)?;
                let seeking = self.sought_by(&value);
                Ok(seeker(Node::new(Kind::Bind(name.into(), Box::new(value)), spot), seeking))
            }
            Shape::Focus(left, name) => self.focus(*left, name, spot, kept),
            Shape::Index(left, name) => self.index(*left, name),
            Shape::Array(items) => {
                let items = self.nodes(items)?;
                let seeking = self.sought_by_all(&items);
                Ok(seeker(Node::new(Kind::Array(items), spot), seeking))
            }
            Shape::Object(pairs) => {
                let pairs = self.pairs(pairs)?;
                let seeking = pairs
                    .iter()
                    .flat_map(|(key, value)| [self.sought_by(key), self.sought_by(value)].concat())
                    .collect();
                Ok(seeker(Node::new(Kind::Object(Group { pairs, spot }), spot), seeking))
            }
            Shape::Block(parts) => self.block(parts, spot),
            Shape::Condition { condition, then, otherwise } => {
                self.condition(*condition, *then, otherwise, spot)
            }
            Shape::Transform { pattern, update, delete } => {
                let pattern = self.node(*pattern)?;
                let update = self.node(*update)?;
                let delete = delete.map(|delete| self.node(*delete)).transpose()?;
                Ok(Node::new(
                    Kind::Transform(Box::new(Transform { pattern, update, delete })),
                    spot,
                ))
            }
            Shape::Call(procedure, args) => {
                let args = self.nodes(args)?;
                let seeking = self.sought_by_all(&args);
                let procedure = Box::new(self.node(*procedure)?);
                Ok(seeker(Node::new(Kind::Call(procedure, args), spot), seeking))
            }
            Shape::Partial(procedure, args) => self.partial(*procedure, args, spot),
            Shape::Lambda { params, signature, body } => {
                let body = mark_tail_calls(self.node(*body)?);
                let params = params.into_iter().map(String::into_boxed_str).collect();
                Ok(Node::new(Kind::Lambda(Box::new(Lambda { params, signature, body })), spot))
            }
        }
    }

    fn negate(&mut self, inner: Expr, spot: Spot) -> Outcome<Node> {
        let mut inner = self.node(inner)?;
        if let Kind::Constant(Constant::Number(number)) = &mut inner.kind {
            *number = -*number;
            return Ok(inner);
        }
        let seeking = self.sought_by(&inner);
        Ok(seeker(Node::new(Kind::Negate(Box::new(inner)), spot), seeking))
    }

    fn binary(&mut self, operator: &str, left: Expr, right: Expr, spot: Spot) -> Outcome<Node> {
        let left = self.node(left)?;
        let right = self.node(right)?;
        let seeking = [self.sought_by(&left), self.sought_by(&right)].concat();
        let kind = match Operator::of(operator) {
            Some(operator) => Kind::Binary(operator, Box::new((left, right))),
            None => return self.nothing(Fault::new("S0206").at(spot).token(operator), spot),
        };
        Ok(seeker(Node::new(kind, spot), seeking))
    }

    fn apply(&mut self, left: Expr, right: Expr, spot: Spot) -> Outcome<Node> {
        let left = self.node(left)?;
        let right = self.node(right)?;
        let keep_array = left.keep_array || right.keep_array;
        Ok(Node { keep_array, ..Node::new(Kind::Apply(Box::new((left, right))), spot) })
    }

    /// `left.right`.
    fn map(&mut self, left: Expr, right: Expr) -> Outcome<Node> {
        let left = self.node(left)?;
        let parent = if let Kind::Parent { slot, .. } = left.kind { Some(slot) } else { None };
        let mut path = if left.is_path() { left } else { into_path(left) };
        if let Some(slot) = parent {
            path.extras_mut().seeking = vec![slot];
        }
        let mut rest = self.node(right)?;
        let Kind::Path { steps, keep_singleton } = &mut path.kind else { return Ok(path) };
        match rest.kind {
            Kind::Path { steps: more, .. } => steps.extend(more),
            _ => {
                if let Some(extras) = &mut rest.extras
                    && !extras.predicates.is_empty()
                {
                    extras.stages = std::mem::take(&mut extras.predicates);
                }
                steps.push(rest);
            }
        }
        for step in steps.iter_mut() {
            match &step.kind {
                Kind::Constant(Constant::Text(text)) => step.kind = Kind::Name(text.clone()),
                Kind::Constant(constant) => {
                    let fault = Fault::new("S0213")
                        .at(step.spot)
                        .value(constant_json(constant).to_string());
                    match self.mode {
                        Mode::Strict => return Err(fault),
                        Mode::Recover => self.errors.push(fault),
                    }
                }
                _ => {}
            }
        }
        *keep_singleton |= steps.iter().any(|step| step.keep_array);
        for end in [0, steps.len() - 1] {
            if let Some(step) = steps.get_mut(end)
                && matches!(step.kind, Kind::Array(_))
            {
                step.constructs = true;
            }
        }
        self.resolve_parents(&mut path)?;
        Ok(path)
    }

    fn filter(&mut self, left: Expr, predicate: Expr, spot: Spot) -> Outcome<Node> {
        let mut node = self.node(left)?;
        let predicate_node = self.node(predicate)?;
        let is_path = node.is_path();
        let step = last_step(&mut node);
        if step.group().is_some() {
            return self.nothing(Fault::new("S0209").at(spot), spot);
        }
        let seeking =
            predicate_node.extras.as_ref().map(|extras| extras.seeking.clone()).unwrap_or_default();
        if !seeking.is_empty() {
            for slot in seeking {
                if self.level(slot) == 1 {
                    self.seek_parent(step, slot)?;
                } else {
                    self.climb(slot);
                }
            }
            let sought = self.sought_by(&predicate_node);
            step.extras_mut().seeking.extend(sought);
        }
        let extras = step.extras_mut();
        let stages = if is_path { &mut extras.stages } else { &mut extras.predicates };
        stages.push(Stage::Filter(predicate_node));
        Ok(node)
    }

    fn group(&mut self, left: Expr, pairs: Vec<Pair>, spot: Spot) -> Outcome<Node> {
        let mut node = self.node(left)?;
        if node.group().is_some() {
            return self.nothing(Fault::new("S0210").at(spot), spot);
        }
        let pairs = self.pairs(pairs)?;
        node.extras_mut().group = Some(Group { pairs, spot });
        Ok(node)
    }

    fn pairs(&mut self, pairs: Vec<Pair>) -> Outcome<Vec<(Node, Node)>> {
        pairs.into_iter().map(|(key, value)| Ok((self.node(key)?, self.node(value)?))).collect()
    }

    fn sort(&mut self, left: Expr, terms: Vec<crate::syntax::Term>, spot: Spot) -> Outcome<Node> {
        let left = self.node(left)?;
        let mut path = if left.is_path() { left } else { into_path(left) };
        let mut seeking = Vec::new();
        let mut sorted = Vec::new();
        for term in terms {
            let expr = self.node(term.expr)?;
            seeking.extend(self.sought_by(&expr));
            sorted.push(SortTerm { descending: term.descending, expr });
        }
        if let Kind::Path { steps, .. } = &mut path.kind {
            steps.push(seeker(Node::new(Kind::Sort(sorted), spot), seeking));
        }
        self.resolve_parents(&mut path)?;
        Ok(path)
    }

    fn focus(&mut self, left: Expr, name: String, spot: Spot, kept: bool) -> Outcome<Node> {
        let mut node = self.node(left)?;
        let step = last_step(&mut node);
        if !step.stages().is_empty() || !step.predicates().is_empty() {
            return self.nothing(Fault::new("S0215").at(spot), spot);
        }
        if matches!(step.kind, Kind::Sort(_)) {
            return self.nothing(Fault::new("S0216").at(spot), spot);
        }
        step.keep_array |= kept;
        step.tuple = true;
        step.extras_mut().focus = Some(name.into());
        Ok(node)
    }

    fn index(&mut self, left: Expr, name: String) -> Outcome<Node> {
        let left = self.node(left)?;
        let mut path = if left.is_path() { left } else { into_path(left) };
        let step = last_step(&mut path);
        step.tuple = true;
        let extras = step.extras_mut();
        if !extras.predicates.is_empty() && extras.stages.is_empty() {
            extras.stages = std::mem::take(&mut extras.predicates);
        }
        if extras.stages.is_empty() {
            extras.index = Some(name.into());
        } else {
            extras.stages.push(Stage::Index(name.into()));
        }
        Ok(path)
    }

    fn block(&mut self, parts: Vec<Expr>, spot: Spot) -> Outcome<Node> {
        let parts = self.nodes(parts)?;
        let constructs = parts.iter().any(|part| match &part.kind {
            Kind::Path { steps, .. } => {
                part.constructs || steps.first().is_some_and(|step| step.constructs)
            }
            _ => part.constructs,
        });
        let seeking = self.sought_by_all(&parts);
        let binds = parts.iter().any(Node::may_bind);
        Ok(seeker(Node { constructs, ..Node::new(Kind::Block { parts, binds }, spot) }, seeking))
    }

    fn condition(
        &mut self,
        condition: Expr,
        then: Expr,
        otherwise: Option<Box<Expr>>,
        spot: Spot,
    ) -> Outcome<Node> {
        let condition = self.node(condition)?;
        let then = self.node(then)?;
        let otherwise = otherwise.map(|otherwise| self.node(*otherwise)).transpose()?;
        let mut seeking = [self.sought_by(&condition), self.sought_by(&then)].concat();
        seeking.extend(otherwise.iter().flat_map(|otherwise| self.sought_by(otherwise)));
        Ok(seeker(
            Node::new(Kind::Condition(Box::new((condition, then, otherwise))), spot),
            seeking,
        ))
    }

    fn partial(&mut self, procedure: Expr, args: Vec<Expr>, spot: Spot) -> Outcome<Node> {
        let mut open = Vec::with_capacity(args.len());
        let mut seeking = Vec::new();
        for arg in args {
            if matches!(arg.shape, Shape::Operator("?")) {
                open.push(None);
            } else {
                let node = self.node(arg)?;
                seeking.extend(self.sought_by(&node));
                open.push(Some(node));
            }
        }
        let procedure = Box::new(self.node(procedure)?);
        Ok(seeker(Node::new(Kind::Partial(procedure, open), spot), seeking))
    }

    /// Slots that `node` leaves to whoever holds it.
    fn sought_by(&self, node: &Node) -> Vec<usize> {
        let mut slots =
            node.extras.as_ref().map(|extras| extras.seeking.clone()).unwrap_or_default();
        if let Kind::Parent { slot, .. } = node.kind {
            slots.push(slot);
        }
        slots
    }

    fn sought_by_all(&self, nodes: &[Node]) -> Vec<usize> {
        nodes.iter().flat_map(|node| self.sought_by(node)).collect()
    }

    fn level(&self, slot: usize) -> i32 {
        self.slots.get(slot).map_or(0, |slot| slot.level)
    }

    fn climb(&mut self, slot: usize) {
        if let Some(slot) = self.slots.get_mut(slot) {
            slot.level -= 1;
        }
    }

    /// Ties what the last step of a path seeks to the steps before it; what they do not hold the path seeks.
    fn resolve_parents(&mut self, path: &mut Node) -> Outcome<()> {
        let Kind::Path { steps, .. } = &mut path.kind else { return Ok(()) };
        let slots = steps.last().map(|last| self.sought_by(last)).unwrap_or_default();
        let mut unresolved = Vec::new();
        let has_focus = |steps: &[Node], at: usize| {
            steps
                .get(at)
                .and_then(|step| step.extras.as_ref())
                .is_some_and(|extras| extras.focus.is_some())
        };
        for slot in slots {
            let mut left = steps.len().saturating_sub(1);
            while self.level(slot) > 0 {
                if left == 0 {
                    unresolved.push(slot);
                    break;
                }
                left -= 1;
                let mut at = left;
                // Steps bound to variables share one context: they count as one.
                while left > 0 && has_focus(steps, at) && has_focus(steps, left - 1) {
                    left -= 1;
                    at = left;
                }
                if let Some(step) = steps.get_mut(at) {
                    self.seek_parent(step, slot)?;
                }
            }
        }
        if !unresolved.is_empty() {
            path.extras_mut().seeking.extend(unresolved);
        }
        Ok(())
    }

    /// Goes one step up with `slot`, or ties it to `node` where it has arrived.
    fn seek_parent(&mut self, node: &mut Node, slot: usize) -> Outcome<()> {
        match &mut node.kind {
            Kind::Name(_) | Kind::Wildcard => {
                self.climb(slot);
                if self.level(slot) == 0 {
                    self.tie(node, slot);
                }
                Ok(())
            }
            Kind::Parent { .. } => {
                if let Some(slot) = self.slots.get_mut(slot) {
                    slot.level += 1;
                }
                Ok(())
            }
            Kind::Block { parts, .. } => match parts.last_mut() {
                Some(last) => {
                    node.tuple = true;
                    self.seek_parent(last, slot)
                }
                None => Ok(()),
            },
            Kind::Path { steps, .. } => {
                node.tuple = true;
                let mut first = true;
                for step in steps.iter_mut().rev() {
                    if !first && self.level(slot) <= 0 {
                        break;
                    }
                    first = false;
                    self.seek_parent(step, slot)?;
                }
                Ok(())
            }
            _ => {
                let fault = Fault::new("S0217").token(node.type_name()).at(node.spot);
                self.report(fault)?;
                if let Some(slot) = self.slots.get_mut(slot) {
                    slot.level = 0;
                }
                Ok(())
            }
        }
    }

    fn tie(&mut self, node: &mut Node, slot: usize) {
        node.tuple = true;
        if let Some(earlier) = node.extras_mut().ancestor_slot.replace(slot) {
            let label = self.slots.get(earlier).map_or(earlier, |earlier| earlier.label);
            if let Some(slot) = self.slots.get_mut(slot) {
                slot.label = label;
            }
        }
    }

    /// Writes the final names of all slots into the tree.
    fn label(&self, node: &mut Node) {
        let name = |slot: usize| {
            format!("!{}", self.slots.get(slot).map_or(slot, |slot| slot.label)).into_boxed_str()
        };
        if let Kind::Parent { slot, label } = &mut node.kind {
            *label = name(*slot);
        }
        if let Some(extras) = &mut node.extras {
            extras.ancestor = extras.ancestor_slot.map(name);
        }
        if !self.slots.is_empty() {
            node.children_mut().into_iter().for_each(|child| self.label(child));
        }
    }
}

fn seeker(mut node: Node, seeking: Vec<usize>) -> Node {
    if !seeking.is_empty() {
        node.extras_mut().seeking = seeking;
    }
    node
}

fn name_path(name: String, spot: Spot, keep_array: bool) -> Node {
    let step = Node { keep_array, ..Node::new(Kind::Name(name.into()), spot) };
    Node::new(Kind::Path { steps: vec![step], keep_singleton: keep_array }, spot)
}

fn into_path(node: Node) -> Node {
    let spot = node.spot;
    Node::new(Kind::Path { steps: vec![node], keep_singleton: false }, spot)
}

/// The last step of a path, or the node itself.
fn last_step(node: &mut Node) -> &mut Node {
    if !node.is_path() {
        return node;
    }
    match &mut node.kind {
        Kind::Path { steps, .. } => steps.last_mut().expect("a path has a step"),
        _ => unreachable!("just seen to be a path"),
    }
}

fn constant(json: Json) -> Constant {
    match json {
        Json::Bool(truth) => Constant::Bool(truth),
        Json::Number(number) => Constant::Number(number.as_f64().unwrap_or(f64::NAN)),
        Json::String(text) => Constant::Text(text.into()),
        Json::Null | Json::Array(_) | Json::Object(_) => Constant::Null,
    }
}

fn constant_json(constant: &Constant) -> Json {
    match constant {
        Constant::Null => Json::Null,
        Constant::Bool(truth) => Json::Bool(*truth),
        Constant::Number(number) => crate::value::json_number(*number),
        Constant::Text(text) => Json::from(&**text),
    }
}

/// Wraps calls in tail position, so that the caller makes them.
fn mark_tail_calls(mut node: Node) -> Node {
    let is_filtered = !node.predicates().is_empty();
    match &mut node.kind {
        Kind::Call(..) if !is_filtered => {
            let spot = node.spot;
            return Node::new(Kind::Thunk(Box::new(node)), spot);
        }
        Kind::Condition(parts) => {
            replace(&mut parts.1);
            if let Some(otherwise) = &mut parts.2 {
                replace(otherwise);
            }
        }
        Kind::Block { parts, .. } => {
            if let Some(last) = parts.last_mut() {
                replace(last);
            }
        }
        _ => {}
    }
    node
}

fn replace(node: &mut Node) {
    let spot = node.spot;
    let tail = std::mem::replace(node, Node::new(Kind::Nothing, spot));
    *node = mark_tail_calls(tail);
}
