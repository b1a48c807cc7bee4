"""The stream of metrics of a run."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

from hokusai.tracking.v1 import tracking_service_pb2 as pb
from hokusai_server.domain.errors import HokusaiError
from hokusai_server.domain.names import invalid
from hokusai_server.domain.runs import RunLog
from hokusai_server.services.runs import Runs
from hokusai_server.transport.acknowledged_stream import OpenStreams, batches, opening_frame
from hokusai_server.transport.run_messages import metrics_from_proto
from hokusai_server.transport.status_mapping import error_status

Frames = AsyncIterator[pb.StreamMetricsRequest]


async def answer_metrics(
    frames: Frames, runs: Runs, streams: OpenStreams
) -> AsyncGenerator[pb.StreamMetricsResponse, None]:
    """Write each batch and acknowledge it, in order; then sum up."""
    run_id = (await runs.get((await opening_frame(frames)).open.run_id)).run_id
    points: dict[int, int] = {}

    async def write(batch: pb.StreamMetricsBatch) -> pb.StreamMetricsAck:
        try:
            await runs.log(run_id, _log_of(batch))
        except HokusaiError as refusal:
            return pb.StreamMetricsAck(sequence=batch.sequence, status=error_status(refusal))
        points[batch.sequence] = len(batch.metrics)
        return pb.StreamMetricsAck(sequence=batch.sequence)

    yield pb.StreamMetricsResponse(ready=pb.StreamMetricsReady(run_id=run_id))
    summary = pb.StreamMetricsSummary()
    async with aclosing(streams.acknowledged(batches(frames), write)) as acks:
        async for ack in acks:
            refused = ack.HasField("status")
            summary.refused_batch_count += refused
            summary.accepted_batch_count += not refused
            summary.point_count += points.pop(ack.sequence, 0)
            yield pb.StreamMetricsResponse(ack=ack)
    yield pb.StreamMetricsResponse(summary=summary)


def _log_of(batch: pb.StreamMetricsBatch) -> RunLog:
    if not batch.metrics:
        raise invalid("metrics", "must hold at least one point")
    return RunLog(metrics=metrics_from_proto(batch.metrics))
