//! Decisions of the Python server, asked for once and remembered.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared, ready};
use prost::Message;
use tokio::time::timeout;
use tonic::Code;

use super::Client;
use super::python_grants::PythonGrants;
use super::route_table::RouteTable;
use crate::access::{Grant, GrantKey};
use crate::contract::backend;
use crate::contract::rpc;
use crate::contract::versions::VersionSelector;
use crate::faults::Fault;
use crate::routing::{Control, Loss, Route, RouteKey, VersionId, WorkerAddress};
use crate::settings::duration;

/// Most questions that wait for an answer at a time.
const MOST_ASKED: usize = 1024;
/// How long an answer may take; routes are answered from memory or from the database.
const ANSWER_TIME: Duration = Duration::from_secs(30);
const TRACEPARENT: &str = "traceparent";
/// How long a worker may be waited for, which includes loads of other versions before it; each has a bound of its own.
const WORKER_TIME: Duration = Duration::from_mins(10);
const RETRY_AFTER: Duration = Duration::from_millis(200);

type Asked = Shared<BoxFuture<'static, Result<Arc<Route>, Fault>>>;

/// Asks the Python server.
#[derive(Clone)]
pub struct PythonControl {
    client: Client,
    state: Arc<Mutex<State>>,
    grants: PythonGrants,
}

#[derive(Default)]
struct State {
    routes: RouteTable,
    asking: HashMap<RouteKey, Asked>,
}

impl PythonControl {
    /// A control plane that is asked through the client.
    #[must_use]
    pub fn new(client: Client) -> Self {
        Self {
            grants: PythonGrants::new(client.clone()),
            client,
            state: Arc::default(),
        }
    }

    /// Models have changed, all of them if none is named: ask anew for what was told of them before this revision.
    pub fn forget_routes(&self, models: &[String], revision: u64) {
        let mut state = self.state();
        state.routes.forget(models, revision);
        // Whoever asks from now on must not get an answer to an earlier question.
        state
            .asking
            .retain(|key, _| !models.is_empty() && !models.contains(&key.model));
    }

    /// Credentials have changed: ask anew for what was said of callers before this revision.
    pub fn forget_grants(&self, revision: u64) {
        self.grants.forget(revision);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn look_up(self, key: RouteKey, traceparent: String) -> Result<Arc<Route>, Fault> {
        let answer = self.clone().ask(&key, &traceparent).await;
        let mut state = self.state();
        state.asking.remove(&key);
        let answer = answer?;
        let lifetime = answer.lifetime.map(|sent| duration(Some(sent)));
        let route = Arc::new(Route {
            version: Arc::new(VersionId {
                model: key.model.clone(),
                number: answer.number,
            }),
            served_by: answer.served_by,
            signature: answer.signature,
        });
        if lifetime != Some(Duration::ZERO) {
            let until = lifetime.map(|lifetime| Instant::now() + lifetime);
            state
                .routes
                .remember(key, Arc::clone(&route), answer.revision, until);
        }
        Ok(route)
    }

    async fn ask(
        mut self,
        key: &RouteKey,
        traceparent: &str,
    ) -> Result<backend::GetRouteResponse, Fault> {
        let selector = key.selector.clone().map(VersionSelector::decode);
        let mut request = tonic::Request::new(backend::GetRouteRequest {
            model: key.model.clone(),
            selector: selector.transpose().map_err(|_| unreadable_selector())?,
        });
        if !traceparent.is_empty()
            && let Ok(traceparent) = traceparent.parse()
        {
            request.metadata_mut().insert(TRACEPARENT, traceparent);
        }
        match timeout(ANSWER_TIME, self.client.get_route(request)).await {
            Ok(answer) => answer
                .map(tonic::Response::into_inner)
                .map_err(|status| fault(&status)),
            Err(_) => Err(unanswered()),
        }
    }
}

impl Control for PythonControl {
    fn known_route(&self, key: &RouteKey) -> Option<Arc<Route>> {
        self.state().routes.get(key)
    }

    fn ask_route(
        &self,
        key: RouteKey,
        traceparent: &str,
    ) -> BoxFuture<'static, Result<Arc<Route>, Fault>> {
        let mut state = self.state();
        if let Some(asked) = state.asking.get(&key) {
            return asked.clone().boxed();
        }
        if state.asking.len() >= MOST_ASKED {
            let what = "the number of questions to the control plane";
            return ready(Err(Fault::overloaded(what, MOST_ASKED, RETRY_AFTER))).boxed();
        }
        // A task of its own: the caller who asked first may leave.
        let task = tokio::spawn(self.clone().look_up(key.clone(), traceparent.to_owned()));
        let asked = async move { task.await.unwrap_or_else(|_| Err(unanswered())) }
            .boxed()
            .shared();
        state.asking.insert(key, asked.clone());
        asked.boxed()
    }

    fn known_grant(&self, key: &GrantKey) -> Option<Result<Arc<Grant>, Fault>> {
        self.grants.known(key)
    }

    fn ask_grant(&self, key: GrantKey) -> BoxFuture<'static, Result<Arc<Grant>, Fault>> {
        self.grants.ask(key)
    }

    fn worker(
        &self,
        version: Arc<VersionId>,
        place: usize,
    ) -> BoxFuture<'static, Result<WorkerAddress, Fault>> {
        let mut client = self.client.clone();
        async move {
            let request = backend::GetWorkerRequest {
                model: version.model.clone(),
                number: version.number.clone(),
                place: u32::try_from(place).unwrap_or(u32::MAX),
            };
            let answer = timeout(WORKER_TIME, client.get_worker(request)).await;
            let answer = answer.map_err(|_| unanswered())?;
            let worker = answer.map_err(|status| fault(&status))?.into_inner();
            Ok(WorkerAddress {
                worker_id: worker.worker_id.into(),
                socket_path: worker.socket_path.into(),
            })
        }
        .boxed()
    }

    fn worker_lost(&self, worker: WorkerAddress, loss: Loss) -> BoxFuture<'static, String> {
        use backend::report_lost_worker_request::Loss as Sent;
        let mut client = self.client.clone();
        let sent = match loss {
            Loss::HungUp => Sent::HungUp,
            Loss::BrokeProtocol => Sent::BrokeProtocol,
            Loss::Hung => Sent::Hung,
        };
        let request = backend::ReportLostWorkerRequest {
            worker_id: worker.worker_id.to_string(),
            loss: sent.into(),
        };
        async move {
            match timeout(ANSWER_TIME, client.report_lost_worker(request)).await {
                Ok(Ok(answer)) => answer.into_inner().cause,
                Ok(Err(_)) | Err(_) => "lost".to_owned(),
            }
        }
        .boxed()
    }
}

/// What the Python server answered, or that it did not.
pub(super) fn fault(status: &tonic::Status) -> Fault {
    match rpc::Status::decode(status.details()) {
        Ok(described) if !described.details.is_empty() => Fault::from_status(described),
        _ => unanswered(),
    }
}

pub(super) fn unanswered() -> Fault {
    Fault::transport(
        Code::Unavailable,
        "the server does not answer its data plane; retry",
    )
}

fn unreadable_selector() -> Fault {
    Fault::transport(Code::Internal, "the selector cannot be read")
}
