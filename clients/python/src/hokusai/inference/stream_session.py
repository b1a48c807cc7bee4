"""The state of one prediction stream across any number of connections. No I/O, no threads, no loop."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypedDict

from hokusai.exceptions import FrameOutOfOrder, InvalidArgumentError, StreamIncomplete
from hokusai.inference.message_parts import field
from hokusai.inference.payload_encoding import Encoded
from hokusai.inference.prediction import FailedBatch, Prediction, Resumption, ServedBy, Timings
from hokusai.inference.row_values import params_of
from hokusai.inference.v1 import inference_service_pb2 as pb
from hokusai.inference.v1 import payload_pb2
from hokusai.retrying import may_repeat
from hokusai.status_translation import from_status
from hokusai.versions.selector import parse_selector
from hokusai.versions.v1 import selector_pb2

_log = logging.getLogger("hokusai")

# Batches that a client asks to have under way at once, unless the caller says otherwise.
DEFAULT_WINDOW = 32
# Bytes of unanswered batches beyond which no further one is taken: large ones gain nothing by a long window.
WINDOW_BYTES = 16 * 2**20
# Batches that may be under way whatever their size: one on its way while the other is in the model.
_LEAST_BATCHES = 2


class StreamOptions(TypedDict, total=False):
    """The options of `predict_stream` that do not change what it yields, for its types; meanings are there."""

    version: str | None
    params: Mapping[str, Any] | None
    subject: str
    window: int
    on_resume: Callable[[Resumption], None] | None
    progress: bool | None
    timeout: float | None


@dataclass(frozen=True, slots=True)
class StreamTerms:
    """What a stream asks for.

    Attributes:
        model: name of the model.
        version: as `Client.predict` takes it; resolved once, when the stream first opens.
        params: for every batch.
        subject: key by which a traffic policy assigns the stream's one arm.
        window: most batches under way at once; the server may grant less.
    """

    model: str
    version: str | None = None
    params: Mapping[str, Any] | None = None
    subject: str = ""
    window: int = DEFAULT_WINDOW

    def __post_init__(self) -> None:
        if self.window < 1:
            raise InvalidArgumentError(f"window must be at least 1 batch, not {self.window}")


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch, its frame written.

    Attributes:
        sequence: its number.
        frame: a serialized `StreamPredictRequest`.
        row_count: number of rows.
        restore: from the payload of the answer to the kind that the data came in.
    """

    sequence: int
    frame: bytes
    row_count: int
    restore: Callable[[payload_pb2.Payload], Any]


class StreamSession:
    """Which batches were answered, which wait, and on what terms.

    Every batch is kept until it is answered, so that a broken stream goes on with the first unanswered one on a new
    connection, with the version that the first connection was given. Answers are handed out once and in order.

    A batch that failed for a passing reason (a worker that is being replaced) is not answered yet: the stream is
    resumed with it, at most `most_repeats` times in a row, before the failure counts as its answer.
    """

    def __init__(self, terms: StreamTerms, most_repeats: int = 0) -> None:
        self._terms = terms
        self._most_repeats = most_repeats
        self._repeats = 0
        self._selector = parse_selector(terms.version)
        self._params = params_of(terms.params)
        self._pending: deque[Batch] = deque()
        self._pending_bytes = 0
        self._window = 1
        self._next_new = 0
        self.served_by: ServedBy | None = None
        self.ready = False
        self.source_ended = False
        self.complete = False

    @property
    def first_unanswered(self) -> int:
        """Sequence of the next answer."""
        return self._next_new - len(self._pending)

    @property
    def has_room(self) -> bool:
        """Whether one more batch may be taken from the source."""
        light = self._pending_bytes < WINDOW_BYTES or len(self._pending) < _LEAST_BATCHES
        return light and len(self._pending) < self._window

    def next_batch(self, data: Encoded) -> Batch:
        """Write the frame of the next batch; from now on the data may change."""
        head = pb.StreamBatch(sequence=self._next_new).SerializeToString()
        batch = [head, *field(pb.StreamBatch.PAYLOAD_FIELD_NUMBER, data.payload)]
        frame = b"".join(field(pb.StreamPredictRequest.BATCH_FIELD_NUMBER, batch))
        return Batch(self._next_new, frame, data.row_count, data.restore)

    def add(self, batch: Batch) -> None:
        """Take the batch that `next_batch` gave last."""
        self._pending.append(batch)
        self._pending_bytes += len(batch.frame)
        self._next_new += 1

    def open_frame(self) -> pb.StreamPredictRequest:
        """The first frame of a connection. Until the server answers with `ready`, nothing else may be sent."""
        self.ready = False
        selector = self._selector
        if self.served_by is not None:
            selector = selector_pb2.VersionSelector(exact=self.served_by.version)
        return pb.StreamPredictRequest(
            open=pb.StreamOpen(
                model=self._terms.model,
                selector=selector,
                params=self._params,
                subject=self._terms.subject,
                first_sequence=self.first_unanswered,
                window=self._terms.window,
            )
        )

    def batch_frame(self, sequence: int) -> bytes | None:
        """The frame of a batch that waits for its answer, or None if the source has not given that batch yet."""
        if sequence >= self._next_new:
            return None
        return self._pending[sequence - self.first_unanswered].frame

    def receive(self, frame: pb.StreamPredictResponse) -> Prediction | FailedBatch | None:
        """Take a frame from the server; an answer is handed out by it exactly once.

        Raises:
            FrameOutOfOrder: the server broke the protocol.
            HokusaiError: the batch failed for a passing reason; resume the stream with it.
        """
        kind = frame.WhichOneof("frame")
        if kind == "ready":
            self._open(frame.ready)
            return None
        if kind == "result":
            return self._answer(frame.result)
        if kind == "summary":
            if self._pending or not self.source_ended:
                raise self._disorder(f"a result for batch {self.first_unanswered}", "summary")
            self.complete = True
            return None
        raise self._disorder("a result", "a frame that this version does not know")

    def incomplete(self) -> StreamIncomplete:
        """The error for a connection that ended well but before the summary."""
        return StreamIncomplete(
            f"the stream ended before its summary; batch {self.first_unanswered} and those after it have no answer",
            details={"next_sequence": str(self.first_unanswered)},
        )

    def _open(self, ready: pb.StreamReady) -> None:
        if self.served_by is None:  # a later connection names the version, and its rule says no more than that
            self.served_by = ServedBy.from_proto(ready.served_by)
        self._window = max(1, min(ready.window or 1, self._terms.window))
        self.ready = True

    def _answer(self, result: pb.StreamResult) -> Prediction | FailedBatch:
        if not self._pending or result.sequence != self.first_unanswered or self.served_by is None:
            raise self._disorder(f"a result for batch {self.first_unanswered}", f"one for batch {result.sequence}")
        error = from_status(result.error) if result.WhichOneof("outcome") == "error" else None
        if error is not None and may_repeat(error) and self._repeats < self._most_repeats:
            self._repeats += 1
            raise error
        self._repeats = 0
        pending = self._pending.popleft()
        self._pending_bytes -= len(pending.frame)
        if error is not None:
            return FailedBatch(pending.sequence, pending.row_count, error)
        return Prediction(
            values=pending.restore(result.payload),
            served_by=self.served_by,
            row_count=result.row_count,
            timings=Timings.from_proto(result.timings) if result.HasField("timings") else None,
            sequence=pending.sequence,
        )

    def _disorder(self, expected: str, actual: str) -> FrameOutOfOrder:
        return FrameOutOfOrder(
            f"the server sent {actual} where the stream expected {expected}; report it to whoever runs the server",
            details={"expected": expected, "actual": actual},
        )


def log_resumption(resumption: Resumption) -> None:
    """Tell the log that a stream broke and goes on."""
    _log.warning(
        "prediction stream resumed at batch %d (attempt %d): %s",
        resumption.next_sequence,
        resumption.attempt,
        resumption.cause,
    )
