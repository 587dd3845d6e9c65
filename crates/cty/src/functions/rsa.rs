//! RSA private keys in PEM, and decrypting with them (PKCS #1, version 1.5).

use num_bigint::BigUint;

use super::encoding::from_base64;

/// Longer keys are refused: a limit of ours.
const BITS_LIMIT: u64 = 8192;

/// What decrypting takes of a private key.
#[derive(Debug)]
pub(super) struct PrivateKey {
    modulus: BigUint,
    exponent: BigUint,
}

const NO_KEY: &str = "invalid private key: ssh: no key found";

impl PrivateKey {
    /// Reads a PEM text.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let (_, rest) = text.split_once("-----BEGIN ").ok_or(NO_KEY)?;
        let (kind, rest) = rest.split_once("-----").ok_or(NO_KEY)?;
        let (body, _) = rest.split_once("-----END ").ok_or(NO_KEY)?;
        let packed: String = body
            .lines()
            .filter(|line| !line.contains(':'))
            .flat_map(str::split_whitespace)
            .collect();
        let bytes = from_base64(&packed).ok_or(NO_KEY)?;
        let key = match kind {
            "RSA PRIVATE KEY" => Self::from_pkcs1(&bytes),
            "PRIVATE KEY" => pkcs8_content(&bytes).and_then(Self::from_pkcs1),
            other => {
                return Err(format!("invalid private key: ssh: unsupported key type \"{other}\""));
            }
        };
        key.filter(|key| key.modulus.bits() <= BITS_LIMIT)
            .ok_or_else(|| "invalid ASN1 data in the given private key: data truncated".to_owned())
    }

    /// Version, modulus, public exponent, private exponent, and more that decrypting can do without.
    fn from_pkcs1(bytes: &[u8]) -> Option<Self> {
        let (sequence, _) = element(bytes, 0x30)?;
        let (_, rest) = element(sequence, 0x02)?;
        let (modulus, rest) = element(rest, 0x02)?;
        let (_, rest) = element(rest, 0x02)?;
        let (exponent, _) = element(rest, 0x02)?;
        let (modulus, exponent) =
            (BigUint::from_bytes_be(modulus), BigUint::from_bytes_be(exponent));
        (modulus.bits() > 0).then_some(Self { modulus, exponent })
    }

    /// The text that was encrypted.
    pub(super) fn decrypt(&self, cipher: &[u8]) -> Result<Vec<u8>, &'static str> {
        const FAILED: &str = "crypto/rsa: decryption error";
        let cipher = BigUint::from_bytes_be(cipher);
        if cipher >= self.modulus {
            return Err(FAILED);
        }
        let clear = cipher.modpow(&self.exponent, &self.modulus).to_bytes_be();
        // 0, 2, at least eight random bytes other than zero, 0, text; the leading zero is lost in the number.
        let [2, padded @ ..] = clear.as_slice() else { return Err(FAILED) };
        let end =
            padded.iter().position(|byte| *byte == 0).filter(|end| *end >= 8).ok_or(FAILED)?;
        Ok(padded.get(end + 1..).unwrap_or_default().to_vec())
    }
}

/// The key inside of its wrapping: version, algorithm, octet string.
fn pkcs8_content(bytes: &[u8]) -> Option<&[u8]> {
    let (sequence, _) = element(bytes, 0x30)?;
    let (_, rest) = element(sequence, 0x02)?;
    let (_, rest) = element(rest, 0x30)?;
    element(rest, 0x04).map(|(content, _)| content)
}

/// The content of an ASN.1 element with a tag, and what follows it.
fn element(bytes: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let [found, first, rest @ ..] = bytes else { return None };
    if *found != tag {
        return None;
    }
    let (length, rest) = if *first < 0x80 {
        (usize::from(*first), rest)
    } else {
        let (digits, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
        if digits.len() > 4 {
            return None;
        }
        (digits.iter().fold(0, |length, byte| length << 8 | usize::from(*byte)), rest)
    };
    rest.split_at_checked(length)
}
