//! Who is at the other end of a connection.

use std::sync::Arc;

use super::undelivered::Undelivered;

/// What all calls of one connection share.
#[derive(Clone, Debug)]
pub struct Peer {
    /// Where it comes from, as gRPC names it: `ipv4:127.0.0.1:4711`.
    pub name: Arc<str>,
    /// Replies that it has not taken yet.
    pub undelivered: Arc<Undelivered>,
}

impl Peer {
    /// A peer that was not answered yet.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self {
            name: name.into(),
            undelivered: Arc::default(),
        }
    }
}
