//! Functions that AWS Step Functions adds.

use md5::{Digest, Md5};
use serde_json::Value as Json;
use sha1::Sha1;
use sha2::{Sha256, Sha384, Sha512};

use super::{Args, Random, missing};
use crate::error::{Fault, Outcome};
use crate::eval::Run;
use crate::value::Value;

/// `$hash(text, algorithm)`: hexadecimal digest.
pub(super) fn hash<'a>(args: &Args<'a>) -> Outcome<Value<'a>> {
    let Some(text) = args.text(0) else { return Ok(Value::Undefined) };
    let algorithm = args.text(1).ok_or_else(|| missing(2))?;
    let bytes = text.as_bytes();
    let digest = match &*algorithm {
        "MD5" => Md5::digest(bytes).to_vec(),
        "SHA-1" => Sha1::digest(bytes).to_vec(),
        "SHA-256" => Sha256::digest(bytes).to_vec(),
        "SHA-384" => Sha384::digest(bytes).to_vec(),
        "SHA-512" => Sha512::digest(bytes).to_vec(),
        other => {
            return Err(Fault::saying("D3137", format!("Unsupported hashing algorithm: {other}")));
        }
    };
    Ok(Value::text(digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>()))
}

/// `$parse(text)`: the JSON value that a text holds.
pub(super) fn parse<'a>(run: &mut Run<'a>, args: &Args<'a>) -> Outcome<Value<'a>> {
    let Some(text) = args.text(0) else { return Ok(Value::Undefined) };
    match serde_json::from_str::<Json>(&text) {
        Ok(json) => run.import(&json),
        Err(error) => Err(Fault::saying("D3137", format!("The text is not valid JSON: {error}"))),
    }
}

/// `$partition(array, size)`: the array in pieces.
pub(super) fn partition<'a>(run: &mut Run<'a>, args: &Args<'a>) -> Outcome<Value<'a>> {
    let Some(array) = args.array(0) else { return Ok(Value::Undefined) };
    let size = args.number(1).ok_or_else(|| missing(2))?;
    if size < 1.0 {
        return Err(Fault::saying("D3137", "The chunk size must be a positive number"));
    }
    run.charge(array.len())?;
    let items = array.into_vec();
    let pieces = items.chunks(size as usize).map(|piece| Value::list(piece.to_vec())).collect();
    // Recorded: a single piece stays in its array.
    Ok(Value::list(pieces))
}

/// `$range(first, last, step)`.
pub(super) fn range<'a>(run: &mut Run<'a>, args: &Args<'a>) -> Outcome<Value<'a>> {
    let (Some(first), Some(last), Some(step)) = (args.number(0), args.number(1), args.number(2))
    else {
        return Ok(Value::Undefined);
    };
    if step == 0.0 {
        return Err(Fault::saying("D3137", "The step of the range must not be 0"));
    }
    let count = ((last - first) / step).floor() + 1.0;
    if count.is_nan() || count < 1.0 {
        return Ok(Value::sequence(Vec::new()));
    }
    run.allow_items(count as usize)?;
    let numbers = (0..count as usize).map(|at| Value::Number(first + step * at as f64));
    Ok(Value::sequence(numbers.collect()))
}

/// `$random()`, and `$random(seed)`: the same seed gives the same number.
pub(super) fn random<'a>(run: &mut Run<'a>, args: &Args<'a>) -> Outcome<Value<'a>> {
    Ok(Value::Number(match args.number(0) {
        Some(seed) => Random::new(seed.to_bits()).number(),
        None => run.random.number(),
    }))
}
