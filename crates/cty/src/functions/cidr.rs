//! Functions on IP networks.

use std::net::{Ipv4Addr, Ipv6Addr};

use num_bigint::{BigInt, Sign};
use num_traits::{One, ToPrimitive};

use super::call::integer;
use super::table::gives;
use super::{Call, CallError, Function, Parameter, Shape};
use crate::{Type, Value};

type Outcome = Result<Value, CallError>;

const PREFIX: Parameter = Parameter::new("prefix", Shape::String);

pub(super) fn functions() -> Vec<Function> {
    vec![
        Function::new(
            "cidrhost",
            "The address of a host in a network.",
            const { &[PREFIX, Parameter::new("hostnum", Shape::Number)] },
            gives::string,
            cidrhost,
        ),
        Function::new(
            "cidrnetmask",
            "The mask of an IPv4 network.",
            &[PREFIX],
            gives::string,
            cidrnetmask,
        ),
        Function::new(
            "cidrsubnet",
            "A network within a network.",
            const {
                &[
                    PREFIX,
                    Parameter::new("newbits", Shape::Number),
                    Parameter::new("netnum", Shape::Number),
                ]
            },
            gives::string,
            cidrsubnet,
        ),
        Function::new(
            "cidrsubnets",
            "Consecutive networks within a network.",
            &[PREFIX],
            gives::strings,
            cidrsubnets,
        )
        .variadic(Parameter::new("newbits", Shape::Number)),
    ]
}

/// A network: its first address, the bits of its prefix, and of its addresses.
#[derive(Debug, Clone, Copy)]
struct Network {
    address: u128,
    prefix: i64,
    bits: i64,
}

impl Network {
    fn mask(prefix: i64, bits: i64) -> u128 {
        let all = if bits == 32 { u128::from(u32::MAX) } else { u128::MAX };
        let hosts = u32::try_from(bits - prefix).unwrap_or(0);
        all & all.checked_shl(hosts).unwrap_or(0)
    }

    fn last(self) -> u128 {
        self.address | (Self::all(self.bits) ^ Self::mask(self.prefix, self.bits))
    }

    fn all(bits: i64) -> u128 {
        if bits == 32 { u128::from(u32::MAX) } else { u128::MAX }
    }

    fn text(self) -> String {
        format!("{}/{}", address_text(self.address, self.bits), self.prefix)
    }
}

/// IPv4 addresses within IPv6 print as IPv4 addresses, as Go does.
fn address_text(address: u128, bits: i64) -> String {
    if bits == 32 {
        return Ipv4Addr::from(u32::try_from(address).unwrap_or(0)).to_string();
    }
    let address = Ipv6Addr::from(address);
    address.to_ipv4_mapped().map_or_else(|| address.to_string(), |address| address.to_string())
}

fn is_v4_mapped(network: Network) -> bool {
    network.bits == 32 || Ipv6Addr::from(network.address).to_ipv4_mapped().is_some()
}

/// Numbers of IPv4 addresses may have leading zeros, which Terraform ignores for old times' sake.
fn parse_v4(text: &str) -> Option<u128> {
    let parts: Vec<&str> = text.split('.').collect();
    if parts.len() != 4 {
        return None;
    }
    parts.iter().try_fold(0_u128, |address, part| {
        let digits =
            !part.is_empty() && part.len() <= 9 && part.bytes().all(|byte| byte.is_ascii_digit());
        let number: u128 = if digits { part.parse().ok()? } else { return None };
        (number < 256).then_some(address << 8 | number)
    })
}

fn parse(text: &str) -> Result<Network, String> {
    let invalid = || format!("invalid CIDR address: {text}");
    let (address, prefix) = text.split_once('/').ok_or_else(invalid)?;
    let (address, bits) = match parse_v4(address) {
        Some(address) => (address, 32),
        None => (u128::from(address.parse::<Ipv6Addr>().map_err(|_| invalid())?), 128),
    };
    if prefix.is_empty() || prefix.len() > 9 || !prefix.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(invalid());
    }
    let prefix: i64 = prefix.parse().map_err(|_| invalid())?;
    if prefix > bits {
        return Err(invalid());
    }
    Ok(Network { address: address & Network::mask(prefix, bits), prefix, bits })
}

fn network(call: &Call<'_>) -> Result<Network, CallError> {
    parse(call.text(0))
        .map_err(|message| CallError::new(format!("invalid CIDR expression: {message}")))
}

fn whole(value: &Value) -> Result<BigInt, CallError> {
    let number = value.as_number().filter(|number| number.is_integer());
    number
        .and_then(crate::Number::truncate)
        .ok_or_else(|| CallError::new("value must be a whole number"))
}

/// Puts a number into the bits before `prefix`; negative numbers do what two's complement makes of them.
fn insert(network: Network, number: &BigInt, prefix: i64) -> u128 {
    let shift = u64::try_from(network.bits - prefix).unwrap_or(0).min(256);
    let combined: BigInt = BigInt::from(network.address) | (number << shift);
    let magnitude = combined.magnitude() & num_bigint::BigUint::from(Network::all(network.bits));
    magnitude.to_u128().unwrap_or(0)
}

fn cidrhost(call: &Call<'_>) -> Outcome {
    let mut host = whole(call.argument(1))?;
    let network = network(call)?;
    let hosts = u64::try_from(network.bits - network.prefix).unwrap_or(0);
    let most: BigInt = (BigInt::one() << hosts) - 1;
    let mut distance = host.clone();
    if host.sign() == Sign::Minus {
        distance = -&host - 1;
        host = &most - &distance;
    }
    if distance > most {
        let message =
            format!("prefix of {} does not accommodate a host numbered {host}", network.prefix);
        return Err(CallError::new(message));
    }
    let bits = if is_v4_mapped(network) { 32 } else { 128 };
    Ok(Value::string(address_text(insert(network, &host, bits), network.bits)))
}

fn cidrnetmask(call: &Call<'_>) -> Outcome {
    let network = network(call)?;
    if network.bits != 32 {
        return Err(CallError::new(format!(
            "IPv6 addresses cannot have a netmask: {}",
            call.text(0)
        )));
    }
    Ok(Value::string(address_text(Network::mask(network.prefix, 32), 32)))
}

fn cidrsubnet(call: &Call<'_>) -> Outcome {
    let new_bits = call.integer(1)?;
    let number = whole(call.argument(2))?;
    let parent = network(call)?;
    let prefix = parent.prefix.saturating_add(new_bits);
    if prefix > parent.bits {
        let message = format!(
            "insufficient address space to extend prefix of {} by {new_bits}",
            parent.prefix
        );
        return Err(CallError::new(message));
    }
    let most = match u32::try_from(new_bits) {
        Ok(bits) if bits < 64 => BigInt::from((1_u64 << bits) - 1),
        _ => BigInt::from(u64::MAX),
    };
    if BigInt::from(number.magnitude().clone()) > most {
        let message = format!(
            "prefix extension of {new_bits} does not accommodate a subnet numbered {number}"
        );
        return Err(CallError::new(message));
    }
    if prefix < 0 {
        return Err(CallError::new(format!(
            "the prefix cannot be shortened by {}",
            new_bits.unsigned_abs()
        )));
    }
    Ok(Value::string(
        Network { address: insert(parent, &number, prefix), prefix, bits: parent.bits }.text(),
    ))
}

fn cidrsubnets(call: &Call<'_>) -> Outcome {
    let parent = parse(call.text(0))
        .map_err(|message| CallError::argument(0, format!("invalid CIDR expression: {message}")))?;
    let mut previous: Option<Network> = None;
    let mut subnets = Vec::with_capacity(call.rest(1).len());
    for (index, extension) in call.rest(1).iter().enumerate() {
        let fail = |message: String| CallError::argument(index + 1, message);
        let extension = integer(extension).map_err(fail)?;
        let prefix = subnet_prefix(parent, extension).map_err(fail)?;
        let Some(subnet) = following(parent, previous, prefix) else {
            let last =
                Network { address: Network::mask(prefix, parent.bits), prefix, bits: parent.bits };
            let after = previous.unwrap_or(last).text();
            return Err(fail(format!(
                "not enough remaining address space for a subnet with a prefix of {prefix} bits after {after}"
            )));
        };
        subnets.push(Value::string(subnet.text()));
        previous = Some(subnet);
    }
    Ok(Value::list(Type::String, subnets))
}

fn subnet_prefix(parent: Network, extension: i64) -> Result<i64, String> {
    if extension < 1 {
        return Err("must extend prefix by at least one bit".to_owned());
    }
    if extension > 32 {
        return Err("may not extend prefix by more than 32 bits".to_owned());
    }
    let prefix = parent.prefix + extension;
    if prefix > parent.bits {
        let protocol = if parent.bits == 32 { "IPv4" } else { "IPv6" };
        return Err(format!(
            "would extend prefix to {prefix} bits, which is too long for an {protocol} address"
        ));
    }
    Ok(prefix)
}

/// The first network of a prefix's size after another, if it lies within the parent.
fn following(parent: Network, previous: Option<Network>, prefix: i64) -> Option<Network> {
    let Some(previous) = previous else {
        // The real program looks for what follows the network before; before the first there is only the last.
        return (parent.address != 0).then_some(Network { prefix, ..parent });
    };
    let last = Network {
        address: previous.last() & Network::mask(prefix, parent.bits),
        prefix,
        bits: parent.bits,
    };
    let next = last.last().checked_add(1)?;
    let inside = next != 0 && next <= parent.last() && next & !Network::all(parent.bits) == 0;
    inside.then_some(Network { address: next, prefix, bits: parent.bits })
}
