//! The grants that are remembered.

use std::sync::Arc;

use super::recent::Recent;
use crate::access::{Grant, GrantKey};
use crate::faults::Fault;

/// Most grants remembered; whoever has a key must not fill the memory with names of models.
const MOST_GRANTS: usize = 8192;
/// Most refusals remembered, apart from the grants: whoever has none must not push them out.
const MOST_REFUSALS: usize = 4096;

/// What was said of callers since their credentials changed last.
#[derive(Debug)]
pub struct GrantTable {
    revision: u64,
    grants: Recent<GrantKey, Arc<Grant>>,
    refusals: Recent<GrantKey, Fault>,
}

impl Default for GrantTable {
    fn default() -> Self {
        Self {
            revision: 0,
            grants: Recent::new(MOST_GRANTS),
            refusals: Recent::new(MOST_REFUSALS),
        }
    }
}

impl GrantTable {
    /// What was said of a key.
    pub fn get(&mut self, key: &GrantKey) -> Option<Result<Arc<Grant>, Fault>> {
        let granted = self.grants.get(key).map(Ok);
        granted.or_else(|| self.refusals.get(key).map(Err))
    }

    /// Remember what was said at a revision of the credentials, unless they have changed since.
    pub fn remember(&mut self, key: GrantKey, said: Result<Arc<Grant>, Fault>, revision: u64) {
        if revision < self.revision {
            return;
        }
        match said {
            Ok(grant) => self.grants.insert(key, grant),
            Err(refusal) => self.refusals.insert(key, refusal),
        }
    }

    /// Forget what was said before a revision.
    pub fn forget(&mut self, revision: u64) {
        if revision > self.revision {
            self.revision = revision;
            self.grants.clear();
            self.refusals.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Credential;

    fn key(number: usize) -> GrantKey {
        let mut digest = [0; 32];
        digest[..8].copy_from_slice(&number.to_le_bytes());
        GrantKey {
            credential: Credential::Token(digest),
            model: None,
        }
    }

    fn grant() -> Arc<Grant> {
        Arc::new(Grant {
            principal: "key:ci".into(),
            expires: None,
            concurrent_calls: None,
        })
    }

    #[test]
    fn a_flood_of_bad_tokens_neither_fills_the_memory_nor_pushes_grants_out() {
        let mut table = GrantTable::default();
        table.remember(key(0), Ok(grant()), 0);
        for number in 1..=10 * MOST_REFUSALS {
            table.remember(key(number), Err(Fault::key_expired()), 0);
        }
        assert!(table.refusals.len() <= MOST_REFUSALS);
        assert_eq!(table.get(&key(0)), Some(Ok(grant())));
        assert!(matches!(table.get(&key(10 * MOST_REFUSALS)), Some(Err(_))));
    }

    #[test]
    fn names_of_models_do_not_fill_the_memory() {
        let mut table = GrantTable::default();
        for number in 0..=2 * MOST_GRANTS {
            let model = Some(number.to_string());
            table.remember(GrantKey { model, ..key(0) }, Ok(grant()), 0);
        }
        assert!(table.grants.len() <= MOST_GRANTS);
    }

    #[test]
    fn nothing_outlives_a_change_of_the_credentials() {
        let mut table = GrantTable::default();
        table.remember(key(0), Ok(grant()), 0);
        table.remember(key(1), Err(Fault::key_expired()), 0);
        table.forget(1);
        assert_eq!((table.get(&key(0)), table.get(&key(1))), (None, None));
        table.remember(key(0), Ok(grant()), 0);
        assert_eq!(table.get(&key(0)), None);
        table.remember(key(0), Ok(grant()), 1);
        table.forget(1);
        assert!(table.get(&key(0)).is_some());
    }
}
