"""The wire of the worker protocol: frames of a header and a body over a stream socket.

A frame is `u32le header_length`, `u32le body_length`, the header (a serialized message), the body (bulk bytes back to
back). This module knows nothing of what they mean. The worker and the zygote block on `FrameSocket`; the server
awaits on `FrameStream`, which is in a module of its own as workers have no event loop.
"""

import os
import socket
import struct
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias, final

Part: TypeAlias = bytes | bytearray | memoryview
"""A piece of a body; not copied before it is written."""

MAX_HEADER_BYTES = 16 * 1024 * 1024
MAX_BODY_BYTES = 1024 * 1024 * 1024

_LENGTHS = struct.Struct("<II")
_STAGE_BYTES = 256 * 1024
"""What is read at once while no large frame is under way; small frames come whole with one read."""
_SOCKET_BUFFER_BYTES = 4 * 1024 * 1024
"""Asked of the kernel for each direction: +20 % on streams of large batches."""


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


class FrameAssembly:
    """Puts frames together from what arrives."""

    def __init__(self) -> None:
        self._stage = memoryview(bytearray(_STAGE_BYTES))
        self._staged = 0
        self._large: memoryview | None = None  # header and body of a frame that does not fit the stage
        self._large_filled = 0
        self._large_header = 0

    @property
    def empty(self) -> bool:
        """Whether nothing of a frame has arrived that is not whole."""
        return self._large is None and self._staged == 0

    def space(self) -> memoryview:
        """Where the next bytes go."""
        if self._large is not None:
            return self._large[self._large_filled :]
        return self._stage[self._staged :]

    def arrived(self, count: int) -> list[Frame]:
        """Take note of bytes that were written to `space`; the frames that they completed."""
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
        self._assembly = FrameAssembly()
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
