//! Hashes of texts and files, UUIDs, passwords.

use base64::Engine as _;
use base64::engine::general_purpose::{GeneralPurpose, NO_PAD};
use sha1::Digest as _;

use super::encoding::{from_base64, to_base64};
use super::files::read_for_hash;
use super::rsa::PrivateKey;
use super::table::gives;
use super::{Call, CallError, Function, Parameter, Shape};
use crate::Value;

type Outcome = Result<Value, CallError>;

const STR: &[Parameter] = &[Parameter::new("str", Shape::String)];
const PATH: &[Parameter] = &[Parameter::new("path", Shape::String)];

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn md5(bytes: &[u8]) -> String {
    hexadecimal(&md5::Md5::digest(bytes))
}

fn sha1(bytes: &[u8]) -> String {
    hexadecimal(&sha1::Sha1::digest(bytes))
}

fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&sha2::Sha256::digest(bytes))
}

fn sha512(bytes: &[u8]) -> String {
    hexadecimal(&sha2::Sha512::digest(bytes))
}

fn base64sha256(bytes: &[u8]) -> String {
    to_base64(&sha2::Sha256::digest(bytes))
}

fn base64sha512(bytes: &[u8]) -> String {
    to_base64(&sha2::Sha512::digest(bytes))
}

macro_rules! of_text {
    ($name:literal, $hash:ident) => {
        Function::new(
            $name,
            concat!("The hash ", stringify!($hash), " of the text."),
            STR,
            gives::string,
            |call| Ok(Value::string($hash(call.text(0).as_bytes()))),
        )
    };
}

macro_rules! of_file {
    ($name:literal, $hash:ident) => {
        Function::new(
            $name,
            concat!("The hash ", stringify!($hash), " of a file."),
            PATH,
            gives::string,
            |call| Ok(Value::string($hash(&read_for_hash(call)?))),
        )
    };
}

pub(super) fn functions() -> Vec<Function> {
    vec![
        of_text!("base64sha256", base64sha256),
        of_text!("base64sha512", base64sha512),
        of_text!("md5", md5),
        of_text!("sha1", sha1),
        of_text!("sha256", sha256),
        of_text!("sha512", sha512),
        of_file!("filebase64sha256", base64sha256),
        of_file!("filebase64sha512", base64sha512),
        of_file!("filemd5", md5),
        of_file!("filesha1", sha1),
        of_file!("filesha256", sha256),
        of_file!("filesha512", sha512),
        Function::new(
            "rsadecrypt",
            "The text that was encrypted for a private key.",
            const {
                &[
                    Parameter::new("ciphertext", Shape::String),
                    Parameter::new("privatekey", Shape::String),
                ]
            },
            gives::string,
            rsadecrypt,
        ),
        Function::new(
            "bcrypt",
            "A hash of a password, another one each time.",
            STR,
            gives::string,
            bcrypt,
        )
        .variadic(Parameter::new("cost", Shape::Number)),
        Function::new(
            "uuid",
            "A random identifier, another one each time.",
            &[],
            gives::string,
            |call| {
                Ok(call
                    .world
                    .random()
                    .map_or_else(|| call.unknown(), |bytes| Value::string(uuid_text(bytes))))
            },
        ),
        Function::new(
            "uuidv5",
            "The identifier of a name in a namespace.",
            const {
                &[Parameter::new("namespace", Shape::String), Parameter::new("name", Shape::String)]
            },
            gives::string,
            uuidv5,
        ),
    ]
}

fn bcrypt(call: &Call<'_>) -> Outcome {
    let Some(salt) = call.world.random() else { return Ok(call.unknown()) };
    let cost = if call.arguments.len() > 1 { call.integer(1)? } else { 10 };
    if call.arguments.len() > 2 {
        return Err(CallError::new("bcrypt() takes no more than two arguments"));
    }
    let failed =
        |reason: &str| CallError::new(format!("error occured generating password {reason}"));
    if call.text(0).len() > 72 {
        return Err(failed("bcrypt: password length exceeds 72 bytes"));
    }
    if cost > 31 {
        return Err(failed(&format!("crypto/bcrypt: cost {cost} is outside allowed range (4,31)")));
    }
    // Too low a cost is taken as none given.
    let cost = u32::try_from(cost).ok().filter(|cost| *cost >= 4).unwrap_or(10);
    if cost > 14 {
        return Err(failed(&format!("cost {cost} takes too long here; use 14 at most")));
    }
    // The algorithm takes the text with a zero byte at its end, up to 72 bytes.
    let mut password = call.text(0).as_bytes().to_vec();
    password.push(0);
    password.truncate(72);
    let hash = bcrypt::bcrypt(cost, salt, &password);
    let kept = hash.get(..23).unwrap_or_default();
    Ok(Value::string(format!("$2a${cost:02}${}{}", BCRYPT.encode(salt), BCRYPT.encode(kept))))
}

/// The alphabet of password hashes.
const BCRYPT: GeneralPurpose = GeneralPurpose::new(&base64::alphabet::BCRYPT, NO_PAD);

fn rsadecrypt(call: &Call<'_>) -> Outcome {
    let cipher = from_base64(call.text(0)).ok_or_else(|| {
        let input = crate::text::quoted(call.text(0));
        CallError::argument(
            0,
            format!("failed to decode input {input}: cipher text must be base64-encoded"),
        )
    })?;
    let key = PrivateKey::parse(call.text(1)).map_err(|message| CallError::argument(1, message))?;
    let clear = key
        .decrypt(&cipher)
        .map_err(|message| CallError::new(format!("failed to decrypt: {message}")))?;
    Ok(Value::string(String::from_utf8_lossy(&clear).into_owned()))
}

fn uuid_text(bytes: [u8; 16]) -> String {
    let digits = hexadecimal(&bytes);
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default().to_owned();
    [part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)].join("-")
}

/// The well-known namespaces differ in one byte only.
fn known_namespace(byte: u8) -> [u8; 16] {
    [0x6b, 0xa7, 0xb8, byte, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8]
}

fn uuidv5(call: &Call<'_>) -> Outcome {
    let namespace = match call.text(0) {
        "dns" => known_namespace(0x10),
        "url" => known_namespace(0x11),
        "oid" => known_namespace(0x12),
        "x500" => known_namespace(0x14),
        other => parse_uuid(other).map_err(|reason| {
            CallError::new(format!("uuidv5() doesn't support namespace {other} ({reason})"))
        })?,
    };
    let mut hasher = sha1::Sha1::new();
    hasher.update(namespace);
    hasher.update(call.text(1).as_bytes());
    let mut bytes = [0; 16];
    for (byte, hashed) in bytes.iter_mut().zip(hasher.finalize()) {
        *byte = hashed;
    }
    let [.., sixth, _, eighth, _, _, _, _, _, _, _] = &mut bytes;
    *sixth = *sixth & 0x0f | 0x50;
    *eighth = *eighth & 0x3f | 0x80;
    Ok(Value::string(uuid_text(bytes)))
}

fn parse_uuid(text: &str) -> Result<[u8; 16], String> {
    let invalid = || "invalid UUID format".to_owned();
    let digits = match text.len() {
        32 => text.to_owned(),
        36 => without_dashes(text).ok_or_else(invalid)?,
        38 => without_dashes(text.get(1..37).unwrap_or_default()).ok_or_else(invalid)?,
        45 => {
            let (urn, rest) = text.split_at_checked(9).ok_or_else(invalid)?;
            if !urn.eq_ignore_ascii_case("urn:uuid:") {
                return Err(format!("invalid urn prefix: {}", crate::text::quoted(urn)));
            }
            without_dashes(rest).ok_or_else(invalid)?
        }
        other => return Err(format!("invalid UUID length: {other}")),
    };
    let mut bytes = [0; 16];
    for (index, byte) in bytes.iter_mut().enumerate() {
        let pair = digits.get(index * 2..index * 2 + 2).ok_or_else(invalid)?;
        *byte = u8::from_str_radix(pair, 16).map_err(|_| invalid())?;
    }
    Ok(bytes)
}

fn without_dashes(text: &str) -> Option<String> {
    let dashes = [8, 13, 18, 23].into_iter().all(|at| text.as_bytes().get(at) == Some(&b'-'));
    let digits = text.replace('-', "");
    (dashes && digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
        .then_some(digits)
}
