"""Calls to MLflow's client, which lives in a process of its own (see `client_process`)."""

from __future__ import annotations

import asyncio
import itertools
import logging
import os
import pickle
import socket
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Concatenate, Final, ParamSpec, TypeVar

from hokusai_server.adapters.mlflow import probe
from hokusai_server.adapters.mlflow.client_frames import FRAME, Call, Opening, Outcome
from hokusai_server.adapters.mlflow.connection import MlflowConnection
from hokusai_server.adapters.mlflow.faults import HOP_MLFLOW, MlflowFailure, domain_error, refuses_credentials
from hokusai_server.domain.errors import HokusaiError, ShuttingDown

if TYPE_CHECKING:
    from mlflow import MlflowClient

P = ParamSpec("P")
T = TypeVar("T")

_log = logging.getLogger(__name__)

_MODULE: Final = "hokusai_server.adapters.mlflow.client_process"
# Settings of the server's own process that would reach into the connection of this one.
_NOT_INHERITED: Final = (
    "MLFLOW_TRACKING_",
    "MLFLOW_REGISTRY_",
    "MLFLOW_EXPERIMENT_",
    "MLFLOW_RUN_ID",
    "MLFLOW_HTTP_REQUEST_",
    "HOKUSAI_",
)


@dataclass(slots=True)
class _Process:
    """One client process and the calls that it has not answered."""

    handle: asyncio.subprocess.Process
    writer: asyncio.StreamWriter
    reading: asyncio.Task[None] | None = None
    waiting: dict[int, asyncio.Future[Outcome]] = field(default_factory=dict)
    writing: asyncio.Lock = field(default_factory=asyncio.Lock)


class MlflowClientPool:
    """Runs functions with an `mlflow.MlflowClient`, at most `threads` at once, none of them in this process.

    The client's process starts with the first call or with `warm`, and again after it died. No request is ever
    repeated by itself.

    Args:
        connection: which MLflow.
        threads: calls at once; further ones wait their turn.
        call_limit: how long one call may take in all; then its process is ended, as nothing else would end the call.
    """

    def __init__(
        self, connection: MlflowConnection, *, threads: int = 8, call_limit: timedelta = timedelta(minutes=30)
    ) -> None:
        self._connection = connection
        self._threads = threads
        self._call_limit = call_limit.total_seconds()
        self._turns = asyncio.Semaphore(threads)
        self._starting = asyncio.Lock()
        self._process: _Process | None = None
        self._numbers = itertools.count()
        self._closed = False
        self._finishing: set[asyncio.Task[Outcome]] = set()

    @property
    def connection(self) -> MlflowConnection:
        """Which MLflow this is."""
        return self._connection

    async def call(self, work: Callable[Concatenate[MlflowClient, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Return `work(client, *args, **kwargs)`.

        `work` is a function of a module, found there by its name; it, its arguments and its result are pickled. Domain
        errors that it raises arrive as they are. If the caller is cancelled before its turn nothing runs; later the
        work goes on to its end and its outcome is dropped.

        Raises:
            MLflowUnavailable: no answer, or one that promises nothing; the work may or may not have had its effect.
            MLflowAuthentication: 401 or 403.
            MLflowRefused: MLflow understood and refused.
            StorageFull: the embedded store's disk is full.
            ShuttingDown: the pool is closed.
        """
        await self._turns.acquire()
        if self._closed:
            self._turns.release()
            raise ShuttingDown
        running = asyncio.create_task(self._run(work, args, kwargs))
        self._finishing.add(running)
        running.add_done_callback(self._finished)
        outcome = await asyncio.shield(running)
        if outcome.domain_error is not None:
            raise outcome.domain_error.rebuild()
        if outcome.failure is not None:
            raise await self._error(outcome.failure)
        if outcome.unexpected is not None:
            raise RuntimeError(f"a call of MLflow's client failed in a way of our own:\n{outcome.unexpected}")
        result: T = outcome.value
        return result

    async def warm(self) -> None:
        """Start the process and connect, so that the first call need not wait for it. Faults are left to that call."""
        try:
            await self.call(_nothing)
        except HokusaiError as error:
            _log.warning("mlflow is not ready", extra={"reason": error.reason, "cause": error.message})

    async def check(self) -> None:
        """Ask MLflow for a sign of life, changing nothing.

        A remote one is asked over HTTP with the credentials of the connection, without starting the client's process.

        Raises:
            As `call`.
        """
        if self._connection.is_remote:
            await probe.check(self._connection)
        else:
            await self.call(_any_experiment)

    async def aclose(self) -> None:
        """End the process; calls still running fail as unavailable. Idempotent."""
        self._closed = True
        process, self._process = self._process, None
        if process is not None:
            await _end(process)
        await asyncio.gather(*self._finishing, return_exceptions=True)

    def _finished(self, running: asyncio.Task[Outcome]) -> None:
        self._finishing.discard(running)
        self._turns.release()
        if not running.cancelled():
            running.exception()  # read, so that a fault whose caller left is not reported as forgotten

    async def _run(self, work: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Outcome:
        process = await self._started()
        call = Call(next(self._numbers), work, args, kwargs)
        answer: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        process.waiting[call.call_id] = answer
        try:
            async with asyncio.timeout(self._call_limit):
                await _send(process, pickle.dumps(call))
                return await answer
        except TimeoutError:
            process.handle.kill()
            return Outcome(call.call_id, failure=MlflowFailure(None, False, "the call did not end in time"))
        except ConnectionError:
            return Outcome(call.call_id, failure=_ENDED)
        finally:
            process.waiting.pop(call.call_id, None)

    async def _started(self) -> _Process:
        async with self._starting:
            if self._process is None:
                self._process = await self._start()
            return self._process

    async def _start(self) -> _Process:
        ours, theirs = socket.socketpair()
        with theirs:
            handle = await asyncio.create_subprocess_exec(
                sys.executable, "-m", _MODULE, str(theirs.fileno()),
                stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),), env=environment(self._connection, os.environ),
                cwd=self._working_directory(), start_new_session=True,
            )  # fmt: skip
        reader, writer = await asyncio.open_connection(sock=ours)
        process = _Process(handle, writer)
        await _send(process, pickle.dumps(Opening(self._connection, self._threads)))
        process.reading = asyncio.create_task(self._read(process, reader), name="mlflow outcomes")
        return process

    def _working_directory(self) -> str | None:
        directory = self._connection.directory
        if directory is None:
            return None
        # MLflow keeps artifacts of an SQLite store under the working directory.
        directory.mkdir(parents=True, exist_ok=True)
        return str(directory)

    async def _read(self, process: _Process, reader: asyncio.StreamReader) -> None:
        try:
            while True:
                (length,) = FRAME.unpack(await reader.readexactly(FRAME.size))
                outcome: Outcome = pickle.loads(await reader.readexactly(length))  # noqa: S301 - from our own process
                answer = process.waiting.get(outcome.call_id)
                if answer is not None and not answer.done():
                    answer.set_result(outcome)
        except (asyncio.IncompleteReadError, ConnectionError):
            self._forget(process)

    def _forget(self, process: _Process) -> None:
        if self._process is process:
            self._process = None
            _log.error("the mlflow client's process ended; the next call starts another")
        for call_id, answer in process.waiting.items():
            if not answer.done():
                answer.set_result(Outcome(call_id, failure=_ENDED))
        process.writer.close()

    async def _error(self, failure: MlflowFailure) -> HokusaiError:
        hop = HOP_MLFLOW
        if refuses_credentials(failure) and not failure.from_mlflow and self._connection.is_remote:
            hop = await probe.refusing_hop(self._connection)
        return domain_error(failure, self._connection, hop)


_ENDED: Final = MlflowFailure(None, False, "the client's process ended")


def environment(connection: MlflowConnection, inherited: Mapping[str, str]) -> dict[str, str]:
    """What the client's process is started with: its own connection, and nothing of another one."""
    credentials = connection.credentials
    own = {
        "MLFLOW_TRACKING_TOKEN": credentials.token,
        "MLFLOW_TRACKING_USERNAME": credentials.username,
        "MLFLOW_TRACKING_PASSWORD": credentials.password,
        "MLFLOW_TRACKING_AUTH": "hokusai" if connection.is_remote else None,
        "MLFLOW_TRACKING_SERVER_CERT_PATH": None if connection.ca_file is None else str(connection.ca_file.absolute()),
        # Our callers decide what is safe to repeat; MLflow would repeat every write, POST too.
        "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "0",
        "MLFLOW_HTTP_REQUEST_TIMEOUT": str(max(1, round(connection.timeout.total_seconds()))),
        "MLFLOW_DISABLE_TELEMETRY": "true",
        "MLFLOW_LOGGING_LEVEL": "ERROR",
        "MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR": "false",
    }
    kept = {name: value for name, value in inherited.items() if not name.startswith(_NOT_INHERITED)}
    return kept | {name: value for name, value in own.items() if value is not None}


async def _send(process: _Process, frame: bytes) -> None:
    async with process.writing:
        process.writer.write(FRAME.pack(len(frame)) + frame)
        await process.writer.drain()


async def _end(process: _Process) -> None:
    process.writer.close()
    try:
        async with asyncio.timeout(5):
            await process.handle.wait()
    except TimeoutError:
        process.handle.kill()
        await process.handle.wait()
    if process.reading is not None:
        await process.reading


def _nothing(client: MlflowClient) -> None:
    """Having a client at all is the work."""


def _any_experiment(client: MlflowClient) -> None:
    client.search_experiments(max_results=1)
