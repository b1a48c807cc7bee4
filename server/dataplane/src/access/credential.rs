//! What a caller shows of itself in the header `authorization`.

use std::fmt;

use http::{HeaderMap, HeaderValue, header};
use ring::digest::{SHA256, SHA256_OUTPUT_LEN, digest};

const SCHEME: &[u8] = b"bearer ";

/// A credential as it is kept: the token itself goes no further than the header that it came in.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Credential {
    /// None was shown.
    Missing,
    /// Something was shown that is no token.
    Malformed,
    /// SHA-256 of the token.
    Token([u8; SHA256_OUTPUT_LEN]),
}

impl Credential {
    /// The credential in the headers of a call, read as the Python server reads it.
    #[must_use]
    pub fn shown_in(headers: &HeaderMap) -> Self {
        let mut values = headers.get_all(header::AUTHORIZATION).iter();
        match (values.next(), values.next()) {
            (None, _) => Self::Missing,
            (Some(value), None) => token_in(value).map_or(Self::Malformed, Self::of_token),
            (Some(_), Some(_)) => Self::Malformed,
        }
    }

    fn of_token(token: &[u8]) -> Self {
        let mut bytes = [0; SHA256_OUTPUT_LEN];
        bytes.copy_from_slice(digest(&SHA256, token).as_ref());
        Self::Token(bytes)
    }
}

/// Digests stay out of texts, as tokens do.
impl fmt::Debug for Credential {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Missing => "Missing",
            Self::Malformed => "Malformed",
            Self::Token(_) => "Token",
        })
    }
}

fn token_in(value: &HeaderValue) -> Option<&[u8]> {
    let (scheme, token) = value.as_bytes().split_at_checked(SCHEME.len())?;
    let readable = |byte: &u8| byte.is_ascii_alphanumeric() || b"._~+/=-".contains(byte);
    let good =
        scheme.eq_ignore_ascii_case(SCHEME) && !token.is_empty() && token.iter().all(readable);
    good.then_some(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(values: &[&'static str]) -> Credential {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(header::AUTHORIZATION, HeaderValue::from_static(value));
        }
        Credential::shown_in(&headers)
    }

    #[test]
    fn a_token_is_known_by_its_digest() {
        // printf abc | sha256sum
        let Credential::Token(digest) = shown(&["Bearer abc"]) else {
            panic!("no token")
        };
        assert_eq!(digest[..4], [0xba, 0x78, 0x16, 0xbf]);
        assert_eq!(shown(&["bEARER abc"]), shown(&["Bearer abc"]));
        assert_ne!(shown(&["Bearer abd"]), shown(&["Bearer abc"]));
    }

    #[test]
    fn what_is_no_token_is_told_from_nothing() {
        assert_eq!(shown(&[]), Credential::Missing);
        for value in [
            "",
            "abc",
            "Bearer",
            "Bearer ",
            "Basic abc",
            "Bearer  abc",
            "Bearer a b",
            "Bearer a,b",
        ] {
            assert_eq!(shown(&[value]), Credential::Malformed, "{value:?}");
        }
        assert_eq!(shown(&["Bearer a", "Bearer a"]), Credential::Malformed);
    }

    #[test]
    fn no_digest_gets_into_a_text() {
        assert_eq!(format!("{:?}", shown(&["Bearer abc"])), "Token");
    }
}
