"""What the data plane remembers of callers: while the server is away, and when it is itself replaced."""

from __future__ import annotations

import asyncio
import signal
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import grpc
import psutil
import pytest

from hokusai.inference.v1.inference_service_pb2_grpc import InferenceServiceStub
from hokusai_server.domain.access import AccessKey, Credential, token_digest
from hokusai_server.services.access_keys import EXPIRED, UNKNOWN
from hokusai_server.services.data_plane_decisions import DataPlaneDecisions
from tests.support.access_keys import (
    ADMIN,
    ADMIN_TABLE,
    Keyed,
    guarded,
    key_table,
    metadata_of,
    register,
    until,
    write_keys,
)
from tests.support.data_planes import data_plane_of
from tests.support.inference_calls import StreamCall, asking, lengths
from tests.support.running_server import ServerProcess, server_process

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

ASKERS = 50
CI = key_table("ci", "hokusai_first", '["predict"]')


@asynccontextmanager
async def guarded_process(folder: Path, *tables: str) -> AsyncIterator[tuple[ServerProcess, grpc.aio.Channel]]:
    """A server process that asks for keys, with one model."""
    file = write_keys(folder / "keys.toml", ADMIN_TABLE, *tables)
    with server_process(folder, "--set", f"auth.keys_file={file}", "--log-level", "debug") as process:
        async with grpc.aio.insecure_channel(process.address) as channel:
            await register(channel, folder / "bundle", "odd")
            yield process, channel


def predictor(channel: grpc.aio.Channel, token: str) -> Any:
    return Keyed(InferenceServiceStub(channel), token)


async def refusal(stub: Any) -> grpc.aio.AioRpcError:
    """Repeat a call until it is refused."""
    while True:
        try:
            await stub.Predict(asking("odd", "x"), timeout=2)
        except grpc.aio.AioRpcError as error:
            return error


@contextmanager
def stopped(process: ServerProcess) -> Iterator[None]:
    """The server's own process stands still; its data plane and its workers do not."""
    server = psutil.Process(process.process.pid)
    server.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        server.send_signal(signal.SIGCONT)


async def test_who_is_known_is_let_in_while_the_server_stands_still_until_the_key_expires(tmp_path: Path) -> None:
    async with guarded_process(tmp_path, CI) as (process, channel):
        known, stranger = predictor(channel, "hokusai_first"), predictor(channel, "hokusai_stranger")
        await known.Predict(asking("odd", "warm"))
        assert metadata_of(await refusal(stranger)) == {"cause": UNKNOWN}
        expires = datetime.now(UTC) + timedelta(seconds=6)
        brief = key_table("brief", "hokusai_brief", expires=until(expires))
        write_keys(tmp_path / "keys.toml", ADMIN_TABLE, CI, brief)
        leaving = predictor(channel, "hokusai_brief")
        await let_in(leaving)
        await known.Predict(asking("odd", "again"))
        with stopped(process):
            for count in range(1, 50):
                assert lengths((await known.Predict(asking("odd", "x" * count))).payload) == [count]
            stream = StreamCall(known)
            await stream.open("odd")
            await stream.send(0, "while away")
            assert lengths((await stream.result()).payload) == [10]
            await stream.finish()
            assert metadata_of(await refusal(leaving)) == {"cause": EXPIRED}
            assert datetime.now(UTC) >= expires
            # Nobody can say who that is.
            assert (await refusal(predictor(channel, "hokusai_new"))).code() is grpc.StatusCode.DEADLINE_EXCEEDED
            await known.Predict(asking("odd", "still"))


async def let_in(stub: Any) -> None:
    """Repeat a call until it is no longer refused."""
    while True:
        try:
            await stub.Predict(asking("odd", "x"))
        except grpc.aio.AioRpcError as error:
            if error.code() is not grpc.StatusCode.UNAUTHENTICATED:
                raise
        else:
            return


async def test_a_data_plane_that_takes_the_place_of_another_asks_for_keys_too(tmp_path: Path) -> None:
    async with guarded_process(tmp_path, CI) as (process, channel):
        known, stranger = predictor(channel, "hokusai_first"), predictor(channel, "hokusai_stranger")
        await known.Predict(asking("odd", "warm"))
        data_plane_of(process.process.pid).kill()
        while True:
            try:
                await known.Predict(asking("odd", "back"), wait_for_ready=True)
                break
            except grpc.aio.AioRpcError as error:
                if error.code() is not grpc.StatusCode.UNAVAILABLE:
                    raise
        assert metadata_of(await refusal(stranger)) == {"cause": UNKNOWN}


async def test_those_who_show_one_key_at_a_time_share_the_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: Counter[tuple[bytes | None, str]] = Counter()
    answer = DataPlaneDecisions.caller

    def counting(decisions: DataPlaneDecisions, credential: Credential, model: str) -> AccessKey:
        asked[credential.digest, model] += 1
        return answer(decisions, credential, model)

    monkeypatch.setattr(DataPlaneDecisions, "caller", counting)
    async with guarded(tmp_path, CI) as server:
        known, stranger = predictor(server.channel, "hokusai_first"), predictor(server.channel, "hokusai_stranger")
        for _ in range(2):  # at a time, and once it is known
            answers = await asyncio.gather(*(known.Predict(asking("odd", "x")) for _ in range(ASKERS)))
            assert {answer.served_by.model for answer in answers} == {"odd"}
            calls = [stranger.Predict(asking("odd", "x")) for _ in range(ASKERS)]
            refusals: list[Any] = await asyncio.gather(*calls, return_exceptions=True)
            assert {refusal.code() for refusal in refusals} == {grpc.StatusCode.UNAUTHENTICATED}
        first, other = token_digest("hokusai_first"), token_digest("hokusai_stranger")
        assert asked == {(first, ""): 1, (first, "odd"): 1, (other, ""): 1}


async def test_many_callers_of_one_key_and_a_flood_of_others_are_told_apart(tmp_path: Path) -> None:
    async with guarded_process(tmp_path, CI) as (process, channel):
        known = predictor(channel, "hokusai_first")
        strangers = [predictor(channel, f"hokusai_{number}") for number in range(600)]
        calls = [known.Predict(asking("odd", "x")) for _ in range(50)]
        calls += [stranger.Predict(asking("odd", "x")) for stranger in strangers]
        said: list[Any] = await asyncio.gather(*calls, return_exceptions=True)
        assert [lengths(answer.payload) for answer in said[:50]] == [[1]] * 50
        # Too many who are unknown at a time are told to come back, and never let in.
        codes = {error.code() for error in said[50:]}
        assert grpc.StatusCode.UNAUTHENTICATED in codes
        assert codes <= {grpc.StatusCode.UNAUTHENTICATED, grpc.StatusCode.RESOURCE_EXHAUSTED}
        process.terminate()
        assert process.wait() == 0
    for secret in (ADMIN, "hokusai_first", "hokusai_599"):
        assert secret not in process.log
    assert "sha256" not in process.log
