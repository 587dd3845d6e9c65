//! Powers as Go computes them: by repeated multiplication, so with its last digits.

/// `x` raised to `y`.
pub(super) fn power(x: f64, y: f64) -> f64 {
    let odd = libm::fmod(libm::fabs(y), 2.0) == 1.0;
    if y == 0.0 || x == 1.0 {
        1.0
    } else if y == 1.0 || x.is_nan() {
        x
    } else if y.is_nan() {
        y
    } else if x == 0.0 {
        of_zero(x, y, odd)
    } else if y.is_infinite() {
        of_infinite_power(x, y)
    } else if x == f64::NEG_INFINITY {
        power(-0.0, -y)
    } else if x == f64::INFINITY {
        if y < 0.0 { 0.0 } else { f64::INFINITY }
    } else if y == 0.5 {
        libm::sqrt(x)
    } else if y == -0.5 {
        1.0 / libm::sqrt(x)
    } else {
        of_finite(x, y)
    }
}

fn of_zero(x: f64, y: f64, odd: bool) -> f64 {
    match (y < 0.0, odd) {
        (true, true) => libm::copysign(f64::INFINITY, x),
        (true, false) => f64::INFINITY,
        (false, true) => x,
        (false, false) => 0.0,
    }
}

fn of_infinite_power(x: f64, y: f64) -> f64 {
    if x == -1.0 {
        1.0
    } else if (libm::fabs(x) < 1.0) == (y > 0.0) {
        0.0
    } else {
        f64::INFINITY
    }
}

fn of_finite(x: f64, y: f64) -> f64 {
    let (mut fraction, mut whole) = libm::modf(libm::fabs(y));
    if fraction != 0.0 && x < 0.0 {
        return f64::NAN;
    }
    if whole >= 9_223_372_036_854_775_808.0 {
        return of_infinite_power(x, y);
    }
    let mut mantissa = 1.0;
    let mut exponent = 0;
    if fraction != 0.0 {
        if fraction > 0.5 {
            fraction -= 1.0;
            whole += 1.0;
        }
        mantissa = libm::exp(fraction * libm::log(x));
    }
    let (mut square, mut square_exponent) = libm::frexp(x);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is a whole number below 2^63"
    )]
    let mut bits = whole as u64;
    while bits != 0 {
        if !(-(1 << 12)..=1 << 12).contains(&square_exponent) {
            exponent += square_exponent;
            break;
        }
        if bits & 1 == 1 {
            mantissa *= square;
            exponent += square_exponent;
        }
        square *= square;
        square_exponent <<= 1;
        if square < 0.5 {
            square += square;
            square_exponent -= 1;
        }
        bits >>= 1;
    }
    if y < 0.0 { libm::ldexp(1.0 / mantissa, -exponent) } else { libm::ldexp(mantissa, exponent) }
}
