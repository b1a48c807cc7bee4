//! How a call ends: `grpc-status` and what goes with it.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use http::{HeaderMap, HeaderName, HeaderValue};
use prost::Message;

use crate::faults::Fault;

const STATUS: HeaderName = HeaderName::from_static("grpc-status");
const MESSAGE: HeaderName = HeaderName::from_static("grpc-message");
const DETAILS: HeaderName = HeaderName::from_static("grpc-status-details-bin");
const PUSHBACK: HeaderName = HeaderName::from_static("grpc-retry-pushback-ms");

/// The trailers of a call that went well.
pub fn ok() -> HeaderMap {
    let mut trailers = HeaderMap::with_capacity(1);
    trailers.insert(STATUS, HeaderValue::from_static("0"));
    trailers
}

/// Adds the trailers of a failed call.
pub fn write(fault: &Fault, trailers: &mut HeaderMap) {
    trailers.insert(STATUS, fault.code().into());
    insert(trailers, MESSAGE, percent_encoded(fault.message()));
    if !fault.status.details.is_empty() {
        insert(
            trailers,
            DETAILS,
            STANDARD_NO_PAD.encode(fault.status.encode_to_vec()),
        );
    }
    if let Some(delay) = fault.retry_after {
        let millis = (delay.as_secs_f64() * 1000.0).round();
        insert(trailers, PUSHBACK, format!("{millis}"));
    }
}

fn insert(trailers: &mut HeaderMap, name: HeaderName, value: String) {
    if let Ok(value) = HeaderValue::try_from(value) {
        trailers.insert(name, value);
    }
}

/// Printable ASCII but for `%` stays as it is.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if matches!(byte, b' '..=b'~') && byte != b'%' {
            encoded.push(byte.into());
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_encoded_as_grpc_wants_them() {
        assert_eq!(percent_encoded("100 % \"é\"\n"), "100 %25 \"%C3%A9\"%0A");
    }
}
