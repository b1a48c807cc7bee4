//! The caller's deadline, from the header `grpc-timeout`.

use std::time::Duration;

use http::HeaderMap;
use tokio::time::Instant;

const HEADER: &str = "grpc-timeout";
const MOST_DIGITS: usize = 8;

/// When the caller stops waiting; `None` if it never does, or says it in a way that nobody understands.
#[must_use]
pub fn deadline_in(headers: &HeaderMap, now: Instant) -> Option<Instant> {
    let value = headers.get(HEADER)?.to_str().ok()?;
    now.checked_add(timeout(value)?)
}

fn timeout(value: &str) -> Option<Duration> {
    let (digits, unit) = value.split_at_checked(value.len().checked_sub(1)?)?;
    if digits.len() > MOST_DIGITS || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let amount: u64 = digits.parse().ok()?;
    Some(match unit {
        "H" => Duration::from_secs(amount * 3600),
        "M" => Duration::from_secs(amount * 60),
        "S" => Duration::from_secs(amount),
        "m" => Duration::from_millis(amount),
        "u" => Duration::from_micros(amount),
        "n" => Duration::from_nanos(amount),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_unit_is_known() {
        let seconds = |value| timeout(value).map(|timeout| timeout.as_secs_f64());
        assert_eq!(
            ["2H", "2M", "2S"].map(seconds),
            [7200.0, 120.0, 2.0].map(Some)
        );
        assert_eq!(
            ["2m", "2u", "2n"].map(seconds),
            [2e-3, 2e-6, 2e-9].map(Some)
        );
        assert_eq!(
            ["", "S", "+1S", "1", "123456789S", "1s", "é"].map(timeout),
            [None; 7]
        );
    }

    proptest! {
        #[test]
        fn no_value_is_too_odd(value in ".{0,12}") {
            let _ = timeout(&value);
        }
    }
}
