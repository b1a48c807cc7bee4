"""The server's hold on one zygote: it is started, asked for workers, and told of their ends."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, final

from google.protobuf.message import DecodeError

from hokusai.worker.v1 import zygote_pb2
from hokusai_server.adapters.runtime.frame_stream import FrameStream
from hokusai_server.adapters.runtime.frames import FrameError
from hokusai_server.adapters.runtime.zygote_command import ZygoteCommand
from hokusai_server.ports.model_runtime import WorkerEndedError

END_GRACE_SECONDS: Final = 5.0

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _SpawnedWorker:
    listens: asyncio.Future[None]
    ended: asyncio.Future[str]


@final
class ZygoteProcess:
    """A running zygote. Used from one event loop; the owner calls `close`."""

    def __init__(self, process: subprocess.Popen[bytes], stream: FrameStream) -> None:
        self._process = process
        self._stream = stream
        self._ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._ready.add_done_callback(_mark_seen)
        self._workers: dict[str, _SpawnedWorker] = {}
        self._orders: set[asyncio.Task[None]] = set()
        self._reader = asyncio.create_task(self._read(), name="zygote reader")

    @classmethod
    async def start(cls, command: ZygoteCommand, *, directory: Path, log_path: Path) -> ZygoteProcess:
        """Execute the zygote, its output appended to the log. It imports in the background; see `ready`.

        Raises:
            OSError: the program cannot be started or the log not be written.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with theirs, log_path.open("ab") as log, _termination_held_back():
            process = subprocess.Popen(  # noqa: ASYNC220 - a vfork; the loop's own way runs gRPC's fork handlers
                command.argv, stdin=theirs.fileno(), stdout=log, stderr=log, env=command.environment, cwd=directory
            )
        return cls(process, await FrameStream.over(ours))

    @property
    def running(self) -> bool:
        """Whether it can still be asked for workers."""
        return not self._reader.done()

    async def ready(self) -> None:
        """Return once its imports are done.

        Raises:
            WorkerEndedError: it ended before.
        """
        await asyncio.shield(self._ready)

    async def spawn(self, request: zygote_pb2.SpawnWorker) -> asyncio.Future[str]:
        """Fork a worker; return once it listens.

        Returns:
            A future that ends with the worker, with the cause as result.
        Raises:
            WorkerEndedError: the worker ended before it listened, or the zygote did.
        """
        loop = asyncio.get_running_loop()
        worker = _SpawnedWorker(loop.create_future(), loop.create_future())
        worker.listens.add_done_callback(_mark_seen)
        if not self.running:
            raise WorkerEndedError("its zygote has ended")
        self._workers[request.worker_id] = worker
        try:
            await self._send(zygote_pb2.ToZygote(spawn=request))
            await worker.listens
        except BaseException:
            self.kill(request.worker_id)
            raise
        return worker.ended

    def kill(self, worker_id: str) -> None:
        """End a worker at once. Does not wait; killing what has ended is no error."""
        if worker_id in self._workers and self.running:
            order = asyncio.create_task(
                self._send(zygote_pb2.ToZygote(kill=zygote_pb2.KillWorker(worker_id=worker_id)))
            )
            self._orders.add(order)
            order.add_done_callback(self._orders.discard)

    async def close(self) -> None:
        """End the zygote and with it every worker; return once it has ended."""
        if not self._ready.done():
            self._process.kill()  # without workers yet; it would see the end of the connection only after its imports
        self._stream.close()
        try:
            async with asyncio.timeout(END_GRACE_SECONDS):
                await _ended(self._process)
        except TimeoutError:
            self._process.kill()
            await _ended(self._process)
        await asyncio.wait([self._reader])

    async def _send(self, frame: zygote_pb2.ToZygote) -> None:
        try:
            await self._stream.send(frame.SerializeToString())
        except OSError:
            _log.info("zygote is not reachable")  # its workers learn of its end from the reader

    async def _read(self) -> None:
        try:
            while (frame := await self._stream.receive()) is not None:
                self._react(zygote_pb2.FromZygote.FromString(frame.header))
        except (OSError, FrameError, DecodeError) as error:
            _log.warning("connection to the zygote broke", exc_info=error)
        finally:
            self._stream.close()
            self._all_ended()

    def _react(self, frame: zygote_pb2.FromZygote) -> None:
        if frame.HasField("ready"):
            _log.info(
                "zygote ready", extra={"pid": frame.ready.pid, "import_ms": frame.ready.import_nanos // 1_000_000}
            )
            self._ready.set_result(None)
        elif frame.HasField("spawned"):
            worker = self._workers.get(frame.spawned.worker_id)
            if worker is not None and not worker.listens.done():
                worker.listens.set_result(None)
        elif frame.HasField("exited"):
            worker = self._workers.pop(frame.exited.worker_id, None)
            if worker is not None:
                _end(worker, _cause(frame.exited))
        elif frame.HasField("spawn_failed"):
            worker = self._workers.pop(frame.spawn_failed.worker_id, None)
            if worker is not None:
                _end(worker, f"it could not be started: {frame.spawn_failed.cause}")

    def _all_ended(self) -> None:
        if not self._ready.done():
            self._ready.set_exception(WorkerEndedError("the zygote ended while it started"))
        for worker in self._workers.values():
            _end(worker, "its zygote ended")
        self._workers.clear()


@contextmanager
def _termination_held_back() -> Iterator[None]:
    """A process that is started meanwhile is not ended by these signals before it could say that it ignores them."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM, signal.SIGINT})


async def _ended(process: subprocess.Popen[bytes]) -> None:
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[None] = loop.create_future()
    descriptor = os.pidfd_open(process.pid)  # readable once the process has ended
    loop.add_reader(descriptor, ended.set_result, None)
    try:
        await ended
    finally:
        loop.remove_reader(descriptor)
        os.close(descriptor)
    process.wait()


def _end(worker: _SpawnedWorker, cause: str) -> None:
    if not worker.listens.done():
        worker.listens.set_exception(WorkerEndedError(cause))
    if not worker.ended.done():
        worker.ended.set_result(cause)


def _cause(exited: zygote_pb2.WorkerExited) -> str:
    return f"signal {exited.signal}" if exited.HasField("signal") else f"exit code {exited.exit_code}"


def _mark_seen(future: asyncio.Future[None]) -> None:
    """Retrieve the exception, so that an end that nobody waited for is not logged as forgotten."""
    if not future.cancelled():
        future.exception()
