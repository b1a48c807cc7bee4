"""Streams of batches with an acknowledgement for each: `open`, `ready`, `batch` and `ack` …, `finish`, `summary`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Final, Literal, Protocol, TypeVar

from hokusai_server.domain.errors import FrameOutOfOrder

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
