//! The search: lines in, the cheapest way to put back what is missing out.
//!
//! Between two lines brackets may be put in; each has a price, and so has whatever speaks against it: an indentation that
//! is not that of the container, a comma too many or too few, a name given twice, a name that the language does not know
//! at that place. A beam of the cheapest readings goes from line to line.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::Fits;
use super::line::{End, Kind, Line, Member, Shape, Start};
use super::state::{Change, Frame, Pending, State, Trail};

/// How commas stand in a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Commas {
    /// Between all members, never after the last.
    Strict,
    /// Between items; after the last one too; not needed between members.
    Loose,
}

const BRACKET: u32 = 2;
const EMPTY: u32 = 4;
const COMMA: u32 = 20;
const TWICE: u32 = 28;
const MISFIT: u32 = 12;
const ASTRAY: u32 = 4;
const UNLIKE: u32 = 3;
/// A text is seldom a list that lost its bracket.
const ROOT_LIST: u32 = 24;
/// Deepest nesting that is followed.
const DEEPEST: usize = 100;
/// Readings kept from line to line; fewer for long texts.
const BEAM: usize = 48;

/// What is known of the text before the search.
pub(crate) struct Ground<'a> {
    pub(crate) lines: &'a [Line],
    pub(crate) commas: Commas,
    /// Columns of one level.
    pub(crate) unit: i32,
    /// Whether indentation means anything.
    pub(crate) indented: bool,
    pub(crate) fits: Fits<'a>,
}

/// A reading of the whole text.
pub(crate) struct Reading {
    pub(crate) cost: u32,
    /// Its changes in order.
    pub(crate) changes: Vec<Change>,
}

/// The cheapest readings, cheapest first; none when the brackets cannot be balanced by putting some in.
pub(crate) fn search(ground: &Ground<'_>) -> Vec<Reading> {
    let mut search =
        Search { ground, trail: Vec::new(), numbers: BTreeMap::new(), known: BTreeMap::new() };
    let beam = if ground.lines.len() > 4000 { BEAM / 6 } else { BEAM };
    let (kind, members) = match ground.commas {
        Commas::Strict => (Kind::Root, None),
        Commas::Loose => (Kind::Body, ground.lines.iter().map(|line| line.indent).min()),
    };
    let root = match (kind, ground.lines.first()) {
        (Kind::Root, Some(line)) => {
            let mut root = Frame::root(kind, None, ground.unit);
            root.indent = line.indent - 2 * ground.unit;
            root
        }
        _ => Frame::root(kind, members, ground.unit),
    };
    let mut states = vec![State {
        cost: 0,
        top: Rc::new(root),
        pending: Pending::Fresh,
        previous: None,
        trail: None,
    }];
    for line in ground.lines {
        let mut next: Vec<State> = Vec::new();
        for state in &states {
            search.step(state, line, &mut next);
        }
        next.sort_by_key(|state| state.cost);
        next.truncate(beam);
        states = next;
    }
    let mut ends: Vec<(u32, Trail)> =
        states.iter().filter_map(|state| search.finish(state)).collect();
    ends.sort_by_key(|(cost, _)| *cost);
    ends.into_iter().map(|(cost, trail)| Reading { cost, changes: search.changes(trail) }).collect()
}

/// A path, a name at it, and what stands there.
type Asked = (Vec<Rc<str>>, String, Shape);

struct Search<'a> {
    ground: &'a Ground<'a>,
    trail: Vec<(Trail, Change)>,
    numbers: BTreeMap<String, u32>,
    known: BTreeMap<Asked, Option<bool>>,
}

impl Search<'_> {
    fn note(&mut self, trail: Trail, change: Change) -> Trail {
        self.trail.push((trail, change));
        u32::try_from(self.trail.len() - 1).ok()
    }

    fn changes(&self, mut trail: Trail) -> Vec<Change> {
        let mut changes = Vec::new();
        while let Some((before, change)) =
            trail.and_then(|at| self.trail.get(usize::try_from(at).unwrap_or(usize::MAX)))
        {
            changes.push(*change);
            trail = *before;
        }
        changes.reverse();
        changes
    }

    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        self.numbers.insert(name.to_owned(), number);
        number
    }

    /// Every way from a state through a line.
    fn step(&mut self, state: &State, line: &Line, next: &mut Vec<State>) {
        let mut here = state.clone();
        for closed in 0..=state.top.depth {
            if closed > 0 {
                match self.close(&here, closed == 1) {
                    Some(outer) => here = outer,
                    None => break,
                }
            }
            for landed in self.land(&here, line, closed > 0) {
                if let Some(done) = self.consume(landed, line) {
                    next.push(done);
                }
            }
        }
    }

    /// With the innermost container closed after the line before.
    fn close(&mut self, state: &State, first: bool) -> Option<State> {
        let parent = state.top.parent.clone()?;
        let after = state.previous?;
        let mut here = state.clone();
        here.cost += BRACKET;
        match state.pending {
            Pending::Value => return None,
            Pending::Fresh if first => here.cost += EMPTY,
            Pending::Comma if first && self.ground.commas == Commas::Strict => {
                here.cost += COMMA;
                here.trail = self.note(here.trail, Change::NoComma { line: after });
            }
            Pending::Comma if first && state.top.kind == Kind::Object => here.cost += 1,
            Pending::Fresh | Pending::Comma | Pending::Complete => {}
        }
        let change = Change::Close { after, kind: state.top.kind, indent: state.top.indent };
        here.trail = self.note(here.trail, change);
        here.top = closed(&state.top, &parent);
        here.pending = Pending::Complete;
        Some(here)
    }

    /// The states in which the line can begin: after a comma, after brackets put in.
    fn land(&mut self, state: &State, line: &Line, closed: bool) -> Vec<State> {
        let mut here = state.clone();
        match &line.start {
            Start::Close => {
                if state.pending == Pending::Comma && self.ground.commas == Commas::Strict {
                    here.cost += COMMA;
                    here.trail = self.drop_comma(&here);
                }
                return vec![here];
            }
            Start::Continuation => {
                here.cost += self
                    .landing(&here.top, line.indent - self.ground.unit)
                    .min(self.landing(&here.top, line.indent))
                    / 2;
                return vec![here];
            }
            Start::Item | Start::For if state.pending == Pending::Value => return vec![here],
            Start::Member(_) | Start::Item | Start::For => {}
        }
        if !self.separate(&mut here, closed) {
            return Vec::new();
        }
        let mut landed = Vec::new();
        if let Start::Member(member) = &line.start {
            if accepts(here.top.kind, member) && here.pending != Pending::Value {
                landed.push(here.clone());
            }
        } else if matches!(here.top.kind, Kind::Array | Kind::Call | Kind::Root)
            || line.start == Start::For && here.top.count == 0
        {
            landed.push(here.clone());
        }
        let takes_items = matches!(here.top.kind, Kind::Array | Kind::Call | Kind::Root);
        if here.top.depth < DEEPEST && (takes_items || here.pending == Pending::Value) {
            match &line.start {
                Start::Member(member) if member.in_object => {
                    let object = self.open(&here, Kind::Object, line.first);
                    landed.push(object);
                    let array = self.open(&here, Kind::Array, line.first);
                    landed.push(self.open(&array, Kind::Object, line.first));
                }
                Start::Item | Start::For => {
                    landed.push(self.open(&here, Kind::Array, line.first));
                }
                Start::Member(_) | Start::Close | Start::Continuation => {}
            }
        }
        landed
    }

    fn drop_comma(&mut self, state: &State) -> Trail {
        match state.previous {
            Some(line) => self.note(state.trail, Change::NoComma { line }),
            None => state.trail,
        }
    }

    /// Puts a comma between members where the language wants one; false where there can be none.
    fn separate(&mut self, here: &mut State, closed: bool) -> bool {
        if here.pending != Pending::Complete || here.top.count == 0 {
            return true;
        }
        let wanted = match (self.ground.commas, here.top.kind) {
            (_, Kind::Root) => return false,
            (Commas::Strict, _) => true,
            (Commas::Loose, kind) => matches!(kind, Kind::Array | Kind::Call),
        };
        if !wanted {
            return true;
        }
        if closed {
            here.trail = self.note(here.trail, Change::CommaAfterClose);
        } else if let Some(line) = here.previous {
            here.cost += COMMA;
            here.trail = self.note(here.trail, Change::Comma { line });
        }
        here.pending = Pending::Comma;
        true
    }

    /// With a bracket put in before a line.
    fn open(&mut self, state: &State, kind: Kind, before: usize) -> State {
        let mut here = state.clone();
        let indent = if state.pending == Pending::Value {
            state.top.latest.unwrap_or(state.top.indent)
        } else {
            state.top.members.unwrap_or(state.top.indent + self.ground.unit)
        };
        here.cost += BRACKET;
        if kind == Kind::Array && state.top.kind == Kind::Root {
            here.cost += ROOT_LIST;
        }
        here.trail = self.note(here.trail, Change::Open { before, kind, indent });
        let outer = if state.pending == Pending::Value {
            Rc::clone(&state.top)
        } else {
            Rc::new(state.top.with_member(Some(indent), None))
        };
        let mut frame = outer.inside(kind, "", indent);
        // Items that lost their brackets look alike.
        frame.members = outer.within;
        here.top = Rc::new(frame);
        here.pending = Pending::Fresh;
        here
    }

    /// The state after the line.
    fn consume(&mut self, mut state: State, line: &Line) -> Option<State> {
        if let (Start::Close, Some(_)) = (&line.start, line.closes.first()) {
            state.cost += self.misplaced(line.indent, &[state.top.indent]);
        }
        match &line.start {
            Start::Member(member) => self.member(&mut state, member, Some(line.indent)),
            Start::Item | Start::For if state.pending != Pending::Value => {
                state.cost += self.landing(&state.top, line.indent);
                state.top = Rc::new(state.top.with_member(Some(line.indent), None));
            }
            Start::Item | Start::For | Start::Close | Start::Continuation => {}
        }
        for bracket in &line.closes {
            let parent = state.top.parent.clone()?;
            if state.top.kind.bracket() != Some(*bracket) {
                return None;
            }
            state.top = closed(&state.top, &parent);
        }
        if let Some(member) = &line.after {
            self.member(&mut state, member, None);
        }
        for open in &line.opens {
            if state.top.depth >= DEEPEST {
                return None;
            }
            state.top = Rc::new(state.top.inside(open.kind, &open.name, line.indent));
        }
        state.pending = match line.end {
            End::Comma => Pending::Comma,
            End::Complete => Pending::Complete,
            End::Pending => Pending::Value,
            End::Open => Pending::Fresh,
        };
        state.previous = Some(line.last);
        Some(state)
    }

    fn member(&mut self, state: &mut State, member: &Member, indent: Option<i32>) {
        let top = Rc::clone(&state.top);
        if let Some(indent) = indent {
            state.cost += self.landing(&top, indent);
        }
        let number = member.once.then(|| self.number(&member.name));
        if number.is_some_and(|number| top.has(number)) {
            // Where indentation speaks, it is the better witness.
            state.cost += if self.ground.indented { TWICE / 3 } else { TWICE };
        }
        state.cost += self.fitting(&top, member);
        if let (0, Some(parent), Some(number)) = (top.count, &top.parent, number)
            && parent.kind == Kind::Array
            && parent.first.is_some_and(|first| first != number)
        {
            state.cost += UNLIKE;
        }
        state.top = Rc::new(top.with_member(indent, number));
    }

    /// The price of a line of that indentation in a container.
    fn landing(&self, frame: &Frame, indent: i32) -> u32 {
        match (frame.members, frame.latest) {
            (Some(members), Some(latest)) => self.misplaced(indent, &[members, latest]),
            (Some(members), None) => self.misplaced(indent, &[members]),
            (None, _) if frame.kind == Kind::Root => 0,
            (None, _) => self.misplaced(indent, &[frame.indent + self.ground.unit]) / 2,
        }
    }

    fn misplaced(&self, indent: i32, expected: &[i32]) -> u32 {
        if !self.ground.indented {
            return 0;
        }
        let off = expected.iter().map(|at| (at - indent).unsigned_abs()).min().unwrap_or(0);
        if off == 0 { 0 } else { 8 + off.min(8) }
    }

    /// The price of a name that the language does not know there, or that belongs further out.
    fn fitting(&mut self, frame: &Frame, member: &Member) -> u32 {
        let mut path = frame.path();
        match self.fits(&path, member) {
            Some(true) => 0,
            Some(false) if self.ground.indented => MISFIT / 2,
            Some(false) => MISFIT,
            None => {
                while path.pop().is_some() {
                    if self.fits(&path, member) == Some(true) {
                        return ASTRAY;
                    }
                }
                0
            }
        }
    }

    fn fits(&mut self, path: &[Rc<str>], member: &Member) -> Option<bool> {
        let key = (path.to_vec(), member.name.clone(), member.shape);
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let names: Vec<&str> = path.iter().map(AsRef::as_ref).collect();
        let answer = (self.ground.fits)(&names, &member.name, member.shape);
        self.known.insert(key, answer);
        answer
    }

    /// Closes all that is open; the price and the changes of the whole reading.
    fn finish(&mut self, state: &State) -> Option<(u32, Trail)> {
        let mut here = state.clone();
        let mut first = true;
        while here.top.parent.is_some() {
            here = self.close(&here, first)?;
            first = false;
        }
        if first && here.pending == Pending::Comma && self.ground.commas == Commas::Strict {
            here.cost += COMMA;
            here.trail = self.drop_comma(&here);
        }
        (here.pending != Pending::Value).then_some((here.cost, here.trail))
    }
}

/// The container around a closed one.
fn closed(top: &Frame, parent: &Rc<Frame>) -> Rc<Frame> {
    let mut outer = Frame::clone(parent);
    if outer.kind == Kind::Array && top.name.is_empty() {
        outer.within = top.members.or(outer.within);
        outer.first = outer.first.or(top.names.first().copied());
    }
    Rc::new(outer)
}

fn accepts(kind: Kind, member: &Member) -> bool {
    match kind {
        Kind::Object => member.in_object,
        Kind::Body => member.in_body,
        Kind::Root | Kind::Array | Kind::Call => false,
    }
}
