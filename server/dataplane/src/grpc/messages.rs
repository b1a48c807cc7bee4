//! The messages of a request body: `u8 compressed`, `u32be length`, bytes.

use std::fmt::Display;
use std::future::poll_fn;
use std::io::Read;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes, BytesMut};
use flate2::read::{GzDecoder, ZlibDecoder};
use http::HeaderMap;
use http_body::Body;
use tonic::Code;

use crate::faults::Fault;

const PREFIX: usize = 5;
const ENCODING: &str = "grpc-encoding";
/// Most memory that a message is given before it arrives: what a caller says of its length costs the caller nothing.
const EAGER_BYTES: usize = 64 * 1024;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compression {
    Identity,
    Gzip,
    Deflate,
}

/// Messages as they arrive, each whole.
#[derive(Debug)]
pub struct Messages<B> {
    body: B,
    compression: Compression,
    most_bytes: usize,
    /// What arrived last, while it holds whole messages; mostly a message is in one piece and is never copied.
    piece: Bytes,
    /// A message in pieces.
    partial: BytesMut,
}

impl<B: Body<Data = Bytes> + Unpin> Messages<B>
where
    B::Error: Display,
{
    /// Messages of at most so many bytes, before and after decompression.
    ///
    /// # Errors
    /// UNIMPLEMENTED if they are compressed in an unknown way.
    pub fn new(headers: &HeaderMap, body: B, most_bytes: usize) -> Result<Self, Fault> {
        let compression = match headers.get(ENCODING).map(http::HeaderValue::as_bytes) {
            None | Some(b"identity") => Compression::Identity,
            Some(b"gzip") => Compression::Gzip,
            Some(b"deflate") => Compression::Deflate,
            Some(other) => {
                let other = String::from_utf8_lossy(other);
                let message = format!(
                    "Compression algorithm '{other}' is not supported; use gzip, deflate or identity"
                );
                return Err(Fault::transport(Code::Unimplemented, message));
            }
        };
        Ok(Self {
            body,
            compression,
            most_bytes,
            piece: Bytes::new(),
            partial: BytesMut::new(),
        })
    }

    /// The next message; `None` at the end. Safe to cancel.
    ///
    /// # Errors
    /// `RESOURCE_EXHAUSTED` if it is too large, INTERNAL if it is broken, CANCELLED if the caller is gone.
    pub async fn next(&mut self) -> Result<Option<Bytes>, Fault> {
        poll_fn(|context| self.poll_next(context)).await
    }

    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Result<Option<Bytes>, Fault>> {
        loop {
            if let Some(message) = self.take()? {
                return Poll::Ready(Ok(Some(message)));
            }
            match ready!(Pin::new(&mut self.body).poll_frame(context)) {
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data() {
                        self.arrived(data);
                    }
                }
                Some(Err(error)) => {
                    let message = format!("the request broke off: {error}");
                    return Poll::Ready(Err(Fault::transport(Code::Cancelled, message)));
                }
                None if self.piece.is_empty() && self.partial.is_empty() => {
                    return Poll::Ready(Ok(None));
                }
                None => {
                    let message = "the request ended inside a message";
                    return Poll::Ready(Err(Fault::transport(Code::Internal, message)));
                }
            }
        }
    }

    fn arrived(&mut self, data: Bytes) {
        if self.partial.is_empty() && self.piece.is_empty() {
            self.piece = data;
        } else {
            self.partial.extend_from_slice(&self.piece);
            self.piece = Bytes::new();
            self.partial.extend_from_slice(&data);
        }
    }

    fn take(&mut self) -> Result<Option<Bytes>, Fault> {
        let arrived: &[u8] = if self.partial.is_empty() {
            &self.piece
        } else {
            &self.partial
        };
        let Some((mut prefix, rest)) = arrived.split_at_checked(PREFIX) else {
            return Ok(None);
        };
        let (compressed, length) = (prefix.get_u8() != 0, prefix.get_u32() as usize);
        if length > self.most_bytes {
            return Err(self.too_large(length));
        }
        if rest.len() < length {
            let missing = length - rest.len();
            self.partial
                .extend_from_slice(&std::mem::take(&mut self.piece));
            self.partial.reserve(missing.min(EAGER_BYTES));
            return Ok(None);
        }
        let mut message = if self.partial.is_empty() {
            self.piece.split_to(PREFIX + length)
        } else {
            self.partial.split_to(PREFIX + length).freeze()
        };
        message.advance(PREFIX);
        if compressed {
            self.decompressed(&message).map(Some)
        } else {
            Ok(Some(message))
        }
    }

    fn decompressed(&self, message: &[u8]) -> Result<Bytes, Fault> {
        // One byte more shows that there is too much, without unpacking a bomb.
        let limit = self.most_bytes as u64 + 1;
        let mut whole = Vec::new();
        let read = match self.compression {
            Compression::Gzip => GzDecoder::new(message).take(limit).read_to_end(&mut whole),
            Compression::Deflate => ZlibDecoder::new(message)
                .take(limit)
                .read_to_end(&mut whole),
            Compression::Identity => {
                let message = "a message is compressed, and the call says that none is";
                return Err(Fault::transport(Code::Internal, message));
            }
        };
        match read {
            Ok(size) if size > self.most_bytes => Err(self.too_large(size)),
            Ok(_) => Ok(whole.into()),
            Err(error) => {
                let message = format!("a message cannot be decompressed: {error}");
                Err(Fault::transport(Code::Internal, message))
            }
        }
    }

    fn too_large(&self, size: usize) -> Fault {
        let message = format!(
            "SERVER: Received message larger than max ({size} vs. {})",
            self.most_bytes
        );
        Fault::transport(Code::ResourceExhausted, message)
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::io::Write;
    use std::pin::pin;
    use std::task::Waker;

    use flate2::write::GzEncoder;
    use futures_util::stream;
    use http_body::Frame;
    use http_body_util::StreamBody;
    use proptest::prelude::*;

    use super::*;
    use crate::grpc::framed;

    const LIMIT: usize = 1000;

    /// All messages of a body that comes in such pieces, and how it ends.
    fn read(headers: &HeaderMap, wire: &[u8], cuts: &[usize]) -> (Vec<Bytes>, Option<i32>) {
        let mut pieces = Vec::new();
        let mut rest = wire;
        for cut in cuts {
            let (piece, more) = rest.split_at((*cut).min(rest.len()));
            pieces.push(Bytes::copy_from_slice(piece));
            rest = more;
        }
        pieces.push(Bytes::copy_from_slice(rest));
        let frames = pieces
            .into_iter()
            .map(|piece| Ok::<_, Infallible>(Frame::data(piece)));
        let mut messages =
            Messages::new(headers, StreamBody::new(stream::iter(frames)), LIMIT).unwrap();
        let mut read = Vec::new();
        loop {
            let next = pin!(messages.next()).poll(&mut Context::from_waker(Waker::noop()));
            match next {
                Poll::Ready(Ok(Some(message))) => read.push(message),
                Poll::Ready(Ok(None)) => return (read, None),
                Poll::Ready(Err(fault)) => return (read, Some(fault.code())),
                Poll::Pending => panic!("it waits"),
            }
        }
    }

    fn gzip() -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(ENCODING, "gzip".parse().unwrap());
        headers
    }

    fn compressed(message: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(message).unwrap();
        let mut wire = framed(&encoder.finish().unwrap()).to_vec();
        wire[0] = 1;
        wire
    }

    #[test]
    fn compressed_messages_are_read() {
        let message = [7; LIMIT];
        assert_eq!(
            read(&gzip(), &compressed(&message), &[]),
            (vec![Bytes::copy_from_slice(&message)], None)
        );
    }

    #[test]
    fn what_is_too_large_is_refused_before_it_arrives_or_is_unpacked() {
        let exhausted = Some(Code::ResourceExhausted as i32);
        assert_eq!(
            read(&HeaderMap::new(), &[0, 0, 0, 4, 0], &[]),
            (vec![], exhausted)
        );
        assert_eq!(
            read(&gzip(), &compressed(&vec![0; 1 << 20]), &[]),
            (vec![], exhausted)
        );
    }

    #[test]
    fn a_compressed_message_needs_its_header() {
        let (read, code) = read(&HeaderMap::new(), &compressed(b"x"), &[]);
        assert_eq!((read.len(), code), (0, Some(Code::Internal as i32)));
    }

    proptest! {
        #[test]
        fn messages_survive_any_cut(
            messages in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 0..6),
            cuts in prop::collection::vec(0_usize..20, 0..12),
        ) {
            let wire: Vec<u8> = messages.iter().flat_map(|message| framed(message)).collect();
            let (read, fault) = read(&HeaderMap::new(), &wire, &cuts);
            prop_assert_eq!(fault, None);
            prop_assert_eq!(read, messages);
        }

        #[test]
        fn whatever_arrives_is_messages_or_a_fault(
            wire in prop::collection::vec(prop_oneof![Just(0), Just(1), any::<u8>()], 0..60),
            cuts in prop::collection::vec(0_usize..20, 0..6),
        ) {
            let (read, fault) = read(&gzip(), &wire, &cuts);
            prop_assert!(fault.is_some() || read.len() <= wire.len() / PREFIX);
        }
    }
}
