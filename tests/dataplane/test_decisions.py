"""Decisions that the data plane remembers: while the server is away, and while they change under load."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import grpc
import psutil
import pytest

from hokusai.inference.v1.inference_service_pb2_grpc import InferenceServiceStub
from hokusai.registry.v1 import registry_service_pb2 as registry
from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceStub
from hokusai.versions.v1 import version_service_pb2 as versions
from hokusai.versions.v1.version_service_pb2_grpc import VersionServiceStub
from tests.support.bundle_uploads import upload
from tests.support.inference_calls import StreamCall, asking, lengths
from tests.support.inference_server import inference_serving
from tests.support.odd_models import files_in, write_odd_model
from tests.support.running_server import ServerProcess, server_process

if TYPE_CHECKING:  # the class is declared in the stub file only
    from hokusai.inference.v1.inference_service_pb2_grpc import InferenceServiceAsyncStub

MODEL = "odd"
# What the second version adds to each answer, so that answers tell who gave them.
ADDED = {"1.0.0": 0, "1.0.1": 1000}
PROMOTIONS = 12
ASKERS = 50

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


@asynccontextmanager
async def two_versions(folder: Path) -> AsyncIterator[tuple[ServerProcess, grpc.aio.Channel]]:
    """A server with both versions of the model; none is in production, and nothing is left to do in the background."""
    with server_process(folder) as process:
        async with grpc.aio.insecure_channel(process.address) as channel:
            stub = RegistryServiceStub(channel)
            for number, added in ADDED.items():
                files = files_in(write_odd_model(folder / number))
                code = files["code/odd_model.py"].replace(b"else lengths", b"else lengths + %d" % added)
                draft = registry.VersionDraft(bundle_digest=await upload(stub, {**files, "code/odd_model.py": code}))
                if added == 0:
                    await stub.RegisterBaseline(registry.RegisterBaselineRequest(model=MODEL, draft=draft))
                else:
                    await stub.RegisterImproved(
                        registry.RegisterImprovedRequest(model=MODEL, parent_version="1.0.0", draft=draft)
                    )
            yield process, channel


async def promote(channel: grpc.aio.Channel, number: str) -> None:
    await VersionServiceStub(channel).PromoteVersion(versions.PromoteVersionRequest(model=MODEL, version=number))


async def answered_by(stub: InferenceServiceAsyncStub, text: str) -> str:
    """Which version answered, by its name and by what it says."""
    answer = await stub.Predict(asking(MODEL, text))
    number = answer.served_by.version
    assert lengths(answer.payload) == [len(text) + ADDED[number]]
    return number


@contextmanager
def stopped(process: ServerProcess) -> Iterator[None]:
    """The server's own process stands still; its data plane and its workers do not."""
    server = psutil.Process(process.process.pid)
    server.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        server.send_signal(signal.SIGCONT)


async def test_what_is_known_is_served_while_the_server_stands_still(tmp_path: Path) -> None:
    async with two_versions(tmp_path) as (process, channel):
        stub = InferenceServiceStub(channel)
        assert await answered_by(stub, "warm") == "1.0.1"
        # What happens to other models takes nothing of what is known of this one.
        other = RegistryServiceStub(channel)
        draft = registry.VersionDraft(bundle_digest=await upload(other, files_in(write_odd_model(tmp_path / "other"))))
        await other.RegisterBaseline(registry.RegisterBaselineRequest(model="other", draft=draft))
        with stopped(process):
            for count in range(1, 50):
                assert await answered_by(stub, "x" * count) == "1.0.1"
            stream = StreamCall(stub)
            assert (await stream.open(MODEL)).served_by.version == "1.0.1"
            await stream.send(0, "while away")
            assert lengths((await stream.result()).payload) == [1010]
            assert (await stream.finish()).batch_count == 1
            with pytest.raises(grpc.aio.AioRpcError) as unknown:
                await stub.Predict(asking("nobody", "x"), timeout=0.5)
            assert unknown.value.code() is grpc.StatusCode.DEADLINE_EXCEEDED
        await promote(channel, "1.0.0")
        assert await answered_by(stub, "back") == "1.0.0"


async def test_promotions_under_load_mix_no_versions(tmp_path: Path) -> None:
    async with two_versions(tmp_path) as (_, channel):
        stub = InferenceServiceStub(channel)
        over = asyncio.Event()
        seen: set[str] = set()

        async def call() -> None:
            while not over.is_set():
                seen.add(await answered_by(stub, "load"))

        async def stream() -> None:
            while not over.is_set():
                one = StreamCall(stub)
                number = (await one.open(MODEL)).served_by.version
                for sequence in range(10):
                    await one.send(sequence, "a" * (sequence + 1))
                    assert lengths((await one.result()).payload) == [sequence + 1 + ADDED[number]]
                await one.finish()

        await promote(channel, "1.0.0")
        load = [asyncio.create_task(task()) for task in [call] * 6 + [stream] * 3]
        for turn in range(PROMOTIONS):
            number = list(ADDED)[(turn + 1) % 2]
            await promote(channel, number)
            assert await answered_by(stub, "after") == number
        over.set()
        await asyncio.gather(*load)
        assert seen == set(ADDED)


async def test_those_who_ask_for_one_route_at_a_time_share_the_question(tmp_path: Path) -> None:
    bundles = {MODEL: {"1.0.0": write_odd_model(tmp_path / "bundle")}}
    async with inference_serving(tmp_path / "data", bundles) as server:
        calls = [server.stub.Predict(asking(MODEL, "x")) for _ in range(ASKERS)]
        answers = await asyncio.gather(*calls)
        assert {answer.served_by.version for answer in answers} == {"1.0.0"}
        assert server.resolved.count((MODEL, "")) == 1
