//! Holds every call to the grant of its caller.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use http::HeaderMap;

use super::{Credential, Grant, GrantKey};
use crate::faults::Fault;
use crate::routing::Control;

const RETRY_AFTER_TOO_MANY: Duration = Duration::from_millis(200);

type Running = Arc<Mutex<HashMap<Arc<str>, usize>>>;

/// Asks the control plane about callers, once each; where nobody needs a credential it asks nothing.
pub struct Gate {
    control: Arc<dyn Control>,
    credentials_needed: bool,
    running: Running,
}

/// That one call may run; dropping it gives the call's place back.
pub struct Pass {
    key: GrantKey,
    principal: Arc<str>,
    running: Running,
}

impl Gate {
    /// A gate that is open unless credentials are needed.
    #[must_use]
    pub fn new(control: Arc<dyn Control>, credentials_needed: bool) -> Self {
        Self {
            control,
            credentials_needed,
            running: Running::default(),
        }
    }

    /// What a caller shows; `None` where nobody looks.
    #[must_use]
    pub fn shown(&self, headers: &HeaderMap) -> Option<Credential> {
        self.credentials_needed
            .then(|| Credential::shown_in(headers))
    }

    /// Return if the caller is known. Comes before anything is read of a call.
    ///
    /// # Errors
    /// `UNAUTHENTICATED`, or `UNAVAILABLE` while nobody can be asked.
    pub async fn authenticate(&self, shown: Option<&Credential>) -> Result<(), Fault> {
        if let Some(credential) = shown {
            let key = GrantKey {
                credential: credential.clone(),
                model: None,
            };
            self.grant(&key).await?;
        }
        Ok(())
    }

    /// Let a call through that may predict with the model; `None` where everybody may.
    ///
    /// # Errors
    /// `UNAUTHENTICATED`, `PERMISSION_DENIED`; `OVERLOADED` if as many calls of the caller run as may.
    pub async fn admit(
        &self,
        shown: Option<&Credential>,
        model: &str,
    ) -> Result<Option<Pass>, Fault> {
        let Some(credential) = shown else {
            return Ok(None);
        };
        let key = GrantKey {
            credential: credential.clone(),
            model: Some(model.to_owned()),
        };
        let grant = self.grant(&key).await?;
        self.enter(key, &grant).map(Some)
    }

    /// Return if a call that was let through would be so again.
    ///
    /// # Errors
    /// As `admit`, but for the number of calls.
    pub async fn check(&self, pass: Option<&Pass>) -> Result<(), Fault> {
        match pass {
            None => Ok(()),
            Some(pass) => self.grant(&pass.key).await.map(|_| ()),
        }
    }

    async fn grant(&self, key: &GrantKey) -> Result<Arc<Grant>, Fault> {
        let grant = match self.control.known_grant(key) {
            Some(known) => known,
            None => self.control.ask_grant(key.clone()).await,
        }?;
        if grant.expired(SystemTime::now()) {
            return Err(Fault::key_expired());
        }
        Ok(grant)
    }

    fn enter(&self, key: GrantKey, grant: &Grant) -> Result<Pass, Fault> {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let calls = running.entry(Arc::clone(&grant.principal)).or_default();
        if let Some(limit) = grant.concurrent_calls
            && *calls >= limit
        {
            let what = format!("the number of calls of {}", grant.principal);
            return Err(Fault::overloaded(&what, limit, RETRY_AFTER_TOO_MANY));
        }
        *calls += 1;
        Ok(Pass {
            key,
            principal: Arc::clone(&grant.principal),
            running: Arc::clone(&self.running),
        })
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(calls) = running.get_mut(&self.principal) {
            *calls -= 1;
            if *calls == 0 {
                running.remove(&self.principal);
            }
        }
    }
}
