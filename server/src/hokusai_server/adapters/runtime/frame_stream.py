"""Frames of the worker protocol for an event loop."""

import asyncio
import socket
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Self, cast, final

from typing_extensions import override

from hokusai_server.adapters.runtime.frames import Frame, FrameAssembly, FrameError, Part, pack_frame, widen_buffers

_MAX_QUEUED_FRAMES = 64
"""Frames received and not yet taken, beyond which a `FrameStream` stops reading."""


@final
class FrameStream(asyncio.BufferedProtocol):
    """Frames over a Unix socket for an event loop: reads straight into the frame, pauses when nobody takes them.

    One task receives at a time; any task may send, and a frame is never torn.
    """

    def __init__(self) -> None:
        self._assembly = FrameAssembly()
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
