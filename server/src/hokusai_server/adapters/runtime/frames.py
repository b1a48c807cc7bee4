"""The wire of the worker protocol: frames of a header and a body over a stream socket.

A frame is `u32le header_length`, `u32le body_length`, the header (a serialized message), the body (bulk bytes back to
back). This module knows nothing of what they mean. The worker and the zygote block on `FrameSocket`; the server
awaits on `FrameStream`.
"""

import asyncio
import os
import socket
import struct
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypeAlias, cast, final

from typing_extensions import override

Part: TypeAlias = bytes | bytearray | memoryview
"""A piece of a body; not copied before it is written."""

MAX_HEADER_BYTES = 16 * 1024 * 1024
MAX_BODY_BYTES = 1024 * 1024 * 1024

_LENGTHS = struct.Struct("<II")
_STAGE_BYTES = 256 * 1024
"""What is read at once while no large frame is under way; small frames come whole with one read."""
_SOCKET_BUFFER_BYTES = 4 * 1024 * 1024
"""Asked of the kernel for each direction: +20 % on streams of large batches."""
_MAX_QUEUED_FRAMES = 64
"""Frames received and not yet taken, beyond which a `FrameStream` stops reading."""


class FrameError(ConnectionError):
    """The peer broke the wire format, or the connection ended inside a frame. The connection is of no further use."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame. Its bytes belong to it alone: they stay as they are while later frames are read."""

    header: bytes
    body: memoryview


def pack_frame(header: bytes, parts: Sequence[Part] = ()) -> list[Part]:
    """Lay out a frame for writing.

    Args:
        header: a serialized message.
        parts: the body in pieces.

    Returns:
        The pieces of the frame, in order.

    Raises:
        FrameError: header or body exceed their limits.
    """
    body_length = sum(map(len, parts))
    _check_lengths(len(header), body_length)
    return [_LENGTHS.pack(len(header), body_length) + header, *parts]


def widen_buffers(connection: socket.socket) -> None:
    """Ask the kernel for large buffers; it may grant less."""
    for option in (socket.SO_SNDBUF, socket.SO_RCVBUF):
        connection.setsockopt(socket.SOL_SOCKET, option, _SOCKET_BUFFER_BYTES)


def _check_lengths(header_length: int, body_length: int) -> None:
    if header_length > MAX_HEADER_BYTES or body_length > MAX_BODY_BYTES:
        raise FrameError(f"a frame of {header_length} + {body_length} bytes exceeds the limits of the protocol")


class _Assembly:
    """Puts frames together from what arrives. `space` says where the next bytes go, `arrived` how many came."""

    def __init__(self) -> None:
        self._stage = memoryview(bytearray(_STAGE_BYTES))
        self._staged = 0
        self._large: memoryview | None = None  # header and body of a frame that does not fit the stage
        self._large_filled = 0
        self._large_header = 0

    @property
    def empty(self) -> bool:
        return self._large is None and self._staged == 0

    def space(self) -> memoryview:
        if self._large is not None:
            return self._large[self._large_filled :]
        return self._stage[self._staged :]

    def arrived(self, count: int) -> list[Frame]:
        if self._large is None:
            self._staged += count
            return self._take_staged()
        self._large_filled += count
        if self._large_filled < len(self._large):
            return []
        whole, self._large = self._large, None
        return [Frame(bytes(whole[: self._large_header]), whole[self._large_header :])]

    def _take_staged(self) -> list[Frame]:
        frames: list[Frame] = []
        start = 0
        while self._staged - start >= _LENGTHS.size:
            header_length, body_length = _LENGTHS.unpack_from(self._stage, start)
            _check_lengths(header_length, body_length)
            middle = start + _LENGTHS.size + header_length
            end = middle + body_length
            if end > self._staged:
                if end - start > _STAGE_BYTES:
                    self._begin_large(start + _LENGTHS.size, header_length, body_length)
                    return frames
                break
            header = bytes(self._stage[start + _LENGTHS.size : middle])
            frames.append(Frame(header, memoryview(bytes(self._stage[middle:end]))))
            start = end
        rest = bytes(self._stage[start : self._staged])
        self._stage[: len(rest)] = rest
        self._staged = len(rest)
        return frames

    def _begin_large(self, start: int, header_length: int, body_length: int) -> None:
        large = memoryview(bytearray(header_length + body_length))
        here = self._staged - start
        large[:here] = self._stage[start : self._staged]
        self._large, self._large_filled, self._large_header = large, here, header_length
        self._staged = 0


@final
class FrameSocket:
    """Frames over a blocking socket, for one thread."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._assembly = _Assembly()
        self._ready: deque[Frame] = deque()

    def fileno(self) -> int:
        """The socket's descriptor, for a selector. Look at `pending` before waiting on it."""
        return self._connection.fileno()

    @property
    def pending(self) -> bool:
        """Whether `receive` would answer without reading."""
        return bool(self._ready)

    def receive(self) -> Frame | None:
        """Wait for the next frame.

        Returns:
            The frame; None if the peer closed the connection between two frames.

        Raises:
            FrameError: the peer broke the format, or closed inside a frame.
            OSError: the connection broke.
        """
        while not self._ready:
            count = self._connection.recv_into(self._assembly.space())
            if count == 0:
                if self._assembly.empty:
                    return None
                raise FrameError("the connection ended inside a frame")
            self._ready.extend(self._assembly.arrived(count))
        return self._ready.popleft()

    def send(self, header: bytes, parts: Sequence[Part] = ()) -> None:
        """Write a frame whole.

        Raises:
            FrameError: header or body exceed their limits; nothing was written.
            OSError: the connection broke.
        """
        pieces = deque(pack_frame(header, parts))
        while pieces:
            sent = self._connection.sendmsg([pieces[i] for i in range(min(len(pieces), _MAX_PIECES))])
            while pieces and sent >= len(pieces[0]):
                sent -= len(pieces.popleft())
            if sent:
                pieces[0] = memoryview(pieces[0])[sent:]

    def close(self) -> None:
        """Close the connection. Closing twice is no error."""
        self._connection.close()


_MAX_PIECES = min(os.sysconf("SC_IOV_MAX"), 1024)


@final
class FrameStream(asyncio.BufferedProtocol):
    """Frames over a Unix socket for an event loop: reads straight into the frame, pauses when nobody takes them.

    One task receives at a time; any task may send, and a frame is never torn.
    """

    def __init__(self) -> None:
        self._assembly = _Assembly()
        self._ready: deque[Frame] = deque()
        self._transport: asyncio.Transport | None = None
        self._arrival: asyncio.Future[None] | None = None
        self._writable = asyncio.Event()
        self._writable.set()
        self._ended = False
        self._failure: Exception | None = None

    @classmethod
    async def connect(cls, path: Path) -> Self:
        """Connect to the Unix socket at `path`.

        Raises:
            OSError: nothing listens there.
        """
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.setblocking(False)
        try:
            await asyncio.get_running_loop().sock_connect(connection, str(path))
        except BaseException:
            connection.close()
            raise
        return await cls.over(connection)

    @classmethod
    async def over(cls, connection: socket.socket) -> Self:
        """Take over a connected stream socket."""
        widen_buffers(connection)
        connection.setblocking(False)
        loop = asyncio.get_running_loop()
        _, stream = await loop.create_unix_connection(cls, sock=connection)
        return stream

    async def receive(self) -> Frame | None:
        """Wait for the next frame.

        Returns:
            The frame; None if the peer closed the connection between two frames.

        Raises:
            FrameError: the peer broke the format, or closed inside a frame.
            OSError: the connection broke.
        """
        while not self._ready:
            if self._failure is not None:
                raise self._failure
            if self._ended:
                return None
            self._arrival = asyncio.get_running_loop().create_future()
            try:
                await self._arrival
            finally:
                self._arrival = None
        frame = self._ready.popleft()
        if len(self._ready) == _MAX_QUEUED_FRAMES - 1 and self._transport is not None:
            self._transport.resume_reading()
        return frame

    async def send(self, header: bytes, parts: Sequence[Part] = ()) -> None:
        """Write a frame, and wait while the peer is slow to read. A cancelled `send` has written its frame all the
        same.

        Raises:
            FrameError: header or body exceed their limits (nothing was written), or the connection has ended.
        """
        pieces = pack_frame(header, parts)
        if self._transport is None or self._ended or self._failure is not None:
            raise FrameError("the connection has ended")
        self._transport.writelines(pieces)
        await self._writable.wait()

    def close(self) -> None:
        """Close the connection after what was written. Closing twice is no error."""
        if self._transport is not None:
            self._transport.close()

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # What create_unix_connection gives; uvloop's has all of its methods without being a subclass of it.
        self._transport = cast("asyncio.Transport", transport)

    @override
    def get_buffer(self, sizehint: int) -> memoryview:
        return self._assembly.space()

    @override
    def buffer_updated(self, nbytes: int) -> None:
        try:
            frames = self._assembly.arrived(nbytes)
        except FrameError as error:
            self._end(error)
            self.close()
            return
        before = len(self._ready)
        self._ready.extend(frames)
        if before < _MAX_QUEUED_FRAMES <= len(self._ready) and self._transport is not None:
            self._transport.pause_reading()
        if frames:
            self._wake()

    @override
    def eof_received(self) -> bool:
        self._end(None if self._assembly.empty else FrameError("the connection ended inside a frame"))
        return False

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._end(exc)
        self._writable.set()

    @override
    def pause_writing(self) -> None:
        self._writable.clear()

    @override
    def resume_writing(self) -> None:
        self._writable.set()

    def _end(self, failure: Exception | None) -> None:
        if self._failure is None:
            self._failure = failure
        self._ended = True
        self._wake()

    def _wake(self) -> None:
        if self._arrival is not None and not self._arrival.done():
            self._arrival.set_result(None)
