//! The order of sets in the old SDK: by the checksum of an element's serial form, as decimal text.

use dryrun_cty::Value;

use crate::values::{elements, member};

/// The strings of a set in the SDK's order.
pub(super) fn strings(set: Option<&Value>) -> Vec<String> {
    ordered(elements(set), |element| format!("{};", element.as_str().unwrap_or_default()))
        .into_iter()
        .map(|element| element.as_str().unwrap_or_default().to_owned())
        .collect()
}

/// The blocks of a set in the SDK's order, given the parts of their serial form.
pub(super) fn blocks<'a>(set: Option<&'a Value>, members: &[Member<'_>]) -> Vec<&'a Value> {
    ordered(elements(set), |block| members.iter().map(|part| part.serial(block)).collect())
}

/// A member of a block, to be serialised.
#[derive(Debug, Clone, Copy)]
pub(super) enum Member<'a> {
    Text(&'a str),
    List(&'a str),
    Set(&'a str),
}

impl Member<'_> {
    fn serial(self, block: &Value) -> String {
        let inside =
            |all: Vec<String>| all.into_iter().map(|text| format!("{text};")).collect::<String>();
        match self {
            Self::Text(name) => {
                format!(
                    "{name}:{};",
                    member(Some(block), name).and_then(Value::as_str).unwrap_or_default()
                )
            }
            Self::List(name) => {
                let all = elements(member(Some(block), name)).iter();
                let texts =
                    all.map(|element| element.as_str().unwrap_or_default().to_owned()).collect();
                format!("{name}:({});", inside(texts))
            }
            Self::Set(name) => {
                format!("{name}:{{{}}};", inside(strings(member(Some(block), name))))
            }
        }
    }
}

fn ordered(all: &[Value], serial: impl Fn(&Value) -> String) -> Vec<&Value> {
    let mut keyed: Vec<(String, &Value)> =
        all.iter().map(|element| (checksum(&serial(element)).to_string(), element)).collect();
    keyed.sort_by(|(a, _), (b, _)| a.cmp(b));
    keyed.into_iter().map(|(_, element)| element).collect()
}

/// CRC-32 (IEEE).
pub(super) fn checksum(text: &str) -> u32 {
    let step = |sum: u32, byte: u8| {
        let mixed = sum ^ u32::from(byte);
        (0..8).fold(mixed, |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 })
    };
    !text.bytes().fold(!0, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums() {
        assert_eq!(checksum("123456789"), 0xcbf4_3926);
        assert_eq!(checksum(""), 0);
    }
}
