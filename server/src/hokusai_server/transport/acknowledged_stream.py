"""Streams of batches with an acknowledgement for each: `open`, `ready`, `batch` and `ack` …, `finish`, `summary`."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine
from typing import Any, Final, Literal, Protocol, TypeVar

from hokusai_server.domain.errors import FrameOutOfOrder, ShuttingDown
from hokusai_server.services.ordered_work import OrderedWork

MAX_UNACKNOWLEDGED: Final = 16
"""Batches of one stream that may wait for their acknowledgement; past that nothing more is read."""


class SequencedBatch(Protocol):
    """A batch that its sender has numbered."""

    @property
    def sequence(self) -> int:
        """The sender's number; grows."""


class Frame(Protocol):
    """A frame with a `oneof frame`."""

    def WhichOneof(self, oneof_group: Literal["frame"]) -> str | None:
        """Which of its frames it is."""


BatchT_co = TypeVar("BatchT_co", bound=SequencedBatch, covariant=True)


class BatchFrame(Frame, Protocol[BatchT_co]):
    """A frame that is one of open, batch and finish."""

    @property
    def batch(self) -> BatchT_co:
        """The batch, if it is one."""


FrameT = TypeVar("FrameT", bound=Frame)
ResultT = TypeVar("ResultT")


class OpenStreams:
    """The streams that are open, so that all can be asked to end."""

    def __init__(self) -> None:
        self._open: set[OrderedWork[Any, Any]] = set()

    async def acknowledged(
        self, asked: AsyncIterator[BatchT_co], work: Callable[[BatchT_co], Coroutine[Any, Any, ResultT]]
    ) -> AsyncGenerator[ResultT, None]:
        """What becomes of each batch, in order; several are under way at a time.

        Raises:
            ShuttingDown: `end` was called; what was read before was still answered.
            Whatever `asked` and `work` raise.
        """
        ordered = OrderedWork(asked, work, limit=MAX_UNACKNOWLEDGED)
        self._open.add(ordered)
        try:
            async for result in ordered.results():
                yield result
        finally:
            self._open.discard(ordered)

    def end(self) -> None:
        """Let every open stream answer what it has read, and then end with SHUTTING_DOWN."""
        for ordered in tuple(self._open):
            ordered.stop(ShuttingDown())


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


async def batches(frames: AsyncIterator[BatchFrame[BatchT_co]]) -> AsyncIterator[BatchT_co]:
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
