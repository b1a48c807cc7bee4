//! What the control plane says of a caller.

use std::sync::Arc;
use std::time::SystemTime;

use super::Credential;

/// What is asked about; equal keys get equal grants until the control plane says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct GrantKey {
    /// What the caller showed.
    pub credential: Credential,
    /// Name of the model to predict with; `None` asks only who the caller is.
    pub model: Option<String>,
}

/// That a caller may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Who it is: `key:ci`.
    pub principal: Arc<str>,
    /// When its credential expires, by the clock that the control plane has too.
    pub expires: Option<SystemTime>,
    /// How many of its predictions may run at once; `None` for as many as the server takes.
    pub concurrent_calls: Option<usize>,
}

impl Grant {
    /// Whether its credential has expired.
    #[must_use]
    pub fn expired(&self, now: SystemTime) -> bool {
        self.expires.is_some_and(|expires| now >= expires)
    }
}
