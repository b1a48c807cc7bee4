//! Why a call failed, as typed values.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use prost::Message;
use prost_types::Any;
use tonic::Code;

use crate::errors::v1::ErrorReason;
use crate::generated::google::rpc;

const DOMAIN: &str = "hokusai.dev";

/// A failed call, or a failed batch of a stream.
///
/// Made from the `tonic::Status` of any generated stub: `let failure = hokusai_client::Error::from(status);`.
#[derive(Clone, PartialEq)]
pub struct Error(Box<Failure>);

#[derive(Clone, PartialEq)]
struct Failure {
    code: Code,
    message: String,
    reason: Option<String>,
    metadata: BTreeMap<String, String>,
    field_violations: Vec<FieldViolation>,
    retry_delay: Option<Duration>,
}

/// One field of a request that is not valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldViolation {
    /// Path of the field, for example `payload.rows[3].age`.
    pub field: String,
    /// What is wrong with it.
    pub description: String,
}

impl Error {
    /// The status code.
    #[must_use]
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// What happened and what to do next, for people.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The reason. None if the failure is not the server's (nobody listens, the deadline passed here), or if the server is
    /// newer than this crate: then [`Error::reason_name`] still tells.
    #[must_use]
    pub fn reason(&self) -> Option<ErrorReason> {
        self.reason_name().and_then(|name| ErrorReason::from_str_name(&format!("ERROR_REASON_{name}")))
    }

    /// The reason as on the wire, for example `MODEL_NOT_FOUND`.
    #[must_use]
    pub fn reason_name(&self) -> Option<&str> {
        self.0.reason.as_deref()
    }

    /// The values that the message mentions, by the keys that [`ErrorReason`] names.
    #[must_use]
    pub fn metadata(&self) -> &BTreeMap<String, String> {
        &self.0.metadata
    }

    /// The fields that are not valid.
    #[must_use]
    pub fn field_violations(&self) -> &[FieldViolation] {
        &self.0.field_violations
    }

    /// How long to wait before trying again, if the server said so.
    #[must_use]
    pub fn retry_delay(&self) -> Option<Duration> {
        self.0.retry_delay
    }

    /// Whether the same call may succeed later: the server said when, or there was no connection to it.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self.0.code {
            Code::Unavailable => self.0.retry_delay.is_some() || self.0.reason.is_none(),
            Code::ResourceExhausted => self.0.retry_delay.is_some(),
            _ => false,
        }
    }

    /// The id under which the server's log holds the rest, if the fault is one of the server or of the model's code.
    #[must_use]
    pub fn error_id(&self) -> Option<&str> {
        self.0.metadata.get("error_id").map(String::as_str)
    }

    /// A failure that was found here and not by the server.
    pub(crate) fn found_here(code: Code, message: String) -> Self {
        let status = rpc::Status { code: code as i32, message, details: Vec::new() };
        Self::from(status)
    }
}

impl From<rpc::Status> for Error {
    fn from(status: rpc::Status) -> Self {
        let details = &status.details;
        let info: Option<rpc::ErrorInfo> = find(details, "google.rpc.ErrorInfo");
        let info = info.filter(|info| info.domain == DOMAIN).unwrap_or_default();
        let invalid: rpc::BadRequest = find(details, "google.rpc.BadRequest").unwrap_or_default();
        let retry: Option<rpc::RetryInfo> = find(details, "google.rpc.RetryInfo");
        let violation = |each: rpc::bad_request::FieldViolation| FieldViolation {
            field: each.field,
            description: each.description,
        };
        Self(Box::new(Failure {
            code: Code::from(status.code),
            message: status.message,
            reason: Some(info.reason).filter(|reason| !reason.is_empty()),
            metadata: info.metadata,
            field_violations: invalid.field_violations.into_iter().map(violation).collect(),
            retry_delay: retry.and_then(|retry| retry.retry_delay).and_then(|delay| delay.try_into().ok()),
        }))
    }
}

impl From<&tonic::Status> for Error {
    fn from(status: &tonic::Status) -> Self {
        let described = rpc::Status::decode(status.details()).ok().filter(|described| described.code != 0);
        Self::from(described.unwrap_or_else(|| rpc::Status {
            code: status.code() as i32,
            message: status.message().to_owned(),
            details: Vec::new(),
        }))
    }
}

impl From<tonic::Status> for Error {
    fn from(status: tonic::Status) -> Self {
        Self::from(&status)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.reason_name() {
            Some(reason) => write!(f, "{reason}: {}", self.message()),
            None => write!(f, "{:?}: {}", self.code(), self.message()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("code", &self.0.code)
            .field("reason", &self.0.reason)
            .field("message", &self.0.message)
            .field("metadata", &self.0.metadata)
            .field("field_violations", &self.0.field_violations)
            .field("retry_delay", &self.0.retry_delay)
            .finish()
    }
}

impl std::error::Error for Error {}

fn find<M: Message + Default>(details: &[Any], name: &str) -> Option<M> {
    let packed = details.iter().find(|any| any.type_url.rsplit('/').next() == Some(name))?;
    M::decode(packed.value.as_ref()).ok()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use prost::{Message, Name};
    use prost_types::Any;
    use tonic::Code;

    use super::{DOMAIN, Error, rpc};
    use crate::ErrorReason;

    fn packed(name: &str, message: &impl Message) -> Any {
        Any { type_url: format!("type.googleapis.com/{name}"), value: message.encode_to_vec() }
    }

    fn described(code: Code, reason: &str, retry: Option<Duration>) -> tonic::Status {
        let info = rpc::ErrorInfo { reason: reason.into(), domain: DOMAIN.into(), ..rpc::ErrorInfo::default() };
        let mut details = vec![packed("google.rpc.ErrorInfo", &info)];
        if let Some(delay) = retry {
            let info = rpc::RetryInfo { retry_delay: delay.try_into().ok() };
            details.push(packed("google.rpc.RetryInfo", &info));
        }
        let status = rpc::Status { code: code as i32, message: "why".into(), details };
        tonic::Status::with_details(code, "why", status.encode_to_vec().into())
    }

    #[test]
    fn a_described_failure_is_typed() {
        let delay = Duration::from_millis(200);
        let error = Error::from(described(Code::ResourceExhausted, "OVERLOADED", Some(delay)));
        assert_eq!(error.reason(), Some(ErrorReason::Overloaded));
        assert_eq!((error.code(), error.retry_delay()), (Code::ResourceExhausted, Some(delay)));
        assert!(error.is_retryable());
        assert_eq!(error.to_string(), "OVERLOADED: why");
    }

    #[test]
    fn a_reason_of_a_newer_server_keeps_its_name() {
        let error = Error::from(described(Code::Unavailable, "OF_TOMORROW", None));
        assert_eq!((error.reason(), error.reason_name()), (None, Some("OF_TOMORROW")));
        assert!(!error.is_retryable());
    }

    #[test]
    fn a_lost_connection_may_be_tried_again() {
        let error = Error::from(tonic::Status::unavailable("nobody listens"));
        assert!(error.is_retryable() && error.reason_name().is_none());
    }

    #[test]
    fn details_are_told_apart_by_their_whole_name() {
        let any = Any { type_url: format!("x/not.{}", prost_types::Duration::full_name()), value: vec![8, 1] };
        let error = Error::from(rpc::Status { code: 5, message: String::new(), details: vec![any] });
        assert_eq!((error.code(), error.retry_delay()), (Code::NotFound, None));
    }
}
