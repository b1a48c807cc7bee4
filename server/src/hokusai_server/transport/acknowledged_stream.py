"""Streams of batches with an acknowledgement for each: `open`, `ready`, `batch` and `ack` …, `finish`, `summary`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Final, Literal, Protocol, TypeVar

from hokusai_server.domain.errors import FrameOutOfOrder, HokusaiError

MAX_UNACKNOWLEDGED: Final = 16
"""Batches of one stream that may wait for their acknowledgement; past that nothing more is read."""


class SequencedBatch(Protocol):
    """A batch that its sender has numbered."""

    @property
    def sequence(self) -> int:
        """The sender's number; grows."""


BatchT = TypeVar("BatchT", bound=SequencedBatch)
BatchT_co = TypeVar("BatchT_co", bound=SequencedBatch, covariant=True)
OutcomeT = TypeVar("OutcomeT")


class BatchFrame(Protocol[BatchT_co]):
    """A frame whose `oneof frame` is one of open, batch and finish."""

    @property
    def batch(self) -> BatchT_co:
        """The batch, if it is one."""

    def WhichOneof(self, oneof_group: Literal["frame"]) -> str | None:
        """Which of them it is."""


FrameT = TypeVar("FrameT", bound=BatchFrame[SequencedBatch])


async def opening_frame(frames: AsyncIterator[FrameT]) -> FrameT:
    """The first frame, which must be `open`.

    Raises:
        FrameOutOfOrder: it is another, or there is none.
    """
    async for frame in frames:
        if frame.WhichOneof("frame") != "open":
            raise FrameOutOfOrder("open", frame.WhichOneof("frame") or "an empty frame")
        return frame
    raise FrameOutOfOrder("open", "the end of the stream")


async def batches(frames: AsyncIterator[BatchFrame[BatchT]]) -> AsyncIterator[BatchT]:
    """The batches after `open`, up to `finish` or the end.

    Raises:
        FrameOutOfOrder: another frame came, or a sequence does not grow.
    """
    last = 0
    async for frame in frames:
        kind = frame.WhichOneof("frame")
        if kind == "finish":
            return
        if kind != "batch":
            raise FrameOutOfOrder("batch or finish", kind or "an empty frame")
        if frame.batch.sequence <= last:
            raise FrameOutOfOrder(f"a sequence above {last}", str(frame.batch.sequence))
        last = frame.batch.sequence
        yield frame.batch


async def answered_in_order(
    asked: AsyncIterator[BatchT], work: Callable[[BatchT], Awaitable[OutcomeT]], *, limit: int = MAX_UNACKNOWLEDGED
) -> AsyncIterator[tuple[BatchT, OutcomeT | HokusaiError]]:
    """Each batch with what became of it, in order, with at most `limit` of them under way.

    A domain error of one batch is its outcome and ends nothing. Any other fault, of a batch or of `asked`, is raised
    after the outcomes before it were taken. Reading goes on while outcomes are awaited, so a sender that waits for each
    answer and one that never waits are both served.
    """
    slots = asyncio.Semaphore(limit)
    under_way: asyncio.Queue[tuple[BatchT, asyncio.Task[OutcomeT | HokusaiError]] | None] = asyncio.Queue()

    async def outcome(batch: BatchT) -> OutcomeT | HokusaiError:
        try:
            return await work(batch)
        except HokusaiError as refusal:
            return refusal

    async def feed() -> None:
        try:
            async for batch in asked:
                await slots.acquire()
                under_way.put_nowait((batch, asyncio.create_task(outcome(batch))))
        finally:
            under_way.put_nowait(None)

    feeder = asyncio.create_task(feed())
    try:
        while (item := await under_way.get()) is not None:
            batch, task = item
            yield batch, await task
            slots.release()
        await feeder
    finally:
        feeder.cancel()
        while not under_way.empty():
            if (left := under_way.get_nowait()) is not None:
                left[1].cancel()
