//! Sums of what happened since the last report.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;

use crate::contract::backend;
use crate::routing::VersionId;
use crate::settings::Reporting;
use crate::telemetry::{BatchRecord, FinishedCall};

/// Most calls that one report tells of one by one; the rest is only counted.
const MOST_TOLD: usize = 2000;

/// A histogram that empties with every report.
#[derive(Clone, Debug, Default)]
struct Histogram {
    counts: Vec<u64>,
    sum: f64,
}

impl Histogram {
    fn observe(&mut self, bounds: &[f64], value: f64) {
        if self.counts.is_empty() {
            self.counts = vec![0; bounds.len() + 1];
        }
        let bucket = bounds.partition_point(|bound| *bound < value);
        self.counts[bucket] += 1;
        self.sum += value;
    }

    fn take(&mut self) -> Option<backend::Observations> {
        let taken = std::mem::take(self);
        (!taken.counts.is_empty()).then_some(backend::Observations {
            counts: taken.counts,
            sum: taken.sum,
        })
    }
}

#[derive(Debug, Default)]
struct MethodTally {
    in_flight: u32,
    durations: Histogram,
    codes: BTreeMap<u32, u64>,
    reasons: BTreeMap<String, u64>,
}

#[derive(Debug, Default)]
struct VersionTally {
    batch_requests: Histogram,
    rows: u64,
    queued: Histogram,
    phases: [Histogram; 4],
    refused: BTreeMap<String, u64>,
    private_memory_bytes: u64,
}

impl VersionTally {
    fn observe(&mut self, latency_bounds: &[f64], batch_bounds: &[f64], batch: &BatchRecord) {
        self.batch_requests
            .observe(batch_bounds, f64::from(batch.request_count));
        self.rows += batch.row_count;
        for queued in &batch.queued {
            self.queued.observe(latency_bounds, queued.as_secs_f64());
        }
        let timings = &batch.timings;
        let nanos = [
            timings.decode_nanos,
            timings.validate_nanos,
            timings.predict_nanos,
            timings.encode_nanos,
        ];
        for (phase, spent) in self.phases.iter_mut().zip(nanos) {
            phase.observe(latency_bounds, Duration::from_nanos(spent).as_secs_f64());
        }
        if batch.private_memory_bytes != 0 {
            self.private_memory_bytes = batch.private_memory_bytes;
        }
    }
}

/// Everything since the last report.
#[derive(Debug)]
pub struct Tally {
    latency_bounds: Vec<f64>,
    batch_bounds: Vec<f64>,
    methods: Vec<(&'static str, MethodTally)>,
    /// Batches by the worker that ran them, of which each has one version.
    workers: HashMap<Arc<str>, (VersionId, VersionTally)>,
    /// Requests that no worker got.
    versions: HashMap<VersionId, VersionTally>,
    told: Vec<backend::FinishedCall>,
    changed: bool,
}

impl Tally {
    /// An empty tally.
    pub fn new(reporting: &Reporting) -> Self {
        Self {
            latency_bounds: reporting.latency_buckets.clone(),
            batch_bounds: reporting.batch_buckets.clone(),
            methods: Vec::new(),
            workers: HashMap::new(),
            versions: HashMap::new(),
            told: Vec::new(),
            changed: false,
        }
    }

    pub fn call_started(&mut self, method: &'static str) {
        self.changed = true;
        self.method(method).in_flight += 1;
    }

    /// Count a call; `tell` says whether it is also told of by itself.
    pub fn call_finished(&mut self, call: FinishedCall, tell: bool) {
        self.changed = true;
        let position = self.position(call.method);
        let Self {
            methods,
            latency_bounds,
            ..
        } = self;
        let tally = &mut methods[position].1;
        tally.in_flight = tally.in_flight.saturating_sub(1);
        tally
            .durations
            .observe(latency_bounds, call.duration.as_secs_f64());
        *tally.codes.entry(call.code.unsigned_abs()).or_default() += 1;
        if !call.reason.is_empty() {
            *tally.reasons.entry(call.reason.clone()).or_default() += 1;
        }
        if tell && self.told.len() < MOST_TOLD {
            self.told.push(told(call));
        }
    }

    pub fn batch_answered(&mut self, version: &VersionId, batch: &BatchRecord) {
        self.changed = true;
        if !self.workers.contains_key(&batch.worker_id) {
            let tally = (version.clone(), VersionTally::default());
            self.workers.insert(batch.worker_id.clone(), tally);
        }
        if let Some((_, tally)) = self.workers.get_mut(&batch.worker_id) {
            tally.observe(&self.latency_bounds, &self.batch_bounds, batch);
        }
    }

    pub fn request_refused(&mut self, version: &VersionId, reason: &str) {
        self.changed = true;
        let tally = self.versions.entry(version.clone()).or_default();
        *tally.refused.entry(reason.to_owned()).or_default() += 1;
    }

    /// What happened since the last report; `None` if nothing did.
    pub fn take(&mut self) -> Option<backend::ReportActivityRequest> {
        if !std::mem::take(&mut self.changed) {
            return None;
        }
        let methods = self
            .methods
            .iter_mut()
            .map(|(method, tally)| take_method(method, tally));
        let methods = methods.collect();
        let refused = self
            .versions
            .drain()
            .map(|(version, tally)| take_version("", version, tally));
        let versions = self
            .workers
            .drain()
            .map(|(worker_id, (version, tally))| take_version(&worker_id, version, tally))
            .chain(refused);
        Some(backend::ReportActivityRequest {
            methods,
            versions: versions.collect(),
            calls: std::mem::take(&mut self.told),
            ..backend::ReportActivityRequest::default()
        })
    }

    fn method(&mut self, method: &'static str) -> &mut MethodTally {
        let position = self.position(method);
        &mut self.methods[position].1
    }

    fn position(&mut self, method: &'static str) -> usize {
        let found = self.methods.iter().position(|(known, _)| *known == method);
        found.unwrap_or_else(|| {
            self.methods.push((method, MethodTally::default()));
            self.methods.len() - 1
        })
    }
}

fn take_method(method: &str, tally: &mut MethodTally) -> backend::MethodActivity {
    backend::MethodActivity {
        method: method.to_owned(),
        in_flight: tally.in_flight,
        durations: tally.durations.take(),
        codes: std::mem::take(&mut tally.codes),
        reasons: std::mem::take(&mut tally.reasons),
    }
}

fn take_version(
    worker_id: &str,
    version: VersionId,
    mut tally: VersionTally,
) -> backend::VersionActivity {
    let [decode, validate, predict, encode] = tally.phases.each_mut().map(Histogram::take);
    backend::VersionActivity {
        model: version.model,
        number: version.number,
        batch_requests: tally.batch_requests.take(),
        rows: tally.rows,
        queued: tally.queued.take(),
        decode,
        validate,
        predict,
        encode,
        refused: tally.refused,
        private_memory_bytes: tally.private_memory_bytes,
        worker_id: worker_id.to_owned(),
    }
}

fn told(call: FinishedCall) -> backend::FinishedCall {
    let prediction = call.prediction.map(|traced| backend::TracedPrediction {
        model: traced.version.model.clone(),
        number: traced.version.number.clone(),
        queue_nanos: traced.queued.as_nanos().try_into().unwrap_or(u64::MAX),
        decode_nanos: traced.timings.decode_nanos,
        validate_nanos: traced.timings.validate_nanos,
        predict_nanos: traced.timings.predict_nanos,
        encode_nanos: traced.timings.encode_nanos,
        batch_requests: traced.batch_requests,
        batch_rows: traced.batch_rows.into(),
    });
    backend::FinishedCall {
        method: call.method.to_owned(),
        code: call.code.unsigned_abs(),
        reason: call.reason,
        begin_time: Some(call.began.into()),
        duration: call.duration.try_into().ok(),
        peer: call.peer.to_string(),
        caller_traceparent: call.caller_traceparent,
        traceparent: call.traceparent,
        prediction,
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;

    const METHOD: &str = "/hokusai.inference.v1.InferenceService/Predict";

    fn tally() -> Tally {
        Tally::new(&Reporting {
            latency_buckets: vec![0.001, 0.01],
            batch_buckets: vec![1.0, 2.0],
            every_call: false,
            trace: false,
            trace_share: 0.0,
        })
    }

    fn finished(code: i32, reason: &str, duration: Duration) -> FinishedCall {
        FinishedCall {
            method: METHOD,
            code,
            reason: reason.to_owned(),
            began: SystemTime::UNIX_EPOCH,
            duration,
            peer: "ipv4:127.0.0.1:1".into(),
            caller_traceparent: String::new(),
            traceparent: String::new(),
            prediction: None,
        }
    }

    #[test]
    fn nothing_happened_nothing_is_reported() {
        assert!(tally().take().is_none());
    }

    #[test]
    fn calls_are_counted_by_code_reason_and_duration_once() {
        let mut tally = tally();
        for _ in 0..3 {
            tally.call_started(METHOD);
        }
        tally.call_finished(finished(0, "", Duration::from_millis(1)), false);
        tally.call_finished(finished(8, "QUEUE_FULL", Duration::from_millis(20)), true);
        let report = tally.take().unwrap();
        let method = &report.methods[0];
        assert_eq!(method.in_flight, 1);
        assert_eq!(method.codes, BTreeMap::from([(0, 1), (8, 1)]));
        assert_eq!(
            method.reasons,
            BTreeMap::from([("QUEUE_FULL".to_owned(), 1)])
        );
        assert_eq!(method.durations.as_ref().unwrap().counts, [1, 0, 1]);
        assert_eq!(report.calls.len(), 1);
        assert!(tally.take().is_none());
    }

    #[test]
    fn a_flood_of_failures_is_counted_but_not_told_one_by_one() {
        let mut tally = tally();
        for _ in 0..MOST_TOLD + 5 {
            tally.call_finished(finished(13, "INTERNAL", Duration::ZERO), true);
        }
        let report = tally.take().unwrap();
        assert_eq!(report.calls.len(), MOST_TOLD);
        assert_eq!(report.methods[0].codes[&13], (MOST_TOLD + 5) as u64);
    }
}
