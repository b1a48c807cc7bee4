"""Inference events and their statistics over a real socket."""

from __future__ import annotations

import math
import sqlite3
import uuid
from collections.abc import AsyncIterator, Awaitable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import grpc
import pytest
from google.protobuf.duration_pb2 import Duration
from google.protobuf.timestamp_pb2 import Timestamp
from google.rpc import error_details_pb2, status_pb2

from hokusai.system.v1 import system_service_pb2 as system_pb
from hokusai.system.v1.system_service_pb2_grpc import SystemServiceStub
from hokusai.tracking.v1 import inference_event_pb2 as event_pb
from hokusai.tracking.v1 import tracking_service_pb2 as pb
from hokusai.tracking.v1.tracking_service_pb2_grpc import TrackingServiceStub
from tests.support.fault_service import WireFault, wire_fault
from tests.support.running_server import serving

pytestmark = pytest.mark.usefixtures("plane")

if TYPE_CHECKING:
    from hokusai.tracking.v1.tracking_service_pb2_grpc import TrackingServiceAsyncStub

MODEL = "lead_scoring"


@pytest.fixture
async def stub(tmp_path: Path) -> AsyncIterator[TrackingServiceAsyncStub]:
    """Of a server that takes events of any model."""
    async with serving(tmp_path, tracking__unregistered_models="accept") as running:
        yield TrackingServiceStub(running.channel)


def an_event(**fields: Any) -> event_pb.InferenceEvent:
    return event_pb.InferenceEvent(**{"model": MODEL, "version": "1.0.0", "latency_ms": 10.0, **fields})


async def track(
    stub: TrackingServiceAsyncStub, *events: event_pb.InferenceEvent, request_id: str = ""
) -> tuple[int, int]:
    answer = await stub.TrackInference(pb.TrackInferenceRequest(events=events, request_id=request_id))
    return answer.accepted_count, answer.duplicate_count


async def statistics(stub: TrackingServiceAsyncStub, **fields: Any) -> list[event_pb.InferenceStatistics]:
    answer = await stub.GetInferenceStatistics(pb.GetInferenceStatisticsRequest(**{"model": MODEL, **fields}))
    return list(answer.statistics)


async def total(stub: TrackingServiceAsyncStub) -> int:
    return sum(one.event_count for one in await statistics(stub))


async def fault_of(call: Awaitable[Any]) -> WireFault:
    with pytest.raises(grpc.aio.AioRpcError) as failure:
        await call
    return wire_fault(failure.value)


async def test_an_acknowledged_event_is_in_the_next_statistics(stub: TrackingServiceAsyncStub) -> None:
    assert await track(stub, an_event(latency_ms=45.2, confidence=0.89, subject_key="user123")) == (1, 0)
    (found,) = await statistics(stub)
    assert (found.model, found.version, found.event_count, found.error_count) == (MODEL, "1.0.0", 1, 0)
    assert found.latency_ms.p50 == found.latency_ms.mean == 45.2
    assert found.confidence.mean == 0.89


async def test_statistics_tell_errors_percentiles_rate_and_metrics_per_version(stub: TrackingServiceAsyncStub) -> None:
    events = [an_event(latency_ms=float(number), metrics={"tokens": 2.0}) for number in range(1, 101)]
    await track(stub, *events)
    await track(stub, an_event(version="1.1.0", error_reason="MODEL_RAISED"))
    first, second = await statistics(stub)
    assert [first.latency_ms.p50, first.latency_ms.p90, first.latency_ms.p99] == pytest.approx([50, 90, 99], rel=0.02)
    assert (first.metrics["tokens"].count, first.metrics["tokens"].sum) == (100, 200.0)
    assert first.events_per_second == pytest.approx(100 / 86400)
    assert not first.HasField("confidence")
    assert (second.version, second.event_count, second.error_count) == ("1.1.0", 1, 1)


async def test_windows_versions_arms_and_parts_can_be_asked_for(stub: TrackingServiceAsyncStub) -> None:
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def at(minute: int) -> Timestamp:
        instant = Timestamp()
        instant.FromDatetime(noon + timedelta(minutes=minute))
        return instant

    await track(stub, *(an_event(event_time=at(minute), arm="a" if minute < 2 else "") for minute in range(4)))
    await track(stub, an_event(event_time=at(1), version="2.0.0"))
    window = {"start_time": at(0), "end_time": at(4)}
    assert [(one.version, one.event_count) for one in await statistics(stub, **window)] == [("1.0.0", 4), ("2.0.0", 1)]
    only_second = await statistics(stub, versions=["2.0.0"], **window)
    assert [one.version for one in only_second] == ["2.0.0"]
    by_arm = await statistics(stub, by_arm=True, versions=["1.0.0"], **window)
    assert [(one.arm, one.event_count) for one in by_arm] == [("", 2), ("a", 2)]
    parts = await statistics(stub, bucket=Duration(seconds=180), versions=["1.0.0"], **window)
    assert [(one.window_start_time, one.event_count) for one in parts] == [(at(0), 3), (at(3), 1)]


async def test_a_window_that_cannot_be_is_refused(stub: TrackingServiceAsyncStub) -> None:
    noon = Timestamp(seconds=1_700_000_000)
    refused: tuple[tuple[dict[str, Any], str], ...] = (
        ({"start_time": noon, "end_time": Timestamp(seconds=noon.seconds - 60)}, "start_time"),
        ({"start_time": Timestamp(seconds=1_700_000_100), "end_time": noon}, "start_time"),
        ({"bucket": Duration(seconds=90)}, "bucket"),
        ({"start_time": Timestamp(seconds=0), "end_time": noon, "bucket": Duration(seconds=60)}, "bucket"),
        ({"versions": ["latest"]}, "versions"),
    )
    for fields, named in refused:
        fault = await fault_of(statistics(stub, **fields))
        assert (fault.reason, fault.violations[0][0]) == ("INVALID_REQUEST", named)


async def test_a_model_that_nobody_knows_has_no_statistics(stub: TrackingServiceAsyncStub) -> None:
    fault = await fault_of(statistics(stub))
    assert (fault.code, fault.reason) == (grpc.StatusCode.NOT_FOUND, "MODEL_NOT_FOUND")


async def test_repeated_events_and_calls_count_once(stub: TrackingServiceAsyncStub) -> None:
    assert await track(stub, an_event(event_id="a"), an_event(event_id="a"), an_event()) == (2, 1)
    assert await track(stub, an_event(event_id="a")) == (0, 1)
    request_id = str(uuid.uuid4())
    assert await track(stub, an_event(), an_event(), request_id=request_id) == (2, 0)
    assert await track(stub, an_event(), an_event(), request_id=request_id) == (0, 2)
    assert await total(stub) == 4
    fault = await fault_of(track(stub, an_event(latency_ms=1.0), request_id=request_id))
    assert (fault.code, fault.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "REQUEST_ID_REUSED")


INVALID: dict[str, dict[str, Any]] = {
    "model": {"model": "no/name"},
    "version": {"version": "latest"},
    "latency_ms": {"latency_ms": -1.0},
    "confidence": {"confidence": 1.1},
    "event_time": {"event_time": Timestamp(seconds=2**35)},
    "error_reason": {"error_reason": "X", "outcome": event_pb.INFERENCE_OUTCOME_SUCCESS},
    "metrics": {"metrics": {"a": math.inf}},
    "subject_key": {"subject_key": "x" * 257},
}


@pytest.mark.parametrize("field", INVALID)
async def test_one_bad_event_refuses_the_call_and_keeps_nothing(stub: TrackingServiceAsyncStub, field: str) -> None:
    fault = await fault_of(track(stub, an_event(), an_event(**INVALID[field])))
    assert (fault.code, fault.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "INVALID_REQUEST")
    assert all(name.startswith(f"events[1].{field}") for name, _ in fault.violations)
    assert (await fault_of(statistics(stub))).reason == "MODEL_NOT_FOUND"


async def test_an_event_without_a_latency_is_refused(stub: TrackingServiceAsyncStub) -> None:
    fault = await fault_of(track(stub, event_pb.InferenceEvent(model=MODEL, version="1.0.0")))
    assert fault.violations[0][0] == "events[0].latency_ms"


async def test_a_batch_of_none_is_refused(stub: TrackingServiceAsyncStub) -> None:
    assert (await fault_of(track(stub))).reason == "INVALID_REQUEST"


async def test_events_of_unregistered_models_are_refused_unless_the_server_is_set_to_take_them(tmp_path: Path) -> None:
    async with serving(tmp_path) as running:
        stub = TrackingServiceStub(running.channel)
        fault = await fault_of(track(stub, an_event()))
        assert (fault.code, fault.reason) == (grpc.StatusCode.NOT_FOUND, "MODEL_NOT_FOUND")
        assert fault.metadata["setting"] == "tracking.unregistered_models=accept"
        (ack,) = [one.ack for one in await answers_of(stub, opened(), a_batch(1, an_event())) if one.HasField("ack")]
        assert reason_of(ack.status) == "MODEL_NOT_FOUND"


async def test_events_are_kept_while_the_catalogue_is_away_until_the_spool_is_full_and_counted_after(
    tmp_path: Path,
) -> None:
    """Another process holds the catalogue's write lock; the spool is as small as the setting allows."""
    settings = {"tracking__unregistered_models": "accept", "tracking__spool": "16MiB"}
    async with serving(tmp_path, **settings) as running:
        stub = TrackingServiceStub(running.channel)
        big = [an_event(subject_key="x" * 256, prediction_id="y" * 128, arm="z" * 128) for _ in range(1000)]
        kept, refusal = 0, None
        with write_lock(running.data_dir / "catalogue.db"):
            while refusal is None:
                try:
                    kept += (await track(stub, *big))[0]
                except grpc.aio.AioRpcError as failure:
                    refusal = wire_fault(failure)
            system = SystemServiceStub(running.channel)
            await running.server.monitor.observe()
            dependency = (await system.GetDependency(system_pb.GetDependencyRequest(name="spool"))).dependency
        assert kept > 0
        assert dependency.pending_count == dependency.spool.pending_count == kept
        assert dependency.state == system_pb.DEPENDENCY_STATE_DOWN
        assert (refusal.code, refusal.reason) == (grpc.StatusCode.RESOURCE_EXHAUSTED, "SPOOL_FULL")
        assert refusal.retry_delay_ms == int(refusal.pushback_ms or 0) > 0
        assert await total(stub) == kept
        assert await track(stub, *big) == (1000, 0)


@contextmanager
def write_lock(database: Path) -> Iterator[None]:
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield


async def test_a_stream_acknowledges_each_batch_in_order_and_sums_up(stub: TrackingServiceAsyncStub) -> None:
    answers = await answers_of(
        stub,
        opened(),
        *(a_batch(sequence, *[an_event()] * 3) for sequence in range(1, 41)),
        pb.StreamInferenceEventsRequest(finish=pb.InferenceEventsFinish()),
    )
    assert answers[0].ready.max_unacknowledged_batches > 0
    assert [one.ack.sequence for one in answers[1:-1]] == list(range(1, 41))
    summary = answers[-1].summary
    assert (summary.accepted_batch_count, summary.accepted_event_count) == (40, 120)
    assert await total(stub) == 120


async def test_a_bad_batch_does_not_end_the_stream(stub: TrackingServiceAsyncStub) -> None:
    answers = await answers_of(
        stub,
        opened(),
        a_batch(1, an_event()),
        a_batch(2, an_event(latency_ms=math.nan)),
        a_batch(3),
        a_batch(9, an_event()),
    )
    acks = [one.ack for one in answers[1:-1]]
    assert [(ack.sequence, ack.accepted_count) for ack in acks] == [(1, 1), (2, 0), (3, 0), (9, 1)]
    assert [reason_of(ack.status) for ack in acks] == ["", "INVALID_REQUEST", "INVALID_REQUEST", ""]
    assert (answers[-1].summary.accepted_batch_count, answers[-1].summary.refused_batch_count) == (2, 2)


async def test_a_client_that_waits_for_each_acknowledgement_is_served(stub: TrackingServiceAsyncStub) -> None:
    call = stub.StreamInferenceEvents()
    await call.write(opened())
    await call.read()
    for sequence in range(1, 6):
        await call.write(a_batch(sequence, an_event()))
        answer = await call.read()
        assert isinstance(answer, pb.StreamInferenceEventsResponse)
        assert answer.ack.sequence == sequence
    await call.done_writing()


async def test_a_stream_that_outlasts_the_grace_time_is_told_that_the_server_ends(tmp_path: Path) -> None:
    async with serving(tmp_path, tracking__unregistered_models="accept", drain__grace="0s") as running:
        call = TrackingServiceStub(running.channel).StreamInferenceEvents()
        await call.write(opened())
        await call.read()
        await call.write(a_batch(1, an_event()))
        answer = await call.read()
        assert isinstance(answer, pb.StreamInferenceEventsResponse)
        assert answer.ack.accepted_count == 1
        await running.server.drain.run()
        fault = await fault_of(call.read())
        assert (fault.code, fault.reason) == (grpc.StatusCode.UNAVAILABLE, "SHUTTING_DOWN")


async def test_a_batch_sent_again_on_a_new_stream_counts_once(stub: TrackingServiceAsyncStub) -> None:
    client_id = str(uuid.uuid4())
    await answers_of(stub, opened(client_id), a_batch(1, an_event()), a_batch(2, an_event()))
    answers = await answers_of(stub, opened(client_id), a_batch(2, an_event()), a_batch(3, an_event()))
    assert [(one.ack.accepted_count, one.ack.duplicate_count) for one in answers[1:-1]] == [(0, 1), (1, 0)]
    assert answers[-1].summary.duplicate_event_count == 1
    assert await total(stub) == 3


async def test_a_stream_out_of_order_is_ended(stub: TrackingServiceAsyncStub) -> None:
    for sent in (
        [a_batch(1, an_event())],
        [],
        [opened(), opened()],
        [opened(), a_batch(2, an_event()), a_batch(1, an_event())],
    ):
        fault = await fault_of(conversation(stub, *sent))
        assert (fault.code, fault.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "FRAME_OUT_OF_ORDER")


def opened(client_id: str = "") -> pb.StreamInferenceEventsRequest:
    return pb.StreamInferenceEventsRequest(open=pb.InferenceEventsOpen(client_id=client_id))


def a_batch(sequence: int, *events: event_pb.InferenceEvent) -> pb.StreamInferenceEventsRequest:
    return pb.StreamInferenceEventsRequest(batch=pb.InferenceEventsBatch(sequence=sequence, events=events))


async def conversation(stub: TrackingServiceAsyncStub, *sent: pb.StreamInferenceEventsRequest) -> None:
    """Send frames, each once the one before was answered; raises the status that the stream ends with."""
    call = stub.StreamInferenceEvents()
    for frame in sent:
        await call.write(frame)
        await call.read()
    await call.done_writing()
    await call.read()


async def answers_of(
    stub: TrackingServiceAsyncStub, *sent: pb.StreamInferenceEventsRequest
) -> list[pb.StreamInferenceEventsResponse]:
    async def frames(all_frames: Iterable[pb.StreamInferenceEventsRequest]) -> AsyncIterator[Any]:
        for frame in all_frames:
            yield frame

    return [answer async for answer in stub.StreamInferenceEvents(frames(sent))]


def reason_of(status: status_pb2.Status) -> str:
    """The reason in a status that came in band; empty if it is OK."""
    info = error_details_pb2.ErrorInfo()
    for detail in status.details:
        detail.Unpack(info)
    return info.reason
