//! Faults as callers see them: the same codes, reasons, texts and details as the Python server's.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::time::Duration;

use bytes::Bytes;
use prost::{Message, Name};
use tonic::Code;

use crate::contract::rpc;
use crate::routing::VersionId;

const ERROR_DOMAIN: &str = "hokusai.dev";
/// What a peer takes in trailers by default (8 KiB) bounds a status, which travels in base64, and its message.
const MAX_STATUS_BYTES: usize = 3584;
const MAX_MESSAGE_BYTES: usize = 700;
const MAX_DETAIL_BYTES: usize = 256;
const PREDICTION: &str = "the prediction";
const KEY_EXPIRED: &str = "the key has expired; ask an admin for another";
const ARRIVAL: &str = "the arrival of the request";

/// One bad field of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Path of the field as the contract names it.
    pub field: String,
    /// What is wrong with it.
    pub description: String,
}

/// A fault, ready for the wire.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// Name of the `ErrorReason` without its prefix; empty where the transport itself refuses.
    pub reason: String,
    /// The `google.rpc.Status`, as results of streams carry it.
    pub status: Box<rpc::Status>,
    /// How long the caller should wait before a retry, where that is known.
    pub retry_after: Option<Duration>,
}

impl Fault {
    /// The fault that a `google.rpc.Status` of the Python server describes.
    #[must_use]
    pub fn from_status(status: rpc::Status) -> Self {
        Self {
            reason: detail::<rpc::ErrorInfo>(&status).map_or_else(String::new, |info| info.reason),
            retry_after: detail::<rpc::RetryInfo>(&status)
                .and_then(|retry| retry.retry_delay)
                .and_then(|delay| delay.try_into().ok()),
            status: Box::new(status),
        }
    }

    /// What the transport refuses before there is a request: a code and a text, no details.
    #[must_use]
    pub fn transport(code: Code, message: impl Into<String>) -> Self {
        Self::from_status(rpc::Status {
            code: code as i32,
            message: message.into(),
            details: Vec::new(),
        })
    }

    /// The gRPC code.
    #[must_use]
    pub fn code(&self) -> i32 {
        self.status.code
    }

    /// What happened and what to do.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.status.message
    }

    /// The payload cannot be decoded.
    #[must_use]
    pub fn payload_invalid(cause: &str, violations: &[Violation]) -> Self {
        let message = format!("the payload cannot be read: {cause}");
        Draft::new(Code::InvalidArgument, "PAYLOAD_INVALID", message)
            .with("cause", cause)
            .violating(violations)
    }

    /// Values do not fit the signature; `total` counts those that are not listed as well.
    #[must_use]
    pub fn model_input_invalid(violations: &[Violation], total: u64) -> Self {
        let shown = listed(violations, 3);
        let message =
            format!("{total} value(s) do not fit the signature: {shown}; see GetModelSignature");
        Draft::new(Code::InvalidArgument, "MODEL_INPUT_INVALID", message)
            .with("count", total)
            .violating(violations)
    }

    /// The model's own code raised.
    #[must_use]
    pub fn model_raised(version: &VersionId, exception_type: &str, error_id: &str) -> Self {
        let VersionId { model, number } = version;
        let message = format!(
            "the code of {model} {number} raised {exception_type}; its traceback is in the server's data directory, \
             in logs/workers/{model}-{number}.log, under {error_id}"
        );
        Draft::of_version(Code::Unknown, "MODEL_RAISED", message, version)
            .with("exception_type", exception_type)
            .with("error_id", error_id)
            .done()
    }

    /// The model's answer cannot be returned.
    #[must_use]
    pub fn model_output_invalid(version: &VersionId, cause: &str) -> Self {
        let VersionId { model, number } = version;
        let message = format!(
            "{model} {number} gave an answer that cannot be returned: {cause}; mend the model's predict"
        );
        Draft::of_version(Code::Unknown, "MODEL_OUTPUT_INVALID", message, version)
            .with("cause", cause)
            .done()
    }

    /// The process died with the request in it.
    #[must_use]
    pub fn worker_crashed(version: &VersionId, cause: &str) -> Self {
        let VersionId { model, number } = version;
        let message = format!(
            "the worker of {model} {number} ended during the call ({cause}) and is being restarted; retry"
        );
        Draft::of_version(Code::Unavailable, "WORKER_CRASHED", message, version)
            .with("cause", cause)
            .retried_after(Duration::from_secs(1))
    }

    /// The model did not answer in the time of a batch.
    #[must_use]
    pub fn worker_hung(version: &VersionId, limit: Duration) -> Self {
        let (VersionId { model, number }, limit) = (version, limit.as_secs_f64());
        let message = format!(
            "{model} {number} did not answer within {limit} s; its worker was ended and is being restarted; \
             send smaller batches or raise the limit"
        );
        Draft::of_version(Code::DeadlineExceeded, "WORKER_HUNG", message, version)
            .with("limit", limit)
            .done()
    }

    /// The queue is at its bound.
    #[must_use]
    pub fn queue_full(version: &VersionId, limit: usize, retry_after: Duration) -> Self {
        let (VersionId { model, number }, seconds) = (version, retry_after.as_secs_f64());
        let message = format!(
            "the queue of {model} {number} is full ({limit} requests); retry after {seconds:.3} s"
        );
        Draft::of_version(Code::ResourceExhausted, "QUEUE_FULL", message, version)
            .with("limit", limit)
            .retried_after(retry_after)
    }

    /// Some bound on concurrent work was reached.
    #[must_use]
    pub fn overloaded(what: &str, limit: usize, retry_after: Duration) -> Self {
        let seconds = retry_after.as_secs_f64();
        let message = format!(
            "{what} reached its limit of {limit}; retry after {seconds:.3} s or send less at once"
        );
        Draft::new(Code::ResourceExhausted, "OVERLOADED", message)
            .with("what", what)
            .with("limit", limit)
            .retried_after(retry_after)
    }

    /// The key that the caller showed has expired, which is seen without asking anybody.
    #[must_use]
    pub fn key_expired() -> Self {
        let message = format!("the call is not authenticated: {KEY_EXPIRED}");
        Draft::new(Code::Unauthenticated, "UNAUTHENTICATED", message)
            .with("cause", KEY_EXPIRED)
            .done()
    }

    /// The work did not start in time, or cannot.
    #[must_use]
    pub fn deadline_passed() -> Self {
        Self::too_late(PREDICTION)
    }

    /// The request did not arrive in the time that the server allows.
    #[must_use]
    pub fn request_too_slow() -> Self {
        Self::too_late(ARRIVAL)
    }

    fn too_late(operation: &str) -> Self {
        let message = format!(
            "the deadline passed before {operation} was done; allow more time or send less"
        );
        Draft::new(Code::DeadlineExceeded, "DEADLINE_PASSED", message)
            .with("operation", operation)
            .done()
    }

    /// The server drains.
    #[must_use]
    pub fn shutting_down() -> Self {
        let message =
            "the server is shutting down; retry, another replica or its successor will answer";
        Draft::new(Code::Unavailable, "SHUTTING_DOWN", message.to_owned())
            .retried_after(Duration::from_secs(1))
    }

    /// As many streams as may be are open.
    #[must_use]
    pub fn too_many_streams(limit: usize) -> Self {
        let message = format!("{limit} prediction streams are open, the limit; retry or close one");
        Draft::new(Code::ResourceExhausted, "TOO_MANY_STREAMS", message)
            .with("limit", limit)
            .retried_after(Duration::from_secs(1))
    }

    /// A frame of a stream broke the order of the protocol.
    #[must_use]
    pub fn frame_out_of_order(expected: &str, actual: &str) -> Self {
        let message = format!(
            "the stream expected {expected} and got {actual}; open a new stream from the first unanswered sequence"
        );
        Draft::new(Code::InvalidArgument, "FRAME_OUT_OF_ORDER", message)
            .with("expected", expected)
            .with("actual", actual)
            .done()
    }

    /// Fields break the rules of the contract.
    #[must_use]
    pub fn invalid_request(violations: &[Violation]) -> Self {
        let more = match violations.len().saturating_sub(5) {
            0 => String::new(),
            more => format!("; and {more} more"),
        };
        let message = format!("the request is not valid: {}{more}", listed(violations, 5));
        Draft::new(Code::InvalidArgument, "INVALID_REQUEST", message).violating(violations)
    }
}

/// A status that is being written.
struct Draft {
    code: Code,
    reason: &'static str,
    message: String,
    metadata: BTreeMap<String, String>,
}

impl Draft {
    fn new(code: Code, reason: &'static str, message: String) -> Self {
        let message = shortened(message, MAX_MESSAGE_BYTES);
        Self {
            code,
            reason,
            message,
            metadata: BTreeMap::new(),
        }
    }

    fn of_version(code: Code, reason: &'static str, message: String, version: &VersionId) -> Self {
        Self::new(code, reason, message)
            .with("model", &version.model)
            .with("version", &version.number)
    }

    fn with(mut self, key: &str, value: impl Display) -> Self {
        let value = shortened(value.to_string(), MAX_DETAIL_BYTES);
        self.metadata.insert(key.to_owned(), value);
        self
    }

    fn done(self) -> Fault {
        let info = rpc::ErrorInfo {
            reason: self.reason.to_owned(),
            domain: ERROR_DOMAIN.to_owned(),
            metadata: self.metadata,
        };
        let status = rpc::Status {
            code: self.code as i32,
            message: self.message,
            details: vec![packed(&info)],
        };
        Fault {
            reason: self.reason.to_owned(),
            status: Box::new(status),
            retry_after: None,
        }
    }

    fn retried_after(self, delay: Duration) -> Fault {
        // As Python's timedelta, which knows no less than a microsecond.
        let micros = u64::try_from(delay.as_micros()).unwrap_or(u64::MAX);
        let delay = Duration::from_micros(micros);
        let mut fault = self.done();
        fault.status.details.push(packed(&rpc::RetryInfo {
            retry_delay: delay.try_into().ok(),
        }));
        fault.retry_after = Some(delay);
        fault
    }

    /// Adds as many violations, in their order, as fit a status; the message says how many there are.
    fn violating(self, violations: &[Violation]) -> Fault {
        let mut fault = self.done();
        if violations.is_empty() {
            return fault;
        }
        let room = MAX_STATUS_BYTES.saturating_sub(fault.status.encoded_len());
        let mut request = rpc::BadRequest::default();
        for violation in violations {
            request
                .field_violations
                .push(rpc::bad_request::FieldViolation {
                    field: shortened(violation.field.clone(), MAX_DETAIL_BYTES),
                    description: shortened(violation.description.clone(), MAX_DETAIL_BYTES),
                    ..Default::default()
                });
            if request.encoded_len() > room && request.field_violations.len() > 1 {
                request.field_violations.pop();
                break;
            }
        }
        fault.status.details.push(packed(&request));
        fault
    }
}

fn listed(violations: &[Violation], most: usize) -> String {
    let shown: Vec<String> = violations
        .iter()
        .take(most)
        .map(|violation| format!("{}: {}", violation.field, violation.description))
        .collect();
    shown.join("; ")
}

/// The text in at most `limit` bytes of UTF-8.
fn shortened(mut text: String, limit: usize) -> String {
    if text.len() > limit {
        text.truncate(text.floor_char_boundary(limit - 3));
        text.push('…');
    }
    text
}

fn packed<M: Message + Name>(message: &M) -> prost_types::Any {
    prost_types::Any {
        type_url: M::type_url(),
        value: Bytes::from(message.encode_to_vec()).into(),
    }
}

fn detail<M: Message + Name + Default>(status: &rpc::Status) -> Option<M> {
    status.details.iter().find_map(|any| any.to_msg().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_survives_the_way_over_a_status() {
        let version = VersionId {
            model: "m".into(),
            number: "1.0.0".into(),
        };
        for fault in [
            Fault::queue_full(&version, 7, Duration::from_millis(250)),
            Fault::worker_crashed(&version, "signal 9"),
            Fault::deadline_passed(),
        ] {
            assert_eq!(fault, Fault::from_status(*fault.status.clone()));
        }
    }

    #[test]
    fn a_status_stays_within_the_trailers_whatever_it_lists() {
        let violation = Violation {
            field: "ä".repeat(400),
            description: "ö".repeat(400),
        };
        let fault = Fault::model_input_invalid(&vec![violation; 100], 100);
        assert!(fault.status.encoded_len() <= MAX_STATUS_BYTES + MAX_DETAIL_BYTES);
        assert!(fault.message().len() <= MAX_MESSAGE_BYTES);
        let bad: rpc::BadRequest = detail(&fault.status).expect("violations");
        assert!((2..100).contains(&bad.field_violations.len()));
    }
}
