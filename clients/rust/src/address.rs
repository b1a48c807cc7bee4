//! Where a server is, as people write it.

use std::net::IpAddr;

pub(crate) const DEFAULT_PORT: u16 = 50051;

/// A server's address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Address {
    /// `host:port`, IPv6 in brackets.
    Tcp { host: String, port: u16 },
    /// Path of a Unix socket.
    Unix(String),
}

impl Address {
    /// From `host`, `host:port` or `unix:/path`; None if it is neither.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(path) = text.strip_prefix("unix:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            return path.starts_with('/').then(|| Self::Unix(path.to_owned()));
        }
        if text.contains('/') {
            return None;
        }
        let (host, port) = match text.rsplit_once(':') {
            Some((host, port)) if !text.ends_with(']') => (host, port.parse().ok().filter(|port| *port != 0)?),
            _ => (text, DEFAULT_PORT),
        };
        let bracketed = host.starts_with('[') && host.ends_with(']');
        (!host.is_empty() && (bracketed || !host.contains(':'))).then(|| Self::Tcp { host: host.to_owned(), port })
    }

    /// Whether bytes for this address stay on this machine.
    pub(crate) fn is_local(&self) -> bool {
        match self {
            Self::Unix(_) => true,
            Self::Tcp { host, .. } if host == "localhost" => true,
            Self::Tcp { host, .. } => {
                host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
            }
        }
    }

    /// As the transport wants it.
    pub(crate) fn uri(&self, encrypted: bool) -> String {
        match self {
            Self::Unix(path) => format!("unix:{path}"),
            Self::Tcp { host, port } if encrypted => format!("https://{host}:{port}"),
            Self::Tcp { host, port } => format!("http://{host}:{port}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn the_port_may_be_left_out() {
        assert_eq!(Address::parse("models.example").unwrap().uri(true), "https://models.example:50051");
        assert_eq!(Address::parse("[::1]").unwrap().uri(false), "http://[::1]:50051");
    }

    #[test]
    fn a_scheme_a_bare_ipv6_and_a_bad_port_are_refused() {
        for text in ["http://host:1", "::1", "host:0", "host:70000", ":50051", "", "unix:relative"] {
            assert_eq!(Address::parse(text), None, "{text}");
        }
    }

    #[test]
    fn loopback_and_sockets_are_local() {
        for (text, local) in [("localhost", true), ("127.0.0.9:1", true), ("[::1]:1", true), ("10.0.0.1:1", false)] {
            assert_eq!(Address::parse(text).unwrap().is_local(), local, "{text}");
        }
        assert!(Address::parse("unix:/run/hokusai.sock").unwrap().is_local());
    }
}
