//! What an evaluation may use: bindings, functions of the host, limits, time and randomness.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value as Json};

use crate::dialect::Dialect;

/// Bounds of one evaluation; each is an error of the language when it is exceeded, never a crash.
///
/// Time is measured by a clock that the host hands in, so that a test need not wait:
///
/// ```
/// use std::cell::Cell;
///
/// use dryrun_jsonata::{Expression, Limits, Options};
///
/// let now = Cell::new(0);
/// let clock = || {
///     now.set(now.get() + 10);
///     now.get()
/// };
/// let forever = Expression::parse("($f := function($n) { $f($n + 1) }; $f(0))")?;
/// let limits = Limits { time: Some(1_000), ..Limits::default() };
/// let options = Options { limits, clock: Some(&clock), ..Options::default() };
/// assert_eq!(forever.evaluate(None, &options).unwrap_err().code, "U1001");
/// # Ok::<(), dryrun_jsonata::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Nested evaluations of nodes of the expression; a tail call does not nest. Error `U1001`.
    ///
    /// Whatever it is, an evaluation uses no more than half of a stack of 2 MiB (of a WebAssembly module's stack of 1 MiB).
    pub depth: u32,
    /// Evaluations of nodes, and work in proportion to the data they touch. Error `U1001`.
    pub steps: u64,
    /// Milliseconds by [`Options::clock`]; none: no bound. Error `U1001`.
    pub time: Option<u64>,
    /// Bytes of any text, and values in the result. Error `U1002`.
    pub output: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { depth: 1_500, steps: 100_000_000, time: None, output: 64 << 20 }
    }
}

/// Arguments and result of a function of the host; absent is JSONata's undefined.
type Body = dyn Fn(&[Option<Json>]) -> Result<Option<Json>, String> + Send + Sync;

/// A function of the host that expressions may call.
///
/// ```
/// use std::collections::BTreeMap;
///
/// use dryrun_jsonata::{Expression, NativeFunction, Options};
/// use serde_json::json;
///
/// let shout = NativeFunction::new(1, |arguments| match arguments {
///     [Some(text)] => Ok(text.as_str().map(|text| json!(format!("{text}!")))),
///     _ => Err("nothing to shout".to_owned()),
/// });
/// let functions = BTreeMap::from([("shout".to_owned(), shout.signed("<s:s>")?)]);
/// let options = Options { functions: Some(&functions), ..Options::default() };
/// let call = Expression::parse("$shout(name)")?;
/// assert_eq!(call.evaluate(&json!({"name": "Ada"}), &options)?, Some(json!("Ada!")));
/// assert_eq!(call.evaluate(&json!({"name": 1}), &options).unwrap_err().code, "T0410");
/// # Ok::<(), dryrun_jsonata::Error>(())
/// ```
#[derive(Clone)]
pub struct NativeFunction {
    pub(crate) body: Arc<Body>,
    pub(crate) arity: usize,
    pub(crate) signature: Option<Arc<crate::signature::Signature>>,
}

impl std::fmt::Debug for NativeFunction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NativeFunction").field("arity", &self.arity).finish_non_exhaustive()
    }
}

impl NativeFunction {
    /// A function of `arity` parameters. An `Err` of it becomes the error `D3137` with that message.
    pub fn new(
        arity: usize,
        body: impl Fn(&[Option<Json>]) -> Result<Option<Json>, String> + Send + Sync + 'static,
    ) -> Self {
        Self { body: Arc::new(body), arity, signature: None }
    }

    /// The same function with a JSONata signature such as `<s-n?:s>`, by which its arguments are checked.
    ///
    /// # Errors
    /// `S0401` or `S0402` where the signature is not one.
    pub fn signed(mut self, signature: &str) -> Result<Self, crate::Error> {
        let parsed = crate::signature::Signature::parse(signature)
            .map_err(|(fault, _)| fault.finish(signature))?;
        self.signature = Some(Arc::new(parsed));
        Ok(self)
    }
}

/// Milliseconds since 1970-01-01T00:00:00Z, as the host wants them seen.
pub type Clock<'a> = &'a dyn Fn() -> i64;

/// What an evaluation may use beside its input.
///
/// ```
/// use dryrun_jsonata::{Expression, Options};
/// use serde_json::json;
///
/// let bindings = json!({"rate": 0.2});
/// let options = Options { bindings: bindings.as_object(), ..Options::default() };
/// let tax = Expression::parse("price * $rate")?;
/// assert_eq!(tax.evaluate(&json!({"price": 50}), &options)?, Some(json!(10)));
/// # Ok::<(), dryrun_jsonata::Error>(())
/// ```
///
/// The default has no bindings, the time of 1970 and the seed 0.
#[derive(Clone, Default)]
pub struct Options<'a> {
    /// Variables, without the `$` of their names.
    pub bindings: Option<&'a Map<String, Json>>,
    /// More variables, looked up after `bindings`: so that a host need not merge two tables for each expression.
    pub more_bindings: Option<&'a Map<String, Json>>,
    /// Functions of the host, by name without `$`.
    pub functions: Option<&'a BTreeMap<String, NativeFunction>>,
    /// The bounds.
    pub limits: Limits,
    /// Time of `$now` and `$millis`, and what [`Limits::time`] is measured by; none: always 1970-01-01T00:00:00Z.
    pub clock: Option<Clock<'a>>,
    /// Seed of `$random`, `$shuffle` and `$uuid`.
    pub seed: u64,
    /// Which functions there are.
    pub dialect: Dialect,
}
