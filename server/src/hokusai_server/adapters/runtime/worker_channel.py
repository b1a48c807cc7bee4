"""One connection to a worker: what is asked on it is answered in order."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Final, Self, TypeAlias, final

from google.protobuf.message import DecodeError

from hokusai.worker.v1 import worker_pb2
from hokusai_server.adapters.runtime.frame_stream import FrameStream
from hokusai_server.adapters.runtime.frames import Frame, FrameError
from hokusai_server.ports.model_runtime import LoadableVersion, WorkerEndedError

PROTOCOL_VERSION: Final = 1

WorkerAnswer: TypeAlias = tuple[worker_pb2.FromWorker, memoryview]
_log = logging.getLogger(__name__)


@final
class WorkerChannel:
    """Used from one event loop; `watch` before the first question."""

    def __init__(self, version: LoadableVersion, stream: FrameStream) -> None:
        self._version = version
        self._stream = stream
        self._unanswered: deque[asyncio.Future[WorkerAnswer]] = deque()
        self._reader: asyncio.Task[None] | None = None

    @classmethod
    async def connect(cls, version: LoadableVersion, socket_path: Path) -> Self:
        """Connect to the worker of a version.

        Raises:
            OSError: nothing listens there.
        """
        return cls(version, await FrameStream.connect(socket_path))

    def watch(self, cause_of_end: Callable[[], Awaitable[str]]) -> None:
        """Begin to read answers.

        Args:
            cause_of_end: asked once the connection has ended; returns how the process did.
        """
        name = f"worker of {self._version.model} {self._version.number}"
        self._reader = asyncio.create_task(self._read(cause_of_end), name=name)

    @property
    def over(self) -> bool:
        """Whether nothing can be asked any more."""
        return self._reader is None or self._reader.done()

    async def greet(self, capabilities: Sequence[str]) -> worker_pb2.Hello:
        """Say hello; the worker's own.

        Raises:
            WorkerEndedError: the process ended.
        """
        hello = worker_pb2.Hello(protocol_version=PROTOCOL_VERSION, capabilities=capabilities)
        answer, _ = await self.ask(worker_pb2.ToWorker(hello=hello))
        return answer.hello

    async def ask(self, header: worker_pb2.ToWorker, body: Sequence[bytes] = ()) -> WorkerAnswer:
        """Send a frame and wait for its answer. Cancelling stops the waiting only.

        Raises:
            WorkerEndedError: the process ended before it answered.
        """
        answer: asyncio.Future[WorkerAnswer] = asyncio.get_running_loop().create_future()
        self._unanswered.append(answer)
        await self.send(header, body)
        return await answer

    async def send(self, header: worker_pb2.ToWorker, body: Sequence[bytes] = ()) -> None:
        """Send a frame; that it cannot be sent, the reader finds out."""
        try:
            await self._stream.send(header.SerializeToString(), body)
        except OSError:
            self._stream.close()

    async def closed(self) -> None:
        """Return once everything asked is answered or failed, and the connection has ended."""
        if self._reader is not None:
            await asyncio.wait([self._reader])

    async def _read(self, cause_of_end: Callable[[], Awaitable[str]]) -> None:
        try:
            while (frame := await self._stream.receive()) is not None:
                self._answer(frame)
        except (OSError, FrameError, DecodeError, IndexError) as error:
            facts = {"model": self._version.model, "version": self._version.number}
            _log.warning("worker connection broke", extra=facts, exc_info=error)
        finally:
            self._stream.close()
        cause = await cause_of_end()
        while self._unanswered:
            waiter = self._unanswered.popleft()
            if not waiter.done():
                waiter.set_exception(WorkerEndedError(cause))

    def _answer(self, frame: Frame) -> None:
        message = worker_pb2.FromWorker.FromString(frame.header)
        waiter = self._unanswered.popleft()
        if not waiter.done():
            waiter.set_result((message, frame.body))
