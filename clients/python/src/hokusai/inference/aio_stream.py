"""Drives a prediction stream from an event loop."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Callable, Iterable
from contextlib import aclosing
from typing import Any, cast

import grpc
import grpc.aio

from hokusai.aio_sender import AioSender
from hokusai.calls import PREDICT_TIMEOUT
from hokusai.exceptions import HokusaiError, HokusaiTimeoutError
from hokusai.inference.message_parts import WrittenRequests
from hokusai.inference.payload_encoding import encode
from hokusai.inference.prediction import FailedBatch, Prediction, Resumption
from hokusai.inference.stream_session import StreamSession, StreamTerms
from hokusai.inference.v1 import inference_service_pb2 as pb
from hokusai.inference.v1.inference_service_pb2_grpc import InferenceServiceStub
from hokusai.progress import share_progress
from hokusai.retrying import Attempts
from hokusai.status_translation import from_rpc_error

# A generator, because closing it is how a caller ends a stream early.
Answers = AsyncGenerator[Prediction | FailedBatch, None]


class AioStream:
    """One prediction stream: a task reads and encodes the source while the caller takes answers."""

    def __init__(
        self,
        sender: AioSender,
        terms: StreamTerms,
        batches: AsyncIterable[Any] | Iterable[Any],
        *,
        timeout: float | None = None,
        on_resume: Callable[[Resumption], None] | None = None,
    ) -> None:
        self._sender = sender
        self._session = StreamSession(terms, sender.settings.retry.max_attempts - 1)
        self._batches = batches
        self._deadline = None if timeout is None else time.monotonic() + timeout
        self._on_resume = on_resume
        self._changed = asyncio.Condition()
        self._source_error: Exception | None = None

    async def answers(self) -> Answers:
        """Every answer once and in order. Closing the iterator ends the stream.

        Raises:
            HokusaiError: the stream could not be opened, or broke and could not be resumed.
            Exception: whatever the source of the batches raised, after the answers to the batches before.
        """
        feeder = asyncio.create_task(self._feed(), name="hokusai-stream-source")
        attempts = self._attempts()
        try:
            while not self._session.complete:
                try:
                    async with aclosing(self._connect(attempts.remaining())) as connection:
                        async for answer in connection:
                            attempts = self._attempts()
                            yield answer
                except HokusaiError as error:
                    await self._wait_to_resume(attempts, error)
        finally:
            feeder.cancel()
        if self._source_error is not None:
            raise self._source_error

    def _attempts(self) -> Attempts:
        policy = self._sender.settings.retry
        under_way = self._session.served_by is not None
        return Attempts(policy.for_streams() if under_way else policy, self._deadline, time.monotonic)

    async def _wait_to_resume(self, attempts: Attempts, error: HokusaiError) -> None:
        delay = attempts.delay_after(error)
        if delay is None:
            error.details.setdefault("next_sequence", str(self._session.first_unanswered))
            raise error
        if self._on_resume is not None and self._session.served_by is not None:
            self._on_resume(Resumption(self._session.first_unanswered, attempts.made, error))
        await asyncio.sleep(delay)

    async def _connect(self, limit: float | None) -> Answers:
        """Answers of one connection, until the summary."""
        stub = InferenceServiceStub(cast("grpc.Channel", WrittenRequests(self._sender.channel())))
        call = cast(
            "grpc.aio.StreamStreamCall[pb.StreamPredictRequest, pb.StreamPredictResponse]",
            stub.StreamPredict(cast("Any", self._frames()), timeout=limit, metadata=self._sender.settings.metadata),
        )
        overdue = asyncio.get_running_loop().call_later(PREDICT_TIMEOUT, call.cancel)
        try:
            async for response in call:
                overdue.cancel()
                answer = self._session.receive(response)
                await self._notify()
                if answer is not None:
                    yield answer
            if not self._session.complete:
                raise self._session.incomplete()
        except grpc.aio.AioRpcError as error:
            raise from_rpc_error(error, self._sender.settings.address, streaming=True) from error
        except asyncio.CancelledError:
            if overdue.cancelled() or not call.cancelled():
                raise
            raise HokusaiTimeoutError(
                f"the stream was not ready within {PREDICT_TIMEOUT:g} s; see `hokusai doctor`"
            ) from None
        finally:
            overdue.cancel()
            call.cancel()

    async def _frames(self) -> AsyncIterator[pb.StreamPredictRequest | bytes]:
        """What one connection sends. It ends with the call, which cancels whoever reads it."""
        yield self._session.open_frame()
        async with self._changed:
            await self._changed.wait_for(lambda: self._session.ready)
        sequence = self._session.first_unanswered
        while (frame := await self._next_frame(sequence)) is not None:
            yield frame
            sequence += 1

    async def _next_frame(self, sequence: int) -> bytes | None:
        async with self._changed:
            await self._changed.wait_for(
                lambda: self._session.batch_frame(sequence) is not None or self._session.source_ended
            )
        return self._session.batch_frame(sequence)

    async def _feed(self) -> None:
        """Take batches from the source while there is room. Runs for the whole life of the stream."""
        try:
            async for batch in _as_async(self._batches):
                written = self._session.next_batch(encode(batch))
                async with self._changed:
                    await self._changed.wait_for(lambda: self._session.has_room)
                self._session.add(written)
                await self._notify()
        except Exception as raised:  # noqa: BLE001 - handed to the consumer, who is in another task
            self._source_error = raised
        self._session.source_ended = True
        await self._notify()

    async def _notify(self) -> None:
        async with self._changed:
            self._changed.notify_all()


async def _as_async(batches: AsyncIterable[Any] | Iterable[Any]) -> AsyncIterator[Any]:
    if isinstance(batches, AsyncIterable):
        async for batch in batches:
            yield batch
    else:
        for batch in batches:
            yield batch


async def settle(answers: Answers, on_error: str, progress: bool | None) -> Answers:
    """Hand answers on and count their rows; with `on_error="raise"` a failed batch raises and ends the stream."""
    with share_progress("rows predicted", progress) as advance:
        async with aclosing(answers):
            async for answer in answers:
                if isinstance(answer, FailedBatch) and on_error == "raise":
                    answer.error.details.setdefault("sequence", str(answer.sequence))
                    raise answer.error
                advance(answer.row_count)
                yield answer
