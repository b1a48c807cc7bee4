"""kill -9 while events stream in: what was acknowledged is counted after the restart, once."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import grpc
import pytest

from hokusai.tracking.v1 import inference_event_pb2 as event_pb
from hokusai.tracking.v1 import tracking_service_pb2 as pb
from hokusai.tracking.v1.tracking_service_pb2_grpc import TrackingServiceStub
from tests.support.running_server import server_process

OPTIONS = ("--set", "tracking.unregistered_models=accept")
PER_BATCH = 20
KILLS_AFTER = (1, 7, 40)


@pytest.mark.slow
@pytest.mark.usefixtures("plane")
def test_acknowledged_events_are_counted_once_after_each_crash(tmp_path: Path) -> None:
    """After each crash the client sends again, with the same sequences, what had no acknowledgement."""
    client_id = str(uuid.uuid4())
    unanswered = 1
    for acknowledgements in KILLS_AFTER:
        with server_process(tmp_path, *OPTIONS) as server, grpc.insecure_channel(server.address) as channel:
            frames = endless(client_id, unanswered)
            answers = TrackingServiceStub(channel).StreamInferenceEvents(frames)
            assert next(answers).WhichOneof("frame") == "ready"
            for _ in range(acknowledgements):
                ack = next(answers).ack
                assert (ack.sequence, ack.status.code) == (unanswered, 0)
                unanswered += 1
            server.kill()
    with server_process(tmp_path, *OPTIONS) as server, grpc.insecure_channel(server.address) as channel:
        stub = TrackingServiceStub(channel)
        last = unanswered + 3
        answers = stub.StreamInferenceEvents(frames_of(client_id, unanswered, last))
        summary = list(answers)[-1].summary
        assert summary.accepted_batch_count == last - unanswered + 1
        (found,) = stub.GetInferenceStatistics(pb.GetInferenceStatisticsRequest(model="lead_scoring")).statistics
    # The server may have kept batches beyond those that it had time to acknowledge.
    sequences = found.metrics["sequence"]
    assert sequences.max >= last
    # Each sequence up to the greatest once: a lost or a doubled one changes both.
    assert found.event_count == PER_BATCH * sequences.max
    assert sequences.sum == PER_BATCH * sequences.max * (sequences.max + 1) / 2


def endless(client_id: str, first: int) -> Iterator[pb.StreamInferenceEventsRequest]:
    """Batches until the call ends."""
    return frames_of(client_id, first, first + 100_000)


def frames_of(client_id: str, first: int, last: int) -> Iterator[pb.StreamInferenceEventsRequest]:
    yield pb.StreamInferenceEventsRequest(open=pb.InferenceEventsOpen(client_id=client_id))
    for sequence in range(first, last + 1):
        event = event_pb.InferenceEvent(
            model="lead_scoring", version="1.0.0", latency_ms=float(sequence), metrics={"sequence": float(sequence)}
        )
        batch = pb.InferenceEventsBatch(sequence=sequence, events=[event] * PER_BATCH)
        yield pb.StreamInferenceEventsRequest(batch=batch)
