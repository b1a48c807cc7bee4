//! Frames: `u32le header_length`, `u32le body_length`, header, body.

use std::io;

use bytes::{Buf, Bytes, BytesMut};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

const LENGTHS: usize = 8;
const MAX_HEADER_BYTES: usize = 16 * 1024 * 1024;
const MAX_BODY_BYTES: usize = 1024 * 1024 * 1024;
/// What is read at once while no large frame is under way; small frames come whole with one read.
const STAGE_BYTES: usize = 64 * 1024;
/// Pieces from this size on are written from where they lie; copying smaller ones is cheaper than another call.
const COPIED_BELOW: usize = 32 * 1024;

/// A frame as it arrived; both parts share one buffer.
#[derive(Debug, PartialEq, Eq)]
pub struct Frame {
    /// A serialized message.
    pub header: Bytes,
    /// Bulk bytes, back to back.
    pub body: Bytes,
}

/// Puts frames together from what arrives.
#[derive(Debug)]
pub struct Assembly {
    buffer: BytesMut,
    most_body_bytes: usize,
}

impl Default for Assembly {
    fn default() -> Self {
        Self {
            buffer: BytesMut::new(),
            most_body_bytes: MAX_BODY_BYTES,
        }
    }
}

impl Assembly {
    /// From now on a body has so many bytes at most, and never more than the protocol allows.
    pub fn expect_at_most(&mut self, body_bytes: usize) {
        self.most_body_bytes = body_bytes.min(MAX_BODY_BYTES);
    }

    /// The next frame; `None` at a clean end. Safe to cancel: what was read stays.
    pub async fn read(
        &mut self,
        source: &mut (impl AsyncRead + Unpin),
    ) -> io::Result<Option<Frame>> {
        loop {
            let missing = match self.take()? {
                Ok(frame) => return Ok(Some(frame)),
                Err(missing) => missing,
            };
            self.buffer.reserve(missing.max(STAGE_BYTES));
            if source.read_buf(&mut self.buffer).await? == 0 {
                return if self.buffer.is_empty() {
                    Ok(None)
                } else {
                    Err(io::ErrorKind::UnexpectedEof.into())
                };
            }
        }
    }

    /// A whole frame if there is one, else how many bytes are missing at least.
    fn take(&mut self) -> io::Result<Result<Frame, usize>> {
        let Some((mut lengths, _)) = self.buffer.split_at_checked(LENGTHS) else {
            return Ok(Err(LENGTHS - self.buffer.len()));
        };
        let (header, body) = (lengths.get_u32_le() as usize, lengths.get_u32_le() as usize);
        if header > MAX_HEADER_BYTES || body > self.most_body_bytes {
            let what = format!("a frame of {header} + {body} bytes is larger than may be");
            return Err(io::Error::new(io::ErrorKind::InvalidData, what));
        }
        let whole = LENGTHS + header + body;
        if self.buffer.len() < whole {
            return Ok(Err(whole - self.buffer.len()));
        }
        let mut frame = self.buffer.split_to(whole).freeze();
        frame.advance(LENGTHS);
        let header = frame.split_to(header);
        Ok(Ok(Frame {
            header,
            body: frame,
        }))
    }
}

/// Write one frame whose body is in parts.
///
/// # Errors
/// `InvalidInput` where the protocol has no room for it; nothing was written then.
pub async fn write(
    sink: &mut (impl AsyncWrite + Unpin),
    header: &[u8],
    parts: &[Bytes],
) -> io::Result<()> {
    let body: usize = parts.iter().map(Bytes::len).sum();
    if header.len() > MAX_HEADER_BYTES || body > MAX_BODY_BYTES {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut small = Vec::with_capacity(LENGTHS + header.len() + body.min(COPIED_BELOW));
    small.extend(
        u32::try_from(header.len())
            .unwrap_or(u32::MAX)
            .to_le_bytes(),
    );
    small.extend(u32::try_from(body).unwrap_or(u32::MAX).to_le_bytes());
    small.extend(header);
    for part in parts {
        if part.len() < COPIED_BELOW {
            small.extend_from_slice(part);
        } else {
            sink.write_all(&small).await?;
            small.clear();
            sink.write_all(part).await?;
        }
    }
    sink.write_all(&small).await
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use proptest::prelude::*;

    use super::*;

    /// Runs a future that never has to wait.
    fn at_once<T>(future: impl Future<Output = T>) -> T {
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => value,
            Poll::Pending => panic!("it waits"),
        }
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(
            header in prop::collection::vec(any::<u8>(), 0..200),
            parts in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..200), 0..4),
        ) {
            // Some are large enough to be written from where they lie.
            let parts: Vec<Bytes> = parts.into_iter().map(|part| part.repeat(1 + part.len() * part.len() / 100).into()).collect();
            let mut wire = Vec::new();
            at_once(write(&mut wire, &header, &parts)).unwrap();
            let mut assembly = Assembly::default();
            let mut source = wire.as_slice();
            let frame = at_once(assembly.read(&mut source)).unwrap().unwrap();
            prop_assert_eq!(&frame.header[..], &header[..]);
            prop_assert_eq!(frame.body, parts.concat());
            prop_assert_eq!(at_once(assembly.read(&mut source)).unwrap(), None);
        }

        #[test]
        fn whatever_arrives_is_a_frame_an_end_or_an_error(wire in prop::collection::vec(any::<u8>(), 0..300)) {
            let mut assembly = Assembly::default();
            let mut source = wire.as_slice();
            let mut taken = 0;
            while let Ok(Some(frame)) = at_once(assembly.read(&mut source)) {
                taken += LENGTHS + frame.header.len() + frame.body.len();
            }
            prop_assert!(taken <= wire.len());
        }
    }
}
