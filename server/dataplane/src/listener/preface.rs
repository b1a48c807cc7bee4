//! What an HTTP/2 client says first. Whoever says something else, or nothing, is no client.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, ReadBuf};

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// A stream whose preface was read and is read again by whoever comes next.
#[derive(Debug)]
pub struct Prefaced<S> {
    unread: &'static [u8],
    stream: S,
}

/// Read the preface.
///
/// # Errors
/// Something else came, or the end.
pub async fn expect<S: AsyncRead + Unpin>(mut stream: S) -> io::Result<Prefaced<S>> {
    let mut said = [0; PREFACE.len()];
    let mut read = 0;
    while read < said.len() {
        let more = stream.read(&mut said[read..]).await?;
        read += more;
        if more == 0 || said[..read] != PREFACE[..read] {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "not HTTP/2"));
        }
    }
    Ok(Prefaced {
        unread: PREFACE,
        stream,
    })
}

impl<S: AsyncRead + Unpin> AsyncRead for Prefaced<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.unread.is_empty() {
            return Pin::new(&mut self.stream).poll_read(context, buffer);
        }
        let (now, later) = self
            .unread
            .split_at(self.unread.len().min(buffer.remaining()));
        buffer.put_slice(now);
        self.unread = later;
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Prefaced<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncWriteExt;

    use super::*;

    #[tokio::test]
    async fn the_preface_is_read_again_however_it_arrives() {
        let (mut client, server) = tokio::io::duplex(8);
        tokio::spawn(async move {
            for byte in PREFACE.iter().chain(b"rest") {
                client.write_all(&[*byte]).await.unwrap();
            }
        });
        let mut all = Vec::new();
        expect(server)
            .await
            .unwrap()
            .read_to_end(&mut all)
            .await
            .unwrap();
        assert_eq!(all, [PREFACE, b"rest"].concat());
    }

    #[tokio::test]
    async fn another_protocol_is_refused_at_its_first_words() {
        let said: &[u8] = b"GET / HTTP/1.1\r\n";
        assert_eq!(
            expect(said).await.unwrap_err().kind(),
            io::ErrorKind::InvalidData
        );
        let nothing: &[u8] = b"";
        assert!(expect(nothing).await.is_err());
    }
}
