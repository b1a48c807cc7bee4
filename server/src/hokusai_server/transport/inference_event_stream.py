"""The stream of inference events."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass

from hokusai.tracking.v1 import tracking_service_pb2 as pb
from hokusai_server.domain.errors import HokusaiError
from hokusai_server.ports.event_spool import AppendOutcome
from hokusai_server.services.inference_tracking import InferenceTracking
from hokusai_server.transport.acknowledged_stream import MAX_UNACKNOWLEDGED, OpenStreams, batches, opening_frame
from hokusai_server.transport.inference_event_messages import events_from_proto
from hokusai_server.transport.status_mapping import error_status

Frames = AsyncIterator[pb.StreamInferenceEventsRequest]


@dataclass(frozen=True, slots=True)
class _Answered:
    sequence: int
    outcome: AppendOutcome | HokusaiError


async def answer_inference_events(
    frames: Frames, tracking: InferenceTracking, streams: OpenStreams
) -> AsyncGenerator[pb.StreamInferenceEventsResponse, None]:
    """Keep each batch and acknowledge it, in order; then sum up."""
    client_id = (await opening_frame(frames)).open.client_id

    async def keep(batch: pb.InferenceEventsBatch) -> _Answered:
        identity = f"{client_id}/{batch.sequence}" if client_id else ""
        try:
            return _Answered(batch.sequence, await tracking.track(events_from_proto(batch.events), identity))
        except HokusaiError as refusal:
            return _Answered(batch.sequence, refusal)

    ready = pb.InferenceEventsReady(max_unacknowledged_batches=MAX_UNACKNOWLEDGED)
    yield pb.StreamInferenceEventsResponse(ready=ready)
    summary = pb.InferenceEventsSummary()
    async with aclosing(streams.acknowledged(batches(frames), keep)) as answers:
        async for answered in answers:
            ack = _ack(answered)
            _add(summary, ack)
            yield pb.StreamInferenceEventsResponse(ack=ack)
    yield pb.StreamInferenceEventsResponse(summary=summary)


def _ack(answered: _Answered) -> pb.InferenceEventsAck:
    outcome = answered.outcome
    if isinstance(outcome, HokusaiError):
        return pb.InferenceEventsAck(sequence=answered.sequence, status=error_status(outcome))
    return pb.InferenceEventsAck(
        sequence=answered.sequence, accepted_count=outcome.accepted, duplicate_count=outcome.duplicates
    )


def _add(summary: pb.InferenceEventsSummary, ack: pb.InferenceEventsAck) -> None:
    refused = ack.HasField("status")
    summary.refused_batch_count += refused
    summary.accepted_batch_count += not refused
    summary.accepted_event_count += ack.accepted_count
    summary.duplicate_event_count += ack.duplicate_count
