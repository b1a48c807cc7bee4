//! Whether a version has its workers.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use crate::faults::Fault;

/// Whether there is a worker at one of a version's places.
#[derive(Clone, Debug)]
pub(super) enum Readiness {
    /// None, and none is wanted.
    Unfed,
    /// It is being asked for.
    Starting,
    /// There is one, of this id.
    Ready(Arc<str>),
    /// None, for this reason.
    Refused(Fault),
}

/// The workers of one version, by their places.
#[derive(Debug)]
pub(super) struct Workers {
    places: watch::Sender<Vec<Readiness>>,
    let_go: Mutex<HashSet<String>>,
}

impl Workers {
    /// So many places, and no worker.
    pub fn new(places: usize) -> Self {
        Self {
            places: watch::Sender::new(vec![Readiness::Unfed; places]),
            let_go: Mutex::default(),
        }
    }

    /// Note how far the worker at a place is.
    pub fn set(&self, place: usize, readiness: Readiness) {
        self.places.send_modify(|places| places[place] = readiness);
    }

    /// Whether a worker is there at another place.
    pub fn others_are_ready(&self, place: usize) -> bool {
        self.any_other(place, |other| matches!(other, Readiness::Ready(_)))
    }

    /// Whether a worker is there at another place, or is being asked for.
    pub fn others_are_coming(&self, place: usize) -> bool {
        self.any_other(place, |other| {
            matches!(other, Readiness::Ready(_) | Readiness::Starting)
        })
    }

    /// Whether this worker is among them.
    pub fn include(&self, worker_id: &str) -> bool {
        let is_it =
            |place: &Readiness| matches!(place, Readiness::Ready(here) if **here == *worker_id);
        self.places.borrow().iter().any(is_it)
    }

    /// Take no worker of this id, whose address may be on its way.
    pub fn let_go(&self, worker_id: &str) {
        if self.places.borrow().iter().any(is_starting) {
            self.gone().insert(worker_id.to_owned());
        }
    }

    /// Whether a worker that was asked for has been let go meanwhile.
    pub fn was_let_go(&self, worker_id: &str) -> bool {
        self.gone().remove(worker_id)
    }

    /// Return once a worker is ready, or none is to be had.
    ///
    /// # Errors
    /// why there is none.
    pub async fn ready(&self) -> Result<(), Fault> {
        let mut places = self.places.subscribe();
        let known = places
            .wait_for(|places| places.iter().any(is_ready) || !places.iter().any(is_starting));
        let Ok(places) = known.await else {
            return Ok(());
        };
        if places.iter().any(is_ready) {
            return Ok(());
        }
        let refusal = places.iter().find_map(|place| match place {
            Readiness::Refused(fault) => Some(fault.clone()),
            _ => None,
        });
        refusal.map_or(Ok(()), Err)
    }

    /// Return once there is no worker, and none is being asked for.
    pub async fn gone_all(&self) {
        let mut places = self.places.subscribe();
        let busy = |place: &Readiness| is_ready(place) || is_starting(place);
        let _ = places.wait_for(|places| !places.iter().any(busy)).await;
    }

    fn any_other(&self, place: usize, is: impl Fn(&Readiness) -> bool) -> bool {
        let places = self.places.borrow();
        let mut others = places.iter().enumerate().filter(|(at, _)| *at != place);
        others.any(|(_, other)| is(other))
    }

    fn gone(&self) -> MutexGuard<'_, HashSet<String>> {
        self.let_go.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_ready(place: &Readiness) -> bool {
    matches!(place, Readiness::Ready(_))
}

fn is_starting(place: &Readiness) -> bool {
    matches!(place, Readiness::Starting)
}
