"""Prediction streams: one version for a whole stream, several batches in flight, answers in order."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Iterator
from contextlib import aclosing, asynccontextmanager, contextmanager
from dataclasses import dataclass

from hokusai_server.domain.errors import FrameOutOfOrder, HokusaiError, ShuttingDown, TooManyStreams
from hokusai_server.domain.selectors import Selector
from hokusai_server.ports.model_runtime import OpaqueRequest
from hokusai_server.services.lane_queue import Answer
from hokusai_server.services.loaded_models import LoadedModels
from hokusai_server.services.ordered_work import OrderedWork
from hokusai_server.services.prediction import Prediction, Route, ServedBy


@dataclass(frozen=True, slots=True)
class StreamLimits:
    """Bounds of prediction streams.

    Attributes:
        open_streams: streams that may be open; the next is refused with TOO_MANY_STREAMS.
        default_window: unanswered batches of a stream that asks for no window.
        longest_window: most unanswered batches of any stream.
        window_bytes: payload bytes of a stream's unanswered batches beyond which no further batch is read.
    """

    open_streams: int = 256
    default_window: int = 8
    longest_window: int = 64
    window_bytes: int = 64 * 2**20


@dataclass(frozen=True, slots=True)
class StreamOpening:
    """The terms on which a client opens a stream.

    Attributes:
        model: name of the model.
        selector: the version wanted; None for the default.
        template: what every batch has in common; its payload is empty.
        first_sequence: of the first batch.
        window: unanswered batches wanted; 0 for the default.
    """

    model: str
    selector: Selector | None
    template: OpaqueRequest
    first_sequence: int = 0
    window: int = 0


@dataclass(frozen=True, slots=True)
class StreamBatch:
    """One batch of a stream, its payload unread."""

    sequence: int
    payload: bytes


@dataclass(frozen=True, slots=True)
class StreamResult:
    """The one answer to one batch: predictions, or why there are none."""

    sequence: int
    outcome: Answer | HokusaiError


@dataclass(slots=True)
class StreamSummary:
    """What a stream answered."""

    batch_count: int = 0
    row_count: int = 0
    failed_batch_count: int = 0

    def count(self, result: StreamResult) -> None:
        """Add one answer."""
        self.batch_count += 1
        if isinstance(result.outcome, Answer):
            self.row_count += result.outcome.prediction.row_count
        else:
            self.failed_batch_count += 1


class PredictionStream:
    """An open stream. `answers` is iterated once; afterwards `summary` is complete."""

    def __init__(self, opening: StreamOpening, route: Route, limits: StreamLimits, loaded: LoadedModels) -> None:
        self.served_by: ServedBy = route.served_by
        self.window = min(opening.window or limits.default_window, limits.longest_window)
        self.summary = StreamSummary()
        self._opening = opening
        self._version = route.version
        self._loaded = loaded
        self._work: OrderedWork[StreamBatch, StreamResult] | None = None
        self._stopped: Exception | None = None
        self._window_bytes = limits.window_bytes
        self._unanswered: deque[int] = deque()  # sizes of batches that were read and whose answers were not yet taken
        self._unanswered_bytes = 0
        self._room = asyncio.Event()

    async def answers(self, batches: AsyncIterable[StreamBatch]) -> AsyncGenerator[StreamResult, None]:
        """Answer every batch, in the order of their sequence.

        Raises:
            FrameOutOfOrder: a batch has not the sequence that is due; those before it were answered.
            ShuttingDown: the server ends; those that were read were answered.
        """
        self._work = OrderedWork(self._in_sequence(batches), self._answer, limit=self.window)
        if self._stopped is not None:
            self._work.stop(self._stopped)
        async with aclosing(self._work.results()) as results:
            async for result in results:
                self.summary.count(result)
                yield result
                self._unanswered_bytes -= self._unanswered.popleft()
                self._room.set()

    def stop(self, reason: HokusaiError) -> None:
        """Read no further batch; what was read is still answered, then `answers` raises the reason."""
        self._stopped = reason
        if self._work is not None:
            self._work.stop(reason)

    async def _in_sequence(self, batches: AsyncIterable[StreamBatch]) -> AsyncIterator[StreamBatch]:
        due = self._opening.first_sequence
        async for batch in batches:
            if batch.sequence != due:
                raise FrameOutOfOrder(f"sequence {due}", f"sequence {batch.sequence}")
            self._unanswered.append(len(batch.payload))
            self._unanswered_bytes += len(batch.payload)
            yield batch
            due += 1
            while self._unanswered_bytes > self._window_bytes:
                self._room.clear()
                await self._room.wait()

    async def _answer(self, batch: StreamBatch) -> StreamResult:
        template = self._opening.template
        request = OpaqueRequest(
            batch.payload, template.params, template.response_encoding, template.deadline, template.traceparent
        )
        try:
            # The stream's window bounds it, so its batches wait for a place in the queue.
            return StreamResult(batch.sequence, await self._loaded.predict(self._version, request, patient=True))
        except HokusaiError as error:
            return StreamResult(batch.sequence, error)


class PredictionStreams:
    """Opens streams, counts them, and ends them when the server drains."""

    def __init__(self, prediction: Prediction, loaded: LoadedModels, limits: StreamLimits) -> None:
        self._prediction = prediction
        self._loaded = loaded
        self._limits = limits
        self._places = 0
        self._open: set[PredictionStream] = set()
        self._ending = False

    @asynccontextmanager
    async def open(self, opening: StreamOpening) -> AsyncIterator[PredictionStream]:
        """A stream that is pinned to one version, which is ready to answer.

        Raises:
            TooManyStreams: as many as may be are open.
            ShuttingDown: the server ends.
            HokusaiError: nothing answers to the selector, or the version cannot be loaded.
        """
        with self._place():
            route = await self._prediction.route(opening.model, opening.selector)
            await self._loaded.ensure_loaded(route.version)
            stream = PredictionStream(opening, route, self._limits, self._loaded)
            self._open.add(stream)
            try:
                yield stream
            finally:
                self._open.discard(stream)

    def end(self) -> None:
        """Open no more, and end those that are open with SHUTTING_DOWN once what they have read is answered."""
        self._ending = True
        for stream in self._open:
            stream.stop(ShuttingDown())

    @contextmanager
    def _place(self) -> Iterator[None]:
        if self._ending:
            raise ShuttingDown
        if self._places >= self._limits.open_streams:
            raise TooManyStreams(self._limits.open_streams)
        self._places += 1
        try:
            yield
        finally:
            self._places -= 1
