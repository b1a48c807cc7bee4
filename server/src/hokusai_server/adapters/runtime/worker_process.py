"""A worker process as the dispatcher sees it: batches go over a connection for each lane, outcomes come back."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Final, TypeAlias, final

from typing_extensions import override

from hokusai.inference.v1 import inference_service_pb2
from hokusai.worker.v1 import worker_pb2
from hokusai_server.adapters.runtime.worker_channel import PROTOCOL_VERSION, WorkerAnswer, WorkerChannel
from hokusai_server.adapters.runtime.worker_faults import fault_to_error
from hokusai_server.domain.errors import HokusaiError, ModelLoadFailed
from hokusai_server.ports.model_runtime import (
    BatchResult,
    BatchTimings,
    CallPath,
    Lane,
    LoadableVersion,
    ModelWorker,
    OpaquePrediction,
    OpaqueRequest,
    WorkerAddress,
    WorkerEndedError,
)

EXPRESS: Final = "express"
END_AFTER_HANG_UP_SECONDS: Final = 1.0
LEAST_NANOS: Final = 1
STOPPED: Final = "stopped"

LetGo: TypeAlias = Callable[[str, LoadableVersion], Awaitable[None]]
"""Returns once another dispatcher sends nothing more to the worker of this id; nobody else does by default."""


async def nobody_to_let_go(worker_id: str, version: LoadableVersion) -> None:
    """There is no other dispatcher."""


@dataclass(frozen=True, slots=True)
class CallRules:
    """How workers treat requests.

    Attributes:
        allow_extra_columns: ignore columns that the signature does not name instead of refusing them.
        max_rows_per_call: most rows in one call of the model; 0 means no limit.
        stop_grace: how long a worker may take to end by itself before it is killed.
        let_go: has another dispatcher finish before a worker is stopped.
    """

    allow_extra_columns: bool = False
    max_rows_per_call: int = 0
    stop_grace: timedelta = timedelta(seconds=10)
    let_go: LetGo = nobody_to_let_go


@final
class WorkerProcess(ModelWorker):
    """One worker, connected. Used from one event loop."""

    def __init__(
        self,
        version: LoadableVersion,
        address: WorkerAddress,
        channels: Mapping[Lane, WorkerChannel],
        exited: asyncio.Future[str],
        kill: Callable[[], None],
    ) -> None:
        self._version = version
        self._address = address
        self._channels = channels
        self._exited = exited
        self._kill = kill
        self._stopping = False
        self._rules = CallRules(stop_grace=timedelta(0))
        self._cause_of_killing: str | None = None
        self._call_path = CallPath.PYFUNC
        self._private_memory_bytes = 0
        self._pid = 0
        self._batch_ids = count(1)
        for channel in channels.values():
            channel.watch(self._cause_of_end)

    @classmethod
    async def connect(
        cls, version: LoadableVersion, address: WorkerAddress, exited: asyncio.Future[str], kill: Callable[[], None]
    ) -> WorkerProcess:
        """Connect to a worker that listens.

        Args:
            exited: ends with the process, with the cause as result.
            kill: ends the process at once.
        Raises:
            OSError: nothing listens there.
        """
        channels = {lane: await WorkerChannel.connect(version, address.socket_path) for lane in Lane}
        return cls(version, address, channels, exited, kill)

    @property
    @override
    def call_path(self) -> CallPath:
        return self._call_path

    @property
    @override
    def private_memory_bytes(self) -> int:
        return self._private_memory_bytes

    @property
    def pid(self) -> int:
        """Of the process; 0 before it is loaded."""
        return self._pid

    @property
    @override
    def address(self) -> WorkerAddress:
        return self._address

    @property
    @override
    def leaves(self) -> bool:
        return self._stopping or self._exited.done()

    @override
    def measured(self, private_memory_bytes: int) -> None:
        self._private_memory_bytes = private_memory_bytes

    async def load(self, rules: CallRules) -> None:
        """Shake hands and load the version.

        Raises:
            ModelLoadFailed: it cannot be loaded, or the worker speaks another protocol.
            WorkerEndedError: the process ended.
        """
        self._rules = rules
        hello = await self._channels[Lane.EXPRESS].greet([EXPRESS])
        self._pid = hello.pid
        if hello.protocol_version < PROTOCOL_VERSION:
            raise self._load_failed(f"its worker speaks version {hello.protocol_version} of the worker protocol")
        await self._channels[Lane.BULK].greet([])
        request = worker_pb2.Load(
            model=self._version.model,
            version=self._version.number,
            bundle_path=str(self._version.bundle),
            allow_extra_columns=rules.allow_extra_columns,
            max_rows_per_call=rules.max_rows_per_call,
        )
        answer, _ = await self._ask(worker_pb2.ToWorker(load=request))
        if answer.HasField("load_failed"):
            raise self._load_failed(answer.load_failed.cause)
        native = answer.loaded.call_path == inference_service_pb2.CALL_PATH_NATIVE
        self._call_path = CallPath.NATIVE if native else CallPath.PYFUNC
        self._private_memory_bytes = answer.loaded.private_memory_bytes

    @override
    async def predict(self, requests: Sequence[OpaqueRequest], lane: Lane = Lane.EXPRESS) -> BatchResult:
        header = worker_pb2.ToWorker()
        header.predict.batch_id = next(self._batch_ids)
        now = time.monotonic()
        body: list[bytes] = []
        for position, request in enumerate(requests):
            header.predict.requests.append(_request_head(position, request, now))
            body.append(request.payload)
            if request.params:
                body.append(request.params)
        answer, answer_body = await self._ask(header, body, lane)
        try:
            return self._result(answer.outcome, answer_body, len(requests))
        except ValueError as error:
            self._kill()
            raise WorkerEndedError("it broke the worker protocol") from error

    @override
    async def ended(self) -> str:
        cause = await asyncio.shield(self._exited)
        return STOPPED if self._stopping else self._cause_of_killing or cause

    @override
    async def stop(self) -> None:
        if not self._stopping and not self._exited.done():
            self._stopping = True
            await self._rules.let_go(self._address.worker_id, self._version)
            await self._channels[Lane.EXPRESS].send(worker_pb2.ToWorker(stop=worker_pb2.Stop()))
        await asyncio.wait([self._exited], timeout=self._rules.stop_grace.total_seconds())
        self._kill()
        await asyncio.wait([self._exited])
        for channel in self._channels.values():
            await channel.closed()

    @override
    def kill(self, cause: str | None = None) -> None:
        self._cause_of_killing = self._cause_of_killing or cause
        self._kill()

    async def _ask(
        self, header: worker_pb2.ToWorker, body: Sequence[bytes] = (), lane: Lane = Lane.EXPRESS
    ) -> WorkerAnswer:
        channel = self._channels[lane]
        if self._exited.done() or channel.over:
            raise WorkerEndedError(await self.ended())
        return await channel.ask(header, body)

    async def _cause_of_end(self) -> str:
        """How the process ended; one that only hung up is killed."""
        await asyncio.wait([self._exited], timeout=END_AFTER_HANG_UP_SECONDS)
        if not self._exited.done():
            self._kill()
        return await self.ended()

    def _result(self, outcome: worker_pb2.BatchOutcome, body: memoryview, expected: int) -> BatchResult:
        if len(outcome.outcomes) != expected:
            raise ValueError(f"{len(outcome.outcomes)} outcomes for {expected} requests")
        if outcome.private_memory_bytes:
            self._private_memory_bytes = outcome.private_memory_bytes
        outcomes: list[OpaquePrediction | HokusaiError] = []
        start = 0
        for each in outcome.outcomes:
            if each.HasField("fault"):
                outcomes.append(fault_to_error(each.fault, self._version.model, self._version.number))
            else:
                end = start + each.payload_size
                outcomes.append(OpaquePrediction(bytes(body[start:end]), each.row_count))
                start = end
        return BatchResult(outcomes, _timings(outcome.timings), outcome.private_memory_bytes)

    def _load_failed(self, cause: str) -> ModelLoadFailed:
        return ModelLoadFailed(self._version.model, self._version.number, cause)


def _request_head(position: int, request: OpaqueRequest, now: float) -> worker_pb2.RequestHead:
    head = worker_pb2.RequestHead(id=position + 1, payload_size=len(request.payload), params_size=len(request.params))
    if request.response_encoding:
        head.response_encoding = request.response_encoding  # type: ignore[assignment]  # a number of the enum
    if request.deadline is not None:
        head.deadline_nanos = max(LEAST_NANOS, int((request.deadline - now) * 1e9))
    if request.traceparent:
        head.traceparent = request.traceparent
    return head


def _timings(timings: worker_pb2.BatchTimings) -> BatchTimings:
    return BatchTimings(
        timings.decode_nanos, timings.validate_nanos, timings.predict_nanos, timings.encode_nanos, timings.model_calls
    )
