//! The routes that are remembered.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;

use crate::routing::{Route, RouteKey};

/// Most routes remembered; a caller that invents selectors must not fill the memory.
const MOST_ROUTES: usize = 4096;

/// Routes by key, as of one revision of the catalogue or a later one.
#[derive(Debug, Default)]
pub struct RouteTable {
    revision: u64,
    known: HashMap<RouteKey, Known>,
}

#[derive(Debug)]
struct Known {
    route: Arc<Route>,
    until: Option<Instant>,
}

impl RouteTable {
    /// The route of a key, if it is still good.
    pub fn get(&self, key: &RouteKey) -> Option<Arc<Route>> {
        let known = self.known.get(key)?;
        let good = known.until.is_none_or(|until| Instant::now() < until);
        good.then(|| Arc::clone(&known.route))
    }

    /// Remember a route that was looked up at a revision, unless the catalogue has changed since.
    pub fn remember(
        &mut self,
        key: RouteKey,
        route: Arc<Route>,
        revision: u64,
        until: Option<Instant>,
    ) {
        if revision < self.revision {
            return;
        }
        if self.known.len() >= MOST_ROUTES && !self.known.contains_key(&key) {
            // Any one makes room: what is asked for often soon comes back.
            let some = self.known.keys().next().cloned();
            some.map(|key| self.known.remove(&key));
        }
        self.known.insert(key, Known { route, until });
    }

    /// Forget what was looked up before a revision.
    pub fn forget_before(&mut self, revision: u64) {
        if revision > self.revision {
            self.revision = revision;
            self.known.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use bytes::Bytes;

    use super::*;
    use crate::routing::VersionId;

    fn key(model: &str) -> RouteKey {
        RouteKey {
            model: model.to_owned(),
            selector: None,
        }
    }

    fn route(number: &str) -> Arc<Route> {
        let version = VersionId {
            model: "m".to_owned(),
            number: number.to_owned(),
        };
        Arc::new(Route {
            version: Arc::new(version),
            served_by: Bytes::new(),
            signature: Bytes::new(),
        })
    }

    #[test]
    fn a_route_is_remembered_until_the_catalogue_changes() {
        let mut table = RouteTable::default();
        table.remember(key("m"), route("1.0.0"), 0, None);
        assert_eq!(table.get(&key("m")).unwrap().version.number, "1.0.0");
        table.forget_before(1);
        assert!(table.get(&key("m")).is_none());
    }

    #[test]
    fn an_answer_from_before_the_change_is_not_remembered() {
        let mut table = RouteTable::default();
        table.forget_before(2);
        table.remember(key("m"), route("1.0.0"), 1, None);
        assert!(table.get(&key("m")).is_none());
    }

    #[test]
    fn a_change_that_is_told_twice_or_late_forgets_nothing_newer() {
        let mut table = RouteTable::default();
        table.forget_before(2);
        table.remember(key("m"), route("1.0.0"), 2, None);
        table.forget_before(1);
        table.forget_before(2);
        assert!(table.get(&key("m")).is_some());
    }

    #[test]
    fn a_route_is_good_for_its_lifetime() {
        let mut table = RouteTable::default();
        table.remember(key("m"), route("1.0.0"), 0, Some(Instant::now()));
        assert!(table.get(&key("m")).is_none());
        let later = Instant::now() + Duration::from_hours(1);
        table.remember(key("m"), route("1.0.0"), 0, Some(later));
        assert!(table.get(&key("m")).is_some());
    }

    #[test]
    fn callers_who_invent_selectors_do_not_fill_the_memory() {
        let mut table = RouteTable::default();
        for index in 0..=MOST_ROUTES {
            table.remember(key(&index.to_string()), route("1.0.0"), 0, None);
        }
        assert!(table.known.len() <= MOST_ROUTES);
        assert!(table.get(&key(&MOST_ROUTES.to_string())).is_some());
    }
}
