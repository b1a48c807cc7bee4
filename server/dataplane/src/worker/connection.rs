//! One connection to a worker, for one lane: batches go over its socket, outcomes come back in the same order.

use std::io;
use std::path::Path;
use std::sync::Arc;

use prost::Message;
use socket2::SockRef;
use tokio::net::UnixStream;
use tokio::time::Instant;

use super::frames::{self, Assembly, Frame};
use super::outcomes::{self, BatchResult};
use super::{Lane, OpaqueRequest};
use crate::contract::worker::{self, from_worker, to_worker};
use crate::routing::VersionId;

const PROTOCOL_VERSION: u32 = 1;
/// Capability: batches of this connection go ahead between the parts of larger ones of others.
const EXPRESS: &str = "express";
/// Asked of the kernel for each direction: +20 % on streams of large batches.
const SOCKET_BUFFER_BYTES: usize = 4 * 1024 * 1024;
/// Says that there is a deadline where it has passed already; 0 would say that there is none.
const LEAST_NANOS: u64 = 1;

/// How much too large an answer may be to be refused as the model's fault, by itself.
const OVERSIZE_BYTES: usize = 64 * 1024 * 1024;

/// Why a connection is of no further use.
#[derive(Debug)]
pub enum WorkerError {
    /// It closed or broke.
    HungUp,
    /// What came is not the worker protocol.
    BrokeProtocol,
}

impl From<io::Error> for WorkerError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::InvalidData => Self::BrokeProtocol,
            _ => Self::HungUp,
        }
    }
}

/// A worker that said hello.
#[derive(Debug)]
pub struct Connection {
    version: Arc<VersionId>,
    socket: UnixStream,
    arriving: Assembly,
    batches: u64,
    answer_bytes: usize,
}

impl Connection {
    /// Connect to the worker of a version and greet it.
    ///
    /// # Errors
    /// Nobody listens there, or not one who speaks the protocol.
    pub async fn open(
        version: Arc<VersionId>,
        socket_path: &Path,
        lane: Lane,
    ) -> Result<Self, WorkerError> {
        let socket = UnixStream::connect(socket_path).await?;
        let options = SockRef::from(&socket);
        options.set_send_buffer_size(SOCKET_BUFFER_BYTES)?;
        options.set_recv_buffer_size(SOCKET_BUFFER_BYTES)?;
        let mut connection = Self {
            version,
            socket,
            arriving: Assembly::default(),
            batches: 0,
            answer_bytes: usize::MAX,
        };
        connection.greet(lane).await?;
        Ok(connection)
    }

    async fn greet(&mut self, lane: Lane) -> Result<(), WorkerError> {
        let capabilities = match lane {
            Lane::Express => vec![EXPRESS.to_owned()],
            Lane::Bulk => Vec::new(),
        };
        let hello = to_worker::Frame::Hello(worker::Hello {
            protocol_version: PROTOCOL_VERSION,
            capabilities,
            pid: std::process::id(),
        });
        frames::write(&mut self.socket, &to_worker(hello), &[]).await?;
        match self.answer().await? {
            (from_worker::Frame::Hello(hello), _) if hello.protocol_version >= PROTOCOL_VERSION => {
                Ok(())
            }
            _ => Err(WorkerError::BrokeProtocol),
        }
    }

    /// Take no more memory for what a worker says than answers of so many payload bytes need, and one that is somewhat
    /// too large and can be told of. A worker that says more breaks the protocol.
    #[must_use]
    pub fn answering_within(mut self, answer_bytes: usize) -> Self {
        self.answer_bytes = answer_bytes;
        self
    }

    /// Run one micro-batch. Not safe to cancel: a connection whose batch was given up must be dropped.
    ///
    /// # Errors
    /// The connection is of no further use; whether the model ran is unknown.
    pub async fn predict(
        &mut self,
        requests: &[&OpaqueRequest],
    ) -> Result<BatchResult, WorkerError> {
        self.batches += 1;
        let batch = header(self.batches, requests);
        let parts: Vec<_> = requests
            .iter()
            .flat_map(|request| [request.payload.clone(), request.params.clone()])
            .collect();
        frames::write(
            &mut self.socket,
            &to_worker(to_worker::Frame::Predict(batch)),
            &parts,
        )
        .await?;
        drop(parts);
        let answers = self.answer_bytes.saturating_mul(requests.len());
        self.arriving
            .expect_at_most(answers.saturating_add(OVERSIZE_BYTES));
        match self.answer().await? {
            (from_worker::Frame::Outcome(outcome), Frame { body, .. })
                if outcome.batch_id == self.batches =>
            {
                outcomes::read(&self.version, outcome, body, requests.len())
                    .ok_or(WorkerError::BrokeProtocol)
            }
            _ => Err(WorkerError::BrokeProtocol),
        }
    }

    /// Returns once the worker closed the connection, or said something unasked. Safe to cancel.
    pub async fn ended(&mut self) -> WorkerError {
        match self.arriving.read(&mut self.socket).await {
            Ok(Some(_)) => WorkerError::BrokeProtocol,
            Ok(None) => WorkerError::HungUp,
            Err(error) => error.into(),
        }
    }

    async fn answer(&mut self) -> Result<(from_worker::Frame, Frame), WorkerError> {
        let frame = self
            .arriving
            .read(&mut self.socket)
            .await?
            .ok_or(WorkerError::HungUp)?;
        let message = worker::FromWorker::decode(frame.header.clone())
            .map_err(|_| WorkerError::BrokeProtocol)?;
        Ok((message.frame.ok_or(WorkerError::BrokeProtocol)?, frame))
    }
}

fn to_worker(frame: to_worker::Frame) -> Vec<u8> {
    worker::ToWorker { frame: Some(frame) }.encode_to_vec()
}

/// What the worker is told of a batch.
fn header(batch_id: u64, requests: &[&OpaqueRequest]) -> worker::PredictBatch {
    let now = Instant::now();
    let alike = alike(requests, now);
    worker::PredictBatch {
        batch_id,
        requests: match alike {
            None => (1..).zip(requests).map(|each| head(each, now)).collect(),
            Some(_) => Vec::new(),
        },
        alike,
    }
}

/// Several requests as one, where they differ in bytes and deadlines only.
fn alike(requests: &[&OpaqueRequest], now: Instant) -> Option<worker::AlikeRequests> {
    let [first, _, ..] = requests else {
        return None;
    };
    let like_first = |request: &&OpaqueRequest| {
        request.params.is_empty()
            && request.payload.len() == first.payload.len()
            && request.response_encoding == first.response_encoding
    };
    if !requests.iter().all(like_first) {
        return None;
    }
    let deadlines = requests.iter().any(|request| request.deadline.is_some());
    Some(worker::AlikeRequests {
        count: u32::try_from(requests.len()).ok()?,
        payload_size: first.payload.len() as u64,
        response_encoding: first.response_encoding,
        deadline_nanos: if deadlines {
            let nanos = requests.iter().map(|request| deadline_nanos(request, now));
            nanos.collect()
        } else {
            Vec::new()
        },
    })
}

fn head((id, request): (u64, &&OpaqueRequest), now: Instant) -> worker::RequestHead {
    worker::RequestHead {
        id,
        payload_size: request.payload.len() as u64,
        params_size: request.params.len() as u64,
        response_encoding: request.response_encoding,
        deadline_nanos: deadline_nanos(request, now),
        traceparent: request.traceparent.clone(),
    }
}

fn deadline_nanos(request: &OpaqueRequest, now: Instant) -> u64 {
    request
        .deadline
        .map_or(0, |deadline| nanos_until(deadline, now))
}

fn nanos_until(deadline: Instant, now: Instant) -> u64 {
    let left = deadline.saturating_duration_since(now).as_nanos();
    u64::try_from(left).unwrap_or(u64::MAX).max(LEAST_NANOS)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use bytes::Bytes;

    use super::*;

    fn request(payload: &'static [u8]) -> OpaqueRequest {
        OpaqueRequest {
            payload: Bytes::from_static(payload),
            ..Default::default()
        }
    }

    #[test]
    fn requests_that_differ_in_bytes_and_deadlines_are_told_as_one() {
        let later = OpaqueRequest {
            deadline: Some(Instant::now() + Duration::from_mins(1)),
            ..request(b"cd")
        };
        let told = header(3, &[&request(b"ab"), &later]);
        let alike = told.alike.expect("alike");
        assert_eq!((told.batch_id, told.requests.len()), (3, 0));
        assert_eq!((alike.count, alike.payload_size), (2, 2));
        assert!(alike.deadline_nanos[0] == 0 && alike.deadline_nanos[1] > 0);
        let told = header(4, &[&request(b"ab"), &request(b"cd")]);
        assert!(told.alike.expect("alike").deadline_nanos.is_empty());
    }

    #[test]
    fn requests_that_differ_otherwise_are_told_one_by_one() {
        let params = OpaqueRequest {
            params: Bytes::from_static(b"p"),
            ..request(b"ab")
        };
        let encoding = OpaqueRequest {
            response_encoding: 1,
            ..request(b"ab")
        };
        for other in [request(b"abc"), params, encoding] {
            let told = header(1, &[&request(b"ab"), &other]);
            assert!(told.alike.is_none());
            let ids: Vec<u64> = told.requests.iter().map(|head| head.id).collect();
            assert_eq!(ids, [1, 2]);
        }
    }
}
