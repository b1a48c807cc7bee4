//! The routes that are remembered.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;

use crate::routing::{Route, RouteKey};

/// Most routes remembered; a caller that invents selectors must not fill the memory.
const MOST_ROUTES: usize = 4096;

/// Most models whose changes are told apart.
const MOST_MODELS: usize = 4096;

/// Routes by key, each as of the last change of its model or later.
#[derive(Debug, Default)]
pub struct RouteTable {
    /// Revisions of the catalogue at which models changed last.
    changed: HashMap<String, u64>,
    /// The same for models that are not among them.
    others_changed: u64,
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

    /// Remember a route that was looked up at a revision, unless its model has changed since.
    pub fn remember(
        &mut self,
        key: RouteKey,
        route: Arc<Route>,
        revision: u64,
        until: Option<Instant>,
    ) {
        if revision < self.changed_at(&key.model) {
            return;
        }
        if self.known.len() >= MOST_ROUTES && !self.known.contains_key(&key) {
            // Any one makes room: what is asked for often soon comes back.
            let some = self.known.keys().next().cloned();
            some.map(|key| self.known.remove(&key));
        }
        self.known.insert(key, Known { route, until });
    }

    /// Forget what was looked up of some models before a revision; of all if none is named.
    pub fn forget(&mut self, models: &[String], revision: u64) {
        let newly: Vec<&String> = models
            .iter()
            .filter(|model| self.changed_at(model) < revision)
            .collect();
        if self.changed.len() + newly.len() > MOST_MODELS || models.is_empty() {
            self.forget_all(revision);
            return;
        }
        self.known.retain(|key, _| !newly.contains(&&key.model));
        self.changed
            .extend(newly.into_iter().map(|model| (model.clone(), revision)));
    }

    fn forget_all(&mut self, revision: u64) {
        if revision > self.others_changed {
            self.others_changed = revision;
            self.known.clear();
            self.changed.retain(|_, changed| *changed > revision);
        }
    }

    fn changed_at(&self, model: &str) -> u64 {
        let changed = self.changed.get(model).copied().unwrap_or_default();
        changed.max(self.others_changed)
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

    fn models() -> [String; 1] {
        ["m".to_owned()]
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
    fn a_route_is_remembered_until_its_model_changes() {
        let mut table = RouteTable::default();
        table.remember(key("m"), route("1.0.0"), 0, None);
        table.forget(&["other".to_owned()], 1);
        assert_eq!(table.get(&key("m")).unwrap().version.number, "1.0.0");
        table.forget(&["other".to_owned(), "m".to_owned()], 2);
        assert!(table.get(&key("m")).is_none());
        table.remember(key("m"), route("1.0.1"), 2, None);
        table.forget(&[], 3);
        assert!(table.get(&key("m")).is_none());
    }

    #[test]
    fn models_that_change_do_not_fill_the_memory() {
        let mut table = RouteTable::default();
        for revision in 1..=MOST_MODELS + 1 {
            table.forget(&[revision.to_string()], revision as u64);
        }
        assert!(table.changed.len() <= MOST_MODELS);
        table.remember(key("1"), route("1.0.0"), MOST_MODELS as u64, None);
        assert!(table.get(&key("1")).is_none());
    }

    #[test]
    fn an_answer_from_before_the_change_is_not_remembered() {
        let mut table = RouteTable::default();
        table.forget(&models(), 2);
        table.remember(key("m"), route("1.0.0"), 1, None);
        assert!(table.get(&key("m")).is_none());
    }

    #[test]
    fn a_change_that_is_told_twice_or_late_forgets_nothing_newer() {
        let mut table = RouteTable::default();
        table.forget(&models(), 2);
        table.remember(key("m"), route("1.0.0"), 2, None);
        table.forget(&models(), 1);
        table.forget(&models(), 2);
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
