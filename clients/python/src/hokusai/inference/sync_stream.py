"""Drives a prediction stream from threads."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from typing import Any, cast

import grpc

from hokusai.calls import PREDICT_TIMEOUT
from hokusai.exceptions import HokusaiError, HokusaiTimeoutError
from hokusai.inference.message_parts import WrittenRequests
from hokusai.inference.payload_encoding import Encoded, encode
from hokusai.inference.prediction import FailedBatch, Prediction, Resumption
from hokusai.inference.stream_session import Batch, StreamSession, StreamTerms
from hokusai.inference.v1 import inference_service_pb2 as pb
from hokusai.inference.v1.inference_service_pb2_grpc import InferenceServiceStub
from hokusai.progress import share_progress
from hokusai.retrying import Attempts
from hokusai.status_translation import from_rpc_error
from hokusai.sync_sender import SyncSender

# A generator, because closing it is how a caller ends a stream early.
Answers = Generator[Prediction | FailedBatch, None, None]


class SyncStream:
    """One prediction stream: the thread that sends reads and encodes the source while the caller takes answers.

    The source runs in another thread than the caller, so that a slow source does not hold answers back and a source
    that waits for answers does not lock up. At most `window` batches are taken from it and not yet answered.
    """

    def __init__(
        self,
        sender: SyncSender,
        terms: StreamTerms,
        batches: Iterable[Any],
        *,
        timeout: float | None = None,
        on_resume: Callable[[Resumption], None] | None = None,
    ) -> None:
        self._sender = sender
        self._session = StreamSession(terms, sender.settings.retry.max_attempts - 1)
        self._source = _Source(batches)
        self._deadline = None if timeout is None else time.monotonic() + timeout
        self._on_resume = on_resume
        self._changed = threading.Condition()
        self._connection = 0
        self._stopped = False

    def answers(self) -> Answers:
        """Every answer once and in order. Closing the iterator ends the stream.

        Raises:
            HokusaiError: the stream could not be opened, or broke and could not be resumed.
            Exception: whatever the source of the batches raised, after the answers to the batches before.
        """
        attempts = self._attempts()
        try:
            while not self._session.complete:
                try:
                    with closing(self._connect(attempts.remaining())) as connection:
                        for answer in connection:
                            attempts = self._attempts()
                            yield answer
                except HokusaiError as error:
                    self._wait_to_resume(attempts, error)
        finally:
            with self._changed:
                self._stopped = True
                self._changed.notify_all()
        if self._source.error is not None:
            raise self._source.error

    def _attempts(self) -> Attempts:
        policy = self._sender.settings.retry
        under_way = self._session.served_by is not None
        return Attempts(policy.for_streams() if under_way else policy, self._deadline, time.monotonic)

    def _wait_to_resume(self, attempts: Attempts, error: HokusaiError) -> None:
        delay = attempts.delay_after(error)
        if delay is None:
            error.details.setdefault("next_sequence", str(self._session.first_unanswered))
            raise error
        if self._on_resume is not None and self._session.served_by is not None:
            self._on_resume(Resumption(self._session.first_unanswered, attempts.made, error))
        time.sleep(delay)

    def _connect(self, timeout: float | None) -> Answers:
        """Answers of one connection, until the summary."""
        with self._changed:
            self._connection += 1
            number = self._connection
            frame = self._session.open_frame()
        stub = InferenceServiceStub(cast("grpc.Channel", WrittenRequests(self._sender.channel())))
        frames = cast("Iterator[pb.StreamPredictRequest]", self._frames(number, frame))
        call = stub.StreamPredict(frames, timeout=timeout, metadata=self._sender.settings.metadata)
        overdue = threading.Timer(PREDICT_TIMEOUT, call.cancel)
        overdue.daemon = True
        overdue.start()
        try:
            for response in call:
                overdue.cancel()
                with self._changed:
                    answer = self._session.receive(response)
                    self._changed.notify_all()
                if answer is not None:
                    yield answer
            if not self._session.complete:
                raise self._session.incomplete()
        except grpc.RpcError as error:
            raise self._translated(error) from error
        finally:
            overdue.cancel()
            with self._changed:
                self._connection += 1  # tells the frames of this connection to end
                self._changed.notify_all()
            call.cancel()

    def _translated(self, error: grpc.RpcError) -> HokusaiError:
        if error.code() is grpc.StatusCode.CANCELLED and not self._session.ready:
            return HokusaiTimeoutError(f"the stream was not ready within {PREDICT_TIMEOUT:g} s; see `hokusai doctor`")
        return from_rpc_error(error, self._sender.settings.address, streaming=True)

    def _frames(self, number: int, opening: pb.StreamPredictRequest) -> Iterator[pb.StreamPredictRequest | bytes]:
        """What one connection sends. gRPC runs this in a thread of its own."""
        yield opening
        with self._changed:
            self._changed.wait_for(lambda: self._session.ready or self._gone(number))
            sequence = self._session.first_unanswered
        while (frame := self._next_frame(number, sequence)) is not None:
            yield frame
            sequence += 1

    def _next_frame(self, number: int, sequence: int) -> bytes | None:
        """The next frame that a connection sends, taken from the source if it is new; None if there is no other."""
        while True:
            with self._changed:
                while not self._gone(number):
                    frame = self._session.batch_frame(sequence)
                    if frame is not None or self._session.source_ended:
                        return frame
                    if self._session.has_room and not self._source.busy:
                        break
                    self._changed.wait()
                else:
                    return None
                self._source.busy = True
            self._take_batch()

    def _gone(self, number: int) -> bool:
        return self._stopped or self._connection != number

    def _take_batch(self) -> None:
        """Take one batch from the source, for whichever connection is there when it comes."""
        batch = self._source.next(self._session.next_batch)
        with self._changed:
            if batch is None:
                self._session.source_ended = True
            else:
                self._session.add(batch)
            self._source.busy = False
            self._changed.notify_all()


class _Source:
    """Where batches come from. Threads take turns by `busy`; one that waits here may outlive its connection."""

    def __init__(self, batches: Iterable[Any]) -> None:
        self._batches = batches
        self._iterator: Iterator[Any] | None = None
        self.busy = False
        self.error: Exception | None = None

    def next(self, write: Callable[[Encoded], Batch]) -> Batch | None:
        """The next batch, written; None at the end, or after an error, which is kept."""
        try:
            if self._iterator is None:
                self._iterator = iter(self._batches)
            for batch in self._iterator:
                return write(encode(batch))
        except Exception as raised:  # noqa: BLE001 - handed to the consumer, who is in another thread
            self.error = raised
        return None


def settle(answers: Answers, on_error: str, progress: bool | None) -> Answers:
    """Hand answers on and count their rows; with `on_error="raise"` a failed batch raises and ends the stream."""
    with closing(answers), share_progress("rows predicted", progress) as advance:
        for answer in answers:
            if isinstance(answer, FailedBatch) and on_error == "raise":
                answer.error.details.setdefault("sequence", str(answer.sequence))
                raise answer.error
            advance(answer.row_count)
            yield answer
