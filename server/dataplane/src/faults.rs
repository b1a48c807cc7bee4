//! Faults as callers see them: the same codes, reasons, texts and details as the Python server's.

use std::time::Duration;

use bytes::Bytes;
use prost::{Message, Name};

use crate::contract::rpc;

/// A fault, ready for the wire.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// The gRPC code.
    pub code: i32,
    /// Name of the `ErrorReason` without its prefix.
    pub reason: String,
    /// What happened and what to do.
    pub message: String,
    /// The serialized `google.rpc.Status`, as in the trailer `grpc-status-details-bin`.
    pub status: Bytes,
    /// How long the caller should wait before a retry, where that is known.
    pub retry_after: Option<Duration>,
}

impl Fault {
    /// The fault that a `google.rpc.Status` of the Python server describes.
    #[must_use]
    pub fn from_status(status: &rpc::Status) -> Self {
        Self {
            code: status.code,
            reason: detail::<rpc::ErrorInfo>(status).map_or_else(String::new, |info| info.reason),
            message: status.message.clone(),
            status: status.encode_to_vec().into(),
            retry_after: detail::<rpc::RetryInfo>(status)
                .and_then(|retry| retry.retry_delay)
                .and_then(|delay| delay.try_into().ok()),
        }
    }
}

fn detail<M: Message + Name + Default>(status: &rpc::Status) -> Option<M> {
    status.details.iter().find_map(|any| any.to_msg().ok())
}
