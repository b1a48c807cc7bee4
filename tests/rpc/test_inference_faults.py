"""Models that raise, exit, crash, hang, leak or print: their own callers get the reason, nobody else notices."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import grpc
import pytest
import pytest_asyncio

from hokusai.inference.v1 import inference_service_pb2 as pb
from tests.support.inference_calls import StreamCall, asking, lengths, reason_in, refused, retry_delay, status_of
from tests.support.inference_server import InferenceUnderTest, inference_serving
from tests.support.odd_models import write_odd_model

Code = grpc.StatusCode


OWN_MODELS = ("raises", "exits", "segfaults", "calls_exit", "miscounts", "prints", "looks_around", "streams")

# One server for all that need no settings: each has a zygote, which takes seconds to import what models need. Each test
# has a model of its own, as one that crashes twice within half a minute is held back for a while.
pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("plane")]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory, plane: str) -> AsyncIterator[InferenceUnderTest]:
    """A server with credentials in its environment, and a model for each test beside `calm`, which must not notice."""
    folder = tmp_path_factory.mktemp("faults")
    bundle = write_odd_model(folder / "bundle")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MLFLOW_TRACKING_TOKEN", "hush")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "hush")
        bundles = {model: {"1.0.0": bundle} for model in ("calm", *OWN_MODELS)}
        async with inference_serving(folder / "data", bundles) as running:
            yield running


def logs_of(server: InferenceUnderTest, model: str) -> list[Path]:
    """What the worker of a model printed, the part that was set aside included."""
    return list((server.data_dir / "logs" / "workers").glob(f"{model}-*"))


async def logs(server: InferenceUnderTest, model: str, text: str) -> None:
    """Returns once the worker's log has the text; the log is written beside the answers, not before them."""
    (log,) = logs_of(server, model)
    async with asyncio.timeout(30):
        while text not in log.read_text():  # noqa: ASYNC110 - another process writes it
            await asyncio.sleep(0.01)


async def restarts(server: InferenceUnderTest, model: str) -> int:
    """How often the process of a loaded model was replaced."""
    listed = await server.stub.ListLoadedModels(pb.ListLoadedModelsRequest())
    return next(loaded.restart_count for loaded in listed.loaded_models if loaded.model == model)


@asynccontextmanager
async def serving_odd(tmp_path: Path, **settings: str) -> AsyncIterator[InferenceUnderTest]:
    """Two models with the same code: `odd`, which gets into trouble, and `calm`, which must not notice."""
    bundle = write_odd_model(tmp_path / "bundle")
    bundles = {"odd": {"1.0.0": bundle}, "calm": {"1.0.0": bundle}}
    async with inference_serving(tmp_path / "data", bundles, **settings) as server:
        yield server


@asynccontextmanager
async def undisturbed(server: InferenceUnderTest) -> AsyncIterator[None]:
    """The other model predicts all the while, and every answer of it is right."""
    await server.stub.Predict(asking("calm", "fine"))
    over = asyncio.Event()

    async def keep_predicting() -> int:
        count = 0
        while not over.is_set() or count == 0:
            assert lengths((await server.stub.Predict(asking("calm", "fine", "ok"))).payload) == [4, 2]
            count += 1
        return count

    predicting = asyncio.create_task(keep_predicting())
    try:
        yield
    finally:
        over.set()
        assert await predicting > 0


async def test_predictions_name_their_version_their_rows_and_where_the_time_went(server: InferenceUnderTest) -> None:
    answer = await server.stub.Predict(asking("calm", "fine", "and", "well"))
    assert lengths(answer.payload) == [4, 3, 4]
    assert answer.row_count == 3
    assert (answer.served_by.model, answer.served_by.version) == ("calm", "1.0.0")
    assert (answer.timings.batch_requests, answer.timings.batch_rows) == (1, 3)
    assert answer.timings.predict.ToNanoseconds() > 0
    assert answer.timings.queue.ToNanoseconds() > 0


async def test_a_model_that_raises_tells_its_type_and_an_id_but_nothing_of_the_data(
    server: InferenceUnderTest,
) -> None:
    async with undisturbed(server):
        with refused(Code.UNKNOWN, "MODEL_RAISED") as caught:
            await server.stub.Predict(asking("raises", "raises"))
        assert "ValueError" in (caught[0].details() or "")
        assert "4711" not in str(status_of(caught[0]))
        assert lengths((await server.stub.Predict(asking("raises", "fine"))).payload) == [4]
    await logs(server, "raises", "the secret of this row is 4711")


@pytest.mark.parametrize(
    ("act", "cause"), [("exits", "exit code 3"), ("segfaults", "signal 11")], ids=["exits", "segfaults"]
)
async def test_a_model_that_ends_its_process_costs_its_own_call_and_is_back_for_the_next(
    server: InferenceUnderTest, act: str, cause: str
) -> None:
    async with undisturbed(server):
        with refused(Code.UNAVAILABLE, "WORKER_CRASHED") as caught:
            await server.stub.Predict(asking(act, act))
        assert cause in (caught[0].details() or "")
        assert retry_delay(caught[0]) is not None
        assert lengths((await server.stub.Predict(asking(act, "fine"))).payload) == [4]
        assert await restarts(server, act) == 1
        assert await restarts(server, "calm") == 0


async def test_a_model_that_answers_fewer_rows_than_it_was_given_fails_its_call_only(
    server: InferenceUnderTest,
) -> None:
    async with undisturbed(server):
        with refused(Code.UNKNOWN, "MODEL_OUTPUT_INVALID"):
            await server.stub.Predict(asking("miscounts", "miscounts", "fine"))
        assert lengths((await server.stub.Predict(asking("miscounts", "fine"))).payload) == [4]


async def test_a_model_that_calls_exit_fails_its_call_only(server: InferenceUnderTest) -> None:
    async with undisturbed(server):
        with pytest.raises(grpc.aio.AioRpcError) as failure:
            await server.stub.Predict(asking("calls_exit", "calls_exit"))
        assert failure.value.code() in {Code.UNKNOWN, Code.UNAVAILABLE}
        assert lengths((await server.stub.Predict(asking("calls_exit", "fine"))).payload) == [4]


async def test_a_model_that_prints_without_end_neither_blocks_nor_fills_the_disk(server: InferenceUnderTest) -> None:
    async with undisturbed(server):
        assert lengths((await server.stub.Predict(asking("prints", "prints 40"))).payload) == [9]
    assert sum(log.stat().st_size for log in logs_of(server, "prints")) < 40 * 2**20


async def test_a_model_finds_no_credentials_of_the_server(server: InferenceUnderTest) -> None:
    with refused(Code.UNKNOWN, "MODEL_RAISED"):
        await server.stub.Predict(asking("looks_around", "looks_around"))
    await logs(server, "looks_around", "found []")


async def test_a_crash_in_a_stream_fails_one_batch_and_the_stream_goes_on(server: InferenceUnderTest) -> None:
    stream = StreamCall(server.stub)
    await stream.open("streams")
    outcomes = []
    for sequence, act in enumerate(["fine", "exits", "fine"]):
        await stream.send(sequence, act)
        outcomes.append(await stream.result())
    summary = await stream.finish()
    assert [reason_in(outcome.error) for outcome in outcomes] == ["", "WORKER_CRASHED", ""]
    assert (summary.batch_count, summary.row_count, summary.failed_batch_count) == (3, 2, 1)


async def test_a_model_that_hangs_is_ended_at_the_limit_and_is_back_for_the_next_call(tmp_path: Path) -> None:
    async with serving_odd(tmp_path, inference__batch_time="500ms") as server, undisturbed(server):
        with refused(Code.DEADLINE_EXCEEDED, "WORKER_HUNG"):
            await server.stub.Predict(asking("odd", "sleeps 3600"))
        assert lengths((await server.stub.Predict(asking("odd", "fine"))).payload) == [4]


async def test_a_model_that_leaks_is_replaced_when_it_outgrew_its_bound(tmp_path: Path) -> None:
    async with serving_odd(tmp_path, inference__worker_memory="200MiB") as server, undisturbed(server):
        await server.stub.LoadModel(pb.LoadModelRequest(model="odd"))
        for _ in range(40):  # private memory is measured now and then, not in every batch
            await server.stub.Predict(asking("odd", "leaks 16"))
            if await restarts(server, "odd"):
                break
            await asyncio.sleep(0.1)
        assert await restarts(server, "odd") == 1
        assert lengths((await server.stub.Predict(asking("odd", "fine"))).payload) == [4]


@pytest.mark.parametrize(
    ("flaw", "cause"),
    [("broken", "ImportError"), ("deadly", "exit code 7"), ("slow", "not ready within 2 s")],
    ids=["broken", "deadly", "slow"],
)
async def test_a_version_that_cannot_be_loaded_says_why(tmp_path: Path, flaw: str, cause: str) -> None:
    bundles = {
        "odd": {"1.0.0": write_odd_model(tmp_path / "bundle", flaw=flaw)},
        "calm": {"1.0.0": write_odd_model(tmp_path / "other")},
    }
    load_time = "2s" if flaw == "slow" else "60s"
    async with (
        inference_serving(tmp_path / "data", bundles, inference__load_time=load_time) as server,
        undisturbed(server),
    ):
        with refused(Code.FAILED_PRECONDITION, "MODEL_LOAD_FAILED") as caught:
            await server.stub.Predict(asking("odd", "fine"))
        assert cause in (caught[0].details() or "")
