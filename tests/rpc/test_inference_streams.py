"""Prediction streams over real sockets: handshake, order, window, faults in band, resuming, ending, cleaning up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import grpc
import pytest
import pytest_asyncio

from hokusai.inference.v1 import inference_service_pb2 as pb
from hokusai.inference.v1 import inference_service_pb2_grpc
from tests.support.inference_calls import StreamCall, acts, asking, lengths, reason_in, refused
from tests.support.inference_server import InferenceUnderTest, inference_serving
from tests.support.odd_models import write_odd_model
from tests.support.planes import chosen_plane

Code = grpc.StatusCode
PING_PONGS = 20
FIREHOSE = 300
SLOW = 30


# One server for all: each has a zygote, which takes seconds of both cores to import what models need.
pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("plane")]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory, plane: str) -> AsyncIterator[InferenceUnderTest]:
    folder = tmp_path_factory.mktemp("streams")
    bundles = {"odd": {"1.0.0": write_odd_model(folder / "bundle")}}
    async with inference_serving(
        folder / "data", bundles, inference__streams="2", inference__stream_window="4"
    ) as running:
        yield running


async def test_ready_says_the_version_the_window_and_the_largest_message(server: InferenceUnderTest) -> None:
    stream = StreamCall(server.stub)
    ready = await stream.open("odd")
    assert (ready.served_by.model, ready.served_by.version, ready.window) == ("odd", "1.0.0", 4)
    assert ready.max_message_bytes == 16 * 2**20
    assert await stream.finish() == pb.StreamSummary()


async def test_a_client_may_ask_for_another_window_and_is_granted_less_than_too_much(
    server: InferenceUnderTest,
) -> None:
    small, large = StreamCall(server.stub), StreamCall(server.stub)
    assert (await small.open("odd", window=2)).window == 2
    assert (await large.open("odd", window=100_000)).window == 64
    await small.finish()
    await large.finish()


async def test_a_client_that_waits_for_each_answer_gets_each(server: InferenceUnderTest) -> None:
    stream = StreamCall(server.stub)
    await stream.open("odd")
    for sequence in range(PING_PONGS):
        await stream.send(sequence, "a" * (sequence + 1))
        result = await stream.result()
        assert (result.sequence, result.row_count) == (sequence, 1)
        assert lengths(result.payload) == [sequence + 1]
        assert result.timings.batch_requests == 1
    summary = await stream.finish()
    assert (summary.batch_count, summary.row_count, summary.failed_batch_count) == (PING_PONGS, PING_PONGS, 0)


async def test_a_client_that_writes_far_ahead_gets_every_answer_in_order(server: InferenceUnderTest) -> None:
    stream = StreamCall(server.stub)
    await stream.open("odd")

    async def write_all() -> None:
        for sequence in range(FIREHOSE):
            await stream.send(sequence, "a" * (sequence % 7 + 1))

    writing = asyncio.create_task(write_all())
    for sequence in range(FIREHOSE):
        result = await stream.result()
        assert (result.sequence, lengths(result.payload)) == (sequence, [sequence % 7 + 1])
    await writing
    assert (await stream.finish()).batch_count == FIREHOSE


async def test_a_failed_batch_has_the_fault_of_a_failed_predict_and_does_not_end_the_stream(
    server: InferenceUnderTest,
) -> None:
    stream = StreamCall(server.stub)
    await stream.open("odd")
    bad = pb.StreamBatch(sequence=0)
    bad.payload.rows.rows.add().values["act"].integer = 7
    await stream.call.write(pb.StreamPredictRequest(batch=bad))
    await stream.send(1, "raises")
    await stream.send(2, "fine")
    results = [await stream.result() for _ in range(3)]
    assert [reason_in(result.error) for result in results] == ["MODEL_INPUT_INVALID", "MODEL_RAISED", ""]
    assert results[0].error.code == Code.INVALID_ARGUMENT.value[0]
    summary = await stream.finish()
    assert (summary.batch_count, summary.row_count, summary.failed_batch_count) == (3, 1, 2)
    with refused(Code.INVALID_ARGUMENT, "MODEL_INPUT_INVALID") as caught:
        await server.stub.Predict(pb.PredictRequest(model="odd", payload=bad.payload))
    assert caught[0].details() == results[0].error.message


async def test_resuming_begins_with_the_first_unanswered_sequence(server: InferenceUnderTest) -> None:
    first = StreamCall(server.stub)
    await first.open("odd")
    await first.send(0, "one")
    await first.result()
    await first.send(1, "three")
    first.call.cancel()
    second = StreamCall(server.stub)
    await second.open("odd", first_sequence=1)
    await second.send(1, "three")
    result = await second.result()
    assert (result.sequence, lengths(result.payload)) == (1, [5])
    assert (await second.finish()).batch_count == 1


@pytest.mark.parametrize("sequence", [1, 7], ids=["skipping", "far off"])
async def test_a_sequence_that_is_not_due_ends_the_stream_after_the_answers_before_it(
    server: InferenceUnderTest, sequence: int
) -> None:
    stream = StreamCall(server.stub)
    await stream.open("odd")
    await stream.send(0, "fine")
    assert (await stream.result()).sequence == 0
    await stream.send(sequence + 1, "fine")
    with refused(Code.INVALID_ARGUMENT, "FRAME_OUT_OF_ORDER"):
        await stream.read()


async def test_a_second_open_and_a_batch_before_open_are_out_of_order(server: InferenceUnderTest) -> None:
    twice = StreamCall(server.stub)
    await twice.open("odd")
    await twice.call.write(pb.StreamPredictRequest(open=pb.StreamOpen(model="odd")))
    with refused(Code.INVALID_ARGUMENT, "FRAME_OUT_OF_ORDER"):
        await twice.read()
    unopened = StreamCall(server.stub)
    await unopened.send(0, "fine")
    with refused(Code.INVALID_ARGUMENT, "FRAME_OUT_OF_ORDER"):
        await unopened.read()
    silent = StreamCall(server.stub)
    await silent.call.done_writing()
    with refused(Code.INVALID_ARGUMENT, "FRAME_OUT_OF_ORDER"):
        await silent.read()


async def test_opening_on_what_does_not_exist_or_is_not_valid_is_refused(server: InferenceUnderTest) -> None:
    with refused(Code.NOT_FOUND, "MODEL_NOT_FOUND"):
        await StreamCall(server.stub).open("unknown")
    with refused(Code.INVALID_ARGUMENT, "INVALID_REQUEST"):
        await StreamCall(server.stub).open("not a name")
    stream = StreamCall(server.stub)
    await stream.open("odd")
    await stream.call.write(pb.StreamPredictRequest(batch=pb.StreamBatch(sequence=0)))
    with refused(Code.INVALID_ARGUMENT, "INVALID_REQUEST"):
        await stream.read()


async def test_more_streams_than_may_be_open_are_refused_with_a_delay_until_one_closes(
    server: InferenceUnderTest,
) -> None:
    streams = [StreamCall(server.stub), StreamCall(server.stub)]
    for stream in streams:
        await stream.open("odd")
    with refused(Code.RESOURCE_EXHAUSTED, "TOO_MANY_STREAMS") as caught:
        await StreamCall(server.stub).open("odd")
    assert any(key == "grpc-retry-pushback-ms" for key, _ in caught[0].trailing_metadata() or ())
    await streams[0].finish()
    third = StreamCall(server.stub)
    await third.open("odd")
    await third.finish()
    await streams[1].finish()


async def test_a_cancelled_stream_gives_its_place_back_and_its_unsent_batches_never_run(
    server: InferenceUnderTest, tmp_path: Path
) -> None:
    gate = tmp_path / "gate"
    for _ in range(5):
        stream = StreamCall(server.stub)
        await stream.open("odd")
        for sequence in range(4):
            await stream.send(sequence, f"waits_for {gate}")
        stream.call.cancel()
    gate.touch()
    last = StreamCall(server.stub)
    while True:
        try:
            await last.open("odd")
            break
        except grpc.aio.AioRpcError as error:
            assert error.code() is Code.RESOURCE_EXHAUSTED  # noqa: PT017 - the server has not seen the cancellations yet
            last = StreamCall(server.stub)
    await last.send(0, "fine")
    assert lengths((await last.result()).payload) == [4]
    await last.finish()


@contextmanager
def refused_at_the_door() -> Iterator[None]:
    """Nobody takes the call inside."""
    with pytest.raises(grpc.aio.AioRpcError) as failure:
        yield
    assert failure.value.code() is Code.UNAVAILABLE


async def test_ending_streams_answers_what_was_read_and_says_that_the_server_shuts_down(tmp_path: Path) -> None:
    bundles = {"odd": {"1.0.0": write_odd_model(tmp_path / "bundle")}}
    async with inference_serving(tmp_path / "data", bundles) as server:
        stream = StreamCall(server.stub)
        await stream.open("odd")
        await stream.send(0, "fine")
        assert (await stream.result()).sequence == 0
        server.end_streams()
        with refused(Code.UNAVAILABLE, "SHUTTING_DOWN"):
            await stream.read()
        # The native data plane closes its port at once; whoever connects then has no server to name a reason.
        with refused(Code.UNAVAILABLE, "SHUTTING_DOWN") if chosen_plane() == "python" else refused_at_the_door():
            await StreamCall(server.stub).open("odd")


async def test_unary_calls_and_streams_share_a_worker_without_starving_each_other(server: InferenceUnderTest) -> None:
    stream = StreamCall(server.stub)
    await stream.open("odd")

    async def pump() -> None:
        for sequence in range(50):
            await stream.send(sequence, *["fine"] * 50)

    pumping = asyncio.create_task(pump())
    answers = await asyncio.gather(*(server.stub.Predict(asking("odd", "ok")) for _ in range(20)))
    assert all(lengths(answer.payload) == [2] for answer in answers)
    for sequence in range(50):
        assert (await stream.result()).sequence == sequence
    await pumping
    await stream.finish()


async def test_a_synchronous_client_streams_too(server: InferenceUnderTest) -> None:
    def stream_all() -> list[list[int]]:
        with grpc.insecure_channel(server.target) as channel:
            frames = [pb.StreamPredictRequest(open=pb.StreamOpen(model="odd"))]
            batches = (pb.StreamBatch(sequence=sequence, payload=acts("fine")) for sequence in range(9))
            frames += [pb.StreamPredictRequest(batch=each) for each in batches]
            stub = inference_service_pb2_grpc.InferenceServiceStub(channel)
            return [lengths(answer.result.payload) for answer in stub.StreamPredict(iter(frames))]

    assert await asyncio.to_thread(stream_all) == [[], *[[4]] * 9, []]


async def test_a_window_full_of_slow_batches_is_not_taken_for_a_hung_worker(tmp_path: Path) -> None:
    """All that waits would take the model longer than a worker may be silent."""
    bundles = {"odd": {"1.0.0": write_odd_model(tmp_path / "bundle")}}
    async with inference_serving(tmp_path / "data", bundles, inference__batch_time="2s") as slow:
        stream = StreamCall(slow.stub)
        await stream.open("odd", window=64)
        for sequence in range(SLOW):
            await stream.send(sequence, "sleeps 0.1")
        for sequence in range(SLOW):
            result = await stream.result()
            assert (result.sequence, lengths(result.payload)) == (sequence, [len("sleeps 0.1")])
        assert (await stream.finish()).failed_batch_count == 0
