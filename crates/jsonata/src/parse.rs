//! Tokens to a syntax tree: operators by binding power, as the reference parses them.

use serde_json::Value as Json;

use crate::error::{Fault, Outcome, Spot};
use crate::lex::{Lexer, Place, Token};
use crate::signature::Signature;
use crate::syntax::{Expr, Pair, Shape, Term};

/// Deepest nesting of a text, and longest chain of operators: what walks and drops the tree recurses that deep.
const MAX_HEIGHT: u32 = 400;

/// Most errors that one recovering parse reports.
const MAX_ERRORS: usize = 20;

/// What to do at a syntax error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Stop at the first.
    Strict,
    /// Note it and go on, for an editor.
    Recover,
}

/// Parses a text; the errors are those a recovering parse went on after.
pub(crate) fn parse(text: &str, mode: Mode) -> Outcome<(Expr, Vec<Fault>)> {
    let mut parser = Parser {
        lexer: Lexer::new(text),
        token: Token::End,
        spot: Spot::default(),
        depth: 0,
        mode,
        errors: Vec::new(),
    };
    parser.advance(Place::Prefix)?;
    let expr = parser.expression(0)?;
    if parser.token != Token::End {
        let fault = parser.unexpected("S0201");
        parser.report(fault)?;
    }
    Ok((expr, parser.errors))
}

struct Parser<'t> {
    lexer: Lexer<'t>,
    token: Token,
    spot: Spot,
    depth: u32,
    mode: Mode,
    errors: Vec<Fault>,
}

/// How strongly an operator binds what stands to its left; 0 ends an expression.
fn binding_power(token: &Token) -> u32 {
    let Token::Operator(operator) = token else { return 0 };
    match *operator {
        "[" | "(" | "@" | "#" => 80,
        "." => 75,
        "{" => 70,
        "*" | "/" | "%" => 60,
        "+" | "-" | "&" => 50,
        "=" | "<" | ">" | "^" | "!=" | "<=" | ">=" | "~>" | "in" => 40,
        "and" => 30,
        "or" => 25,
        "?" => 20,
        ":=" => 10,
        _ => 0,
    }
}

impl Parser<'_> {
    /// Notes an error and goes on, or stops.
    fn report(&mut self, fault: Fault) -> Outcome<()> {
        match self.mode {
            Mode::Recover if self.errors.len() + 1 < MAX_ERRORS => {
                self.errors.push(fault);
                Ok(())
            }
            Mode::Recover | Mode::Strict => Err(fault),
        }
    }

    fn unexpected(&self, code: &'static str) -> Fault {
        Fault::new(code).at(self.spot).token(self.token.value())
    }

    fn is(&self, operator: &str) -> bool {
        matches!(self.token, Token::Operator(found) if found == operator)
    }

    /// Goes to the next token.
    fn advance(&mut self, place: Place) -> Outcome<()> {
        loop {
            match self.lexer.next(place) {
                Ok((Token::Operator(operator @ ("!" | "~")), spot)) => {
                    self.report(Fault::new("S0204").at(spot).token(operator))?;
                }
                Ok((token, spot)) => {
                    self.spot = if token == Token::End {
                        Spot::new(self.lexer.len(), self.lexer.len())
                    } else {
                        spot
                    };
                    self.token = token;
                    return Ok(());
                }
                Err(fault) => {
                    // What cannot be read as a token ends the text.
                    self.report(fault)?;
                    self.token = Token::End;
                    self.spot = Spot::new(self.lexer.len(), self.lexer.len());
                    self.lexer = Lexer::new("");
                    return Ok(());
                }
            }
        }
    }

    /// Takes an operator that must come now.
    fn expect(&mut self, operator: &'static str, place: Place) -> Outcome<()> {
        if !self.is(operator) {
            let code = if self.token == Token::End { "S0203" } else { "S0202" };
            let fault = self.unexpected(code).value(Json::from(operator).to_string());
            return self.report(fault);
        }
        self.advance(place)
    }

    fn expression(&mut self, power: u32) -> Outcome<Expr> {
        self.depth += 1;
        if self.depth > MAX_HEIGHT {
            return Err(Fault::new("U1001").at(self.spot));
        }
        let token = std::mem::replace(&mut self.token, Token::End);
        let spot = self.spot;
        if matches!(token, Token::Operator(_)) && self.mode == Mode::Recover && is_closer(&token) {
            // A value is missing: leave the bracket to whom it belongs.
            self.report(Fault::new("S0211").at(spot).token(token.value()))?;
            self.token = token;
            self.depth -= 1;
            return Ok(Expr::new(Shape::Missing, spot));
        }
        if token != Token::End {
            self.advance(Place::Infix)?;
        }
        let mut left = self.prefix(token, spot)?;
        while power < binding_power(&self.token) {
            let Token::Operator(operator) = self.token else { break };
            let spot = self.spot;
            self.advance(Place::Prefix)?;
            left = self.infix(operator, spot, left)?;
            if left.height > MAX_HEIGHT {
                return Err(Fault::new("U1001").at(spot));
            }
        }
        self.depth -= 1;
        Ok(left)
    }

    fn boxed(&mut self, power: u32) -> Outcome<Box<Expr>> {
        self.expression(power).map(Box::new)
    }

    fn prefix(&mut self, token: Token, spot: Spot) -> Outcome<Expr> {
        let shape = match token {
            Token::End => Shape::End,
            Token::Name(name) => Shape::Name(name),
            Token::Variable(name) => Shape::Variable(name),
            Token::Literal(json) => Shape::Literal(json),
            Token::Regex { pattern, flags } => Shape::Regex { pattern, flags },
            Token::Operator(operator) => match operator {
                "and" | "or" | "in" => Shape::Operator(operator),
                "-" => Shape::Negate(self.boxed(70)?),
                "*" => Shape::Wildcard,
                "**" => Shape::Descendant,
                "%" => Shape::Parent,
                "(" => self.block()?,
                "[" => self.array()?,
                "{" => Shape::Object(self.pairs()?),
                "|" => self.transform()?,
                _ => {
                    self.report(Fault::new("S0211").at(spot).token(operator))?;
                    Shape::Missing
                }
            },
        };
        Ok(Expr::new(shape, spot))
    }

    fn infix(&mut self, operator: &'static str, spot: Spot, mut left: Expr) -> Outcome<Expr> {
        let shape = match operator {
            "(" => return self.call(spot, left),
            "[" if self.is("]") => {
                left.keep_innermost();
                self.advance(Place::Prefix)?;
                return Ok(left);
            }
            "[" => {
                let predicate = self.boxed(0)?;
                self.expect("]", Place::Infix)?;
                Shape::Filter(Box::new(left), predicate)
            }
            "^" => Shape::Sort(Box::new(left), self.terms()?),
            "{" => Shape::Group(Box::new(left), self.pairs()?),
            ":=" => self.bind(left)?,
            "@" => self.focus(operator, left, Shape::Focus)?,
            "#" => self.focus(operator, left, Shape::Index)?,
            "?" => self.condition(left)?,
            _ => {
                let power = binding_power(&Token::Operator(operator));
                Shape::Binary(operator, Box::new(left), self.boxed(power)?)
            }
        };
        Ok(Expr::new(shape, spot))
    }

    fn block(&mut self) -> Outcome<Shape> {
        let mut expressions = Vec::new();
        while !self.is(")") {
            expressions.push(self.expression(0)?);
            if !self.is(";") {
                break;
            }
            self.advance(Place::Prefix)?;
        }
        self.expect(")", Place::Infix)?;
        Ok(Shape::Block(expressions))
    }

    fn array(&mut self) -> Outcome<Shape> {
        let mut items = Vec::new();
        while !self.is("]") {
            let item = self.expression(0)?;
            if self.is("..") {
                let spot = self.spot;
                self.advance(Place::Prefix)?;
                let end = self.boxed(0)?;
                items.push(Expr::new(Shape::Binary("..", Box::new(item), end), spot));
            } else {
                items.push(item);
            }
            if !self.is(",") {
                break;
            }
            self.advance(Place::Prefix)?;
            if self.is("]") {
                // A comma promises another item.
                items.push(self.expression(0)?);
            }
        }
        self.expect("]", Place::Infix)?;
        Ok(Shape::Array(items))
    }

    fn pairs(&mut self) -> Outcome<Vec<Pair>> {
        let mut pairs = Vec::new();
        if !self.is("}") {
            loop {
                let key = self.expression(0)?;
                self.expect(":", Place::Prefix)?;
                pairs.push((key, self.expression(0)?));
                if !self.is(",") {
                    break;
                }
                self.advance(Place::Prefix)?;
            }
        }
        self.expect("}", Place::Infix)?;
        Ok(pairs)
    }

    fn transform(&mut self) -> Outcome<Shape> {
        let pattern = self.boxed(0)?;
        self.expect("|", Place::Prefix)?;
        let update = self.boxed(0)?;
        let mut delete = None;
        if self.is(",") {
            self.advance(Place::Prefix)?;
            delete = Some(self.boxed(0)?);
        }
        self.expect("|", Place::Prefix)?;
        Ok(Shape::Transform { pattern, update, delete })
    }

    fn terms(&mut self) -> Outcome<Vec<Term>> {
        self.expect("(", Place::Prefix)?;
        let mut terms = Vec::new();
        loop {
            let descending = self.is(">");
            if descending || self.is("<") {
                self.advance(Place::Prefix)?;
            }
            terms.push(Term { descending, expr: self.expression(0)? });
            if !self.is(",") {
                break;
            }
            self.advance(Place::Prefix)?;
        }
        self.expect(")", Place::Prefix)?;
        Ok(terms)
    }

    fn bind(&mut self, left: Expr) -> Outcome<Shape> {
        let Shape::Variable(name) = left.shape else {
            self.report(Fault::new("S0212").at(left.spot).token(left.token_value()))?;
            self.expression(9)?;
            return Ok(Shape::Missing);
        };
        Ok(Shape::Bind(name, self.boxed(9)?))
    }

    fn focus(
        &mut self,
        operator: &'static str,
        left: Expr,
        shape: fn(Box<Expr>, String) -> Shape,
    ) -> Outcome<Shape> {
        let right = self.expression(80)?;
        match right.shape {
            Shape::Variable(name) => Ok(shape(Box::new(left), name)),
            _ => {
                self.report(Fault::new("S0214").at(right.spot).token(operator))?;
                Ok(Shape::Missing)
            }
        }
    }

    fn condition(&mut self, left: Expr) -> Outcome<Shape> {
        let then = self.boxed(0)?;
        let mut otherwise = None;
        if self.is(":") {
            self.advance(Place::Prefix)?;
            otherwise = Some(self.boxed(0)?);
        }
        Ok(Shape::Condition { condition: Box::new(left), then, otherwise })
    }

    fn call(&mut self, spot: Spot, left: Expr) -> Outcome<Expr> {
        let mut args = Vec::new();
        let mut partial = false;
        if !self.is(")") {
            loop {
                if self.is("?") {
                    partial = true;
                    args.push(Expr::new(Shape::Operator("?"), self.spot));
                    self.advance(Place::Prefix)?;
                } else {
                    args.push(self.expression(0)?);
                }
                if !self.is(",") {
                    break;
                }
                self.advance(Place::Prefix)?;
            }
        }
        self.expect(")", Place::Infix)?;
        if matches!(&left.shape, Shape::Name(name) if name == "function" || name == "\u{3bb}") {
            return self.lambda(spot, args);
        }
        let procedure = Box::new(left);
        Ok(Expr::new(
            if partial { Shape::Partial(procedure, args) } else { Shape::Call(procedure, args) },
            spot,
        ))
    }

    fn lambda(&mut self, spot: Spot, args: Vec<Expr>) -> Outcome<Expr> {
        let mut params = Vec::with_capacity(args.len());
        for (at, arg) in args.into_iter().enumerate() {
            match arg.shape {
                Shape::Variable(name) => params.push(name),
                _ => {
                    let fault = Fault::new("S0208")
                        .at(arg.spot)
                        .token(arg.token_value())
                        .value((at + 1).to_string());
                    self.report(fault)?;
                }
            }
        }
        let signature = if self.is("<") { self.signature()? } else { None };
        self.expect("{", Place::Prefix)?;
        let body = self.boxed(0)?;
        self.expect("}", Place::Prefix)?;
        Ok(Expr::new(Shape::Lambda { params, signature, body }, spot))
    }

    /// Reads a signature: the text of its tokens up to the bracket that closes it.
    fn signature(&mut self) -> Outcome<Option<Signature>> {
        let start = self.spot;
        let mut depth = 1;
        let mut text = "<".to_owned();
        while depth > 0 && !self.is("{") && self.token != Token::End {
            self.advance(Place::Prefix)?;
            if self.is(">") {
                depth -= 1;
            } else if self.is("<") {
                depth += 1;
            }
            match self.token.value() {
                Json::String(part) => text.push_str(&part),
                other => text.push_str(&other.to_string()),
            }
        }
        self.expect(">", Place::Prefix)?;
        match Signature::parse(&text) {
            Ok(signature) => Ok(Some(signature)),
            Err((fault, offset)) => {
                let end = start.end as usize + offset;
                self.report(fault.at(Spot::new(start.start as usize, end)))?;
                Ok(None)
            }
        }
    }
}

fn is_closer(token: &Token) -> bool {
    matches!(token, Token::Operator(")" | "]" | "}" | "," | ";" | ":"))
}
