"""Predictions, prediction streams and loaded models, to and from the wire. Payloads pass through unread."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache
from typing import Final

from google.protobuf import duration_pb2

from hokusai.inference.v1 import inference_service_pb2 as public
from hokusai.inference.v1 import prediction_pb2
from hokusai.worker.v1 import opaque_inference_pb2 as opaque
from hokusai_server.domain.errors import FrameOutOfOrder
from hokusai_server.domain.selectors import Selector
from hokusai_server.ports.inference_observer import LoadedModel, LoadState
from hokusai_server.ports.model_runtime import BatchTimings, CallPath, OpaqueRequest
from hokusai_server.services.lane_queue import Answer
from hokusai_server.services.prediction import ServedBy
from hokusai_server.services.prediction_streams import (
    PredictionStream,
    StreamBatch,
    StreamOpening,
    StreamResult,
    StreamSummary,
)
from hokusai_server.transport.instants import instant_to_proto
from hokusai_server.transport.selector_messages import rule_to_proto, selector_from_proto
from hokusai_server.transport.status_mapping import error_status

_NANOS: Final = 1_000_000_000

_STATES: Final[Mapping[LoadState, public.LoadState.ValueType]] = {
    LoadState.LOADING: public.LOAD_STATE_LOADING,
    LoadState.READY: public.LOAD_STATE_READY,
    LoadState.RESTARTING: public.LOAD_STATE_RESTARTING,
    LoadState.UNLOADING: public.LOAD_STATE_UNLOADING,
}
_CALL_PATHS: Final[Mapping[CallPath | None, public.CallPath.ValueType]] = {
    None: public.CALL_PATH_UNSPECIFIED,
    CallPath.PYFUNC: public.CALL_PATH_PYFUNC,
    CallPath.NATIVE: public.CALL_PATH_NATIVE,
}


def optional_selector(
    message: opaque.PredictRequest | opaque.StreamOpen | public.GetModelSignatureRequest | public.LoadModelRequest,
) -> Selector | None:
    """The selector of a request; None if it has none, which asks for the default version."""
    return selector_from_proto(message.selector) if message.HasField("selector") else None


def request_from_proto(request: opaque.PredictRequest, time_left: float | None, traceparent: str) -> OpaqueRequest:
    """The request as the dispatcher takes it.

    Args:
        time_left: seconds until the caller's deadline; None without one.
        traceparent: W3C trace context of the call; empty if it is not traced.
    """
    return OpaqueRequest(
        request.payload, request.params, request.response_encoding, deadline_after(time_left), traceparent
    )


def deadline_after(time_left: float | None) -> float | None:
    """The `time.monotonic()` at which so many seconds have passed."""
    return None if time_left is None else time.monotonic() + time_left


def response_to_proto(answer: Answer, served_by: ServedBy) -> opaque.PredictResponse:
    """One prediction."""
    return opaque.PredictResponse(
        payload=answer.prediction.payload,
        served_by=served_by_to_proto(served_by),
        row_count=answer.prediction.row_count,
        timings=timings_to_proto(answer),
    )


@lru_cache(maxsize=1024)
def served_by_to_proto(served_by: ServedBy) -> prediction_pb2.ServedBy:
    """Which version answers, and why."""
    return prediction_pb2.ServedBy(
        model=served_by.model, version=served_by.number, rule=rule_to_proto(served_by.rule), arm=served_by.arm
    )


def timings_to_proto(answer: Answer) -> prediction_pb2.PhaseTimings:
    """Where the time went."""
    message = prediction_pb2.PhaseTimings()
    message.CopyFrom(_of_batch(answer.timings, answer.batch_requests, answer.batch_rows))
    _set_duration(message.queue, int(answer.queue_seconds * _NANOS))
    return message


@lru_cache(maxsize=64)
def _of_batch(timings: BatchTimings, requests: int, rows: int) -> prediction_pb2.PhaseTimings:
    """What the answers of one batch have in common."""
    return prediction_pb2.PhaseTimings(
        decode=_duration(timings.decode_nanos),
        validate=_duration(timings.validate_nanos),
        predict=_duration(timings.predict_nanos),
        encode=_duration(timings.encode_nanos),
        batch_requests=requests,
        batch_rows=rows,
    )


def opening_from_proto(
    frame: opaque.StreamPredictRequest | None, time_left: float | None, traceparent: str
) -> StreamOpening:
    """The terms on which a client opens a stream.

    Raises:
        FrameOutOfOrder: the first frame is something else, or there is none.
        InvalidRequest: the selector is not valid.
    """
    kind = "the end" if frame is None else frame.WhichOneof("frame")
    if frame is None or kind != "open":
        raise FrameOutOfOrder("open", str(kind))
    opened = frame.open
    template = OpaqueRequest(b"", opened.params, opened.response_encoding, deadline_after(time_left), traceparent)
    return StreamOpening(opened.model, optional_selector(opened), template, opened.first_sequence, opened.window)


def batch_from_proto(frame: opaque.StreamPredictRequest) -> StreamBatch:
    """One batch of a stream.

    Raises:
        FrameOutOfOrder: the frame is something else.
    """
    kind = frame.WhichOneof("frame")
    if kind != "batch":
        raise FrameOutOfOrder("batch", str(kind))
    return StreamBatch(frame.batch.sequence, frame.batch.payload)


def ready_to_proto(stream: PredictionStream, max_message_bytes: int) -> opaque.StreamPredictResponse:
    """The frame that says that a stream is open."""
    ready = opaque.StreamReady(
        served_by=served_by_to_proto(stream.served_by), window=stream.window, max_message_bytes=max_message_bytes
    )
    return opaque.StreamPredictResponse(ready=ready)


def result_to_proto(result: StreamResult) -> opaque.StreamPredictResponse:
    """The frame that answers one batch."""
    outcome = result.outcome
    if isinstance(outcome, Answer):
        message = opaque.StreamResult(
            sequence=result.sequence,
            payload=outcome.prediction.payload,
            row_count=outcome.prediction.row_count,
            timings=timings_to_proto(outcome),
        )
    else:
        message = opaque.StreamResult(sequence=result.sequence, error=error_status(outcome))
    return opaque.StreamPredictResponse(result=message)


def summary_to_proto(summary: StreamSummary) -> opaque.StreamPredictResponse:
    """The frame that closes a stream."""
    message = opaque.StreamSummary(
        batch_count=summary.batch_count,
        row_count=summary.row_count,
        failed_batch_count=summary.failed_batch_count,
    )
    return opaque.StreamPredictResponse(summary=message)


def loaded_model_to_proto(loaded: LoadedModel) -> public.LoadedModel:
    """A version in memory."""
    return public.LoadedModel(
        model=loaded.model,
        version=loaded.number,
        state=_STATES[loaded.state],
        call_path=_CALL_PATHS[loaded.call_path],
        private_memory_bytes=loaded.private_memory_bytes,
        ready_time=None if loaded.ready_time is None else instant_to_proto(loaded.ready_time),
        load_duration=None if loaded.load_duration is None else _duration(loaded.load_duration // _MICROSECOND * 1000),
        restart_count=loaded.restart_count,
        pinned=loaded.pinned,
        last_used_time=None if loaded.last_used_time is None else instant_to_proto(loaded.last_used_time),
    )


_MICROSECOND: Final = timedelta(microseconds=1)


def _duration(nanos: int) -> duration_pb2.Duration:
    return duration_pb2.Duration(seconds=nanos // _NANOS, nanos=nanos % _NANOS)


def _set_duration(message: duration_pb2.Duration, nanos: int) -> None:
    message.seconds, message.nanos = divmod(nanos, _NANOS)
