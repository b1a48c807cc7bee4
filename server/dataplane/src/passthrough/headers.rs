//! Who calls, as the Python server is told in headers that a caller cannot forge.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use http::{HeaderMap, HeaderName, HeaderValue};

/// Headers with this prefix come from the data plane and from nobody else.
const OWN_PREFIX: &str = "x-hokusai-";
const PEER: HeaderName = HeaderName::from_static("x-hokusai-peer");
const IDENTITY: HeaderName = HeaderName::from_static("x-hokusai-identity-bin");

/// What is said of the caller behind one connection.
#[derive(Clone, Debug)]
pub struct CallerHeaders {
    peer: HeaderValue,
    identity: Option<HeaderValue>,
}

impl CallerHeaders {
    /// A caller at an address, as gRPC names it, with the identity that its certificate proves.
    #[must_use]
    pub fn new(peer: &str, identity: Option<&str>) -> Self {
        let encoded = identity.map(|identity| STANDARD_NO_PAD.encode(identity));
        Self {
            // Addresses are ASCII, and so is base64.
            peer: HeaderValue::from_str(peer).unwrap_or(HeaderValue::from_static("unknown")),
            identity: encoded.and_then(|encoded| HeaderValue::from_str(&encoded).ok()),
        }
    }

    /// Replace whatever a caller said of itself.
    pub fn apply(&self, headers: &mut HeaderMap) {
        let forged: Vec<HeaderName> = headers
            .keys()
            .filter(|name| name.as_str().starts_with(OWN_PREFIX))
            .cloned()
            .collect();
        for name in forged {
            headers.remove(name);
        }
        headers.insert(PEER, self.peer.clone());
        if let Some(identity) = &self.identity {
            headers.insert(IDENTITY, identity.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_caller_says_of_itself_is_replaced() {
        let mut headers = HeaderMap::new();
        headers.append(
            "x-hokusai-identity-bin",
            HeaderValue::from_static("YWRtaW4"),
        );
        headers.append("x-hokusai-identity-bin", HeaderValue::from_static("cm9vdA"));
        headers.append("x-hokusai-anything", HeaderValue::from_static("else"));
        headers.append("authorization", HeaderValue::from_static("Bearer b"));
        CallerHeaders::new("ipv4:127.0.0.1:1", None).apply(&mut headers);
        assert_eq!(headers.len(), 2);
        assert_eq!(headers[PEER], "ipv4:127.0.0.1:1");
        assert_eq!(headers["authorization"], "Bearer b");
    }

    #[test]
    fn an_identity_travels_whatever_its_characters() {
        let mut headers = HeaderMap::new();
        CallerHeaders::new("ipv4:127.0.0.1:1", Some("josé\n")).apply(&mut headers);
        let sent = STANDARD_NO_PAD
            .decode(headers[IDENTITY].as_bytes())
            .unwrap();
        assert_eq!(sent, "josé\n".as_bytes());
    }
}
