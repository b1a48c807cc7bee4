//! The messages of a request body: `u8 compressed`, `u32be length`, bytes.

use std::fmt::Display;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Buf, Bytes, BytesMut};
use http::HeaderMap;
use http_body::Body;
use tokio::time::timeout;
use tonic::Code;

use super::unpacking::{Packing, Unpacking};
use crate::admission::Share;
use crate::faults::Fault;

const PREFIX: usize = 5;
/// Most memory that a message is given before it arrives: what a caller says of its length costs the caller nothing.
const EAGER_BYTES: usize = 64 * 1024;
/// How long a caller may go on sending after its call has ended.
const IGNORED_TIME: Duration = Duration::from_secs(1);

/// Messages as they arrive, each whole.
#[derive(Debug)]
pub struct Messages<B> {
    body: B,
    packing: Packing,
    most_bytes: usize,
    /// Covers what arrived of a message that is not whole yet, and the room for one that is being unpacked.
    memory: Share,
    /// What arrived last, while it holds whole messages; mostly a message is in one piece and is never copied.
    piece: Bytes,
    /// A message in pieces.
    partial: BytesMut,
    unpacking: Option<Unpacking>,
}

/// A message that arrived whole.
enum Whole {
    Plain(Bytes),
    Packed(Bytes),
}

impl<B: Body<Data = Bytes> + Unpin> Messages<B>
where
    B::Error: Display,
{
    /// Messages of at most so many bytes, before and after decompression.
    pub fn new(headers: &HeaderMap, body: B, most_bytes: usize, memory: Share) -> Self {
        Self {
            body,
            packing: Packing::of(headers),
            most_bytes,
            memory,
            piece: Bytes::new(),
            partial: BytesMut::new(),
            unpacking: None,
        }
    }

    /// The next message; `None` at the end. Safe to cancel.
    ///
    /// # Errors
    /// `RESOURCE_EXHAUSTED` if it is too large or there is no memory for it, UNIMPLEMENTED if it is compressed in an
    /// unknown way, INTERNAL if it is broken, CANCELLED if the caller is gone.
    pub async fn next(&mut self) -> Result<Option<Bytes>, Fault> {
        poll_fn(|context| self.poll_next(context)).await
    }

    /// As `next`, to be asked again once there is news.
    pub fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Result<Option<Bytes>, Fault>> {
        self.packing.known()?;
        loop {
            if let Some(unpacking) = &mut self.unpacking {
                let unpacked = ready!(unpacking.poll(context));
                self.unpacking = None;
                self.memory.set(self.partial.len());
                return Poll::Ready(unpacked.map(Some));
            }
            match self.take()? {
                Some(Whole::Plain(message)) => return Poll::Ready(Ok(Some(message))),
                Some(Whole::Packed(message)) => {
                    if let Some(unpacked) = self.packing.unpack_small(&message, self.most_bytes)? {
                        return Poll::Ready(Ok(Some(unpacked)));
                    }
                    self.memory.grow_to(self.partial.len() + self.most_bytes)?;
                    self.unpacking = Some(Unpacking::begin(
                        self.packing.clone(),
                        message,
                        self.most_bytes,
                    ));
                    continue;
                }
                None => {}
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

    /// Take what else arrives and forget it, until the caller ends the request; for a while at most. Call it once the
    /// reply has ended: a stream that is reset while its caller writes may lose the status.
    pub fn ignore_rest(self)
    where
        B: Send + 'static,
    {
        let mut body = self.body;
        if body.is_end_stream() {
            return;
        }
        tokio::spawn(timeout(IGNORED_TIME, async move {
            while let Some(Ok(_)) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await
            {
            }
        }));
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

    fn take(&mut self) -> Result<Option<Whole>, Fault> {
        let arrived: &[u8] = if self.partial.is_empty() {
            &self.piece
        } else {
            &self.partial
        };
        let Some((mut prefix, rest)) = arrived.split_at_checked(PREFIX) else {
            return Ok(None);
        };
        let (packed, length) = (prefix.get_u8() != 0, prefix.get_u32() as usize);
        if length > self.most_bytes {
            return Err(too_large(length, self.most_bytes));
        }
        if rest.len() < length {
            let (missing, arrived) = (length - rest.len(), arrived.len());
            self.memory.grow_to(arrived)?;
            self.partial
                .extend_from_slice(&std::mem::take(&mut self.piece));
            self.partial.reserve(missing.min(EAGER_BYTES));
            return Ok(None);
        }
        let mut message = if self.partial.is_empty() {
            self.piece.split_to(PREFIX + length)
        } else {
            let message = self.partial.split_to(PREFIX + length).freeze();
            self.memory.set(self.partial.len());
            message
        };
        message.advance(PREFIX);
        Ok(Some(if packed {
            Whole::Packed(message)
        } else {
            Whole::Plain(message)
        }))
    }
}

/// What a caller is told whose message is larger than may be.
pub(super) fn too_large(size: usize, most_bytes: usize) -> Fault {
    let message = format!("SERVER: Received message larger than max ({size} vs. {most_bytes})");
    Fault::transport(Code::ResourceExhausted, message)
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
    use crate::admission::Memory;
    use crate::grpc::framed;

    const LIMIT: usize = 1000;
    const ROOM: usize = 10 * LIMIT;

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
        let body = StreamBody::new(stream::iter(frames));
        let memory = Memory::new(ROOM);
        let mut messages = Messages::new(headers, body, LIMIT, memory.share());
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
        headers.insert("grpc-encoding", "gzip".parse().unwrap());
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
