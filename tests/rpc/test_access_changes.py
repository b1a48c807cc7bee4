"""Keys that expire, are revoked or are replaced while calls run, on both planes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import grpc
import pytest

from hokusai.inference.v1.inference_service_pb2_grpc import InferenceServiceStub
from hokusai.registry.v1 import registry_service_pb2 as registry
from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceStub
from hokusai_server.services.access_keys import EXPIRED, UNKNOWN
from tests.support.access_keys import ADMIN_TABLE, Keyed, guarded, key_table, metadata_of, until, write_keys
from tests.support.inference_calls import StreamCall, asking, lengths

pytestmark = [pytest.mark.usefixtures("plane"), pytest.mark.timeout(120)]

CI = key_table("ci", "first")
CALLERS = 8


async def ended(call: Callable[[], Awaitable[Any]]) -> grpc.aio.AioRpcError:
    """Repeat a call until it fails; the test's own timeout bounds it."""
    while True:
        try:
            await call()
        except grpc.aio.AioRpcError as error:
            return error


def keyed_inference(channel: grpc.aio.Channel, token: str) -> Any:
    return Keyed(InferenceServiceStub(channel), token)


def predicting(channel: grpc.aio.Channel, token: str) -> Callable[[], Awaitable[Any]]:
    stub = keyed_inference(channel, token)
    return lambda: stub.Predict(asking("odd", "x"))


def reading(channel: grpc.aio.Channel, token: str) -> Callable[[], Awaitable[Any]]:
    stub: Any = Keyed(RegistryServiceStub(channel), token)
    return lambda: stub.GetModel(registry.GetModelRequest(name="odd"))


async def test_a_revoked_key_is_refused_under_load_and_others_are_not(tmp_path: Path) -> None:
    async with guarded(tmp_path, CI, key_table("other", "second")) as server:
        over = asyncio.Event()

        async def other() -> None:
            while not over.is_set():
                await predicting(server.channel, "second")()

        load = [asyncio.create_task(other()) for _ in range(CALLERS)]
        calls = [predicting(server.channel, "first") for _ in range(CALLERS)] + [reading(server.channel, "first")]
        for call in calls:
            await call()
        refusals = [asyncio.create_task(ended(call)) for call in calls]
        write_keys(tmp_path / "keys.toml", ADMIN_TABLE, key_table("other", "second"))
        for refusal in await asyncio.gather(*refusals):
            assert refusal.code() is grpc.StatusCode.UNAUTHENTICATED
            assert metadata_of(refusal) == {"cause": UNKNOWN}
        over.set()
        await asyncio.gather(*load)


async def test_two_keys_side_by_side_change_places(tmp_path: Path) -> None:
    async with guarded(tmp_path, CI) as server:
        assert (await ended(predicting(server.channel, "second"))).code() is grpc.StatusCode.UNAUTHENTICATED
        write_keys(tmp_path / "keys.toml", ADMIN_TABLE, CI, key_table("ci-2", "second"))
        for call in (predicting(server.channel, "second"), reading(server.channel, "second")):
            await let_in(call)
        await predicting(server.channel, "first")()
        write_keys(tmp_path / "keys.toml", ADMIN_TABLE, key_table("ci-2", "second"))
        assert (await ended(predicting(server.channel, "first"))).code() is grpc.StatusCode.UNAUTHENTICATED
        await predicting(server.channel, "second")()


async def let_in(call: Callable[[], Awaitable[Any]]) -> None:
    """Repeat a call until it is no longer refused."""
    while True:
        try:
            await call()
        except grpc.aio.AioRpcError as error:
            if error.code() is not grpc.StatusCode.UNAUTHENTICATED:
                raise
        else:
            return


async def test_a_stream_of_a_revoked_key_ends_and_what_was_read_is_answered(tmp_path: Path) -> None:
    async with guarded(tmp_path, CI) as server:
        stream = StreamCall(keyed_inference(server.channel, "first"))
        await stream.open("odd")
        await stream.send(0, "x")
        assert lengths((await stream.result()).payload) == [1]
        write_keys(tmp_path / "keys.toml", ADMIN_TABLE)
        await ended(predicting(server.channel, "first"))
        await stream.send(1, "y")
        with pytest.raises(grpc.aio.AioRpcError) as refusal:
            await stream.read()
        assert refusal.value.code() is grpc.StatusCode.UNAUTHENTICATED
        assert metadata_of(refusal.value) == {"cause": UNKNOWN}


async def test_a_stream_ends_when_its_key_is_bound_to_other_models(tmp_path: Path) -> None:
    async with guarded(tmp_path, CI) as server:
        stream = StreamCall(keyed_inference(server.channel, "first"))
        await stream.open("odd")
        write_keys(tmp_path / "keys.toml", ADMIN_TABLE, key_table("ci", "first", models='["churn"]'))
        assert (await ended(predicting(server.channel, "first"))).code() is grpc.StatusCode.PERMISSION_DENIED
        await stream.send(0, "y")
        with pytest.raises(grpc.aio.AioRpcError) as refusal:
            await stream.read()
        assert refusal.value.code() is grpc.StatusCode.PERMISSION_DENIED


async def test_a_key_is_good_until_it_expires_and_not_after(tmp_path: Path) -> None:
    async with guarded(tmp_path, CI) as server:
        await predicting(server.channel, "first")()
        expires = datetime.now(UTC) + timedelta(seconds=5)
        write_keys(tmp_path / "keys.toml", ADMIN_TABLE, key_table("brief", "brief", expires=until(expires)))
        predict, began = predicting(server.channel, "brief"), [datetime.now(UTC)]
        await let_in(predict)
        stream = StreamCall(keyed_inference(server.channel, "brief"))
        await stream.open("odd")

        async def predict_again() -> None:
            now = datetime.now(UTC)
            await predict()
            began.append(now)

        refusal = await ended(predict_again)
        assert metadata_of(refusal) == {"cause": EXPIRED}
        assert began[-1] < expires <= datetime.now(UTC)
        assert metadata_of(await ended(reading(server.channel, "brief"))) == {"cause": EXPIRED}
        await stream.send(0, "late")
        with pytest.raises(grpc.aio.AioRpcError) as late:
            await stream.read()
        assert metadata_of(late.value) == {"cause": EXPIRED}


@pytest.mark.parametrize("wrong", ["no TOML [", "", ADMIN_TABLE + "colour = 1\n", ADMIN_TABLE + ADMIN_TABLE])
async def test_a_file_that_is_wrong_changes_nothing_but_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, wrong: str
) -> None:
    async with guarded(tmp_path, CI, models=()) as server:
        with caplog.at_level(logging.INFO, "hokusai_server"):
            write_keys(tmp_path / "keys.toml", wrong)
            errors: list[logging.LogRecord] = []
            while not errors:
                # Let in before and after it is read: there is no such model.
                assert (await ended(reading(server.channel, "first"))).code() is grpc.StatusCode.NOT_FOUND
                errors = [record for record in caplog.records if record.levelno == logging.ERROR]
            assert len(errors) == 1
            assert "keys.toml" in str(errors[0].__dict__["cause"])
            # And a good one is taken again.
            write_keys(tmp_path / "keys.toml", ADMIN_TABLE)
            await refused_at_last(reading(server.channel, "first"))


async def refused_at_last(call: Callable[[], Awaitable[Any]]) -> None:
    """Repeat a call, whatever becomes of it, until it is refused."""
    while (await ended(call)).code() is not grpc.StatusCode.UNAUTHENTICATED:
        pass
