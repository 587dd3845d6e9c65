//! The library: what each function is called, takes and does.

mod array;
mod aws;
mod calendar;
mod datetime;
mod encode;
mod higher_order;
mod integer;
mod matching;
mod numeric;
mod object;
mod picture;
mod random;
mod text;

use std::sync::OnceLock;

pub(crate) use datetime::Pictures;
pub(crate) use random::Random;

use crate::dialect::Dialect;
use crate::error::{Fault, Outcome};
use crate::eval::{Arguments, Focus, Run};
use crate::function::Callable;
use crate::signature::Signature;
use crate::value::{Array, Text, Value};

/// Where a function exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Home {
    Everywhere,
    Reference,
    Aws,
}

/// Declares the functions: variant, name, signature, parameters that it is offered by `$map` and others, home.
macro_rules! library {
    ($($variant:ident $name:literal $signature:literal $arity:literal $home:ident;)*) => {
        /// A function of the library.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Builtin { $(#[doc = $name] $variant,)* }

        const LIBRARY: &[(Builtin, &str, &str, usize, Home)] = &[$((Builtin::$variant, $name, $signature, $arity, Home::$home),)*];
    };
}

library! {
    Abs "abs" "<n-:n>" 1 Everywhere;
    Append "append" "<xx:a>" 2 Everywhere;
    Assert "assert" "<bs?:x>" 2 Everywhere;
    Average "average" "<a<n>:n>" 1 Everywhere;
    Base64Decode "base64decode" "<s-:s>" 1 Everywhere;
    Base64Encode "base64encode" "<s-:s>" 1 Everywhere;
    Boolean "boolean" "<x-:b>" 1 Everywhere;
    Ceil "ceil" "<n-:n>" 1 Everywhere;
    Clone "clone" "<(oa)-:o>" 1 Everywhere;
    Contains "contains" "<s-(sf):b>" 2 Everywhere;
    Count "count" "<a:n>" 1 Everywhere;
    DecodeUrl "decodeUrl" "<s-:s>" 1 Everywhere;
    DecodeUrlComponent "decodeUrlComponent" "<s-:s>" 1 Everywhere;
    Distinct "distinct" "<x:x>" 1 Everywhere;
    Each "each" "<o-f:a>" 2 Everywhere;
    EncodeUrl "encodeUrl" "<s-:s>" 1 Everywhere;
    EncodeUrlComponent "encodeUrlComponent" "<s-:s>" 1 Everywhere;
    Error "error" "<s?:x>" 1 Everywhere;
    Eval "eval" "<sx?:x>" 2 Reference;
    Exists "exists" "<x:b>" 1 Everywhere;
    Filter "filter" "<af>" 2 Everywhere;
    Floor "floor" "<n-:n>" 1 Everywhere;
    FormatBase "formatBase" "<n-n?:s>" 2 Everywhere;
    FormatInteger "formatInteger" "<n-s:s>" 2 Everywhere;
    FormatNumber "formatNumber" "<n-so?:s>" 3 Everywhere;
    FromMillis "fromMillis" "<n-s?s?:s>" 3 Everywhere;
    Hash "hash" "<s-s:s>" 2 Aws;
    Join "join" "<a<s>s?:s>" 2 Everywhere;
    Keys "keys" "<x-:a<s>>" 1 Everywhere;
    Length "length" "<s-:n>" 1 Everywhere;
    Lookup "lookup" "<x-s:x>" 2 Everywhere;
    Lowercase "lowercase" "<s-:s>" 1 Everywhere;
    Map "map" "<af>" 2 Everywhere;
    Match "match" "<s-f<s:o>n?:a<o>>" 3 Everywhere;
    Max "max" "<a<n>:n>" 1 Everywhere;
    Merge "merge" "<a<o>:o>" 1 Everywhere;
    Millis "millis" "<:n>" 0 Everywhere;
    Min "min" "<a<n>:n>" 1 Everywhere;
    Not "not" "<x-:b>" 1 Everywhere;
    Now "now" "<s?s?:s>" 2 Everywhere;
    Number "number" "<(nsb)-:n>" 1 Everywhere;
    Pad "pad" "<s-ns?:s>" 3 Everywhere;
    Parse "parse" "<s-:x>" 1 Aws;
    ParseInteger "parseInteger" "<s-s:n>" 2 Everywhere;
    Partition "partition" "<an:a<a>>" 2 Aws;
    Power "power" "<n-n:n>" 2 Everywhere;
    Random "random" "<:n>" 0 Everywhere;
    Range "range" "<nnn:a<n>>" 3 Aws;
    Reduce "reduce" "<afj?:j>" 3 Everywhere;
    Replace "replace" "<s-(sf)(sf)n?:s>" 4 Everywhere;
    Reverse "reverse" "<a:a>" 1 Everywhere;
    Round "round" "<n-n?:n>" 2 Everywhere;
    Shuffle "shuffle" "<a:a>" 1 Everywhere;
    Sift "sift" "<o-f?:o>" 2 Everywhere;
    Single "single" "<af?>" 2 Everywhere;
    Sort "sort" "<af?:a>" 2 Everywhere;
    Split "split" "<s-(sf)n?:a<s>>" 3 Everywhere;
    Spread "spread" "<x-:a<o>>" 1 Everywhere;
    Sqrt "sqrt" "<n-:n>" 1 Everywhere;
    String "string" "<x-b?:s>" 1 Everywhere;
    Substring "substring" "<s-nn?:s>" 3 Everywhere;
    SubstringAfter "substringAfter" "<s-s:s>" 2 Everywhere;
    SubstringBefore "substringBefore" "<s-s:s>" 2 Everywhere;
    Sum "sum" "<a<n>:n>" 1 Everywhere;
    ToMillis "toMillis" "<s-s?:n>" 2 Everywhere;
    Trim "trim" "<s-:s>" 1 Everywhere;
    Type "type" "<x:s>" 1 Everywhere;
    Uppercase "uppercase" "<s-:s>" 1 Everywhere;
    Uuid "uuid" "<:s>" 0 Aws;
    Zip "zip" "<a+>" 0 Everywhere;
}

/// Signature of AWS's `$random`, which takes a seed.
const SEEDED_RANDOM: &str = "<n?:n>";

/// The parsed signatures, in the order of the library; the last is AWS's `$random`.
fn signatures() -> &'static [Signature] {
    static SIGNATURES: OnceLock<Vec<Signature>> = OnceLock::new();
    SIGNATURES.get_or_init(|| {
        let texts = LIBRARY.iter().map(|(_, _, signature, _, _)| *signature).chain([SEEDED_RANDOM]);
        texts.filter_map(|text| Signature::parse(text).ok()).collect()
    })
}

/// Names of the functions that a dialect has, without `$`.
pub(crate) fn names(dialect: Dialect) -> impl Iterator<Item = &'static str> {
    LIBRARY.iter().filter(move |(builtin, ..)| builtin.is_in(dialect)).map(|(_, name, ..)| *name)
}

impl Builtin {
    /// The function called `$name`.
    pub(crate) fn named(name: &str) -> Option<Self> {
        LIBRARY.iter().find(|(_, known, ..)| *known == name).map(|(builtin, ..)| *builtin)
    }

    fn entry(self) -> Option<&'static (Self, &'static str, &'static str, usize, Home)> {
        LIBRARY.get(self as usize)
    }

    pub(crate) fn is_in(self, dialect: Dialect) -> bool {
        let home = self.entry().map_or(Home::Everywhere, |entry| entry.4);
        match home {
            Home::Everywhere => true,
            Home::Reference => dialect == Dialect::Reference,
            Home::Aws => dialect == Dialect::Aws,
        }
    }

    pub(crate) fn arity(self) -> usize {
        self.entry().map_or(0, |entry| entry.3)
    }

    pub(crate) fn signature(self, dialect: Dialect) -> &'static Signature {
        let at = if self == Self::Random && dialect == Dialect::Aws {
            LIBRARY.len()
        } else {
            self as usize
        };
        static NONE: OnceLock<Signature> = OnceLock::new();
        signatures().get(at).unwrap_or_else(|| NONE.get_or_init(Signature::default))
    }

    /// Runs the function with arguments that fit its signature.
    #[inline(never)]
    pub(crate) fn run<'a>(
        self,
        run: &mut Run<'a>,
        args: Arguments<'a>,
        focus: &Focus<'_, 'a>,
    ) -> Outcome<Value<'a>> {
        let mut args = Args(args);
        let args = &mut args;
        match self {
            Self::Abs => numeric::on_number(args, f64::abs),
            Self::Append => array::append(run, args),
            Self::Assert => object::assert(args),
            Self::Average => array::average(args),
            Self::Base64Decode => text::on_text(args, encode::base64_decode),
            Self::Base64Encode => text::on_text(args, encode::base64_encode),
            Self::Boolean => array::boolean(run, args, true),
            Self::Ceil => numeric::on_number(args, f64::ceil),
            Self::Clone => object::clone(run, args),
            Self::Contains => matching::contains(run, args, focus),
            Self::Count => Ok(Value::Number(args.array(0).map_or(0, |array| array.len()) as f64)),
            Self::DecodeUrl => encode::decode_url(args, encode::Url::Whole),
            Self::DecodeUrlComponent => encode::decode_url(args, encode::Url::Component),
            Self::Distinct => array::distinct(run, args),
            Self::Each => higher_order::each(run, args, focus),
            Self::EncodeUrl => {
                text::on_text(args, |text| encode::encode_url(text, encode::Url::Whole))
            }
            Self::EncodeUrlComponent => {
                text::on_text(args, |text| encode::encode_url(text, encode::Url::Component))
            }
            Self::Error => Err(object::raise("D3137", args.text(0), "$error() function evaluated")),
            Self::Eval => object::eval(run, args, focus),
            Self::Exists => Ok(Value::Bool(!args.take(0).is_undefined())),
            Self::Filter => higher_order::filter(run, args, focus),
            Self::Floor => numeric::on_number(args, f64::floor),
            Self::FormatBase => numeric::format_base(args),
            Self::FormatInteger => integer::format_integer(run, args),
            Self::FormatNumber => picture::format_number(args),
            Self::FromMillis => datetime::from_millis(run, args),
            Self::Hash => aws::hash(args),
            Self::Join => array::join(run, args),
            Self::Keys => object::keys(run, args),
            Self::Length => text::length(args),
            Self::Lookup => object::lookup(run, args),
            Self::Lowercase => text::on_text(args, str::to_lowercase),
            Self::Map => higher_order::map(run, args, focus),
            Self::Match => matching::match_all(run, args, focus),
            Self::Max => array::extreme(args, f64::max),
            Self::Merge => object::merge(run, args),
            Self::Millis => Ok(Value::Number(run.now as f64)),
            Self::Min => array::extreme(args, f64::min),
            Self::Not => array::boolean(run, args, false),
            Self::Now => datetime::now(run, args),
            Self::Number => numeric::number(args),
            Self::Pad => text::pad(run, args),
            Self::Parse => aws::parse(run, args),
            Self::ParseInteger => integer::parse_integer(args),
            Self::Partition => aws::partition(run, args),
            Self::Power => numeric::power(args),
            Self::Random => aws::random(run, args),
            Self::Range => aws::range(run, args),
            Self::Reduce => higher_order::reduce(run, args, focus),
            Self::Replace => matching::replace(run, args, focus),
            Self::Reverse => array::reverse(run, args),
            Self::Round => numeric::round(args),
            Self::Shuffle => array::shuffle(run, args),
            Self::Sift => higher_order::sift(run, args, focus),
            Self::Single => higher_order::single(run, args, focus),
            Self::Sort => higher_order::sort(run, args, focus),
            Self::Split => matching::split(run, args, focus),
            Self::Spread => object::spread(run, args),
            Self::Sqrt => numeric::sqrt(args),
            Self::String => text::string(run, args),
            Self::Substring => text::substring(args),
            Self::SubstringAfter => text::substring_after(args),
            Self::SubstringBefore => text::substring_before(args),
            Self::Sum => array::sum(args),
            Self::ToMillis => datetime::to_millis(run, args),
            Self::Trim => text::on_text(args, text::trim),
            Self::Type => object::type_of(args),
            Self::Uppercase => text::on_text(args, str::to_uppercase),
            Self::Uuid => Ok(Value::text(run.random.uuid())),
            Self::Zip => array::zip(run, args),
        }
    }
}

/// Checked arguments.
pub(crate) struct Args<'a>(Arguments<'a>);

impl<'a> Args<'a> {
    fn get(&self, at: usize) -> &Value<'a> {
        self.0.get(at).unwrap_or(&Value::Undefined)
    }

    fn take(&mut self, at: usize) -> Value<'a> {
        self.0.get_mut(at).map(std::mem::take).unwrap_or_default()
    }

    fn is_missing(&self, at: usize) -> bool {
        self.get(at).is_undefined()
    }

    fn text(&self, at: usize) -> Option<Text<'a>> {
        match self.get(at) {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        }
    }

    fn number(&self, at: usize) -> Option<f64> {
        match self.get(at) {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    fn array(&self, at: usize) -> Option<Array<'a>> {
        match self.get(at) {
            Value::Array(array) => Some(array.clone()),
            Value::Tuples(tuples) => Some(Array::from(tuples.as_objects())),
            _ => None,
        }
    }

    fn function(&self, at: usize) -> Option<Callable<'a>> {
        match self.get(at) {
            Value::Function(function) => Some(function.clone()),
            _ => None,
        }
    }
}

/// The error for a missing argument that the reference would stumble over.
fn missing(at: usize) -> Fault {
    Fault::new("T0410").with("index", at.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_library_is_in_order() {
        assert!(LIBRARY.iter().enumerate().all(|(at, (builtin, ..))| *builtin as usize == at));
        assert_eq!(signatures().len(), LIBRARY.len() + 1);
    }

    #[test]
    fn dialects_differ() {
        assert!(names(Dialect::Reference).any(|name| name == "eval"));
        assert!(
            names(Dialect::Aws).any(|name| name == "partition")
                && !names(Dialect::Aws).any(|name| name == "eval")
        );
    }
}
