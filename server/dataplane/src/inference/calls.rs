//! One call under way: what is told of it when it ends, however it does.

use std::sync::Arc;
use std::time::SystemTime;

use tokio::time::Instant;
use tonic::Code;

use crate::dispatch::Answer;
use crate::faults::Fault;
use crate::routing::VersionId;
use crate::telemetry::{FinishedCall, PredictionTrace, Telemetry};

/// Length of a W3C `traceparent`; what is longer is none of the version that is spoken here, and is not kept.
const TRACEPARENT_BYTES: usize = 55;

/// A call; one that neither succeeded nor failed before it was dropped was cancelled.
pub struct Call {
    telemetry: Arc<dyn Telemetry>,
    method: &'static str,
    peer: Arc<str>,
    code: Code,
    reason: String,
    began: SystemTime,
    started: Instant,
    caller_traceparent: String,
    traceparent: String,
    prediction: Option<PredictionTrace>,
}

impl Call {
    /// A call that begins now.
    pub fn begin(
        telemetry: &Arc<dyn Telemetry>,
        method: &'static str,
        peer: Arc<str>,
        caller_traceparent: &str,
    ) -> Self {
        telemetry.call_started(method);
        let caller_traceparent = if caller_traceparent.len() == TRACEPARENT_BYTES {
            caller_traceparent
        } else {
            ""
        };
        Self {
            telemetry: telemetry.clone(),
            method,
            peer,
            code: Code::Cancelled,
            reason: String::new(),
            began: SystemTime::now(),
            started: Instant::now(),
            caller_traceparent: caller_traceparent.to_owned(),
            traceparent: telemetry.begin_trace(caller_traceparent),
            prediction: None,
        }
    }

    /// W3C trace context of this call; empty if it is not traced.
    pub fn traceparent(&self) -> &str {
        &self.traceparent
    }

    /// A prediction answered it.
    pub fn predicted(&mut self, version: &Arc<VersionId>, answer: &Answer) {
        if self.traceparent.is_empty() {
            return;
        }
        self.prediction = Some(PredictionTrace {
            version: version.clone(),
            queued: answer.queued,
            timings: answer.timings,
            batch_requests: answer.batch_requests,
            batch_rows: answer.batch_rows,
        });
    }

    /// It ends, well or with a fault.
    ///
    /// # Errors
    /// The fault.
    pub fn end<T>(mut self, outcome: Result<T, Fault>) -> Result<T, Fault> {
        match outcome {
            Ok(value) => {
                self.code = Code::Ok;
                Ok(value)
            }
            Err(fault) => Err(self.failed(fault)),
        }
    }

    /// It ends with a fault, which is given back.
    pub fn failed(mut self, fault: Fault) -> Fault {
        self.code = Code::from_i32(fault.code());
        self.reason.clone_from(&fault.reason);
        fault
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        self.telemetry.call_finished(FinishedCall {
            method: self.method,
            code: self.code as i32,
            reason: std::mem::take(&mut self.reason),
            began: self.began,
            duration: self.started.elapsed(),
            peer: self.peer.clone(),
            caller_traceparent: std::mem::take(&mut self.caller_traceparent),
            traceparent: std::mem::take(&mut self.traceparent),
            prediction: self.prediction.take(),
        });
    }
}
