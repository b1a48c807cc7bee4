//! What the data plane did, for the one log, the one page of metrics and the traces of the Python server.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::timeout;
use tonic::Code;

use super::Client;
use super::tally::Tally;
use crate::contract::backend;
use crate::routing::VersionId;
use crate::settings::Reporting;
use crate::telemetry::{BatchRecord, FinishedCall, Telemetry};

/// How often it is reported, if anything happened.
const INTERVAL: Duration = Duration::from_millis(250);
/// How long the server may take for a report; whether it counted one that took longer is unknown.
const REPORT_TIME: Duration = Duration::from_secs(30);

/// How things are, as against what happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Present {
    /// Open connections.
    pub connections: usize,
    /// Versions with requests that wait or run.
    pub busy: HashSet<Arc<VersionId>>,
}

/// Counts, and reports the counts.
pub struct Activity {
    reporting: Reporting,
    tally: Mutex<Tally>,
    wanted: Notify,
    ticket: Mutex<u64>,
}

impl Activity {
    /// Nothing yet.
    #[must_use]
    pub fn new(reporting: Reporting) -> Arc<Self> {
        Arc::new(Self {
            tally: Mutex::new(Tally::new(&reporting)),
            reporting,
            wanted: Notify::new(),
            ticket: Mutex::default(),
        })
    }

    /// Report at once, with this ticket.
    pub fn report_now(&self, ticket: u64) {
        *self.ticket.lock().unwrap_or_else(PoisonError::into_inner) = ticket;
        self.wanted.notify_one();
    }

    /// Report for ever. A report that never arrived is sent again before the next; one that was refused is not.
    ///
    /// `present` says how things are now.
    pub async fn report(self: Arc<Self>, mut client: Client, present: impl Fn() -> Present) {
        let mut told = Present::default();
        loop {
            tokio::select! {
                () = tokio::time::sleep(INTERVAL) => {}
                () = self.wanted.notified() => {}
            }
            let now = present();
            if let Some(report) = self.take(&now, now != told) {
                told = now;
                while never_arrived(&mut client, report.clone()).await {
                    tokio::time::sleep(INTERVAL).await;
                }
            }
        }
    }

    /// Report what is left, once.
    pub async fn report_last(&self, mut client: Client) {
        if let Some(report) = self.take(&Present::default(), true) {
            // The server may be gone by now, and then nobody asks for it.
            let _ = client.report_activity(report).await;
        }
    }

    /// What there is to tell; `None` if that is nothing, and nobody asks.
    fn take(&self, now: &Present, anyway: bool) -> Option<backend::ReportActivityRequest> {
        let ticket =
            std::mem::take(&mut *self.ticket.lock().unwrap_or_else(PoisonError::into_inner));
        let taken = self.tally().take();
        if taken.is_none() && ticket == 0 && !anyway {
            return None;
        }
        Some(backend::ReportActivityRequest {
            ticket,
            connections: u32::try_from(now.connections).unwrap_or(u32::MAX),
            busy: now.busy.iter().map(|version| busy(version)).collect(),
            ..taken.unwrap_or_default()
        })
    }

    fn tally(&self) -> MutexGuard<'_, Tally> {
        self.tally.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Telemetry for Activity {
    fn begin_trace(&self, caller_traceparent: &str) -> String {
        if !self.reporting.trace {
            return String::new();
        }
        match sampled_trace_id(caller_traceparent) {
            Parent::Sampled(trace_id) => format!("00-{trace_id}-{:016x}-01", new_id()),
            Parent::None if fastrand::f64() < self.reporting.trace_share => {
                format!("00-{:016x}{:016x}-{:016x}-01", new_id(), new_id(), new_id())
            }
            Parent::None | Parent::Unsampled => String::new(),
        }
    }

    fn call_started(&self, method: &'static str) {
        self.tally().call_started(method);
    }

    fn call_finished(&self, call: FinishedCall) {
        let tell = self.reporting.every_call || call.code != 0 || !call.traceparent.is_empty();
        self.tally().call_finished(call, tell);
    }

    fn batch_answered(&self, version: &VersionId, batch: &BatchRecord) {
        self.tally().batch_answered(version, batch);
    }

    fn request_refused(&self, version: &VersionId, reason: &str) {
        self.tally().request_refused(version, reason);
    }
}

fn busy(version: &VersionId) -> backend::BusyVersion {
    backend::BusyVersion {
        model: version.model.clone(),
        number: version.number.clone(),
    }
}

/// Send a report; whether it certainly did not arrive.
async fn never_arrived(client: &mut Client, report: backend::ReportActivityRequest) -> bool {
    match timeout(REPORT_TIME, client.report_activity(report)).await {
        Ok(Err(status)) => status.code() == Code::Unavailable,
        Ok(Ok(_)) | Err(_) => false,
    }
}

fn new_id() -> u64 {
    fastrand::u64(1..)
}

/// What a caller's trace context asks for.
enum Parent<'a> {
    None,
    Unsampled,
    Sampled(&'a str),
}

/// Reads a W3C `traceparent`; one that is not valid counts as none, as the specification asks.
fn sampled_trace_id(traceparent: &str) -> Parent<'_> {
    let mut parts = traceparent.split('-');
    let (Some(version), Some(trace_id), Some(span_id), Some(flags)) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Parent::None;
    };
    let hex = |text: &str, length: usize| {
        text.len() == length
            && text
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    let valid = hex(version, 2)
        && version != "ff"
        && hex(trace_id, 32)
        && hex(span_id, 16)
        && hex(flags, 2)
        && trace_id.bytes().any(|digit| digit != b'0')
        && span_id.bytes().any(|digit| digit != b'0');
    match u8::from_str_radix(flags, 16) {
        Ok(bits) if valid && bits & 1 == 1 => Parent::Sampled(trace_id),
        Ok(_) if valid => Parent::Unsampled,
        _ => Parent::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn activity(trace: bool, trace_share: f64) -> Arc<Activity> {
        Activity::new(Reporting {
            latency_buckets: vec![1.0],
            batch_buckets: vec![1.0],
            every_call: false,
            trace,
            trace_share,
        })
    }

    const CALLER: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    #[test]
    fn a_callers_trace_goes_on_with_a_span_of_its_own() {
        let own = activity(true, 0.0).begin_trace(CALLER);
        assert!(own.starts_with("00-0af7651916cd43dd8448eb211c80319c-"));
        assert!(own.ends_with("-01") && own.len() == CALLER.len() && own != CALLER);
    }

    #[test]
    fn what_the_caller_does_not_sample_is_not_traced() {
        let unsampled = CALLER.replace("-01", "-00");
        assert_eq!(activity(true, 1.0).begin_trace(&unsampled), "");
    }

    #[test]
    fn nonsense_counts_as_no_trace_context() {
        for nonsense in [
            "",
            "00",
            "00-0-0-01",
            &CALLER.replace('a', "G"),
            &CALLER.replace("00-", "ff-"),
        ] {
            assert_eq!(activity(true, 0.0).begin_trace(nonsense), "", "{nonsense}");
            assert_eq!(
                activity(true, 1.0).begin_trace(nonsense).len(),
                CALLER.len()
            );
        }
    }

    #[test]
    fn nothing_is_traced_where_nothing_records_traces() {
        assert_eq!(activity(false, 1.0).begin_trace(CALLER), "");
    }
}
