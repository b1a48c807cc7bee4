//! What the Python server says of callers, asked for once and remembered.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared, ready};
use tokio::time::timeout;

use super::Client;
use super::grant_table::GrantTable;
use super::python_control::{fault, unanswered};
use crate::access::{Credential, Grant, GrantKey};
use crate::contract::backend;
use crate::faults::Fault;

/// Most questions that wait for an answer at a time: more only come from those who invent tokens.
const MOST_ASKED: usize = 256;
/// How long an answer may take, which comes from memory.
const ANSWER_TIME: Duration = Duration::from_secs(30);
const RETRY_AFTER: Duration = Duration::from_millis(200);

type Said = Result<Arc<Grant>, Fault>;
type Asked = Shared<BoxFuture<'static, Said>>;

/// Asks the Python server about callers.
#[derive(Clone)]
pub struct PythonGrants {
    client: Client,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    said: GrantTable,
    asking: HashMap<GrantKey, Asked>,
}

impl PythonGrants {
    /// Nothing was asked yet.
    pub fn new(client: Client) -> Self {
        Self {
            client,
            state: Arc::default(),
        }
    }

    /// Credentials have changed: ask anew for what was said before this revision.
    pub fn forget(&self, revision: u64) {
        let mut state = self.state();
        state.said.forget(revision);
        // Whoever asks from now on must not get an answer to an earlier question.
        state.asking.clear();
    }

    /// What was said of a key.
    pub fn known(&self, key: &GrantKey) -> Option<Said> {
        self.state().said.get(key)
    }

    /// Ask about a key. Concurrent askers share the call.
    pub fn ask(&self, key: GrantKey) -> BoxFuture<'static, Said> {
        let mut state = self.state();
        if let Some(asked) = state.asking.get(&key) {
            return asked.clone().boxed();
        }
        if state.asking.len() >= MOST_ASKED {
            let what = "the number of credentials that are looked up";
            return ready(Err(Fault::overloaded(what, MOST_ASKED, RETRY_AFTER))).boxed();
        }
        // A task of its own: the caller who asked first may leave.
        let task = tokio::spawn(self.clone().look_up(key.clone()));
        let asked = async move { task.await.unwrap_or_else(|_| Err(unanswered())) }
            .boxed()
            .shared();
        state.asking.insert(key, asked.clone());
        asked.boxed()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn look_up(self, key: GrantKey) -> Said {
        let answer = self.question(&key).await;
        let mut state = self.state();
        state.asking.remove(&key);
        let answer = answer?;
        let revision = answer.revision;
        let said = said(answer);
        state.said.remember(key, said.clone(), revision);
        said
    }

    async fn question(&self, key: &GrantKey) -> Result<backend::GetGrantResponse, Fault> {
        let mut request = backend::GetGrantRequest {
            model: key.model.clone().unwrap_or_default(),
            ..Default::default()
        };
        match &key.credential {
            Credential::Missing => {}
            Credential::Malformed => request.malformed = true,
            Credential::Token(digest) => request.token_digest = digest.to_vec().into(),
        }
        let answer = timeout(ANSWER_TIME, self.client.clone().get_grant(request)).await;
        let answer = answer.map_err(|_| unanswered())?;
        answer
            .map(tonic::Response::into_inner)
            .map_err(|status| fault(&status))
    }
}

fn said(answer: backend::GetGrantResponse) -> Said {
    if let Some(refusal) = answer.refusal {
        return Err(Fault::from_status(refusal));
    }
    let expires = answer.expire_time.map(|time| {
        // An instant that the clock cannot tell has passed.
        SystemTime::try_from(time).unwrap_or(SystemTime::UNIX_EPOCH)
    });
    Ok(Arc::new(Grant {
        principal: answer.principal.into(),
        expires,
        concurrent_calls: match answer.concurrent_calls {
            0 => None,
            limit => Some(limit as usize),
        },
    }))
}
