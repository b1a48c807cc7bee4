//! Decompression of messages, so that one that takes long keeps nobody waiting but its caller.

use std::io::Read;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use flate2::read::{GzDecoder, ZlibDecoder};
use http::HeaderMap;
use tokio::task::JoinHandle;
use tonic::Code;

use super::messages::too_large;
use crate::faults::Fault;

const ENCODING: &str = "grpc-encoding";
/// What is unpacked at once: less than a millisecond. Messages that become larger are unpacked by another thread.
const AT_ONCE_BYTES: usize = 128 * 1024;

/// How the messages of a call are compressed, where they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Packing {
    Identity,
    Gzip,
    Deflate,
    Unknown(Box<str>),
}

impl Packing {
    /// As the header of a call says.
    pub fn of(headers: &HeaderMap) -> Self {
        match headers.get(ENCODING).map(http::HeaderValue::as_bytes) {
            None | Some(b"identity") => Self::Identity,
            Some(b"gzip") => Self::Gzip,
            Some(b"deflate") => Self::Deflate,
            Some(other) => Self::Unknown(String::from_utf8_lossy(other).into()),
        }
    }

    /// Whether messages can be read at all.
    ///
    /// # Errors
    /// UNIMPLEMENTED if they cannot.
    pub fn known(&self) -> Result<(), Fault> {
        let Self::Unknown(other) = self else {
            return Ok(());
        };
        let message = format!(
            "Compression algorithm '{other}' is not supported; use gzip, deflate or identity"
        );
        Err(Fault::transport(Code::Unimplemented, message))
    }

    /// The message, if it is small; `None` if it has to be unpacked elsewhere.
    ///
    /// # Errors
    /// `RESOURCE_EXHAUSTED` if it is too large, INTERNAL if it is broken.
    pub fn unpack_small(&self, packed: &[u8], most_bytes: usize) -> Result<Option<Bytes>, Fault> {
        let at_once = AT_ONCE_BYTES.min(most_bytes);
        let whole = self.unpack_within(packed, at_once)?;
        if whole.len() <= at_once {
            Ok(Some(whole))
        } else if at_once == most_bytes {
            Err(too_large(whole.len(), most_bytes))
        } else {
            Ok(None)
        }
    }

    fn unpack(&self, packed: &[u8], most_bytes: usize) -> Result<Bytes, Fault> {
        let whole = self.unpack_within(packed, most_bytes)?;
        if whole.len() > most_bytes {
            return Err(too_large(whole.len(), most_bytes));
        }
        Ok(whole)
    }

    /// One byte more than `most_bytes` shows that there is too much, without unpacking a bomb.
    fn unpack_within(&self, packed: &[u8], most_bytes: usize) -> Result<Bytes, Fault> {
        let limit = most_bytes as u64 + 1;
        let mut whole = Vec::new();
        let read = match self {
            Self::Gzip => GzDecoder::new(packed).take(limit).read_to_end(&mut whole),
            Self::Deflate => ZlibDecoder::new(packed).take(limit).read_to_end(&mut whole),
            Self::Identity | Self::Unknown(_) => {
                let message = "a message is compressed, and the call says that none is";
                return Err(Fault::transport(Code::Internal, message));
            }
        };
        match read {
            Ok(_) => Ok(whole.into()),
            Err(error) => {
                let message = format!("a message cannot be decompressed: {error}");
                Err(Fault::transport(Code::Internal, message))
            }
        }
    }
}

/// A message that another thread unpacks; dropping gives it up, if it has not begun.
#[derive(Debug)]
pub struct Unpacking(JoinHandle<Result<Bytes, Fault>>);

impl Unpacking {
    /// Begin, or wait for a thread to be free.
    pub fn begin(packing: Packing, packed: Bytes, most_bytes: usize) -> Self {
        Self(tokio::task::spawn_blocking(move || {
            packing.unpack(&packed, most_bytes)
        }))
    }

    /// The message, once it is there.
    pub fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<Bytes, Fault>> {
        Poll::Ready(match ready!(Pin::new(&mut self.0).poll(context)) {
            Ok(unpacked) => unpacked,
            Err(error) => {
                let message = format!("a message cannot be decompressed: {error}");
                Err(Fault::transport(Code::Internal, message))
            }
        })
    }
}

impl Drop for Unpacking {
    fn drop(&mut self) {
        self.0.abort();
    }
}
