//! Calls: arguments, signatures, tail calls, partial application, and the names and places that errors get on the way.

use std::rc::Rc;
use std::sync::OnceLock;

use super::Run;
use crate::ast::{Kind, Node};
use crate::error::{Fault, Outcome, Spot};
use crate::function::{Body, Callable, Site};
use crate::functions::Builtin;
use crate::scope::Frame;
use crate::signature::Signature;
use crate::value::{Exporter, Value};

/// Arguments of a call.
pub(crate) type Arguments<'a> = Vec<Value<'a>>;

/// What is called: a function of the library needs no value made for it.
enum Callee<'a> {
    Builtin(Builtin),
    Value(Value<'a>),
}

/// Frames that a function of the library sees besides its arguments.
pub(crate) struct Focus<'f, 'a> {
    pub(crate) input: &'f Value<'a>,
    pub(crate) frame: &'f Rc<Frame<'a>>,
}

/// The function that `f ~> g` makes.
fn chain() -> Option<&'static Node> {
    static CHAIN: OnceLock<Option<Node>> = OnceLock::new();
    CHAIN
        .get_or_init(|| {
            crate::expression::tree("function($f, $g) { function($x){ $g($f($x)) } }").ok()
        })
        .as_ref()
}

fn transform_signature() -> Option<&'static Signature> {
    static SIGNATURE: OnceLock<Option<Signature>> = OnceLock::new();
    SIGNATURE.get_or_init(|| Signature::parse("<(oa):o>").ok()).as_ref()
}

impl<'a> Run<'a> {
    pub(super) fn call(
        &mut self,
        node: &'a Node,
        procedure: &'a Node,
        args: &'a [Node],
        input: &Value<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<Value<'a>> {
        let callee = self.callee(node, procedure, "T1005", input, frame)?;
        let args = self.arguments(args, Vec::new(), input, frame)?;
        self.call_with(node, procedure, callee, args, input, frame)
    }

    fn call_with(
        &mut self,
        node: &'a Node,
        procedure: &'a Node,
        callee: Callee<'a>,
        args: Arguments<'a>,
        input: &Value<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<Value<'a>> {
        let name = procedure.called_as();
        let outcome = match callee {
            Callee::Builtin(builtin) => {
                self.visit(builtin, name, node.spot);
                self.apply_builtin(builtin, args, input, frame)
                    .and_then(|result| self.run_thunks(result, input, frame))
            }
            Callee::Value(value) => {
                if let Value::Function(function) = &value
                    && function.is_object()
                {
                    self.note_site(function, name, node.spot);
                }
                self.apply(value, args, input, frame)
            }
        };
        let value = outcome.map_err(|mut fault| {
            if !fault.has_spot() {
                fault.move_to(node.spot);
            }
            match procedure.called_as_json() {
                Some(token) if !fault.has_token() => fault.token(token),
                _ => fault,
            }
        })?;
        super::bounded(value)
    }

    /// What a call refers to; a name that would be a function with `$` before it is an error of its own.
    fn callee(
        &mut self,
        node: &Node,
        procedure: &'a Node,
        code: &'static str,
        input: &Value<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<Callee<'a>> {
        if let Kind::Variable { name, builtin: builtin @ Some(_) } = &procedure.kind
            && procedure.extras.is_none()
            && self.bound(name, frame).is_none()
            && let Some(builtin) = self.library(*builtin)
        {
            return Ok(Callee::Builtin(builtin));
        }
        let value = self.evaluate(procedure, input, frame)?;
        if value.is_undefined()
            && let Some(name) = procedure.first_name()
            && self.is_function_name(name, frame)?
        {
            return Err(Fault::new(code).at(node.spot).token(name));
        }
        Ok(Callee::Value(value))
    }

    fn is_function_name(&mut self, name: &str, frame: &Rc<Frame<'a>>) -> Outcome<bool> {
        match self.bound(name, frame) {
            Some(Value::Array(_)) => Ok(true),
            Some(Value::Object(_) | Value::Function(_)) => Ok(true),
            Some(value) => self.is_true(&value),
            None => Ok(self.library(Builtin::named(name)).is_some()),
        }
    }

    fn arguments(
        &mut self,
        nodes: &'a [Node],
        mut args: Arguments<'a>,
        input: &Value<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<Arguments<'a>> {
        args.reserve(nodes.len());
        for node in nodes {
            args.push(match self.evaluate(node, input, frame)? {
                Value::Function(function) => Value::Function(function.wrap()),
                other => other,
            });
        }
        Ok(args)
    }

    /// Notes where a function is called from.
    fn note_site(&mut self, function: &Callable<'a>, name: Option<&str>, spot: Spot) {
        if let Body::Builtin(builtin) = function.function.body {
            self.visit(builtin, name, spot);
        } else {
            *function.function.site.borrow_mut() = Some(Site { token: name.map(Into::into), spot });
        }
    }

    fn visit(&mut self, builtin: Builtin, name: Option<&str>, spot: Spot) {
        let at = builtin as usize;
        if self.sites.len() <= at {
            self.sites.resize(at + 1, None);
        }
        if let Some(site) = self.sites.get_mut(at) {
            match site {
                Some(site) if site.token.as_deref() == name => site.spot = spot,
                site => *site = Some(Site { token: name.map(Into::into), spot }),
            }
        }
    }

    /// Calls a value with arguments, and makes the tail calls that it leaves.
    pub(crate) fn apply(
        &mut self,
        callee: Value<'a>,
        args: Arguments<'a>,
        input: &Value<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<Value<'a>> {
        let result = self.apply_once(callee, args, input, frame, None)?;
        self.run_thunks(result, input, frame)
    }

    fn run_thunks(
        &mut self,
        mut result: Value<'a>,
        input: &Value<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<Value<'a>> {
        loop {
            let Value::Function(function) = &result else { return Ok(result) };
            let Body::Thunk { call, input: thunk_input, frame: thunk_frame } =
                &function.function.body
            else {
                return Ok(result);
            };
            if function.wrapped {
                return Ok(result);
            }
            let call: &'a Node = call;
            let (thunk_input, thunk_frame) = (thunk_input.clone(), thunk_frame.clone());
            result = self.tail_call(call, &thunk_input, &thunk_frame, input, frame)?;
        }
    }

    #[inline(never)]
    fn tail_call(
        &mut self,
        call: &'a Node,
        thunk_input: &Value<'a>,
        thunk_frame: &Rc<Frame<'a>>,
        input: &Value<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<Value<'a>> {
        let Kind::Call(procedure, nodes) = &call.kind else { return Ok(Value::Undefined) };
        let callee = self.evaluate(procedure, thunk_input, thunk_frame)?;
        let name =
            if let Kind::Variable { name, .. } = &procedure.kind { Some(&**name) } else { None };
        // The reference knows no position of a path.
        let spot = if procedure.is_path() { Spot::default() } else { procedure.spot };
        let mut local = None;
        match &callee {
            Value::Function(function) if !function.wrapped => {
                self.note_tail_site(function, name, spot);
            }
            Value::Function(_) | Value::Array(_) | Value::Object(_) => {
                local = Some(Site { token: name.map(Into::into), spot });
            }
            _ => {}
        }
        let mut args = Vec::with_capacity(nodes.len());
        for node in nodes {
            args.push(self.evaluate(node, thunk_input, thunk_frame)?);
        }
        self.apply_once(callee, args, input, frame, local)
    }

    /// A tail call keeps the name of an earlier call where it has none of its own.
    fn note_tail_site(&mut self, function: &Callable<'a>, name: Option<&str>, spot: Spot) {
        let earlier =
            if name.is_none() { self.site(function).and_then(|site| site.token) } else { None };
        self.note_site(function, name.or(earlier.as_deref()), spot);
    }

    fn site(&self, function: &Callable<'a>) -> Option<Site> {
        if function.wrapped {
            return None;
        }
        match function.function.body {
            Body::Builtin(builtin) => self.sites.get(builtin as usize).cloned().flatten(),
            _ => function.function.site.borrow().clone(),
        }
    }

    fn apply_once(
        &mut self,
        callee: Value<'a>,
        args: Arguments<'a>,
        input: &Value<'a>,
        frame: &Rc<Frame<'a>>,
        local: Option<Site>,
    ) -> Outcome<Value<'a>> {
        self.charge(1)?;
        let Value::Function(function) = callee else {
            return Err(name_fault(Fault::new("T1006"), local));
        };
        self.invoke(&function, args, input, frame)
            .map_err(|fault| name_fault(fault, local.or_else(|| self.site(&function))))
    }

    fn apply_builtin(
        &mut self,
        builtin: Builtin,
        args: Arguments<'a>,
        input: &Value<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<Value<'a>> {
        self.charge(1)?;
        let checked = builtin.signature(self.dialect()).check(args, input);
        let outcome = checked.and_then(|args| builtin.run(self, args, &Focus { input, frame }));
        outcome
            .map_err(|fault| name_fault(fault, self.sites.get(builtin as usize).cloned().flatten()))
    }

    fn invoke(
        &mut self,
        function: &Callable<'a>,
        args: Arguments<'a>,
        input: &Value<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<Value<'a>> {
        if function.wrapped {
            let inner = Callable { wrapped: false, ..function.clone() };
            return self.apply(Value::Function(inner), args, &Value::Null, frame);
        }
        match &function.function.body {
            Body::Lambda { lambda, open, input: own, frame: outer } => {
                let args = match &lambda.signature {
                    Some(signature) if open.is_none() => signature.check(args, input)?,
                    _ => args,
                };
                let mut args = args.into_iter();
                let mut bind = |name: &'a str| (name, args.next().unwrap_or_default());
                let bindings = match open {
                    Some(open) => open.iter().map(|name| bind(name)).collect(),
                    None => lambda.params.iter().map(|name| bind(name)).collect(),
                };
                let inner = Frame::within(outer, bindings);
                if inner.depth() > crate::value::MAX_NESTING {
                    return Err(Fault::new("U1001"));
                }
                self.evaluate(&lambda.body, own, &inner)
            }
            Body::Thunk { .. } => Ok(Value::Function(function.clone())),
            Body::Builtin(builtin) => {
                let args = builtin.signature(self.dialect()).check(args, input)?;
                builtin.run(self, args, &Focus { input, frame })
            }
            Body::Host(native) => {
                let args = match &native.signature {
                    Some(signature) => signature.check(args, input)?,
                    None => args,
                };
                self.call_host(native, &args)
            }
            Body::Partial { of, args: given } => {
                let mut args = args.into_iter();
                let all = given
                    .iter()
                    .map(|arg| arg.clone().unwrap_or_else(|| args.next().unwrap_or_default()))
                    .collect();
                self.invoke_partial(&of.clone(), all, frame)
            }
            Body::Matcher { pattern, spot } => self.match_object(pattern, *spot, &args),
            Body::NextMatch { pattern, spot, text, from } => {
                if *from >= text.len() {
                    return Ok(Value::Undefined);
                }
                self.next_match_object(pattern, *spot, text, *from)
            }
            Body::Transform { transform, spot, frame: outer } => {
                let args = match transform_signature() {
                    Some(signature) => signature.check(args, input)?,
                    None => args,
                };
                self.transform(transform, *spot, args.into_iter().next().unwrap_or_default(), outer)
            }
        }
    }

    /// A library function with all arguments of a partial application: the reference does not check them, so what it
    /// would stumble over is refused here.
    fn invoke_partial(
        &mut self,
        of: &Callable<'a>,
        args: Arguments<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<Value<'a>> {
        self.apply_once(Value::Function(of.clone()), args, &Value::Undefined, frame, None)
    }

    fn call_host(
        &mut self,
        native: &crate::NativeFunction,
        args: &[Value<'a>],
    ) -> Outcome<Value<'a>> {
        let mut exporter = Exporter::new(self.options.limits.output);
        let args = args.iter().map(|arg| exporter.export(arg)).collect::<Outcome<Vec<_>>>()?;
        match (native.body)(&args) {
            Ok(Some(json)) => self.import(&json),
            Ok(None) => Ok(Value::Undefined),
            Err(message) => Err(Fault::saying("D3137", message)),
        }
    }

    pub(super) fn partial(
        &mut self,
        node: &'a Node,
        procedure: &'a Node,
        args: &'a [Option<Node>],
        input: &Value<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<Value<'a>> {
        let mut given = Vec::with_capacity(args.len());
        for arg in args {
            given.push(match arg {
                Some(arg) => Some(self.evaluate(arg, input, frame)?),
                None => None,
            });
        }
        let callee = match self.callee(node, procedure, "T1007", input, frame)? {
            Callee::Builtin(builtin) => Value::Function(Callable::new(Body::Builtin(builtin))),
            Callee::Value(value) => value,
        };
        let Value::Function(function) = callee else {
            let fault = Fault::new("T1008").at(node.spot);
            return Err(match procedure.called_as_json() {
                Some(token) => fault.token(token),
                None => fault,
            });
        };
        let Body::Lambda { lambda, open, input: own, frame: outer } = &function.function.body
        else {
            let missing = function.arity().saturating_sub(given.len());
            given.extend(std::iter::repeat_n(Some(Value::Undefined), missing));
            return Ok(Value::Function(Callable::new(Body::Partial { of: function, args: given })));
        };
        let names: Vec<&'a str> = match open {
            Some(open) => open.clone(),
            None => lambda.params.iter().map(|name| &**name).collect(),
        };
        let mut left = Vec::new();
        let mut bindings = Vec::new();
        for (at, name) in names.into_iter().enumerate() {
            match given.get_mut(at) {
                Some(None) => left.push(name),
                Some(Some(value)) => bindings.push((name, std::mem::take(value))),
                None => bindings.push((name, Value::Undefined)),
            }
        }
        let body = Body::Lambda {
            lambda,
            open: Some(left),
            input: own.clone(),
            frame: Frame::within(outer, bindings),
        };
        Ok(Value::Function(Callable::new(body)))
    }

    /// `left ~> right`.
    pub(super) fn apply_chain(
        &mut self,
        node: &'a Node,
        both: &'a (Node, Node),
        input: &Value<'a>,
        frame: &Rc<Frame<'a>>,
    ) -> Outcome<Value<'a>> {
        let (left, right) = both;
        let argument = self.evaluate(left, input, frame)?;
        if let Kind::Call(procedure, args) = &right.kind {
            let callee = self.callee(right, procedure, "T1005", input, frame)?;
            let args = self.arguments(args, vec![argument], input, frame)?;
            return self.call_with(right, procedure, callee, args, input, frame);
        }
        let function = match self.evaluate(right, input, frame)? {
            function @ Value::Function(_) => function,
            other => return Err(Fault::new("T2006").at(node.spot).value(other.to_json_text())),
        };
        if !matches!(argument, Value::Function(_)) {
            return self.apply(function, vec![argument], &Value::Null, frame);
        }
        let Some(chain) = chain() else { return Ok(Value::Undefined) };
        let chain = self.evaluate(chain, &Value::Null, frame)?;
        self.apply(chain, vec![argument, function], &Value::Null, frame).and_then(super::bounded)
    }

    /// Calls a function that was passed as an argument.
    pub(crate) fn call_back(
        &mut self,
        function: &Callable<'a>,
        args: Arguments<'a>,
        focus: &Focus<'_, 'a>,
    ) -> Outcome<Value<'a>> {
        // Functions passed as arguments are wrapped, and see no context: that is what the wrapping does.
        let inner = Callable { wrapped: false, ..function.clone() };
        self.apply(Value::Function(inner), args, &Value::Null, focus.frame)
    }
}

/// Gives an error the name and the place of the function it passes through.
fn name_fault(mut fault: Fault, site: Option<Site>) -> Fault {
    if let Some(site) = site {
        if let Some(token) = site.token.filter(|_| !fault.has_token()) {
            fault.rename(&token);
        }
        if site.spot.end > 0 {
            fault.move_to(site.spot);
        }
    }
    fault
}
